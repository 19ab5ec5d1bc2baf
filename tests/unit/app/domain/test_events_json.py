"""Events as JSON: exact both ways, and nothing that comes in can break anything."""

import json
from dataclasses import fields
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as e
from app.domain.clock import Stamp
from app.domain.errors import MalformedDataError
from app.domain.events_json import canonical, from_json, parse, to_json
from app.domain.streams import Anchor, ticket_stream
from app.domain.tickets import Status
from tests.support.facts import AT, DEVICE, FACTS, OTHER


def event(fact: e.Fact, *, at: int = AT) -> e.Event:
    return e.Event(e.event_id(DEVICE, "nonce-01"), Stamp(AT * 1_000_000), at, fact)


def test_the_examples_are_of_all_kinds() -> None:
    assert {type(fact) for fact in FACTS} | {e.Unknown} == set(get_args(e.Fact))


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: type(fact).__name__)
def test_what_is_written_is_read(fact: e.Fact) -> None:
    for at in (AT, AT - 999):
        written = event(fact, at=at)
        text = canonical(to_json(written))
        assert from_json(DEVICE, parse(text)) == written
        assert written.stream == fact.stream


def test_defaults_are_left_out() -> None:
    assert to_json(event(e.StatusSet(Anchor("a@x"), Status.OPEN))) == {
        "id": "nonce-01",
        "clock": AT * 1_000_000,
        "kind": "status-set",
        "ticket": "a@x",
        "status": "open",
    }


def test_a_newer_kind_is_kept_to_the_byte() -> None:
    text = canonical(
        {
            "at": AT,
            "clock": AT * 1_000_000,
            "id": "nonce-01",
            "kind": "starred",
            "nested": {"a": [1, None, True, "ä\u2028"]},
            "ticket": "a@x",
        }
    )
    found = from_json(DEVICE, parse(text))
    assert isinstance(found.fact, e.Unknown)
    assert found.stream == ticket_stream("a@x")
    assert canonical(to_json(found)) == text


@pytest.mark.parametrize(
    "change",
    [
        {"status": "pending"},
        {"status": Status.SNOOZED.value},
        {"status": 7},
        {"status": ["open"]},
        {"ticket": ""},
        {"ticket": "a\nb"},
        {"ticket": None},
        {"replaces": ["not an id"]},
        {"replaces": [OTHER] * 1001},
        {"seen": {"marks": "abc"}},
        {"seen": {"marks": "abcd" * 17}},
        {"seen": {"before": -1}},
        {"seen": {"before": True}},
        {"seen": [1]},
    ],
)
def test_a_known_kind_with_what_it_may_not_hold_has_no_effect_and_is_kept(
    change: dict[str, Any],
) -> None:
    value = {**to_json(event(e.StatusSet(Anchor("a@x"), Status.OPEN))), **change}
    found = from_json(DEVICE, value)
    assert isinstance(found.fact, e.Unknown)
    assert to_json(found) == value


def test_fields_of_newer_versions_are_passed_over() -> None:
    value = {**to_json(event(e.TagAdded(Anchor("a@x"), "bug"))), "since": 5}
    assert from_json(DEVICE, value).fact == e.TagAdded(Anchor("a@x"), "bug")


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"id": "short"},
        {"id": "has space"},
        {"id": "x" * 33},
        {"clock": 0},
        {"clock": 2**53},
        {"clock": True},
        {"clock": "5"},
        {"kind": None},
        {"kind": 5},
        {"at": "noon"},
        {"at": None},
    ],
)
def test_without_a_proper_envelope_there_is_no_event(change: dict[str, Any]) -> None:
    value = {**to_json(event(e.Done("x"))), **change}
    with pytest.raises(MalformedDataError):
        from_json(DEVICE, value)
    with pytest.raises(MalformedDataError):
        from_json(DEVICE, [])


@pytest.mark.parametrize(
    "text", ["", "{", "1.5", "NaN", "[" * 100_000, "1" * 5_000, '{"a":1e3}', "'a'", "\ufeff1"]
)
def test_what_is_no_json_of_ours_is_refused(text: str) -> None:
    with pytest.raises(MalformedDataError):
        parse(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
NAMES = sorted({part.name for fact in FACTS for part in fields(fact)})


@given(
    st.sampled_from(sorted({fact.kind for fact in FACTS})),
    st.dictionaries(st.sampled_from(NAMES), JSON | st.sampled_from(["a@x", OTHER, 5]), max_size=6),
)
def test_anything_in_any_field_is_read_and_kept(kind: str, value: dict[str, Any]) -> None:
    value = {**value, "id": "nonce-01", "clock": 5, "kind": kind}
    found = from_json(DEVICE, value)
    if isinstance(found.fact, e.Unknown):
        assert to_json(found) == value
    else:
        kept = to_json(found)
        assert {name: value[name] for name in kept} == kept
    assert json.loads(canonical(value)) == value
