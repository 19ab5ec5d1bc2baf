"""When to kill: moments of a running sync, chosen at random over all that it does.

wire        before the n-th block of the conversation with the server is passed on, or just after
clock       so long after the conversation began, or after the process began
log         when the write-ahead log was written to the n-th time: in a transaction or its end
checkpoint  when the database file itself is written: the log is being taken over
"""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("wire", "wire", "wire", "clock", "clock", "log", "log", "checkpoint")
_BODY = b"BODY[] {"

Moment = Callable[[], bool]
"""Whether it has come; asked again and again."""


@dataclass
class Conversation:
    """What the relay between program and server has seen of one run."""

    blocks: int = 0
    began: float | None = None
    bodies: int = 0
    """Letters whose source was handed out."""
    hold_at: int | None = None
    """The block that is not passed on: the program is killed before it."""
    held: threading.Event = field(default_factory=threading.Event)
    _tail: bytes = b""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, data: bytes, to_server: bool) -> bool:
        """See `tests.support.proxy.Proxy`."""
        with self._lock:
            if self.began is None:
                self.began = time.monotonic()
            self.blocks += 1
            if not to_server:
                text = self._tail + data
                self.bodies += text.count(_BODY)
                self._tail = data[1 - len(_BODY) :]
            if self.hold_at is None or self.blocks < self.hold_at:
                return True
            self.held.set()
            return False


@dataclass
class Extent:
    """How far the runs of one activity went, to spread the moments of the next ones over."""

    blocks: float = 40.0
    seconds: float = 0.8
    writes: float = 6.0

    def learn(self, conversation: Conversation, writes: int, *, complete: bool) -> None:
        """Go by the longest run, and slowly forget it."""
        seconds = time.monotonic() - conversation.began if conversation.began else 0.0
        keep = 0.8 if complete else 0.97
        self.blocks = max(keep * self.blocks, conversation.blocks, 8)
        self.seconds = max(keep * self.seconds, seconds, 0.1)
        self.writes = max(keep * self.writes, writes, 2)


class Writes:
    """Counts how often a file was seen changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._last = self._stamp()
        self.count = 0

    def look(self) -> int:
        stamp = self._stamp()
        if stamp != self._last:
            self._last = stamp
            self.count += 1
        return self.count

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_size


def choose(
    kind: str,
    *,
    chance: random.Random,
    extent: Extent,
    conversation: Conversation,
    database: Path,
    log: Writes,
) -> Moment:
    """Choose a moment of this kind; some lie behind the end, so that the end is met as well."""
    if kind == "wire":
        number = 1 + int(chance.random() * 1.05 * extent.blocks)
        if chance.random() < 0.5:
            conversation.hold_at = number
            return conversation.held.is_set
        return _after(lambda: conversation.blocks >= number, chance.uniform(0, 0.02))
    if kind == "clock":
        pause = chance.uniform(0, 1.05 * extent.seconds)
        if chance.random() < 0.1:
            return _after(lambda: True, pause)
        return _after(lambda: conversation.began is not None, pause)
    if kind == "log":
        number = 1 + int(chance.random() * 1.05 * extent.writes)
        return _after(lambda: log.look() >= number, chance.uniform(0, 0.006))
    base = Writes(database)
    return _after(lambda: base.look() > 0, chance.choice((0, 0, chance.uniform(0, 0.02))))


def _after(condition: Callable[[], bool], pause: float) -> Moment:
    came: list[float] = []

    def moment() -> bool:
        if not came and condition():
            came.append(time.monotonic())
        return bool(came) and time.monotonic() - came[0] >= pause

    return moment


@dataclass
class Tally:
    """What was done, for the report."""

    killed: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    readers: int = 0
    """Reader processes that were killed besides, a moment before."""
    complete: Counter[str] = field(default_factory=Counter)
    begun: int = 0
    """Kills that left a move under way."""
    waiting: int = 0
    """Kills that left wishes which the server had not answered, or whose answer was not noted."""
    torn: int = 0
    """Kills that left a write-ahead log behind."""
    again: Counter[str] = field(default_factory=Counter)
    """Bodies that were fetched more than once, by activity."""

    @property
    def kills(self) -> int:
        return sum(self.killed.values())
