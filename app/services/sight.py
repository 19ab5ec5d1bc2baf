"""What a command sees of tickets: their letters, their place among others, what is said of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain import events as e
from app.domain.errors import RejectedError
from app.domain.fold import TicketState
from app.domain.fold_fields import Field
from app.domain.fold_places import Rulings, Ticket, arrange, moves
from app.domain.fold_status import StatusLetter
from app.domain.fold_team import fold_letter
from app.domain.grouping import group
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.streams import Anchor, letter_stream
from app.services.ticket_states import Told, rulings_of, told
from app.store import Store
from app.store.letter_rows import LetterRow

GONE = "This ticket is no more: its letters are in another one now."


@dataclass(frozen=True, slots=True)
class Sight:
    """One ticket with everything that a command about it looks at."""

    id: TicketId
    account: AccountId
    told: Told

    @property
    def anchor(self) -> Anchor:
        """Names it in new events."""
        return self.told.ticket.anchor

    @property
    def ticket(self) -> Ticket:
        """Which letters make it up, and why."""
        return self.told.ticket

    @property
    def state(self) -> TicketState:
        """What the team says of it."""
        return self.told.state

    @property
    def events(self) -> tuple[e.Event, ...]:
        """What that follows from."""
        return self.told.events

    @property
    def letters(self) -> tuple[StatusLetter, ...]:
        """What its status looks at."""
        return self.told.letters


class Surroundings:
    """All letters that can influence some tickets of an account, and what is said of them."""

    def __init__(self, store: Store, account: AccountId, tickets: Sequence[TicketId]) -> None:
        self._store, self.account = store, account
        numbers = sorted({row.neighbourhood for row in store.letters.of_tickets(tickets)})
        around = store.letters.in_neighbourhoods(numbers)
        self.rows: Mapping[MessageKey, LetterRow] = {
            row.key: row for rows in around.values() for row in rows
        }
        self._told = {one.rows[0].ticket: one for one in told(store, account, around.values())}

    def sight(self, ticket: TicketId) -> Sight:
        """Return what is so of a ticket. Raises `RejectedError` where it is no more."""
        found = self._told.get(ticket)
        if found is None:
            raise RejectedError(GONE)
        return Sight(ticket, self.account, found)

    @cached_property
    def rulings(self) -> Rulings:
        """What people ruled about these letters and tickets."""
        return rulings_of(self._store, self.account, [row.letter for row in self.rows.values()])

    @cached_property
    def apart(self) -> Sequence[Ticket]:
        """The tickets as they would be if nobody had merged any."""
        letters = {key: row.letter for key, row in self.rows.items()}
        rulings = Rulings(self.rulings.moves, frozenset())
        return arrange(group(letters.values()), letters, rulings)

    def moves(
        self, wanted: Mapping[MessageKey, Anchor]
    ) -> tuple[list[tuple[str, Anchor | None]], dict[str, Field[Anchor | None]]]:
        """Return the fewest moves that bring letters where they are wanted, and moves so far."""
        letters = {key: row.letter for key, row in self.rows.items()}
        found = moves(group(letters.values()), letters, self.rulings, wanted)
        before = self.letter_events({name for name, _ in found})
        return found, {name: fold_letter(events) for name, events in before.items()}

    def letter_events(self, names: Collection[str]) -> dict[str, list[e.Event]]:
        """Return what is said of letters, by the name that rulings have for them."""
        events = self._store.events.of(self.account, [letter_stream(name) for name in names])
        return {stream.partition(":")[2]: found for stream, found in events.items()}


def sights(store: Store, tickets: Sequence[TicketId]) -> list[Sight]:
    """Return what is so of tickets, in their order. Raises `RejectedError` where one is no more."""
    found: dict[TicketId, Sight] = {}
    for account, mine in by_account(store, tickets).items():
        around = Surroundings(store, account, mine)
        found.update((ticket, around.sight(ticket)) for ticket in mine)
    return [found[ticket] for ticket in dict.fromkeys(tickets)]


def sight_of(store: Store, ticket: TicketId) -> Sight:
    """Return what is so of one ticket. Raises `RejectedError` where it is no more."""
    return sights(store, [ticket])[0]


def by_account(store: Store, tickets: Sequence[TicketId]) -> dict[AccountId, list[TicketId]]:
    """Return tickets by the mailbox they belong to. Raises `RejectedError` for unknown ones."""
    found: dict[AccountId, list[TicketId]] = defaultdict(list)
    wanted = list(dict.fromkeys(tickets))
    rows = {row.id: row for row in store.tickets.by_ids(wanted)}
    for ticket in wanted:
        if ticket not in rows:
            raise RejectedError(GONE)
        found[rows[ticket].account].append(ticket)
    return found
