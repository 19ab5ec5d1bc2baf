"""Logging in with an access token that a program gives: IMAP, sending, what is told, no trace."""

import base64
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from app.domain.accounts import Account, Security
from app.domain.errors import AuthError, PostroomError, Reason, RejectedError, TransientError
from app.domain.outgoing import Sending
from app.domain.ports import MailServer
from app.runtime.surroundings import Rhythm
from mail.imap import ImapServerFactory
from mail.smtp import SmtpSender
from tests.support.clock import FakeClock
from tests.support.dovecot import Dovecot, start_dovecot, token_for
from tests.support.fake_server import FakeServerFactory
from tests.support.live import live_profile
from tests.support.mailboxes import MailboxInMemory, dovecot_mailbox, small_letter
from tests.support.scripted_server import TOKEN, USER, Line, ScriptedServer
from tests.support.sending import HASTY, office, question
from tests.support.smtp_script import Script, scripted_smtp, with_tokens
from tests.support.token_programs import runs_of, token_command
from tests.support.waiting import wait_until

_ONE = Rhythm(poll=3600, first_retry=0.01, longest_retry=0.02, connections=1)
_WORDS = base64.b64encode(f"user={USER}\1auth=Bearer {TOKEN}\1\1".encode())
_WHY = b"+ " + base64.b64encode(b'{"status":"400","schemes":"Bearer","scope":"https://x.example/"}')

# --- how it is said to the server ------------------------------------------------------------


def connect(
    server: ScriptedServer, security: Security = Security.NONE, host: str = "127.0.0.1"
) -> MailServer:
    return ImapServerFactory(FakeClock()).connect(
        with_tokens(server.account(security, host)), TOKEN
    )


def refused(dialogue: Callable[[Line], None]) -> PostroomError:
    """What is said of a server that does not let us in."""
    with ScriptedServer(dialogue) as server, pytest.raises(PostroomError) as caught:
        connect(server)
    said = str(caught.value)
    assert all(piece not in said for piece in (TOKEN, TOKEN[:20], _WORDS.decode()[:20]))
    return caught.value


def greeting(line: Line, *capabilities: bytes) -> bytes:
    """Greet; hear how the client logs in, but for the tag, which is returned."""
    line.say(b"* OK [CAPABILITY IMAP4rev1 " + b" ".join(capabilities) + b"] ready\r\n")
    tag, command = line.hear_command()
    at_once = b" " + _WORDS if b"SASL-IR" in capabilities else b""
    assert command == b"AUTHENTICATE XOAUTH2" + at_once
    return tag


def logging_in(line: Line, *, at_once: bool) -> bytes:
    """Greet and hear the token, together with the command or when asked; return the tag."""
    if at_once:
        return greeting(line, b"AUTH=XOAUTH2", b"SASL-IR")
    tag = greeting(line, b"AUTH=XOAUTH2")
    line.say(b"+ \r\n")
    assert line.hear() == _WORDS + b"\r\n"
    return tag


@pytest.mark.parametrize("at_once", [True, False])
def test_the_words_are_said_at_once_where_the_server_likes_that(*, at_once: bool) -> None:
    def dialogue(line: Line) -> None:
        tag = logging_in(line, at_once=at_once)
        line.say(tag + b" OK [CAPABILITY IMAP4rev1] welcome\r\n")
        line.answer(b"* 2 EXISTS", b"* OK [UIDVALIDITY 1] x", b"* OK [UIDNEXT 3] x")

    with ScriptedServer(dialogue) as server:
        client = connect(server)
        assert client.select("INBOX").count == 2
        client.close()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_server_that_says_why_gets_an_empty_line(*, at_once: bool) -> None:
    def dialogue(line: Line) -> None:
        tag = logging_in(line, at_once=at_once)
        line.say(_WHY + b"\r\n")
        assert line.hear() == b"\r\n"
        line.say(tag + b" NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\r\n")

    error = refused(dialogue)
    assert isinstance(error, AuthError)
    assert error.reason is Reason.TOKEN_REFUSED
    assert "refused the access token. It says: [AUTHENTICATIONFAILED] Invalid" in str(error)


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        (b"NO AUTHENTICATE failed.", AuthError, Reason.TOKEN_REFUSED),
        (b"NO [ALERT] Log in: https://x.example/ (Failure)", AuthError, Reason.TOKEN_REFUSED),
        (b"BAD no such token: " + _WORDS, AuthError, Reason.TOKEN_REFUSED),
        (b"BAD no such token: " + TOKEN.encode(), AuthError, Reason.TOKEN_REFUSED),
        (b"NO [UNAVAILABLE] Temporary authentication failure.", TransientError, Reason.BUSY),
    ],
)
def test_a_refusal_is_judged(answer: bytes, kind: type[PostroomError], reason: Reason) -> None:
    error = refused(
        lambda line: line.say(greeting(line, b"AUTH=XOAUTH2") + b" " + answer + b"\r\n")
    )
    assert isinstance(error, kind)
    assert error.reason is reason


