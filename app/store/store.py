"""The database of one profile as a whole: opening, migrating, transactions, the change log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from app.domain.changes import ChangeSet
from app.domain.errors import StorageError
from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.outgoing import DraftId
from app.store import versions
from app.store.accounts import Accounts
from app.store.arrivals import Arrivals
from app.store.batches import Batches
from app.store.correspondents import Correspondents
from app.store.deeds import Deeds
from app.store.drafts import Drafts
from app.store.events import Events
from app.store.filing import Filing
from app.store.first_words import FirstWords
from app.store.folders import Folders
from app.store.journal import Journal
from app.store.journal_messages import JournalMessages, WaitingLines
from app.store.letters import Letters
from app.store.link import Link, translated
from app.store.outbox import Outbox
from app.store.pending import Pending
from app.store.placements import Placements
from app.store.rulings import Rulings
from app.store.settings import Settings
from app.store.team import Team
from app.store.tickets import Tickets
from app.store.words import Words

_LOG = logging.getLogger(__name__)
SCRUB_DUE = "store.scrub-due"


class Transaction:
    """One open transaction; collects what it touches and becomes a `ChangeSet` at commit."""

    def __init__(self) -> None:
        self.tickets: set[TicketId] = set()
        self.messages: set[MessageKey] = set()
        self.folders: set[FolderId] = set()
        self.accounts: set[AccountId] = set()
        self.scrub = False
        """Whether what was deleted must not be readable in any file of the profile afterwards."""
        self.wishes: set[AccountId] = set()
        """Accounts whose server shall be told of a change."""
        self.drafts: set[DraftId] = set()
        self.much = False
        """Whether it writes so much that whoever waits is told before all of it is tidied up."""

    @property
    def changes(self) -> ChangeSet:
        """What was touched so far; final once the transaction has committed."""
        return ChangeSet(
            frozenset(self.tickets),
            frozenset(self.messages),
            frozenset(self.folders),
            frozenset(self.accounts),
            wishes=frozenset(self.wishes),
            drafts=frozenset(self.drafts),
        )


class Store:
    """A profile's database with its repositories.

    Reading is allowed at any time; writing only inside `transaction`. Used by one thread at a
    time. Raises `StorageError` and nothing else of SQLite's.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self.accounts = Accounts(link)
        self.folders = Folders(link)
        self.placements = Placements(link)
        self.pending = Pending(link)
        self.letters = Letters(link)
        self.correspondents = Correspondents(link)
        self.arrivals = Arrivals(link)
        self.words = Words(link)
        self.tickets = Tickets(link)
        self.settings = Settings(link)
        self.rulings = Rulings(link)
        self.team = Team(link)
        self.journal = Journal(link)
        self.events = Events(link)
        self.filing = Filing(link)
        self.first_words = FirstWords(link)
        self.batches = Batches(link)
        self.journal_messages = JournalMessages(link)
        self.waiting_lines = WaitingLines(link)
        self.deeds = Deeds(link)
        self.drafts = Drafts(link)
        self.outbox = Outbox(link)

    @property
    def path(self) -> Path:
        """The database file."""
        return self._link.path

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Run one BEGIN IMMEDIATE … COMMIT; an exception rolls everything back."""
        transaction = Transaction()
        self._link.begin()
        try:
            yield transaction
            self._log(transaction)
            if transaction.scrub:
                self.settings.put(SCRUB_DUE, "1")
            self._link.commit(later=transaction.much)
        except BaseException:
            self._link.roll_back()
            raise
        if transaction.scrub:
            self.scrub_if_due()

    def tidy_up(self) -> None:
        """Take over into the database what a transaction of `Transaction.much` left in its log.

        Where nobody calls this, the next commit does it.
        """
        self._link.take_over_log()

    def finish_index(self) -> None:
        """Make letters findable whose words wait since the program ended in the midst of a sync."""
        while self.words.any_waiting():
            with self.transaction():
                self.words.take_in()

    def scrub_if_due(self) -> None:
        """Write the database anew if something was deleted that must not stay readable.

        Needs as much room on the disk as the database has; where that fails, and after a kill, it
        is done the next time that the profile is opened.
        """
        if self.settings.get(SCRUB_DUE) is None:
            return
        try:
            for copy in self.path.parent.glob(f"{self.path.name}.before-*"):
                copy.unlink()  # kept from before an upgrade: what was deleted is in there too
            self._link.rewrite()
            with self.transaction():
                self.settings.remove(SCRUB_DUE)
            self._link.rewrite_log()
        except (StorageError, OSError) as error:
            _LOG.info("Deleted mail is wiped from the disk later: %s", error)

    def changes_since(self, cursor: int, limit: int = 1000) -> tuple[int, ChangeSet]:
        """Return the new cursor and what changed after ``cursor``, oldest first, bounded."""
        rows = self._link.rows(
            "SELECT seq, kind, ids FROM change WHERE seq > ? ORDER BY seq LIMIT ?", (cursor, limit)
        )

        def ids(wanted: str) -> list[int]:
            return [int(i) for _, kind, text in rows if kind == wanted for i in text.split()]

        return (rows[-1][0] if rows else cursor), ChangeSet(
            tickets=frozenset(map(TicketId, ids("ticket"))),
            messages=frozenset(map(MessageKey, ids("message"))),
            folders=frozenset(map(FolderId, ids("folder"))),
            accounts=frozenset(map(AccountId, ids("account"))),
        )

    def check(self) -> list[str]:
        """Return what SQLite's own integrity and foreign key checks complain of; [] when sound."""
        integrity = [str(r[0]) for r in self._link.rows("PRAGMA integrity_check(20)")]
        foreign = [f"foreign key: {r}" for r in self._link.rows("PRAGMA foreign_key_check")]
        return [x for x in integrity if x != "ok"] + foreign

    def close(self) -> None:
        """Close the connection."""
        self._link.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _log(self, transaction: Transaction) -> None:
        kinds: tuple[tuple[str, set[int]], ...] = (
            ("ticket", set(transaction.tickets)),
            ("message", set(transaction.messages)),
            ("folder", set(transaction.folders)),
            ("account", set(transaction.accounts)),
        )
        self._link.write_many(
            "INSERT INTO change (kind, ids) VALUES (?, ?)",
            [(kind, " ".join(map(str, sorted(ids)))) for kind, ids in kinds if ids],
        )


