"""Work on a mailbox that others than the owner of its connection want done, one after another."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from app.domain.errors import TransientError
from app.domain.ports import MailServer

T = TypeVar("T")
_Errand = Callable[[MailServer], BaseException | None]


class Errands:
    """Gathers work from any thread; the owner of the connection does it.

    What waits while there is no connection is done when there is one again.
    """

    def __init__(self, call: Callable[[], None]) -> None:
        """``call`` is called when there is something to do, on the asking thread."""
        self._call = call
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Callable[[MailServer], None], Future[object]]] = deque()
        self._given_up = False

    def ask(self, work: Callable[[MailServer], T]) -> "Future[T]":
        """Have something done on the connection; the future tells what came of it.

        ``work`` may open any folder. What it raises comes out of the future; cancelled where there
        is nobody any more to do it.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._given_up:
                future.cancel()
                return future
            self._waiting.append((lambda server: future.set_result(work(server)), future))  # type: ignore[arg-type]
        self._call()
        return future

    def any(self) -> bool:
        """Whether something waits."""
        with self._lock:
            return bool(self._waiting)

    def do(self, server: MailServer) -> bool:
        """Do all that waits; whether there was anything. Raises where the connection ended."""
        done = False
        while True:
            with self._lock:
                if not self._waiting:
                    return done
                work, future = self._waiting.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            done = True
            try:
                work(server)
            except TransientError as error:
                future.set_exception(error)
                server.folders()  # raises where the connection is dead; else it was a "not now"
            except BaseException as error:
                future.set_exception(error)
                if not isinstance(error, Exception):
                    raise

    def give_up(self) -> None:
        """Cancel what nobody will do any more."""
        with self._lock:
            self._given_up = True
            waiting, self._waiting = self._waiting, deque()
        for _, future in waiting:
            future.cancel()
