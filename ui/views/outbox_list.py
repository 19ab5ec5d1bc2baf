"""The outbox: letters that have not left with their states, and letters that are being written."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.messages import Address
from app.domain.outgoing import DraftId
from app.services.outgoing_models import DraftView, OutgoingView
from ui import format as fmt
from ui.views.flow import FlowLayout
from ui.views.one_line import OneLine
from ui.views.outbox_words import Act, Tone, act_name, in_words

_NAMES = 3


class OutboxDialog(QDialog):
    """Stays open beside the window; GUI thread only."""

    act_requested = Signal(object, object)
    """An `Act` about an `OutgoingView`."""
    draft_requested = Signal(object)
    """A `DraftView`."""
    ticket_requested = Signal(object)

    def __init__(self, now: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("outbox")
        self.setWindowTitle(self.tr("Outbox and drafts"))
        self.resize(620, 520)
        self._now = now
        self._shown: object = None
        inside = QWidget()
        inside.setObjectName("outbox_column")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(8)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_letters(self, letters: Sequence[OutgoingView], drafts: Sequence[DraftView]) -> None:
        """Show these, what needs a person first."""
        now, locale = self._now(), QLocale()
        wanted = (
            tuple((view, in_words(view, now, locale)) for view in letters),
            tuple(drafts),
            now // 60,
        )
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        loud = [view for view in letters if in_words(view, now, locale).tone in _LOUD]
        rest = [view for view in letters if view not in loud]
        for title, views in (
            (self.tr("Needs you"), loud),
            (self.tr("On the way"), rest),
        ):
            if views:
                self._column.addWidget(_title(title))
            for view in views:
                self._column.addWidget(self._letter(view))
        if drafts:
            self._column.addWidget(_title(self.tr("Being written")))
        for draft in drafts:
            self._column.addWidget(self._draft(draft))
        if not letters and not drafts:
            empty = _label("outbox_empty", self.tr("Everything you wrote has left."))
            empty.setProperty("role", "muted")
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(empty)
        self._column.addStretch(1)

    def _letter(self, view: OutgoingView) -> QWidget:
        words = in_words(view, self._now(), QLocale())
        card, column = _card(words.tone)
        state = _label("outbox_state", words.state)
        state.setProperty("role", _ROLES[words.tone])
        column.addLayout(_head(view.subject, state))
        column.addWidget(_people(view.to, view.snippet))
        if words.detail:
            detail = _label("outbox_detail", words.detail)
            detail.setWordWrap(True)
            column.addWidget(detail)
        buttons = FlowLayout(8)
        for act in words.acts:
            button = QPushButton(act_name(act))
            button.setObjectName(f"outbox_{act.value}")
            button.clicked.connect(lambda *_, act=act: self.act_requested.emit(act, view))
            buttons.addWidget(button)
        if view.ticket is not None:
            there = QPushButton(self.tr("Go to the ticket"))
            there.setObjectName("outbox_ticket")
            there.clicked.connect(lambda: self.ticket_requested.emit(view.ticket))
            buttons.addWidget(there)
        column.addLayout(buttons)
        return card

    def _draft(self, draft: DraftView) -> QWidget:
        card, column = _card(Tone.QUIET)
        time = fmt.moment_short(draft.saved, self._now(), QLocale())
        state = _label("outbox_state", self.tr("Draft, {time}").format(time=time))
        state.setProperty("role", "muted")
        column.addLayout(_head(draft.subject, state))
        column.addWidget(_people(draft.to, draft.snippet))
        buttons = FlowLayout(8)
        go_on = QPushButton(self.tr("Go on writing"))
        go_on.setObjectName("outbox_draft")
        go_on.clicked.connect(lambda: self.draft_requested.emit(draft))
        buttons.addWidget(go_on)
        column.addLayout(buttons)
        return card

    def button(self, draft: DraftId, act: Act) -> QPushButton | None:
        """The button of a letter, None where it has none such."""
        for card in self.findChildren(QFrame, "outbox_card"):
            if card.property("draft") == draft:
                return card.findChild(QPushButton, f"outbox_{act.value}")
        return None


_LOUD = (Tone.ASKS, Tone.FAILED)
_ROLES = {Tone.QUIET: "muted", Tone.WAITS: "accent", Tone.ASKS: "asks", Tone.FAILED: "danger"}


def _card(tone: Tone) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setObjectName("outbox_card")
    card.setProperty("tone", tone.value)
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(5)
    return card, column


def _head(subject: str, state: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    title = OneLine(subject or "…")
    title.setObjectName("outbox_subject")
    title.setProperty("role", "title")
    row.addWidget(title, 1)
    row.addWidget(state)
    return row


def _people(to: Sequence[Address], snippet: str) -> QLabel:
    names = [fmt.person(each) for each in to[:_NAMES]]
    if len(to) > _NAMES:
        names.append("…")
    label = OneLine("  ·  ".join(part for part in (", ".join(names), snippet) if part))
    label.setObjectName("outbox_people")
    label.setProperty("role", "muted")
    return label


def _title(text: str) -> QLabel:
    label = _label("outbox_title", text)
    label.setProperty("role", "title")
    return label


def _label(name: str, text: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label
