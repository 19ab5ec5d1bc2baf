"""A full disk loses and damages nothing, is told plainly, and all goes on when there is room.

The profile lies on a real file system of a few megabytes, with temporary files, the write-ahead log
and the lock beside it. Where the system does not let us mount one, only the limit on the size of
files is tested, which fails writes in much the same way.
"""

import json
import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bench.mailgen import generate, write_maildir
from app.domain.accounts import FolderRole
from app.domain.ids import AccountId, MessageKey
from app.services import commands
from app.store import open_store
from tests.support.dovecot import PASSWORD, Dovecot, give_to_mail_user, start_dovecot
from tests.support.other_client import OtherClient
from tests.support.profiles import ProgramProfile
from tests.support.small_disk import SmallDisk
from tests.support.waiting import wait_until

_FLAGS = ("\\Seen", "\\Flagged")
_LETTERS = 400


@dataclass
class Mailbox:
    """A mailbox on a server that has all the room it wants."""

    dovecot: Dovecot
    other: OtherClient
    ids: set[str]

    def on_server(self) -> dict[str, tuple[str, frozenset[str]]]:
        """Message-ID → folder and flags; every letter must be there once."""
        found, count = {}, Counter[str]()
        for name in self.other.folders():
            with self.other.opened(name) as box:
                for message_id, flags in box.letters(_FLAGS).values():
                    found[message_id] = (name, flags)
                    count[message_id] += 1
        assert set(count.values()) == {1}, "a letter is on the server twice"
        assert found.keys() == self.ids, "a letter was lost on the server"
        return found


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    dovecot = start_dovecot()
    try:
        mail = list(generate(_LETTERS, newest=1_760_000_000))
        maildir = dovecot.maildir("support")
        write_maildir(maildir, mail)
        give_to_mail_user(maildir)
        settings = dovecot.settings()
        assert settings.imap is not None
        other = OtherClient(settings.imap, "support", PASSWORD)
        other.create("Archive")
        ids = (letter.raw.partition(b"Message-ID: <")[2].partition(b">")[0] for letter in mail)
        yield Mailbox(dovecot, other, {i.decode() for i in ids})
    finally:
        dovecot.stop()


def _profile(disk: SmallDisk, mailbox: Mailbox) -> ProgramProfile:
    profile = ProgramProfile(disk.folder / "profile", PASSWORD, prefix=disk.prefix)
    profile.add_account(mailbox.dovecot.settings())
    return profile


def _fails(profile: ProgramProfile, code: str = "disk-full") -> None:
    """Sync; it must say what is wrong in every way there is, and nothing else."""
    done = profile.run_anyhow("sync", "--once", "--json")
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "Traceback" not in said
    (problem,) = json.loads(done.stdout)["problems"]
    assert problem["code"] == code
    assert problem["detail"] in said
    assert problem["remedy"] in said


def _stored(database: Path) -> Counter[str]:
    with open_store(database) as store:
        assert store.check() == []
        assert store._link.rows("SELECT count(*) FROM message WHERE readable = 0") == [(0,)]
        return Counter(i for (i,) in store._link.rows("SELECT message_id FROM message"))


def _first_sync(mailbox: Mailbox, tmp_path: Path, sizes: Iterable[int]) -> None:
    """Sync on a disk of so many kilobytes, one after another, then on one that is large enough."""
    here: Counter[str] = Counter()
    with SmallDisk(tmp_path / "disk", 800) as disk:
        profile = _profile(disk, mailbox)
        for kilobytes in sizes:
            disk.grow(kilobytes)
            _fails(profile)
            disk.copy("profile/postroom.db*", tmp_path / "copy")
            now = _stored(tmp_path / "copy" / "postroom.db")
            assert set(now.values()) <= {1}
            assert here <= now <= Counter(mailbox.ids)
            here = now
        assert here, "something was stored before the disk was full"
        disk.fill()
        checks = json.loads(profile.run_anyhow("doctor", "--json").stdout)["checks"]
        (verdict,) = [check for check in checks if check["subject"] == "disk"]
        assert not verdict["ok"]
        assert "full" in verdict["detail"]
        assert verdict["remedy"]
        disk.empty()
        disk.grow(60_000)
        report = profile.run_json("sync", "--once")
        assert report["problems"] == []
        disk.copy("profile/postroom.db*", tmp_path / "copy")
        assert _stored(tmp_path / "copy" / "postroom.db") == Counter(mailbox.ids)
        assert {f["name"]: f["local"] for f in report["folders"]} == {
            f["name"]: f["server"] for f in report["folders"]
        }


def test_a_first_sync_stops_at_a_full_disk_and_goes_on(mailbox: Mailbox, tmp_path: Path) -> None:
    _first_sync(mailbox, tmp_path, [1_700])


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_first_sync_on_a_disk_that_grows_by_little(mailbox: Mailbox, tmp_path: Path) -> None:
    _first_sync(mailbox, tmp_path, range(800, 2_400, 97))


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_profile_can_be_begun_on_a_disk_without_any_room(
    mailbox: Mailbox, tmp_path: Path
) -> None:
    with SmallDisk(tmp_path / "disk", 200) as disk:
        disk.fill()
        profile = ProgramProfile(disk.folder / "profile", PASSWORD, prefix=disk.prefix)
        for words in (("account", "list"), ("sync", "--once"), ("doctor",)):
            done = profile.run_anyhow(*words)
            assert done.returncode == 1
            assert b"Traceback" not in done.stderr
        disk.empty()
        disk.grow(60_000)
        profile.add_account(mailbox.dovecot.settings())
        assert profile.run_json("sync", "--once")["problems"] == []


