"""Lines in and out of Qt's documents, so that no HTML of Qt's ever leaves."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import (
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextList,
    QTextTable,
)

from ui.composer.formats import (
    BLANK,
    Dress,
    is_code_block,
    item_of,
    list_format,
    look_of,
    picture_of,
    quote_depth,
)
from ui.composer.lines import DEEPEST, Item, Line, Look, Run, link_target

_PAGE_GAP = 6
"""Pixels between two blocks of a pasted page from which on they count as an empty line."""
_SEVERAL = 2
_WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)[^;'\"]*")
_WORD_MARK = re.compile(
    r"(?:(?P<number>(?:\d+|\w|[ivx]+)[.)])|[·•o§▪–-]|[\uf000-\uf0ff])\xa0[\xa0 ]+"
)
_WORD_STEP = 48
"""Pixels for a level."""
_OBJECT = "\ufffc"
_LONGEST_PAGE = 400_000
"""Characters of pasted HTML; of a longer page the text alone is taken."""


def lines_of(document: QTextDocument, start: int = 0, end: int | None = None) -> list[Line]:
    """All lines of a document, or those of a stretch of it, in characters."""
    return list(_lines(document, start, end))


def _lines(document: QTextDocument, start: int, end: int | None) -> Iterator[Line]:
    block = document.findBlock(start)
    while block.isValid() and (end is None or block.position() <= end):
        yield line_of(block, start - block.position(), end)
        block = block.next()


def line_of(block: QTextBlock, skip: int = 0, end: int | None = None) -> Line:
    """One line; ``skip`` characters of it left out, and those from position ``end`` on."""
    pre = is_code_block(block)
    runs: list[Run] = []
    pieces = block.begin()
    while not pieces.atEnd():
        piece = pieces.fragment()
        text = piece.text()
        place = piece.position() - block.position()
        cut = max(0, skip - place)
        stop = len(text) if end is None else min(len(text), end - piece.position())
        text = text[cut:stop] if stop > cut else ""
        form = piece.charFormat()
        if text and form.isImageFormat():
            name, width = picture_of(form.toImageFormat())
            if name:
                look = look_of(form, pre=pre)
                runs.extend(Run(_OBJECT, look, name, width) for _ in text)
        elif text := text.replace(_OBJECT, ""):
            runs.append(Run(text, look_of(form, pre=pre)))
        pieces += 1
    return Line(tuple(runs), quote_depth(block), pre, item_of(block))


def changed_blocks(
    document: QTextDocument, place: int, removed: int, added: int
) -> Iterator[QTextBlock]:
    """Yield the blocks that `QTextDocument.contentsChange` tells of, and perhaps more.

    Of what is undone and redone Qt tells only roughly where it was: then it is all of them.
    """
    end = document.characterCount() - 1
    if place < 0 or removed < 0 or added < 0 or document.availableRedoSteps():
        place, added = 0, end
    block = document.findBlock(min(place, end))
    last = document.findBlock(min(place + added + (removed > 0), end)).blockNumber()
    while block.isValid() and block.blockNumber() <= last:
        yield block
        block = block.next()


def put(cursor: QTextCursor, lines: Sequence[Line], dress: Dress) -> None:
    """Write lines where a cursor stands, in place of what it has selected; one step of undo.

    A single line joins the line that is there; several take their own form with them.
    """
    if not lines:
        return
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    whole = len(lines) > 1 or lines[0].item is not None or lines[0].pre or lines[0].quote
    lists: list[QTextList] = []
    for number, line in enumerate(lines):
        if number:
            cursor.insertBlock(dress.block(line), dress.chars(Look()))
        here = cursor.block().length() == 1
        if whole and (number or here):
            _shape(cursor, line, dress, lists)
        for run in line.runs:
            if run.picture:
                cursor.insertImage(dress.picture(run, run.look))
            else:
                form = dress.chars(run.look, pre=line.pre, quoted=bool(line.quote))
                cursor.insertText(run.text.replace("\n", "\u2028"), form)
    cursor.endEditBlock()


def _shape(cursor: QTextCursor, line: Line, dress: Dress, lists: list[QTextList]) -> None:
    """Give the block at a cursor its margins and its place in a list."""
    cursor.setBlockFormat(dress.block(line))
    cursor.setBlockCharFormat(dress.chars(Look(), pre=line.pre, quoted=bool(line.quote)))
    if line.item is None:
        lists.clear()
        return
    del lists[line.item.depth :]
    wanted = list_format(line.item)
    if len(lists) == line.item.depth and lists[-1].format().style() == wanted.style():
        lists[-1].add(cursor.block())
        return
    del lists[line.item.depth - 1 :]
    made = cursor.createList(wanted)
    lists += [made] * (line.item.depth - len(lists))


class ForeignDocument(QTextDocument):
    """Reads a pasted page; fetches nothing, neither pictures nor style sheets, from anywhere."""

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's
        """Qt: nothing is ever loaded."""
        return QByteArray()


def reduce(html: str) -> list[Line]:
    """Reduce a pasted page to what letters may have; pictures, colours and fonts are left out.

    Returns nothing where the page is too long to be read while somebody waits.
    """
    if len(html) > _LONGEST_PAGE:
        return []
    document = ForeignDocument()
    document.setUndoRedoEnabled(False)
    html, word = _WORD_LIST.subn(lambda m: f"margin-left:{_WORD_STEP * int(m[1])}px", html)
    document.setHtml(html)
    made: list[Line] = []
    gap = 0.0
    block = document.begin()
    while block.isValid():
        form = block.blockFormat()
        cells = _row(block)
        line = _joined([_foreign(cell) for cell in cells])
        if word:
            line = _word_item(line, form.leftMargin())
        block = cells[-1]
        apart = max(gap, form.topMargin()) >= _PAGE_GAP
        if apart and made and _is_text(line) and _is_text(made[-1]):
            made.append(Line(quote=min(line.quote, made[-1].quote)))
        if not (line.is_empty and not line.pre and made and made[-1].is_empty):
            made.append(line)
        gap = form.bottomMargin()
        block = block.next()
    while made and made[0].is_empty:
        del made[0]
    while made and made[-1].is_empty:
        del made[-1]
    return made


def _row(block: QTextBlock) -> list[QTextBlock]:
    """The cells of a table's row that begins here, if each is one line; else the block alone."""
    table: QTextTable | None = QTextCursor(block).currentTable()
    if table is None or table.cellAt(block.position()).column():
        return [block]
    document, row = block.document(), table.cellAt(block.position()).row()
    found: list[QTextBlock] = []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        first = document.findBlock(cell.firstPosition())
        if first != document.findBlock(cell.lastPosition()):
            return [block]
        if not found or found[-1] != first:
            found.append(first)
    return found


