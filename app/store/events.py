"""Events of a team, as they stand in their batches; what follows from them is folded elsewhere."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from app.domain.events import Event, EventId
from app.domain.events_json import canonical, stored_event, to_json
from app.domain.ids import AccountId, TicketId
from app.domain.streams import SPLIT_MARK, Stream
from app.store.link import Link, chunks, marks_for

_EVENT = (
    "SELECT s.name, e.id, e.source, b.digest FROM stream s JOIN event e ON e.stream = s.id "
    "LEFT JOIN batch b ON b.id = e.batch"
)
_COUNTS = (
    "coalesce(b.counts, NOT EXISTS (SELECT 1 FROM journal_device d WHERE d.account = e.account "
    "AND d.device = substr(e.id, 1, 16) AND d.revoked))"
)
"""Whether an event has any effect (`app.domain.fold_devices.Standing.counts`)."""
_INSERT = "INSERT INTO event (account, stream, id, batch, deed, source) VALUES (?, ?, ?, ?, ?, ?)"
_IN_BATCHES = (
    "SELECT {} FROM batch b CROSS JOIN event e ON e.seq BETWEEN b.first AND b.last "
    "AND e.batch = b.id JOIN stream s ON s.id = e.stream WHERE "
)
_MISSING = (
    "b.there = 0 AND b.checked <> 2 AND EXISTS (SELECT 1 FROM journal_device d "
    "WHERE d.account = b.account AND d.device = b.device AND d.mine)"
)
_UNSENT = f"""
SELECT DISTINCT m.ticket FROM message m
JOIN stream s ON s.account = m.account AND s.name IN (
    'ticket:' || m.message_id, 'ticket:{SPLIT_MARK}' || m.message_id, 'letter:' || m.message_id,
    'ticket:' || m.message_id || '/' || lower(hex(m.content_hash)),
    'letter:' || m.message_id || '/' || lower(hex(m.content_hash)))
JOIN event e ON e.stream = s.id
WHERE m.ticket IN ({{}})
    AND (e.batch IS NULL OR e.batch IN (SELECT b.id FROM batch b WHERE {_MISSING}))
