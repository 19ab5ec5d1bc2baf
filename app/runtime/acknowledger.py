"""Acknowledges new letters where the team wants it: a part of the thread that sends an account's.

    new letter ─► judged ─► our turn? ─► queued, under a Message-ID that follows from the letter's
                              │             └─► the outbox: claim, look, judge again, send, Sent,
                              └─ others' first    and with its being taken `Done` for the team

Of several computers of a team one is first for each sender, in an order that all of them know; the
others look on, and do it some seconds later if it has not happened. So most letters are claimed by
one of them only. What makes it once is the claim, not the order (`app.runtime.outbox_letter`).
Whatever ends halfway: an acknowledgement is rather not sent than twice.
"""

import logging
import math
from hashlib import sha256

from app.domain.acknowledgement import Policy, Silence
from app.domain.errors import PostroomError, RejectedError
from app.domain.ids import AccountId, MessageKey
from app.domain.problems import Problem, Severity
from app.runtime.outbox_desk import Desk
from app.runtime.problems import outbox as prefix
from app.store import Store

_LOG = logging.getLogger(__name__)
LAST_TURN = 5
"""Nobody waits for more teammates than this: most of their computers may be off."""
_AFTER_ERROR = 30.0
_AFTER_REFUSAL = 3600.0
_LOOK_SECONDS = 60.0
"""Between two looks for new letters where nobody tells of any."""


class Acknowledger:
    """Called by the account's outbox thread; `wanted` and `look_again` from any."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.wanted = False
        """Whether it is on, so that new letters are to be told of."""
        self._stale = True
        self._policy = Policy()
        self._settled: set[MessageKey] = set()
        self._turns: dict[MessageKey, float] = {}
        """Letters that are to be acknowledged, and when it is our turn; monotonic."""
        self._planned = -math.inf
        """When new letters were last looked for; monotonic."""
        self._wrong = ""
        """What is wrong with the team's text."""
        self._rest_until = 0.0
        self._waiting = 0
        self._floods: tuple[str, ...] = ()

    def look_again(self) -> None:
        """Say that the team may have decided something else."""
        self._stale = True

    def letters_came(self) -> None:
        """Say that letters came, or were moved."""
        self._planned = -math.inf

    def retry(self) -> None:
        """Try at once what was refused: somebody asks."""
        self._rest_until, self._desk.refused = 0.0, ""

    def step(self) -> float:
        """Do the next thing; return the seconds until there may be more, 0 for at once."""
        try:
            return self._step()
        except PostroomError as error:
            _LOG.info("New letters cannot be acknowledged now: %s", error)
            return _AFTER_ERROR

    def problems(self) -> tuple[Problem, ...]:
        """What is to be told of now."""
        if not self.wanted:
            return ()
        name, desk = self._desk.account.settings.name, self._desk
        found = []
        if self._wrong or desk.refused:
            found.append(_stopped(name, f"They cannot be sent: {self._wrong or desk.refused}"))
        elif self._waiting:
            found.append(_too_many(name, self._waiting, self._policy.rate))
        elif desk.team_is_away:
            found.append(_waits(name))
        if self._floods:
            found.append(_flood(name, self._floods))
        return tuple(found)

    def _step(self) -> float:
        self._read_policy()
        if not self.wanted:
            return math.inf
        if self._wrong:
            return math.inf  # until somebody changes the text
        desk, now = self._desk, self._desk.clock.monotonic()
        if desk.refused:
            self._rest_until = self._rest_until or now + _AFTER_REFUSAL
            if now < self._rest_until:
                return self._rest_until - now
            self._rest_until, desk.refused = 0.0, ""
        if now >= self._planned + _LOOK_SECONDS:
            self._planned = now
            self._look(now)
        if not self._turns:
            return _LOOK_SECONDS if self._waiting or self._floods else math.inf
        letter, due = min(self._turns.items(), key=lambda turn: (turn[1], turn[0]))
        if due > now:
            return due - now
        del self._turns[letter]
        self._queue(letter)
        return 0.0

    def _look(self, now: float) -> None:
        """Judge the letters that were not judged yet, or wait for the rate to fall."""
        from app.services import acknowledgement  # noqa: PLC0415 - heavy, and the window starts

        desk, policy = self._desk, self._policy
        settled = frozenset(self._settled | self._turns.keys())
        plan = desk.writer.run(
            lambda s, _: acknowledgement.plan(s, desk.account.id, policy, desk.clock.now(), settled)
        )
        self._settled |= plan.settled
        self._waiting, self._floods = plan.waiting, plan.floods
        for candidate in plan.candidates:
            self._turns[candidate.key] = now + self._turn(candidate.sender) * desk.patience.turn

    def _read_policy(self) -> None:
        if not self._stale:
            return
        self._stale = False
        account = self._desk.account.id
        policy = self._desk.writer.run(lambda s, _: _policy(s, account))
        if policy != self._policy:
            self._policy = policy
            self._settled.clear()
            self._turns.clear()
            self._planned = -math.inf
            self._wrong = self._desk.refused = ""
            self._rest_until = 0.0
        self.wanted = policy.is_on and self._desk.account.settings.smtp is not None

    def _turn(self, sender: str) -> int:
        """How many teammates come before us for a sender."""
        account = self._desk.account.id

        def read(store: Store, _: object) -> int:
            own = store.journal.state(account)
            if not own.introduced:
                return 0
            devices = [d.id for d in store.team.devices(account).values() if not d.revoked]
            devices.sort(key=lambda device: sha256(f"{device} {sender}".encode()).digest())
            return devices.index(own.device) if own.device in devices else 0

        return min(self._desk.writer.run(read), LAST_TURN)

    def _queue(self, letter: MessageKey) -> None:
        from app.services import acknowledgement  # noqa: PLC0415 - as above

        desk, policy = self._desk, self._policy
        self._settled.add(letter)
        try:
            queued = desk.writer.run(
                lambda s, tx: acknowledgement.queue(
                    s, tx, desk.account.id, policy, letter, now=desk.clock.now()
                )
            )
        except RejectedError as error:
            self._wrong = str(error)
            return
        if queued is Silence.RATE:
            self._settled.discard(letter)
            self._planned = -math.inf
            self._turns.clear()


