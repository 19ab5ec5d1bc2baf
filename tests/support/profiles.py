"""The program as people start it: ``python -m app`` on a profile, in a process of its own."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.accounts import AccountSettings

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class ProgramProfile:
    """A profile folder and how to run the program on it."""

    folder: Path
    password: str
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    """Stands in the environment of every process that belongs to this profile."""
    prefix: tuple[str, ...] = ()
    """A command that the program is run by, such as one that limits it."""

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start it; what it prints waits in pipes until the caller reads or communicates."""
        return subprocess.Popen(
            self._command(words),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self._environment(),
        )

    def _command(self, words: Iterable[str]) -> list[str]:
        program = [sys.executable, "-P", "-m", "app", "--profile", str(self.folder)]
        return [*self.prefix, *program, *words]

    def run(self, *words: str, timeout: float = 280) -> str:
        """Run to the end; its standard output. The exit status must be 0."""
        done = self.run_anyhow(*words, timeout=timeout)
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode()

    def run_anyhow(self, *words: str, timeout: float = 120) -> "subprocess.CompletedProcess[bytes]":
        """Run to the end, whatever it is."""
        return subprocess.run(
            self._command(words),
            capture_output=True,
            env=self._environment(),
            timeout=timeout,
            check=False,
        )

    def run_json(self, *words: str, timeout: float = 280) -> Any:
        return json.loads(self.run(*words, "--json", timeout=timeout))

    def add_account(self, settings: AccountSettings) -> None:
        self.run(
            *("account", "add", "--name", settings.name, "--imap", str(settings.imap)),
            *("--security", settings.security.value, "--user", settings.user),
            *("--address", settings.address),
        )

    def database(self) -> Path:
        (found,) = self.folder.glob("*.db")
        return found

    def processes(self) -> list[int]:
        """Running processes of this profile, whoever their parent is now."""
        found = []
        for entry in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.mark.encode() in entry.read_bytes():
                    found.append(int(entry.parent.name))
            except OSError:  # it has just ended
                continue
        return found

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(_ROOT),
            "POSTROOM_PASSWORD": self.password,
            "POSTROOM_TEST_MARK": self.mark,
        }
