"""Two members answer one ticket (F14): the second is stopped, and sees both texts."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.events import EventId
from app.domain.outgoing import Handed, Handing, HeldFor, Sending
from app.domain.streams import Anchor
from app.services import drafts, send_claims
from app.store import open_reader
from tests.support.answering import PATIENT, both_texts, race, team
from tests.support.dovecot import Dovecot
from tests.support.mailboxes import Mailbox, dovecot_mailbox
from tests.support.proxy import Proxy
from tests.support.sending import (
    ACCOUNT,
    HASTY,
    SOON,
    FakePost,
    Person,
    TakenLetter,
    ids_in,
    office,
    question,
)
from tests.support.waiting import PATIENCE, wait_until


@pytest.fixture
def mailbox(dovecot: Dovecot) -> Iterator[Mailbox]:
    with dovecot_mailbox(dovecot) as mailbox:
        for number in (1, 2, 3):
            mailbox.other.deliver(question(number))
        yield mailbox


def test_of_two_who_send_at_once_one_is_stopped(mailbox: Mailbox, tmp_path: Path) -> None:
    post = FakePost()
    with team(mailbox, tmp_path, post) as (ann, bob):
        for number in (1, 2, 3):
            assert race(ann, bob, number) is HeldFor.ANSWERED
        assert len(post.taken) == 3
        assert len(ids_in(mailbox)) == 3


def test_who_was_offline_is_stopped_when_they_are_back(mailbox: Mailbox, tmp_path: Path) -> None:
    post = FakePost()
    assert mailbox.account.settings.imap is not None
    with Proxy(mailbox.account.settings.imap) as line, ExitStack() as stack:
        ann = stack.enter_context(office(mailbox, tmp_path / "Ann", lambda: post, rhythm=PATIENT))
        far = replace(
            mailbox,
            account=replace(
                mailbox.account,
                settings=replace(mailbox.account.settings, imap=line.endpoint),
            ),
        )
        bob = stack.enter_context(office(far, tmp_path / "Bob", lambda: post, rhythm=PATIENT))
        for person, name in ((ann, "Ann"), (bob, "Bob")):
            person.ticket(3)
            person.join(name)
        line.cut()
        late = bob.answer(1, "Answer of Bob.")
        first = ann.answer(1, "Answer of Ann.")
        ann.wait_for(first.draft, Sending.FILED)
        assert bob.state(late.draft) is Sending.QUEUED
        line.heal()
        bob.runtime.network_changed()
        assert bob.wait_for(late.draft, Sending.HELD).outgoing.held is HeldFor.ANSWERED
        there, own = both_texts(bob, 1)
        assert "Answer of Ann." in there
        assert "Answer of Bob." in own
        assert post.ids() == [first.message_id]
        bob.runtime.perform(drafts.retry, late.draft, now=bob.clock.now()).result()
        bob.wait_for(late.draft, Sending.FILED)


def test_who_wants_to_send_while_another_is_at_it_is_told(mailbox: Mailbox, tmp_path: Path) -> None:
    post, going, go_on = FakePost(), threading.Event(), threading.Event()
    quick = replace(HASTY, outbox=replace(SOON, lost_claim=0.2, claim=PATIENCE))
    with team(mailbox, tmp_path, post, rhythm=quick) as (ann, bob):

        def slowly(_: TakenLetter) -> None:
            going.set()
            go_on.wait(PATIENCE)

        post.at_data = slowly
        first = ann.answer(1, "Answer of Ann.")
        assert going.wait(PATIENCE)
        post.at_data = lambda _: None
        second = bob.answer(1, "Answer of Bob.")
        held = bob.wait_for(second.draft, Sending.HELD).outgoing
        assert held.held is HeldFor.BEING_SENT
        assert "Ann" in held.said
        bob.runtime.perform(drafts.retry, second.draft, now=bob.clock.now()).result()
        bob.wait_for(second.draft, Sending.FILED)  # they were told, and mean it
        go_on.set()
        ann.wait_for(first.draft, Sending.FILED)


def test_a_teammate_who_fell_silent_in_the_midst_of_it_is_asked_about(
    mailbox: Mailbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.runtime.outbox_letter.CLAIM_SECONDS", 2)
    monkeypatch.setattr("app.runtime.outbox_letter.ANSWER_SECONDS", 0)
    monkeypatch.setattr("app.domain.claims.GRACE", 0)
    post = FakePost(answers=[Handed(Handing.UNSURE, said="No answer.")])
    with team(mailbox, tmp_path, post) as (ann, bob):
        first = ann.answer(1, "Answer of Ann.")
        ann.wait_for_problem("letter-unsure")
        ann.runtime.stop()
        assert first.anchor is not None
        anchor = first.anchor
        wait_until(lambda: silent(bob, anchor), what="her claim ends, and was not given back")
        second = bob.answer(1, "Answer of Bob.")
        held = bob.wait_for(second.draft, Sending.HELD).outgoing
        assert held.held is HeldFor.BEING_SENT
        assert "Ann" in held.said
        assert len(post.taken) == 1
        assert ann.state(first.draft) is Sending.UNSURE
        bob.runtime.perform(drafts.retry, second.draft, now=bob.clock.now()).result()
        bob.wait_for(second.draft, Sending.FILED)


def rival(person: Person, anchor: Anchor) -> send_claims.Rival | None:
    with open_reader(person.database) as store:
        return send_claims.rival(store, ACCOUNT, anchor, person.clock.now())


def silent(person: Person, anchor: Anchor) -> bool:
    found = rival(person, anchor)
    return found is not None and not found.live


def test_everything_that_was_claimed_is_given_back(mailbox: Mailbox, tmp_path: Path) -> None:
    post = FakePost()
    with team(mailbox, tmp_path, post) as (ann, bob):
        first = ann.answer(1)
        ann.wait_for(first.draft, Sending.FILED)
        assert first.anchor is not None
        anchor = first.anchor
        wait_until(lambda: rival(bob, anchor) is None and own(ann, anchor) == frozenset())
        assert rival(ann, anchor) is None


def own(person: Person, anchor: Anchor) -> frozenset[EventId]:
    with open_reader(person.database) as store:
        return send_claims.own_claims(store, ACCOUNT, send_claims.claim_of(anchor))
