"""Letters on their way: sent once, filed once, held where somebody has to look."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import RejectedError, TransientError
from app.domain.messages import Address
from app.domain.outgoing import DraftId, DraftKind, Handed, Handing, HeldFor, Refusal, Sending
from app.services import drafts, outbox
from app.services.commands import change_account
from app.services.sent_copies import sent_copies
from app.store import open_reader
from tests.support.dovecot import Dovecot
from tests.support.mailboxes import MailboxInMemory, dovecot_mailbox, pymap_mailbox
from tests.support.sending import (
    ACCOUNT,
    HASTY,
    SOON,
    FakePost,
    Mailroom,
    Person,
    TakenLetter,
    ids_in,
    office,
    question,
)
from tests.support.waiting import PATIENCE, wait_until


@pytest.fixture
def mail(fake: MailboxInMemory, tmp_path: Path) -> Mailroom:
    fake.factory.idle = False
    fake.other.deliver(question(1))
    return Mailroom(fake, tmp_path)


def test_an_answer_leaves_and_stands_in_sent_once(mail: Mailroom) -> None:
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.post.ids() == [sent.message_id]
        assert mail.sent() == [sent.message_id]
        (copy,) = mail.box.folders["Sent"].letters.values()
        assert copy.raw == mail.post.taken[0].raw
        assert copy.flags == {"\\Seen"}
        assert mail.post.taken[0].envelope.recipients == ("c1@client1.example",)
        assert ann.codes() == set()


def test_a_letter_can_be_taken_back_until_it_is_due(mail: Mailroom) -> None:
    mail.box.deliver(question(2))
    with mail.office() as ann:
        first = ann.send(ann.write(1).id, undo=3600)
        ann.runtime.perform(drafts.take_back, first.draft, now=ann.clock.now()).result()
        later = ann.send(ann.write(2).id, undo=3600)
        assert ann.state(first.draft) is None
        ann.clock.advance(3601)
        ann.runtime.sync_now()
        ann.wait_for(later.draft, Sending.FILED)
        assert mail.post.ids() == [later.message_id]


def test_letters_of_a_ticket_leave_in_order_and_do_not_stop_each_other(mail: Mailroom) -> None:
    mail.post.answers = [Handed(Handing.RETRY, 451, "451 4.3.0 Not now.")]
    with mail.office() as ann:
        first, second = ann.answer(1, "One."), ann.answer(1, "Two.")
        problem = ann.wait_for_problem("letter-waits")
        assert "Not now" in problem.detail
        assert ann.state(second.draft) is Sending.QUEUED
        ann.clock.advance(61)
        ann.runtime.network_changed()
        ann.wait_for(second.draft, Sending.FILED)
        assert mail.post.ids() == [first.message_id, second.message_id]
        wait_until(lambda: ann.codes() == set())


def test_offline_it_waits_and_goes_on_by_itself(mail: Mailroom) -> None:
    with mail.office() as ann:
        draft = ann.write(1)
        mail.mailbox.factory.failures = [TransientError("No network.")] * 3
        for server in list(mail.mailbox.factory.open):
            server.abandon()
        sent = ann.send(draft.id)
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.mailbox.factory.failures == []
        assert mail.post.ids() == [sent.message_id]


def test_the_server_for_sending_is_away_and_comes_back(mail: Mailroom) -> None:
    away = replace(SOON, first_retry=60.0, longest_retry=60.0)
    mail.post.answers = [Handed(Handing.RETRY, said="127.0.0.1:2 cannot be reached.")]
    with mail.office(rhythm=replace(HASTY, outbox=away)) as ann:
        sent = ann.answer(1)
        problem = ann.wait_for_problem("sending-offline")
        assert "cannot be reached" in problem.detail
        assert ann.state(sent.draft) is Sending.QUEUED
        ann.runtime.network_changed()
        ann.wait_for(sent.draft, Sending.FILED)
        wait_until(lambda: ann.codes() == set())


def test_a_refused_password_waits_for_a_person(mail: Mailroom) -> None:
    mail.post.answers = [Handed(Handing.NO_ACCESS, 535, "535 Wrong.")]
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for_problem("sending-password")
        ann.runtime.network_changed()
        other = ann.answer(1, "More.")
        wait_until(lambda: ann.row(other.draft) is not None)
        assert mail.post.attempts == 1
        ann.runtime.sync_now()
        ann.wait_for(sent.draft, Sending.FILED)
        wait_until(lambda: ann.codes() == set())


@pytest.mark.parametrize(
    ("handed", "why", "words"),
    [
        (Handed(Handing.REFUSED, 554, "554 Spam."), HeldFor.REFUSED, "Spam"),
        (
            Handed(Handing.REFUSED, 552, "552 5.3.4 Too big.", too_large=True),
            HeldFor.TOO_LARGE,
            "Too big",
        ),
        (
            Handed(
                Handing.REFUSED,
                550,
                "550 Nobody.",
                (Refusal("c1@client1.example", 550, "550 Nobody."),),
            ),
            HeldFor.RECIPIENTS,
            "Nobody",
        ),
    ],
)
def test_what_is_refused_is_held_and_the_ticket_needs_an_answer(
    mail: Mailroom, handed: Handed, why: HeldFor, words: str
) -> None:
    mail.post.answers = [handed]
    with mail.office() as ann:
        sent = ann.answer(1)
        held = ann.wait_for(sent.draft, Sending.HELD).outgoing
        assert held.held is why
        assert words in held.said
        assert held.refusals == handed.refusals
        assert words in ann.wait_for_problem("letter-held").detail
        assert mail.post.taken == []
        ann.runtime.perform(drafts.retry, sent.draft, now=ann.clock.now()).result()
        ann.wait_for(sent.draft, Sending.FILED)
        wait_until(lambda: ann.codes() == set())
        assert mail.post.ids() == [sent.message_id]


# --- nobody knows -----------------------------------------------------------------------------

CHIEF = Address("", "chief@example.org")
NOBODY_KNOWS = Handed(Handing.UNSURE, said="The server did not answer.")


def _was_put_off(person: Person, draft: DraftId, times: int) -> bool:
    row = person.row(draft)
    assert row is not None
    return row.outgoing.state is Sending.QUEUED and row.outgoing.tries == times


def test_what_is_put_off_for_days_goes_back_to_a_person(mail: Mailroom) -> None:
    mail.post.answers = [Handed(Handing.RETRY, 451, "451 4.2.1 Not today.")] * 20
    with mail.office() as ann:
        sent = ann.answer(1)
        for attempt in range(1, 7):
            wait_until(partial(_was_put_off, ann, sent.draft, attempt))
            ann.clock.advance(20 * 3600)
            ann.runtime.network_changed()
        held = ann.wait_for(sent.draft, Sending.HELD).outgoing
        assert (held.held, held.said) == (HeldFor.REFUSED, "451 4.2.1 Not today.")
        assert mail.post.attempts == 7
        mail.post.answers = []
        ann.runtime.perform(drafts.retry, sent.draft, now=ann.clock.now()).result()
        ann.wait_for(sent.draft, Sending.FILED)


def test_what_nobody_knows_is_asked_and_sent_again_only_on_a_word(mail: Mailroom) -> None:
    mail.post.answers = [NOBODY_KNOWS]
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for_problem("letter-unsure")
        ann.runtime.network_changed()
        ann.runtime.sync_now()
        second = ann.answer(1, "And more.")
        ann.clock.advance(3600)
        ann.runtime.sync_now()
        wait_until(lambda: ann.runtime.last_passes()["support"] > 0)
        assert ann.state(sent.draft) is Sending.UNSURE
        assert ann.state(second.draft) is Sending.QUEUED
        assert mail.post.attempts == 1
        ann.runtime.perform(drafts.send_again, sent.draft, now=ann.clock.now()).result()
        ann.wait_for(second.draft, Sending.FILED)
        assert mail.post.ids() == [sent.message_id, sent.message_id, second.message_id]
        assert mail.sent() == sorted([sent.message_id, second.message_id])
        wait_until(lambda: ann.codes() == set())


@pytest.mark.parametrize("folder", ["Sent", "INBOX"])
def test_what_stands_in_sent_or_came_back_to_us_has_arrived(mail: Mailroom, folder: str) -> None:
    mail.post.answers = [NOBODY_KNOWS]
    mail.post.at_data = lambda letter: mail.deliver(letter, folder)
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]
        assert mail.post.attempts == 1
        wait_until(lambda: ann.codes() == set())


def test_a_person_says_that_it_arrived(mail: Mailroom) -> None:
    mail.post.answers = [NOBODY_KNOWS]
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for_problem("letter-unsure")
        ann.runtime.perform(drafts.say_arrived, sent.draft, now=ann.clock.now()).result()
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]


# --- the copy in Sent -------------------------------------------------------------------------


@pytest.mark.parametrize("known", [True, False])
def test_a_server_that_files_by_itself_is_given_no_second_copy(mail: Mailroom, known: bool) -> None:
    mail.mailbox.factory.files_sent = known
    slow: list[threading.Timer] = []

    def file_by_itself(letter: TakenLetter) -> None:
        slow.append(threading.Timer(0.3, lambda: mail.deliver(letter)))
        slow[-1].start()

    mail.post.at_data = file_by_itself
    patience = replace(SOON, files_itself=60.0, maybe_files_itself=60.0)
    with mail.office(rhythm=replace(HASTY, outbox=patience)) as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        second = ann.answer(1, "And more.")
        ann.wait_for(second.draft, Sending.FILED)
        for timer in slow:
            timer.join()
        assert mail.sent() == sorted([sent.message_id, second.message_id])
        assert ("append", 1) not in mail.writing.commands


def _by_the_server(letter: TakenLetter) -> TakenLetter:
    """As a server writes a letter down that passed through it."""
    return replace(letter, raw=b"Received: from somewhere by here;\r\n\tnow\r\n" + letter.raw)


def test_a_server_that_files_late_is_noticed_and_waited_for(mail: Mailroom) -> None:
    patience = replace(SOON, files_itself=20.0)
    with mail.office(rhythm=replace(HASTY, outbox=patience)) as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        mail.deliver(_by_the_server(mail.post.taken[0]))
        assert mail.sent() == 2 * [sent.message_id]
        wait_until(lambda: ann.letters() == 2, what="both are one letter")
        ann.clock.advance(21)
        ann.runtime.network_changed()
        wait_until(lambda: mail.sent() == [sent.message_id], what="one copy is left")
        (left,) = mail.box.folders["Sent"].letters.values()
        assert left.raw.startswith(b"Received"), "the server's own"
    slow: list[threading.Timer] = []

    def file_late(letter: TakenLetter) -> None:
        slow.append(threading.Timer(0.3, lambda: mail.deliver(_by_the_server(letter))))
        slow[-1].start()

    mail.post.at_data = file_late
    with mail.office(rhythm=replace(HASTY, outbox=patience), clock=ann.clock) as ann:
        appends = mail.writing.commands.count(("append", 0))
        second = ann.answer(1, "And more.")
        ann.wait_for(second.draft, Sending.FILED)
        assert mail.sent() == sorted([sent.message_id, second.message_id])
        assert mail.writing.commands.count(("append", 0)) == appends
        slow[0].join()
        assert len(ann.conversation(1).letters) == 3


def test_our_copy_that_says_more_than_a_late_one_of_the_servers_stays(mail: Mailroom) -> None:
    """Only ours says who got it unseen; that server is waited for all the same."""
    with mail.office(rhythm=replace(HASTY, outbox=replace(SOON, files_itself=20.0))) as ann:
        sent = ann.answer(1, bcc=("chief@example.org",))
        ann.wait_for(sent.draft, Sending.FILED)
        (copy,) = mail.box.folders["Sent"].letters.values()
        assert copy.raw == b"Bcc: chief@example.org\r\n" + mail.post.taken[0].raw
        mail.deliver(_by_the_server(mail.post.taken[0]))
        ann.clock.advance(21)
        ann.runtime.network_changed()
        wait_until(partial(_nothing_to_look_at, ann))
        assert mail.sent() == 2 * [sent.message_id]
        assert [one.bcc for one in ann.conversation(1).letters] == [(), (CHIEF,)]
        with open_reader(ann.database) as store:
            assert sent_copies(store, ACCOUNT).files_itself == "127.0.0.1"


@pytest.mark.parametrize(
    "why", ["no other copy", "the other goes", "renumbered", "touched", "without UIDPLUS"]
)
def test_our_copy_stays_where_anything_is_not_just_so(mail: Mailroom, why: str) -> None:
    mail.writing.has_uidplus = why != "without UIDPLUS"
    with mail.office(rhythm=replace(HASTY, outbox=replace(SOON, files_itself=20.0))) as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        box = mail.box.folders["Sent"]
        if why != "no other copy":
            mail.deliver(_by_the_server(mail.post.taken[0]))
        if why == "the other goes":
            box.letters[2].flags |= {"\\Deleted"}
        if why == "renumbered":
            box.uidvalidity += 1
        if why == "touched":
            box.letters[1].flags |= {"\\Flagged"}
        before = mail.sent()
        ann.clock.advance(21)
        ann.runtime.network_changed()
        wait_until(partial(_nothing_to_look_at, ann))
        assert mail.sent() == before


def _nothing_to_look_at(person: Person) -> bool:
    with open_reader(person.database) as store:
        return not sent_copies(store, ACCOUNT).given


def test_a_server_that_should_file_and_does_not_is_given_the_copy(mail: Mailroom) -> None:
    mail.mailbox.factory.files_sent = True
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_copy_whose_answer_was_lost_is_looked_for_first(mail: Mailroom, arrived: bool) -> None:
    if arrived:
        mail.writing.lost_answer = "append"
    else:
        mail.writing.refusals["append"] = TransientError("The connection broke.")
    with mail.office() as ann:
        sent = ann.answer(1)
        if not arrived:
            wait_until(lambda: ("append", 1) in mail.writing.commands)
            mail.writing.refusals.clear()
        ann.clock.advance(60)
        ann.runtime.network_changed()
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]
        assert mail.post.attempts == 1


def test_a_clock_that_is_set_back_does_not_keep_the_copy_back(mail: Mailroom) -> None:
    mail.writing.refusals["append"] = RejectedError("Not just now.")
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for_problem("letter-copy")
        ann.clock.set_back(7200)
        mail.writing.refusals.clear()
        ann.runtime.sync_now()
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]


def test_a_folder_for_sent_letters_is_made_where_there_is_none(mail: Mailroom) -> None:
    mail.box.delete("Sent")
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]


def test_a_folder_that_takes_nothing_is_told(mail: Mailroom) -> None:
    mail.writing.refusals["append"] = RejectedError("You may not write here.")
    with mail.office() as ann:
        sent = ann.answer(1)
        assert "You may not write here" in ann.wait_for_problem("letter-copy").detail
        assert ann.state(sent.draft) is Sending.ACCEPTED
        mail.writing.refusals.clear()
        ann.runtime.sync_now()
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.sent() == [sent.message_id]
        wait_until(lambda: ann.codes() == set())


ELSEWHERE = (
    b"From: support@example.org\r\nTo: c1@client1.example\r\nSubject: Re: Question 1\r\n"
    b"Message-ID: <phone@example.org>\r\nReferences: <q1@client1.example>\r\n\r\nYes.\r\n"
)
"""An answer that one of us wrote with another program."""

# --- what came meanwhile ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "raw", "why"),
    [
        ("INBOX", question(1, more="-and-when"), HeldFor.NEW_LETTER),
        (
            "Sent",
            ELSEWHERE,
            HeldFor.ANSWERED,
        ),
    ],
)
def test_what_its_writer_does_not_know_holds_it_back(
    mail: Mailroom, folder: str, raw: bytes, why: HeldFor
) -> None:
    with mail.office() as ann:
        draft = ann.write(1)
        mail.box.deliver(raw, folder=folder)  # nobody tells of it: this server knows no IDLE
        sent = ann.send(draft.id)
        assert ann.wait_for(sent.draft, Sending.HELD).outgoing.held is why
        assert mail.post.attempts == 0
        ann.wait_for_problem("letter-held")
        ann.runtime.perform(drafts.retry, sent.draft, now=ann.clock.now()).result()
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.post.ids() == [sent.message_id]


def test_a_letter_that_comes_in_the_last_moment_holds_it_back(mail: Mailroom) -> None:
    with mail.office() as ann:
        draft = ann.write(1)
        real = mail.post.hand_over

        def slow(*args: Any, about_to: Callable[[], None], **rest: Any) -> Handed:
            mail.box.deliver(question(1, more="-and-when"))
            ann.runtime.sync_now()
            wait_until(lambda: ann.letters() == 2)
            return real(*args, about_to=about_to, **rest)

        mail.post.hand_over = slow  # type: ignore[method-assign]
        sent = ann.send(draft.id)
        held = ann.wait_for(sent.draft, Sending.HELD).outgoing
        assert held.held is HeldFor.NEW_LETTER
        assert mail.post.taken == []


# --- the end ----------------------------------------------------------------------------------


def test_nothing_leaves_while_paused(mail: Mailroom) -> None:
    with mail.office() as ann:
        draft = ann.write(1)
        ann.runtime.pause()
        wait_until(lambda: not ann.runtime.last_passes())
        sent = ann.send(draft.id)
        ann.runtime.network_changed()
        assert mail.post.attempts == 0
        ann.runtime.resume()
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.post.attempts == 1


def test_the_end_of_the_program_leaves_what_hangs_unsure(mail: Mailroom) -> None:
    def hang(_: TakenLetter) -> None:
        mail.post.closed.wait(PATIENCE)

    with mail.office() as ann:
        mail.post.at_data = hang
        mail.post.answers = [NOBODY_KNOWS]
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.HANDING)
    assert ann.state(sent.draft) is Sending.UNSURE
    mail.post.at_data = lambda _: None
    with mail.office() as ann:
        ann.wait_for_problem("letter-unsure")
        assert mail.post.attempts == 1


def test_killed_in_the_midst_of_handing_over_it_is_asked(mail: Mailroom) -> None:
    with mail.office() as ann:
        draft = ann.write(1)
        ann.runtime.pause()
        wait_until(lambda: not ann.runtime.last_passes())
        sent = ann.send(draft.id)
        ann.runtime.perform(outbox.handing, sent.draft, now=ann.clock.now()).result()
    with mail.office() as ann:
        ann.wait_for_problem("letter-unsure")
        assert ann.state(sent.draft) is Sending.UNSURE
        assert mail.post.attempts == 0


def test_a_letter_whose_server_for_sending_was_taken_away_is_held(mail: Mailroom) -> None:
    with mail.office() as ann:
        sent = ann.send(ann.write(1).id, undo=3600)
        with open_reader(ann.database) as store:
            account = store.accounts.by_id(ACCOUNT)
        assert account is not None
        without = replace(account.settings, smtp=None)
        ann.runtime.perform(change_account, ACCOUNT, without).result()
        ann.runtime.perform(drafts.retry, sent.draft, now=ann.clock.now()).result()
        assert ann.wait_for(sent.draft, Sending.HELD).outgoing.held is HeldFor.NO_SERVER


def test_a_mistake_after_the_letter_was_given_is_asked_about(
    mail: Mailroom, expected_log: Callable[[str], None]
) -> None:
    def fail(_: TakenLetter) -> None:
        raise ZeroDivisionError

    mail.post.at_data = fail
    expected_log("Sending a letter failed unexpectedly")
    with mail.office() as ann:
        sent = ann.answer(1)
        ann.wait_for_problem("letter-unsure")
        assert ann.state(sent.draft) is Sending.UNSURE
        assert mail.post.attempts == 1


def test_a_talk_that_was_written_down_is_filed_and_sent_to_nobody(mail: Mailroom) -> None:
    with mail.office() as ann:
        now = ann.clock.now()
        begun = ann.runtime.perform(
            drafts.begin, DraftKind.CALL, account=ACCOUNT, ticket=ann.ticket(1), now=now
        ).result()
        content = replace(begun.content, body="<p>They called.</p>")
        ann.runtime.perform(drafts.save, begun.id, content, now=now).result()
        mail.box.deliver(question(1, more="-and-when"))  # does not matter to a note
        sent = ann.send(begun.id)
        ann.wait_for(sent.draft, Sending.FILED)
        assert mail.post.attempts == 0
        assert mail.sent() == [sent.message_id]


def test_a_mistake_of_ours_does_not_end_the_sending(
    mail: Mailroom, expected_log: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected_log("A storage job failed")
    expected_log("Looking after the outbox failed unexpectedly")
    failed = threading.Event()

    def fail(*_: object) -> None:
        failed.set()
        raise ZeroDivisionError

    with monkeypatch.context() as patch, mail.office(start=False) as ann:
        patch.setattr("app.runtime.outbox.agenda", fail)
        ann.runtime.start()
        assert failed.wait(PATIENCE)
        patch.undo()
        sent = ann.answer(1)
        ann.wait_for(sent.draft, Sending.FILED)


@pytest.mark.parametrize("server", ["dovecot", "pymap"])
def test_on_a_real_server(dovecot: Dovecot, tmp_path: Path, server: str) -> None:
    post = FakePost()
    with dovecot_mailbox(dovecot) if server == "dovecot" else pymap_mailbox() as mailbox:
        before = ids_in(mailbox)
        mailbox.other.deliver(question(1))
        with office(mailbox, tmp_path, lambda: post) as ann:
            ann.join("Ann")
            sent = ann.answer(1)
            ann.wait_for(sent.draft, Sending.FILED)
        assert ids_in(mailbox) == sorted([*before, sent.message_id])
        assert post.ids() == [sent.message_id]
