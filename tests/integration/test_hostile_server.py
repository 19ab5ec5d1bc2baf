"""Servers that are broken or mean: memory stays bounded, nothing crashes, letters come whole."""

import resource
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from app.domain.errors import AuthError, RejectedError, TransientError
from app.domain.ports import FetchedMessage, MailServer
from mail.imap import ImapServer, ImapServerFactory
from mail.imap_wire import LITERAL_LIMIT, Timeouts
from tests.support.clock import FakeClock
from tests.support.scripted_server import PASSWORD, Line, ScriptedServer, logged_in
from tests.support.waiting import PATIENCE, wait_until

_NOW = 1_760_000_000
_RAW = b"Subject: x\r\n\r\nbody\r\n"


@pytest.fixture
def connect() -> Iterator[Callable[[Callable[[Line], None]], MailServer]]:
    """Connect to a server that plays a part after a normal log-in."""
    running: list[ScriptedServer] = []
    servers: list[MailServer] = []

    def start(
        part: Callable[[Line], None], *capabilities: bytes, patience: float | None = None
    ) -> MailServer:
        def dialogue(line: Line) -> None:
            logged_in(line, *capabilities)
            line.answer(b"* 9 EXISTS", b"* OK [UIDVALIDITY 1]", status=b"OK [READ-ONLY] done")
            part(line)

        running.append(ScriptedServer(dialogue).__enter__())
        factory = ImapServerFactory(FakeClock(_NOW), Timeouts(connect=PATIENCE, read=PATIENCE))
        server = factory.connect(running[0].account(), PASSWORD)
        assert isinstance(server, ImapServer)
        servers.append(server)
        server.select("INBOX")
        if patience is not None:  # only now, so that getting here may take its time
            server._session.wire._patience._most = patience
        return server

    yield start
    for server in servers:
        server.close()
    for script in running:
        script.__exit__(None, None, None)


Connect = Callable[..., MailServer]


def fetch_one(connect: Connect, *answer: bytes, status: bytes = b"OK done") -> list[FetchedMessage]:
    """What comes of one FETCH for UID 7 that is answered with these lines."""
    server = connect(lambda line: line.answer(*answer, status=status))
    return list(server.fetch([7]))


def _uid(letter: FetchedMessage) -> int:
    return letter.uid


def literal(data: bytes) -> bytes:
    return b"{%d}\r\n" % len(data) + data


def test_a_giant_literal_reserves_nothing(connect: Connect) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    def part(line: Line) -> None:
        line.hear()
        line.say(b"* 1 FETCH (UID 7 BODY[] {8000000000}\r\nx")

    with pytest.raises(TransientError):
        list(connect(part).fetch([7]))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 100 * 1024 if sys.platform == "linux" else grown >= 0


def test_a_letter_over_the_limit_comes_as_its_beginning(connect: Connect) -> None:
    asked: list[bytes] = []

    def part(line: Line) -> None:
        tag, command = line.hear_command()
        asked.append(command)
        size = LITERAL_LIMIT + 1
        line.say(b"* 1 FETCH (UID 7 FLAGS () BODY[] {%d}\r\n" % size)
        block = b"y" * (1 << 20)
        for _ in range(size >> 20):
            line.say(block)
        line.say(b"y" * (size % (1 << 20)) + b")\r\n" + tag + b" OK done\r\n")
        whole = b'* 1 FETCH (UID 7 FLAGS (\\Seen) BODY[]<0> "begun")'
        asked.append(line.answer(whole))

    (letter,) = connect(part).fetch([7])
    assert (letter.uid, letter.raw, letter.flags) == (7, b"begun", frozenset({"\\Seen"}))
    wait_until(lambda: len(asked) == 2)  # the server notes what it heard after it has answered
    assert b"<0.1048576>" in asked[1]


def test_a_line_without_end_is_cut_off(connect: Connect) -> None:
    def part(line: Line) -> None:
        line.hear()
        line.say(b"* SEARCH ")
        for _ in range(40):
            line.say(b"1234567 " * (1 << 17))

    with pytest.raises(TransientError):
        connect(part).uids()


