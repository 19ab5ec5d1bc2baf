"""A new member's packs, read by a process of their own while what was read before is stored."""

import os
import selectors
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import BinaryIO, Self, TypeVar, cast

from app.domain.errors import TransientError
from app.domain.events import DeviceId
from app.domain.fold import Brief
from app.domain.streams import Stream
from app.runtime import children
from app.runtime import pack_frames as frames
from app.services.journal_reading import Ending, Message, Part
from mail.journal_keys import TeamId

WORTH_BYTES = 500_000
"""Of messages, for which a process is worth its start: some thousand events."""
_ANSWER_SECONDS = 60.0
_PIPE_BYTES = 1 << 20

T = TypeVar("T")


class PackReaderError(TransientError):
    """The process ended, hung or answered nonsense; what it does can be done here as well."""


class PackReader:
    """Implements `journal_reading.Read` for one set of messages. A context manager.

    One thread at a time. Every method may raise `PackReaderError`.
    """

    def __init__(
        self,
        messages: Iterable[Message],
        teams: Mapping[TeamId, bytes],
        devices: Mapping[DeviceId, bytes],
    ) -> None:
        """Start the process and hand the messages over; as `journal_reading.Reading`."""
        try:
            self._process = children.start("app.runtime.pack_process")
        except OSError as error:
            raise PackReaderError("The process that reads packs cannot be started.") from error
        self._to_child = cast("BinaryIO", self._process.stdin)
        self._from_child = cast("BinaryIO", self._process.stdout)
        self._selector = selectors.DefaultSelector()
        if sys.platform != "win32":  # there one can only wait for sockets
            self._selector.register(self._from_child, selectors.EVENT_READ)
        self._buffer = bytearray()
        self._devices: dict[DeviceId, bytes] | None = None
        try:
            self._send(frames.of_request(messages, teams, devices))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _value: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._selector.close()
        for pipe in (self._to_child, self._from_child):
            try:
                pipe.close()
            except OSError:  # it ended with our bytes still on the way
                continue
        self._process.wait()

    # --- what it reads -----------------------------------------------------------------------

    def introduced(self) -> dict[DeviceId, bytes]:
        """Wait until the messages are taken apart, and return who introduces themselves there."""
        if self._devices is None:
            self._devices = _read(frames.devices, self._take())
        return self._devices

    def wait_no_more(self, lines: Mapping[bytes, int]) -> None:
        """Add nothing: where this is used, no line came before."""
        if lines:
            raise PackReaderError("Lines that waited are not known to the process.")

    def parts(self) -> Iterator[Part]:
        """Return the rows, those of the newest lines first."""
        while data := self._take():
            yield _read(frames.part, data)

    def ending(self) -> Ending:
        """Return what else there is."""
        return _read(frames.ending, self._take())

    def folds(self, groups: Sequence[Sequence[Stream]]) -> Iterator[Brief]:
        """Return, while they are folded, what streams of tickets say together."""
        self._send(frames.of_groups(groups))
        return self._folds(len(groups))

    def _folds(self, left: int) -> Iterator[Brief]:
        while left:
            some = _read(frames.folds, self._take())
            left -= len(some)
            yield from some

    # --- the pipes ---------------------------------------------------------------------------

    def _send(self, data: bytes) -> None:
        try:
            frames.write(self._to_child, data)
        except OSError as error:
            raise PackReaderError("The process that reads packs has ended.") from error

    def _take(self) -> bytes:
        (length,) = frames.LENGTH.unpack(self._bytes(frames.LENGTH.size))
        return self._bytes(length)

    def _bytes(self, size: int) -> bytes:
        buffer = self._buffer
        while len(buffer) < size:
            if sys.platform != "win32" and not self._selector.select(_ANSWER_SECONDS):
                raise PackReaderError("The process that reads packs does not answer.")
            data = os.read(self._from_child.fileno(), _PIPE_BYTES)
            if not data:
                raise PackReaderError("The process that reads packs has ended.")
            buffer += data
        taken = bytes(memoryview(buffer)[:size])
        del buffer[:size]
        return taken


def _read(how: Callable[[bytes], T], data: bytes) -> T:
    try:
        return how(data)
    except Exception as error:  # pickle raises nearly anything on nonsense
        raise PackReaderError("The process that reads packs answers nonsense.") from error
