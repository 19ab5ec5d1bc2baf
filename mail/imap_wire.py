"""The standard library's IMAP connection with its dangers removed: bounded answers, strict TLS.

`imaplib` reserves whatever size a server announces, collects unasked answers without end, keeps
bytes that arrived before STARTTLS and accepts a PREAUTH greeting. `GuardedImap` refuses all that,
and can hand out FETCH answers one by one while they arrive.
"""

import contextlib
import imaplib
import io
import socket
import ssl
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

from mail.imap_patience import PatientReader, notice_dead_peers

LITERAL_LIMIT = 100 * 1024 * 1024
"""Bytes of the largest letter that is read whole; one above it is fetched in part."""
_SKIP_LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes of the largest letter that is passed over unread; a larger announcement ends it all."""
_LINE_LIMIT = 20 * 1024 * 1024
"""Bytes of one line: two million UIDs in one SEARCH answer."""
_ANSWER_LIMIT = 64 * 1024 * 1024
"""Bytes of all that one command, or one answer of a streamed FETCH, may leave in memory."""
_LINE_COST = 128
"""What a line costs beside its bytes, so that a flood of tiny ones is bounded as well."""
_BUFFER = 64 * 1024
_ALERTS = 5
_NEWS = ("EXISTS", "EXPUNGE", "VANISHED", "FETCH")
_LEAVE_SECONDS = 0.5
"""How long the answer to LOGOUT is waited for; it means nothing."""
CONFUSING = (ValueError, TypeError, LookupError, AssertionError, ArithmeticError)
"""What the libraries below raise on answers that no server should give."""

FetchParts = list[tuple[bytes, bytes] | bytes]
"""One FETCH answer as imaplib keeps it: text and literal in turns, and the text after the last."""


class UnsafeServerError(Exception):
    """The server did something that must end the connection before anything secret is said."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection with its TLS, and for each further answer."""

    connect: float = 15.0
    read: float = 60.0


