"""Wishes: what a person changed here and the server has not confirmed yet.

Base tables say what the server said; these rows lie over them (the view ``shown_place``). A wish
ends in the transaction that records the server's answer; one that was refused, or overtaken by what
happened on the server, lies over nothing any more and stays until the person has been told.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.accounts import FolderRole
from app.domain.ids import AccountId, FolderId, MessageKey
from app.store.link import Link, chunks, marks_for

MOVE = "move"
_SHOWN_FLAGS = ("\\Seen", "\\Flagged", "\\Answered")


class WishState(StrEnum):
    """How a wish stands."""

    WAITING = "waiting"
    REFUSED = "refused"
    """The server said no; it is not asked again by itself."""
    OVERRULED = "overruled"
    """The server's later truth is another one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One letter in one folder, and what is wanted of it."""

    id: int
    message: MessageKey
    folder: FolderId
    kind: str
    """A flag such as ``\\Seen``, or `MOVE`."""
    wanted: bool
    target: FolderId | None
    begun: tuple[int, int] | None
    """Of a move that may have reached the server: the target's UIDVALIDITY and UIDNEXT before."""
    uids: tuple[int, ...]
    """Where the letter stands in the folder; empty where it is gone."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Wishes of one sort that did not come true for the same reason."""

    state: WishState
    kind: str
    wanted: bool
    folder: str
    target: str
    said: str
    count: int
    subject: str
    """Of one of the letters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a letter stands when the wishes are taken as done."""

    flags: frozenset[str]
    folders: tuple[str, ...]
    """Names of the folders it is in on the server."""


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """Where a letter stands on the server, and where once the server was told."""

    message: MessageKey
    stands_in: FolderId
    uid: int
    shown_in: FolderId
    role: FolderRole
    """Of ``shown_in``."""


