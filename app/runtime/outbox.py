"""Sends the letters of an account: one thread, which waits for what is due and for what changes.

The states are those of `app.domain.outgoing`. What happens to a letter, in this order:

    due? ─► 1 claim `send:TICKET` in the team's folder, where there is a team and a way to it
            2 the inbox and Sent are compared with the server, the team's folder was read by 1
            3 what its writer did not know is in the ticket?  ─► HELD, with what came
            4 the letter is composed and kept, byte for byte, once
            5 recipients told to the server; 3 again and HANDING in one transaction, on the disk
            6 the letter itself; its answer:  2xx ─► ACCEPTED   4xx ─► QUEUED, for four days
                                              5xx ─► HELD       none ─► UNSURE
            7 Sent: there? else, once the server had its time to file it, APPEND ─► FILED
            8 the claim is given back

* Why 1 before 2: whoever wins looks after everybody who won before has put their answer into Sent
  (8 comes after 7), so it is seen. Whoever loses waits a moment and looks then; if the other's
  answer takes longer, or its sender fell silent, a person is asked.
* Where the team's folder cannot be reached though the mailbox can, a letter waits a quarter of a
  minute and leaves without a claim. The look at Sent still finds every answer that has left, so
  what is lost is only the warning of two who send in the same seconds; not sending for as long as
  that folder is broken would be worse for the contact. Nothing leaves without the look.
* HANDING is written before the first byte of a letter is said. What is found in it at a start, or
  ended without an answer, is UNSURE. It is looked for in Sent and in our own inbox, and a person is
  asked if it is not there; only their word sends it again.
* Killed between 6 and 7, or in 7: Sent is looked at before anything is put there. A server that
  got the copy and whose answer was lost is given some seconds to show it.
* A server that files by itself later than 7 waits is noticed half a minute after it was given a
  copy: ours goes, and that server is waited for from then on (`outbox_doubles`).
* Where not all recipients are taken, nobody gets the letter: what one half has got and the other
  not could not be asked about with one question. A limit of recipients therefore is a 5xx.
* Offline at 1, 2 or 7: it waits in its state, and goes on by itself with the next connection.

A later letter of a ticket waits for the earlier one (`app.services.outbox.due`). Letters that
nobody typed have a Message-ID derived from what they answer; they come the same way.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.domain.accounts import Account
from app.domain.changes import ChangeSet
from app.domain.errors import PostroomError, StorageError, TransientError
from app.domain.outgoing import DraftId, Outgoing, WrongStepError
from app.domain.ports import Clock, MailSender
from app.domain.problems import Problem
from app.runtime import outbox_problems
from app.runtime.acknowledger import Acknowledger
from app.runtime.backoff import Backoff
from app.runtime.logins import SecretOf
from app.runtime.outbox_agenda import Agenda, Task, agenda, do
from app.runtime.outbox_desk import Attended, Desk, Patience, Trouble
from app.runtime.outbox_way import LiveWay, Neighbour, OutboxStoppedError
from app.runtime.writer import StoreWriter
from app.services import send_claims

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
_LONGEST_WAIT = 60.0
"""Between two looks at the clock, which people set, and which stands still while we sleep."""
_AFTER_ERROR = 30.0
_CONNECTION_ENDED = 2.0
_REFUSED = 900.0
"""After a server refused a copy for Sent."""


@dataclass(frozen=True, slots=True)
class OutboxSurroundings:
    """What an outbox is given."""

    database: Path
    writer: StoreWriter
    secret_of: SecretOf
    clock: Clock
    sender: MailSender
    """Its own: it is closed with it."""
    show: Callable[[tuple[Problem, ...]], None]
    """Takes all troubles with the account's letters that stand now."""
    patience: Patience


