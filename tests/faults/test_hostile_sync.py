"""Whole passes over a server that fails in every way it can: ended in time, nothing lost or double.

Each case spoils one pass. It may end as it likes, but in time and with nothing wrong in the
database; after the server has come to its senses, one more pass has every letter exactly once.

    cut or silent at every place of a letter    _OFFSETS
    NO, BAD and BYE to every command            _COMMANDS, and `test_spoiled_conversations`
    wrong counts, UIDs in disorder or double,
    EXPUNGE and renumbering in the middle,
    literals without end                        _STRANGE
    garbage lines                               _GARBAGE
    a byte a second                             test_a_byte_a_second_is_not_waited_for

What a single answer may do to the connection is told by `tests.integration.test_hostile_server`.
"""

import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from app.domain.errors import PostroomError
from app.domain.problems import Problem
from mail.imap import ImapServerFactory
from mail.imap_wire import Timeouts
from tests.support.clock import FakeClock
from tests.support.mailboxes import Mailbox
from tests.support.other_client import OtherClient
from tests.support.scripted_server import PASSWORD, USER, Line, ScriptedServer
from tests.support.syncing import SyncedProfile, synced_profile
from tests.support.tiny_imap import HangUpError, TinyImap, letter, trickled
from tests.support.waiting import PATIENCE

_HASTE = Timeouts(connect=PATIENCE, read=0.4)
"""Of passes that are spoiled: what hangs must not hold up the tests."""
_CALM = Timeouts(connect=PATIENCE, read=PATIENCE)
"""Of passes on a server that is well: however busy the machine, it is waited for."""
_OK = re.compile(rb"\S+ OK done\r\n$")

Spoil = Callable[[str, bytes, Line], bytes]


@dataclass
class Scene:
    """A profile that syncs the small server."""

    server: TinyImap
    profile: SyncedProfile
    removed: int = 0
    """Letters that the server no longer has."""
    highest: int = 0

    def spoiled_pass(self, spoil: Spoil) -> tuple[Problem, ...] | PostroomError:
        """One pass with spoiled answers: its problems, or what it ended with."""
        self.server.spoil = spoil
        self.profile.factory = ImapServerFactory(FakeClock(), _HASTE)
        began = time.monotonic()
        try:
            return self.profile.sync().problems
        except PostroomError as error:
            return error
        finally:
            self.server.spoil = None
            self.profile.factory = ImapServerFactory(FakeClock(), _CALM)
            assert time.monotonic() - began < PATIENCE  # a hang would be for ever
            self.check(complete=False)

    def check(self, *, complete: bool) -> None:
        """Everything that is here is right; ``complete``: and it is all that there is."""
        sql = "SELECT uid, message FROM placement WHERE gone = 0 ORDER BY uid"
        rows = self.profile.read(
            lambda store: [(uid, store.letters.source(key)) for uid, key in store._link.rows(sql)]
        )
        for uid, raw in rows:
            assert raw == self.server.letters.get(uid, raw)
        assert len({raw for _, raw in rows}) == len(rows)
        assert self.profile.rows("PRAGMA integrity_check") == [("ok",)]
        assert self.profile.rows("PRAGMA foreign_key_check") == []
        if complete:
            assert [uid for uid, _ in rows] == sorted(self.server.letters)
            assert self.profile.letters() == len(self.server.letters) + self.removed

    def more(self, count: int = 4) -> None:
        """Letters arrive, so that the next pass has something to do again."""
        for _ in range(count):
            self.highest += 1
            self.server.letters[self.highest] = letter(self.highest)

    def begin(self) -> None:
        """Eight new letters instead of the old ones, which were removed on purpose."""
        self.server.letters.clear()
        self.server.spoil = None
        self.profile.sync(accept_removals=True)
        self.removed = self.profile.letters()
        self.more(8)

    def healed_pass(self) -> None:
        report = self.profile.sync()
        assert report.problems == ()
        self.check(complete=True)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with ExitStack() as stack:
        tiny = TinyImap()
        script = stack.enter_context(ScriptedServer(tiny))
        account = script.account()

        def factory() -> ImapServerFactory:
            return ImapServerFactory(FakeClock(), _CALM)

        other = OtherClient(script.endpoint, USER, PASSWORD)
        box = Mailbox(account, PASSWORD, factory(), other, factory)
        profile = stack.enter_context(synced_profile(box, tmp_path_factory.mktemp("hostile")))
        yield Scene(tiny, profile)


@pytest.fixture
def scene(stage: Scene) -> Scene:
    """The same profile for every test, for setting one up takes longer than most of them."""
    stage.begin()
    return stage


