"""Splits a letter into what was newly written, the history it quotes, and signatures.

Nothing is deleted: the parts, put together, are the letter. The time is linear in its length.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mail.quote_lines import (
    INVISIBLE,
    LONGEST_MARK,
    Forced,
    Line,
    Mark,
    MarkKind,
    attribution,
    header_block,
    is_forward,
    is_forward_end,
    is_original,
    is_rule,
    marked_lines,
    may_end_attribution,
)
from mail.signatures import signature_spans

_Label = TypeVar("_Label")

MAX_LINES = 5_000
MAX_CHARS = 300_000
"""Looked at; nobody types more, so what follows belongs to the part in which it stands."""
_MAX_ATTRIBUTION_TRIES = 500
_QUOTE = re.compile(r"[ \t]{0,4}(?:[^\W\d_]{1,4}(?=>(?:[\s>]|$)))?>(?!From )")
_QUOTE_WITHIN = 9
"""Characters of a line among which the first ``>`` of a quote stands."""
_BLANKS = frozenset(" \t")
_READ = LONGEST_MARK + 100


class Kind(StrEnum):
    """Role of a stretch of a letter; the values are those of the window's part kinds."""

    NEW = "new"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a letter, whole lines, in order."""

    kind: Kind
    text: str
    answered: bool = False
    """For a quote: newly written text follows it, which would make no sense without it."""


@dataclass(frozen=True, slots=True)
class Split:
    """A letter's text in parts; ``"".join(part.text for part in parts)`` is that text."""

    parts: tuple[Part, ...]

    @property
    def reply_text(self) -> str:
        r"""What the person wrote, with the quotes they answered point by point.

        Without signatures, attributions and history, without blank lines around it, lines ended
        by ``\n``. Empty where the letter holds nothing but quotes.
        """
        kept = (p.text for p in self.parts if p.kind is Kind.NEW or p.answered)
        return _trimmed("".join(kept))

    @property
    def new_text(self) -> str:
        """Only what the person newly wrote, for snippets and for the index."""
        return _trimmed("".join(p.text for p in self.parts if p.kind is Kind.NEW))


@dataclass(frozen=True, slots=True)
class Role:
    """What one line is; see `roles`."""

    kind: Kind
    answered: bool = False


_NEW, _QUOTED, _SIGNATURE = Role(Kind.NEW), Role(Kind.QUOTED), Role(Kind.SIGNATURE)
_ANSWERED = Role(Kind.QUOTED, answered=True)


def split(text: str) -> Split:
    """Split plain text. Never raises; any string will do."""
    pieces = _pieces(text)
    found = roles([read_line(piece) for piece in pieces])
    return Split(tuple(Part(role.kind, run, role.answered) for role, run in _runs(pieces, found)))


def new_text(text: str) -> str:
    """Return `Split.new_text` of plain text, and leave out all work that this does not need."""
    pieces = _pieces(text)
    lines = _mend_wrapped_quotes([read_line(piece) for piece in pieces])
    marked = marked_lines(lines)
    found = _divided(lines, marked, _marks(lines, marked))
    _unfold_bare_forward(lines, found)
    return _trimmed("\n".join([p for p, role in zip(pieces, found, strict=True) if role is _NEW]))


def shown_parts(text: str) -> list[tuple[Kind, str]]:
    """Split plain text as it is to be shown; see `shown_kinds`. Never raises."""
    pieces = _pieces(text)
    return list(_runs(pieces, shown_kinds([read_line(piece) for piece in pieces])))


def _pieces(text: str) -> list[str]:
    pieces = text[:MAX_CHARS].split("\n", MAX_LINES)
    pieces[-1] += text[MAX_CHARS:]
    return pieces


def _runs(pieces: Sequence[str], labels: Sequence[_Label]) -> Iterator[tuple[_Label, str]]:
    """Join neighbouring lines of the same label."""
    start = 0
    for index in range(1, len(pieces) + 1):
        if index == len(pieces) or labels[index] != labels[start]:
            run = "\n".join(pieces[start:index])
            if index < len(pieces):
                run += "\n"
            if run:
                yield labels[start], run
            start = index


