"""The child process that reads packs of the journal, so that the writer's thread only stores them.

Run as ``python -P -m app.runtime.pack_process`` by `app.runtime.pack_reader`; what is said through
its pipes is in `app.runtime.pack_frames`. It ends when its input ends, however the parent ends.
"""

import gc
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from app.runtime import pack_frames as frames
from app.services.journal_reading import Reading

_FOLDS = 500
"""In one answer."""
_AHEAD = 8
"""Answers that wait until the parent has stored those before them."""
MEMORY_BYTES = 1_500_000_000
"""What packs may take; those of 100,000 events take a tenth."""


def main() -> None:
    """Read what the parent sends, answer, fold, and end."""
    source = sys.stdin.buffer
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that a library prints may be taken for an answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to handle
    _limit_memory()
    gc.disable()  # nothing here makes circles
    asked = frames.read(source)
    if asked is None:
        return
    answers: queue.Queue[bytes | None] = queue.Queue(_AHEAD)
    telling = threading.Thread(target=_tell, args=(pipe, answers), name="answers", daemon=True)
    telling.start()
    for answer in _answers(asked, source):
        answers.put(answer)
    answers.put(None)
    telling.join()


def _answers(asked: bytes, source: BinaryIO) -> Iterator[bytes]:
    reading = Reading(*frames.request(asked))
    yield frames.of_devices(reading.introduced())
    for part in reading.parts():
        yield frames.of_part(part)
    yield b""
    yield frames.of_ending(reading.ending())
    wanted = frames.read(source)
    if wanted is not None:
        folds = reading.folds(frames.groups(wanted))
        while some := list(islice(folds, _FOLDS)):
            yield frames.of_folds(some)


def _tell(pipe: BinaryIO, answers: "queue.Queue[bytes | None]") -> None:
    """Answer, and end the process when nobody listens any more."""
    try:
        while (answer := answers.get()) is not None:
            frames.write(pipe, answer)
    except OSError:
        os._exit(1)  # the thread that reads may wait for room among the answers


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - not on every system

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or hard > MEMORY_BYTES:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, hard))


if __name__ == "__main__":
    main()
