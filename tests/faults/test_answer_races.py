"""Two members who answer each ticket in the same moment: one answer leaves, one is held (F14).

By default `make soak` lets them race for 200 tickets; POSTROOM_RACES says for how many instead.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.support.answering import race, team
from tests.support.dovecot import start_dovecot
from tests.support.mailboxes import dovecot_mailbox
from tests.support.sending import FakePost, ids_in, question

_RACES = int(os.environ.get("POSTROOM_RACES", "200"))


@pytest.mark.soak
@pytest.mark.timeout(8000)
def test_of_two_answers_to_each_ticket_one_leaves(tmp_path: Path) -> None:
    dovecot, post = start_dovecot(), FakePost()
    try:
        with dovecot_mailbox(dovecot) as mailbox:
            for number in range(_RACES):
                mailbox.other.deliver(question(number))
            with team(mailbox, tmp_path, post) as (ann, bob):
                held = Counter(race(ann, bob, number) for number in range(_RACES))
            assert len(post.taken) == _RACES
            assert len(set(post.ids())) == _RACES
            assert sorted(post.ids()) == ids_in(mailbox)
            print(f"{_RACES} races: {dict(held)}, no two answers")  # noqa: T201
    finally:
        dovecot.stop()
