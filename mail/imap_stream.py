"""The standard library's IMAP connection with its dangers removed: bounded answers, strict TLS.

`imaplib` reserves whatever size a server announces, keeps bytes that arrived before STARTTLS and
accepts a PREAUTH greeting; `BoundedImap` refuses all that.
"""

import contextlib
import imaplib
import io
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass

from mail.imap_deflate import Deflater, Inflater
from mail.imap_patience import PatientReader
from mail.imap_sockets import OpenSockets, prepare, wake

LITERAL_LIMIT = 100 * 1024 * 1024
"""Bytes of the largest letter that is read whole; one above it is fetched in part."""
LINE_LIMIT = 20 * 1024 * 1024
"""Bytes of one line: two million UIDs in one SEARCH answer."""
_SKIP_LIMIT = 2 * 1024 * 1024 * 1024
"""Bytes of the largest letter that is passed over unread; a larger announcement ends it all."""
_ANSWER_LIMIT = 64 * 1024 * 1024
"""Bytes of all that one command, or one answer of a streamed FETCH, may leave in memory."""
_LINE_COST = 128
"""What a line costs beside its bytes, so that a flood of tiny ones is bounded as well."""
_BUFFER = 64 * 1024
CONFUSING = (ValueError, TypeError, LookupError, AssertionError, ArithmeticError)
"""What the libraries below raise on answers that no server should give."""


class UnsafeServerError(Exception):
    """The server did something that must end the connection before anything secret is said."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection with its TLS, and for each further answer."""

    connect: float = 15.0
    read: float = 60.0


class BoundedImap(imaplib.IMAP4):
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
        self._deflate: Deflater | None = None
        self._unsent = b""
        self._holding = False
        self._answered = time.monotonic()
        super().__init__(host, port, timeouts.connect)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, secure if asked, and prepare bounded reading."""
        self.host, self.port = host, port
        sock = self._sockets.connect(host, port, timeout)
        try:
            if self._context is not None:
                sock = self._context.wrap_socket(sock, server_hostname=host)
            self._use(sock)
        except BaseException:
            sock.close()
            raise

    def _use(self, sock: socket.socket) -> None:
        self._sockets.add(sock)
        prepare(sock)
        self.sock = sock
        self._patience = PatientReader(sock, self._timeouts.read)
        self._patience.renew()
        self._reader: io.BufferedReader = io.BufferedReader(self._patience, _BUFFER)

    def _get_capabilities(self) -> None:
        # imaplib calls this right after the greeting, the only moment to refuse PREAUTH in.
        if self.state == "AUTH" and not self._may_be_logged_in:
            raise UnsafeServerError(
                "The server says that we are logged in already (PREAUTH); that is not accepted."
            )
        told = self.untagged_responses.pop("CAPABILITY", None)
        if told and isinstance(told[-1], bytes):  # by the greeting: no need to ask
            self.capabilities = tuple(told[-1].decode("ascii", "replace").upper().split())
        else:
            super()._get_capabilities()  # type: ignore[misc]

    def _pack_from_now(self) -> None:
        """Read and write compressed streams (RFC 4978)."""
        self._deflate = Deflater()
        inflater = Inflater(self._patience, self._early())
        self._reader = io.BufferedReader(inflater, _BUFFER)

    def _early(self) -> bytes:
        """What has been received but not read."""
        self._patience.may_wait = False
        early = self._reader.peek(1)
        self._patience.may_wait = True
        return early

    def send(self, data: bytes) -> None:  # type: ignore[override]
        """Send at once, or with what follows inside `_held_back`."""
        self._unsent += data if self._deflate is None else self._deflate(data)
        if not self._holding:
            unsent, self._unsent = memoryview(self._unsent), b""
            for start in range(0, len(unsent), _BUFFER):  # patience is for each, not for all
                self.sock.sendall(unsent[start : start + _BUFFER])

    @contextlib.contextmanager
    def _held_back(self) -> Iterator[None]:
        """Keep what is said until something is sent outside."""
        before, self._holding = self._holding, True
        try:
            yield
        finally:
            self._holding = before

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
        line = self._reader.readline(LINE_LIMIT + 1)
        if len(line) > LINE_LIMIT:
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

    def _begin_answer(self) -> None:
        """Begin to count what an answer leaves in memory, with new patience."""
        self._spent = 0
        self._allowance = _ANSWER_LIMIT
        self._may_skip = False
        self._patience.renew()

    def _begin_letters(self) -> None:
        """Allow for large letters in the answer that was begun; what is larger is passed over."""
        self._allowance = LITERAL_LIMIT + LINE_LIMIT
        self._may_skip = True

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
        early = self._early()
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

    @property
    def silent_seconds(self) -> float:
        """How long nothing has come from the server."""
        return time.monotonic() - self._answered

    def abandon(self) -> None:
        """Wake who waits for this connection, which is of no more use; any thread."""
        wake(self.sock)

    def hang_up(self) -> None:
        """Close the sockets at once; never raises."""
        self.state = "LOGOUT"
        for closable in (self._reader, self.sock):
            with contextlib.suppress(OSError, ValueError):
                closable.close()

    def shutdown(self) -> None:
        """Close the sockets (called by imaplib)."""
        self.hang_up()
