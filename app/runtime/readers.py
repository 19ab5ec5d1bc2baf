"""Reading letters beside the other work, in child processes that may die.

`ReaderPool` feeds `app.runtime.reader_process`. A letter that kills its reader, or makes it hang,
is answered with None and the rest of its batch is read by a new process.
"""

import itertools
import logging
import os
import queue
import selectors
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import Protocol

from app.domain.errors import PostroomError, TransientError
from app.domain.letters import LetterFacts
from app.runtime import children
from app.runtime.reader_frames import HEADER, LENGTH, READY, WALL_SECONDS, unpack

_LOG = logging.getLogger(__name__)
_START_SECONDS = 60.0
_ANSWER_SECONDS = WALL_SECONDS + 15.0
"""The child ends itself first; this is for one that is stopped or cannot be told to."""
_STARTS = 3
_PIPE_BYTES = 1 << 16

Facts = list[LetterFacts | None]


class LetterReader(Protocol):
    """Turns raw letters into facts."""

    def submit(self, letters: Sequence[bytes]) -> "Future[Facts]":
        """Read a batch; the answer has one entry a letter, None where limits were exceeded."""
        ...

    def prepare(self) -> None:
        """Be ready for a letter that may come; returns at once."""
        ...

    def close(self) -> None:
        """Give up what is waiting and end everything that was started."""
        ...


class ReaderPool:
    """Reads batches in child processes, one thread each to serve it. Safe from any thread.

    Processes start when batches wait for them. Futures hold `TransientError` where no reader can be
    started.
    """

    def __init__(
        self,
        processes: int | None = None,
        idle_seconds: float = 30.0,
        *,
        keep_one: bool = False,
    ) -> None:
        """Use this many processes; by default one a processor, at most 4.

        A process that had nothing to read for ``idle_seconds`` ends, and starts again when needed.
        ``keep_one``: not the first one, for starting takes most of a second, which is too long for
        a single letter that has just arrived.
        """
        self._idle_seconds = idle_seconds
        self._keep_one = keep_one
        self._waiting = 0
        """Batches whose answers are not there yet."""
        self._count = processes or min(4, os.cpu_count() or 1)
        self._jobs: queue.SimpleQueue[tuple[Sequence[bytes], Future[Facts]] | None]
        self._jobs = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._servants: list[_Servant] = []
        self._numbers = itertools.count()

    def submit(self, letters: Sequence[bytes]) -> "Future[Facts]":
        """Read a batch; see `LetterReader`. After `close` the future is cancelled."""
        future: Future[Facts] = Future()
        with self._lock:
            if self._closed:
                future.cancel()
                return future
            self._waiting += 1
            future.add_done_callback(self._note_answer)
            if len(self._servants) < min(self._count, self._waiting):
                first = not self._servants
                idle = None if first and self._keep_one else self._idle_seconds
                self._servants.append(_Servant(next(self._numbers), self._jobs, idle, self._leave))
            self._jobs.put((letters, future))
        return future

    def _note_answer(self, _: "Future[Facts]") -> None:
        with self._lock:
            self._waiting -= 1

    def _leave(self, servant: "_Servant") -> bool:
        with self._lock:
            if self._closed or not self._jobs.empty():
                return False
            self._servants.remove(servant)
            return True

    def prepare(self) -> None:
        """Start a process if there is none."""
        if self._keep_one and not self._servants:
            self.submit([])

    def close(self) -> None:
        """Kill the children and join the threads; waiting batches are cancelled."""
        with self._lock:
            self._closed = True
        for servant in self._servants:
            servant.abandon()
        for _ in self._servants:
            self._jobs.put(None)
        for servant in self._servants:
            servant.join()
        while not self._jobs.empty():
            if (job := self._jobs.get()) is not None:
                job[1].cancel()


