"""How long is waited, and what ends it: backoff, orders, sleep."""

import threading

import pytest

from app.runtime.backoff import Backoff
from app.runtime.orders import Order, Orders
from app.runtime.sleep import SleepWatch
from tests.support.clock import FakeClock
from tests.support.waiting import PATIENCE


def test_pauses_double_up_to_a_limit_and_begin_again() -> None:
    backoff = Backoff(2, 10, lambda low, high: (low + high) / 2)
    assert [backoff.next(patient=True) for _ in range(4)] == [2, 4, 8, 10]
    backoff.reset()
    assert backoff.next() == 2


def test_who_was_away_for_a_short_time_is_soon_back() -> None:
    backoff = Backoff(2, 300, lambda low, high: (low + high) / 2)
    waited, pauses = 0.0, []
    while waited < 86_400:
        pauses.append(backoff.next())
        assert pauses[-1] <= max(8, waited / 8)
        waited += pauses[-1]
    assert pauses[:6] == [2, 4, 8, 8, 8, 8]
    assert pauses[-1] == 300
    assert len(pauses) < 350


def test_pauses_are_spread() -> None:
    pauses = {Backoff(8, 100).next() for _ in range(20)}
    assert len(pauses) > 10
    assert all(6 <= pause <= 10 for pause in pauses)


def test_a_thousand_failures_are_no_overflow() -> None:
    backoff = Backoff(2, 300)
    assert all(backoff.next() <= 375 for _ in range(1000))


def test_orders_gather_until_they_are_taken() -> None:
    orders = Orders()
    orders.folder("INBOX")
    orders.folder("Sent")
    orders.folder("INBOX")
    assert orders.take(None, folders=True) == Order(False, frozenset({"INBOX", "Sent"}))
    assert orders.take(0, folders=True) == Order(False, frozenset())


def test_news_of_folders_do_not_end_a_pause_without_a_connection() -> None:
    orders = Orders()
    orders.folder("INBOX")
    assert orders.take(0, folders=False) == Order(False, frozenset())
    orders.everything()
    assert orders.take(None, folders=False) == Order(True, frozenset())
    assert orders.take(None, folders=True) == Order(False, frozenset({"INBOX"}))


def test_a_pass_over_everything_covers_what_was_asked_before_it() -> None:
    orders = Orders()
    orders.folder("INBOX")
    orders.forget_folders()
    assert orders.take(0, folders=True) == Order(False, frozenset())


def test_an_order_wakes_who_waits() -> None:
    orders, taken = Orders(), []
    thread = threading.Thread(target=lambda: taken.append(orders.take(PATIENCE, folders=True)))
    thread.start()
    orders.everything()
    thread.join(PATIENCE)
    assert taken == [Order(True, frozenset())]


class TwoHands(FakeClock):
    """A clock on the wall that goes on while the machine, and the other clock, sleep."""

    def sleep(self, seconds: int) -> None:
        self._start += seconds


def test_sleep_is_a_wall_clock_that_ran_ahead() -> None:
    clock = TwoHands()
    watch = SleepWatch(clock, tick=5)
    clock.advance(5)
    assert not watch.slept()
    clock.sleep(3600)
    clock.advance(5)
    assert watch.slept()
    clock.advance(5)
    assert not watch.slept()


def test_sleep_is_a_tick_that_came_far_too_late() -> None:
    clock = FakeClock()
    watch = SleepWatch(clock, tick=5)
    clock.advance(20)  # a busy machine
    assert not watch.slept()
    clock.advance(600)
    assert watch.slept()


@pytest.mark.parametrize("back", [-3600, -1])
def test_a_clock_that_is_set_back_is_no_sleep(back: int) -> None:
    clock = TwoHands()
    watch = SleepWatch(clock, tick=5)
    clock.sleep(back)
    clock.advance(5)
    assert not watch.slept()
