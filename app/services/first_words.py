"""Tickets of which something is said for the first time: what that changes in their rows.

A new member's computer has thousands of them at once. It agrees with `regroup` and `ticket_states`,
which do the same for any ticket; here neither letters are grouped again nor events read again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from app.domain.fold import Brief
from app.domain.fold_status import StatusLetter
from app.domain.ids import AccountId
from app.domain.streams import Stream
from app.services.regroup import regroup_neighbourhoods
from app.services.ticket_states import nodes_of, now_of, side_of, standing
from app.store import Store, Transaction
from app.store.first_words import PlainTicket, Words

Folds = Callable[[Sequence[Sequence[Stream]]], Iterator[Brief]]
"""Tells, once, what streams of tickets say together, a group at a time."""
_TICKET = "ticket:"
_AT_ONCE = 500
"""Neighbourhoods whose letters are in memory together."""


class Hearing:
    """Streams of tickets that are heard of for the first time, with where they belong."""

    def __init__(self, store: Store, account: AccountId, *, alone: bool) -> None:
        """``alone``: nothing but what is heard was ever said."""
        self._store = store
        self._account = account
        self._alone = alone
        self._near: dict[Stream, frozenset[int]] = {}
        """The neighbourhoods that a stream is about."""
        self._plain: dict[int, PlainTicket | None] = {}
        """What these neighbourhoods held when they were heard of."""

    @property
    def streams(self) -> AbstractSet[Stream]:
        """Those that were heard of."""
        return self._near.keys()

    def hear(self, streams: Iterable[Stream]) -> None:
        """Take notice of streams of which nothing was said before; of tickets, none of rulings."""
        nodes = {stream: nodes_of(stream) for stream in streams if stream.startswith(_TICKET)}
        touched = sorted(set().union(*nodes.values()))
        self._store.rulings.speak(self._account, touched)
        known = self._store.letters.neighbourhoods(self._account, touched)
        for stream, mine in nodes.items():
            self._near[stream] = frozenset([known[node] for node in mine if node in known])
        # Looked up now, since other packs are still being read by another process.
        new = [number for number in dict.fromkeys(known.values()) if number not in self._plain]
        self._plain.update(dict.fromkeys(new))
        self._plain.update(self._store.first_words.plain(new))

    def leave_out(self, streams: Iterable[Stream]) -> None:
        """Forget streams that need more than folding, such as rulings."""
        for stream in streams:
            self._near.pop(stream, None)

    def let_count(self, transaction: Transaction, folds: Folds, *, moved: bool) -> None:
        """Let what was heard have its effect; ``moved``: neighbourhoods were joined meanwhile."""
        store, account = self._store, self._account
        if moved:
            self._plain.clear()
            self.hear(list(self._near))
        groups: dict[int, list[Stream]] = {}
        for stream, numbers in self._near.items():
            for number in numbers:
                groups.setdefault(number, []).append(stream)
        order = sorted(groups)
        briefs = folds([groups[number] for number in order])
        for start in range(0, len(order), _AT_ONCE):
            some = {number: groups[number] for number in order[start : start + _AT_ONCE]}
            if left := self._first_words(transaction, some, briefs):
                regroup_neighbourhoods(store, transaction, account, left)

    def _first_words(
        self,
        transaction: Transaction,
        groups: Mapping[int, Sequence[Stream]],
        briefs: Iterator[Brief],
    ) -> list[int]:
        """Write rows of plain tickets; return the neighbourhoods of which more is to be seen."""
        store, account = self._store, self._account
        tickets = self._tickets(transaction, groups)
        names = {number: _names(ticket) for number, ticket in tickets.items()}
        others: AbstractSet[str] = frozenset()
        if not self._alone:
            asked = {f"{_TICKET}{name}" for mine in names.values() for name in mine}
            others = store.events.streams_named(account, asked).keys()
        now = now_of(store)
        said: list[Words] = []
        left: list[int] = []
        for number, streams in groups.items():
            brief = next(briefs)
            ticket = tickets.get(number)
            if ticket is not None and _is_all(names[number], streams, others):
                said.append(_words(ticket, brief, now))
            else:
                left.append(number)
        store.first_words.say(account, said)
        transaction.tickets.update([words.ticket.id for words in said])
        return left

    def _tickets(self, transaction: Transaction, numbers: Iterable[int]) -> dict[int, PlainTicket]:
        """Return the plain tickets of neighbourhoods; those that changed meanwhile as they are."""
        heard = [(number, self._plain.pop(number, None)) for number in numbers]
        found = {number: ticket for number, ticket in heard if ticket is not None}
        changed = [n for n, ticket in found.items() if ticket.id in transaction.tickets]
        for number in changed:
            del found[number]
        found.update(self._store.first_words.plain(changed))
        return found


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
