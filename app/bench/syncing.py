"""How fast a mailbox on a real server gets here: the first time, and when nothing has changed."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from app.bench.dovecot import (
    PASSWORD,
    Dovecot,
    find_dovecot,
    give_to_mail_user,
    launch_dovecot,
)
from app.bench.figures import Better, Figure
from app.bench.mailgen import write_maildir
from app.bench.peers import Mbsync, Notmuch, installed
from app.bench.timing import seconds
from app.demo.letters import SampleLetter
from app.domain.accounts import Account
from app.domain.errors import RejectedError
from app.main import DATABASE, SystemClock
from app.runtime.once import sync_once
from app.runtime.readers import ReaderPool
from app.runtime.sync import AccountSync, SyncProgress, SyncReport
from app.runtime.writer import StoreWriter
from app.services.commands import add_account
from mail.imap import ImapServerFactory

_USER = "support"
_NEWEST = 200
_REPEATS = 5


def bench_sync(letters: Iterable[SampleLetter], folder: Path) -> Iterator[Figure]:
    """Sync letters from Dovecot on loopback. Raises `RejectedError` where there is none."""
    server = launch_dovecot(find_dovecot())
    try:
        mail = server.maildir(_USER)
        count = write_maildir(mail, letters)
        give_to_mail_user(mail)
        size = sum(path.stat().st_size for path in mail.rglob("*") if path.is_file())
        with closing(_Run(server, folder / "before")) as run:
            run.warm_up()
            yield from _figures(run, count, lambda: _first_again(server, folder / "after"))
        disk = sum(path.stat().st_size for path in (folder / "before").glob(f"{DATABASE}*"))
        yield Figure("sync", "disk, times the mail", disk / size, "", budget=0.9)
    finally:
        server.stop()


def _first_again(server: Dovecot, folder: Path) -> float:
    with closing(_Run(server, folder)) as run:
        return run.first()[0]


def _figures(run: "_Run", count: int, once_more: Callable[[], float]) -> Iterator[Figure]:
    """``once_more``: the first sync in a new folder.

    Machines change their speed within the minutes that the peers take, so ours runs before and
    after them, and the mean counts.
    """
    first, first_200 = run.first()
    peer_first = peer_again = None
    if installed("mbsync", "notmuch"):
        peer_first, peer_again = run.peers()
        first = (first + once_more()) / 2
    yield Figure("sync", "letters", count, "letters")
    yield Figure(
        "sync",
        "first sync, all searchable",
        first,
        "s",
        peer="mbsync + notmuch",
        peer_value=peer_first,
        ratio_budget=6,
    )
    yield Figure("sync", "letters a second", count / first, "/s", Better.MORE)
    yield Figure("sync", "newest 200 letters are here", first_200, "s", budget=2)
    yield from _again(run.again(), peer_again)


def _again(resync: "_Resync", mbsync: float | None) -> Iterator[Figure]:
    """A running Postroom keeps its connection, so that is what a person waits for."""
    yield Figure(
        "sync",
        "sync again, nothing changed",
        1000 * resync.connected,
        "ms",
        peer="mbsync",
        peer_value=None if mbsync is None else 1000 * mbsync,
        ratio_budget=4,
    )
    yield _beyond("", resync.connected - resync.status)
    yield Figure(
        "sync",
        "sync again, connecting and logging in first",
        1000 * resync.cold,
        "ms",
        peer="mbsync",
        peer_value=None if mbsync is None else 1000 * mbsync,
    )
    yield _beyond(", logging in first", resync.cold - resync.status)


def _beyond(how: str, seconds_more: float) -> Figure:
    return Figure(
        "sync", f"… beyond the server's STATUS{how}", 1000 * seconds_more, "ms", budget=100
    )


@dataclass(frozen=True, slots=True)
class _Resync:
    """Seconds of a sync that finds nothing new, the best of several each."""

    connected: float
    """On a connection that is open, as a running Postroom has one."""
    cold: float
    """With connecting, logging in and leaving."""
    status: float
    """The server's own answer, over an open connection."""


class _Run:
    """One account that is synced into a database of its own."""

    def __init__(self, server: Dovecot, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._server = server
        self._folder = folder
        self._clock = SystemClock()
        self._factory = ImapServerFactory(self._clock)
        self._writer = StoreWriter(folder / DATABASE)
        self._writer.start()
        settings = server.settings(_USER)
        key = self._writer.run(lambda store, change: add_account(store, change, settings))
        self._account = Account(key, settings)

    def close(self) -> None:
        self._writer.stop()

    def warm_up(self) -> None:
        """Let the server number its letters, which it does once, whoever asks first."""
        connection = self._factory.connect(self._account, PASSWORD)
        for folder in ("INBOX", "Sent"):
            connection.select(folder)
        connection.close()

    def first(self) -> tuple[float, float]:
        """Seconds of the first sync, and until the newest letters were stored."""
        start = time.perf_counter()
        newest: list[float] = []

        def note(progress: SyncProgress) -> None:
            if progress.done >= _NEWEST and not newest:
                newest.append(time.perf_counter() - start)

        report = self._sync(note)
        taken = time.perf_counter() - start
        missing = [folder.name for folder in report.folders if folder.local != folder.server]
        if missing:
            raise RejectedError(f"Letters are missing after the sync of {', '.join(missing)}.")
        return taken, newest[0] if newest else taken

    def again(self) -> _Resync:
        """Sync what has not changed."""
        connection = self._factory.connect(self._account, PASSWORD)
        with closing(connection), closing(ReaderPool()) as reader:

            def once_more() -> SyncReport:
                connection.probe()
                return AccountSync(
                    self._account, connection, self._writer, reader, self._clock
                ).run()

            status = _best(lambda: [connection.status(folder) for folder in ("INBOX", "Sent")])
            connected = _best(once_more)
        return _Resync(connected, _best(self._sync), status)

    def peers(self) -> tuple[float, float]:
        """Seconds of mbsync followed by notmuch, and of mbsync when nothing has changed."""
        folder = self._folder / "peers"
        mbsync = Mbsync(folder, self._server.imap_port, _USER)
        notmuch = Notmuch(folder, mbsync.mail)
        first = seconds(mbsync.run) + seconds(notmuch.run)
        return first, _best(mbsync.run)

    def _sync(self, progress: Callable[[SyncProgress], None] | None = None) -> SyncReport:
        return sync_once(
            [self._account],
            self._writer,
            self._factory,
            lambda _: PASSWORD,
            self._clock,
            progress=progress,
        )


def _best(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(_REPEATS))
