"""Trouble at the server for sending (F15): the right state, plain words, and no second copy."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.domain.messages import Address
from app.domain.outgoing import HeldFor, Outgoing, Sending
from app.services import drafts
from mail.smtp import Patience, SmtpSender
from tests.support.mailboxes import MailboxInMemory
from tests.support.scripted_server import Line
from tests.support.sending import HASTY, SOON, Person, ids_in, office, question
from tests.support.smtp_script import CUT, Script, ScriptedSmtp, scripted_smtp
from tests.support.waiting import PATIENCE, wait_until

OFFERS = ("SIZE 10000000", "8BITMIME")
SLOWLY = replace(HASTY, outbox=replace(SOON, first_retry=PATIENCE, longest_retry=PATIENCE))
"""The server is not tried again by itself while a test looks."""


@dataclass
class Counter:
    """A person with a question to answer, and the server that takes their letters."""

    person: Person
    mailbox: MailboxInMemory
    script: Script
    smtp: ScriptedSmtp

    def accepted(self) -> int:
        return len(self.smtp.heard.accepted)

    def mend(self) -> None:
        """The server is well again, and the person asks for another try."""
        self.script.answers = {}
        self.script.cut_in_letter = None
        self.person.runtime.network_changed()

    def wait_until_sent(self, letter: Outgoing) -> None:
        """It leaves once, and stands in Sent once."""
        self.person.wait_for(letter.draft, Sending.FILED)
        assert self.accepted() == 1
        assert ids_in(self.mailbox) == [letter.message_id]
        wait_until(lambda: self.person.codes() == set())


@pytest.fixture
def counter(fake: MailboxInMemory, tmp_path: Path) -> Iterator[Counter]:
    fake.other.deliver(question(1))
    script = Script(offers=OFFERS)
    patience = Patience(command=PATIENCE, answer=PATIENCE, goodbye=0.1)
    with ExitStack() as stack:
        smtp = stack.enter_context(scripted_smtp(script))
        person = stack.enter_context(
            office(
                fake,
                tmp_path,
                lambda: SmtpSender(patience),
                smtp=smtp.endpoint,
                factory=fake.factory,
                rhythm=SLOWLY,
            )
        )
        yield Counter(person, fake, script, smtp)
        fake.factory.closed = False


@pytest.mark.parametrize("where", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA"])
def test_cut_before_the_letter_it_waits_and_leaves_later(counter: Counter, where: str) -> None:
    counter.script.answers = {where: CUT}
    sent = counter.person.answer(1)
    problem = counter.person.wait_for_problem("sending-offline")
    assert "127.0.0.1" in problem.detail
    assert counter.person.state(sent.draft) is Sending.QUEUED
    assert counter.accepted() == 0
    counter.mend()
    counter.wait_until_sent(sent)


def test_cut_in_the_letter_it_waits_or_is_asked_about(counter: Counter) -> None:
    """Which of them, only the network knows: all of the letter may have been on its way."""
    counter.script.cut_in_letter = 200
    person = counter.person
    sent = person.answer(1)
    wait_until(lambda: {"sending-offline", "letter-unsure"} & person.codes())
    assert counter.accepted() == 0
    counter.mend()
    if "letter-unsure" in person.codes():
        person.runtime.perform(drafts.send_again, sent.draft, now=person.clock.now()).result()
    counter.wait_until_sent(sent)


def test_cut_after_the_end_nobody_knows_and_somebody_is_asked(counter: Counter) -> None:
    counter.script.answers = {"END": CUT}
    sent = counter.person.answer(1)
    problem = counter.person.wait_for_problem("letter-unsure")
    assert "Question 1" in problem.detail
    row = counter.person.wait_for(sent.draft, Sending.UNSURE)
    assert "did not say whether it took it" in row.outgoing.said
    counter.mend()
    counter.person.runtime.sync_now()
    wait_until(counter.person.runtime.last_passes)
    assert counter.person.state(sent.draft) is Sending.UNSURE
    assert len(counter.smtp.heard.letters) == 1
    counter.person.runtime.perform(
        drafts.send_again, sent.draft, now=counter.person.clock.now()
    ).result()
    counter.wait_until_sent(sent)


@pytest.mark.parametrize("where", ["GREETING", "MAIL", "RCPT", "DATA", "END"])
def test_not_now_it_is_tried_again_in_a_minute(counter: Counter, where: str) -> None:
    counter.script.answers = {where: b"451 4.7.1 Try again, please"}
    sent = counter.person.answer(1)
    problem = counter.person.wait_for_problem("letter-waits")
    assert "Try again, please" in problem.detail
    row = counter.person.wait_for(sent.draft, Sending.QUEUED)
    assert 50 <= row.outgoing.not_before - counter.person.clock.now() <= 60
    assert counter.accepted() == 0
    counter.script.answers = {}
    counter.person.clock.advance(61)
    counter.mend()
    counter.wait_until_sent(sent)


@pytest.mark.parametrize("where", ["MAIL", "RCPT", "DATA", "END"])
def test_never_it_is_held_with_the_servers_words(counter: Counter, where: str) -> None:
    counter.script.answers = {where: b"554 5.7.1 We do not like it"}
    sent = counter.person.answer(1)
    held = counter.person.wait_for(sent.draft, Sending.HELD).outgoing
    assert held.held is (HeldFor.RECIPIENTS if where == "RCPT" else HeldFor.REFUSED)
    assert "We do not like it" in held.said
    assert "We do not like it" in counter.person.wait_for_problem("letter-held").detail
    assert counter.accepted() == 0


def test_where_one_recipient_is_refused_nobody_gets_it(counter: Counter) -> None:
    person = counter.person
    counter.script.answers = {"RCPT TO:<nobody@d.example>": b"550 5.1.1 No such user"}
    begun = person.write(1)
    more = replace(
        begun.content,
        body="<p>Yes.</p>",
        cc=(Address("", "nobody@d.example"), Address("", "else@d.example")),
    )
    person.runtime.perform(drafts.save, begun.id, more, now=person.clock.now()).result()
    sent = person.send(begun.id)
    held = person.wait_for(sent.draft, Sending.HELD).outgoing
    assert held.held is HeldFor.RECIPIENTS
    assert [refusal.address for refusal in held.refusals] == ["nobody@d.example"]
    assert counter.accepted() == 0
    assert "DATA" not in counter.smtp.heard.commands


def test_an_answer_that_takes_long_is_waited_for(counter: Counter) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def late(line: Line) -> None:
        asked.set()
        go_on.wait(PATIENCE)
        line.say(b"250 2.0.0 At last\r\n")

    counter.script.answers = {"END": late}
    sent = counter.person.answer(1)
    assert asked.wait(PATIENCE)
    counter.person.clock.advance(9 * 60)
    counter.person.runtime.network_changed()
    counter.person.runtime.sync_now()
    wait_until(lambda: counter.person.state(sent.draft) is Sending.HANDING)
    go_on.set()
    counter.person.wait_for(sent.draft, Sending.FILED)
    assert len(counter.smtp.heard.letters) == 1
    assert ids_in(counter.mailbox) == [sent.message_id]
