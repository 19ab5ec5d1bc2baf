"""Promises of the fold for any team: whatever happens in whatever order, all agree."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.fold_ledger import Ledger
from app.domain.fold_timeline import timeline
from tests.support.team import KINDS, TICKETS, YEAR, Folder, Replica

WHATS = (*KINDS, "send", "send", "receive", "receive", "receive", "later", "revoke")
SKEWS = (-YEAR, -30 * 86_400, 0, 0, 3_600, YEAR)

Moments = list[tuple[int, str, int]]


def history(seed: int) -> tuple[list[int], Moments]:
    """Draw a team and its moments: long enough for everything to meet everything."""
    rng = random.Random(seed)
    skews = rng.choices(SKEWS, k=rng.randint(2, 5))
    moments = [
        (rng.randrange(5), rng.choice(WHATS), rng.randrange(1_000_000))
        for _ in range(rng.randint(1, 100))
    ]
    return skews, moments


HISTORIES = st.one_of(
    st.integers(0, 1_000_000_000).map(history),
    st.tuples(
        st.lists(st.sampled_from(SKEWS), min_size=2, max_size=5),
        st.lists(
            st.tuples(st.integers(0, 4), st.sampled_from(WHATS), st.integers(0, 1_000_000)),
            max_size=40,
        ),
    ),
)
"""Long ones by seed, and short ones that Hypothesis can shrink."""


def play(skews: list[int], moments: Moments) -> tuple[Folder, list[Replica]]:
    """Let a team live through moments; what each does takes effect at once on its own screen."""
    folder = Folder()
    team = [Replica(number, folder, skew=skew) for number, skew in enumerate(skews)]
    for who, what, seed in moments:
        replica, rng = team[who % len(team)], random.Random(seed)
        folder.now += 1
        if what == "send":
            replica.send()
        elif what == "receive":
            replica.receive(rng if seed % 3 else None)
        elif what == "later":
            folder.now += rng.randrange(30 * 86_400)
        elif what == "revoke":
            other = rng.choice(team).device
            if seed % 5 == 0 and not replica.ledger.standing.revoked(replica.device):
                replica.write(e.DeviceRevoked(other, replica.last_batch_of(other)))
        elif (fact := replica.random_fact(rng, what)) is not None:
            replica.write(fact)
    return folder, team


def settle(folder: Folder, team: list[Replica], rng: random.Random) -> None:
    for replica in team:
        replica.send()
    for replica in team:
        batches = folder.batches * 2
        rng.shuffle(batches)
        replica.take(batches)


def converges(skews: list[int], moments: Moments, seed: int) -> None:
    folder, team = play(skews, moments)
    settle(folder, team, random.Random(seed))
    rebuilt = Ledger()
    links = {digest: link for digest, link, _ in folder.batches}
    rebuilt.take([event for _, _, events in folder.batches for event in events], links)
    expected = rebuilt.digest()
    assert [replica.ledger.digest() for replica in team] == [expected] * len(team)
    for replica in team:
        assert replica.ledger.rulings() == rebuilt.rulings()
        assert replica.ledger.standing == rebuilt.standing
        for anchor in TICKETS:
            stream = e.ticket_stream(anchor)
            mine, theirs = replica.ledger.counted(stream), rebuilt.counted(stream)
            assert timeline(mine) == timeline(theirs)


@given(HISTORIES, st.integers(0, 1_000_000))
def test_any_team_converges_and_rebuilt_equals_incremental(
    drawn: tuple[list[int], Moments], seed: int
) -> None:
    converges(*drawn, seed)


@pytest.mark.soak
@settings(max_examples=20_000)
@given(HISTORIES, st.integers(0, 1_000_000))
def test_any_team_converges_for_long(drawn: tuple[list[int], Moments], seed: int) -> None:
    converges(*drawn, seed)


@given(HISTORIES, st.sampled_from(KINDS), st.integers(0, 1_000_000))
def test_undoing_a_command_restores_everything(
    drawn: tuple[list[int], Moments], kind: str, seed: int
) -> None:
    _, team = play(*drawn)
    replica = team[0]
    if replica.ledger.standing.revoked(replica.device):
        return
    before = replica.ledger.digest()
    fact = replica.random_fact(random.Random(seed), kind)
    if fact is None:
        return
    event = replica.write(fact)
    after = replica.ledger.digest()
    undo = replica.write(e.inverse(event))
    assert replica.ledger.digest() == before
    replica.write(e.inverse(undo))
    assert replica.ledger.digest() == after


@given(HISTORIES, st.integers(0, 1_000_000))
def test_what_a_person_does_holds_on_their_own_screen_whatever_their_clock(
    drawn: tuple[list[int], Moments], seed: int
) -> None:
    _, team = play(*drawn)
    replica, rng = team[-1], random.Random(seed)
    if replica.ledger.standing.revoked(replica.device):
        return
    fact = replica.random_fact(rng, "assigned")
    assert isinstance(fact, e.Assigned)
    event = replica.write(fact)
    state = replica.ticket(fact.ticket).assignee
    assert state.value == fact.member
    assert state.heads == (event.id,)
    assert not state.disputed


@given(HISTORIES, st.integers(0, 1_000_000))
def test_no_note_is_lost(drawn: tuple[list[int], Moments], seed: int) -> None:
    folder, team = play(*drawn)
    settle(folder, team, random.Random(seed))
    ledger = team[0].ledger
    for replica in team:
        for event in replica.written:
            if not isinstance(event.fact, e.NoteAdded):
                continue
            counted = ledger.counted(event.stream)
            touched = {
                getattr(other.fact, "note", None) or getattr(other.fact, "event", None)
                for other in counted
                if isinstance(other.fact, e.NoteDeleted | e.Undone)
            }
            if event in counted and event.id not in touched:
                assert event.id in {n.id for n in replica.ticket(event.fact.ticket).notes}
            if not ledger.standing.revoked(event.device):
                assert event in counted
