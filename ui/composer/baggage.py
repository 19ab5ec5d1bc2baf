"""Files and pictures of one letter: taken in, shown, removed, waited for."""

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.outgoing import Draft, DraftFile, DraftId, FileId
from app.services import drafts as commands
from ui.composer.editor import ComposeEdit
from ui.composer.file_strip import FileStrip
from ui.composer.kit import Kit
from ui.composer.uploads import Upload, Uploads


class Baggage(QObject):
    """GUI thread only."""

    changed = Signal()
    """Something was added or removed."""
    complained = Signal(str)
    """A file could not be taken in, and why."""

    def __init__(self, kit: Kit, edit: ComposeEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._edit, self._parent = kit, edit, parent
        self._draft: DraftId | None = None
        self._then: Callable[[], None] | None = None
        self.files: tuple[DraftFile, ...] = ()
        """Those that are stored, pictures in the text included."""
        self.strip = FileStrip()
        self._uploads = Uploads(kit.runtime, lambda: self._draft, self)
        parent.setAcceptDrops(True)
        parent.installEventFilter(self)
        edit.files_given.connect(self.attach)
        edit.picture_given.connect(self.take_picture)
        self.strip.remove_requested.connect(self._remove)
        self.strip.cancel_requested.connect(self._uploads.cancel)
        self._uploads.progressed.connect(self.strip.show_upload)
        self._uploads.finished.connect(self._taken_in)
        self._uploads.failed.connect(self._not_taken_in)

    @property
    def under_way(self) -> int:
        """How many files are not taken in yet."""
        return self._uploads.under_way

    def show_draft(self, draft: Draft) -> None:
        """Show a draft's files, and its pictures in the text."""
        self._draft = draft.id
        self._show(draft.files)
        for file in draft.files:
            if file.content_id:
                self._load(file.id, file.content_id)

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files in."""
        if self._draft is None:
            return
        refused = ""
        for path in paths:
            upload = self._uploads.add_path(path)
            if upload is not None:
                self.strip.show_upload(upload)
            elif path.is_dir():
                words = self.tr("“{name}” is a folder. Pack it into one file first.")
                refused = words.format(name=path.name)
            else:
                refused = self.tr("“{name}” is no file.").format(name=path.name)
        self.changed.emit()
        if refused:
            self.complained.emit(refused)  # last: what changes takes an earlier complaint away

    def take_picture(self, image: QImage) -> None:
        """Put a picture into the text; beside it where the letter is plain text."""
        if self._draft is None:
            return
        title = self.tr("Picture.png")
        if self._edit.plain:
            self.strip.show_upload(self._uploads.add_picture(image, "", title))
            return
        name = f"{secrets.token_hex(8)}@picture"
        self._edit.insert_picture(name, image)
        self._uploads.add_picture(image, name, title)

    def ask(self) -> None:
        """Ask for files to attach."""
        dialog = QFileDialog(self._parent, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.attach([Path(name) for name in names]))
        dialog.open()

    def wait(self, then: Callable[[], None]) -> None:
        """Call ``then`` once all files are taken in; not where one fails."""
        if self.under_way:
            self._then = then
        else:
            then()

    def stop(self) -> None:
        """End what is under way."""
        self._uploads.stop()

    def _taken_in(self, upload: Upload) -> None:
        self.strip.end_upload(upload)
        self.read()

    def _not_taken_in(self, upload: Upload, why: str) -> None:
        self.strip.end_upload(upload)
        self._then = None
        if why:
            words = self.tr("“{name}” was not attached: {why}")
            self.complained.emit(words.format(name=upload.name, why=why))

    def _remove(self, file: FileId) -> None:
        if self._draft is not None:
            removal = self._kit.runtime.perform(commands.remove_file, self._draft, file)
            self._kit.answers.follow(removal, lambda _: self.read(), of=self)
            self.changed.emit()

    def read(self) -> None:
        """See what is stored now."""
        found = self._kit.queries.draft(self._draft) if self._draft is not None else None
        if found is not None:
            self._show(found.files)
        if not self.under_way and self._then is not None:
            then, self._then = self._then, None
            then()

    def _show(self, files: tuple[DraftFile, ...]) -> None:
        self.files = files
        self.strip.show_files(files)

    def _load(self, file: FileId, name: str) -> None:
        self._kit.tasks.run(
            lambda queries: QImage.fromData(b"".join(queries.draft_file(file))),
            lambda image: self._edit.know_picture(name, image),
            of=self._edit,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: files may be dropped anywhere on the letter, not only on its text."""
        if isinstance(event, QDropEvent) and (paths := files_in(event.mimeData())):
            event.setDropAction(Qt.DropAction.CopyAction)  # a moved file would leave its folder
            event.accept()
            if event.type() is QEvent.Type.Drop:
                self.attach(paths)
            return True
        return super().eventFilter(watched, event)


def files_in(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
