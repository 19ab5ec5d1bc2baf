"""Stands between the program and a real IMAP server and spoils one answer: hostile, yet life-like.

What a scripted server cannot show: that the command was carried out all the same, that the server's
own state goes on from there, and that every command of a real conversation can go wrong.
"""

import contextlib
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from app.bench.loopback import Loopback, hang_up
from app.domain.accounts import Endpoint

_COMMAND = re.compile(rb"(\S+) (?:UID )?([A-Z]+)")
_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n$")
_BLOCK = 64 * 1024

Place = Callable[[bytes], int]
"""How much of an answer, up to and including its last line, is passed on."""


@dataclass(frozen=True, slots=True)
class Spoil:
    """What happens to a command and its answer."""

    word: str
    """The command, such as ``STORE``; its first one of a connection."""
    refusal: bytes | None = None
    """Answered instead of carrying it out: ``NO`` or ``BAD`` and words."""
    lost: bool = False
    """The connection breaks before the server hears of it."""
    place: Place | None = None
    """It is carried out, and the answer is passed on up to here; then the connection breaks,"""
    stalls: bool = False
    """or stays open, and nothing more is said."""
    goodbye: bytes = b""
    """Said last, if anything."""


def beginning(_: bytes) -> int:
    return 0


def middle(answer: bytes) -> int:
    return len(answer) // 2


def before_the_end(answer: bytes) -> int:
    return answer.rstrip(b"\r\n").rfind(b"\r\n") + 2 if answer.count(b"\r\n") > 1 else 0


def within_the_end(answer: bytes) -> int:
    return len(answer) - 4


class Spoiler:
    """Relays connections to a server; use as a context manager.

    ``spoil`` is done once and then forgotten. ``heard`` are the commands that came, by word.
    """

    def __init__(self, server: Endpoint) -> None:
        self._server = (server.host, server.port)
        self._lines: list[_Line] = []
        self._door = Loopback("spoiler", self._accept)
        self.spoil: Spoil | None = None
        self.stall_after: int | None = None
        """Bytes from the server, of each connection, after which nothing more is passed on."""
        self.heard: list[str] = []
        self.passed = 0
        """Bytes from the server that were passed on, all together."""

    @property
    def endpoint(self) -> Endpoint:
        return self._door.endpoint

    def _accept(self, client: socket.socket) -> None:
        line = _Line(self, client, socket.create_connection(self._server))
        self._lines.append(line)
        line.start()

    def __enter__(self) -> Self:
        self._door.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._door.stop()
        for line in self._lines:
            line.end()


class _Line:
    """One connection, with a thread for each direction."""

    def __init__(self, owner: Spoiler, client: socket.socket, server: socket.socket) -> None:
        self._owner = owner
        self._client, self._server = client, server
        self._refused: dict[bytes, bytes] = {}
        self._spoiled: tuple[bytes, Spoil] | None = None
        """Tag of the command whose answer is spoiled."""
        self._passed = 0
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(work,), name="spoiler-relay")
            for work in (self._to_server, self._to_client)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._hang_up()
        for thread in self._threads:
            thread.join()
        self._client.close()
        self._server.close()

    def _hang_up(self) -> None:
        self._over.set()
        hang_up(self._client, self._server)

    def _run(self, work: Callable[[], None]) -> None:
        with contextlib.suppress(OSError):  # one side hung up: the other one shall, too
            work()
        self._hang_up()

    def _to_server(self) -> None:
        with self._client.makefile("rb") as heard:
            while line := heard.readline():
                match = _COMMAND.match(line)
                if match is not None:
                    line = self._command(match[1], match[2].decode("ascii"), line)
                if not line:
                    return
                self._server.sendall(line)

    def _command(self, tag: bytes, word: str, line: bytes) -> bytes:
        """What is sent on instead; nothing where the connection breaks here."""
        self._owner.heard.append(word)
        spoil = self._owner.spoil
        if spoil is None or spoil.word != word:
            return line
        self._owner.spoil = None
        if spoil.lost:
            return b""
        if spoil.refusal is not None:
            # something harmless goes to the server, so that answers keep their order
            self._refused[tag] = spoil.refusal
            return tag + b" NOOP\r\n"
        self._spoiled = (tag, spoil)
        return line

    def _to_client(self) -> None:
        with self._server.makefile("rb") as said:
            while True:
                spoiled = self._spoiled
                line = self._answer_line(said)
                if not line:
                    return
                spoiled = spoiled or self._spoiled
                if spoiled is not None:
                    self._spoil_answer(spoiled, line, said)
                    return
                self._pass(line)

    def _answer_line(self, said: BinaryIO) -> bytes:
        """Read one line with the literals in it, refusals put in."""
        line = said.readline()
        tag, _, _ = line.partition(b" ")
        if tag in self._refused:
            return tag + b" " + self._refused.pop(tag) + b"\r\n"
        while match := _LITERAL.search(line):
            line += said.read(int(match[1])) + said.readline()
        return line

    def _spoil_answer(self, spoiled: tuple[bytes, Spoil], line: bytes, said: BinaryIO) -> None:
        tag, spoil = spoiled
        answer = line
        ends = (tag + b" ", b"+")  # the latter where the server wants to hear more
        while not line.startswith(ends) and (line := self._answer_line(said)):
            answer += line
        assert spoil.place is not None
        self._pass(answer[: spoil.place(answer)])
        self._client.sendall(spoil.goodbye)
        if spoil.stalls:
            self._over.wait()

    def _pass(self, data: bytes) -> None:
        limit = self._owner.stall_after
        if limit is not None and self._passed + len(data) > limit:
            self._client.sendall(data[: max(0, limit - self._passed)])
            self._over.wait()
            return
        self._passed += len(data)
        self._owner.passed += len(data)
        self._client.sendall(data)
