"""A mailbox that is synced and changed by a program that is killed again and again (F1).

Four activities take turns: a first sync, a sync after another client changed the mailbox, flags
that go to the server, letters that are moved there. Each is killed at random moments until it comes
to its end; after every kill the database must be sound and hold nothing twice, after every end the
server and the database must hold exactly what they are meant to.
"""

import contextlib
import itertools
import os
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.bench.mailgen import generate
from app.demo.letters import SampleLetter
from app.domain.accounts import AccountSettings, FolderRole
from app.domain.ids import AccountId, FolderId, MessageKey
from app.domain.ports import RemoteFolder
from app.services import commands
from app.store import Store, Transaction, open_store
from tests.support.kill_moments import KINDS, Conversation, Extent, Tally, Writes, choose
from tests.support.other_client import OtherClient
from tests.support.profiles import ProgramProfile
from tests.support.proxy import Proxy
from tests.support.waiting import wait_until

FOLDERS = {
    "INBOX": FolderRole.INBOX,
    "Sent": FolderRole.SENT,
    "Archive": FolderRole.ARCHIVE,
    "Billing": FolderRole.OTHER,
}
FLAGS = ("\\Seen", "\\Flagged", "\\Answered")
ACTIVITIES = ("first sync", "resync", "flags", "moves")
NEWEST = 1_760_000_000
_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*<([^>]+)>")

Place = tuple[str, frozenset[str]]
"""Folder and those of `FLAGS` that are set."""
_T = TypeVar("_T")
_Want = Callable[[Store, Transaction, dict[MessageKey, str]], None]


def message_id(raw: bytes) -> str:
    """Of a whole letter or of its header."""
    found = _MESSAGE_ID.search(raw)
    assert found is not None, raw[:200]
    return found[1].decode()


