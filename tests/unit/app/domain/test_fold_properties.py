"""Promises of the fold for any team: whatever happens in whatever order, all agree."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.fold_ledger import Ledger
from app.domain.fold_timeline import timeline
from app.domain.streams import ticket_stream
from tests.support.histories import HISTORIES, Moments, play, settle
from tests.support.team import KINDS, TICKETS


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
            stream = ticket_stream(anchor)
            mine, theirs = replica.ledger.counted(stream), rebuilt.counted(stream)
            assert timeline(mine) == timeline(theirs)


@settings(max_examples=50)
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


@settings(max_examples=50)
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


@settings(max_examples=50)
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


@settings(max_examples=50)
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
