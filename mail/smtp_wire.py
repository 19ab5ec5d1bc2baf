"""Lines and replies of SMTP (RFC 5321) over one socket, within bounds on time and memory."""

import contextlib
import re
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mail.cleantext import one_line
from mail.imap_sockets import OpenSockets

_LONGEST_REPLY = 64 * 1024
"""Bytes of one reply with all its lines; servers say far less."""
_MOST_SAID = 300
_REPLY = re.compile(rb"([2-5]\d\d)(?:([ -])(.*))?", re.DOTALL)
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}(?=\s|$)")
_AT_ONCE = 65_536
_LAST_WORDS = 2.0
"""Seconds in which a server that cut us off may say why."""


class NonsenseError(Exception):
    """The server says what is no SMTP, or speaks out of turn; the connection is useless."""


class InjectedError(NonsenseError):
    """Words before TLS: somebody wants them to be taken for the secured server's."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    code: int
    lines: tuple[str, ...]
    """Its words without the code, as it wrote them."""

    @property
    def said(self) -> str:
        """Code and words on one line, safe to show; an enhanced code stands there once."""
        words: list[str] = []
        for line in self.lines:
            found = _ENHANCED.match(line)
            if found and words and words[0].startswith(found[0]):
                line = line[found.end() :]  # noqa: PLW2901 - the same code on each line
            words.append(line.strip())
        return one_line(f"{self.code} {' '.join(words)}")[:_MOST_SAID]

    @property
    def enhanced(self) -> str:
        """The enhanced status code (RFC 3463), ``""`` for none."""
        found = _ENHANCED.match(self.lines[0].strip()) if self.lines else None
        return found[0] if found else ""


class SmtpWire:
    """One connection; its owner's thread uses it, and any may close all sockets it is among.

    Raises `OSError` (`TimeoutError`, `ssl.SSLError` among them) where the connection fails and
    `NonsenseError` where the server makes no sense.
    """

    def __init__(self, sock: socket.socket, sockets: OpenSockets) -> None:
        """``sockets`` holds ``sock`` already, and is told of what takes its place."""
        self.sock = sock
        self._sockets = sockets
        self._heard = bytearray()

    def secure(self, context: ssl.SSLContext, host: str, seconds: float) -> None:
        """Begin TLS; the socket is another one afterwards, for the same connection.

        Another thread can wake the old one until then, and the new one from the handshake on.
        """
        self.sock.settimeout(seconds)
        secured = context.wrap_socket(
            self.sock, server_hostname=host, do_handshake_on_connect=False
        )
        self.sock = secured
        self._sockets.add(secured)
        secured.do_handshake()

    def command(self, line: str, seconds: float) -> Reply:
        """Say one line and return the answer to it.

        A server that is closing says so unasked; that counts as its answer.
        """
        if self.unasked():
            return self.early_refusal()
        self.say(line.encode("utf-8") + b"\r\n", seconds)
        return self.reply(seconds)

    def say(self, data: bytes | memoryview, seconds: float) -> None:
        """Send bytes."""
        self.sock.settimeout(seconds)
        self.sock.sendall(data)

    def reply(self, seconds: float) -> Reply:
        """Wait at most so many seconds for one whole reply, however slowly it comes."""
        until = time.monotonic() + seconds
        lines: list[str] = []
        code = 0
        spent = 0
        while True:
            raw = self._line(until, _LONGEST_REPLY - spent)
            spent += len(raw) + 2
            match = _REPLY.fullmatch(raw)
            if match is None or (code and int(match[1]) != code):
                raise NonsenseError(f"it said “{one_line(raw.decode('utf-8', 'replace'))[:80]}”")
            code = int(match[1])
            lines.append((match[3] or b"").decode("utf-8", "replace"))
            if match[2] != b"-":
                return Reply(code, tuple(lines))

    def early_refusal(self) -> Reply:
        """Return the 4xx or 5xx that came unasked; raises `NonsenseError` for anything else."""
        reply = self.reply(_LAST_WORDS)
        if reply.code < 400:
            raise NonsenseError("it spoke out of turn")
        return reply

    def unasked(self) -> bool:
        """Whether the server said something, or hung up, although nothing was asked."""
        if self._heard:
            return True
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        try:
            self.sock.setblocking(False)  # noqa: FBT003 - the socket's own signature
            if isinstance(self.sock, ssl.SSLSocket):
                self._heard += self.sock.recv(_AT_ONCE)
                return True
            self.sock.recv(1, socket.MSG_PEEK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        except OSError:
            return True
        return True

    def close(self) -> None:
        """Hang up; never raises."""
        with contextlib.suppress(OSError):
            self.sock.close()

    def _line(self, until: float, room: int) -> bytes:
        looked = 0
        while (end := self._heard.find(b"\n", looked)) < 0:
            looked = len(self._heard)
            if looked > room:
                raise NonsenseError("its answer never ends")
            self._hear(until)
        if end > room:
            raise NonsenseError("its answer never ends")
        line = bytes(self._heard[:end]).removesuffix(b"\r")
        del self._heard[: end + 1]
        return line

    def _hear(self, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer in time")
        self.sock.settimeout(left)
        heard = self.sock.recv(_AT_ONCE)
        if not heard:
            raise ConnectionResetError("the server hung up")
        self._heard += heard


class BareLineEndError(Exception):
    """A letter holds CR or LF alone: servers do not agree on what that means (smuggling)."""


def stuffed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Double the dots at line starts (RFC 5321, 4.5.2); ends with CRLF, without the end mark.

    Pieces without such dots go on as they are. Raises `BareLineEndError`.
    """
    before = b"\r\n"
    """The last two bytes that went on."""
    for piece in pieces:
        if not piece:
            continue
        _check_line_ends(before, piece)
        whole = piece.replace(b"\r\n.", b"\r\n..") if b"\r\n." in piece else piece
        if piece[:1] == b"." and before == b"\r\n":
            whole = b"." + whole
        elif piece[:2] == b"\n." and before[-1:] == b"\r":
            whole = b"\n." + whole[1:]
        before = (before + piece[-2:])[-2:]
        yield whole
    if before[-1:] == b"\r":
        raise BareLineEndError
    if before != b"\r\n":
        yield b"\r\n"


def _check_line_ends(before: bytes, piece: bytes) -> None:
    pairs = piece.count(b"\r\n")
    torn = before[-1:] == b"\r"
    starts_torn = piece[:1] == b"\n"
    if torn != (starts_torn and before != b"\r\n"):
        raise BareLineEndError
    ends_torn = piece[-1:] == b"\r"
    if piece.count(b"\n") - (torn and starts_torn) != pairs:
        raise BareLineEndError
    if piece.count(b"\r") - ends_torn != pairs:
        raise BareLineEndError
