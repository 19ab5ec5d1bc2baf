"""What the server answered to changes made here, recorded in the transaction that ends the wish.

Called by `app.runtime.replay` inside a writer's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.accounts import Folder
from app.domain.ids import FolderId, MessageKey
from app.store import Store, Transaction
from app.store.pending import MOVE, Wish, WishState

_FLAG_WORDS = {"\\seen": "read", "\\flagged": "flagged", "\\answered": "answered"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a moved letter stands now, as far as the server told."""

    wish: Wish
    uids: Mapping[int, int]
    """UID before → UID in the target; without those that are not known."""
    left: frozenset[int]
    """UIDs that could only be marked as deleted."""


def show_wishes(store: Store, transaction: Transaction, messages: Sequence[MessageKey]) -> None:
    """Bring the marks of letters and tickets up to date with the wishes, and tell of them."""
    changed = store.placements.refresh_unread(messages)
    store.tickets.refresh_unread(sorted(store.letters.tickets_of(changed)))
    tickets = store.letters.tickets_of(messages)
    store.tickets.refresh_marks(sorted(tickets))
    transaction.messages.update(messages)
    transaction.tickets.update(tickets)


def confirm_flags(
    store: Store,
    transaction: Transaction,
    *,
    folder: Folder,
    wishes: Sequence[Wish],
    truth: Mapping[int, frozenset[str]],
    now: int,
) -> None:
    """Record the flags that the server has after a change; what is not as wished is overruled."""
    store.placements.set_flags(folder.id, dict(truth))
    met: list[int] = []
    for wish in wishes:
        there = [truth[uid] for uid in wish.uids if uid in truth]
        if not there:
            _end_lost(store, wish, folder, now)
        elif all(_has(flags, wish.kind) == wish.wanted for flags in there):
            met.append(wish.id)
        else:
            word = _FLAG_WORDS.get(wish.kind.lower(), wish.kind)
            said = f"the server says {'it is not' if wish.wanted else 'it is'} {word}"
            store.pending.end([wish.id], WishState.OVERRULED, said, now)
    store.pending.remove(met)
    transaction.folders.add(folder.id)
    show_wishes(store, transaction, [wish.message for wish in wishes])


def confirm_moves(
    store: Store,
    transaction: Transaction,
    *,
    source: Folder,
    target: FolderId,
    arrivals: Sequence[Arrival],
    uidvalidity: int | None,
) -> None:
    """Record that letters left a folder, and where they stand now."""
    uids = [uid for arrival in arrivals for uid in arrival.wish.uids]
    flags = store.placements.flags_of(source.id, uids)
    known = store.folders.by_id(target)
    if known is not None and known.uidvalidity is None and uidvalidity:
        store.folders.set_validity(target, uidvalidity)
        known = store.folders.by_id(target)
    placed = known is not None and bool(uidvalidity) and known.uidvalidity == uidvalidity
    for arrival in arrivals:
        wish = arrival.wish
        for uid in wish.uids:
            if placed and uid in arrival.uids:
                place = (arrival.uids[uid], wish.message, flags.get(uid, frozenset()))
                store.placements.put(target, [place])
            if uid in arrival.left:
                marked = flags.get(uid, frozenset()) | {"\\Deleted"}
                store.placements.set_flags(source.id, {uid: marked})
        store.placements.mark_gone(source.id, [u for u in wish.uids if u not in arrival.left])
        store.pending.remove([wish.id])
        store.pending.follow_letter(wish.message, source.id, target)
    transaction.folders.update((source.id, target))
    show_wishes(store, transaction, [arrival.wish.message for arrival in arrivals])


def record_lost(
    store: Store, transaction: Transaction, folder: Folder, wishes: Sequence[Wish], now: int
) -> None:
    """Drop wishes whose letters are no longer in the folder; the person is told."""
    for wish in wishes:
        _end_lost(store, wish, folder, now)
    show_wishes(store, transaction, [wish.message for wish in wishes])


def record_withdrawn(store: Store, transaction: Transaction, wishes: Sequence[Wish]) -> None:
    """Drop moves that were taken back before the server was told."""
    store.pending.remove(wish.id for wish in wishes)
    show_wishes(store, transaction, [wish.message for wish in wishes])


def record_end(
    store: Store,
    transaction: Transaction,
    *,
    wishes: Sequence[Wish],
    state: WishState,
    said: str,
    now: int,
) -> None:
    """Park wishes; the screen shows what the server has again."""
    store.pending.end([wish.id for wish in wishes], state, said, now)
    show_wishes(store, transaction, [wish.message for wish in wishes])


def _end_lost(store: Store, wish: Wish, folder: Folder, now: int) -> None:
    said = f"it is no longer in {folder.name} on the server"
    store.pending.end([wish.id], WishState.OVERRULED, said, now)


def _has(flags: frozenset[str], flag: str) -> bool:
    return flag.lower() in {f.lower() for f in flags}


def wish_words(kind: str, target: str, *, wanted: bool) -> str:
    """What was wished, as the end of “you …”."""
    if kind == MOVE:
        return f"moved it to {target}"
    word = _FLAG_WORDS.get(kind.lower(), kind)
    if kind.lower() == "\\seen" and not wanted:
        return "marked it as unread"
    return f"marked it as {'' if wanted else 'not '}{word}"
