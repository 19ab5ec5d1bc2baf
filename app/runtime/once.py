"""Syncing without staying: one pass over some accounts, for ``postroom sync --once``."""

import threading
from collections.abc import Callable, Sequence

from app.domain.accounts import Account
from app.domain.errors import PostroomError, StorageError
from app.domain.ports import Clock, MailServerFactory
from app.domain.problems import Problem
from app.runtime.problems import connection_problem, server_says
from app.runtime.readers import LetterReader, ReaderPool
from app.runtime.sync import AccountSync, FolderReport, SyncProgress, SyncReport
from app.runtime.writer import StoreWriter


def sync_once(
    accounts: Sequence[Account],
    writer: StoreWriter,
    factory: MailServerFactory,
    password_of: Callable[[Account], str],
    clock: Clock,
    *,
    reader: LetterReader | None = None,
    progress: Callable[[SyncProgress], None] | None = None,
    stop: threading.Event | None = None,
    accept_removals: bool = False,
) -> SyncReport:
    """Sync each account that has a server, one after another, and report all their folders.

    Raises what `app.runtime.sync.AccountSync.run` and the factory raise; what was stored until then
    stands. ``writer`` must be running; without ``reader``, processes are started and ended here.
    """
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
                said = [server_says(account.settings.name, words) for words in server.alerts()]
            finally:
                server.close()
            folders += report.folders
            problems += [*report.problems, *said[-1:]]
    finally:
        if own_reader:
            reader.close()
    return SyncReport(tuple(folders), tuple(problems))


def sync_each(
    accounts: Sequence[Account],
    writer: StoreWriter,
    factory: MailServerFactory,
    password_of: Callable[[Account], str],
    clock: Clock,
    *,
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
