"""Keeps accounts in step with their servers: one thread an account, and what happens on failure.

    connect ─► pass ─► wait until the interval ends or somebody asks ─► pass ─► …
       ▲        │
       └────────┴─ TransientError: back off, 2 s doubling to 5 min, with jitter
                   AuthError, RejectedError: wait until somebody asks; StorageError: a minute

Waiting for the server's own news (IDLE) belongs beside the waiting here.
"""

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.accounts import Account
from app.domain.errors import (
    AuthError,
    PostroomError,
    RejectedError,
    StorageError,
)
from app.domain.ports import Clock, MailServer, MailServerFactory, Vault
from app.domain.problems import Problem, Severity
from app.runtime.problems import ProblemList, connection_problem
from app.runtime.readers import LetterReader
from app.runtime.sync import AccountSync, SyncProgress, SyncStoppedError
from app.runtime.writer import StoreWriter

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds between passes and after failures."""

    poll: float = 60.0
    first_retry: float = 2.0
    longest_retry: float = 300.0
    storage_retry: float = 60.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every account's thread shares."""

    writer: StoreWriter
    reader: LetterReader
    factory: MailServerFactory
    vault: Vault
    clock: Clock
    problems: ProblemList
    progress: Callable[[SyncProgress], None]
    pass_ended: Callable[[str], None]
    """Called with the account's name after each pass, complete or not."""
    rhythm: Rhythm


class AccountFollower:
    """The thread ``sync:<account>``: owns the account's connection and runs its passes."""

    def __init__(self, account: Account, around: Surroundings) -> None:
        self._account = account
        self._name = account.settings.name
        self._around = around
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._accept_removals = threading.Event()
        self._server: MailServer | None = None
        self._failures = 0
        self._jitter = random.Random()  # noqa: S311 - spreads retries, keeps no secret
        self._thread = threading.Thread(target=self._run, name=f"sync:{self._name}")

    @property
    def account(self) -> Account:
        """The account as it was when the thread began."""
        return self._account

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def sync_now(self, *, accept_removals: bool = False) -> None:
        """Begin a pass at once, or another one after the pass that runs; any thread.

        ``accept_removals``: the person confirmed that letters were removed on purpose.
        """
        if accept_removals:
            self._accept_removals.set()
        self._wake.set()

    def stop(self) -> None:
        """Ask the thread to end after the chunk it is at; any thread."""
        self._stop.set()
        self._wake.set()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                pause = self._pass_and_pause()
                self._wake.wait(pause)
                self._wake.clear()
        finally:
            self._disconnect()

    def _pass_and_pause(self) -> float | None:
        """Do one pass; return the seconds until the next, None for "when asked"."""
        try:
            self._pass()
        except SyncStoppedError:
            return 0
        except PostroomError as error:
            self._disconnect()
            if self._stop.is_set():
                return 0
            self._around.problems.put(connection_problem(self._name, error))
            return self._pause_after(error)
        except Exception:  # noqa: BLE001 - the thread goes on; the person hears of it
            _LOG.exception("Syncing %s failed unexpectedly.", self._name)
            self._disconnect()
            self._around.problems.put(_bug(self._name))
            return self._backoff()
        finally:
            self._around.pass_ended(self._name)
        self._failures = 0
        return self._around.rhythm.poll

    def _pass(self) -> None:
        around = self._around
        if self._server is None:
            password = around.vault.get(self._name)
            if password is None:
                raise AuthError(f"There is no password for the account {self._name}.")
            self._server = around.factory.connect(self._account, password)
        accept = self._accept_removals.is_set()
        self._accept_removals.clear()
        report = AccountSync(
            self._account,
            self._server,
            around.writer,
            around.reader,
            around.clock,
            progress=around.progress,
            stop=self._stop,
            accept_removals=accept,
        ).run()
        around.problems.replace(f"account:{self._name}:", report.problems)

    def _pause_after(self, error: PostroomError) -> float | None:
        match error:
            case AuthError() | RejectedError():
                return None
            case StorageError():
                return self._around.rhythm.storage_retry
            case _:
                return self._backoff()

    def _backoff(self) -> float:
        rhythm = self._around.rhythm
        pause = min(rhythm.longest_retry, rhythm.first_retry * (1 << min(self._failures, 20)))
        self._failures += 1
        return pause * self._jitter.uniform(0.75, 1.25)

    def _disconnect(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()


def _bug(account: str) -> Problem:
    return Problem(
        key=f"account:{account}:connection",
        code="internal-error",
        severity=Severity.ERROR,
        detail=f"Syncing {account} failed because of a mistake in Postroom.",
        remedy="Postroom tries again by itself. Please report it with the log.",
    )
