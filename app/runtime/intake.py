"""From the wire to the disk: letters are fetched, read and stored at the same time, in bounds.

The thread that fetches hands chunks over; a reader process turns them into facts; the writer thread
stores them, one transaction a chunk. A chunk is on the server or on the disk, never only in memory:
killed at any moment, the next pass fetches what is not stored.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

from app.domain.accounts import Folder
from app.domain.errors import TransientError
from app.domain.letters import Incoming
from app.domain.ports import FetchedMessage
from app.runtime.readers import Facts, LetterReader
from app.runtime.writer import StoreWriter
from app.services.receive import receive
from app.store import Store, Transaction

_CHUNK_BYTES = 4 * 1024 * 1024
_WAITING_CHUNKS = 4
_WAITING_BYTES = 24 * 1024 * 1024


@dataclass(slots=True)
class _Chunk:
    letters: list[FetchedMessage]
    size: int
    stored: "Future[None]"


class Intake:
    """Takes in the letters of one folder, fetched by one thread, which waits when it is ahead."""

    def __init__(self, folder: Folder, reader: LetterReader, writer: StoreWriter) -> None:
        self._folder = folder
        self._reader = reader
        self._writer = writer
        self._collecting: list[FetchedMessage] = []
        self._collected_bytes = 0
        self._under_way: deque[_Chunk] = deque()
        self._bytes_under_way = 0
        self.stored = 0
        """Letters that are on the disk."""

    def add(self, letter: FetchedMessage, *, chunk: int) -> None:
        """Take one letter; a chunk of that many, or of 4 MB, is handed on at once.

        Raises what reading or storing an earlier chunk raised.
        """
        self._collecting.append(letter)
        self._collected_bytes += len(letter.raw)
        if len(self._collecting) >= chunk or self._collected_bytes >= _CHUNK_BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand on what was collected, and wait while too much is under way."""
        if self._collecting:
            letters, size = self._collecting, self._collected_bytes
            self._collecting, self._collected_bytes = [], 0
            chunk = _Chunk(letters, size, Future())
            self._under_way.append(chunk)
            self._bytes_under_way += size
            reading = self._reader.submit([letter.raw for letter in letters])
            reading.add_done_callback(lambda done: self._store(chunk, done))
        while self._under_way and (
            self._under_way[0].stored.done()
            or len(self._under_way) > _WAITING_CHUNKS
            or self._bytes_under_way > _WAITING_BYTES
        ):
            self._collect()

    def finish(self) -> None:
        """Wait until everything is stored; raises what reading or storing raised."""
        self.flush()
        while self._under_way:
            self._collect()

    def give_up(self) -> None:
        """Drop what was not handed on, and wait for the rest without raising."""
        self._collecting = []
        while self._under_way:
            self._under_way.popleft().stored.exception()

    def _collect(self) -> None:
        chunk = self._under_way.popleft()
        self._bytes_under_way -= chunk.size
        chunk.stored.result()
        self.stored += len(chunk.letters)

    def _store(self, chunk: _Chunk, reading: "Future[Facts]") -> None:
        """Runs on the reader's thread, which waits here while the writer's queue is full."""
        try:
            facts = reading.result()
            incoming = _join(chunk.letters, facts)
        except CancelledError:
            chunk.stored.set_exception(TransientError("Postroom is closing."))
            return
        except Exception as error:  # noqa: BLE001 - comes out where the chunk is waited for
            chunk.stored.set_exception(error)
            return

        def job(store: Store, transaction: Transaction) -> None:
            receive(store, transaction, self._folder, incoming)

        self._writer.submit(job).add_done_callback(lambda done: _pass_on(done, chunk.stored))


def _join(letters: Sequence[FetchedMessage], facts: Facts) -> list[Incoming]:
    return [
        Incoming(letter.uid, letter.raw, letter.flags, letter.received, read)
        for letter, read in zip(letters, facts, strict=True)
    ]


def _pass_on(done: "Future[None]", to: "Future[None]") -> None:
    if done.cancelled():
        to.set_exception(TransientError("Postroom is closing."))
    elif (error := done.exception()) is not None:
        to.set_exception(error)
    else:
        to.set_result(None)
