"""What keys and buttons do to the text: looks, lists, quotes, blanks. Functions over cursors."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from ui.composer.documents import blanks_of, line_of, lines_of, put
from ui.composer.formats import (
    PRE,
    QUOTE,
    Dress,
    blank_of,
    is_code_block,
    item_of,
    list_format,
    look_of,
    quote_depth,
)
from ui.composer.lines import DEEPEST, PLAIN, Item, Line, Look, Run, link_target

_MARKS = {"-": False, "*": False, "•": False, "1.": True, "1)": True}
"""What, with a blank behind it, begins a list at the start of a line."""


def set_look(cursor: QTextCursor, dress: Dress, change: Callable[[Look], Look]) -> None:
    """Change how the selected text looks; one step of undo."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    document = cursor.document()
    first, last = document.findBlock(start), document.findBlock(end)
    cursor.beginEditBlock()
    for number in range(first.blockNumber(), last.blockNumber() + 1):
        block = document.findBlockByNumber(number)
        for place, length, run in _runs(block, start, end):
            if run.picture:
                continue
            look = change(run.look)
            part = QTextCursor(document)
            part.setPosition(place)
            part.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
            form = dress.chars(look, pre=is_code_block(block), quoted=bool(quote_depth(block)))
            part.setCharFormat(form)
    cursor.endEditBlock()


def _runs(block: QTextBlock, start: int, end: int) -> list[tuple[int, int, Run]]:
    """Runs of a block within positions, each with its place and length."""
    place = max(start, block.position())
    found = []
    for run in line_of(block, place - block.position(), end).runs:
        found.append((place, len(run.text), run))
        place += len(run.text)
    return found


def blocks_of(cursor: QTextCursor) -> list[QTextBlock]:
    """The lines that a selection touches, or the one where the cursor is."""
    document = cursor.document()
    last = document.findBlock(cursor.selectionEnd())
    block = document.findBlock(cursor.selectionStart())
    found = [block]
    while block.blockNumber() < last.blockNumber():
        block = block.next()
        found.append(block)
    return found


def toggle_list(cursor: QTextCursor, dress: Dress, *, ordered: bool) -> None:
    """Make the lines items of a list, or of none where they are."""
    blocks = blocks_of(cursor)
    inside = all((item := item_of(each)) is not None and item.ordered == ordered for each in blocks)
    cursor.beginEditBlock()
    for block in blocks:
        leave_list(block, dress)
    if not inside:
        item = Item(ordered)
        before = blocks[0].previous()
        known = before.textList() if before.isValid() and item_of(before) == item else None
        for block in blocks:
            if known is None:
                known = QTextCursor(block).createList(list_format(item))
            else:
                known.add(block)
    cursor.endEditBlock()


def leave_list(block: QTextBlock, dress: Dress) -> None:
    """Take a line out of its list."""
    found = block.textList()
    if found is not None:
        found.remove(block)
        QTextCursor(block).setBlockFormat(dress.block(Line(quote=quote_depth(block))))


def indent(block: QTextBlock, by: int) -> bool:
    """Move an item deeper or less deep; False where it stands in no list."""
    item = item_of(block)
    if item is None:
        return False
    depth = min(DEEPEST, max(1, item.depth + by))
    if depth != item.depth:
        QTextCursor(block).createList(list_format(replace(item, depth=depth)))
    return True


def begins_list(cursor: QTextCursor) -> bool | None:
    """Whether what stands before the cursor begins a list: True for numbers, None for no."""
    block = cursor.block()
    if block.textList() is not None or is_code_block(block):
        return None
    return _MARKS.get(block.text()[: cursor.positionInBlock()])


def start_list(cursor: QTextCursor, dress: Dress, *, ordered: bool) -> None:
    """Make a line an item in place of the mark that was typed; one step of undo."""
    cursor.beginEditBlock()
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    toggle_list(cursor, dress, ordered=ordered)
    cursor.endEditBlock()


def set_quote(cursor: QTextCursor, dress: Dress, depth: int) -> None:
    """Quote the lines so deep; 0 for not at all."""
    _reshape(cursor, dress, lambda line: replace(line, quote=min(DEEPEST, depth)))


def toggle_pre(cursor: QTextCursor, dress: Dress) -> None:
    """Make the lines program text, or not."""
    pre = not all(is_code_block(block) for block in blocks_of(cursor))
    _reshape(cursor, dress, lambda line: replace(line, pre=pre, item=None))


def _reshape(cursor: QTextCursor, dress: Dress, change: Callable[[Line], Line]) -> None:
    cursor.beginEditBlock()
    for block in blocks_of(cursor):
        line = change(line_of(block))
        if line.item is None:
            leave_list(block, dress)
        part = QTextCursor(block)
        form = QTextBlockFormat(block.blockFormat())
        form.clearBackground()
        for name in (QUOTE, PRE):
            form.clearProperty(name)
        form.setLeftMargin(0)
        form.setNonBreakableLines(False)
        form.merge(dress.block(line))
        part.setBlockFormat(form)
        part.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        set_look(part, dress, lambda look: look)
        part.setBlockCharFormat(dress.chars(PLAIN, pre=line.pre, quoted=bool(line.quote)))
    cursor.endEditBlock()


