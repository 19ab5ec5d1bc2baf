"""Who is believed: forged, altered and foreign lines have no effect, and it is said why."""

import itertools
from collections.abc import Iterable, Mapping

import pytest

from app.domain import events as e
from app.domain.claims import Claim
from app.domain.clock import MAX_LEAD, Stamp
from app.domain.streams import Anchor
from mail.journal_keys import digest_of, proof, text_of
from mail.journal_lines import (
    Batch,
    Reason,
    batch_payload,
    claims_payload,
    open_line,
    seal,
    team_line,
)
from mail.journal_verify import Arrived, Reading, checked, verify
from tests.support.journal import NOON, OTHER_TEAM_KEY, TEAM, TEAM_KEY, Device

TEAMS = {TEAM: TEAM_KEY}


def read(
    lines: Iterable[bytes], devices: Mapping[e.DeviceId, bytes] | None = None, **more: object
) -> Reading:
    return verify([Arrived(line, NOON) for line in lines], TEAMS, devices or {}, **more)  # type: ignore[arg-type]


def reasons(reading: Reading) -> list[Reason]:
    return [refused.reason for refused in reading.refused]


def accepted(reading: Reading) -> set[bytes]:
    return {item.line.source for item in reading.genuine}


def test_a_device_that_knows_the_team_key_is_believed_in_any_order() -> None:
    alice, bob = Device(1), Device(2)
    lines = [alice.first(), alice.line(), bob.first(), bob.line(), alice.line()]
    for shuffled in itertools.permutations(lines):
        reading = read([*shuffled, shuffled[0]])
        assert accepted(reading) == set(lines)
        assert len(reading.genuine) == len(lines)
        assert (reading.refused, reading.waiting) == ((), ())
        assert reading.devices == {alice.id: alice.public, bob.id: bob.public}


def test_unknown_devices_wait_for_their_introduction() -> None:
    alice = Device(1)
    first, second = alice.first(), alice.line()
    reading = read([second])
    assert (reading.genuine, reading.refused) == ((), ())
    assert [item.source for item in reading.waiting] == [second]
    assert accepted(read([second, first])) == {first, second}
    assert accepted(read([second], {alice.id: alice.public})) == {second}


def test_a_stranger_without_the_team_key_is_refused() -> None:
    eve = Device(6)
    guessed = eve.line(eve.introduction(shown="A" * 43))
    reading = read([guessed, eve.line()])
    assert reasons(reading) == [Reason.BAD_PROOF]
    assert reading.genuine == ()
    assert reading.devices == {}


def test_a_stranger_cannot_use_the_proof_or_id_of_another() -> None:
    alice, eve = Device(1), Device(6)
    stolen = eve.introduction(shown=proof(TEAM_KEY, alice.id))
    assert reasons(read([eve.line(stolen)])) == [Reason.BAD_PROOF]
    fact = e.DeviceIntroduced(
        e.MemberId("eve"), "x", text_of(eve.public), proof(TEAM_KEY, alice.id)
    )
    event = e.Event(e.event_id(alice.id, "00000001"), Stamp(5), 0, fact)
    forged = seal(eve.secret, batch_payload(TEAM, alice.id, 1, None, [event]))
    assert reasons(read([forged])) == [Reason.BAD_PROOF]
    assert reasons(read([forged], {alice.id: alice.public})) == [Reason.BAD_SIGNATURE]


def test_a_batch_of_another_mailbox_is_refused() -> None:
    foreign = Device(1, team_key=OTHER_TEAM_KEY)
    assert reasons(read([foreign.first(), foreign.line()])) == [Reason.OTHER_TEAM] * 2


def test_an_altered_batch_is_refused() -> None:
    alice = Device(1)
    first, second = alice.first(), alice.line()
    altered = second.replace(b"tag 1", b"tag 2")
    assert altered != second
    reading = read([first, altered])
    assert accepted(reading) == {first}
    assert reasons(reading) == [Reason.BAD_SIGNATURE]
    other_key = seal(Device(2).secret, second.partition(b" ")[2])
    assert reasons(read([first, other_key])) == [Reason.BAD_SIGNATURE]
    assert reasons(read([first.replace(b"laptop", b"tablet")])) == [Reason.BAD_PROOF]


