"""From what a person wants to the facts that say so, given what they see.

Each function returns the facts to write, none where it is so already. Facts of one wish belong to
one transaction, and to undo it is to write `events.inverse` of each.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from app.domain import events as e
from app.domain.fold import Note, TicketState
from app.domain.fold_fields import Field, StatusWish
from app.domain.fold_places import Ticket
from app.domain.fold_status import StatusLetter, seen_of
from app.domain.fold_team import NOT_SET, Member
from app.domain.streams import Anchor
from app.domain.tickets import Status

Facts = tuple[e.Fact, ...]


def assign(ticket: Anchor, state: TicketState, member: e.MemberId | None) -> Facts:
    """Make a ticket a member's, or nobody's."""
    if _settled(state.assignee, member):
        return ()
    return (e.Assigned(ticket, member, state.assignee.heads),)


def set_status(
    ticket: Anchor,
    state: TicketState,
    status: Status | None,
    letters: Collection[StatusLetter],
) -> Facts:
    """Set a status, None to follow the mail; `snooze` is another wish.

    It is written even where the same status is in place, unless the same letters were known: it
    then holds against the letters that came since.
    """
    if status is Status.SNOOZED:
        raise ValueError("snoozing takes a time")
    seen = e.Seen() if status is None else seen_of(letters)
    wish = None if status is None else StatusWish(status, seen)
    if _settled(state.status, wish):
        return ()
    return (e.StatusSet(ticket, status, seen, state.status.heads),)


def snooze(
    ticket: Anchor,
    state: TicketState,
    until: int,
    letters: Collection[StatusLetter],
    *,
    wake_on_reply: bool = True,
) -> Facts:
    """Put a ticket aside until a time (seconds UTC)."""
    seen = seen_of(letters)
    if _settled(state.status, StatusWish(Status.SNOOZED, seen, until, wake_on_reply)):
        return ()
    return (e.Snoozed(ticket, until, wake_on_reply, seen, state.status.heads),)


def set_priority(ticket: Anchor, state: TicketState, priority: e.Priority) -> Facts:
    """Say how urgent a ticket is."""
    if _settled(state.priority, priority):
        return ()
    return (e.PrioritySet(ticket, priority, state.priority.heads),)


def promise(ticket: Anchor, state: TicketState, by: int | None) -> Facts:
    """Note the time (seconds UTC) that a contact was promised, None to take it back."""
    if _settled(state.promised, by):
        return ()
    return (e.Promised(ticket, by, state.promised.heads),)


def tag(
    ticket: Anchor, state: TicketState, add: Iterable[str] = (), remove: Iterable[str] = ()
) -> Facts:
    """Add and remove tags; case is ignored."""
    there = {one.casefold() for one in state.tags}
    facts: list[e.Fact] = []
    for one in add:
        if one.casefold() not in there:
            there.add(one.casefold())
            facts.append(e.TagAdded(ticket, one))
    for one in remove:
        if one.casefold() in there:
            there.discard(one.casefold())
            facts.append(e.TagRemoved(ticket, one))
    return tuple(facts)


def add_note(ticket: Anchor, text: str, mentions: Iterable[e.MemberId] = ()) -> Facts:
    """Write an internal note; one without text says nothing."""
    return (e.NoteAdded(ticket, text, tuple(mentions)),) if text.strip() else ()


def edit_note(note: Note, text: str, mentions: Iterable[e.MemberId] = ()) -> Facts:
    """Change a note."""
    named = tuple(mentions)
    if (text, named) == (note.text, note.mentions) and not note.disputed:
        return ()
    return (e.NoteEdited(note.ticket, note.id, text, named, note.heads),)


def delete_note(note: Note) -> Facts:
    """Delete a note; an edit that its person has not seen keeps it."""
    return (e.NoteDeleted(note.ticket, note.id, note.heads),)


def merge(source: Ticket, into: Ticket, kept: TicketState, together: TicketState) -> Facts:
    """Show a ticket as part of another, which keeps what is said of it.

    ``kept`` is the state of ``into``, ``together`` the fold of both tickets' streams: where they
    differ, the target's word is said again, as one who knows both.
    """
    if source.root == into.root:
        return ()
    anchor = into.anchor
    facts: list[e.Fact] = [e.Merged(source.anchor, anchor)]
    if _changes(kept.assignee, together.assignee):
        facts.append(e.Assigned(anchor, kept.assignee.value, together.assignee.heads))
    if _changes(kept.status, together.status):
        facts.append(_again(anchor, kept.status.value, together.status.heads))
    if _changes(kept.priority, together.priority):
        facts.append(e.PrioritySet(anchor, kept.priority.value, together.priority.heads))
    if _changes(kept.promised, together.promised):
        facts.append(e.Promised(anchor, kept.promised.value, together.promised.heads))
    return tuple(facts)


def _changes(kept: Field[Any], together: Field[Any]) -> bool:
    """Whether merging alone would put another value in place, or look like a lost race."""
    return together.value != kept.value or (together.disputed and not kept.disputed)


def _again(ticket: Anchor, wish: StatusWish | None, heads: e.Replaces) -> e.Fact:
    if wish is None:
        return e.StatusSet(ticket, None, e.Seen(), heads)
    if wish.status is Status.SNOOZED:
        return e.Snoozed(ticket, wish.until or 0, wish.wake_on_reply, wish.seen, heads)
    return e.StatusSet(ticket, wish.status, wish.seen, heads)


def unmerge(merges: Iterable[tuple[Anchor, Anchor]]) -> Facts:
    """Take tickets apart again: the pairs of `Rulings.merges` that join them."""
    return tuple(e.Unmerged(source, into) for source, into in merges)


def move(
    found: Iterable[tuple[str, Anchor | None]],
    places: Mapping[str, Field[Anchor | None]],
) -> Facts:
    """Move or split off letters, as `fold_places.moves` found it.

    ``places`` holds `fold_letter` by name for the letters that were moved before.
    """
    return tuple(
        e.LetterMoved(name, to, places[name].heads if name in places else ()) for name, to in found
    )


def set_detail(
    who: str, record: Mapping[str, Field[str | None]], name: str, value: str | None
) -> Facts:
    """Say something of a person (by address) or a company (by domain).

    ``record`` is `fold_record` of their stream.
    """
    known = record.get(name, NOT_SET)
    if _settled(known, value):
        return ()
    fact = e.ContactSet if "@" in who else e.CompanySet
    return (fact(who.strip().lower(), name, value, known.heads),)


def set_record(
    which: str, record: Mapping[str, Field[str | None]], name: str, value: str | None
) -> Facts:
    """Set a field of a record of the team; ``record`` is `fold_record` of its stream."""
    known = record.get(name, NOT_SET)
    if _settled(known, value):
        return ()
    return (e.RecordSet(which, name, value, known.heads),)


def introduce(
    member: e.MemberId, known: Member | None, name: str, address: str = "", colour: str = ""
) -> Facts:
    """Say who a member is; a member who was gone is back."""
    same = known and (known.name, known.address, known.colour) == (name, address, colour)
    if known and same and not known.gone:
        return ()
    return (e.MemberIntroduced(member, name, address, colour, known.heads if known else ()),)


def _settled(field: Field[Any], value: object) -> bool:
    """Whether a value is in place and nobody disputes it."""
    return field.value == value and not field.disputed
