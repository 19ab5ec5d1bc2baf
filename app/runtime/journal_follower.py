"""Follows the team's folder of an account: one thread, one connection that waits in IDLE.

    wanted? ─► connect ─► turn ─► wait: news of the folder, something to tell, a time ─► turn …
                  └─ TransientError: back off; AuthError, RejectedError: until somebody asks

It is wanted where the mailbox has such a folder, or where a person wants to take part.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.accounts import Account
from app.domain.errors import PATIENT, AuthError, PostroomError, RejectedError, StorageError
from app.domain.ids import AccountId
from app.domain.ports import Clock, MailServer, Vault
from app.domain.problems import Problem
from app.runtime.backoff import Backoff
from app.runtime.journal_wishes import JournalWishes
from app.runtime.writer import StoreWriter
from app.store import Store

if TYPE_CHECKING:
    from app.runtime.journal_cleaning import JournalCleaning
    from app.runtime.journal_exchange import JournalExchange

_LOG = logging.getLogger(__name__)
_STORAGE_SECONDS = 60.0


class _StoppedError(Exception):
    """The thread was told to end."""


@dataclass(frozen=True, slots=True)
class JournalSurroundings:
    """What a follower is given."""

    connect: Callable[[], MailServer]
    writer: StoreWriter
    vault: Vault
    clock: Clock
    show: Callable[[tuple[Problem, ...]], None]
    """Takes the account's troubles with its team, all that stand now."""
    renewal: float
    """Seconds after which IDLE begins anew."""
    poll: float
    """Seconds between looks where the server tells no news."""
    backoff: Callable[[], Backoff]
    ask: Callable[[], None]
    """Asks for a pass over the account, which makes room for one more connection."""


def takes_part(store: Store, account: AccountId) -> bool:
    """Whether this computer is one of the team's, or wants to be."""
    from app.services.members import told_of_me  # noqa: PLC0415 - heavy, and the window starts

    return store.journal.state(account).introduced or told_of_me(store, account) is not None


class JournalFollower:
    """The thread ``journal:<account>``. Every method but `join` returns at once; any thread."""

    def __init__(self, account: Account, around: JournalSurroundings) -> None:
        self._account = account
        self._around = around
        self._stop = threading.Event()
        self._condition = threading.Condition()
        self._wanted = False
        self._called = False
        """Whether there is something to do at once."""
        self._server: MailServer | None = None
        self._backoff = around.backoff()
        self._in_turn = False
        self.wishes = JournalWishes(around.clock, self.call)
        """Claims and presence of this computer."""
        self.following = threading.Event()
        """Set while news of the team come by themselves."""
        self._thread = threading.Thread(
            target=self._run, name=f"journal:{account.settings.name}", daemon=False
        )

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def want(self) -> None:
        """Say that there is a team to follow, or one to found."""
        with self._condition:
            first, self._wanted = not self._wanted, True
        if first:
            self.call()

    @property
    def wanted(self) -> bool:
        """Whether it has, or seeks, a connection of its own."""
        return self._wanted and not self._stop.is_set()

    def call(self) -> None:
        """Say that something waits to be told to the team; it is at once where there is a way."""
        with self._condition:
            self._called = True
            self._condition.notify_all()
            server = None if self._in_turn else self._server
        if server is not None:
            server.nudge()

    def reconnect(self) -> None:
        """Give up the connection, which is suspect, and open another at once."""
        with self._condition:
            server = self._server
        if server is not None:
            server.abandon()
        self.call()

    def retry(self) -> None:
        """Connect now if there is no connection: others of this account work."""
        if self._wanted and not self.following.is_set():
            self.call()

    def leave(self) -> bool:
        """Give back where the person is at work; whether the team is being told of that."""
        told = self.wishes.leave()
        with self._condition:
            return told and self._server is not None

    def stop(self) -> None:
        """Ask the thread to end."""
        self._stop.set()
        self.reconnect()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    # --- the thread ------------------------------------------------------------------------

    def _run(self) -> None:
        pause: float | None = None
        while self._is_asked(pause):
            pause = self._attempt()
        self.wishes.give_up()

    def _is_asked(self, pause: float | None) -> bool:
        """Wait until called, or for some time; False where the thread shall end."""
        with self._condition:
            self._condition.wait_for(lambda: self._called or self._stop.is_set(), pause)
            self._called = False
        return not self._stop.is_set()

    def _attempt(self) -> float | None:
        """Follow as long as it works; return the seconds to wait then, None for "until called".

        Not wanted, and called: the person may want to take part since then.
        """
        try:
            if self._wanted:
                self._follow()
            elif self._around.writer.run(lambda store, _: takes_part(store, self._account.id)):
                self._around.ask()
        except _StoppedError:
            return 0
        except (AuthError, RejectedError) as error:
            _LOG.info("The team of %s is not followed: %s", self._account.settings.name, error)
            return None
        except StorageError as error:
            _LOG.info("The team's folder cannot be taken over: %s", error)
            return _STORAGE_SECONDS
        except PostroomError as error:
            _LOG.info("The team's folder is not followed for now: %s", error)
            return self._backoff.next(patient=error.reason in PATIENT)
        except Exception:  # noqa: BLE001 - the thread goes on
            _LOG.exception("Following the team's folder failed unexpectedly.")
            return self._backoff.next()
        return None

    def _follow(self) -> None:
        from app.runtime.journal_cleaning import JournalCleaning  # noqa: PLC0415 - heavy
        from app.runtime.journal_exchange import JournalExchange  # noqa: PLC0415
        from mail.journal_secrets import JournalSecrets  # noqa: PLC0415

        around = self._around
        server = around.connect()
        with self._condition:
            self._server = server
        try:
            self._check_stop()
            exchange = JournalExchange(
                self._account,
                server.journal(),
                around.writer,
                JournalSecrets(around.vault),
                around.clock,
                wishes=self.wishes,
                check_stop=self._check_stop,
            )
            cleaning = JournalCleaning(exchange, around.clock)
            look_again = False
            while True:
                self._turn(exchange, cleaning, look_again=look_again)
                if not exchange.is_there:
                    return  # until somebody takes part, or the folder appears
                self.following.set()
                look_again = not self._wait(server)
                self._check_stop()
        finally:
            self.following.clear()
            with self._condition:
                self._server = None
            server.close()

    def _turn(
        self, exchange: "JournalExchange", cleaning: "JournalCleaning", *, look_again: bool
    ) -> None:
        """Exchange, until nothing was said meanwhile."""
        while True:
            with self._condition:
                self._in_turn, self._called = True, False
            try:
                self._around.show(exchange.turn(look_again=look_again))
                cleaning.tidy()
                self._backoff.reset()
            finally:
                with self._condition:
                    self._in_turn = False
                    called, self._called = self._called, False
            if not called or not exchange.has_something_to_tell():
                return
            look_again = False
            self._check_stop()

    def _wait(self, server: MailServer) -> bool:
        """Wait for news or wishes; False where a good while has passed in silence."""
        due = self.wishes.seconds_to_next()
        if not server.can_idle:
            with self._condition:
                seconds = min(self._around.poll, due)
                called = self._condition.wait_for(lambda: self._called, seconds)
                self._called = False
            server.probe()
            return called
        heard = server.wait_for_news(min(self._around.renewal, due))
        with self._condition:
            self._called = False
        return heard or due < self._around.renewal

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise _StoppedError
