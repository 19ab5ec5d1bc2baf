"""Writing an internal note below the letters: another colour, no recipients, names by @."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.events import EventId
from app.domain.ids import TicketId
from app.services.team_models import MemberView
from ui.people import name_of

_LINES = 5
_LONGEST_NAME = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NotePanel(QFrame):
    """GUI thread only. What was begun for a ticket is kept while one looks at others."""

    saved = Signal(object, str, object)
    """The tickets, the text, and the `EventId` of the note that is changed, None for a new one."""
    closed = Signal()
    writing = Signal(object, bool)
    """A `TicketId` in which somebody writes now, or no more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note_panel")
        self._tickets: tuple[TicketId, ...] = ()
        self._note: EventId | None = None
        self._written_in: tuple[TicketId, ...] = ()
        self._kept: dict[tuple[TicketId, ...], tuple[str, EventId | None]] = {}
        self._title = QLabel()
        self._title.setObjectName("note_title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = NoteEdit()
        self.edit.setObjectName("note_text")
        self.edit.setAccessibleName(self.tr("Internal note"))
        self.edit.setPlaceholderText(self.tr("Only your team reads this. @ names a colleague."))
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * _LINES + 20)
        self.edit.done.connect(self._save)
        self.edit.left.connect(self.put_away)
        self._save_button = QPushButton(self.tr("Save note"))
        self._save_button.setObjectName("note_save")
        self._save_button.setToolTip("Ctrl+Enter")
        self._save_button.clicked.connect(self._save)
        away = QPushButton(self.tr("Cancel"))
        away.setObjectName("note_cancel")
        away.clicked.connect(self._cancel)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(away)
        head.addWidget(self._save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 10, 20, 12)
        layout.setSpacing(8)
        layout.addWidget(self.edit)
        layout.addLayout(head)
        self.edit.textChanged.connect(self._follow)
        self.hide()

    def write(
        self,
        tickets: Sequence[TicketId],
        about: str,
        members: Sequence[MemberView],
        *,
        note: EventId | None = None,
        text: str = "",
    ) -> None:
        """Open it for tickets; ``note`` with its text to change one that exists."""
        self._keep()
        self._tickets = tuple(tickets)
        begun, kept_note = self._kept.get(self._tickets, ("", None))
        same = note is None or note == kept_note
        self._note = kept_note if same and begun else note
        self.edit.setPlainText(begun if same and begun else text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.offer(members)
        words = self.tr("Change the note") if self._note else self.tr("Internal note, not sent")
        self._title.setText(f"{words} · {about}" if about else words)
        self._follow()
        self.show()
        self.edit.setFocus()

    def follow(self, tickets: Sequence[TicketId]) -> None:
        """Close it where other tickets are looked at now; what was begun is kept."""
        if not self.isHidden() and tuple(tickets) != self._tickets:
            self._keep()
            self._tell_writing(())
            self.hide()

    def saved_now(self, tickets: Sequence[TicketId]) -> None:
        """What was written for these tickets is kept by the team now."""
        self._kept.pop(tuple(tickets), None)
        if self._tickets == tuple(tickets):
            self.edit.clear()
            self._leave()

    def put_away(self) -> None:
        """Close it and keep what was begun."""
        self._keep()
        self._leave()

    def _cancel(self) -> None:
        self._kept.pop(self._tickets, None)
        self.edit.clear()
        self._leave()

    def _leave(self) -> None:
        self._tickets, self._note = (), None
        self._tell_writing(())
        self.hide()
        self.closed.emit()

    def _keep(self) -> None:
        if self._tickets and self.edit.toPlainText().strip():
            self._kept[self._tickets] = (self.edit.toPlainText(), self._note)

    def _save(self) -> None:
        text = self.edit.toPlainText().strip()
        if text:
            self.saved.emit(self._tickets, text, self._note)

    def _follow(self) -> None:
        begun = bool(self.edit.toPlainText().strip())
        self._save_button.setEnabled(begun)
        self._tell_writing(self._tickets if begun else ())

    def _tell_writing(self, tickets: tuple[TicketId, ...]) -> None:
        before, self._written_in = self._written_in, tickets
        for ticket in before:
            if ticket not in tickets:
                self.writing.emit(ticket, False)  # noqa: FBT003 - a signal's argument
        for ticket in tickets:
            if ticket not in before:
                self.writing.emit(ticket, True)  # noqa: FBT003


class NoteEdit(QPlainTextEdit):
    """Plain text; ``@`` offers the members, Ctrl+Enter is done, Esc leaves."""

    done = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.activated.connect(self._insert)
        self._list = QListView(self)
        self._completer.setPopup(self._list)

    @property
    def offered(self) -> QListView:
        """The list of names below the cursor."""
        return self._list

    def offer(self, members: Sequence[MemberView]) -> None:
        """These can be named."""
        names = (name_of(member) for member in members if not member.gone and not member.me)
        self._names.setStringList(sorted(names, key=str.casefold))

    def _begun(self) -> str | None:
        """What stands between an @ and the cursor, None where no name is being typed."""
        cursor = self.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        before, at, name = line.rpartition("@")
        word = not before or not (before[-1].isalnum() or before[-1] == "@")
        return name if at and word and len(name) <= _LONGEST_NAME else None

    def _insert(self, name: str) -> None:
        begun = self._begun()
        if begun is None or not name:
            return
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun)
        )
        cursor.insertText(f"{name} ")

    def _complete(self) -> None:
        begun = self._begun()
        if begun is None or (begun and begun[-1:].isspace()):
            self.offered.hide()
            return
        self._completer.setCompletionPrefix(begun)
        if not self._completer.completionCount():
            self.offered.hide()
            return
        self.offered.setCurrentIndex(self._completer.completionModel().index(0, 0))
        box = self.cursorRect()
        box.setWidth(max(200, self.offered.sizeHintForColumn(0) + 30))
        self._completer.complete(box)

    def event(self, event: QEvent) -> bool:
        """Qt: Esc and Ctrl+Enter are ours here, not the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            done = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if done or event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the list of names has the first word on Enter and Esc."""
        if self.offered.isVisible() and event.key() in (*_ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            if event.key() != Qt.Key.Key_Escape:
                self._insert(str(self.offered.currentIndex().data() or ""))
            self.offered.hide()
            return
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.text() or event.key() == Qt.Key.Key_Backspace:
            self._complete()
