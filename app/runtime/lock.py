"""One process at a time works on a profile: a lock that ends with its process, however it ends."""

import contextlib
import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.domain.errors import Reason, RejectedError, StorageError

_NAME = "postroom.lock"


class ProfileLock:
    """An advisory lock on a profile folder; use as a context manager or with `release`."""

    def __init__(self, profile: Path) -> None:
        """Take the lock. Raises `RejectedError` when another process holds it."""
        path = profile / _NAME
        try:
            profile.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                words = "The disk is full. Free some space; nothing was lost."
                raise StorageError(words, reason=Reason.DISK_FULL) from error
            raise StorageError(f"The profile folder {profile} cannot be written to.") from error
        try:
            _lock(self._file)
        except OSError as error:
            os.close(self._file)
            raise RejectedError(
                f"Another Postroom{_holder(path)} is working on this profile. Close it first."
            ) from error
        with contextlib.suppress(OSError):  # a full disk; the lock itself needs no room
            os.ftruncate(self._file, 0)
            os.write(self._file, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Let go of the lock; the file stays, it means nothing by itself."""
        os.close(self._file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _lock(file: int) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - Windows only

        # one byte far behind the process id, which must stay readable
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)
    else:
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(path: Path) -> str:
    try:
        number = path.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
    return f" (process {number})" if number.isdigit() else ""
