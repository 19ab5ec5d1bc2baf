"""What the command line prints of tickets."""

import json
from dataclasses import replace

import pytest

from app.domain.events import MemberId
from app.reports import as_json, conversation_text, ticket_json, ticket_table
from app.services.team_models import MemberView, PresenceView
from app.terminal import show, tell
from tests.support import sample_conversations as samples

NOON = 1_772_366_400


def test_who_is_answering_stands_in_lists_and_tickets() -> None:
    talk = samples.busy(1)
    alone = replace(talk.ticket, present=(), assignee=None)
    here = PresenceView(MemberView(MemberId("bob"), "Bob"), since=NOON, heard=NOON + 40)
    row = replace(alone, present=(here,))
    assert "ANSWERING" not in ticket_table([alone], NOON)
    head, first, second = ticket_table([row, alone], NOON).splitlines()
    place = head.index("ANSWERING")
    assert (first[place : place + 9].strip(), second[place : place + 9].strip()) == ("Bob", "")
    assert ticket_json(row, None)["answering"] == [
        {"member": "Bob", "since": "2026-03-01T12:00:00Z", "heard": "2026-03-01T12:00:40Z"}
    ]
    said = conversation_text(replace(talk, ticket=row), lambda _: "")
    assert (
        "\nBob is answering this, since 2026-03-01T12:00:00Z, "
        "last heard of 2026-03-01T12:00:40Z\n" in said
    )


def test_nothing_that_is_printed_commands_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "a\x1b]0;title\x07b\x9b31m\rc\u202ed\tё\n"
    show(hostile)
    tell(hostile)
    printed = capsys.readouterr()
    assert printed.out == printed.err == "a]0;titleb31mcd\tё\n\n"
    told = as_json({"text": hostile})
    assert not set(told) & set("\x1b\x9b\r\u202e")
    assert "ё" in told
    assert json.loads(told) == {"text": hostile}