def test_answers_without_end_are_cut_off(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mail.imap_stream._ANSWER_LIMIT", 4 << 20)

    def part(line: Line) -> None:
        line.hear()
        for _ in range(100):
            line.say(b"* 1 EXISTS\r\n" * (1 << 14))

    with pytest.raises(TransientError):
        connect(part).uids()


def test_a_range_cannot_stand_for_billions(connect: Connect) -> None:
    answer = b'* ESEARCH (TAG "x") UID ALL 1:4294967295'
    with pytest.raises(TransientError):
        connect(lambda line: line.answer(answer), b"ESEARCH").uids()


def test_a_connection_cut_inside_a_letter_yields_no_part_of_it(connect: Connect) -> None:
    def part(line: Line) -> None:
        line.hear()
        whole = b"* 1 FETCH (UID 7 BODY[] " + literal(_RAW) + b")\r\n"
        line.say(whole + b"* 2 FETCH (UID 8 BODY[] {5000}\r\nonly this much")

    got: list[int] = []
    with pytest.raises(TransientError):
        got.extend(map(_uid, connect(part).fetch([7, 8])))
    assert got == [7]


def test_a_missing_arrival_date_becomes_now(connect: Connect) -> None:
    (letter,) = fetch_one(connect, b"* 1 FETCH (UID 7 BODY[] " + literal(_RAW) + b")")
    assert (letter.received, letter.flags, letter.raw) == (_NOW, frozenset(), _RAW)


def test_attributes_may_come_in_any_order_and_case(connect: Connect) -> None:
    line = b"* 1 FETCH (body[] " + literal(_RAW)
    line += b' flags (\\Seen uid) internaldate " 7-Feb-2024 03:04:05 +0530" uid 7)'
    (letter,) = fetch_one(connect, line)
    assert letter.uid == 7
    assert letter.flags == {"\\Seen", "uid"}
    assert letter.received == 1_707_255_245


def test_keywords_are_never_taken_for_attributes(connect: Connect) -> None:
    line = b"* 1 FETCH (FLAGS (UID 9 BODY) UID 7 BODY[] " + literal(_RAW) + b")"
    (letter,) = fetch_one(connect, line)
    assert letter.uid == 7


def test_a_short_letter_may_come_quoted_or_not_at_all(connect: Connect) -> None:
    (letter,) = fetch_one(connect, b'* 1 FETCH (UID 7 FLAGS (\\Seen) BODY[] "Subject: \\"q\\"")')
    assert letter.raw == b'Subject: "q"'


def test_a_letter_that_is_nil_is_left_out(connect: Connect) -> None:
    assert fetch_one(connect, b"* 1 FETCH (UID 7 BODY[] NIL)") == []


def test_unasked_answers_are_passed_over(connect: Connect) -> None:
    lines = (
        b"* 99 FETCH (FLAGS (\\Seen))",
        b"* 5 FETCH (UID 3 FLAGS (\\Seen) BODY[] " + literal(b"not asked for") + b")",
        b"* 4 EXPUNGE",
        b"* OK [ALERT] buy more",
        b"* 1 FETCH (UID 7 BODY[] " + literal(_RAW) + b")",
        b"* 1 FETCH (UID 7 BODY[] " + literal(b"again") + b")",
    )
    (letter,) = fetch_one(connect, *lines)
    assert letter.raw == _RAW


def test_letters_that_came_before_a_refusal_count(connect: Connect) -> None:
    line = b"* 1 FETCH (UID 7 BODY[] " + literal(_RAW) + b")"
    (letter,) = fetch_one(connect, line, status=b"NO [EXPUNGEISSUED] some vanished")
    assert letter.raw == _RAW


@pytest.mark.parametrize("answer", [b"NO nothing for you", b"BAD what?"])
def test_a_refusal_to_tell_flags_does_not_mean_that_letters_are_gone(
    connect: Connect, answer: bytes
) -> None:
    def part(line: Line) -> None:
        for _ in range(3):
            line.answer(status=answer)

    server = connect(part)
    for question in (lambda: server.flags([7]), lambda: server.identify([7])):
        with pytest.raises(RejectedError):
            question()
    with pytest.raises(RejectedError):
        server.changed_flags(1)


def test_flags_of_letters_that_vanish_meanwhile_are_left_out(connect: Connect) -> None:
    line, status = b"* 1 FETCH (UID 7 FLAGS ())", b"NO [EXPUNGEISSUED] some vanished"
    server = connect(lambda told: told.answer(line, status=status))
    assert server.flags([7, 8]) == {7: frozenset()}


def test_a_busy_server_is_tried_again(connect: Connect) -> None:
    with pytest.raises(TransientError):
        fetch_one(connect, status=b"NO [INUSE] locked")


def test_an_unreadable_answer_is_left_out(connect: Connect) -> None:
    line = b"* 1 FETCH (UID 7 BODY[] " + literal(_RAW) + b")"
    (letter,) = fetch_one(connect, b"* 2 FETCH (UID (((", line)
    assert letter.raw == _RAW


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\xff\xfe\x00\r\n",
        b"* \r\n",
        b"A999 OK not your tag\r\n",
        b"* SEARCH 1 2\n",
        b"* 1 FETCH (BODY[] {99999999999999999999999}\r\n",
    ],
)
def test_nonsense_ends_the_connection_cleanly(connect: Connect, nonsense: bytes) -> None:
    def part(line: Line) -> None:
        line.hear()
        line.say(nonsense)

    server = connect(part)
    with pytest.raises(TransientError):
        server.uids()
    with pytest.raises(TransientError):
        server.uids()


