"""Lines of the journal: exact both ways; whatever comes in, reading never raises."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.claims import Claim, Release
from app.domain.streams import Anchor
from mail.journal_keys import bytes_of, text_of
from mail.journal_lines import (
    MAX_PAYLOAD,
    Batch,
    Line,
    Reason,
    Refused,
    batch_of,
    batch_payload,
    claims_of,
    claims_payload,
    key_of_team,
    open_line,
    seal,
    team_line,
)
from tests.support.journal import TEAM, TEAM_KEY, Device

SIGNATURE = text_of(bytes(64)).encode()


def opened(source: bytes) -> Line:
    line = open_line(source)
    assert isinstance(line, Line), line
    return line


def with_payload(change: dict[str, Any], *, drop: str = "") -> bytes:
    value = json.loads(Device(1).first().partition(b" ")[2])
    value.update(change)
    value.pop(drop, None)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return SIGNATURE + b" " + text.encode("utf-8", "surrogatepass")


def test_a_batch_comes_out_as_it_went_in() -> None:
    device = Device(1)
    first = device.introduction()
    one, two = device.line(first), device.line()
    lines = [opened(one), opened(two)]
    batches = [batch_of(line) for line in lines]
    assert all(isinstance(batch, Batch) for batch in batches)
    batch = batches[0]
    assert isinstance(batch, Batch)
    assert batch.events == (first,)
    assert batch.events[0].batch == batch.digest == lines[0].digest
    assert lines[0].link is not None
    assert lines[1].link is not None
    assert (lines[0].link.number, lines[0].link.previous) == (1, None)
    assert (lines[1].link.number, lines[1].link.previous) == (2, lines[0].digest)
    assert seal(device.secret, lines[0].payload) == one


def test_claims_come_out_as_they_went_in() -> None:
    device = Device(1)
    claim = Claim(e.event_id(device.id, "claim-01"), "draft:a@x", 120)
    items = (claim, Release(claim.id))
    line = opened(seal(device.secret, claims_payload(TEAM, device.id, items)))
    assert claims_of(line) == items
    assert line.link is None
    other = Claim(e.event_id("B" * 16, "claim-01"), "x", 1)
    for wrong in (other, Release(other.id)):
        with pytest.raises(ValueError, match="another device"):
            claims_payload(TEAM, device.id, [wrong])


def test_the_team_line_keeps_the_key() -> None:
    line = opened(team_line(TEAM_KEY))
    assert line.team == TEAM
    assert key_of_team(line) == TEAM_KEY
    altered = team_line(TEAM_KEY).replace(TEAM.encode(), b"A" * 16)
    assert key_of_team(opened(altered)) is None


def test_a_batch_is_of_one_device_and_of_unicode() -> None:
    device = Device(1)
    with pytest.raises(ValueError, match="own device"):
        batch_payload(TEAM, device.id, 1, None, [Device(2).introduction()])
    with pytest.raises(ValueError, match="own device"):
        batch_payload(TEAM, device.id, 1, None, [])
    lone = device.event(e.NoteAdded(Anchor("a@x"), "\ud800"))
    with pytest.raises(ValueError, match="surrogates"):
        batch_payload(TEAM, device.id, 1, None, [lone])


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b" ",
        b"-",
        b"{}",
        b"- {}",
        b"- []",
        SIGNATURE,
        SIGNATURE + b" ",
        SIGNATURE + b" null",
        SIGNATURE[:-1] + b" {}",
        SIGNATURE[:-1] + b"B {}",
        "ы".encode() * 43 + b" {}",
        SIGNATURE + b" \xff",
        SIGNATURE + b" " + b"[" * 50_000,
        with_payload({}).replace(b":", b": ", 1),
        with_payload({}).replace(b'{"device"', b'{"a":1,"a":1,"device"'),
        with_payload({}, drop="v"),
        with_payload({}, drop="type"),
        with_payload({}, drop="team"),
        with_payload({}, drop="device"),
        with_payload({}, drop="number"),
        with_payload({"v": "1"}),
        with_payload({"v": True}),
        with_payload({"v": 1.5}),
        with_payload({"team": "short"}),
        with_payload({"device": "x" * 17}),
        with_payload({"device": 5}),
        with_payload({"type": "team"}),
        with_payload({"number": 0}),
        with_payload({"number": 2}),
        with_payload({"number": 2**53, "previous": "d" * 22}),
        with_payload({"previous": "d" * 22}),
        with_payload({"number": 2, "previous": "short"}),
        with_payload({"previous": None}),
        with_payload({"note": "\ud800"}),
        b"- " + with_payload({}).partition(b" ")[2],
        team_line(TEAM_KEY).replace(b'"team":', b'"device":"","team":'),
    ],
)
def test_what_breaks_the_format_is_refused_with_a_reason(source: bytes) -> None:
    line = open_line(source)
    assert isinstance(line, Refused)
    assert line.reason is Reason.GARBLED
    assert line.detail.endswith(".")
    assert line.source == source


def test_a_line_that_is_too_long_is_not_even_read() -> None:
    line = open_line(SIGNATURE + b' "' + b"x" * MAX_PAYLOAD)
    assert isinstance(line, Refused)
    assert line.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("events", [None, [], {}, [1], [{}], [{"id": "x"}], [[]] * 10_001])
def test_a_batch_without_proper_events_is_refused(events: object) -> None:
    batch = batch_of(opened(with_payload({"events": events})))
    assert isinstance(batch, Refused)
    assert batch.reason is Reason.GARBLED


GOOD = {"id": "claim-01", "what": "x", "seconds": 5}


@pytest.mark.parametrize(
    "claims",
    [
        None,
        {},
        [1],
        [{}],
        [GOOD, {**GOOD, "id": "x"}],
        [{**GOOD, "id": None}],
        [{**GOOD, "what": ""}],
        [{**GOOD, "what": "x" * 1_101}],
        [{**GOOD, "what": None}],
        [{**GOOD, "seconds": -1}],
        [{**GOOD, "seconds": True}],
        [{"release": "other.device"}],
        [{"release": None}],
    ],
)
def test_claims_that_break_the_format_are_refused(claims: object) -> None:
    assert isinstance(claims_of(opened(with_payload({"claims": claims}))), Refused)


@pytest.mark.parametrize("change", [{"v": 2}, {"type": "snapshot"}])
def test_newer_versions_are_told_apart_and_keep_their_place(change: dict[str, Any]) -> None:
    line = opened(with_payload(change))
    assert line.newer
    assert line.link is not None
    assert not opened(with_payload({})).newer


def test_base64_is_written_one_way_only() -> None:
    assert bytes_of(text_of(b"\xfb\xff"), 2) == b"\xfb\xff"
    for wrong in ("-_8=", "+/8", "-_9", "-_8\n", " -_8", "ж", "", "-"):
        assert bytes_of(wrong, 2) is None


@settings(max_examples=200)
@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 400))
def test_any_bytes_in_any_place_are_read_without_fail(junk: bytes, start: int, length: int) -> None:
    source = Device(1).first()
    line = open_line(source[:start] + junk + source[start + length :])
    if isinstance(line, Line):
        batch_of(line)
        claims_of(line)
        key_of_team(line)
        assert line.newer in (True, False)
