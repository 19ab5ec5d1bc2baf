"""Folders of an account and what is known of their server side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.accounts import Folder, FolderRole
from app.domain.ids import AccountId, FolderId
from app.domain.ports import FolderStatus, RemoteFolder
from app.store.link import Link

_SELECT = (
    "SELECT f.id, f.account, f.name, f.role, f.followed, f.uidvalidity, f.server_count, "
    "(SELECT count(*) FROM placement p WHERE p.folder = f.id AND p.gone = 0) FROM folder f "
)


_ALWAYS = (FolderRole.INBOX, FolderRole.SENT)


@dataclass(frozen=True, slots=True)
class SyncMark:
    """The server's counters when a folder was last found complete; None before."""

    uidvalidity: int
    uidnext: int | None
    count: int | None
    highest_modseq: int | None


class Folders:
    """Folders by account; names are data that the server chose."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, account: AccountId) -> list[Folder]:
        """Return an account's folders: inbox, sent, then by name."""
        rows = self._link.rows(
            _SELECT + "WHERE f.account = ? ORDER BY f.role <> 'inbox', f.role <> 'sent', f.name",
            (account,),
        )
        return [_row_to_folder(*r) for r in rows]

    def by_id(self, folder: FolderId) -> Folder | None:
        """Return one folder."""
        row = self._link.row(_SELECT + "WHERE f.id = ?", (folder,))
        return _row_to_folder(*row) if row else None

    def put(self, account: AccountId, listed: Iterable[RemoteFolder]) -> bool:
        """Take over the server's list: new folders appear, roles follow, none is deleted.

        INBOX and Sent are followed at once, others when the person says so. Returns whether
        anything was new.
        """
        rows = self._link.rows("SELECT name, role FROM folder WHERE account = ?", (account,))
        known = set(rows)
        new = [f for f in listed if f.selectable and (f.name, f.role.value) not in known]
        self._link.write_many(
            "INSERT INTO folder (account, name, role, followed) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (account, name) DO UPDATE SET role = excluded.role, "
            "followed = max(followed, excluded.followed)",
            [(account, f.name, f.role.value, int(f.role in _ALWAYS)) for f in new],
        )
        return bool(new)

    def follow(self, folder: FolderId, *, followed: bool) -> None:
        """Choose whether a folder is synced."""
        self._link.write("UPDATE folder SET followed = ? WHERE id = ?", (int(followed), folder))

    def set_validity(self, folder: FolderId, uidvalidity: int) -> None:
        """Note the UIDVALIDITY in force; the sync mark is void until the next complete pass."""
        self._link.write(
            "UPDATE folder SET uidvalidity = ?, uidnext = NULL, highest_modseq = NULL WHERE id = ?",
            (uidvalidity, folder),
        )

    def forget_server(self, folder: FolderId) -> None:
        """Forget all numbers of the server's: it is another one now."""
        self._link.write(
            "UPDATE folder SET uidvalidity = NULL, uidnext = NULL, highest_modseq = NULL, "
            "server_count = NULL WHERE id = ?",
            (folder,),
        )

    def set_count(self, folder: FolderId, count: int) -> None:
        """Note how many letters the server has."""
        self._link.write("UPDATE folder SET server_count = ? WHERE id = ?", (count, folder))

    def set_mark(self, folder: FolderId, status: FolderStatus) -> None:
        """Note the counters under which this folder was found complete."""
        self._link.write(
            "UPDATE folder SET uidvalidity = ?, uidnext = ?, server_count = ?, "
            "highest_modseq = ? WHERE id = ?",
            (status.uidvalidity, status.uidnext, status.count, status.highest_modseq, folder),
        )

    def mark(self, folder: FolderId) -> SyncMark | None:
        """Return the counters of the last complete pass."""
        row = self._link.row(
            "SELECT uidvalidity, uidnext, server_count, highest_modseq FROM folder WHERE id = ?",
            (folder,),
        )
        return SyncMark(*row) if row and row[0] is not None else None


def _row_to_folder(*row: object) -> Folder:
    key, account, name, role, followed, uidvalidity, server_count, local = row
    return Folder(
        id=FolderId(_int(key)),
        account=AccountId(_int(account)),
        name=str(name),
        role=FolderRole(str(role)),
        followed=bool(followed),
        uidvalidity=None if uidvalidity is None else _int(uidvalidity),
        server_count=None if server_count is None else _int(server_count),
        local_count=_int(local),
    )


def _int(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - STRICT tables give nothing else
    return value


__all__: Sequence[str] = ("Folders", "SyncMark")
