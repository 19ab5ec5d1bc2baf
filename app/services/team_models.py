"""What the team says, as the window and the command line show it; frozen, for any thread.

Texts were written by teammates, or by whoever can write into the mailbox: plain text, never markup.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.events import DeviceId, EventId, MemberId, Priority
from app.domain.grouping import Why
from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.tickets import Status

NOBODY = MemberId("")
"""As a filter: tickets that are nobody's. Never the id of a member."""


@dataclass(frozen=True, slots=True)
class MemberView:
    """One of us."""

    id: MemberId
    name: str
    address: str = ""
    colour: str = ""
    """``#rrggbb``, or ``""`` to let the window choose."""
    gone: bool = False
    """Has left; what they said stays."""
    me: bool = False
    """Whoever sits at this computer."""


@dataclass(frozen=True, slots=True)
class PresenceView:
    """A member is at a ticket just now: an answer or a draft was begun."""

    member: MemberView
    since: int
    """Server's seconds UTC."""
    heard: int = 0
    """Server's seconds UTC when they last were known to be at it."""


@dataclass(frozen=True, slots=True)
class TicketLink:
    """Another ticket that something is said of."""

    code: TicketCode
    id: TicketId | None
    """None where the ticket is not known here (yet)."""
    subject: str


Value = MemberView | TicketLink | Status | Priority | int | str | None
"""Of a field: a member, a ticket, a status, a priority, seconds UTC, a text, or nothing."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """An internal note; it is never sent to anybody."""

    id: EventId
    member: MemberView | None
    """Who wrote it; None where their computer is not introduced (yet)."""
    at: int
    """Seconds UTC by the writer's clock."""
    text: str
    mentions: tuple[MemberView, ...] = ()
    edited: bool = False
    disputed: bool = False
    """Somebody else changed or deleted it at the same time; a `ConflictView` has both."""
    unsent: bool = False
    """Written here and not known to be in the mailbox yet."""


class EntryKind(StrEnum):
    """What happened; `Entry.value` is what the comment says."""

    ASSIGNED = "assigned"
    """Member, None for nobody."""
    STATUS_SET = "status-set"
    """Status, None to follow the mail."""
    SNOOZED = "snoozed"
    """Seconds UTC."""
    PRIORITY_SET = "priority-set"
    """Priority."""
    PROMISED = "promised"
    """Seconds UTC; None: taken back."""
    TAG_ADDED = "tag-added"
    """Text."""
    TAG_REMOVED = "tag-removed"
    """Text."""
    NOTE_ADDED = "note-added"
    """Text."""
    NOTE_EDITED = "note-edited"
    """Text; `TimelineEntry.note` says which."""
    NOTE_DELETED = "note-deleted"
    """None; `TimelineEntry.note` says which."""
    MERGED = "merged"
    """The other ticket (`TicketLink`)."""
    UNMERGED = "unmerged"
    """The other ticket."""
    LETTER_MOVED = "letter-moved"
    """The ticket that it went to; None: back. `TimelineEntry.letter` says which."""
    LETTER_SPLIT = "letter-split"
    """Made a ticket of its own: that ticket."""
    UNKNOWN = "unknown"
    """Something that a newer Postroom said: the name of its kind."""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that somebody did with a ticket; the window words it."""

    id: EventId
    at: int
    """Seconds UTC by the writer's clock."""
    member: MemberView | None
    """None where their computer is not introduced (yet)."""
    device: str
    """Name of that computer, or its id."""
    kind: EntryKind
    value: Value
    before: Value = None
    """For a field: what was in place, of the same type; of a status also the time (int) until
    which the ticket was snoozed."""
    wake_on_reply: bool = True
    """Of `EntryKind.SNOOZED`."""
    note: EventId | None = None
    letter: str = ""
    """Message-ID, of `LETTER_MOVED` and `LETTER_SPLIT`."""
    overtook: tuple["Said", ...] = ()
    """Other values that its writer had not seen: "you set waiting, Ann set closed"."""
    overtaken_by: "Said | None" = None
    """The later value that replaced it without knowing it."""
    undone_by: MemberView | None = None
    undone_at: int | None = None
    """When it was taken back; None: it counts."""
    unsent: bool = False
    """Done here and not known to be in the mailbox yet."""


@dataclass(frozen=True, slots=True)
class Said:
    """One person's word on a field."""

    id: EventId
    value: Value
    """As in `TimelineEntry`; of a snooze, the time until (int)."""
    member: MemberView | None
    at: int
    """Seconds UTC by the writer's clock."""


class Disputable(StrEnum):
    """A field that two people can set apart."""

    ASSIGNEE = "assignee"
    STATUS = "status"
    PRIORITY = "priority"
    PROMISED = "promised"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two people set a field without knowing of each other; the later word is in place.

    Setting the field again, to either value, settles it (`team_commands.settle`).
    """

    field: Disputable
    in_place: Said
    replaced: tuple[Said, ...]
    """What others had said; of a note, value None means deleted."""
    note: EventId | None = None
    """Which note it is about."""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """A computer that a member works at."""

    id: DeviceId
    member: MemberView | None
    name: str
    revoked: bool = False
    """Lost: what it writes counts for nobody."""
    me: bool = False
    """This computer."""
    last_heard: int | None = None
    """Seconds UTC of the newest thing that it said, by its own clock; None while unknown."""


@dataclass(frozen=True, slots=True)
class Here:
    """Why a letter is in its ticket."""

    why: Why
    """Why it is in the ticket that follows from the mail alone."""
    moved_by: MemberView | None = None
    """Who brought it from there to here by hand (moved, split or merged)."""
    moved_at: int | None = None
    """When they did, seconds UTC; None where nobody did."""
    moved_with: str = ""
    """Message-ID of the letter that was moved and that this one follows; ``""`` for none."""


class Journal(StrEnum):
    """How this computer takes part in the team of a mailbox."""

    OFF = "off"
    """The account has no server: what is said here stays here."""
    NOT_JOINED = "not-joined"
    """Nobody has said who sits here; `members.introduce_me` does."""
    JOINED = "joined"
    READ_ONLY = "read-only"
    """The server takes no letters of ours: others' changes arrive, ours wait."""


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag with the number of tickets that have it."""

    tag: str
    tickets: int


@dataclass(frozen=True, slots=True)
class TeamView:
    """Who works on one mailbox."""

    account: AccountId
    me: MemberView | None
    """None until it was asked who sits here."""
    members: tuple[MemberView, ...]
    """By name; those who have left come last."""
    devices: tuple[DeviceView, ...]
    tags: tuple[TagCount, ...]
    """All tags in use, by name."""
    journal: Journal
    unsent: int
    """Changes made here that are not known to be in the mailbox yet."""
    joining: bool = False
    """Somebody has said who sits here, and the computer joins as soon as the mailbox is reached."""
