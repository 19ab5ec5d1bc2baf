"""Syncing without staying: one pass over some accounts, for ``postroom sync --once``."""

import threading
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from app.domain.accounts import Account, FolderRole
from app.domain.errors import PostroomError, StorageError, TransientError
from app.domain.ports import Clock, MailSender, MailServerFactory
from app.domain.problems import Problem
from app.runtime.alarm import wake_now
from app.runtime.journal_cleaning import JournalCleaning
from app.runtime.journal_exchange import JournalExchange
from app.runtime.journal_follower import takes_part
from app.runtime.logins import SecretOf, logged_in
from app.runtime.outbox_agenda import recover_outbox
from app.runtime.outbox_desk import Desk, Patience
from app.runtime.outbox_way import OnceWay
from app.runtime.problems import connection_problem, server_says
from app.runtime.readers import LetterReader, ReaderPool
from app.runtime.sync import AccountSync, FolderReport, SyncProgress, SyncReport
from app.runtime.writer import StoreWriter
from mail.journal_secrets import JournalSecrets

if TYPE_CHECKING:
    from app.runtime.outbox_once import SentReport


def sync_once(
    accounts: Sequence[Account],
    writer: StoreWriter,
    factory: MailServerFactory,
    secret_of: SecretOf,
    clock: Clock,
    *,
    secrets: JournalSecrets | None = None,
    reader: LetterReader | None = None,
    progress: Callable[[SyncProgress], None] | None = None,
    stop: threading.Event | None = None,
    accept_removals: bool = False,
    sender: MailSender | None = None,
) -> SyncReport:
    """Sync each account that has a server, one after another, and report all their folders.

    Raises what `app.runtime.sync.AccountSync.run` and the factory raise; what was stored until then
    stands. ``writer`` must be running; without ``reader``, processes are started and ended here.
    With ``secrets``, the team is told what waits for it, and what it says is taken over. With
    ``sender``, letters that are due are sent; no other process may work on the profile then.
    """
    now, sent = clock.now(), 0
    if sender is not None:
        writer.run(partial(recover_outbox, now=now))
    folders: list[FolderReport] = []
    problems: list[Problem] = []
    own_reader = reader is None
    reader = reader or ReaderPool()
    try:
        for account in accounts:
            if account.settings.imap is None:
                continue
            given = _asked_once(account, secret_of)
            server = logged_in(account, given, partial(factory.connect, account))
            try:
                new_pass = partial(
                    AccountSync,
                    account,
                    server,
                    writer,
                    reader,
                    clock,
                    progress=progress,
                    stop=stop,
                    accept_removals=accept_removals,
                )
                report = new_pass().run()
                exchange = None
                if secrets is not None and _has_team(account, report, writer):
                    journal = server.journal()
                    exchange = JournalExchange(account, journal, writer, secrets, clock)
                    problems += _with_the_team(exchange, account, clock)
                if sender is not None:
                    look = partial(_look, account, writer, new_pass)
                    way = OnceWay(server, look, exchange, stop or threading.Event())
                    desk = Desk(account, writer.path, writer, sender, given, clock, way, Patience())
                    letters = _sent(desk, way)
                    sent += letters.sent
                    problems += letters.problems
                said = [server_says(account.settings.name, words) for words in server.alerts()]
            finally:
                server.close()
            folders += report.folders
            problems += [*report.problems, *said[-1:]]
    finally:
        if own_reader:
            reader.close()
    writer.run(lambda store, transaction: wake_now(store, transaction, now))
    return SyncReport(tuple(folders), tuple(problems), sent=sent)


def _sent(desk: Desk, way: OnceWay) -> "SentReport":
    """Send what is due; where the connection ends, that is a problem: the letters are here."""
    from app.runtime.outbox_once import SentReport, send_due  # noqa: PLC0415 - heavy

    try:
        report = send_due(desk)
        way.finish()
    except TransientError as error:
        return SentReport(0, 0, (connection_problem(desk.account.settings.name, error),))
    return report


def _look(account: Account, writer: StoreWriter, new_pass: Callable[[], AccountSync]) -> None:
    """Compare the inbox and Sent with the server once more."""
    known = writer.run(lambda store, _: store.folders.of(account.id))
    mail = {f.name for f in known if f.role in {FolderRole.INBOX, FolderRole.SENT}}
    new_pass().run(only=mail, rest=False)


def _asked_once(account: Account, secret_of: SecretOf) -> SecretOf:
    """Ask for a password once, as it may be a person who answers; for a token each time."""
    return secret_of if account.settings.token_command else cache(secret_of)


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
    secret_of: SecretOf,
    clock: Clock,
    *,
    secrets: JournalSecrets | None = None,
    reader: LetterReader,
    progress: Callable[[SyncProgress], None] | None = None,
    accept_removals: bool = False,
    sender: MailSender | None = None,
) -> SyncReport:
    """Sync each account like `sync_once`; one that fails is reported and does not stop the others.

    Raises `StorageError`, which stands for all of them.
    """
    folders: list[FolderReport] = []
    problems: list[Problem] = []
    sent = 0
    for account in accounts:
        try:
            report = sync_once(
                [account],
                writer,
                factory,
                secret_of,
                clock,
                secrets=secrets,
                reader=reader,
                progress=progress,
                accept_removals=accept_removals,
                sender=sender,
            )
        except StorageError:
            raise
        except PostroomError as error:
            problems.append(connection_problem(account.settings.name, error))
        else:
            folders += report.folders
            problems += report.problems
            sent += report.sent
    return SyncReport(tuple(folders), tuple(problems), sent=sent)
