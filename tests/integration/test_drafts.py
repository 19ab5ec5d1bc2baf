"""Drafts and the outbox in the database: nothing is lost, and nothing goes an illegal way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.domain.outgoing import Sending
from app.domain.tickets import Status
from app.services import outbox
from tests.support.writing import WritingDesk, writing_desk


@pytest.fixture
def desk() -> Iterator[WritingDesk]:
    with writing_desk() as desk:
        yield desk


def test_an_answer_from_first_word_to_sent(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    assert [one.address for one in draft.content.to] == ["anna@northwind.example"]
    assert draft.content.subject == "Re: Question 1"
    assert desk.row(ticket).draft
    content = replace(draft.content, body="<p>Tomorrow.</p>")
    assert desk.save(draft.id, content) == 2
    outgoing = desk.send(draft.id)
    assert desk.row(ticket).sending is Sending.QUEUED
    assert outbox.due(desk.store, desk.account, desk.now) == []
    desk.now += 10
    assert [o.draft for o in outbox.due(desk.store, desk.account, desk.now)] == [draft.id]
    raw = desk.hand_over(draft.id)
    assert outgoing.message_id.encode() in raw
    assert desk.row(ticket).status is Status.WAITING
    found = desk.queries.conversation(ticket)
    assert found is not None
    assert [letter.sending for letter in found.letters] == [None, Sending.ACCEPTED]
    assert found.outgoing == ()
    assert not found.letters[1].gone
    desk.now += 5
    desk.receive(raw, sent=True)
    assert outbox.proven(desk.store, desk.account) == [draft.id]
    desk.do(outbox.filed, draft.id, now=desk.now)
    found = desk.queries.conversation(ticket)
    assert found is not None
    assert [letter.sending for letter in found.letters] == [None, None]
    assert found.letters[1].received == desk.now
    assert desk.row(ticket).sending is None
