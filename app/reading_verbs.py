"""What the words do that look into tickets and letters: list, show, search, parse."""

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from app import reports
from app.domain.errors import RejectedError
from app.domain.tickets import Queue
from app.main import system_clock
from app.services.queries import Queries
from app.services.read_models import ListFilter
from app.services.team_models import NOBODY
from app.team_words import find_member
from app.terminal import one_account, open_queries, show, tell


def tickets(args: Namespace) -> int:
    """List tickets, newest first."""
    with open_queries(args) as queries:
        queue, only = Queue(args.queue), _filter(queries, args)
        total = queries.ticket_count(queue, only)
        rows = queries.tickets(queue, only, offset=0, limit=args.limit or -1)
        ids = queries.message_ids([row.id for row in rows]) if args.messages else {}
    if args.json:
        forms = [
            reports.ticket_json(row, ids.get(row.id, []) if args.messages else None) for row in rows
        ]
        show(reports.as_json({"total": total, "tickets": forms}))
        return 0
    show(reports.ticket_table(rows, system_clock().now()))
    if args.messages:
        for row in rows:
            show(f"{row.code}: " + " ".join(f"<{i}>" for i in ids.get(row.id, [])))
    if len(rows) < total:
        tell(f"{len(rows)} of {total} tickets; --limit 0 shows all.")
    return 0


def _filter(queries: Queries, args: Namespace) -> ListFilter:
    only = ListFilter(args.query, tag=args.tag)
    if args.account:
        only = replace(only, account=one_account(queries.accounts(), args.account).id)
    if args.assignee and args.assignee.lower() == "nobody":
        only = replace(only, assignee=NOBODY)
    elif args.assignee:
        account = one_account(queries.accounts(), args.account)
        members = queries.team(account.id).members
        only = replace(only, assignee=find_member(members, args.assignee).id)
    return only


def show_ticket(args: Namespace) -> int:
    """Print one ticket with its letters."""
    with open_queries(args) as queries:
        row = queries.by_code(args.ticket)
        conversation = queries.conversation(row.id) if row else None
        if conversation is None:
            raise RejectedError(f"There is no ticket “{args.ticket}”.")
        if args.json:
            show(reports.as_json(reports.conversation_json(conversation)))
            return 0
        show(reports.conversation_text(conversation, queries.new_text))
    return 0


def search(args: Namespace) -> int:
    """Find letters by words in them."""
    clock = system_clock()
    began = clock.monotonic()
    with open_queries(args) as queries:
        total, hits = queries.hits(args.query, limit=args.limit or -1)
    elapsed = (clock.monotonic() - began) * 1000
    if args.json:
        form = {
            "total": total,
            "elapsed_ms": round(elapsed, 1),
            "results": [reports.hit_json(hit) for hit in hits],
        }
        show(reports.as_json(form))
        return 0
    for hit in hits:
        show(f"{hit.ticket}  {reports.iso(hit.received)[:10]}  {reports.who(hit.sender)}")
        show(f"         {hit.subject or '(no subject)'}")
        show(f"         {hit.snippet}\n")
    tell(f"{len(hits)} of {total} letters in {elapsed:.0f} ms.")
    return 0


def parse(args: Namespace) -> int:
    """Print what Postroom reads in files with one letter each, one JSON object a line."""
    from app.services.parse_json import parse_json  # noqa: PLC0415 - only here, and heavy

    status = 0
    for name in args.files:
        try:
            raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            tell(f"postroom: “{name}” cannot be read: {error.strerror}.")
            status = 1
            continue
        show(reports.as_json(parse_json(raw)))
    return status
