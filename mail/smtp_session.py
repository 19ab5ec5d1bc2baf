"""Getting in at a server for sending: connect, secure, say who we are, log in (RFC 6409, 4954)."""

import ipaddress
import re
import socket
import ssl
from base64 import b64encode
from dataclasses import dataclass

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.errors import (
    AuthError,
    PostroomError,
    Reason,
    RejectedError,
    TransientError,
)
from app.domain.outgoing import ANSWER_SECONDS
from mail import quirks
from mail.cleantext import one_line, without_tokens
from mail.imap_errors import token_refused
from mail.imap_sockets import OpenSockets, prepare
from mail.quirks import Refusal
from mail.smtp_wire import InjectedError, NonsenseError, Reply, SmtpWire

_SUBMISSION = 587
_LONGEST_INITIAL = 500
"""Bytes of a command line with what AUTH says at once (RFC 5321, 4.5.3.1.4)."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait; RFC 5321, 4.5.3.2 asks for no less than most of these."""

    connect: float = 30.0
    """For the connection, and for TLS."""
    greeting: float = 120.0
    command: float = 300.0
    data: float = 180.0
    """For each piece of a letter to leave."""
    answer: float = ANSWER_SECONDS
    """For the answer to the end of a letter."""
    goodbye: float = 2.0


HURRIED = Patience(connect=15.0, greeting=15.0, command=15.0)
"""While a person waits at the account's settings."""


class RefusedError(Exception):
    """The server answered a command with 4xx or 5xx, or with what makes no sense there."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.said)
        self.reply = reply


class LogInRefusedError(RefusedError):
    """The same, for user name and password or access token."""

    def __init__(self, reply: Reply, *, token: bool) -> None:
        super().__init__(reply)
        self.token = token


def expect(reply: Reply, *codes: int) -> Reply:
    """Return a reply with one of these codes; raises `RefusedError` or `NonsenseError`."""
    if reply.code in codes:
        return reply
    if reply.code >= 400:
        raise RefusedError(reply)
    raise NonsenseError(f"it said “{reply.said[:80]}”")


class SmtpSession:
    """One connection to a server, secured and logged in."""

    def __init__(self, wire: SmtpWire, server: Endpoint, patience: Patience) -> None:
        self.wire = wire
        self.server = server
        self.patience = patience
        self.offers: dict[str, str] = {}
        """Extensions with their parameters, upper case."""

    @classmethod
    def open(
        cls,
        settings: AccountSettings,
        secret: str,
        sockets: OpenSockets,
        patience: Patience,
    ) -> "SmtpSession":
        """Connect, secure and log in.

        Raises `OSError`, `NonsenseError`, `RefusedError`, and `RejectedError` where the settings
        or the server's offers make it impossible. Nothing secret is said before a connection is
        secured as the settings ask.
        """
        server = checked_server(settings, secret)
        wire = SmtpWire(sockets.connect(server.host, server.port, patience.connect), sockets)
        try:
            prepare(wire.sock)
            session = cls(wire, server, patience)
            session._get_in(settings, secret)
        except BaseException:
            wire.close()
            raise
        return session

    def command(self, line: str) -> Reply:
        """Say one line and return the answer."""
        return self.wire.command(line, self.patience.command)

    def leave(self) -> None:
        """Say goodbye if the connection still stands, and hang up; never raises."""
        try:
            if not self.wire.unasked():
                self.wire.command("QUIT", self.patience.goodbye)
        except (OSError, NonsenseError, ValueError):
            pass
        finally:
            self.wire.close()

    def _get_in(self, settings: AccountSettings, secret: str) -> None:
        # TLS on the submission port is begun by STARTTLS (RFC 8314, 3.3), and must succeed as well.
        at_once = settings.security is Security.TLS and self.server.port != _SUBMISSION
        if at_once:
            self._secure()
        expect(self.wire.reply(self.patience.greeting), 220)
        self._introduce()
        if settings.security is not Security.NONE and not at_once:
            if "STARTTLS" not in self.offers:
                raise _unprotected(self.server)
            if self.command("STARTTLS").code != 220:
                raise _unprotected(self.server)
            if self.wire.unasked():
                raise InjectedError
            self._secure()
            self._introduce()  # nothing from before TLS counts (RFC 3207, 4.2)
        if "AUTH" in self.offers:
            self._log_in(settings.user, secret, token=bool(settings.token_command))

    def _secure(self) -> None:
        context = ssl.create_default_context()
        self.wire.secure(context, self.server.host, self.patience.connect)

    def _introduce(self) -> None:
        self.offers = {}
        name = _own_name(self.wire.sock)
        reply = self.command(f"EHLO {name}")
        if reply.code in (500, 502, 504):
            expect(self.command(f"HELO {name}"), 250)
            return
        expect(reply, 250)
        for line in reply.lines[1:]:
            keyword, _, parameters = line.strip().replace("AUTH=", "AUTH ", 1).partition(" ")
            known = self.offers.get(keyword.upper(), "")
            self.offers[keyword.upper()] = f"{known} {parameters.upper()}".strip()

    def _log_in(self, user: str, secret: str, *, token: bool) -> None:
        offered = self.offers["AUTH"].split()
        if token and "XOAUTH2" in offered:
            reply = self._xoauth2(user, secret)
        elif token:
            raise RejectedError(f"{self.server} takes no log-in with an access token (XOAUTH2).")
        elif "PLAIN" in offered:
            reply = self._answering("PLAIN", f"\0{user}\0{secret}")
        elif "LOGIN" in offered:
            reply = self._login(user, secret)
        else:
            raise RejectedError(
                f"{self.server} offers no way to log in that Postroom knows "
                f"({one_line(', '.join(offered))[:80]})."
            )
        if reply.code not in {235, 503}:  # the latter: we are logged in already
            if reply.code < 400:
                raise NonsenseError(f"it said “{reply.said[:80]}”")
            raise LogInRefusedError(reply, token=token)

    def _answering(self, mechanism: str, words: str) -> Reply:
        """Log in with one answer, at once where it is short enough (RFC 4954, 4)."""
        coded = _coded(words)
        if len(coded) <= _LONGEST_INITIAL:
            reply = self.command(f"AUTH {mechanism} {coded}")
        else:
            reply = self.command(f"AUTH {mechanism}")
            if reply.code == 334:
                reply = self.command(coded)
        return reply

    def _login(self, user: str, secret: str) -> Reply:
        reply = self.command("AUTH LOGIN")
        for words in (user, secret):
            if reply.code != 334:
                break
            reply = self.command(_coded(words))
        return reply

    def _xoauth2(self, user: str, token: str) -> Reply:
        reply = self._answering("XOAUTH2", f"user={user}\1auth=Bearer {token}\1\1")
        # refused: the server says why and waits for an empty answer
        return self.command("") if reply.code == 334 else reply


def checked_server(settings: AccountSettings, secret: str) -> Endpoint:
    """Return the account's server for sending; raises `RejectedError` where it cannot be used."""
    server = settings.smtp
    if server is None:
        raise RejectedError(f"The account {settings.name} has no server for sending.")
    if settings.security is Security.NONE and not server.is_loopback:
        raise RejectedError(f"A connection to {server.host} must be protected.")
    if not server.host or not 0 < server.port < 65536:
        raise RejectedError(f"{server} is no address of a server.")
    if _CONTROL.search(settings.user) or _CONTROL.search(secret):
        raise RejectedError("User name, password or token hold a control character.")
    return server


