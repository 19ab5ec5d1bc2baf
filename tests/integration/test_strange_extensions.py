"""Servers that do not keep what they announce: it is done without, and no lie is obeyed."""

import resource
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.domain.errors import TransientError
from app.domain.ports import MailServer
from mail.imap import ImapServerFactory
from mail.imap_stream import Timeouts
from mail.quirks import Feature
from tests.support.clock import FakeClock
from tests.support.scripted_server import PASSWORD, Line, ScriptedServer, logged_in
from tests.support.waiting import PATIENCE

_OPENED = (b"* 2 EXISTS", b"* OK [UIDVALIDITY 1] x", b"* OK [UIDNEXT 9] x")
_EVERYTHING = frozenset(Feature)

Part = Callable[[Line], None]


@contextmanager
def connected(part: Part, *capabilities: bytes) -> Iterator[tuple[MailServer, ScriptedServer]]:
    """A connection to a server that plays a part after a normal log-in."""

    def dialogue(line: Line) -> None:
        logged_in(line, *capabilities)
        part(line)

    with ScriptedServer(dialogue) as script:
        factory = ImapServerFactory(
            FakeClock(), Timeouts(connect=PATIENCE, read=PATIENCE), wanted=_EVERYTHING
        )
        server = factory.connect(script.account(), PASSWORD)
        try:
            yield server, script
        finally:
            factory.close()
            server.close()


def heard(script: ScriptedServer, word: bytes) -> list[bytes]:
    return [line for line in bytes(script.heard).split(b"\r\n") if word in line]


@pytest.mark.parametrize("answer", [b"BAD no such thing", b"NO not now"])
def test_a_folder_is_opened_plainly_where_resync_is_refused(answer: bytes) -> None:
    def part(line: Line) -> None:
        line.answer(status=b"BAD what is that?")  # ENABLE
        line.answer(status=answer)
        line.answer(*_OPENED)
        line.answer(*_OPENED)

    with connected(part, b"ENABLE", b"QRESYNC") as (server, script):
        assert server.reopen("INBOX", 1, 5) is None
        assert server.select("INBOX").count == 2
        assert server.reopen("INBOX", 1, 5) is None
        assert server.select("INBOX").count == 2
        assert len(heard(script, b"(QRESYNC (1 5))")) == 1


def test_what_is_said_of_the_folder_before_is_not_taken_for_this_one() -> None:
    def part(line: Line) -> None:
        line.answer()  # ENABLE
        line.answer(*_OPENED)
        line.answer(
            b"* 1 FETCH (UID 3 FLAGS (\\Seen))",
            b"* VANISHED (EARLIER) 1:2",
            b"* 77 EXISTS",
            b"* OK [CLOSED] Previous mailbox closed.",
            b"* 2 FETCH (UID 8 FLAGS (\\Flagged))",
            b"* VANISHED (EARLIER) 5:4294967295",
            *_OPENED,
        )
        line.answer(
            b"* 1 FETCH (UID 3 FLAGS (\\Seen))",
            b"* OK [CLOSED] Previous mailbox closed.",
            *_OPENED,
        )

    with connected(part, b"ENABLE", b"QRESYNC") as (server, _):
        server.select("INBOX")
        told = server.reopen("Sent", 1, 5)
        assert told is not None
        assert told.changed == {8: frozenset({"\\Flagged"})}
        assert told.vanished == [(5, 4294967295)]
        assert told.status.count == 2
        told = server.reopen("Sent", 1, 5)
        assert told is not None
        assert (told.changed, told.vanished) == ({}, [])


@pytest.mark.parametrize("feature", [b"LIST-STATUS", b"SPECIAL-USE", b"UNSELECT"])
def test_what_is_offered_and_refused_is_not_asked_for_again(feature: bytes) -> None:
    """UNSELECT has no answer that matters; it only must not spoil the others."""

    def part(line: Line) -> None:
        while (command := line.hear_command())[0]:
            tag, words = command
            refused = feature.removeprefix(b"LIST-") in words and b"UNSELECT" not in words
            if words.startswith(b"EXAMINE"):
                line.say(b"".join(told + b"\r\n" for told in _OPENED))
            elif words.startswith(b"STATUS"):
                line.say(b"* STATUS INBOX (MESSAGES 4 UIDNEXT 9 UIDVALIDITY 1)\r\n")
                refused = False
            elif words.startswith(b"LIST") and not refused:
                line.say(b'* LIST () "/" INBOX\r\n')
            end = b" BAD cannot\r\n" if refused or words == feature else b" OK done\r\n"
            line.say(tag + end)

    with connected(part, feature) as (server, script):
        server.select("INBOX")
        first, second = server.survey(["INBOX"]), server.survey(["INBOX"])
        assert [folder.name for folder in first.folders] == ["INBOX"]
        assert [folder.name for folder in second.folders] == ["INBOX"]
        assert second.counters["INBOX"].count == 4
        asked = b"RETURN (" + feature.removeprefix(b"LIST-")
        assert len(heard(script, asked)) == (0 if feature == b"UNSELECT" else 1)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"* STATUS",
        b"* STATUS INBOX",
        b"* STATUS INBOX nothing",
        b"* STATUS Elsewhere (MESSAGES 4 UIDNEXT 9 UIDVALIDITY 1)",
        b"* STATUS INBOX (MESSAGES",
        b'* STATUS {3}\r\nbad (MESSAGES 4 UIDNEXT 9 "',
    ],
)
def test_counters_that_cannot_be_read_are_not_told(nonsense: bytes) -> None:
    def part(line: Line) -> None:
        line.answer(b'* LIST () "/" INBOX')
        line.answer(nonsense)

    with connected(part) as (server, _):
        survey = server.survey(["INBOX"])
        assert survey.counters == {}
        assert [folder.name for folder in survey.folders] == ["INBOX"]


