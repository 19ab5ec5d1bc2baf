"""Claims: one winner, the same for all, by the server's order and dates alone."""

import random
from collections import defaultdict
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.claims import (
    GRACE,
    MAX_SECONDS,
    Claim,
    Claims,
    Placed,
    Position,
    Release,
    Verdict,
    judge,
)
from app.domain.events import DeviceId, event_id

NOON = 1_760_000_000
A, B, C = (DeviceId(name * 16) for name in "ABC")
WHAT = "pack:7"


def claim(device: DeviceId, number: int = 1, *, seconds: int = 60, what: str = WHAT) -> Claim:
    return Claim(event_id(device, f"{number:08d}"), what, seconds)


def log(*items: tuple[int, Claim | Release]) -> list[Placed]:
    """Items with their seconds after noon, in the order of their UIDs."""
    return [
        Placed(Position(uid, 0), NOON + when, what) for uid, (when, what) in enumerate(items, 1)
    ]


def holder(claims: Claims, when: int) -> str | None:
    hold = claims.holder(WHAT, NOON + when)
    return hold.claim.device if hold else None


def test_the_first_wins_and_the_other_is_told() -> None:
    claims = judge(log((0, claim(A)), (0, claim(B))))
    assert claims.verdict(claim(A)) is Verdict.WON
    assert claims.verdict(claim(B)) is Verdict.LOST
    assert claims.verdict(claim(C)) is Verdict.UNKNOWN
    assert holder(claims, 59) == A
    assert holder(claims, 60 + GRACE) is None


def test_lines_of_one_message_have_an_order() -> None:
    one = Placed(Position(5, 1), NOON, claim(A))
    two = Placed(Position(5, 0), NOON, claim(B))
    assert judge([one, two]).verdict(claim(B)) is Verdict.WON


def test_a_loser_stays_one_and_claims_anew_after_the_end() -> None:
    lost, again = claim(B), claim(B, 2)
    early = judge(log((0, claim(A)), (30, lost), (59 + GRACE, claim(C))))
    assert holder(early, 61 + GRACE) is None
    late = judge(log((0, claim(A)), (30, lost), (60 + GRACE, again)))
    assert late.verdict(lost) is Verdict.LOST
    assert late.verdict(again) is Verdict.WON
    assert holder(late, 80) == B


def test_claiming_again_holds_it_longer() -> None:
    claims = judge(log((0, claim(A)), (50, claim(A, 2)), (100, claim(B))))
    assert claims.verdict(claim(B)) is Verdict.LOST
    hold = claims.holder(WHAT, NOON + 100)
    assert hold is not None
    assert (hold.since, hold.heard, hold.until) == (NOON, NOON + 50, NOON + 110)
    assert hold.claim.device == A


def test_a_release_frees_it_at_once_and_only_its_own() -> None:
    release = Release(claim(A).id)
    claims = judge(log((0, claim(A)), (5, release), (6, claim(B))))
    assert claims.verdict(claim(B)) is Verdict.WON
    again = judge(log((0, claim(A)), (5, release), (6, claim(A, 2)), (7, release)))
    assert holder(again, 8) == A
    assert holder(judge(log((0, claim(A)), (1, Release(claim(B).id)))), 2) == A


def test_a_spare_copy_of_a_claim_changes_nothing() -> None:
    once = log((0, claim(A)), (70 + GRACE, claim(B)))
    copy = log((0, claim(A)), (70 + GRACE, claim(B)), (80 + GRACE, claim(A)))
    for claims in (judge(once), judge(copy), judge([*copy, *copy])):
        assert holder(claims, 80 + GRACE) == B
        assert claims.verdict(claim(A)) is Verdict.WON


def test_a_late_copy_of_a_claim_does_not_bring_it_back() -> None:
    claims = judge(log((0, claim(A)), (200, claim(A)), (210, claim(B))))
    assert claims.verdict(claim(B)) is Verdict.WON


def test_a_servers_clock_that_goes_back_brings_nothing_to_life() -> None:
    claims = judge(log((0, claim(A)), (100, claim(B)), (20, claim(C))))
    assert claims.verdict(claim(B)) is Verdict.WON
    assert claims.verdict(claim(C)) is Verdict.LOST
    gone_back = judge(
        log((100, claim(A)), (101, Release(claim(A).id)), (20, claim(B)), (120, claim(C)))
    )
    assert gone_back.verdict(claim(C)) is Verdict.LOST


