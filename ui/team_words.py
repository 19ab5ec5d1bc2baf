"""What the team did, in sentences: timeline, conflicts, presence. Pure but for translations."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.events import Priority
from app.domain.tickets import Status
from app.services.read_models import TicketRow
from app.services.team_models import (
    ConflictView,
    Disputable,
    EntryKind,
    MemberView,
    PresenceView,
    Said,
    TicketLink,
    TimelineEntry,
    Value,
)
from ui import format as fmt
from ui.counted import counted
from ui.people import name_of
from ui.when import moment

translate = QCoreApplication.translate

_MINUTE = 60
_FRESH = 10
"""Seconds within which somebody counts as being at it just now."""
_QUOTED = 60
"""Characters of a note that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When and in which language something is said."""

    now: int
    """Seconds UTC."""
    locale: QLocale

    def past(self, at: int) -> str:
        """A time that lies behind."""
        return fmt.moment_short(at, self.now, self.locale)

    def ahead(self, at: int) -> str:
        """A time that was set; it may have passed by now."""
        if at < self.now:
            return fmt.moment_short(at, self.now, self.locale)
        return moment(at, self.now, self.locale)


def who(member: MemberView | None) -> str:
    """Who did something."""
    if member is not None and member.me:
        return translate("Team", "You")
    return name_of(member)


def whom(member: MemberView) -> str:
    """To whom something was given."""
    return translate("Team", "you") if member.me else name_of(member)


def priority_name(priority: Priority) -> str:
    """A priority in a word."""
    match priority:
        case Priority.LOW:
            return translate("Team", "Low")
        case Priority.NORMAL:
            return translate("Team", "Normal")
        case Priority.HIGH:
            return translate("Team", "High")
        case Priority.URGENT:
            return translate("Team", "Urgent")


def status_choice(status: Status | None) -> str:
    """A status as a person sets it; None follows the mail."""
    return fmt.status_name(status) if status else translate("Team", "As the mail says")


def sentence(entry: TimelineEntry, at: Moment) -> str:
    """What happened, without the time: ``Olga set waiting``."""
    text = _happened(entry, at).format(who=who(entry.member))
    if entry.overtook:
        text += " " + translate("Team", "(not knowing: {others})").format(
            others="; ".join(_said(each, _field(entry), at) for each in entry.overtook)
        )
    if entry.undone_at is not None:
        text += " " + translate("Team", "(taken back by {who} at {time})").format(
            who=_by(entry.undone_by), time=at.past(entry.undone_at)
        )
    return text


def _by(member: MemberView | None) -> str:
    return translate("Team", "you") if member is not None and member.me else name_of(member)


def _happened(entry: TimelineEntry, at: Moment) -> str:  # noqa: PLR0911, PLR0912 - a table
    value = entry.value
    match entry.kind:
        case EntryKind.ASSIGNED:
            return _assigned(value, entry.member)
        case EntryKind.STATUS_SET:
            return _status_set(value)
        case EntryKind.SNOOZED:
            return _snoozed(value, at, wakes=entry.wake_on_reply)
        case EntryKind.PRIORITY_SET:
            return _with(
                translate("Team", "{who} set the priority: {value}"),
                priority_name(Priority(str(value))),
            )
        case EntryKind.PROMISED:
            if isinstance(value, int):
                return _with(translate("Team", "{who} noted a promise: {value}"), at.ahead(value))
            return translate("Team", "{who} took the promise back")
        case EntryKind.TAG_ADDED:
            return _with(translate("Team", "{who} added the tag {value}"), str(value))
        case EntryKind.TAG_REMOVED:
            return _with(translate("Team", "{who} removed the tag {value}"), str(value))
        case EntryKind.NOTE_ADDED:
            return _with(translate("Team", "{who} wrote a note: “{value}”"), _short(value))
        case EntryKind.NOTE_EDITED:
            return translate("Team", "{who} changed a note")
        case EntryKind.NOTE_DELETED:
            return translate("Team", "{who} deleted a note")
        case EntryKind.MERGED:
            return _with(translate("Team", "{who} merged this with {value}"), _ticket(value))
        case EntryKind.UNMERGED:
            return _with(
                translate("Team", "{who} took {value} apart from this again"), _ticket(value)
            )
        case EntryKind.LETTER_MOVED:
            if value is None:
                return translate("Team", "{who} moved a letter back to where it came from")
            return _with(translate("Team", "{who} moved a letter to {value}"), _ticket(value))
        case EntryKind.LETTER_SPLIT:
            return _with(translate("Team", "{who} split a letter off as {value}"), _ticket(value))
        case EntryKind.UNKNOWN:
            return _with(
                translate("Team", "{who} did something that a newer Postroom knows: {value}"),
                str(value),
            )


def _with(text: str, value: str) -> str:
    """Fill in the value; braces in it must not be taken for a place."""
    return text.replace("{value}", value.replace("{", "{{").replace("}", "}}"))


def _assigned(value: Value, by: MemberView | None) -> str:
    if not isinstance(value, MemberView):
        return translate("Team", "{who} assigned this to nobody")
    if by is not None and by.id == value.id:
        return translate("Team", "{who} took this on")
    return _with(translate("Team", "{who} assigned this to {value}"), whom(value))


def _status_set(value: Value) -> str:
    match value:
        case Status.OPEN:
            return translate("Team", "{who} set “needs reply”")
        case Status.WAITING:
            return translate("Team", "{who} set waiting")
        case Status.CLOSED:
            return translate("Team", "{who} closed this")
        case _:
            return translate("Team", "{who} let the status follow the mail")


def _snoozed(value: Value, at: Moment, *, wakes: bool) -> str:
    until = at.ahead(value) if isinstance(value, int) else "?"
    if wakes:
        return _with(translate("Team", "{who} snoozed this until {value}"), until)
    return _with(
        translate("Team", "{who} snoozed this until {value}, whatever letters come"), until
    )


def _ticket(value: Value) -> str:
    if isinstance(value, TicketLink):
        subject = " ".join(value.subject.split())
        return f"#{value.code} {_short(subject)}".strip()
    return "?"


def _short(value: Value) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"


def team_facts(row: TicketRow, at: Moment) -> tuple[str, ...]:
    """What the team says of a ticket, a line each."""
    facts = []
    if row.assignee is not None:
        facts.append((translate("Team", "Assignee"), name_of(row.assignee)))
    if row.tags:
        facts.append((translate("Team", "Tags"), ", ".join(row.tags)))
    if row.priority is not Priority.NORMAL:
        facts.append((translate("Team", "Priority"), priority_name(row.priority)))
    if row.promised is not None:
        facts.append((translate("Team", "Promise"), at.ahead(row.promised)))
    if row.snoozed_until is not None:
        facts.append((translate("Team", "Snoozed"), at.ahead(row.snoozed_until)))
    lines = [f"{name}: {value}" for name, value in facts]
    if row.disputed:
        lines.append(translate("Team", "Two people set something at the same time."))
    return (*lines, presence(row.present, at.now))


# --- conflicts ------------------------------------------------------------------------------------


def conflict(view: ConflictView, at: Moment) -> str:
    """A lost race in one sentence with both values and times."""
    others = "; ".join(_said(each, view.field, at) for each in view.replaced)
    return translate("Team", "{others}; {last}, which counts.").format(
        others=others, last=_said(view.in_place, view.field, at)
    )


def value_name(field: Disputable, value: Value, at: Moment) -> str:  # noqa: PLR0911 - a table
    """A value of a disputed field, short enough for a button."""
    match field:
        case Disputable.ASSIGNEE:
            return name_of(value) if isinstance(value, MemberView) else translate("Team", "Nobody")
        case Disputable.STATUS:
            if isinstance(value, int):
                return translate("Team", "Snoozed until {time}").format(time=at.ahead(value))
            return status_choice(value if isinstance(value, Status) else None)
        case Disputable.PRIORITY:
            return priority_name(Priority(str(value)))
        case Disputable.PROMISED:
            if isinstance(value, int):
                return at.ahead(value)
            return translate("Team", "Nothing is promised")
        case Disputable.NOTE:
            return translate("Team", "deleted") if value is None else _short(value)


def field_name(field: Disputable) -> str:
    """What two people set apart."""
    match field:
        case Disputable.ASSIGNEE:
            return translate("Team", "Assignee")
        case Disputable.STATUS:
            return translate("Team", "Status")
        case Disputable.PRIORITY:
            return translate("Team", "Priority")
        case Disputable.PROMISED:
            return translate("Team", "Promise")
        case Disputable.NOTE:
            return translate("Team", "Note")


def _field(entry: TimelineEntry) -> Disputable:
    match entry.kind:
        case EntryKind.ASSIGNED:
            return Disputable.ASSIGNEE
        case EntryKind.PRIORITY_SET:
            return Disputable.PRIORITY
        case EntryKind.PROMISED:
            return Disputable.PROMISED
        case EntryKind.STATUS_SET | EntryKind.SNOOZED:
            return Disputable.STATUS
        case _:
            return Disputable.NOTE


def _said(said: Said, field: Disputable, at: Moment) -> str:
    return translate("Team", "{who} set “{value}” at {time}").format(
        who=who(said.member), value=value_name(field, said.value, at), time=at.past(said.at)
    )


# --- presence -------------------------------------------------------------------------------------


def presence(present: tuple[PresenceView, ...], now: int) -> str:
    """Who is answering just now: ``Olga is answering this (40 s ago)``; ``""`` for nobody."""
    sentences = [
        translate("Team", "{who} is answering this ({ago})").format(
            who=name_of(each.member), ago=_ago(now - (each.heard or each.since))
        )
        for each in present
    ]
    return "  ·  ".join(sentences)


def _ago(seconds: int) -> str:
    if seconds < _FRESH:
        return translate("Team", "just now")
    if seconds < 2 * _MINUTE:
        return counted.seconds_ago(seconds // 5 * 5)
    return counted.minutes_ago(seconds // _MINUTE)
