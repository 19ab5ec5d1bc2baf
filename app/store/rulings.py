"""What people ruled about letters and tickets, and of which letters the team said anything at all.

All of it follows from events (`services.refold`); it is kept so that arriving mail need not ask
them. Letters are named by the numbers of `domain.grouping.nodes`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain.ids import AccountId
from app.domain.streams import Anchor, Stream
from app.store.link import Link, chunks, marks_for


class Rulings:
    """Moves and merges of all accounts."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- writing ---------------------------------------------------------------------------

    def put(
        self, account: AccountId, stream: Stream, targets: Mapping[Anchor, Collection[int]]
    ) -> None:
        """Note where a letter was moved, or into what a ticket was merged, instead of before.

        With each target the nodes whose neighbourhoods the ruling makes one.
        """
        for table in ("ruling", "tie"):
            self._link.write(
                f"DELETE FROM {table} WHERE account = ? AND stream = ?", (account, stream)
            )
        self._link.write_many(
            "INSERT INTO ruling (account, stream, target) VALUES (?, ?, ?)",
            [(account, stream, target) for target in targets],
        )
        self._link.write_many(
            "INSERT OR IGNORE INTO tie (account, node, other, stream) VALUES (?, ?, ?, ?)",
            [
                (account, node, other, stream)
                for nodes in targets.values()
                for node in nodes
                for other in nodes
                if node != other
            ],
        )

    def speak(self, account: AccountId, nodes: Iterable[int]) -> None:
        """Note that something is said of what has these nodes."""
        self._link.write_many(
            "INSERT OR IGNORE INTO spoken (account, node) VALUES (?, ?)",
            [(account, node) for node in nodes],
        )

    def forget(self, account: AccountId) -> None:
        """Forget all of an account, to derive it anew."""
        for table in ("ruling", "tie", "spoken"):
            self._link.write(f"DELETE FROM {table} WHERE account = ?", (account,))

    # --- reading ---------------------------------------------------------------------------

    def any_spoken(self, account: AccountId) -> bool:
        """Whether anything is said of any letter or ticket."""
        return self._any("spoken", account)

    def any_ruling(self, account: AccountId) -> bool:
        """Whether any letter was moved, or any ticket merged."""
        return self._any("ruling", account)

    def spoken(self, account: AccountId, nodes: Sequence[int]) -> set[int]:
        """Return those of these nodes of which something is said."""
        return {
            int(row[0])
            for chunk in chunks(nodes)
            for row in self._link.rows(
                f"SELECT node FROM spoken WHERE account = ? AND node IN ({marks_for(chunk)})",
                (account, *chunk),
            )
        }

    def ties(self, account: AccountId, nodes: Sequence[int]) -> dict[int, set[int]]:
        """Return node → the nodes whose neighbourhoods are one with its own, by a ruling."""
        found: dict[int, set[int]] = defaultdict(set)
        for chunk in chunks(nodes):
            for node, other in self._link.rows(
                f"SELECT node, other FROM tie WHERE account = ? AND node IN ({marks_for(chunk)})",
                (account, *chunk),
            ):
                found[node].add(other)
        return found

    def of(self, account: AccountId, streams: Collection[str]) -> dict[Stream, list[Anchor]]:
        """Return where these letters were moved, or into what these tickets were merged."""
        found: dict[Stream, list[Anchor]] = defaultdict(list)
        for chunk in chunks(sorted(streams)):
            for stream, target in self._link.rows(
                "SELECT stream, target FROM ruling "
                f"WHERE account = ? AND stream IN ({marks_for(chunk)})",
                (account, *chunk),
            ):
                found[Stream(stream)].append(Anchor(target))
        return found

    def _any(self, table: str, account: AccountId) -> bool:
        row = self._link.row(f"SELECT 1 FROM {table} WHERE account = ? LIMIT 1", (account,))
        return row is not None
