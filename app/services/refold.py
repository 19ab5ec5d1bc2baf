"""After events came: bring what is shown up to date with what the team says now."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from app.domain import events as e
from app.domain.fold import fold_ticket
from app.domain.fold_ledger import kind_of
from app.domain.fold_team import TeamState, fold_letter, fold_team
from app.domain.ids import AccountId, TicketId
from app.domain.streams import TEAM, Anchor, Stream
from app.services.first_words import Hearing
from app.services.regroup import regroup_neighbourhoods
from app.services.ticket_states import NOW_SETTING, ids_of, nodes_named, nodes_of, now_of
from app.store import Store, Transaction

_AT_ONCE = 500
"""Neighbourhoods whose letters are in memory together."""


def refold(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    streams: Collection[Stream],
    hearing: Hearing | None = None,
) -> None:
    """Derive anew what follows from the events of these streams. Called wherever events come.

    The result depends on the letters and on all events that count, not on how they came. What is
    among ``hearing`` is left to `Hearing.let_count`.
    """
    if TEAM in streams:
        store.team.put(account, team(store, account))
    if any(kind_of(stream) in _OF_ACCOUNT for stream in streams):
        transaction.accounts.add(account)
    heard = hearing.streams if hearing is not None else frozenset()
    said = sorted(s for s in streams if s not in heard and kind_of(s) in _OF_LETTERS)
    for start in range(0, len(said), _AT_ONCE):
        _refold(store, transaction, account, said[start : start + _AT_ONCE])


_OF_ACCOUNT = frozenset({"team", "contact", "company", "record"})
_OF_LETTERS = frozenset({"ticket", "letter"})


def team(store: Store, account: AccountId) -> TeamState:
    """Return the members, devices and settings of a mailbox's team."""
    return fold_team(store.events.of_stream(account, TEAM))


def _refold(
    store: Store, transaction: Transaction, account: AccountId, streams: Sequence[Stream]
) -> None:
    events = store.events.of(account, streams)
    nodes = {stream: nodes_of(stream) for stream in streams}
    told = {stream: _targets(stream, events.get(stream, ())) for stream in streams}
    ruled = store.rulings.of(account, streams)
    touched = {node for found in nodes.values() for node in found}
    ties: list[frozenset[int]] = []
    for stream, targets in told.items():
        if set(targets) == set(ruled.get(stream, ())):
            continue
        tied = {target: nodes[stream] | nodes_named(target) for target in targets}
        store.rulings.put(account, stream, tied)
        ties += tied.values()
    touched.update(*ties)
    store.rulings.speak(account, sorted(touched))
    known = store.letters.neighbourhoods(account, sorted(touched))
    numbers = _join(store, known, ties)
    read = {stream: events.get(stream, ()) for stream in streams}
    regroup_neighbourhoods(store, transaction, account, numbers, known=read)


def tickets_of(store: Store, account: AccountId, streams: Iterable[Stream]) -> set[TicketId]:
    """Return the tickets that hold what these streams name."""
    names = [_name(stream) for stream in streams if kind_of(stream) in _OF_LETTERS]
    return store.letters.tickets_named(account, {mid for name in names for mid in ids_of(name)})


def _name(stream: Stream) -> str:
    return stream.partition(":")[2]


def _targets(stream: Stream, events: Collection[e.Event]) -> tuple[Anchor, ...]:
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
