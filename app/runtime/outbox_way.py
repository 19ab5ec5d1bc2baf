"""How whoever sends letters reaches the mailbox and the team: over connections that others own."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar

from app.domain.accounts import Account
from app.domain.events import EventId
from app.domain.ports import Clock, MailServer
from app.runtime.errands import Errands
from app.runtime.journal_wishes import Claimed
from app.runtime.writer import StoreWriter
from app.services.send_claims import can_claim

if TYPE_CHECKING:
    from app.runtime.journal_exchange import JournalExchange
    from app.runtime.journal_follower import JournalFollower

T = TypeVar("T")
_CLAIMLESS_SECONDS = 60.0
"""After a claim that nobody answered: so long none is tried again."""


class OutboxStoppedError(Exception):
    """Whoever sends was told to end; what was not handed over stays where it is."""


class Way(Protocol):
    """The mailbox as a sender uses it, from its own thread; each call may wait for a connection.

    Raises `OutboxStoppedError` when told to end, else as `MailServer` does.
    """

    def check(self) -> None:
        """Raise where it was told to end."""
        ...

    def pause(self, seconds: float) -> None:
        """Do nothing for so long."""
        ...

    def do(self, work: Callable[[MailServer], T]) -> T:
        """Do something on the mailbox's connection; it may open any folder."""
        ...

    def look(self) -> None:
        """Compare the inbox and Sent with the server, so that what came is in the database."""
        ...

    def claim(self, what: str, seconds: int) -> Claimed | None:
        """Ask to be the only one of the team who does a thing; None: no team, or no way to it."""
        ...

    def release(self, claim: EventId) -> None:
        """Give back what was claimed; returns at once."""
        ...


class Neighbour(Protocol):
    """What `app.runtime.supervisor.AccountFollower` is to whoever sends."""

    errands: Errands

    @property
    def journal(self) -> "JournalFollower":
        """What follows the team's folder."""
        ...

    def look(self) -> "Future[None]":
        """Compare the inbox and Sent with the server."""
        ...

    def hurry(self) -> None:
        """Connect now where the last attempt failed for a reason that passes by itself."""
        ...


class Waiting(Protocol):
    """How the sender's own thread waits; all raise `OutboxStoppedError` when it is to end."""

    def check(self) -> None:
        """Wait for nothing."""
        ...

    def pause(self, seconds: float) -> None:
        """Let time pass."""
        ...

    def result_of(self, future: "Future[T]", seconds: float | None = None) -> T:
        """Wait for another thread; raises what it does, and `TimeoutError` after the seconds."""
        ...


class LiveWay:
    """Over the connections of a running account; they may be away for days."""

    def __init__(
        self,
        account: Account,
        neighbour: Neighbour,
        writer: StoreWriter,
        clock: Clock,
        waiting: Waiting,
        *,
        claim_patience: float,
    ) -> None:
        """``claim_patience``: seconds to wait for the team's folder while the mailbox is there."""
        self._account = account.id
        self._neighbour = neighbour
        self._writer = writer
        self._clock = clock
        self._waiting = waiting
        self._claim_patience = claim_patience
        self._no_claims_until = 0.0

    def check(self) -> None:
        """Raise where it was told to end."""
        self._waiting.check()

    def pause(self, seconds: float) -> None:
        """Do nothing for so long."""
        self._waiting.pause(seconds)

    def do(self, work: Callable[[MailServer], T]) -> T:
        """Do something when there is a connection."""
        future = self._neighbour.errands.ask(work)
        self._neighbour.hurry()
        return self._waiting.result_of(future)

    def look(self) -> None:
        """Look when there is a connection."""
        future = self._neighbour.look()
        self._neighbour.hurry()
        self._waiting.result_of(future)

    def claim(self, what: str, seconds: int) -> Claimed | None:
        """Ask once the mailbox is there, and wait a short while only for the team's folder.

        A claim that is answered later is given back.
        """
        self.do(_be_there)  # so that the patience below is not spent on being offline
        journal = self._neighbour.journal
        if not journal.wanted or not self._writer.run(lambda s, _: can_claim(s, self._account)):
            return None
        if self._clock.monotonic() < self._no_claims_until and not journal.following.is_set():
            return None
        answer = journal.wishes.claim(what, seconds)
        try:
            return self._waiting.result_of(answer, self._claim_patience)
        except TimeoutError:
            self._no_claims_until = self._clock.monotonic() + _CLAIMLESS_SECONDS
            answer.add_done_callback(self._give_back)
            return None

    def _give_back(self, answer: "Future[Claimed]") -> None:
        if not answer.cancelled():
            self.release(answer.result().id)

    def release(self, claim: EventId) -> None:
        """Give back what was claimed."""
        self._neighbour.journal.wishes.release(claim)


def _be_there(_: MailServer) -> None:
    """Nothing; that it is done shows that there is a connection."""


class OnceWay:
    """Over one open connection, for as long as somebody waits."""

    def __init__(
        self,
        server: MailServer,
        look: Callable[[], object],
        exchange: "JournalExchange | None",
        stop: threading.Event,
    ) -> None:
        """``exchange``: with the team, where there is one."""
        self._server = server
        self._look = look
        self._exchange = exchange
        self._stop = stop

    def check(self) -> None:
        """Raise where it was told to end."""
        self.pause(0.0)

    def pause(self, seconds: float) -> None:
        """Do nothing for so long."""
        if self._stop.wait(seconds):
            raise OutboxStoppedError

    def do(self, work: Callable[[MailServer], T]) -> T:
        """Do it."""
        return work(self._server)

    def look(self) -> None:
        """Look."""
        self._look()

    def claim(self, what: str, seconds: int) -> Claimed | None:
        """Claim, and read what became of it."""
        if self._exchange is None:
            return None
        answer = self._exchange.wishes.claim(what, seconds)
        self._exchange.turn(look_again=True)  # other folders were open meanwhile
        return answer.result() if answer.done() and not answer.cancelled() else None

    def release(self, claim: EventId) -> None:
        """Give it back with the next claim, or at the end."""
        if self._exchange is not None:
            self._exchange.wishes.release(claim)

    def finish(self) -> None:
        """Tell the team what was given back."""
        if self._exchange is not None and self._exchange.wishes.any_waiting():
            self._exchange.turn(look_again=True)
