"""The database agrees with the model of a client, whatever teams do and however it comes."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.events import Event, Unknown
from app.domain.events_json import canonical, from_json, to_json
from app.domain.fold_ledger import Ledger, fold_stream
from app.domain.ids import AccountId
from app.domain.streams import Stream
from app.services.journal_standing import judge
from app.store import Store, open_store
from app.store.batches import BatchRow
from app.store.events import NewEvent
from tests.support.histories import HISTORIES, Moments, play, settle
from tests.support.journal_rows import SETTINGS
from tests.support.team import Batch

NUMBERS = count()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("ledger")
    with open_store(path / "p.db") as found:
        yield found


def _take(store: Store, account: AccountId, batches: list[Batch]) -> set[Stream]:
    """Store batches as `journal_take` does, without lines."""
    known = store.batches.known(account, [name for name, _, _ in batches])
    new = list({batch[0]: batch for batch in batches if batch[0] not in known}.values())
    batch, first = store.batches.next_id(), store.events.next_number()
    rows: list[BatchRow] = []
    told: list[NewEvent] = []
    names = list({event.stream: None for _, _, events in new for event in events})
    for row, (name, link, events) in enumerate(new):
        ends = len(told), len(told) + len(events) - 1
        chain = (link.device, link.number, link.previous)
        rows.append((row, name, *chain, "", "", None, 0, 1, 0, 1, *ends))
        told += [
            (number, names.index(event.stream), event.id, row, canonical(to_json(event)))
            for number, event in enumerate(events, len(told))
        ]
    there = store.events.streams_named(account, names)
    made = iter(store.events.add_streams(account, [name for name in names if name not in there]))
    streams = [there[name] if name in there else next(made) for name in names]
    store.batches.add(account, rows, batch, first)
    store.events.add_rows(account, told, streams, event=first, batch=batch)
    touched = {event.stream for _, _, events in new for event in events}
    return touched | judge(store, account, touched, [(link.device, name) for name, link, _ in new])


def _written(batch: Batch) -> Batch:
    """A batch whose unknown events are as one reads them."""
    name, link, events = batch
    return name, link, tuple(_readable(event) for event in events)


def _readable(event: Event) -> Event:
    if not isinstance(event.fact, Unknown):
        return event
    ticket = event.stream.partition(":")[2]
    value = {"id": event.id.partition(".")[2], "clock": event.stamp, "kind": "later"}
    return from_json(event.device, value | ({"ticket": ticket} if ticket else {}), event.batch)


@settings(max_examples=25)
@given(HISTORIES, st.integers(0, 1_000_000))
def test_any_team_any_order(store: Store, drawn: tuple[list[int], Moments], seed: int) -> None:
    rng = random.Random(seed)
    folder, team = play(*drawn)
    settle(folder, team, rng)
    batches = [_written(batch) for batch in folder.batches * 2]
    rng.shuffle(batches)
    ledger = Ledger()
    with store.transaction():
        account = store.accounts.add(replace(SETTINGS, name=f"team-{next(NUMBERS)}"))
    while batches:
        some, batches = batches[: (size := rng.randint(1, 20))], batches[size:]
        before = _fold(store, account)
        touched = ledger.take(
            [event for _, _, events in some for event in events],
            {name: link for name, link, _ in some},
        )
        with store.transaction():
            told = _take(store, account, some)
            assert _fold(store, account) == ledger._states
        after = _fold(store, account)
        assert after == ledger._states
        changed = {stream for stream in after | before if after.get(stream) != before.get(stream)}
        assert changed <= told & touched
        assert store.journal.revoked(account) == ledger.standing.allowed.keys()
    for stream in store.events.streams(account):
        events = store.events.of(account, [stream]).get(stream, [])
        assert {(x, x.batch) for x in events} == {(x, x.batch) for x in ledger.counted(stream)}


def _fold(store: Store, account: AccountId) -> dict[Stream, object]:
    said = store.events.of(account, store.events.streams(account))
    states = {stream: fold_stream(stream, events) for stream, events in said.items()}
    return {stream: state for stream, state in states.items() if state is not None}
