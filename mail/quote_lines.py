"""Recognises, line by line, where a letter stops being new: attributions, header blocks, rules."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from mail.first_letters import LETTERS
from mail.quote_markers import (
    ABOVE_LINE,
    ABOVE_LINE_STARTS,
    BARE_ENDINGS,
    FORWARD_ENDS,
    FORWARD_LINES,
    HEADER_LABELS,
    ORIGINAL_LINES,
    QUOTING,
    VERB,
)
from mail.signature_markers import FOOTER_STARTS, SENT_STARTS

LONGEST_MARK = 400
"""Characters; a longer line is nobody's marker, which also bounds every pattern below."""
LONGEST_ATTRIBUTION = 4
"""Lines over which an attribution may be wrapped."""
INVISIBLE = (
    "".join(map(chr, range(33)))
    + "\x7f\x85\xa0\u00ad\u1427\u1680\u180e"
    + "".join(map(chr, range(0x2000, 0x2010)))
    + "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)
"""White space, controls and the marks that some programs hide in letters."""


class Forced(Enum):
    """What the structure of an HTML letter already tells about a line."""

    ATTRIBUTION = auto()
    """Stands above a quote (``gmail_attr``, ``moz-cite-prefix`` and their like)."""
    HISTORY = auto()
    """Everything below is history (``divRplyFwdMsg`` and its like)."""
    SIGNATURE = auto()


class Line(NamedTuple):
    """One line of a letter, stripped, with what its surroundings tell about it."""

    text: str
    """Without surrounding white space, invisible characters and ``>`` marks."""
    quoted: bool = False
    indented: bool = False
    forced: Forced | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is on it."""
        return not self.text


class MarkKind(Enum):
    """What a mark announces, and so how far it reaches."""

    ATTRIBUTION = auto()
    """``On … wrote:``; answers may stand between the ``>`` quotes below it."""
    HISTORY = auto()
    """A header block or "original message": everything below is history."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Lines ``start`` to ``end`` (exclusive) announce quoted history."""

    kind: MarkKind
    start: int
    end: int


_LABEL = re.compile(
    r"[*_\s]*([^\W\d_][^:：*<>@]{0,24}?)\s*(?:\([a-zA-Z]{2,8}\))?\s*[*_]*\s*[:：]\s*[*_]*\s*(.*)$"
)
_ONE_LINE_HEADER = re.compile(r"(?:^|\s)([^\W\d_]{2,14}):\s")
_DECORATION = re.compile(r"[-_=*#~—–─]{2}")
_EDGES = " \t\xa0-_=*#~>:：—–─.|<[]("
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)")
_TIME = re.compile(
    r"(?<![\d./-])\d{1,2}[:.h]\d{2}(?!\d|[./-]\d)|\d\s?[ap]\.?m\b|\d\s?[時时시]", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>@()\[\]\"':;,]{1,64}@[^\s<>@()\[\]\"':;,]{1,255}")
_BRACKETED = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>@()\[\]]{1,64}@[^\s<>@()\[\]]{1,255}")
_DATED = re.compile(
    r"[\W_]{0,3}(?:in a message dated |(?:[^\W\d_][^\s\d<>@]{0,17}\s+){0,3})\W?\d", re.I
)
_COMMA_BEFORE_DIGIT = re.compile(r"[^\d]{0,40}[^\W\d_][.,]\s[^\d]{0,12}\d")
_OLD_GMAIL = re.compile(r"(?:19|20)\d\d-\d\d?-\d\d? \d\d?:\d\d (?:GMT|UTC)[+-]\d\d?:?\d\d \S")
_RULE = re.compile(r"[-_=*~+#\u2010-\u2015\u2500\u2501\u1427.\s]{2,}$")
_COLON_OR_DRAWN = re.compile(r"[-_=*#~—–─:：](?:(?<=[:：])|[-_=*#~—–─])")
_TAILS = (*BARE_ENDINGS, "*", "_")
_STARTS = ABOVE_LINE_STARTS | FOOTER_STARTS | SENT_STARTS


