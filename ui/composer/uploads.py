"""Files on their way into a draft: read in pieces by a thread, stored by the writer's."""

import mimetypes
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.errors import PostroomError, StorageError
from app.domain.outgoing import DraftId, FileId
from app.services.drafts import add_file, add_piece, remove_file
from ui.ports import Runtime

PIECE_BYTES = 1 << 20
_SHRUNK = "shrunk"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is being taken in."""

    number: int
    name: str
    size: int
    done: int = 0
    """Bytes."""
    content_id: str = ""


class Uploads(QObject):
    """Takes files and pictures into drafts; GUI thread only but for the reading itself.

    One piece of a mebibyte is under way at a time, so fifty of them neither fill the memory nor
    keep other writing waiting. `stop` ends what is under way; a file that was not taken in whole
    is not part of the draft.
    """

    progressed = Signal(object)
    """An `Upload`."""
    finished = Signal(object)
    """An `Upload` that is part of its draft now."""
    failed = Signal(object, str)
    """An `Upload`, and why."""
    _told = Signal(object, object, str)

    def __init__(
        self, runtime: Runtime, draft: Callable[[], DraftId | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runtime, self._draft = runtime, draft
        self._next = 0
        self._stopping: dict[int, Event] = {}
        self._threads: list[Thread] = []
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> int:
        """How many files are not taken in yet."""
        return len(self._stopping)

    def add_path(self, path: Path) -> Upload | None:
        """Take a file in; None for what is no file."""
        try:
            if not path.is_file():
                return None
            size = path.stat().st_size
        except OSError:
            return None
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return self._begin(path.name, size, kind, "", lambda: path.open("rb"))

    def add_picture(self, image: QImage, content_id: str, name: str) -> Upload:
        """Take a picture in that stands in the text; it is packed in a thread too."""
        return self._begin(name, 0, "image/png", content_id, lambda: _packed(image))

    def cancel(self, number: int) -> None:
        """Take a file in no further."""
        if number in self._stopping:
            self._stopping[number].set()

    def stop(self) -> None:
        """End all that is under way and wait for its threads; nothing is told afterwards."""
        self._told.disconnect(self._tell)
        for event in self._stopping.values():
            event.set()
        for thread in self._threads:
            thread.join()
        self._stopping.clear()

    def _begin(
        self, name: str, size: int, kind: str, content_id: str, opened: Callable[[], BinaryIO]
    ) -> Upload:
        draft = self._draft()
        self._next += 1
        upload = Upload(self._next, name, size, content_id=content_id)
        stopping = self._stopping[upload.number] = Event()
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = Thread(
            target=self._run,
            args=(upload, draft, kind, opened, stopping),
            name=f"ui-upload-{upload.number}",
        )
        self._threads.append(thread)
        thread.start()
        return upload

    # --- in a thread of its own ---------------------------------------------------------------

    def _run(
        self,
        upload: Upload,
        draft: DraftId | None,
        kind: str,
        opened: Callable[[], BinaryIO],
        stopping: Event,
    ) -> None:
        file: FileId | None = None
        try:
            if draft is None:
                raise StorageError("The letter could not be begun.")
            with opened() as source:
                size = source.seek(0, 2)
                source.seek(0)
                upload = _grown(upload, size, 0)
                file = self._runtime.perform(
                    add_file, draft, upload.name, kind, size, upload.content_id
                ).result()
                done = 0
                for number, piece in enumerate(_pieces(source)):
                    if stopping.is_set():
                        break
                    self._runtime.perform(add_piece, file, number, piece).result()
                    done += len(piece)
                    self._told.emit("progressed", _grown(upload, size, done), "")
            if stopping.is_set():
                self._runtime.perform(remove_file, draft, file).result()
                self._told.emit("failed", upload, "")
            elif done < size:
                self._told.emit("failed", upload, _SHRUNK)
            else:
                self._told.emit("finished", _grown(upload, size, size), "")
        except (OSError, PostroomError, CancelledError) as error:
            words = error.strerror if isinstance(error, OSError) else str(error)
            self._told.emit("failed", upload, words or str(error) or type(error).__name__)

    # --- in the GUI thread --------------------------------------------------------------------

    @Slot(object, object, str)
    def _tell(self, what: str, upload: Upload, words: str) -> None:
        if what == "progressed":
            self.progressed.emit(upload)
            return
        self._stopping.pop(upload.number, None)
        if what == "finished":
            self.finished.emit(upload)
        elif words == _SHRUNK:
            self.failed.emit(upload, self.tr("It became shorter while it was read."))
        else:
            self.failed.emit(upload, words)


def _grown(upload: Upload, size: int, done: int) -> Upload:
    return Upload(upload.number, upload.name, size, done, upload.content_id)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(PIECE_BYTES):
        yield piece


def _packed(image: QImage) -> BinaryIO:
    """A picture as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return BytesIO(bytes(buffer.data().data()))
