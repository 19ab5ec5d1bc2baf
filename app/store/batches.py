"""Batches: the signed lines of a team's journal, by which devices wrote them and in which order.

An ordinary line is not kept as such: signature, place in the chain and events make it up again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.events import BatchDigest, DeviceId
from app.domain.fold_devices import Link as ChainLink
from app.domain.ids import AccountId
from app.store.link import Link, chunks, marks_for

_STEPS = 500
"""Batches that are followed back at a time."""


BatchRow = tuple[
    int,
    BatchDigest,
    DeviceId,
    int | None,
    BatchDigest | None,
    str,
    str,
    bytes | None,
    int,
    int,
    int,
    int,
    int,
    int,
]
"""A batch to be stored: its number, digest, device, place in its chain and the one before it, team,
signature, line (None: the rest makes it up), bytes of the line, whether it was checked, whether
only newer versions understand it, whether it stands in the folder, numbers of its first and last
event. Plain, because a new member has fifty thousand at once."""


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A batch with everything that its line is made of."""

    id: int
    digest: BatchDigest
    device: DeviceId
    number: int | None
    previous: BatchDigest | None
    team: str
    signature: str
    line: bytes | None
    """None: `events` and the rest make it up."""
    size: int
    """Bytes of the line."""
    checked: int
    """1: the signature was checked and is right; 2: it is wrong."""
    copy: int
    """How often it stood in the folder and vanished."""
    events: tuple[str, ...]
    """Their JSON, in order."""


