"""A server that says what a test tells it to: one dialogue a connection, on loopback."""

import contextlib
import socket
import ssl
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import Self

from app.bench.loopback import Loopback, hang_up
from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from tests.support.certificates import Certificate

PASSWORD = "hush-hush"
TOKEN = "ya29.a-token-of-some-length_1234567890"
USER = "support"


class Line:
    """One connection, from the server's side."""

    def __init__(self, sock: socket.socket, heard: bytearray) -> None:
        self._sock = sock
        self._heard = heard
        self._file = sock.makefile("rb")

    def say(self, data: bytes) -> None:
        self._sock.sendall(data)

    def hear(self) -> bytes:
        """One line of the client; b"" when it hung up."""
        line = self._file.readline()
        self._heard += line
        return line

    def hear_command(self) -> tuple[bytes, bytes]:
        """Tag and the rest of one command, without line end; both empty when it hung up."""
        tag, _, rest = self.hear().strip().partition(b" ")
        return tag, rest

    def answer(self, *untagged: bytes, status: bytes = b"OK done") -> bytes:
        """Hear a command, say the untagged lines and the final one; return the command."""
        tag, command = self.hear_command()
        self.say(b"".join(line + b"\r\n" for line in untagged) + tag + b" " + status + b"\r\n")
        return command

    def start_tls(self, context: ssl.SSLContext) -> None:
        self._file.close()
        self._sock = context.wrap_socket(self._sock, server_side=True)
        self._file = self._sock.makefile("rb")

    def hang_up(self) -> None:
        hang_up(self._sock)

    def close(self) -> None:
        for closable in (self._file, self._sock):
            with contextlib.suppress(OSError):
                closable.close()


Dialogue = Callable[[Line], None]


class ScriptedServer:
    """Serves every connection with the same dialogue; use as a context manager."""

    def __init__(self, dialogue: Dialogue, tls: ssl.SSLContext | None = None) -> None:
        self._dialogue = dialogue
        self._tls = tls
        self.heard = bytearray()
        """Everything any client said in clear or through TLS."""
        self._lines: list[Line] = []
        self._door = Loopback("scripted-server", self._serve)

    @property
    def endpoint(self) -> Endpoint:
        return self._door.endpoint

    def account(self, security: Security = Security.NONE, host: str = "127.0.0.1") -> Account:
        settings = AccountSettings(
            name="support",
            address="support@example.org",
            imap=Endpoint(host, self.endpoint.port),
            smtp=None,
            security=security,
            user=USER,
        )
        return Account(AccountId(1), settings)

    def heard_secrets(self) -> bool:
        """Whether a password, or a command that would carry one, reached the server."""
        text = bytes(self.heard).upper()
        given = (PASSWORD.upper().encode(), TOKEN.upper().encode())
        return (
            any(secret in text for secret in given) or b"LOGIN" in text or b"AUTHENTICATE" in text
        )

    def _serve(self, sock: socket.socket) -> None:
        # clients that hang up in the middle are what most of these tests are about
        with contextlib.suppress(OSError, ValueError), contextlib.ExitStack() as stack:
            if self._tls is not None:
                stack.callback(sock.close)
                sock = self._tls.wrap_socket(sock, server_side=True)
                stack.pop_all()
            line = Line(sock, self.heard)
            stack.callback(line.close)
            self._lines.append(line)
            self._dialogue(line)

    def __enter__(self) -> Self:
        self._door.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.refuse()
        for line in self._lines:
            line.hang_up()
        self._door.stop()


def server_context(certificate: Certificate) -> ssl.SSLContext:
    """TLS settings of a server with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.chain, certificate.key)
    return context


def old_context(certificate: Certificate) -> ssl.SSLContext:
    """TLS settings of a server that has not been renewed for long: TLS 1.0 and 1.1 alone."""
    context = server_context(certificate)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    return context


def logged_in(line: Line, *capabilities: bytes) -> None:
    """Greet and let the client log in; what it may use is the given capabilities."""
    caps = b"* CAPABILITY IMAP4rev1 AUTH=PLAIN " + b" ".join(capabilities)
    line.say(b"* OK ready\r\n")
    line.answer(caps)
    tag, _ = line.hear_command()
    line.say(b"+ \r\n")
    line.hear()
    line.say(caps + b"\r\n" + tag + b" OK welcome\r\n")
