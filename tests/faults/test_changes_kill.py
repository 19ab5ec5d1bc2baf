"""Killed while changes are sent, nothing is lost, made twice, or left half done (F1)."""

import contextlib
import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bench.mailgen import generate, write_maildir
from app.domain.accounts import Account, Endpoint, FolderRole
from app.domain.ids import AccountId, MessageKey
from app.services import commands
from app.store import Store, open_reader, open_store
from mail.imap import ImapServerFactory
from tests.support.clock import FakeClock
from tests.support.dovecot import PASSWORD, Dovecot, give_to_mail_user, start_dovecot
from tests.support.other_client import OtherClient
from tests.support.profiles import ProgramProfile
from tests.support.waiting import wait_until

_FLAGS = ("\\Seen", "\\Flagged")
_Wanted = dict[str, tuple[bool, bool, str]]
"""Message-ID → seen, flagged, folder."""


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot()
    yield server
    server.stop()


def _wish(database: Path, chance: random.Random) -> _Wanted:
    """Change at random; return how every letter of the inbox and the archive shall be."""
    with open_store(database) as store:
        keys = _ids(store)
        with store.transaction() as tx:
            folders = {f.role: f.id for f in store.folders.of(AccountId(1))}
            for command in (commands.mark_seen, commands.mark_flagged):
                name = "seen" if command is commands.mark_seen else "flagged"
                for wanted in (True, False):
                    some = [key for key in keys if chance.random() < 0.3]
                    command(store, tx, some, **{name: wanted})
            for role in (FolderRole.ARCHIVE, FolderRole.INBOX):
                some = [key for key in keys if chance.random() < 0.2]
                commands.move_letters(store, tx, some, folder=folders[role])
        shown = store.pending.shown(list(keys))
        return {
            keys[key]: (*(flag in s.flags for flag in _FLAGS), s.folders[0])  # type: ignore[misc]
            for key, s in shown.items()
        }


def _ids(store: Store) -> dict[MessageKey, str]:
    rows = store._link.rows(
        "SELECT m.id, m.message_id FROM message m JOIN placement p ON p.message = m.id "
        "JOIN folder f ON f.id = p.folder WHERE p.gone = 0 AND f.role IN ('inbox', 'archive')"
    )
    return dict(rows)


def _on_server(account: Account) -> tuple[_Wanted, Counter[str]]:
    server = ImapServerFactory(FakeClock()).connect(account, PASSWORD)
    found: _Wanted = {}
    count: Counter[str] = Counter()
    for folder in ("INBOX", "Archive"):
        server.select(folder)
        for letter in server.identify(server.uids()):
            count[letter.message_id] += 1
            seen, flagged = (flag in letter.flags for flag in _FLAGS)
            found[letter.message_id] = (seen, flagged, folder)
    server.close()
    return found, count


def _wait_into_the_work(
    database: Path, process: "subprocess.Popen[bytes]", chance: random.Random
) -> None:
    """Return when the process ends; raise `TimeoutExpired` at a random moment of its sending."""
    with open_reader(database) as store:
        waiting = store.pending.count(AccountId(1))
        if not waiting:
            process.wait()  # all is sent: let this pass come to its end
            return
        rest = chance.randrange(waiting)
        while process.poll() is None and store.pending.count(AccountId(1)) > rest:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.002)
    process.wait(chance.uniform(0, 0.06))


def _drill(dovecot: Dovecot, folder: Path, letters: int, kills: int) -> str:
    maildir = dovecot.maildir("support")
    write_maildir(maildir, list(generate(letters, newest=1_760_000_000)))
    give_to_mail_user(maildir)
    OtherClient(Endpoint("127.0.0.1", dovecot.imap_port), "support", PASSWORD).create("Archive")
    profile = ProgramProfile(folder / "profile", PASSWORD)
    settings = dovecot.settings()
    profile.add_account(settings)
    account = Account(AccountId(1), settings)
    profile.run("sync", "--once")
    profile.run("account", "follow", settings.name, "Archive")
    profile.run("sync", "--once")
    chance = random.Random(letters)
    wanted = _wish(profile.database(), chance)
    killed, complete, began = 0, 0, 0
    while killed < kills:
        process = profile.start("sync", "--once", "--json")
        try:
            _wait_into_the_work(profile.database(), process, chance)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        finally:
            process.communicate()
        wait_until(lambda: not profile.processes(), what="readers end with their parent")
        with open_store(profile.database()) as store:
            assert store.check() == []
            begun = "SELECT count(*) FROM pending WHERE begun_validity IS NOT NULL"
            began += store._link.rows(begun)[0][0] > 0
            troubles = store._link.rows("SELECT kind, said FROM pending WHERE state <> 'waiting'")
        assert troubles == []
        if process.returncode == 0:
            assert _on_server(account)[0] == wanted
            complete += 1
            wanted = _wish(profile.database(), chance)
    profile.run("sync", "--once")
    there, count = _on_server(account)
    assert there == wanted
    assert set(count.values()) == {1}, "a letter was doubled"
    with open_store(profile.database()) as store:
        assert store.check() == []
        assert store._link.rows("SELECT count(*) FROM pending") == [(0,)]
        assert store._link.rows("SELECT count(*) FROM message") == [(letters,)]
        here = store.pending.shown(list(_ids(store)))
        assert all(len(s.folders) == 1 for s in here.values())
    return f"{killed} kills, {began} with moves under way, {complete} rounds complete between"


def test_five_kills_while_changes_are_sent(dovecot: Dovecot, tmp_path: Path) -> None:
    print(_drill(dovecot, tmp_path, letters=400, kills=5))  # noqa: T201


@pytest.mark.soak
@pytest.mark.timeout(2000)
def test_sixty_kills_while_changes_are_sent(dovecot: Dovecot, tmp_path: Path) -> None:
    print(_drill(dovecot, tmp_path, letters=3_000, kills=60))  # noqa: T201
