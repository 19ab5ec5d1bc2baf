"""Keeps accounts in step with their servers: one thread an account, and what happens on failure.

    connect ─► pass over all folders ─► wait: news of a folder ─► look at that folder ─► wait …
       ▲        │                         └── the interval ends, somebody asks ─► pass
       └────────┴─ TransientError: back off, 2 s doubling to 5 min, with jitter
                   AuthError: wait until somebody asks; RejectedError: a quarter of an hour
                   StorageError: a minute

News come from the connections of `app.runtime.idle`; folders beyond their budget, and servers that
tell no news, are polled by the interval.
"""

import logging
import threading
from concurrent.futures import Future
from functools import partial

from app.domain.accounts import Account, FolderRole
from app.domain.changes import ChangeSet
from app.domain.errors import (
    PATIENT,
    AuthError,
    PostroomError,
    RejectedError,
    StorageError,
    TransientError,
)
from app.domain.ports import MailServer
from app.domain.problems import Problem
from app.runtime import journal_problems, problems
from app.runtime.errands import Errands
from app.runtime.idle import Watchers
from app.runtime.journal_follower import JournalFollower, JournalSurroundings, takes_part
from app.runtime.logins import logged_in
from app.runtime.orders import Order, Orders
from app.runtime.outbox import OutboxSurroundings, OutboxWorker
from app.runtime.surroundings import Surroundings
from app.runtime.sync import AccountSync, SyncReport, SyncStoppedError

_LOG = logging.getLogger(__name__)
_ALERT_SECONDS = 3600.0
_METERED_POLL = 5
"""How many times as long the pause between passes is where the network costs by volume."""
_FLAG_WINDOW = 1000
"""Newest letters of a folder whose flags each pass compares where the server counts no changes."""


