"""The files of a draft below its text: names, sizes, how far they are, and the sum."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from app.domain.messages import Attachment
from app.domain.outgoing import DraftFile, FileId
from ui import format as fmt
from ui import icons
from ui.composer.uploads import Upload
from ui.counted import counted
from ui.files import icon_name
from ui.views.flow import FlowLayout

_LONGEST = 32
_HEAVY = 20_000_000
"""Bytes from which on many servers refuse a letter (25 MB with the coding of mail)."""


class FileChip(QFrame):
    """One file; its cross or Delete removes it."""

    removed = Signal()

    def __init__(self, name: str, size: int, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_file")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.size_ = size
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 2, 3)
        row.setSpacing(6)
        face = QLabel()
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        picture = icons.pixmap(_icon(name, size, kind), colour, 16, self.devicePixelRatioF())
        face.setPixmap(picture)
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 9]}…{name[-8:]}"
        self._name = _label("draft_file_name", short)
        self._size = _label("draft_file_size", fmt.size(size, QLocale()))
        self._size.setProperty("role", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(60)
        self._bar.hide()
        cross = QToolButton()
        cross.setObjectName("draft_file_remove")
        cross.setText("×")
        cross.setAutoRaise(True)
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAccessibleName(self.tr("Remove {name}").format(name=name))
        cross.clicked.connect(self.removed)
        for widget in (face, self._name, self._size, self._bar, cross):
            row.addWidget(widget)
        self.setToolTip(fmt.plain_tooltip((name, kind)))
        self.setAccessibleName(f"{name}, {fmt.size(size, QLocale())}")

    def grow(self, upload: Upload) -> None:
        """Show how far it is."""
        self.size_ = upload.size
        self._size.setText(fmt.size(upload.size, QLocale()))
        self._bar.setVisible(upload.done < upload.size)
        self._bar.setMaximum(1000)
        self._bar.setValue(1000 * upload.done // max(1, upload.size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Delete removes it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class FileStrip(QWidget):
    """Hidden without files; GUI thread only. Pictures that stand in the text are not listed."""

    remove_requested = Signal(object)
    """A `FileId`."""
    cancel_requested = Signal(int)
    """The number of an upload."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("draft_files")
        self._flow = FlowLayout(6)
        self.setLayout(self._flow)
        self._files: dict[FileId, FileChip] = {}
        self._coming: dict[int, FileChip] = {}
        self._sum = _label("draft_files_sum", "")
        self._flow.addWidget(self._sum)
        self.hide()

    def show_files(self, files: Sequence[DraftFile]) -> None:
        """Show the files that the draft has."""
        wanted = {file.id: file for file in files if not file.content_id}
        for gone in self._files.keys() - wanted.keys():
            self._drop(self._files.pop(gone))
        for file in wanted.values():
            if file.id not in self._files:
                chip = FileChip(file.name, file.size, file.content_type)
                chip.removed.connect(lambda file=file: self.remove_requested.emit(file.id))
                self._files[file.id] = chip
                self._flow.addWidget(chip)
        self._add_up()

    def show_upload(self, upload: Upload) -> None:
        """Show a file that is being taken in."""
        if upload.content_id:
            return
        chip = self._coming.get(upload.number)
        if chip is None:
            chip = self._coming[upload.number] = FileChip(upload.name, upload.size, "")
            chip.removed.connect(lambda: self.cancel_requested.emit(upload.number))
            self._flow.addWidget(chip)
        chip.grow(upload)
        self._add_up()

    def end_upload(self, upload: Upload) -> None:
        """It is taken in, or never will be."""
        chip = self._coming.pop(upload.number, None)
        if chip is not None:
            self._drop(chip)
        self._add_up()

    @property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(chip.size_ for chip in (*self._files.values(), *self._coming.values()))

    def _add_up(self) -> None:
        count = len(self._files) + len(self._coming)
        self.setVisible(count > 0)
        size = fmt.size(self.total, QLocale())
        words = f"{counted.files(count)}, {size}"
        heavy = self.total > _HEAVY
        if heavy:
            words = self.tr("{files}: many servers refuse letters of that size").format(files=words)
        self._sum.setText(words)
        self._sum.setVisible(count > 1 or heavy)
        self._sum.setProperty("role", "danger" if heavy else "muted")
        self._sum.style().polish(self._sum)
        self._flow.move_last(self._sum)

    def _drop(self, chip: FileChip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()


def _icon(name: str, size: int, kind: str) -> str:
    return icon_name(Attachment(0, name, kind, size, "", inline=False))


def _label(name: str, text: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