class OpenSockets:
    """Sockets of connections and attempts, so that another thread can make all of them fail."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._closed = False

    def add(self, sock: socket.socket) -> None:
        """Take note of a socket; raises `ConnectionAbortedError` after `close`."""
        with self._lock:
            if self._closed:
                raise ConnectionAbortedError("Postroom is closing")
            self._sockets.add(sock)

    def close(self) -> None:
        """Wake everybody who waits for one of these sockets; any thread."""
        with self._lock:
            self._closed = True
            for sock in self._sockets:
                with contextlib.suppress(OSError):
                    # not SSLSocket's own: that would take TLS away under its reader's feet
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)


class GuardedImap(imaplib.IMAP4):
    """One connection; TLS from the first byte where ``context`` is given.

    Raises `OSError` (with `ssl.SSLError`), `imaplib.IMAP4.error` and its ``abort``, and
    `UnsafeServerError`. The caller owns it; it is not thread-safe.
    """

    def __init__(
        self,
        host: str,
        port: int,
        context: ssl.SSLContext | None,
        timeouts: Timeouts,
        sockets: OpenSockets,
    ) -> None:
        self._context = context
        self._timeouts = timeouts
        self._sockets = sockets
        self._spent = 0
        self._allowance = _ANSWER_LIMIT
        self._may_skip = False
        self.skipped = False
        """Whether the last FETCH answer held a letter over the limit, which was passed over."""
        self._may_be_logged_in = False
        self._alerts: list[bytes] = []
        self._idle_tag: bytes | None = None
        self._answered = time.monotonic()
        super().__init__(host, port, timeouts.connect)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, secure if asked, and prepare bounded reading."""
        self.host, self.port = host, port
        sock = self._connect_to(host, port, timeout)
        try:
            if self._context is not None:
                sock = self._context.wrap_socket(sock, server_hostname=host)
            self._use(sock)
        except BaseException:
            sock.close()
            raise

    def _connect_to(self, host: str, port: int, timeout: float | None) -> socket.socket:
        failure: OSError | None = None
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            sock = socket.socket(family, kind, protocol)
            try:
                self._sockets.add(sock)
                sock.settimeout(timeout)
                sock.connect(address)
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise failure or OSError(f"{host} has no address")

    def _use(self, sock: socket.socket) -> None:
        self._sockets.add(sock)
        with contextlib.suppress(OSError):
            notice_dead_peers(sock)
        self.sock = sock
        self._patience = PatientReader(sock, self._timeouts.read)
        self._patience.renew()
        self._reader = io.BufferedReader(self._patience, _BUFFER)

    def _get_capabilities(self) -> None:
        # imaplib calls this right after the greeting, the only moment to refuse PREAUTH in.
        if self.state == "AUTH" and not self._may_be_logged_in:
            raise UnsafeServerError(
                "The server says that we are logged in already (PREAUTH); that is not accepted."
            )
        super()._get_capabilities()  # type: ignore[misc]

    def read(self, size: int) -> bytes:
        """Read a literal; nothing is reserved for one over the limit."""
        if self._may_skip and LITERAL_LIMIT < size <= _SKIP_LIMIT:
            self._skip(size)
            self.skipped = True
            return b""
        self._spend(size + _LINE_COST)
        data: bytes = self._reader.read(size)
        return data

    def _skip(self, size: int) -> None:
        left = size
        while left:
            taken = len(self._reader.read(min(left, _BUFFER)))
            if not taken:
                raise self.abort("the connection ended inside a letter")
            left -= taken

    def readline(self) -> bytes:
        """Read one line of bounded length."""
        line = self._reader.readline(_LINE_LIMIT + 1)
        if len(line) > _LINE_LIMIT:
            raise self.abort("the server sent a line without end")
        self._spend(len(line) + _LINE_COST)
        self._answered = time.monotonic()
        return line

    def _spend(self, cost: int) -> None:
        self._spent += cost
        if self._spent > self._allowance:
            raise self.abort("the server's answer is larger than any mailbox needs")

    def _log(self, line: object) -> None:
        """Keep no record of what was said, as imaplib would: passwords are among it."""

    def _command(self, name: str, *args: object) -> bytes:
        self._spent = 0
        self._allowance = _ANSWER_LIMIT
        self._may_skip = False
        self._patience.renew()
        tag: bytes = super()._command(name, *args)  # type: ignore[misc]
        return tag

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> tuple[str, list[bytes]]:  # type: ignore[override]
        """Secure the connection and read the capabilities again (RFC 3501 section 6.2.1).

        Raises `UnsafeServerError` where the server refuses, or where bytes came before TLS began:
        they would be taken for answers of the secured server.
        """
        if ssl_context is None:
            raise ValueError("a context that verifies is required")
        typ, data = self._simple_command("STARTTLS")
        if typ != "OK":
            raise UnsafeServerError("The server refuses to secure the connection (STARTTLS).")
        self._patience.may_wait = False
        early = self._reader.peek(1)
        self.sock.settimeout(self._timeouts.connect)
        if early:
            raise UnsafeServerError("The server spoke between STARTTLS and TLS; that is an attack.")
        self._reader.close()
        self._use(ssl_context.wrap_socket(self.sock, server_hostname=self.host))
        self.untagged_responses.clear()
        self._get_capabilities()
        return typ, data

    def login_begins(self) -> None:
        """Note that credentials are about to be sent; drop what was announced before."""
        self._may_be_logged_in = True
        self.untagged_responses.clear()

    def quote(self, text: str) -> str:
        """Quote a string for a command (RFC 3501 section 4.3); no control characters inside."""
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def stream_fetch(self, uid_set: str, items: str, modifier: str | None = None) -> "FetchStream":
        """Begin a UID FETCH and hand out its answers while they arrive."""
        self.forget_answers()
        args = (
            ("FETCH", uid_set, items) if modifier is None else ("FETCH", uid_set, items, modifier)
        )
        tag = self._command("UID", *args)
        self._allowance = LITERAL_LIMIT + _LINE_LIMIT
        self._may_skip = True
        return FetchStream(self, tag)

    def forget_answers(self) -> None:
        """Drop unasked answers that earlier commands left, so that they are not taken for new."""
        for kind in list(self.untagged_responses):
            if kind not in {"BYE", "READ-ONLY"}:
                del self.untagged_responses[kind]

    def next_fetch_answer(self, tag: bytes) -> FetchParts | None:
        """Read until one more FETCH answer or the end of the command, which gives None."""
        self.skipped = False
        while self.tagged_commands[tag] is None:
            self._check_bye()
            self._get_response()
            parts: FetchParts | None = self.untagged_responses.pop("FETCH", None)
            if parts:
                self._spent = 0
                self._patience.renew()
                return parts
        return None

    def wait_idle(self, seconds: float) -> bool:
        """Do one IDLE (RFC 2177) that ends with news, True, or after ``seconds`` of none, False."""
        self._simple_command("NOOP")
        if self._take_news():
            return True  # some servers forget during IDLE what came just before it
        self._idle_tag = tag = self._command("IDLE")
        while self._get_response() is not None:
            if self.tagged_commands[tag] is not None:
                raise self.error(f"IDLE command error: {self.finish(tag)[1]}")
            self._check_bye()
        until = time.monotonic() + seconds
        while not (news := self._take_news()):
            self._patience.wait_at_most(max(0.001, until - time.monotonic()))
            try:
                self._reader.peek(1)  # a wait that ends here has read nothing in part
            except TimeoutError:
                break
            self._patience.renew()
            self._get_response()
            if self.tagged_commands[tag] is not None:
                raise self.abort("the server ended IDLE by itself")
            self._check_bye()
        self._patience.renew()
        self.send(b"DONE\r\n")
        self._idle_tag = None
        while self.tagged_commands[tag] is None:
            self._get_response()
            self._check_bye()
        self.finish(tag)
        return self._take_news() or news

    def _take_news(self) -> bool:
        self._spent = 0
        told = [self.untagged_responses.pop(kind, None) for kind in _NEWS]
        return any(told)

    @property
    def silent_seconds(self) -> float:
        """How long nothing has come from the server."""
        return time.monotonic() - self._answered

    def quick_noop(self, seconds: float) -> None:
        """Ask for a sign of life."""
        tag = self._command("NOOP")
        self._patience.wait_at_most(seconds)
        self._command_complete("NOOP", tag)

    def take_alerts(self) -> list[bytes]:
        """What the server asked to show to the person since the last call."""
        alerts, self._alerts = self._alerts, []
        return alerts

    def _append_untagged(self, typ: str, dat: object) -> None:
        words = dat if isinstance(dat, bytes) else b""
        if typ in {"OK", "NO", "BAD"} and words[:7].upper() == b"[ALERT]":
            self._alerts = [*self._alerts[1 - _ALERTS :], words[7:].strip()]
        super()._append_untagged(typ, dat)  # type: ignore[misc]

    def finish(self, tag: bytes) -> tuple[str, str]:
        """Return type and text of a command's final answer."""
        typ, data = self.tagged_commands.pop(tag)  # type: ignore[misc]
        return str(typ), bytes(data[-1]).decode("utf-8", "replace")

    def leave(self) -> None:
        """Log out if the server answers at once; close in any case. Never raises."""
        if self.state in {"AUTH", "SELECTED"} and self._idle_tag is None:
            with contextlib.suppress(OSError, imaplib.IMAP4.error, *CONFUSING):
                tag = self._command("LOGOUT")
                self._patience.wait_at_most(_LEAVE_SECONDS)
                self._command_complete("LOGOUT", tag)
        self.hang_up()

    def abandon(self) -> None:
        """Wake who waits for this connection, which is of no more use; any thread."""
        with contextlib.suppress(OSError):
            # not SSLSocket's own: that would take TLS away under its reader's feet
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def hang_up(self) -> None:
        """Close the sockets at once; never raises."""
        self.state = "LOGOUT"
        for closable in (self._reader, self.sock):
            with contextlib.suppress(OSError, ValueError):
                closable.close()

    def shutdown(self) -> None:
        """Close the sockets (called by imaplib)."""
        self.hang_up()


class FetchStream:
    """The answers of one FETCH in the server's order; iterate to the end or hang up."""

    def __init__(self, connection: GuardedImap, tag: bytes) -> None:
        self._connection = connection
        self._tag = tag
        self.refusal: str | None = None
        """After the last answer: the server's words where it did not say OK."""

    def __iter__(self) -> Iterator[FetchParts]:
        while (parts := self._connection.next_fetch_answer(self._tag)) is not None:
            yield parts
        typ, text = self._connection.finish(self._tag)
        if typ != "OK":
            self.refusal = text
