"""Messages of the journal folder that were read, with what each carries; and claims.

All of one UIDVALIDITY: nothing of it survives a renumbering but the batches themselves.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.claims import Claim, Placed, Position, Release
from app.domain.events import BatchDigest, EventId
from app.domain.ids import AccountId
from app.store.link import Link, chunks, marks_for


class Content(StrEnum):
    """What a message carries."""

    BATCHES = "batches"
    """Batches that count, and nothing else."""
    CLAIMS = "claims"
    """Claims and releases, and nothing else."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message of the folder."""

    uid: int
    received: int
    """INTERNALDATE, seconds UTC."""
    content: Content
    team: str
    """Id of the team whose key it carries, else ``""``."""
    later: bool
    """Whether it has lines of devices that may introduce themselves yet."""


@dataclass(frozen=True, slots=True)
class RefusedLines:
    """What does not count in one message, for one reason."""

    uid: int
    reason: str
    """A `mail.journal_lines.Reason`."""
    detail: str
    """One English sentence, of the first of them."""
    lines: int


class JournalMessages:
    """What was read of the journal folders."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def begin(self, account: AccountId, uids: Sequence[int]) -> None:
        """Forget what is known of messages, before they are read anew."""
        self._forget(account, self._read_before(account, uids))

    def hold(self, account: AccountId, held: Iterable[tuple[int, int]], batch: int = 0) -> None:
        """Note which messages hold which batches: (UID, batch), batches counted from ``batch``.

        They are in the folder from now on.
        """
        self._link.write_many(
            "INSERT OR IGNORE INTO held (account, uid, batch) "
            f"VALUES ({account:d}, ?, ? + {batch:d})",
            held,
        )

    def put(
        self,
        account: AccountId,
        messages: Collection[ReadMessage],
        refused: Iterable[RefusedLines],
    ) -> None:
        """Store messages that were read, with what of them is refused."""
        self._link.write_many(
            "INSERT INTO journal_message (account, uid, received, kind, team, later) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(account, m.uid, m.received, m.content, m.team, int(m.later)) for m in messages],
        )
        self._link.write_many(
            "INSERT INTO journal_refused (account, uid, reason, detail, lines) "
            "VALUES (?, ?, ?, ?, ?)",
            [(account, r.uid, r.reason, r.detail, r.lines) for r in refused],
        )

    def _read_before(self, account: AccountId, uids: Sequence[int]) -> list[int]:
        return [
            row[0]
            for chunk in chunks(uids)
            for row in self._link.rows(
                "SELECT uid FROM journal_message WHERE account = ? "
                f"AND uid IN ({marks_for(chunk)})",
                (account, *chunk),
            )
        ]

    def _forget(self, account: AccountId, uids: Sequence[int]) -> None:
        for table in ("journal_message", "held", "journal_refused"):
            self._link.write_many(
                f"DELETE FROM {table} WHERE account = ? AND uid = ?",
                [(account, uid) for uid in uids],
            )

    def found(self, batches: Iterable[int]) -> list[int]:
        """Note that batches, known before, stand in the folder; return those that are news here.

        These are of this computer, and were not known to have arrived.
        """
        news: list[int] = []
        for key in batches:
            rows = self._link.write_returning(
                "UPDATE batch SET there = 1 WHERE id = ? AND there = 0 RETURNING id, "
                "EXISTS (SELECT 1 FROM journal_device d WHERE d.account = batch.account "
                "AND d.device = batch.device AND d.mine)",
                (key,),
            )
            news += [batch for batch, mine in rows if mine]
        return news

    def gone(self, account: AccountId, uids: Collection[int]) -> None:
        """Forget messages that are no longer in the folder; their batches may be missing then."""
        batches = [
            row[0]
            for chunk in chunks(sorted(uids))
            for row in self._link.rows(
                "SELECT DISTINCT batch FROM held WHERE account = ? "
                f"AND uid IN ({marks_for(chunk)})",
                (account, *chunk),
            )
        ]
        self._forget(account, sorted(uids))
        self._link.write_many(
            "UPDATE batch SET there = 0, copy = copy + 1 WHERE id = ? AND there = 1 "
            "AND NOT EXISTS (SELECT 1 FROM held h WHERE h.batch = batch.id)",
            [(batch,) for batch in batches],
        )

    def forget_all(self, account: AccountId) -> None:
        """Forget every message and claim: the folder was renumbered, emptied or made anew."""
        for table in ("journal_message", "held", "journal_refused", "claim_line"):
            self._link.write(f"DELETE FROM {table} WHERE account = ?", (account,))
        self._link.write(
            "UPDATE batch SET there = 0, copy = copy + 1 WHERE account = ? AND there = 1",
            (account,),
        )

    def drop_holder(self, account: AccountId, batch: int) -> None:
        """Note that the messages which carry a batch have it under a wrong signature."""
        self._link.write(
            "UPDATE journal_message SET kind = 'other' WHERE account = ?1 "
            "AND uid IN (SELECT uid FROM held WHERE account = ?1 AND batch = ?2)",
            (account, batch),
        )
        self._link.write("DELETE FROM held WHERE account = ? AND batch = ?", (account, batch))
        self._link.write("UPDATE batch SET there = 0 WHERE id = ?", (batch,))

    def read_again(self, account: AccountId, *, everything: bool = False) -> None:
        """Have messages read again whose lines may count by now; or all that hold what did not."""
        where = "kind = 'other'" if everything else "later = 1"
        self._link.write(
            f"UPDATE journal_message SET due = 1 WHERE account = ? AND {where}", (account,)
        )

    # --- reading ---------------------------------------------------------------------------

    def uids(self, account: AccountId) -> set[int]:
        """Return the UIDs of all messages that were read."""
        rows = self._link.rows("SELECT uid FROM journal_message WHERE account = ?", (account,))
        return {row[0] for row in rows}

    def due(self, account: AccountId) -> list[int]:
        """Return the UIDs of messages that are to be read again."""
        rows = self._link.rows(
            "SELECT uid FROM journal_message WHERE account = ? AND due = 1", (account,)
        )
        return [row[0] for row in rows]

    def batches(self, account: AccountId) -> dict[int, list[tuple[BatchDigest, int]]]:
        """Return the messages with nothing but batches that count → digests and sizes."""
        found: dict[int, list[tuple[BatchDigest, int]]] = {}
        for uid, digest, size in self._link.rows(
            "SELECT h.uid, b.digest, b.size FROM journal_message m "
            "JOIN held h ON h.account = m.account AND h.uid = m.uid "
            "JOIN batch b ON b.id = h.batch "
            "WHERE m.account = ? AND m.kind = 'batches' ORDER BY h.uid, h.batch",
            (account,),
        ):
            found.setdefault(uid, []).append((BatchDigest(digest), size))
        return found

    def teams(self, account: AccountId) -> list[tuple[int, str]]:
        """Return UID and team id of the messages with a team's key, lowest UID first."""
        rows = self._link.rows(
            "SELECT uid, team FROM journal_message WHERE account = ? AND team <> '' ORDER BY uid",
            (account,),
        )
        return [(uid, team) for uid, team in rows]

    def refused(self, account: AccountId) -> list[RefusedLines]:
        """Return what in the folder does not count, by message."""
        rows = self._link.rows(
            "SELECT uid, reason, detail, lines FROM journal_refused WHERE account = ? "
            "ORDER BY uid, reason",
            (account,),
        )
        return [RefusedLines(*row) for row in rows]

    # --- claims ----------------------------------------------------------------------------

    def put_claims(self, account: AccountId, placed: Iterable[Placed]) -> None:
        """Store claims and releases where they stand."""
        self._link.write_many(
            "INSERT OR REPLACE INTO claim_line (account, uid, place, received, id, what, seconds) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (account, p.at.uid, p.at.line, p.received, p.what.id, p.what.what, p.what.seconds)
                if isinstance(p.what, Claim)
                else (account, p.at.uid, p.at.line, p.received, p.what.claim, None, None)
                for p in placed
            ],
        )

    def claims(self, account: AccountId) -> list[Placed]:
        """Return all claims and releases of this UIDVALIDITY."""
        return [
            Placed(
                Position(uid, place),
                received,
                Release(EventId(name)) if what is None else Claim(EventId(name), what, seconds),
            )
            for uid, place, received, name, what, seconds in self._link.rows(
                "SELECT uid, place, received, id, what, seconds FROM claim_line "
                "WHERE account = ? ORDER BY uid, place",
                (account,),
            )
        ]

    def claim_messages(self, account: AccountId) -> list[tuple[int, int, int]]:
        """Return UID, INTERNALDATE and longest life of the messages with nothing but claims."""
        rows = self._link.rows(
            "SELECT m.uid, m.received, coalesce(max(c.seconds), 0) FROM journal_message m "
            "LEFT JOIN claim_line c ON c.account = m.account AND c.uid = m.uid "
            "WHERE m.account = ? AND m.kind = 'claims' GROUP BY m.uid",
            (account,),
        )
        return [(uid, received, seconds) for uid, received, seconds in rows]

    def forget_claims(self, account: AccountId, before: int) -> None:
        """Forget claims that came before a time (seconds UTC), of messages that are gone."""
        self._link.write(
            "DELETE FROM claim_line WHERE account = ?1 AND received < ?2 AND uid NOT IN "
            "(SELECT uid FROM journal_message WHERE account = ?1)",
            (account, before),
        )


