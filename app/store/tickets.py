"""Tickets: one small row each, derived from their letters, ready for the list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.tickets import Queue, Status
from app.store.link import Link

_CHUNK = 500
_WHERE = {
    Queue.NEEDS_REPLY: "status = 'open'",
    Queue.WAITING: "status = 'waiting'",
    Queue.BOUNCED: "bounced = 1",
    Queue.ALL: "1",
}
_TALLY = {
    Queue.NEEDS_REPLY: Status.OPEN.value,
    Queue.WAITING: Status.WAITING.value,
    Queue.BOUNCED: "bounced",
    Queue.ALL: "all",
}
_COLUMNS = (
    "id, code, subject, contact_name, contact, snippet, updated, letters, attachments, status, "
    "bounced, unread, related, root"
)

_PUT_COLUMNS = (
    "account, neighbourhood, code, root, subject, contact_name, contact, snippet, updated, "
    "letters, attachments, status, bounced, unread, related"
)
_PUT = (
    f"INSERT INTO ticket (id, {_PUT_COLUMNS}) VALUES ({'?, ' * 15}?) "
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _PUT_COLUMNS.split(", "))
)


def _where(queue: Queue, match: str | None) -> tuple[str, tuple[str, ...]]:
    if match is None:
        return _WHERE[queue], ()
    return (
        f"{_WHERE[queue]} AND id IN (SELECT ticket FROM message WHERE id IN "
        "(SELECT rowid FROM letter_words WHERE letter_words MATCH ?))"
    ), (match,)


@dataclass(frozen=True, slots=True)
class TicketData:
    """A ticket's row."""

    id: TicketId
    code: TicketCode
    root: str
    subject: str
    contact_name: str
    contact: str
    snippet: str
    updated: int
    letters: int
    has_attachments: bool
    status: Status
    bounced: bool
    unread: bool
    related: tuple[str, ...]


class Tickets:
    """Ticket rows; written by `services.receive`, read by queries."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def next_id(self) -> TicketId:
        """Return the id of the next new ticket; ids are never used again."""
        row = self._link.row("SELECT seq FROM sqlite_sequence WHERE name = 'ticket'")
        return TicketId(1 + (row[0] if row else 0))

    def put(self, account: AccountId, rows: Iterable[tuple[int, TicketData]]) -> None:
        """Insert or rewrite tickets, each with its neighbourhood."""
        self._link.write_many(
            _PUT,
            [
                (
                    data.id,
                    account,
                    neighbourhood,
                    data.code,
                    data.root,
                    data.subject,
                    data.contact_name,
                    data.contact,
                    data.snippet,
                    data.updated,
                    data.letters,
                    int(data.has_attachments),
                    data.status.value,
                    int(data.bounced),
                    int(data.unread),
                    " ".join(data.related),
                )
                for neighbourhood, data in rows
            ],
        )

    def remove(self, tickets: Iterable[TicketId]) -> None:
        """Remove rows whose letters have all moved to other tickets."""
        self._link.write_many("DELETE FROM ticket WHERE id = ?", [(t,) for t in tickets])

    def refresh_unread(self, tickets: Iterable[TicketId]) -> None:
        """Recompute whether tickets hold an unread letter."""
        self._link.write_many(
            "UPDATE ticket SET unread = EXISTS (SELECT 1 FROM message m WHERE m.ticket = ticket.id "
            "AND m.unread = 1) WHERE id = ?",
            [(t,) for t in tickets],
        )

    # --- reading -----------------------------------------------------------------------------

    def counts(self) -> dict[Queue, int]:
        """Return the number of tickets in each queue."""
        return {queue: self.count(queue) for queue in Queue}

    def count(self, queue: Queue, match: str | None = None) -> int:
        """Return the number of tickets in a queue."""
        if match is None:
            row = self._link.row("SELECT tickets FROM tally WHERE name = ?", (_TALLY[queue],))
        else:
            where, values = _where(queue, match)
            row = self._link.row(f"SELECT count(*) FROM ticket WHERE {where}", values)
        return int(row[0]) if row else 0

    def page(
        self, queue: Queue, *, offset: int, limit: int, match: str | None = None
    ) -> list[TicketData]:
        """Return part of a queue, newest first; with ``match`` only where a letter has the words.

        The inner query walks a covering index from the nearer end, so that a far offset costs
        steps in the index, not reads of rows. ``limit`` -1 means all.
        """
        where, values = _where(queue, match)
        order = "DESC"
        if match is None and offset > limit > 0:
            total = self.count(queue)
            limit = min(limit, max(0, total - offset))
            if (behind := total - offset - limit) < offset:
                order, offset = "ASC", behind
        rows = self._link.rows(
            f"SELECT {_COLUMNS} FROM ticket WHERE id IN (SELECT id FROM ticket "
            f"WHERE {where} ORDER BY updated {order}, id {order} LIMIT ? OFFSET ?) "
            "ORDER BY updated DESC, id DESC",
            (*values, limit, offset),
        )
        return [_row_to_ticket(*r) for r in rows]

    def position(self, queue: Queue, ticket: TicketId, match: str | None = None) -> int | None:
        """Return the row number of a ticket in a queue, None where it is not in it."""
        where, values = _where(queue, match)
        row = self._link.row(
            f"SELECT updated FROM ticket WHERE {where} AND id = ?", (*values, ticket)
        )
        if row is None:
            return None
        before = self._link.row(
            f"SELECT count(*) FROM ticket WHERE {where} AND (updated, id) > (?, ?)",
            (*values, row[0], ticket),
        )
        return int(before[0]) if before else None

    def by_ids(self, ids: Sequence[TicketId]) -> list[TicketData]:
        """Return these tickets, newest first; unknown ids are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._link.rows(
            f"SELECT {_COLUMNS} FROM ticket WHERE id IN ({marks}) ORDER BY updated DESC, id DESC",
            tuple(ids),
        )
        return [_row_to_ticket(*r) for r in rows]

    def by_code(self, code: str) -> TicketData | None:
        """Return the ticket with this code."""
        row = self._link.row(f"SELECT {_COLUMNS} FROM ticket WHERE code = ?", (code,))
        return _row_to_ticket(*row) if row else None

    def in_neighbourhoods(self, numbers: Sequence[int]) -> dict[int, list[TicketData]]:
        """Return the tickets stored for these neighbourhoods."""
        found: dict[int, list[TicketData]] = defaultdict(list)
        for start in range(0, len(numbers), _CHUNK):
            chunk = tuple(numbers[start : start + _CHUNK])
            marks = ", ".join("?" * len(chunk))
            for row in self._link.rows(
                f"SELECT {_COLUMNS}, neighbourhood FROM ticket WHERE neighbourhood IN ({marks})",
                chunk,
            ):
                found[row[-1]].append(_row_to_ticket(*row[:-1]))
        return found


def _row_to_ticket(  # one parameter a column keeps the mapping in one place
    key: int,
    code: str,
    subject: str,
    contact_name: str,
    contact: str,
    snippet: str,
    updated: int,
    letters: int,
    attachments: int,
    status: str,
    bounced: int,
    unread: int,
    related: str,
    root: str,
) -> TicketData:
    return TicketData(
        id=TicketId(key),
        code=TicketCode(code),
        root=root,
        subject=subject,
        contact_name=contact_name,
        contact=contact,
        snippet=snippet,
        updated=updated,
        letters=letters,
        has_attachments=bool(attachments),
        status=Status(status),
        bounced=bool(bounced),
        unread=bool(unread),
        related=tuple(related.split()),
    )
