"""From the wire to the disk: letters are fetched, read and stored at the same time, in bounds.

The thread that fetches hands chunks over; a reader process turns them into facts; the writer thread
stores several of them in one transaction, which takes less time than one each. A letter is on the
server or on the disk, never only in memory: killed at any moment, the next pass fetches what is not
stored. With chunks of 40 that is at most 200 letters.

Where much comes in, letters are put into the word index five hundred at a time (`app.store.words`),
which the writer does between two transactions; `finish` waits until all can be found.
"""

import contextlib
import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass

from app.domain.accounts import Folder
from app.domain.errors import PostroomError, TransientError
from app.domain.letters import Incoming
from app.domain.ports import FetchedMessage
from app.runtime.readers import Facts, LetterReader
from app.runtime.writer import StoreWriter
from app.services.receive import receive
from app.store import Store, Transaction
from app.store.sources import Packer
from app.store.words import TOGETHER

_CHUNK_BYTES = 4 * 1024 * 1024
_TOGETHER = 80
"""Letters that one transaction stores, unless nothing more is being read."""
_WAITING_LETTERS = 160
_WAITING_BYTES = 24 * 1024 * 1024


@dataclass(slots=True, eq=False)
class _Chunk:
    letters: list[FetchedMessage]
    size: int
    stored: "Future[None]"
    incoming: list[Incoming]
    """The letters with their facts, once they are read."""


class Intake:
    """Takes in the letters of one folder, fetched by one thread, which waits when it is ahead."""

    def __init__(
        self, folder: Folder, reader: LetterReader, writer: StoreWriter, *, many: bool = False
    ) -> None:
        """``many``: so much is coming that searches may find a letter a second later than lists."""
        self._folder = folder
        self._many = many
        self._unindexed = 0
        """Letters since the index was last told to take some in."""
        self._reader = reader
        self._writer = writer
        self._collecting: list[FetchedMessage] = []
        self._collected_bytes = 0
        self._under_way: deque[_Chunk] = deque()
        self._letters_under_way = 0
        self._bytes_under_way = 0
        self._lock = threading.Lock()
        self._reading = 0
        """Chunks that are not read yet; this and what follows is shared with the readers."""
        self._read: list[_Chunk] = []
        self._packer: Packer | None = None
        """Known from the first stored letters on; sources are packed beside the writer's work."""
        self.stored = 0
        """Letters that are on the disk."""

    def add(self, letter: FetchedMessage, *, chunk: int) -> None:
        """Take one letter; a chunk of that many, or of 4 MB, is handed on at once.

        Raises what reading or storing earlier letters raised.
        """
        self._collecting.append(letter)
        self._collected_bytes += len(letter.raw)
        if len(self._collecting) >= chunk or self._collected_bytes >= _CHUNK_BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand on what was collected, and wait while too much is under way."""
        if self._collecting:
            chunk = _Chunk(self._collecting, self._collected_bytes, Future(), [])
            self._collecting, self._collected_bytes = [], 0
            self._under_way.append(chunk)
            self._letters_under_way += len(chunk.letters)
            self._bytes_under_way += chunk.size
            with self._lock:
                self._reading += 1
            reading = self._reader.submit([letter.raw for letter in chunk.letters])
            reading.add_done_callback(lambda done: self._take_facts(chunk, done))
        while self._under_way and (
            self._under_way[0].stored.done()
            or self._letters_under_way > _WAITING_LETTERS
            or self._bytes_under_way > _WAITING_BYTES
        ):
            self._collect()

    def finish(self) -> None:
        """Wait until everything is stored; raises what reading or storing raised."""
        self.flush()
        while self._under_way:
            self._collect()
        finish_index(self._writer)

    def give_up(self) -> None:
        """Drop what was not handed on, and wait for the rest without raising."""
        self._collecting = []
        while self._under_way:
            self._under_way.popleft().stored.exception()
        with contextlib.suppress(PostroomError, CancelledError):
            finish_index(self._writer)

    def _collect(self) -> None:
        chunk = self._under_way.popleft()
        self._letters_under_way -= len(chunk.letters)
        self._bytes_under_way -= chunk.size
        chunk.stored.result()
        self.stored += len(chunk.letters)

    def _take_facts(self, chunk: _Chunk, reading: "Future[Facts]") -> None:
        """Runs on the reader's thread, which waits here while the writer's queue is full."""
        try:
            chunk.incoming = _join(chunk.letters, reading.result(), self._packer)
        except CancelledError:
            chunk.stored.set_exception(TransientError("Postroom is closing."))
        except Exception as error:  # noqa: BLE001 - comes out where the chunk is waited for
            chunk.stored.set_exception(error)
        with self._lock:
            self._reading -= 1
            if chunk.incoming:
                self._read.append(chunk)
            ready = sum(len(read.incoming) for read in self._read)
            if not ready or (self._reading and ready < _TOGETHER):
                return
            together, self._read = self._read, []
        self._store(together)

    def _store(self, chunks: Sequence[_Chunk]) -> None:
        def job(store: Store, transaction: Transaction) -> None:
            incoming = [letter for chunk in chunks for letter in chunk.incoming]
            receive(store, transaction, self._folder, incoming, index_later=self._many)
            if self._many:
                self._packer = store.letters.packer(self._folder.account)

        self._writer.submit(job).add_done_callback(lambda done: _pass_on(done, chunks))
        if self._many and self._index_is_due(chunks):
            self._writer.submit(lambda store, _: store.words.take_in())

    def _index_is_due(self, chunks: Sequence[_Chunk]) -> bool:
        with self._lock:
            self._unindexed += sum(len(chunk.incoming) for chunk in chunks)
            due = self._unindexed >= TOGETHER
            if due:
                self._unindexed = 0
            return due


def finish_index(writer: StoreWriter) -> None:
    """Make every stored letter findable, some hundreds a transaction. Raises `StorageError`."""
    while writer.run(lambda store, _: store.words.take_in()):
        pass


def _join(letters: Sequence[FetchedMessage], facts: Facts, packer: Packer | None) -> list[Incoming]:
    pack = packer.pack if packer else lambda _: None
    return [
        Incoming(letter.uid, letter.raw, letter.flags, letter.received, read, pack(letter.raw))
        for letter, read in zip(letters, facts, strict=True)
    ]


def _pass_on(done: "Future[None]", chunks: Sequence[_Chunk]) -> None:
    for chunk in chunks:
        if done.cancelled():
            chunk.stored.set_exception(TransientError("Postroom is closing."))
        elif (error := done.exception()) is not None:
            chunk.stored.set_exception(error)
        else:
            chunk.stored.set_result(None)
