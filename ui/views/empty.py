"""What a pane says when it has nothing to show: what is so, and what to do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui import icons
from ui.counted import counted

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


class NothingOpen(EmptyState):
    """The right pane while no ticket is open."""

    def say_several(self, count: int) -> None:
        """Several tickets are marked, and this can be done with them."""
        self.say(
            "tickets",
            counted.chosen(count),
            self.tr(
                "E archives them, Delete moves them to Trash, M to a folder. S flags them, U marks "
                "them as read or unread. A assigns them, T tags, Z snoozes, C closes them, N "
                "writes a note to each, Shift+M makes them one."
            ),
        )

    def say_how_to_begin(self, *, mailbox: bool, tickets: bool) -> None:
        """How to begin, or how to go on."""
        if not mailbox:
            self.say(
                "inbox",
                self.tr("Welcome to Postroom"),
                self.tr(
                    "Connect the mailbox that your team answers. Connecting sends nothing to "
                    "anybody and moves nothing. A letter that you read here counts as read on the "
                    "server too, as with any mail program; the View menu switches that off."
                ),
                button=self.tr("Connect a mailbox…"),
                command=self.tr("In a terminal: {command}").format(
                    command="postroom account add --help"
                ),
            )
        elif tickets:
            self.say(
                "letter", self.tr("Choose a ticket"), self.tr("J and K walk through the list.")
            )
        else:
            self.say("", "", "")


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setProperty("role", role)
    return label
