"""What happened, in order, with everything that words need: who, when, from what to what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import events as e
from app.domain.fold_fields import Field, Fields, sequence, undone, written_by


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a timeline. Who wrote it: `TeamState.member_of` of `Event.device`."""

    event: e.Event
    before: Any = None
    """For a fact that sets a field: the value in place until then (None for none)."""
    overtook: tuple[e.EventId, ...] = ()
    """Writes of another value that its writer had not seen: "you set waiting, Ann set closed"."""
    overtaken_by: e.EventId | None = None
    """The first write that replaced it without knowing it."""
    undone_by: e.EventId | None = None


def timeline(events: Iterable[e.Event]) -> tuple[Entry, ...]:
    """Return the entries of the events that count, oldest first.

    For a ticket, take the events of its `Ticket.streams` and those of its letters' streams.
    Unknown kinds are among them, so that a person learns that a newer version said something.
    """
    ordered = sequence(events)
    void = undone(ordered)
    fields = Fields()
    found: dict[e.EventId, tuple[Any, tuple[e.EventId, ...]]] = {}
    overtaken: dict[e.EventId, e.EventId] = {}
    streams = {event.id: event.stream for event in ordered}
    merged = False
    for event in ordered:
        if event.id in void:
            fields.skip(event)
            continue
        merged = merged or isinstance(event.fact, e.Merged)
        written = written_by(event.fact)
        if isinstance(event.fact, e.NoteAdded):
            written = event.id, (event.fact.text, event.fact.mentions)
        if written is None:
            continue
        before = fields.get(written[0], _NEVER).value
        overtook = fields.apply(event, written)
        if not merged:  # of tickets that were still apart, nobody raced anybody
            overtook = tuple(old for old in overtook if streams[old] == event.stream)
        found[event.id] = before, overtook
        for other in overtook:
            overtaken.setdefault(other, event.id)
    return tuple(
        Entry(
            event,
            *found.get(event.id, (None, ())),
            overtaken_by=overtaken.get(event.id),
            undone_by=void.get(event.id),
        )
        for event in ordered
    )


_NEVER: Field[Any] = Field(None)
