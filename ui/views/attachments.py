"""All files of a conversation in one row: a click shows what can be done, a drag takes one out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)

from app.domain.ids import MessageKey
from app.domain.messages import Attachment
from app.services.read_models import Conversation
from ui import icons
from ui.counted import counted
from ui.files import Files, icon_name

_NAME = 28


@dataclass(frozen=True, slots=True)
class FileRef:
    """One attachment of one letter."""

    key: MessageKey
    attachment: Attachment


def files_of(conversation: Conversation) -> tuple[FileRef, ...]:
    """Attachments that are not shown in place, newest letter first."""
    return tuple(
        FileRef(letter.key, each)
        for letter in reversed(conversation.letters)
        for each in letter.attachments
        if not each.inline
    )


class AttachmentChip(QToolButton):
    """One file."""

    def __init__(self, ref: FileRef, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ref = ref
        self._files = files
        self._pressed_at = QPoint()
        self._path: Path | None = None
        self._dragging = False
        name = ref.attachment.filename
        self.setText(self._short(name).replace("&", "&&"))
        self.setToolTip("")
        self.setAccessibleName(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        self.setIcon(icons.icon(icon_name(ref.attachment), colour))
        self.setIconSize(QSize(16, 16))

    @staticmethod
    def _short(name: str) -> str:
        if len(name) <= _NAME:
            return name
        stem, dot, ending = name.rpartition(".")
        tail = dot + ending if 0 < len(ending) <= 6 else ""
        return f"{(stem if tail else name)[: _NAME - len(tail) - 1]}…{tail}"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: remember where a drag may begin."""
        self._pressed_at = event.position().toPoint()
        self._dragging = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: begin a drag once the pointer is far enough."""
        far = (event.position().toPoint() - self._pressed_at).manhattanLength()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and not self._dragging and far >= QApplication.startDragDistance():
            self._dragging = True
            self.setDown(False)
            self._files.copy(
                self.ref.key, self.ref.attachment.index, self._drag, lambda _error: None
            )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a drag is not a click."""
        if self._dragging:
            self._dragging = False
            self.setDown(False)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def mime(self, path: Path) -> QMimeData:
        """What is dropped elsewhere: a copy of the file."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        return data

    def _drag(self, path: Path) -> None:
        if not self._dragging:
            return
        drag = QDrag(self)
        drag.setMimeData(self.mime(path))
        drag.setPixmap(self.icon().pixmap(self.iconSize()))
        drag.exec(Qt.DropAction.CopyAction)
        self._dragging = False


class AttachmentBar(QFrame):
    """Hidden while a conversation has no files."""

    menu_requested = Signal(object, QPoint)
    """A `FileRef` was clicked, at this global place."""

    def __init__(self, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachment_bar")
        self._files = files
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("role", "muted")
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedHeight(self.fontMetrics().height() + 22)
        self._area.viewport().setAutoFillBackground(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._area, 1)
        self.chips: list[AttachmentChip] = []
        self._shown: tuple[tuple[FileRef, ...], str] = (), ""
        self.show_files(())

    def show_files(self, refs: Sequence[FileRef]) -> None:
        """Show these files; a row of the same ones in the same colour stays as it is."""
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        if (tuple(refs), colour) == self._shown:
            return
        self._shown = tuple(refs), colour
        row = QWidget()
        row.setObjectName("attachment_row")
        row.setAutoFillBackground(False)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.chips = []
        for ref in refs:
            chip = AttachmentChip(ref, self._files, row)
            chip.clicked.connect(self._clicked)
            layout.addWidget(chip)
            self.chips.append(chip)
        layout.addStretch(1)
        self._area.setWidget(row)
        self._title.setText(counted.files(len(refs)))
        self.setVisible(bool(refs))

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, AttachmentChip):
            place = chip.mapToGlobal(QPoint(0, -4))
            self.menu_requested.emit(chip.ref, place)
