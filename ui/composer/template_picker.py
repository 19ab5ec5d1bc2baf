"""Choosing a template while writing: a small window at the cursor that narrows as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.template_use import Choice
from app.services.templates import Template, find
from ui.composer.documents import put
from ui.composer.formats import Dress
from ui.composer.line_reader import from_html
from ui.theme import Colours

_TEMPLATE = Qt.ItemDataRole.UserRole + 1
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_TAKES = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SIZE = QSize(560, 300)


class TemplatePicker(QFrame):
    """GUI thread only. Enter takes the marked one, Esc leaves; deletes itself when it closes.

    Where there are none it only says so, and Enter leads to where they are made.
    """

    chosen = Signal(object)
    """A `Template`."""
    looked_at = Signal(object)
    """A `Template` that is marked: `show_filled` shows what it would become."""
    left = Signal()
    managing_wished = Signal()
    """The person wants to see or change the templates themselves."""

    def __init__(self, choice: Choice, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("template_picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        self._choice, self._done = choice, False
        self.field = QLineEdit()
        self.field.setObjectName("template_search")
        self.field.setPlaceholderText(self.tr("Find a template by name or text"))
        self.field.setAccessibleName(self.tr("Find a template by name or text"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("template_list")
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda *_: self._take())
        self.list.currentItemChanged.connect(lambda *_: self._look())
        self._preview = QTextEdit()
        self._preview.setObjectName("template_preview")
        self._preview.setAccessibleName(self.tr("What it becomes"))
        self._preview.setReadOnly(True)
        self._preview.setFrameShape(QFrame.Shape.NoFrame)
        self._preview.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._dress = Dress(colours, self._preview.font())
        self._nothing = QLabel()
        self._nothing.setObjectName("template_nothing")
        self._nothing.setWordWrap(True)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        words = self.tr("Templates…")
        manage = QLabel(f'<a href="manage">{words}</a>')
        manage.setObjectName("template_manage")
        manage.linkActivated.connect(lambda *_: self._manage())
        foot = QHBoxLayout()
        foot.addWidget(self._nothing, 1)
        foot.addWidget(manage)
        sides = QHBoxLayout()
        sides.setSpacing(10)
        sides.addWidget(self.list, 1)
        sides.addWidget(self._preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(sides, 1)
        column.addLayout(foot)

    def open_at(self, place: QRect) -> None:
        """Show it below (or above) a place of the screen, with the keyboard."""
        self._narrow("")
        if not self._choice.templates:
            for each in (self.field, self.list, self._preview):
                each.hide()
            self.installEventFilter(self)
            self.resize(self.sizeHint())
        room = self.screen().availableGeometry()
        at = QPoint(place.left(), place.bottom() + 2)
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), place.top() - 2 - self.height()))
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        (self.field if self._choice.templates else self).setFocus()

    @property
    def offered(self) -> Sequence[Template]:
        """What the list shows."""
        return [self.list.item(row).data(_TEMPLATE) for row in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's
        self.list.clear()
        for one in find(self._choice.templates, text, self._choice.language):
            folder = f"{one.content.folder} · " if one.content.folder else ""
            item = QListWidgetItem(folder + one.content.name)
            item.setData(_TEMPLATE, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's
        self._look()
        if not self._choice.templates:
            self._nothing.setText(self.tr("There are no templates yet."))
        else:
            self._nothing.setText("" if self.list.count() else self.tr("No template has that."))

    @property
    def marked(self) -> Template | None:
        """Which one Enter takes."""
        if self.list.currentRow() < 0:
            return None
        template: Template = self.list.currentItem().data(_TEMPLATE)
        return template

    def show_filled(self, template: Template, html: str) -> None:
        """Show what a template becomes in the letter, if it is marked still."""
        if template == self.marked:
            self._clear_preview()
            put(QTextCursor(self._preview.document()), from_html(html), self._dress)

    def show_fault(self, template: Template, why: str) -> None:
        """Say why a template cannot be used, if it is marked still."""
        if template == self.marked:
            self._clear_preview()
            self._preview.setPlainText(why)

    def _clear_preview(self) -> None:
        self._preview.document().clear()
        self._preview.document().setDocumentMargin(2)

    def _look(self) -> None:
        if self.marked is None:
            self._clear_preview()
        else:
            self.looked_at.emit(self.marked)

    def _take(self) -> None:
        template = self.marked
        if not self._choice.templates:
            self._manage()
        elif template is not None:
            self._done = True
            self.close()
            self.chosen.emit(template)

    def _manage(self) -> None:
        self._done = True
        self.close()
        self.managing_wished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows move in the list, Enter and Tab take, Esc leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _LIST_KEYS:
                self.list.event(event)
                return True
            if event.key() in _TAKES:
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: closed by a click elsewhere, or by Esc."""
        super().hideEvent(event)
        if not self._done:
            self._done = True
            self.left.emit()