def test_counters_without_measure_are_none() -> None:
    def part(line: Line) -> None:
        line.answer(b'* LIST () "/" INBOX')
        line.answer(b"* STATUS INBOX (MESSAGES %d UIDNEXT -1 UIDVALIDITY 1)" % 10**30)

    with connected(part) as (server, _):
        (status,) = server.survey(["INBOX"]).counters.values()
        assert (status.count, status.uidnext, status.uidvalidity) == (0, 0, 1)


def test_packing_that_is_refused_is_done_without() -> None:
    def part(line: Line) -> None:
        assert b"COMPRESS DEFLATE" in line.answer(status=b"NO [COMPRESSIONACTIVE] TLS does that")
        line.answer(*_OPENED)

    with connected(part, b"COMPRESS=DEFLATE") as (server, _):
        assert server.select("INBOX").count == 2


def test_a_packed_line_without_end_fills_no_memory() -> None:
    deflate = zlib.compressobj(1, wbits=-15)
    bomb = b"".join(deflate.compress(bytes(1 << 20)) for _ in range(150)) + deflate.flush()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def part(line: Line) -> None:
        line.answer()
        line.say(bomb)
        line.hear()

    with connected(part, b"COMPRESS=DEFLATE") as (server, _), pytest.raises(TransientError):
        server.select("INBOX")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024 if sys.platform == "linux" else grown >= 0


def test_a_damaged_packed_stream_is_a_broken_connection() -> None:
    def part(line: Line) -> None:
        line.answer()
        line.say(b"* 2 EXISTS, in clear though packing was agreed on\r\n")
        line.hear()

    with connected(part, b"COMPRESS=DEFLATE") as (server, _), pytest.raises(TransientError):
        server.select("INBOX")


def test_what_the_greeting_says_is_not_asked_for_again() -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n")
        tag, command = line.hear_command()
        assert command.startswith(b"AUTHENTICATE PLAIN ")
        line.say(tag + b" OK [CAPABILITY IMAP4rev1] welcome\r\n")
        line.answer(*_OPENED)

    with ScriptedServer(dialogue) as script:
        server = ImapServerFactory(FakeClock()).connect(script.account(), PASSWORD)
        assert server.select("INBOX").count == 2
        server.close()
        assert not heard(script, b"CAPABILITY")


def test_news_that_are_told_beside_another_answer_are_not_lost() -> None:
    def part(line: Line) -> None:
        line.answer(b'* LIST () "/" Postroom')
        line.answer(*_OPENED)
        line.answer()  # NOOP
        line.answer(b"* SEARCH 1 2", b"* 3 EXISTS")  # the third came while it searched
        line.answer()  # UID FETCH
        line.answer()  # NOOP before IDLE, to which all has been told

    with connected(part, b"IDLE", b"LITERAL+") as (server, _):
        journal = server.journal()
        assert journal.open(create=False) is not None
        assert journal.uids() == [1, 2]
        assert list(journal.fetch([2])) == []
        assert server.wait_for_news(PATIENCE)


def test_news_that_came_just_before_idle_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mail.imap_wire._GLANCE_SECONDS", 0.05)

    def part(line: Line) -> None:
        line.answer(*_OPENED)
        line.answer()  # NOOP
        tag, command = line.hear_command()
        assert command == b"IDLE"
        line.say(b"+ idling\r\n")
        assert line.hear() == b"DONE\r\n"
        line.say(tag + b" OK done\r\n")
        line.answer(b"* 3 EXISTS")  # NOOP

    with connected(part, b"IDLE") as (server, _):
        server.select("INBOX")
        assert server.wait_for_news(PATIENCE)
