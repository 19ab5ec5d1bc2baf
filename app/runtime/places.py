"""Followed folders: what a pass knows of them before it looks, and what it takes over at once."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts import Folder
from app.domain.ids import AccountId
from app.domain.ports import FolderStatus, MailServer, RemoteFolder, Reopened
from app.services.receive import apply_flags
from app.store import Store, Transaction
from app.store.folders import SyncMark

_FEW = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A followed folder as it stands here, and what the server says of it."""

    folder: Folder
    mark: SyncMark | None
    """The server's counters when the folder was last found complete."""
    counters: FolderStatus | None = None
    """The server's counters now; None where nobody asked."""

    def is_complete(self, counters: FolderStatus) -> bool:
        """Whether these prove that nothing happened since the mark, and that nothing is lacking."""
        mark = self.mark
        return (
            mark is not None
            and mark.highest_modseq is not None
            and mark.uidnext is not None
            and (mark.uidvalidity, mark.uidnext, mark.count, mark.highest_modseq)
            == (counters.uidvalidity, counters.uidnext, counters.count, counters.highest_modseq)
            and self.folder.local_count == counters.count
        )

    def went_back(self, counters: FolderStatus) -> bool:
        """Whether the server counts changes from before the mark, which proves nothing then."""
        before = (self.mark.highest_modseq if self.mark is not None else None) or 0
        return counters.highest_modseq is not None and counters.highest_modseq < before

    def reopened(self, server: MailServer) -> Reopened | None:
        """Open the folder with what changed since the mark; None where that cannot be told."""
        mark = self.mark
        if mark is None or mark.uidnext is None or mark.highest_modseq is None:
            return None
        return server.reopen(self.folder.name, mark.uidvalidity, mark.highest_modseq)


def followed_places(store: Store, account: AccountId) -> list[Place]:
    """Read the account's followed folders: inbox, sent, then by name."""
    followed = [folder for folder in store.folders.of(account) if folder.followed]
    return [Place(folder, store.folders.mark(folder.id)) for folder in followed]


def take_list(
    store: Store, transaction: Transaction, account: AccountId, listed: Sequence[RemoteFolder]
) -> bool:
    """Take over the server's list of folders; whether it differs from the one before."""
    new = store.folders.put(account, listed)
    if new:
        transaction.folders.update(folder.id for folder in store.folders.of(account))
    return new


def take_flags(
    store: Store,
    transaction: Transaction,
    folder: Folder,
    there: Mapping[int, frozenset[str]],
) -> None:
    """Take over the flags that the server has; letters that are not here are passed over."""
    if len(there) <= _FEW:
        here = store.placements.flags_of(folder.id, list(there))
    else:
        here = store.placements.flags(folder.id)
    changed = {u: f for u, f in there.items() if u in here and here[u] != f}
    if changed:
        apply_flags(store, transaction, folder, changed)


def among(ranges: Sequence[tuple[int, int]], ascending: Sequence[int]) -> list[int]:
    """Which of these numbers lie in any of the inclusive ranges; ascending."""
    found: set[int] = set()
    for low, high in ranges:
        found.update(ascending[bisect_left(ascending, low) : bisect_right(ascending, high)])
    return sorted(found)
