"""The top of a letter that is being written: what it is, to whom it goes, what it is about."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from app.domain.circle import Circle
from app.domain.messages import Address
from app.domain.outgoing import DraftContent, DraftKind
from ui import icons
from ui.composer.recipients import Offer, RecipientLine
from ui.theme import Colours

_ICONS = {
    DraftKind.REPLY: "reply",
    DraftKind.REPLY_ALL: "reply-all",
    DraftKind.FORWARD: "forward",
    DraftKind.NEW: "pen",
    DraftKind.CALL: "phone",
    DraftKind.AUTOMATIC: "send",
}
_WITH_SUBJECT = (DraftKind.FORWARD, DraftKind.NEW, DraftKind.CALL)

_APART, _LEAST = 6, 8
"""Pixels between what stands in the first line, and before words about saving."""


class ComposerHead(QWidget):
    """GUI thread only."""

    changed = Signal()
    window_requested = Signal()
    """In a window of its own, or back."""
    close_requested = Signal()
    sender_only_requested = Signal()
    menu_requested = Signal(QPoint)
    """More that can be done, at a place of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer_head")
        self._kind = DraftKind.REPLY
        self._wanted: list[QToolButton] = []
        self._circle = Circle()
        self._face = QLabel()
        self._title = QLabel()
        self._title.setObjectName("composer_title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self.to = RecipientLine("to", self.tr("To"))
        self.cc = RecipientLine("cc", self.tr("Cc"))
        self.bcc = RecipientLine("bcc", self.tr("Bcc"))
        self.subject = QLineEdit()
        self.subject.setObjectName("compose_subject")
        self.subject.setPlaceholderText(self.tr("Subject"))
        self.subject.setAccessibleName(self.tr("Subject"))
        self.subject.textEdited.connect(self.changed)
        self._sender_only = _button("sender_only", self.tr("Sender only"))
        self._sender_only.setToolTip(
            self.tr("Takes everybody out but the one who wrote the letter.")
        )
        self._sender_only.clicked.connect(self.sender_only_requested)
        self._more = _button("show_cc", self.tr("Cc, Bcc"))
        self._more.clicked.connect(self._show_copies)
        self.window_button = _button("composer_window", "")
        self.window_button.setToolTip(self.tr("In a window of its own"))
        self.window_button.setAccessibleName(self.tr("In a window of its own"))
        self.window_button.clicked.connect(self.window_requested)
        self._menu = _button("composer_more", "")
        self._menu.setToolTip(self.tr("More"))
        self._menu.setAccessibleName(self.tr("More"))
        self._menu.clicked.connect(self._open_menu)
        self._close = _button("composer_close", "")
        self._close.setToolTip(self.tr("Put it away; the draft is kept (Esc)"))
        self._close.setAccessibleName(self.tr("Put it away; the draft is kept"))
        self._close.clicked.connect(self.close_requested)
        self._lay_out()
        for line in (self.to, self.cc, self.bcc):
            line.changed.connect(self._judge)
            line.changed.connect(self.changed)
            line.field.textEdited.connect(self.changed)

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(_APART)
        title.addWidget(self._face)
        title.addWidget(self._title)
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(_LEAST, 0, 0, 0)
        title.addLayout(self._beside, 1)
        buttons = (self._sender_only, self._more, self._menu, self.window_button, self._close)
        for button in buttons:
            title.addWidget(button)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addLayout(title, 0, 0)
        for row, widget in enumerate((self.to, self.cc, self.bcc, self.subject), start=1):
            grid.addWidget(widget, row, 0)
        self.cc.hide()
        self.bcc.hide()
        self.subject.hide()

    def show_beside_title(self, widget: QWidget) -> None:
        """Let something stand behind the title, as wide as there is room."""
        self._beside.addWidget(widget)

    def tint(self, colours: Colours) -> None:
        """Draw the icons in an appearance's colours."""
        ratio = self.devicePixelRatioF()
        self._face.setPixmap(icons.pixmap(_ICONS[self._kind], colours.accent, 16, ratio))
        self.window_button.setIcon(icons.icon("widen", colours.muted))
        self._menu.setIcon(icons.icon("more", colours.muted))
        self._close.setIcon(icons.icon("close", colours.muted))

    def show_apart(self, *, apart: bool, back: bool) -> None:
        """Whether it stands in a window of its own, and could stand below its ticket."""
        words = self.tr("Below the ticket") if apart else self.tr("In a window of its own")
        self.window_button.setToolTip(words)
        self.window_button.setAccessibleName(words)
        self.window_button.setVisible(back or not apart)
        self._close.setVisible(not apart)

    def _open_menu(self) -> None:
        self.menu_requested.emit(self._menu.mapToGlobal(QPoint(0, self._menu.height())))

    def offer_from(self, offer: Offer) -> None:
        """Complete recipients from there."""
        for line in (self.to, self.cc, self.bcc):
            line.offer_from(offer)

    def show_content(self, kind: DraftKind, content: DraftContent) -> None:
        """Show what a draft has in its head."""
        self._kind = kind
        self._title.setText(self._name(kind))
        self.show_people(content.to, content.cc, content.bcc)
        self.subject.setText(content.subject)
        self.subject.setVisible(kind in _WITH_SUBJECT or not content.subject)
        self.cc.setVisible(bool(content.cc))
        self.bcc.setVisible(bool(content.bcc))
        self._judge()

    def show_subject(self) -> None:
        """Let the subject be changed."""
        self.subject.show()
        self.subject.setFocus()

    def show_people(
        self, to: Sequence[Address], cc: Sequence[Address], bcc: Sequence[Address]
    ) -> None:
        """Show other recipients."""
        for line, people in ((self.to, to), (self.cc, cc), (self.bcc, bcc)):
            line.show_addresses(people, self._circle)
            line.setVisible(bool(people) or line is self.to)
        self._judge()

    def judge(self, circle: Circle) -> None:
        """Compare the recipients with who takes part in the ticket."""
        self._circle = circle
        for line in (self.to, self.cc, self.bcc):
            line.judge(circle)
        self._judge()

    @property
    def nobody(self) -> bool:
        """Whether there is no recipient at all."""
        return not (self.to.addresses or self.cc.addresses or self.bcc.addresses)

    @property
    def wrong(self) -> RecipientLine | None:
        """The first line in which something is no address."""
        lines = (self.to, self.cc, self.bcc)
        return next((line for line in lines if line.wrong), None)

    def _show_copies(self) -> None:
        self.cc.show()
        self.bcc.show()
        self.cc.field.setFocus()
        self._judge()

    def _judge(self) -> None:
        """Whether anybody could be taken out; which buttons that leaves."""
        several = len(self.to.addresses) + len(self.cc.addresses) + len(self.bcc.addresses) > 1
        answer = self._kind in (DraftKind.REPLY, DraftKind.REPLY_ALL)
        both = not self.cc.isHidden() and not self.bcc.isHidden()
        wanted = {
            self._more: not both and self._kind is not DraftKind.CALL,
            self._sender_only: answer and several,
        }
        self._wanted = [button for button, there in wanted.items() if there]
        self._fit()

    def _fit(self) -> None:
        """Show of the wanted buttons those that have room; the menu has the others."""
        fixed = [self._face, self._title, self._menu, self.window_button, self._close]
        there = [each for each in fixed if not each.isHidden()]
        room = self.width() - _LEAST - sum(each.sizeHint().width() + _APART for each in there)
        for button in (self._more, self._sender_only):
            room -= button.sizeHint().width() + _APART if button in self._wanted else 0
            button.setVisible(button in self._wanted and room >= 0)

    @property
    def left_out(self) -> Sequence[QToolButton]:
        """Buttons for which there is no room."""
        return [button for button in self._wanted if button.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: as many buttons as have room."""
        super().resizeEvent(event)
        self._fit()

    def _name(self, kind: DraftKind) -> str:
        match kind:
            case DraftKind.REPLY:
                return self.tr("Reply")
            case DraftKind.REPLY_ALL:
                return self.tr("Reply to all")
            case DraftKind.FORWARD:
                return self.tr("Forward")
            case DraftKind.NEW:
                return self.tr("New ticket")
            case DraftKind.CALL:
                return self.tr("Talk by telephone, sent to nobody")
            case DraftKind.AUTOMATIC:
                return self.tr("Automatic letter")


def _button(name: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setText(text)
    button.setAutoRaise(True)
    return button
