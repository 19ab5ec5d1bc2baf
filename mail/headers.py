"""Take a header block apart (RFC 5322 section 2.2), tolerant of everything that real mail does.

Values are kept as they stand: folded, undecoded, bytes above ASCII as surrogates (PEP 383), so that
structure is always taken apart before anything is decoded.
"""

import re
from dataclasses import dataclass, field

MAX_BLOCK = 1_000_000
"""Bytes of a header block that are read."""
MAX_FIELDS = 5_000
"""Header fields that are kept of one block."""

_NAME = re.compile(r"[!-9;-~]+[ \t]*\Z")
_BLOCK_END = re.compile(rb"\n\r*\n")
_BLANK_LINE = re.compile(rb"\r*\n")
_LEADING = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r*\n)*")
_MBOX_FROM = re.compile(rb">?From (?![ \t]*:)[^\n]*\n")
_FIELD_LINE = re.compile(rb"[!-9;-~]+[ \t]*:")
_KNOWN_NAMES: dict[str, str] = {}
"""Field names as written, found good, to lower case: all letters have nearly the same ones."""
_MAX_KNOWN_NAMES = 1_000
_LONGEST_KNOWN_NAME = 60
_KNOWN_BLOCKS: dict[bytes, "Headers"] = {}
"""Header blocks of parts without any fault: most parts have one of a few."""
_MAX_KNOWN_BLOCKS = 500
_LONGEST_KNOWN_BLOCK = 200


class Headers:
    """Fields of one header block by lower-case name, each with all its values in order.

    Values are unfolded: of a fold only the line break goes (RFC 5322 section 2.2.3).
    """

    __slots__ = ("_fields",)

    def __init__(self, fields: dict[str, list[str]] | None = None) -> None:
        self._fields = fields if fields is not None else {}

    def first(self, name: str) -> str:
        """Return the first value that is not blank; ``""`` where there is none."""
        values = self._fields.get(name)
        if values is not None:
            for value in values:
                if stripped := value.strip():
                    return stripped
        return ""

    def all(self, name: str) -> list[str]:
        """Return all values of a field in order."""
        return [value.strip() for value in self._fields.get(name, ())]

    def has_any(self, names: frozenset[str]) -> bool:
        """Return whether one of these fields stands in the block."""
        return not names.isdisjoint(self._fields)

    def count(self, name: str) -> int:
        """Return how often a field stands in the block."""
        return len(self._fields.get(name, ()))

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def __len__(self) -> int:
        return len(self._fields)


@dataclass(slots=True)
class HeaderBlock:
    """A header block and where the body after it begins."""

    headers: Headers
    body: int
    """Offset of the first byte of the body."""
    start: int
    """Offset of the first field, after a byte order mark, blank lines or an mbox line."""
    defects: list[str] = field(default_factory=list)


def read_block(data: bytes, start: int = 0, end: int | None = None) -> HeaderBlock:
    """Read the header block at ``start``; at the top of a letter also skip what mailboxes add."""
    end = len(data) if end is None else end
    if start == 0:
        start = _skip_leading(data)
    if data[start : start + 1] in (b"\n", b"\r"):
        match = _BLANK_LINE.match(data, start, end)
        if match:
            return HeaderBlock(Headers(), match.end(), start)
    match = _BLOCK_END.search(data, start, end)
    stop, body = (match.start() + 1, match.end()) if match else (end, end)
    if short := start > 0 and stop - start <= _LONGEST_KNOWN_BLOCK:
        known = _KNOWN_BLOCKS.get(data[start:stop])
        if known is not None:
            return HeaderBlock(known, body, start)
    defects = []
    if stop - start > MAX_BLOCK:
        stop = start + MAX_BLOCK
        defects.append("header-too-long")
    text = data[start:stop].decode("ascii", "surrogateescape")
    if "\0" in text:
        text = text.replace("\0", "")
        defects.append("nul-in-header")
    fields = _ordinary_fields(text)
    if fields is None:
        fields, consumed = _fields(text, defects)
        if consumed >= 0:
            body = start + consumed
        return HeaderBlock(Headers(fields), body, start, defects)
    headers = Headers(fields)
    if short and not defects:
        if len(_KNOWN_BLOCKS) >= _MAX_KNOWN_BLOCKS:
            _KNOWN_BLOCKS.clear()
        _KNOWN_BLOCKS[data[start:stop]] = headers
    return HeaderBlock(headers, body, start, defects)


def _skip_leading(data: bytes) -> int:
    """Skip a byte order mark, blank lines and an mbox ``From`` line, if a header follows."""
    first = data[:1]
    if first not in (b"\xef", b"\n", b"\r", b" ", b"\t", b">", b"F", b"\0"):
        return 0
    pos = match.end() if (match := _LEADING.match(data)) else 0
    if mbox := _MBOX_FROM.match(data, pos):
        pos = mbox.end()
    if pos and (_FIELD_LINE.match(data, pos) or _MBOX_FROM.match(data)):
        return pos
    return 0


def _ordinary_fields(text: str) -> dict[str, list[str]] | None:
    """Return what `_fields` would of a block without any fault; None for all others."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        if "\r" in text:
            return None
    lines = text.replace("\n ", " ").replace("\n\t", "\t").split("\n")
    if len(lines) > MAX_FIELDS:
        return None
    fields: dict[str, list[str]] = {}
    for line in lines:
        written, colon, value = line.partition(":")
        if not colon:
            if line:
                return None
            continue
        name = _KNOWN_NAMES.get(written)
        if name is None:
            if not _NAME.match(written):
                return None
            name = written.rstrip().lower()
            if len(_KNOWN_NAMES) < _MAX_KNOWN_NAMES and len(written) <= _LONGEST_KNOWN_NAME:
                _KNOWN_NAMES[written] = name
        if name in fields:
            fields[name].append(value)
        else:
            fields[name] = [value]
    return fields


def _fields(text: str, defects: list[str]) -> tuple[dict[str, list[str]], int]:
    """Return the fields, and how many bytes they took where the body begins early, else -1."""
    fields: dict[str, list[list[str]]] = {}
    lines = text.split("\n")
    last: list[str] | None = None
    count = 0
    offset = 0
    for number, line in enumerate(lines):
        length = len(line) + 1
        if line[:1] in " \t" and line:
            if last is not None:
                last.append(line.rstrip("\r"))
        else:
            name, colon, value = line.partition(":")
            if colon and _NAME.match(name):
                count += 1
                if count > MAX_FIELDS:
                    defects.append("too-many-headers")
                    break
                last = [value.rstrip("\r")]
                fields.setdefault(name.rstrip().lower(), []).append(last)
            elif line.strip("\r"):
                last = None
                if not _is_stray(line, lines, number):
                    defects.append("missing-blank-line")
                    return _joined(fields), offset
                if "header-without-colon" not in defects:
                    defects.append("header-without-colon")
        offset += length
    return _joined(fields), -1


def _joined(fields: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    """Join each field's lines once, so that one folded 100,000 times takes linear time."""
    return {name: ["".join(value) for value in values] for name, values in fields.items()}


def _is_stray(line: str, lines: list[str], number: int) -> bool:
    """Whether a line that is no field is rubbish among fields, not the body's first line."""
    if line.startswith(("From ", ">From ")):
        return True
    following = [other for other in lines[number + 1 : number + 6] if other.strip("\r")]
    if not following:
        return False
    good = 0
    for other in following:
        name, colon, _ = other.partition(":")
        if other[:1] in " \t" or (colon and _NAME.match(name)):
            good += 1
    return good == len(following)
