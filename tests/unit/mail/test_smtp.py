"""Handing letters over: every way it can end, and what the server has then."""

import base64
import itertools
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from app.domain.accounts import Account, Endpoint, Security
from app.domain.errors import AuthError, Reason, RejectedError, TransientError
from app.domain.hindrances import Hindrance
from app.domain.outgoing import ANSWER_SECONDS, Envelope, Handed, Handing
from mail.smtp import Patience, SmtpSender, check_smtp
from mail.smtp_words import explain
from tests.support.certificates import Authority
from tests.support.scripted_server import PASSWORD, TOKEN, USER, Line, server_context
from tests.support.smtp_script import (
    CUT,
    OFFERS,
    Script,
    ScriptedSmtp,
    scripted_smtp,
    silent_server,
    smtp_account,
    with_tokens,
)
from tests.support.waiting import PATIENCE, wait_until

LETTER = b"Subject: x\r\n\r\nfirst\r\n.second\r\n..third\r\n.\r\nlast\r\n"
ENVELOPE = Envelope("support@example.org", ("anna@example.com", "boris@example.com"))
LONG = Patience(PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, goodbye=2.0)
SHORT = Patience(PATIENCE, PATIENCE, PATIENCE, PATIENCE, answer=0.2, goodbye=0.2)


def wait_for(event: threading.Event) -> None:
    event.wait(PATIENCE)


