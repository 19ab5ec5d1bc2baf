"""Whole passes against a real Dovecot: what is there is here, and stays right."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.accounts import Account
from app.domain.errors import AuthError
from app.domain.ids import AccountId
from app.runtime.readers import ReaderPool
from app.runtime.sync import FolderReport, SyncProgress, SyncStoppedError
from mail.imap import ImapServerFactory
from tests.support.clock import FakeClock
from tests.support.dovecot import PASSWORD, Dovecot, give_to_mail_user, start_dovecot
from tests.support.mailboxes import Mailbox
from tests.support.other_client import OtherClient
from tests.support.syncing import SyncedProfile, synced_profile


def letter(number: int, *, answers: int | None = None) -> bytes:
    head = (
        f"From: Client {number} <c{number}@client{number}.example>\r\n"
        f"To: support@example.org\r\nSubject: Question {number}\r\n"
        f"Message-ID: <m{number}@client.example>\r\n"
    )
    if answers is not None:
        head += f"In-Reply-To: <m{answers}@client.example>\r\n"
    return (head + f"\r\nBody of {number}.\r\n").encode()


def deliver_quickly(dovecot: Dovecot, user: str, numbers: range) -> None:
    """Put letters straight into the Maildir, as a local delivery would."""
    folder = dovecot.maildir(user)
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in numbers:
        name = f"{1_700_000_000 + number}.M{number}.host"
        (folder / "new" / name).write_bytes(letter(number).replace(b"\r\n", b"\n"))
    give_to_mail_user(folder)


def test_a_first_pass_brings_everything_and_the_next_nothing(
    mailbox: Mailbox, profile: SyncedProfile
) -> None:
    for number in range(4):
        mailbox.other.deliver(letter(number))
    mailbox.other.deliver(letter(9, answers=1), folder="Sent", flags=[r"\Seen"])
    first = profile.sync()
    assert set(first.folders) == {
        FolderReport("INBOX", server=4, local=4, new=4, gone=0),
        FolderReport("Sent", server=1, local=1, new=1, gone=0),
    }
    assert profile.letters() == 5
    second = profile.sync()
    assert [(f.new, f.gone, f.local) for f in second.folders] == [(0, 0, 4), (0, 0, 1)]
    assert second.problems == ()


def test_new_mail_comes_with_the_next_pass(mailbox: Mailbox, profile: SyncedProfile) -> None:
    mailbox.other.deliver(letter(1))
    profile.sync()
    mailbox.other.deliver(letter(2))
    inbox = profile.sync().folders[0]
    assert (inbox.server, inbox.local, inbox.new) == (2, 2, 1)


def test_letters_removed_on_the_server_are_marked_and_stay(
    mailbox: Mailbox, profile: SyncedProfile
) -> None:
    first, _ = mailbox.other.deliver(letter(1)), mailbox.other.deliver(letter(2))
    profile.sync()
    mailbox.other.remove("INBOX", [first])
    inbox = profile.sync().folders[0]
    assert (inbox.server, inbox.local, inbox.new, inbox.gone) == (1, 1, 0, 1)
    assert profile.counts()["INBOX"] == (1, 1)
    assert profile.letters() == 2


def test_flags_that_another_client_sets_arrive(mailbox: Mailbox, profile: SyncedProfile) -> None:
    read, other = mailbox.other.deliver(letter(1)), mailbox.other.deliver(letter(2))
    profile.sync()
    mailbox.other.set_flags("INBOX", read, [r"\Seen", r"\Flagged"])
    profile.sync()
    assert profile.flags() == {read: r"\Flagged \Seen", other: ""}
    mailbox.other.set_flags("INBOX", read, [])
    profile.sync()
    assert profile.flags()[read] == ""


def test_a_folder_that_was_not_asked_for_is_left_alone(
    mailbox: Mailbox, profile: SyncedProfile
) -> None:
    mailbox.other.create("Архив")
    mailbox.other.deliver(letter(1), folder="Архив")
    assert {f.name for f in profile.sync().folders} == {"INBOX", "Sent"}
    folder = profile.writer.run(
        lambda store, _: next(f for f in store.folders.of(profile.account.id) if f.name == "Архив")
    )
    profile.writer.run(lambda store, _: store.folders.follow(folder.id, followed=True))
    reports = {f.name: f for f in profile.sync().folders}
    assert reports["Архив"].local == 1


def test_a_renumbered_folder_is_taken_over_without_bodies(
    dovecot: Dovecot, mailbox: Mailbox, profile: SyncedProfile
) -> None:
    user = mailbox.account.settings.user
    deliver_quickly(dovecot, user, range(30))
    profile.sync()
    tickets = sorted(profile.rows("SELECT id, code FROM ticket"))
    before = profile.rows("SELECT uidvalidity FROM folder WHERE name = 'INBOX'")
    dovecot.forget_indexes(user)
    deliver_quickly(dovecot, user, range(30, 31))
    inbox = profile.sync().folders[0]
    assert profile.rows("SELECT uidvalidity FROM folder WHERE name = 'INBOX'") != before
    assert (inbox.server, inbox.local, inbox.new) == (31, 31, 1)
    assert profile.letters() == 31
    assert set(tickets) <= set(profile.rows("SELECT id, code FROM ticket"))
    assert profile.counts()["INBOX"] == (31, 0)


def test_a_mass_removal_is_held_until_somebody_confirms(
    dovecot: Dovecot, mailbox: Mailbox, profile: SyncedProfile
) -> None:
    user = mailbox.account.settings.user
    deliver_quickly(dovecot, user, range(70))
    profile.sync()
    mailbox.other.remove("INBOX", range(1, 61))
    held = profile.sync()
    assert [p.code for p in held.problems] == ["mass-removal"]
    assert (held.folders[0].server, held.folders[0].local, held.folders[0].gone) == (10, 70, 0)
    assert [p.code for p in profile.sync().problems] == ["mass-removal"]
    done = profile.sync(accept_removals=True)
    assert done.problems == ()
    assert (done.folders[0].local, done.folders[0].gone) == (10, 60)
    assert profile.letters() == 70


def test_reader_processes_and_the_wire_work_at_the_same_time(
    dovecot: Dovecot, mailbox: Mailbox, profile: SyncedProfile
) -> None:
    deliver_quickly(dovecot, mailbox.account.settings.user, range(900))
    profile.reader = ReaderPool(processes=2)
    try:
        inbox = profile.sync().folders[0]
    finally:
        profile.reader.close()
    assert (inbox.server, inbox.local, inbox.new) == (900, 900, 900)
    mine = [p for p in profile.progress if p.folder == "INBOX"]
    assert mine[-1] == SyncProgress("support", "INBOX", 900, 900, mine[-1].seconds_left)
    assert [p.done for p in mine] == sorted(p.done for p in mine)
    assert profile.rows("SELECT count(*) FROM letter_words WHERE letter_words MATCH 'bodi'") == [
        (900,)
    ]


def test_the_newest_letters_come_first(
    dovecot: Dovecot, mailbox: Mailbox, profile: SyncedProfile
) -> None:
    deliver_quickly(dovecot, mailbox.account.settings.user, range(300))
    stop = threading.Event()
    stored: list[int] = []

    def look_and_stop(progress: SyncProgress) -> None:
        if not stored:
            stored.extend(profile.flags())
        stop.set()

    profile.progress = _Calls(look_and_stop)
    with pytest.raises(SyncStoppedError):
        profile.sync(stop=stop)
    assert set(stored) >= set(range(261, 301))
    assert min(stored) > 100
    profile.progress = []
    assert profile.sync().folders[0].local == 300
    assert profile.letters() == 300


class _Calls(list[SyncProgress]):
    def __init__(self, listener: object) -> None:
        super().__init__()
        self._listener = listener

    def append(self, progress: SyncProgress) -> None:
        assert callable(self._listener)
        self._listener(progress)


def test_a_wrong_password_is_said_at_once(profile: SyncedProfile) -> None:
    profile.password = "wrong"
    with pytest.raises(AuthError):
        profile.sync()


@pytest.fixture(scope="module")
def plain_dovecot() -> Iterator[Dovecot]:
    """A poorer server: no SPECIAL-USE, CONDSTORE, ESEARCH or SASL-IR."""
    server = start_dovecot(capability="IMAP4rev1 UIDPLUS AUTH=PLAIN", special_use=False)
    yield server
    server.stop()


@pytest.mark.parametrize("name", ["Sent Items", "Отправленные", "Надіслані", "Gesendet", "Envoyés"])
def test_sent_is_found_by_its_name(plain_dovecot: Dovecot, tmp_path: Path, name: str) -> None:
    settings = plain_dovecot.settings(user=f"u{abs(hash(name))}")
    assert settings.imap is not None
    other = OtherClient(settings.imap, settings.user, PASSWORD)
    other.create(name)
    other.create("Archive")
    read = other.deliver(letter(1))
    other.deliver(letter(2, answers=1), folder=name)
    account = Account(AccountId(1), settings)
    factory = ImapServerFactory(FakeClock())
    box = Mailbox(account, PASSWORD, factory, other, lambda: factory)
    with synced_profile(box, tmp_path) as profile:
        reports = {f.name: f.local for f in profile.sync().folders}
        assert reports == {"INBOX": 1, name: 1}
        other.set_flags("INBOX", read, [r"\Seen"])
        profile.sync()
        assert profile.flags() == {read: r"\Seen"}
