"""Tickets with what the team says of them: which letters make one up, and what is so of it.

Natural tickets come from `domain.grouping`, rulings and events from the store; how they combine is
`domain.fold_places` and `domain.fold`. Here they are looked up for many tickets at once.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter, itemgetter

from app.domain.codes import number_of
from app.domain.events import Event
from app.domain.fold import Brief, TicketState, fold_ticket
from app.domain.fold_places import NO_RULINGS, Rulings, Ticket, arrange
from app.domain.fold_status import Side, StatusLetter, status_now
from app.domain.grouping import Group, Letter, Why, WhyKind, group
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Automatic
from app.domain.streams import (
    SPLIT_MARK,
    Anchor,
    Stream,
    letter_stream,
    split_anchor,
    ticket_stream,
)
from app.domain.tickets import Status
from app.store import Store
from app.store.letter_rows import LetterRow
from app.store.ticket_data import TicketData

NOW_SETTING = "tickets.now"
"""The time (seconds UTC by the server's clock) to which `refold.wake_due` has brought tickets."""
_NOTHING_KNOWN: Mapping[Stream, Sequence[Event]] = {}


@dataclass(frozen=True, slots=True)
class Told:
    """A ticket with what the team says of it."""

    ticket: Ticket
    state: TicketState
    events: tuple[Event, ...]
    """Of all its streams, those that count, in no particular order."""
    rows: tuple[LetterRow, ...]
    """Its letters in the order of conversation."""

    @property
    def group(self) -> Group:
        """The ticket in the form of a natural one."""
        places = tuple((place.letter, place.why) for place in self.ticket.letters)
        return Group(self.ticket.root, places, self.ticket.related)

    @property
    def own(self) -> Sequence[LetterRow]:
        """Those letters that say what it is about and with whom."""
        own = self.ticket.own
        return [row for row in self.rows if row.key in own] if own else self.rows

    @property
    def letters(self) -> tuple[StatusLetter, ...]:
        """What `fold_status` asks of its letters."""
        return status_letters(self.rows)


@dataclass(frozen=True, slots=True)
class Said:
    """One neighbourhood with what the team says of its tickets."""

    told: Mapping[str, Told]
    """By root."""
    ids: Mapping[str, TicketId]
    """Root → the row that the ticket continues; none for a new ticket."""
    former: Mapping[str, TicketId | None]
    """Root → the row that showed it last, for tickets that are merged into others."""
    now: int

    @property
    def groups(self) -> Iterable[Group]:
        """Tickets in the form of natural ones."""
        return (one.group for one in self.told.values())

    def row(self, data: TicketData) -> TicketData:
        """Lay what the team says over a row that follows the mail."""
        one = self.told[data.root]
        ticket = one.ticket
        return told_row(
            data, one.state, one.rows, self.now, anchor=ticket.anchor, joined=ticket.joined
        )

    def joined(self, rows: Iterable[TicketData]) -> dict[TicketId, dict[str, TicketId | None]]:
        """Return for rows the tickets merged into them: root → the row that showed it last."""
        return {data.id: {root: self.former.get(root) for root in data.joined} for data in rows}


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Letters that can influence each other, all of them, and the rows that show them."""

    letters: Sequence[LetterRow]
    tickets: Sequence[TicketData]
    settled: bool = False
    """Whether the rows are as these very letters have them, so that they need no grouping."""

    def groups(self) -> list[Group]:
        """Return the natural tickets."""
        if not self.settled or any(data.said for data in self.tickets):
            return group([row.letter for row in self.letters])
        places: dict[TicketId | None, list[tuple[int, MessageKey, Why]]] = defaultdict(list)
        for row in self.letters:
            places[row.ticket].append((row.place, row.key, row.why or Why(WhyKind.FIRST)))
        return [
            Group(
                data.root,
                tuple((key, why) for _, key, why in sorted(places[data.id], key=itemgetter(0))),
                data.related,
            )
            for data in self.tickets
        ]


def said(
    store: Store,
    account: AccountId,
    neighbourhoods: Mapping[int, Neighbourhood],
    known: Mapping[Stream, Sequence[Event]] = _NOTHING_KNOWN,
) -> dict[int, Said]:
    """Return what is said of neighbourhoods. What rulings tie together must be one of them.

    ``known`` holds the events of streams that were read already.
    """
    found = _arranged(store, account, neighbourhoods)
    rows = {row.key: row for here in neighbourhoods.values() for row in here.letters}
    streams = {s for tickets in found.values() for one in tickets for s in one.streams}
    events = {**known, **store.events.of(account, streams - known.keys())}
    now = now_of(store)
    return {
        number: _continued(
            store,
            neighbourhoods[number].tickets,
            [_told(ticket, events, rows) for ticket in tickets],
            now,
        )
        for number, tickets in found.items()
    }


def now_of(store: Store) -> int:
    """Return the time to which `refold.wake_due` has brought tickets (seconds UTC)."""
    return int(store.settings.get(NOW_SETTING) or 0)


def told(
    store: Store, account: AccountId, neighbourhoods: Iterable[Sequence[LetterRow]]
) -> list[Told]:
    """Return the tickets of whole neighbourhoods, with what is said of them."""
    here = {number: Neighbourhood(rows, ()) for number, rows in enumerate(neighbourhoods)}
    found = said(store, account, here).values()
    return [one for neighbourhood in found for one in neighbourhood.told.values()]


def _arranged(
    store: Store, account: AccountId, neighbourhoods: Mapping[int, Neighbourhood]
) -> dict[int, list[Ticket]]:
    letters = {row.key: row.letter for n in neighbourhoods.values() for row in n.letters}
    rulings = rulings_of(store, account, letters.values())
    ruled = {*rulings.moves, *(one.removeprefix(SPLIT_MARK) for one, _ in rulings.merges)}
    found: dict[int, list[Ticket]] = {}
    for number, here in neighbourhoods.items():
        mine = rulings
        if not ruled or not any(n in ruled for row in here.letters for n in _names(row.letter)):
            mine = NO_RULINGS
        found[number] = arrange(here.groups(), letters, mine)
    return found


def _continued(
    store: Store, stored: Sequence[TicketData], tickets: Sequence[Told], now: int
) -> Said:
    """Choose the stored rows that tickets continue: same root, then most letters."""
    former = store.tickets.joined([data.id for data in stored if data.joined])
    former.update((data.root, data.id) for data in stored)
    ids: dict[str, TicketId] = {}
    for one in tickets:
        if (known := former.get(one.ticket.root)) is not None:
            ids[one.ticket.root] = known
    free = {data.id for data in stored} - set(ids.values())
    for one in tickets:
        votes = Counter(row.ticket for row in one.rows if row.ticket in free)
        if one.ticket.root not in ids and votes:
            best = min(votes, key=lambda ticket: (-votes[ticket], ticket or 0))
            if best is not None:
                ids[one.ticket.root] = best
                free.discard(best)
    return Said({one.ticket.root: one for one in tickets}, ids, former, now)


def _told(
    ticket: Ticket, events: Mapping[Stream, Sequence[Event]], rows: Mapping[MessageKey, LetterRow]
) -> Told:
    said = tuple(event for stream in ticket.streams for event in events.get(stream, ()))
    return Told(
        ticket, fold_ticket(said), said, tuple(rows[place.letter] for place in ticket.letters)
    )


def rulings_of(store: Store, account: AccountId, letters: Iterable[Letter]) -> Rulings:
    """Return what people ruled about these letters, and about tickets that these can name."""
    if not store.rulings.any_ruling(account):
        return NO_RULINGS
    names = {name for letter in letters for name in _names(letter)}
    streams = [letter_stream(name) for name in names]
    streams += [ticket_stream(name) for name in names]
    streams += [ticket_stream(split_anchor(name)) for name in names]
    moves: dict[str, Anchor] = {}
    merges: set[tuple[Anchor, Anchor]] = set()
    for stream, targets in store.rulings.of(account, streams).items():
        kind, _, name = stream.partition(":")
        if kind == "letter":
            moves[name] = targets[0]
        else:
            merges.update((Anchor(name), target) for target in targets)
    return Rulings(moves, frozenset(merges))


def _names(letter: Letter) -> Iterable[str]:
    """Every name that a letter can have in rulings, or give to its ticket."""
    return (
        letter.message_id,
        f"{letter.message_id}/{letter.content_hash.hex()}",
        *letter.references,
    )


def ids_of(name: str) -> tuple[str, ...]:
    """Return the Message-IDs that an anchor, or a letter's name in rulings, can stand for.

    Of a name with a content hash both readings, since an id may look like one.
    """
    mid = name.removeprefix(SPLIT_MARK)
    before, slash, tail = mid.rpartition("/")
    return (mid, before) if slash and _is_hex(tail) else (mid,)


def nodes_named(name: str) -> frozenset[int]:
    """Return the nodes of grouping that an anchor, or a letter's name in rulings, stands for."""
    return frozenset([number_of(mid) for mid in ids_of(name)])


def nodes_of(stream: Stream) -> frozenset[int]:
    """Return the nodes that a stream of a ticket or letter is about."""
    return nodes_named(stream.partition(":")[2])


def _is_hex(text: str) -> bool:
    return bool(text) and all(c in "0123456789abcdef" for c in text)


def status_letters(rows: Iterable[LetterRow]) -> tuple[StatusLetter, ...]:
    """Return what a ticket's status looks at in its letters."""
    return tuple(
        StatusLetter(
            row.letter.message_id,
            row.letter.received,
            side_of(
                row.letter.automatic, ours=row.letter.ours, bounced_for_good=row.bounced_for_good
            ),
        )
        for row in rows
    )


def side_of(automatic: Automatic | None, *, ours: bool, bounced_for_good: bool) -> Side:
    """Return whose turn a letter makes it."""
    if automatic is Automatic.BOUNCE:
        return Side.THEIRS if bounced_for_good else Side.ROBOT
    if automatic is Automatic.AUTO_REPLY:
        return Side.ROBOT
    return Side.OURS if ours else Side.THEIRS


def standing(
    brief: Brief, mail: Status, letters: Callable[[], Sequence[StatusLetter]], now: int
) -> tuple[Status, bool]:
    """Return a ticket's status, and whether a letter that came back still counts as bounced.

    ``mail``: what follows from its letters alone; these are asked for only where they matter.
    """
    wish = brief.status
    if wish is None:
        return mail, True
    status = status_now(wish, mail, letters(), now)
    # Whoever closes a ticket has seen that its letter came back, and is done with it.
    return status, not (status is wish.status and status in _PUT_ASIDE)


def told_row(
    data: TicketData,
    state: TicketState,
    rows: Sequence[LetterRow],
    now: int,
    *,
    anchor: Anchor,
    joined: tuple[Anchor, ...] = (),
) -> TicketData:
    """Lay what the team says over a row that follows the mail.

    ``rows`` are the ticket's letters in any order; anchor and joined as in `fold_places.Ticket`.
    """
    brief = state.brief
    status, counts = standing(brief, data.status, lambda: status_letters(rows), now)
    row = TicketData(*_FIELDS(data))  # some times as fast as `replace`
    row.status = status
    row.bounced = data.bounced and counts
    row.said = True
    row.anchor = anchor
    row.assignee = brief.assignee
    row.priority = brief.priority
    row.promised = brief.promised
    row.tags = brief.tags
    row.notes = brief.notes
    row.wakes = brief.status.until if brief.status else None
    row.disputed = brief.disputed
    row.joined = joined
    return row


_FIELDS = attrgetter(*[field.name for field in fields(TicketData)])
_PUT_ASIDE: Collection[Status] = (Status.CLOSED, Status.SNOOZED)
