"""Claims before sending: asked for where there is a team, and not waited for without end."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest

from app.domain.events import DeviceId, EventId, event_id
from app.domain.ports import MailServer
from app.runtime.errands import Errands
from app.runtime.journal_wishes import Claimed
from app.runtime.outbox_way import LiveWay
from tests.support.clock import FakeClock
from tests.support.mailboxes import fake_mailbox

T = TypeVar("T")
CLAIM = event_id(DeviceId("A" * 16), "00000001")


@dataclass
class Wishes:
    """What is asked of the team's folder; a test answers."""

    asked: list["Future[Claimed]"] = field(default_factory=list)
    released: list[EventId] = field(default_factory=list)

    def claim(self, what: str, seconds: int) -> "Future[Claimed]":
        assert what == "send:q1@x"
        assert seconds == 1800
        self.asked.append(Future())
        return self.asked[-1]

    def release(self, claim: EventId) -> None:
        self.released.append(claim)


@dataclass
class Journal:
    wishes: Wishes = field(default_factory=Wishes)
    wanted: bool = True
    following: threading.Event = field(default_factory=threading.Event)


class Neighbour:
    """An account's thread that is always connected, and a team's folder that need not be."""

    def __init__(self) -> None:
        self.errands = Errands(self.do)
        self.journal: Any = Journal()
        with fake_mailbox() as mailbox:
            self.account = mailbox.account
            self._server: MailServer = mailbox.connect()

    def do(self) -> None:
        self.errands.do(self._server)

    def look(self) -> "Future[None]":
        return self.errands.ask(lambda _: None)

    def hurry(self) -> None:
        """It is connected."""


class Writer:
    """Says whether this computer is one of the team's."""

    def __init__(self) -> None:
        self.member = True

    def run(self, _: Callable[..., object]) -> bool:
        return self.member


class Waiting:
    """Waits for nothing: what is not there yet does not come in time."""

    def check(self) -> None:
        """Go on."""

    def pause(self, seconds: float) -> None:
        """Go on."""

    def result_of(self, future: "Future[T]", seconds: float | None = None) -> T:
        if not future.done():
            assert seconds == 15.0
            raise TimeoutError
        return future.result(0)


class Bench:
    def __init__(self) -> None:
        self.neighbour, self.clock, self.writer = Neighbour(), FakeClock(), Writer()
        writer: Any = self.writer
        self.way = LiveWay(
            self.neighbour.account,
            self.neighbour,
            writer,
            self.clock,
            Waiting(),
            claim_patience=15.0,
        )

    @property
    def wishes(self) -> Wishes:
        wishes: Wishes = self.neighbour.journal.wishes
        return wishes

    def claim(self) -> Claimed | None:
        return self.way.claim("send:q1@x", 1800)


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_without_a_team_nothing_is_claimed(bench: Bench) -> None:
    bench.neighbour.journal.wanted = False
    assert bench.claim() is None
    bench.neighbour.journal.wanted = True
    bench.writer.member = False
    assert bench.claim() is None
    assert bench.wishes.asked == []


def test_a_folder_that_does_not_answer_is_waited_for_once_in_a_minute(bench: Bench) -> None:
    assert bench.claim() is None
    assert bench.claim() is None
    assert len(bench.wishes.asked) == 1
    bench.clock.advance(61)
    assert bench.claim() is None
    assert len(bench.wishes.asked) == 2
    bench.neighbour.journal.following.set()
    assert bench.claim() is None
    assert len(bench.wishes.asked) == 3, "the folder is there again"


def test_what_is_won_too_late_is_given_back(bench: Bench) -> None:
    assert bench.claim() is None
    (late,) = bench.wishes.asked
    assert bench.wishes.released == []
    late.set_result(Claimed(CLAIM, True, 100.0))
    assert bench.wishes.released == [CLAIM]
    assert bench.claim() is None
    gone = bench.wishes.asked[-1]
    gone.cancel()
    assert bench.wishes.released == [CLAIM]
