"""A letter exactly as the server gave it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

_SHOWN = 2_000_000


class SourceDialog(QDialog):
    """Read only; long letters are cut for showing, never for saving."""

    def __init__(self, source: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Source of the letter"))
        self.resize(860, 640)
        self._source = source
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(10)
        text = QPlainTextEdit()
        text.setObjectName("source_text")
        text.setReadOnly(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setPlainText(source[:_SHOWN].decode("utf-8", "replace"))
        layout.addWidget(text)
        if len(source) > _SHOWN:
            note = QLabel(self.tr("Only the first two million bytes are shown."))
            note.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(note)
        row = QHBoxLayout()
        save = QPushButton(self.tr("Save as…"))
        save.clicked.connect(self._choose)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        close.setDefault(True)
        row.addWidget(save)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Save letter"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("letter.eml")
        dialog.fileSelected.connect(lambda name: Path(name).write_bytes(self._source))
        dialog.open()
