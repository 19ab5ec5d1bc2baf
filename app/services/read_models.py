"""Rows and views that the window and the command line show; frozen, safe to pass across threads.

All text in here comes from hostile mail but is clean of control and bidi characters; it is still
plain text and must be set as plain text. Only `BodyPart.html` is HTML, already cleaned.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from app.domain.events import MemberId, Priority
from app.domain.grouping import Why
from app.domain.ids import AccountId, MessageKey, TicketCode, TicketId
from app.domain.messages import Address, Attachment, Automatic, Bounce
from app.domain.outgoing import DraftId, Sending
from app.domain.tickets import Away, Queue, Status
from app.services.outgoing_models import DraftView, OutgoingView
from app.services.team_models import (
    ConflictView,
    MemberView,
    NoteView,
    PresenceView,
    TimelineEntry,
)

NO_ACCOUNT = AccountId(0)
PART_SCHEME = "postroom-part"


def part_url(key: MessageKey, content_id: str) -> str:
    """Return the address under which a letter's HTML shows one of the letter's own pictures."""
    return f"{PART_SCHEME}://letter/{key}/{quote(content_id, safe='')}"


def draft_part_url(draft: DraftId, content_id: str) -> str:
    """Return the address under which a letter on its way shows one of its own pictures."""
    return f"{PART_SCHEME}://draft/{draft}/{quote(content_id, safe='')}"


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which tickets of a queue a list keeps; what is not given keeps all."""

    search: str = ""
    """Keeps tickets in which one letter has all the words, and the ticket whose code it is; only
    punctuation keeps all."""
    account: AccountId | None = None
    assignee: MemberId | None = None
    """`team_models.NOBODY` for tickets that are nobody's."""
    tag: str | None = None
    """In any case."""


UNFILTERED = ListFilter()


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One row of the ticket list."""

    id: TicketId
    code: TicketCode
    subject: str
    contact: Address
    """The outside person; for a ticket of ours alone, its first recipient."""
    snippet: str
    """Of the newest letter."""
    updated: int
    """When the newest letter reached the server, seconds UTC."""
    letters: int
    has_attachments: bool
    status: Status
    bounced: bool
    unread: bool
    account: AccountId = NO_ACCOUNT
    away: Away = Away.HERE
    """Where its letters went, if none of the contact's is left where mail is worked on."""
    flagged: bool = False
    unsent: bool = False
    """Whether something that was changed or said here still waits for the server."""
    assignee: MemberView | None = None
    tags: tuple[str, ...] = ()
    """In the order of their letters, case ignored."""
    priority: Priority = Priority.NORMAL
    promised: int | None = None
    """When we told the contact that they will hear from us, seconds UTC."""
    snoozed_until: int | None = None
    """Seconds UTC; None where the status is not snoozed."""
    disputed: bool = False
    """Two people set something apart; `Conversation.conflicts` has both."""
    notes: int = 0
    present: tuple[PresenceView, ...] = ()
    """Others who are at it just now."""
    draft: bool = False
    """Something is being written here and was not sent."""
    sending: Sending | None = None
    """How far the letter is that was sent here and has not been filed; of several, the one that
    most needs a person."""


@dataclass(frozen=True, slots=True)
class QueueCount:
    """A queue with its number of tickets."""

    queue: Queue
    count: int


class PartKind(StrEnum):
    """Role of a stretch of a letter's body."""

    NEW = "new"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class BodyPart:
    """A stretch of a letter's body as clean HTML."""

    kind: PartKind
    html: str


class Caution(StrEnum):
    """What the reader must be told about a letter's sender or content."""

    NAME_SHOWS_OTHER_ADDRESS = "name-shows-other-address"
    """The display name contains an address that is not the sender's."""
    REPLY_TO_DIFFERS = "reply-to-differs"
    """Answers would go to another domain than the sender's."""
    SENDER_UNREADABLE = "sender-unreadable"
    DAMAGED = "damaged"
    """Parts were repaired or cut off while reading."""
    UNREADABLE = "unreadable"
    """Nothing but the source can be shown."""


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter as a card of the conversation."""

    key: MessageKey
    message_id: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    ours: bool
    received: int
    subject: str
    parts: tuple[BodyPart, ...]
    """In reading order; empty for a letter without text."""
    attachments: tuple[Attachment, ...]
    blocked_images: int
    """Remote images left out; 0 when allowed or absent."""
    automatic: Automatic | None
    bounce: Bounce | None
    warnings: tuple[Caution, ...]
    defects: tuple[str, ...]
    why: Why
    """Why this letter is in this ticket."""
    gone: bool
    """No longer on the server; kept here."""
    flags: frozenset[str] = frozenset()
    """``\\Seen``, ``\\Flagged``, ``\\Answered`` with the changes made here laid over."""
    folders: tuple[str, ...] = ()
    """Names of the folders it is in on the server, or will be once the server was told."""
    moved_by: MemberView | None = None
    """Who brought it into this ticket by hand (moved, split or merged), None where nobody did.

    It is here because of that then; `why` says why it was in the ticket it came from.
    """
    moved_at: int | None = None
    """When they did, seconds UTC; None where nobody did."""
    moved_with: str = ""
    """Message-ID of the letter that was moved and that this one follows; ``""`` for none."""
    sending: Sending | None = None
    """It left from here, and its copy in Sent was not seen yet."""
    bcc: tuple[Address, ...] = ()
    """Who got a letter of ours unseen; an answer to it never goes there by itself."""


@dataclass(frozen=True, slots=True)
class RelatedTicket:
    """A ticket that this one refers to without having been let in (DESIGN section 4)."""

    id: TicketId
    code: TicketCode
    subject: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A ticket with all its letters, oldest first."""

    ticket: TicketRow
    letters: tuple[LetterView, ...]
    related: tuple[RelatedTicket, ...]
    notes: tuple[NoteView, ...] = ()
    """Oldest first."""
    timeline: tuple[TimelineEntry, ...] = ()
    """What the team did with it, oldest first."""
    conflicts: tuple[ConflictView, ...] = ()
    merged: tuple[TicketCode, ...] = ()
    """Codes of tickets that were merged into this one; they lead here too."""
    drafts: tuple[DraftView, ...] = ()
    """Oldest first."""
    outgoing: tuple[OutgoingView, ...] = ()
    """On their way, in the order in which they shall leave; those that left are among `letters`."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One letter found."""

    ticket: TicketCode
    ticket_id: TicketId
    message_id: str
    subject: str
    sender: Address
    received: int
    snippet: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Changes of one sort, made here, that did not come true for the same reason."""

    refused: bool
    """The server said no; else its own later state counts."""
    kind: str
    """A flag such as ``\\Seen``, or ``move``."""
    wanted: bool
    folder: str
    target: str
    """Of a move."""
    said: str
    """Why, in English, with the server's own words where it gave some."""
    count: int
    subject: str
    """Of one of the letters."""