class Pending:
    """The wishes of a profile."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- wishing ---------------------------------------------------------------------------

    def wish_flag(self, messages: Sequence[MessageKey], flag: str, *, wanted: bool) -> None:
        """Want a flag set or cleared wherever these letters stand.

        A letter that no server has (imported, or gone from there) changes at once.
        """
        for chunk in chunks(messages):
            asked = self._asked(chunk, flag)
            rows, settled = [], []
            for account, message, folder, uid, flags, on_server in self._places(chunk):
                if (flag in flags.split()) == wanted and (message, folder) not in asked:
                    continue
                if on_server:
                    rows.append((account, message, folder, flag, int(wanted), None))
                else:
                    settled.append((_with_flag(flags, flag, wanted=wanted), folder, uid))
            self._wish(rows)
            self._link.write_many(
                "UPDATE placement SET flags = ? WHERE folder = ? AND uid = ?", settled
            )

    def wish_move(
        self, messages: Sequence[MessageKey], target: FolderId, *, sources: Sequence[FolderId]
    ) -> list[MessageKey]:
        """Want letters moved from these folders to another; return those that stand in them."""
        rows = []
        for chunk in chunks(messages):
            asked = self._asked(chunk, MOVE)
            for account, message, folder, _, flags, on_server in self._places(chunk):
                if not on_server or folder not in sources or "\\Deleted" in flags.split():
                    continue
                if folder != target or (message, folder) in asked:
                    rows.append((account, message, folder, MOVE, 1, target))
        self._wish(rows)
        return list(dict.fromkeys(MessageKey(row[1]) for row in rows))

    def _wish(self, rows: Sequence[tuple[int, int, int, str, int, int | None]]) -> None:
        self._link.write_many(
            "INSERT OR REPLACE INTO pending (account, message, folder, kind, wanted, target) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _asked(self, messages: Sequence[MessageKey], kind: str) -> set[tuple[int, int]]:
        # Even a wish back to what the server said is a wish: the one before may be under way.
        return set(
            self._link.rows(
                f"SELECT message, folder FROM pending WHERE message IN ({marks_for(messages)}) "
                "AND kind = ?",
                (*messages, kind),
            )
        )

    def _places(self, messages: Sequence[MessageKey]) -> list[tuple[int, int, int, int, str, int]]:
        """Account, letter, folder, UID, flags, on the server; gone places only where no other."""
        rows = self._link.rows(
            "SELECT f.account, p.message, p.folder, p.uid, p.flags, "
            "p.gone = 0 AND f.role <> 'local' FROM placement p JOIN folder f ON f.id = p.folder "
            f"WHERE p.message IN ({marks_for(messages)})",
            tuple(messages),
        )
        alive = {row[1] for row in rows if row[5]}
        return [row for row in rows if row[5] or row[1] not in alive]

    # --- sending ---------------------------------------------------------------------------

    def waiting(self, account: AccountId) -> list[Wish]:
        """Return what is to be sent: by folder, flags before moves, oldest first."""
        rows = self._link.rows(
            "SELECT w.id, w.message, w.folder, w.kind, w.wanted, w.target, w.begun_validity, "
            "w.begun_uidnext, p.uid FROM pending w LEFT JOIN placement p ON p.message = w.message "
            "AND p.folder = w.folder AND p.gone = 0 WHERE w.account = ? AND w.state = 'waiting' "
            "ORDER BY w.folder, w.kind = 'move', w.id",
            (account,),
        )
        found: dict[int, Wish] = {}
        for key, message, folder, kind, wanted, target, validity, uidnext, uid in rows:
            if (known := found.get(key)) is not None:
                found[key] = replace(known, uids=(*known.uids, uid))
                continue
            begun = None if validity is None else (validity, uidnext)
            uids = () if uid is None else (uid,)
            found[key] = Wish(key, message, folder, kind, bool(wanted), target, begun, uids)
        return list(found.values())

    def begin(self, ids: Iterable[int], validity: int, uidnext: int) -> None:
        """Note that moves are about to be sent, and the target's counters before."""
        self._link.write_many(
            "UPDATE pending SET begun_validity = ?, begun_uidnext = ? WHERE id = ?",
            [(validity, uidnext, key) for key in ids],
        )

    def remove(self, ids: Iterable[int]) -> None:
        """Forget wishes that came true."""
        self._link.write_many("DELETE FROM pending WHERE id = ?", [(key,) for key in ids])

    def put_off(self, ids: Iterable[int]) -> None:
        """Count that the server could not do these now."""
        self._link.write_many(
            "UPDATE pending SET tries = tries + 1 WHERE id = ?", [(key,) for key in ids]
        )

    def tries(self, key: int) -> int:
        """How often the server put this wish off."""
        row = self._link.row("SELECT tries FROM pending WHERE id = ?", (key,))
        return int(row[0]) if row else 0

    def end(self, ids: Iterable[int], state: WishState, said: str, now: int) -> None:
        """Note that wishes will not come true, and why."""
        self._link.write_many(
            "UPDATE pending SET state = ?, said = ?, since = ? WHERE id = ?",
            [(state.value, said, now, key) for key in ids],
        )

    def follow_letter(self, message: MessageKey, source: FolderId, target: FolderId) -> None:
        """Take a letter's other wishes along to the folder that it was moved to."""
        self._link.write(
            "UPDATE OR REPLACE pending SET folder = ?, begun_validity = NULL, begun_uidnext = NULL "
            "WHERE message = ? AND folder = ? AND state = 'waiting'",
            (target, message, source),
        )

    # --- telling ---------------------------------------------------------------------------

    def troubles(self, account: AccountId) -> list[Trouble]:
        """Return what did not come true and why, like with like."""
        rows = self._link.rows(
            "SELECT w.state, w.kind, w.wanted, f.name, coalesce(t.name, ''), w.said, "
            "count(DISTINCT w.message), min(m.subject) FROM pending w "
            "JOIN message m ON m.id = w.message JOIN folder f ON f.id = w.folder "
            "LEFT JOIN folder t ON t.id = w.target WHERE w.account = ? AND w.state <> 'waiting' "
            "GROUP BY w.state, w.kind, w.wanted, f.id, t.id, w.said ORDER BY min(w.id)",
            (account,),
        )
        return [
            Trouble(WishState(state), kind, bool(wanted), folder, target, said, count, subject)
            for state, kind, wanted, folder, target, said, count, subject in rows
        ]

    def forget_troubles(self, account: AccountId, *, overruled_before: int | None = None) -> None:
        """Drop what the person has been told: all, or what was overruled before a time."""
        if overruled_before is None:
            self._link.write(
                "DELETE FROM pending WHERE account = ? AND state <> 'waiting'", (account,)
            )
        else:
            self._link.write(
                "DELETE FROM pending WHERE account = ? AND state = 'overruled' AND since < ?",
                (account, overruled_before),
            )

    def ask_again(self, account: AccountId) -> list[MessageKey]:
        """Let refused wishes wait again; return their letters."""
        rows = self._link.write_returning(
            "UPDATE pending SET state = 'waiting', said = '', tries = 0 "
            "WHERE account = ? AND state = 'refused' RETURNING message",
            (account,),
        )
        return sorted({MessageKey(row[0]) for row in rows})

    def count(self, account: AccountId) -> int:
        """How many wishes wait for the server."""
        row = self._link.row(
            "SELECT count(*) FROM pending WHERE account = ? AND state = 'waiting'", (account,)
        )
        return int(row[0]) if row else 0

    def places(self, messages: Sequence[MessageKey]) -> list[ShownPlace]:
        """Return the places of letters on their server, in the order of folders and UIDs."""
        found: list[ShownPlace] = []
        for chunk in chunks(messages):
            found += (
                ShownPlace(message, folder, uid, shown, FolderRole(role))
                for message, folder, uid, shown, role in self._link.rows(
                    "SELECT s.message, s.folder, s.uid, s.shown_in, f.role FROM shown_place s "
                    f"JOIN folder f ON f.id = s.shown_in WHERE s.message IN ({marks_for(chunk)}) "
                    "AND s.gone = 0 AND instr(s.flags, '\\Deleted') = 0",
                    tuple(chunk),
                )
            )
        return sorted(found, key=lambda place: (place.stands_in, place.uid))

    def shown(self, messages: Sequence[MessageKey]) -> dict[MessageKey, Shown]:
        """Return flags and folders of letters with the wishes laid over them.

        Flags are those of the places on the server; where it is in none any more, of those it had.
        """
        flags: dict[tuple[MessageKey, bool], set[str]] = defaultdict(set)
        folders: dict[MessageKey, set[str]] = defaultdict(set)
        for chunk in chunks(messages):
            for message, name, *is_set, gone, deleted in self._link.rows(
                "SELECT s.message, f.name, s.seen, s.flagged, s.answered, s.gone, "
                "instr(s.flags, '\\Deleted') > 0 FROM shown_place s "
                f"JOIN folder f ON f.id = s.shown_in WHERE s.message IN ({marks_for(chunk)})",
                tuple(chunk),
            ):
                marks = zip(_SHOWN_FLAGS, is_set, strict=True)
                flags[message, bool(gone)].update(flag for flag, yes in marks if yes)
                if not gone and not deleted:
                    folders[message].add(name)
        return {
            m: Shown(
                frozenset(flags[m, False] if (m, False) in flags else flags[m, True]),
                tuple(sorted(folders[m])),
            )
            for m in messages
        }


def _with_flag(flags: str, flag: str, *, wanted: bool) -> str:
    words = set(flags.split())
    words = words | {flag} if wanted else words - {flag}
    return " ".join(sorted(words))