def test_folder_names_are_only_data(connect: Connect) -> None:
    lines = (
        b'* LIST () "/" "../../etc/passwd"',
        b'* LIST () "/" {12}\r\nx\r\nA1 LOGOUT',
        b'* LIST () "/" {3}\r\na\x00b',
        b'* LIST (\\Noselect) "/" "[Gmail]"',
        b'* LIST () "/" "[Gmail]/&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"',
        b"* LIST () NIL 2024",
        b'* LIST (\\Sent) "/" "&broken"',
        b'* LIST () "/" "INBOX"',
    )
    folders = connect(lambda line: line.answer(*lines)).folders()
    usable = {f.name for f in folders if f.selectable}
    assert usable >= {"../../etc/passwd", "[Gmail]/Отправленные", "2024", "INBOX"}
    assert "[Gmail]" not in usable
    assert not any("\r" in name or "\0" in name for name in usable)


def test_search_answers_may_come_on_many_lines(connect: Connect) -> None:
    server = connect(
        lambda line: line.answer(b"* SEARCH 3 1", b"* SEARCH", b"* SEARCH 2 (MODSEQ 9)")
    )
    assert server.uids() == [1, 2, 3]


def test_a_silent_server_is_given_up(connect: Connect) -> None:
    ended = threading.Event()
    server = connect(lambda line: (line.hear(), ended.wait(PATIENCE), None)[2], patience=0.2)
    try:
        with pytest.raises(TransientError) as caught:
            server.uids()
    finally:
        ended.set()
    assert "in time" in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "kind", "word"),
    [
        (b"NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", AuthError, "password"),
        (b"NO [ALERT] Please log in via your web browser: https://x.example", AuthError, "browser"),
        (b"NO [WEBALERT https://x.example] Web login required.", AuthError, "browser"),
        (b"NO Login failed", AuthError, "password"),
        (b"NO [UNAVAILABLE] Try later", TransientError, "now"),
        (b"NO [ALERT] Too many simultaneous connections. (Failure)", TransientError, "now"),
        (b"NO [PRIVACYREQUIRED] TLS first", RejectedError, "not accept"),
    ],
)
def test_a_refused_log_in_says_what_to_do(answer: bytes, kind: type[Exception], word: str) -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK ready\r\n")
        line.answer(b"* CAPABILITY IMAP4rev1")
        line.answer(status=answer)

    with ScriptedServer(dialogue) as server, pytest.raises(kind) as caught:
        ImapServerFactory(FakeClock()).connect(server.account(), PASSWORD)
    assert word in str(caught.value)
    assert PASSWORD not in str(caught.value)


def test_a_server_of_another_kind_is_named_as_such() -> None:
    with (
        ScriptedServer(lambda line: line.say(b"220 mail.example ESMTP\r\n")) as server,
        pytest.raises((RejectedError, TransientError)),
    ):
        ImapServerFactory(FakeClock()).connect(server.account(), PASSWORD)
    assert not server.heard_secrets()
