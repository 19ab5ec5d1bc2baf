"""How long a silent or slow peer is waited for: reading a socket with patience that runs out."""

import io
import socket
import ssl
import time

_SLOWEST = 256
"""Bytes a second below which a sender wears our patience out."""


class PatientReader(io.RawIOBase):
    """Reads a socket while its sender makes progress, however the bytes are dealt out.

    Patience is a number of seconds: waiting uses it up, and what arrives gives it back at 256 bytes
    a second, never above where it began. So silence ends after that time, and so does one byte a
    second, while a slow line with real letters on it goes on for hours. Time in which nobody
    reads costs nothing. Raises `TimeoutError`.
    """

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        super().__init__()
        self._sock = sock
        self._most = self._left = seconds
        self.may_wait = True
        """False: give None where nothing has arrived."""

    def wait_at_most(self, seconds: float) -> None:
        """Begin anew with so much patience for what comes next."""
        self._left = seconds

    def renew(self) -> None:
        """Begin anew: a command is sent, or an answer is complete."""
        self._left = self._most
        self._sock.settimeout(self._most)  # for what is sent

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        """Take what has come, waiting for it; 0 at the end."""
        if not self.may_wait:
            self._sock.setblocking(False)  # noqa: FBT003 - the socket's own signature
            try:
                return self._sock.recv_into(buffer)
            except (BlockingIOError, ssl.SSLWantReadError):
                return None
        if self._left <= 0:
            raise TimeoutError("the server sends too slowly")
        self._sock.settimeout(self._left)
        began = time.monotonic()
        got: int = self._sock.recv_into(buffer)
        waited = time.monotonic() - began
        self._left = min(self._most, self._left - waited + got / _SLOWEST)
        return got
