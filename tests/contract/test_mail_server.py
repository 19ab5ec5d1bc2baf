"""What everything above relies on in a mail server: one suite for the fake and for real ones."""

import dataclasses
import threading
import time
from collections.abc import Iterator

import pytest

from app.domain.accounts import FolderRole
from app.domain.errors import AuthError, Reason, RejectedError, TransientError
from app.domain.ports import MailServer
from tests.support.mailboxes import Mailbox
from tests.support.waiting import PATIENCE

_RECEIVED = 1_741_000_001


def _letter(number: int = 1, body: bytes = b"Hello\r\n") -> bytes:
    return (
        b"From: a@client.example\r\nTo: support@example.org\r\nSubject: No. %d\r\n"
        b"Message-ID: <m%d@client.example>\r\n\r\n" % (number, number)
    ) + body


@pytest.fixture
def server(mailbox: Mailbox) -> Iterator[MailServer]:
    server = mailbox.connect()
    yield server
    server.close()


def test_inbox_and_sent_are_known_by_role(server: MailServer) -> None:
    roles = {f.name: f.role for f in server.folders() if f.selectable}
    assert roles["INBOX"] is FolderRole.INBOX
    assert roles["Sent"] is FolderRole.SENT


def test_a_folder_name_in_cyrillic_comes_back_as_it_was(
    mailbox: Mailbox, server: MailServer
) -> None:
    mailbox.other.create("Архив & Ко")
    mailbox.other.deliver(_letter(), folder="Архив & Ко")
    folder = next(f for f in server.folders() if f.name == "Архив & Ко")
    assert folder.selectable
    assert folder.role is FolderRole.OTHER
    assert server.select(folder.name).count == 1
    assert server.status(folder.name).count == 1


def test_an_empty_folder_has_nothing(server: MailServer) -> None:
    status = server.select("INBOX")
    assert status.count == 0
    assert server.uids() == []
    assert server.flags([1, 2]) == {}
    assert server.identify([1, 2]) == []
    assert list(server.fetch([1, 2])) == []


def test_a_letter_comes_whole_with_its_flags_and_arrival(
    mailbox: Mailbox, server: MailServer
) -> None:
    raw = _letter(body=b"Gr\xfc\xdfe, \x00\x1b {12}\r\n) FLAGS (x)\r\n".replace(b"\x00", b"\x01"))
    uid = mailbox.other.deliver(raw, received=_RECEIVED, flags=[r"\Seen", r"\Flagged"])
    server.select("INBOX")
    (letter,) = server.fetch([uid])
    assert letter.uid == uid
    assert letter.raw == raw
    assert letter.flags == {r"\Seen", r"\Flagged"}
    assert letter.received == _RECEIVED


def test_fetching_marks_nothing_as_seen(mailbox: Mailbox, server: MailServer) -> None:
    uid = mailbox.other.deliver(_letter())
    server.select("INBOX")
    assert len(list(server.fetch([uid]))) == 1
    server.close()
    again = mailbox.connect()
    again.select("INBOX")
    assert again.flags([uid]) == {uid: frozenset()}
    again.close()


def test_counters_follow_what_arrives(mailbox: Mailbox, server: MailServer) -> None:
    before = server.status("INBOX")
    uid = mailbox.other.deliver(_letter())
    after = server.status("INBOX")
    assert (before.count, after.count) == (0, 1)
    assert before.uidvalidity == after.uidvalidity
    assert after.uidnext > max(uid, before.uidnext - 1)
    assert server.select("INBOX") == after


def test_uids_come_ascending_and_from_a_start(mailbox: Mailbox, server: MailServer) -> None:
    uids = [mailbox.other.deliver(_letter(n)) for n in range(3)]
    server.select("INBOX")
    assert server.uids() == sorted(uids)
    assert server.uids(uids[1]) == uids[1:]
    assert server.uids(uids[-1] + 1) == []


def test_vanished_letters_are_left_out(mailbox: Mailbox, server: MailServer) -> None:
    first, second = mailbox.other.deliver(_letter(1)), mailbox.other.deliver(_letter(2))
    mailbox.other.remove("INBOX", [first])
    server.select("INBOX")
    assert server.uids() == [second]
    assert set(server.flags([first, second])) == {second}
    assert [letter.uid for letter in server.fetch([first, second])] == [second]
    assert [identity.uid for identity in server.identify([first, second])] == [second]


