"""What a journal message says to a person who opens it in another mail program, in English.

Only for people: programs read the lines beside it. The window has words of its own, translated.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain import events as e
from mail.journal import Cover

_LONGEST = 120
"""Characters of a note or subject that are repeated."""

Names = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Named:
    """How ids are called; each function returns ``""`` for what it does not know."""

    subject: Names
    """Subject of a ticket by its anchor."""
    member: Names
    device: Names
    """Who writes from a device."""


def cover(events: Sequence[e.Event], named: Named, address: str, at: int) -> Cover:
    """Return what people see of a message with these events of one device."""
    count = "1 change" if len(events) == 1 else f"{len(events):,} changes"
    who = named.device(events[0].device) if events else ""
    title = f"{count} by {who}" if who else count
    return Cover(address, title, [describe(event.fact, named) for event in events], at)


def pack_cover(batches: int, address: str, at: int) -> Cover:
    """Return what people see of a pack."""
    words = [f"{batches:,} earlier messages, put together so that the folder stays small"]
    return Cover(address, "earlier changes", words, at)


def team_cover(address: str, at: int) -> Cover:
    """Return what people see of the message with the team key."""
    words = [
        "the team's key: who can read this folder belongs to the team",
        "if it is deleted, Postroom puts it back",
    ]
    return Cover(address, "this mailbox is shared by a team", words, at)


def claims_cover(address: str, at: int) -> Cover:
    """Return what people see of claims."""
    words = ["somebody is at work here at the moment; this is removed by itself later"]
    return Cover(address, "somebody is at work", words, at)


def describe(fact: e.Fact, named: Named) -> str:
    """Return one line about a fact."""
    if isinstance(fact, e.TicketFact):
        subject = _cut(named.subject(fact.ticket)) or "a ticket"
        return f"{_of_ticket(fact, named)} · {subject}"
    return _of_rest(fact, named)


def _of_ticket(fact: e.TicketFact, named: Named) -> str:  # noqa: PLR0911 - one line a kind
    match fact:
        case e.Assigned(member=None):
            return "assigned to nobody"
        case e.Assigned(member=member):
            return f"assigned to {named.member(member or '') or 'a member'}"
        case e.StatusSet(status=status):
            return f"status: {status.value if status else 'as the mail says'}"
        case e.Snoozed(until=until):
            return f"snoozed until {_when(until)}"
        case e.PrioritySet(priority=priority):
            return f"priority: {priority.value}"
        case e.Promised(by=by):
            return "promise taken back" if by is None else f"promised by {_when(by)}"
        case e.TagAdded(tag=tag):
            return f"tag added: {_cut(tag)}"
        case e.TagRemoved(tag=tag):
            return f"tag removed: {_cut(tag)}"
        case e.NoteAdded(text=text) | e.NoteEdited(text=text):
            return f"note: {_cut(text)}"
        case e.NoteDeleted():
            return "note deleted"
        case e.Merged():
            return "merged with another ticket"
        case _:
            return "taken apart from another ticket"


def _of_rest(fact: e.Fact, named: Named) -> str:  # noqa: PLR0911 - one line a kind
    match fact:
        case e.LetterMoved(to=to):
            return "letter moved back" if to is None else "letter moved to another ticket"
        case e.ContactSet(contact=who, field=field) | e.CompanySet(company=who, field=field):
            return f"{_cut(field)} of {_cut(who)} changed"
        case e.RecordSet(record=record):
            return f"{_cut(record.partition('.')[0])} changed"
        case e.MemberIntroduced(name=name):
            return f"member: {_cut(name)}"
        case e.MemberGone(member=member):
            return f"{named.member(member) or 'a member'} has left"
        case e.DeviceIntroduced(name=name):
            return f"a computer joined: {_cut(name)}"
        case e.DeviceRevoked(device=device):
            return f"a computer of {named.device(device) or 'a member'} no longer counts"
        case e.SettingSet(setting=setting):
            return f"setting changed: {_cut(setting)}"
        case e.Done():
            return "something was done for the team"
        case e.Undone():
            return "a change was undone"
        case _:
            return "a change that a newer version of Postroom made"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _when(seconds: int) -> str:
    try:
        return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%d %H:%M} UTC"
    except (ValueError, OverflowError, OSError):
        return "a time far away"
