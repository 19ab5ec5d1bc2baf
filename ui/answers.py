"""Brings what a command answered from the writer's thread home to the window."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class Answers(QObject):
    """GUI thread only; ``then`` and ``failed`` are called there, never within `follow` itself."""

    _came = Signal(object, object)

    def __init__(self, failed: Callable[[Exception], None], parent: QObject | None = None) -> None:
        """``failed`` is told of trouble for which `follow` was given nothing else."""
        super().__init__(parent)
        self._failed = failed
        self._lock = Lock()
        self._stopped = False
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def follow(
        self,
        future: "Future[T]",
        then: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        of: QObject | None = None,
    ) -> None:
        """Call ``then`` with the result, or ``failed`` with the exception.

        Where ``of``, such as the panel that asked, is gone by then, only trouble is told.
        """
        if of is not None:
            then = _while_there(of, then, _nothing) if then is not None else None
            failed = _while_there(of, failed, self._failed) if failed is not None else None
        after = (then, failed or self._failed)

        def home(done: "Future[T]") -> None:
            with self._lock:
                if not self._stopped:
                    self._came.emit(done, after)

        future.add_done_callback(home)

    def stop(self) -> None:
        """Tell nothing any more."""
        with self._lock:
            self._stopped = True

    @Slot(object, object)
    def _deliver(
        self,
        done: "Future[Any]",
        after: tuple[Callable[[Any], None] | None, Callable[[Exception], None]],
    ) -> None:
        then, failed = after
        if self._stopped:
            return
        try:
            result = done.result()
        except Exception as error:  # noqa: BLE001 - told to the person
            failed(error)
            return
        if then is not None:
            then(result)


def _while_there(
    of: QObject, usual: Callable[[T], None], otherwise: Callable[[T], None]
) -> Callable[[T], None]:
    return lambda found: usual(found) if shiboken6.isValid(of) else otherwise(found)


def _nothing(_: object) -> None:
    """Nobody is there any more who asked."""
