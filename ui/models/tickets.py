"""A virtual list of tickets: a count, and pages of rows fetched when they are looked at."""

from collections import OrderedDict
from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.changes import ChangeSet
from app.domain.ids import TicketId
from app.domain.tickets import Queue
from app.services.read_models import UNFILTERED, ListFilter, TicketRow
from ui import format as fmt
from ui.ports import Queries

Index = QModelIndex | QPersistentModelIndex

PAGE = 50
"""Some screens: deep in 100,000 tickets the database needs 3 ms for them, and 6 ms for 200."""

_PAGES_KEPT = 30
_PRECISE_LIMIT = 3
"""Beyond this many changed tickets one re-reading is cheaper than looking each up."""


class TicketRole(IntEnum):
    """What the delegate and the view read."""

    ROW = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2


class TicketListModel(QAbstractListModel):
    """Tickets of one queue, optionally narrowed; GUI thread only.

    Holds at most 30 pages of 50 rows. `data` fetches a page where one is missing and never asks
    for a single row. A change never resets the list unless it says ``everything``: rows that stay
    keep their persistent indexes, so a selection survives.
    """

    shown = Signal()
    """Another queue or search is shown."""

    def __init__(self, queries: Queries, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queries = queries
        self._queue = Queue.NEEDS_REPLY
        self._only = UNFILTERED
        self._count = 0
        self._pages: OrderedDict[int, Sequence[TicketRow]] = OrderedDict()

    @property
    def queue(self) -> Queue:
        """The queue that is shown."""
        return self._queue

    @property
    def only(self) -> ListFilter:
        """What it is narrowed to."""
        return self._only

    def show(
        self,
        queue: Queue,
        only: ListFilter = UNFILTERED,
        *,
        count: int | None = None,
        first: Sequence[TicketRow] | None = None,
    ) -> None:
        """Show a queue; count and first page may have been read by a worker already."""
        self.beginResetModel()
        self._queue, self._only = queue, only
        self._pages.clear()
        self._count = self._count_now() if count is None else count
        if first is not None:
            self._pages[0] = first
        self.endResetModel()
        self.shown.emit()

    def row(self, number: int) -> TicketRow | None:
        """The row at a place; None where the list has shrunk and its change is still on its way."""
        page, offset = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._queries.tickets(self._queue, self._only, offset=page * PAGE, limit=PAGE)
            self._pages[page] = rows
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[offset] if offset < len(rows) else None

    def place(self, ticket: TicketId) -> int | None:
        """The row number of a ticket, from the cache where possible."""
        cached = self._cached_places()
        if ticket in cached:
            return cached[ticket]
        return self._position(ticket)

    def tickets_between(self, first: int, last: int) -> list[TicketId]:
        """The tickets of a stretch of rows, also of one that was never looked at."""
        cached = {place: ticket for ticket, place in self._cached_places().items()}
        if all(place in cached for place in range(first, last + 1)):
            return [cached[place] for place in range(first, last + 1)]
        rows = self._queries.tickets(self._queue, self._only, offset=first, limit=last - first + 1)
        return [row.id for row in rows]

    def _position(self, ticket: TicketId) -> int | None:
        return self._queries.position(self._queue, ticket, self._only)

    def _count_now(self) -> int:
        return self._queries.ticket_count(self._queue, self._only)

    def apply(self, change: ChangeSet) -> None:
        """Follow a commit."""
        if change.everything:
            self.show(self._queue, self._only)
        elif change.tickets and (
            len(change.tickets) > _PRECISE_LIMIT or not self._apply_precisely(change.tickets)
        ):
            self._reread()

    def reread(self) -> None:
        """Read all again, keeping rows that stay; for a count that turns out to be another."""
        self._reread()

    def _cached_places(self) -> dict[TicketId, int]:
        return {
            row.id: page * PAGE + offset
            for page, rows in self._pages.items()
            for offset, row in enumerate(rows)
        }

    def _apply_precisely(self, tickets: frozenset[TicketId]) -> bool:
        """Apply a small change with one exact signal; returns False where that cannot be told.

        The database is already in its new state, so a second structural signal would show views
        rows that are ahead of it; such changes are read again as a whole.
        """
        cached = self._cached_places()
        fresh = {ticket: self._position(ticket) for ticket in tickets}
        count = self._count_now()
        came = sorted(p for t, p in fresh.items() if p is not None and t not in cached)
        left = sorted(cached[t] for t, p in fresh.items() if p is None and t in cached)
        stayed = {cached[t]: p for t, p in fresh.items() if p is not None and t in cached}
        if count - self._count != len(came) - len(left) or (came and left):
            return False
        moved = [(old, new) for old, new in stayed.items() if new != _shifted(old, came, left)]
        if len(moved) > 1 or (moved and (came or left)) or not _together(came or left):
            return False
        if moved and not _move_is_all(stayed, *moved[0]):
            return False
        self._update(cached, frozenset(t for t, p in fresh.items() if p is not None))
        if moved:
            self._move(*moved[0])
        elif came:
            self._insert(came[0], came[-1])
        elif left:
            self._remove(left[0], left[-1])
        self._repaint(sorted(p for p in fresh.values() if p is not None))
        return True

    def _update(self, cached: dict[TicketId, int], tickets: frozenset[TicketId]) -> None:
        """Put new rows in the place of cached ones."""
        places = {ticket: cached[ticket] for ticket in tickets if ticket in cached}
        fresh = self._queries.rows(tuple(places)) if places else {}
        for ticket, place in places.items():
            page, offset = divmod(place, PAGE)
            if ticket in fresh:
                rows = list(self._pages[page])
                rows[offset] = fresh[ticket]
                self._pages[page] = rows
        self._repaint(sorted(places.values()))

    def _repaint(self, places: list[int]) -> None:
        for place in places:
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def _move(self, old: int, new: int) -> None:
        target = new + 1 if new > old else new
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), target)
        self._pages.clear()
        self.endMoveRows()

    def _insert(self, first: int, last: int) -> None:
        self.beginInsertRows(QModelIndex(), first, last)
        self._pages.clear()
        self._count += last - first + 1
        self.endInsertRows()

    def _remove(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        self._pages.clear()
        self._count -= last - first + 1
        self.endRemoveRows()

    def _reread(self) -> None:
        """Read all again while rows that stay keep their persistent indexes.

        Growth and shrinkage happen at the end of the list, the order changes in between; so no
        view ever holds an index beyond the count.
        """
        count = self._count_now()
        ids = {place: ticket for ticket, place in self._cached_places().items()}
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        self.layoutAboutToBeChanged.emit()
        self._pages.clear()
        for index in self.persistentIndexList():
            ticket = ids.get(index.row())
            place = None
            if ticket is not None:
                place = self._position(ticket)
            kept = place is not None and place < count
            target = self.createIndex(place, 0) if place is not None and kept else QModelIndex()
            self.changePersistentIndex(index, target)
        self.layoutChanged.emit()
        if count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a view asks of a row."""
        if not index.isValid() or role not in _ROLES:
            return None
        row = self.row(index.row())
        if row is None:
            return None
        if role == TicketRole.ROW:
            return row
        if role == TicketRole.ID:
            return row.id
        if role == Qt.ItemDataRole.DisplayRole:
            return row.subject
        whose = (row.assignee.name,) if row.assignee is not None else ()
        said = (fmt.person(row.contact), row.subject, fmt.status_name(row.status))
        return ", ".join((*said, *whose, *row.tags, row.snippet))


def _shifted(place: int, came: list[int], left: list[int]) -> int:
    """Where a row stands after others came in one stretch or left in one stretch."""
    if came:
        return place + len(came) if place >= came[0] else place
    return place - sum(1 for each in left if each < place)


def _move_is_all(stayed: dict[int, int], old: int, new: int) -> bool:
    """Whether one row's move explains where every touched row stands now."""
    low, high, step = (new, old, 1) if new < old else (old, new, -1)
    return all(
        place == (before + step if low <= before <= high else before)
        for before, place in stayed.items()
        if before != old
    )


def _together(places: list[int]) -> bool:
    """Whether sorted places form one stretch."""
    return not places or places[-1] - places[0] + 1 == len(places)


_ROLES = frozenset(
    {
        int(TicketRole.ROW),
        int(TicketRole.ID),
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)
