"""What a journal message says to a person who opens it in another mail program, in English.

Only for people: programs read the lines beside it. The window has words of its own, translated.
"""

from collections.abc import Callable, Iterable, Sequence
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
    about = _by_ticket([event.fact for event in events], named)
    tickets = [ticket for ticket in about if ticket]
    if len(tickets) == len(about) == 1:
        title += f" · {tickets[0]}"
    elif len(tickets) > 1:
        title += f" to {len(tickets):,} tickets"
    words: list[str] = []
    for ticket, lines in about.items():
        indent = "  " if ticket else ""
        words += [f"“{ticket}”"] if ticket else []
        words += [f"{indent}* {line}" for line in lines]
    return Cover(address, title, words, at)


def _by_ticket(facts: Iterable[e.Fact], named: Named) -> dict[str, list[str]]:
    """Return what was changed by the tickets it is about; under "" what is about none."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        ticket = named.subject(fact.ticket) or "a ticket" if isinstance(fact, e.TicketFact) else ""
        found.setdefault(_cut(ticket), []).append(describe(fact, named))
    return found


def pack_cover(batches: int, address: str, at: int) -> Cover:
    """Return what people see of a pack."""
    words = [
        f"What the team said in {batches:,} earlier messages, put together so that this folder",
        "stays small. Most of what Postroom knows of your tickets is in messages like this one.",
    ]
    return Cover(address, "what the team said earlier", words, at)


def team_cover(address: str, at: int) -> Cover:
    """Return what people see of the message with the team key."""
    words = [
        "This is the team's key: whoever can read this folder belongs to the team, and nobody",
        "else. So do not forward it to anybody.",
    ]
    return Cover(address, "a team works with this mailbox", words, at)


def claims_cover(address: str, at: int) -> Cover:
    """Return what people see of claims."""
    words = [
        "One of the team's computers says here that it is at something just now, such as an",
        "answer, so that the others know. Postroom removes it by itself later.",
    ]
    return Cover(address, "somebody is at work just now", words, at)


def describe(fact: e.Fact, named: Named) -> str:
    """Return one line about a fact, without the ticket that it is about."""
    return _of_ticket(fact, named) if isinstance(fact, e.TicketFact) else _of_rest(fact, named)


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
        case e.Merged(into=into) | e.Unmerged(into=into):
            how = "merged with" if isinstance(fact, e.Merged) else "taken apart from"
            return f"{how} {_other(into, named)}"
        case _:
            raise AssertionError(fact.kind)


def _other(anchor: str, named: Named) -> str:
    subject = _cut(named.subject(anchor))
    return f"“{subject}”" if subject else "another ticket"


def _of_rest(fact: e.Fact, named: Named) -> str:  # noqa: PLR0911 - one line a kind
    match fact:
        case e.LetterMoved(to=to):
            return "letter moved back" if to is None else "letter moved to another ticket"
        case e.ContactSet(contact=who, field=field) | e.CompanySet(company=who, field=field):
            return f"{_cut(field)} of {_cut(who)} changed"
        case e.RecordSet(record=record):
            return f"{_cut(record.partition('.')[0])} changed"
        case e.MemberIntroduced(name=name):
            return f"member of the team: {_cut(name)}"
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
