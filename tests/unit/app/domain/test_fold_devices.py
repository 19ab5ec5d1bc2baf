"""A lost device: what it writes later counts for nobody, in whatever order things come."""

from dataclasses import replace
from itertools import permutations

from app.domain import events as e
from app.domain.clock import Stamp
from app.domain.fold_devices import EVERYBODY, Link, Standing, standing
from app.domain.fold_ledger import Ledger
from app.domain.streams import TEAM, Anchor

A, B, C = (e.DeviceId(name * 16) for name in "ABC")


def digest(name: str) -> e.BatchDigest:
    return e.BatchDigest(name)


def links(*rows: tuple[str, str | None]) -> dict[e.BatchDigest, Link]:
    """Batches named like ``b3``: the third of device B."""
    return {
        digest(name): Link(
            {"a": A, "b": B, "c": C}[name[0]], int(name[1]), digest(before) if before else None
        )
        for name, before in rows
    }


CHAINS = links(
    ("a1", None), ("a2", "a1"), ("b1", None), ("b2", "b1"), ("b3", "b2"), ("c1", None), ("c2", "c1")
)


def event(stamp: int, batch: str, fact: e.Fact) -> e.Event:
    device = {"a": A, "b": B, "c": C}[batch[0]]
    return e.Event(e.event_id(device, f"{stamp:08d}"), Stamp(stamp), stamp, fact, digest(batch))


def judged(*events: e.Event) -> Standing:
    expected = standing(events, CHAINS)
    for shuffled in permutations(events):
        assert standing(shuffled, dict(reversed(CHAINS.items()))) == expected
    return expected


def counts(judgement: Standing, batch: str) -> bool:
    return judgement.counts(event(99, batch, e.Done("x")))


def revoke(stamp: int, batch: str, device: e.DeviceId, last: str | None) -> e.Event:
    return event(stamp, batch, e.DeviceRevoked(device, digest(last) if last else None))


def test_nobody_is_revoked_at_first() -> None:
    assert judged() == EVERYBODY
    assert counts(EVERYBODY, "b3")


def test_only_what_leads_to_the_last_batch_counts() -> None:
    found = judged(revoke(10, "a2", B, "b2"))
    assert [counts(found, name) for name in ("b1", "b2", "b3", "a2", "c2")] == [
        True, True, False, True, True,
    ]  # fmt: skip
    assert found.revoked(B)
    assert not found.revoked(A)
    assert not found.counts(e.Event(e.event_id(B, "00000001"), Stamp(1), 1, e.Done("x")))


def test_a_batch_slipped_in_between_does_not_count_however_it_is_dated() -> None:
    forged = links(("b2", "b1"), ("b9", "b1"))
    found = standing([revoke(10, "a2", B, "b2")], {**CHAINS, **forged})
    assert not found.counts(event(1, "b9", e.Done("x")))
    assert found.counts(event(1, "b1", e.Done("x")))


def test_no_batch_at_all_may_count() -> None:
    found = judged(revoke(10, "a2", B, None))
    assert not any(counts(found, name) for name in ("b1", "b2", "b3"))


def test_of_two_revocations_the_stricter_holds() -> None:
    found = judged(revoke(10, "a2", B, "b2"), revoke(11, "c2", B, "b1"))
    assert [counts(found, name) for name in ("b1", "b2", "b3")] == [True, False, False]


def test_what_a_revoked_device_revokes_has_no_effect() -> None:
    found = judged(revoke(10, "a2", B, "b2"), revoke(11, "b3", A, None), revoke(12, "b3", C, None))
    assert not found.revoked(A)
    assert not found.revoked(C)
    found = judged(revoke(10, "a2", B, "b2"), revoke(11, "b2", C, "c1"))
    assert found.revoked(C)


def test_of_two_that_revoke_each_other_the_first_stays() -> None:
    found = judged(revoke(10, "a2", B, "b1"), revoke(11, "b2", A, "a1"))
    assert (found.revoked(A), found.revoked(B)) == (False, True)
    found = judged(revoke(12, "a2", B, "b1"), revoke(11, "b2", A, "a1"))
    assert (found.revoked(A), found.revoked(B)) == (True, False)


def test_an_event_in_two_batches_counts_if_one_of_them_does() -> None:
    lost = revoke(5, "a1", B, "b1")
    copies = [replace(lost, batch=batch) for batch in (None, digest("a2"), digest("a1"))]
    cut = revoke(10, "c2", A, "a1")
    assert judged(*copies, cut).revoked(B)
    assert not judged(replace(lost, batch=None), revoke(4, "c2", A, "a1")).revoked(B)


def test_a_ledger_forgets_that_an_event_had_to_wait() -> None:
    mine, ledger = revoke(5, "a1", B, "b1"), Ledger()
    ledger.take([replace(mine, batch=None)])
    assert ledger.standing.revoked(B)
    ledger.take([revoke(4, "c2", A, None)], CHAINS)
    assert not ledger.standing.revoked(B)
    other = Ledger()
    other.take([replace(mine, batch=None)])
    other.take([mine, revoke(4, "c2", A, "a1")], CHAINS)
    assert other.standing.revoked(B)
    assert [event.batch for event in other.counted(TEAM) if event == mine] == [digest("a1")]


def test_a_revocation_can_be_undone_but_not_by_the_device() -> None:
    lost = revoke(10, "a2", B, "b2")
    own = event(11, "b3", e.inverse(lost))
    assert judged(lost, own).revoked(B)
    other = event(12, "c2", e.inverse(lost))
    assert judged(lost, own, other) == EVERYBODY
    again = event(13, "a2", e.inverse(other))
    assert judged(lost, own, other, again).revoked(B)


def test_behind_a_gap_nothing_counts_until_it_is_filled() -> None:
    missing = {name: link for name, link in CHAINS.items() if name != "b2"}
    lost = revoke(10, "a2", B, "b3")
    found = standing([lost], missing)
    assert [counts(found, name) for name in ("b1", "b2", "b3")] == [False, True, True]
    assert counts(standing([lost], CHAINS), "b1")


def test_a_circle_in_a_chain_ends() -> None:
    circle = links(("b1", "b2"), ("b2", "b1"))
    assert counts(standing([revoke(1, "a1", B, "b2")], circle), "b1")


def test_a_ledger_judges_again_when_a_gap_in_a_chain_is_filled() -> None:
    ledger, tag = Ledger(), e.TagAdded(Anchor("t@x"), "bug")
    known = {name: link for name, link in CHAINS.items() if name != "b2"}
    ledger.take([revoke(10, "a2", B, "b3"), event(1, "b1", tag)], known)
    assert ledger.state(tag.stream) is None
    assert ledger.take([], CHAINS) >= {tag.stream}
    assert ledger.state(tag.stream) is not None
    ledger.take([event(11, "a2", e.inverse(revoke(10, "a2", B, "b3")))])
    assert not ledger.standing.revoked(B)


def test_lifting_a_revocation_brings_everything_back() -> None:
    ledger, tag = Ledger(), e.TagAdded(Anchor("t@x"), "bug")
    lost = revoke(10, "a2", B, None)
    ledger.take([event(1, "b1", tag), lost], CHAINS)
    assert ledger.state(tag.stream) is None
    assert ledger.take([event(11, "c2", e.inverse(lost))]) >= {tag.stream, TEAM}
    assert ledger.state(tag.stream) is not None
