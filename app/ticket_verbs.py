"""What the words do that change or hand out single tickets: mark, archive, delete, export."""

from argparse import Namespace
from pathlib import Path

from app import reports
from app.domain.codes import normalise
from app.domain.errors import RejectedError
from app.domain.ids import TicketId
from app.services.deeds import Deed
from app.services.exporting import all_tickets, export_tickets
from app.services.queries import Queries
from app.services.triage import triage
from app.store import open_store
from app.terminal import locked, open_queries, show, tell

_MARKS = {
    "seen": Deed.READ,
    "unseen": Deed.UNREAD,
    "flagged": Deed.FLAG,
    "unflagged": Deed.UNFLAG,
}


def mark(args: Namespace) -> int:
    """Mark a ticket's letters; the server hears of it with the next sync."""
    return _change_ticket(args, _MARKS[args.how], f"marked as {args.how}")


def archive(args: Namespace) -> int:
    """Move a ticket's letters from the inbox to the archive."""
    return _change_ticket(args, Deed.ARCHIVE, "archived")


def delete(args: Namespace) -> int:
    """Move a ticket's letters to the trash."""
    return _change_ticket(args, Deed.DELETE, "moved to the trash")


def export(args: Namespace) -> int:
    """Write one ticket, or all, as files."""
    if bool(args.ticket) == args.all:
        raise RejectedError("Name one ticket, or say --all.")
    with open_queries(args) as queries:
        tickets = all_tickets(queries) if args.all else iter([_ticket(queries, args.ticket)])
        report = export_tickets(
            queries,
            tickets,
            Path(args.folder),
            reports.conversation_json,
            progress=lambda count: tell(f"{count:,} tickets"),
        )
    if args.json:
        show(reports.as_json({"tickets": report.tickets, "letters": report.letters}))
    else:
        show(f"{report.tickets:,} tickets with {report.letters:,} letters in {args.folder}")
    return 0


def _ticket(queries: Queries, code: str) -> TicketId:
    row = queries.by_code(code)
    if row is None:
        raise RejectedError(f"There is no ticket “{code}”.")
    return row.id


def _change_ticket(args: Namespace, deed: Deed, what: str) -> int:
    with locked(args) as database, open_store(database) as store:
        code = normalise(args.ticket)
        ticket = store.tickets.by_code(code) if code else None
        if ticket is None:
            raise RejectedError(f"There is no ticket “{args.ticket}”.")
        letters = len(store.letters.of_ticket(ticket.id))
        with store.transaction() as transaction:
            done = triage(store, transaction, [ticket.id], deed, every_letter=True)
    if args.json:
        form = {"ticket": ticket.code, "letters": letters, "changed": bool(done.back)}
        show(reports.as_json(form))
    elif not done.back:
        show("It is so already; nothing was changed.")
    else:
        show(f"{ticket.code}: {what}; the server follows with the next sync.")
    return 0
