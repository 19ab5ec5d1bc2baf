"""The order in which events apply, and fields that belong to their last writer.

Each write names the writes that it replaced knowingly. Where it does not name one that was in
place, the two were made apart: the later one counts, and both are told.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.domain import events as e
from app.domain.events_json import canonical, to_json
from app.domain.tickets import Status

T = TypeVar("T")


@dataclass(slots=True, unsafe_hash=True)
class Field(Generic[T]):
    """A field with who wrote it. Never changed; not frozen, as in `events`."""

    value: T
    heads: tuple[e.EventId, ...] = ()
    """The write in place, last; before it those that it replaced unknowingly. () for none.

    A command that writes the field passes them on as ``replaces``.
    """
    disputed: bool = False
    """Whether what was replaced unknowingly was a different value: a lost race to be shown."""

    @property
    def written(self) -> e.EventId | None:
        """The write in place."""
        return self.heads[-1] if self.heads else None


@dataclass(slots=True, unsafe_hash=True)
class StatusWish:
    """A status that somebody set; `app.domain.fold_status` says how long it holds.

    Never changed, as `Field`.
    """

    status: Status
    seen: e.Seen
    until: int | None = None
    """Only of `Status.SNOOZED`: seconds UTC."""
    wake_on_reply: bool = True


def sequence(events: Iterable[e.Event]) -> list[e.Event]:
    """Return events in the order of application, each once.

    Two different events of one id can only come from a device that breaks the rules; the one
    whose JSON comes first in the alphabet counts, so that all clients choose alike.
    """
    ordered = sorted(events, key=e.order)
    if len(ordered) < 2 or len({event.id for event in ordered}) == len(ordered):
        return ordered
    chosen: dict[e.EventId, e.Event] = {}
    for event in ordered:
        other = chosen.get(event.id)
        if other is None or (other != event and _text(event) < _text(other)):
            chosen[event.id] = event
    return sorted(chosen.values(), key=e.order)


def _text(event: e.Event) -> str:
    return canonical(to_json(event))


def undone(ordered: Collection[e.Event]) -> dict[e.EventId, e.EventId]:
    """Return which of these events do not count → the event that undid each.

    An undo can itself be undone. It reaches only events of its own stream that come before it.
    """
    undos = [(event, fact) for event in ordered if isinstance(fact := event.fact, e.Undone)]
    if not undos:
        return {}
    known = {event.id: event for event in ordered}
    void: dict[e.EventId, e.EventId] = {}
    for event, fact in reversed(undos):
        target = known.get(fact.event)
        if event.id in void or target is None or target.stream != fact.stream:
            continue
        if e.order(target) < e.order(event):
            void[fact.event] = event.id
    return void


class Fields:
    """Fields by name, written by events that come in order."""

    def __init__(self) -> None:
        self._heads: dict[str, dict[e.EventId, Any]] = {}
        """Of each field the writes that nobody replaced knowingly, in the order of application."""
        self._undone: dict[e.EventId, e.Replaces] = {}

    def apply(self, event: e.Event, written: tuple[str, Any]) -> tuple[e.EventId, ...]:
        """Write a field; return the writes of other values that this one did not know of."""
        name, value = written
        heads = self._heads.get(name)
        if heads is None:
            self._heads[name] = {event.id: value}
            return ()
        for old in self._knowingly(getattr(event.fact, "replaces", ())):
            heads.pop(old, None)
        unknown = tuple([old for old, other in heads.items() if other != value])
        heads[event.id] = value
        return unknown

    def skip(self, event: e.Event) -> None:
        """Take notice of an event that was undone.

        Whoever replaced it replaced, knowing it, what it had replaced.
        """
        self._undone[event.id] = getattr(event.fact, "replaces", ())

    def get(self, name: str, empty: Field[T]) -> Field[T]:
        """Return a field, ``empty`` where nobody wrote it."""
        heads = self._heads.get(name)
        return _field(heads) if heads else empty

    def heads(self, name: str) -> dict[e.EventId, Any]:
        """Return the values of a field that nobody replaced knowingly, in order."""
        return self._heads.get(name, {})

    def names(self) -> Iterable[str]:
        """Names of all fields that were written."""
        return self._heads

    def _knowingly(self, replaces: Sequence[e.EventId]) -> Iterable[e.EventId]:
        if not self._undone:
            return replaces
        found: dict[e.EventId, None] = {}
        stack = list(replaces)
        while stack:
            old = stack.pop()
            if old not in found:
                found[old] = None
                stack.extend(self._undone.get(old, ()))
        return found


def _field(heads: dict[e.EventId, Any]) -> Field[Any]:
    values = list(heads.values())
    last = values[-1]
    disputed = len(values) > 1 and any(value != last for value in values)
    return Field(last, tuple(heads), disputed)


def written_by(fact: e.Fact) -> tuple[str, Any] | None:
    """Return the field of its stream that a fact writes, and the value; None for other facts."""
    read = _WRITES.get(type(fact))
    return read(fact) if read else None


def _status(fact: e.StatusSet) -> tuple[str, StatusWish | None]:
    return "status", None if fact.status is None else StatusWish(fact.status, fact.seen)


def _snoozed(fact: e.Snoozed) -> tuple[str, StatusWish]:
    return "status", StatusWish(Status.SNOOZED, fact.seen, fact.until, fact.wake_on_reply)


_WRITES: dict[type, Callable[[Any], tuple[str, Any]]] = {
    e.Assigned: lambda fact: ("assignee", fact.member),
    e.StatusSet: _status,
    e.Snoozed: _snoozed,
    e.PrioritySet: lambda fact: ("priority", fact.priority),
    e.Promised: lambda fact: ("promised", fact.by),
    e.NoteEdited: lambda fact: (fact.note, (fact.text, fact.mentions)),
    e.NoteDeleted: lambda fact: (fact.note, None),
    e.LetterMoved: lambda fact: (f"place {fact.letter}", fact.to),
    e.ContactSet: lambda fact: (fact.field, fact.value),
    e.CompanySet: lambda fact: (fact.field, fact.value),
    e.RecordSet: lambda fact: (fact.field, fact.value),
    e.SettingSet: lambda fact: (f"setting {fact.setting}", fact.value),
    e.MemberIntroduced: lambda fact: (
        f"member {fact.member}",
        (fact.name, fact.address, fact.colour),
    ),
}
"""A table, since this is looked up for each of a million events."""
