"""A file system of a few megabytes, in a mount namespace of its own, to be filled and grown."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest


class SmallDisk:
    """A tmpfs that only processes started by `prefix` see as ``folder``; use as context manager.

    Tests see its files below `inside`, for copying only: SQLite would follow the link out again.
    Skips the test where the system does not let us mount.
    """

    def __init__(self, folder: Path, kilobytes: int) -> None:
        folder.mkdir()
        self.folder = folder
        self._size = kilobytes
        self._shell: subprocess.Popen[str] | None = None

    @property
    def prefix(self) -> tuple[str, ...]:
        """Runs what follows where the disk is."""
        holder = str(self._holder.pid)
        enter = ("nsenter", "--user", "--mount", "--preserve-credentials", "--target", holder)
        # what needs a temporary folder shall find no more room there
        return (*enter, "env", f"TMPDIR={self.folder}")

    @property
    def inside(self) -> Path:
        """The disk's files as other processes reach them."""
        return Path(f"/proc/{self._holder.pid}/root{self.folder}")

    def grow(self, kilobytes: int) -> None:
        """Make it so large."""
        self._size = kilobytes
        self._do(f"mount -o remount,size={kilobytes}k '{self.folder}'")

    def fill(self, left: int = 0) -> None:
        """Take all but so many kilobytes."""
        self.empty()
        state = os.statvfs(self.inside)
        taken = state.f_bavail * state.f_frsize - 1024 * left
        with (self.inside / "filler").open("wb") as file:
            file.write(b"\0" * max(0, taken))

    def empty(self) -> None:
        """Give back what `fill` took."""
        (self.inside / "filler").unlink(missing_ok=True)

    def copy(self, names: str, target: Path) -> None:
        """Copy files out, to be looked at."""
        target.mkdir(exist_ok=True)
        for path in target.glob(names):
            path.unlink()
        for path in self.inside.glob(names):
            shutil.copyfile(path, target / path.name)

    @property
    def _holder(self) -> "subprocess.Popen[str]":
        assert self._shell is not None
        return self._shell

    def _do(self, command: str) -> None:
        assert self._holder.stdin is not None
        assert self._holder.stdout is not None
        try:
            self._holder.stdin.write(f"{command} && echo done || echo failed\n")
            self._holder.stdin.flush()
            said = self._holder.stdout.readline()
        except BrokenPipeError:  # where nobody may have a namespace the shell ends at once
            said = ""
        if said != "done\n":
            pytest.skip(f"a small disk cannot be mounted here: {command!r} said {said!r}")

    def __enter__(self) -> Self:
        if not (shutil.which("unshare") and shutil.which("nsenter")):
            pytest.skip("util-linux is not installed")
        self._shell = subprocess.Popen(
            ["unshare", "--user", "--map-root-user", "--mount", "sh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            self._do(f"mount -t tmpfs -o size={self._size}k,mode=700 small '{self.folder}'")
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(BrokenPipeError):
            self._holder.communicate()  # its shell ends with its input, and the disk with it
        self._shell = None
