"""What the words print that only read: the team, a ticket's timeline, conflicts, contacts."""

from argparse import Namespace
from collections.abc import Sequence

from app import reports
from app.domain.accounts import Account
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.moments import say_moment
from app.services.queries import Queries
from app.services.read_models import Conversation, TicketRow
from app.services.team_models import (
    ConflictView,
    Journal,
    MemberView,
    Said,
    TeamView,
    TicketLink,
    TimelineEntry,
    Value,
)
from app.team_words import conflict_words, entry_words, who
from app.terminal import one_account, open_queries, show, tell

_STATES = {
    Journal.OFF: "This mailbox has no server; what is said here stays here.",
    Journal.NOT_JOINED: "This computer has not joined yet. Say who sits here: "
    "postroom team me NAME, then: postroom sync --once",
    Journal.JOINED: "",
    Journal.READ_ONLY: "The server takes no letters of ours: what is said here waits.",
}


def team(args: Namespace) -> int:
    """Show who works on a mailbox."""
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account)
        view = queries.team(account.id)
    if args.json:
        show(reports.as_json(_team_json(account, view)))
        return 0
    for member in view.members:
        marks = [word for word, on in (("me", member.me), ("has left", member.gone)) if on]
        extra = f" ({', '.join(marks)})" if marks else ""
        address = f" <{member.address}>" if member.address else ""
        show(f"{member.name}{address}{extra}")
        for device in view.devices:
            if device.member is not None and device.member.id == member.id:
                words = [w for w, on in (("this", device.me), ("shut out", device.revoked)) if on]
                told = f" ({', '.join(words)})" if words else ""
                show(f"  {device.name}  {device.id}{told}")
    if view.tags:
        show("tags: " + ", ".join(f"{one.tag} ({one.tickets:,})" for one in view.tags))
    if view.unsent:
        show(f"{view.unsent:,} changes wait for the next sync.")
    if not view.members:
        tell("Nobody has joined the team of this mailbox.")
    if _STATES[view.journal]:
        tell(_STATES[view.journal])
    return 0


def timeline(args: Namespace) -> int:
    """Print what the team did with a ticket."""
    with open_queries(args) as queries:
        row, conversation = _ticket(queries, args)
    if args.json:
        entries = [_entry_json(entry) for entry in conversation.timeline]
        show(reports.as_json({"ticket": row.code, "timeline": entries}))
        return 0
    for entry in conversation.timeline:
        show(entry_words(entry))
    if not conversation.timeline:
        tell("Nobody has said anything about this ticket.")
    return 0


def conflicts(args: Namespace) -> int:
    """Print what two people set without knowing of each other."""
    with open_queries(args) as queries:
        if args.ticket:
            total, rows = 1, tuple(_ticket(queries, args)[:1])
        else:
            account = one_account(queries.accounts(), args.account).id if args.account else None
            total, rows = queries.disputed(account, limit=args.limit or -1)
        found = [(row, c.conflicts) for row in rows if (c := queries.conversation(row.id))]
    if args.json:
        forms = [
            {"ticket": row.code, **_conflict_json(conflict)}
            for row, several in found
            for conflict in several
        ]
        show(reports.as_json({"conflicts": forms}))
        return 0
    for row, several in found:
        for conflict in several:
            show(f"{row.code}  {conflict_words(conflict)}")
    if not any(several for _, several in found):
        tell("No two people have said different things at the same time.")
    else:
        tell("Whoever says it again, either way, settles it.")
    if len(rows) < total:
        tell(f"{len(rows)} of {total} tickets; --limit 0 shows all.")
    return 0


def show_record(args: Namespace) -> int:
    """Show what the team knows of a person or a company."""
    with open_queries(args) as queries:
        account = one_account(queries.accounts(), args.account).id
        record = queries.record(account, args.who)
    fields = {name: value for name, value in record if args.field in {None, name}}
    if args.json:
        show(reports.as_json({"who": args.who.lower(), "fields": fields}))
        return 0
    for name, value in fields.items():
        show(f"{name}: {value}")
    if not fields:
        tell(f"The team knows nothing of {args.who.lower()}.")
    return 0


def _ticket(queries: Queries, args: Namespace) -> tuple[TicketRow, Conversation]:
    account: AccountId | None = None
    if args.account:
        account = one_account(queries.accounts(), args.account).id
    row = queries.by_code(args.ticket, account)
    conversation = queries.conversation(row.id) if row else None
    if row is None or conversation is None:
        raise RejectedError(f"There is no ticket “{args.ticket}”.")
    return row, conversation


# --- JSON -----------------------------------------------------------------------------------------


def _team_json(account: Account, view: TeamView) -> reports.Json:
    return {
        "account": account.settings.name,
        "journal": view.journal.value,
        "me": None if view.me is None else _member_json(view.me),
        "members": [{**_member_json(m), "gone": m.gone} for m in view.members],
        "devices": [
            {
                "id": device.id,
                "name": device.name,
                "member": None if device.member is None else _member_json(device.member),
                "revoked": device.revoked,
                "me": device.me,
            }
            for device in view.devices
        ],
        "tags": [{"tag": one.tag, "tickets": one.tickets} for one in view.tags],
        "unsent": view.unsent,
    }


def _member_json(member: MemberView) -> reports.Json:
    return {
        "id": member.id,
        "name": member.name,
        "address": member.address,
        "colour": member.colour,
    }


def _entry_json(entry: TimelineEntry) -> reports.Json:
    return {
        "id": entry.id,
        "at": _at(entry.at),
        "member": who(entry.member, entry.device),
        "kind": entry.kind.value,
        "value": _value(entry.value),
        "before": _value(entry.before),
        "note": entry.note,
        "letter": entry.letter or None,
        "overtook": _several(entry.overtook),
        "overtaken_by": None if entry.overtaken_by is None else _said(entry.overtaken_by),
        "undone": None
        if entry.undone_at is None
        else {"member": who(entry.undone_by), "at": _at(entry.undone_at)},
        "unsent": entry.unsent,
    }


def _conflict_json(conflict: ConflictView) -> reports.Json:
    return {
        "field": conflict.field.value,
        "note": conflict.note,
        "in_place": _said(conflict.in_place),
        "replaced": _several(conflict.replaced),
    }


def _several(said: Sequence[Said]) -> list[reports.Json]:
    return [_said(one) for one in said]


def _said(said: Said) -> reports.Json:
    return {
        "id": said.id,
        "value": _value(said.value),
        "member": who(said.member),
        "at": _at(said.at),
    }


def _value(value: Value) -> str | None:
    match value:
        case MemberView(name=name):
            return name
        case TicketLink(code=code):
            return code
        case int():
            return _at(value)
        case None:
            return None
        case _:
            return str(value)


def _at(seconds: int) -> str:
    """ISO 8601, or words for what no calendar has."""
    try:
        return reports.iso(seconds)
    except (ValueError, OverflowError, OSError):
        return say_moment(seconds)