def _policy(store: Store, account: AccountId) -> Policy:
    from app.services.records import get  # noqa: PLC0415 - as above

    if not get(store, account, "acknowledgement.policy"):
        return Policy()
    from app.services.acknowledgement_policy import policy_of  # noqa: PLC0415 - as above
    from app.services.journal_standing import is_shut_out  # noqa: PLC0415

    if is_shut_out(store, account):  # it cannot claim, and would say it beside the team
        return Policy()
    return policy_of(store, account)


# --- problems --------------------------------------------------------------------------------


def _stopped(name: str, detail: str) -> Problem:
    return Problem(
        key=f"{prefix(name)}acknowledgements",
        code="acknowledgements-stopped",
        severity=Severity.WARNING,
        detail=f"New letters are not acknowledged. {detail}",
        remedy=(
            "Look at the text, and at what the server says; save it again, or switch "
            "acknowledgements off. After an hour it is tried again."
        ),
    )


def _too_many(name: str, count: int, rate: int) -> Problem:
    return Problem(
        key=f"{prefix(name)}acknowledgements",
        code="acknowledgements-rate",
        severity=Severity.WARNING,
        detail=f"{rate} letters were acknowledged within an hour; {count} more wait.",
        remedy=(
            "Look whether people wrote these letters. If so, allow more an hour; else switch "
            "acknowledgements off. What waits for more than two days is left to you."
        ),
    )


def _waits(name: str) -> Problem:
    return Problem(
        key=f"{prefix(name)}acknowledgements",
        code="acknowledgements-wait",
        severity=Severity.NOTICE,
        detail="Acknowledgements wait: the team's folder cannot be reached just now.",
        remedy="They go on by themselves; without the others' word one might be sent twice.",
    )


def _flood(name: str, senders: tuple[str, ...]) -> Problem:
    return Problem(
        key=f"{prefix(name)}flood",
        code="acknowledgement-flood",
        severity=Severity.WARNING,
        detail=f"Ten letters or more came within an hour from: {', '.join(senders[:5])}.",
        remedy="That is how machines write; nothing is said to them by itself.",
    )