def _trimmed(text: str) -> str:
    lines = text.replace("\r\n", "\n").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip(INVISIBLE)), None)
    return "" if first is None else "\n".join(lines[first:]).rstrip(INVISIBLE)


def read_line(piece: str) -> Line:
    """Return a line of plain text with its ``>`` marks read."""
    head = piece[:_READ]
    if ">" in piece[:_QUOTE_WITHIN] and (match := _QUOTE.match(head)):
        return Line(head[match.end() :].strip(INVISIBLE), True)  # noqa: FBT003
    return Line(head.strip(INVISIBLE), False, head[:1] in _BLANKS)  # noqa: FBT003


def roles(lines: Sequence[Line]) -> list[Role]:
    """Return the role of each line; blank lines take the role of what they belong to."""
    lines = _mend_wrapped_quotes(lines)
    marked = marked_lines(lines)
    marks = _marks(lines, marked)
    result = _divided(lines, marked, marks)
    if not _unfold_bare_forward(lines, result):
        _mark_answered(lines, marks, result)
    return result


def _divided(lines: Sequence[Line], marked: Sequence[int], marks: Sequence[Mark]) -> list[Role]:
    """Return the role of each line by the marks; no quote counts as answered yet."""
    result = [_NEW] * len(lines)
    position = 0
    has_new = False
    for mark in marks:
        if mark.start < position:
            continue
        has_new = _assign_stretch(lines, marked, (position, mark.start), result, has_new=has_new)
        result[mark.start : mark.end] = [_QUOTED] * (mark.end - mark.start)
        position = mark.end
        answers_possible = mark.kind is MarkKind.ATTRIBUTION and _quoted_next(lines, position)
        if has_new and not answers_possible:
            result[position:] = [_QUOTED] * (len(lines) - position)
            position = len(lines)
            break
    _assign_stretch(lines, marked, (position, len(lines)), result, has_new=has_new)
    return result


def shown_kinds(lines: Sequence[Line]) -> list[Kind]:
    """Return as what each line is to be shown.

    A quote that is answered point by point, and the line that announces it, is read together
    with its answers, so it counts as new.
    """
    found = roles(lines)
    shown = [Kind.NEW if role.answered else role.kind for role in found]
    answered = False
    for index in range(len(lines) - 1, -1, -1):
        if found[index] is _QUOTED and answered and not lines[index].quoted:
            shown[index] = Kind.NEW
        elif not lines[index].blank or lines[index].quoted:
            answered = found[index] is _ANSWERED
    return shown


def _mend_wrapped_quotes(lines: Sequence[Line]) -> Sequence[Line]:
    """Count the torn-off end of a long quoted line as quoted.

    Programs wrap ``> long line`` and leave its rest on a line without ``>``.
    """
    torn = [
        i
        for i in range(1, len(lines) - 1)
        if not lines[i].quoted
        and lines[i - 1].quoted
        and lines[i + 1].quoted
        and len(lines[i - 1].text) >= 60
        and lines[i].text[:1].islower()
        and lines[i - 1].text[-1] not in ".!?:;"
    ]
    if not torn:
        return lines
    mended = list(lines)
    for i in torn:
        mended[i] = mended[i]._replace(quoted=True)
    return mended


def _marks(lines: Sequence[Line], marked: Sequence[int]) -> list[Mark]:
    """Find every mark outside quotes, in order, without overlaps."""
    marks: list[Mark] = []
    floor = tries = 0
    for index in marked:
        if index < floor:
            continue
        mark = _mark_from(lines, index)
        if mark is None and tries < _MAX_ATTRIBUTION_TRIES:
            if not may_end_attribution(lines[index].text):
                continue
            tries += 1
            mark = attribution(lines, index, floor)
        if mark is not None:
            mark = Mark(mark.kind, _with_rule_above(lines, mark.start, floor), mark.end)
            marks.append(mark)
            floor = mark.end
    return marks


