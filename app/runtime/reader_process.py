"""The child process that reads letters: hostile input stays in here, with limits.

Run as ``python -P -m app.runtime.reader_process`` by `app.runtime.readers`. It takes batches on
standard input, gives one answer a letter on standard output (see `app.runtime.reader_frames`), and
ends when its input ends: when the parent closes it or dies, however it dies.
"""

import gc
import os
import signal
import sys
from typing import BinaryIO

from app.domain.letters import LetterFacts
from app.runtime.reader_frames import HEADER, LENGTH, READY, WALL_SECONDS, pack
from app.services.reading import read_letter

CPU_SECONDS = 2.0
"""Time of its own that a letter may take; then it is given up and the next one begins."""
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
    _limit_process()
    gc.freeze()
    gc.set_threshold(100_000)  # reading leaves no cycles; looking for them takes 6 % of the time
    answers.write(READY)
    answers.flush()
    while (batch := _read_batch(source)) is not None:
        letters, flush_each = batch
        for raw in letters:
            facts = _read_limited(raw)
            data = b"" if facts is None else pack(facts)
            answers.write(LENGTH.pack(len(data)))
            answers.write(data)
            if flush_each:
                answers.flush()
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


def _read_limited(raw: bytes) -> LetterFacts | None:
    try:
        _arm(CPU_SECONDS, WALL_SECONDS)
        try:
            return read_letter(raw)
        finally:
            _arm(0, 0)
    except (_TooSlowError, MemoryError, RecursionError):
        return None
    except Exception:  # noqa: BLE001 - whatever a parser's bug is, the source is shown instead
        return None


def _arm(cpu: float, wall: float) -> None:
    if sys.platform != "win32":  # there the parent's own limit remains
        signal.setitimer(signal.ITIMER_PROF, cpu)
        signal.setitimer(signal.ITIMER_REAL, wall)


def _too_slow(_number: int, _frame: object) -> None:
    raise _TooSlowError


def _limit_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    if sys.platform == "win32":
        return
    os.nice(_NICE)
    signal.signal(signal.SIGPROF, _too_slow)
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
