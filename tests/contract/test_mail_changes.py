"""What replaying changes relies on in a mail server: one suite for the fake and for real ones."""

from collections.abc import Iterator

import pytest

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError
from app.domain.ports import MailServer
from mail.quirks import Feature
from tests.support.mailboxes import Mailbox


def _letter(number: int) -> bytes:
    return (
        b"From: a@client.example\r\nTo: support@example.org\r\nSubject: No. %d\r\n"
        b"Message-ID: <m%d@client.example>\r\n\r\nHello\r\n" % (number, number)
    )


def _create(mailbox: Mailbox, server: MailServer, folder: str) -> None:
    if folder not in [f.name for f in server.folders()]:  # some mailboxes begin with it
        mailbox.other.create(folder)


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    server = mailbox.connect()
    yield server
    server.close()


def test_a_flag_is_set_and_cleared_and_a_colleague_sees_it(
    mailbox: Mailbox, server: MailServer
) -> None:
    first, second = mailbox.other.deliver(_letter(1)), mailbox.other.deliver(_letter(2))
    changes = server.changes()
    assert changes.open("INBOX").count == 2
    after = changes.store([first, second], r"\Seen", wanted=True)
    assert after == {first: frozenset({r"\Seen"}), second: frozenset({r"\Seen"})}
    assert changes.store([first], r"\Seen", wanted=False) == {first: frozenset()}
    assert changes.store([first], r"\Flagged", wanted=True) == {first: frozenset({r"\Flagged"})}
    colleague = mailbox.connect()
    colleague.select("INBOX")
    seen = colleague.flags([first, second])
    colleague.close()
    assert seen == {first: frozenset({r"\Flagged"}), second: frozenset({r"\Seen"})}


def test_setting_a_flag_keeps_the_others(mailbox: Mailbox, server: MailServer) -> None:
    uid = mailbox.other.deliver(_letter(1), flags=[r"\Answered"])
    changes = server.changes()
    changes.open("INBOX")
    after = changes.store([uid], r"\Seen", wanted=True)
    assert after == {uid: frozenset({r"\Answered", r"\Seen"})}
    assert changes.store([uid], r"\Seen", wanted=True) == after


def test_changing_a_vanished_letter_says_nothing_of_it(
    mailbox: Mailbox, server: MailServer
) -> None:
    gone, there = mailbox.other.deliver(_letter(1)), mailbox.other.deliver(_letter(2))
    mailbox.other.remove("INBOX", [gone])
    changes = server.changes()
    changes.open("INBOX")
    assert set(changes.store([gone, there], r"\Seen", wanted=True)) == {there}


@pytest.fixture
def uidplus(server: MailServer) -> None:
    """What happens without it is told by test_poor_servers."""
    if Feature.UIDPLUS not in getattr(server, "features", Feature):
        pytest.skip("this server cannot remove single letters")


@pytest.mark.usefixtures("uidplus")
def test_letters_move_with_their_flags_and_the_rest_stays(
    mailbox: Mailbox, server: MailServer
) -> None:
    _create(mailbox, server, "Archive")
    mailbox.other.deliver(_letter(9), folder="Archive")
    moving = [mailbox.other.deliver(_letter(n), flags=[r"\Seen"]) for n in (1, 2)]
    staying = mailbox.other.deliver(_letter(3))
    changes = server.changes()
    changes.open("INBOX")
    moved = changes.move([*moving, 99_999], "Archive")
    assert moved.left == frozenset()
    assert set(moved.uids) == set(moving)
    assert server.uids() == [staying]
    assert server.select("Archive").uidvalidity == moved.uidvalidity
    identities = {i.message_id: i.uid for i in server.identify(server.uids())}
    assert [moved.uids[uid] for uid in moving] == [
        identities["m1@client.example"],
        identities["m2@client.example"],
    ]
    flags = server.flags(list(moved.uids.values()))
    assert set(flags.values()) == {frozenset({r"\Seen"})}


@pytest.mark.usefixtures("uidplus")
def test_one_letter_is_removed_and_another_marked_one_stays(
    mailbox: Mailbox, server: MailServer
) -> None:
    mine, others = mailbox.other.deliver(_letter(1)), mailbox.other.deliver(_letter(2))
    changes = server.changes()
    changes.open("INBOX")
    changes.store([others], r"\Deleted", wanted=True)
    assert changes.remove([mine]) == frozenset()
    assert server.uids() == [others]


