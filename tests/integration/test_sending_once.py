"""``sync --once`` sends what is due, by the same rules, and leaves nothing claimed."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.accounts import Account, Endpoint
from app.domain.acknowledgement import Policy, Text, acknowledgement_id
from app.domain.outgoing import UNDO_SECONDS, DraftKind, Handed, Handing, Outgoing, Sending
from app.runtime.once import sync_each
from app.runtime.sync import SyncReport
from app.runtime.writer import StoreWriter
from app.services import acknowledgement_policy as policies
from app.services import drafts, outbox
from app.services.commands import add_account
from app.services.members import Me, introduce_me
from app.services.sent_copies import sent_copies
from app.store import Store, Transaction, open_reader
from mail.journal_secrets import JournalSecrets
from tests.support.dovecot import Dovecot
from tests.support.inline_reader import InlineReader
from tests.support.live import OneVault
from tests.support.mailboxes import Mailbox, MailboxInMemory, dovecot_mailbox
from tests.support.sending import ACCOUNT, FakePost, MovingClock, ids_in, office, question


class Computer:
    """A profile on which only the command line works."""

    def __init__(self, mailbox: Mailbox, writer: StoreWriter, post: FakePost) -> None:
        self.writer = writer
        self._mailbox = mailbox
        self._post = post
        self._vault = OneVault(mailbox.password)
        self.clock = MovingClock()
        settings = replace(mailbox.account.settings, smtp=Endpoint("127.0.0.1", 2))
        writer.run(lambda store, tx: add_account(store, tx, settings))
        self.account = Account(ACCOUNT, settings)

    def sync(self) -> SyncReport:
        return sync_each(
            [self.account],
            self.writer,
            self._mailbox.new_factory(),
            lambda _: self._mailbox.password,
            self.clock,
            secrets=JournalSecrets(self._vault),
            reader=InlineReader(),
            sender=self._post,
        )

    def join(self, name: str) -> None:
        """Be one of the mailbox's team."""
        me, now = Me(name, computer=f"{name}'s server"), float(self.clock.now())
        self.writer.run(lambda store, tx: introduce_me(store, tx, ACCOUNT, me, now=now))
        self.sync()

    def answer(self, number: int, *, due: int = 0) -> Outgoing:
        """Answer a question; it may leave after so many seconds."""
        now, name = self.clock.now(), f"q{number}@client{number}.example"

        def write(store: Store, transaction: Transaction) -> Outgoing:
            ticket = store.letters.ticket_of_message_id(name)
            begun = drafts.begin(
                store, transaction, DraftKind.REPLY, account=ACCOUNT, ticket=ticket, now=now
            )
            content = replace(begun.content, body="<p>Yes.</p>")
            drafts.save(store, transaction, begun.id, content, now=now)
            return drafts.send(
                store, transaction, begun.id, now=now - UNDO_SECONDS, not_before=now + due
            )

        return self.writer.run(write)

    def state(self, letter: Outgoing) -> Sending | None:
        with open_reader(self.writer.path) as store:
            row = store.outbox.get(letter.draft)
        return row.outgoing.state if row is not None else None


@contextmanager
def computer(mailbox: Mailbox, folder: Path, post: FakePost) -> Iterator[Computer]:
    folder.mkdir(exist_ok=True)
    writer = StoreWriter(folder / "postroom.db")
    writer.start()
    try:
        found = Computer(mailbox, writer, post)
        found.sync()
        yield found
    finally:
        writer.stop()


@pytest.fixture
def post() -> FakePost:
    return FakePost()


@pytest.fixture
def desk(fake: MailboxInMemory, tmp_path: Path, post: FakePost) -> Iterator[Computer]:
    fake.other.deliver(question(1))
    with computer(fake, tmp_path, post) as found:
        yield found


def test_what_is_due_is_sent_and_what_is_not_waits(
    desk: Computer, fake: MailboxInMemory, post: FakePost
) -> None:
    first, later = desk.answer(1), desk.answer(1, due=3600)
    report = desk.sync()
    assert report.sent == 1
    assert report.problems == ()
    assert post.ids() == [first.message_id]
    assert ids_in(fake) == [first.message_id]
    assert desk.state(first) is Sending.FILED
    assert desk.state(later) is Sending.QUEUED
    assert desk.sync().sent == 0
    desk.clock.advance(3601)
    assert desk.sync().sent == 1
    assert post.ids() == [first.message_id, later.message_id]


def test_what_was_being_handed_over_is_asked_about_and_not_sent(
    desk: Computer, post: FakePost
) -> None:
    sent = desk.answer(1)
    desk.writer.run(lambda s, tx: outbox.handing(s, tx, sent.draft, now=desk.clock.now()))
    report = desk.sync()
    assert [problem.code for problem in report.problems] == ["letter-unsure"]
    assert post.attempts == 0
    assert desk.state(sent) is Sending.UNSURE


@pytest.mark.parametrize(
    ("handed", "code"),
    [
        (Handed(Handing.RETRY, said="127.0.0.1:2 cannot be reached."), "sending-offline"),
        (Handed(Handing.NO_ACCESS, 535, "535 Wrong."), "sending-password"),
        (Handed(Handing.RETRY, 451, "451 Not now."), "letter-waits"),
        (Handed(Handing.REFUSED, 554, "554 No."), "letter-held"),
    ],
)
def test_what_does_not_leave_is_told(
    desk: Computer, post: FakePost, handed: Handed, code: str
) -> None:
    desk.answer(1)
    desk.answer(1)
    post.answers = [handed]
    report = desk.sync()
    assert [problem.code for problem in report.problems] == [code]
    assert handed.said in report.problems[0].detail
    assert report.sent == 0
    assert post.attempts == 1


