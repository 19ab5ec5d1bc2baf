"""Above the conversation: what it is about, its code, its state, and news about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.read_models import TicketRow
from ui import format as fmt


class ConversationHeader(QFrame):
    """Subject and facts; every text is plain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conversation_header")
        self._subject = _label("ticket_subject", "")
        self._subject.setWordWrap(True)
        font = self._subject.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self._subject.setFont(font)
        self._facts = _label("ticket_facts", "muted")
        for label in (self._subject, self._facts):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(2)
        layout.addWidget(self._subject)
        layout.addWidget(self._facts)

    def show_ticket(self, row: TicketRow) -> None:
        """Show a ticket's subject, state and code."""
        self._subject.setText(row.subject or fmt.translate("format", "(no subject)"))
        contact = row.contact
        who = f"{contact.name} ‹{contact.address}›" if contact.name else contact.address
        state = self.tr("Not delivered") if row.bounced else fmt.status_name(row.status)
        facts = (state, who, self.tr("%n letter(s)", "", row.letters), f"#{row.code}")
        self._facts.setText("  ·  ".join(fact for fact in facts if fact))


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


def _label(name: str, role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setProperty("role", role)
    return label
