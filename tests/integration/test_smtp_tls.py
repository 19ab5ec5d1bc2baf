"""Nothing secret is said to a server for sending before the connection is secured (F28).

The cases of `test_tls`, for SMTP; PREAUTH has no equal there. Port 587 means STARTTLS even where
the account says ``tls``, and it is as mandatory there.
"""

import base64
import ssl
from collections.abc import Callable
from dataclasses import replace

import pytest

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.errors import AuthError, PostroomError, RejectedError, TransientError
from mail.smtp import check_smtp
from tests.support.certificates import Authority
from tests.support.scripted_server import (
    PASSWORD,
    TOKEN,
    USER,
    Line,
    ScriptedServer,
    old_context,
    server_context,
)

_HOW = ["tls", "starttls", "tls on 587"]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Check a server as an account would that is secured in one of three ways."""

    def run(
        server: ScriptedServer, how: str = "starttls", password: str = PASSWORD, token: str = ""
    ) -> None:
        if how == "tls on 587":
            monkeypatch.setattr("mail.smtp_session._SUBMISSION", server.endpoint.port)
        security = Security.STARTTLS if how == "starttls" else Security.TLS
        settings = replace(_settings(server, security), token_command=token)
        check_smtp(settings, token or password)

    return run


@pytest.fixture
def refused(check: Callable[..., None]) -> Callable[..., str]:
    """Check a doubtful server; what is said of it, after which it must know nothing."""

    def run(server: ScriptedServer, how: str = "starttls") -> str:
        with pytest.raises(RejectedError):
            check(server, how, token=TOKEN)
        with pytest.raises(RejectedError) as caught:
            check(server, how)
        _knows_nothing(server)
        assert PASSWORD not in str(caught.value)
        return str(caught.value)

    return run


def _settings(
    server: ScriptedServer, security: Security, host: str = "localhost"
) -> AccountSettings:
    endpoint = Endpoint(host, server.endpoint.port)
    return replace(server.account(security).settings, smtp=endpoint)


def _knows_nothing(server: ScriptedServer) -> None:
    heard = bytes(server.heard).upper()
    assert b"AUTH" not in heard
    assert not any(secret.upper().encode() in heard for secret in (PASSWORD, TOKEN))
    by_token = f"user={USER}\1auth=Bearer {TOKEN}\1\1"
    for secret in (PASSWORD, f"\0{USER}\0{PASSWORD}", by_token):
        assert base64.b64encode(secret.encode()).upper() not in heard


def _talk(line: Line, *extensions: bytes) -> bytes:
    """Answer commands and let anybody in, until STARTTLS or the end; what came last."""
    while command := line.hear().strip():
        word = command.upper().split()[0]
        if word == b"EHLO":
            words = [b"localhost", *extensions]
            last = len(words) - 1
            line.say(
                b"".join(
                    b"250" + (b" " if number == last else b"-") + one + b"\r\n"
                    for number, one in enumerate(words)
                )
            )
        elif word == b"STARTTLS":
            return command
        else:
            line.say({b"AUTH": b"235 in", b"QUIT": b"221 bye"}.get(word, b"250 done") + b"\r\n")
    return b""


def _secured(context: ssl.SSLContext, how: str, *extensions: bytes) -> ScriptedServer:
    """A server that does TLS in the way that the account asks for."""
    extensions = extensions or (b"AUTH PLAIN LOGIN XOAUTH2",)

    def direct(line: Line) -> None:
        line.say(b"220 ready\r\n")
        _talk(line, *extensions)

    def later(line: Line) -> None:
        line.say(b"220 ready\r\n")
        if _talk(line, b"STARTTLS"):
            line.say(b"220 go on\r\n")
            line.start_tls(context)
            _talk(line, *extensions)

    return ScriptedServer(direct, context) if how == "tls" else ScriptedServer(later)


def _plain(*extensions: bytes, after_starttls: bytes = b"") -> ScriptedServer:
    """A server without TLS."""

    def dialogue(line: Line) -> None:
        line.say(b"220 ready\r\n")
        if _talk(line, *extensions):
            line.say(after_starttls)
            _talk(line, *extensions)

    return ScriptedServer(dialogue)


Check = Callable[..., None]
Refused = Callable[..., str]


@pytest.mark.parametrize("how", _HOW)
def test_a_trusted_server_lets_us_in(trusted: Authority, check: Check, how: str) -> None:
    with _secured(server_context(trusted.issue("good")), how) as server:
        check(server, how)
    secret = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode())
    assert b"AUTH PLAIN " + secret in bytes(server.heard)


@pytest.mark.parametrize("how", _HOW)
def test_an_expired_certificate_is_refused(trusted: Authority, refused: Refused, how: str) -> None:
    with _secured(server_context(trusted.issue("expired", expired=True)), how) as server:
        assert "expired" in refused(server, how)


@pytest.mark.parametrize("how", _HOW)
def test_one_that_is_not_yet_valid_is_refused(
    trusted: Authority, refused: Refused, how: str
) -> None:
    with _secured(server_context(trusted.issue("future", future=True)), how) as server:
        assert "not yet valid" in refused(server, how)


@pytest.mark.parametrize("how", _HOW)
def test_one_signed_by_itself_is_refused(trusted: Authority, refused: Refused, how: str) -> None:
    with _secured(server_context(trusted.issue("own", self_signed=True)), how) as server:
        assert "self-signed" in refused(server, how)


@pytest.mark.parametrize("how", _HOW)
def test_an_unknown_authority_is_refused(authority: Authority, refused: Refused, how: str) -> None:
    with _secured(server_context(authority.issue("unknown")), how) as server:
        assert "certificate" in refused(server, how)


@pytest.mark.parametrize("how", _HOW)
def test_a_certificate_for_another_host_is_refused(
    trusted: Authority, refused: Refused, how: str
) -> None:
    with _secured(server_context(trusted.issue("other", host="other.example")), how) as server:
        assert "certificate" in refused(server, how)


@pytest.mark.parametrize("how", _HOW)
def test_an_old_version_of_tls_is_refused(trusted: Authority, refused: Refused, how: str) -> None:
    with _secured(old_context(trusted.issue("old")), how) as server:
        assert "protected" in refused(server, how)


def test_a_server_without_tls_on_the_tls_port_is_refused(refused: Refused) -> None:
    with _plain(b"AUTH PLAIN") as server:
        assert "protected" in refused(server, "tls")


@pytest.mark.parametrize("how", _HOW[1:])
def test_stripped_starttls_is_refused(refused: Refused, how: str) -> None:
    with _plain(b"AUTH PLAIN") as server:
        assert "protected" in refused(server, how)


@pytest.mark.parametrize("how", _HOW[1:])
@pytest.mark.parametrize("answer", [b"454 not now\r\n", b"502 what?\r\n", b"250 fine\r\n"])
def test_refused_starttls_is_refused(refused: Refused, how: str, answer: bytes) -> None:
    with _plain(b"STARTTLS", b"AUTH PLAIN", after_starttls=answer) as server:
        assert "protected" in refused(server, how)


@pytest.mark.parametrize("how", _HOW[1:])
def test_starttls_without_tls_behind_it_is_refused(
    trusted: Authority, refused: Refused, how: str
) -> None:
    def dialogue(line: Line) -> None:
        line.say(b"220 ready\r\n")
        _talk(line, b"STARTTLS", b"AUTH PLAIN")
        line.say(b"220 go on\r\n")
        line.hear()  # what should have begun TLS
        line.say(b"250 AUTH PLAIN\r\n")
        _talk(line, b"AUTH PLAIN")

    with ScriptedServer(dialogue) as server:
        assert "protected" in refused(server, how)


@pytest.mark.parametrize("how", _HOW[1:])
def test_words_between_starttls_and_tls_are_an_attack(
    trusted: Authority, refused: Refused, how: str
) -> None:
    injected = b"220 go on\r\n250-localhost\r\n250 AUTH PLAIN\r\n"
    with _plain(b"STARTTLS", after_starttls=injected) as server:
        assert "attack" in refused(server, how)


@pytest.mark.parametrize("how", _HOW[1:])
def test_what_was_offered_before_tls_does_not_count(
    trusted: Authority, check: Check, how: str
) -> None:
    context = server_context(trusted.issue("downgrade"))

    def dialogue(line: Line) -> None:
        line.say(b"220 ready\r\n")
        _talk(line, b"STARTTLS", b"AUTH PLAIN LOGIN XOAUTH2")
        line.say(b"220 go on\r\n")
        line.start_tls(context)
        _talk(line, b"8BITMIME")

    with ScriptedServer(dialogue) as server:
        check(server, how)  # a server that takes mail from anybody
    _knows_nothing(server)


def test_without_tls_only_this_machine_is_connected() -> None:
    with _plain(b"AUTH PLAIN") as server:
        for host in ("mail.example.org", "192.0.2.1", "0.0.0.0"):  # noqa: S104
            with pytest.raises(RejectedError, match="protected"):
                check_smtp(_settings(server, Security.NONE, host), PASSWORD)
        _knows_nothing(server)
        check_smtp(_settings(server, Security.NONE, "127.0.0.1"), PASSWORD)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"535 5.7.8 no\r\n", AuthError),
        (b"454 4.7.0 not now\r\n", TransientError),
        (b"421 too busy\r\n", TransientError),
    ],
)
def test_a_refused_log_in_is_judged(answer: bytes, kind: type[PostroomError]) -> None:
    def dialogue(line: Line) -> None:
        line.say(b"220 ready\r\n")
        line.hear()
        line.say(b"250-localhost\r\n250 AUTH PLAIN\r\n")
        line.hear()
        line.say(answer)
        _talk(line)

    with ScriptedServer(dialogue) as server, pytest.raises(kind) as caught:
        check_smtp(_settings(server, Security.NONE, "127.0.0.1"), PASSWORD)
    assert PASSWORD not in str(caught.value)


def test_a_password_of_any_letters_is_sent_as_utf_8() -> None:
    with _plain(b"AUTH LOGIN PLAIN") as server:
        check_smtp(_settings(server, Security.NONE, "127.0.0.1"), "пароль")
    assert base64.b64encode(f"\0{USER}\0пароль".encode()) in bytes(server.heard)


def test_a_server_that_knows_no_way_of_ours_to_log_in_hears_no_password() -> None:
    with (
        _plain(b"AUTH CRAM-MD5") as server,
        pytest.raises(RejectedError, match="CRAM-MD5"),
    ):
        check_smtp(_settings(server, Security.NONE, "127.0.0.1"), PASSWORD)
    _knows_nothing(server)