def is_unmarked(text: str) -> bool:
    """Return whether a stripped line that is not blank can be no mark; cheap, often wrongly no.

    Where it is, neither `may_be_mark` nor the patterns of signatures say more, but for a line with
    `mail.signature_markers.SENT_ANYWHERE`.
    """
    return begins_and_ends_unmarked(text) and _COLON_OR_DRAWN.search(text) is None


def begins_and_ends_unmarked(text: str) -> bool:
    """Return whether neither end of a stripped line that is not blank looks like a mark."""
    return text[:LETTERS] not in _STARTS and text[0].isalnum() and not text.endswith(_TAILS)


def marked_lines(lines: Sequence[Line]) -> list[int]:
    """Return the lines outside quotes that could be a mark or begin a signature."""
    return [
        index
        for index, (text, quoted, _, forced) in enumerate(lines)
        if text and not quoted and (forced or not is_unmarked(text))
    ]


def may_be_mark(text: str) -> bool:
    """Return whether a mark could begin at a line outside quotes, or an attribution end there."""
    return (
        is_original(text)
        or is_forward(text)
        or is_forward_end(text)
        or _label(text) is not None
        or may_end_attribution(text)
    )


def is_rule(text: str) -> bool:
    """Return whether a stripped line only draws a line (``-----``, ``_____``)."""
    return len(text) >= 2 and len(text) <= LONGEST_MARK and _RULE.match(text) is not None


def is_original(text: str) -> bool:
    """Return whether the line is ``-----Original Message-----`` in some language."""
    return _announced(text) in ORIGINAL_LINES or (
        len(text) <= LONGEST_MARK
        and (text[:LETTERS] in ABOVE_LINE_STARTS or not text[:1].isalnum())
        and ABOVE_LINE.match(text) is not None
    )


def is_forward(text: str) -> bool:
    """Return whether the line announces a forwarded message in some language."""
    return _announced(text) in FORWARD_LINES


def is_forward_end(text: str) -> bool:
    """Return whether the line closes a forwarded message."""
    return _announced(text) in FORWARD_ENDS


@lru_cache(maxsize=64)
def _announced(text: str) -> str:
    """Return the bare words of a line that is drawn or ends like an announcement, else ``""``."""
    if len(text) > 140 or not (
        text.rstrip("*_ ").endswith((":", "：")) or _DECORATION.search(text)
    ):
        return ""
    return " ".join(text.strip(_EDGES).casefold().split())


def header_block(lines: Sequence[Line], start: int) -> int:
    """Return the end of a quoted header block that starts at ``start``, or ``start`` for none.

    A block has a sender and a subject (or a sender with an address), three roles in all; its
    lines may be wrapped, and a program may have put an empty line after each.
    """
    first = _label(lines[start].text)
    if first is None:
        return start
    if first[0] == "from" and _is_one_line_header(first[1]):
        return start + 1
    roles: set[str] = set()
    sender = ""
    end = position = start
    quoted = lines[start].quoted
    while position < len(lines) and position - end <= 3 and position - start < 40:
        line = lines[position]
        if line.quoted != quoted:
            break
        label = _label(line.text)
        if label is not None:
            role, value = label
            if role in roles and role in ("from", "subject", "date"):
                break
            roles.add(role)
            end = position + 1
            if role == "from":
                sender = value or (lines[end].text if end < len(lines) else "")
        elif line.blank and position > start and lines[position - 1].blank:
            break
        position += 1
    known = roles & {"from", "date", "to", "subject"}
    if len(known) < 3 or "from" not in known or not ("subject" in known or "@" in sender):
        return start
    return _after_wrapped(lines, end)


@lru_cache(maxsize=4_096)
def _label(text: str) -> tuple[str, str] | None:
    """Return the role and value of a header line, or None."""
    if len(text) > 4_000 or (":" not in text[:40] and "：" not in text[:40]):
        return None
    match = _LABEL.match(text[:LONGEST_MARK])
    if match is None:
        return None
    role = HEADER_LABELS.get(" ".join(match[1].casefold().split()))
    return (role, match[2]) if role else None


def _is_one_line_header(value: str) -> bool:
    """Recognise ``From: … Sent: … To: … Subject: …`` run together on one line."""
    roles = {HEADER_LABELS.get(word.casefold()) for word in _ONE_LINE_HEADER.findall(value)}
    return {"date", "subject"} <= roles