class _Servant:
    """One thread with one child process."""

    def __init__(
        self,
        number: int,
        jobs: "queue.SimpleQueue[tuple[Sequence[bytes], Future[Facts]] | None]",
        idle_seconds: float | None,
        leave: "Callable[[_Servant], bool]",
    ) -> None:
        """``leave``: whether it may end after ``idle_seconds`` without a job, None for never."""
        self._jobs = jobs
        self._idle_seconds = idle_seconds
        self._leave = leave
        self._child: _Child | None = None
        self._abandoned = threading.Event()
        self._starting = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=f"letter-reader-{number}")
        self._thread.start()

    def abandon(self) -> None:
        """Stop in the middle of whatever it is; any thread."""
        self._abandoned.set()
        with self._starting:
            if self._child is not None:
                self._child.kill()

    def join(self) -> None:
        """Wait for the end of the thread."""
        self._thread.join()

    def _run(self) -> None:
        while (job := self._next_job()) is not None:
            letters, future = job
            if self._abandoned.is_set():
                future.cancel()
            elif future.set_running_or_notify_cancel():
                self._serve(letters, future)
        self._end_child()

    def _next_job(self) -> "tuple[Sequence[bytes], Future[Facts]] | None":
        while True:
            try:
                return self._jobs.get(timeout=self._idle_seconds)
            except queue.Empty:
                self._end_child()
                if self._leave(self):
                    return None

    def _serve(self, letters: Sequence[bytes], future: "Future[Facts]") -> None:
        try:
            result = self._read(letters)
        except PostroomError as error:
            future.set_exception(error)
        except Exception as error:  # noqa: BLE001 - the batch's owner hears of the bug
            future.set_exception(error)
        else:
            future.set_result(result)

    def _read(self, letters: Sequence[bytes]) -> Facts:
        self._running_child()
        done: Facts = []
        careful = False  # one answer at a time, so that the letter at fault is known
        while len(done) < len(letters):
            before = len(done)
            try:
                for facts in self._running_child().read(letters[before:], flush_each=careful):
                    done.append(facts)
            except _ChildDiedError:
                self._drop_child()
                if careful:
                    _LOG.info("A letter of %d bytes cannot be read.", len(letters[len(done)]))
                    done.append(None)
                careful = not careful
        return done

    def _running_child(self) -> "_Child":
        if self._child is None:
            for _ in range(_STARTS):
                if self._start_child():
                    break
            else:
                raise TransientError("The process that reads letters could not be started.")
        assert self._child is not None  # noqa: S101 - set by _start_child
        return self._child

    def _start_child(self) -> bool:
        with self._starting:
            if self._abandoned.is_set():
                raise TransientError("Reading was stopped.")
            child = self._child = _Child()
        if not child.is_ready():
            self._drop_child()
            return False
        return True

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.kill()
        self._end_child()

    def _end_child(self) -> None:
        with self._starting:
            child, self._child = self._child, None
        if child is not None:
            child.end()


class _ChildDiedError(Exception):
    """The reader process ended, hung or answered nonsense."""


class _Child:
    """A running reader process and the bytes between us."""

    def __init__(self) -> None:
        self._process = children.start("app.runtime.reader_process")
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101, PT018
        self._to_child, self._from_child = self._process.stdin, self._process.stdout
        self._selector = selectors.DefaultSelector()
        if sys.platform != "win32":
            self._selector.register(self._from_child, selectors.EVENT_READ)
        self._buffer = bytearray()

    def is_ready(self) -> bool:
        """Wait until it has loaded everything."""
        try:
            return self._take(len(READY), _START_SECONDS) == READY
        except _ChildDiedError:
            return False

    def read(self, letters: Sequence[bytes], *, flush_each: bool) -> Iterator[LetterFacts | None]:
        """Hand over a batch, yield answers as they come; `_ChildDiedError` at the first fault."""
        try:
            lengths = [LENGTH.pack(len(raw)) for raw in letters]
            head = HEADER.pack(len(letters), flush_each)
            self._to_child.write(b"".join((head, *lengths, *letters)))
            self._to_child.flush()
        except OSError as error:
            raise _ChildDiedError from error
        for together in [1] * len(letters) if flush_each else [len(letters)]:
            (length,) = LENGTH.unpack(self._take(LENGTH.size, _ANSWER_SECONDS))
            yield from _unpack(self._take(length, _ANSWER_SECONDS), together)

    def _take(self, size: int, timeout: float) -> bytes:
        buffer = self._buffer
        while len(buffer) < size:
            # Windows can only wait for sockets; there a hanging reader ends with the program.
            if sys.platform != "win32" and not self._selector.select(timeout):
                raise _ChildDiedError
            data = os.read(self._from_child.fileno(), _PIPE_BYTES)
            if not data:
                raise _ChildDiedError
            buffer += data
        taken = bytes(memoryview(buffer)[:size])
        del buffer[:size]
        return taken

    def kill(self) -> None:
        """End the process at once; any thread."""
        self._process.kill()

    def end(self) -> None:
        """Let it end by closing its input, and collect it."""
        self._selector.close()
        for pipe in (self._to_child, self._from_child):
            try:
                pipe.close()
            except OSError:  # it ended with our bytes still on the way
                _LOG.debug("The reader's pipe was broken.")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _unpack(data: bytes, count: int) -> Facts:
    try:
        found = unpack(data)
    except Exception as error:  # pickle raises nearly anything on nonsense
        raise _ChildDiedError from error
    if len(found) != count:
        raise _ChildDiedError
    return found