def as_ours(server: Endpoint, error: Exception) -> PostroomError:
    """Return the error of ours, with a sentence, for what `SmtpSession.open` raised."""
    match error:
        case PostroomError():
            return error
        case RefusedError():
            return _refused(server, error)
        case InjectedError():
            return RejectedError(
                f"{server} spoke between STARTTLS and TLS; that is an attack.",
                reason=Reason.INSECURE,
            )
        case NonsenseError():
            return TransientError(
                f"{server} gives answers that make no sense: {error}.", reason=Reason.NOT_UNDERSTOOD
            )
        case _:
            return _broken(server, error)


def _refused(server: Endpoint, error: RefusedError) -> PostroomError:
    if isinstance(error, LogInRefusedError):
        return _log_in_refused(server, error)
    said = error.reply.said
    if error.reply.code < 500:
        return TransientError(f"{server} does not take letters now: {said}", reason=Reason.BUSY)
    return RejectedError(f"{server} does not take letters from us: {said}")


def _log_in_refused(server: Endpoint, error: LogInRefusedError) -> PostroomError:
    reply = error.reply
    said = without_tokens(reply.said) if error.token else reply.said
    if reply.code < 500:
        return TransientError(f"{server} accepts no log-in now: {said}", reason=Reason.BUSY)
    if error.token:
        return token_refused(server, said)
    if quirks.refusal(reply.said, Refusal.CREDENTIALS) is Refusal.WEB_LOGIN:
        return AuthError(
            "The provider wants you to log in with a web browser, or to make an app password "
            f"for Postroom. It says: {said}",
            reason=Reason.WEB_LOGIN,
        )
    return AuthError(f"{server} refused the user name or password. It says: {said}")


def _unprotected(server: Endpoint) -> RejectedError:
    return RejectedError(
        f"{server} offers no connection that is protected as asked.", reason=Reason.INSECURE
    )


def _broken(server: Endpoint, error: Exception) -> PostroomError:
    match error:
        case ssl.SSLCertVerificationError():
            why = one_line(error.verify_message)
            return RejectedError(
                f"The certificate of {server} is not valid: {why}. Nothing secret was sent.",
                reason=Reason.CERTIFICATE,
            )
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            words = f"{server} closed the secured connection."
        case ssl.SSLError():
            return RejectedError(
                f"{server} offers no connection that is protected as asked. "
                "Port 465 is usual for tls, port 587 for starttls.",
                reason=Reason.INSECURE,
            )
        case socket.gaierror():
            words = f"The name {server.host} was not found; is this computer online?"
        case TimeoutError():
            words = f"{server} did not answer in time."
        case ConnectionRefusedError():
            words = f"Nothing accepts connections at {server}."
        case _:
            words = f"The connection to {server} failed: {one_line(str(error))[:200]}."
    return TransientError(words)


def _coded(words: str) -> str:
    return b64encode(words.encode("utf-8")).decode("ascii")


def _own_name(sock: socket.socket) -> str:
    """Return how we call ourselves: our end's address, which needs no look-up (RFC 5321, 4.1.3)."""
    try:
        address = ipaddress.ip_address(str(sock.getsockname()[0]).partition("%")[0])
    except (OSError, ValueError):
        return "[127.0.0.1]"
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"
