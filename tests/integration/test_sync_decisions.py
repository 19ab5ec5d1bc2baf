"""What a pass decides when the server is strange, on the fake server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.errors import RejectedError, TransientError
from app.domain.ports import FolderStatus, Reopened
from tests.support.fake_server import FakeMailbox, FakeServer, FakeServerFactory
from tests.support.mailboxes import MailboxInMemory, small_letter
from tests.support.syncing import SyncedProfile, synced_profile

Opening = Callable[[FakeServer, str], FolderStatus]


@pytest.fixture
def profile(fake: MailboxInMemory, tmp_path: Path) -> Iterator[SyncedProfile]:
    with synced_profile(fake, tmp_path) as profile:
        yield profile


def fill(box: FakeMailbox, count: int) -> None:
    for number in range(count):
        box.deliver(small_letter(number))


def test_nothing_is_opened_where_counters_show_no_change(
    profile: SyncedProfile, box: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(box, 3)
    profile.sync()
    opened: list[str] = []
    real = FakeServer.select

    def select(server: FakeServer, folder: str) -> FolderStatus:
        opened.append(folder)
        return real(server, folder)

    monkeypatch.setattr(FakeServer, "select", select)
    profile.sync()
    assert opened == []
    box.set_flags("INBOX", 1, [r"\Seen"])
    profile.sync()
    assert opened == ["INBOX"]
    assert profile.flags()[1] == r"\Seen"


def test_an_answer_with_holes_marks_nothing_gone(
    profile: SyncedProfile, box: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(box, 5)
    profile.sync()
    box.deliver(small_letter(9))
    with monkeypatch.context() as patch:
        patch.setattr(FakeServer, "uids", lambda _self, _since=1: [6])
        profile.sync()
    assert profile.counts()["INBOX"] == (6, 0)
    assert profile.sync().folders[0].gone == 0


def test_a_cut_costs_only_what_was_under_way(
    profile: SyncedProfile, box: FakeMailbox, factory: FakeServerFactory
) -> None:
    fill(box, 900)
    for cut in (30, 333, 401):
        factory.cut_after = cut
        with pytest.raises(TransientError):
            profile.sync()
    profile.sync()
    assert profile.counts() == {"INBOX": (900, 0)}
    assert profile.letters() == 900
    assert factory.bodies <= 900 + 3 * 200


def test_letters_that_the_server_withholds_are_asked_for_again(
    profile: SyncedProfile, box: FakeMailbox
) -> None:
    fill(box, 3)
    hidden = box.folders["INBOX"].letters.pop(2)
    real = FakeServer.uids
    patch = pytest.MonkeyPatch()
    patch.setattr(FakeServer, "uids", lambda self, since=1: sorted({2, *real(self, since)}))
    first = profile.sync().folders[0]
    patch.undo()
    assert (first.server, first.local) == (3, 2)
    box.folders["INBOX"].letters[2] = hidden
    assert profile.sync().folders[0].new == 1


def test_a_folder_that_cannot_be_opened_does_not_stop_the_others(
    profile: SyncedProfile, box: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(box, 2)
    for name in ("status", "select"):
        real = getattr(FakeServer, name)

        def refuse(server: FakeServer, folder: str, real: Opening = real) -> FolderStatus:
            if folder == "Sent":
                raise RejectedError("Permission denied.")
            return real(server, folder)

        monkeypatch.setattr(FakeServer, name, refuse)
    report = profile.sync()
    assert [f.name for f in report.folders] == ["INBOX"]
    assert [p.code for p in report.problems] == ["folder-closed"]
    assert profile.letters() == 2


def test_a_letter_in_two_folders_is_one_letter(profile: SyncedProfile, box: FakeMailbox) -> None:
    box.deliver(small_letter(1))
    box.deliver(small_letter(1), folder="Sent")
    profile.sync()
    assert profile.letters() == 1
    assert profile.counts() == {"INBOX": (1, 0), "Sent": (1, 0)}


def test_there_and_back_again_between_two_numberings(
    profile: SyncedProfile, box: FakeMailbox, factory: FakeServerFactory
) -> None:
    fill(box, 20)
    profile.sync()
    tickets = profile.rows("SELECT id, code FROM ticket ORDER BY id")
    original = box.folders["INBOX"]
    box.renumber("INBOX")
    profile.sync()
    box.folders["INBOX"] = original
    profile.sync()
    assert factory.bodies == 20
    assert profile.counts() == {"INBOX": (20, 0)}
    assert profile.rows("SELECT id, code FROM ticket ORDER BY id") == tickets


@pytest.mark.parametrize("qresync", [True, False])
def test_a_counter_of_changes_that_goes_back_is_not_believed(
    profile: SyncedProfile, box: FakeMailbox, factory: FakeServerFactory, qresync: bool
) -> None:
    """F9: a restored backup counts from before; what differs is found all the same, in one pass."""
    factory.qresync = qresync
    fill(box, 5)
    for _ in range(20):
        box.set_flags("INBOX", 5, [r"\Seen"])
    profile.sync()
    inbox = box.folders["INBOX"]
    inbox.modseq = 3
    box.set_flags("INBOX", 1, [r"\Flagged"])
    box.set_flags("INBOX", 5, [])
    box.remove("INBOX", [2])
    inbox.vanished.clear()
    box.deliver(small_letter(9))
    report = profile.sync().folders[0]
    assert (report.server, report.local, report.new, report.gone) == (5, 5, 1, 1)
    assert profile.flags() == {1: r"\Flagged", 3: "", 4: "", 5: "", 6: ""}


def test_a_removed_letter_that_returns_is_the_same_letter(
    profile: SyncedProfile, box: FakeMailbox
) -> None:
    fill(box, 3)
    profile.sync()
    box.remove("INBOX", [2])
    profile.sync()
    box.deliver(small_letter(1))
    profile.sync()
    assert profile.letters() == 3
    assert profile.counts()["INBOX"] == (3, 1)


@pytest.fixture
def lying(box: FakeMailbox, monkeypatch: pytest.MonkeyPatch) -> Callable[[Reopened], None]:
    """Have the server tell this of INBOX instead of what changed."""
    real = FakeServer.reopen

    def lie(told: Reopened) -> None:
        def reopen(server: FakeServer, folder: str, *since: int) -> Reopened | None:
            return told if real(server, folder, *since) and folder == "INBOX" else None

        monkeypatch.setattr(FakeServer, "reopen", reopen)

    return lie


def test_a_server_that_takes_everything_away_is_not_believed(
    profile: SyncedProfile, box: FakeMailbox, lying: Callable[[Reopened], None]
) -> None:
    fill(box, 60)
    profile.sync()
    box.set_flags("INBOX", 1, [r"\Seen"])
    lying(Reopened(box.folders["INBOX"].status(), {}, [(1, 2**32 - 1)]))
    report = profile.sync()
    assert profile.counts()["INBOX"] == (60, 0)
    assert report.problems == ()


def test_the_brake_holds_whoever_told_of_the_removal(
    profile: SyncedProfile, box: FakeMailbox
) -> None:
    fill(box, 80)
    profile.sync()
    box.remove("INBOX", range(1, 61))
    box.deliver(small_letter(99))
    for _ in range(2):
        report = profile.sync()
        assert [p.code for p in report.problems] == ["mass-removal"]
        assert profile.counts()["INBOX"] == (81, 0)
    assert profile.sync(accept_removals=True).problems == ()
    assert profile.counts()["INBOX"] == (21, 60)


def test_letters_that_a_server_forgot_to_tell_of_are_found(
    profile: SyncedProfile, box: FakeMailbox, lying: Callable[[Reopened], None]
) -> None:
    fill(box, 5)
    profile.sync()
    box.deliver(small_letter(6))
    box.deliver(small_letter(7))
    lying(Reopened(box.folders["INBOX"].status(), {6: frozenset()}, ()))
    profile.sync()
    assert profile.counts()["INBOX"] == (7, 0)
    assert profile.letters() == 7


def test_flags_come_from_what_the_server_told_on_opening(
    profile: SyncedProfile, box: FakeMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(box, 5)
    profile.sync()
    box.set_flags("INBOX", 2, [r"\Seen"])
    box.remove("INBOX", [4])
    monkeypatch.delattr(FakeServer, "uids")
    monkeypatch.delattr(FakeServer, "flags")
    assert profile.sync().problems == ()
    assert profile.flags() == {1: "", 2: r"\Seen", 3: "", 5: ""}
