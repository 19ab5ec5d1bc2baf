"""Nothing secret is said before a connection is secured, and no doubtful one is accepted (F28).

The cases, each with TLS from the first byte and with STARTTLS where both can be: a certificate that
is expired, not yet valid, signed by itself, signed by an unknown authority, or for another host; an
old version of TLS; no TLS at all; STARTTLS that is stripped, refused, or not followed by TLS; words
injected before TLS; PREAUTH; capabilities from before TLS. `test_smtp_tls` has them for sending.
"""

import ssl
import threading
from pathlib import Path

import pytest

from app.domain.accounts import Account, Security
from app.domain.errors import RejectedError, TransientError
from app.domain.ids import AccountId
from mail.imap import ImapServerFactory
from mail.imap_wire import Timeouts
from tests.support.certificates import Authority
from tests.support.clock import FakeClock
from tests.support.dovecot import PASSWORD as DOVECOT_PASSWORD
from tests.support.dovecot import start_dovecot
from tests.support.scripted_server import (
    PASSWORD,
    TOKEN,
    Line,
    ScriptedServer,
    old_context,
    server_context,
)
from tests.support.smtp_script import with_tokens
from tests.support.waiting import PATIENCE


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


def connect(server: ScriptedServer, security: Security, host: str = "localhost") -> None:
    ImapServerFactory(FakeClock()).connect(server.account(security, host), PASSWORD).close()


def refused(server: ScriptedServer, security: Security, host: str = "localhost") -> str:
    """What is said of a doubtful server, which hears no password and no access token."""
    with pytest.raises(RejectedError):
        ImapServerFactory(FakeClock()).connect(with_tokens(server.account(security, host)), TOKEN)
    with pytest.raises(RejectedError) as caught:
        connect(server, security, host)
    assert not server.heard_secrets(), bytes(server.heard)
    assert PASSWORD not in str(caught.value)
    return str(caught.value)