def _mark_from(lines: Sequence[Line], index: int) -> Mark | None:
    """Return the mark that starts at this line by its words or by the letter's structure."""
    line = lines[index]
    if line.forced in (Forced.ATTRIBUTION, Forced.HISTORY):
        return _forced_mark(lines, index)
    if is_original(line.text) or is_forward(line.text):
        return Mark(MarkKind.HISTORY, index, _after_announcement(lines, index + 1))
    if is_forward_end(line.text):
        return Mark(MarkKind.ATTRIBUTION, index, index + 1)
    end = header_block(lines, index)
    return Mark(MarkKind.HISTORY, index, end) if end > index else None


def _forced_mark(lines: Sequence[Line], index: int) -> Mark:
    kind = MarkKind.HISTORY
    if lines[index].forced is Forced.ATTRIBUTION and not is_forward(lines[index].text):
        kind = MarkKind.ATTRIBUTION
    end = index + 1
    while end < len(lines) and lines[end].forced is lines[index].forced:
        end += 1
    block = header_block(lines, index)
    return Mark(kind, index, max(end, block))


def _after_announcement(lines: Sequence[Line], position: int) -> int:
    """Move past the header block or attribution that follows "Original message"."""
    start = position
    while start < len(lines) and start - position < 3 and lines[start].blank:
        start += 1
    if start == len(lines):
        return position
    end = header_block(lines, start)
    if end > start:
        return end
    for last in range(start, min(start + 3, len(lines))):
        mark = attribution(lines, last, start)
        if mark is not None:
            return mark.end
    return position


def _with_rule_above(lines: Sequence[Line], start: int, floor: int) -> int:
    """Let a mark begin at the rule that was drawn above it."""
    for position in range(start - 1, max(start - 4, floor - 1), -1):
        line = lines[position]
        if line.quoted or not (line.blank or is_rule(line.text)):
            break
        if not line.blank:
            return position
    return start


def _quoted_next(lines: Sequence[Line], position: int) -> bool:
    for line in lines[position : position + 6]:
        if line.quoted or not line.blank:
            return line.quoted
    return False


def _assign_stretch(
    lines: Sequence[Line],
    marked: Sequence[int],
    stretch: tuple[int, int],
    result: list[Role],
    *,
    has_new: bool,
) -> bool:
    """Give roles to lines between marks; return whether something new stands there or above."""
    start, end = stretch
    solid = [i for i in range(start, end) if lines[i].text or lines[i].quoted]
    if not solid:
        result[start:end] = [result[start - 1] if start else _NEW] * (end - start)
        return has_new
    flags = [lines[i].quoted for i in solid]
    turns = [n for n in range(1, len(flags)) if flags[n] is not flags[n - 1]]
    first = start
    for turn in (*turns, len(solid)):
        quoted = flags[turn - 1]
        last = end
        if turn < len(solid):
            # White space around text is the text's own.
            last = solid[turn - 1] + 1 if quoted else solid[turn]
        result[first:last] = [_QUOTED if quoted else _NEW] * (last - first)
        if not quoted:
            below_quote = has_new and first > 0 and result[first - 1] is _QUOTED
            for begin, stop in signature_spans(lines, first, last, marked, below_quote=below_quote):
                result[begin:stop] = [_SIGNATURE] * (stop - begin)
            has_new |= any(result[i] is _NEW and lines[i].text for i in range(first, last))
        first = last
    return has_new


def _unfold_bare_forward(lines: Sequence[Line], result: list[Role]) -> bool:
    """Count a quoted forwarded message as new where it is all that the letter holds."""
    solid = [i for i, line in enumerate(lines) if not line.blank]
    if not solid or any(result[i] is _NEW for i in solid) or not is_forward(lines[solid[0]].text):
        return False
    body = _after_announcement(lines, solid[0] + 1)
    while body < len(lines) and lines[body].blank:
        body += 1
    for index in range(body, len(lines)):
        if lines[index].quoted:
            result[index] = _NEW
    return True


def _mark_answered(lines: Sequence[Line], marks: Sequence[Mark], result: list[Role]) -> None:
    """Mark the quotes that newly written text follows."""
    last = max(
        (i for i, role in enumerate(result) if role is _NEW and not lines[i].blank), default=0
    )
    announcing = {i for mark in marks for i in range(mark.start, mark.end)}
    for index in range(last):
        if result[index] is _QUOTED and index not in announcing:
            result[index] = _ANSWERED