def test_flags_of_a_colleague_are_seen(mailbox: Mailbox, server: MailServer) -> None:
    uid = mailbox.other.deliver(_letter())
    mailbox.other.set_flags("INBOX", uid, [r"\Answered"])
    server.select("INBOX")
    assert server.flags([uid]) == {uid: frozenset({r"\Answered"})}


def test_changed_flags_come_since_a_counter(mailbox: Mailbox, server: MailServer) -> None:
    untouched, changed = mailbox.other.deliver(_letter(1)), mailbox.other.deliver(_letter(2))
    before = server.select("INBOX").highest_modseq
    if before is None:
        pytest.skip("this server keeps no counter of changes")
    mailbox.other.set_flags("INBOX", changed, [r"\Seen"])
    later = mailbox.connect()
    after = later.select("INBOX").highest_modseq
    assert after is not None
    assert after > before
    found = later.changed_flags(before)
    later.close()
    assert found == {changed: frozenset({r"\Seen"})}
    assert untouched not in found


def test_everything_is_asked_for_at_once(mailbox: Mailbox, server: MailServer) -> None:
    mailbox.other.deliver(_letter(1))
    names = ["INBOX", "Sent", "No such folder"]
    for _ in range(2):
        survey = server.survey(names)
        assert {"INBOX", "Sent"} <= {folder.name for folder in survey.folders}
        assert survey.counters == {name: server.status(name) for name in names[:2]}
        server.select("INBOX")
        mailbox.other.deliver(_letter(2))


def test_what_happened_since_a_counter_is_told_on_opening(
    mailbox: Mailbox, server: MailServer
) -> None:
    uids = [mailbox.other.deliver(_letter(n)) for n in range(4)]
    before = server.select("INBOX")
    mailbox.other.remove("INBOX", uids[1:2])
    mailbox.other.set_flags("INBOX", uids[2], [r"\Seen"])
    new = mailbox.other.deliver(_letter(9))
    told = server.reopen("INBOX", before.uidvalidity, before.highest_modseq or 1)
    if told is None:
        assert server.select("INBOX").count == 4  # and nothing is broken by having asked
        return
    assert told.status.count == 4
    assert told.changed[uids[2]] == {r"\Seen"}
    assert new in told.changed
    assert [uid for uid in uids if any(a <= uid <= b for a, b in told.vanished)] == uids[1:2]
    other = server.reopen("INBOX", before.uidvalidity + 1, 1)
    assert other is not None
    assert (other.changed, list(other.vanished)) == ({}, [])
    server.select("Sent")
    assert server.uids() == []


def test_more_letters_than_one_request_come_once_each(mailbox: Mailbox, server: MailServer) -> None:
    raws = {mailbox.other.deliver(_letter(n)): _letter(n) for n in range(12)}
    server.select("INBOX")
    got = [(letter.uid, letter.raw) for letter in server.fetch(sorted(raws, reverse=True))]
    assert sorted(got) == sorted(raws.items())


def test_a_large_letter_comes_whole(mailbox: Mailbox, server: MailServer) -> None:
    raw = _letter(body=b"0123456789abcdef\r\n" * 150_000)
    uid = mailbox.other.deliver(raw)
    server.select("INBOX")
    (letter,) = server.fetch([uid])
    assert letter.raw == raw


def test_identities_name_id_size_and_flags(mailbox: Mailbox, server: MailServer) -> None:
    raw = _letter(7)
    uid = mailbox.other.deliver(raw, flags=[r"\Seen"])
    bare = mailbox.other.deliver(b"Subject: no id\r\n\r\nx\r\n")
    server.select("INBOX")
    found = {identity.uid: identity for identity in server.identify([uid, bare])}
    assert found[uid].message_id == "m7@client.example"
    assert found[uid].size == len(raw)
    assert found[uid].flags == {r"\Seen"}
    assert found[bare].message_id == ""


def test_an_unknown_folder_is_refused_and_the_connection_lives(server: MailServer) -> None:
    with pytest.raises(RejectedError):
        server.select("No such folder")
    with pytest.raises(RejectedError):
        server.status("No such folder")
    assert server.select("INBOX").count == 0


def test_a_folder_name_cannot_carry_a_second_command(server: MailServer) -> None:
    with pytest.raises(RejectedError):
        server.select('INBOX"\r\nA1 LOGOUT\r\n')
    assert server.select("INBOX").count == 0


