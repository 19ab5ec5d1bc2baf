"""What the words do that change or hand out single tickets: mark, archive, delete, export."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app import reports
from app.domain.codes import normalise
from app.domain.errors import RejectedError
from app.domain.ids import MessageKey, TicketId
from app.main import DATABASE, profile_folder
from app.runtime.lock import ProfileLock
from app.services import commands
from app.services.exporting import all_tickets, export_tickets
from app.services.queries import Queries
from app.store import Store, Transaction, open_store
from app.verbs import show, tell

_Job = Callable[[Store, Transaction, list[MessageKey]], int]


def mark(args: Namespace) -> int:
    """Mark a ticket's letters; the server hears of it with the next sync."""

    def job(store: Store, transaction: Transaction, letters: list[MessageKey]) -> int:
        on = not args.how.startswith("un")
        if args.how.endswith("seen"):
            commands.mark_seen(store, transaction, letters, seen=on)
        else:
            commands.mark_flagged(store, transaction, letters, flagged=on)
        return len(letters)

    return _change_ticket(args, job, f"marked as {args.how}")


def archive(args: Namespace) -> int:
    """Move a ticket's letters from the inbox to the archive."""
    return _change_ticket(args, commands.archive, "archived")


def delete(args: Namespace) -> int:
    """Move a ticket's letters to the trash."""
    return _change_ticket(args, commands.delete, "moved to the trash")


def export(args: Namespace) -> int:
    """Write one ticket, or all, as files."""
    if bool(args.ticket) == args.all:
        raise RejectedError("Name one ticket, or say --all.")
    queries = Queries.open(profile_folder(args.profile) / DATABASE)
    try:
        tickets = all_tickets(queries) if args.all else iter([_ticket(queries, args.ticket)])
        report = export_tickets(
            queries,
            tickets,
            Path(args.folder),
            reports.conversation_json,
            progress=lambda count: tell(f"{count:,} tickets"),
        )
    finally:
        queries.close()
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


def _change_ticket(args: Namespace, job: _Job, what: str) -> int:
    with _locked(args) as database, open_store(database) as store:
        code = normalise(args.ticket)
        ticket = store.tickets.by_code(code) if code else None
        if ticket is None or ticket.id is None:
            raise RejectedError(f"There is no ticket “{args.ticket}”.")
        letters = [row.key for row in store.letters.of_ticket(ticket.id)]
        with store.transaction() as transaction:
            changed = job(store, transaction, letters)
    if args.json:
        show(reports.as_json({"ticket": ticket.code, "letters": changed}))
    else:
        show(f"{ticket.code}: {changed} letters {what}; the server follows with the next sync.")
    return 0


@contextmanager
def _locked(args: Namespace) -> Iterator[Path]:
    folder = profile_folder(args.profile)
    with ProfileLock(folder):
        yield folder / DATABASE
