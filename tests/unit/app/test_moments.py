"""Times as people write them, in the time zone of this computer, over changes of the clock."""

import time
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import RejectedError
from app.moments import read_moment, say_moment

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 10, 23, 11, 30, tzinfo=KYIV)  # a Friday; clocks go back on Sunday

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="zones cannot be set here")


@pytest.fixture(autouse=True)
def _in_kyiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3h", (2026, 10, 23, 14, 30)),
        ("+90min", (2026, 10, 23, 13, 0)),
        ("15:00", (2026, 10, 23, 15, 0)),
        ("9:00", (2026, 10, 24, 9, 0)),
        ("tomorrow", (2026, 10, 24, 9, 0)),
        ("Mon", (2026, 10, 26, 9, 0)),
        ("friday", (2026, 10, 30, 9, 0)),
        ("2026-10-26", (2026, 10, 26, 9, 0)),
        ("2026-12-24T15:05", (2026, 12, 24, 15, 5)),
    ],
)
def test_a_time_is_what_the_clock_on_the_wall_will_show(
    text: str, expected: tuple[int, int, int, int, int]
) -> None:
    year, month, day, hour, minute = expected
    moment = read_moment(text, NOW.timestamp(), hour=9)
    assert moment == int(datetime(year, month, day, hour, minute, tzinfo=KYIV).timestamp())
    assert say_moment(moment) == f"{year}-{month:02}-{day:02} {hour:02}:{minute:02}"


def test_other_time_zones_and_days_of_24_hours_are_meant_as_they_are_written() -> None:
    elsewhere = read_moment("2026-12-24T15:05Z", NOW.timestamp(), hour=9)
    assert say_moment(elsewhere) == "2026-12-24 17:05"
    assert read_moment("3d", NOW.timestamp(), hour=9) == int(NOW.timestamp()) + 3 * 86_400


@pytest.mark.parametrize(
    "text", ["", "soon", "25:00", "2026-13-01", "2026-10-22", "0h", "x" * 99, "2026-W01"]
)
def test_what_is_no_time_or_has_passed_is_refused(text: str) -> None:
    with pytest.raises(RejectedError):
        read_moment(text, NOW.timestamp(), hour=9)


def test_a_time_that_no_calendar_has_is_said_all_the_same() -> None:
    assert say_moment(2**60) == "a time far away"
