"""Changes made here: on the screen at once, on the server with the next pass, and never lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError, TransientError
from app.domain.ids import FolderId, MessageKey
from app.runtime.sync import SyncReport
from app.services import commands
from app.services.queries import Queries
from tests.support.fake_server import FakeFolder, FakeMailbox, FakeServerFactory
from tests.support.mailboxes import fake_mailbox
from tests.support.syncing import SyncedProfile, synced_profile


def _letter(number: int) -> bytes:
    return (
        f"From: Client <c{number}@client{number}.example>\r\nTo: support@example.org\r\n"
        f"Subject: Question {number}\r\nMessage-ID: <m{number}@client.example>\r\n\r\nBody.\r\n"
    ).encode()


@dataclass
class Desk:
    """A synced profile over a mailbox in memory, and what is seen of both."""

    profile: SyncedProfile
    box: FakeMailbox
    factory: FakeServerFactory

    def sync(self) -> SyncReport:
        return self.profile.sync()

    def do(self, command: Any, *args: Any, **named: Any) -> Any:
        return self.profile.writer.run(lambda store, tx: command(store, tx, *args, **named))

    def key(self, number: int) -> MessageKey:
        keys = dict(self.profile.rows("SELECT message_id, id FROM message"))
        return MessageKey(keys[f"m{number}@client.example"])

    def folder(self, name: str) -> FolderId:
        return FolderId(dict(self.profile.rows("SELECT name, id FROM folder"))[name])

    def waiting(self) -> int:
        return int(self.profile.rows("SELECT count(*) FROM pending WHERE state = 'waiting'")[0][0])

    def unread(self, number: int) -> tuple[bool, bool]:
        """Whether the letter and its ticket count as unread."""
        queries = Queries.open(self.profile.database)
        try:
            row = queries.by_code(self.code(number))
            assert row is not None
            marks = dict(self.profile.rows("SELECT id, unread FROM message"))
            return bool(marks[self.key(number)]), row.unread
        finally:
            queries.close()

    def code(self, number: int) -> str:
        sql = "SELECT t.code FROM ticket t JOIN message m ON m.ticket = t.id WHERE m.id = "
        return str(self.profile.rows(f"{sql}{self.key(number)}")[0][0])

    def shown(self, number: int) -> tuple[frozenset[str], tuple[str, ...]]:
        key = self.key(number)
        shown = self.profile.writer.run(lambda store, _: store.pending.shown([key]))[key]
        return shown.flags, shown.folders

    def server_ids(self, folder: str) -> list[str]:
        letters = self.box.folders[folder].letters.values()
        heads = (letter.raw.partition(b"Message-ID: <")[2] for letter in letters)
        return sorted(head.partition(b"@")[0].decode() for head in heads)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with fake_mailbox() as mailbox, synced_profile(mailbox, tmp_path) as profile:
        mailbox.other.folders["Archive"] = FakeFolder(FolderRole.ARCHIVE)
        mailbox.other.folders["Trash"] = FakeFolder(FolderRole.TRASH)
        for number in range(1, 5):
            mailbox.other.deliver(_letter(number))
        profile.sync()
        yield Desk(profile, mailbox.other, mailbox.factory)


def test_a_letter_marked_as_read_shows_at_once_and_is_read_on_the_server_later(desk: Desk) -> None:
    assert desk.unread(1) == (True, True)
    desk.do(commands.mark_seen, [desk.key(1)], seen=True)
    assert desk.unread(1) == (False, False)
    assert desk.box.folders["INBOX"].letters[1].flags == frozenset()
    assert desk.sync().problems == ()
    assert desk.box.folders["INBOX"].letters[1].flags == {r"\Seen"}
    assert desk.profile.flags()[1] == r"\Seen"
    assert desk.waiting() == 0
    assert desk.unread(1) == (False, False)
    assert desk.unread(2) == (True, True)


def test_news_from_the_server_do_not_undo_a_wish_that_waits(desk: Desk) -> None:
    desk.do(commands.mark_seen, [desk.key(1)], seen=True)
    box = desk.box.folders["INBOX"]
    folder = desk.profile.writer.run(lambda s, _: s.folders.by_id(desk.folder("INBOX")))
    assert folder is not None
    box.letters[1].flags = frozenset({r"\Flagged"})
    from app.services.receive import apply_flags  # noqa: PLC0415

    desk.do(apply_flags, folder, {1: frozenset({r"\Flagged"})})
    assert desk.unread(1) == (False, False)
    assert desk.shown(1)[0] == {r"\Seen", r"\Flagged"}
    desk.sync()
    assert box.letters[1].flags == {r"\Seen", r"\Flagged"}


def test_a_wish_taken_back_before_it_was_sent_leaves_the_server_as_it_was(desk: Desk) -> None:
    desk.do(commands.mark_flagged, [desk.key(1)], flagged=True)
    assert desk.shown(1)[0] == {r"\Flagged"}
    desk.do(commands.mark_flagged, [desk.key(1)], flagged=False)
    assert desk.shown(1)[0] == frozenset()
    desk.sync()
    assert desk.box.folders["INBOX"].letters[1].flags == frozenset()
    assert desk.waiting() == 0


def test_what_is_so_already_is_not_sent(desk: Desk) -> None:
    desk.do(commands.mark_answered, [desk.key(1)], answered=False)
    assert desk.waiting() == 0
    assert desk.do(commands.move_letters, [desk.key(1)], folder=desk.folder("INBOX")) == 0


def test_an_answer_to_an_older_wish_does_not_end_a_newer_one(desk: Desk) -> None:
    key = desk.key(1)
    desk.do(commands.mark_seen, [key], seen=True)
    changes = desk.factory.connect(desk.profile.account, desk.profile.password)
    store = type(changes.changes()).store

    def store_late(self: Any, uids: Sequence[int], flag: str, *, wanted: bool) -> Any:
        truth = store(self, uids, flag, wanted=wanted)
        if wanted:  # the person changes their mind while the answer is on its way
            desk.do(commands.mark_seen, [key], seen=False)
        return truth

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(changes.changes()), "store", store_late)
        desk.sync()
    assert desk.unread(1) == (True, True)
    desk.sync()
    assert desk.box.folders["INBOX"].letters[1].flags == frozenset()
    assert desk.unread(1) == (True, True)


def test_archiving_moves_from_the_inbox_and_keeps_the_ticket(desk: Desk) -> None:
    code = desk.code(1)
    assert desk.do(commands.archive, [desk.key(1)]) == 1
    assert desk.shown(1)[1] == ("Archive",)
    desk.sync()
    assert desk.server_ids("Archive") == ["m1"]
    assert desk.server_ids("INBOX") == ["m2", "m3", "m4"]
    assert desk.shown(1)[1] == ("Archive",)
    assert desk.waiting() == 0
    assert desk.code(1) == code
    queries = Queries.open(desk.profile.database)
    row = queries.by_code(code)
    assert row is not None
    conversation = queries.conversation(row.id)
    queries.close()
    assert conversation is not None
    assert [letter.gone for letter in conversation.letters] == [False]
    assert [letter.folders for letter in conversation.letters] == [("Archive",)]
    assert [letter.flags for letter in conversation.letters] == [frozenset()]


def test_deleting_moves_to_the_trash_and_only_once(desk: Desk) -> None:
    desk.do(commands.delete, [desk.key(1), desk.key(2)])
    desk.sync()
    assert desk.server_ids("Trash") == ["m1", "m2"]
    assert desk.do(commands.delete, [desk.key(1)]) == 0
    desk.sync()
    assert desk.server_ids("Trash") == ["m1", "m2"]


def test_a_move_taken_back_after_it_was_sent_goes_back(desk: Desk) -> None:
    desk.do(commands.archive, [desk.key(1)])
    desk.sync()
    desk.do(commands.move_letters, [desk.key(1)], folder=desk.folder("INBOX"))
    assert desk.shown(1)[1] == ("INBOX",)
    desk.sync()
    assert desk.server_ids("INBOX") == ["m1", "m2", "m3", "m4"]
    assert desk.profile.letters() == 4


def test_a_flag_travels_with_a_letter_that_is_moved(desk: Desk) -> None:
    desk.do(commands.archive, [desk.key(1)])
    desk.do(commands.mark_flagged, [desk.key(1)], flagged=True)
    desk.sync()
    (letter,) = desk.box.folders["Archive"].letters.values()
    assert letter.flags == {r"\Flagged"}
    assert desk.shown(1) == (frozenset({r"\Flagged"}), ("Archive",))


@pytest.mark.parametrize("lost", ["move", "copy"])
@pytest.mark.parametrize("has_uidplus", [True, False])
def test_a_move_whose_answer_was_lost_is_not_made_twice(
    desk: Desk, lost: str, has_uidplus: bool
) -> None:
    desk.factory.writing.has_uidplus = has_uidplus
    desk.factory.writing.lost_answer = lost
    desk.do(commands.archive, [desk.key(1), desk.key(2)])
    with pytest.raises(TransientError):
        desk.sync()
    desk.sync()
    assert desk.server_ids("Archive") == ["m1", "m2"]
    alive = [x for x in desk.box.folders["INBOX"].letters.values() if r"\Deleted" not in x.flags]
    assert len(alive) == 2
    assert desk.waiting() == 0
    assert desk.shown(1)[1] == ("Archive",)
    assert desk.profile.letters() == 4


def test_a_server_that_cannot_remove_one_letter_keeps_it_marked(desk: Desk) -> None:
    desk.factory.writing.has_uidplus = False
    desk.do(commands.archive, [desk.key(1)])
    assert desk.sync().problems == ()
    assert desk.box.folders["INBOX"].letters[1].flags == {r"\Deleted"}
    assert desk.server_ids("Archive") == ["m1"]
    assert desk.shown(1)[1] == ("Archive",)
    assert desk.do(commands.archive, [desk.key(1)]) == 0


def test_a_refusal_is_shown_once_parked_and_not_repeated(desk: Desk) -> None:
    desk.factory.writing.refusals["store"] = RejectedError("The server refused: no")
    desk.do(commands.mark_seen, [desk.key(1)], seen=True)
    problems = desk.sync().problems
    assert [p.code for p in problems] == ["change-refused"]
    assert "Question 1" in problems[0].detail
    assert "marked it as read" in problems[0].detail
    assert desk.unread(1) == (True, True)
    asked = len(desk.factory.writing.commands)
    assert [p.code for p in desk.sync().problems] == ["change-refused"]
    assert len(desk.factory.writing.commands) == asked
    desk.factory.writing.refusals.clear()
    desk.do(commands.retry_refused, desk.profile.account.id)
    assert desk.unread(1) == (False, False)
    assert desk.sync().problems == ()
    assert desk.box.folders["INBOX"].letters[1].flags == {r"\Seen"}


def test_a_refusal_can_be_dismissed(desk: Desk) -> None:
    desk.factory.writing.refusals["move"] = RejectedError("The server refused: no")
    desk.do(commands.archive, [desk.key(1)])
    assert [p.code for p in desk.sync().problems] == ["change-refused"]
    assert desk.shown(1)[1] == ("INBOX",)
    desk.do(commands.dismiss_troubles, desk.profile.account.id)
    assert desk.sync().problems == ()


def test_a_server_that_is_busy_is_asked_again_but_not_for_ever(desk: Desk) -> None:
    desk.factory.writing.refusals["store"] = TransientError("The server cannot do this now.")
    desk.do(commands.mark_seen, [desk.key(1)], seen=True)
    codes = [[p.code for p in desk.sync().problems] for _ in range(11)]
    assert codes[0] == []
    assert desk.waiting() == 0
    assert codes[-1] == ["change-refused"]
    assert len(desk.factory.writing.commands) == 10


def test_what_the_server_does_not_keep_is_told_and_its_word_counts(desk: Desk) -> None:
    desk.factory.writing.ignored_flags.add(r"\Flagged")
    desk.do(commands.mark_flagged, [desk.key(1)], flagged=True)
    (problem,) = desk.sync().problems
    assert problem.code == "change-overruled"
    assert "you marked it as flagged; the server says it is not flagged" in problem.detail
    assert desk.shown(1)[0] == frozenset()


def test_a_letter_that_vanished_meanwhile_drops_the_wish_and_keeps_its_ticket(desk: Desk) -> None:
    code = desk.code(1)
    desk.do(commands.archive, [desk.key(1)])
    desk.do(commands.mark_seen, [desk.key(1)], seen=True)
    desk.box.remove("INBOX", [1])
    (problem,) = desk.sync().problems
    assert problem.code == "change-overruled"
    assert "no longer in INBOX" in problem.detail
    assert desk.waiting() == 0
    assert desk.code(1) == code
    assert desk.server_ids("Archive") == []


def test_a_renumbered_folder_gets_the_wish_after_its_letters_were_found_again(desk: Desk) -> None:
    desk.do(commands.mark_seen, [desk.key(2)], seen=True)
    desk.box.remove("INBOX", [1])
    desk.box.renumber("INBOX")
    desk.sync()
    assert desk.waiting() == 1
    assert desk.unread(2) == (False, False)
    assert desk.sync().problems == ()
    flags = {x.raw: x.flags for x in desk.box.folders["INBOX"].letters.values()}
    assert flags[_letter(2)] == {r"\Seen"}
    assert flags[_letter(3)] == frozenset()


def test_flags_go_in_batches(desk: Desk) -> None:
    for number in range(5, 2505):
        desk.box.deliver(_letter(number))
    desk.sync()
    keys = desk.profile.writer.run(lambda s, _: s.letters.all_keys())
    desk.do(commands.mark_seen, keys, seen=True)
    desk.sync()
    assert desk.factory.writing.commands == [("store", 1000), ("store", 1000), ("store", 504)]
    assert {x.flags for x in desk.box.folders["INBOX"].letters.values()} == {frozenset({r"\Seen"})}


def test_without_an_archive_the_person_is_told(desk: Desk) -> None:
    desk.do(lambda store, _: store._link.write("UPDATE folder SET role = 'other'"))
    with pytest.raises(RejectedError, match="no archive folder"):
        desk.do(commands.archive, [desk.key(1)])


def test_an_imported_letter_changes_here_alone(desk: Desk) -> None:
    desk.do(lambda store, _: store._link.write("UPDATE folder SET role = 'local'"))
    desk.do(commands.mark_seen, [desk.key(1)], seen=True)
    assert desk.waiting() == 0
    assert desk.unread(1) == (False, False)
