"""What the team did with one ticket: its notes, what happened in order, and lost races."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import events as e
from app.domain.fold import Note, TicketState
from app.domain.fold_fields import Field, StatusWish
from app.domain.fold_timeline import Entry, timeline
from app.domain.streams import Anchor, split_anchor
from app.domain.tickets import Status
from app.services.people import People
from app.services.team_models import (
    ConflictView,
    Disputable,
    EntryKind,
    NoteView,
    Said,
    TicketLink,
    TimelineEntry,
    Value,
)

Links = Callable[[Anchor], TicketLink]
"""From an anchor to the ticket that it names."""


@dataclass(frozen=True, slots=True)
class Story:
    """What was said of one ticket, ready to be shown."""

    notes: tuple[NoteView, ...]
    timeline: tuple[TimelineEntry, ...]
    conflicts: tuple[ConflictView, ...]


class Teller:
    """Makes views of the events of one ticket and its letters, which must all count."""

    def __init__(
        self,
        events: Iterable[e.Event],
        people: People,
        links: Links,
        unsent: Callable[[e.Event], bool],
        own: Collection[Anchor],
    ) -> None:
        """``unsent`` tells of an event whether it is not known to be in the mailbox yet.

        ``own`` holds the anchors that name the ticket itself, not what was merged into it.
        """
        self._entries = timeline(events)
        self._by_id = {entry.event.id: entry for entry in self._entries}
        self._people, self._links, self._unsent, self._own = people, links, unsent, own

    def story(self, state: TicketState) -> Story:
        """Return everything; ``state`` is the fold of the ticket's events."""
        return Story(
            tuple(self._note(note) for note in state.notes),
            tuple(self._entry(entry) for entry in self._entries if _is_told(entry.event.fact)),
            tuple(self._conflicts(state)),
        )

    # --- notes ---------------------------------------------------------------------------------

    def _note(self, note: Note) -> NoteView:
        said = {note.id, *note.heads}
        return NoteView(
            note.id,
            self._people.writer(_device(note.id)),
            note.at,
            note.text,
            self._people.several(note.mentions),
            note.edited,
            note.disputed,
            any(self._unsent(self._by_id[one].event) for one in said if one in self._by_id),
        )

    # --- timeline ------------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> TimelineEntry:
        event, fact = entry.event, entry.event.fact
        undone = self._by_id.get(entry.undone_by) if entry.undone_by else None
        kind, value = self._told(fact)
        return TimelineEntry(
            id=event.id,
            at=event.at,
            member=self._people.writer(event.device),
            device=self._people.computer(event.device),
            kind=kind,
            value=value,
            before=self._value(fact, entry.before),
            wake_on_reply=not isinstance(fact, e.Snoozed) or fact.wake_on_reply,
            note=_note_of(event),
            letter=fact.letter if isinstance(fact, e.LetterMoved) else "",
            overtook=tuple(self._said(name) for name in entry.overtook),
            overtaken_by=self._said(entry.overtaken_by) if entry.overtaken_by else None,
            undone_by=self._people.writer(undone.event.device) if undone else None,
            undone_at=undone.event.at if undone else None,
            unsent=self._unsent(undone.event if undone else event),
        )

    def _told(self, fact: e.Fact) -> tuple[EntryKind, Value]:
        match fact:
            case e.Merged(ticket=ticket, into=into) | e.Unmerged(ticket=ticket, into=into):
                return EntryKind(fact.kind), self._links(ticket if into in self._own else into)
            case e.LetterMoved(letter=letter, to=to) if to == split_anchor(letter):
                return EntryKind.LETTER_SPLIT, self._links(to)
            case e.LetterMoved(to=to):
                return EntryKind.LETTER_MOVED, None if to is None else self._links(to)
            case e.TagAdded(tag=tag) | e.TagRemoved(tag=tag):
                return EntryKind(fact.kind), tag
            case e.Unknown(kind=kind):
                return EntryKind.UNKNOWN, kind
            case _:
                return EntryKind(fact.kind), self._written(fact)

    def _written(self, fact: e.Fact) -> Value:  # noqa: PLR0911 - a table of cases
        """The value that a fact gives to its field."""
        match fact:
            case e.Assigned(member=member):
                return self._people.maybe(member)
            case e.StatusSet(status=status):
                return status
            case e.Snoozed(until=until):
                return until
            case e.PrioritySet(priority=priority):
                return priority
            case e.Promised(by=by):
                return by
            case e.NoteAdded(text=text) | e.NoteEdited(text=text):
                return text
            case _:
                return None

    def _value(  # noqa: PLR0911 - a table of cases
        self,
        fact: e.Fact,
        held: Any,  # noqa: ANN401 - whatever a field held
    ) -> Value:
        """What a field held before a fact wrote it."""
        match fact, held:
            case _, None:
                return None
            case e.Assigned(), _:
                return self._people.maybe(held)
            case e.LetterMoved(), _:
                return self._links(held)
            case ((e.NoteAdded() | e.NoteEdited() | e.NoteDeleted()), (str(text), _)):
                return text
            case _, StatusWish(status=Status.SNOOZED, until=until):
                return until
            case _, StatusWish(status=status):
                return status
            case ((e.PrioritySet() | e.Promised()), _):
                return held  # type: ignore[no-any-return]
            case _:
                return None

    def _said(self, name: e.EventId) -> Said:
        event = self._by_id[name].event
        _, value = self._told(event.fact)
        return Said(name, value, self._people.writer(event.device), event.at)

    # --- lost races ----------------------------------------------------------------------------

    def _conflicts(self, state: TicketState) -> Iterable[ConflictView]:
        fields: Mapping[Disputable, Field[Any]] = {
            Disputable.ASSIGNEE: state.assignee,
            Disputable.STATUS: state.status,
            Disputable.PRIORITY: state.priority,
            Disputable.PROMISED: state.promised,
        }
        for which, field in fields.items():
            if field.disputed:
                yield self._conflict(which, field.heads)
        for note in state.notes:
            if note.disputed:
                yield self._conflict(Disputable.NOTE, note.heads, note.id)

    def _conflict(
        self, which: Disputable, heads: e.Replaces, note: e.EventId | None = None
    ) -> ConflictView:
        in_place = self._said(heads[-1])
        others = [self._said(head) for head in heads[:-1]]
        replaced = tuple(said for said in others if said.value != in_place.value)
        return ConflictView(which, in_place, replaced or tuple(others), note)


def _is_told(fact: e.Fact) -> bool:
    """An undo shows on what it undid."""
    return not isinstance(fact, e.Undone)


def _note_of(event: e.Event) -> e.EventId | None:
    match event.fact:
        case e.NoteAdded():
            return event.id
        case e.NoteEdited(note=note) | e.NoteDeleted(note=note):
            return note
        case _:
            return None


def _device(name: e.EventId) -> e.DeviceId:
    return e.DeviceId(name.partition(".")[0])
