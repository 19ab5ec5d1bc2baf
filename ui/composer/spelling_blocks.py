"""What is known of the spelling of each block, and how it follows what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QTextBlock, QTextBlockUserData, QTextFormat

from app.domain.spelling import Checked, Paragraph, Slip
from ui.composer.formats import blank_of, is_code, is_code_block, quote_depth

LANGUAGE = QTextFormat.Property.UserProperty.value + 40
"""Of a block: the language that the person said it is in."""


class Found(QTextBlockUserData):
    """What was found in a block; positions count as Qt's do, in UTF-16 units."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        """To which `slips` belong."""
        self.slips: tuple[Slip, ...] = ()
        self.evidence: Mapping[str, int] = {}
        self.stale = True
        """Whether it has to be looked through (again)."""
        self.queued = False
        """Whether that will be asked for."""
        self.failures = 0
        """How often there was no answer."""

    def follow(self, text: str) -> None:
        """Keep the slips that an edit did not touch, where they are now."""
        self.slips = moved(self.slips, self.text, text)
        self.text = text
        self.stale = True


@dataclass(frozen=True, slots=True)
class Former:
    """What was known of a block before it changed."""

    text: str = ""
    slips: tuple[Slip, ...] = ()


def found_in(block: QTextBlock) -> Found | None:
    """Return what is known of a block."""
    data = block.userData()
    return data if isinstance(data, Found) else None


def moved(slips: tuple[Slip, ...], before: str, after: str) -> tuple[Slip, ...]:
    """Return the slips of a text as they stand after one edit; those it touched are gone."""
    if not slips:
        return ()
    head = _common(before, after)
    tail = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - head)
    delta = len(after) - len(before)
    stays = len(before) - tail
    units, units_after = Units(before), Units(after)
    kept = []
    for slip in slips:
        start, end = units.index(slip.start), units.index(slip.end)
        if start >= stays:
            start, end = start + delta, end + delta
        elif end > head:
            continue
        if after[start:end] == slip.word and not (
            after[end : end + 1].isalnum() or (start and after[start - 1].isalnum())
        ):
            place = units_after.unit(start)
            kept.append(slip if place == slip.start else _at(slip, place))
    return tuple(kept)


def _at(slip: Slip, start: int) -> Slip:
    return Slip(start, slip.length, slip.word, slip.kind, slip.language, slip.fixes)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with in common; by halving, for long ones."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


class Units:
    """Places in a text: Python counts characters, Qt counts 😀 as two."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._wide = not text.isascii() and max(text) > "\uffff"

    def unit(self, index: int) -> int:
        """Return Qt's place of a character."""
        if not self._wide:
            return index
        return index + sum(c > "\uffff" for c in self._text[:index])

    def index(self, unit: int) -> int:
        """Return the character at Qt's place."""
        if not self._wide:
            return unit
        return len(self._text.encode("utf-16-le")[: 2 * unit].decode("utf-16-le", "ignore"))


def paragraph_of(block: QTextBlock) -> Paragraph:
    """Return a block's text with what is no prose of ours left out."""
    text = block.text()
    form = block.blockFormat()
    if (
        quote_depth(block)
        or is_code_block(block)
        or form.nonBreakableLines()
        or form.hasProperty(QTextFormat.Property.BlockQuoteLevel)
    ):
        return Paragraph(text, skip=((0, len(text)),))
    skip = []
    units = Units(text)
    each = block.begin()
    while not each.atEnd():
        fragment = each.fragment()
        look = fragment.charFormat()
        if look.isAnchor() or is_code(look) or look.fontFixedPitch() or blank_of(look):
            start = fragment.position() - block.position()
            skip.append((units.index(start), units.index(start + fragment.length())))
        each += 1
    return Paragraph(text, str(form.property(LANGUAGE) or ""), tuple(skip))


def in_units(checked: Checked, text: str) -> tuple[Slip, ...]:
    """Return the slips of a text with places as Qt counts them."""
    units = Units(text)
    return tuple(
        replace(
            slip, start=units.unit(slip.start), length=units.unit(slip.end) - units.unit(slip.start)
        )
        for slip in checked.slips
    )