def _after_wrapped(lines: Sequence[Line], end: int) -> int:
    """Move past the rest of a recipient list or subject that was wrapped."""
    while (
        end < len(lines)
        and not lines[end].blank
        and (lines[end].indented or lines[end - 1].text.endswith((",", ";")))
        and not lines[end].quoted
    ):
        end += 1
    return end


def attribution(lines: Sequence[Line], end: int, floor: int) -> Mark | None:
    """Return the attribution whose last line is ``end``, or None.

    It may be wrapped over `LONGEST_ATTRIBUTION` lines but never reaches above ``floor``. Without
    a date, a time or an address it counts only when quoted lines follow it.
    """
    text = lines[end].text
    if not may_end_attribution(text):
        return None
    spans: list[tuple[int, str]] = []
    joined = ""
    for start in range(end, max(end - LONGEST_ATTRIBUTION, floor - 1), -1):
        line = lines[start]
        if line.blank or line.quoted or len(joined) + len(line.text) > LONGEST_MARK:
            break
        joined = f"{line.text} {joined}".strip()
        spans.append((start, joined.strip("*_ ")))
    found = _strong_start(spans)
    if found is None and spans and _quote_follows(lines, end + 1):
        found = _weak_start(spans)
    return None if found is None else Mark(MarkKind.ATTRIBUTION, found, end + 1)


def may_end_attribution(text: str) -> bool:
    """Return whether a line could be the last of an attribution; cheap, and often wrongly yes."""
    if len(text) > LONGEST_MARK:
        return False
    bare = text.rstrip("*_ \xa0")
    return (
        bare.endswith((":", "：", *BARE_ENDINGS))
        or _OLD_GMAIL.match(text) is not None
        or _is_dashed(bare)
    )


def _strong_start(spans: Sequence[tuple[int, str]]) -> int | None:
    """Return where the attribution starts that proves itself, preferring a dated first line."""
    for start, joined in spans:
        if _DATED.match(joined) and _is_dated_attribution(joined):
            return start
    for index, (start, joined) in enumerate(spans):
        if _is_named_attribution(joined):
            above = spans[index + 1] if index + 1 < len(spans) else None
            if joined.startswith("<") and above is not None and len(above[1]) - len(joined) < 60:
                return above[0]
            return start
    return None


def _is_dated_attribution(joined: str) -> bool:
    if not _balanced(joined):
        return False
    address, time = _ADDRESS.search(joined), _TIME.search(joined)
    date = _DATE.search(joined)
    verb = VERB.search(joined)
    if verb is not None and (date or time):
        named_day = _COMMA_BEFORE_DIGIT.match(joined)
        return bool((date and (time or address or named_day)) or (time and address))
    if _OLD_GMAIL.match(joined):
        return len(joined) < 200
    return bool(date and time and address)


def _is_named_attribution(joined: str) -> bool:
    if not _balanced(joined):
        return False
    bracketed = _BRACKETED.search(joined)
    if QUOTING.match(joined):
        return bracketed is not None
    if _is_dashed(joined):
        return VERB.search(joined) is not None and bool(_DATE.search(joined) or bracketed)
    if VERB.search(joined) is None:
        return False
    if bracketed is not None:
        return bracketed.start() <= 120
    bare = _ADDRESS.match(joined)
    return bare is not None and len(joined) - bare.end() < 60


def _weak_start(spans: Sequence[tuple[int, str]]) -> int | None:
    for start, joined in spans:
        if _DATED.match(joined) and (_DATE.search(joined) or _TIME.search(joined)):
            return start
    start, joined = spans[0]
    if VERB.search(joined) or _ADDRESS.search(joined):
        return start
    return None


def _is_dashed(text: str) -> bool:
    return text.startswith("--") and text.endswith("--") and bool(text.strip("- "))


def _balanced(joined: str) -> bool:
    """Return whether each ``>`` has its ``<``; a wrapped tail such as ``x@y> wrote:`` has not."""
    first = joined.find(">")
    return first < 0 or 0 <= joined.find("<") < first


def _quote_follows(lines: Sequence[Line], position: int) -> bool:
    for line in lines[position : position + 3]:
        if line.quoted:
            return True
        if not line.blank:
            return False
    return False
