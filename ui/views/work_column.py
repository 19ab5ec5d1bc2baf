"""The right column: the letters, below them what is written, and the line that takes it back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

_LEAST = 320
_SHARES = (300, 430)
"""Pixels of letters and of the answer below them, where nobody has moved the line yet."""


class WorkColumn(QWidget):
    """GUI thread only."""

    def __init__(self, conversation: QWidget, writing: QWidget, *below: QWidget) -> None:
        super().__init__()
        self.setMinimumWidth(_LEAST)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("letters_and_answer")
        self.splitter.setHandleWidth(5)
        self.splitter.setChildrenCollapsible(False)
        for widget in (conversation, writing):
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes(list(_SHARES))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.splitter, 1)
        for widget in below:
            column.addWidget(widget)
