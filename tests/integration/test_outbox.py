"""Letters on their way: exactly once, in order, and back to a person wherever nobody can know."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import RejectedError
from app.domain.hindrances import Hindrance
from app.domain.ids import TicketId
from app.domain.messages import Address
from app.domain.outgoing import (
    Draft,
    DraftContent,
    DraftId,
    DraftKind,
    HeldFor,
    Refusal,
    Sending,
    WrongStepError,
)
from app.domain.own_ids import is_own
from app.domain.tickets import Status
from app.runtime.journal_doubts import doubts
from app.runtime.outbox_agenda import recover_outbox
from app.services import drafts, outbox, undo
from app.services.commands import change_account
from app.services.own_keys import TOKEN_KEY_SETTING
from app.store.drafts import PIECE_BYTES
from mail.parse import parse
from tests.support.rulings import renew, shown
from tests.support.writing import SETTINGS, WritingDesk, raw_letter, writing_desk


@pytest.fixture
def desk() -> Iterator[WritingDesk]:
    with writing_desk() as desk:
        yield desk


def answer(desk: WritingDesk, ticket: TicketId, body: str = "<p>Yes.</p>") -> Draft:
    """An answer that is written, and sent."""
    draft = desk.begin(ticket=ticket)
    desk.save(draft.id, replace(draft.content, body=body))
    desk.send(draft.id)
    return draft


def due(desk: WritingDesk) -> list[DraftId]:
    return [one.draft for one in outbox.due(desk.store, desk.account, desk.now)]


def state(desk: WritingDesk, draft: DraftId) -> Sending | None:
    row = desk.store.outbox.get(draft)
    return row.outgoing.state if row else None


# --- what leaves ----------------------------------------------------------------------------------


def test_the_letter_is_the_one_that_was_written(desk: WritingDesk) -> None:
    desk.join()
    key = desk.ask(1, "References: <older@x.example>")
    draft = desk.begin(DraftKind.REPLY_ALL, letter=key)
    content = replace(
        draft.content,
        to=(Address("Anna", "anna@northwind.example"),),
        cc=(Address("", "ANNA@northwind.example"), Address("", "c@x.example")),
        bcc=(Address("", "boss@shop.example"),),
        body="<p>Так, <b>завтра</b>.</p>",
        signature="Ann",
    )
    desk.save(draft.id, content)
    outgoing = desk.send(draft.id)
    envelope = outbox.envelope_of(desk.store, draft.id)
    assert envelope.sender == "support@shop.example"
    assert sorted(a.lower() for a in envelope.recipients) == [
        "anna@northwind.example",
        "boss@shop.example",
        "c@x.example",
    ]
    raw = desk.keep_letter(draft.id)
    assert b"".join(outbox.pieces(desk.store, draft.id)) == raw
    made = parse(raw)
    assert made.message_id == outgoing.message_id
    assert made.sender == (Address("Ann", "support@shop.example"),)
    assert made.references == ("older@x.example", "q1@northwind.example")
    assert made.in_reply_to == ("q1@northwind.example",)
    assert b"boss@" not in raw
    assert "завтра" in made.text
    assert "Where is it?" in made.text
    token = bytes.fromhex(desk.store.settings.get(TOKEN_KEY_SETTING) or "")
    assert is_own(token, outgoing.message_id)


@pytest.mark.parametrize(
    ("lost", "words"), [("smtp", "no server for sending"), ("imap", "kept on this computer only")]
)
def test_without_a_server_nothing_is_sent_and_the_draft_stays(
    desk: WritingDesk, lost: str, words: str
) -> None:
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    desk.save(draft.id, replace(draft.content, body="<p>Yes.</p>"))
    without = replace(SETTINGS, smtp=None) if lost == "smtp" else replace(SETTINGS, imap=None)
    desk.do(change_account, desk.account, without)
    with pytest.raises(RejectedError, match=words):
        desk.send(draft.id)
    (row,) = desk.store.drafts.going_on(desk.account)
    assert (row.draft.id, row.draft.content.body, row.message_id) == (draft.id, "<p>Yes.</p>", "")
    desk.do(change_account, desk.account, SETTINGS)
    assert desk.send(draft.id).state is Sending.QUEUED


def test_a_talk_needs_no_server_for_sending(desk: WritingDesk) -> None:
    desk.do(change_account, desk.account, replace(SETTINGS, smtp=None))
    draft = desk.begin(DraftKind.CALL, ticket=desk.ticket(desk.ask()))
    desk.save(draft.id, replace(draft.content, body="<p>They called.</p>"))
    assert desk.send(draft.id).state is Sending.QUEUED


def test_whoever_answers_our_letter_from_elsewhere_is_let_in(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = answer(desk, ticket)
    outgoing = desk.store.outbox.get(draft.id)
    assert outgoing is not None
    desk.hand_over(draft.id)
    key = desk.receive(
        raw_letter(
            "reply@elsewhere.example",
            f"References: <q1@northwind.example> <{outgoing.outgoing.message_id}>",
            "Subject: Re: Question 1",
            "From: Colleague <c@elsewhere.example>",
            "To: support@shop.example",
        )
    )
    assert desk.ticket(key) == ticket


def test_what_is_passed_on_is_no_answer_to_the_contact(desk: WritingDesk) -> None:
    desk.join()
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(DraftKind.FORWARD, ticket)
    boss = (Address("", "boss@supplier.example"),)
    desk.save(draft.id, replace(draft.content, to=boss, promise=desk.now + 60))
    desk.send(draft.id)
    desk.hand_over(draft.id)
    assert (desk.row(ticket).status, desk.row(ticket).letters) == (Status.OPEN, 1)
    assert desk.row(ticket).promised == desk.now + 60
    (other,) = set(desk.all_rows()) - {ticket}
    assert (desk.row(other).status, desk.row(other).contact) == (Status.WAITING, boss[0])


def test_a_talk_that_is_written_down_goes_to_nobody(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(DraftKind.CALL, ticket)
    desk.save(draft.id, replace(draft.content, body="<p>She called.</p>"))
    desk.send(draft.id)
    assert outbox.envelope_of(desk.store, draft.id).recipients == ()
    desk.hand_over(draft.id)
    assert desk.row(ticket).letters == 2


def test_a_ticket_that_we_begin(desk: WritingDesk) -> None:
    draft = desk.begin(DraftKind.NEW)
    content = DraftContent(
        to=(Address("Anna", "anna@northwind.example"),),
        subject="Your order",
        body="<p>It is here.</p>",
        then=Status.CLOSED,
        promise=desk.now + 86_400,
    )
    desk.join()
    desk.save(draft.id, content)
    desk.send(draft.id)
    assert desk.all_rows() == {}
    (view,) = desk.queries.outbox()
    assert (view.ticket, view.state, view.subject) == (None, Sending.QUEUED, "Your order")
    desk.hand_over(draft.id)
    (row,) = desk.all_rows().values()
    assert (row.subject, row.status, row.promised) == (
        "Your order",
        Status.CLOSED,
        desk.now + 86_400,
    )
    assert desk.queries.outbox() == ()


@pytest.mark.parametrize("alone", [False, True])
def test_what_is_answered_is_marked_so_and_the_team_hears_the_rest(
    desk: WritingDesk, alone: bool
) -> None:
    """Alone: nobody has said who sits at this computer."""
    if not alone:
        desk.join()
    key = desk.ask()
    ticket = desk.ticket(key)
    draft = desk.begin(ticket=ticket)
    promise = desk.now + 86_400
    content = replace(draft.content, body="<p>x</p>", then=Status.CLOSED, promise=promise)
    desk.save(draft.id, content)
    desk.send(draft.id)
    assert desk.row(ticket).status is Status.OPEN
    desk.hand_over(draft.id)
    assert (desk.row(ticket).status, desk.row(ticket).promised) == (Status.CLOSED, promise)
    assert "\\Answered" in desk.store.pending.shown([key])[key].flags


def shut_out(desk: WritingDesk) -> None:
    """A teammate takes this computer out of the team."""
    with desk.store.transaction():
        device = desk.store.journal.state(desk.account).device
        desk.store.journal.set_revoked(desk.account, [device])


@pytest.mark.parametrize("wish", [{"then": Status.CLOSED}, {"promise": 1_800_000_000}])
def test_who_was_shut_out_is_told_what_a_letter_cannot_bring_about(
    desk: WritingDesk, wish: dict[str, Any]
) -> None:
    desk.join()
    draft = desk.begin(ticket=desk.ticket(desk.ask()))
    content = replace(draft.content, body="<p>Yes.</p>", **wish)
    desk.save(draft.id, content)
    shut_out(desk)
    with pytest.raises(RejectedError, match="Send the letter without these"):
        desk.send(draft.id)
    (row,) = desk.store.drafts.going_on(desk.account)
    assert row.draft.content == content
    desk.save(draft.id, replace(content, then=None, promise=None))
    desk.send(draft.id)
    desk.hand_over(draft.id)
    assert state(desk, draft.id) is Sending.ACCEPTED


def test_a_letter_of_who_is_shut_out_meanwhile_is_written_down_as_sent(desk: WritingDesk) -> None:
    """What it should have brought about stands in the draft, and is not said to be so."""
    desk.join()
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    promise = desk.now + 86_400
    content = replace(draft.content, body="<p>Yes.</p>", then=Status.CLOSED, promise=promise)
    desk.save(draft.id, content)
    desk.send(draft.id)
    shut_out(desk)
    desk.hand_over(draft.id)
    assert state(desk, draft.id) is Sending.ACCEPTED
    assert (desk.row(ticket).letters, desk.row(ticket).status) == (2, Status.WAITING)
    assert desk.row(ticket).promised is None
    row = desk.store.drafts.get(draft.id)
    assert row is not None
    assert row.draft.content == content
    told = doubts(desk.store, desk.account, name="support")
    assert ["counts for nobody" in one.detail for one in told] == [True]


# --- the copy in Sent -----------------------------------------------------------------------------


@pytest.mark.parametrize("altered", [False, True])
def test_the_copy_in_sent_is_the_same_letter(desk: WritingDesk, altered: bool) -> None:
    ticket = desk.ticket(desk.ask())
    draft = answer(desk, ticket)
    raw = desk.hand_over(draft.id)
    if altered:
        raw = raw.replace(b"Yes.", b"Yes!")
    desk.now += 30
    key = desk.receive(raw, sent=True)
    found = desk.queries.conversation(ticket)
    assert found is not None
    assert [letter.key for letter in found.letters][1:] == [key]
    assert found.letters[1].received == desk.now
    assert ("Yes!" in found.letters[1].parts[0].html) == altered
    assert desk.store.letters.source(key) == raw
    assert desk.receive(raw, sent=True) == key  # also after the server numbered all anew
    assert desk.row(ticket).letters == 2
    assert outbox.proven(desk.store, desk.account) == [draft.id]
    desk.do(outbox.filed, draft.id, now=desk.now)
    assert outbox.proven(desk.store, desk.account) == []
    assert list(outbox.pieces(desk.store, draft.id)) == []
    assert desk.store.check() == []


def test_a_copy_that_comes_before_anybody_knew_is_proof(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = answer(desk, ticket)
    raw = desk.keep_letter(draft.id)
    desk.do(outbox.handing, draft.id, now=desk.now)
    desk.do(outbox.unsure, draft.id, now=desk.now, said="No answer came.")
    assert desk.row(ticket).sending is Sending.UNSURE
    desk.receive(raw, sent=True)
    assert outbox.proven(desk.store, desk.account) == [draft.id]
    found = desk.queries.conversation(ticket)
    assert found is not None
    assert (len(found.letters), found.outgoing) == (2, ())
    with pytest.raises(WrongStepError, match="has been sent"):
        desk.do(drafts.send_again, draft.id, now=desk.now)
    desk.do(outbox.found_in_sent, draft.id, now=desk.now)
    desk.do(outbox.filed, draft.id, now=desk.now)
    assert desk.row(ticket).letters == 2


def test_what_left_is_in_its_ticket_however_tickets_are_made(desk: WritingDesk) -> None:
    desk.join()
    tickets = [desk.ticket(desk.ask(number)) for number in (1, 2)]
    for ticket in tickets:
        desk.hand_over(answer(desk, ticket).id)
    before = shown(desk.store)
    desk.do(renew)
    assert shown(desk.store) == before
    assert {row.status for row in desk.all_rows().values()} == {Status.WAITING}


# --- order and what holds it up -------------------------------------------------------------------


def test_letters_of_one_ticket_leave_in_order(desk: WritingDesk) -> None:
    tickets = [desk.ticket(desk.ask(number)) for number in (1, 2)]
    first = answer(desk, tickets[0]).id
    second = answer(desk, tickets[0]).id
    other = answer(desk, tickets[1]).id
    assert due(desk) == []
    assert outbox.next_due(desk.store, desk.account) == desk.now + 10
    desk.now += 10
    assert due(desk) == [first, other]
    assert [view.waits_for for view in desk.queries.outbox()] == [None, first, None]
    desk.do(outbox.handing, first, now=desk.now)
    assert due(desk) == [other]
    desk.do(outbox.postponed, first, now=desk.now, until=desk.now + 60, said="Busy.")
    assert due(desk) == [other]
    desk.now += 60
    assert due(desk) == [first, other]
    desk.hand_over(first)
    assert due(desk) == [second, other]
    assert outbox.what_changed(desk.store, second) is None  # it knows our own letter before it


def test_what_was_sent_before_one_is_held_waits_for_it(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    first = answer(desk, ticket).id
    second = answer(desk, ticket).id
    desk.now += 10
    desk.do(outbox.hold, first, HeldFor.REFUSED, now=desk.now)
    assert due(desk) == []
    desk.now += 10
    third = answer(desk, ticket).id  # by somebody who sees what is held
    desk.now += 10
    desk.do(drafts.take_back, second, now=desk.now)
    assert due(desk) == [third]


def test_sent_later_does_not_hold_up_what_is_sent_now(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    later = desk.do(drafts.send, draft.id, now=desk.now, not_before=desk.now + 86_400)
    assert later.not_before == desk.now + 86_400
    now = answer(desk, ticket).id
    desk.now += 10
    assert due(desk) == [now]


def test_news_in_the_ticket_are_seen_before_it_leaves(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = answer(desk, ticket)
    assert outbox.what_changed(desk.store, draft.id) is None
    head = ("References: <q1@northwind.example>", "Subject: Re: Question 1")
    desk.receive(
        raw_letter("ours@x.example", *head, "From: support@shop.example", "To: a@x.example"),
        sent=True,
    )
    assert outbox.what_changed(desk.store, draft.id) is HeldFor.ANSWERED
    anna = "From: Anna <anna@northwind.example>"
    robot = ("Auto-Submitted: auto-replied", "To: support@shop.example")
    desk.do(drafts.seen_now, draft.id)
    desk.receive(raw_letter("robot@x.example", *head, anna, *robot))
    assert outbox.what_changed(desk.store, draft.id) is None
    desk.receive(raw_letter("more@x.example", *head, anna, "To: support@shop.example"))
    assert outbox.what_changed(desk.store, draft.id) is HeldFor.NEW_LETTER
    desk.do(outbox.hold, draft.id, HeldFor.NEW_LETTER, now=desk.now)
    desk.do(drafts.retry, draft.id, now=desk.now)
    assert outbox.what_changed(desk.store, draft.id) is None
    assert due(desk) == [draft.id]


def test_a_clock_that_is_set_back_keeps_no_answer_waiting(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    now = desk.now
    desk.now += 3 * 3600
    draft = answer(desk, ticket).id
    later = desk.begin(DraftKind.NEW)
    desk.save(later.id, replace(later.content, to=(Address("", "b@x.example"),), body="<p>x</p>"))
    desk.do(drafts.send, later.id, now=desk.now, not_before=desk.now + 3600)
    assert due(desk) == []  # it may still be taken back
    desk.now = now
    assert due(desk) == [draft]
    desk.now += 4 * 3600
    assert due(desk) == [draft, later.id]


@pytest.mark.parametrize("why", [None, HeldFor.REFUSED])
def test_sending_at_once_what_waits_does_not_mean_that_news_were_seen(
    desk: WritingDesk, why: HeldFor | None
) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    desk.save(draft.id, replace(draft.content, body="<p>Yes.</p>"))
    desk.do(drafts.send, draft.id, now=desk.now, not_before=desk.now + 86_400)
    if why is not None:
        desk.do(outbox.hold, draft.id, why, now=desk.now)
    head = ("References: <q1@northwind.example>", "Subject: Re: Question 1")
    mails = ("From: support@shop.example", "To: anna@northwind.example")
    desk.receive(raw_letter("ours@x.example", *head, *mails), sent=True)
    desk.do(drafts.retry, draft.id, now=desk.now)
    assert due(desk) == [draft.id]
    assert outbox.what_changed(desk.store, draft.id) is HeldFor.ANSWERED


# --- when it does not leave -----------------------------------------------------------------------


def test_undo_makes_it_a_draft_again_with_all_that_was_chosen(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    content = replace(draft.content, body="<p>x</p>", then=Status.CLOSED, cursor=3)
    desk.save(draft.id, content)
    first = desk.send(draft.id)
    with pytest.raises(WrongStepError, match="outbox already"):
        desk.save(draft.id, content)
    with pytest.raises(WrongStepError, match="outbox already"):
        desk.send(draft.id)
    desk.do(undo.undo_last, now=desk.now)
    again = desk.queries.draft(draft.id)
    assert again is not None
    assert again.content == content
    assert desk.row(ticket).draft
    assert desk.row(ticket).sending is None
    assert desk.send(draft.id).message_id == first.message_id
    desk.keep_letter(draft.id)
    (deed,) = undo.last_deeds(desk.store)
    desk.do(outbox.handing, draft.id, now=desk.now)
    assert undo.last_deeds(desk.store) == ()
    with pytest.raises(WrongStepError, match="just being handed over"):
        desk.do(undo.take_back, deed, now=desk.now)
    with pytest.raises(WrongStepError, match="just being handed over"):
        desk.do(drafts.take_back, draft.id, now=desk.now)


@pytest.mark.parametrize("alone", [False, True])
def test_a_refused_letter_puts_its_ticket_back_to_us(desk: WritingDesk, alone: bool) -> None:
    if not alone:
        desk.join()
    ticket = desk.ticket(desk.ask())
    desk.hand_over(answer(desk, ticket).id)
    assert desk.row(ticket).status is Status.WAITING
    more = answer(desk, ticket).id
    desk.do(outbox.handing, more, now=desk.now)
    refusals = [Refusal("anna@northwind.example", 550, "No such user")]
    desk.do(
        outbox.hold, more, HeldFor.RECIPIENTS, now=desk.now, said="No such user", refusals=refusals
    )
    row = desk.row(ticket)
    assert (row.status, row.sending) == (Status.OPEN, Sending.HELD)
    (view,) = desk.queries.outbox()
    assert (view.held, view.said, list(view.refusals)) == (
        HeldFor.RECIPIENTS,
        "No such user",
        refusals,
    )
    assert view.hindrances == (Hindrance.NO_SUCH_PERSON,)
    assert view.hindrance is None  # no code: perhaps words of ours
    edited = desk.do(drafts.edit, more, now=desk.now)
    assert edited.content.body == "<p>Yes.</p>"
    assert desk.row(ticket).sending is Sending.ACCEPTED  # the one before


def test_what_was_being_handed_over_at_a_kill_is_a_question(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = answer(desk, ticket).id
    desk.keep_letter(draft)
    desk.do(outbox.handing, draft, now=desk.now)
    assert desk.do(outbox.recover, now=desk.now) == [draft]
    assert desk.do(outbox.recover, now=desk.now) == [draft]
    assert state(desk, draft) is Sending.UNSURE
    assert due(desk) == []
    for command in (drafts.take_back, drafts.retry):
        with pytest.raises(WrongStepError):
            desk.do(command, draft, now=desk.now)
    first = desk.store.outbox.get(draft)
    assert first is not None
    desk.do(drafts.send_again, draft, now=desk.now)
    assert due(desk) == [draft]
    # Taken back now, another text must not go by a name under which the first may have arrived.
    desk.do(drafts.take_back, draft, now=desk.now)
    assert desk.send(draft).message_id != first.outgoing.message_id


def test_a_person_says_that_it_arrived(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = answer(desk, ticket).id
    desk.keep_letter(draft)
    with pytest.raises(WrongStepError):
        desk.do(drafts.say_arrived, draft, now=desk.now)
    desk.do(outbox.handing, draft, now=desk.now)
    desk.do(outbox.unsure, draft, now=desk.now)
    desk.do(drafts.say_arrived, draft, now=desk.now)
    assert desk.row(ticket).status is Status.WAITING
    assert state(desk, draft) is Sending.ACCEPTED


def test_a_letter_that_was_not_kept_cannot_have_left(desk: WritingDesk) -> None:
    draft = answer(desk, desk.ticket(desk.ask())).id
    desk.do(outbox.handing, draft, now=desk.now)
    with pytest.raises(RejectedError, match="not kept"):
        desk.do(outbox.accepted, draft, now=desk.now)
    assert state(desk, draft) is Sending.HANDING


def test_a_letter_is_kept_as_a_whole_or_not_at_all(desk: WritingDesk) -> None:
    draft = answer(desk, desk.ticket(desk.ask())).id

    def torn() -> Iterator[bytes]:
        yield b"x" * (3 << 20)
        raise RejectedError("The file is gone.")

    with pytest.raises(RejectedError, match="gone"):
        outbox.store_letter(desk.do, draft, torn())
    row = desk.store.outbox.get(draft)
    assert row is not None
    assert row.size == 0
    assert outbox.store_letter(desk.do, draft, [b"a" * 700_000, b"b" * 700_000]) == 1_400_000
    assert [len(p) for p in outbox.pieces(desk.store, draft)] == [1 << 20, 1_400_000 - (1 << 20)]


def test_a_large_letter_stands_in_its_ticket_as_it_left(desk: WritingDesk) -> None:
    ticket = desk.ticket(desk.ask())
    draft = desk.begin(ticket=ticket)
    desk.save(draft.id, replace(draft.content, body="<p>Here.</p>"))
    data = random.Random(1).randbytes(outbox.INLINE_BYTES)  # base64 makes more of it
    file = desk.do(drafts.add_file, draft.id, "a.bin", "application/x", len(data))
    for number, at in enumerate(range(0, len(data), PIECE_BYTES)):
        desk.do(drafts.add_piece, file, number, data[at : at + PIECE_BYTES])
    desk.send(draft.id)
    raw = desk.keep_letter(draft.id)
    whole = outbox.read_back(desk.store, draft.id)
    desk.do(outbox.handing, draft.id, now=desk.now)
    desk.do(outbox.accepted, draft.id, now=desk.now, letter=whole)
    found = desk.queries.conversation(ticket)
    assert found is not None
    key = found.letters[1].key
    assert desk.store.letters.source(key) == raw
    assert raw.startswith(desk.store.letters.head(key))
    assert desk.queries.attachment(key, 0)[1] == data
    assert desk.receive(raw, sent=True) == key
    assert desk.row(ticket).letters == 2


def test_what_was_filed_is_forgotten_after_a_month(desk: WritingDesk) -> None:
    draft = answer(desk, desk.ticket(desk.ask())).id
    raw = desk.hand_over(draft)
    desk.receive(raw, sent=True)
    desk.do(outbox.filed, draft, now=desk.now)
    desk.now += 30 * 86_400 + 1
    desk.do(recover_outbox, now=desk.now)
    assert desk.store.drafts.get(draft) is None
    assert desk.receive(raw, sent=True)
    assert len(desk.all_rows()) == 1


# --- any way --------------------------------------------------------------------------------------


_ANY = (
    "save send take_back edit retry send_again say_arrived handing postponed hold unsure accepted "
    "found_in_sent filed recover discard undo restore sync"
).split()
_LIKELY = {
    None: ["save", "send"] * 9,
    Sending.QUEUED: ["handing"] * 9,
    Sending.HANDING: "postponed hold unsure accepted accepted".split() * 4,
    Sending.UNSURE: "send_again say_arrived sync found_in_sent".split() * 4,
    Sending.HELD: "retry edit".split() * 9,
    Sending.ACCEPTED: "sync filed".split() * 9,
    Sending.FILED: [],
}


class Wanderer:
    """Two drafts of one ticket on random ways, and what must be so of them."""

    def __init__(self, desk: WritingDesk, rng: random.Random) -> None:
        self.desk, self.rng = desk, rng
        ticket = desk.ticket(desk.ask())
        self.drafts = [desk.begin(ticket=ticket).id, desk.begin(DraftKind.FORWARD, ticket).id]
        self.texts = dict.fromkeys(self.drafts, "")
        self.states: dict[DraftId, Sending | None] = dict.fromkeys(self.drafts)
        self.yes = dict.fromkeys(self.drafts, 0)
        self.handed = dict.fromkeys(self.drafts, 0)
        self.certain = dict.fromkeys(self.drafts, 0)
        self.arrived: dict[str, int] = {}

    def step(self, number: int) -> None:
        draft = self.rng.choice(self.drafts)
        name = self.rng.choice(_LIKELY[self.states[draft]] + _ANY if number % 3 else _ANY)
        before = self.states[draft]
        try:
            getattr(self, f"_{name}")(draft, number)
        except RejectedError:
            assert state(self.desk, draft) == before
        self.desk.now += self.rng.choice((1, 40))
        self._check()

    def _save(self, draft: DraftId, number: int) -> None:
        body = f"<p>{'word ' * self.rng.randrange(30)}{number}</p>"
        content = DraftContent(to=(Address("", "anna@northwind.example"),), body=body)
        self.desk.save(draft, content)
        self.texts[draft] = body

    def _send(self, draft: DraftId, _: int) -> None:
        self.desk.send(draft)
        self.yes[draft] += 1
        self.states[draft] = Sending.QUEUED

    def _taken(self, draft: DraftId) -> None:
        assert self.states[draft] in {Sending.QUEUED, Sending.HELD}
        self.states[draft] = None

    def _take_back(self, draft: DraftId, _: int) -> None:
        self.desk.do(drafts.take_back, draft, now=self.desk.now)
        self._taken(draft)

    def _edit(self, draft: DraftId, _: int) -> None:
        self.desk.do(drafts.edit, draft, now=self.desk.now)
        self._taken(draft)

    def _retry(self, draft: DraftId, _: int) -> None:
        self.desk.do(drafts.retry, draft, now=self.desk.now)
        assert self.states[draft] in {Sending.QUEUED, Sending.HELD}
        self.states[draft] = Sending.QUEUED

    def _send_again(self, draft: DraftId, _: int) -> None:
        self.desk.do(drafts.send_again, draft, now=self.desk.now)
        self.yes[draft] += self.states[draft] is Sending.UNSURE
        self.states[draft] = Sending.QUEUED

    def _say_arrived(self, draft: DraftId, _: int) -> None:
        self.desk.do(drafts.say_arrived, draft, now=self.desk.now)
        assert self.states[draft] is Sending.UNSURE
        self.states[draft] = Sending.ACCEPTED

    def _handing(self, draft: DraftId, _: int) -> None:
        if self.states[draft] is Sending.QUEUED:
            self.desk.keep_letter(draft)
        self.desk.do(outbox.handing, draft, now=self.desk.now)
        assert self.states[draft] is Sending.QUEUED
        self.handed[draft] += 1
        self.states[draft] = Sending.HANDING

    def _back_from_server(self, draft: DraftId) -> None:
        self.handed[draft] -= self.states[draft] is Sending.HANDING  # certainly nothing was sent

    def _postponed(self, draft: DraftId, _: int) -> None:
        now = self.desk.now
        self.desk.do(outbox.postponed, draft, now=now, until=now + 60, said="Busy.")
        self._back_from_server(draft)
        self.states[draft] = Sending.QUEUED

    def _hold(self, draft: DraftId, _: int) -> None:
        why = self.rng.choice(list(HeldFor))
        self.desk.do(outbox.hold, draft, why, now=self.desk.now)
        self._back_from_server(draft)
        self.states[draft] = Sending.HELD

    def _unsure(self, draft: DraftId, _: int) -> None:
        self.desk.do(outbox.unsure, draft, now=self.desk.now)
        self.states[draft] = Sending.UNSURE

    def _accepted(self, draft: DraftId, _: int) -> None:
        self.desk.do(outbox.accepted, draft, now=self.desk.now)
        self.states[draft] = Sending.ACCEPTED

    def _found_in_sent(self, draft: DraftId, _: int) -> None:
        if self.states[draft] is Sending.QUEUED:
            self.desk.keep_letter(draft)
        self.desk.do(outbox.found_in_sent, draft, now=self.desk.now)
        self.states[draft] = Sending.ACCEPTED

    def _filed(self, draft: DraftId, _: int) -> None:
        self.desk.do(outbox.filed, draft, now=self.desk.now)
        assert self.states[draft] is Sending.ACCEPTED
        self.states[draft] = Sending.FILED

    def _recover(self, _: DraftId, __: int) -> None:
        self.desk.do(outbox.recover, now=self.desk.now)
        for each, at in self.states.items():
            self.states[each] = Sending.UNSURE if at is Sending.HANDING else at

    def _discard(self, draft: DraftId, _: int) -> None:
        self.desk.do(drafts.discard, draft, now=self.desk.now)

    def _undo(self, _: DraftId, __: int) -> None:
        done = self.desk.do(undo.undo_last, now=self.desk.now)
        if done is not None and done.deed.value == "send":
            (back,) = done.back
            self._taken(back.draft)  # type: ignore[union-attr]

    def _restore(self, draft: DraftId, _: int) -> None:
        if kept := self.desk.queries.draft_versions(draft):
            version = self.rng.choice(kept)
            self.desk.do(drafts.restore_version, draft, version.version, now=self.desk.now)
            self.texts[draft] = version.content.body

    def _sync(self, draft: DraftId, _: int) -> None:
        if self.states[draft] in {Sending.UNSURE, Sending.ACCEPTED}:
            self.desk.receive(b"".join(outbox.pieces(self.desk.store, draft)), sent=True)

    def _check(self) -> None:
        for draft, expected in self.states.items():
            assert state(self.desk, draft) == expected
            found = self.desk.queries.draft(draft)
            assert found is not None
            assert found.content.body == self.texts[draft]
            # Each time that it may have left there was a person's yes to it.
            assert self.handed[draft] <= self.yes[draft]


@settings(max_examples=15)
@given(st.randoms(use_true_random=False), st.integers(10, 50))
def test_no_text_is_lost_and_nothing_goes_an_illegal_way(rng: random.Random, steps: int) -> None:
    with writing_desk() as desk:
        wanderer = Wanderer(desk, rng)
        for number in range(steps):
            wanderer.step(number)
        before = shown(desk.store)
        desk.do(renew)
        assert shown(desk.store) == before
        assert desk.store.check() == []
        ids: list[str] = []
        under_way: set[str] = set()
        for ticket in desk.all_rows():
            found = desk.queries.conversation(ticket)
            assert found is not None
            ids += [letter.message_id for letter in found.letters]
            under_way.update(view.message_id for view in found.outgoing)
        assert len(ids) == len(set(ids))
        assert not under_way.intersection(ids)
