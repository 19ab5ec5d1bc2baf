"""Syncing without staying: one pass over some accounts, for ``postroom sync --once``."""

import threading
from collections.abc import Callable, Sequence

from app.domain.accounts import Account
from app.domain.errors import PostroomError, StorageError
from app.domain.ports import Clock, MailServerFactory
from app.domain.problems import Problem
from app.runtime.alarm import wake_now
from app.runtime.journal_cleaning import JournalCleaning
from app.runtime.journal_exchange import JournalExchange
from app.runtime.journal_follower import takes_part
from app.runtime.problems import connection_problem, server_says
from app.runtime.readers import LetterReader, ReaderPool
from app.runtime.sync import AccountSync, FolderReport, SyncProgress, SyncReport
from app.runtime.writer import StoreWriter
from mail.journal_secrets import JournalSecrets


def sync_once(
    accounts: Sequence[Account],
    writer: StoreWriter,
    factory: MailServerFactory,
    password_of: Callable[[Account], str],
    clock: Clock,
    *,
    secrets: JournalSecrets | None = None,
    reader: LetterReader | None = None,
    progress: Callable[[SyncProgress], None] | None = None,
    stop: threading.Event | None = None,
    accept_removals: bool = False,
) -> SyncReport:
    """Sync each account that has a server, one after another, and report all their folders.

    Raises what `app.runtime.sync.AccountSync.run` and the factory raise; what was stored until then
    stands. ``writer`` must be running; without ``reader``, processes are started and ended here.
    With ``secrets``, the team is told what waits for it, and what it says is taken over.
    """
    now = clock.now()
    folders: list[FolderReport] = []
    problems: list[Problem] = []
    own_reader = reader is None
    reader = reader or ReaderPool()
    try:
        for account in accounts:
            if account.settings.imap is None:
                continue
            server = factory.connect(account, password_of(account))
            try:
                report = AccountSync(
                    account,
                    server,
                    writer,
                    reader,
                    clock,
                    progress=progress,
                    stop=stop,
                    accept_removals=accept_removals,
                ).run()
                if secrets is not None and _has_team(account, report, writer):
                    journal = server.journal()
                    exchange = JournalExchange(account, journal, writer, secrets, clock)
                    problems += _with_the_team(exchange, account, clock)
                said = [server_says(account.settings.name, words) for words in server.alerts()]
            finally:
                server.close()
            folders += report.folders
            problems += [*report.problems, *said[-1:]]
    finally:
        if own_reader:
            reader.close()
    writer.run(lambda store, transaction: wake_now(store, transaction, now))
    return SyncReport(tuple(folders), tuple(problems))


def _has_team(account: Account, report: SyncReport, writer: StoreWriter) -> bool:
    return report.journal or writer.run(lambda store, _: takes_part(store, account.id))


def _with_the_team(
    exchange: JournalExchange, account: Account, clock: Clock
) -> tuple[Problem, ...]:
    """Exchange with the team; what keeps us from it is a problem, the letters are here."""
    try:
        told = exchange.turn()
        JournalCleaning(exchange, clock).tidy()
    except StorageError:
        raise
    except PostroomError as error:
        return (connection_problem(account.settings.name, error),)
    return told


def sync_each(
    accounts: Sequence[Account],
    writer: StoreWriter,
    factory: MailServerFactory,
    password_of: Callable[[Account], str],
    clock: Clock,
    *,
    secrets: JournalSecrets | None = None,
    reader: LetterReader,
    progress: Callable[[SyncProgress], None] | None = None,
    stop: threading.Event | None = None,
    accept_removals: bool = False,
) -> SyncReport:
    """Sync each account like `sync_once`; one that fails is reported and does not stop the others.

    Raises `StorageError`, which stands for all of them, and `SyncStoppedError`.
    """
    folders: list[FolderReport] = []
    problems: list[Problem] = []
    for account in accounts:
        try:
            report = sync_once(
                [account],
                writer,
                factory,
                password_of,
                clock,
                secrets=secrets,
                reader=reader,
                progress=progress,
                stop=stop,
                accept_removals=accept_removals,
            )
        except StorageError:
            raise
        except PostroomError as error:
            problems.append(connection_problem(account.settings.name, error))
        else:
            folders += report.folders
            problems += report.problems
    return SyncReport(tuple(folders), tuple(problems))
