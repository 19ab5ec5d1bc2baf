"""Which tickets letters are in, kept right: neighbourhoods are grouped again, differences written.

What a ticket is follows from `domain.grouping`, and from `ticket_states` where the team said
anything. Letters that can influence each other at all are in one neighbourhood.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from app.domain.events import Event
from app.domain.grouping import Group, group, nodes
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.streams import Stream
from app.services.ticket_rows import ticket_row
from app.services.ticket_states import Neighbourhood, Said, said
from app.store import Store, Transaction
from app.store.letter_rows import LetterRow, NewLetter, Place
from app.store.ticket_data import TicketData

_NOTHING_KNOWN: Mapping[Stream, Sequence[Event]] = {}


def regroup(
    store: Store, transaction: Transaction, account: AccountId, keys: Sequence[MessageKey]
) -> None:
    """Bring the tickets of these letters, and of all that they can influence, up to date."""
    rows = store.letters.by_keys(list(dict.fromkeys(keys)))
    joined = arrange(store, transaction, account, rows, ()).joined
    tickets = joined | store.letters.tickets_of(keys)
    transaction.tickets.update(store.tickets.refresh_marks(sorted(tickets)))


def regroup_neighbourhoods(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    numbers: Sequence[int],
    *,
    known: Mapping[Stream, Sequence[Event]] = _NOTHING_KNOWN,
) -> None:
    """Bring all tickets of whole neighbourhoods up to date with what the team says of them.

    Their letters must be as they were when they last were grouped. ``known`` holds the events of
    streams that were read already.
    """
    letters = store.letters.in_neighbourhoods(numbers)
    tickets = store.tickets.in_neighbourhoods(numbers)
    asked = {n: Neighbourhood(letters[n], tickets.get(n, ()), settled=True) for n in numbers}
    found = _Found(numbers, letters, tickets, said(store, account, asked, known))
    touched, _ = _write(store, transaction, account, found, ())
    transaction.tickets.update(store.tickets.refresh_marks(sorted(touched.joined)))


@dataclass(frozen=True, slots=True)
class Touched:
    """Tickets that regrouping wrote."""

    rewritten: set[TicketId]
    """Those that there were before."""
    joined: set[TicketId]
    """Tickets that got letters from another one, and those others."""


def arrange(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    rows: Sequence[LetterRow],
    fresh: Sequence[NewLetter],
) -> "Touched":
    """Group the neighbourhoods of these rows and write what differs, and the new letters.

    ``rows`` has the new letters too, although they are not in the database before this.
    """
    nodes_of = {row.letter.key: nodes(row.letter) for row in rows}
    speaks = store.rulings.any_spoken(account)
    links = _with_ties(store, account, nodes_of) if speaks else nodes_of
    known = store.letters.neighbourhoods(account, sorted(set().union(*links.values())))
    number_of = _settle(store, rows, links, known)
    numbers = sorted(set(number_of.values()))
    new_keys = {new.key for new in fresh}
    existing = [number for number in numbers if number not in new_keys]
    letters = store.letters.in_neighbourhoods(existing)
    tickets = store.tickets.in_neighbourhoods(existing)
    for new in fresh:
        letters[number_of[new.key]].append(new.row)
    found = _Found(numbers, letters, tickets, {})
    if speaks:
        spoken = store.rulings.spoken(account, sorted(set().union(*nodes_of.values())))
        asked = {number_of[key] for key, mine in nodes_of.items() if not spoken.isdisjoint(mine)}
        asked |= {n for n in existing if any(data.said for data in tickets.get(n, ()))}
        here = {n: Neighbourhood(letters[n], tickets.get(n, ())) for n in sorted(asked)}
        found = _Found(numbers, letters, tickets, said(store, account, here))
    touched, places = _write(store, transaction, account, found, new_keys)
    store.letters.add(account, [(new, number_of[new.key], places[new.key]) for new in fresh])
    store.letters.add_nodes(account, _first_with(nodes_of, known))
    return touched


def _first_with(
    nodes_of: Mapping[MessageKey, Iterable[int]], known: Mapping[int, int]
) -> dict[int, MessageKey]:
    """Return the nodes that no letter had before, each with the first that has it now."""
    first: dict[int, MessageKey] = {}
    for key, found in nodes_of.items():
        for node in found:
            if node not in known:
                first.setdefault(node, key)
    return first


def _with_ties(
    store: Store, account: AccountId, nodes_of: Mapping[MessageKey, frozenset[int]]
) -> Mapping[MessageKey, frozenset[int]]:
    """Add to the nodes of letters those that rulings tie to them."""
    ties = store.rulings.ties(account, sorted(set().union(*nodes_of.values())))
    if not ties:
        return nodes_of
    return {
        key: mine.union(*(ties.get(node, ()) for node in mine)) for key, mine in nodes_of.items()
    }


def _settle(
    store: Store,
    rows: Sequence[LetterRow],
    nodes_of: Mapping[MessageKey, frozenset[int]],
    known: Mapping[int, int],
) -> dict[MessageKey, int]:
    """Join the neighbourhoods that letters connect; return the one of each letter.

    ``known`` tells in which neighbourhood a node is, for nodes that are stored.
    """
    # Union-find over neighbourhood numbers; a new letter brings its own key as a fresh one. Keys
    # never repeat, and a neighbourhood is named after one of its letters, so the two never clash.
    parent: dict[int, int] = {}
    """Of numbers that were joined to another."""

    def find(number: int) -> int:
        root = number
        while (above := parent.get(root)) is not None:
            root = above
        while number != root:
            above = parent[number]
            parent[number], number = root, above
        return root

    by_node: dict[int, int] = dict(known)
    for row in rows:
        key = row.letter.key
        own = find(row.neighbourhood or key)
        for node in nodes_of[key]:
            other = by_node.setdefault(node, own)
            if other != own and (other := find(other)) != own:
                parent[own], own = other, other
    existing = {*known.values(), *(row.neighbourhood for row in rows if row.neighbourhood)}
    kept: dict[int, int] = {}
    for number in sorted(existing):
        kept.setdefault(find(number), number)
    for number in sorted(existing):
        if kept[find(number)] != number:
            store.letters.join_neighbourhoods(kept[find(number)], [number])
    return {row.key: kept.setdefault(find(row.neighbourhood or row.key), row.key) for row in rows}


@dataclass(frozen=True, slots=True)
class _Found:
    """Whole neighbourhoods by number."""

    numbers: Sequence[int]
    letters: Mapping[int, Sequence[LetterRow]]
    tickets: Mapping[int, Sequence[TicketData]]
    said: Mapping[int, Said]
    """Of those of which the team has ever said anything."""


def _write(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    found: _Found,
    fresh: Container[MessageKey],
) -> tuple["Touched", dict[MessageKey, Place]]:
    """Group neighbourhoods and write what differs; return the places of ``fresh`` letters too."""
    change = _Change(count(store.tickets.next_id()), [], {}, [], set())
    former: dict[TicketId, dict[str, TicketId | None]] = {}
    before: dict[TicketId, TicketData] = {}
    for number in found.numbers:
        told, stored = found.said.get(number), found.tickets.get(number, ())
        for data in stored:
            before[data.id] = data
        first = len(change.rows)
        _regrouped(number, found.letters[number], stored, told, change)
        if told:
            former.update(told.joined([data for _, data in change.rows[first:]]))
    places = change.places
    store.tickets.put(account, change.rows, before)
    store.tickets.remove(change.removed)
    store.tickets.put_joined(former)
    store.letters.place({key: place for key, place in places.items() if key not in fresh})
    ids = {data.id for _, data in change.rows}
    transaction.tickets.update(ids, change.removed)
    transaction.messages.update(places)
    return Touched(ids & before.keys(), change.joined), places


@dataclass(frozen=True, slots=True)
class _Change:
    """What differs from what is stored."""

    new_ids: Iterator[int]
    """For new tickets."""
    rows: list[tuple[int, TicketData]]
    """To be written, each with its neighbourhood."""
    places: dict[MessageKey, Place]
    removed: list[TicketId]
    joined: set[TicketId]
    """Tickets that got letters from another one, and those others."""


def _regrouped(
    number: int,
    rows: Sequence[LetterRow],
    stored: Sequence[TicketData],
    told: Said | None,
    change: _Change,
) -> None:
    """Group one neighbourhood and add to ``change`` what differs."""
    if len(rows) == 1 and not (stored or told or rows[0].ticket):  # a letter that knows no other
        [found] = group([rows[0].letter])
        [(key, why)] = found.letters
        ticket = TicketId(next(change.new_ids))
        change.rows.append((number, ticket_row(ticket, found, rows)))
        change.places[key] = Place(ticket, 0, why)
        return
    by_key = {row.letter.key: row for row in rows}
    free = {data.id: data for data in stored}
    by_root: dict[str, list[TicketId]] = {}
    for data in stored:
        by_root.setdefault(data.root, []).append(data.id)
    for found in told.groups if told else group([row.letter for row in rows]):
        members = [by_key[key] for key, _ in found.letters]
        if told:
            old = told.ids.get(found.root)
        else:
            old = _same_ticket(found, members, free, by_root) if free else None
        ticket = TicketId(next(change.new_ids)) if old is None else old
        if told:
            data = told.row(ticket_row(ticket, found, members, told.told[found.root].own))
        else:
            data = ticket_row(ticket, found, members)
        moved = {}
        for place, (row, (key, why)) in enumerate(zip(members, found.letters, strict=True)):
            if row.ticket != ticket or row.place != place or row.why != why:
                moved[key] = Place(ticket, place, why)
                if row.ticket is not None and row.ticket != ticket:
                    change.joined.update((ticket, row.ticket))
        if moved or free.get(ticket) != data:
            change.rows.append((number, data))
            change.places.update(moved)
        free.pop(ticket, None)
    change.removed.extend(free)


def _same_ticket(
    found: Group,
    members: Iterable[LetterRow],
    free: Container[TicketId],
    by_root: Mapping[str, Sequence[TicketId]],
) -> TicketId | None:
    """Choose the stored ticket that these letters continue: same root, else most letters."""
    for ticket in by_root.get(found.root, ()):
        if ticket in free:
            return ticket
    votes = Counter(m.ticket for m in members if m.ticket in free)
    return min(votes, key=lambda t: (-votes[t], t or 0)) if votes else None
