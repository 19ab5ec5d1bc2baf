"""Finds the signature in a stretch of newly written lines; careful rather than complete.

A closing such as "Best regards, Jane" stays with the text: only what a program or a habit sets
apart (a dash line, "Sent from my iPhone", a disclaimer) is a signature.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from mail.first_letters import LETTERS
from mail.quote_lines import Forced, Line, is_rule
from mail.signature_markers import (
    CLOSING,
    FOOTER,
    FOOTER_STARTS,
    SENT_ANYWHERE,
    SENT_FROM,
    SENT_STARTS,
    SENT_STEMS,
)

_DASHES = frozenset({"--", "—", "–", "−−", "——", "––", "- --", "-- -"})
_LONGEST_SIGNATURE = 25
"""Non-blank lines below ``--``; more than this is text below somebody's ruler."""
_LONGEST_RULED = 8
_LONGEST_SENT_FROM = 120
_CONTACT = re.compile(r"@|https?://|www\.|\+?\(?\d[\d\s().-]{6,}\d", re.IGNORECASE)


def signature_spans(
    lines: Sequence[Line], start: int, end: int, marked: Sequence[int], *, below_quote: bool
) -> list[tuple[int, int]]:
    """Return the line ranges between ``start`` and ``end`` that are signatures.

    ``marked`` are the lines that `marked_lines` found in the letter. ``below_quote`` says that
    these lines stand below a quote and new text above it: programs that put the signature at the
    very end leave its closing words there.
    """
    if below_quote:
        solid = _solid(lines, start, end)
        if 0 < len(solid) <= _LONGEST_RULED and CLOSING.match(lines[solid[0]].text):
            return [(solid[0], end)]
    unusual: Sequence[int] = marked[bisect_left(marked, start) : bisect_left(marked, end)]
    if SENT_ANYWHERE.search("\n".join([line.text for line in lines[start:end]])):
        unusual = _solid(lines, start, end)
    return _spans(lines, _solid(lines, start, end), end, unusual) if unusual else []


def _solid(lines: Sequence[Line], start: int, end: int) -> list[int]:
    return [index for index in range(start, end) if lines[index].text]


def _spans(
    lines: Sequence[Line], solid: Sequence[int], end: int, unusual: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the ranges of signatures, which begin at unusual lines only."""
    spans: list[tuple[int, int]] = []
    for index in unusual:
        order = bisect_left(solid, index)
        line = lines[index]
        below = len(solid) - order - 1
        if line.forced is Forced.SIGNATURE:
            spans.append((index, index + 1))
        elif _starts_tail(line, below) or (below == 0 and _is_drawn(line)):
            spans.append((_with_rules(lines, solid, order), end))
            break
        elif below < _LONGEST_SIGNATURE and _is_sent_from(line.text):
            begin = _with_rules(lines, solid, order)
            if below <= 3:
                spans.append((begin, end))
                break
            spans.append((begin, index + 1))
    else:
        ruled = _ruled_tail(lines, solid, unusual)
        if ruled is not None and not any(stop > ruled for _, stop in spans):
            spans.append((ruled, end))
    return spans


def _is_sent_from(text: str) -> bool:
    if len(text) > _LONGEST_SENT_FROM:
        return False
    if (
        text[:1].isalnum() and text[:LETTERS] not in SENT_STARTS and not SENT_ANYWHERE.search(text)
    ):  # it cannot match, and the search below takes longer
        return False
    folded = text.casefold()
    return any(map(folded.__contains__, SENT_STEMS)) and SENT_FROM.match(text) is not None


def may_begin_signature(text: str) -> bool:
    """Return whether a signature could begin at a line that is not blank, by its words alone."""
    return text in _DASHES or is_rule(text) or _is_footer(text) or _is_sent_from(text)


def _starts_tail(line: Line, below: int) -> bool:
    if line.text in _DASHES:
        return below <= _LONGEST_SIGNATURE
    return below <= 4 * _LONGEST_SIGNATURE and _is_footer(line.text)


def _is_footer(text: str) -> bool:
    return (
        len(text) >= 12
        and (text[:LETTERS] in FOOTER_STARTS or not text[0].isalnum())
        and FOOTER.match(text[:200]) is not None
    )


def _is_drawn(line: Line) -> bool:
    """Return whether the line is a rule of the author's, not an ``<hr>``."""
    return is_rule(line.text) and "─" not in line.text


def _with_rules(lines: Sequence[Line], solid: Sequence[int], order: int) -> int:
    """Take in the rules right above a signature."""
    while order > 0 and _is_drawn(lines[solid[order - 1]]):
        order -= 1
    return solid[order]


def _ruled_tail(lines: Sequence[Line], solid: Sequence[int], unusual: Sequence[int]) -> int | None:
    """Return where a short block below the only rule of a text starts, or None.

    Several rules with text between them are the author's way to part a text; ``=====`` below a
    line is a heading.
    """
    rules = [bisect_left(solid, index) for index in unusual if _is_drawn(lines[index])]
    if not rules:
        return None
    first = rules[-1]
    while first > 0 and _is_drawn(lines[solid[first - 1]]):
        first -= 1
    below_quote = solid[0] > 0 and _quoted_above(lines, solid[0])
    if (first == 0 and not below_quote) or rules[0] < first:
        return None
    tail = [lines[i].text for i in solid[rules[-1] + 1 :]]
    index = solid[first]
    heading = lines[index].text[0] in "=~-" and index > 0 and not lines[index - 1].blank
    if len(tail) > _LONGEST_RULED or sum(map(len, tail)) > 600 or (heading and tail):
        return None
    if len(tail) > 3 and not any(_CONTACT.search(text) for text in tail):
        return None
    return index


def _quoted_above(lines: Sequence[Line], index: int) -> bool:
    while index > 0 and lines[index - 1].blank and not lines[index - 1].quoted:
        index -= 1
    return index > 0 and lines[index - 1].quoted