def of_fetch(change: Callable[[bytes], bytes]) -> Spoil:
    """Change what the server answers to FETCH of whole letters."""
    return lambda word, answer, _: (
        change(answer) if word == "FETCH" and b"BODY[]" in answer else answer
    )


def cut_at(place: Callable[[bytes], int]) -> Spoil:
    """Say the answer to FETCH up to a place and hang up."""

    def spoil(word: str, answer: bytes, line: Line) -> bytes:
        if word == "FETCH" and b"BODY[]" in answer:
            line.say(answer[: place(answer)])
            raise HangUpError
        return answer

    return spoil


def _fifth(answer: bytes) -> int:
    return answer.index(b"* 5 FETCH")


def _body(answer: bytes) -> int:
    return answer.index(b"}\r\n", _fifth(answer)) + 3


def _end(answer: bytes) -> int:
    size = re.compile(rb"\{(\d+)\}").search(answer, _fifth(answer))
    assert size is not None
    return _body(answer) + int(size[1])


_OFFSETS: dict[str, Callable[[bytes], int]] = {
    "before everything": lambda a: 0,
    "after one byte": lambda a: 1,
    "between two letters": _fifth,
    "in the attributes": lambda a: _fifth(a) + 20,
    "before the size": lambda a: a.index(b"{", _fifth(a)),
    "in the size": lambda a: a.index(b"{", _fifth(a)) + 2,
    "before the line end of the size": lambda a: _body(a) - 2,
    "in the line end of the size": lambda a: _body(a) - 1,
    "before the letter": _body,
    "after a byte of the letter": lambda a: _body(a) + 1,
    "inside the letter's header": lambda a: _body(a) + 30,
    "between header and text": lambda a: a.index(b"\r\n\r\n", _body(a)) + 4,
    "in the middle of the letter": lambda a: (_body(a) + _end(a)) // 2,
    "before the letter's last byte": lambda a: _end(a) - 1,
    "after the letter": _end,
    "after the bracket": lambda a: _end(a) + 1,
    "in the line end of the answer": lambda a: _end(a) + 2,
    "before the end of the command": lambda a: _OK.search(a).start(),  # type: ignore[union-attr]
    "in the end of the command": lambda a: len(a) - 6,
    "before the last byte": lambda a: len(a) - 1,
}


@pytest.mark.parametrize("place", list(_OFFSETS))
def test_a_connection_cut_anywhere_in_a_letter(scene: Scene, place: str) -> None:
    assert isinstance(scene.spoiled_pass(cut_at(_OFFSETS[place])), PostroomError)
    scene.healed_pass()


def silent_at(place: Callable[[bytes], int]) -> Spoil:
    """Say the answer to FETCH up to a place, and then nothing more."""

    def spoil(word: str, answer: bytes, line: Line) -> bytes:
        if word == "FETCH" and b"BODY[]" in answer:
            line.say(answer[: place(answer)])
            while line.hear():  # until the client has had enough
                pass
            raise HangUpError
        return answer

    return spoil


_SILENCES = [
    place if number % 3 == 0 else pytest.param(place, marks=pytest.mark.soak)
    for number, place in enumerate(_OFFSETS)
]
"""Each takes as long as our patience; `make test` tries every third."""


@pytest.mark.parametrize("place", _SILENCES)
def test_a_server_that_falls_silent_anywhere_in_a_letter(scene: Scene, place: str) -> None:
    outcome = scene.spoiled_pass(silent_at(_OFFSETS[place]))
    assert isinstance(outcome, PostroomError)
    assert "in time" in str(outcome)
    scene.healed_pass()


@pytest.mark.soak
def test_a_thousand_cuts(scene: Scene) -> None:
    choose = random.Random(16)
    for _ in range(1000):
        spoil = cut_at(lambda answer: choose.randrange(len(answer)))
        assert isinstance(scene.spoiled_pass(spoil), PostroomError)
        scene.healed_pass()
        scene.more()
        while len(scene.server.letters) > 30:
            del scene.server.letters[min(scene.server.letters)]
            scene.removed += 1


_COMMANDS = ("CAPABILITY", "LIST", "STATUS", "EXAMINE", "SEARCH", "FETCH")


@pytest.mark.parametrize("word", _COMMANDS)
def test_every_command_may_be_refused(scene: Scene, word: str) -> None:
    for answer in (b"NO not now", b"BAD what?", b"NO [UNAVAILABLE] later"):

        def spoil(asked: str, right: bytes, line: Line, answer: bytes = answer) -> bytes:
            if asked != word:
                return right
            tag = right.rsplit(b"\r\n", 2)[-2].split()[0]
            return tag + b" " + answer + b"\r\n"

        # said in one way or the other, unless there is a way without it
        if scene.spoiled_pass(spoil) == ():
            assert word == "STATUS"
            scene.check(complete=True)
        scene.healed_pass()
        scene.more()


