"""New letters are acknowledged where the team wants it: to the right ones, once, and marked so."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.acknowledgement import (
    DAY,
    HOUR,
    Hours,
    Policy,
    Silence,
    Text,
    acknowledgement_id,
)
from app.domain.errors import RejectedError
from app.domain.messages import Address
from app.domain.outgoing import DraftContent, Handed, Handing, Sending
from app.domain.tickets import Status
from app.services import acknowledgement, outbox
from app.services import acknowledgement_policy as policies
from app.services.acknowledgement_preview import Preview, preview
from app.services.acknowledgement_texts import STARTERS, check
from app.store import Store, Transaction, open_reader, open_store
from mail.parse import parse
from tests.support.fake_server import FakeMailbox
from tests.support.mailboxes import MailboxInMemory, fake_mailbox
from tests.support.sending import (
    ACCOUNT,
    HASTY,
    SOON,
    FakePost,
    Mailroom,
    Person,
    TakenLetter,
    office,
    question,
)
from tests.support.waiting import wait_until
from tests.support.writing import writing_desk

SHORT = Policy(texts={"en": Text("We have your letter", "Hello. Your code is {{ code }}.")})


@pytest.fixture
def desk(fake: MailboxInMemory, tmp_path: Path) -> Mailroom:
    fake.factory.idle = False
    return Mailroom(fake, tmp_path)


def ack_of(number: int) -> str:
    return acknowledgement_id(f"q{number}@client{number}.example", "example.org")


def switch(person: Person, policy: Policy = SHORT, *, on: bool = True) -> None:
    now = person.clock.now()
    person.runtime.perform(policies.switch, ACCOUNT, policy, on=on, now=now).result()


def read(person: Person, look: Callable[[Store], Any]) -> Any:
    with open_reader(person.database) as store:
        return look(store)


def come(desk: Mailroom, person: Person, *letters: bytes) -> None:
    """Let letters come in now, and wait until they are here."""
    before = person.letters()
    for letter in letters:
        desk.box.deliver(letter, received=person.clock.now())
    person.runtime.sync_now()
    wait_until(lambda: person.letters() >= before + len(letters), what="letters are here")


def wait_for_copies(desk: Mailroom, count: int) -> None:
    wait_until(lambda: len(desk.box.folders["Sent"].letters) == count, what=f"{count} copies")


def test_a_new_letter_is_acknowledged_once_and_still_needs_a_reply(desk: Mailroom) -> None:
    with desk.office() as ann:
        switch(ann)
        come(desk, ann, question(1))
        wait_for_copies(desk, 1)
        (taken,) = desk.post.taken
        assert taken.envelope.sender == ""
        assert taken.envelope.recipients == ("c1@client1.example",)
        assert desk.post.ids() == [ack_of(1)]
        parsed = parse(taken.raw)
        assert parsed.in_reply_to == ("q1@client1.example",)
        assert parsed.sender[0].name == ""
        for mark in (b"Auto-Submitted: auto-replied", b"X-Auto-Response-Suppress: All"):
            assert mark in taken.raw
        shown = ann.conversation(1)
        assert shown.ticket.code in parsed.text
        assert shown.ticket.status is Status.OPEN
        come(desk, ann, question(1, more="b"))
        wait_until(lambda: len(ann.conversation(1).letters) == 3, what="a second question")
        come(desk, ann, question(2))
        wait_for_copies(desk, 2)
        assert desk.post.ids() == [ack_of(1), ack_of(2)]
        assert ann.conversation(1).ticket.status is Status.OPEN
        assert ann.codes() == set()
    assert desk.sent() == sorted([ack_of(1), ack_of(2)])


def test_nothing_is_said_before_somebody_switches_it_on_or_after_it_is_off(
    desk: Mailroom,
) -> None:
    with desk.office() as ann:
        come(desk, ann, question(1))
        ann.clock.advance(5)
        switch(ann)
        come(desk, ann, question(2))
        wait_for_copies(desk, 1)
        switch(ann, on=False)
        come(desk, ann, question(3))
        sent = ann.answer(3)
        wait_for_copies(desk, 2)
        assert desk.post.ids() == [ack_of(2), sent.message_id]
        assert not read(ann, lambda s: policies.policy_of(s, ACCOUNT)).is_on


def test_a_computer_that_was_shut_out_says_nothing_beside_the_team(desk: Mailroom) -> None:
    def shut_out(store: Store, transaction: Transaction, *, out: bool) -> None:
        device = store.journal.state(ACCOUNT).device
        store.journal.set_revoked(ACCOUNT, [device] if out else [])
        transaction.accounts.add(ACCOUNT)

    with desk.office() as ann:
        ann.join("Ann")
        switch(ann)
        come(desk, ann, question(1))
        wait_for_copies(desk, 1)
        ann.runtime.perform(shut_out, out=True).result()
        come(desk, ann, question(2))
        sent = ann.answer(2)  # what a person wrote leaves all the same
        wait_for_copies(desk, 2)
        assert desk.post.ids() == [ack_of(1), sent.message_id]
        assert ann.row(sent.draft) is not None
        ann.runtime.perform(shut_out, out=False).result()
        come(desk, ann, question(3))
        wait_for_copies(desk, 3)
        assert desk.post.ids() == [ack_of(1), sent.message_id, ack_of(3)]


def test_one_a_day_for_a_sender(desk: Mailroom) -> None:
    again = question(7).replace(b"c7@client7", b"C1@client1")
    with desk.office() as ann:
        switch(ann)
        come(desk, ann, question(1))
        wait_for_copies(desk, 1)
        come(desk, ann, again, question(2))
        wait_for_copies(desk, 2)
        ann.clock.advance(DAY + 60)
        come(desk, ann, again.replace(b"q7@", b"q8@").replace(b"Question 7", b"Something else"))
        wait_for_copies(desk, 3)
        names = [acknowledgement_id(name, "example.org") for name in ("q8@client7.example",)]
        assert desk.post.ids() == [ack_of(1), ack_of(2), *names]


def test_whoever_writes_from_an_address_for_each_letter_is_one_sender(desk: Mailroom) -> None:
    more = [question(n).replace(b"<c%d@" % n, b"<c1+%d@" % n) for n in range(5, 8)]
    more = [one.replace(b"@client%d" % n, b"@client1") for n, one in enumerate(more, 5)]
    with desk.office() as ann:
        switch(ann)
        come(desk, ann, question(1), *more)
        come(desk, ann, question(2))
        wait_for_copies(desk, 2)
        assert sorted(desk.post.ids()) == sorted([ack_of(1), ack_of(2)])


@pytest.mark.parametrize("named", [False, True], ids=["null sender", "an address"])
def test_two_who_acknowledge_each_other_end_after_one(tmp_path: Path, named: bool) -> None:
    """Each of two inboxes has Postroom, and what the one sends comes to the other."""
    with ExitStack() as stack:
        boxes = {name: stack.enter_context(fake_mailbox()) for name in ("left", "right")}
        people = {}
        posts = {name: FakePost(wants_names=named) for name in boxes}
        for name, box in boxes.items():
            box.factory.idle = False
            settings = replace(box.account.settings, address=f"help@{name}.example")
            box.account = replace(box.account, settings=settings)
            post = partial(posts.__getitem__, name)
            people[name] = stack.enter_context(
                office(box, tmp_path / name, post, factory=box.factory)
            )
            switch(people[name])
        left, right = boxes["left"].other, boxes["right"].other

        def arrive(box: FakeMailbox, one: TakenLetter) -> None:
            trace = f"Return-Path: <{one.envelope.sender}>\r\n".encode()
            box.deliver(trace + one.raw, received=people["left"].clock.now())

        posts["left"].at_data = partial(arrive, right)
        posts["right"].at_data = partial(arrive, left)
        new = DraftContent(to=(Address("", "help@right.example"),), subject="Hi", body="<p>?</p>")
        people["left"].send(people["left"].write_new(new).id)
        wait_until(lambda: posts["left"].taken)
        people["right"].runtime.sync_now()
        wait_until(lambda: posts["right"].taken, what="right acknowledges")
        people["left"].runtime.sync_now()
        wait_until(lambda: people["left"].letters() == 2, what="left has it")
        strangers = question(1).replace(b"support@example.org", b"help@left.example")
        left.deliver(strangers, received=people["left"].clock.now())
        people["left"].runtime.sync_now()
        wait_until(lambda: len(posts["left"].taken) == 2, what="left acknowledges a stranger")
        assert posts["left"].taken[1].envelope.recipients == ("c1@client1.example",)
        assert len(posts["right"].taken) == 1
        by = posts["right"].taken[0].envelope.sender
        assert by == ("help@right.example" if named else "")


def test_nobody_knows_whether_it_left_so_nobody_sends_it_again(desk: Mailroom) -> None:
    desk.post.answers = [Handed(Handing.UNSURE, said="The server did not answer.")]
    with desk.office() as ann:
        switch(ann)
        come(desk, ann, question(1), question(2))
        wait_for_copies(desk, 1)
        assert sorted(desk.post.ids()) == sorted([ack_of(1), ack_of(2)])
        wait_until(lambda: read(ann, lambda s: not s.outbox.under_way(ACCOUNT)))
        assert ann.codes() == set()
    with desk.office(clock=ann.clock) as ann:
        come(desk, ann, question(3))
        wait_for_copies(desk, 2)
        assert len(desk.post.taken) == 3


@pytest.mark.parametrize("arrived", [True, False])
def test_killed_while_it_is_handed_over_it_leaves_at_most_once(
    desk: Mailroom,
    arrived: bool,
) -> None:
    desk.post.answers = [Handed(Handing.RETRY, said="Nobody listens there.")]
    slow = replace(HASTY, outbox=replace(SOON, first_retry=60.0, longest_retry=60.0))
    with desk.office(rhythm=slow) as ann:
        switch(ann)
        come(desk, ann, question(1))
        ann.wait_for_problem("sending-offline")
    with open_store(ann.database) as store, store.transaction() as transaction:
        (row,) = store.outbox.under_way(ACCOUNT)
        outbox.handing(store, transaction, row.outgoing.draft, now=ann.clock.now())
        raw = b"".join(outbox.pieces(store, row.outgoing.draft))
    if arrived:
        desk.box.deliver(raw, folder="Sent", received=ann.clock.now())
    with desk.office(clock=ann.clock) as ann:
        wait_until(lambda: read(ann, lambda s: not s.outbox.under_way(ACCOUNT)))
        come(desk, ann, question(2))
        wait_for_copies(desk, 2 if arrived else 1)
        assert desk.post.ids() == [ack_of(2)]
        assert len(ann.conversation(1).letters) == (2 if arrived else 1)
        assert ann.codes() == set()


def test_what_a_server_refuses_stops_it_and_is_told(desk: Mailroom) -> None:
    desk.post.answers = [Handed(Handing.REFUSED, 550, "550 No null senders here.")]
    with desk.office() as ann:
        switch(ann)
        come(desk, ann, question(1))
        problem = ann.wait_for_problem("acknowledgements-stopped")
        assert "No null senders" in problem.detail
        assert read(ann, lambda s: s.outbox.under_way(ACCOUNT)) == []
        desk.box.deliver(question(2), received=ann.clock.now())
        ann.runtime.network_changed()
        ann.ticket(2)
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        assert desk.post.ids() == [sent.message_id]
        switch(ann, replace(SHORT, rate=61))
        wait_for_copies(desk, 2)
        assert desk.post.ids()[1:] == [ack_of(2)]
        wait_until(lambda: ann.codes() == set())


def test_more_than_the_rate_waits(desk: Mailroom) -> None:
    with desk.office() as ann:
        switch(ann, replace(SHORT, rate=2))
        come(desk, ann, *(question(n) for n in range(1, 5)))
        problem = ann.wait_for_problem("acknowledgements-rate")
        assert "2 more wait" in problem.detail
        wait_for_copies(desk, 2)
        ann.clock.advance(HOUR + 1)
        ann.runtime.network_changed()
        wait_for_copies(desk, 4)
        assert sorted(desk.post.ids()) == sorted(ack_of(n) for n in range(1, 5))


def test_a_flood_from_one_sender_is_told_and_not_answered(desk: Mailroom) -> None:
    many = [question(n).replace(b"Client %d <c%d@client%d" % (n, n, n), b"R <r@robots") for n in
            range(10, 22)]  # fmt: skip
    with desk.office() as ann:
        come(desk, ann, *many)
        switch(ann, replace(SHORT, since=1))
        problem = ann.wait_for_problem("acknowledgement-flood")
        assert "r@robots.example" in problem.detail
        come(desk, ann, question(1))
        wait_for_copies(desk, 1)
        assert desk.post.ids() == [ack_of(1)]


def test_an_answer_that_waits_stops_the_acknowledgement(desk: Mailroom) -> None:
    desk.post.answers = [Handed(Handing.RETRY, said="Nobody listens there.")]
    slow = replace(HASTY, outbox=replace(SOON, first_retry=60.0, longest_retry=60.0))
    with desk.office(rhythm=slow) as ann:
        switch(ann)
        come(desk, ann, question(1))
        ann.wait_for_problem("sending-offline")
        answered = (
            b"From: support@example.org\r\nTo: c1@client1.example\r\nSubject: Re: Question 1\r\n"
            b"Message-ID: <phone@example.org>\r\nIn-Reply-To: <q1@client1.example>\r\n\r\nYes.\r\n"
        )
        desk.box.deliver(answered, folder="Sent", received=ann.clock.now())
        come(desk, ann, question(2))
        ann.runtime.network_changed()
        wait_for_copies(desk, 2)
        assert desk.post.ids() == [ack_of(2)]


def test_in_the_language_of_the_letter_and_by_the_hours(desk: Mailroom) -> None:
    never = Hours(frozenset({0}), time(0, 0), time(0, 1), "UTC")
    russian = question(1).replace(b"Where is 1?", "Где мой заказ? Жду ответа.".encode())
    with desk.office() as ann:
        if never.is_open(ann.clock.now()):
            ann.clock.advance(120)
        switch(ann, Policy(texts=STARTERS, hours=never))
        come(desk, ann, russian)
        wait_for_copies(desk, 1)
        text = parse(desk.post.taken[0].raw).text
        assert "Здравствуйте, Client!" in text
        assert "Сейчас мы не на работе" in text


def test_where_a_language_has_no_text_another_is_spoken(desk: Mailroom) -> None:
    with desk.office() as ann:
        switch(ann, Policy(texts={"uk": STARTERS["uk"]}))
        come(desk, ann, question(1))
        wait_for_copies(desk, 1)
        assert "Вітаємо, Client!" in parse(desk.post.taken[0].raw).text
        assert ann.codes() == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (Text("", "Hello"), "lacks its subject"),
        (Text("Hi", " "), "lacks its text"),
        (Text("Hi", "Dear {{ first_name }},"), "first name"),
        (Text("Hi", '{{ ask("order number") }}'), "order number"),
        (Text("Hi", "{{ me }}"), "your name"),
        (Text("Hi", "{% if first_name %}{{ company }}{% endif %}x"), "company"),
        (Text("Hi", "{{ ().__class__ }}"), "cannot"),
        (Text("Hi", "ok", off_hours="{{ due }}"), "due"),
    ],
)
def test_a_text_that_could_not_be_sent_to_everybody_is_refused(text: Text, words: str) -> None:
    with pytest.raises(RejectedError, match=words):
        check("en", text)


@pytest.mark.parametrize("language", sorted(STARTERS))
def test_the_texts_to_begin_with_can_be_sent(language: str) -> None:
    check(language, STARTERS[language])


def test_what_cannot_hold_is_refused(desk: Mailroom) -> None:
    with desk.office(smtp=None) as ann:
        with pytest.raises(RejectedError, match="no server for sending"):
            switch(ann)
        with pytest.raises(RejectedError, match="no text"):
            switch(ann, Policy())
        with pytest.raises(RejectedError, match="time zone"):
            switch(ann, replace(SHORT, hours=Hours(zone="Mars/Base")), on=False)
        saved = replace(SHORT, hours=Hours(frozenset({1, 2}), time(9), time(17, 30), "Europe/Kyiv"))
        switch(ann, saved, on=False)
        assert read(ann, lambda s: policies.policy_of(s, ACCOUNT)) == saved


def test_the_preview_says_whom_it_would_have_reached_and_why_not(desk: Mailroom) -> None:
    head = b"Precedence: bulk\r\nFrom:"
    letters = [
        question(1),
        question(2).replace(b"From:", head),
        question(3).replace(b"c3@client3", b"no-reply@client3"),
        question(4).replace(b"c4@client4", b"c1@client1"),
        question(5).replace(b"From:", b"Reply-To: boss@example.org\r\nFrom:"),
        question(6).replace(b"c6@client6.example>", b"colleague@example.org>"),
        question(7).replace(b"support@example.org", b"somebody@else.example"),
        question(8).replace(b"From:", b"Return-Path: <>\r\nFrom:"),
        question(9).replace(b"From:", b"Reply-To: x@else.example\r\nFrom:"),
    ]
    with desk.office() as ann:
        come(desk, ann, *letters)
        found: Preview = read(
            ann, lambda s: preview(s, ACCOUNT, Policy(), now=ann.clock.now(), days=30)
        )
    by_subject = {one.subject: (one.why, one.sender.address) for one in found.letters}
    assert by_subject == {
        "Question 1": (None, "c1@client1.example"),
        "Question 2": (Silence.LIST, "c2@client2.example"),
        "Question 3": (Silence.NO_REPLY, "no-reply@client3.example"),
        "Question 4": (Silence.SENDER_TODAY, "c1@client1.example"),
        "Question 5": (None, "c5@client5.example"),
        "Question 6": (Silence.OURS, "colleague@example.org"),
        "Question 7": (Silence.NOT_TO_US, "c7@client7.example"),
        "Question 8": (Silence.NO_ADDRESS, "c8@client8.example"),
        "Question 9": (None, "x@else.example"),
    }
    assert found.reached == 3
    assert found.silences[Silence.LIST] == 1
    assert desk.post.taken == []


def test_whether_somebody_is_at_work_is_told_as_of_now() -> None:
    night = Hours(frozenset(range(7)), time(9, 0), time(18, 0), "UTC")
    policy = Policy(texts={"en": Text("Got it", "We are here.", "Nobody is here.")}, hours=night)
    with writing_desk() as desk:
        noon = desk.now // DAY * DAY + DAY // 2
        key = desk.ask()
        (row,) = desk.store.letters.by_keys([key])
        told = {
            hour: acknowledgement.content_for(
                desk.store, desk.account, policy, row, "a@x.example", now=noon + hour * HOUR
            ).body
            for hour in (0, 12)
        }
    assert told == {0: "<p>We are here.</p>", 12: "<p>Nobody is here.</p>"}
