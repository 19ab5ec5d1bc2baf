"""The two lists: queues on the left, tickets in the middle."""

from collections.abc import Callable, Collection
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.changes import ChangeSet
from app.domain.ids import TicketId
from app.domain.tickets import Queue
from app.services.read_models import TicketRow
from ui.delegates.queues import QueueDelegate
from ui.delegates.tickets import TicketDelegate
from ui.models.queues import ORDER, QueueListModel, QueueRole
from ui.models.tickets import TicketListModel, TicketRole


class _RowView(QTableView):
    """One column of rows of one height.

    A table and not a list: `QListView` asks the model for every one of 100,000 rows when it lays
    out (450 ms measured), a table with fixed sections asks for none (4 ms).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(40)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(16)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)


class QueueListView(_RowView):
    """Queues; choosing one is one click or arrow."""

    queue_chosen = Signal(object)
    """A `Queue`."""

    def __init__(self, model: QueueListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queues")
        self.setAccessibleName(self.tr("Queues"))
        self.setItemDelegate(QueueDelegate(self))
        self.setModel(model)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 16)
        self.selectionModel().currentChanged.connect(self._announce)

    def choose(self, queue: Queue) -> None:
        """Select a queue as if clicked."""
        index = self.model().index(ORDER.index(queue), 0)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _announce(self, current: QModelIndex) -> None:
        if current.isValid():
            self.queue_chosen.emit(Queue(current.data(QueueRole.QUEUE)))


class TicketListView(_RowView):
    """Tickets; the chosen one is remembered by id, so background changes never swap it."""

    ticket_chosen = Signal(object)
    """A `TicketId` that the person has moved to."""
    open_requested = Signal()
    """Enter or a double click: go to the conversation."""
    painted = Signal()
    """The first paint with rows or without; sent once."""
    chosen_changed = Signal(int)
    """How many tickets are marked now."""
    menu_requested = Signal(QPoint)
    """A menu about the marked tickets is wanted, at a place of the screen."""

    def __init__(
        self, model: TicketListModel, now: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tickets")
        self.setAccessibleName(self.tr("Tickets"))
        self._tickets = model
        self._delegate = TicketDelegate(now, self)
        self._current: TicketId | None = None
        self._last_row = 0
        self._applying = False
        self._was_painted = False
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._measure(self.font())
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.selectionModel().currentChanged.connect(self._announce)
        self.selectionModel().selectionChanged.connect(self._count_chosen)
        self.doubleClicked.connect(lambda *_: self.open_requested.emit())

    @property
    def current_ticket(self) -> TicketId | None:
        """The ticket that the person is at, also while it has left this list."""
        return self._current

    def selected_tickets(self) -> list[TicketId]:
        """The marked tickets from the top; with none, the one that the person is at."""
        found: list[TicketId] = []
        for first, last in self._chosen_rows():
            found += self._tickets.tickets_between(first, last)
        if not found and self._current is not None:
            found = [self._current]
        return found

    def visible_tickets(self) -> list[TicketRow]:
        """The rows on screen, as they are painted."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return []
        last = self._tickets.rowCount() - 1 if last < 0 else last
        rows = (self._tickets.row(number) for number in range(first, last + 1))
        return [row for row in rows if row is not None]

    def leave(self, tickets: Collection[TicketId]) -> None:
        """Go on to the ticket below these, above them where there is none; they may go."""
        if self._current not in tickets:
            return
        rows = self._chosen_rows() or [(self._last_row, self._last_row - 1)]
        below, above = rows[-1][1] + 1, rows[0][0] - 1
        if below < self._tickets.rowCount():
            self._go(below)
        elif above >= 0:
            self._go(above)

    def _chosen_rows(self) -> list[tuple[int, int]]:
        """The marked stretches, first and last row of each, from the top."""
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        return sorted((part.top(), part.bottom()) for part in parts)

    def apply(self, change: ChangeSet) -> None:
        """Follow a commit without moving the person: neither selection nor place jumps."""
        self._applying = True
        anchor = self._anchor()
        self._tickets.apply(change)
        self._restore(anchor)
        self._applying = False

    def reread(self) -> None:
        """Read the list again without moving the person."""
        self._applying = True
        anchor = self._anchor()
        self._tickets.reread()
        self._restore(anchor)
        self._applying = False

    def choose_first(self) -> None:
        """Select the newest ticket; with none, forget the old choice."""
        self._current, self._last_row = None, 0
        if self._tickets.rowCount():
            self._go(0)

    def choose(self, ticket: TicketId) -> bool:
        """Select a ticket; False where this list does not hold it."""
        place = self._tickets.place(ticket)
        if place is None:
            return False
        self._go(place)
        return True

    def step(self, rows: int) -> None:
        """Move by rows, from where the person was even if that ticket has left."""
        count = self._tickets.rowCount()
        if not count:
            return
        current = self.currentIndex()
        start = current.row() if current.isValid() else self._last_row - max(0, rows)
        self._go(min(count - 1, max(0, start + rows)))

    def _go(self, row: int) -> None:
        index = self._tickets.index(row)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._announce(index)  # Qt says nothing where that row was the current one already
        self.scrollTo(index)

    def _announce(self, current: QModelIndex) -> None:
        if self._applying or not current.isValid():
            return
        self._last_row = current.row()
        ticket = cast("TicketId | None", current.data(TicketRole.ID))
        if ticket is not None and ticket != self._current:
            self._current = ticket
            self.ticket_chosen.emit(ticket)

    def _count_chosen(self) -> None:
        self.chosen_changed.emit(sum(last - first + 1 for first, last in self._chosen_rows()))

    def _anchor(self) -> tuple[TicketId | None, int]:
        """The first visible ticket and how far it is scrolled; none while at the top."""
        value = self.verticalScrollBar().value()
        row = self.rowAt(0)
        if value == 0 or row < 0:
            return None, 0
        shown = self._tickets.row(row)
        return (shown.id if shown else None), value - row * self._height

    def _restore(self, anchor: tuple[TicketId | None, int]) -> None:
        selection = self.selectionModel()
        if self._current is not None:
            place = self._tickets.place(self._current)
            if place is None:
                selection.clear()
            elif self.currentIndex().row() != place or not selection.hasSelection():
                selection.setCurrentIndex(
                    self._tickets.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
                )
                self._last_row = place
        ticket, offset = anchor
        place = self._tickets.place(ticket) if ticket is not None else None
        if place is not None:
            self.verticalScrollBar().setValue(place * self._height + offset)

    def _measure(self, font: QFont) -> None:
        self._height = self._delegate.row_height(font)
        self.verticalHeader().setDefaultSectionSize(self._height)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: right click, or the menu key, which asks at the current row."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(box.center())
        if self.selected_tickets():
            self.menu_requested.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter goes to the letters."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_requested.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Not here: it would read the whole list, and letters are our shortcuts."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Qt: a new model brings a new header."""
        super().setModel(model)
        self.horizontalHeader().setStretchLastSection(True)
