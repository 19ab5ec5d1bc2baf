"""Every command of a real conversation goes wrong once: refused, cut, said goodbye to, stalled.

The program works through a relay on a real Dovecot, rich or poor, in which letters arrive and are
to be flagged and moved. One answer is spoiled; the pass may end as it likes, but nothing in the
database is wrong. The next pass, unspoiled, finds or makes everything as it is meant to be: each
letter once, with the flags and in the folder that the person wished, here and on the server.
"""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import PostroomError, TransientError
from app.domain.ids import FolderId, MessageKey
from app.domain.problems import Problem
from app.services import commands
from mail.imap import ImapServerFactory
from mail.imap_stream import Timeouts
from tests.support.clock import FakeClock
from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.mailboxes import dovecot_mailbox
from tests.support.other_client import OtherClient
from tests.support.spoiler import (
    Spoil,
    Spoiler,
    before_the_end,
    beginning,
    middle,
    within_the_end,
)
from tests.support.syncing import SyncedProfile, synced_profile
from tests.support.waiting import PATIENCE

_HASTE = Timeouts(connect=PATIENCE, read=0.4)
"""Of passes in which the server falls silent; a busy machine may end them sooner, which is fine."""
_CALM = Timeouts(connect=PATIENCE, read=PATIENCE)
_FLAGS = (r"\Seen", r"\Flagged")
_FOLDERS = ("INBOX", "Archive", "Sent")

_Places = dict[str, tuple[str, frozenset[str]]]
"""Message-ID → folder and flags."""

_COMMANDS = {
    "rich": (
        *("AUTHENTICATE", "ENABLE", "LIST", "STATUS", "EXAMINE", "FETCH", "SELECT"),
        *("STORE", "MOVE"),
    ),
    "poor": (
        *("AUTHENTICATE", "LIST", "STATUS", "EXAMINE", "SEARCH", "FETCH", "SELECT"),
        *("STORE", "COPY", "EXPUNGE"),
    ),
}
"""What is said in a pass that has everything to do, on a server with and without extensions."""
_CAPABILITIES = {"rich": None, "poor": "IMAP4rev1 UIDPLUS AUTH=PLAIN"}

_WAYS: dict[str, dict[str, Any]] = {
    "NO": {"refusal": b"NO not now"},
    "BAD": {"refusal": b"BAD what?"},
    "NO for now": {"refusal": b"NO [UNAVAILABLE] later"},
    "never heard": {"lost": True},
    "answer lost": {"place": beginning},
    "answer cut in the middle": {"place": middle},
    "end lost": {"place": before_the_end},
    "end cut": {"place": within_the_end},
    "goodbye instead": {"place": beginning, "goodbye": b"* BYE the server goes down\r\n"},
    "goodbye before the end": {
        "place": before_the_end,
        "goodbye": b"* BYE the server goes down\r\n",
    },
    "silence instead": {"place": beginning, "stalls": True},
    "silence in the middle": {"place": middle, "stalls": True},
    "silence before the end": {"place": before_the_end, "stalls": True},
}
_IN_SHORT = ("NO", "answer lost", "goodbye before the end")
"""The others are tried by the soak."""


def _letter(number: int) -> bytes:
    return (
        f"From: Client <c{number}@client.example>\r\nTo: support@example.org\r\n"
        f"Subject: Question {number}\r\nMessage-ID: <m{number}@client.example>\r\n\r\nBody.\r\n"
    ).encode()