def _talkative(line: Line) -> None:
    """Would let anybody in."""
    line.say(b"* OK ready\r\n")
    while line.answer(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2"):
        pass


def _plain(*capabilities: bytes, greeting: bytes = b"* OK ready") -> "ScriptedServer":
    def dialogue(line: Line) -> None:
        line.say(greeting + b"\r\n")
        while True:
            tag, command = line.hear_command()
            if not command:
                return
            caps = b"* CAPABILITY IMAP4rev1 " + b" ".join(capabilities) + b"\r\n"
            line.say((caps if command == b"CAPABILITY" else b"") + tag + b" OK done\r\n")

    return ScriptedServer(dialogue)


def test_tls_and_starttls_work_with_a_trusted_certificate(
    trusted: Authority, tmp_path: Path
) -> None:
    dovecot = start_dovecot(trusted.issue("dovecot"))
    try:
        for security in (Security.TLS, Security.STARTTLS):
            settings = dovecot.settings(security=security)
            account = Account(AccountId(1), settings)
            server = ImapServerFactory(FakeClock()).connect(account, DOVECOT_PASSWORD)
            assert server.select("INBOX").count == 0
            server.close()
    finally:
        dovecot.stop()


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_unknown_authority_is_refused(authority: Authority, security: Security) -> None:
    context = server_context(authority.issue("unknown"))
    with _secured(context, security) as server:
        assert "certificate" in refused(server, security)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_for_another_host_is_refused(trusted: Authority, security: Security) -> None:
    context = server_context(trusted.issue("other", host="other.example"))
    with _secured(context, security) as server:
        assert "certificate" in refused(server, security)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_signed_by_itself_is_refused(trusted: Authority, security: Security) -> None:
    context = server_context(trusted.issue("own", self_signed=True))
    with _secured(context, security) as server:
        assert "self-signed" in refused(server, security)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_that_is_not_yet_valid_is_refused(
    trusted: Authority, security: Security
) -> None:
    context = server_context(trusted.issue("future", future=True))
    with _secured(context, security) as server:
        assert "not yet valid" in refused(server, security)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_expired_certificate_is_refused(trusted: Authority, security: Security) -> None:
    context = server_context(trusted.issue("expired", expired=True))
    with _secured(context, security) as server:
        assert "expired" in refused(server, security)


def _secured(context: ssl.SSLContext, security: Security) -> ScriptedServer:
    if security is Security.TLS:
        return ScriptedServer(_talkative, context)

    def dialogue(line: Line) -> None:
        line.say(b"* OK ready\r\n")
        line.answer(b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=XOAUTH2")
        line.answer()
        line.start_tls(context)
        while line.answer(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2"):
            pass

    return ScriptedServer(dialogue)


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_an_old_protocol_version_is_refused(trusted: Authority, security: Security) -> None:
    with _secured(old_context(trusted.issue("old")), security) as server:
        assert "secured connection" in refused(server, security)


def test_a_server_without_tls_on_the_tls_port_is_refused() -> None:
    with _plain(b"AUTH=PLAIN AUTH=XOAUTH2") as server:
        assert "993" in refused(server, Security.TLS)


def test_stripped_starttls_is_refused() -> None:
    with _plain(b"AUTH=PLAIN AUTH=XOAUTH2") as server:
        assert "STARTTLS" in refused(server, Security.STARTTLS)


def test_refused_starttls_is_refused() -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK ready\r\n")
        line.answer(b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=XOAUTH2")
        while line.answer(status=b"NO not today"):
            pass

    with ScriptedServer(dialogue) as server:
        assert "STARTTLS" in refused(server, Security.STARTTLS)


def test_starttls_without_tls_behind_it_is_refused(trusted: Authority) -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK ready\r\n")
        line.answer(b"* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=XOAUTH2")
        line.answer()
        line.hear()  # what should have begun TLS
        line.say(b"* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\r\n")
        while line.answer():
            pass

    with ScriptedServer(dialogue) as server:
        assert "secured connection" in refused(server, Security.STARTTLS)


def test_words_between_starttls_and_tls_are_an_attack(trusted: Authority) -> None:
    def dialogue(line: Line) -> None:
        line.say(b"* OK ready\r\n")
        line.answer(b"* CAPABILITY IMAP4rev1 STARTTLS")
        tag, _ = line.hear_command()
        line.say(tag + b" OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2\r\n")
        line.hear()

    with ScriptedServer(dialogue) as server:
        assert "attack" in refused(server, Security.STARTTLS)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.NONE])
def test_a_preauth_greeting_is_refused(security: Security) -> None:
    with _plain(
        b"STARTTLS", b"AUTH=PLAIN AUTH=XOAUTH2", greeting=b"* PREAUTH hello again"
    ) as server:
        assert "PREAUTH" in refused(server, security, "127.0.0.1")


def test_capabilities_from_before_tls_do_not_count(trusted: Authority) -> None:
    context = server_context(trusted.issue("downgrade"))

    def dialogue(line: Line) -> None:
        line.say(b"* OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN AUTH=XOAUTH2] ready\r\n")
        line.answer()
        line.start_tls(context)
        while line.answer(b"* CAPABILITY IMAP4rev1 LOGINDISABLED"):
            pass

    with ScriptedServer(dialogue) as server:
        assert "password" in refused(server, Security.STARTTLS)


def test_without_tls_only_this_machine_is_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_lookup(*_: object, **__: object) -> None:
        pytest.fail("a name was looked up or connected to")

    with _plain(b"AUTH=PLAIN AUTH=XOAUTH2") as server:
        monkeypatch.setattr("socket.getaddrinfo", no_lookup)
        for host in ("mail.example.org", "192.0.2.1", "localhost.example.org", "0.0.0.0", "::"):  # noqa: S104
            assert "TLS" in refused(server, Security.NONE, host)


def test_a_server_that_hangs_up_is_worth_another_try() -> None:
    with (
        ScriptedServer(lambda line: line.say(b"* BYE too many connections\r\n")) as server,
        pytest.raises(TransientError),
    ):
        connect(server, Security.NONE, "127.0.0.1")


@pytest.mark.parametrize("security", [Security.TLS, Security.NONE])
def test_closing_the_factory_wakes_who_waits_for_a_silent_server(
    trusted: Authority, security: Security
) -> None:
    entered, ended = threading.Event(), threading.Event()

    def silent(line: Line) -> None:
        entered.set()
        ended.wait(2 * PATIENCE)
        line.hear()

    context = server_context(trusted.issue("silent")) if security is Security.TLS else None
    # so patient that it is not time that ends the attempt
    factory = ImapServerFactory(FakeClock(), Timeouts(connect=900, read=900))
    errors: list[Exception] = []

    with ScriptedServer(silent, context) as server:

        def connect() -> None:
            try:
                factory.connect(server.account(security, "localhost"), PASSWORD)
            except TransientError as error:
                errors.append(error)

        waiting = threading.Thread(target=connect)
        waiting.start()
        assert entered.wait(PATIENCE)
        factory.close()
        waiting.join(PATIENCE)
        assert not waiting.is_alive()
        ended.set()
    assert len(errors) == 1
