"""What a person does with whole tickets: put away, throw away, move, mark.

Each runs in one transaction with the reading that it rests on, so what `Done` says to take back is
exactly what was changed (`app.services.undo` takes it back). The letters' own commands do the work.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from app.domain.accounts import FolderRole
from app.domain.ids import FolderId, MessageKey, TicketId
from app.services import commands
from app.services.deeds import Deed, Done, FlagBack, MoveBack
from app.services.undo import remember
from app.store import Store, Transaction
from app.store.letter_rows import LetterRow
from app.store.pending import ShownPlace

_FLAGS = {
    Deed.READ: ("\\Seen", True),
    Deed.UNREAD: ("\\Seen", False),
    Deed.FLAG: ("\\Flagged", True),
    Deed.UNFLAG: ("\\Flagged", False),
    Deed.ANSWERED: ("\\Answered", True),
    Deed.UNANSWERED: ("\\Answered", False),
}
_ONE_LETTER = frozenset({Deed.UNREAD, Deed.FLAG, Deed.ANSWERED})
_STAY = frozenset({FolderRole.SENT, FolderRole.DRAFTS, FolderRole.LOCAL})
"""Letters in these are not taken along when a ticket moves."""


def triage(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    deed: Deed,
    folder: FolderId | None = None,
    *,
    every_letter: bool = False,
) -> Done:
    """Do something with tickets; ``folder`` is where `Deed.MOVE` goes.

    ``every_letter`` marks all letters where otherwise the contact's newest one would do.

    Raises `MissingFolderError` where an account has no archive or trash, `RejectedError` for a
    folder of another account. Nothing is changed then.
    """
    rows = store.letters.of_tickets(tickets)
    if deed in _FLAGS:
        one = deed in _ONE_LETTER and not every_letter
        return _flag(store, transaction, rows, deed, _newest_theirs(rows) if one else None)
    keys = [row.key for row in rows]
    before = store.pending.places(keys)
    if deed is Deed.ARCHIVE:
        commands.archive(store, transaction, keys)
    elif deed is Deed.DELETE:
        commands.delete(store, transaction, keys)
    elif folder is not None:
        movable = [place for place in before if place.role not in _STAY]
        commands.move_letters(
            store,
            transaction,
            list(dict.fromkeys(place.message for place in movable)),
            folder=folder,
            sources={place.shown_in for place in movable} | {place.stands_in for place in movable},
        )
    return _moved(store, rows, deed, before)


def _flag(
    store: Store,
    transaction: Transaction,
    rows: Sequence[LetterRow],
    deed: Deed,
    only: Iterable[MessageKey] | None,
) -> Done:
    flag, wanted = _FLAGS[deed]
    keys = [row.key for row in rows] if only is None else list(only)
    shown = store.pending.shown(keys)
    keys = [key for key in keys if (flag in shown[key].flags) != wanted]
    commands.want_flag(store, transaction, keys, flag, wanted=wanted)
    back = FlagBack(flag, not wanted, tuple(keys))
    return remember(store, Done(deed, _tickets_of(rows, keys), "", (back,) if keys else ()))


def _newest_theirs(rows: Sequence[LetterRow]) -> Iterable[MessageKey]:
    """Of each ticket the contact's newest letter, or ours where there is no other."""
    newest: dict[TicketId | None, LetterRow] = {}
    for row in rows:
        known = newest.get(row.ticket)
        if known is None or (row.letter.ours, -row.place) <= (known.letter.ours, -known.place):
            newest[row.ticket] = row
    return (row.key for row in newest.values())


def _moved(
    store: Store, rows: Sequence[LetterRow], deed: Deed, before: Sequence[ShownPlace]
) -> Done:
    homes: dict[tuple[bool, FolderId, FolderId], list[MessageKey]] = defaultdict(list)
    after = {
        (place.message, place.stands_in, place.uid): place.shown_in
        for place in store.pending.places([row.key for row in rows])
    }
    for place in before:
        now = after.get((place.message, place.stands_in, place.uid), place.shown_in)
        if now != place.shown_in:
            # The inbox last: where two places of a letter became one, it goes back there.
            order = place.role is FolderRole.INBOX
            homes[order, place.shown_in, now].append(place.message)
    back = tuple(
        MoveBack(home, away, tuple(keys)) for (_, home, away), keys in sorted(homes.items())
    )
    keys = {key for each in back for key in each.messages}
    target = store.folders.by_id(back[0].away) if back else None
    where = target.name if target else ""
    return remember(store, Done(deed, _tickets_of(rows, keys), where, back))


def _tickets_of(rows: Sequence[LetterRow], keys: Collection[MessageKey]) -> tuple[TicketId, ...]:
    found = [row.ticket for row in rows if row.key in keys and row.ticket is not None]
    return tuple(dict.fromkeys(found))
