"""A team acknowledges what comes in: the right letters, once each, and no loop goes on (F22)."""

import os
from pathlib import Path

import pytest

from tests.support.dovecot import Dovecot
from tests.support.mailboxes import dovecot_mailbox
from tests.support.reception import Reception
from tests.support.smtp_house import House, smtp_house

_LETTERS = int(os.environ.get("POSTROOM_LETTERS", "1000"))


def _run(dovecot: Dovecot, folder: Path, *, members: int, letters: int, robots: int) -> None:
    with dovecot_mailbox(dovecot) as mailbox, smtp_house(House(asks_password=False)) as house:
        reception = Reception(mailbox, house, folder, robots)
        print(reception.run(members, letters, seed=7))  # noqa: T201


def test_two_members_acknowledge_each_letter_once(dovecot: Dovecot, tmp_path: Path) -> None:
    _run(dovecot, tmp_path, members=2, letters=40, robots=2)


@pytest.mark.soak
@pytest.mark.timeout(8000)
def test_five_members_and_a_thousand_letters(dovecot: Dovecot, tmp_path: Path) -> None:
    _run(dovecot, tmp_path, members=5, letters=_LETTERS, robots=20)
