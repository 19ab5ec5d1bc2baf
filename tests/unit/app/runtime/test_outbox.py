"""When the outbox looks again: as soon as there is something to do, and never in a circle."""

import math
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from app.domain.ids import AccountId
from app.domain.outgoing import DraftId, Outgoing, Sending
from app.runtime.outbox import OutboxSurroundings, OutboxWorker
from app.runtime.outbox_agenda import NOTHING, Agenda, Task
from app.runtime.outbox_desk import DONE, Attended, Patience, Trouble
from tests.support.clock import FakeClock
from tests.support.mailboxes import fake_mailbox
from tests.support.sending import FakePost

START = FakeClock().monotonic()


def letter(number: int) -> Outgoing:
    return Outgoing(
        DraftId(number), AccountId(1), None, f"{number}@x", Sending.QUEUED, queued=0, not_before=0
    )


def due(*letters: Outgoing) -> Agenda:
    return Agenda((), (), (), letters, math.inf)


class Bench:
    """A worker whose thread never began."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        patience = Patience(first_retry=8.0, longest_retry=8.0)
        nothing: Any = Mock()
        around = OutboxSurroundings(
            Path("nowhere"), nothing, nothing, self.clock, FakePost(), print, patience
        )
        with fake_mailbox() as mailbox:
            self.worker = OutboxWorker(mailbox.account, nothing, around)

    def choose(self, found: Agenda) -> Outgoing | None:
        chosen = self.worker._choose(found, self.clock.monotonic())
        return chosen[1] if chosen else None

    def seconds(self, found: Agenda) -> float:
        return self.worker._seconds_to_next(found, self.clock.monotonic())

    def took(self, which: Outgoing, done: Attended, task: Task = Task.SEND) -> None:
        self.worker._take(which, done, task)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_with_nothing_to_do_it_looks_at_the_clock_now_and_then(bench: Bench) -> None:
    assert bench.choose(NOTHING) is None
    assert bench.seconds(NOTHING) == 60.0
    assert bench.seconds(Agenda((), (), (), (), 7.0)) == 7.0


def test_after_a_refused_password_nothing_turns_in_a_circle(bench: Bench) -> None:
    one = letter(1)
    bench.took(one, Attended(trouble=Trouble.NO_ACCESS, said="No."))
    for _ in range(3):
        bench.clock.advance(1000)
        assert bench.choose(due(one)) is None
        assert bench.seconds(due(one)) == 60.0
    bench.worker.network_changed()
    assert bench.worker._called


def test_a_server_that_is_away_is_tried_again_with_another_letter(bench: Bench) -> None:
    one, two = letter(1), letter(2)
    assert bench.choose(due(one, two)) is one
    bench.took(one, Attended(trouble=Trouble.NO_WAY, said="Away."))
    assert bench.choose(due(one, two)) is None
    pause = bench.seconds(due(one, two))
    assert 6.0 <= pause <= 10.0
    bench.clock.advance(pause - 0.5)
    assert bench.choose(due(one, two)) is None
    assert 0 < bench.seconds(due(one, two)) <= 0.6
    bench.clock.advance(0.6)
    assert bench.choose(due(one, two)) is one
    bench.took(one, Attended(trouble=Trouble.NO_WAY, said="Away."))
    bench.took(two, DONE)
    assert bench.worker._no_way is None


def test_what_waits_for_one_thing_does_not_wait_for_another(bench: Bench) -> None:
    one = letter(1)
    bench.took(one, Attended(1800.0), Task.LOOK_FOR)
    accepted = Agenda((), (one,), (), (), math.inf)
    assert bench.choose(Agenda((), (), (one,), (), math.inf)) is None
    assert bench.choose(accepted) is one


def test_what_waits_for_a_teammate_waits_no_longer_than_it_should(bench: Bench) -> None:
    one = letter(1)
    bench.took(one, Attended(20.0, for_team=True))
    assert bench.choose(due(one)) is None
    assert bench.seconds(due(one)) == 20.0
    bench.clock.advance(20.0)
    assert bench.choose(due(one)) is one
