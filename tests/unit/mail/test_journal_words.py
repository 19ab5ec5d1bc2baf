"""What people read of journal messages in other programs."""

import dataclasses
from typing import get_args

from app.domain import events as e
from app.domain.events_json import MAX_SECONDS
from app.domain.streams import TEAM, Anchor
from app.domain.tickets import Status
from mail.journal import compose
from mail.journal_words import Named, claims_cover, cover, describe, pack_cover, team_cover
from mail.parse import parse
from tests.support.facts import FACTS
from tests.support.journal import NOON, Device

NAMED = Named(
    {"a@x": "Order 17"}.get,  # type: ignore[arg-type]
    lambda member: {"bob": "Боб"}.get(member, ""),
    lambda device: "Анна",
)
NAMELESS = Named(lambda _: "", lambda _: "", lambda _: "")


def test_each_kind_has_words_of_its_own() -> None:
    named = dataclasses.replace(NAMED, subject=lambda anchor: "Order 17")
    said = {type(fact): describe(fact, named) for fact in FACTS}
    assert set(said) | {e.Unknown} == set(get_args(e.Fact))
    assert said[e.Assigned] == "assigned to nobody"
    assert describe(e.Assigned(Anchor("a@x"), e.MemberId("bob")), named) == "assigned to Боб"
    assert said[e.MemberGone] == "Боб has left"
    assert said[e.Snoozed] == "snoozed until 2025-10-09 08:53 UTC"
    assert said[e.Merged] == "merged with “Order 17”"
    assert said[e.Unmerged] == "taken apart from “Order 17”"
    newer = describe(e.Unknown("x", TEAM, "{}"), named)
    assert "newer version" in newer
    words = [describe(fact, NAMELESS) for fact in FACTS]
    assert all(words)


def test_long_texts_and_far_times_are_cut() -> None:
    note = describe(e.NoteAdded(Anchor("a@x"), "x" * 500), NAMELESS)
    assert len(note) < 150
    assert "…" in note
    assert "far away" in describe(e.Promised(Anchor("a@x"), MAX_SECONDS), NAMELESS)


def test_a_message_says_who_changed_what() -> None:
    device = Device(1)
    events = [device.event(e.TagAdded(Anchor("a@x"), "счёт")), device.event(e.Done("x"))]
    one = parse(compose([device.line(*events)], cover(events, NAMED, "a@b.example", NOON)))
    assert one.subject == "Postroom: 2 changes by Анна"
    assert "“Order 17”\n  * tag added: счёт\n* something was done for the team" in one.text
    alone = cover(events[:1], NAMELESS, "a@b.example", NOON)
    assert alone.title == "1 change · a ticket"


def test_a_message_tells_ticket_by_ticket() -> None:
    device = Device(1)
    facts: list[e.Fact] = [
        e.StatusSet(Anchor("a@x"), Status.CLOSED, e.Seen()),
        e.StatusSet(Anchor("b@x"), Status.OPEN, e.Seen()),
        e.TagAdded(Anchor("a@x"), "done"),
    ]
    subjects = {"a@x": "Order 17", "b@x": "Счёт 5"}
    named = dataclasses.replace(NAMED, subject=subjects.__getitem__)
    shown = cover([device.event(fact) for fact in facts], named, "a@b.example", NOON)
    assert shown.title == "3 changes by Анна to 2 tickets"
    assert shown.words == [
        "“Order 17”",
        "  * status: closed",
        "  * tag added: done",
        "“Счёт 5”",
        "  * status: open",
    ]
    one = cover([device.event(facts[0])], named, "a@b.example", NOON)
    assert one.title == "1 change by Анна · Order 17"


def test_the_other_messages_say_what_they_are() -> None:
    line = Device(1).first()
    for made in (
        pack_cover(5, "a@b.c", NOON),
        team_cover("a@b.c", NOON),
        claims_cover("a@b.c", NOON),
    ):
        parsed = parse(compose([line], made))
        assert parsed.text.startswith("Please leave this message where it is, and do not delete it")
        assert all(word in parsed.text for word in made.words)
        assert made.title in parsed.subject
