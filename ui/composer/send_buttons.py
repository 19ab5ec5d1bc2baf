"""The foot of a letter that is being written: what becomes of it."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.domain.outgoing import DraftKind
from app.domain.tickets import Status
from ui import format as fmt
from ui import icons
from ui.views.one_line import OneLine

_GAP = 8


class SendButtons(QWidget):
    """GUI thread only."""

    send_requested = Signal(object)
    """The ticket's `Status` afterwards; None to follow the mail."""
    later_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("send_buttons")
        self.saved = OneLine()
        """Whether all is safe; stands elsewhere, where there is room."""
        self.saved.setObjectName("draft_saved")
        self._close = QPushButton()
        self._close.setObjectName("send_and_close")
        self._close.clicked.connect(lambda: self.send_requested.emit(Status.CLOSED))
        self._send = QPushButton()
        self._send.setObjectName("send")
        self._send.clicked.connect(lambda: self.send_requested.emit(None))
        self._more = QToolButton()
        self._more.setObjectName("send_more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName(self.tr("More ways to send"))
        menu = QMenu(self._more)
        self._close_too = _action(menu, "send_and_close_too", "")
        self._close_too.triggered.connect(lambda: self.send_requested.emit(Status.CLOSED))
        self._wait = _action(menu, "send_and_wait", self.tr("Send and wait"))
        self._wait.triggered.connect(lambda: self.send_requested.emit(Status.WAITING))
        self._later = _action(menu, "send_later", self.tr("Send later…"))
        self._later.triggered.connect(self.later_requested)
        self._more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for button in (self._close, self._send, self._more):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        self.show_kind(DraftKind.REPLY)

    def show_kind(self, kind: DraftKind) -> None:
        """Name the buttons for what is written."""
        call = kind is DraftKind.CALL
        self._send.setText(self.tr("File the talk") if call else self.tr("Send"))
        close = self.tr("File and close") if call else self.tr("Send and close")
        self._close.setText(close)
        self._close_too.setText(close)
        self._send.setToolTip("Ctrl+Enter")
        self._close.setToolTip("Ctrl+Shift+Enter")
        self._wait.setVisible(not call)
        self._later.setVisible(not call)

    def tint(self, colour: str) -> None:
        """Draw the icons in a colour."""
        self._more.setIcon(icons.icon("more", colour))

    def say_saved(self, at: int, now: int) -> None:
        """Say since when all is safe; seconds UTC."""
        time = fmt.moment_short(at, now, QLocale())
        self._say(self.tr("Saved, {time}").format(time=time), "muted")

    def say_unsaved(self, why: str) -> None:
        """Say that what was written is not safe."""
        self._say(self.tr("Not saved: {why}").format(why=why), "danger")

    def _say(self, text: str, role: str) -> None:
        self.saved.show_text(text)
        if self.saved.property("role") != role:
            self.saved.setProperty("role", role)
            self.saved.style().polish(self.saved)

    def fit(self, width: int) -> int:
        """Show as many buttons as have room, the menu has the rest; return what they take."""
        few = self._send.sizeHint().width() + self._more.sizeHint().width() + _GAP
        needed = few + self._close.sizeHint().width() + _GAP
        self._close.setVisible(needed <= width)
        self._close_too.setVisible(needed > width or not self._wait.isVisible())
        return needed if needed <= width else few

    def let(self, allowed: bool) -> None:  # noqa: FBT001 - a setter
        """Whether anything can be sent now."""
        for button in (self._send, self._close, self._more):
            button.setEnabled(allowed)


def _action(menu: QMenu, name: str, text: str) -> QAction:
    action = menu.addAction(text)
    action.setObjectName(name)
    return action
