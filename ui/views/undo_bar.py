"""A line that says what was just done and offers to take it back; it goes by itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

STAYS_MS = 8_000


class UndoBar(QFrame):
    """At the foot of the list; GUI thread only."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undo_bar")
        self._text = QLabel()
        self._text.setObjectName("undo_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.setObjectName("undo_button")
        self._undo.setToolTip("Ctrl+Z")
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self._go)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, ``""`` while it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def say(self, text: str, *, undo: bool) -> None:
        """Show what was done; ``undo`` where it can be taken back."""
        self._text.setText(text)
        self._undo.setVisible(undo)
        self.show()
        self._timer.start()

    def close_now(self) -> None:
        """Hide it."""
        self._timer.stop()
        self.hide()

    def _go(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start()  # somebody is about to press it
        else:
            self.hide()

    def _accept(self) -> None:
        self.close_now()
        self.undo_requested.emit()