class AccountFollower:
    """The thread ``sync:<account>``: owns the account's connection and runs its passes."""

    def __init__(self, account: Account, around: Surroundings) -> None:
        self._account = account
        self._name = account.settings.name
        self._around = around
        self._stop = threading.Event()
        self._orders = Orders()
        self.errands = Errands(self.send_changes)
        """What others want done on this connection; any thread."""
        self._accept_removals = threading.Event()
        self._server: MailServer | None = None
        self._backoff = around.rhythm.backoff()
        self._all_flags_due = 0.0
        self._alert: Problem | None = None
        self._alert_ends = 0.0
        self.last_pass: int | None = None
        """When everything was last compared with the server, seconds UTC; any thread."""
        self._parked = False
        """Whether only a person can mend what is wrong; no folder's news change that."""
        self._offline = False
        """Whether the last attempt failed for a reason that passes by itself."""
        self._watchers = Watchers(
            self._name,
            self._connect,
            self._hear,
            budget=around.rhythm.connections - 1,
            renewal=around.rhythm.renewal,
            backoff=around.rhythm.backoff,
        )
        self._journal = JournalFollower(account, self._journal_surroundings())
        self._outbox = self._new_outbox()
        self._listened: str | None = None
        """The folder in which this thread's own connection waits, for want of another one."""
        self._thread = threading.Thread(target=self._run, name=f"sync:{self._name}")

    @property
    def journal(self) -> JournalFollower:
        """What follows the team's folder of this account."""
        return self._journal

    @property
    def outbox(self) -> OutboxWorker | None:
        """What sends letters of this account; None where nothing is sent."""
        return self._outbox

    @property
    def account(self) -> Account:
        """The account as it was when the thread began."""
        return self._account

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._journal.start()
        if self._outbox is not None:
            self._outbox.start()

    def sync_now(self, *, accept_removals: bool = False) -> None:
        """Begin a pass at once, or another one after the pass that runs; any thread.

        ``accept_removals``: the person confirmed that letters were removed on purpose.
        """
        if accept_removals:
            self._accept_removals.set()
        self._orders.everything()
        if self._outbox is not None:
            self._outbox.retry()

    def send_changes(self) -> None:
        """Tell the server what was changed here, at once where it is connected; any thread."""
        self._orders.folder("")  # no folder is called so: nothing is looked at besides

    def tell_outbox(self, changes: ChangeSet) -> None:
        """Pass on what was committed; any thread."""
        if self._outbox is not None:
            self._outbox.hear(changes)

    def look(self) -> "Future[None]":
        """Compare what came lately to the inbox and to Sent with the server; any thread.

        The future ends when that was stored, as soon as there is a connection.
        """
        return self.errands.ask(lambda _: self._look_at(self._mail_folders(), rest=False))

    def hurry(self) -> None:
        """Connect now where the last attempt failed for a reason that passes by itself."""
        if self._offline and self._server is None:
            self._orders.everything()

    def reconnect(self) -> None:
        """Open all connections anew, at once: the network is another, or it slept; any thread."""
        if self._outbox is not None:
            self._outbox.network_changed()
        if self._parked:
            return
        self._watchers.reconnect()
        self._journal.reconnect()
        self._abandon()
        self._orders.everything()

    def watching(self) -> list[str]:
        """Folders whose news come by themselves now; any thread."""
        own = self._listened
        return self._watchers.watching() + ([own] if own is not None else [])

    def take_part(self) -> None:
        """Follow the team's folder from now on, and make one if need be; any thread."""
        self._journal.call()

    def stop(self) -> None:
        """Ask the threads to end, leaving what is under way; any thread."""
        self._stop.set()
        if self._outbox is not None:
            self._outbox.stop()
        self._watchers.stop()
        self._journal.stop()
        self._abandon()
        self._orders.everything()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self._thread.join(timeout)
        ended = self._watchers.join(timeout) and self._journal.join(timeout)
        sent = self._outbox is None or self._outbox.join(timeout)
        return ended and sent and not self._thread.is_alive()

    def _run(self) -> None:
        order = Order(everything=True, folders=frozenset())
        try:
            while not self._stop.is_set():
                pause = self._obey(order)
                order = self._next_order(pause)
        finally:
            self._disconnect()
            self.errands.give_up()

    def _next_order(self, pause: float | None) -> Order:
        """Wait for what is to be done next, on the connection if another folder's news come so."""
        server, folder = self._server, self._listened
        if server is None or folder is None or pause is None:
            return self._orders.take(pause, folders=server is not None)
        self._orders.answer_by(server.nudge)
        try:
            server.select(folder)
            until = self._around.clock.monotonic() + pause
            while True:
                order = self._orders.take(0, folders=True)
                left = until - self._around.clock.monotonic()
                if order.everything or order.folders or left <= 0 or self._stop.is_set():
                    return order
                if server.wait_for_news(min(left, self._around.rhythm.renewal)):
                    self._orders.folder(folder)
        except PostroomError as error:
            _LOG.info("The connection of %s ended while it waited: %s", self._name, error)
            self._disconnect()
            self._watchers.reconnect()  # they share its fate, and may not know yet
            self._journal.reconnect()
            return Order(everything=True, folders=frozenset())
        finally:
            self._orders.answer_by(None)

    def _obey(self, order: Order) -> float | None:
        """Do what is asked; return the seconds to wait at most, None for "until asked"."""
        self._parked = self._offline = False
        try:
            self._pass(order)
            if self._server is not None:
                self.errands.do(self._server)
        except SyncStoppedError:
            return 0
        except PostroomError as error:
            self._disconnect()
            if self._stop.is_set():
                return 0
            self._parked = isinstance(error, AuthError)
            self._offline = isinstance(error, TransientError)
            problem = (
                problems.storage_problem(error)
                if isinstance(error, StorageError)
                else problems.connection_problem(self._name, error)
            )
            self._around.problems.put(problem)
            return self._pause_after(error)
        except Exception:  # noqa: BLE001 - the thread goes on; the person hears of it
            _LOG.exception("Syncing %s failed unexpectedly.", self._name)
            self._disconnect()
            self._around.problems.put(problems.internal_error(self._name))
            return self._backoff.next()
        finally:
            self._around.pass_ended(self._name)
        self._backoff.reset()
        return self._around.rhythm.poll * (_METERED_POLL if self._around.metered() else 1)

    def _pass(self, order: Order) -> None:
        if order.folders and not order.everything and self._server is not None:
            self._look_at(order.folders)
        else:
            self._look_at_everything()

    def _look_at(self, folders: frozenset[str], *, rest: bool = True) -> None:
        server = self._living_server()
        report = self._sync(server, all_flags=False).run(only=folders, rest=rest)
        told = [*report.problems, *self._said(server)]
        self._around.problems.replace_of_folders(self._name, folders, told)

    def _mail_folders(self) -> frozenset[str]:
        """Where letters of people come and go: the inbox, and Sent."""
        account = self._account.id
        found = self._around.writer.run(lambda store, _: store.folders.of(account))
        roles = {FolderRole.INBOX, FolderRole.SENT}
        return frozenset(folder.name for folder in found if folder.role in roles)

    def _said(self, server: MailServer) -> list[Problem]:
        """What the server last wanted to be read, for an hour; who dismisses it sees it no more."""
        now = self._around.clock.monotonic()
        for words in server.alerts():
            self._alert = problems.server_says(self._name, words)
            self._alert_ends = now + _ALERT_SECONDS
        return [self._alert] if self._alert is not None and now < self._alert_ends else []

    def _look_at_everything(self) -> None:
        around = self._around
        server = self._living_server()
        accept = self._accept_removals.is_set()
        now = around.clock.monotonic()
        all_flags = now >= self._all_flags_due
        self._orders.forget_folders()
        self._team_begins()
        report = self._sync(server, all_flags=all_flags, accept_removals=accept).run()
        if all_flags:
            self._all_flags_due = now + around.rhythm.all_flags
        if accept:
            self._accept_removals.clear()
        told = [*report.problems, *self._said(server)]
        around.problems.replace_of_account(self._name, told)
        around.problems.replace("storage", ())
        self.last_pass = around.clock.now()
        self._watch(server, report)

    def _sync(
        self, server: MailServer, *, all_flags: bool, accept_removals: bool = False
    ) -> AccountSync:
        around = self._around
        return AccountSync(
            self._account,
            server,
            around.writer,
            around.reader,
            around.clock,
            progress=around.progress,
            stop=self._stop,
            accept_removals=accept_removals,
            flag_window=None if all_flags else _FLAG_WINDOW,
            metered=around.metered,
            between=lambda: self.errands.do(server),
        )

    def _team_begins(self) -> None:
        """Follow the team before the first letters come, if this computer is one of its own."""
        if self.last_pass is None and self._has_own_journal:
            account = self._account.id
            if self._around.writer.run(lambda store, _: takes_part(store, account)):
                self._journal.want()

    @property
    def _has_own_journal(self) -> bool:
        return self._around.rhythm.connections > 1

    def _watch(self, server: MailServer, report: SyncReport) -> None:
        account = self._account.id
        team = self._has_own_journal and (
            report.journal or self._around.writer.run(lambda store, _: takes_part(store, account))
        )
        self._listened = None
        free = True
        if server.can_idle and self._around.rhythm.connections > 1:
            names = [folder.name for folder in report.folders]
            free = self._watchers.watch(names, spare=int(team))
            if team:
                self._listened = next(iter(names[self._around.rhythm.connections - 2 :]), None)
            self._around.reader.prepare()
        if team and free:
            self._journal.want()
            self._journal.retry()

    def _journal_surroundings(self) -> JournalSurroundings:
        around, name = self._around, self._name
        return JournalSurroundings(
            self._connect,
            around.writer,
            around.vault,
            around.clock,
            lambda told: around.problems.replace(journal_problems.prefix(name), told),
            renewal=around.rhythm.renewal,
            poll=around.rhythm.poll,
            backoff=around.rhythm.backoff,
            ask=self._orders.everything,
        )

    def _new_outbox(self) -> OutboxWorker | None:
        around, name = self._around, self._name
        if around.sender is None:
            return None
        surroundings = OutboxSurroundings(
            around.database,
            around.writer,
            around.secret_of,
            around.clock,
            around.sender(),
            lambda told: around.problems.replace(problems.outbox(name), told),
            around.rhythm.outbox,
        )
        return OutboxWorker(self._account, self, surroundings)

    def _living_server(self) -> MailServer:
        """Return the connection; one that died in silence is replaced at once."""
        if self._server is not None:
            try:
                self._server.probe()
            except TransientError as error:
                _LOG.info("The connection of %s is opened anew: %s", self._name, error)
                self._disconnect()
                self._watchers.reconnect()  # they share its fate, and may not know yet
            else:
                return self._server
        server = self._connect()
        self._server = server
        if self._stop.is_set():
            raise SyncStoppedError
        self._watchers.retry()
        return server

    def _connect(self) -> MailServer:
        around, account = self._around, self._account
        return logged_in(account, around.secret_of, partial(around.factory.connect, account))

    def _pause_after(self, error: PostroomError) -> float | None:
        match error:
            case AuthError():
                return None
            case RejectedError():
                return self._around.rhythm.rejected_retry
            case StorageError():
                return self._around.rhythm.storage_retry
            case _:
                return self._backoff.next(patient=error.reason in PATIENT)

    def _hear(self, folder: str) -> None:
        """Take news of a folder; where there was no way to the server, there is one again."""
        if self._offline and self._server is None:
            self._orders.everything()
        else:
            self._orders.folder(folder)

    def _abandon(self) -> None:
        server = self._server
        if server is not None:
            server.abandon()

    def _disconnect(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