@dataclass
class Scene:
    """A profile that works through the relay, and what shall be in its mailbox."""

    spoiler: Spoiler
    profile: SyncedProfile
    other: OtherClient
    meant: _Places = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 100_000)))

    def more(self) -> None:
        """Something to do: letters arrive, one is to be flagged, one to be moved."""
        keys = dict(self.profile.rows("SELECT message_id, id FROM message"))
        inbox = [mid for mid, (folder, _) in self.meant.items() if folder == "INBOX"]
        if len(inbox) >= 2:
            flagged, moved = inbox[:2]
            self._want(flagged, MessageKey(keys[flagged]), flagged=True)
            self._want(moved, MessageKey(keys[moved]), folder="Archive")
        with self.other.opened("INBOX") as imap:
            for _ in range(3):
                number = next(self._numbers)
                imap.append("INBOX", _letter(number), ())
                self.meant[f"m{number}@client.example"] = ("INBOX", frozenset())

    def _want(self, mid: str, key: MessageKey, *, flagged: bool = False, folder: str = "") -> None:
        where, flags = self.meant[mid]
        if flagged:
            wanted = r"\Flagged" not in flags
            self._do(commands.mark_flagged, [key], flagged=wanted)
            flags = flags ^ {r"\Flagged"}
        if folder:
            target = dict(self.profile.rows("SELECT name, id FROM folder"))[folder]
            self._do(commands.move_letters, [key], folder=FolderId(target))
            where = folder
        self.meant[mid] = (where, flags)

    def _do(self, command: object, *args: object, **named: object) -> None:
        assert callable(command)
        self.profile.writer.run(lambda store, tx: command(store, tx, *args, **named))

    def spoiled_pass(
        self, spoil: Spoil | None = None, *, stall_after: int | None = None
    ) -> tuple[Problem, ...] | PostroomError:
        """One pass in which something is spoiled: its problems, or what it ended with."""
        self.spoiler.spoil, self.spoiler.stall_after = spoil, stall_after
        hasty = stall_after is not None or (spoil is not None and spoil.stalls)
        self.profile.factory = ImapServerFactory(FakeClock(), _HASTE if hasty else _CALM)
        began = time.monotonic()
        try:
            return self.profile.sync().problems
        except PostroomError as error:
            return error
        finally:
            assert hasty or self.spoiler.spoil is None, "nothing was spoiled"
            self.spoiler.spoil = self.spoiler.stall_after = None
            self.profile.factory = ImapServerFactory(FakeClock(), _CALM)
            assert time.monotonic() - began < PATIENCE  # a hang would be for ever
            self._check_soundness()

    def _check_soundness(self) -> None:
        assert self.profile.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.profile.rows("PRAGMA foreign_key_check") == []
        rows = self.profile.rows("SELECT message_id FROM message")
        assert len(set(rows)) == len(rows), "a letter was doubled"

    def healed_pass(self) -> None:
        """Ask once more for what was refused; then everything is as it is meant to be."""
        self._do(commands.retry_refused, self.profile.account.id)
        assert self.profile.sync().problems == ()
        self._check_soundness()
        assert self._on_server() == self.meant
        assert self._here() == self.meant
        assert self.profile.rows("SELECT count(*) FROM pending") == [(0,)]

    def _on_server(self) -> _Places:
        places: _Places = {}
        for folder in _FOLDERS:
            with self.other.opened(folder) as imap:
                letters = imap.letters(_FLAGS).values()
            there = {mid: (folder, flags) for mid, flags in letters}
            assert len(there) == len(letters), "a letter was doubled"
            assert not there.keys() & places.keys(), "a letter is in two folders"
            places |= there
        return places

    def _here(self) -> _Places:
        rows = self.profile.rows(
            "SELECT m.message_id, f.name, p.flags FROM placement p "
            "JOIN folder f ON f.id = p.folder JOIN message m ON m.id = p.message WHERE p.gone = 0"
        )
        places: _Places = {
            mid: (folder, frozenset(flags.split()) & set(_FLAGS)) for mid, folder, flags in rows
        }
        assert len(places) == len(rows), "a letter is in two places"
        return places


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Dovecot]]:
    with ExitStack() as stack:
        running = {}
        for kind, capability in _CAPABILITIES.items():
            running[kind] = start_dovecot(capability=capability)
            stack.callback(running[kind].stop)
        yield running


@pytest.fixture(scope="module")
def scenes(
    servers: dict[str, Dovecot], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Scene]]:
    """One profile for all tests on a server; what one of them leaves, the next begins with."""
    with ExitStack() as stack:
        yield {
            kind: _scene(stack, servers[kind], tmp_path_factory.mktemp(kind)) for kind in servers
        }


