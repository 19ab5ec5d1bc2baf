"""What the team knows beside the mail: immutable facts, each written by one device.

A fact belongs to one *stream* (a ticket, a letter, a contact, ...), and what is so in a stream
follows from its facts alone (`app.domain.fold`). Tickets are named by an *anchor*, never by a local
id: the Message-ID of a letter in them, so that facts survive any regrouping.

Nothing here is ever changed. What there is a hundred thousand of is not frozen all the same,
because making a frozen one takes three times as long.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, NewType

from app.domain.clock import Stamp
from app.domain.streams import TEAM, Anchor, Stream, letter_stream, record_stream, ticket_stream
from app.domain.tickets import Status

DeviceId = NewType("DeviceId", str)
"""A computer that writes: 16 characters from the hash of its public key (mail/wire-format.md)."""

MemberId = NewType("MemberId", str)
"""One of us; random, so that a name or address may change."""

EventId = NewType("EventId", str)
"""``DEVICE.NONCE``: nobody can take the id of another device's event."""

BatchDigest = NewType("BatchDigest", str)
"""What tells one signed batch of events from all others (mail/wire-format.md)."""


class Priority(StrEnum):
    """How urgent a ticket is; not set means normal."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


@dataclass(slots=True, unsafe_hash=True)
class Seen:
    """Which letters of a ticket the writer knew, so that a letter unknown to them counts as new.

    Neither clocks nor counting can tell that: a letter taken out of the junk is old and new.
    """

    marks: str = ""
    """Four characters a letter (`app.domain.fold_status.letter_mark`), of the newest 16."""
    before: int = 0
    """INTERNALDATE (seconds UTC) before which every letter counts as known."""


NOTHING_SEEN = Seen()


@dataclass(slots=True, unsafe_hash=True)
class TicketFact:
    """Something about one ticket."""

    kind: ClassVar[str]
    ticket: Anchor

    @property
    def stream(self) -> Stream:
        """What it is about."""
        return ticket_stream(self.ticket)


Replaces = tuple[EventId, ...]
"""Events whose value the writer saw in place and replaced; tells an answer from a lost race."""


@dataclass(slots=True, unsafe_hash=True)
class Assigned(TicketFact):
    """The ticket is a member's, or nobody's."""

    kind = "assigned"
    member: MemberId | None
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class StatusSet(TicketFact):
    """A status holds until letters come that end it (`fold_status`); None: follow the mail."""

    kind = "status-set"
    status: Status | None
    """Never `Status.SNOOZED`: that is `Snoozed`."""
    seen: Seen = NOTHING_SEEN
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class Snoozed(TicketFact):
    """Put aside until a time (seconds UTC)."""

    kind = "snoozed"
    until: int
    wake_on_reply: bool = True
    """Whether a letter from the contact ends it; False keeps it until the date."""
    seen: Seen = NOTHING_SEEN
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class PrioritySet(TicketFact):
    """How urgent the ticket is."""

    kind = "priority-set"
    priority: Priority
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class Promised(TicketFact):
    """We told the contact a time (seconds UTC), or took it back (None)."""

    kind = "promised"
    by: int | None
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class TagAdded(TicketFact):
    """The ticket has a tag; two that differ only in case are the same."""

    kind = "tag-added"
    tag: str


@dataclass(slots=True, unsafe_hash=True)
class TagRemoved(TicketFact):
    """The ticket no longer has a tag."""

    kind = "tag-removed"
    tag: str


@dataclass(slots=True, unsafe_hash=True)
class NoteAdded(TicketFact):
    """An internal note; its id is the event's. Nothing of it is ever sent."""

    kind = "note-added"
    text: str
    mentions: tuple[MemberId, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class NoteEdited(TicketFact):
    """A note says something else."""

    kind = "note-edited"
    note: EventId
    text: str
    mentions: tuple[MemberId, ...] = ()
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class NoteDeleted(TicketFact):
    """A note is gone, unless somebody edited it meanwhile: then it stays, and both are told."""

    kind = "note-deleted"
    note: EventId
    replaces: Replaces = ()


@dataclass(slots=True, unsafe_hash=True)
class Merged(TicketFact):
    """Shown as one ticket from now on, under the other's code; `ticket` points to ``into``."""

    kind = "merged"
    into: Anchor


@dataclass(slots=True, unsafe_hash=True)
class Unmerged(TicketFact):
    """No longer joined by `Merged`."""

    kind = "unmerged"
    into: Anchor


@dataclass(frozen=True, slots=True)
class LetterMoved:
    """A letter, and what answers it, stands in another ticket; None: where it came from."""

    kind: ClassVar[str] = "letter-moved"
    letter: str
    """Message-ID."""
    to: Anchor | None
    """``split_anchor(letter)`` makes a new ticket of it."""
    replaces: Replaces = ()

    @property
    def stream(self) -> Stream:
        """The letter."""
        return letter_stream(self.letter)


@dataclass(frozen=True, slots=True)
class ContactSet:
    """A field of what we know of a person; None clears it."""

    kind: ClassVar[str] = "contact-set"
    contact: str
    """Address in lower case."""
    field: str
    value: str | None
    replaces: Replaces = ()

    @property
    def stream(self) -> Stream:
        """The contact."""
        return Stream(f"contact:{self.contact}")


@dataclass(frozen=True, slots=True)
class CompanySet:
    """A field of what we know of a company; None clears it."""

    kind: ClassVar[str] = "company-set"
    company: str
    """Domain in lower case."""
    field: str
    value: str | None
    replaces: Replaces = ()

    @property
    def stream(self) -> Stream:
        """The company."""
        return Stream(f"company:{self.company}")


@dataclass(frozen=True, slots=True)
class RecordSet:
    """A field of something else that the team shares, such as a template; None clears it."""

    kind: ClassVar[str] = "record-set"
    record: str
    """What it is, a dot, and which one: ``template.k3v9…``."""
    field: str
    value: str | None
    replaces: Replaces = ()

    @property
    def stream(self) -> Stream:
        """The record."""
        return record_stream(self.record)


@dataclass(frozen=True, slots=True)
class Done:
    """A thing that is done once in the team is done (`app.domain.claims`)."""

    kind: ClassVar[str] = "done"
    what: str

    @property
    def stream(self) -> Stream:
        """The thing."""
        return Stream(f"done:{self.what}")


@dataclass(frozen=True, slots=True)
class TeamFact:
    """Something about the team as a whole."""

    kind: ClassVar[str]

    @property
    def stream(self) -> Stream:
        """Always `TEAM`."""
        return TEAM


@dataclass(frozen=True, slots=True)
class MemberIntroduced(TeamFact):
    """One of us, or what changed about them; brings back a member who was gone."""

    kind = "member-introduced"
    member: MemberId
    name: str
    address: str = ""
    colour: str = ""
    """``#rrggbb``, or ``""`` to let the window choose."""
    replaces: Replaces = ()


@dataclass(frozen=True, slots=True)
class MemberGone(TeamFact):
    """A member has left; their tickets and notes stay as they are."""

    kind = "member-gone"
    member: MemberId


@dataclass(frozen=True, slots=True)
class DeviceIntroduced(TeamFact):
    """The writing device belongs to a member, and these are its public key and proof of joining."""

    kind = "device-introduced"
    member: MemberId
    name: str
    """What people call the computer."""
    key: str
    """Ed25519 public key, base64url without padding."""
    proof: str
    """HMAC under the team key (mail/wire-format.md), base64url without padding."""


@dataclass(frozen=True, slots=True)
class DeviceRevoked(TeamFact):
    """A device was lost: nothing of it counts but its batches up to ``last``."""

    kind = "device-revoked"
    device: DeviceId
    last: BatchDigest | None
    """The newest batch of it that still counts; None for no batch at all."""


@dataclass(frozen=True, slots=True)
class SettingSet(TeamFact):
    """A setting that the team shares; the value is whatever text the setting takes."""

    kind = "setting-set"
    setting: str
    value: str | None
    replaces: Replaces = ()


@dataclass(frozen=True, slots=True)
class Undone:
    """Another event of the stream counts as never written. Undoing an undo brings it back."""

    kind: ClassVar[str] = "undone"
    stream: Stream
    event: EventId


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a newer version, or one that breaks the rules: kept and passed on, no effect."""

    kind: str
    stream: Stream
    """Of the ticket that it names, so that its timeline can tell of it; else `TEAM`."""
    source: str
    """Its JSON, exactly as written."""


Fact = (
    Assigned
    | StatusSet
    | Snoozed
    | PrioritySet
    | Promised
    | TagAdded
    | TagRemoved
    | NoteAdded
    | NoteEdited
    | NoteDeleted
    | Merged
    | Unmerged
    | LetterMoved
    | ContactSet
    | CompanySet
    | RecordSet
    | Done
    | MemberIntroduced
    | MemberGone
    | DeviceIntroduced
    | DeviceRevoked
    | SettingSet
    | Undone
    | Unknown
)


@dataclass(slots=True, unsafe_hash=True)
class Event:
    """One fact with who wrote it and when. Equal ids mean the same event."""

    id: EventId
    stamp: Stamp
    at: int
    """The writer's time, seconds UTC; only shown, never a rule's input."""
    fact: Fact
    batch: BatchDigest | None = field(default=None, compare=False)
    """The batch that carries it; None while it waits on the device that wrote it."""

    @property
    def device(self) -> DeviceId:
        """Who wrote it."""
        return DeviceId(self.id.partition(".")[0])

    @property
    def stream(self) -> Stream:
        """What it is about."""
        return self.fact.stream


def event_id(device: str, nonce: str) -> EventId:
    """Return the id of an event from its device and what the device drew at random for it."""
    return EventId(f"{device}.{nonce}")


def order(event: Event) -> tuple[int, str]:
    """Key of the one order in which all clients apply events."""
    return event.stamp, event.id


def inverse(event: Event) -> Undone:
    """Return the fact that takes an event back; of an `Undone`, the fact that brings it again."""
    return Undone(event.stream, event.id)
