"""The child process that reads letters: hostile input stays in here, with limits.

Run as ``python -P -m app.runtime.reader_process`` by `app.runtime.readers`. It takes batches on
standard input, answers on standard output (see `app.runtime.reader_frames`), and ends when its
input ends: when the parent closes it or dies, however it dies.
"""

import gc
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from typing import BinaryIO, ParamSpec, TypeVar

from app.domain.letters import LetterFacts
from app.runtime.reader_frames import HEADER, LENGTH, READY, WALL_SECONDS, pack
from app.services.reading import facts_of, parse_letter, words_of_letter

_P = ParamSpec("_P")
_T = TypeVar("_T")

CPU_SECONDS = 2.0
"""Time of its own that each step with a letter may take; then the letter is given up."""
_TICK_SECONDS = 0.25
"""How often of its own time the process looks whether a step takes too long."""
_WALL_PRECISION = 1.0
"""Seconds by which `WALL_SECONDS` may come too early for a step."""
MEMORY_BYTES = 600 * 1024 * 1024
"""What a letter may take beyond what the process needs for itself."""
_NICE = 5
"""Reading fills whatever processors there are; the window and the writer go first."""
_FLUSH_BYTES = 64 * 1024


class _TooSlowError(BaseException):
    """Out of time; not an `Exception`, so that no tolerant parser catches it."""


def main() -> None:
    """Serve batches until the input ends."""
    source = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb", _FLUSH_BYTES)
    os.dup2(2, 1)  # nothing that a library prints may be taken for an answer
    limits = _Limits()
    _limit_process(limits)
    gc.freeze()
    gc.set_threshold(100_000)  # reading leaves no cycles; looking for them takes 6 % of the time
    answers.write(READY)
    answers.flush()
    while (batch := _read_batch(source)) is not None:
        letters, flush_each = batch
        for together in [[raw] for raw in letters] if flush_each else [letters]:
            data = pack(_read(together, limits))
            limits.pause()
            answers.write(LENGTH.pack(len(data)))
            answers.write(data)
            answers.flush()


def _read_batch(source: BinaryIO) -> tuple[list[bytes], bool] | None:
    """Read a whole batch before any answer: both sides writing at once could block for ever."""
    header = source.read(HEADER.size)
    if len(header) < HEADER.size:
        return None
    count, flush_each = HEADER.unpack(header)
    lengths = [LENGTH.unpack(source.read(LENGTH.size))[0] for _ in range(count)]
    letters = [source.read(length) for length in lengths]
    return (letters, flush_each) if len(letters[-1]) == lengths[-1] else None


def _read(letters: Sequence[bytes], limits: "_Limits") -> list[LetterFacts | None]:
    """Take one step with all letters before the next: its code and tables stay in the caches."""
    parsed = [limits.run(parse_letter, raw) for raw in letters]
    words = [None if one is None else limits.run(words_of_letter, one) for one in parsed]
    return [
        None if one is None or text is None else limits.run(facts_of, raw, one, text)
        for raw, one, text in zip(letters, parsed, words, strict=True)
    ]


class _Limits:
    """Bounds what a step may take; a clock that ticks by itself spares each step system calls."""

    def __init__(self) -> None:
        self._step = 0
        """Number of the step; what follows is what `tick` knows of it."""
        self._running = False
        self._seen = 0
        self._began = 0.0
        self._last = time.process_time()
        self._wall_from = -math.inf

    def run(self, step: "Callable[_P, _T]", *args: "_P.args", **kwargs: "_P.kwargs") -> "_T | None":
        """Return what the step returns, None where it exceeds its limits or raises."""
        try:
            try:
                self._begin()
                return step(*args, **kwargs)
            finally:
                self._running = False
        except (_TooSlowError, MemoryError, RecursionError):
            return None
        except Exception:  # noqa: BLE001 - whatever a parser's bug is, the source is shown instead
            return None

    def _begin(self) -> None:
        self._step += 1
        self._running = True
        if (now := time.monotonic()) - self._wall_from > _WALL_PRECISION:
            self._wall_from = now
            if sys.platform != "win32":  # there the parent's own limit remains
                signal.setitimer(signal.ITIMER_REAL, WALL_SECONDS)

    def pause(self) -> None:
        """Nothing is limited while this waits for the parent."""
        self._wall_from = -math.inf
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)

    def tick(self, _number: int, _frame: object) -> None:
        """Give up the step that runs, if it has had its time; called by the clock."""
        now = time.process_time()
        if self._seen != self._step:
            self._seen = self._step
            self._began = self._last  # it did so after the tick before this
        self._last = now
        if self._running and now - self._began > CPU_SECONDS + _TICK_SECONDS:
            raise _TooSlowError


def _limit_process(limits: _Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    if sys.platform == "win32":
        return
    os.nice(_NICE)
    signal.signal(signal.SIGPROF, limits.tick)
    signal.setitimer(signal.ITIMER_PROF, _TICK_SECONDS, _TICK_SECONDS)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            own = int(statm.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = own + MEMORY_BYTES
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    main()