def test_revoked_devices_claim_nothing_and_nobody_claims_for_ever() -> None:
    claims = judge(log((0, claim(A)), (1, claim(B))), [A])
    assert claims.verdict(claim(A)) is Verdict.UNKNOWN
    assert claims.verdict(claim(B)) is Verdict.WON
    forever = judge(log((0, claim(A, seconds=10**9)), (1, claim(B, seconds=-5))))
    hold = forever.holder(WHAT, NOON)
    assert hold is not None
    assert hold.until == NOON + MAX_SECONDS


def test_presence_tells_everybody_who_is_at_it() -> None:
    claims = judge(
        log((0, claim(A)), (10, claim(B)), (40, claim(B, 2)), (45, Release(claim(A).id)))
    )
    present = claims.present(WHAT, NOON + 50)
    assert [(hold.claim.device, hold.since, hold.heard) for hold in present] == [
        (B, NOON + 10, NOON + 40)
    ]
    claims = judge(log((0, claim(A)), (10, claim(B))))
    assert [hold.claim.device for hold in claims.present(WHAT, NOON + 11)] == [A, B]
    assert claims.present(WHAT, NOON + 70) == []
    assert claims.present("other", NOON) == []
    assert not claims.expired(NOON + 70)
    assert claims.expired(NOON + 70 + GRACE)


LOGS = st.lists(
    st.tuples(
        st.sampled_from((A, B, C)),
        st.integers(0, 3),
        st.integers(-5, 40),
        st.booleans(),
        st.sampled_from((WHAT, "pack:8")),
    ),
    max_size=25,
)


def test_whoever_won_and_never_gave_it_back_is_told_even_after_the_end() -> None:
    first, second = claim(A, seconds=60), claim(B, seconds=60)
    silent = log((0, first), (5, claim(B, 2)), (100, second))
    known = judge(silent)
    assert known.verdict(second) is Verdict.WON
    assert [hold.claim.device for hold in known.unreturned(WHAT, B)] == [A]
    assert [hold.claim.device for hold in known.unreturned(WHAT, A)] == [B]
    assert known.unreturned("pack:8", A) == []
    back = judge([*silent, Placed(Position(9, 0), NOON + 200, Release(first.id))])
    assert back.unreturned(WHAT, B) == []


def test_whoever_only_wanted_it_has_nothing_to_give_back() -> None:
    lost = claim(B)
    known = judge(log((0, claim(A)), (5, lost)))
    assert known.unreturned(WHAT, A) == []
    assert known.held_by(WHAT, B) == {lost.id}
    assert known.held_by(WHAT, C) == frozenset()
    assert judge(()).held_by(WHAT, A) == frozenset()


@given(LOGS, st.randoms(use_true_random=False))
def test_any_order_of_reading_gives_one_verdict_and_no_two_hold_at_once(
    drawn: list[tuple[DeviceId, int, int, bool, str]], rng: random.Random
) -> None:
    items: list[tuple[int, Claim | Release]] = []
    when = 0
    for number, (device, back, step, release, what) in enumerate(drawn):
        when = max(0, when + step)
        if release:
            items.append((when, Release(event_id(device, f"{max(0, number - back):08d}"))))
        else:
            items.append((when, claim(device, number, seconds=30, what=what)))
    placed = log(*items)
    claims = judge(placed)
    rng.shuffle(placed)
    assert judge([*placed, *placed[:5]]) == claims
    won: dict[str, list[tuple[int, DeviceId]]] = defaultdict(list)
    for item in sorted(placed, key=lambda item: item.at):
        # a verdict is final once all that comes before is known
        before = judge([other for other in placed if other.at <= item.at])
        if isinstance(item.what, Claim):
            assert before.verdict(item.what) is claims.verdict(item.what)
            if claims.verdict(item.what) is Verdict.WON:
                won[item.what.what].append((item.at.uid, item.what.device))
    releases = {p.at.uid: p.what.device for p in placed if isinstance(p.what, Release)}
    clock = {p.at.uid: max(q.received for q in placed if q.at <= p.at) for p in placed}
    for winners in won.values():
        for (one, first), (two, second) in pairwise(winners):
            if first != second:
                gave_back = any(releases.get(uid) == first for uid in range(one, two))
                assert gave_back or clock[two] >= clock[one] + 30 + GRACE
