"""What a computer claims is told until it was read, and presence as long as somebody writes."""

import pytest

from app.domain.claims import Claim, Release, Verdict
from app.domain.events import DeviceId
from app.domain.streams import Anchor
from app.runtime.journal_wishes import PRESENT_SECONDS, JournalWishes
from app.services.presence import presence_of
from tests.support.clock import FakeClock

DEVICE = DeviceId("D" * 16)
TICKET = Anchor("17@shop.example")
OTHER = Anchor("18@shop.example")


@pytest.fixture
def wishes(clock: FakeClock) -> JournalWishes:
    return JournalWishes(clock)


def test_a_claim_is_told_until_it_was_read(wishes: JournalWishes, clock: FakeClock) -> None:
    answer = wishes.claim("clean-up", 60)
    (claim,) = wishes.outgoing(DEVICE)
    assert isinstance(claim, Claim)
    assert (claim.what, claim.seconds, claim.device) == ("clean-up", 60, DEVICE)
    wishes.settle(lambda _: Verdict.UNKNOWN)
    clock.advance(5)
    assert wishes.outgoing(DEVICE) == (claim,)
    wishes.settle(lambda _: Verdict.WON)
    assert answer.result(0).won
    assert answer.result(0).id == claim.id
    assert answer.result(0).ends == 60.0  # counted from when it was told first
    assert wishes.outgoing(DEVICE) == ()


def test_a_lost_claim_is_told_as_lost(wishes: JournalWishes) -> None:
    answer = wishes.claim("x", 60)
    wishes.outgoing(DEVICE)
    wishes.settle(lambda _: Verdict.LOST)
    assert not answer.result(0).won


def test_what_is_won_is_given_back_once(wishes: JournalWishes) -> None:
    answer = wishes.claim("x", 60)
    (claim,) = wishes.outgoing(DEVICE)
    assert isinstance(claim, Claim)
    wishes.settle(lambda _: Verdict.WON)
    wishes.release(answer.result(0).id)
    assert wishes.outgoing(DEVICE) == (Release(claim.id),)
    assert wishes.outgoing(DEVICE) == ()


def test_presence_is_said_again_while_somebody_writes(
    wishes: JournalWishes, clock: FakeClock
) -> None:
    wishes.present(TICKET, there=True)
    wishes.present(TICKET, there=True)
    (first,) = wishes.outgoing(DEVICE)
    assert isinstance(first, Claim)
    assert (first.what, first.seconds) == (presence_of(TICKET), PRESENT_SECONDS)
    assert wishes.outgoing(DEVICE) == ()
    assert wishes.seconds_to_next() == 60
    clock.advance(61)
    (second,) = wishes.outgoing(DEVICE)
    assert isinstance(second, Claim)
    assert second.id != first.id
    wishes.present(TICKET, there=False)
    assert wishes.outgoing(DEVICE) == (Release(second.id),)
    assert wishes.outgoing(DEVICE) == ()


def test_who_is_nowhere_can_leave_at_once(wishes: JournalWishes) -> None:
    assert not wishes.leave()
    assert wishes.wait_until_left(0)


def test_who_leaves_gives_back_where_they_were(clock: FakeClock) -> None:
    calls: list[int] = []
    wishes = JournalWishes(clock, lambda: calls.append(1))
    wishes.present(TICKET, there=True)
    (claim,) = wishes.outgoing(DEVICE)
    assert isinstance(claim, Claim)
    assert wishes.leave()
    assert len(calls) == 2
    wishes.present(OTHER, there=True)
    assert wishes.any_waiting()
    assert not wishes.wait_until_left(0)
    assert wishes.outgoing(DEVICE) == (Release(claim.id),)
    assert not wishes.wait_until_left(0)  # it was not read back yet
    wishes.settle(lambda _: Verdict.UNKNOWN)
    assert wishes.wait_until_left(0)


def test_who_leaves_does_not_wait_for_a_connection_that_broke(wishes: JournalWishes) -> None:
    wishes.present(TICKET, there=True)
    wishes.outgoing(DEVICE)
    assert wishes.leave()
    wishes.tell_again()
    assert wishes.wait_until_left(0)


def test_who_comes_back_at_once_was_never_away(wishes: JournalWishes) -> None:
    wishes.present(TICKET, there=True)
    wishes.outgoing(DEVICE)
    wishes.present(TICKET, there=False)
    wishes.present(TICKET, there=True)
    assert wishes.outgoing(DEVICE) == ()
    wishes.tell_again()  # the connection broke
    assert [type(item) for item in wishes.outgoing(DEVICE)] == [Claim]


def test_under_a_new_key_everything_is_claimed_anew(wishes: JournalWishes) -> None:
    wishes.claim("x", 60)
    (old,) = wishes.outgoing(DEVICE)
    (new,) = wishes.outgoing(DeviceId("E" * 16))
    assert isinstance(new, Claim)
    assert isinstance(old, Claim)
    assert new.device != old.device
    assert new.what == "x"


def test_nobody_waits_for_an_answer_that_cannot_come(wishes: JournalWishes) -> None:
    before = wishes.claim("x", 60)
    wishes.give_up()
    assert before.cancelled()
    assert wishes.claim("y", 60).cancelled()


def test_something_new_calls_whoever_tells(clock: FakeClock) -> None:
    calls: list[int] = []
    wishes = JournalWishes(clock, lambda: calls.append(1))
    wishes.claim("x", 60)
    wishes.present(TICKET, there=False)  # nobody said they were
    wishes.present(TICKET, there=True)
    assert len(calls) == 2
