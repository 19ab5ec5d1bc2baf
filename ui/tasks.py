"""Reads that take longer than a frame, done by plain threads; results come home by one signal."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Thread
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.errors import PostroomError
from ui.ports import Queries

_log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(slots=True)
class _Job:
    work: Callable[[Queries], Any]
    then: Callable[[Any], None]
    failed: Callable[[Exception], None]
    lane: str
    of: QObject | None = None
    stale: bool = False
    result: Any = None
    error: Exception | None = field(default=None)


class Tasks(QObject):
    """A small pool of reading threads, each with its own `Queries`.

    `run` and `stop` are for the GUI thread; ``then`` and ``failed`` are called there. Jobs of one
    non-empty ``lane`` replace each other: only the newest one reports, and older ones that have
    not begun never run. That is what holding down a key in a list needs.
    """

    _finished = Signal(object)

    def __init__(
        self,
        open_queries: Callable[[], Queries],
        *,
        workers: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_queries = open_queries
        self._queue: deque[_Job] = deque()
        self._wake = Condition()
        self._stopping = False
        self._newest: dict[str, _Job] = {}
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [
            Thread(target=self._work, name=f"ui-read-{number}") for number in range(1, workers + 1)
        ]
        for thread in self._threads:
            thread.start()

    def run(
        self,
        work: Callable[[Queries], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        lane: str = "",
        of: QObject | None = None,
    ) -> None:
        """Do ``work`` in a thread, then call ``then`` or ``failed`` in the GUI thread.

        Neither is called where ``of``, such as the panel that asked, is gone by then.
        """
        job = _Job(work, then, failed or _say_nothing, lane, of)
        with self._wake:
            if lane:
                older = self._newest.get(lane)
                if older is not None:
                    older.stale = True
                self._newest[lane] = job
            self._queue.append(job)
            self._wake.notify()

    def apart(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        lane: str,
    ) -> None:
        """Do something that waits for servers in a thread of its own; `stop` does not wait for it.

        The thread is a daemon: the program may end while a silent server keeps it waiting, so
        ``work`` must leave nothing half done when it is cut off.
        """
        job = _Job(lambda _: work(), then, failed, lane)
        with self._wake:
            older = self._newest.get(lane)
            if older is not None:
                older.stale = True
            self._newest[lane] = job

        def run() -> None:
            try:
                job.result = work()
            except Exception as error:  # noqa: BLE001 - it is told in the GUI thread
                job.error = error
                if not isinstance(error, PostroomError):
                    _log.exception("Work for the window failed.")
            with self._wake:
                if not self._stopping:
                    self._finished.emit(job)

        Thread(target=run, name=f"ui-{lane}", daemon=True).start()

    def cancel(self, lane: str) -> None:
        """Let nothing of this lane report any more."""
        with self._wake:
            older = self._newest.pop(lane, None)
            if older is not None:
                older.stale = True

    def stop(self) -> None:
        """Drop what has not begun and wait for what runs; no callback is called afterwards."""
        with self._wake:
            self._stopping = True
            self._queue.clear()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _take(self) -> _Job | None:
        """Wait for a job; None when it is time to end."""
        with self._wake:
            while not self._stopping:
                while self._queue:
                    job = self._queue.popleft()
                    if not job.stale:
                        return job
                self._wake.wait()
        return None

    def _work(self) -> None:
        queries: Queries | None = None
        while (job := self._take()) is not None:
            try:
                if queries is None:
                    queries = self._open_queries()
                job.result = job.work(queries)
            except Exception as error:  # noqa: BLE001 - a worker's loop outlives any job
                job.error = error
                if not isinstance(error, PostroomError):
                    _log.exception("A read for the window failed.")
            if not self._stopping:
                self._finished.emit(job)
        if queries is not None:
            queries.close()

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        if job.stale or self._stopping:
            return
        if job.lane and self._newest.get(job.lane) is job:
            del self._newest[job.lane]
        if job.of is not None and not shiboken6.isValid(job.of):
            return
        if job.error is not None:
            job.failed(job.error)
        else:
            job.then(job.result)


def _say_nothing(error: Exception) -> None:
    """The default for jobs whose failure changes nothing on screen; the log has it."""
    _log.info("A read for the window gave no result: %s", type(error).__name__)
