"""A label of one line, cut with three dots where room ends."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui import format as fmt


class OneLine(QLabel):
    """Takes whatever room is left, down to none; GUI thread only."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show a text, with all of it as its tip."""
        line = " ".join(text.split())
        self.setText(line)
        self.setToolTip(fmt.plain_tooltip((line,)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's
        """Qt: the text, cut to its room."""
        painter = QPainter(self)
        room = self.contentsRect()
        form = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.text(), form, room.width())
        self.style().drawItemText(
            painter,
            room,
            self.alignment() | Qt.AlignmentFlag.AlignVCenter,
            self.palette(),
            self.isEnabled(),
            words,
            self.foregroundRole(),
        )
        painter.end()
