"""What the team says of the open ticket, each as a button that changes it; who is at it now."""

from collections.abc import Callable

from PySide6.QtCore import QLocale, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from app.domain.events import Priority
from app.domain.tickets import Status
from app.services.read_models import TicketRow
from ui import format as fmt
from ui import icons, when
from ui.people import face_icon, name_of
from ui.team_words import presence, priority_name
from ui.views.flow import FlowLayout

_ICON = 16
_WIDEST = 190
"""Pixels of a text; a longer name or list of tags ends in …"""
_STATUS_ICONS = {
    Status.OPEN: "inbox",
    Status.WAITING: "clock",
    Status.SNOOZED: "snooze",
    Status.CLOSED: "check",
}


class TeamLine(QWidget):
    """Below the subject; GUI thread only."""

    assign_requested = Signal()
    tags_requested = Signal()
    promise_requested = Signal()
    note_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("team_line")
        self._row: TicketRow | None = None
        self._now: Callable[[], int] = lambda: 0
        self.assignee = self._button("assignee", self.assign_requested)
        self.status = self._button("status", None)
        self.priority = self._button("priority", None)
        self.tags = self._button("tags", self.tags_requested)
        self.promise = self._button("promise", self.promise_requested)
        self.note = self._button("note", self.note_requested)
        self.presence = QLabel()
        self.presence.setObjectName("presence")
        self.presence.setProperty("role", "accent")
        self.presence.setTextFormat(Qt.TextFormat.PlainText)
        self.presence.setWordWrap(True)
        self.presence.hide()
        flow = FlowLayout(6)
        for button in (
            self.assignee,
            self.status,
            self.priority,
            self.promise,
            self.tags,
            self.note,
        ):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(flow)
        layout.addWidget(self.presence)

    def set_up(self, now: Callable[[], int], status: QMenu, priority: QMenu) -> None:
        """Take the clock, and the menus that the two buttons open."""
        self._now = now
        for button, menu in ((self.status, status), (self.priority, priority)):
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def show_ticket(self, row: TicketRow) -> None:
        """Show what is so of a ticket."""
        self._row = row
        self.tint()
        self.tell_time()

    def tell_time(self) -> None:
        """Say anew what changes while time passes."""
        if self._row is None:
            return
        words = presence(self._row.present, self._now())
        self.presence.setText(words)
        self.presence.setVisible(bool(words))

    def tint(self) -> None:
        """Draw texts and icons in today's colours."""
        row = self._row
        if row is None:
            return
        if row.assignee is not None:
            self._say(self.assignee, name_of(row.assignee), face_icon(row.assignee))
        else:
            self._say(self.assignee, self.tr("Nobody’s"), self._icon("person"))
        self.assignee.setToolTip(self.tr("Assign (A)"))
        self._say(self.status, self._status(row), self._icon(_STATUS_ICONS[row.status]))
        urgent = row.priority in (Priority.HIGH, Priority.URGENT)
        self._say(
            self.priority,
            priority_name(row.priority),
            self._icon("priority", alarm=urgent),
            shown=row.priority is not Priority.NORMAL,
        )
        words = self.tr("Priority: {priority}").format(priority=priority_name(row.priority))
        self.priority.setAccessibleName(words)
        self._promise(row)
        self._say(self.tags, ", ".join(row.tags), self._icon("tag"), shown=bool(row.tags))
        self.tags.setToolTip(fmt.plain_tooltip((*row.tags, self.tr("Tags (T)"))))
        self._say(self.note, self.tr("Note"), self._icon("note"))
        self.note.setToolTip(self.tr("Write an internal note (N)"))

    def _status(self, row: TicketRow) -> str:
        if row.status is Status.SNOOZED and row.snoozed_until is not None:
            until = when.moment(row.snoozed_until, self._now(), QLocale())
            return self.tr("Snoozed until {time}").format(time=until)
        return self.tr("Not delivered") if row.bounced else fmt.status_name(row.status)

    def _promise(self, row: TicketRow) -> None:
        if row.promised is None:
            self.promise.hide()
            return
        now = self._now()
        late = row.promised < now and row.status is not Status.CLOSED
        words = (
            self.tr("Promised for {time}").format(
                time=fmt.moment_short(row.promised, now, QLocale())
            )
            if row.promised < now
            else self.tr("Promised by {time}").format(
                time=when.moment(row.promised, now, QLocale())
            )
        )
        self._say(self.promise, words, self._icon("promise", alarm=late))
        self.promise.setToolTip(
            fmt.plain_tooltip((fmt.moment_long(row.promised, QLocale()), self.tr("Promise (P)")))
        )

    def _say(self, button: QToolButton, text: str, icon: QIcon, *, shown: bool = True) -> None:
        metrics = QFontMetrics(button.font())
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST)
        button.setText(short.replace("&", "&&"))
        button.setIcon(icon)
        button.setAccessibleName(text)
        button.setVisible(shown)

    def _icon(self, name: str, *, alarm: bool = False) -> QIcon:
        role = QPalette.ColorRole.BrightText if alarm else QPalette.ColorRole.PlaceholderText
        return icons.icon(name, self.palette().color(role).name())

    def _button(self, name: str, pressed: SignalInstance | None) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"team_{name}")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("role", "chip")
        if pressed is not None:
            button.clicked.connect(lambda *_: pressed.emit())
        return button