class Batches:
    """The batches of all accounts."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def next_id(self) -> int:
        """Return the row id of the next new batch."""
        row = self._link.row("SELECT coalesce(max(id), 0) + 1 FROM batch")
        return int(row[0]) if row else 1

    def add(
        self, account: AccountId, rows: Collection[BatchRow], batch: int, event: int = 0
    ) -> None:
        """Store new batches; their numbers count from ``batch``, those of events from ``event``."""
        self._link.write_many(
            "INSERT INTO batch (id, account, digest, device, number, previous, team, signature, "
            f"line, size, checked, newer, there, first, last) VALUES (? + {batch:d}, {account:d}, "
            f"{'?, ' * 11}? + {event:d}, ? + {event:d})",
            rows,
        )

    def set_checked(self, batch: int, checked: int, signature: str | None = None) -> None:
        """Note what came of checking a signature; with another one, take that instead."""
        self._link.write(
            "UPDATE batch SET checked = ?1, signature = coalesce(?2, signature) WHERE id = ?3",
            (checked, signature, batch),
        )

    def vanished(self, account: AccountId, digests: Iterable[str]) -> None:
        """Note that what was appended is not in the folder: the next time under another name."""
        self._link.write_many(
            "UPDATE batch SET there = 0, copy = copy + 1 WHERE account = ? AND digest = ?",
            [(account, digest) for digest in digests],
        )

    # --- reading ---------------------------------------------------------------------------

    def any(self, account: AccountId) -> bool:
        """Whether there is any batch."""
        return bool(self._link.row("SELECT 1 FROM batch WHERE account = ? LIMIT 1", (account,)))

    def known(
        self, account: AccountId, digests: Collection[str]
    ) -> dict[str, tuple[int, str, bool]]:
        """Return those that are stored → row id, signature, whether only newer versions read it."""
        return {
            digest: (key, signature, bool(newer))
            for digest, key, signature, newer in self._where(
                "digest, id, signature, newer", account, "digest", list(digests)
            )
        }

    def trusted(
        self, account: AccountId, places: Iterable[tuple[DeviceId, int]]
    ) -> set[tuple[DeviceId, BatchDigest]]:
        """Return what stored batches name as those in these places of their devices' chains."""
        found: set[tuple[DeviceId, BatchDigest]] = set()
        for device, number in places:
            found.update(
                (device, BatchDigest(row[0]))
                for row in self._link.rows(
                    "SELECT previous FROM batch WHERE account = ? AND device = ? AND number = ?",
                    (account, device, number + 1),
                )
            )
        return found

    def last_of(self, account: AccountId, device: str) -> tuple[int, BatchDigest | None]:
        """Return number and digest of a device's newest batch, (0, None) where it has none."""
        row = self._link.row(
            "SELECT number, digest FROM batch WHERE account = ? AND device = ? "
            "AND number IS NOT NULL ORDER BY number DESC, digest LIMIT 1",
            (account, device),
        )
        return (int(row[0]), BatchDigest(row[1])) if row else (0, None)

    def forked(self, account: AccountId, device: str) -> bool:
        """Whether two batches of a device name the same previous one."""
        return bool(
            self._link.row(
                "SELECT 1 FROM batch WHERE account = ? AND device = ? AND number IS NOT NULL "
                "GROUP BY previous HAVING count(*) > 1 LIMIT 1",
                (account, device),
            )
        )

    def by_digest(self, account: AccountId, digests: Sequence[str]) -> list[StoredBatch]:
        """Return batches, in this order; unknown ones are left out."""
        found = {
            row[1]: row
            for row in self._where(
                "id, digest, device, number, previous, team, signature, line, size, checked, copy",
                account,
                "digest",
                digests,
            )
        }
        rows = [found[digest] for digest in digests if digest in found]
        events: dict[int, list[str]] = defaultdict(list)
        for chunk in chunks([row[0] for row in rows]):
            for batch, source in self._link.rows(
                "SELECT e.batch, e.source FROM batch b CROSS JOIN event e "
                "ON e.seq BETWEEN b.first AND b.last AND e.batch = b.id "
                f"WHERE b.id IN ({marks_for(chunk)}) ORDER BY e.seq",
                chunk,
            ):
                events[batch].append(source)
        return [_batch(row, tuple(events[row[0]])) for row in rows]

    def missing(
        self, account: AccountId, limit: int, *, everybody: bool
    ) -> list[tuple[BatchDigest, int]]:
        """Return digest and size of batches that the folder is not known to hold, oldest first.

        Those that this computer wrote, or everybody's. Lines with a wrong signature are left out;
        nobody would take them.
        """
        whose = (
            ""
            if everybody
            else "AND device IN (SELECT d.device FROM journal_device d "
            "WHERE d.account = ?1 AND d.mine) "
        )
        rows = self._link.rows(
            "SELECT digest, size FROM batch WHERE account = ?1 AND there = 0 AND checked <> 2 "
            f"{whose}ORDER BY id LIMIT ?2",
            (account, limit),
        )
        return [(BatchDigest(digest), size) for digest, size in rows]

    def counts(self, account: AccountId) -> tuple[int, int]:
        """Return how many batches there are, and how many only a newer version understands."""
        row = self._link.row(
            "SELECT count(*), coalesce(sum(newer), 0) FROM batch WHERE account = ?", (account,)
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    # --- who counts ------------------------------------------------------------------------

    def chain(self, account: AccountId) -> Mapping[BatchDigest, ChainLink]:
        """Return every batch's place in its device's chain, looked up when it is asked for."""
        return _Chain(self._link, account)

    def any_named(self, account: AccountId, digests: Collection[str]) -> bool:
        """Whether a stored batch names one of these, which are stored, as its previous one."""
        return any(
            self._link.row(
                "SELECT 1 FROM batch b CROSS JOIN batch next ON next.account = b.account "
                "AND next.device = b.device AND next.number = b.number + 1 "
                "AND next.previous = b.digest "
                f"WHERE b.account = ? AND b.digest IN ({marks_for(chunk)}) LIMIT 1",
                (account, *chunk),
            )
            for chunk in chunks(list(digests))
        )

    def set_standing(
        self, account: AccountId, allowed: Mapping[DeviceId, frozenset[BatchDigest]]
    ) -> list[int]:
        """Say which batches of revoked devices count; all others do. Return those that changed."""
        rows = self._link.rows(
            "SELECT id, device, digest, counts FROM batch WHERE account = ? "
            f"AND (device IN ({marks_for(allowed)}) OR counts = 0)",
            (account, *allowed),
        )
        changed = [
            (int(counts), key)
            for key, device, digest, before in rows
            if (counts := device not in allowed or digest in allowed[device]) != bool(before)
        ]
        self._link.write_many("UPDATE batch SET counts = ? WHERE id = ?", changed)
        return [key for _, key in changed]

    def _where(
        self, columns: str, account: AccountId, name: str, values: Sequence[str]
    ) -> Iterator[tuple]:  # type: ignore[type-arg]
        for chunk in chunks(values):
            yield from self._link.rows(
                f"SELECT {columns} FROM batch WHERE account = ? AND {name} IN ({marks_for(chunk)})",
                (account, *chunk),
            )


class _Chain(Mapping[BatchDigest, ChainLink]):
    """Chains of batches, read backwards some hundred at a time."""

    def __init__(self, link: Link, account: AccountId) -> None:
        self._link = link
        self._account = account
        self._known: dict[BatchDigest, ChainLink] = {}

    def __getitem__(self, digest: BatchDigest) -> ChainLink:
        if digest not in self._known:
            self._known.update(self._back_from(digest))
        return self._known[digest]

    def _back_from(self, digest: BatchDigest) -> Iterator[tuple[BatchDigest, ChainLink]]:
        rows = self._link.rows(
            "WITH RECURSIVE chain (digest, device, number, previous, step) AS ("
            "SELECT digest, device, number, previous, 1 FROM batch "
            "WHERE account = ?1 AND digest = ?2 AND number IS NOT NULL "
            "UNION ALL SELECT b.digest, b.device, b.number, b.previous, step + 1 "
            "FROM chain c JOIN batch b ON b.account = ?1 AND b.digest = c.previous "
            "WHERE b.number IS NOT NULL AND step < ?3) "
            "SELECT digest, device, number, previous FROM chain",
            (self._account, digest, _STEPS),
        )
        for found, device, number, previous in rows:
            before = None if previous is None else BatchDigest(previous)
            yield BatchDigest(found), ChainLink(DeviceId(device), number, before)

    def __iter__(self) -> Iterator[BatchDigest]:
        rows = self._link.rows(
            "SELECT digest FROM batch WHERE account = ? AND number IS NOT NULL", (self._account,)
        )
        return (BatchDigest(row[0]) for row in rows)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _batch(row: tuple, events: tuple[str, ...]) -> StoredBatch:  # type: ignore[type-arg]
    key, digest, device, number, previous, team, signature, line, size, checked, copy = row
    return StoredBatch(
        key,
        BatchDigest(digest),
        DeviceId(device),
        number,
        None if previous is None else BatchDigest(previous),
        team,
        signature,
        line,
        size,
        checked,
        copy,
        events,
    )
