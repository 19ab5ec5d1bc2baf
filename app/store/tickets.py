"""Tickets: one small row each, derived from their letters, ready for the list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from app.domain.codes import code_of
from app.domain.ids import AccountId, TicketId
from app.domain.tickets import Queue
from app.store.link import Link, Value, chunks, marks_for
from app.store.ticket_data import (
    COLUMNS,
    TicketData,
    derived_values,
    row_to_ticket,
    said_values,
)
from app.store.ticket_queues import ANY, IN_QUEUE, NOBODYS, TALLY, Filter, from_queue

_PUT_COLUMNS = (
    "account, neighbourhood, code, root, subject, contact_name, contact, snippet, updated, "
    "letters, attachments, status, bounced, unread, related"
)
_PUT = (
    f"INSERT INTO ticket (id, {_PUT_COLUMNS}) VALUES ({'?, ' * 15}?) "
    "ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _PUT_COLUMNS.split(", "))
)

_DERIVED = _PUT_COLUMNS.split(", ")[2:]

_SAY_COLUMNS = "said, anchor, assignee, priority, promised, tags, notes, wakes, disputed, joined"
_SAY = f"UPDATE ticket SET {', '.join(f'{n} = ?' for n in _SAY_COLUMNS.split(', '))} WHERE id = ?"
_TAG_COLUMNS = "tag, updated, id, account, status, away, bounced, assignee, label"
_TAG = f"""
INSERT INTO ticket_tag ({_TAG_COLUMNS})
SELECT ?, updated, id, account, status, away, bounced, assignee, ? FROM ticket WHERE id = ?
"""

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


class Tickets:
    """Ticket rows; written by `services.receive`, read by queries."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def next_id(self) -> TicketId:
        """Return the id of the next new ticket; ids are never used again."""
        row = self._link.row("SELECT seq FROM sqlite_sequence WHERE name = 'ticket'")
        return TicketId(1 + (row[0] if row else 0))

    def put(
        self,
        account: AccountId,
        rows: Sequence[tuple[int, TicketData]],
        before: Mapping[TicketId, TicketData] | None = None,
    ) -> None:
        """Insert or rewrite tickets, each with its neighbourhood.

        ``before`` has rows as they are stored, in the same neighbourhoods; of these only what
        differs is written, because each column costs the indexes that it is in.
        """
        before = before or {}
        self._link.write_many(
            _PUT,
            [
                (data.id, account, neighbourhood, *derived_values(data))
                for neighbourhood, data in rows
                if data.id not in before
            ],
        )
        differing: dict[tuple[int, ...], list[tuple[Value, ...]]] = defaultdict(list)
        for _, data in rows:
            if (old := before.get(data.id)) is not None:
                values, stored = derived_values(data), derived_values(old)
                which = tuple([n for n, v in enumerate(values) if v != stored[n]])
                differing[which].append((*[values[n] for n in which], data.id))
        for which, many in differing.items():
            if which:
                setting = ", ".join(f"{_DERIVED[n]} = ?" for n in which)
                self._link.write_many(f"UPDATE ticket SET {setting} WHERE id = ?", many)
        heard = {ticket for ticket, old in before.items() if old.said}
        if said := [data for _, data in rows if data.said or data.id in heard]:
            self._put_said(said)

    def _put_said(self, rows: Sequence[TicketData]) -> None:
        self._link.write_many(_SAY, [said_values(data) for data in rows])
        self._link.write_many("DELETE FROM ticket_tag WHERE id = ?", [(d.id,) for d in rows])
        self._link.write_many(_TAG, [(t.casefold(), t, d.id) for d in rows for t in d.tags])

    def put_joined(self, former: Mapping[TicketId, Mapping[str, TicketId | None]]) -> None:
        """Note the roots that were merged into tickets, with the ids that these had for rows."""
        self._link.write_many("DELETE FROM joined_code WHERE ticket = ?", [(t,) for t in former])
        self._link.write_many(
            "INSERT INTO joined_code (ticket, root, code, former) VALUES (?, ?, ?, ?)",
            [
                (ticket, root, code_of(root), before)
                for ticket, roots in former.items()
                for root, before in roots.items()
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
        for chunk in chunks(tickets):
            rows = self._link.rows(
                f"SELECT id FROM ticket WHERE id IN ({marks_for(chunk)}) "
                "AND (away, flagged, unsent) <> (0, 0, 0)",
                chunk,
            )
            found += (TicketId(row[0]) for row in rows)
        return found

    # --- reading -----------------------------------------------------------------------------

    def count(self, queue: Queue, only: Filter = ANY) -> int:
        """Return the number of tickets in a queue."""
        if only == ANY:
            row = self._link.row("SELECT tickets FROM tally WHERE name = ?", (TALLY[queue],))
        elif only == NOBODYS:  # mostly many: those that are somebody's are counted
            row = self._link.row(
                "SELECT (SELECT tickets FROM tally WHERE name = ?) - "
                f"(SELECT count(*) FROM ticket WHERE assignee <> '' AND {IN_QUEUE[queue]})",
                (TALLY[queue],),
            )
        else:
            chosen, values = from_queue(queue, only)
            row = self._link.row(f"SELECT count(*) FROM {chosen}", values)
        return int(row[0]) if row else 0

    def page(
        self, queue: Queue, only: Filter = ANY, *, offset: int, limit: int
    ) -> list[TicketData]:
        """Return part of a queue, newest first.

        The inner query walks a covering index from the nearer end, so that a far offset costs
        steps in the index, not reads of rows. ``limit`` -1 means all.
        """
        chosen, values = from_queue(queue, only)
        order = "DESC"
        if only in {ANY, NOBODYS} and offset > limit > 0:
            total = self.count(queue, only)
            limit = min(limit, max(0, total - offset))
            if (behind := total - offset - limit) < offset:
                order, offset = "ASC", behind
        rows = self._link.rows(
            f"SELECT {COLUMNS} FROM ticket WHERE id IN (SELECT id FROM "
            f"{chosen} ORDER BY updated {order}, id {order} LIMIT ? OFFSET ?) "
            "ORDER BY updated DESC, id DESC",
            (*values, limit, offset),
        )
        return [row_to_ticket(*r) for r in rows]

    def position(self, queue: Queue, ticket: TicketId, only: Filter = ANY) -> int | None:
        """Return the row number of a ticket in a queue, None where it is not in it."""
        chosen, values = from_queue(queue, only)
        row = self._link.row(f"SELECT updated FROM {chosen} AND id = ?", (*values, ticket))
        if row is None:
            return None
        before = self._link.row(
            f"SELECT count(*) FROM {chosen} AND (updated, id) > (?, ?)",
            (*values, row[0], ticket),
        )
        return int(before[0]) if before else None

    def by_ids(self, ids: Sequence[TicketId]) -> list[TicketData]:
        """Return these tickets, newest first; unknown ids are left out."""
        rows = self._link.rows(
            f"SELECT {COLUMNS} FROM ticket WHERE id IN ({marks_for(ids)}) "
            "ORDER BY updated DESC, id DESC",
            tuple(ids),
        )
        return [row_to_ticket(*r) for r in rows]

    def by_code(self, code: str, account: AccountId | None = None) -> TicketData | None:
        """Return the ticket with this code, or that into which it was merged.

        ``account``: of this account alone; else of the first that has one.
        """
        row = self._link.row(
            f"SELECT {COLUMNS} FROM ticket WHERE code = ?1 AND account = coalesce(?2, account) "
            "ORDER BY id",
            (code, account),
        )
        row = row or self._link.row(
            f"SELECT {COLUMNS} FROM ticket WHERE id IN (SELECT ticket FROM joined_code "
            "WHERE code = ?1) AND account = coalesce(?2, account) ORDER BY id",
            (code, account),
        )
        return row_to_ticket(*row) if row else None

    def disputed(self, account: AccountId | None = None) -> list[TicketId]:
        """Return the tickets of which two people set something apart, newest first."""
        rows = self._link.rows(
            "SELECT id FROM ticket WHERE disputed = 1 AND account = coalesce(?1, account) "
            "ORDER BY updated DESC, id DESC",
            (account,),
        )
        return [TicketId(row[0]) for row in rows]

    def joined(self, tickets: Sequence[TicketId]) -> dict[str, TicketId | None]:
        """Return the roots that were merged into tickets → the id of its row before."""
        found: dict[str, TicketId | None] = {}
        for chunk in chunks(tickets):
            for root, former in self._link.rows(
                f"SELECT root, former FROM joined_code WHERE ticket IN ({marks_for(chunk)})",
                chunk,
            ):
                found[root] = None if former is None else TicketId(former)
        return found

    def contact_names(self, limit: int) -> list[str]:
        """Return the names of contacts of whom more than one letter is at work, newest first."""
        rows = self._link.rows(
            "SELECT contact_name FROM ticket WHERE away = 0 AND letters > 1 AND contact_name <> '' "
            "GROUP BY contact_name ORDER BY max(updated) DESC LIMIT ?",
            (limit,),
        )
        return [str(name) for (name,) in rows]

    def tags(self, account: AccountId | None = None) -> list[tuple[str, int]]:
        """Return the tags in use, each with its number of tickets, by name."""
        where, values = ("", ()) if account is None else ("WHERE account = ?", (account,))
        rows = self._link.rows(
            f"SELECT min(label), count(*) FROM ticket_tag {where} GROUP BY tag ORDER BY tag",
            values,
        )
        return [(str(label), int(tickets)) for label, tickets in rows]

    def waking(self, after: int, until: int) -> list[tuple[AccountId, TicketId]]:
        """Return the tickets that were put aside until a time in (after, until]."""
        rows = self._link.rows(
            "SELECT account, id FROM ticket WHERE wakes > ? AND wakes <= ? ORDER BY id",
            (after, until),
        )
        return [(AccountId(account), TicketId(ticket)) for account, ticket in rows]

    def next_wake(self, after: int) -> int | None:
        """Return the first time after ``after`` until which a ticket was put aside."""
        row = self._link.row("SELECT min(wakes) FROM ticket WHERE wakes > ?", (after,))
        return None if row is None or row[0] is None else int(row[0])

    def in_neighbourhoods(self, numbers: Sequence[int]) -> dict[int, list[TicketData]]:
        """Return the tickets stored for these neighbourhoods."""
        found: dict[int, list[TicketData]] = defaultdict(list)
        for chunk in chunks(numbers):
            for row in self._link.rows(
                f"SELECT {COLUMNS}, neighbourhood FROM ticket "
                f"WHERE neighbourhood IN ({marks_for(chunk)})",
                chunk,
            ):
                found[row[-1]].append(row_to_ticket(*row[:-1]))
        return found