def open_store(path: Path) -> Store:
    """Open a profile's database for writing; create or migrate it first.

    Before an existing database is migrated, a copy is kept beside it. Raises `StorageError`, with
    nothing changed, when the file is not ours, is damaged, or was written by a newer Postroom.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    link = Link(path, read_only=False)
    try:
        is_new = _migrate(link)
    except BaseException:
        link.close()
        raise
    link.freeze_schema()
    store = Store(link)
    if is_new:
        with store.transaction():
            store.filing.settle()
    store.finish_index()
    store.scrub_if_due()
    return store


def open_reader(path: Path) -> Store:
    """Open an existing, migrated database for reading only.

    Raises `StorageError` when there is none or its version is not this program's.
    """
    if not path.exists():
        raise StorageError("This profile has no mailbox yet.")
    link = Link(path, read_only=True)
    try:
        pending = _pending(link)
    except BaseException:
        link.close()
        raise
    if pending:
        link.close()
        raise StorageError("This profile's database must be upgraded first: start Postroom once.")
    return Store(link)


def _pending(link: Link) -> list[str]:
    """Return the names of migrations to come; refuse what is not ours or from the future."""
    tables = {r[0] for r in link.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return list(versions.VERSIONS)
    if "_sqlite_migrations" not in tables:
        raise StorageError("The database file of this profile is not a Postroom database.")
    applied = {
        r[0]
        for r in link.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = 'postroom'")
    }
    if newer := sorted(applied.difference(versions.VERSIONS)):
        raise StorageError(
            f"This profile was written by a newer Postroom (it knows {newer[-1]}). "
            "Please update Postroom; nothing has been changed."
        )
    return [name for name in versions.VERSIONS if name not in applied]


def _migrate(link: Link) -> bool:
    """Bring a database up to this version; return whether there was none."""
    pending = _pending(link)
    if not pending:
        return False
    from sqlite_utils import Database  # noqa: PLC0415 - not needed to open what is up to date

    from app.store import schema  # noqa: PLC0415

    is_new = len(pending) == len(versions.VERSIONS)
    with translated(link.path):
        if not is_new:
            _keep_copy(link, pending[0])
        schema.migrations.apply(Database(link.raw))
    return is_new


def _keep_copy(link: Link, before: str) -> None:
    """Write ``NAME.before-mNNNN`` beside the database, complete or not at all."""
    target = link.path.with_name(f"{link.path.name}.before-{before.partition('_')[0]}")
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    link.raw.execute("VACUUM INTO ?", (str(partial),))
    partial.chmod(0o600)
    partial.replace(target)
