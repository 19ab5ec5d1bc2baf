"""The left column's queues with their counts."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.tickets import Queue
from app.services.read_models import QueueCount
from ui import format as fmt

Index = QModelIndex | QPersistentModelIndex

ORDER = (
    Queue.NEEDS_REPLY,
    Queue.WAITING,
    Queue.BOUNCED,
    Queue.SNOOZED,
    Queue.CLOSED,
    Queue.ALL,
    Queue.AWAY,
)
ICONS = {
    Queue.NEEDS_REPLY: "inbox",
    Queue.WAITING: "clock",
    Queue.BOUNCED: "bounce",
    Queue.SNOOZED: "snooze",
    Queue.CLOSED: "check",
    Queue.ALL: "tickets",
    Queue.AWAY: "archive",
}


class QueueRole(IntEnum):
    """What the delegate reads."""

    QUEUE = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2


class QueueListModel(QAbstractListModel):
    """Fixed rows; only counts change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Queue, int] = {}

    def show(self, counts: Sequence[QueueCount]) -> None:
        """Take new counts."""
        fresh = {each.queue: each.count for each in counts}
        for row, queue in enumerate(ORDER):
            if fresh.get(queue, 0) != self._counts.get(queue, 0):
                self._counts[queue] = fresh.get(queue, 0)
                index = self.index(row)
                self.dataChanged.emit(index, index, [QueueRole.COUNT])

    def count(self, queue: Queue) -> int:
        """Tickets in a queue."""
        return self._counts.get(queue, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Qt: how many rows there are."""
        return 0 if parent.isValid() else len(ORDER)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt: what a view asks of a row."""
        if not index.isValid():
            return None
        queue = ORDER[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return fmt.queue_name(queue)
        if role == QueueRole.QUEUE:
            return queue
        if role == QueueRole.COUNT:
            return self._counts.get(queue, 0)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{fmt.queue_name(queue)}, {self._counts.get(queue, 0)}"
        return None
