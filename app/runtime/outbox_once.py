"""Sends what is due without staying, for ``postroom sync --once``; see `app.runtime.outbox`.

New letters are acknowledged, too, where the team wants it: each when it is this computer's turn.
"""

import logging
import math
from dataclasses import dataclass

from app.domain.errors import PostroomError, RejectedError, StorageError
from app.domain.outgoing import UNDO_SECONDS, DraftId, Outgoing, Sending
from app.domain.problems import Problem
from app.runtime import outbox_problems
from app.runtime.acknowledger import LAST_TURN, Acknowledger
from app.runtime.outbox_agenda import Agenda, Task, agenda, do
from app.runtime.outbox_copy import take_proven
from app.runtime.outbox_desk import Attended, Desk, Trouble
from app.runtime.outbox_doubles import look_again
from app.services import send_claims
from app.store import Store

_LOG = logging.getLogger(__name__)
_PATIENCE = 40.0
"""Seconds to wait for teammates and servers, for all letters together."""


@dataclass(frozen=True, slots=True)
class SentReport:
    """What became of the letters of an account."""

    sent: int
    """Letters that were handed over, or found to have been."""
    waiting: int
    """Letters that have not left; the problems tell why, where it is not their time."""
    problems: tuple[Problem, ...]


def send_due(desk: Desk) -> SentReport:
    """Send an account's letters that are due, or will be when they cannot be taken back any more.

    Raises `TransientError` where the connection to the mailbox ended, `StorageError`, and
    `OutboxStoppedError`; every letter is then in a state from which it goes on.
    """
    return _Once(desk).run()


class _Once:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._later: dict[tuple[Task, DraftId], float] = {}
        self._copies: dict[DraftId, str] = {}
        self._no_way: tuple[Trouble, str] | None = None
        self._acknowledger = Acknowledger(desk)

    def run(self) -> SentReport:
        clock, account = self._desk.clock, self._desk.account
        before = self._states()
        for draft, state in before.items():
            if state is Sending.ACCEPTED:  # an earlier run may have given its copy to the server
                self._desk.known(draft).given = clock.monotonic()
        leftovers = self._desk.writer.run(lambda s, _: send_claims.leftovers(s, account.id))
        for claim in leftovers:  # of a run that ended in the midst of sending
            self._desk.way.release(claim)
        look_again(self._desk)
        until = clock.monotonic() + _PATIENCE
        while True:
            found = self._read()
            now = clock.monotonic()
            chosen = self._choose(found, now)
            if chosen is not None:
                self._attend(*chosen)
                continue
            turn = self._acknowledger.step()
            if turn == 0:
                continue
            wait = self._seconds_to_next(found, now)
            if turn <= LAST_TURN * self._desk.patience.turn:
                wait = min(turn, wait)
            if now + wait > until:
                break
            self._desk.way.pause(wait)
        told = self._desk.writer.run(
            lambda store, _: outbox_problems.read(store, account, self._copies, self._no_way)
        )
        after = self._states()
        left = {Sending.ACCEPTED, Sending.FILED}
        sent = sum(s in left and before.get(d) not in left for d, s in after.items())
        waiting = sum(s is Sending.QUEUED for s in after.values())
        return SentReport(sent, waiting, (*told, *self._acknowledger.problems()))

    def _states(self) -> dict[DraftId, Sending]:
        account = self._desk.account.id

        def look(store: Store, _: object) -> dict[DraftId, Sending]:
            rows = store.outbox.in_states(list(Sending), account)
            return {row.outgoing.draft: row.outgoing.state for row in rows}

        return self._desk.writer.run(look)

    def _read(self) -> Agenda:
        desk = self._desk
        found = desk.writer.run(lambda s, _: agenda(s, desk.account, desk.clock.now()))
        if found.proven:
            take_proven(desk, found.proven)
            found = desk.writer.run(lambda s, _: agenda(s, desk.account, desk.clock.now()))
        return found

    def _choose(self, found: Agenda, now: float) -> tuple[Task, Outgoing] | None:
        for task, letters in (
            (Task.FILE, found.accepted),
            (Task.LOOK_FOR, found.unsure),
            (Task.SEND, () if self._no_way else found.due),
        ):
            for letter in letters:
                if self._later.get((task, letter.draft), 0.0) <= now:
                    return task, letter
        return None

    def _seconds_to_next(self, found: Agenda, now: float) -> float:
        """Wait for servers and teammates, not for a person or for a time that was chosen."""
        waits = [at - now for (task, _), at in self._later.items() if task is not Task.LOOK_FOR]
        if found.seconds_to_due <= UNDO_SECONDS and self._no_way is None:
            waits.append(found.seconds_to_due)
        return min((wait for wait in waits if wait > 0), default=math.inf)

    def _attend(self, task: Task, letter: Outgoing) -> None:
        key = task, letter.draft
        self._later.pop(key, None)
        try:
            done = do(task, self._desk, letter)
        except StorageError:
            raise
        except RejectedError as error:
            _LOG.info("A letter waits: %s", error)
            done = Attended(math.inf)
            if task is Task.FILE:
                self._copies[letter.draft] = str(error)
        except PostroomError as error:
            _LOG.info("A letter waits: %s", error)
            if task is Task.FILE:
                self._copies[letter.draft] = str(error)
            raise
        if done.again:
            self._later[key] = self._desk.clock.monotonic() + done.again
        if done.trouble is not None:
            self._no_way = done.trouble, done.said
