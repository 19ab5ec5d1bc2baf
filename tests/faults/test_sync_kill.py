"""Killed fifty times in a long first sync, it goes on where it was; see also `test_kills` (F1)."""

import random
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bench.mailgen import generate, write_maildir
from app.store import open_store
from tests.support.dovecot import PASSWORD, Dovecot, give_to_mail_user, start_dovecot
from tests.support.profiles import ProgramProfile
from tests.support.waiting import wait_until

_NEWEST = 1_760_000_000


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot()
    yield server
    server.stop()


def _fill(dovecot: Dovecot, count: int) -> Counter[str]:
    """Put letters on the server; return what must be here in the end, by Message-ID."""
    folder = dovecot.maildir("support")
    mail = list(generate(count, newest=_NEWEST))
    write_maildir(folder, mail)
    give_to_mail_user(folder)
    ids = (letter.raw.partition(b"Message-ID: <")[2].partition(b">")[0] for letter in mail)
    return Counter(i.decode() for i in ids)


def _drill(dovecot: Dovecot, folder: Path, letters: int, kills: int, seed: int = 1) -> str:
    expected = _fill(dovecot, letters)
    profile = ProgramProfile(folder / "profile", PASSWORD)
    settings = dovecot.settings()
    profile.add_account(settings)
    chance = random.Random(seed)
    stored, killed = [0], 0
    while killed < kills:
        process = profile.start("sync", "--once", "--json")
        try:
            if chance.random() < 0.7:  # so that most moments lie in the midst of the work
                assert process.stderr is not None
                process.stderr.readline()
                process.wait(chance.uniform(0.0, 2.0))
            else:
                process.wait(chance.uniform(0.1, 3.0))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        finally:
            process.communicate()
        wait_until(lambda: not profile.processes(), what="readers end with their parent")
        with open_store(profile.database()) as store:
            assert store.check() == []
            rows = store._link.rows("SELECT message_id, count(*) FROM message GROUP BY 1")
            stored.append(len(rows))
        assert all(n == expected[i] for i, n in rows), "a letter was doubled"
        assert stored[-1] >= stored[-2], "a stored letter was lost"
        if process.returncode == 0:  # it came to its end before the moment: begin again
            for path in profile.folder.glob("*.db*"):
                path.unlink()
            profile.add_account(settings)
            stored.append(0)
    last = profile.run_json("sync", "--once", timeout=900)
    local = {f["name"]: f["local"] for f in last["folders"]}
    server = {f["name"]: f["server"] for f in last["folders"]}
    assert local == server
    assert sum(local.values()) == letters
    with open_store(profile.database()) as store:
        assert store.check() == []
        rows = store._link.rows("SELECT message_id FROM message")
        assert Counter(str(i) for (i,) in rows) == expected
        places = store._link.rows("SELECT count(*), count(DISTINCT message) FROM placement")
        assert places == [(letters, letters)]
        unread = store._link.rows("SELECT count(*) FROM message WHERE readable = 0")
        assert unread == [(0,)]
    assert not profile.processes()
    return f"{killed} kills; letters stored after each: {stored}"


@pytest.mark.soak
@pytest.mark.timeout(4000)
def test_fifty_kills_in_twenty_thousand_letters(dovecot: Dovecot, tmp_path: Path) -> None:
    print(_drill(dovecot, tmp_path, letters=20_000, kills=50, seed=2))  # noqa: T201
