"""Times as people write them on the command line, in this computer's time zone, and back."""

import re
from datetime import UTC, date, datetime, time, timedelta

from app.domain.errors import RejectedError

_SPAN = re.compile(r"\+?(\d{1,4})\s*(min|m|h|d|w)\Z")
_UNITS = {"min": 60, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\Z")


def read_moment(text: str, now: float, *, hour: int) -> int:
    """Return seconds UTC; a day without a time means ``hour`` o'clock.

    Raises `RejectedError` for what is no time, or has passed.
    """
    local = datetime.fromtimestamp(now, UTC).astimezone()
    found = _read(text.strip().lower(), local, hour)
    if found is None:
        raise RejectedError(
            f"“{text}” is no time. Write 2026-12-24, 2026-12-24T15:00, 15:00, 3h, 2d, 1w, "
            "tomorrow or a weekday."
        )
    if found <= now:
        raise RejectedError(f"“{text}” has passed.")
    return found


def say_moment(seconds: int) -> str:
    """Return a time for people, such as ``2026-12-24 15:00``, in this computer's time zone."""
    try:
        return f"{datetime.fromtimestamp(seconds, UTC).astimezone():%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return "a time far away"


def _read(text: str, local: datetime, hour: int) -> int | None:
    if span := _SPAN.match(text):
        return int(local.timestamp()) + int(span[1]) * _UNITS[span[2]]
    try:
        if clock := _CLOCK.match(text):
            at = time(int(clock[1]), int(clock[2]))
            return _seconds(local.date() + timedelta(days=at <= local.time()), at)
        if (ahead := _days_ahead(text, local.weekday())) is not None:
            return _seconds(local.date() + timedelta(days=ahead), time(hour))
        if len(text) <= len("2026-12-24"):
            return _seconds(date.fromisoformat(text), time(hour))
        return int(datetime.fromisoformat(text.upper()).astimezone().timestamp())
    except (ValueError, OverflowError, OSError):
        return None


def _days_ahead(text: str, today: int) -> int | None:
    """How far “tomorrow” or a weekday is; the name of today means in a week."""
    if text == "tomorrow":
        return 1
    found = [n for n, name in enumerate(_DAYS) if len(text) >= 3 and name.startswith(text)]
    return (found[0] - today - 1) % 7 + 1 if found else None


def _seconds(day: date, at: time) -> int:
    """A day and a time of the clock on the wall, whatever the clocks do in between."""
    return int(datetime.combine(day, at).astimezone().timestamp())