"""

NewEvent = tuple[int, int, EventId, int, str]
"""An event to be stored: its number, those of its stream and batch; its id between them, its JSON
last."""


class Events:
    """The events of all accounts, each in the team of its mailbox."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def add(self, account: AccountId, events: Collection[Event], deed: int | None = None) -> None:
        """Store new events of this device, which wait to be sent.

        ``deed`` is the number of the command that wrote them (`deeds`).
        """
        self._link.must_last()
        streams = self._streams(account, {event.stream for event in events})
        self._link.write_many(
            _INSERT,
            [
                (account, streams[event.stream], event.id, None, deed, canonical(to_json(event)))
                for event in events
            ],
        )

    def next_number(self) -> int:
        """Return the number (``seq``) of the next new event."""
        row = self._link.row("SELECT coalesce(max(seq), 0) + 1 FROM event")
        return int(row[0]) if row else 1

    def add_rows(
        self,
        account: AccountId,
        rows: Collection[NewEvent],
        streams: Sequence[int],
        *,
        event: int,
        batch: int,
    ) -> None:
        """Store events of batches that were stored just now; numbers count as for `Batches.add`.

        ``streams`` are the row ids of the streams that they name by number.
        """
        began = streams[0] if streams else 0
        stream = f"? + {began:d}"
        if streams != list(range(began, began + len(streams))):
            stream = "?"
            rows = [(n, streams[of], name, b, text) for n, of, name, b, text in rows]
        self._link.write_many(
            "INSERT INTO event (seq, account, stream, id, batch, source) "
            f"VALUES (? + {event:d}, {account:d}, {stream}, ?, ? + {batch:d}, ?)",
            rows,
        )

    def set_deeds(self, deeds: Mapping[str, int], batch: int) -> None:
        """Note which commands wrote events of batches from this one on; as from `take_unsent`."""
        self._link.write_many(
            "UPDATE event SET deed = ? WHERE id = ? AND seq >= (SELECT min(first) FROM batch "
            "WHERE id >= ? AND last >= first) AND batch >= ?",
            [(deed, name, batch, batch) for name, deed in deeds.items()],
        )

    def streams_named(self, account: AccountId, names: Collection[str]) -> dict[str, int]:
        """Return the row ids of those of these streams of which something was said."""
        found: dict[str, int] = {}
        for chunk in chunks(sorted(names)):
            found.update(
                self._link.rows(
                    "SELECT name, id FROM stream WHERE account = ? "
                    f"AND name IN ({marks_for(chunk)})",
                    (account, *chunk),
                )
            )
        return found

    def add_streams(self, account: AccountId, names: Sequence[str]) -> range:
        """Store streams that are new; return their row ids, in order."""
        row = self._link.row("SELECT coalesce(max(id), 0) + 1 FROM stream")
        ids = range(row[0] if row else 1, (row[0] if row else 1) + len(names))
        self._link.write_many(
            "INSERT INTO stream (id, account, name) VALUES (?, ?, ?)",
            [(key, account, name) for key, name in zip(ids, names, strict=True)],
        )
        return ids

    def _streams(self, account: AccountId, names: Collection[str]) -> dict[str, int]:
        """Return the row ids of streams, which are made where they are new."""
        found = self.streams_named(account, names)
        new = [name for name in sorted(names) if name not in found]
        found.update(zip(new, self.add_streams(account, new), strict=True))
        return found

    def take_unsent(self, account: AccountId, rows: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Remove waiting events that turned out to be sent; return the deeds of those of a deed.

        Of each its id and its JSON. A profile that was restored from an old copy has events that
        were sent since.
        """
        found: dict[str, int] = {}
        for name, text in rows:
            for (deed,) in self._link.write_returning(
                "DELETE FROM event WHERE account = ? AND batch IS NULL AND id = ? AND source = ? "
                "RETURNING deed",
                (account, name, text),
            ):
                if deed is not None:
                    found[name] = deed
        return found

    def put_into(self, account: AccountId, batch: int, events: Sequence[Event]) -> None:
        """Note that waiting events stand in a batch now."""
        self._link.must_last()
        numbers = [
            row[0]
            for event in events
            for row in self._link.write_returning(
                "UPDATE event SET batch = ? WHERE account = ? AND batch IS NULL AND id = ? "
                "RETURNING seq",
                (batch, account, event.id),
            )
        ]
        self._link.write(
            "UPDATE batch SET first = ?, last = ? WHERE id = ?",
            (min(numbers, default=0), max(numbers, default=-1), batch),
        )

    def rename_unsent(self, account: AccountId, device: str) -> frozenset[Stream]:
        """Make what waits another device's, and return the streams: this computer has a new key.

        What waiting events say of each other follows; they were never sent, so nobody knows them.
        """
        rows = self._link.rows(
            "SELECT e.seq, s.name, e.id, e.source FROM event e JOIN stream s ON s.id = e.stream "
            "WHERE e.account = ? AND e.batch IS NULL",
            (account,),
        )
        names = {name: f"{device}.{name.partition('.')[2]}" for _, _, name, _ in rows}
        renamed = []
        for seq, _, name, source in rows:
            text = source
            for old, new in names.items():
                if old in text:
                    text = text.replace(f'"{old}"', f'"{new}"')
            renamed.append((names[name], text, seq))
        self._link.write_many("UPDATE event SET id = ?, source = ? WHERE seq = ?", renamed)
        return frozenset(Stream(stream) for _, stream, _, _ in rows)

    # --- reading ---------------------------------------------------------------------------

    def any(self, account: AccountId) -> bool:
        """Whether a team has ever said anything here."""
        return bool(self._link.row("SELECT 1 FROM stream WHERE account = ? LIMIT 1", (account,)))

    def of(self, account: AccountId, streams: Collection[str]) -> dict[Stream, list[Event]]:
        """Return the events of streams, without those of revoked devices that do not count.

        Streams about which nothing is said are left out. In no order that means anything.
        """
        found: dict[Stream, list[Event]] = {}
        for chunk in chunks(sorted(streams)):
            marks = marks_for(chunk)
            rows = self._rows(
                f"s.account = ? AND s.name IN ({marks}) AND {_COUNTS}", (account, *chunk)
            )
            for stream, event in rows:
                found.setdefault(Stream(stream), []).append(event)
        return found

    def of_stream(self, account: AccountId, stream: str) -> list[Event]:
        """Return the events of one stream as `of` does; none where nothing is said about it."""
        return [event for events in self.of(account, (stream,)).values() for event in events]

    def told(self, account: AccountId, stream: str) -> list[Event]:
        """Return all events of a stream, those that do not count among them."""
        rows = self._rows("s.account = ? AND s.name = ?", (account, stream))
        return [event for _, event in rows]

    def unsent(self, account: AccountId) -> list[Event]:
        """Return what this device wrote and no batch carries yet, as it was written."""
        rows = self._rows("e.account = ? AND e.batch IS NULL ORDER BY e.seq", (account,))
        return [event for _, event in rows]

    def count_unsent(self, account: AccountId) -> int:
        """Return how many events wait to be sent."""
        row = self._link.row(
            "SELECT count(*) FROM event WHERE account = ? AND batch IS NULL", (account,)
        )
        return int(row[0]) if row else 0

    def in_batches(self, account: AccountId, digests: Collection[str]) -> list[Event]:
        """Return the events that batches carry, as they stand there."""
        found: list[Event] = []
        for chunk in chunks(list(digests)):
            marks = marks_for(chunk)
            rows = self._link.rows(
                _IN_BATCHES.format("s.name, e.id, e.source, b.digest")
                + f"b.account = ? AND b.digest IN ({marks}) ORDER BY b.id, e.seq",
                (account, *chunk),
            )
            found.extend(event for _, event in _read(rows))
        return found

    def streams(self, account: AccountId, kind: str = "") -> list[Stream]:
        """Return every stream of which something is said, or those of a kind such as ``ticket``."""
        rows = self._link.rows(
            "SELECT name FROM stream WHERE account = ? AND name BETWEEN ? AND ?",
            (account, f"{kind}:" if kind else "", f"{kind};" if kind else "\U0010ffff"),
        )
        return [Stream(row[0]) for row in rows]

    def streams_of_batches(self, batches: Sequence[int]) -> frozenset[Stream]:
        """Return the streams that the batches of these row ids speak of."""
        return frozenset(
            Stream(row[0])
            for chunk in chunks(batches)
            for row in self._link.rows(
                _IN_BATCHES.format("DISTINCT s.name") + f"b.id IN ({marks_for(chunk)})",
                chunk,
            )
        )

    def streams_unsent(self, account: AccountId) -> frozenset[Stream]:
        """Return the streams of what waits to be sent."""
        rows = self._link.rows(
            "SELECT DISTINCT s.name FROM event e JOIN stream s ON s.id = e.stream "
            "WHERE e.account = ? AND e.batch IS NULL",
            (account,),
        )
        return frozenset(Stream(row[0]) for row in rows)

    def any_unsent(self, account: AccountId) -> bool:
        """Whether the folder is not known to hold all that this computer has said."""
        return bool(
            self._link.row(
                "SELECT 1 FROM event WHERE account = ?1 AND batch IS NULL "
                f"UNION ALL SELECT 1 FROM batch b WHERE b.account = ?1 AND {_MISSING} LIMIT 1",
                (account,),
            )
        )

    def unsent_of(self, tickets: Sequence[TicketId]) -> set[TicketId]:
        """Return those of tickets of which this computer said what is not known to be there."""
        found: set[TicketId] = set()
        for chunk in chunks(tickets):
            rows = self._link.rows(_UNSENT.format(marks_for(chunk)), tuple(chunk))
            found.update(TicketId(row[0]) for row in rows)
        return found

    # --- deeds of this device ---------------------------------------------------------------

    def greatest_deed(self) -> int:
        """Return the number of the last command that wrote events here, of any account."""
        row = self._link.row("SELECT max(deed) FROM event WHERE deed IS NOT NULL")
        return int(row[0] or 0) if row else 0

    def deeds(self, account: AccountId, limit: int) -> list[tuple[int, list[Event]]]:
        """Return the last commands that wrote events here, newest first, each with its events."""
        numbers = [
            int(row[0])
            for row in self._link.rows(
                "SELECT DISTINCT deed FROM event WHERE account = ? AND deed IS NOT NULL "
                "ORDER BY deed DESC LIMIT ?",
                (account, limit),
            )
        ]
        return [(number, self.of_deed(account, number)) for number in numbers]

    def of_deed(self, account: AccountId, deed: int) -> list[Event]:
        """Return the events that one command wrote, in their order."""
        rows = self._rows("e.account = ? AND e.deed = ? ORDER BY e.seq", (account, deed))
        return [event for _, event in rows]

    def _rows(self, where: str, values: Sequence[str | int]) -> Iterator[tuple[str, Event]]:
        return _read(self._link.rows(f"{_EVENT} WHERE {where}", values))


def _read(rows: Sequence[tuple]) -> Iterator[tuple[str, Event]]:  # type: ignore[type-arg]
    """Return the events in rows of stream, id, JSON and digest of the batch."""
    for some in chunks(rows):
        told = json.loads(f"[{','.join([row[2] for row in some])}]")  # at once: half the time
        for (stream, name, _, digest), value in zip(some, told, strict=True):
            yield stream, stored_event(name, value, digest)