def _wish(database: Path, chance: random.Random) -> dict[str, tuple[str, frozenset[str]]]:
    """Change at random; return how every letter shall be."""
    with open_store(database) as store:
        rows = store._link.rows("SELECT id, message_id FROM message ORDER BY id")
        keys = {MessageKey(key): str(i) for key, i in rows}
        folders = {f.role: f.id for f in store.folders.of(AccountId(1))}
        with store.transaction() as tx:
            for wanted in (True, False):
                some = [key for key in keys if chance.random() < 0.3]
                commands.mark_seen(store, tx, some, seen=wanted)
                some = [key for key in keys if chance.random() < 0.3]
                commands.mark_flagged(store, tx, some, flagged=wanted)
            for role in (FolderRole.ARCHIVE, FolderRole.INBOX):
                some = [key for key in keys if chance.random() < 0.3]
                commands.move_letters(store, tx, some, folder=folders[role])
        shown = store.pending.shown(list(keys))
        return {keys[k]: (s.folders[0], s.flags & set(_FLAGS)) for k, s in shown.items()}


def _changes_on_a_full_disk(mailbox: Mailbox, tmp_path: Path, rooms: tuple[int, ...]) -> str:
    """Make changes, and send them with so many kilobytes left, then with enough."""
    copy = tmp_path / "copy"
    failed = 0
    with SmallDisk(tmp_path / "disk", 60_000) as disk:
        profile = _profile(disk, mailbox)
        profile.run("sync", "--once")
        profile.run("account", "follow", "support", "Archive")
        profile.run("sync", "--once")
        for number, left in enumerate(rooms):
            disk.copy("profile/postroom.db*", copy)
            wanted = _wish(copy / "postroom.db", random.Random(number))
            for path in disk.inside.glob("profile/postroom.db*"):
                path.unlink()
            shutil.copyfile(copy / "postroom.db", disk.inside / "profile" / "postroom.db")
            disk.fill(left)
            done = profile.run_anyhow("sync", "--once", "--json")
            assert b"Traceback" not in done.stderr
            codes = [problem["code"] for problem in json.loads(done.stdout)["problems"]]
            assert codes == (["disk-full"] if done.returncode else [])
            failed += done.returncode
            disk.copy("profile/postroom.db*", copy)
            assert _stored(copy / "postroom.db") == Counter(mailbox.ids)
            disk.empty()
            assert profile.run_json("sync", "--once")["problems"] == []
            assert mailbox.on_server() == wanted
        disk.copy("profile/postroom.db*", copy)
        with open_store(copy / "postroom.db") as store:
            assert store._link.rows("SELECT count(*) FROM pending") == [(0,)]
    assert failed
    return f"{failed} of {len(rooms)} syncs met a full disk"


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_changes_are_sent_once_with_any_room_left(mailbox: Mailbox, tmp_path: Path) -> None:
    rooms = (0, 4, 20, 36, 40, 60, 90, 120, 150, 200, 250, 300, 400, 500, 700, 1000)
    print(_changes_on_a_full_disk(mailbox, tmp_path, rooms))  # noqa: T201


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_who_stays_goes_on_by_itself_when_there_is_room(mailbox: Mailbox, tmp_path: Path) -> None:
    with SmallDisk(tmp_path / "disk", 1_700) as disk:
        profile = _profile(disk, mailbox)
        process = profile.start("sync")
        try:
            assert process.stderr is not None
            while b"full" not in (line := process.stderr.readline()):
                assert line, "it ended"
            disk.grow(60_000)

            def letters() -> int:
                disk.copy("profile/postroom.db*", tmp_path / "copy")
                with open_store(tmp_path / "copy" / "postroom.db") as store:
                    return len(store.letters.all_keys())

            wait_until(lambda: letters() == _LETTERS, timeout=240, what="all letters")
        finally:
            process.terminate()
            process.communicate(timeout=60)
        assert process.returncode == 0
        disk.copy("profile/postroom.db*", tmp_path / "copy")
        assert _stored(tmp_path / "copy" / "postroom.db") == Counter(mailbox.ids)


def test_files_that_may_not_grow_are_told_and_lose_nothing(
    mailbox: Mailbox, tmp_path: Path
) -> None:
    """A limit on the size of files (EFBIG) stops a sync as a full disk does."""
    if shutil.which("prlimit") is None:
        pytest.skip("util-linux is not installed")
    folder = tmp_path / "profile"
    limited = ProgramProfile(folder, PASSWORD, prefix=("prlimit", "--fsize=900000", "--"))
    limited.add_account(mailbox.dovecot.settings())
    _fails(limited, "storage")
    here = _stored(folder / "postroom.db")
    assert set(here.values()) <= {1}
    free = ProgramProfile(folder, PASSWORD)
    assert free.run_json("sync", "--once")["problems"] == []
    assert _stored(folder / "postroom.db") == Counter(mailbox.ids)
