"""What an account's thread does with news, refusals and odd servers, on the fake server."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.errors import AuthError, Reason, RejectedError, TransientError
from app.domain.ports import FolderStatus, RemoteFolder
from app.runtime.surroundings import Rhythm
from tests.support.fake_server import FakeFolder, FakeMailbox, FakeServer, FakeServerFactory
from tests.support.live import live_profile
from tests.support.mailboxes import MailboxInMemory, small_letter
from tests.support.waiting import wait_until

_RHYTHM = Rhythm(poll=3600, first_retry=0.01, longest_retry=0.02, storage_retry=0.01)


def test_news_are_fetched_without_looking_at_other_folders(
    fake: MailboxInMemory,
    box: FakeMailbox,
    factory: FakeServerFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        live.wait_for_watching("INBOX", "Sent")
        asked: list[str] = []

        def note(server: FakeServer, folder: str = "") -> list[RemoteFolder]:
            asked.append(folder or "LIST")
            return []

        monkeypatch.setattr(FakeServer, "status", note)
        monkeypatch.setattr(FakeServer, "folders", note)
        box.deliver(small_letter(1))
        live.wait_for_letters(1)
        assert asked == []
        assert factory.most_open == 3


def test_watchers_come_back_one_by_one(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        live.wait_for_watching("INBOX", "Sent")
        factory.failures = [TransientError("no route")] * 3
        for server in list(factory.open):
            server.abandon()
        live.runtime.sync_now()
        live.wait_for_watching("INBOX", "Sent")
        box.deliver(small_letter(1))
        live.wait_for_letters(1)


def test_a_refused_password_is_not_tried_again_because_the_network_changed(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path
) -> None:
    factory.failures = [AuthError("wrong"), AuthError("wrong"), AuthError("wrong")]
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        wait_until(lambda: live.problems() == ["wrong-password"])
        live.runtime.network_changed()
        live.runtime.network_changed()
        live.runtime.sync_now()
        wait_until(lambda: factory.connects == 2)
    assert factory.connects == 2


def test_a_captive_portal_is_left_when_the_network_changes(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    box.deliver(small_letter(1))
    factory.failures = [RejectedError("not trusted", reason=Reason.CERTIFICATE)]
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        wait_until(lambda: live.problems() == ["certificate"])
        live.runtime.network_changed()
        live.wait_for_letters(1)
        wait_until(lambda: live.problems() == [])


def test_what_a_server_wants_to_be_read_is_shown_as_its_words(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path
) -> None:
    factory.alerts = ["The mailbox is 95 % full."]
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        wait_until(lambda: live.problems() == ["server-says"])
        assert "95 %" in live.runtime.problems()[0].detail


def test_a_folder_that_vanishes_keeps_its_letters_and_is_told(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    box.deliver(small_letter(1), folder="Sent")
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        live.wait_for_letters(1)
        live.wait_for_watching("INBOX", "Sent")
        del box.folders["Sent"]
        live.runtime.sync_now()
        wait_until(lambda: live.problems() == ["folder-vanished"])
        assert live.letters() == 1
        live.wait_for_watching("INBOX")
        box.create("Sent")
        live.runtime.sync_now()
        wait_until(lambda: "folder-vanished" not in live.problems())


def test_letters_that_are_kept_from_us_are_told(
    fake: MailboxInMemory,
    box: FakeMailbox,
    factory: FakeServerFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    box.deliver(small_letter(1))
    box.deliver(small_letter(2))
    real = FakeServer.fetch
    with monkeypatch.context() as patch:
        patch.setattr(FakeServer, "fetch", lambda self, uids: real(self, set(uids) - {1}))
        live_context = live_profile(fake, tmp_path, _RHYTHM, factory=factory)
        live = live_context.__enter__()
        wait_until(lambda: live.problems() == ["letters-withheld"])
    try:
        live.runtime.sync_now()
        live.wait_for_letters(2)
        wait_until(lambda: live.problems() == [])
    finally:
        live_context.__exit__(None, None, None)


def test_the_brake_is_lifted_by_a_person(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    for number in range(70):
        box.deliver(small_letter(number))
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        live.wait_for_letters(70)
        live.wait_for_watching("INBOX", "Sent")
        box.remove("INBOX", range(1, 61))
        live.runtime.sync_now()
        wait_until(lambda: live.problems() == ["mass-removal"])
        assert live.rows("SELECT count(*) FROM placement WHERE gone") == [(0,)]
        live.runtime.sync_now(accept_removals=True)
        wait_until(lambda: live.rows("SELECT count(*) FROM placement WHERE gone") == [(60,)])
        wait_until(lambda: live.problems() == [])


def test_a_full_disk_is_told_and_forgotten_when_there_is_room(
    fake: MailboxInMemory, box: FakeMailbox, factory: FakeServerFactory, tmp_path: Path
) -> None:
    with live_profile(fake, tmp_path, _RHYTHM, factory=factory) as live:
        live.wait_for_watching("INBOX", "Sent")
        live.runtime._writer.run(
            lambda store, _: store._link.rows("PRAGMA max_page_count = 1")  # as much as there is
        )
        for number in range(300):
            box.deliver(small_letter(number) + b"x" * 3000)
        wait_until(lambda: live.problems() == ["disk-full"])
        assert "full" in live.runtime.problems()[0].detail
        live.runtime._writer.run(
            lambda store, _: store._link.rows("PRAGMA max_page_count = 1000000")
        )
        live.wait_for_letters(300)
        wait_until(lambda: live.problems() == [])
        assert live.rows("PRAGMA integrity_check") == [("ok",)]


def test_without_a_counter_of_changes_only_new_flags_are_compared_often(
    fake: MailboxInMemory,
    box: FakeMailbox,
    factory: FakeServerFactory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.runtime.supervisor._FLAG_WINDOW", 3)
    monkeypatch.setattr(
        FakeFolder,
        "status",
        lambda self: FolderStatus(self.uidvalidity, self.uidnext, len(self.letters), None),
    )
    for number in range(10):
        box.deliver(small_letter(number))
    factory.idle = False
    asked: list[int] = []
    real = FakeServer.flags
    with live_profile(fake, tmp_path, Rhythm(poll=0.02), factory=factory) as live:
        live.wait_for_letters(10)
        live.wait_for_the_end_of_a_pass()

        def flags(server: FakeServer, uids: Sequence[int]) -> dict[int, frozenset[str]]:
            asked.append(len(uids))
            return real(server, uids)

        monkeypatch.setattr(FakeServer, "flags", flags)
        box.set_flags("INBOX", 9, [r"\Seen"])
        wait_until(lambda: live.rows("SELECT flags FROM placement WHERE uid = 9") == [(r"\Seen",)])
    assert set(asked) == {3}
