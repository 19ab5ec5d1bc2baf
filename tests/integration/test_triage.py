"""Whole tickets are put away, marked and taken back, and where they went is known at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.accounts import FolderRole
from app.domain.ids import FolderId, TicketId
from app.domain.tickets import Away, Queue
from app.services import commands
from app.services.deeds import Deed, Done, MissingFolderError
from app.services.queries import Queries
from app.services.read_models import ListFilter, TicketRow
from app.services.triage import triage
from app.services.undo import take_back
from tests.support.fake_server import FakeFolder, FakeMailbox
from tests.support.letters import NOON
from tests.support.mailboxes import fake_mailbox
from tests.support.syncing import SyncedProfile, synced_profile


def _letter(number: int, *, answers: str = "", sender: str = "") -> bytes:
    sender = sender or f"Client <c{number}@client.example>"
    references = f"In-Reply-To: <{answers}>\r\nReferences: <{answers}>\r\n" if answers else ""
    return (
        f"From: {sender}\r\nTo: support@example.org\r\nSubject: Question {number}\r\n"
        f"Message-ID: <m{number}@client.example>\r\n{references}\r\nBody {number}.\r\n"
    ).encode()


class Desk:
    """A synced profile over a mailbox in memory: four questions, the first with our answer."""

    def __init__(self, profile: SyncedProfile, box: FakeMailbox) -> None:
        self.profile, self.box = profile, box

    def do(self, number: int, deed: Deed, folder: str = "") -> Done:
        target = self.folder(folder) if folder else None
        ticket = self.row(number).id
        return self.profile.writer.run(lambda s, tx: triage(s, tx, [ticket], deed, target))

    def undo(self, done: Done) -> None:
        self.profile.writer.run(lambda store, tx: take_back(store, tx, done, now=NOON))

    def folder(self, name: str) -> FolderId:
        return FolderId(dict(self.profile.rows("SELECT name, id FROM folder"))[name])

    def row(self, number: int) -> TicketRow:
        queries = Queries.open(self.profile.database)
        try:
            sql = f"SELECT ticket FROM message WHERE message_id = 'm{number}@client.example'"
            ticket = TicketId(self.profile.rows(sql)[0][0])
            return queries.rows([ticket])[ticket]
        finally:
            queries.close()

    def queue(self, queue: Queue) -> set[str]:
        """Subjects in a queue; its count is checked along the way."""
        queries = Queries.open(self.profile.database)
        try:
            rows = queries.tickets(queue, offset=0, limit=-1)
            assert queries.ticket_count(queue) == len(rows)
            return {row.subject.removeprefix("Question ") for row in rows}
        finally:
            queries.close()

    def server(self, folder: str) -> int:
        return len(self.box.folders[folder].letters)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with fake_mailbox() as mailbox, synced_profile(mailbox, tmp_path) as profile:
        box = mailbox.other
        box.folders["Archive"] = FakeFolder(FolderRole.ARCHIVE)
        box.folders["Trash"] = FakeFolder(FolderRole.TRASH)
        box.folders["Projects"] = FakeFolder(FolderRole.OTHER)
        for number in range(1, 5):
            box.deliver(_letter(number))
        us = "Us <support@example.org>"
        box.deliver(_letter(11, answers="m1@client.example", sender=us), folder="Sent")
        profile.sync()
        yield Desk(profile, box)


def test_an_archived_ticket_leaves_the_queue_at_once_and_is_kept(desk: Desk) -> None:
    assert desk.queue(Queue.NEEDS_REPLY) == {"2", "3", "4"}
    done = desk.do(2, Deed.ARCHIVE)
    assert (done.folder, len(done.tickets)) == ("Archive", 1)
    assert desk.queue(Queue.NEEDS_REPLY) == {"3", "4"}
    assert desk.queue(Queue.AWAY) == {"2"}
    assert desk.queue(Queue.ALL) == {"1", "2", "3", "4"}
    row = desk.row(2)
    assert (row.away, row.unsent) == (Away.ARCHIVED, True)
    desk.profile.sync()
    assert desk.server("Archive") == 1
    assert (desk.row(2).away, desk.row(2).unsent) == (Away.ARCHIVED, False)


@pytest.mark.parametrize("told", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("deed", [Deed.ARCHIVE, Deed.DELETE, Deed.MOVE])
def test_taking_back_restores_before_and_after_the_server_knew(
    desk: Desk, deed: Deed, told: bool
) -> None:
    done = desk.do(1, deed, "Projects" if deed is Deed.MOVE else "")
    if told:
        desk.profile.sync()
        assert desk.server("INBOX") == 3
    desk.undo(done)
    assert desk.row(1).away is Away.HERE
    desk.profile.sync()
    desk.profile.sync()
    assert (desk.server("INBOX"), desk.server("Sent")) == (4, 1)
    assert [desk.server(name) for name in ("Archive", "Trash", "Projects")] == [0, 0, 0]
    assert not desk.row(1).unsent


def test_deleting_takes_all_letters_to_the_trash_and_archiving_leaves_ours(desk: Desk) -> None:
    desk.do(1, Deed.ARCHIVE)
    desk.profile.sync()
    assert (desk.server("Archive"), desk.server("Sent")) == (1, 1)
    assert desk.row(1).away is Away.ARCHIVED
    desk.do(1, Deed.DELETE)
    assert desk.row(1).away is Away.TRASH
    desk.profile.sync()
    assert (desk.server("Trash"), desk.server("Sent"), desk.server("Archive")) == (2, 0, 0)


def test_a_new_letter_brings_a_ticket_back(desk: Desk) -> None:
    desk.do(2, Deed.DELETE)
    desk.profile.sync()
    sender = "Client <c2@client.example>"
    desk.box.deliver(_letter(12, answers="m2@client.example", sender=sender))
    desk.profile.sync()
    assert desk.row(2).away is Away.HERE
    assert desk.queue(Queue.NEEDS_REPLY) == {"2", "3", "4"}
    assert desk.queue(Queue.AWAY) == set()


def test_what_another_program_removes_or_moves_keeps_its_ticket(desk: Desk) -> None:
    desk.box.remove("INBOX", [2])
    desk.profile.sync()
    assert desk.row(2).away is Away.GONE
    assert desk.queue(Queue.AWAY) == {"2"}
    assert desk.queue(Queue.ALL) == {"1", "2", "3", "4"}
    desk.box.deliver(_letter(2))  # it was moved away and back
    desk.profile.sync()
    assert desk.row(2).away is Away.HERE
    assert desk.queue(Queue.NEEDS_REPLY) == {"2", "3", "4"}


def test_letters_found_in_an_archive_that_is_followed_need_no_reply(desk: Desk) -> None:
    desk.box.deliver(_letter(9), folder="Archive")
    archive = desk.folder("Archive")
    desk.profile.writer.run(lambda s, tx: commands.follow_folder(s, tx, archive, followed=True))
    desk.profile.sync()
    assert desk.row(9).away is Away.ARCHIVED
    assert "9" not in desk.queue(Queue.NEEDS_REPLY)


def test_flags_show_on_the_ticket_and_can_be_taken_back(desk: Desk) -> None:
    done = desk.do(1, Deed.FLAG)
    assert desk.row(1).flagged
    assert desk.row(1).unsent
    desk.profile.sync()
    assert desk.box.folders["INBOX"].letters[1].flags == {r"\Flagged"}
    assert (desk.row(1).flagged, desk.row(1).unsent) == (True, False)
    desk.undo(done)
    assert not desk.row(1).flagged
    desk.profile.sync()
    assert desk.box.folders["INBOX"].letters[1].flags == set()
    desk.box.set_flags("INBOX", 3, {r"\Flagged"})
    desk.profile.sync()
    assert desk.row(3).flagged
    assert desk.do(3, Deed.UNFLAG).tickets == (desk.row(3).id,)
    assert not desk.row(3).flagged


def test_a_flagged_letter_that_arrives_marks_its_ticket(desk: Desk) -> None:
    desk.box.deliver(_letter(7), flags=(r"\Flagged",))
    desk.profile.sync()
    assert desk.row(7).flagged


def test_reading_marks_are_taken_back_exactly(desk: Desk) -> None:
    done = desk.do(2, Deed.READ)
    assert not desk.row(2).unread
    desk.undo(done)
    assert desk.row(2).unread
    assert desk.do(2, Deed.UNREAD).tickets == (), "it is unread already"


def test_without_an_archive_nothing_is_changed(desk: Desk) -> None:
    desk.profile.writer.run(
        lambda s, _: s._link.write("UPDATE folder SET role = 'other' WHERE role = 'archive'")
    )
    with pytest.raises(MissingFolderError) as caught:
        desk.do(2, Deed.ARCHIVE)
    assert caught.value.role is FolderRole.ARCHIVE
    assert desk.row(2).away is Away.HERE


def test_one_account_alone_can_be_looked_at(desk: Desk) -> None:
    queries = Queries.open(desk.profile.database)
    try:
        account = queries.accounts()[0].id
        other = type(account)(account + 1)
        everything = queries.tickets(Queue.ALL, offset=0, limit=-1)
        here, there = ListFilter(account=account), ListFilter(account=other)
        assert queries.tickets(Queue.ALL, here, offset=0, limit=-1) == everything
        assert queries.tickets(Queue.ALL, there, offset=0, limit=-1) == ()
        counts = {each.queue: each.count for each in queries.queue_counts(account)}
        assert counts == {each.queue: each.count for each in queries.queue_counts()}
        assert not any(each.count for each in queries.queue_counts(other))
        first = everything[1].id
        assert queries.position(Queue.ALL, first, here) == 1
        assert queries.position(Queue.ALL, first, there) is None
    finally:
        queries.close()
