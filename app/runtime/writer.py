"""The one thread that writes a profile's database: jobs in, one transaction and change set each."""

import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.domain.changes import ChangeSet
from app.domain.errors import PostroomError, StorageError
from app.runtime.collector import look_less_often
from app.store import Store, Transaction, open_store

if TYPE_CHECKING:
    from app.services.derived import Renewal

_LOG = logging.getLogger(__name__)
_WAITING_JOBS = 64

T = TypeVar("T")
Subscriber = Callable[[ChangeSet], None]
_Job = Callable[[], None]


class StoreWriter:
    """Runs jobs one after another on its own thread and connection.

    A job is a function of the store and its open transaction; it runs inside one
    ``BEGIN IMMEDIATE … COMMIT``. What it raises rolls back and comes out of its future. After each
    commit that touched something, every subscriber is called on the writer's thread with the
    `ChangeSet`; subscribers return at once and do not raise.

    While nothing else is to do, tickets that a program with other rules made are made anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._jobs: queue.Queue[_Job | None] = queue.Queue(_WAITING_JOBS)
        self._subscribers: list[Subscriber] = []
        self._on_storage_error: list[Callable[[StorageError], None]] = []
        self._thread: threading.Thread | None = None
        self._store: Store | None = None
        self._closing = threading.Lock()
        self._open = False
        self._renewal: Renewal | None = None

    @property
    def path(self) -> Path:
        """Of the database, for whoever reads much of it by themselves."""
        return self._path

    def start(self) -> None:
        """Open the database, migrating it if needed, and begin. Raises `StorageError`."""
        look_less_often()
        self._store = open_store(self._path)
        self._open = True
        self._thread = threading.Thread(target=self._run, name="store-writer")
        self._thread.start()

    def stop(self) -> None:
        """Finish the jobs that were submitted before, then close the database."""
        with self._closing:
            was_open, self._open = self._open, False
        if was_open:
            self._jobs.put(None)
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber`` after each commit; returns the function that ends it."""
        self._subscribers = [*self._subscribers, subscriber]
        return lambda: self._unsubscribe(subscriber)

    def _unsubscribe(self, subscriber: Subscriber) -> None:
        self._subscribers = [s for s in self._subscribers if s is not subscriber]

    def on_storage_error(self, listener: Callable[[StorageError], None]) -> None:
        """Call ``listener`` on the writer's thread when disk or database failed a job."""
        self._on_storage_error.append(listener)

    def submit(self, job: Callable[[Store, Transaction], T]) -> "Future[T]":
        """Queue a job; waits while the queue is full, so workers cannot outrun the disk.

        Any thread but the GUI's may wait for the result. After `stop` the future is cancelled.
        """
        future: Future[T] = Future()
        with self._closing:
            if not self._open:
                future.cancel()
                return future
            # Under the lock, so that no job can slip in behind the one that ends the thread. The
            # thread goes on emptying the queue meanwhile.
            self._jobs.put(lambda: self._perform(job, future))
        return future

    def run(self, job: Callable[[Store, Transaction], T]) -> T:
        """Queue a job and wait for its result. Never from the writer's own thread or the GUI's."""
        return self.submit(job).result()

    def _run(self) -> None:
        self._renewal = self._due()
        while (job := self._next()) is not None:
            job()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _next(self) -> _Job | None:
        """Wait for a job; meanwhile make anew what a program with other rules made, if any did."""
        while self._renewal is not None:
            with contextlib.suppress(queue.Empty):
                return self._jobs.get_nowait()
            step: Future[bool] = Future()
            self._perform(self._renewal.step, step)
            if step.exception() is not None or not step.result():
                self._renewal = None  # where the disk fails, until the next start
        return self._jobs.get()

    def _due(self) -> "Renewal | None":
        store = self._store
        try:
            if store is None or not store.filing.is_due():
                return None
        except StorageError as error:
            _LOG.warning("It is not known by which rules tickets were made: %s", error)
            return None
        from app.services.derived import Renewal  # noqa: PLC0415 - heavy, and seldom needed

        return Renewal()

    def _perform(self, job: Callable[[Store, Transaction], T], future: "Future[T]") -> None:
        store = self._store
        if store is None or not future.set_running_or_notify_cancel():
            return
        try:
            with store.transaction() as transaction:
                result = job(store, transaction)
            changes = transaction.changes
        except StorageError as error:
            for listener in self._on_storage_error:
                listener(error)
            future.set_exception(error)
        except PostroomError as error:
            future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - its owner hears of it; the thread goes on
            _LOG.exception("A storage job failed.")
            future.set_exception(error)
        else:
            # first the news, then the result: who waited for the job finds readers up to date
            self._publish(changes)
            future.set_result(result)
            if transaction.much:
                self._tidy_up(store)

    def _tidy_up(self, store: Store) -> None:
        try:
            store.tidy_up()
        except StorageError as error:  # all is stored; a later commit does it
            _LOG.info("The log of the database stays long for now: %s", error)

    def _publish(self, changes: ChangeSet) -> None:
        if not changes:
            return
        for subscriber in self._subscribers:
            try:
                subscriber(changes)
            except Exception:  # noqa: BLE001 - the commit stands, whoever fails to hear of it
                _LOG.exception("A subscriber of the change sets failed.")
