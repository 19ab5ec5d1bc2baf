"""What the threads of every account share: the machinery around them, and how patient they are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.ports import Clock, MailSender, MailServerFactory, Vault
from app.runtime.backoff import Backoff
from app.runtime.logins import SecretOf
from app.runtime.outbox_desk import Patience
from app.runtime.problems import ProblemList
from app.runtime.readers import LetterReader
from app.runtime.sync import SyncProgress
from app.runtime.writer import StoreWriter


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Seconds between passes and after failures, and what an account may use."""

    poll: float = 60.0
    first_retry: float = 2.0
    longest_retry: float = 300.0
    storage_retry: float = 60.0
    rejected_retry: float = 900.0
    renewal: float = 540.0
    """Of IDLE: servers and routers drop connections that are silent for longer than 10 minutes."""
    all_flags: float = 1800.0
    """Between comparisons of the flags of all letters where the server counts no changes."""
    farewell: float = 1.0
    """At the end, to tell the team that nobody is at work here any more."""
    connections: int = 3
    """Of an account together, at least 1; Gmail allows 15 to all programs of a person."""
    outbox: Patience = field(default_factory=Patience)

    def backoff(self) -> Backoff:
        """Return what spaces the attempts of one connection."""
        return Backoff(self.first_retry, self.longest_retry)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every account's thread shares."""

    writer: StoreWriter
    reader: LetterReader
    factory: MailServerFactory
    vault: Vault
    """For the keys of the team."""
    secret_of: SecretOf
    clock: Clock
    problems: ProblemList
    progress: Callable[[SyncProgress], None]
    pass_ended: Callable[[str], None]
    """Called with the account's name after each pass, complete or not."""
    rhythm: Rhythm
    metered: Callable[[], bool]
    """Whether the network costs by volume now."""
    database: Path
    """The writer's, for what reads much of it by itself."""
    sender: Callable[[], MailSender] | None
    """Makes what hands letters over; None where nothing is sent."""
