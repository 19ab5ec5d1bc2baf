"""The line that counts down until a letter leaves, and takes it back."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy

from app.domain.outgoing import UNDO_SECONDS, DraftId
from ui import when
from ui.counted import counted

_GLANCE_MS = 200


@dataclass(frozen=True, slots=True)
class Leaving:
    """A letter that can still be taken back here."""

    draft: DraftId
    leaves: int
    """Seconds UTC."""
    until: int
    """Seconds UTC: how long the bar offers to take it back."""


class SendBar(QFrame):
    """Hidden while nothing is about to leave; GUI thread only."""

    undo_requested = Signal(object)
    """A `DraftId`."""

    def __init__(self, now: Callable[[], int]) -> None:
        super().__init__()
        self.setObjectName("send_bar")
        self._now = now
        self._leaving: list[Leaving] = []
        self._text = QLabel()
        self._text.setObjectName("send_text")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setObjectName("send_progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setMaximum(UNDO_SECONDS)
        self._undo = QPushButton(self.tr("Undo"))
        self._undo.setObjectName("send_undo")
        self._undo.setToolTip("Ctrl+Z")
        self._undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._undo.clicked.connect(self.undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setInterval(_GLANCE_MS)
        self._timer.timeout.connect(self._look)
        self.hide()

    def say(self, leaving: Leaving) -> None:
        """Offer to take a letter back until it leaves, or for a while where that is far away."""
        self._leaving.append(leaving)
        self._timer.start()
        self._look()

    def forget(self, drafts: Collection[DraftId]) -> None:
        """These were taken back, left, or are held."""
        if any(each.draft in drafts for each in self._leaving):
            self._leaving = [each for each in self._leaving if each.draft not in drafts]
            self._look()

    @property
    def text(self) -> str:
        """What it says, ``""`` while it is not shown."""
        return "" if self.isHidden() else self._text.text()

    def undo(self) -> bool:
        """Take the newest letter back; False where none can be."""
        self._look()
        if not self._leaving:
            return False
        self.undo_requested.emit(self._leaving[-1].draft)
        return True

    def stop(self) -> None:
        """Count no further."""
        self._timer.stop()

    def _look(self) -> None:
        now = self._now()
        self._leaving = [each for each in self._leaving if each.until > now]
        if not self._leaving:
            self._timer.stop()
            self.hide()
            return
        newest = self._leaving[-1]
        left = newest.leaves - now
        if left > UNDO_SECONDS:
            words = self.tr("Will be sent: {time}").format(
                time=when.moment(newest.leaves, now, QLocale())
            )
        else:
            words = counted.sending_in(left)
        others = len(self._leaving) - 1
        self._text.setText(f"{words} {counted.others_sending(others)}" if others else words)
        self._bar.setVisible(left <= UNDO_SECONDS)
        self._bar.setValue(max(0, min(left, UNDO_SECONDS)))
        self.show()
