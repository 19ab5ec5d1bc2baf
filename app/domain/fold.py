"""What the team says of a ticket: a pure function of the set of events, whatever way they came.

All clients apply a stream's events in one order (stamp, then id), leaving out those that were
undone. So order of arrival, repetition and division into batches cannot matter, and folding one
stream anew after each of its events is the same as folding everything at once: a client keeps the
events by stream and folds the one that changed, which costs what that stream holds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from app.domain import events as e
from app.domain.fold_fields import Field, Fields, StatusWish, sequence, undone, written_by
from app.domain.streams import Anchor, Stream


@dataclass(slots=True, unsafe_hash=True)
class Note:
    """An internal note. Never changed; not frozen, as in `events`."""

    id: e.EventId
    ticket: Anchor
    """As its own event says, whatever was merged since: what is said of it belongs there too."""
    text: str
    mentions: tuple[e.MemberId, ...]
    at: int
    """When it was written, seconds UTC by its writer's clock."""
    heads: tuple[e.EventId, ...]
    """As in `Field`: what an edit or deletion replaces; the note's own id while it is unchanged."""
    disputed: bool = False
    """Whether somebody else changed or deleted it at the same time."""

    @property
    def edited(self) -> bool:
        """Whether it says something else than at first."""
        return self.heads[-1] != self.id


_NOBODY: Field[e.MemberId | None] = Field(None)
_FOLLOWS_MAIL: Field[StatusWish | None] = Field(None)
_NORMAL: Field[e.Priority] = Field(e.Priority.NORMAL)
_NOTHING: Field[int | None] = Field(None)


class Brief(NamedTuple):
    """What a list shows of a ticket's state."""

    status: StatusWish | None
    assignee: e.MemberId | None
    priority: e.Priority
    promised: int | None
    tags: tuple[str, ...]
    notes: int
    disputed: bool


@dataclass(slots=True, unsafe_hash=True)
class TicketState:
    """What the team says of one ticket. Never changed, as `Note`."""

    assignee: Field[e.MemberId | None] = _NOBODY
    status: Field[StatusWish | None] = _FOLLOWS_MAIL
    """None: the status follows the mail."""
    priority: Field[e.Priority] = _NORMAL
    promised: Field[int | None] = _NOTHING
    tags: tuple[str, ...] = ()
    """In the order of their letters, case ignored."""
    notes: tuple[Note, ...] = ()
    """Oldest first."""
    merged_into: tuple[Anchor, ...] = ()
    """Tickets that this one is shown with (`app.domain.fold_places`); usually none or one."""

    @property
    def brief(self) -> Brief:
        """What a list shows of it."""
        return Brief(
            self.status.value,
            self.assignee.value,
            self.priority.value,
            self.promised.value,
            self.tags,
            len(self.notes),
            self.is_disputed,
        )

    @property
    def is_disputed(self) -> bool:
        """Whether there is anything in `disputed`."""
        return (
            self.assignee.disputed
            or self.status.disputed
            or self.priority.disputed
            or self.promised.disputed
            or True in [note.disputed for note in self.notes]
        )

    @property
    def disputed(self) -> tuple[str, ...]:
        """Names of the fields that two people set apart; the later one is in place."""
        return tuple(
            name
            for name in ("assignee", "status", "priority", "promised")
            if getattr(self, name).disputed
        ) + tuple(note.id for note in self.notes if note.disputed)


EMPTY = TicketState()


def fold_ticket(events: Iterable[e.Event]) -> TicketState:
    """Return what the events of a ticket's streams say together.

    A ticket that others were merged into has the streams of all; see `app.domain.fold_places`.
    Undoing reaches within one stream only, so the streams may come in one heap.
    """
    ordered = sequence(events)
    return _fold(ordered) if ordered else EMPTY


def _fold(ordered: list[e.Event]) -> TicketState:
    void = undone(ordered)
    fields = Fields()
    notes: list[tuple[e.Event, Anchor]] = []
    tags: dict[str, str | None] = {}
    merges: dict[Anchor, bool] = {}
    for event in ordered:
        if event.id in void:
            fields.skip(event)
            continue
        fact = event.fact
        written = written_by(fact)
        if written is not None:
            fields.apply(event, written)
        elif isinstance(fact, e.TagAdded):
            tags[fact.tag.casefold()] = fact.tag
        elif isinstance(fact, e.TagRemoved):
            tags[fact.tag.casefold()] = None
        elif isinstance(fact, e.NoteAdded):
            fields.apply(event, (event.id, (fact.text, fact.mentions)))
            notes.append((event, fact.ticket))
        elif isinstance(fact, e.Merged | e.Unmerged):
            merges[fact.into] = isinstance(fact, e.Merged)
    return TicketState(
        fields.get("assignee", EMPTY.assignee),
        fields.get("status", EMPTY.status),
        fields.get("priority", EMPTY.priority),
        fields.get("promised", EMPTY.promised),
        tuple([tag for _, tag in sorted(tags.items()) if tag is not None]),
        tuple([note for said in notes if (note := _note(*said, fields)) is not None]),
        tuple(sorted([into for into, joined in merges.items() if joined])),
    )


def _note(event: e.Event, ticket: Anchor, fields: Fields) -> Note | None:
    """Return a note, or None where all that is left of it are deletions.

    An edit that whoever deleted the note had not seen keeps it.
    """
    heads = fields.heads(event.id)
    if len(heads) == 1:  # of nearly all
        [(head, said)] = heads.items()
        if said is None:
            return None
        text, mentions = said
        return Note(event.id, ticket, text, mentions, event.at, (head,))
    kept = [head for head, said in heads.items() if said is not None]
    if not kept:
        return None
    last = kept[-1]
    others = [head for head in heads if head != last]
    disputed = any(heads[head] != heads[last] for head in others)
    text, mentions = heads[last]
    return Note(event.id, ticket, text, mentions, event.at, (*others, last), disputed)


def digest(states: Mapping[Stream, object]) -> str:
    """Return what tells a state of the team from all others: equal digests, equal states.

    ``states`` holds folds by stream; leave out those that say nothing.
    """
    text = "\n".join(f"{stream} {states[stream]!r}" for stream in sorted(states))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
