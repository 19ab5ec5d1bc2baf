"""Answers of members who are killed at any moment leave once, or somebody is asked (F2).

By default `make soak` sends 500 and kills 300 times; POSTROOM_KILLS says how often instead.
"""

import os
from pathlib import Path

import pytest

from tests.support.dovecot import PASSWORD, start_dovecot
from tests.support.send_drill import SendDrill
from tests.support.smtp_house import House, smtp_house

_KILLS = int(os.environ.get("POSTROOM_KILLS", "300"))
_LETTERS = int(os.environ.get("POSTROOM_LETTERS", "500"))


def _drill(folder: Path, letters: int, kills: int, seed: int) -> SendDrill:
    dovecot = start_dovecot()
    try:
        with smtp_house(House(asks_password=False)) as house:
            drill = SendDrill(dovecot.settings(), PASSWORD, house, folder, seed)
            print(drill.run(letters, kills))  # noqa: T201
            return drill
    finally:
        dovecot.stop()


def test_a_few_answers_and_kills(tmp_path: Path) -> None:
    drill = _drill(tmp_path, 6, 3, 3)
    assert drill.tally["killed"] == 3


@pytest.mark.soak
@pytest.mark.timeout(8000)
def test_many_answers_and_kills(tmp_path: Path) -> None:
    drill = _drill(tmp_path, _LETTERS, _KILLS, 5)
    assert drill.tally["killed"] == _KILLS or _LETTERS < _KILLS
    assert max(drill.marked, default=0.0) <= 10.0
