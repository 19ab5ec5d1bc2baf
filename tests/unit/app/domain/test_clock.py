"""Stamps go forward whatever the computers' clocks do."""

import pytest

from app.domain.clock import (
    MAX_LEAD,
    MAX_STAMP,
    MICROSECONDS,
    HybridClock,
    is_stamp,
    is_too_far_ahead,
    server_offset,
)

NOON = 1_760_000_000


def test_a_stamp_is_the_time_and_never_comes_twice() -> None:
    clock = HybridClock(lambda: float(NOON))
    first, second = clock.tick(), clock.tick()
    assert first == NOON * MICROSECONDS
    assert second == first + 1


def test_a_clock_that_goes_back_does_not_take_stamps_back() -> None:
    now = [float(NOON)]
    clock = HybridClock(lambda: now[0])
    first = clock.tick()
    now[0] -= 3600
    assert clock.tick() > first
    now[0] += 7200
    assert clock.tick() == (NOON + 3600) * MICROSECONDS


def test_what_was_seen_comes_before_what_is_written() -> None:
    year = 366 * 86_400
    clock = HybridClock(lambda: float(NOON))
    clock.see((NOON + year) * MICROSECONDS)
    assert clock.tick() == (NOON + year) * MICROSECONDS + 1
    assert year - 1 < clock.lead < year + 1
    clock.see(5)
    assert clock.tick() == (NOON + year) * MICROSECONDS + 2


def test_a_clock_begins_with_what_is_stored() -> None:
    assert HybridClock(lambda: 0.0, last=77).tick() == 78
    assert HybridClock(lambda: -5.0).tick() == 1


def test_impossible_stamps_are_not_seen_and_none_is_given_out() -> None:
    clock = HybridClock(lambda: float(NOON))
    clock.see(MAX_STAMP + 1)
    clock.see(-1)
    assert clock.last == 0
    clock.see(MAX_STAMP)
    with pytest.raises(OverflowError):
        clock.tick()
    assert clock.last == MAX_STAMP
    assert not is_stamp(0)
    assert not is_stamp(MAX_STAMP + 1)


def test_a_year_of_skew_is_bearable_and_a_century_is_not() -> None:
    assert not is_too_far_ahead((NOON + 366 * 86_400) * MICROSECONDS, NOON)
    assert not is_too_far_ahead((NOON + MAX_LEAD) * MICROSECONDS, NOON)
    assert is_too_far_ahead((NOON + MAX_LEAD) * MICROSECONDS + 1, NOON)
    assert not is_too_far_ahead(1, NOON)


@pytest.mark.parametrize("skew", [-30 * 86_400, -90, 90, 366 * 86_400])
def test_the_server_puts_a_clock_right(skew: int) -> None:
    offset = server_offset(NOON + skew, NOON + 1, NOON + skew + 2.0)
    clock = HybridClock(lambda: float(NOON + skew), offset=offset)
    assert abs(clock.seconds() - NOON) <= 1.5


def test_what_an_append_cannot_tell_from_a_right_clock_is_left_alone() -> None:
    assert server_offset(NOON + 0.9, NOON, NOON + 1.2) == 0.0
