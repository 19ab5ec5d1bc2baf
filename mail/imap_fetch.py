"""Pure reading and writing of the parts of IMAP that carry mail: FETCH answers, UID sets, dates.

Written for speed: a first sync reads tens of thousands of FETCH answers, and a general parser that
looks at each byte in Python would take longer than the server. Answers of unusual form give None
here and go to the general parser.
"""

import calendar
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mail.imap_wire import FetchParts

_NAMES = b"jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_DATE = re.compile(
    rb"\s*(\d{1,2})-([A-Za-z]{3})-(\d{4})\s+(\d\d):(\d\d):(\d\d)(?:\s+([+-])(\d\d)(\d\d))?\s*$"
)
_HEAD = re.compile(rb"\d+ \((.*)\bBODY\[[^\]]*\](?:<\d+>)? \{\d+\}$", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(rb"\d+ \((.*)\)$", re.DOTALL)
_FLAGS = re.compile(rb"\bFLAGS \(([^()]*)\)", re.IGNORECASE)
_UID = re.compile(rb"\bUID (\d{1,10})\b", re.IGNORECASE)
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,15})\b", re.IGNORECASE)
_INTERNALDATE = re.compile(rb'\bINTERNALDATE "([^"]*)"', re.IGNORECASE)
_SESSION_FLAGS = frozenset({"\\recent"})
"""They say something about this connection, not about the letter."""


@dataclass(slots=True)
class FetchItem:
    """What one FETCH answer says of one letter; None where it is silent."""

    uid: int | None = None
    flags: frozenset[str] | None = None
    received: int | None = None
    """INTERNALDATE in seconds UTC."""
    size: int | None = None
    body: bytes | None = None
    too_large: bool = False
    """The letter was over the limit and passed over; its body is None."""


class FetchReader:
    """Reads FETCH answers of one connection; remembers flag sets, which repeat all the time."""

    def __init__(self) -> None:
        self._flag_sets: dict[bytes, frozenset[str]] = {}

    def read(self, parts: FetchParts) -> FetchItem | None:
        """Read one answer of the usual form; None asks for the general parser."""
        first = parts[0]
        if isinstance(first, bytes):
            bare = _BARE.match(first) if len(parts) == 1 else None
            # a body without a literal is a quoted string or NIL: rare, and not for patterns
            return self._attributes(bare[1], None) if bare and b"BODY[" not in first else None
        tail = parts[1] if len(parts) == 2 else None
        head = _HEAD.match(first[0])
        if head is None or not isinstance(tail, bytes) or not tail.endswith(b")"):
            return None
        return self._attributes(head[1] + tail[:-1], first[1])

    def _attributes(self, text: bytes, body: bytes | None) -> FetchItem:
        item = FetchItem(body=body)
        if flags := _FLAGS.search(text):
            item.flags = self.flags(flags[1])
            # keywords are free words: none of them may be taken for an attribute
            text = text[: flags.start()] + text[flags.end() :]
        if uid := _UID.search(text):
            item.uid = int(uid[1])
        if size := _SIZE.search(text):
            item.size = int(size[1])
        if date := _INTERNALDATE.search(text):
            item.received = internal_date(date[1])
        return item

    def flags(self, text: bytes) -> frozenset[str]:
        """Turn the inside of a flag list into a set, without session flags; case is kept."""
        known = self._flag_sets.get(text)
        if known is None:
            words = (word.decode("utf-8", "replace") for word in text.split())
            known = frozenset(word for word in words if word.lower() not in _SESSION_FLAGS)
            if len(self._flag_sets) < 1000:
                self._flag_sets[text] = known
        return known


