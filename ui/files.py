"""Attachments outside the database: temporary copies, opening, saving, and what is a program."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from app.domain.errors import StorageError
from app.domain.ids import MessageKey
from app.domain.messages import Attachment
from ui.ports import Queries
from ui.tasks import Tasks

_PROGRAMS = frozenset(
    "action apk app appimage applescript application bat bin cmd com command cpl csh deb desktop "
    "dll dmg docm dotm elf exe gadget hta htm html inf iso jar jnlp js jse ksh lnk mht mhtml msc "
    "msi msp mst pif pkg pl potm ppam ppsm pptm ps1 psm1 py pyw reg rgs rpm run scf scpt scr sct "
    "sh shb shs svg terminal url vb vbe vbs vbscript wasm website workflow ws wsc wsf wsh xbap xht "
    "xhtml xlam xlsm xltm xml xsl zsh".split()
)
"""Kinds that run code, hold macros, or open in a browser with the rights of a local file."""

_PROGRAM_TYPES = ("application/x-msdownload", "application/x-executable", "application/x-sh")


_ICONS = (
    (("image/",), "image"),
    (("message/",), "letter"),
    (("application/zip", "application/x-7z", "application/x-rar", "application/gzip"), "archive"),
    (("text/csv", "application/vnd.ms-excel"), "sheet"),
    (("application/pdf", "text/", "application/msword", "application/rtf"), "document"),
)
"""Starts of content types and the icon for them; the first that fits holds."""


def icon_name(attachment: Attachment) -> str:
    """The icon for an attachment's kind."""
    kind = attachment.content_type
    if "spreadsheet" in kind:
        return "sheet"
    if "wordprocessing" in kind or "opendocument.text" in kind:
        return "document"
    return next((name for starts, name in _ICONS if kind.startswith(starts)), "file")


def is_program(filename: str, content_type: str) -> bool:
    """Whether opening this may run code. Trailing dots and blanks do not hide an ending."""
    name = PurePosixPath(filename.rstrip(". ").lower())
    return name.suffix.removeprefix(".") in _PROGRAMS or content_type in _PROGRAM_TYPES


class Files:
    """Temporary copies for one run of the window, readable by this user only.

    All methods are for the GUI thread; ``then`` and ``failed`` are called there.
    """

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._folder = Path(tempfile.mkdtemp(prefix="postroom-"))

    def copy(
        self,
        key: MessageKey,
        index: int,
        then: Callable[[Path], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Make a temporary copy (mode 0600) that keeps the attachment's name."""

        def work(queries: Queries) -> Path:
            attachment, data = queries.attachment(key, index)
            folder = self._folder / f"{key}.{index}"
            folder.mkdir(mode=0o700, exist_ok=True)
            path = folder / (Path(attachment.filename).name or "attachment")
            write_private(path, data)
            return path

        self._tasks.run(work, then, failed)

    def save(
        self,
        key: MessageKey,
        index: int,
        target: Path,
        then: Callable[[Path], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Write an attachment where the person has chosen."""

        def work(queries: Queries) -> Path:
            data = queries.attachment(key, index)[1]
            try:
                target.write_bytes(data)
            except OSError as error:
                raise StorageError(f"{target.name}: {error.strerror}") from error
            return target

        self._tasks.run(work, then, failed)

    def close(self) -> None:
        """Remove every copy."""
        shutil.rmtree(self._folder, ignore_errors=True)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only this user may read, replacing an older copy."""
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
