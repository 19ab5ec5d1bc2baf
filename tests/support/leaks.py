"""What a test must not leave behind: threads, child processes, log records, files."""

import contextlib
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Set
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")

GRACE_SECONDS = 60.0
"""How long something that is on its way out may take; only failing tests ever wait that long."""

# Helpers that stay for the whole process once they have been started, by design of their makers.
_STAYING_PROCESSES = re.compile(
    r"QtWebEngineProcess|multiprocessing[. ](resource_tracker|forkserver)"
)


class LogWatch(logging.Handler):
    """Collects records of WARNING and above, and knows which of them the test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[logging.LogRecord] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(record)

    def expect(self, pattern: str) -> None:
        """Say that at least one record's message matches (`re.search`); such records pass."""
        self._expected.append(re.compile(pattern))

    def complaints(self) -> list[str]:
        """Return unexpected records, and expectations that nothing met."""
        messages = [(record, record.getMessage()) for record in self._records]
        found = [
            f"unexpected log record {record.levelname} {record.name}: {message}"
            for record, message in messages
            if not any(pattern.search(message) for pattern in self._expected)
        ]
        found += [
            f"expected log record never came: {pattern.pattern}"
            for pattern in self._expected
            if not any(pattern.search(message) for _, message in messages)
        ]
        return found


def threads() -> frozenset[threading.Thread]:
    """Python threads that are alive, without those that C++ started and Python only met."""
    return frozenset(
        thread for thread in threading.enumerate() if not thread.name.startswith("Dummy-")
    )


def children() -> frozenset[int]:
    """Process ids of our direct children, ended ones included; empty where there is no /proc."""
    ours = str(os.getpid())
    found: set[int] = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The second field, the name, may itself hold spaces and brackets.
            parent = entry.read_text(errors="replace").rpartition(")")[2].split()[1]
        except OSError:  # it has just ended
            continue
        if parent == ours:
            found.add(int(entry.parent.name))
    return frozenset(found)


def listening_ports() -> frozenset[int]:
    """TCP ports on which this process accepts connections; empty where there is no /proc."""
    ours: set[str] = set()
    for descriptor in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError):  # the one that reads this very folder
            ours.add(str(descriptor.readlink()))
    found: set[int] = set()
    for table in ("/proc/self/net/tcp", "/proc/self/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and f"socket:[{fields[9]}]" in ours:
                    found.add(int(fields[1].rpartition(":")[2], 16))
    return frozenset(found)


def command_of(pid: int) -> str:
    """Command line of a process, ``""`` for one that has ended or waits to be reaped."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return raw.replace(b"\0", b" ").decode(errors="replace").strip()


def leaked_threads(before: Set[threading.Thread]) -> list[str]:
    """Names of threads that outlive the grace period and were not there before."""
    left = _settle(lambda: threads() - before)
    return [f"thread still running: {thread.name}" for thread in left]


def leaked_children(before: Set[int]) -> list[str]:
    """Commands of child processes that outlive the grace period and were not there before."""

    def running() -> frozenset[int]:
        new = children() - before
        return frozenset(
            pid
            for pid in new
            if (command := command_of(pid)) and not _STAYING_PROCESSES.search(command)
        )

    left = _settle(running)
    return [f"process still running: {pid} {command_of(pid)}" for pid in left]


def leaked_files(folder: Path) -> list[str]:
    """Names of files written to the working directory."""
    return [f"file left in the working directory: {path.name}" for path in folder.iterdir()]


def _settle(left_over: Callable[[], frozenset[_T]]) -> frozenset[_T]:
    deadline = time.monotonic() + GRACE_SECONDS
    while (left := left_over()) and time.monotonic() < deadline:
        time.sleep(0.01)
    return left
