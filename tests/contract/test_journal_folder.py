"""What the team's journal relies on in a mail server: one suite for the fake and for real ones."""

import threading
import time
from collections.abc import Iterator

import pytest

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError
from app.domain.ports import JournalFolder, MailServer
from mail.quirks import Feature
from tests.support.mailboxes import Mailbox
from tests.support.waiting import PATIENCE


def _message(number: int) -> bytes:
    return (
        b"From: support@example.org\r\nTo: support@example.org\r\nSubject: Postroom: %d\r\n"
        b"Message-ID: <j%d@journal.postroom.invalid>\r\n\r\nHello\r\n" % (number, number)
    )


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    server = mailbox.connect()
    yield server
    server.close()


@pytest.fixture
def journal(server: MailServer) -> JournalFolder:
    journal = server.journal()
    assert journal.open(create=True) is not None
    return journal


def test_there_is_no_folder_until_it_is_asked_for(server: MailServer) -> None:
    journal = server.journal()
    assert journal.open(create=False) is None
    assert [f.name for f in server.folders() if f.role is FolderRole.JOURNAL] == []
    made = journal.open(create=True)
    assert made is not None
    assert made.count == 0
    assert [f.name for f in server.folders() if f.role is FolderRole.JOURNAL] == ["Postroom"]
    assert server.journal().open(create=False) == made


def test_making_it_twice_is_no_error(mailbox: Mailbox, server: MailServer) -> None:
    colleague = mailbox.connect()
    assert server.journal().open(create=True) is not None
    assert colleague.journal().open(create=True) is not None
    colleague.close()


def test_what_is_put_there_is_read_back_as_it_was(
    server: MailServer, journal: JournalFolder
) -> None:
    first, second = journal.append(_message(1)), journal.append(_message(2))
    uids = journal.uids()
    assert len(uids) == 2
    assert first in {None, uids[0]}
    assert second in {None, uids[1]}
    assert [letter.raw for letter in journal.fetch(uids)] == [_message(1), _message(2)]
    assert server.flags(uids)[uids[0]] >= {"\\Seen"}
    assert server.select("INBOX").count == 0


def test_another_client_is_read_in_the_order_of_the_server(
    mailbox: Mailbox, journal: JournalFolder
) -> None:
    colleague = mailbox.connect()
    theirs = colleague.journal()
    theirs.open(create=False)
    theirs.append(_message(1))
    journal.append(_message(2))
    theirs.append(_message(3))
    uids = journal.uids()
    assert theirs.uids() == uids
    assert [f.raw for f in journal.fetch(uids)] == [_message(n) for n in (1, 2, 3)]
    assert journal.uids(uids[1] + 1) == uids[2:]
    assert journal.uids(uids[2] + 1) == []
    colleague.close()


def test_removing_takes_only_what_is_named(
    mailbox: Mailbox, server: MailServer, journal: JournalFolder
) -> None:
    for number in (1, 2, 3):
        journal.append(_message(number))
    uids = journal.uids()
    mailbox.other.set_flags("Postroom", uids[0], ["\\Deleted"])
    assert journal.can_remove == (Feature.UIDPLUS in getattr(server, "features", Feature))
    if not journal.can_remove:
        return
    journal.remove([uids[1], 99_999])
    assert journal.uids() == [uids[0], uids[2]]
    journal.append(_message(4))
    assert len(journal.uids(uids[2] + 1)) == 1


def test_a_message_that_vanished_is_left_out(mailbox: Mailbox, journal: JournalFolder) -> None:
    for number in (1, 2):
        journal.append(_message(number))
    uids = journal.uids()
    mailbox.other.remove("Postroom", [uids[0]])
    assert journal.uids() == uids[1:]
    assert [f.uid for f in journal.fetch(uids)] == uids[1:]


def test_a_new_numbering_is_seen_on_opening(mailbox: Mailbox, journal: JournalFolder) -> None:
    if not hasattr(mailbox.other, "renumber"):
        pytest.skip("only the fake renumbers a folder on demand")
    before = journal.open(create=False)
    mailbox.other.renumber("Postroom")
    after = journal.open(create=False)
    assert before is not None
    assert after is not None
    assert before.uidvalidity != after.uidvalidity


def test_where_the_folder_was_deleted_nothing_can_be_put(
    mailbox: Mailbox, server: MailServer, journal: JournalFolder
) -> None:
    server.select("INBOX")
    mailbox.other.delete("Postroom")
    with pytest.raises(RejectedError):
        journal.append(_message(1))
    assert journal.open(create=False) is None
    assert journal.open(create=True) is not None
    journal.append(_message(1))
    assert len(journal.uids()) == 1


def test_news_of_a_colleague_come_by_themselves(
    mailbox: Mailbox, server: MailServer, journal: JournalFolder
) -> None:
    if not server.can_idle:
        pytest.skip("this server does not tell news by itself")
    assert not server.wait_for_news(0.01)
    colleague = mailbox.connect()
    colleague.journal().open(create=False)
    colleague.journal().append(_message(1))
    assert server.wait_for_news(PATIENCE)
    assert len(journal.uids()) == 1
    colleague.close()


def test_a_nudge_ends_the_waiting_and_harms_nothing(
    mailbox: Mailbox, server: MailServer, journal: JournalFolder
) -> None:
    if not server.can_idle:
        pytest.skip("this server does not tell news by itself")
    server.nudge()
    assert server.wait_for_news(10 * PATIENCE)  # told before it began to wait
    nudging = threading.Timer(0.05, server.nudge)
    nudging.start()
    began = time.monotonic()
    assert server.wait_for_news(10 * PATIENCE)
    assert time.monotonic() - began < PATIENCE
    nudging.join()
    assert not server.wait_for_news(0.01)
    journal.append(_message(1))
    assert len(journal.uids()) == 1
