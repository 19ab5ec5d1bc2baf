"""Read a Date header (RFC 5322 section 3.3) in all the shapes that clocks and clients give it."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_tz

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
    for name in names.split()
}
_USUAL = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})\s+"
    r"(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:\.\d+)?)?\s*(?:([+-])(\d\d):?(\d\d)\b|([A-Za-z]{1,5})\b)?"
)
_ISO = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*"
    r"(?:([+-])(\d\d):?(\d\d)|Z|$)"
)
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60, "met": 60,
    "mez": 60, "cest": 120, "mest": 120, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
    "msd": 240, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "akst": -540, "hst": -600, "jst": 540, "kst": 540, "ist": 330,
}  # fmt: skip
_MAX_LENGTH = 300


def parse_date(value: str) -> datetime | None:
    """Return the moment in UTC, or None where the header holds no possible one.

    A missing zone means UTC, a two-digit year is between 1970 and 2069.
    """
    value = value.strip()[:_MAX_LENGTH]
    if match := _USUAL.match(value):
        day, word, written, hour, minute, second, sign, hours, minutes, name = match.groups()
        month = _MONTHS.get(word.lower())
        if month:
            year = int(written)
            if len(written) == 2:
                year += 2000 if year < 70 else 1900
            offset = _offset(sign, hours, minutes) if sign else _ZONES.get((name or "").lower(), 0)
            clock = (int(hour), int(minute), int(second or 0))
            return _moment((year, month, int(day), *clock), offset)
    if iso := _ISO.match(value):
        numbers = tuple(int(iso[i] or 0) for i in range(1, 7))
        return _moment(numbers, _offset(iso[7], iso[8], iso[9]) if iso[7] else 0)
    return _by_library(value)


def _offset(sign: str, hours: str, minutes: str) -> int:
    offset = int(hours) * 60 + int(minutes)
    if offset > 24 * 60:
        return 0
    return -offset if sign == "-" else offset


def _moment(numbers: tuple[int, ...], offset_minutes: int) -> datetime | None:
    year, month, day, hour, minute, second = numbers
    if year < 1970:
        return None
    try:
        # A leap second has no place in datetime.
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        return local - timedelta(minutes=offset_minutes) if offset_minutes else local
    except (ValueError, OverflowError):
        return None


def _by_library(value: str) -> datetime | None:
    try:
        found = parsedate_tz(value)
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError):
        return None
    if found is None:
        return None
    offset = (found[9] or 0) // 60
    return _moment(tuple(found[:6]), offset if abs(offset) <= 24 * 60 else 0)
