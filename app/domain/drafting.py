"""Rules about drafts: what no letter can do without, and how much of one was deleted."""

import re
from collections.abc import Callable
from html import unescape

from app.domain.addresses import is_address
from app.domain.errors import RejectedError
from app.domain.outgoing import Draft, DraftKind

_MUCH = 60
"""Characters of HTML that vanish at once, such as a sentence."""
_BLANK = re.compile(r"""<mark\b[^>]*\bdata-blank=["']([^"']*)["']""", re.IGNORECASE)


def lost_much(before: str, now: str) -> bool:
    """Whether much of a text was deleted or replaced in one go."""
    if len(before) < _MUCH:
        return False
    most = min(len(before), len(now))
    start = _longest(most, lambda n: before[:n] == now[:n])
    end = _longest(most - start, lambda n: n == 0 or before[-n:] == now[-n:])
    return len(before) - start - end >= _MUCH


def _longest(most: int, fits: Callable[[int], bool]) -> int:
    """Return the largest n up to ``most`` that fits, where every smaller one does."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if fits(middle):
            low = middle
        else:
            high = middle - 1
    return low


def check_letter(draft: Draft) -> None:
    """Raise `RejectedError`, with a sentence for the person, where no letter can be made of it."""
    content = draft.content
    people = [*content.to, *content.cc, *content.bcc]
    for one in people:
        if not is_address(one.address):
            raise RejectedError(f"“{one.address or one.name}” is not an e-mail address.")
    if not people and draft.kind is not DraftKind.CALL:
        raise RejectedError("This letter has no recipient.")
    if blank := _BLANK.search(content.body):
        raise RejectedError(f"A blank is not filled: “{unescape(blank[1])}”.")
