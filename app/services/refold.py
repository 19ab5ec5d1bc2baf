"""After events came: bring what is shown up to date with what the team says now."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain import events as e
from app.domain.codes import number_of
from app.domain.fold import fold_ticket
from app.domain.fold_ledger import kind_of
from app.domain.fold_team import TeamState, fold_letter, fold_team
from app.domain.ids import AccountId, TicketId
from app.services.first_words import Heard, first_words
from app.services.regroup import regroup, regroup_neighbourhoods
from app.services.ticket_states import NOW_SETTING, ids_of, now_of
from app.store import Store, Transaction

_AT_ONCE = 500
"""Neighbourhoods whose letters are in memory together."""


def refold(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    streams: Collection[e.Stream],
    heard: Heard | None = None,
) -> None:
    """Derive anew what follows from the events of these streams. Called wherever events come.

    The result depends on the letters and on all events that count, not on how they came. ``heard``
    are events that are in memory, which spares reading them.
    """
    if e.TEAM in streams:
        store.team.put(account, team(store, account))
    if any(kind_of(stream) in _OF_ACCOUNT for stream in streams):
        transaction.accounts.add(account)
    said = [stream for stream in streams if kind_of(stream) in _OF_LETTERS]
    first: list[e.Stream] = []
    if heard is not None:
        first = [s for s in said if s in heard.streams and kind_of(s) == "ticket"]
        said = [s for s in said if s not in heard.streams or kind_of(s) != "ticket"]
    said.sort()
    for start in range(0, len(said), _AT_ONCE):
        _refold(store, transaction, account, said[start : start + _AT_ONCE])
    if heard is not None and first:
        _hear(store, transaction, account, first, heard)


def rebuild(store: Store, transaction: Transaction, account: AccountId) -> None:
    """Derive all of an account's tickets and rulings anew from its letters and events.

    Changes nothing unless something was wrong: what is derived is never trusted over events.
    """
    store.rulings.forget(account)
    refold(store, transaction, account, store.events.streams(account))
    keys = store.letters.all_keys(account)
    for start in range(0, len(keys), _AT_ONCE):
        regroup(store, transaction, account, keys[start : start + _AT_ONCE])


_OF_ACCOUNT = frozenset({"team", "contact", "company", "record"})
_OF_LETTERS = frozenset({"ticket", "letter"})


def team(store: Store, account: AccountId) -> TeamState:
    """Return the members, devices and settings of a mailbox's team."""
    return fold_team(store.events.of(account, (e.TEAM,)).get(e.TEAM, ()))


def _hear(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    streams: Sequence[e.Stream],
    heard: Heard,
) -> None:
    """Derive what follows from streams of tickets that were heard, neighbourhood by neighbourhood.

    They hold no rulings, so the neighbourhoods are as they were.
    """
    nodes = {stream: _nodes(_name(stream)) for stream in streams}
    touched = sorted(set().union(*nodes.values()))
    store.rulings.speak(account, touched)
    known = store.letters.neighbourhoods(account, touched)
    groups: dict[int, list[e.Stream]] = {}
    for stream, mine in nodes.items():
        for number in {known[node] for node in mine if node in known}:
            groups.setdefault(number, []).append(stream)
    numbers = sorted(groups)
    folds = heard.folds([groups[number] for number in numbers])
    for start in range(0, len(numbers), _AT_ONCE):
        some = {number: groups[number] for number in numbers[start : start + _AT_ONCE]}
        left = first_words(store, transaction, account, some, folds, alone=heard.alone)
        if left:
            regroup_neighbourhoods(store, transaction, account, left)


def _refold(
    store: Store, transaction: Transaction, account: AccountId, streams: Sequence[e.Stream]
) -> None:
    events = store.events.of(account, streams)
    nodes = {stream: _nodes(_name(stream)) for stream in streams}
    told = {stream: _targets(stream, events.get(stream, ())) for stream in streams}
    ruled = store.rulings.of(account, streams)
    touched = {node for found in nodes.values() for node in found}
    ties: list[frozenset[int]] = []
    for stream, targets in told.items():
        if set(targets) == set(ruled.get(stream, ())):
            continue
        tied = {target: nodes[stream] | _nodes(target) for target in targets}
        store.rulings.put(account, stream, tied)
        ties += tied.values()
    touched.update(*ties)
    store.rulings.speak(account, sorted(touched))
    known = store.letters.neighbourhoods(account, sorted(touched))
    numbers = _join(store, known, ties)
    read = {stream: events.get(stream, ()) for stream in streams}
    regroup_neighbourhoods(store, transaction, account, numbers, known=read)


def tickets_of(store: Store, account: AccountId, streams: Iterable[e.Stream]) -> set[TicketId]:
    """Return the tickets that hold what these streams name."""
    names = [_name(stream) for stream in streams if kind_of(stream) in _OF_LETTERS]
    return store.letters.tickets_named(account, {mid for name in names for mid in ids_of(name)})


def _name(stream: e.Stream) -> str:
    return stream.partition(":")[2]


def _nodes(name: str) -> frozenset[int]:
    return frozenset(number_of(mid) for mid in ids_of(name))


def _targets(stream: e.Stream, events: Collection[e.Event]) -> tuple[e.Anchor, ...]:
    """Return where a letter was moved, or into what a ticket was merged; () for nowhere."""
    if kind_of(stream) == "letter":
        to = fold_letter(events).value
        return () if to is None else (to,)
    if e.Merged in [type(event.fact) for event in events]:
        return fold_ticket(events).merged_into
    return ()


def _join(store: Store, known: Mapping[int, int], ties: Iterable[Collection[int]]) -> list[int]:
    """Make one of the neighbourhoods that rulings tie together; return all that are left."""
    parent: dict[int, int] = {}

    def find(number: int) -> int:
        while (above := parent.get(number)) is not None:
            number = above
        return number

    for nodes in ties:
        ends = sorted({find(known[node]) for node in nodes if node in known})
        for other in ends[1:]:
            parent[other] = ends[0]
    kept: dict[int, list[int]] = {}
    for number in set(known.values()):
        kept.setdefault(find(number), []).append(number)
    for number, joined in kept.items():
        if others := [other for other in joined if other != number]:
            store.letters.join_neighbourhoods(number, others)
    return sorted(kept)


def wake_due(store: Store, transaction: Transaction, now: int) -> None:
    """Bring the tickets up to date that somebody put aside until a time that has come.

    ``now`` is seconds UTC by the server's clock. Call it at the start and at `next_wake`; a clock
    that went back puts tickets aside again.
    """
    before = now_of(store)
    store.settings.put(NOW_SETTING, str(now))
    due = store.tickets.waking(*sorted((before, now)))
    for account in {account for account, _ in due}:
        rows = store.letters.of_tickets([ticket for owner, ticket in due if owner == account])
        numbers = sorted({row.neighbourhood for row in rows})
        regroup_neighbourhoods(store, transaction, account, numbers)


def next_wake(store: Store) -> int | None:
    """Return when `wake_due` next has something to do (seconds UTC), None for never.

    May lie in the past, where a teammate put something aside for a time that has come meanwhile.
    """
    return store.tickets.next_wake(now_of(store))
