"""Tickets of which something is said for the first time: what that changes in their rows.

A new member's computer has thousands of them at once. It agrees with `regroup` and `ticket_states`,
which do the same for any ticket; here letters are not grouped again.
"""

from collections.abc import Mapping, Sequence

from app.domain.events import Anchor, Event, Stream, ticket_stream
from app.domain.fold import fold_ticket
from app.domain.ids import AccountId
from app.services.ticket_states import now_of, told_row
from app.store import Store
from app.store.letter_rows import LetterRow
from app.store.ticket_data import TicketData


def is_plain(rows: Sequence[LetterRow], stored: Sequence[TicketData]) -> bool:
    """Whether a neighbourhood, as it was grouped last, is one ticket that nobody spoke of.

    Then no ruling has had any effect on it before.
    """
    return len(stored) == 1 and not stored[0].said and "/" not in stored[0].root and bool(rows)


def with_first_words(
    store: Store,
    account: AccountId,
    found: Sequence[tuple[Sequence[LetterRow], TicketData]],
    known: Mapping[Stream, Sequence[Event]],
) -> list[tuple[TicketData, TicketData]]:
    """Return the rows of plain tickets before and with what the team says.

    ``found`` has each ticket's letters and row. ``known`` holds the events of streams that were
    read already; no ruling may be among them.
    """
    streams = [_streams(rows, data) for rows, data in found]
    wanted = {stream for mine in streams for stream in mine}.difference(known)
    events = {**known, **store.events.of(account, wanted)}
    now = now_of(store)
    changed = []
    for (rows, data), mine in zip(found, streams, strict=True):
        said = [event for stream in mine for event in events.get(stream, ())]
        first = min(rows, key=lambda row: row.place) if len(rows) > 1 else rows[0]
        anchor = Anchor(first.letter.message_id)
        changed.append((data, told_row(data, fold_ticket(said), rows, now, anchor=anchor)))
    return changed


def _streams(rows: Sequence[LetterRow], data: TicketData) -> set[Stream]:
    """Return the streams of an only ticket, as `fold_places.Ticket.streams` has them."""
    names = {data.root}
    for row in rows:
        names.add(row.letter.message_id)
        names.update(row.letter.references)
    return {ticket_stream(name) for name in names}