def test_a_server_that_asks_for_ever_is_left() -> None:
    def dialogue(line: Line) -> None:
        greeting(line, b"AUTH=XOAUTH2", b"SASL-IR")
        line.say(b"+ \r\n" * 50)
        while line.hear():
            pass

    assert isinstance(refused(dialogue), TransientError)


def test_a_server_that_hangs_up_instead_is_tried_again() -> None:
    assert isinstance(refused(lambda line: void(greeting(line, b"AUTH=XOAUTH2"))), TransientError)


def void(_: object) -> None:
    pass


def test_a_server_without_tokens_hears_nothing() -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH SASL-IR] ready\r\n")
        line.hear()

    with ScriptedServer(dialogue) as server:
        with pytest.raises(RejectedError, match=r"takes no log-in with an access token \(XOAUTH2"):
            connect(server)
        assert not server.heard_secrets()


@pytest.mark.parametrize(
    ("security", "host"), [(Security.NONE, "192.0.2.1"), (Security.STARTTLS, "localhost")]
)
def test_no_token_crosses_the_network_in_clear(security: Security, host: str) -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready\r\n")
        line.hear()

    with ScriptedServer(dialogue) as server:
        with pytest.raises(RejectedError, match="TLS"):
            connect(server, security, host)
        assert not server.heard_secrets()


# --- what a running profile does -------------------------------------------------------------


@pytest.fixture
def programs(fake: MailboxInMemory, tmp_path: Path) -> Iterator[Path]:
    """Where the program of the account lies; its token is the one that sending takes, too."""
    fake.other.token = TOKEN
    fake.password = "no password is known"
    yield tmp_path / "programs"
    assert TOKEN not in (tmp_path / "profile" / "postroom.db").read_text("latin-1")


def by_token(fake: MailboxInMemory, folder: Path, *tokens: str, then: str = "") -> None:
    settings = replace(
        fake.account.settings, user=USER, token_command=token_command(folder, *tokens, then=then)
    )
    fake.account = Account(fake.account.id, settings)


def test_a_refused_token_is_got_anew_once_and_nobody_hears_of_it(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path, programs: Path
) -> None:
    by_token(fake, programs, "an-old-one", TOKEN)
    fake.other.deliver(small_letter(1))
    with live_profile(fake, tmp_path / "profile", _ONE, factory=factory) as live:
        live.wait_for_letters(1)
        assert live.problems() == []
    assert (factory.connects, runs_of(programs)) == (2, 2)


def test_each_connection_asks_for_a_token_of_its_own(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path, programs: Path
) -> None:
    by_token(fake, programs, TOKEN)
    with live_profile(
        fake, tmp_path / "profile", replace(_ONE, connections=3), factory=factory
    ) as live:
        live.wait_for_watching("INBOX", "Sent")
    assert runs_of(programs) == 3


def test_a_token_that_stays_refused_waits_for_a_person(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path, programs: Path
) -> None:
    by_token(fake, programs, "an-old-one")
    with live_profile(fake, tmp_path / "profile", _ONE, factory=factory) as live:
        wait_until(lambda: live.problems() == ["token-refused"])
        live.runtime.network_changed()
        assert (factory.connects, runs_of(programs)) == (2, 2)
        token_command(programs, TOKEN)  # somebody logged in anew
        fake.other.deliver(small_letter(1))
        live.runtime.sync_now()
        live.wait_for_letters(1)
        wait_until(lambda: live.problems() == [])


def test_a_program_that_fails_is_asked_again_by_itself(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path, programs: Path
) -> None:
    by_token(fake, programs, then="sys.exit('\\x1b[1mno route to the provider')")
    fake.other.deliver(small_letter(1))
    with live_profile(fake, tmp_path / "profile", _ONE, factory=factory) as live:
        wait_until(lambda: live.problems() == ["token-program"])
        (problem,) = live.runtime.problems()
        assert "failed (status 1): no route to the provider" in problem.detail
        token_command(programs, TOKEN)
        live.wait_for_letters(1)
        wait_until(lambda: live.problems() == [])


