"""Placements: which letter stands in which folder under which UID, with its flags."""

from collections.abc import Iterable, Mapping, Sequence

from app.domain.ids import FolderId, MessageKey
from app.store.link import Link, marks_for

SEEN = "\\Seen"

_REFRESH_UNREAD = (
    "UPDATE message SET unread = 1 - unread WHERE id = ? AND unread <> (ours = 0 AND NOT EXISTS "
    "(SELECT 1 FROM shown_place s WHERE s.message = message.id AND s.seen AND (s.gone = 0 OR NOT "
    "EXISTS (SELECT 1 FROM placement p WHERE p.message = message.id AND p.gone = 0)))) "
    "RETURNING id"
)


class Placements:
    """(folder, UID) → letter, within the folder's present UIDVALIDITY."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def known_uids(self, folder: FolderId) -> list[int]:
        """UIDs stored and not known to be gone, ascending."""
        rows = self._link.rows(
            "SELECT uid FROM placement WHERE folder = ? AND gone = 0 ORDER BY uid", (folder,)
        )
        return [r[0] for r in rows]

    def flags(self, folder: FolderId) -> dict[int, frozenset[str]]:
        """Flags of all letters that are still on the server, by UID."""
        rows = self._link.rows(
            "SELECT uid, flags FROM placement WHERE folder = ? AND gone = 0", (folder,)
        )
        return {uid: frozenset(flags.split()) for uid, flags in rows}

    def flags_of(self, folder: FolderId, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Flags of these letters, by UID, as the server said."""
        found = {}
        for uid in uids:
            row = self._link.row(
                "SELECT flags FROM placement WHERE folder = ? AND uid = ?", (folder, uid)
            )
            if row is not None:
                found[uid] = frozenset(str(row[0]).split())
        return found

    def known_among(self, folder: FolderId, uids: Sequence[int]) -> set[int]:
        """Which of these UIDs are stored and not known to be gone."""
        rows = self._link.rows(
            "SELECT uid FROM placement WHERE folder = ? AND gone = 0 "
            f"AND uid IN ({marks_for(uids)})",
            (folder, *uids),
        )
        return {row[0] for row in rows}

    def count(self, folder: FolderId) -> int:
        """How many letters of this folder are here and on the server."""
        row = self._link.row(
            "SELECT count(*) FROM placement WHERE folder = ? AND gone = 0", (folder,)
        )
        return int(row[0]) if row else 0

    def put(
        self, folder: FolderId, places: Iterable[tuple[int, MessageKey, Iterable[str]]]
    ) -> None:
        """Note where letters stand (UID, letter, flags); a UID seen again is the same place."""
        self._link.write_many(
            "INSERT INTO placement (folder, uid, message, flags) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (folder, uid) DO UPDATE SET message = excluded.message, "
            "flags = excluded.flags, gone = 0",
            [(folder, uid, message, _join(flags)) for uid, message, flags in places],
        )

    def set_flags(self, folder: FolderId, flags: Mapping[int, frozenset[str]]) -> list[MessageKey]:
        """Take over the server's flags; return the letters whose flags changed."""
        return self._change(
            folder,
            "UPDATE placement SET flags = ?3 WHERE folder = ?1 AND uid = ?2 AND flags <> ?3 "
            "RETURNING message",
            [(uid, _join(value)) for uid, value in flags.items()],
        )

    def mark_gone(self, folder: FolderId, uids: Sequence[int]) -> list[MessageKey]:
        """Note that the server no longer has these; return the letters concerned."""
        return self._change(
            folder,
            "UPDATE placement SET gone = 1 WHERE folder = ?1 AND uid = ?2 AND gone = 0 "
            "RETURNING message",
            [(uid,) for uid in uids],
        )

    def forget_places(self, folder: FolderId) -> list[MessageKey]:
        """Drop all places of a folder whose UIDVALIDITY changed; the letters stay.

        Returns the letters that stood there; they count as gone until found again.
        """
        return [
            MessageKey(r[0])
            for r in self._link.write_returning(
                "DELETE FROM placement WHERE folder = ? RETURNING message", (folder,)
            )
        ]

    def refresh_unread(self, messages: Sequence[MessageKey]) -> list[MessageKey]:
        """Recompute whether letters are unread from the flags of their places, as wished here.

        A letter is read once any place of it on the server is seen; where it is in none any more,
        any place it had. Ours never count as unread. Returns the letters whose mark changed.
        """
        changed = []
        for message in messages:
            changed += self._link.write_returning(_REFRESH_UNREAD, (message,))
        return [MessageKey(row[0]) for row in changed]

    def _change(
        self, folder: FolderId, sql: str, many: Sequence[tuple[int | str, ...]]
    ) -> list[MessageKey]:
        touched: set[MessageKey] = set()
        for values in many:
            for row in self._link.write_returning(sql, (folder, *values)):
                touched.add(MessageKey(row[0]))
        return sorted(touched)


def _join(flags: Iterable[str]) -> str:
    return " ".join(sorted(flags))
