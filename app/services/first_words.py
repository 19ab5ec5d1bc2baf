"""Tickets of which something is said for the first time: what that changes in their rows.

A new member's computer has thousands of them at once. It agrees with `regroup` and `ticket_states`,
which do the same for any ticket; here neither letters are grouped again nor events read again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.domain.events import Stream
from app.domain.fold import Brief
from app.domain.fold_status import StatusLetter
from app.domain.ids import AccountId
from app.services.ticket_states import now_of, side_of, standing
from app.store import Store, Transaction
from app.store.first_words import PlainTicket, Words

_TICKET = "ticket:"


@dataclass(frozen=True, slots=True)
class Heard:
    """Events that were taken in just now, in memory."""

    streams: AbstractSet[Stream]
    """Streams all events of which are among them and count; no rulings."""
    folds: Callable[[Sequence[Sequence[Stream]]], Iterator[Brief]]
    """Tells, once, what streams of tickets say together, a group at a time."""
    alone: bool
    """Whether nothing else was ever said."""


def first_words(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    groups: Mapping[int, Sequence[Stream]],
    folds: Iterator[Brief],
    *,
    alone: bool,
) -> list[int]:
    """Write what is said for the first time; return the neighbourhoods of which more is to be seen.

    ``groups``: neighbourhood → the streams about it that were heard. The next of ``folds`` belong
    to these. ``alone`` as in `Heard`.
    """
    tickets = store.first_words.plain(list(groups))
    names = {number: _names(ticket) for number, ticket in tickets.items()}
    others: AbstractSet[str] = frozenset()
    if not alone:
        asked = {f"{_TICKET}{name}" for mine in names.values() for name in mine}
        others = store.events.streams_named(account, asked).keys()
    now = now_of(store)
    said: list[Words] = []
    left: list[int] = []
    for number, streams in groups.items():
        brief = next(folds)
        ticket = tickets.get(number)
        if ticket is not None and _is_all(names[number], streams, others):
            said.append(_words(ticket, brief, now))
        else:
            left.append(number)
    store.first_words.say(account, said)
    transaction.tickets.update([words.ticket.id for words in said])
    return left


def _names(ticket: PlainTicket) -> set[str]:
    """Return what anchors of an only ticket can be, as `fold_places.Ticket.streams` has them."""
    names = {ticket.root}
    for letter in ticket.letters:
        names.add(letter.message_id)
        if letter.references:
            names.update(letter.references.split())
    return names


def _is_all(names: set[str], streams: Sequence[Stream], others: AbstractSet[str]) -> bool:
    """Whether a ticket of these names has these streams, and none besides of ``others``."""
    heard = {stream.removeprefix(_TICKET) for stream in streams}
    if not heard <= names:
        return False
    return not others or others.isdisjoint([f"{_TICKET}{name}" for name in names - heard])


def _words(ticket: PlainTicket, brief: Brief, now: int) -> Words:
    letters = ticket.letters
    first = letters[0] if len(letters) == 1 else min(letters, key=lambda letter: letter.place)

    def looked_at() -> list[StatusLetter]:
        return [
            StatusLetter(
                one.message_id,
                one.received,
                side_of(one.automatic, ours=one.ours, bounced_for_good=one.bounced_for_good),
            )
            for one in letters
        ]

    status, counts = standing(brief, ticket.status, looked_at, now)
    return Words(ticket, status, bool(ticket.bounced and counts), first.message_id, brief)
