"""What the gate finds in drafts of a real database."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.domain.fold_status import Side
from app.domain.gate import Doubt, Finding
from app.domain.messages import Address
from app.domain.outgoing import Draft, DraftKind
from app.services import drafts
from app.services.gate import came_since, look_at, own_words
from tests.support.writing import WritingDesk, raw_letter, writing_desk

FINE = "<p>Hello Anna,</p><p>the export works again, please have a look.</p>"


@pytest.fixture
def desk() -> Iterator[WritingDesk]:
    with writing_desk() as desk:
        yield desk


def look(desk: WritingDesk, draft: Draft, *slips: str, **changes: Any) -> list[Finding]:
    content = replace(draft.content, **{"body": FINE, **changes})
    return list(look_at(desk.store, draft.id, content, slips=slips, now=desk.now))


def doubts(found: list[Finding]) -> list[Doubt]:
    return [one.doubt for one in found]


def test_a_fine_answer_passes(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    assert look(desk, draft) == []


def test_what_was_saved_is_looked_at_where_nothing_else_is_told(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    assert doubts(list(look_at(desk.store, draft.id, now=desk.now))) == [Doubt.EMPTY]


def test_letters_that_came_since_stop_it_until_they_were_seen(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    more = raw_letter(
        "more@northwind.example",
        "References: <q1@northwind.example>",
        "From: anna@northwind.example",
    )
    desk.receive(more, received=desk.now + 5)
    (found,) = look(desk, draft)
    assert (found.doubt, found.hard) == (Doubt.NEW_LETTER, True)
    assert came_since(desk.store, draft.id) == {Side.THEIRS}
    desk.do(drafts.seen_now, draft.id)
    assert look(desk, draft) == []
    assert came_since(desk.store, draft.id) == frozenset()


def test_an_answer_of_a_colleague_stops_it(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    ours = raw_letter(
        "a1@shop.example",
        "References: <q1@northwind.example>",
        "From: support@shop.example",
        "To: anna@northwind.example",
    )
    desk.receive(ours, received=desk.now + 5, sent=True)
    assert doubts(look(desk, draft)) == [Doubt.ANSWERED]
    assert came_since(desk.store, draft.id) == {Side.OURS}


def test_recipients_are_compared_with_the_ticket(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask(1, "Cc: boss@northwind.example")))
    boss = Address("", "boss@northwind.example")
    assert look(desk, draft, cc=(boss,)) == []
    far = Address("", "who@elsewhere.example")
    (found,) = look(desk, draft, cc=(far,))
    assert (found.doubt, found.names) == (Doubt.OTHER_DOMAIN, ("who@elsewhere.example",))


def test_a_reply_to_elsewhere_is_told(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask(1, "Reply-To: desk@elsewhere.example")))
    (found,) = look(desk, draft)
    assert found.doubt is Doubt.REPLY_TO
    assert found.names == ("desk@elsewhere.example", "anna@northwind.example")


def test_quotes_are_not_what_we_say(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    quoted = "<blockquote><p>Please find attached the invoice.</p></blockquote>"
    assert look(desk, draft, body=quoted + FINE) == []
    assert doubts(look(desk, draft, body=FINE + "<p>Please find attached the invoice.</p>")) == [
        Doubt.ATTACHMENT
    ]
    assert own_words(quoted + "<p>Yes.</p>").strip() == "Yes."


def test_blanks_pictures_and_slips(desk: WritingDesk) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    blank = '<p><mark data-blank="order number">order number</mark></p>'
    found = look(desk, draft, "exprot", body=FINE + blank)
    assert [(f.doubt, f.names) for f in found] == [
        (Doubt.BLANK, ("order number",)),
        (Doubt.SPELLING, ("exprot",)),
    ]


def test_a_new_letter_is_looked_at_without_a_ticket(desk: WritingDesk) -> None:
    draft = desk.begin(DraftKind.NEW)
    assert came_since(desk.store, draft.id) == frozenset()
    assert doubts(look(desk, draft)) == [Doubt.NO_RECIPIENT, Doubt.NO_SUBJECT]
    to = (Address("Anna", "anna@new.example"),)
    assert look(desk, draft, to=to, subject="Hello") == []
