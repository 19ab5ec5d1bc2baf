"""The list of keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class KeysDialog(QDialog):
    """Every shortcut with what it does, made from the actions themselves."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(8)
        half = (len(keys) + 1) // 2
        for number, (text, key) in enumerate(keys):
            row, column = number % half, 2 * (number // half)
            name, chord = QLabel(text), QLabel(key)
            for label in (name, chord):
                label.setTextFormat(Qt.TextFormat.PlainText)
            chord.setProperty("role", "title")
            if column:
                chord.setContentsMargins(24, 0, 0, 0)
            grid.addWidget(chord, row, column)
            grid.addWidget(name, row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        layout.addLayout(grid)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        close.setDefault(True)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