class WaitingLines:
    """Lines of devices that have not introduced themselves; how many are kept is up to callers."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def total(self, account: AccountId) -> tuple[int, int]:
        """Return how many lines wait, and their bytes."""
        row = self._link.row(
            "SELECT count(*), coalesce(sum(length(line)), 0) FROM waiting_line WHERE account = ?",
            (account,),
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def add(self, account: AccountId, lines: Iterable[tuple[str, str, int, bytes]]) -> None:
        """Keep lines: (device, digest of the line, INTERNALDATE, line); known ones get the date."""
        self._link.write_many(
            "INSERT INTO waiting_line (account, device, digest, received, line) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, digest) "
            "DO UPDATE SET received = max(received, excluded.received)",
            [(account, *line) for line in lines],
        )

    def of(self, account: AccountId, devices: Iterable[str]) -> dict[bytes, int]:
        """Return the lines of devices, each with the latest date of its messages."""
        return dict(
            row
            for device in devices
            for row in self._link.rows(
                "SELECT line, received FROM waiting_line WHERE account = ? AND device = ?",
                (account, device),
            )
        )

    def forget(self, account: AccountId, devices: Iterable[str]) -> None:
        """Forget the lines of devices: they have been judged."""
        self._link.write_many(
            "DELETE FROM waiting_line WHERE account = ? AND device = ?",
            [(account, device) for device in devices],
        )
