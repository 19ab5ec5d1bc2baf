"""A module of `tests.support` in a process of its own, which is talked to and killed."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.waiting import PATIENCE

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Drilled:
    """Who is drilled; one process at a time."""

    said: list[str] = field(default_factory=list, init=False)
    """The lines that it wrote, as they come."""
    starts: int = field(default=0, init=False)
    _process: "subprocess.Popen[str] | None" = field(default=None, init=False)
    _listening: threading.Thread = field(default_factory=threading.Thread, init=False)

    def launch(self, module: str, *words: str) -> None:
        """Begin it (again)."""
        self.starts += 1
        self._process = subprocess.Popen(
            (sys.executable, "-P", "-m", f"tests.support.{module}", *words),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            text=True,
        )
        self._listening = threading.Thread(target=self._listen, args=(self._process, self.said))
        self._listening.start()

    @staticmethod
    def _listen(process: "subprocess.Popen[str]", said: list[str]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                said.append(line.strip())  # noqa: PERF401 - it is read while it grows

    @property
    def process(self) -> "subprocess.Popen[str]":
        """The one that was begun last."""
        assert self._process is not None
        return self._process

    def is_over(self) -> bool:
        """Whether it is not running."""
        return self._process is None or self._process.poll() is not None

    def tell(self, line: str) -> None:
        """Write a line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it in the midst of whatever it does."""
        self.process.kill()
        status = self._ended()
        assert status == -signal.SIGKILL, f"it had ended by itself: {status}"

    def stop(self) -> None:
        """Let it end in good order: its input ends."""
        assert self._ended() == 0

    def _ended(self) -> int:
        assert self.process.stdin is not None
        try:
            self.process.stdin.close()
            return self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self._listening.join()
