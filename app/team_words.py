"""How the command line says what the team did, in English, and finds members by their names."""

from collections.abc import Sequence

from app.domain.errors import RejectedError
from app.domain.tickets import Status
from app.moments import say_moment
from app.services.deeds import Deed, Done
from app.services.team_models import (
    ConflictView,
    Disputable,
    EntryKind,
    MemberView,
    Said,
    TicketLink,
    TimelineEntry,
    Value,
)

_DEEDS = {
    Deed.ARCHIVE: "archived",
    Deed.DELETE: "moved to the trash",
    Deed.MOVE: "moved to a folder",
    Deed.READ: "marked as read",
    Deed.UNREAD: "marked as unread",
    Deed.FLAG: "flagged",
    Deed.UNFLAG: "no longer flagged",
    Deed.ANSWERED: "marked as answered",
    Deed.UNANSWERED: "marked as not answered",
    Deed.ASSIGN: "assigned",
    Deed.STATUS: "status set",
    Deed.SNOOZE: "put aside",
    Deed.PRIORITY: "priority set",
    Deed.PROMISE: "promise noted",
    Deed.TAG: "tags changed",
    Deed.NOTE: "note written",
    Deed.EDIT_NOTE: "note changed",
    Deed.DELETE_NOTE: "note deleted",
    Deed.MERGE: "merged",
    Deed.UNMERGE: "taken apart",
    Deed.SPLIT: "split",
    Deed.MOVE_LETTERS: "letters moved to another ticket",
    Deed.SETTLE: "decided between two words",
    Deed.CONTACT: "contact changed",
    Deed.COMPANY: "company changed",
    Deed.MEMBER: "member changed",
    Deed.DEVICE: "computer shut out",
    Deed.SETTING: "changed",
    Deed.WORD: "dictionary changed",
    Deed.SEND: "sent",
    Deed.DISCARD: "draft discarded",
}
_FIELDS = {
    Disputable.ASSIGNEE: "assignee",
    Disputable.STATUS: "status",
    Disputable.PRIORITY: "priority",
    Disputable.PROMISED: "promise",
    Disputable.NOTE: "note",
}


def find_member(members: Sequence[MemberView], name: str) -> MemberView:
    """Return the member whom a person means by a name, an address, an id, or “me”.

    Raises `RejectedError` where that is nobody, or several.
    """
    if name.lower() == "me":
        for member in members:
            if member.me:
                return member
        raise RejectedError("Nobody has said who sits here. Say it: postroom team me NAME")
    wanted = name.strip().casefold()
    for found in (
        [m for m in members if m.id == name],
        [m for m in members if m.address and m.address.casefold() == wanted],
        [m for m in members if m.name.casefold() == wanted],
        [m for m in members if wanted and m.name.casefold().startswith(wanted)],
    ):
        here = [member for member in found if not member.gone] or found
        if len(here) == 1:
            return here[0]
        if here:
            raise RejectedError(f"Several members are called “{name}”; say an address or an id.")
    known = ", ".join(member.name for member in members if not member.gone)
    raise RejectedError(
        f"No member is called “{name}”. The team: {known}."
        if known
        else "Nobody has joined the team of this mailbox. Begin with: postroom team me NAME"
    )


def deed_words(done: Done, names: Sequence[str]) -> str:
    """What was done here, on one line; ``names``: codes of tickets, and what else it was about."""
    what = _DEEDS[done.deed]
    if done.folder:
        what += f" ({done.folder})"
    if not names:
        return f"{what}."
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return f"{what}: {shown}."


def who(member: MemberView | None, computer: str = "") -> str:
    """A member's name, or what stands in for it."""
    if member is None:
        return f"somebody at “{computer}”" if computer else "somebody"
    return member.name or "somebody"


def entry_words(entry: TimelineEntry) -> str:
    """One line of a timeline."""
    line = f"{say_moment(entry.at)}  {who(entry.member, entry.device)} {_did(entry)}"
    if entry.overtook:
        others = "; ".join(_said(said, entry.kind) for said in entry.overtook)
        line += f", without having seen {others}"
    if entry.overtaken_by is not None:
        line += f", replaced unseen by {_said(entry.overtaken_by, entry.kind)}"
    if entry.undone_at is not None:
        line += f" (undone by {who(entry.undone_by)} {say_moment(entry.undone_at)})"
    return line + (" (not sent yet)" if entry.unsent else "")


def _did(entry: TimelineEntry) -> str:  # noqa: PLR0911, PLR0912 - one line a kind
    value = value_words(entry.value, entry.kind)
    match entry.kind:
        case EntryKind.ASSIGNED:
            return f"assigned it to {value}"
        case EntryKind.STATUS_SET | EntryKind.SNOOZED:
            return f"set {value}"
        case EntryKind.PRIORITY_SET:
            return f"set priority {value}"
        case EntryKind.PROMISED:
            return "took the promise back" if entry.value is None else f"promised by {value}"
        case EntryKind.TAG_ADDED:
            return f"added the tag “{value}”"
        case EntryKind.TAG_REMOVED:
            return f"removed the tag “{value}”"
        case EntryKind.NOTE_ADDED:
            return f"noted: {value}  [{entry.note}]"
        case EntryKind.NOTE_EDITED:
            return f"changed a note: {value}  [{entry.note}]"
        case EntryKind.NOTE_DELETED:
            return f"deleted a note  [{entry.note}]"
        case EntryKind.MERGED:
            return f"merged it with {value}"
        case EntryKind.UNMERGED:
            return f"took it apart from {value}"
        case EntryKind.LETTER_MOVED:
            where = "back" if entry.value is None else f"to {value}"
            return f"moved <{entry.letter}> {where}"
        case EntryKind.LETTER_SPLIT:
            return f"made <{entry.letter}> a ticket of its own"
        case EntryKind.UNKNOWN:
            return f"did something that a newer Postroom knows ({value})"


def value_words(value: Value, kind: EntryKind | Disputable) -> str:
    """A value in words."""
    if isinstance(value, MemberView):
        return who(value)
    if isinstance(value, TicketLink):
        return value.code
    if isinstance(value, Status):
        return value.value
    if isinstance(value, int):
        until = "" if kind in {EntryKind.PROMISED, Disputable.PROMISED} else "snoozed until "
        return until + say_moment(value)
    if value is None:
        return _NOTHING.get(kind, "nothing")
    return " ".join(value.split())


_NOTHING: dict[EntryKind | Disputable, str] = {
    EntryKind.ASSIGNED: "nobody",
    Disputable.ASSIGNEE: "nobody",
    EntryKind.STATUS_SET: "the status that follows the mail",
    EntryKind.SNOOZED: "the status that follows the mail",
    Disputable.STATUS: "as the mail says",
    Disputable.NOTE: "deleted",
    EntryKind.NOTE_EDITED: "deleted",
    EntryKind.NOTE_DELETED: "deleted",
}


def _said(said: Said, kind: EntryKind | Disputable) -> str:
    return f"“{value_words(said.value, kind)}” by {who(said.member)} ({say_moment(said.at)})"


def conflict_words(conflict: ConflictView) -> str:
    """A lost race on one line."""
    others = " and ".join(_said(said, conflict.field) for said in conflict.replaced)
    note = f" [{conflict.note}]" if conflict.note else ""
    stands = f"{_said(conflict.in_place, conflict.field)} is in place"
    return f"{_FIELDS[conflict.field]}{note}: {stands}; it was said without seeing {others}"
