"""The one Qt object that other threads touch: it brings committed changes to the GUI thread."""

from threading import Lock

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.domain.changes import ChangeSet

_FIRST_GAP_MS = 30
"""After the first change; a letter that arrives alone is two commits, and shall not wait."""
_LONGEST_GAP_MS = 250
"""A running sync commits many times a second; views re-read at most this often."""


class Bus(QObject):
    """Lives in the GUI thread; `publish` may be called from any thread.

    Changes that arrive within one gap are joined, so a burst of commits costs one re-reading. While
    changes go on coming, each gap is twice as long as the one before, up to a quarter of a second.
    """

    committed = Signal(object)
    """A `ChangeSet`, in the GUI thread."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._pending: list[ChangeSet] = []
        self._stopped = False
        self._gap = QTimer(self)
        self._gap.setSingleShot(True)
        self._gap.setInterval(_FIRST_GAP_MS)
        self._gap.timeout.connect(self._end_gap)
        self._woken.connect(self._wake, Qt.ConnectionType.QueuedConnection)

    def publish(self, change: ChangeSet) -> None:
        """Announce a commit. Any thread; returns at once."""
        with self._lock:
            if self._stopped:
                return
            first = not self._pending
            self._pending.append(change)
        if first:
            self._woken.emit()

    def stop(self) -> None:
        """Announce nothing any more; GUI thread only.

        A running timer must end here: should the last reference to this object go in another
        thread, nothing could stop it there.
        """
        with self._lock:
            self._stopped = True
            self._pending.clear()
        self._gap.stop()

    @Slot()
    def _wake(self) -> None:
        if not self._gap.isActive():
            self._drain()

    @Slot()
    def _drain(self) -> None:
        with self._lock:
            pending, self._pending = self._pending, []
        if not pending:
            self._gap.setInterval(_FIRST_GAP_MS)
            return
        self._gap.start()
        self.committed.emit(ChangeSet.union(pending))

    @Slot()
    def _end_gap(self) -> None:
        self._gap.setInterval(min(_LONGEST_GAP_MS, 2 * self._gap.interval()))
        self._drain()
