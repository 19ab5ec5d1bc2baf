"""Spelling beside all other work: a thread with a child process that may die and starts again.

`Spelling` is what the window asks; `app.runtime.spelling_process` does the looking up. Requests are
answered in the order of their haste: what a person waits for first, then paragraphs.
"""

import itertools
import json
import logging
import queue
import subprocess
import threading
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.domain.errors import TransientError
from app.domain.spelling import Checked, Paragraph, Slip, SlipKind
from app.runtime import children

_LOG = logging.getLogger(__name__)
_STARTS = 3
"""How often in a row a child may end without an answer."""
_SOON, _LATER, _AT_LEISURE = 0, 1, 2


class SpellingService(Protocol):
    """Checks and suggests; every method returns at once, from any thread.

    Futures end in another thread; with `TransientError` where no process can be had, cancelled
    after `close`.
    """

    def check(
        self, paragraph: Paragraph, leaning: Mapping[str, int] | None = None
    ) -> "Future[Checked]":
        """Look a paragraph through. ``leaning``: evidence of the text around it, summed."""
        ...

    def suggest(
        self, word: str, language: str, near_by: Collection[str] = (), *, hasty: bool = True
    ) -> "Future[tuple[str, ...]]":
        """Find what a word may have been meant to be, at most five, likeliest first.

        ``near_by``: words of the text around it, lower case. ``hasty``: somebody waits for it.
        """
        ...

    def know(self, words: Collection[str], names: Collection[str] = ()) -> None:
        """Take words and people's names for right from now on, in place of those before."""
        ...


@dataclass(order=True, slots=True)
class _Job:
    haste: int
    number: int
    asked: dict[str, Any] = field(compare=False)
    read: Callable[[Any], Any] = field(compare=False)
    future: "Future[Any] | None" = field(compare=False, default=None)


class Spelling:
    """`SpellingService` over a child process, which starts with the first request."""

    def __init__(self, profile: Path | None, idle_seconds: float = 300.0) -> None:
        """``profile``: the data folder with a person's own dictionaries, if any.

        A process that was asked nothing for ``idle_seconds`` ends: it holds some 90 MB.
        """
        self._profile = profile
        self._idle_seconds = idle_seconds
        self._jobs: queue.PriorityQueue[_Job] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._closed = False
        self._thread: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._known: dict[str, Any] | None = None
        """What each new process is told first."""
        self._failed = False
        """Whether the last request had no answer: then the next is tried once only."""

    def check(
        self, paragraph: Paragraph, leaning: Mapping[str, int] | None = None
    ) -> "Future[Checked]":
        """Look a paragraph through; see `SpellingService`."""
        asked = {
            "check": [paragraph.text, paragraph.language, paragraph.skip],
            "leaning": dict(leaning or {}),
        }

        def read(answer: Any) -> Checked:  # noqa: ANN401 - JSON
            return _checked(paragraph.text, answer)

        return self._ask(_LATER, asked, read)

    def suggest(
        self, word: str, language: str, near_by: Collection[str] = (), *, hasty: bool = True
    ) -> "Future[tuple[str, ...]]":
        """Find what a word may have been meant to be; see `SpellingService`."""
        asked = {"suggest": [word, language, list(near_by)]}
        return self._ask(_SOON if hasty else _AT_LEISURE, asked, tuple)

    def know(self, words: Collection[str], names: Collection[str] = ()) -> None:
        """Take words and names for right; see `SpellingService`."""
        self._known = {"words": list(words), "names": list(names)}
        if self._child is not None:
            self._ask(_SOON, self._known, lambda _: None)

    def close(self) -> None:
        """End the process and the thread; what waits is cancelled. Any thread but its own."""
        with self._lock:
            self._closed = True
            thread, child = self._thread, self._child
            if child is not None:
                child.kill()
            self._jobs.put(_Job(-1, next(self._numbers), {}, tuple))
        if thread is not None:
            thread.join()
        while not self._jobs.empty():
            if (future := self._jobs.get().future) is not None:
                future.cancel()

    def _ask(self, haste: int, asked: dict[str, Any], read: Callable[[Any], Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        with self._lock:
            if self._closed:
                future.cancel()
                return future
            self._jobs.put(_Job(haste, next(self._numbers), asked, read, future))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="speller")
                self._thread.start()
        return future

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=None if self._child is None else self._idle_seconds)
            except queue.Empty:
                self._end_child()
                continue
            if job.future is None:
                self._end_child()
                return
            if job.future.set_running_or_notify_cancel():
                self._serve(job, job.future)

    def _serve(self, job: _Job, future: "Future[Any]") -> None:
        for _ in range(1 if self._failed else _STARTS):
            try:
                future.set_result(job.read(self._exchange(job.asked)))
            except (OSError, ValueError, EOFError):
                self._end_child()
            else:
                self._failed = False
                return
            if self._closed:
                break
        self._failed = True
        if not self._closed:
            _LOG.info("The process that checks spelling does not answer.")
        future.set_exception(TransientError("The process that checks spelling does not answer."))

    def _exchange(self, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
        child = self._child
        if child is None:
            child = self._start()
            if self._known is not None:
                _one_turn(child, self._known)
        return _one_turn(child, asked)

    def _start(self) -> "subprocess.Popen[bytes]":
        own = [] if self._profile is None else [str(self._profile)]
        with self._lock:
            if self._closed:
                raise EOFError
            self._child = children.start("app.runtime.spelling_process", *own)
            return self._child

    def _end_child(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child is None:
            return
        for pipe in (child.stdin, child.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # it ended with our bytes still on the way
                _LOG.debug("The speller's pipe was broken.")
        try:
            child.wait(5)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _one_turn(child: "subprocess.Popen[bytes]", asked: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    if child.stdin is None or child.stdout is None:
        raise EOFError
    child.stdin.write(json.dumps(asked, separators=(",", ":")).encode() + b"\n")
    child.stdin.flush()
    line = child.stdout.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    return json.loads(line)


def _checked(text: str, answer: Any) -> Checked:  # noqa: ANN401 - JSON
    slips, evidence = answer
    return Checked(
        tuple(
            Slip(
                start, length, text[start : start + length], SlipKind(kind), language, tuple(fixes)
            )
            for start, length, kind, language, fixes in slips
        ),
        evidence,
    )