def test_a_later_batch_vouches_for_the_one_before() -> None:
    alice = Device(1)
    first, second, third = alice.first(), alice.line(), alice.line()
    unsigned = text_of(bytes(64)).encode() + b" " + second.partition(b" ")[2]
    reading = read([first, unsigned, third])
    assert accepted(reading) == {first, unsigned, third}
    doubtful = [item for item in reading.genuine if item.line.source == unsigned]
    assert [item.signature_checked for item in doubtful] == [False]
    assert checked(doubtful[0], reading.devices) is None
    genuine = [item for item in reading.genuine if item.line.source == first]
    passed = checked(genuine[0], reading.devices)
    assert passed is not None
    assert passed.signature_checked
    assert reasons(read([first, unsigned])) == [Reason.BAD_SIGNATURE]
    newest = read([third], {alice.id: alice.public})
    assert newest.trusted == {(alice.id, digest_of(second.partition(b" ")[2]))}
    older = read([unsigned], {alice.id: alice.public}, trusted=newest.trusted)
    assert accepted(older) == {unsigned}
    assert (alice.id, digest_of(first.partition(b" ")[2])) in older.trusted


@pytest.mark.parametrize(("one", "other"), [(1, 2), (2, 1)])
def test_nobody_vouches_for_another_device(one: int, other: int) -> None:
    alice, bob = Device(one), Device(other)
    forged = Device(one)
    forged.first()
    payload = forged.payload(forged.event(e.TagAdded(Anchor("a@x"), "forged")))
    unsigned = text_of(bytes(64)).encode() + b" " + payload
    bob_first = bob.first()
    vouching = batch_payload(
        TEAM, bob.id, 2, digest_of(payload), [bob.event(e.TagAdded(Anchor("a@x"), "x"))]
    )
    reading = read([alice.first(), bob_first, seal(bob.secret, vouching), unsigned])
    assert unsigned not in accepted(reading)
    assert reasons(reading) == [Reason.BAD_SIGNATURE]


def test_a_clock_that_is_far_ahead_is_refused_by_the_servers_date() -> None:
    alice = Device(1)
    ahead = (NOON + MAX_LEAD + 5) * 1_000_000
    first = alice.first()
    late = alice.line(alice.event(e.TagAdded(Anchor("a@x"), "x"), stamp=ahead))
    assert reasons(read([first, late])) == [Reason.FUTURE]
    arrived = [Arrived(first, NOON), Arrived(late, NOON + 100), Arrived(late, NOON)]
    for order in itertools.permutations(arrived):
        assert accepted(verify(order, TEAMS, {})) == {first, late}


def test_claims_are_signed_and_the_team_line_is_passed_over() -> None:
    alice = Device(1)
    claim = Claim(e.event_id(alice.id, "claim-01"), "clean-up", 60)
    line = seal(alice.secret, claims_payload(TEAM, alice.id, [claim]))
    reading = read([team_line(TEAM_KEY), alice.first(), line])
    assert [i.content for i in reading.genuine if i.line.kind == "claims"] == [(claim,)]
    assert reasons(read([alice.first(), line.replace(b"clean-up", b"send-out")])) == [
        Reason.BAD_SIGNATURE
    ]


@pytest.mark.parametrize("change", [(b'"v":1', b'"v":2'), (b'"type":"batch"', b'"type":"pack"')])
def test_newer_lines_are_kept_if_genuine(change: tuple[bytes, bytes]) -> None:
    alice = Device(1)
    first, second = alice.first(), alice.line()
    newer = seal(alice.secret, second.partition(b" ")[2].replace(*change))
    reading = read([first, newer])
    assert accepted(reading) == {first, newer}
    assert [item.content for item in reading.genuine if item.line.source == newer] == [None]
    altered = newer.replace(b"tag 1", b"tag 2")
    assert reasons(read([first, altered])) == [Reason.BAD_SIGNATURE]


def test_garbled_lines_are_told_and_the_others_count() -> None:
    alice = Device(1)
    first = alice.first()
    reading = read([b"rubbish", first, b""])
    assert accepted(reading) == {first}
    assert reasons(reading) == [Reason.GARBLED, Reason.GARBLED]


def test_signed_rubbish_is_rubbish() -> None:
    alice = Device(1)
    first = alice.first()
    payload = alice.line().partition(b" ")[2].replace(b'"kind":"tag-added"', b'"kind":7')
    reading = read([first, seal(alice.secret, payload)])
    assert reasons(reading) == [Reason.GARBLED]


def test_what_is_genuine_folds_as_it_was_written() -> None:
    alice = Device(1)
    event = alice.event(e.TagAdded(Anchor("a@x"), "счёт"))
    reading = read([alice.first(), alice.line(event)])
    content = [item.content for item in reading.genuine]
    batches = [batch for batch in content if isinstance(batch, Batch)]
    assert event in [one for batch in batches for one in batch.events]
    assert open_line(alice.line()) is not None
