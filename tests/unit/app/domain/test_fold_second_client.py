"""Our fold against one that was written from the format's document alone."""

import random
from typing import Any

import pytest
from hypothesis import given, settings

from app.domain import events as e
from app.domain.events_json import canonical, to_json
from app.domain.fold import EMPTY, TicketState
from app.domain.fold_fields import Field, StatusWish
from app.domain.fold_ledger import Ledger
from app.domain.fold_team import TeamState, fold_letter
from app.domain.streams import TEAM, Stream, letter_stream, ticket_stream
from app.domain.tickets import Status
from tests.support.histories import HISTORIES, Moments, play, settle
from tests.support.second_client import SecondClient
from tests.support.team import LETTERS, TICKETS


def of_field(field: Field[Any], default: object) -> list[Any]:
    value = field.value
    if isinstance(value, StatusWish):
        snoozed = value.status is Status.SNOOZED
        value = ("snoozed", value.until, value.wake_on_reply) if snoozed else value.status.value
    return [value if field.heads else default, list(field.heads)]


def theirs_of(fields: dict[str, list[tuple[str, Any]]], name: str, default: object) -> list[Any]:
    heads = fields.get(name, [])
    return [heads[-1][1] if heads else default, [head for head, _ in heads]]


def compare_ticket(mine: TicketState, said: dict[str, Any]) -> None:
    fields = said["fields"]
    assert of_field(mine.assignee, None) == theirs_of(fields, "assignee", None)
    assert of_field(mine.status, None) == theirs_of(fields, "status", None)
    assert of_field(mine.priority, None) == theirs_of(fields, "priority", None)
    assert of_field(mine.promised, None) == theirs_of(fields, "promised", None)
    assert {tag.casefold() for tag in mine.tags} == {t for t, on in said["tags"].items() if on}
    assert set(mine.merged_into) == {into for into, on in said["merges"].items() if on}
    notes = {
        name[5:]: [text for _, text in heads if text is not None][-1]
        for name, heads in fields.items()
        if name.startswith("note ") and any(text is not None for _, text in heads)
    }
    assert {note.id: note.text for note in mine.notes} == notes


def compare_team(mine: TeamState, said: dict[str, Any]) -> None:
    assert {member.id: member.gone for member in mine.members} == said["gone"]
    for member in mine.members:
        shown = (member.name, member.address, member.colour)
        theirs = theirs_of(said["fields"], f"member {member.id}", None)
        assert [shown, list(member.heads)] == theirs
    settings_of = {name: of_field(field, None) for name, field in mine.settings}
    assert settings_of == {
        name[8:]: theirs_of(said["fields"], name, None)
        for name in said["fields"]
        if name.startswith("setting ")
    }


def text_of(event: e.Event) -> str:
    name = {"id": event.id.partition(".")[2], "clock": event.stamp}
    return canonical({**to_json(event), **name})


def agree(skews: list[int], moments: Moments) -> None:
    folder, team = play(skews, moments)
    settle(folder, team, random.Random(len(moments)))
    batches = [
        (link.device, digest, link.previous, [text_of(event) for event in events])
        for digest, link, events in folder.batches
    ]
    random.Random(len(moments)).shuffle(batches)
    second, ledger = SecondClient(batches), team[0].ledger
    for anchor in TICKETS:
        stream = ticket_stream(anchor)
        mine = ledger.state(stream) or EMPTY
        assert isinstance(mine, TicketState)
        compare_ticket(mine, second.stream(stream))
    for letter in LETTERS:
        stream = letter_stream(letter)
        fields = second.stream(stream)["fields"]
        assert of_field(fold_letter(ledger.counted(stream)), None) == theirs_of(
            fields, "place", None
        )
    state = ledger.state(TEAM)
    compare_team(state if isinstance(state, TeamState) else TeamState(), second.stream(TEAM))
    for anchor in TICKETS:
        stream = Stream(f"done:acknowledge:{anchor}")
        assert (ledger.state(stream) is not None) == second.stream(stream)["done"]


@settings(max_examples=40)
@given(HISTORIES)
def test_both_say_the_same(drawn: tuple[list[int], Moments]) -> None:
    agree(*drawn)


@pytest.mark.soak
@settings(max_examples=10_000)
@given(HISTORIES)
def test_both_say_the_same_for_long(drawn: tuple[list[int], Moments]) -> None:
    agree(*drawn)


def test_the_second_client_is_no_copy() -> None:
    """It must see a difference where there is one."""
    one = '{"clock":5,"id":"00000001","kind":"tag-added","tag":"bug","ticket":"t0@x.example"}'
    second = SecondClient([("A" * 16, "d", None, [one])])
    with pytest.raises(AssertionError):
        compare_ticket(EMPTY, second.stream("ticket:t0@x.example"))
    assert Ledger().state(ticket_stream("t0@x.example")) is None
