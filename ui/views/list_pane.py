"""The middle pane: search field above the tickets, and words for when there are none."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.domain.tickets import Queue
from ui import icons
from ui.models.tickets import TicketListModel
from ui.views.empty import EmptyState
from ui.views.filters import FilterBar
from ui.views.lists import TicketListView
from ui.views.undo_bar import UndoBar

_TYPING_MS = 120


class ListPane(QWidget):
    """GUI thread only."""

    search_changed = Signal(str)
    """What is searched for now, after a short rest in typing; ``""`` for nothing."""
    everywhere_wished = Signal()
    """The queue has nothing of what is searched for: look in all tickets."""

    def __init__(
        self, model: TicketListModel, now: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("list_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self.list = TicketListView(model, now)
        self._empty = EmptyState()
        self._empty.asked.connect(self.everywhere_wished)
        self._field = QLineEdit()
        self._field.setObjectName("search_field")
        self._field.setPlaceholderText(self.tr("Search"))
        self._field.setAccessibleName(self.tr("Search"))
        self._field.setClearButtonEnabled(True)
        self._field.setMaxLength(500)
        self._icon = self._field.addAction(
            icons.icon("search", self._muted()), QLineEdit.ActionPosition.LeadingPosition
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        above = QVBoxLayout()
        above.setContentsMargins(12, 10, 12, 10)
        above.setSpacing(6)
        above.addWidget(self._field)
        self.filters = FilterBar()
        above.addWidget(self.filters)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self._stack, 1)
        self.undo_bar = UndoBar()
        layout.addWidget(self.undo_bar)
        self._announced = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self._rest.timeout.connect(self._announce)
        self._field.textChanged.connect(lambda *_: self._rest.start())
        self._field.returnPressed.connect(self._done)

    @property
    def search(self) -> str:
        """What is searched for."""
        return self._announced

    @property
    def search_has_focus(self) -> bool:
        """Whether the person is typing a search."""
        return self._field.hasFocus()

    def focus_search(self) -> None:
        """Go to the search field with its text selected."""
        self._field.setFocus()
        self._field.selectAll()

    def clear_search(self) -> None:
        """Show the whole queue again, whatever narrows it."""
        self._field.clear()
        self._announce()
        self.filters.clear()

    def say_empty(self, *, empty: bool, mailbox: bool) -> None:
        """Show the list, or why it has no rows."""
        if not empty:
            self._stack.setCurrentWidget(self.list)
            return
        wider = self.tr("Search in all tickets") if self._may_widen else ""
        self._empty.say(*self._words(mailbox=mailbox), button=wider)
        self._stack.setCurrentWidget(self._empty)

    def tint(self) -> None:
        """Draw icons in today's colours."""
        self._icon.setIcon(icons.icon("search", self._muted()))
        self._empty.tint()
        self.filters.tint()

    def _words(self, *, mailbox: bool) -> tuple[str, str, str]:  # noqa: PLR0911 - a table of cases
        if self._model.only.search:
            return (
                "search",
                self.tr("Nothing found"),
                self.tr(
                    "No ticket in this queue holds “{words}”. Subjects, people, texts, file "
                    "names and codes of tickets are searched. Esc shows the whole queue."
                ).format(words=self._model.only.search),
            )
        if not mailbox:
            return "inbox", self.tr("No tickets yet"), ""
        if self.filters.narrows:
            return (
                "search",
                self.tr("Nothing matches the filters"),
                self.tr("No ticket in this queue has this assignee and tag. Esc clears both."),
            )
        match self._model.queue:
            case Queue.NEEDS_REPLY:
                return (
                    "empty-check",
                    self.tr("Everyone has an answer"),
                    self.tr("A new letter from a contact appears here."),
                )
            case Queue.WAITING:
                return (
                    "clock",
                    self.tr("Nobody owes you an answer"),
                    self.tr("Tickets that you have answered wait here for the contact."),
                )
            case Queue.BOUNCED:
                return (
                    "empty-check",
                    self.tr("Every letter arrived"),
                    self.tr("Tickets whose last letter could not be delivered appear here."),
                )
            case Queue.SNOOZED:
                return (
                    "snooze",
                    self.tr("Nothing is snoozed"),
                    self.tr("Tickets that somebody snoozed stay here until their time has come."),
                )
            case Queue.CLOSED:
                return (
                    "check",
                    self.tr("Nothing is closed"),
                    self.tr(
                        "Tickets that somebody closed, and mail from robots that needs no reply, "
                        "appear here. A new letter of the contact opens a ticket again."
                    ),
                )
            case Queue.AWAY:
                return (
                    "archive",
                    self.tr("Nothing is put away"),
                    self.tr(
                        "Tickets whose letters were archived, thrown away or removed from the "
                        "server appear here. A new letter of the contact brings them back."
                    ),
                )
            case Queue.ALL:
                return (
                    "inbox",
                    self.tr("No tickets yet"),
                    self.tr("The first letters appear here as soon as they are fetched."),
                )

    def _announce(self) -> None:
        self._rest.stop()
        text = " ".join(self._field.text().split())
        if text != self._announced:
            self._announced = text
            self.search_changed.emit(text)

    @property
    def _may_widen(self) -> bool:
        """Whether what was searched for may be in another queue."""
        return bool(self._model.only.search) and self._model.queue is not Queue.ALL

    def _done(self) -> None:
        self._announce()
        answered = self._model.only.search == self._announced
        if answered and self._may_widen and not self._model.rowCount():
            self.everywhere_wished.emit()
        else:
            self.list.setFocus()

    def _muted(self) -> str:
        return self.palette().color(QPalette.ColorRole.PlaceholderText).name()