def test_a_letter_that_came_meanwhile_holds_it_back(
    desk: Computer, fake: MailboxInMemory, post: FakePost
) -> None:
    sent = desk.answer(1)
    fake.other.deliver(question(1, more="-and-when"))
    assert [problem.code for problem in desk.sync().problems] == ["letter-held"]
    assert desk.state(sent) is Sending.HELD
    assert post.attempts == 0


def switch(desk: Computer) -> None:
    policy = Policy(texts={"en": Text("We have your letter", "Hello. It is {{ code }}.")})
    now = desk.clock.now()
    desk.writer.run(lambda s, tx: policies.switch(s, tx, ACCOUNT, policy, on=True, now=now))


def ack_of(number: int) -> str:
    return acknowledgement_id(f"q{number}@client{number}.example", "example.org")


def test_new_letters_are_acknowledged_as_well(
    desk: Computer, fake: MailboxInMemory, post: FakePost
) -> None:
    switch(desk)
    desk.clock.advance(1)
    fake.other.deliver(question(2), received=desk.clock.now())
    report = desk.sync()
    assert (report.sent, report.problems) == (1, ())
    assert post.ids() == ids_in(fake) == [ack_of(2)], "what came before it was switched on has none"
    assert desk.sync().sent == 0


def test_what_keeps_acknowledgements_back_is_told(
    desk: Computer, fake: MailboxInMemory, post: FakePost
) -> None:
    switch(desk)
    desk.clock.advance(1)
    fake.other.deliver(question(2), received=desk.clock.now())
    post.answers = [Handed(Handing.REFUSED, 554, "554 No.")]
    report = desk.sync()
    assert (report.sent, [p.code for p in report.problems]) == (0, ["acknowledgements-stopped"])
    assert "554 No." in report.problems[0].detail


def test_two_of_a_team_who_only_sync_acknowledge_a_letter_once(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    post = FakePost()
    with dovecot_mailbox(dovecot) as mailbox, ExitStack() as stack:
        people = [
            stack.enter_context(computer(mailbox, tmp_path / name, post)) for name in ("Ann", "Bob")
        ]
        for one, name in zip(people, ("Ann", "Bob"), strict=True):
            one.join(name)
        switch(people[0])
        for one in people:
            one.clock.advance(1)
            one.sync()
        mailbox.other.deliver(question(2), received=people[0].clock.now() + 1)
        reports = [one.sync() for one in (*people, *people)]
        assert [r.problems for r in reports] == [(), (), (), ()]
        assert sum(r.sent for r in reports) == 1
        assert post.ids() == ids_in(mailbox) == [ack_of(2)]


def test_a_copy_too_many_is_taken_out_of_sent_with_the_next_sync(
    dovecot: Dovecot, tmp_path: Path
) -> None:
    post = FakePost()
    with dovecot_mailbox(dovecot) as mailbox:
        mailbox.other.deliver(question(1))
        with computer(mailbox, tmp_path / "Ann", post) as ann:
            sent = ann.answer(1)
            assert (ann.sync().sent, ids_in(mailbox)) == (1, [sent.message_id])
            raw = b"Received: from there by here;\r\n\tnow\r\n" + post.taken[0].raw
            mailbox.other.deliver(raw, folder="Sent")
            ann.sync()
            assert ids_in(mailbox) == 2 * [sent.message_id], "the server may not be done yet"
            ann.clock.advance(31)
            ann.sync()
            assert ids_in(mailbox) == [sent.message_id]
            ann.sync()
            with open_reader(ann.writer.path) as store:
                assert len(store.letters.all_keys()) == 2
                known = sent_copies(store, ACCOUNT)
            assert (known.given, known.files_itself) == ((), "127.0.0.1")


def test_what_a_run_claimed_that_was_killed_is_given_back_by_the_next(
    dovecot: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> Handed:
        raise SystemExit

    post = FakePost()
    with dovecot_mailbox(dovecot) as mailbox:
        mailbox.other.deliver(question(1))
        with office(mailbox, tmp_path / "Ann", lambda: post) as ann:
            ann.join("Ann")
            with computer(mailbox, tmp_path / "Bob", post) as bob:
                bob.join("Bob")
                first = bob.answer(1)
                with monkeypatch.context() as patch:
                    patch.setattr(post, "hand_over", killed)
                    with pytest.raises(SystemExit):
                        bob.sync()
                now = bob.clock.now()
                bob.writer.run(lambda s, tx: drafts.take_back(s, tx, first.draft, now=now))
                assert bob.sync().sent == 0
            sent = ann.answer(1)
            ann.wait_for(sent.draft, Sending.HELD, Sending.FILED)
            assert ann.state(sent.draft) is Sending.FILED, "nobody else is at it"


def test_in_a_team_it_claims_and_gives_back(dovecot: Dovecot, tmp_path: Path) -> None:
    post = FakePost()
    with dovecot_mailbox(dovecot) as mailbox:
        mailbox.other.deliver(question(1))
        with office(mailbox, tmp_path / "Ann", lambda: post) as ann:
            ann.join("Ann")
            late = ann.write(1)
            with computer(mailbox, tmp_path / "Bob", post) as bob:
                bob.join("Bob")
                first = bob.answer(1)
                report = bob.sync()
                assert (report.sent, report.problems) == (1, ())
                assert ids_in(mailbox) == [first.message_id]
            sent = ann.send(late.id)
            held = ann.wait_for(sent.draft, Sending.HELD, Sending.FILED).outgoing
            assert held.state is Sending.HELD
            assert held.held is not None
            assert held.held.value == "answered"  # Bob's claim was given back
