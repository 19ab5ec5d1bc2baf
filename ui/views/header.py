"""Above the conversation: what it is about, its code, its state, and news about it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.read_models import TicketRow
from ui import format as fmt
from ui.counted import counted
from ui.views.one_line import OneLine
from ui.views.team_line import TeamLine


class ConversationHeader(QFrame):
    """Subject and facts; every text is plain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversation_header")
        self._subject = _one_line("ticket_subject", "")
        self._facts = _one_line("ticket_facts", "muted")
        self._marks = MarkLine()
        self.team = TeamLine()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self._subject, 1)
        above.addLayout(self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 12, 10)
        layout.setSpacing(2)
        layout.addLayout(above)
        layout.addWidget(self._facts)  # below the buttons, so that the code has room
        layout.addWidget(self._marks)
        layout.addWidget(self.team)

    def show_actions(self, actions: Sequence[QAction]) -> None:
        """Offer these as buttons; their icons come with the actions."""
        for action in actions:
            button = QToolButton()
            button.setObjectName(f"button_{action.objectName().removeprefix('action_')}")
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(action.text())
            self._buttons.addWidget(button)

    def show_ticket(self, row: TicketRow) -> None:
        """Show a ticket's subject, state and code."""
        self._subject.show_text(row.subject or fmt.translate("format", "(no subject)"))
        contact = row.contact
        named = contact.name and "@" not in contact.name
        who = f"{contact.name} ‹{contact.address}›" if named else contact.address
        facts = (who, counted.letters(row.letters), f"#{row.code}")
        self._facts.show_text("  ·  ".join(fact for fact in facts if fact))
        self._marks.show_ticket(row)
        self.team.show_ticket(row)


class MarkLine(QLabel):
    """Where the letters went and what waits for the server; hidden where there is nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ticket_marks")
        self.setProperty("role", "accent")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def show_ticket(self, row: TicketRow) -> None:
        """Say what stands about a ticket."""
        words = [
            self.tr("★ Flagged") if row.flagged else "",
            fmt.away_name(row.away),
            self.tr("Not on the server yet") if row.unsent else "",
        ]
        self.setText("  ·  ".join(word for word in words if word))
        self.setToolTip(
            fmt.plain_tooltip(
                (self.tr("Changes made here are sent as soon as the server answers."),)
            )
            if row.unsent
            else ""
        )
        self.setVisible(bool(self.text()))


class Notice(QFrame):
    """A line that something has changed, with one button."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = _label("notice_text", "")
        self._button = QPushButton()
        self._button.setObjectName("notice_button")
        self._button.clicked.connect(self._accept)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 6, 12, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        self.hide()

    def say(self, text: str, button: str) -> None:
        """Show it."""
        self._text.setText(text)
        self._button.setText(button)
        self.show()

    def _accept(self) -> None:
        self.hide()
        self.accepted.emit()


def _one_line(name: str, role: str) -> OneLine:
    label = OneLine()
    label.setObjectName(name)
    label.setProperty("role", role)
    return label


def _label(name: str, role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setProperty("role", role)
    return label
