"""What came lately: letters by the folder in which they stand, the newest first."""

from collections.abc import Sequence

from app.domain.accounts import FolderRole
from app.domain.ids import AccountId
from app.domain.messages import Automatic
from app.store.letter_rows import COLUMNS, LetterRow, letter_of
from app.store.link import Link, chunks, marks_for


class Arrivals:
    """Short reads by what an account's server has lately been given."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(
        self, account: AccountId, role: FolderRole, since: int, limit: int, *, first: bool = False
    ) -> list[LetterRow]:
        """Return letters that stand in such a folder now and came after a time, newest first.

        Of the ``limit`` that came into the folder last; ``since`` is seconds UTC. ``first``: only
        letters that begin their tickets, written by others.
        """
        only = "AND m.ours = 0 AND m.place = 0 " if first else ""
        rows = self._link.rows(
            f"SELECT DISTINCT {', '.join(f'm.{name}' for name in COLUMNS.split(', '))} "
            "FROM (SELECT p.message AS message FROM folder f JOIN placement p ON p.folder = f.id "
            "WHERE f.account = ? AND f.role = ? AND p.gone = 0 ORDER BY p.uid DESC LIMIT ?) AS q "
            f"JOIN message m ON m.id = q.message WHERE m.received >= ? {only}"
            "ORDER BY m.received DESC, m.id DESC",
            (account, role.value, limit, since),
        )
        return [letter_of(row) for row in rows]

    def answered_by_itself(self, account: AccountId, since: int) -> list[LetterRow]:
        """Return automatic letters of ours since a time (seconds UTC): in Sent, or just leaving."""
        sent = self.of(account, FolderRole.SENT, since, 2_000)
        rows = self._link.rows(
            f"SELECT {', '.join(f'm.{name}' for name in COLUMNS.split(', '))} FROM outgoing o "
            "JOIN message m ON m.id = o.message WHERE o.account = ? AND m.received >= ? "
            "ORDER BY m.id",
            (account, since),
        )
        found = {row.key: row for row in (*sent, *map(letter_of, rows))}
        return [row for row in found.values() if row.letter.automatic is Automatic.AUTO_REPLY]

    def acknowledging(self, account: AccountId, since: int) -> list[tuple[str, str, int]]:
        """Return automatic letters that were queued here since a time and are no draft any more.

        As (Message-ID, content, when queued); those that were dropped too.
        """
        rows = self._link.rows(
            "SELECT d.message_id, d.content, d.begun FROM draft d WHERE d.account = ? "
            "AND d.kind = 'automatic' AND d.begun >= ? AND d.discarded IS NULL ORDER BY d.id",
            (account, since),
        )
        return [(str(mid), str(content), int(begun)) for mid, content, begun in rows]

    def known(self, account: AccountId, message_ids: Sequence[str]) -> set[str]:
        """Return those of these Message-IDs that a letter or a draft of the account has."""
        found: set[str] = set()
        for chunk in chunks(message_ids):
            marks = marks_for(chunk)
            for table in ("message", "draft"):
                rows = self._link.rows(
                    f"SELECT message_id FROM {table} WHERE account = ? AND message_id IN ({marks})",
                    (account, *chunk),
                )
                found.update(str(row[0]) for row in rows)
        return found
