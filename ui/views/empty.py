"""What a pane says when it has nothing to show: what is so, and what to do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons

_ICON = 40
_WIDTH = 380


class EmptyState(QWidget):
    """An icon, a title, an explanation, and where useful a button and a command."""

    asked = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = ""
        self._icon = QLabel()
        self._title = _line("title")
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self._title.setFont(font)
        self._title.setObjectName("empty_title")
        self._text = _line("muted")
        self._text.setObjectName("empty_text")
        self._button = QPushButton()
        self._button.setObjectName("empty_button")
        self._button.setAutoDefault(True)
        self._button.setDefault(True)
        self._button.clicked.connect(self.asked)
        self._command = _line("muted")
        self._command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = self._column = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignHCenter)
        for label in (self._title, self._text):
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addWidget(self._command)
        layout.addStretch(3)
        self.say("", "", "")

    def say(self, icon: str, title: str, text: str, *, button: str = "", command: str = "") -> None:
        """Show this; all of it is plain text."""
        self._icon_name = icon
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._command.setText(command)
        self._icon.setVisible(bool(icon))
        self._command.setVisible(bool(command))
        self.tint()

    @property
    def title(self) -> str:
        """What it says now."""
        return self._title.text()

    def tint(self) -> None:
        """Draw the icon in the palette's colour of today."""
        if self._icon_name:
            colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
            self._icon.setPixmap(
                icons.pixmap(self._icon_name, colour, _ICON, self.devicePixelRatioF())
            )
            self._icon.setFixedSize(QSize(_ICON, _ICON))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep lines short in a wide pane."""
        side = max(24, (self.width() - _WIDTH) // 2)
        self._column.setContentsMargins(side, 24, side, 24)
        super().resizeEvent(event)


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setProperty("role", role)
    return label
