"""Lines above a letter: who else is answering, what came meanwhile, what is promised."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.fold_status import Side
from app.domain.gate import Doubt, Finding
from app.services.team_models import PresenceView
from ui import when
from ui.composer.gate_words import said
from ui.counted import counted
from ui.people import name_of

_NEWS = {Side.THEIRS: Doubt.NEW_LETTER, Side.OURS: Doubt.ANSWERED}


class ComposerNotices(QWidget):
    """Hidden while there is nothing to say; GUI thread only."""

    read_requested = Signal()
    """The person has seen the letters that came meanwhile."""
    promise_dropped = Signal()
    spelling_wished = Signal()
    """Spelling is to be tried again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer_notices")
        self._company = _Notice("composer_company")
        self._news = _Notice("composer_news", self.tr("I have read it"))
        self._promise = _Notice("composer_promise", self.tr("Promise nothing"))
        self._spelling = _Notice("composer_spelling", self.tr("Try again"), "quiet")
        self._spelling.accepted.connect(self.spelling_wished)
        self._news.accepted.connect(self.read_requested)
        self._promise.accepted.connect(self.promise_dropped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._all = (self._company, self._news, self._promise, self._spelling)
        for notice in self._all:
            column.addWidget(notice)
        self._follow()

    def show_company(self, present: Sequence[PresenceView], now: int) -> None:
        """Say who is at the ticket, and when that was last known."""
        said = [
            self.tr("{who} is answering this ({age}).").format(
                who=name_of(each.member),
                age=counted.seconds_ago(max(0, now - (each.heard or each.since))),
            )
            for each in present
        ]
        self._company.say(" ".join(said))
        self._follow()

    def show_news(self, sides: Collection[Side]) -> None:
        """Say who wrote since the draft was begun, as the gate would; empty for nobody."""
        self._news.say(" ".join(said(Finding(_NEWS[side])) for side in _NEWS if side in sides))
        self._follow()

    def show_promise(self, at: int | None, now: int) -> None:
        """Say what the contact is told; None for nothing."""
        words = ""
        if at is not None:
            words = self.tr("With this letter you promise news by {time}.").format(
                time=when.moment(at, now, QLocale())
            )
        self._promise.say(words)
        self._follow()

    def show_unchecked(self, unchecked: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Say that spelling is not looked through, and is tried no more by itself."""
        self._spelling.say(self.tr("Spelling is not checked just now.") if unchecked else "")
        self._follow()

    def _follow(self) -> None:
        self.setVisible(any(notice.text for notice in self._all))


class _Notice(QFrame):
    accepted = Signal()

    def __init__(self, name: str, button: str = "", role: str = "notice") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", role)
        self.text = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 5, 6, 5)
        row.addWidget(self._label, 1)
        if button:
            accept = QPushButton(button)
            accept.setObjectName(f"{name}_button")
            accept.clicked.connect(self.accepted)
            row.addWidget(accept)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text; ``""`` hides it."""
        self.text = text
        self._label.setText(text)
        self.setVisible(bool(text))