def test_a_letter_that_is_put_there_is_like_any_other(mailbox: Mailbox, server: MailServer) -> None:
    raw, changes = _letter(1), server.changes()
    uid = changes.append("Sent", raw, flags=[r"\Seen"], received=1_741_000_001)
    changes.append("INBOX", _letter(2))
    assert server.select("INBOX").count == 1
    assert server.select("Sent").count == 1
    (letter,) = server.fetch(server.uids())
    assert (letter.raw, letter.received) == (raw, 1_741_000_001)
    assert letter.flags == {r"\Seen"}
    assert uid in {None, letter.uid}


def test_putting_a_letter_where_there_is_no_folder_is_refused(server: MailServer) -> None:
    with pytest.raises(RejectedError):
        server.changes().append("No such folder", _letter(1))
    assert server.select("INBOX").count == 0


def test_moving_to_a_folder_that_is_not_there_is_refused(
    mailbox: Mailbox, server: MailServer
) -> None:
    uid = mailbox.other.deliver(_letter(1))
    changes = server.changes()
    changes.open("INBOX")
    with pytest.raises(RejectedError):
        changes.move([uid], "No such folder")
    assert server.uids() == [uid]
    with pytest.raises(RejectedError):
        changes.open("No such folder")


def test_looking_after_changing_marks_nothing(mailbox: Mailbox, server: MailServer) -> None:
    uid = mailbox.other.deliver(_letter(1))
    server.changes().open("INBOX")
    assert len(list(server.fetch([uid]))) == 1
    assert server.flags([uid]) == {uid: frozenset()}


def test_a_flag_is_one_word(mailbox: Mailbox, server: MailServer) -> None:
    if mailbox.factory.__class__.__name__ == "FakeServerFactory":
        pytest.skip("the fake speaks no protocol")
    changes = server.changes()
    changes.open("INBOX")
    with pytest.raises(RejectedError):
        changes.store([1], "\\Seen)\r\nA1 LOGOUT\r\n", wanted=True)


def test_an_archive_and_a_trash_are_known_by_name(mailbox: Mailbox, server: MailServer) -> None:
    if mailbox.factory.__class__.__name__ == "FakeServerFactory":
        pytest.skip("the fake says itself what its folders are")
    for name in ("Archive", "Trash", "Something"):
        _create(mailbox, server, name)
    roles = {f.name: f.role for f in server.folders()}
    assert roles["Archive"] is FolderRole.ARCHIVE
    assert roles["Trash"] is FolderRole.TRASH
    assert roles["Something"] is FolderRole.OTHER


def test_a_letter_is_found_by_its_message_id_at_once(mailbox: Mailbox, server: MailServer) -> None:
    old = [mailbox.other.deliver(_letter(number), folder="Sent") for number in (1, 2, 12)]
    mailbox.other.deliver(_letter(4))
    assert server.find_message_id("Sent", "m2@client.example") == [old[1]]
    assert server.find_message_id("Sent", "m4@client.example") == []
    mailbox.other.deliver(_letter(4), folder="Sent")
    twice = mailbox.other.deliver(_letter(2), folder="Sent")
    assert server.find_message_id("Sent", "m2@client.example") == [old[1], twice]
    assert len(server.find_message_id("Sent", "m4@client.example")) == 1
    mailbox.other.remove("Sent", [old[1]])
    assert server.find_message_id("Sent", "m2@client.example") == [twice]
    assert server.flags(server.uids()) != {}


def test_nothing_is_found_where_there_is_no_folder(server: MailServer) -> None:
    with pytest.raises(RejectedError):
        server.find_message_id("No such folder", "m1@client.example")


def test_a_folder_is_made_once(mailbox: Mailbox, server: MailServer) -> None:
    changes = server.changes()
    name = changes.create("Sent copies")
    assert name in [folder.name for folder in server.folders()]
    with pytest.raises(RejectedError):
        changes.create("Sent copies")
    uid = changes.append(name, _letter(3))
    found = server.find_message_id(name, "m3@client.example")
    assert len(found) == 1
    assert uid in {None, found[0]}
    assert mailbox.other is not None


def test_a_letter_that_got_another_id_on_its_way_is_found_by_ours(
    mailbox: Mailbox, server: MailServer
) -> None:
    if mailbox.factory.__class__.__name__ == "FakeServerFactory":
        pytest.skip("the fake knows one id of a letter")
    raw = b"X-Google-Original-Message-ID: <ours@example.org>\r\n" + _letter(1)
    uid = mailbox.other.deliver(raw, folder="Sent")
    assert server.find_message_id("Sent", "ours@example.org") == [uid]
