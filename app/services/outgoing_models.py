"""Drafts and letters on their way, as the window and the command line show them; frozen.

Names, subjects and servers' words are plain text; only `parts` hold HTML, cleaned.
"""

from dataclasses import dataclass

from app.domain.hindrances import Hindrance
from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.messages import Address
from app.domain.outgoing import DraftFile, DraftId, DraftKind, HeldFor, Refusal, Sending
from app.domain.tickets import Status


@dataclass(frozen=True, slots=True)
class DraftView:
    """A letter that is being written, in a list or in its ticket."""

    id: DraftId
    account: AccountId
    kind: DraftKind
    ticket: TicketId | None
    """None for a new one, and where its ticket is not here any more."""
    code: TicketCode | None
    to: tuple[Address, ...]
    """To, Cc and Bcc."""
    subject: str
    snippet: str
    """Of what was written; ``""`` for nothing yet."""
    files: tuple[DraftFile, ...]
    begun: int
    """Seconds UTC."""
    saved: int
    """Seconds UTC."""


@dataclass(frozen=True, slots=True)
class OutgoingView:
    """A letter that somebody sent and that has not left for good, or not been seen in Sent."""

    draft: DraftId
    account: AccountId
    kind: DraftKind
    ticket: TicketId | None
    """None for a new one, and where its ticket is not here any more."""
    code: TicketCode | None
    message_id: str
    state: Sending
    queued: int
    """Seconds UTC."""
    not_before: int
    """Seconds UTC: the end of undo, the time that the person chose, or the next try."""
    chosen: int
    """``not_before`` as it was when it was sent."""
    tries: int
    held: HeldFor | None
    said: str
    """The last trouble, one line."""
    refusals: tuple[Refusal, ...]
    waits_for: DraftId | None
    """An earlier letter of the same ticket that has to leave first."""
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    subject: str
    snippet: str
    html: str
    """What was written, clean; pictures in it have the address `read_models.draft_part_url`.

    ``""`` in lists.
    """
    signature: str
    files: tuple[DraftFile, ...]
    then: Status | None
    promise: int | None
    hindrance: Hindrance | None = None
    """What ``said`` means, where it is a server's word that is known."""
    hindrances: tuple[Hindrance | None, ...] = ()
    """The same for each of ``refusals``."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What an account has that is nowhere but here, and would go with it."""

    drafts: int
    letters: int
    """In the outbox."""

    def __bool__(self) -> bool:
        return bool(self.drafts or self.letters)
