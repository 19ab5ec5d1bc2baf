"""A profile that syncs one mailbox, for tests: database, writer, reader, and what is stored."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.accounts import Account
from app.domain.ports import MailServerFactory
from app.runtime.once import sync_once
from app.runtime.readers import LetterReader
from app.runtime.sync import SyncProgress, SyncReport
from app.runtime.writer import StoreWriter
from app.store import Store, open_reader
from tests.support.clock import FakeClock
from tests.support.inline_reader import InlineReader
from tests.support.mailboxes import Mailbox


@dataclass
class SyncedProfile:
    """One account in one database."""

    account: Account
    password: str
    factory: MailServerFactory
    writer: StoreWriter
    database: Path
    reader: LetterReader = field(default_factory=InlineReader)
    progress: list[SyncProgress] = field(default_factory=list)

    def sync(
        self, *, accept_removals: bool = False, stop: threading.Event | None = None
    ) -> SyncReport:
        return sync_once(
            [self.account],
            self.writer,
            self.factory,
            lambda _: self.password,
            FakeClock(),
            reader=self.reader,
            progress=self.progress.append,
            stop=stop,
            accept_removals=accept_removals,
        )

    def counts(self) -> dict[str, tuple[int, int]]:
        """Folder → letters here that are on the server, letters here that are gone from it."""
        rows = self.rows(
            "SELECT f.name, sum(p.gone = 0), sum(p.gone) FROM placement p JOIN folder f "
            "ON f.id = p.folder GROUP BY f.name"
        )
        return {str(name): (int(here), int(gone)) for name, here, gone in rows}

    def letters(self) -> int:
        """Distinct letters in the database."""
        return int(self.rows("SELECT count(*) FROM message")[0][0])

    def flags(self, folder: str = "INBOX") -> dict[int, str]:
        """UID → flags as stored."""
        sql = "SELECT f.name, p.uid, p.flags FROM placement p JOIN folder f ON f.id = p.folder "
        rows = self.rows(sql + "WHERE p.gone = 0")
        return {uid: flags for name, uid, flags in rows if name == folder}

    def rows(self, sql: str) -> list[tuple]:  # type: ignore[type-arg]
        return self.read(lambda store: store._link.rows(sql))

    def read(self, question: Callable[[Store], list[tuple]]) -> list[tuple]:  # type: ignore[type-arg]
        with open_reader(self.database) as store:
            return question(store)


@contextmanager
def synced_profile(mailbox: Mailbox, folder: Path) -> Iterator[SyncedProfile]:
    """A profile in ``folder`` that knows the mailbox and has synced nothing yet."""
    database = folder / "postroom.db"
    writer = StoreWriter(database)
    writer.start()
    try:
        key = writer.run(lambda store, _: store.accounts.add(mailbox.account.settings))
        account = Account(key, mailbox.account.settings)
        yield SyncedProfile(account, mailbox.password, mailbox.factory, writer, database)
    finally:
        writer.stop()