def _joined(cells: Sequence[Line]) -> Line:
    """A row of a table as one line."""
    if sum(not cell.is_empty for cell in cells) < _SEVERAL:
        return next((cell for cell in cells if not cell.is_empty), cells[0])
    runs = [run for cell in cells for run in (*cell.runs, Run(" | "))]
    return replace(cells[0], runs=tuple(runs[:-1]))


def _word_item(line: Line, margin: float) -> Line:
    """Word writes lists as paragraphs with a mark, some gaps, and a margin."""
    mark = _WORD_MARK.match(line.text)
    if mark is None or line.item is not None:
        return line
    left, runs = mark.end(), []
    for run in line.runs:
        if text := run.text[left:]:
            runs.append(replace(run, text=text))
        left = max(0, left - len(run.text))
    depth = min(DEEPEST, max(1, round(margin / _WORD_STEP)))
    return replace(line, runs=tuple(runs), item=Item(bool(mark["number"]), depth))


def _is_text(line: Line) -> bool:
    return not (line.is_empty or line.item or line.pre)


def _foreign(block: QTextBlock) -> Line:
    """A line of a page; Qt notes quotes and program text in properties of its own."""
    line = line_of(block)
    form = block.blockFormat()
    depth = form.property(QTextFormat.Property.BlockQuoteLevel)
    pre = form.nonBreakableLines()
    heading = bool(form.headingLevel())
    runs = tuple(
        replace(
            run,
            look=replace(
                run.look,
                link=link_target(run.look.link),
                code=run.look.code and not pre,
                bold=run.look.bold or heading,
                blank="",
            ),
        )
        for run in line.runs
        if not run.picture
    )
    if not "".join(run.text for run in runs).strip():
        runs = ()
    return replace(line, runs=runs, pre=pre, quote=depth if isinstance(depth, int) else line.quote)


def blanks_of(document: QTextDocument) -> Iterator[tuple[int, int, str]]:
    """Each blank that is still to be filled: where it starts, how long it is, what it asks."""
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            question = piece.charFormat().property(BLANK)
            if question:
                yield piece.position(), piece.length(), str(question)
            pieces += 1
        block = block.next()


def add_picture(document: QTextDocument, name: str, image: object) -> None:
    """Let a document draw a picture under its Content-ID."""
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"cid:{name}"), image)
