"""Live news of folders: connections that wait in IDLE and say when a folder should be looked at.

Each watcher owns one connection and one folder and only tells; letters are fetched by the account's
own connection. A watcher that cannot work costs nothing but liveness, since every folder is polled
as well: it shows no problem of its own.
"""

import logging
import threading
from collections.abc import Callable, Sequence

from app.domain.errors import PATIENT, AuthError, PostroomError, RejectedError, TransientError
from app.domain.ports import MailServer
from app.runtime.backoff import Backoff

_LOG = logging.getLogger(__name__)
_LEAVE_SECONDS = 0.5


class FolderWatcher:
    """The thread ``idle:<account>:<folder>``."""

    def __init__(
        self,
        name: str,
        folder: str,
        connect: Callable[[], MailServer],
        news: Callable[[str], None],
        *,
        renewal: float,
        backoff: Backoff,
    ) -> None:
        """``news`` is called with the folder's name on this thread, and must return at once."""
        self.folder = folder
        self._connect = connect
        self._news = news
        self._renewal = renewal
        self._backoff = backoff
        self._stop = threading.Event()
        self._again = threading.Event()
        self._lock = threading.Lock()
        self._server: MailServer | None = None
        self.watching = threading.Event()
        """Set while the server was asked to tell news."""
        self._thread = threading.Thread(target=self._run, name=f"idle:{name}:{folder}")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end, which it does at once unless it is connecting; any thread."""
        self._stop.set()
        self.reconnect()

    def reconnect(self) -> None:
        """Give up the connection, which is suspect, and open another at once; any thread."""
        self._again.set()
        with self._lock:
            if self._server is not None:
                self._server.abandon()

    def retry(self) -> None:
        """Connect now if there is no connection: others of this account work; any thread."""
        if not self.watching.is_set():
            self._again.set()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._again.clear()
            pause: float | None = None
            try:
                self._watch()
            except (AuthError, RejectedError) as error:
                _LOG.info("%s is not watched: %s", self.folder, error)
            except PostroomError as error:
                _LOG.info("%s is not watched for now: %s", self.folder, error)
                pause = self._backoff.next(patient=error.reason in PATIENT)
            except Exception:  # noqa: BLE001 - the folder is polled all the same
                _LOG.exception("Watching %s failed unexpectedly.", self.folder)
            if not self._stop.is_set():
                self._again.wait(pause)

    def _watch(self) -> None:
        server = self._connect()
        with self._lock:
            self._server = server
        try:
            if self._stop.is_set() or not server.can_idle:
                return
            server.select(self.folder)
            self._backoff.reset()
            self.watching.set()
            self._news(self.folder)  # what came before this connection stood
            while not self._stop.is_set():
                if server.wait_for_news(self._renewal):
                    self._news(self.folder)
        except TransientError:
            if self.watching.is_set() and not self._again.is_set():
                self._news(self.folder)  # whoever looks will find out whether all is lost
            raise
        finally:
            self.watching.clear()
            with self._lock:
                self._server = None
            server.close()


class Watchers:
    """The watchers of one account, within its budget of connections; used by one thread.

    `reconnect` and `stop` may be called from any thread.
    """

    def __init__(
        self,
        name: str,
        connect: Callable[[], MailServer],
        news: Callable[[str], None],
        *,
        budget: int,
        renewal: float,
        backoff: Callable[[], Backoff],
    ) -> None:
        self._name = name
        self._connect = connect
        self._news = news
        self._budget = budget
        self._renewal = renewal
        self._new_backoff = backoff
        self._lock = threading.Lock()
        self._watchers: dict[str, FolderWatcher] = {}
        self._leaving: list[FolderWatcher] = []
        self._stopped = False

    def watch(self, folders: Sequence[str], *, spare: int = 0) -> bool:
        """Watch the first of these, as many as the budget allows, and no others.

        ``spare``: connections of the budget that others are to have; whether they may have them
        now, for a watcher that does not end at once keeps its own.
        """
        budget = max(0, self._budget - spare)
        wanted = folders[:budget]
        with self._lock:
            if self._stopped:
                return False
            for folder in [f for f in self._watchers if f not in wanted]:
                self._leaving.append(self._watchers.pop(folder))
                self._leaving[-1].stop()
            # one that is still connecting keeps its share of the budget until the next pass
            self._leaving = [w for w in self._leaving if not w.join(_LEAVE_SECONDS)]
            for folder in wanted:
                open_now = len(self._watchers) + len(self._leaving)
                if folder not in self._watchers and open_now < budget:
                    self._watchers[folder] = watcher = FolderWatcher(
                        self._name,
                        folder,
                        self._connect,
                        self._news,
                        renewal=self._renewal,
                        backoff=self._new_backoff(),
                    )
                    watcher.start()
            return len(self._watchers) + len(self._leaving) <= budget

    def watching(self) -> list[str]:
        """Folders whose news come by themselves now."""
        with self._lock:
            return [f for f, watcher in self._watchers.items() if watcher.watching.is_set()]

    def retry(self) -> None:
        """Let those without a connection try again."""
        with self._lock:
            for watcher in self._watchers.values():
                watcher.retry()

    def reconnect(self) -> None:
        """Let all open their connections anew."""
        with self._lock:
            for watcher in self._watchers.values():
                watcher.reconnect()

    def stop(self) -> None:
        """Ask all to end."""
        with self._lock:
            self._stopped = True
            for watcher in self._watchers.values():
                watcher.stop()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end of all; whether it has come."""
        with self._lock:
            threads = [*self._watchers.values(), *self._leaving]
        return all(thread.join(timeout) for thread in threads)
