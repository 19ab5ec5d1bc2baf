"""Wakes tickets that were put aside until a time, when it has come."""

import threading

from app.domain.changes import ChangeSet
from app.domain.ports import Clock
from app.runtime.writer import StoreWriter
from app.services.refold import next_wake, wake_due
from app.store import Store, Transaction


class WakeAlarm:
    """Knows when the next ticket is due; looks again whenever tickets changed."""

    def __init__(self, writer: StoreWriter, clock: Clock) -> None:
        self._writer = writer
        self._clock = clock
        self._changed = threading.Event()
        self._changed.set()
        self._next: int | None = None

    def note(self, changes: ChangeSet) -> None:
        """Take notice of a commit; any thread, returns at once."""
        if changes.tickets or changes.everything:
            self._changed.set()

    def look(self) -> None:
        """Wake what is due; costs nothing while nothing is. Raises `StorageError`."""
        now = self._clock.now()
        if not self._changed.is_set() and (self._next is None or now < self._next):
            return
        self._changed.clear()
        self._next = self._writer.run(lambda store, tx: _wake(store, tx, now))


def _wake(store: Store, transaction: Transaction, now: int) -> int | None:
    """Wake what is due by the server's clock; return this computer's time of the next one."""
    offset = server_lead(store)
    due = next_wake(store)
    if due is not None and due <= now + offset:
        wake_due(store, transaction, now + offset)
        due = next_wake(store)
    return None if due is None else due - offset


def wake_now(store: Store, transaction: Transaction, now: int) -> None:
    """Wake what is due; ``now`` is seconds UTC by this computer's clock."""
    _wake(store, transaction, now)


def server_lead(store: Store) -> int:
    """Seconds by which this computer's clock is behind the servers', as far as one told it."""
    offsets = [store.journal.state(account.id).offset for account in store.accounts.all()]
    return int(max(offsets, key=abs, default=0.0))
