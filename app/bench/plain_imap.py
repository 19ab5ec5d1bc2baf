"""The least that speaks IMAP: who delivers letters, and who waits for them without doing anything.

What an IDLE loop learns is when the server tells of a letter; no client can know of it before.
"""

import contextlib
import socket
import threading
import time
from types import TracebackType
from typing import Self

from app.domain.accounts import Endpoint
from app.domain.errors import RejectedError

_PATIENCE = 60.0


class _Talk:
    """One plain, logged-in connection."""

    def __init__(self, server: Endpoint, user: str, password: str) -> None:
        self.sock = socket.create_connection((server.host, server.port), _PATIENCE)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self.sock.makefile("rb")
        self._number = 0
        self.line()
        self.command(f'LOGIN "{user}" "{password}"')

    def command(self, words: str) -> list[bytes]:
        """Send a command; its untagged answers. Raises `RejectedError` unless it says OK."""
        tag = self.send(words)
        answers = []
        while not (line := self.line()).startswith(tag):
            answers.append(line)
        if not line.startswith(tag + b" OK"):
            raise RejectedError(f"The server refused a command: {line.decode(errors='replace')}")
        return answers

    def send(self, words: str) -> bytes:
        """Send a command without waiting for its answer; its tag."""
        self._number += 1
        self.sock.sendall(f"a{self._number} {words}\r\n".encode())
        return b"a%d" % self._number

    def line(self) -> bytes:
        """One line. Raises `RejectedError` at the end."""
        line = self._file.readline()
        if not line:
            raise RejectedError("The server ended the connection.")
        return line.rstrip()

    def close(self) -> None:
        """End the connection; who waits for a line gets `RejectedError`."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self._file.close()
        self.sock.close()


class Appender:
    """Delivers letters to INBOX on one connection."""

    def __init__(self, server: Endpoint, user: str, password: str) -> None:
        self._talk = _Talk(server, user, password)

    def deliver(self, raw: bytes) -> None:
        """Put a letter there; it is there on return."""
        tag = self._talk.send(f"APPEND INBOX {{{len(raw)}}}")
        self._talk.line()
        self._talk.sock.sendall(raw + b"\r\n")
        while not (line := self._talk.line()).startswith(tag):
            pass
        if b" OK" not in line:
            raise RejectedError("The server did not take a letter.")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._talk.close()


class IdleLoop:
    """Waits in IDLE on INBOX and notes when the server says how many letters there are."""

    def __init__(self, server: Endpoint, user: str, password: str) -> None:
        self._talk = _Talk(server, user, password)
        self.count_at_start = 0
        self._told: list[tuple[float, int]] = []
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._wait, name="bare-idle")

    def told_of(self, count: int) -> float:
        """When it was first told of so many letters. Raises `RejectedError` after a minute."""
        with self._changed:
            told = self._changed.wait_for(
                lambda: any(there >= count for _, there in self._told), _PATIENCE
            )
            if not told:
                raise RejectedError("The server tells nothing while somebody waits in IDLE.")
            return next(at for at, there in self._told if there >= count)

    def _wait(self) -> None:
        try:
            while True:
                words = self._talk.line().split()
                if len(words) == 3 and words[2] == b"EXISTS":
                    with self._changed:
                        self._told.append((time.monotonic(), int(words[1])))
                        self._changed.notify_all()
        except (OSError, ValueError, RejectedError):
            return  # it is closed

    def __enter__(self) -> Self:
        for line in self._talk.command("SELECT INBOX"):
            words = line.split()
            if len(words) == 3 and words[2] == b"EXISTS":
                self.count_at_start = int(words[1])
        self._talk.send("IDLE")
        self._talk.line()
        self._talk.sock.settimeout(None)  # nothing may come for longer than any answer takes
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._talk.close()
        self._thread.join()