@pytest.mark.parametrize("word", _COMMANDS)
def test_every_command_may_be_answered_by_goodbye(scene: Scene, word: str) -> None:
    def spoil(asked: str, right: bytes, line: Line) -> bytes:
        if asked != word:
            return right
        half = len(right) // 2 if asked != "FETCH" else right.index(b"* 4 FETCH")
        start = right[:half].rfind(b"\r\n") + 2 if asked != "FETCH" else half
        line.say((right[:start] if start > 1 else b"") + b"* BYE the server goes down\r\n")
        raise HangUpError

    assert isinstance(scene.spoiled_pass(spoil), PostroomError)
    scene.healed_pass()


def _shuffled(answer: bytes) -> bytes:
    parts = re.split(rb"(?=\* \d+ FETCH)", answer)
    last, end = parts[-1].rsplit(b")\r\n", 1)
    parts[-1] = last + b")\r\n"
    random.Random(3).shuffle(parts)
    return b"".join(parts) + end


def _uid(answer: bytes, sequence: int) -> int:
    found = re.search(rb"\* %d FETCH \(UID (\d+)" % sequence, answer)
    assert found is not None
    return int(found[1])


_STRANGE: dict[str, Spoil] = {
    "letters in another order": of_fetch(_shuffled),
    "letters twice": of_fetch(lambda a: re.sub(rb"(?s)(\* 3 FETCH.*?)(?=\* 4 FETCH)", rb"\1\1", a)),
    "expunges in between": of_fetch(
        lambda a: a.replace(b"* 4 FETCH", b"* 1 EXPUNGE\r\n* 1 EXPUNGE\r\n* 2 FETCH")
    ),
    "new letters and flags in between": of_fetch(
        lambda a: a.replace(b"* 4 FETCH", b"* 99 EXISTS\r\n* 2 FETCH (FLAGS ())\r\n* 4 FETCH")
    ),
    "uids in another order": lambda w, a, _: (
        re.sub(rb"SEARCH (\d+) (\d+) (\d+)", rb"SEARCH \3 \1 \2", a) if w == "SEARCH" else a
    ),
    "uids twice": lambda w, a, _: (
        re.sub(rb"SEARCH (\d+) (\d+)", rb"SEARCH \1 \1 \2 \1", a) if w == "SEARCH" else a
    ),
    "too few letters counted": lambda w, a, _: (
        re.sub(rb"\d+ EXISTS", b"1 EXISTS", a) if w == "EXAMINE" else a
    ),
    "too many letters counted": lambda w, a, _: (
        re.sub(rb"\d+ EXISTS", b"4000000 EXISTS", a) if w == "EXAMINE" else a
    ),
    "status counts nothing": lambda w, a, _: (
        re.sub(rb"MESSAGES \d+ UIDNEXT \d+", b"MESSAGES 0 UIDNEXT 1", a) if w == "STATUS" else a
    ),
    "status counts too many": lambda w, a, _: (
        re.sub(rb"MESSAGES \d+", b"MESSAGES 90000", a) if w == "STATUS" else a
    ),
    "status counts too few": lambda w, a, _: (
        re.sub(rb"MESSAGES \d+", b"MESSAGES 1", a) if w == "STATUS" else a
    ),
    "status is far ahead": lambda w, a, _: (
        re.sub(rb"UIDNEXT \d+", b"UIDNEXT 4294967295", a) if w == "STATUS" else a
    ),
    "counters are no numbers": lambda w, a, _: re.sub(
        rb"(EXISTS|UIDNEXT|MESSAGES) \d+", rb"\1 many", a
    ),
    "two letters have one uid": of_fetch(
        lambda a: a.replace(b"UID %d" % _uid(a, 4), b"UID %d" % _uid(a, 3), 1)
    ),
    "a letter has no uid": of_fetch(lambda a: a.replace(b"UID %d " % _uid(a, 4), b"", 1)),
    "a uid is zero": of_fetch(lambda a: a.replace(b"UID %d" % _uid(a, 4), b"UID 0", 1)),
    "a uid has 20 digits": of_fetch(
        lambda a: a.replace(b"UID %d" % _uid(a, 4), b"UID 99999999999999999999", 1)
    ),
    "renumbered while letters come": of_fetch(
        lambda a: a.replace(b"* 4 FETCH", b"* OK [UIDVALIDITY 99] new\r\n* 4 FETCH")
    ),
    "a letter of eight gigabytes": of_fetch(
        lambda a: re.sub(rb"(\* 4 FETCH .*)\{\d+\}", rb"\1{8000000000}", a)
    ),
    "a size that is no number": of_fetch(
        lambda a: re.sub(rb"(\* 4 FETCH .*)\{\d+\}", rb"\1{99999999999999999999999}", a)
    ),
    "a letter that is longer than it is": of_fetch(
        lambda a: re.sub(rb"(\* 4 FETCH .*)\{\d+\}", rb"\1{1000000}", a)
    ),
    "the inbox is not listed": lambda w, a, _: (
        a.replace(b'* LIST () "/" INBOX\r\n', b"") if w == "LIST" else a
    ),
    "a letter is nil": of_fetch(
        lambda a: re.sub(rb"(?s)\{\d+\}\r\nFrom: (?:(?!From: ).)*?\)\r\n(?=\* 5)", b"NIL)\r\n", a)
    ),
    "letters that do not exist": lambda w, a, _: (
        a.replace(b"SEARCH ", b"SEARCH 500000 600000 ") if w == "SEARCH" else a
    ),
    "only some letters come": of_fetch(
        lambda a: re.sub(rb"(?s)\* 3 FETCH.*?(?=\* 7 FETCH)", b"", a)
    ),
    "another numbering from STATUS to EXAMINE": lambda w, a, _: (
        re.sub(rb"UIDVALIDITY \d+", b"UIDVALIDITY 3", a) if w == "STATUS" else a
    ),
}


