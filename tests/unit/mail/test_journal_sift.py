"""Reading many lines quickly says what `journal_verify.verify` says of them."""

import json
import random
from base64 import urlsafe_b64encode

import pytest

from app.domain import events as e
from app.domain.claims import Claim
from app.domain.events_json import canonical, stored_event
from mail.journal_keys import digest_of
from mail.journal_lines import Batch, Reason, claims_payload, seal, team_line
from mail.journal_sift import Sifted, Signed, introductions, is_good, payload_of, plain, sift
from mail.journal_verify import Arrived, verify
from tests.support.facts import FACTS
from tests.support.journal import NOON, OTHER_TEAM_KEY, TEAM, TEAM_KEY, Device

TEAMS = {TEAM: TEAM_KEY}
YEARS = 3 * 366 * 86_400 * 1_000_000


def _sifted(lines: dict[bytes, int]) -> Sifted:
    new, impostors = introductions(lines, TEAMS, {})
    rest = {line: digest_of(line.partition(b" ")[2]) for line in lines if line not in impostors}
    found = sift(rest, lines, TEAMS, new, lambda _: ())
    found.refused |= impostors
    return found


def _newer(device: Device, line: bytes, **change: object) -> bytes:
    value = json.loads(line.partition(b" ")[2]) | change
    return seal(device.secret, canonical(value).encode())


def _lines(rng: random.Random) -> dict[bytes, int]:
    """Lines of every sort, good and bad, in any order."""
    team = [Device(n) for n in range(1, 4)]
    stranger, unknown, guess = Device(7, team_key=OTHER_TEAM_KEY), Device(8), Device(9)
    lines = [device.first() for device in team]
    lines += [team[0].line(*[team[0].event(fact) for fact in FACTS]), team_line(TEAM_KEY)]
    lines += [rng.choice(team).line() for _ in range(12)]
    late = team[1].line(team[1].event(e.Done("x"), stamp=NOON * 1_000_000 + YEARS))
    good = rng.choice(lines[5:])
    claim = Claim(e.event_id(team[0].id, "claim-01"), "x", 60)
    lines += [
        late,
        stranger.first(),
        stranger.line(),
        unknown.line(),
        guess.line(guess.introduction(shown="A" * 43)),
        guess.line(),
        b"rubbish",
        b"- {}",
        team_line(TEAM_KEY).replace(b"ICE", b"ICF"),
        good.replace(b'"clock":1', b'"clock":2'),
        b"A" * 86 + good[86:],
        seal(team[0].secret, claims_payload(TEAM, team[0].id, [claim])),
        seal(unknown.secret, claims_payload(TEAM, unknown.id, [])),
        _newer(team[0], team[0].line(), v=2),
        _newer(team[0], team[0].line(), type="later"),
        _newer(team[0], team[0].line(), extra={"kept": [1]}),
        seal(team[0].secret, b" " + team[0].payload(team[0].event(e.Done("y")))),
        _newer(team[0], team[0].line(), events=[{"id": "12345678", "clock": 1, "kind": "x"}, 5]),
        _newer(team[0], team[0].line(), events=[]),
        _newer(team[0], team[0].line(), number=True),
    ]
    rng.shuffle(lines)
    return {line: NOON + rng.randrange(1000) for line in lines[: rng.randint(5, len(lines))]}


@pytest.mark.parametrize("seed", range(60))
def test_sifting_says_what_verifying_says(seed: int) -> None:
    lines = _lines(random.Random(seed))
    reading = verify([Arrived(line, at) for line, at in lines.items()], TEAMS, {})
    found = _sifted(lines)
    # Whether another batch vouches for a line with a wrong signature depends on the order.
    unsigned = {line for line in lines if line.startswith(b"A" * 86)}
    for line in unsigned:
        refused_as = found.refused[line].reason if line in found.refused else Reason.BAD_SIGNATURE
        assert refused_as in (Reason.BAD_SIGNATURE, Reason.GARBLED)
        assert line not in found.kept or found.kept[line].signed is Signed.UNCHECKED
    reasons = {item.source: item.reason for item in reading.refused}
    assert {x: item.reason for x, item in found.refused.items() if x not in unsigned} == {
        x: reason for x, reason in reasons.items() if x not in unsigned
    } | {x: Reason.GARBLED for x in found.refused if x.startswith(b"- ")}
    assert {item.source for item in reading.waiting} - unsigned == found.waiting.keys() - unsigned
    counted = {item.line.source: item for item in reading.genuine}
    assert (found.kept.keys() | found.claims.keys()) - unsigned == counted.keys() - unsigned
    for source, kept in found.kept.items():
        if source in unsigned:
            continue
        genuine = counted[source]
        assert kept.digest == genuine.line.digest
        assert kept.newer is (genuine.content is None)
        link = genuine.line.link
        assert (kept.number, kept.previous) == (
            (link.number, link.previous) if link else (None, None)
        )
        batch = genuine.content
        events = batch.events if isinstance(batch, Batch) else ()
        assert [event for event, _ in kept.events] == list(events)
        assert all(event.batch == kept.digest for event, _ in kept.events)
        for event, text in kept.events:
            assert stored_event(event.id, json.loads(text), kept.digest) == event
        assert kept.stamp == max((event.stamp for event in events), default=0)
        texts = [text for _, text in kept.events]
        made = payload_of(kept.device, kept.number or 0, kept.previous, kept.team, texts)
        assert kept.line == source or f"{kept.signature} {made}".encode() == source


def test_a_chain_saves_checking_and_a_wrong_signature_is_seen_before_passing_on() -> None:
    alice = Device(1)
    first, second, third = alice.first(), alice.line(), alice.line()
    wrong = urlsafe_b64encode(b"x" * 64).rstrip(b"=") + second[86:]
    found = _sifted(dict.fromkeys([first, wrong, third], NOON))
    assert {line: kept.signed for line, kept in found.kept.items()} == {
        third: Signed.GOOD,
        wrong: Signed.UNCHECKED,
        first: Signed.UNCHECKED,
    }
    assert not is_good(found.kept[wrong].signature, wrong, alice.public)
    both = _sifted(dict.fromkeys([first, wrong, second, third], NOON))
    assert both.kept.keys() == {first, second, third}
    assert both.refused[wrong].reason is Reason.BAD_SIGNATURE


def test_what_is_no_ordinary_batch_is_left_to_verifying() -> None:
    alice = Device(1)
    line = alice.line()
    digest = digest_of(line.partition(b" ")[2])
    ordinary = plain(line, digest)
    assert ordinary is not None
    assert ordinary.size == len(line)
    for broken in (
        line[:-1],
        line + b" ",
        line[:-5],
        line.replace(b'"number":1', b'"number":2'),
        line.replace(b'"number":1', b'"number":01'),
        line.replace(b'"events":[', b'"events": ['),
        line.replace(b'"events":[', b'"events":[1,'),
        line.replace(b'"kind"', b'"kinder"'),
        line.replace(b"tag 0", b"tag \\u0030"),
        line.replace(b"tag 0", b"tag \xff"),
        line.replace(b'"events":[', b'"events":[' + b"[" * 100_000),
        b"",
        b" ",
    ):
        assert plain(broken, digest) is None
