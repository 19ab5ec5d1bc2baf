"""Finds the signature in a stretch of newly written lines; careful rather than complete.

A closing such as "Best regards, Jane" stays with the text: only what a program or a habit sets
apart (a dash line, "Sent from my iPhone", a disclaimer) is a signature.
"""

import re
from collections.abc import Iterable, Sequence

from mail.quote_lines import Forced, Line, is_rule
from mail.signature_markers import CLOSING, FOOTER, SENT_FROM, SENT_STEMS

_DASHES = frozenset({"--", "—", "–", "−−", "——", "––", "- --", "-- -"})
_LONGEST_SIGNATURE = 25
"""Non-blank lines below ``--``; more than this is text below somebody's ruler."""
_LONGEST_RULED = 8
_LONGEST_SENT_FROM = 120
_CONTACT = re.compile(r"@|https?://|www\.|\+?\(?\d[\d\s().-]{6,}\d", re.IGNORECASE)


def signature_spans(
    lines: Sequence[Line], start: int, end: int, *, below_quote: bool
) -> list[tuple[int, int]]:
    """Return the line ranges between ``start`` and ``end`` that are signatures.

    ``below_quote`` says that these lines stand below a quote and new text above it: programs
    that put the signature at the very end leave its closing words there.
    """
    solid = [i for i in range(start, end) if not lines[i].blank]
    if below_quote and 0 < len(solid) <= _LONGEST_RULED and CLOSING.match(lines[solid[0]].text):
        return [(solid[0], end)]
    spans: list[tuple[int, int]] = []
    perhaps_sent_from = _has_stem(lines[index].text for index in solid[-_LONGEST_SIGNATURE:])
    for order, index in enumerate(solid):
        line = lines[index]
        below = len(solid) - order - 1
        if line.forced is Forced.SIGNATURE:
            spans.append((index, index + 1))
        elif _starts_tail(line, below) or (below == 0 and _is_drawn(line)):
            spans.append((_with_rules(lines, solid, order), end))
            break
        elif perhaps_sent_from and below < _LONGEST_SIGNATURE and _is_sent_from(line.text):
            begin = _with_rules(lines, solid, order)
            if below <= 3:
                spans.append((begin, end))
                break
            spans.append((begin, index + 1))
    else:
        ruled = _ruled_tail(lines, solid)
        if ruled is not None and not any(stop > ruled for _, stop in spans):
            spans.append((ruled, end))
    return spans


def _has_stem(texts: Iterable[str]) -> bool:
    """Whether any of the lines may match `SENT_FROM`: asked once a text, as it is seldom so."""
    folded = "\n".join(text for text in texts if len(text) <= _LONGEST_SENT_FROM).casefold()
    return any(map(folded.__contains__, SENT_STEMS))


def _is_sent_from(text: str) -> bool:
    return len(text) <= _LONGEST_SENT_FROM and _has_stem([text]) and bool(SENT_FROM.match(text))


def _starts_tail(line: Line, below: int) -> bool:
    if line.text in _DASHES:
        return below <= _LONGEST_SIGNATURE
    if below > 4 * _LONGEST_SIGNATURE:
        return False
    return len(line.text) >= 12 and FOOTER.match(line.text[:200]) is not None


def _is_drawn(line: Line) -> bool:
    """Return whether the line is a rule of the author's, not an ``<hr>``."""
    return is_rule(line.text) and "─" not in line.text


def _with_rules(lines: Sequence[Line], solid: Sequence[int], order: int) -> int:
    """Take in the rules right above a signature."""
    while order > 0 and _is_drawn(lines[solid[order - 1]]):
        order -= 1
    return solid[order]


def _ruled_tail(lines: Sequence[Line], solid: Sequence[int]) -> int | None:
    """Return where a short block below the only rule of a text starts, or None.

    Several rules with text between them are the author's way to part a text; ``=====`` below a
    line is a heading.
    """
    rules = [order for order, index in enumerate(solid) if _is_drawn(lines[index])]
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