@pytest.mark.parametrize("how", list(_STRANGE))
def test_strange_answers(scene: Scene, how: str) -> None:
    scene.spoiled_pass(_STRANGE[how])
    scene.healed_pass()


_GARBAGE = (
    b"\xff\xfe\x00\x01\r\n",
    b"* \r\n",
    b"* 12\r\n",
    b"nonsense\r\n",
    b"A0 OK not asked\r\n",
    b"+ go on\r\n",
    b"* 3 FETCH (((\r\n",
    b"* 3 FETCH (UID 3 BODY[] {10}\r\nshort",
    b"* 3 FETCH (UID 3 BODY[] {-5}\r\n",
    b"* SEARCH one two\r\n",
    b"\r\n\r\n\r\n",
    b"* OK [ALERT] \x1b[2J\xe2\x80\xaebuy\r\n",
)


@pytest.mark.parametrize("word", ["LIST", "STATUS", "EXAMINE", "SEARCH", "FETCH"])
def test_garbage_among_the_answers(scene: Scene, word: str) -> None:
    for garbage in _GARBAGE:

        def spoil(asked: str, right: bytes, line: Line, garbage: bytes = garbage) -> bytes:
            if asked != word:
                return right
            if word != "FETCH":
                return garbage + right
            second = right.index(b"FETCH (UID", 20)
            place = right.rfind(b"* ", 0, second)
            return right[:place] + garbage + right[place:]

        scene.spoiled_pass(spoil)
        scene.healed_pass()
        scene.more()


def test_a_numbering_that_changes_between_newest_and_rest(scene: Scene) -> None:
    scene.more(250)
    examined: list[int] = []

    def spoil(asked: str, right: bytes, line: Line) -> bytes:
        if asked == "EXAMINE":
            examined.append(1)
            if len(examined) == 2:
                return re.sub(rb"UIDVALIDITY \d+", b"UIDVALIDITY 8", right)
        return right

    assert isinstance(scene.spoiled_pass(spoil), PostroomError)
    scene.server.uidvalidity = 8
    scene.healed_pass()


@pytest.mark.parametrize("word", ["AUTHENTICATE", "LIST", "EXAMINE", "SEARCH", "FETCH"])
def test_a_byte_a_second_is_not_waited_for(scene: Scene, word: str) -> None:
    """Time runs fifty times as fast here: 20 ms a byte against a patience of 0.4 s."""

    def spoil(asked: str, right: bytes, line: Line) -> bytes:
        if asked != word:
            return right
        return trickled(line, b"* OK patience\r\n" * 9 + right, seconds_a_byte=0.02)

    outcome = scene.spoiled_pass(spoil)
    assert isinstance(outcome, PostroomError)
    assert "in time" in str(outcome)
    scene.healed_pass()


@pytest.mark.parametrize("word", ["LIST", "FETCH"])
def test_silence_is_not_waited_for(scene: Scene, word: str) -> None:
    def spoil(asked: str, right: bytes, line: Line) -> bytes:
        if asked != word:
            return right
        line.say(right[: len(right) // 2])
        while line.hear():  # until the client has had enough
            pass
        raise HangUpError

    outcome = scene.spoiled_pass(spoil)
    assert isinstance(outcome, PostroomError)
    assert "in time" in str(outcome)
    scene.healed_pass()
