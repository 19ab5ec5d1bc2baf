"""Tickets: one small row each, derived from their letters, ready for the list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.tickets import Away, Queue, Status
from app.store.link import Link

_CHUNK = 500
_WHERE = {
    Queue.NEEDS_REPLY: "status = 'open' AND away = 0",
    Queue.WAITING: "status = 'waiting' AND away = 0",
    Queue.BOUNCED: "bounced = 1 AND away = 0",
    Queue.AWAY: "away > 0",
    Queue.ALL: "1",
}
_TALLY = {
    Queue.NEEDS_REPLY: Status.OPEN.value,
    Queue.WAITING: Status.WAITING.value,
    Queue.BOUNCED: "bounced",
    Queue.AWAY: "away",
    Queue.ALL: "all",
}
_COLUMNS = (
    "id, code, subject, contact_name, contact, snippet, updated, letters, attachments, status, "
    "bounced, unread, related, root, account, away, flagged, unsent"
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


_MARKS = """
UPDATE ticket SET away = new.away, flagged = new.flagged, unsent = new.unsent FROM (
    SELECT
        coalesce((SELECT min(coalesce((SELECT min(CASE
            WHEN s.gone OR instr(s.flags, '\\Deleted') > 0 THEN 4
            WHEN f.role = 'trash' THEN 3 WHEN f.role = 'junk' THEN 2
            WHEN f.role = 'archive' THEN 1 ELSE 0 END)
            FROM shown_place s JOIN folder f ON f.id = s.shown_in WHERE s.message = m.id), 0))
        FROM message m WHERE m.ticket = ?1
            AND m.ours = (SELECT min(o.ours) FROM message o WHERE o.ticket = ?1)), 0) AS away,
        EXISTS (SELECT 1 FROM message m JOIN shown_place s ON s.message = m.id
            WHERE m.ticket = ?1 AND s.flagged AND s.gone = 0) AS flagged,
        EXISTS (SELECT 1 FROM message m JOIN pending w ON w.message = m.id
            WHERE m.ticket = ?1 AND w.state = 'waiting') AS unsent
) AS new WHERE ticket.id = ?1
    AND (ticket.away, ticket.flagged, ticket.unsent) <> (new.away, new.flagged, new.unsent)
RETURNING id
"""


def _where(
    queue: Queue, match: str | None, account: AccountId | None
) -> tuple[str, tuple[str | int, ...]]:
    where, values = _WHERE[queue], list[str | int]()
    if account is not None:
        where += " AND account = ?"
        values.append(account)
    if match is not None:
        where += (
            " AND id IN (SELECT ticket FROM message WHERE id IN "
            "(SELECT rowid FROM letter_words WHERE letter_words MATCH ?))"
        )
        values.append(match)
    return where, tuple(values)


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
    # What follows is kept up to date by `Tickets.refresh_marks` alone, so it tells no difference.
    account: AccountId = field(default=AccountId(0), compare=False)
    away: Away = field(default=Away.HERE, compare=False)
    flagged: bool = field(default=False, compare=False)
    unsent: bool = field(default=False, compare=False)
    """Whether a change made here waits for the server."""


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

    def refresh_marks(self, tickets: Iterable[TicketId]) -> list[TicketId]:
        """Recompute where tickets stand, their flag, and whether changes wait; return changed."""
        changed = []
        for ticket in tickets:
            changed += self._link.write_returning(_MARKS, (ticket,))
        return [TicketId(row[0]) for row in changed]

    def marked(self, tickets: Sequence[TicketId]) -> list[TicketId]:
        """Return those of these tickets that have a mark of `refresh_marks` set."""
        found: list[TicketId] = []
        for start in range(0, len(tickets), _CHUNK):
            chunk = tuple(tickets[start : start + _CHUNK])
            rows = self._link.rows(
                f"SELECT id FROM ticket WHERE id IN ({', '.join('?' * len(chunk))}) "
                "AND (away, flagged, unsent) <> (0, 0, 0)",
                chunk,
            )
            found += (TicketId(row[0]) for row in rows)
        return found

    # --- reading -----------------------------------------------------------------------------

    def counts(self) -> dict[Queue, int]:
        """Return the number of tickets in each queue."""
        return {queue: self.count(queue) for queue in Queue}

    def count(
        self, queue: Queue, match: str | None = None, account: AccountId | None = None
    ) -> int:
        """Return the number of tickets in a queue, of all accounts or of one."""
        if match is None and account is None:
            row = self._link.row("SELECT tickets FROM tally WHERE name = ?", (_TALLY[queue],))
        else:
            where, values = _where(queue, match, account)
            row = self._link.row(f"SELECT count(*) FROM ticket WHERE {where}", values)
        return int(row[0]) if row else 0

    def page(
        self,
        queue: Queue,
        *,
        offset: int,
        limit: int,
        match: str | None = None,
        account: AccountId | None = None,
    ) -> list[TicketData]:
        """Return part of a queue, newest first; with ``match`` only where a letter has the words.

        The inner query walks a covering index from the nearer end, so that a far offset costs
        steps in the index, not reads of rows. ``limit`` -1 means all.
        """
        where, values = _where(queue, match, account)
        order = "DESC"
        if match is None and account is None and offset > limit > 0:
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

    def position(
        self,
        queue: Queue,
        ticket: TicketId,
        match: str | None = None,
        account: AccountId | None = None,
    ) -> int | None:
        """Return the row number of a ticket in a queue, None where it is not in it."""
        where, values = _where(queue, match, account)
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
    account: int,
    away: int,
    flagged: int,
    unsent: int,
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
        account=AccountId(account),
        away=Away(away),
        flagged=bool(flagged),
        unsent=bool(unsent),
    )