class Counter:
    """Stands for the commit that is made before a letter leaves."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> None:
        self.calls += 1


def hand_over(
    server: ScriptedSmtp,
    envelope: Envelope = ENVELOPE,
    letter: bytes = LETTER,
    *,
    patience: Patience = LONG,
    password: str = PASSWORD,
    about_to: Callable[[], None] = lambda: None,
    security: Security = Security.NONE,
    host: str = "127.0.0.1",
) -> Handed:
    return SmtpSender(patience).hand_over(
        server.account(security, host),
        password,
        envelope,
        lambda: [letter],
        len(letter),
        about_to=about_to,
    )


def hand_over_pieces(server: ScriptedSmtp, pieces: list[bytes]) -> Handed:
    return SmtpSender(LONG).hand_over(
        server.account(),
        PASSWORD,
        ENVELOPE,
        lambda: pieces,
        sum(map(len, pieces)),
        about_to=lambda: None,
    )


def test_a_letter_arrives_as_it_is_for_all_its_recipients() -> None:
    committed = Counter()
    with scripted_smtp() as server:
        handed = hand_over(server, about_to=committed)
    assert handed == Handed(Handing.ACCEPTED, 250, "250 2.0.0 queued as 4711")
    assert server.heard.accepted == [(ENVELOPE.sender, ENVELOPE.recipients, LETTER)]
    assert committed.calls == 1
    assert server.heard.commands[-1] == "QUIT"


def test_dots_are_doubled_wherever_a_letter_is_cut_into_pieces() -> None:
    with scripted_smtp() as server:
        for size in (1, 2, 3, 5, 7, 1000):
            pieces = [LETTER[at : at + size] for at in range(0, len(LETTER), size)]
            assert hand_over_pieces(server, pieces).outcome is Handing.ACCEPTED
    assert server.heard.letters == [LETTER] * 6


def test_the_null_sender_of_an_automatic_letter_is_said_as_such() -> None:
    with scripted_smtp() as server:
        hand_over(server, Envelope("", ("anna@example.com",)))
    mail = next(c for c in server.heard.commands if c.startswith("MAIL"))
    assert mail == f"MAIL FROM:<> SIZE={len(LETTER)}"


NULL_SENDER = f"MAIL FROM:<> SIZE={len(LETTER)}"
AUTOMATIC = Envelope("", ("anna@example.com",), otherwise="support@example.org")


def _end_of(script: Script) -> Callable[[Line], None]:
    """Refuses the first letter for its sender and takes the next."""

    def answer(line: Line) -> None:
        script.answers = {}
        line.say(b"550 5.7.60 Client does not have permissions to send as this sender\r\n")

    return answer


@pytest.mark.parametrize("where", ["MAIL", "RCPT", "END"])
def test_a_server_that_refuses_the_null_sender_gets_an_address(where: str) -> None:
    script, committed = Script(), Counter()
    if where == "END":
        script.answers = {"END": _end_of(script)}
    elif where == "MAIL":
        script.answers = {NULL_SENDER: b"501 5.1.7 Invalid address"}
    else:

        def refuse(line: Line) -> None:
            script.answers = {}
            line.say(b"553 5.7.1 <>: Sender address rejected: not owned by user\r\n")

        script.answers = {"RCPT": refuse}
    with scripted_smtp(script) as server:
        sender = SmtpSender(LONG)
        for _ in range(2):
            handed = sender.hand_over(
                server.account(),
                PASSWORD,
                AUTOMATIC,
                lambda: [LETTER],
                len(LETTER),
                about_to=committed,
            )
            assert handed.outcome is Handing.ACCEPTED
        assert hand_over(server).outcome is Handing.ACCEPTED
    mails = [c.partition(" SIZE")[0] for c in server.heard.commands if c.startswith("MAIL")]
    named = "MAIL FROM:<support@example.org>"
    assert mails == ["MAIL FROM:<>", named, named, named], "it is not asked again"
    assert committed.calls == 2
    assert [(by, to) for by, to, _ in server.heard.accepted[:2]] == 2 * [
        ("support@example.org", ("anna@example.com",))
    ]


def test_a_recipient_whom_nobody_knows_is_no_reason_for_another_sender() -> None:
    with scripted_smtp(Script({"RCPT": b"550 5.1.1 unknown"})) as server:
        assert hand_over(server, AUTOMATIC).outcome is Handing.REFUSED
    assert len([c for c in server.heard.commands if c.startswith("MAIL")]) == 1


def test_a_server_that_takes_neither_sender_refuses_the_letter() -> None:
    with scripted_smtp(Script({"MAIL": b"550 5.7.1 Not you"})) as server:
        handed = hand_over(server, AUTOMATIC)
    assert (handed.outcome, handed.said) == (Handing.REFUSED, "550 5.7.1 Not you")
    assert len([c for c in server.heard.commands if c.startswith("MAIL")]) == 2


def test_a_letter_with_a_sender_keeps_it() -> None:
    with scripted_smtp(Script({"MAIL": b"550 5.7.1 Not you"})) as server:
        hand_over(server)
    assert len([c for c in server.heard.commands if c.startswith("MAIL")]) == 1


def test_a_recipient_named_twice_gets_one_letter_and_domains_are_said_in_ascii() -> None:
    envelope = Envelope("support@пошта.укр", ("anna@почта.рф", "anna@xn--80a1acny.xn--p1ai"))
    with scripted_smtp() as server:
        assert hand_over(server, envelope).outcome is Handing.ACCEPTED
    assert server.heard.accepted[0][:2] == (
        "support@xn--80a1acn3a.xn--j1amh",
        ("anna@xn--80a1acny.xn--p1ai",),
    )


# -- cut at every command

EVERYWHERE = ("GREETING", "EHLO", "AUTH", "MAIL", "RCPT", "RCPT TO:<boris@example.com>", "DATA")


def test_a_connection_cut_before_the_letter_means_try_again() -> None:
    for place in EVERYWHERE:
        committed = Counter()
        with scripted_smtp(Script({place: CUT})) as server:
            handed = hand_over(server, about_to=committed)
        assert handed.outcome is Handing.RETRY, place
        assert "failed" in handed.said or "hung up" in handed.said, place
        assert server.heard.letters == []
        assert committed.calls == (place == "DATA")


def test_a_temporary_refusal_means_try_again() -> None:
    for place in (*EVERYWHERE, "END"):
        with scripted_smtp(Script({place: b"451 4.3.0 not now"})) as server:
            handed = hand_over(server)
        assert (handed.outcome, handed.code) == (Handing.RETRY, 451), place
        assert "451 4.3.0 not now" in handed.said, place
        assert server.heard.accepted == []


def test_a_server_that_closes_down_means_try_again() -> None:
    for place in (*EVERYWHERE, "END"):
        with scripted_smtp(Script({place: b"421 4.3.2 shutting down"})) as server:
            handed = hand_over(server)
        assert (handed.outcome, handed.code) == (Handing.RETRY, 421), place
        assert server.heard.accepted == []


def test_a_lasting_refusal_is_told_in_the_servers_words() -> None:
    for place, outcome in {
        "GREETING": Handing.RETRY,  # the server's trouble, not the letter's
        "AUTH": Handing.NO_ACCESS,
        "MAIL": Handing.REFUSED,
        "RCPT": Handing.REFUSED,
        "DATA": Handing.REFUSED,
        "END": Handing.REFUSED,
    }.items():
        with scripted_smtp(Script({place: b"554-5.7.1 go\n554 5.7.1 away\x07"})) as server:
            handed = hand_over(server)
        assert (handed.outcome, handed.code) == (outcome, 554), place
        assert "554 5.7.1 go away" in handed.said, place
        assert server.heard.accepted == []


@pytest.mark.parametrize("seen", [0, 20])
def test_a_connection_cut_in_the_letter_means_try_again(seen: int) -> None:
    more = (b"y" * 70 + b"\r\n") * 500
    pieces = [LETTER] + [more] * 500  # 18 MB: more than any buffer on the way holds
    with scripted_smtp(Script(cut_in_letter=seen, offers=())) as server:
        handed = SmtpSender(LONG).hand_over(
            server.account(),
            PASSWORD,
            Envelope("a@b.example", ("c@d.example",)),
            lambda: pieces,
            sum(map(len, pieces)),
            about_to=lambda: None,
        )
    assert handed.outcome is Handing.RETRY
    assert server.heard.letters == []


def test_a_server_that_speaks_in_the_middle_of_a_letter_is_heard() -> None:
    for words, outcome in {
        b"552 5.3.4 too large": Handing.REFUSED,
        b"421 4.3.2 shutting down": Handing.RETRY,
        b"250 taken": Handing.UNSURE,  # what it took for the letter, only it knows
    }.items():
        with scripted_smtp(Script(speak_in_letter=words)) as server:
            handed = SmtpSender(LONG).hand_over(
                server.account(),
                PASSWORD,
                ENVELOPE,
                partial(_slowly, server),
                len(LETTER),
                about_to=lambda: None,
            )
        assert (handed.outcome, handed.said) == (outcome, words.decode())
        assert handed.too_large == (outcome is Handing.REFUSED)
        assert server.heard.letters == []


def _slowly(server: ScriptedSmtp) -> Iterator[bytes]:
    yield LETTER
    assert server.heard.spoken.wait(PATIENCE)


# -- after the end mark


def test_a_cut_after_the_end_mark_leaves_it_unsure() -> None:
    with scripted_smtp(Script({"END": CUT})) as server:
        handed = hand_over(server)
    assert handed.outcome is Handing.UNSURE
    assert "did not say whether it took it" in handed.said
    assert server.heard.letters == [LETTER]


def test_silence_after_the_end_mark_leaves_it_unsure() -> None:
    over = threading.Event()
    with scripted_smtp(Script({"END": lambda _: wait_for(over)})) as server:
        handed = hand_over(server, patience=SHORT)
        over.set()
    assert handed.outcome is Handing.UNSURE
    assert "no answer in time" in handed.said


def test_an_answer_that_comes_late_but_in_time_counts() -> None:
    letter_is_there = threading.Event()
    go_on = threading.Event()

    def late(line: Line) -> None:
        letter_is_there.set()
        go_on.wait(PATIENCE)
        line.say(b"250 2.0.0 at last\r\n")

    with scripted_smtp(Script({"END": late})) as server:
        results: list[Handed] = []
        thread = threading.Thread(target=lambda: results.append(hand_over(server)))
        thread.start()
        assert letter_is_there.wait(PATIENCE)
        assert results == []  # it waits
        go_on.set()
        thread.join(PATIENCE)
    assert [r.outcome for r in results] == [Handing.ACCEPTED]


def test_nonsense_after_the_end_mark_leaves_it_unsure() -> None:
    for nonsense in (b"hello", b"354 go on", b"2500 x", b"\xff\xfe", b"25", b"150 x"):
        with scripted_smtp(Script({"END": nonsense})) as server:
            assert hand_over(server).outcome is Handing.UNSURE, nonsense


@pytest.mark.parametrize("nonsense", [b"hello", b"250-a\n251 b", b"99 x", b"250fine"])
def test_nonsense_before_it_means_try_again(nonsense: bytes) -> None:
    for place in EVERYWHERE:
        with scripted_smtp(Script({place: nonsense})) as server:
            handed = hand_over(server)
        assert handed.outcome is Handing.RETRY, place
        assert "make no sense" in handed.said, place
        assert server.heard.letters == []


def test_an_answer_to_nothing_is_not_taken_for_the_answer_to_the_letter() -> None:
    with scripted_smtp(Script({"DATA": b"354 go on\n250 2.0.0 taken"}, cut_in_letter=1)) as server:
        handed = hand_over(server)
    assert handed.outcome is not Handing.ACCEPTED
    assert server.heard.accepted == []


@pytest.mark.parametrize("place", ["GREETING", "EHLO", "RCPT", "END"])
def test_an_answer_that_never_ends_is_given_up_in_little_memory(place: str) -> None:
    def endless(line: Line) -> None:
        while True:  # until the client hangs up
            line.say(b"250-" + b"x" * 900 + b"\r\n")

    with scripted_smtp(Script({place: endless})) as server:
        handed = hand_over(server)
    assert handed.outcome is (Handing.UNSURE if place == "END" else Handing.RETRY)
    assert len(handed.said) < 500


def test_a_line_that_never_ends_is_given_up_as_well() -> None:
    def endless(line: Line) -> None:
        line.say(b"250 ")
        while True:
            line.say(b"x" * 4096)

    with scripted_smtp(Script({"EHLO": endless})) as server:
        handed = hand_over(server)
    assert handed.outcome is Handing.RETRY
    assert "never ends" in handed.said


def test_a_trickling_answer_has_a_limit_in_time() -> None:
    over = threading.Event()

    def trickle(line: Line) -> None:
        while not over.wait(0.02):
            line.say(b"2")

    with scripted_smtp(Script({"EHLO": trickle})) as server:
        patience = Patience(PATIENCE, PATIENCE, 0.3, PATIENCE, PATIENCE, 0.1)
        handed = hand_over(server, patience=patience)
        over.set()
    assert handed.outcome is Handing.RETRY
    assert "in time" in handed.said


def test_a_server_has_ten_minutes_for_its_answer() -> None:
    assert Patience().answer == ANSWER_SECONDS > 600


@pytest.mark.soak
def test_an_answer_that_comes_after_nine_minutes_counts() -> None:
    def late(line: Line) -> None:
        threading.Event().wait(540)
        line.say(b"250 2.0.0 at last\r\n")

    with scripted_smtp(Script({"END": late})) as server:
        assert hand_over(server, patience=Patience()).outcome is Handing.ACCEPTED
    assert server.heard.letters == [LETTER]


# -- recipients


def test_when_one_recipient_is_refused_nobody_gets_the_letter() -> None:
    committed = Counter()
    refusal = b"550-5.1.1 The email account does not exist.\n550 5.1.1 Try checking it"
    with scripted_smtp(Script({"RCPT TO:<boris@example.com>": refusal})) as server:
        handed = hand_over(server, about_to=committed)
    assert handed.outcome is Handing.REFUSED
    (refused,) = handed.refusals
    assert (refused.address, refused.code) == ("boris@example.com", 550)
    assert refused.said == "550 5.1.1 The email account does not exist. Try checking it"
    assert server.heard.letters == []
    assert server.heard.accepted == []
    assert "RSET" in server.heard.commands
    assert "DATA" not in server.heard.commands
    assert committed.calls == 0


def test_all_refused_recipients_are_named() -> None:
    with scripted_smtp(Script({"RCPT": b"550 5.1.1 unknown"})) as server:
        handed = hand_over(server)
    assert [r.address for r in handed.refusals] == list(ENVELOPE.recipients)


def test_a_recipient_put_off_puts_off_the_letter_for_everybody() -> None:
    answers = {"RCPT TO:<anna@example.com>": b"450 4.2.0 greylisted"}
    with scripted_smtp(Script(answers)) as server:
        handed = hand_over(server)
    assert (handed.outcome, handed.code) == (Handing.RETRY, 450)
    assert [r.address for r in handed.refusals] == ["anna@example.com"]
    assert server.heard.letters == []


def test_a_lasting_refusal_counts_more_than_a_passing_one() -> None:
    answers = {
        "RCPT TO:<anna@example.com>": b"450 4.2.0 greylisted",
        "RCPT TO:<boris@example.com>": b"550 5.1.1 unknown",
    }
    with scripted_smtp(Script(answers)) as server:
        handed = hand_over(server)
    assert handed.outcome is Handing.REFUSED
    assert [r.code for r in handed.refusals] == [450, 550]


def test_refusals_are_told_even_if_the_connection_is_lost_right_after() -> None:
    answers = {"RCPT TO:<boris@example.com>": b"550 5.1.1 unknown", "RSET": CUT}
    with scripted_smtp(Script(answers)) as server:
        handed = hand_over(server)
    assert handed.outcome is Handing.REFUSED
    assert [r.address for r in handed.refusals] == ["boris@example.com"]


def test_a_full_mailbox_is_not_a_letter_too_large() -> None:
    with scripted_smtp(Script({"RCPT": b"552 mailbox full"})) as server:
        assert not hand_over(server).too_large


TOO_MANY = b"452 4.5.3 Error: too many recipients"
BORIS, THIRD = "RCPT TO:<boris@example.com>", "RCPT TO:<c@example.com>"
MANY = Envelope("support@zerno.example", ("anna@example.com", "boris@example.com", "c@example.com"))


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        ({THIRD: TOO_MANY}, 2),
        ({BORIS: TOO_MANY, THIRD: TOO_MANY}, 1),
        ({BORIS: b"452 No", THIRD: b"452 No"}, 1),
        ({BORIS: b"550 5.5.3 Too many recipients", THIRD: b"550 5.5.3 Too many recipients"}, 1),
    ],
)
def test_a_server_with_a_limit_of_recipients_is_not_asked_for_ever(
    answers: dict[str, bytes], taken: int
) -> None:
    with scripted_smtp(Script(answers)) as server:
        handed = hand_over(server, envelope=MANY)
    said = next(iter(answers.values())).decode()
    assert (handed.outcome, handed.refusals) == (Handing.REFUSED, ())
    assert handed.said == f"{said} (it took {taken} of 3 recipients)"
    assert explain(handed.said).hindrance is Hindrance.TOO_MANY_RECIPIENTS
    assert (server.heard.letters, server.heard.accepted) == ([], [])


@pytest.mark.parametrize(
    "answers",
    [
        {"RCPT TO:<anna@example.com>": b"452 4.2.2 Mailbox full"},
        {"RCPT TO:<anna@example.com>": b"452 No", BORIS: b"452 No"},
        {THIRD: b"452 4.2.2 Mailbox full"},
        {THIRD: b"452 No"},
        {BORIS: b"452 4.3.1 Insufficient system storage", THIRD: b"452 4.3.1 No storage"},
        {"RCPT": TOO_MANY},  # not even one: it wants a pause
    ],
)
def test_a_mailbox_that_is_full_today_is_tried_again(answers: dict[str, bytes]) -> None:
    with scripted_smtp(Script(answers)) as server:
        handed = hand_over(server, envelope=MANY)
    assert (handed.outcome, handed.code) == (Handing.RETRY, 452)
    assert handed.refusals
    assert server.heard.letters == []


def test_too_many_recipients_may_be_said_of_the_letter_itself() -> None:
    with scripted_smtp(Script({"DATA": TOO_MANY})) as server:
        handed = hand_over(server, envelope=MANY)
    assert (handed.outcome, handed.said) == (Handing.REFUSED, TOO_MANY.decode())


# -- size and kinds of letters


def test_a_letter_above_the_servers_size_is_not_even_begun() -> None:
    committed = Counter()
    with scripted_smtp(Script(offers=("SIZE 40",))) as server:
        handed = hand_over(server, about_to=committed)
    assert (handed.outcome, handed.too_large) == (Handing.REFUSED, True)
    assert "0.0 MB" in handed.said
    assert not [c for c in server.heard.commands if c.startswith(("MAIL", "DATA"))]
    assert committed.calls == 0


@pytest.mark.parametrize("place", ["MAIL", "END"])
@pytest.mark.parametrize("answer", [b"552 5.3.4 too big", b"552 message too large"])
def test_a_letter_the_server_finds_too_large_is_told_as_such(place: str, answer: bytes) -> None:
    with scripted_smtp(Script({place: answer})) as server:
        handed = hand_over(server)
    assert (handed.outcome, handed.too_large, handed.code) == (Handing.REFUSED, True, 552)


def test_no_limit_and_no_number_are_no_limit() -> None:
    for offer in ("SIZE", "SIZE 0", "SIZE many"):
        with scripted_smtp(Script(offers=(offer,))) as server:
            assert hand_over(server).outcome is Handing.ACCEPTED


def test_utf8_addresses_are_said_where_the_server_knows_them() -> None:
    envelope = Envelope("support@example.org", ("анна@почта.рф",))
    with scripted_smtp() as server:
        assert hand_over(server, envelope).outcome is Handing.ACCEPTED
    assert f"MAIL FROM:<support@example.org> SIZE={len(LETTER)} BODY=8BITMIME SMTPUTF8" in (
        server.heard.commands
    )
    assert "RCPT TO:<анна@xn--80a1acny.xn--p1ai>" in server.heard.commands


@pytest.mark.parametrize(
    ("envelope", "letter"),
    [
        (Envelope("a@b.example", ("анна@example.com",)), LETTER),
        (Envelope("a@b.example", ("c@d.example",)), "To: анна@d.example\r\n\r\nx\r\n".encode()),
    ],
)
def test_utf8_addresses_are_refused_plainly_where_it_does_not(
    envelope: Envelope, letter: bytes
) -> None:
    with scripted_smtp(Script(offers=("8BITMIME",))) as server:
        handed = hand_over(server, envelope, letter)
    assert handed.outcome is Handing.REFUSED
    assert "other than English letters before the @" in handed.said
    assert not [c for c in server.heard.commands if c.startswith("MAIL")]


def test_a_letter_with_bare_line_ends_is_not_sent() -> None:
    bare = (
        b"a: b\r\n\r\nx\n.\r\ny\r\n",
        b"a: b\r\n\r\nx\r.\r\ny\r\n",
        b"a\r\n\nMAIL\r\n",
        b"x\r",
    )
    with scripted_smtp() as server:
        for letter, size in itertools.product(bare, (1, 2, 3, 100)):
            pieces = [letter[at : at + size] for at in range(0, len(letter), size)]
            handed = hand_over_pieces(server, pieces)
            assert handed.outcome is Handing.REFUSED
            assert "line ends" in handed.said
    assert server.heard.letters == []


def test_a_letter_that_is_shorter_than_it_should_be_is_not_sent() -> None:
    with scripted_smtp() as server:
        handed = SmtpSender(LONG).hand_over(
            server.account(), PASSWORD, ENVELOPE, lambda: [LETTER], 1000, about_to=lambda: None
        )
    assert handed.outcome is Handing.REFUSED
    assert server.heard.letters == []


def test_an_address_that_would_be_more_than_one_is_refused() -> None:
    with scripted_smtp() as server:
        for address in (
            "x@y.example>\r\nRCPT TO:<evil@evil.example",
            "x@y.example> NOTIFY=NEVER",
            "a@b@c.example",
            "",
            "x@",
            "@y.example",
            "x@y z",
            "x\0@y.example",
            "<x@y.example>",
        ):
            for envelope in (
                Envelope("a@b.example", ("c@d.example", address)),
                Envelope(address or "@", ("c@d.example",)),
            ):
                handed = hand_over(server, envelope)
                assert handed.outcome is Handing.REFUSED
                assert "mail address" in handed.said or "host" in handed.said
    assert server.heard.commands == []


def test_nobody_is_no_recipient() -> None:
    with scripted_smtp() as server:
        assert hand_over(server, Envelope("a@b.example", ())).outcome is Handing.REFUSED


# -- what the caller does


def test_what_goes_wrong_before_the_letter_leaves_stops_it() -> None:
    def full() -> None:
        raise OSError("disk full")

    with scripted_smtp() as server, pytest.raises(OSError, match="disk full"):
        hand_over(server, about_to=full)
    assert "DATA" not in server.heard.commands


class OddError(Exception):
    pass


@pytest.mark.parametrize("piece", [0, 1])
def test_a_letter_that_breaks_while_it_is_read_is_not_sent(piece: int) -> None:
    def pieces() -> Iterator[bytes]:
        if piece:
            yield LETTER
        raise OddError

    with scripted_smtp() as server, pytest.raises(OddError):
        SmtpSender(LONG).hand_over(
            server.account(), PASSWORD, ENVELOPE, pieces, 999, about_to=lambda: None
        )
    assert server.heard.letters == []


def test_a_letter_that_cannot_be_made_is_refused_with_its_reason() -> None:
    def unfit() -> Iterable[bytes]:
        raise RejectedError("The file “a.txt” is not what was attached.")

    with scripted_smtp() as server:
        handed = SmtpSender(LONG).hand_over(
            server.account(), PASSWORD, ENVELOPE, unfit, 1, about_to=lambda: None
        )
    assert handed == Handed(Handing.REFUSED, said="The file “a.txt” is not what was attached.")


# -- ending


@pytest.mark.parametrize("security", [Security.NONE, Security.TLS, Security.STARTTLS])
@pytest.mark.parametrize(("place", "outcome"), [("MAIL", "retry"), ("END", "unsure")])
def test_closing_ends_what_is_under_way(
    authority: Authority, security: Security, place: str, outcome: str
) -> None:
    reached = threading.Event()
    over = threading.Event()

    def wait(_: Line) -> None:
        reached.set()
        over.wait(PATIENCE)

    context = server_context(authority.issue("leaf"))
    script = Script({place: wait}, offers=("STARTTLS", *OFFERS), tls=context)
    with scripted_smtp(script, context if security is Security.TLS else None) as server:
        sender = SmtpSender(LONG)
        account = server.account(security, "localhost")
        results: list[Handed] = []
        thread = threading.Thread(target=lambda: results.append(_send(sender, account)))
        thread.start()
        assert reached.wait(PATIENCE)
        sender.close()
        thread.join(PATIENCE)
        assert not thread.is_alive()
        over.set()
        assert [r.outcome.value for r in results] == [outcome]
        after = _send(sender, account)
    assert after.outcome is Handing.RETRY


def test_closing_ends_a_handshake_that_nobody_answers() -> None:
    with silent_server() as endpoint:
        sender = SmtpSender(LONG)
        results: list[Handed] = []
        account = smtp_account(endpoint, Security.TLS)
        thread = threading.Thread(target=lambda: results.append(_send(sender, account)))
        thread.start()
        wait_until(lambda: any("do_handshake" in name for name in _inside(thread)))
        sender.close()
        thread.join(PATIENCE)
        assert [r.outcome for r in results] == [Handing.RETRY]


def _send(sender: SmtpSender, account: Account) -> Handed:
    return sender.hand_over(
        account, PASSWORD, ENVELOPE, lambda: [LETTER], len(LETTER), about_to=lambda: None
    )


def _inside(thread: threading.Thread) -> list[str]:
    """Names of the functions that a thread is in."""
    frame = sys._current_frames().get(thread.ident or 0)
    names: list[str] = []
    while frame is not None:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names


# -- getting in


def test_nothing_listens_or_nothing_is_said() -> None:
    with scripted_smtp() as server:
        gone = server.account()
    assert hand_over_to(gone).outcome is Handing.RETRY
    with silent_server() as endpoint:
        quick = Patience(PATIENCE, 0.1, PATIENCE, PATIENCE, PATIENCE, 0.1)
        handed = hand_over_to(smtp_account(endpoint), quick)
    assert handed.outcome is Handing.RETRY
    assert "in time" in handed.said


def hand_over_to(account: Account, patience: Patience = LONG, password: str = PASSWORD) -> Handed:
    return SmtpSender(patience).hand_over(
        account, password, ENVELOPE, lambda: [LETTER], len(LETTER), about_to=lambda: None
    )


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (smtp_account(None), "no server for sending"),
        (smtp_account(Endpoint("mail.example.org", 25)), "must be protected"),
        (smtp_account(Endpoint("127.0.0.1", 0)), "no address of a server"),
    ],
)
def test_an_account_that_cannot_send_says_why(account: Account, words: str) -> None:
    handed = hand_over_to(account)
    assert handed.outcome is Handing.REFUSED
    assert words in handed.said
    with pytest.raises(RejectedError, match=words):
        check_smtp(account.settings, PASSWORD)


@pytest.mark.parametrize("offer", ["AUTH PLAIN", "AUTH LOGIN", "AUTH=LOGIN", "AUTH CRAM-MD5 LOGIN"])
def test_log_in_by_what_the_server_offers(offer: str) -> None:
    with scripted_smtp(Script(offers=(offer,))) as server:
        assert hand_over(server).outcome is Handing.ACCEPTED
        refused = hand_over(server, password="wrong")
        assert (refused.outcome, refused.code) == (Handing.NO_ACCESS, 535)
        check_smtp(server.account().settings, PASSWORD)
        with pytest.raises(AuthError):
            check_smtp(server.account().settings, "wrong")


def test_a_long_password_is_said_on_a_line_of_its_own() -> None:
    with scripted_smtp(Script(offers=("AUTH PLAIN",))) as server:
        assert hand_over(server, password="x" * 2000).outcome is Handing.NO_ACCESS
    assert "AUTH PLAIN" in server.heard.commands


def test_log_in_with_a_token() -> None:
    with scripted_smtp(Script(offers=("AUTH PLAIN XOAUTH2",))) as server:
        account = with_tokens(server.account())
        assert hand_over_to(account, password=TOKEN).outcome is Handing.ACCEPTED
        refused = hand_over_to(account, password="old")
        assert (refused.outcome, refused.code) == (Handing.NO_ACCESS, 535)
        assert refused.said.startswith(f"{server.endpoint} refused the access token. It says: 535")
        assert server.server.heard.endswith(b"\r\n\r\n"), "asked why, we say nothing"
        check_smtp(account.settings, TOKEN)
        with pytest.raises(AuthError) as caught:
            check_smtp(account.settings, "old")
        assert caught.value.reason is Reason.TOKEN_REFUSED
    with scripted_smtp(Script(offers=("AUTH PLAIN",))) as server:
        with pytest.raises(RejectedError, match="takes no log-in with an access token"):
            check_smtp(with_tokens(server.account()).settings, TOKEN)
        assert not server.server.heard_secrets()


def test_a_long_token_is_said_on_a_line_of_its_own() -> None:
    with scripted_smtp(Script(offers=("AUTH XOAUTH2",))) as server:
        account = with_tokens(server.account())
        assert hand_over_to(account, password=f"{TOKEN}{'x' * 2000}").outcome is Handing.NO_ACCESS
        assert [c for c in server.heard.commands if c.startswith("AUTH")] == ["AUTH XOAUTH2"]


def test_a_server_that_repeats_the_token_does_not_bring_it_to_light() -> None:
    def echo(line: Line) -> None:
        line.say(b"535 5.7.8 no: " + base64.b64encode(f"user={USER}\1{TOKEN}".encode()) + b"\r\n")

    with scripted_smtp(Script({"AUTH": echo}, offers=("AUTH XOAUTH2",))) as server:
        said = hand_over_to(with_tokens(server.account()), password=TOKEN).said
    assert said.endswith("no: […]")


def test_a_token_is_for_protected_connections_or_this_machine() -> None:
    with scripted_smtp(Script(offers=("AUTH XOAUTH2",))) as server:
        for host, security in (("mail.example", Security.NONE), ("localhost", Security.STARTTLS)):
            account = with_tokens(server.account(security, host))
            with pytest.raises(RejectedError, match="protected"):
                check_smtp(account.settings, TOKEN)
        assert not server.server.heard_secrets()


def test_ways_to_log_in_that_are_not_known_are_named() -> None:
    with scripted_smtp(Script(offers=("AUTH CRAM-MD5 GSSAPI",))) as server:
        handed = hand_over(server)
    assert handed.outcome is Handing.RETRY
    assert "CRAM-MD5" in handed.said


def test_a_server_that_cannot_check_log_ins_now_is_tried_again() -> None:
    with scripted_smtp(Script({"AUTH": b"454 4.7.0 Temporary authentication failure"})) as server:
        assert hand_over(server).outcome is Handing.RETRY
        with pytest.raises(TransientError):
            check_smtp(server.account().settings, PASSWORD)


def test_a_server_that_wants_a_log_in_it_does_not_offer() -> None:
    script = Script({"MAIL": b"530 5.7.0 Authentication required"}, offers=())
    with scripted_smtp(script) as server:
        assert hand_over(server).outcome is Handing.NO_ACCESS


def test_an_app_password_is_named_as_the_remedy() -> None:
    words = b"534 5.7.9 Application-specific password required. https://support.example/"
    with scripted_smtp(Script({"AUTH": words})) as server:
        handed = hand_over(server)
    assert handed.outcome is Handing.NO_ACCESS
    assert "app password" in handed.said


def test_an_old_server_that_knows_only_helo() -> None:
    with scripted_smtp(Script({"EHLO": b"502 5.5.1 what?"})) as server:
        assert hand_over(server).outcome is Handing.ACCEPTED
    assert server.heard.commands[1] == "HELO [127.0.0.1]"
    assert "MAIL FROM:<support@example.org>" in server.heard.commands


# -- TLS


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def test_tls_from_the_first_byte(authority: Authority) -> None:
    context = server_context(authority.issue("leaf"))
    with scripted_smtp(tls=context) as server:
        handed = hand_over(server, security=Security.TLS, host="localhost")
    assert handed.outcome is Handing.ACCEPTED
    assert server.heard.letters == [LETTER]


def test_starttls_and_nothing_from_before_it_counts(authority: Authority) -> None:
    script = Script(
        offers=("STARTTLS", "SIZE 10", "AUTH CRAM-MD5"),
        offers_secured=OFFERS,
        tls=server_context(authority.issue("leaf")),
    )
    with scripted_smtp(script) as server:
        handed = hand_over(server, security=Security.STARTTLS, host="localhost")
    assert handed.outcome is Handing.ACCEPTED


@pytest.mark.parametrize("fault", ["expired", "self_signed", "future"])
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_bad_certificate_gets_no_secret(
    authority: Authority, fault: str, security: Security
) -> None:
    context = server_context(authority.issue("leaf", **{fault: True}))  # type: ignore[arg-type]
    script = Script(offers=("STARTTLS", *OFFERS), tls=context)
    at_once = context if security is Security.TLS else None
    with scripted_smtp(script, at_once) as server:
        handed = hand_over(server, security=security, host="localhost")
        with pytest.raises(RejectedError, match="certificate"):
            check_smtp(server.account(security, "localhost").settings, PASSWORD)
    assert handed.outcome is Handing.RETRY
    assert "certificate" in handed.said
    assert not server.server.heard_secrets()


def test_a_stripped_starttls_gets_no_secret() -> None:
    with scripted_smtp() as server:
        handed = hand_over(server, security=Security.STARTTLS)
    assert handed.outcome is Handing.RETRY
    assert "protected" in handed.said
    assert not server.server.heard_secrets()


def test_words_put_between_starttls_and_tls_are_an_attack(authority: Authority) -> None:
    script = Script(
        {"STARTTLS": b"220 go on\n250 evil"},
        offers=("STARTTLS", *OFFERS),
        tls=server_context(authority.issue("leaf")),
    )
    with scripted_smtp(script) as server:
        handed = hand_over(server, security=Security.STARTTLS, host="localhost")
    assert handed.outcome is Handing.RETRY
    assert "attack" in handed.said
    assert not server.server.heard_secrets()
