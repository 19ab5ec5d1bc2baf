"""What the window sees of everything that runs beside it: start, stop, ask, subscribe. No Qt."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from app.domain.accounts import Account
from app.domain.changes import ChangeSet
from app.domain.errors import PostroomError, StorageError
from app.domain.events import EventId
from app.domain.ids import AccountId
from app.domain.ports import Clock, MailSender, MailServerFactory, Vault
from app.domain.problems import Problem
from app.domain.streams import Anchor
from app.runtime.alarm import WakeAlarm
from app.runtime.journal_wishes import Claimed
from app.runtime.lock import ProfileLock
from app.runtime.logins import Logins
from app.runtime.outbox import OutboxWorker
from app.runtime.outbox_agenda import recover_outbox
from app.runtime.problems import ProblemList, paused, storage_problem
from app.runtime.readers import LetterReader, ReaderPool
from app.runtime.sleep import SleepWatch
from app.runtime.spelling import Spelling
from app.runtime.supervisor import AccountFollower
from app.runtime.surroundings import Rhythm, Surroundings
from app.runtime.sync import SyncProgress
from app.runtime.writer import StoreWriter
from app.store import Store, Transaction

_LOG = logging.getLogger(__name__)
_STOP_SECONDS = 5.0
_TICK_SECONDS = 5.0

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PassProgress:
    """How far the running passes of all accounts are, together."""

    done: int
    total: int
    seconds_left: float | None


class Runtime:
    """The machinery of one open profile.

    Every method may be called from the GUI thread and returns at once, apart from `start` (opens
    and migrates the database) and `stop`. Listeners are called on worker threads.
    """

    def __init__(
        self,
        database: Path,
        clock: Clock,
        vault: Vault,
        factory: MailServerFactory,
        *,
        sender: Callable[[], MailSender] | None = None,
        reader: LetterReader | None = None,
        rhythm: Rhythm | None = None,
    ) -> None:
        """``database`` lies in the profile's folder, which is locked while this runs.

        ``sender`` makes what hands letters over, one an account; without it nothing is sent.
        """
        self._database = database
        self._clock = clock
        self._vault = vault
        self.logins = Logins(vault)
        """What accounts log in with; ends with this."""
        self._factory = factory
        self._sender = sender
        self._reader = reader or ReaderPool(keep_one=True)
        self._rhythm = rhythm or Rhythm()
        self._writer = StoreWriter(database)
        self._alarm = WakeAlarm(self._writer, clock)
        self._problems = ProblemList()
        self.spelling = Spelling(database.parent)
        """Checks words in a process that begins with the first letter written."""
        self._lock: ProfileLock | None = None
        self._followers: dict[AccountId, AccountFollower] = {}
        self._leaving: list[AccountFollower] = []
        self._changed = threading.Event()
        self._stopping = threading.Event()
        self._paused = threading.Event()
        self._present: set[tuple[AccountId, Anchor]] = set()
        """Where the person is at work."""
        self._present_lock = threading.Lock()
        self._metered = threading.Event()
        self._recovered = False
        """Whether letters are known again that were on their way when the program ended."""
        self._thread = threading.Thread(target=self._supervise, name="supervisor")
        self._passes_lock = threading.Lock()
        self._passes: dict[tuple[str, str], SyncProgress] = {}
        self._progress_listeners: list[Callable[[PassProgress | None], None]] = []

    def start(self) -> None:
        """Lock the profile, open the database, follow every account.

        Raises `RejectedError` where another process has the profile, `StorageError` where the
        database cannot be opened; nothing runs then.
        """
        self._lock = ProfileLock(self._database.parent)
        try:
            self._writer.on_storage_error(self._note_storage_error)
            self._writer.subscribe(self._note_changes)
            self._writer.start()
        except BaseException:
            self._lock.release()
            self._lock = None
            raise
        self._changed.set()
        self._thread.start()

    def stop(self) -> None:
        """End every thread and process; within 6 seconds unless the name service hangs.

        Where an answer is being written, and there is a connection, the team is told of the end.
        """
        if self._lock is None:
            return
        self._stopping.set()
        self._changed.set()
        self.spelling.close()
        self._thread.join()
        self._take_leave()
        followers = [*self._followers.values(), *self._leaving]
        for follower in followers:
            follower.stop()
        self.logins.close()
        self._end_sending([f.outbox for f in followers if f.outbox is not None])
        self._factory.close()
        for follower in followers:
            if not follower.join(_STOP_SECONDS):
                _LOG.error("%s does not end.", follower.account.settings.name)
        self._reader.close()
        self._writer.stop()
        self._lock.release()
        self._lock = None

    def _end_sending(self, outboxes: list[OutboxWorker]) -> None:
        """Let what is being handed over come to its end, as far as that is soon."""
        until = self._clock.monotonic() + self._rhythm.outbox.farewell
        for outbox in outboxes:
            if not outbox.join(max(0.0, until - self._clock.monotonic())):
                outbox.abandon()

    def _take_leave(self) -> None:
        """Give back where the person is at work, as far as that is soon done."""
        journals = [follower.journal for follower in self._followers.values()]
        until = self._clock.monotonic() + self._rhythm.farewell
        for journal in [journal for journal in journals if journal.leave()]:
            journal.wishes.wait_until_left(max(0.0, until - self._clock.monotonic()))

    def sync_now(self, account: str | None = None, *, accept_removals: bool = False) -> None:
        """Look for mail now: one account by name, or all."""
        for follower in list(self._followers.values()):
            if account in {None, follower.account.settings.name}:
                follower.sync_now(accept_removals=accept_removals)

    def pause(self) -> None:
        """End all connections; nothing is fetched or sent until `resume`, or the next start.

        What is changed here meanwhile waits. The problem ``paused`` stands as long, and `sync_now`
        does nothing.
        """
        if not self._paused.is_set():
            self._paused.set()
            self._problems.put(paused())
            self._changed.set()

    def resume(self) -> None:
        """Go on after `pause`, at once."""
        if self._paused.is_set():
            self._paused.clear()
            self._problems.replace(paused().key, ())
            self._changed.set()

    @property
    def paused(self) -> bool:
        """Whether a person paused the syncing."""
        return self._paused.is_set()

    def set_metered(self, metered: bool) -> None:  # noqa: FBT001 - a setter, as the system tells
        """Say whether the network costs by volume; then old letters wait, and only news come.

        A problem ``letters-wait`` for each folder tells how many. Polling is slower as well; what
        the server tells by itself comes at once.
        """
        if metered == self._metered.is_set():
            return
        if metered:
            self._metered.set()
        else:
            self._metered.clear()
            self.sync_now()

    @property
    def metered(self) -> bool:
        """Whether the network costs by volume, as far as we were told."""
        return self._metered.is_set()

    def take_part(self, account: AccountId) -> None:
        """Go and join the team of a mailbox, now that it is known who sits here.

        See `app.services.members.introduce_me`. Done in the background; where something keeps us
        from it, a problem tells.
        """
        if (follower := self._followers.get(account)) is not None:
            follower.take_part()

    def present(self, account: AccountId, ticket: Anchor, *, there: bool) -> None:
        """Tell the team that an answer is being written in a ticket, until ``there`` is False.

        While nothing is connected, nobody is told; afterwards they are.
        """
        with self._present_lock:
            if there:
                self._present.add((account, ticket))
            else:
                self._present.discard((account, ticket))
        if (follower := self._followers.get(account)) is not None:
            follower.journal.wishes.present(ticket, there=there)

    def claim(self, account: AccountId, what: str, seconds: int) -> "Future[Claimed]":
        """Ask to be the only one of the team who does a thing, for some time (at most an hour).

        The answer comes when the folder was read; cancelled where nothing is followed any more.
        """
        if (follower := self._followers.get(account)) is not None:
            return follower.journal.wishes.claim(what, seconds)
        nobody: Future[Claimed] = Future()
        nobody.cancel()
        return nobody

    def release(self, account: AccountId, claim: EventId) -> None:
        """Give back what was won by a claim."""
        if (follower := self._followers.get(account)) is not None:
            follower.journal.wishes.release(claim)

    def dismiss(self, key: str) -> None:
        """Take away a problem that only tells something: the person has read it.

        Said again in the same words, it stays away until the next start. Other problems stand
        until their cause is gone.
        """
        self._problems.dismiss(key)

    def network_changed(self) -> None:
        """Connect anew at once: the machine has another network, or had none; see also sleep.

        A password that was refused is not tried again by this.
        """
        for follower in list(self._followers.values()):
            follower.reconnect()

    def watching(self) -> dict[str, list[str]]:
        """Folders by account whose news come by themselves now; the others are polled."""
        return {f.account.settings.name: f.watching() for f in list(self._followers.values())}

    def last_passes(self) -> dict[str, int]:
        """When each account was last compared with its server in full, seconds UTC, by name.

        Since this runs; accounts that were not are absent.
        """
        followers = list(self._followers.values())
        return {f.account.settings.name: f.last_pass for f in followers if f.last_pass is not None}

    def perform(
        self,
        command: Callable[Concatenate[Store, Transaction, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> "Future[T]":
        """Run a command of `app.services.commands` on the writer's thread."""
        return self._writer.submit(lambda store, tx: command(store, tx, *args, **kwargs))

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> None:
        """Call ``listener`` after each commit, on the writer's thread."""
        self._writer.subscribe(listener)

    def problems(self) -> tuple[Problem, ...]:
        """Troubles that stand now."""
        return self._problems.all()

    def subscribe_problems(self, listener: Callable[[tuple[Problem, ...]], None]) -> None:
        """Call ``listener`` with all problems whenever they change."""
        self._problems.subscribe(listener)

    def progress(self) -> PassProgress | None:
        """The running passes together, None while nothing is being fetched."""
        with self._passes_lock:
            return _together(list(self._passes.values()))

    def subscribe_progress(self, listener: Callable[[PassProgress | None], None]) -> None:
        """Call ``listener`` after each stored chunk, and with None when nothing runs any more."""
        with self._passes_lock:
            self._progress_listeners.append(listener)

    def _supervise(self) -> None:
        """Keep one follower an account; runs on the thread ``supervisor``."""
        sleep = SleepWatch(self._clock, _TICK_SECONDS)
        failed = False
        while True:
            changed = self._changed.wait(_TICK_SECONDS) or failed
            if self._stopping.is_set():
                return
            if sleep.slept():
                _LOG.info("The machine slept; all connections are opened anew.")
                self.network_changed()
            try:
                self._alarm.look()
            except PostroomError as error:
                _LOG.warning("Tickets that are due could not be woken: %s", error)
            if not changed:
                continue
            self._changed.clear()
            try:
                self._after_a_kill()
                accounts = self._writer.run(lambda store, _: store.accounts.all())
            except PostroomError as error:
                _LOG.warning("The accounts could not be read: %s", error)
                failed = True
                continue
            failed = False
            self._follow(accounts)

    def _after_a_kill(self) -> None:
        """Of what was being handed over when the program ended, nobody knows whether it left.

        Before anything else is sent, and once.
        """
        if not self._recovered:
            self._writer.run(partial(recover_outbox, now=self._clock.now()))
            self._recovered = True

    def _follow(self, accounts: list[Account]) -> None:
        connected = {a.id: a for a in accounts if a.settings.imap is not None}
        wanted = {} if self._paused.is_set() else connected
        if not wanted:
            self._take_leave()
        for key, follower in list(self._followers.items()):
            if wanted.get(key) != follower.account:
                follower.stop()
                # not waited for here: its server may be silent for a minute
                self._leaving = [f for f in self._leaving if not f.join(0)] + [follower]
                if connected.get(key) != follower.account:
                    self._problems.replace(f"account:{follower.account.settings.name}:", ())
                del self._followers[key]
        around = Surroundings(
            self._writer,
            self._reader,
            self._factory,
            self._vault,
            self.logins.secret,
            self._clock,
            self._problems,
            self._note_progress,
            self._note_pass_end,
            self._rhythm,
            self._metered.is_set,
            self._database,
            self._sender,
        )
        for key, account in wanted.items():
            if key not in self._followers:
                self._followers[key] = follower = AccountFollower(account, around)
                with self._present_lock:
                    here = [ticket for of, ticket in self._present if of == key]
                for ticket in here:
                    follower.journal.wishes.present(ticket, there=True)
                follower.start()

    def _note_changes(self, changes: ChangeSet) -> None:
        self._alarm.note(changes)
        if changes.accounts or changes.everything:
            self._changed.set()
        for account in changes.accounts:
            if (follower := self._followers.get(account)) is not None:
                follower.journal.call()
        for follower in list(self._followers.values()):
            follower.tell_outbox(changes)
        for account in changes.wishes:
            if (follower := self._followers.get(account)) is not None:
                follower.send_changes()

    def _note_storage_error(self, error: StorageError) -> None:
        self._problems.put(storage_problem(error))

    def _note_progress(self, progress: SyncProgress) -> None:
        with self._passes_lock:
            self._passes[progress.account, progress.folder] = progress
        self._tell_progress()

    def _note_pass_end(self, account: str) -> None:
        with self._passes_lock:
            ended = [key for key in self._passes if key[0] == account]
            for key in ended:
                del self._passes[key]
        if ended:
            self._tell_progress()

    def _tell_progress(self) -> None:
        with self._passes_lock:
            now, listeners = _together(list(self._passes.values())), list(self._progress_listeners)
        for listener in listeners:
            listener(now)


def _together(passes: list[SyncProgress]) -> PassProgress | None:
    if not passes:
        return None
    rest = [p.seconds_left for p in passes if p.done < p.total]
    known = [seconds for seconds in rest if seconds is not None]
    return PassProgress(
        done=sum(p.done for p in passes),
        total=sum(p.total for p in passes),
        seconds_left=sum(known) if len(known) == len(rest) else None,
    )
