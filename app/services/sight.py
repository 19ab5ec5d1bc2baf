"""What a command sees of tickets: their letters, their place among others, what is said of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.domain import events as e
from app.domain.errors import RejectedError
from app.domain.fold import TicketState, fold_ticket
from app.domain.fold_fields import Field
from app.domain.fold_places import Rulings, Ticket, arrange, letter_names, moves
from app.domain.fold_status import Side, StatusLetter
from app.domain.fold_team import fold_letter
from app.domain.grouping import Group, Letter, group
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Automatic
from app.store import Store
from app.store.letter_rows import LetterRow

GONE = "This ticket is no more: its letters are in another one now."


@dataclass(frozen=True, slots=True)
class Sight:
    """One ticket with everything that a command about it looks at."""

    id: TicketId
    account: AccountId
    ticket: Ticket
    state: TicketState
    letters: tuple[StatusLetter, ...]

    @property
    def anchor(self) -> e.Anchor:
        """Names it in new events."""
        return self.ticket.anchor


class Surroundings:
    """All letters that can influence some tickets, of one account, with what was ruled of them."""

    def __init__(self, store: Store, account: AccountId, tickets: Sequence[TicketId]) -> None:
        self._store, self.account = store, account
        numbers = sorted({row.neighbourhood for row in store.letters.of_tickets(tickets)})
        self.rows: dict[MessageKey, LetterRow] = {
            row.key: row
            for rows in store.letters.in_neighbourhoods(numbers).values()
            for row in rows
        }
        self._letters: dict[MessageKey, Letter] = {k: row.letter for k, row in self.rows.items()}
        self._groups: list[Group] = group(self._letters.values())
        self.events = self._events()
        self.rulings = self._rulings()

    @cached_property
    def tickets(self) -> dict[TicketId, Ticket]:
        """Tickets by the row that shows them."""
        found: dict[TicketId, Ticket] = {}
        for ticket in arrange(self._groups, self._letters, self.rulings):
            shown_in = self.rows[ticket.letters[0].letter].ticket
            if shown_in is not None:
                found[shown_in] = ticket
        return found

    @cached_property
    def apart(self) -> list[Ticket]:
        """The tickets as they would be if nobody had merged any."""
        return arrange(self._groups, self._letters, Rulings(self.rulings.moves, frozenset()))

    def sight(self, ticket: TicketId) -> Sight:
        """Return what is so of a ticket. Raises `RejectedError` where it is no more."""
        found = self.tickets.get(ticket)
        if found is None:
            raise RejectedError(GONE)
        letters = tuple(status_letter(self.rows[place.letter]) for place in found.letters)
        return Sight(ticket, self.account, found, self.state(found), letters)

    def state(self, *tickets: Ticket) -> TicketState:
        """Return what is said of a ticket, or of several taken together."""
        streams = {stream for ticket in tickets for stream in ticket.streams}
        return fold_ticket(event for stream in streams for event in self.events.get(stream, ()))

    def moves(
        self, wanted: dict[MessageKey, e.Anchor]
    ) -> tuple[list[tuple[str, e.Anchor | None]], dict[str, Field[e.Anchor | None]]]:
        """Return the fewest moves that bring letters where they are wanted, and moves so far."""
        found = moves(self._groups, self._letters, self.rulings, wanted)
        places = {
            name: fold_letter(events)
            for name, _ in found
            if (events := self.events.get(e.letter_stream(name)))
        }
        return found, places

    def name(self, letter: MessageKey) -> str:
        """Return what rulings call a letter."""
        return letter_names(self._groups, self._letters)[letter]

    def _events(self) -> dict[e.Stream, list[e.Event]]:
        names = set(letter_names(self._groups, self._letters).values())
        anchors = {ref for letter in self._letters.values() for ref in letter.references} | names
        roots = {each.root for each in self._groups}
        streams = [e.letter_stream(name) for name in names]
        streams += [e.ticket_stream(anchor) for anchor in anchors | roots]
        streams += [e.ticket_stream(e.split_anchor(name)) for name in names]
        return self._store.events.of(self.account, streams)

    def _rulings(self) -> Rulings:
        ruled: dict[str, e.Anchor] = {}
        merges: set[tuple[e.Anchor, e.Anchor]] = set()
        for stream, events in self.events.items():
            kind, _, name = stream.partition(":")
            if kind == "letter" and (to := fold_letter(events).value) is not None:
                ruled[name] = to
            elif kind == "ticket":
                merges.update((e.Anchor(name), into) for into in fold_ticket(events).merged_into)
        return Rulings(ruled, frozenset(merges))


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


def status_letter(row: LetterRow) -> StatusLetter:
    """Return what a ticket's status looks at in a letter."""
    letter = row.letter
    side = Side.OURS if letter.ours else Side.THEIRS
    if letter.automatic is Automatic.BOUNCE:
        side = Side.THEIRS if row.bounced_for_good else Side.ROBOT
    elif letter.automatic is Automatic.AUTO_REPLY and not letter.ours:
        side = Side.ROBOT
    return StatusLetter(letter.message_id, letter.received, side)