class OutboxWorker:
    """The thread ``outbox:<account>``. Every method but `join` returns at once; any thread."""

    def __init__(self, account: Account, neighbour: Neighbour, around: OutboxSurroundings) -> None:
        self._account = account
        self._around = around
        self._stop = threading.Event()
        self._condition = threading.Condition()
        self._called = False
        self._team_called = False
        self._hears_team = False
        """Whether news of the team may end what a letter waits for."""
        self._connected = False
        """Whether there may be a way again to a server that was not reached."""
        self._begun = False
        self._asked = False
        """Whether somebody wants it to be tried, also with a password that was refused."""
        way = LiveWay(
            account,
            neighbour,
            around.writer,
            around.clock,
            self,
            claim_patience=around.patience.claim,
        )
        self._desk = Desk(
            account,
            around.database,
            around.writer,
            around.sender,
            around.secret_of,
            around.clock,
            way,
            around.patience,
        )
        self._acknowledger = Acknowledger(self._desk)
        self._later: dict[tuple[Task, DraftId], float] = {}
        """When to attend to a letter again; monotonic."""
        self._for_team: set[DraftId] = set()
        self._backoff = Backoff(around.patience.first_retry, around.patience.longest_retry)
        self._no_way: tuple[Trouble, str] | None = None
        self._no_way_until: float | None = 0.0
        """While the server for sending is not tried; monotonic, None: until somebody asks."""
        self._copies: dict[DraftId, str] = {}
        """Letters whose copy does not get into Sent, and what the server says."""
        self._thread = threading.Thread(
            target=self._run, name=f"outbox:{account.settings.name}", daemon=False
        )

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def call(self) -> None:
        """Say that letters changed: something may be due, or taken back."""
        with self._condition:
            self._called = True
            self._condition.notify_all()

    def hear(self, changes: ChangeSet) -> None:
        """Say what was committed: letters of ours, new ones, or what the team said."""
        if changes.messages and self._acknowledger.wanted:
            self._acknowledger.letters_came()
        elif not (changes.drafts or changes.everything or self._account.id in changes.accounts):
            return
        if self._account.id in changes.accounts or changes.everything:
            self._acknowledger.look_again()
            self._team_called = self._team_called or self._hears_team
        self.call()

    def retry(self) -> None:
        """Try everything again at once that waits for a server: somebody asks."""
        self._acknowledger.retry()
        with self._condition:
            self._called = self._connected = self._asked = True
            self._condition.notify_all()

    def network_changed(self) -> None:
        """Try at once what failed for want of a way; a password that was refused is not."""
        with self._condition:
            self._called = self._connected = True
            self._condition.notify_all()

    def stop(self) -> None:
        """Ask the thread to end; a letter that is being handed over may still be, see `abandon`."""
        self._stop.set()
        self.call()

    def abandon(self) -> None:
        """End even what is being handed over; nobody knows then whether that letter arrived."""
        self._around.sender.close()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the end; whether it has come."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    # --- the thread ------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._wait(self._attempt())
        except (OutboxStoppedError, CancelledError):
            pass
        finally:
            self._around.sender.close()

    def _attempt(self) -> float:
        """Do all that can be done now; return the seconds until there may be more."""
        try:
            if not self._begun:
                self._begin()
                self._begun = True
            return self._round()
        except (OutboxStoppedError, CancelledError):
            raise
        except PostroomError as error:
            _LOG.info("The outbox cannot be read: %s", error)
        except Exception:  # noqa: BLE001 - the thread goes on; every letter stays where it is
            _LOG.exception("Looking after the outbox failed unexpectedly.")
        return _AFTER_ERROR

    def _begin(self) -> None:
        """What stands as sent may have been given to Sent by an earlier run."""
        now = self._around.clock.monotonic()
        for letter in self._read().accepted:
            self._desk.known(letter.draft).given = now
        self._give_back_leftovers()

    def _give_back_leftovers(self) -> None:
        """Give back what an earlier run claimed and could not give back any more."""
        account = self._account.id
        for claim in self._around.writer.run(lambda s, _: send_claims.leftovers(s, account)):
            self._desk.way.release(claim)

    def _read(self) -> Agenda:
        now = self._around.clock.now()
        return self._around.writer.run(lambda store, _: agenda(store, self._account, now))

    def _round(self) -> float:
        while True:
            with self._condition:
                self._called = False
                if self._connected:
                    if self._asked or self._no_way_until is not None:
                        self._no_way_until = 0.0
                    self._connected = self._asked = False
                    self._later.clear()
                    self._backoff.reset()
                if self._team_called:
                    self._team_called = False
                    for draft in self._for_team:
                        self._later.pop((Task.SEND, draft), None)
            found = self._read()
            if found.proven:
                self._take_proven(found.proven)
                found = self._read()
            self._tell()
            now = self._around.clock.monotonic()
            chosen = self._choose(found, now)
            if chosen is not None:
                self._attend(*chosen)
            elif (seconds := self._acknowledge()) > 0:
                return min(seconds, self._doubles(), self._seconds_to_next(found, now))

    def _acknowledge(self) -> float:
        """Do the next thing for new letters; return the seconds until there is more, 0 for now."""
        self.check()
        before = self._acknowledger.problems()
        seconds = self._acknowledger.step()
        if self._acknowledger.problems() != before:
            try:
                self._tell()
            except PostroomError as error:
                _LOG.info("What became of new letters cannot be told: %s", error)
        return seconds

    def _doubles(self) -> float:
        """Look again at copies in Sent; return the seconds until there is more of that."""
        from app.runtime.outbox_doubles import look_again  # noqa: PLC0415 - as above

        try:
            return look_again(self._desk)
        except PostroomError as error:
            _LOG.info("Copies in Sent cannot be looked at again now: %s", error)
            return _AFTER_ERROR

    def _take_proven(self, drafts: tuple[DraftId, ...]) -> None:
        from app.runtime.outbox_copy import take_proven  # noqa: PLC0415 - as above

        take_proven(self._desk, drafts)

    def _choose(self, found: Agenda, now: float) -> tuple[Task, Outgoing] | None:
        tasks = [
            *((Task.FILE, letter) for letter in found.accepted),
            *((Task.LOOK_FOR, letter) for letter in found.unsure),
            *((Task.SEND, letter) for letter in found.due),
        ]
        there = {(task, letter.draft) for task, letter in tasks}
        self._later = {key: at for key, at in self._later.items() if key in there}
        self._for_team &= {draft for _, draft in there}
        for task, letter in tasks:
            if self._later.get((task, letter.draft), 0.0) <= now and self._may(task, now):
                return task, letter
        return None

    def _may(self, task: Task, now: float) -> bool:
        """Whether such a thing can be done; without a server for sending, all else can."""
        until = self._no_way_until
        return task is not Task.SEND or (until is not None and now >= until)

    def _seconds_to_next(self, found: Agenda, now: float) -> float:
        """After everything was done at ``now`` (monotonic) that could be: until there is more."""
        times = [at for (task, _), at in self._later.items() if self._may(task, at)]
        if self._no_way_until is not None and found.due:
            times.append(self._no_way_until)
        waits = [at - now for at in times if at > now]
        return min(_LONGEST_WAIT, found.seconds_to_due, *waits)

    def _attend(self, task: Task, letter: Outgoing) -> None:
        self._later.pop((task, letter.draft), None)
        self._for_team.discard(letter.draft)
        self._hears_team = bool(self._for_team)
        try:
            done = do(task, self._desk, letter)
        except WrongStepError as error:
            _LOG.info("A letter is elsewhere by now: %s", error)
        except (OutboxStoppedError, CancelledError):
            raise
        except TransientError as error:
            self._put_aside(letter, _CONNECTION_ENDED, task, str(error))
        except StorageError as error:
            self._put_aside(letter, _AFTER_ERROR, task, str(error))
        except PostroomError as error:
            self._put_aside(letter, _REFUSED, task, str(error))
        except Exception:  # noqa: BLE001 - the thread goes on; the letter stays where it is
            _LOG.exception("Sending a letter failed unexpectedly.")
            self._put_aside(letter, _AFTER_ERROR, task, "There is a mistake in Postroom.")
        else:
            self._copies.pop(letter.draft, None)
            self._take(letter, done, task)

    def _take(self, letter: Outgoing, done: Attended, task: Task) -> None:
        if done.again:
            self._later[task, letter.draft] = self._around.clock.monotonic() + done.again
        if done.for_team:
            self._for_team.add(letter.draft)
            self._hears_team = True
        if done.trouble is not None:
            self._no_way = (done.trouble, done.said)
            pause = self._backoff.next(patient=done.trouble is Trouble.NO_TOKEN)
            forever = done.trouble is Trouble.NO_ACCESS
            now = self._around.clock.monotonic()
            self._no_way_until = None if forever else now + pause
            self._later[task, letter.draft] = now + pause  # so that another one is tried first
        elif task is Task.SEND and not done.for_team:
            self._no_way = None
            self._backoff.reset()

    def _put_aside(self, letter: Outgoing, seconds: float, task: Task, said: str) -> None:
        _LOG.info("A letter waits: %s", said)
        if task is Task.FILE:
            self._copies[letter.draft] = said
        self._later[task, letter.draft] = self._around.clock.monotonic() + seconds

    def _tell(self) -> None:
        told = self._around.writer.run(
            lambda store, _: outbox_problems.read(store, self._account, self._copies, self._no_way)
        )
        self._around.show((*told, *self._acknowledger.problems()))

    # --- waiting ---------------------------------------------------------------------------

    def _wait(self, seconds: float) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._called or self._stop.is_set(), seconds)

    def check(self) -> None:
        """See `app.runtime.outbox_way.Waiting`."""
        self.pause(0.0)

    def pause(self, seconds: float) -> None:
        """See `app.runtime.outbox_way.Waiting`."""
        if self._stop.wait(seconds):
            raise OutboxStoppedError

    def result_of(self, future: "Future[T]", seconds: float | None = None) -> T:
        """See `app.runtime.outbox_way.Waiting`."""
        future.add_done_callback(self._notify)
        with self._condition:
            done = self._condition.wait_for(lambda: future.done() or self._stop.is_set(), seconds)
        if self._stop.is_set():
            raise OutboxStoppedError
        if not done:
            raise TimeoutError
        return future.result()

    def _notify(self, _: object) -> None:
        with self._condition:
            self._condition.notify_all()
