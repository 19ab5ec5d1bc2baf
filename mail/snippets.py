"""The line that lists show of a letter: the beginning of what the person newly wrote."""

import re

from mail.quote_lines import (
    INVISIBLE,
    LONGEST_ATTRIBUTION,
    LONGEST_MARK,
    begins_and_ends_unmarked,
    is_unmarked,
    may_be_mark,
)
from mail.quoting import new_text, read_line
from mail.signature_markers import SENT_ANYWHERE
from mail.signatures import may_begin_signature

LENGTH = 200
"""Characters of a snippet at most."""
_LOOKED_AT = (700, 4000)
"""Characters of the text in which the newly written part is looked for, first and then."""
_ENOUGH = 400
"""Characters of new text that make looking further needless."""
_SPREAD = 4 * LENGTH
"""Characters of new text that are used, white space included."""
_MOSTLY_ENOUGH = LENGTH + 20
"""Characters of new text that nearly always make a snippet: looking at more takes longer."""
_ODD = re.compile(
    # It begins with a set and nothing else: only then is the search a quick one.
    "[-_=*#~—–─:：>\ruUöÖüÜäÄ送에傳发寄從](?:(?<=[:：>\r送에傳发寄從])|(?<=[-_=*#~—–─])[-_=*#~—–─]"
    "|(?<=[uU])[tT]|(?<=[öÖ])[nN]|(?<=[üÜ])[lL]|(?<=[äÄ])[hH])"
)
"""Stands in each line that is quoted, not `is_unmarked` for its middle, or has `SENT_ANYWHERE`."""


def snippet(text: str) -> str:
    """Return up to `LENGTH` characters of the new text on one line; of the text where all is old.

    Takes text as `mail.parse` gives it. Never raises.
    """
    beginning = text[: _LOOKED_AT[0]]
    new, is_all = _certainly_new(beginning, whole=len(text) <= _LOOKED_AT[0])
    found = _short(new or beginning)
    if is_all or (new and len(found) == LENGTH):
        return found
    for size in _LOOKED_AT:
        beginning = text[:size]
        new = new_text(beginning)
        # what the cut left of an announcement would count as new, but it stands at the end
        if len(text) <= size or len(new) > _ENOUGH:
            break
    return _short(new or beginning)


def _short(text: str) -> str:
    short = " ".join(text[:_MOSTLY_ENOUGH].split())
    if len(short) >= LENGTH:
        return short[:LENGTH]
    return " ".join(text[:_SPREAD].split())[:LENGTH]


def _certainly_new(beginning: str, *, whole: bool) -> tuple[str, bool]:
    """Return lines at the beginning that are new text whatever follows; and if nothing else does.

    They are no marks and begin no signature, and no attribution that ends below reaches them.
    Enough for a snippet, when there are as many; ``whole`` says that nothing was cut off.
    """
    pieces = beginning.split("\n")
    if not whole:
        del pieces[-1]
    lengths: list[int] = []
    sure = end = plain_until = 0
    for piece in pieces:
        if end >= plain_until:
            odd = _ODD.search(beginning, end)
            plain_until = odd.start() if odd else len(beginning) + 1
        end += len(piece) + 1
        if end <= plain_until and len(piece) <= LONGEST_MARK:
            text = piece.strip(INVISIBLE)
            if text and not begins_and_ends_unmarked(text) and _may_be_old(text):
                break
        else:
            line = read_line(piece)
            text = line.text
            if line.quoted or not _is_harmless(text, piece):
                break
        lengths.append(len(text))
        if len(lengths) >= LONGEST_ATTRIBUTION:
            sure += lengths[-LONGEST_ATTRIBUTION]
            if sure > LENGTH + LONGEST_ATTRIBUTION:
                break
    is_all = whole and len(lengths) == len(pieces)
    certain = len(lengths) if is_all else _above_any_attribution(lengths)
    first = next((n for n in range(certain) if lengths[n]), certain)
    return "\n".join(pieces[first:certain]).rstrip(INVISIBLE), is_all


def _is_harmless(text: str, piece: str) -> bool:
    """Whether a line is text only, whatever stands around it."""
    if "\r" in piece:
        return False
    if not text:
        return not piece.strip(INVISIBLE)
    if is_unmarked(text) and not SENT_ANYWHERE.search(text):
        return True
    return not _may_be_old(text)


def _may_be_old(text: str) -> bool:
    return may_be_mark(text) or may_begin_signature(text)


def _above_any_attribution(lengths: list[int]) -> int:
    """Return how many lines no attribution can reach that ends below all of them."""
    certain, taken = len(lengths), 0
    while certain > max(len(lengths) - LONGEST_ATTRIBUTION + 1, 0):
        taken += lengths[certain - 1]
        if not lengths[certain - 1] or taken > LONGEST_MARK:
            break
        certain -= 1
    return certain