def enter(cursor: QTextCursor, dress: Dress) -> bool:
    """Begin a new line where that is not simply one more of the same; False where it is.

    In a quote it makes room to answer: the quote goes on below. An empty item ends its list, an
    empty line ends program text.
    """
    block = cursor.block()
    empty = block.length() == 1
    if block.textList() is not None and empty:
        item = item_of(block)
        if item is None or item.depth == 1 or not indent(block, -1):
            leave_list(block, dress)
        return True
    if is_code_block(block) and empty:
        set_pre_off(cursor, dress)
        return True
    if not quote_depth(block):
        return False
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    at_start, at_end = cursor.atBlockStart(), cursor.atBlockEnd()
    if not at_start:
        cursor.insertBlock()
    if not at_end or at_start:
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    leave_list(cursor.block(), dress)
    set_quote(cursor, dress, 0)
    cursor.endEditBlock()
    return True


def set_pre_off(cursor: QTextCursor, dress: Dress) -> None:
    """End program text at this line."""
    _reshape(cursor, dress, lambda line: replace(line, pre=False))


def backspace(cursor: QTextCursor, dress: Dress) -> bool:
    """At a line's start: first out of the list, then out of the quote. False where neither."""
    if cursor.hasSelection() or not cursor.atBlockStart():
        return False
    block = cursor.block()
    if block.textList() is not None:
        if not ((item := item_of(block)) and item.depth > 1 and indent(block, -1)):
            leave_list(block, dress)
        return True
    if is_code_block(block) and block.length() == 1:
        set_pre_off(cursor, dress)
        return True
    if quote_depth(block):
        set_quote(cursor, dress, quote_depth(block) - 1)
        return True
    return False


def link(cursor: QTextCursor, dress: Dress, address: str, words: str) -> None:
    """Make the selection, or ``words`` put at the cursor, lead to an address; ``""`` ends that."""
    target = link_target(address)
    if cursor.hasSelection() and cursor.selectedText() == words:
        set_look(cursor, dress, lambda look: replace(look, link=target))
    elif words:
        put(cursor, [Line((Run(words, Look(link=target)),))], dress)


def link_at(cursor: QTextCursor) -> tuple[QTextCursor, str]:
    """The link around a cursor, selected, and its address; the cursor as it is where none."""
    address = look_of(cursor.charFormat()).link
    if cursor.hasSelection() or not address:
        return QTextCursor(cursor), address if not cursor.hasSelection() else ""
    for place, length, run in _runs(cursor.block(), 0, cursor.document().characterCount()):
        if run.look.link == address and place <= cursor.position() <= place + length:
            found = QTextCursor(cursor.document())
            found.setPosition(place)
            found.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
            return found, address
    return QTextCursor(cursor), address


def next_blank(cursor: QTextCursor, *, back: bool = False) -> QTextCursor | None:
    """The next blank that is to be filled, selected; around the end. None where there is none."""
    found = list(blanks_of(cursor.document()))
    if not found:
        return None
    if back:
        here = cursor.selectionStart()
        start, length, _ = next((each for each in reversed(found) if each[0] < here), found[-1])
    else:
        here = cursor.selectionEnd()
        start, length, _ = next((each for each in found if each[0] >= here), found[0])
    chosen = QTextCursor(cursor.document())
    chosen.setPosition(start)
    chosen.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return chosen


def out_of_blank(cursor: QTextCursor) -> bool:
    """Before something is typed: select the blank around a cursor, so that it is replaced.

    Returns whether what is typed there must not look like a blank.
    """
    if not blank_of(cursor.charFormat()):
        return False
    if cursor.hasSelection():
        return True
    place = cursor.position()
    for start, length, _ in blanks_of(cursor.document()):
        if start < place < start + length:
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return True


def selected_lines(cursor: QTextCursor) -> list[Line]:
    """What is selected; items and quotes count where whole lines are."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    found = lines_of(cursor.document(), start, end)
    if len(found) == 1:
        found = [Line(found[0].runs)]
    return found


def word_starts(cursor: QTextCursor) -> bool:
    """Whether a word could begin where the cursor stands."""
    place = cursor.positionInBlock()
    before = cursor.block().text()[place - 1 : place]
    return not before or before.isspace() or before in "([{«“„\u2028"


def inside_link(cursor: QTextCursor) -> bool:
    """Whether the link before a cursor goes on behind it."""
    address = cursor.charFormat().anchorHref()
    after = QTextCursor(cursor)
    moved = after.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return moved and not cursor.atBlockEnd() and after.charFormat().anchorHref() == address
