"""The field in which a letter is written: simple formats, quotes to answer between, pictures."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from ui.composer import editing
from ui.composer.documents import add_picture, blanks_of, changed_blocks, put, reduce
from ui.composer.formats import Dress, look_of, quote_depth
from ui.composer.line_reader import from_html
from ui.composer.lines import Line, Look, Run, to_html
from ui.composer.mirror import Mirror
from ui.theme import Colours

OURS = "application/x-postroom-letter"
"""Text copied from a letter that is being written, in its own small HTML."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WIDEST = 560
"""Pixels; wider pictures are shown and sent smaller."""
_BAR = 3
_STEP = 16

_REMEMBERED = 300_000
"""Characters of a text up to which the shapes of all are kept, some 20 bytes each."""

PaintOver = Callable[[QPainter, QTextBlock, QPointF], None]
Chord = tuple[Qt.Key, Qt.KeyboardModifier]


class ComposeEdit(QTextEdit):
    """GUI thread only. Enter, Tab and Backspace know lists, quotes and blanks."""

    edited = Signal()
    """What is written is changing; `textChanged` also tells of other fonts."""
    send_requested = Signal(bool)
    """Ctrl+Enter; True with Shift: and close the ticket."""
    left = Signal()
    """Esc."""
    files_given = Signal(object)
    """Paths of files that were dropped or pasted."""
    picture_given = Signal(object)
    """A `QImage` that was pasted; whoever keeps it calls `insert_picture`."""
    templates_wanted = Signal(bool)
    """True where a ``/`` was typed for it, which stands before the cursor."""
    link_wanted = Signal()
    menu_opening = Signal(object, object)
    """A `QMenu` about to open and the `QTextCursor` it is about: others may add to it."""

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compose_text")
        self.setAccessibleName(self.tr("Text of the letter"))
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(2)
        self.dress = Dress(colours, self.font())
        self.mirror = Mirror(self.document())
        self.paint_over: PaintOver | None = None
        """Asked to paint over each block that is painted, where its layout is."""
        self._plain = False
        self._revision = self.document().revision()
        self.document().contentsChange.connect(self._tell_edited)
        self._chords: dict[Chord, Callable[[], None]] = {
            (Qt.Key.Key_B, _CONTROL): lambda: self.toggle("bold"),
            (Qt.Key.Key_I, _CONTROL): lambda: self.toggle("italic"),
            (Qt.Key.Key_U, _CONTROL): lambda: self.toggle("underline"),
            (Qt.Key.Key_K, _CONTROL): self.link_wanted.emit,
            (Qt.Key.Key_C, _CONTROL | _SHIFT): self.toggle_code,
            (Qt.Key.Key_L, _CONTROL | _SHIFT): lambda: self.toggle_list(ordered=False),
            (Qt.Key.Key_O, _CONTROL | _SHIFT): lambda: self.toggle_list(ordered=True),
            (Qt.Key.Key_V, _CONTROL | _SHIFT): self.paste_plain,
            (Qt.Key.Key_T, _CONTROL): lambda: self.templates_wanted.emit(False),  # noqa: FBT003
            (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier): self.left.emit,
        }

    def _tell_edited(self, place: int, removed: int, added: int) -> None:
        document = self.document()
        if document.characterCount() < _REMEMBERED:
            for block in changed_blocks(document, place, removed, added):
                # else Qt shapes every line that is painted once more
                block.layout().setCacheEnabled(True)
        revision = document.revision()
        if revision != self._revision:  # else only the fonts are others
            self._revision = revision
            self.edited.emit()

    # --- what is written ----------------------------------------------------------------------

    @property
    def plain(self) -> bool:
        """Whether the letter is plain text only."""
        return self._plain

    def set_plain(self, plain: bool) -> None:  # noqa: FBT001 - a setter
        """Write plain text only; looks that are there already go, which undo brings back."""
        if plain and not self._plain:
            whole = QTextCursor(self.document())
            whole.select(QTextCursor.SelectionType.Document)
            editing.set_look(whole, self.dress, lambda look: Look(blank=look.blank))
        self._plain = plain

    def show_html(self, html: str, place: int = 0) -> None:
        """Show a text of the subset, with the cursor at a character; nothing can be undone."""
        self.setUndoRedoEnabled(False)
        self.document().clear()
        put(QTextCursor(self.document()), from_html(html), self.dress)
        self.setUndoRedoEnabled(True)
        self.move_to(place)

    def move_to(self, place: int) -> None:
        """Put the cursor at a character, and show it."""
        cursor = self.textCursor()
        cursor.setPosition(max(0, min(place, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def html(self) -> str:
        """All of it in the subset; for long texts `mirror` is faster."""
        return to_html(self.mirror.lines())

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return self.document().characterCount() <= 1

    def insert_html(self, html: str) -> None:
        """Write a text of the subset at the cursor, in place of what is selected; one undo.

        The first blank in it is selected then, so that it can be filled at once.
        """
        self.insert_lines(from_html(html))

    def insert_lines(self, lines: Sequence[Line]) -> None:
        """As `insert_html`."""
        cursor = self.textCursor()
        start = cursor.selectionStart()
        put(cursor, [_undressed(line) for line in lines] if self._plain else lines, self.dress)
        end = cursor.position()
        inside = [each for each in blanks_of(self.document()) if start <= each[0] < end]
        if inside:
            cursor.setPosition(inside[0][0])
            cursor.setPosition(sum(inside[0][:2]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        if not inside:
            self.setCurrentCharFormat(self.dress.chars(Look(), quoted=bool(self._quoted())))
        self.ensureCursorVisible()

    def insert_below(self, lines: Sequence[Line]) -> None:
        """As `insert_lines`, but in lines of their own, whatever stands in this one; one undo."""
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if not cursor.atBlockStart():
            put(cursor, [Line(), Line()], self.dress)
        if cursor.block().length() > 1:
            here = cursor.position()
            put(cursor, [Line(), Line()], self.dress)
            cursor.setPosition(here)
        self.setTextCursor(cursor)
        self.insert_lines(lines)
        cursor.endEditBlock()

    def insert_picture(self, name: str, image: QImage) -> None:
        """Show a picture at the cursor; ``name`` is its Content-ID."""
        self.know_picture(name, image)
        width = min(image.width(), _WIDEST)
        put(self.textCursor(), [Line((Run("\ufffc", picture=name, width=width),))], self.dress)

    def know_picture(self, name: str, image: QImage) -> None:
        """Draw the picture of a Content-ID wherever the text has it."""
        add_picture(self.document(), name, image)
        whole = self.document()
        whole.markContentsDirty(0, whole.characterCount())

    def retheme(self, colours: Colours) -> None:
        """Draw in other colours."""
        place = self.textCursor().position()
        html = self.html()
        self.dress = replace(self.dress, colours=colours)
        self.show_html(html, place)

    # --- formats ------------------------------------------------------------------------------

    def look(self) -> Look:
        """How what is typed now would look."""
        return look_of(self.currentCharFormat())

    def toggle(self, name: str) -> None:
        """Turn ``bold``, ``italic``, ``underline`` or ``code`` on or off."""
        if self._plain:
            return
        on = not getattr(self.look(), name)

        def change(look: Look) -> Look:
            return replace(look, **{name: on})  # type: ignore[arg-type]

        cursor = self.textCursor()
        if cursor.hasSelection():
            editing.set_look(cursor, self.dress, change)
            self.setTextCursor(cursor)
        else:
            quoted = bool(self._quoted())
            self.setCurrentCharFormat(self.dress.chars(change(self.look()), quoted=quoted))

    def toggle_code(self) -> None:
        """Program text: within a line the selection, else whole lines."""
        if self._plain:
            return
        cursor = self.textCursor()
        several = "\u2029" in cursor.selectedText()
        if cursor.hasSelection() and not several:
            self.toggle("code")
        else:
            editing.toggle_pre(cursor, self.dress)

    def toggle_list(self, *, ordered: bool) -> None:
        """Make the lines items, or not."""
        if not self._plain:
            editing.toggle_list(self.textCursor(), self.dress, ordered=ordered)

    def toggle_quote(self) -> None:
        """Quote the lines, or end that."""
        editing.set_quote(self.textCursor(), self.dress, 0 if self._quoted() else 1)

    def set_link(self, cursor: QTextCursor, address: str, words: str) -> None:
        """Make what a cursor has selected, or words put there, lead to an address."""
        editing.link(cursor, self.dress, address, words)

    def next_blank(self, *, back: bool = False) -> bool:
        """Go to the next blank that is to be filled; False where there is none."""
        found = editing.next_blank(self.textCursor(), back=back)
        if found is not None:
            self.setTextCursor(found)
            self.ensureCursorVisible()
        return found is not None

    def _quoted(self) -> int:
        return quote_depth(self.textCursor().block())

    # --- pasting ------------------------------------------------------------------------------

    def paste_plain(self) -> None:
        """Paste the text alone."""
        source = _clipboard()
        if source is not None and source.hasText():
            self._insert_text(source.text())

    def _insert_text(self, text: str) -> None:
        lines = [Line((Run(part),) if part else ()) for part in text.splitlines()]
        self.insert_lines(lines or [Line()])

    # --- keys ---------------------------------------------------------------------------------

    def _typed(self, event: QKeyEvent) -> bool:
        """Keys with a meaning of ours; True where that is all they do."""
        key, cursor = event.key(), self.textCursor()
        if key in _ENTER and event.modifiers() & _CONTROL:
            self.send_requested.emit(bool(event.modifiers() & _SHIFT))
            return True
        chord = self._chords.get((Qt.Key(key), event.modifiers()))
        if chord is not None:
            chord()
            return True
        if key in _ENTER and not event.modifiers() & _SHIFT:
            done = editing.enter(cursor, self.dress)
        elif key == Qt.Key.Key_Backspace and not event.modifiers():
            done = editing.backspace(cursor, self.dress)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            done = self._tab(back=key == Qt.Key.Key_Backtab)
            cursor = self.textCursor()
        else:
            done = False
        if done:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()
        return done

    def _tab(self, *, back: bool) -> bool:
        if self.next_blank(back=back):
            return True
        if editing.indent(self.textCursor().block(), -1 if back else 1):
            return True
        self.setTabChangesFocus(True)  # else Qt keeps the keyboard here, whatever is asked
        self.focusNextPrevChild(not back)
        self.setTabChangesFocus(False)
        return True

    def _leave_looks(self) -> None:
        """What is typed in or behind a blank or a link is ordinary text."""
        cursor = self.textCursor()
        look = look_of(cursor.charFormat())
        if look.blank and editing.out_of_blank(cursor):
            self.setTextCursor(cursor)
        elif not look.link or cursor.hasSelection() or editing.inside_link(cursor):
            return
        plain = replace(look, blank="", link="")
        self.setCurrentCharFormat(self.dress.chars(plain, quoted=bool(self._quoted())))

    def event(self, event: QEvent) -> bool:
        """Qt: our keys are ours here, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            chord = (Qt.Key(event.key()), event.modifiers())
            send = event.key() in _ENTER and event.modifiers() & _CONTROL
            if send or chord in self._chords:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see `_typed`."""
        if self._typed(event):
            return
        text = event.text()
        if text and text.isprintable():
            self._leave_looks()
        if text == " " and not self._plain:
            ordered = editing.begins_list(self.textCursor())
            if ordered is not None:
                editing.start_list(self.textCursor(), self.dress, ordered=ordered)
                return
        asks = text == "/" and editing.word_starts(self.textCursor())
        super().keyPressEvent(event)
        if asks:
            self.templates_wanted.emit(True)  # noqa: FBT003 - a signal's argument

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Qt: what is composed in a blank replaces it."""
        if event.commitString() or event.preeditString():
            self._leave_looks()
        super().inputMethodEvent(event)

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, ARG002 - Qt's
        """Qt: nothing is read from disk or network; pictures are told by `know_picture`."""
        return QByteArray()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Qt: what is copied, in our own HTML and as text."""
        lines = editing.selected_lines(self.textCursor())
        html = to_html(lines).encode()
        data = QMimeData()
        data.setData(OURS, QByteArray(html))
        data.setHtml(html.decode())
        data.setText("\n".join(line.text.replace("\ufffc", "") for line in lines))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt: text, pictures and files."""
        return source.hasText() or source.hasHtml() or source.hasImage() or source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: what is pasted or dropped, reduced to what letters may have."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_given.emit(files)
        elif source.hasFormat(OURS):
            self.insert_html(bytes(source.data(OURS).data()).decode())
        elif source.hasImage() and not source.text().strip():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.picture_given.emit(image)
        else:
            lines = reduce(source.html()) if source.hasHtml() and not self._plain else []
            if any(not line.is_empty for line in lines):
                self.insert_lines(lines)
            elif source.hasText():
                self._insert_text(source.text())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the usual menu, to which others may add."""
        menu: QMenu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opening.emit(menu, self.cursorForPosition(event.pos()))
        menu.popup(event.globalPos())

    def update_block(self, block: QTextBlock) -> None:
        """Have a block painted anew, if it can be seen."""
        if block.layout().lineCount():  # else it is far from what was ever shown
            box = self.document().documentLayout().blockBoundingRect(block)
            box.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            self.viewport().update(box.toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the text, a bar beside what is quoted, and what is painted over it."""
        super().paintEvent(event)
        block = self.cursorForPosition(event.rect().topLeft()).block()
        painter = QPainter(self.viewport())
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        bottom = event.rect().bottom() + self.verticalScrollBar().value()
        layout = self.document().documentLayout()
        while block.isValid():
            lines = block.layout()
            origin = lines.position()
            if origin.y() > bottom or not lines.lineCount():  # below, or not laid out yet
                break
            if depth := quote_depth(block):
                box = layout.blockBoundingRect(block)
                for level in range(depth):
                    bar = QRectF(_BAR + level * _STEP, box.top(), _BAR, box.height())
                    painter.fillRect(bar, QColor(self.dress.colours.line))
            if self.paint_over is not None:
                self.paint_over(painter, block, origin)
            block = block.next()
        painter.end()


def _undressed(line: Line) -> Line:
    runs = tuple(
        run if run.picture else replace(run, look=Look(blank=run.look.blank)) for run in line.runs
    )
    return replace(line, runs=runs)


def _clipboard() -> QMimeData | None:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - of one key

    return QGuiApplication.clipboard().mimeData()