def _scene(stack: ExitStack, server: Dovecot, folder: Path) -> Scene:
    mailbox = stack.enter_context(dovecot_mailbox(server))
    settings = mailbox.account.settings
    assert settings.imap is not None
    assert isinstance(mailbox.other, OtherClient)
    spoiler = stack.enter_context(Spoiler(settings.imap))
    mailbox.account = replace(mailbox.account, settings=replace(settings, imap=spoiler.endpoint))
    mailbox.other.create("Archive")
    if "Sent" not in mailbox.other.folders():
        mailbox.other.create("Sent")
    profile = stack.enter_context(synced_profile(mailbox, folder))
    scene = Scene(spoiler, profile, mailbox.other)
    profile.sync()
    archive = FolderId(dict(profile.rows("SELECT name, id FROM folder"))["Archive"])
    profile.writer.run(lambda s, tx: commands.follow_folder(s, tx, archive, followed=True))
    for _ in range(2):  # the first time there is nothing yet to be flagged or moved
        scene.more()
        spoiler.heard.clear()
        scene.healed_pass()
    return scene


@pytest.mark.parametrize("kind", _COMMANDS)
def test_the_table_names_what_is_said(scenes: dict[str, Scene], kind: str) -> None:
    scene = scenes[kind]
    scene.more()
    scene.spoiler.heard.clear()
    scene.healed_pass()
    assert set(scene.spoiler.heard) - {"NOOP", "LOGOUT", "UNSELECT"} == set(_COMMANDS[kind])


def _cases(*, short: bool) -> list[object]:
    return [
        pytest.param(kind, word, way, id=f"{kind}-{word}-{way}")
        for kind, words in _COMMANDS.items()
        for word in words
        for way in _WAYS
        if (way in _IN_SHORT) is short
    ]


def _spoil(scene: Scene, word: str, way: str) -> None:
    scene.more()
    outcome = scene.spoiled_pass(Spoil(word, **_WAYS[way]))
    if "refusal" not in _WAYS[way]:
        assert isinstance(outcome, TransientError), outcome
        assert "silence" not in way or "in time" in str(outcome), outcome
    scene.healed_pass()


@pytest.mark.parametrize(("kind", "word", "way"), _cases(short=True))
def test_a_command_goes_wrong(scenes: dict[str, Scene], kind: str, word: str, way: str) -> None:
    _spoil(scenes[kind], word, way)


@pytest.mark.soak
@pytest.mark.parametrize(("kind", "word", "way"), _cases(short=False))
def test_a_command_goes_wrong_in_every_other_way(
    scenes: dict[str, Scene], kind: str, word: str, way: str
) -> None:
    _spoil(scenes[kind], word, way)


def _stall(scene: Scene, points: int, seed: int) -> None:
    """Let the server fall silent after any number of bytes."""
    chance, silent = random.Random(seed), 0
    for _ in range(points):
        scene.more()
        before = scene.spoiler.passed
        scene.profile.sync()
        whole = scene.spoiler.passed - before
        scene.healed_pass()
        scene.more()
        outcome = scene.spoiled_pass(stall_after=chance.randrange(whole * 3 // 4))
        if outcome != ():  # else there was less to say this time
            silent += 1
            assert isinstance(outcome, TransientError), outcome
            assert "in time" in str(outcome)
        scene.healed_pass()
    assert silent > points // 2


@pytest.mark.parametrize("kind", _COMMANDS)
def test_the_server_falls_silent_anywhere(scenes: dict[str, Scene], kind: str) -> None:
    _stall(scenes[kind], points=2, seed=17)


@pytest.mark.soak
@pytest.mark.parametrize("kind", _COMMANDS)
def test_the_server_falls_silent_at_a_hundred_places(scenes: dict[str, Scene], kind: str) -> None:
    """F17: on a rich and on a poor server, a hundred stall points each."""
    _stall(scenes[kind], points=100, seed=1700)
