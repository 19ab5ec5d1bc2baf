"""What whoever sends an account's letters works with, and what the parts of it share."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeVar

from app.domain.accounts import Account
from app.domain.errors import StorageError
from app.domain.events import EventId
from app.domain.outgoing import DraftId, Outgoing
from app.domain.ports import Clock, MailSender
from app.runtime.logins import SecretOf
from app.runtime.outbox_way import Way
from app.runtime.writer import StoreWriter
from app.services import send_claims
from app.store import Store, Transaction

_LOG = logging.getLogger(__name__)
T = TypeVar("T")
_DISK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that sending waits for others; a test may be in a hurry."""

    lost_claim: float = 20.0
    """For a teammate whose answer to the same ticket is leaving; then a person is asked."""
    claim: float = 15.0
    """For the team's folder while the mailbox itself is there; then it goes without a claim."""
    files_itself: float = 30.0
    """For the copy in Sent that a server makes by itself."""
    maybe_files_itself: float = 2.0
    """The same for a server of which that is not known yet."""
    lost_append: float = 5.0
    """After a copy was given to the server and no answer came, before it is given again."""
    farewell: float = 1.5
    """At the end, for the letter that is being handed over."""
    turn: float = 2.0
    """For each teammate whose turn to acknowledge a letter comes before ours."""
    first_retry: float = 2.0
    """After the server for sending was not reached; longer each time."""
    longest_retry: float = 300.0


class Trouble(Enum):
    """What keeps all letters of an account from leaving, not just one."""

    NO_WAY = "no-way"
    """The server for sending was not reached."""
    NO_ACCESS = "no-access"
    """It refuses the log-in; only a person can mend that."""
    NO_TOKEN = "no-token"  # noqa: S105 - the name of a trouble
    """The program that is to give an access token gives none; it may the next time."""


@dataclass(frozen=True, slots=True)
class Attended:
    """How it goes on with a letter that was attended to."""

    again: float | None = None
    """Seconds after which it is to be attended to again by itself; None: when something changes."""
    trouble: Trouble | None = None
    said: str = ""
    """The words that tell of the trouble, the server's or ours."""
    for_team: bool = False
    """Whether news of the team may end the wait."""


DONE = Attended()
AT_ONCE = Attended(0.0)


@dataclass(slots=True)
class Known:
    """What is remembered of a letter while this program runs; losing it loses nothing."""

    lost_since: float | None = None
    """When a teammate was first found to be sending an answer; monotonic."""
    warned: bool = False
    """Whether the person was told so, and therefore means it when they send all the same."""
    failures: int = 0
    given: float | None = None
    """When a copy may last have been given to the server without an answer; monotonic."""
    looks: int = 0
    """How often it was looked for in vain."""


@dataclass(slots=True)
class Desk:
    """One account's letters on their way, seen from the one thread that sends them."""

    account: Account
    database: Path
    writer: StoreWriter
    sender: MailSender
    secret_of: SecretOf
    clock: Clock
    way: Way
    patience: Patience
    files_itself: bool | None = None
    """Whether the server was seen to put what is sent into Sent by itself."""
    settled: bool = False
    """Whether that was looked at again, later (`app.runtime.outbox_doubles`)."""
    refused: str = ""
    """What a server, or we, last said of an acknowledgement that could not be sent."""
    team_is_away: bool = False
    """Whether an acknowledgement last waited for the team's folder."""
    _known: dict[DraftId, Known] = field(default_factory=dict)

    def known(self, draft: DraftId) -> Known:
        """What is remembered of a letter."""
        return self._known.setdefault(draft, Known())

    def forget(self, draft: DraftId) -> None:
        """Nothing is left to be done for a letter."""
        self._known.pop(draft, None)

    def give_back(self, letter: Outgoing) -> None:
        """Give back the word in a letter's ticket, also what an earlier run claimed."""
        account = self.account.id

        def own(store: Store, _: Transaction) -> frozenset[EventId]:
            what = send_claims.claimed_for(store, letter)
            return send_claims.own_claims(store, account, what) if what else frozenset()

        for claim in sorted(self.writer.run(own)):
            self.way.release(claim)

    def record(self, job: Callable[..., T]) -> T:
        """Write down what happened; where the disk does not let us, until it does.

        ``job`` gets the store, its transaction, and ``now``. Nothing else is sent meanwhile; should
        the program end before that, nobody knows what happened to the letter.
        """
        now = self.clock.now()
        while True:
            try:
                return self.writer.run(lambda store, tx: job(store, tx, now=now))
            except StorageError as error:
                _LOG.warning("What happened to a letter cannot be noted yet: %s", error)
                self.way.pause(_DISK_SECONDS)