@dataclass
class KilledMailbox:
    """The mailbox on the server, what is in it, and the profile that follows it."""

    settings: AccountSettings
    other: OtherClient
    folder: Path
    password: str
    letters: Iterable[SampleLetter]
    seed: int
    truth: dict[str, Place] = field(default_factory=dict)
    """Message-ID → where it is on the server, when everything has been sent."""
    known: set[str] = field(default_factory=set)
    """Message-IDs that must be in the database when all is complete, also those that are gone."""
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._profile = ProgramProfile(self.folder, self.password)
        self._extents = {activity: Extent() for activity in ACTIVITIES}
        self._conversation = Conversation()
        self._left: dict[str, int] = {}
        self._delivered = 0
        for letter in self.letters:
            self.truth[message_id(letter.raw)] = (letter.folder, letter.flags & set(FLAGS))
        assert self.settings.imap is not None
        self._endpoint = self.settings.imap

    @property
    def database(self) -> Path:
        return self.folder / "postroom.db"

    def drill(self, kills: int, *, at_most: int = 6, activities: Sequence[str] = ACTIVITIES) -> str:
        """Kill so often, the activities in turns; return what happened.

        ``at_most`` so many times until an activity is let come to its end.
        """
        began = time.monotonic()
        share = -(-kills // len(activities))
        with Proxy(self._endpoint, self._watch) as proxy:
            for turn in itertools.cycle(activities):
                missing = share - self.tally.killed[turn]
                self._one_activity(turn, proxy, min(at_most, missing))
                if all(self.tally.killed[activity] >= share for activity in activities):
                    break
        return self._report(time.monotonic() - began)

    # --- what is done, and killed --------------------------------------------------------------

    def _one_activity(self, activity: str, proxy: Proxy, kills: int) -> None:
        match activity:
            case "first sync":
                self._begin_anew(proxy)
            case "resync":
                self._another_client_works()
            case "flags":
                self._wish(self._want_flags)
            case _:
                self._wish(self._want_moves)
        self._left = self._in_database()
        before, bodies = len(self._left), 0
        until = self.tally.killed[activity] + kills
        while not self._ended(activity, kill=self.tally.killed[activity] < until):
            bodies += self._conversation.bodies
            self._check_after_kill()
        bodies += self._conversation.bodies
        self.tally.complete[activity] += 1
        self.tally.again[activity] += bodies - (self._check_at_end() - before)

    def _begin_anew(self, proxy: Proxy) -> None:
        for path in self.folder.glob("postroom.db*"):
            path.unlink()
        self.known = set(self.truth)
        settings = AccountSettings(
            name=self.settings.name,
            address=self.settings.address,
            imap=proxy.endpoint,
            smtp=None,
            security=self.settings.security,
            user=self.settings.user,
        )
        with open_store(self.database) as store, store.transaction() as tx:
            account = commands.add_account(store, tx, settings)
            listed = [RemoteFolder(name, role, selectable=True) for name, role in FOLDERS.items()]
            store.folders.put(account, listed)
            for folder in store.folders.of(account):
                store.folders.follow(folder.id, followed=True)

    def _another_client_works(self) -> None:
        """Deliver, flag, move and remove as somebody else does while we do not look."""
        chance, other = self._chance, self.other
        before = set(self.truth)
        with other.opened("INBOX") as box:
            for letter in generate(40, newest=NEWEST, seed=self.seed + 1000 + self._delivered):
                self._delivered += 1
                raw = letter.raw.replace(b"Message-ID: <", b"Message-ID: <n%d." % self._delivered)
                flags = letter.flags & set(FLAGS)
                box.append(letter.folder, raw, flags)
                self.truth[message_id(raw)] = (letter.folder, flags)
                self.known.add(message_id(raw))
        for name in FOLDERS:
            with other.opened(name) as box:
                there = {i: uid for uid, (i, _) in box.letters(FLAGS).items()}
                ids = sorted(there)
                for flag in FLAGS:
                    some = _some(ids, chance, 0.1)
                    box.store([there[i] for i in some], "+FLAGS", flag)
                    for i in some:
                        self.truth[i] = (name, self.truth[i][1] | {flag})
                # few enough that the brake on mass removals has nothing to ask (F27)
                away = _some(ids, chance, 0.05)[:25] if name == "INBOX" else []
                box.move([there[i] for i in away], "Billing")
                for i in away:
                    self.truth[i] = ("Billing", self.truth[i][1])
                gone = _some([i for i in ids if i in before and i not in away], chance, 0.01)[:10]
                box.remove([there[i] for i in gone])
                for i in gone:
                    del self.truth[i]

    def _wish(self, want: _Want) -> None:
        with open_store(self.database) as store:
            rows = store._link.rows(
                "SELECT m.id, m.message_id FROM message m JOIN placement p ON p.message = m.id "
                "WHERE p.gone = 0 ORDER BY m.id"
            )
            keys = {MessageKey(key): str(i) for key, i in rows}
            with store.transaction() as tx:
                want(store, tx, keys)
            for key, shown in store.pending.shown(list(keys)).items():
                (folder,) = shown.folders
                self.truth[keys[key]] = (folder, shown.flags)

    def _want_flags(self, store: Store, tx: Transaction, keys: dict[MessageKey, str]) -> None:
        for wanted in (True, False):
            for command, name in (
                (commands.mark_seen, "seen"),
                (commands.mark_flagged, "flagged"),
                (commands.mark_answered, "answered"),
            ):
                command(store, tx, _some(keys, self._chance, 0.2), **{name: wanted})

    def _want_moves(self, store: Store, tx: Transaction, keys: dict[MessageKey, str]) -> None:
        folders = {f.name: f.id for f in store.folders.of(AccountId(1))}
        for name in ("Archive", "Billing", "INBOX"):
            target: FolderId = folders[name]
            some = _some(keys, self._chance, 0.15)
            commands.move_letters(store, tx, some, folder=target)
        some = _some(keys, self._chance, 0.05)
        commands.mark_seen(store, tx, some, seen=self._chance.random() < 0.5)

    # --- killing ---------------------------------------------------------------------------------

    def _watch(self, data: bytes, to_server: bool) -> bool:
        return self._conversation.watch(data, to_server)

    def _ended(self, activity: str, *, kill: bool) -> bool:
        """Run once; whether it came to its end before its moment."""
        chance, extent = self._chance, self._extents[activity]
        kind = chance.choice(KINDS)
        self._conversation = conversation = Conversation()
        log = Writes(self.database.with_name(self.database.name + "-wal"))
        moment = choose(
            kind,
            chance=chance,
            extent=extent,
            conversation=conversation,
            database=self.database,
            log=log,
        )
        reader_dies = conversation.hold_at is None and chance.random() < 0.15
        if not kill:
            conversation.hold_at, moment = None, lambda: False
        process = self._profile.start("sync", "--once", "--json")
        came = False
        try:
            while process.poll() is None and not came:
                came = moment()
                log.look()
                if reader_dies and conversation.bodies > 20 and not came:
                    reader_dies = not self._kill_a_reader(process.pid)
                time.sleep(0.001)
            if came:
                process.kill()
        finally:
            _, said = process.communicate()
        extent.learn(conversation, log.count, complete=not came)
        wait_until(lambda: not self._profile.processes(), what="readers end with their parent")
        if process.returncode == -signal.SIGKILL:
            self.tally.killed[activity] += 1
            self.tally.kinds[kind] += 1
            return False
        assert process.returncode == 0, said.decode(errors="replace")
        return True

    def _kill_a_reader(self, parent: int) -> bool:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                for child in task.read_text().split():
                    os.kill(int(child), signal.SIGKILL)
                    self.tally.readers += 1
                    return True
        return False

    # --- what must hold --------------------------------------------------------------------------

    def _in_database(self) -> dict[str, int]:
        with open_store(self.database) as store:
            return dict(store._link.rows("SELECT message_id, count(*) FROM message GROUP BY 1"))

    def _check_after_kill(self) -> None:
        log = self.database.with_name(self.database.name + "-wal")
        self.tally.torn += log.exists() and log.stat().st_size > 0
        with open_store(self.database) as store:
            assert store.check() == []
            here = dict(store._link.rows("SELECT message_id, count(*) FROM message GROUP BY 1"))
            assert set(here.values()) <= {1}, "a letter was doubled"
            assert self._left.keys() <= here.keys(), "a stored letter was lost"
            self._left = here
            rows = store._link.rows("SELECT state, begun_validity IS NOT NULL FROM pending")
            assert {state for state, _ in rows} <= {"waiting"}, "a wish was given up"
            self.tally.waiting += bool(rows)
            self.tally.begun += any(begun for _, begun in rows)

    def _check_at_end(self) -> int:
        """Compare server, database and what was meant; return how many letters are here."""
        there: dict[str, Place] = {}
        count: Counter[str] = Counter()
        for name in self.other.folders():
            with self.other.opened(name) as box:
                for i, flags in box.letters(FLAGS).values():
                    count[i] += 1
                    there[i] = (name, flags)
        assert set(count.values()) <= {1}, "a letter is on the server twice"
        assert there.keys() == self.truth.keys(), "a letter was lost on the server"
        assert there == self.truth
        with open_store(self.database) as store:
            assert store.check() == []
            here = dict(store._link.rows("SELECT message_id, count(*) FROM message GROUP BY 1"))
            assert here.keys() == self.known, "a letter was lost"
            assert set(here.values()) == {1}, "a letter was doubled"
            assert store._link.rows("SELECT count(*) FROM pending") == [(0,)]
            assert store._link.rows("SELECT count(*) FROM message WHERE readable = 0") == [(0,)]
            rows = store._link.rows(
                "SELECT m.message_id, f.name, p.flags FROM placement p JOIN message m "
                "ON m.id = p.message JOIN folder f ON f.id = p.folder WHERE p.gone = 0"
            )
        assert len(rows) == len(there)
        assert {i: (name, _ours(flags)) for i, name, flags in rows} == there
        return len(here)

    def _report(self, seconds: float) -> str:
        tally = self.tally
        parts = [f"{tally.kills} kills in {seconds:.0f} s"]
        parts += [
            f"{activity}: {tally.killed[activity]} kills, {tally.complete[activity]} ends, "
            f"{tally.again[activity]} letters fetched again"
            for activity in ACTIVITIES
        ]
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(tally.kinds.items()))
        parts.append(f"moments: {kinds}; readers killed besides: {tally.readers}")
        parts.append(
            f"left behind by kills: a log {tally.torn}, wishes {tally.waiting}, "
            f"moves under way {tally.begun}"
        )
        return "\n  ".join(parts)


def _some(values: Iterable[_T], chance: random.Random, share: float) -> list[_T]:
    return [value for value in values if chance.random() < share]


def _ours(flags: str) -> frozenset[str]:
    return frozenset(flags.split()) & set(FLAGS)
