"""Letters that a server renumbered, or moved, are found again without fetching their bodies.

A letter counts as the same where Message-ID and size agree and both are unique on either side;
whatever is not so clear is fetched again and recognised by its content (`services.receive`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.accounts import Folder
from app.domain.ids import MessageKey
from app.domain.ports import LetterIdentity
from app.services.regroup import regroup
from app.store import Store, Transaction


def same_letters(
    here: Sequence[tuple[MessageKey, str, int]], there: Sequence[LetterIdentity]
) -> dict[int, MessageKey]:
    """Return UID → key for letters that are certainly the same; ``here`` is key, id, bytes."""
    ours = Counter((mid, size) for _, mid, size in here)
    theirs = Counter((i.message_id, i.size) for i in there)
    keys = {(mid, size): key for key, mid, size in here if mid and ours[mid, size] == 1}
    return {
        i.uid: keys[i.message_id, i.size]
        for i in there
        if (i.message_id, i.size) in keys and theirs[i.message_id, i.size] == 1
    }


def place_again(
    store: Store,
    transaction: Transaction,
    folder: Folder,
    found: Mapping[int, MessageKey],
    flags: Mapping[int, frozenset[str]],
) -> None:
    """Note the new UIDs of letters that are here already, with their present flags."""
    store.placements.put(
        folder.id, [(uid, key, flags.get(uid, frozenset())) for uid, key in found.items()]
    )
    keys = list(found.values())
    store.placements.refresh_unread(keys)
    transaction.messages.update(keys)
    transaction.folders.add(folder.id)
    regroup(store, transaction, folder.account, keys)
