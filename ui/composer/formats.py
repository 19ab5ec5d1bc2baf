"""What Qt's text formats carry for us, and how each kind of text is drawn."""

from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextImageFormat,
    QTextList,
    QTextListFormat,
)

from ui.composer.lines import PLAIN, Item, Line, Look, Run
from ui.theme import Colours

QUOTE = QTextFormat.Property.UserProperty.value + 1
"""Of a block: how deep it is quoted."""
PRE = QTextFormat.Property.UserProperty.value + 2
"""Of a block: program text."""
CODE = QTextFormat.Property.UserProperty.value + 3
"""Of characters: program text."""
BLANK = QTextFormat.Property.UserProperty.value + 4
"""Of characters: the question of a blank that is to be filled."""

_STEP = 16
"""Pixels by which each quote moves its text."""
_BOLD = 600
_CID = "cid:"


def quote_depth(block: QTextBlock) -> int:
    """How deep a block is quoted; 0 for what is written here."""
    return _number(block.blockFormat(), QUOTE)


_FIXED = ("mono", "courier", "consolas", "menlo")


def is_code_block(block: QTextBlock) -> bool:
    """Whether a block is program text."""
    return bool(block.blockFormat().property(PRE))


def is_code(form: QTextCharFormat) -> bool:
    """Whether characters are program text."""
    return bool(form.property(CODE))


def blank_of(form: QTextCharFormat) -> str:
    """The question of the blank that characters stand for; ``""`` where they are none."""
    return str(form.property(BLANK) or "")


def _number(form: QTextFormat, name: int) -> int:
    value = form.property(name)
    return value if isinstance(value, int) else 0


@dataclass(frozen=True, slots=True)
class Dress:
    """Makes formats in the colours of an appearance."""

    colours: Colours
    base: QFont

    def chars(self, look: Look, *, pre: bool = False, quoted: bool = False) -> QTextCharFormat:
        """The format of text that looks so."""
        form = QTextCharFormat()
        if look.bold:
            form.setFontWeight(QFont.Weight.Bold)
        if look.italic:
            form.setFontItalic(True)
        if look.underline or look.link:
            form.setFontUnderline(True)
        if look.struck:
            form.setFontStrikeOut(True)
        if look.code or pre:
            families = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
            form.setFontFamilies(families)
            form.setFontFixedPitch(True)
            form.setBackground(QColor(self.colours.hover))
            form.setProperty(CODE, look.code)
        if quoted:
            form.setForeground(QColor(self.colours.muted))
        if look.link:
            form.setAnchor(True)
            form.setAnchorHref(look.link)
            form.setForeground(QColor(self.colours.accent))
        if look.blank:
            form.setProperty(BLANK, look.blank)
            form.setBackground(QColor(self.colours.notice))
            form.setForeground(QColor(self.colours.notice_text))
        return form

    def picture(self, run: Run, look: Look = PLAIN) -> QTextImageFormat:
        """The format of a picture; its bytes are a resource of the document."""
        form = QTextImageFormat()
        form.merge(self.chars(look))
        form.setName(f"{_CID}{run.picture}")
        if run.width:
            form.setWidth(run.width)
        return form

    def block(self, line: Line) -> QTextBlockFormat:
        """The format of a line's block."""
        form = QTextBlockFormat()
        if line.quote:
            form.setProperty(QUOTE, line.quote)
            form.setLeftMargin(line.quote * _STEP)
        if line.pre:
            form.setProperty(PRE, True)  # noqa: FBT003 - Qt's value
            form.setNonBreakableLines(True)
            form.setBackground(QColor(self.colours.hover))
        return form


def list_format(item: Item) -> QTextListFormat:
    """The format of the list that an item stands in."""
    form = QTextListFormat()
    style = QTextListFormat.Style
    form.setStyle(style.ListDecimal if item.ordered else style.ListDisc)
    form.setIndent(item.depth)
    return form


def item_of(block: QTextBlock) -> Item | None:
    """A block's place in lists."""
    found: QTextList | None = block.textList()
    if found is None:
        return None
    form = found.format()
    ordered = form.style().value <= QTextListFormat.Style.ListDecimal.value
    return Item(ordered, max(1, form.indent()))


def look_of(form: QTextCharFormat, *, pre: bool = False) -> Look:
    """How characters look; also of formats that are not ours, such as of pasted pages."""
    link = form.anchorHref() if form.isAnchor() else ""
    ours = form.hasProperty(CODE)
    return Look(
        bold=form.fontWeight() >= _BOLD,
        italic=form.fontItalic(),
        underline=form.fontUnderline() and not link,
        struck=form.fontStrikeOut(),
        code=bool(form.property(CODE)) if ours else _is_fixed(form) and not pre,
        link=link,
        blank=blank_of(form),
    )


def _is_fixed(form: QTextCharFormat) -> bool:
    """Whether a page shows characters as program text; browsers name the fonts they have."""
    families = form.fontFamilies() or ()
    return form.fontFixedPitch() or any(
        name in family.lower() for family in families for name in _FIXED
    )


def picture_of(form: QTextImageFormat) -> tuple[str, int]:
    """Content-ID and width of a picture; ``""`` for one that is none of ours."""
    name = form.name()
    if not name.startswith(_CID):
        return "", 0
    return name.removeprefix(_CID), round(form.width())
