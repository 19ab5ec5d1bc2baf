"""Letters from files: mbox, Maildir and single messages, streamed one at a time.

What a file is, its content tells: a first line ``From `` is an mbox (RFC 4155, with the quoting of
the mboxrd variant undone), a folder with ``cur`` and ``new`` is a Maildir, anything that begins
with a header line is one letter. A letter's number is a hash of its bytes, so importing a file
twice changes nothing. Nothing is sent and dates stay as they were.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from app.domain.errors import RejectedError
from app.domain.ports import FetchedMessage

MAX_LETTER = 150 * 1024 * 1024
"""Bytes of one letter; a longer one in an mbox is cut there."""
_LINE_PIECE = 1024 * 1024

_HEADER = re.compile(rb"^[!-9;-~]{1,200}[ \t]*:")
_FROM_LINE = re.compile(rb"^From \S.*\d")
_QUOTED_FROM = re.compile(rb"^>(>*From )")
_RECEIVED = re.compile(rb"^Received:.*?;([^;]*?)(?=\n[^ \t]|\Z)", re.MULTILINE | re.DOTALL | re.I)
_DATE = re.compile(rb"^Date:(.*?)(?=\n[^ \t]|\Z)", re.MULTILINE | re.DOTALL | re.I)
_ASCTIME = re.compile(
    rb"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+(\d{1,2})\s+(\d\d):(\d\d)(?::(\d\d))?"
    rb"\s+(?:\S+\s+)?(\d{4})"
)
_MONTHS = b"JanFebMarAprMayJunJulAugSepOctNovDec"
_FLAGS = {
    "S": "\\Seen",
    "R": "\\Answered",
    "F": "\\Flagged",
    "T": "\\Deleted",
    "D": "\\Draft",
}


def letters_in(path: Path) -> Iterator[FetchedMessage]:
    """Yield every letter in a file or folder.

    Raises `RejectedError` when the path does not exist or cannot be read. Files in a folder that
    are no mail are passed over; a single file that is none is an error.
    """
    if not path.exists():
        raise RejectedError(f"There is no file or folder “{path}”.")
    try:
        if path.is_dir():
            yield from _folder(path)
            return
        with path.open("rb") as file:
            if not _looks_like_mail(file.readline(1000)):
                raise RejectedError(f"“{path}” holds no mail that Postroom can read.")
        yield from _file(path)
    except OSError as error:
        raise RejectedError(f"“{path}” cannot be read: {error.strerror}.") from error


def _folder(path: Path) -> Iterator[FetchedMessage]:
    for entry in sorted(path.iterdir()):
        if entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _folder(entry)
        elif entry.is_file():
            with entry.open("rb") as file:
                is_mail = _looks_like_mail(file.readline(1000))
            if is_mail:
                yield from _file(entry)


def _file(path: Path) -> Iterator[FetchedMessage]:
    with path.open("rb") as file:
        if _FROM_LINE.match(file.readline(1000)):
            file.seek(0)
            yield from _mbox(file)
            return
        file.seek(0)
        raw = file.read(MAX_LETTER)
    in_maildir = path.parent.name in {"cur", "new"}
    written = int(path.stat().st_mtime)
    received = written if in_maildir else _header_date(raw) or written
    yield _letter(raw, received, _maildir_flags(path.name) if in_maildir else frozenset())


def _mbox(file: BinaryIO) -> Iterator[FetchedMessage]:
    collected = bytearray()
    begun = False
    received: int | None = None
    at_start, after_blank = True, True
    # Bounded, so that a file without line ends is no more in memory than any other.
    while line := file.readline(_LINE_PIECE):
        if at_start and after_blank and _FROM_LINE.match(line):
            if begun:
                yield _from_mbox(collected, received)
            collected, begun, received = bytearray(), True, _from_line_date(line)
        elif len(collected) < MAX_LETTER:
            quoted = at_start and line.startswith(b">")
            collected += _QUOTED_FROM.sub(rb"\1", line) if quoted else line
        after_blank = at_start and line in {b"\n", b"\r\n"}
        at_start = line.endswith(b"\n")
    if begun and collected:
        yield _from_mbox(collected, received)


def _from_mbox(collected: bytearray, received: int | None) -> FetchedMessage:
    raw = bytes(collected)
    for separator in (b"\n\r\n", b"\n\n"):  # of the format, not of the letter
        if raw.endswith(separator):
            raw = raw[: 1 - len(separator)]
            break
    return _letter(raw, received or _header_date(raw) or 0, frozenset({"\\Seen"}))


def _letter(raw: bytes, received: int, flags: frozenset[str]) -> FetchedMessage:
    number = int.from_bytes(blake2b(raw, digest_size=7).digest())
    return FetchedMessage(number, raw, flags, received)


def _looks_like_mail(first_line: bytes) -> bool:
    line = first_line.removeprefix(b"\xef\xbb\xbf")
    return bool(_FROM_LINE.match(line) or _HEADER.match(line))


def _maildir_flags(name: str) -> frozenset[str]:
    _, _, info = name.partition(":2,")
    return frozenset(_FLAGS[letter] for letter in info if letter in _FLAGS)


def _from_line_date(line: bytes) -> int | None:
    """The envelope line's date (asctime, in UTC by RFC 4155)."""
    found = _ASCTIME.search(line)
    if not found:
        return None
    month, day, hour, minute, second, year = found.groups()
    try:
        when = datetime(
            int(year),
            _MONTHS.index(month) // 3 + 1,
            int(day),
            int(hour),
            int(minute),
            int(second or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    return max(0, int(when.timestamp()))


def _header_date(raw: bytes) -> int | None:
    """When the letter arrived: the newest Received header, else its Date."""
    head = raw[:65536].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    for pattern in (_RECEIVED, _DATE):
        found = pattern.search(head)
        if not found:
            continue
        try:
            when = parsedate_to_datetime(found[1].decode("ascii", "replace").strip())
            return max(0, int(when.timestamp()))
        except (ValueError, OverflowError, IndexError, TypeError):
            continue
    return None