def test_the_end_does_not_wait_for_a_program(
    fake: MailboxInMemory, factory: FakeServerFactory, tmp_path: Path, programs: Path
) -> None:
    """One that hung would be told in the log, which fails this test."""
    by_token(fake, programs, TOKEN, then="import time; time.sleep(600)")
    with live_profile(fake, tmp_path / "profile", _ONE, factory=factory):
        wait_until(lambda: runs_of(programs) == 1)


def test_letters_leave_by_a_token_that_is_got_anew_once(
    fake: MailboxInMemory,
    tmp_path: Path,
    programs: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The first is for the mailbox, the next two for the server for sending."""
    caplog.set_level(logging.DEBUG)
    by_token(fake, programs, TOKEN, "an-old-one", TOKEN)
    fake.other.deliver(question(1))
    with scripted_smtp(Script(offers=("AUTH XOAUTH2",))) as smtp:
        with office(
            fake,
            tmp_path / "profile",
            SmtpSender,
            smtp=smtp.endpoint,
            factory=fake.factory,
            rhythm=replace(HASTY, connections=1),
        ) as person:
            sent = person.answer(1)
            person.wait_for(sent.draft, Sending.FILED)
            assert person.codes() == set()
        assert len(smtp.heard.accepted) == 1
    assert runs_of(programs) == 3
    coded = [base64.b64encode(f"{'x' * n}{TOKEN}".encode())[8:40] for n in range(3)]
    for trace in (TOKEN.encode(), *coded):
        assert trace not in caplog.text.encode()
        for path in (tmp_path / "profile").rglob("*"):
            assert path.is_dir() or trace not in path.read_bytes()


@pytest.mark.parametrize(
    ("then", "code"),
    [("", "token-refused"), ("if count_now > 1: sys.exit('no network')", "token-program")],
)
def test_what_keeps_letters_from_leaving_is_told(
    fake: MailboxInMemory, tmp_path: Path, programs: Path, then: str, code: str
) -> None:
    then = f"count_now = os.path.getsize(count)\n{then}"
    by_token(fake, programs, TOKEN, "an-old-one", then=then)
    fake.other.deliver(question(1))
    with (
        scripted_smtp(Script(offers=("AUTH XOAUTH2",))) as smtp,
        office(
            fake,
            tmp_path / "profile",
            SmtpSender,
            smtp=smtp.endpoint,
            factory=fake.factory,
            rhythm=replace(HASTY, connections=1),
        ) as person,
    ):
        sent = person.answer(1)
        problem = person.wait_for_problem(code)
        assert problem.key.startswith("account:support:outbox:")
        assert person.state(sent.draft) is Sending.QUEUED
        token_command(programs, TOKEN)
        person.runtime.sync_now()
        person.wait_for(sent.draft, Sending.FILED)
        wait_until(lambda: person.codes() == set())
        assert len(smtp.heard.accepted) == 1


# --- with a real server, by the command line -------------------------------------------------


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot(tokens=True)
    if not server.takes_tokens:
        server.stop()
        pytest.skip("how this Dovecot is told of access tokens is not known")
    yield server
    server.stop()


def test_a_mailbox_is_used_by_token_from_the_command_line(
    dovecot: Dovecot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("POSTROOM_PASSWORD", "not the password")
    said: list[str] = []

    def run(*words: str, status: int = 0) -> str:
        assert main(["--profile", str(tmp_path / "profile"), *words]) == status
        told = capsys.readouterr()
        said.append(told.out + told.err)
        return said[-1]

    with dovecot_mailbox(dovecot) as mailbox:
        settings = mailbox.account.settings
        mailbox.other.deliver(small_letter(1))
        token = token_for(settings.user)
        command = token_command(tmp_path / "programs", token)
        add = ("account", "add", "--name", "support", "--imap", str(settings.imap), "--security")
        who = ("none", "--user", settings.user, "--address", settings.address)
        run(*add, *who, "--token-command", command)
        assert "logged in at 127.0.0.1" in run("account", "test", "support")
        assert "INBOX: server 1, local 1, new 1" in run("sync", "--once")
        assert '"sign_in": "token"' in run("account", "list", "--json")
        assert "logged in at 127.0.0.1" in run("doctor")
        token_command(tmp_path / "programs", then="sys.exit('Log in anew.')")
        doctor = run("doctor", status=1)
        assert "support: access token" in doctor
        assert "failed (status 1): Log in anew." in doctor
        assert "postroom account change support --token-command" in doctor
        assert not any(token in words or command in words for words in said)
        run("account", "change", "support", "--password")
        assert '"sign_in": "password"' in run("account", "list", "--json")
        assert "refused the user name or password" in run("account", "test", "support", status=1)
        assert "cannot be read" in run(
            "account", "change", "support", "--token-command", "'x", status=1
        )