def internal_date(text: bytes) -> int | None:
    """Read an INTERNALDATE (RFC 3501 date-time) as exact seconds UTC; None where it is no date."""
    match = _DATE.match(text)
    if match is None:
        return None
    day, name, year, hour, minute, second, sign, zone_hours, zone_minutes = match.groups()
    month = _MONTHS.get(name.lower())
    if month is None or not 1 <= int(day) <= 31 or int(year) < 1:
        return None
    offset = 0
    if sign is not None:
        offset = int(zone_hours) * 3600 + int(zone_minutes) * 60
        if sign == b"-":
            offset = -offset
    when = (int(year), month, int(day), int(hour), int(minute), int(second))
    return calendar.timegm((*when, 0, 0, 0)) - offset


def ranges(uids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Join UIDs into inclusive ranges, ascending."""
    first = last = None
    for uid in sorted(set(uids)):
        if first is None or last is None:
            first = last = uid
        elif uid == last + 1:
            last = uid
        else:
            yield first, last
            first = last = uid
    if first is not None and last is not None:
        yield first, last


def uid_sets(uids: Iterable[int], limit: int = 6000) -> Iterator[str]:
    """Write UIDs as IMAP sets, each at most ``limit`` characters: servers bound a command's line.

    RFC 7162 section 4 asks servers for 8,192 octets.
    """
    words: list[str] = []
    length = 0
    for first, last in ranges(uids):
        word = str(first) if first == last else f"{first}:{last}"
        if words and length + len(word) + 1 > limit:
            yield ",".join(words)
            words, length = [], 0
        words.append(word)
        length += len(word) + 1
    if words:
        yield ",".join(words)


def read_uid_list(answers: Sequence[bytes | None]) -> list[int]:
    """Read the numbers of SEARCH answers, however many lines they came on; ascending."""
    found: set[int] = set()
    for answer in answers:
        for word in (answer or b"").split():
            if not word.isdigit():
                break  # such as "(MODSEQ 917162500)"
            found.add(int(word))
    return sorted(found)


_ALL = re.compile(rb"\bALL ([0-9:,]+)", re.IGNORECASE)


def read_uid_ranges(answers: Sequence[bytes | None], at_most: int) -> list[int]:
    """Read the ALL part of ESEARCH answers (RFC 4731); ascending.

    Raises `ValueError` where it names more than ``at_most`` UIDs: a short range can stand for
    billions.
    """
    found: list[int] = []
    for answer in answers:
        match = _ALL.search(answer or b"")
        for word in match[1].split(b",") if match else ():
            ends = [int(end) for end in word.split(b":")]
            low, high = min(ends), max(ends)
            if len(found) + high - low + 1 > at_most:
                raise ValueError("more UIDs than letters")
            found.extend(range(low, high + 1))
    return sorted(set(found))


_EARLIER = re.compile(rb"\(EARLIER\) ([0-9:,]+)\s*$", re.IGNORECASE)


def read_vanished(answers: Sequence[object]) -> list[tuple[int, int]]:
    """Read what vanished before (RFC 7162 section 3.2.10) as inclusive ranges, ascending.

    They may be large and name UIDs that never were: compare, do not spread out.
    """
    found = []
    for answer in answers:
        match = _EARLIER.match(answer) if isinstance(answer, bytes) else None
        for word in match[1].split(b",") if match else ():
            first, _, last = word.partition(b":")
            low, high = sorted((int(first), int(last or first)))
            found.append((low, high))
    return sorted(found)


def internal_date_text(seconds: int) -> str:
    """Write a moment, in seconds UTC, as a date-time (RFC 3501) with its quotes."""
    moment = time.gmtime(seconds)
    month = _NAMES.split()[moment.tm_mon - 1].decode().capitalize()
    return time.strftime(f'"%d-{month}-%Y %H:%M:%S +0000"', moment)


_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^<>\s]+)>\s*$", re.IGNORECASE)


def message_id_in(header: bytes) -> str:
    """Read a Message-ID header field of the plain form; ``""`` for any other."""
    match = _MESSAGE_ID.match(header.strip())
    return match[1].decode("ascii", "ignore") if match else ""