def test_a_wrong_password_is_an_auth_error(mailbox: Mailbox) -> None:
    with pytest.raises(AuthError) as caught:
        mailbox.factory.connect(mailbox.account, "not the password")
    assert "not the password" not in str(caught.value)


def test_an_access_token_lets_in_where_the_server_takes_them(mailbox: Mailbox) -> None:
    settings = dataclasses.replace(mailbox.account.settings, token_command="tokens")
    account = dataclasses.replace(mailbox.account, settings=settings)
    if mailbox.token is None:
        with pytest.raises(RejectedError, match=r"takes no log-in with an access token \(XOAUTH2"):
            mailbox.factory.connect(account, "a-token")
        return
    with pytest.raises(AuthError) as caught:
        mailbox.factory.connect(account, f"{mailbox.token}x")
    assert caught.value.reason is Reason.TOKEN_REFUSED
    assert mailbox.token not in str(caught.value)
    server = mailbox.factory.connect(account, mailbox.token)
    assert server.select("INBOX").count == 0
    server.close()


def test_a_closed_connection_is_of_no_more_use(server: MailServer) -> None:
    server.select("INBOX")
    server.close()
    server.close()
    with pytest.raises(TransientError):
        server.uids()


def test_a_closed_factory_ends_its_connections(mailbox: Mailbox) -> None:
    factory = mailbox.new_factory()
    server = factory.connect(mailbox.account, mailbox.password)
    server.select("INBOX")
    factory.close()
    with pytest.raises(TransientError):
        server.status("INBOX")
    server.close()
    with pytest.raises(TransientError):
        factory.connect(mailbox.account, mailbox.password)


def test_two_connections_do_not_disturb_each_other(mailbox: Mailbox, server: MailServer) -> None:
    uid = mailbox.other.deliver(_letter())
    second = mailbox.connect()
    server.select("INBOX")
    second.select("Sent")
    assert server.uids() == [uid]
    assert second.uids() == []
    second.close()


def test_an_account_without_a_server_is_rejected(mailbox: Mailbox) -> None:
    if mailbox.factory.__class__.__name__ == "FakeServerFactory":
        pytest.skip("the fake needs no address")
    settings = dataclasses.replace(mailbox.account.settings, imap=None)
    with pytest.raises(RejectedError):
        mailbox.factory.connect(dataclasses.replace(mailbox.account, settings=settings), "x")


@pytest.fixture
def idler(server: MailServer) -> MailServer:
    if not server.can_idle:
        pytest.skip("this server does not tell news by itself")
    server.select("INBOX")
    return server


def test_news_of_a_letter_come_by_themselves(mailbox: Mailbox, idler: MailServer) -> None:
    assert not idler.wait_for_news(0.01)
    mailbox.other.deliver(_letter(1))
    assert idler.wait_for_news(PATIENCE)
    mailbox.other.deliver(_letter(2))
    assert idler.wait_for_news(PATIENCE)
    assert len(idler.uids()) == 2
    assert not idler.wait_for_news(0.01)


def test_news_of_flags_come_by_themselves(mailbox: Mailbox, server: MailServer) -> None:
    uid = mailbox.other.deliver(_letter(1))
    if not server.can_idle:
        pytest.skip("this server does not tell news by itself")
    server.select("INBOX")
    mailbox.other.set_flags("INBOX", uid, [r"\Seen"])
    assert server.wait_for_news(PATIENCE)
    assert server.flags([uid]) == {uid: frozenset({r"\Seen"})}


def test_who_waits_for_news_can_be_woken(idler: MailServer) -> None:
    waking = threading.Timer(0.05, idler.abandon)
    waking.start()
    began = time.monotonic()
    with pytest.raises(TransientError):
        idler.wait_for_news(10 * PATIENCE)
    waking.join()
    assert time.monotonic() - began < PATIENCE
    with pytest.raises(TransientError):
        idler.status("INBOX")


def test_a_long_lived_connection_sees_what_arrives(mailbox: Mailbox, server: MailServer) -> None:
    server.select("INBOX")
    for count in (1, 2):
        mailbox.other.deliver(_letter(count))
        server.probe()
        assert server.status("INBOX").count == count
        assert server.select("INBOX").count == count
