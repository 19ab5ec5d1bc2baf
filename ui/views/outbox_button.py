"""The way to the outbox in the left column: how many letters wait, red where one failed."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.services.outgoing_models import DraftView, OutgoingView
from ui import icons
from ui.counted import counted
from ui.theme import Colours
from ui.views.outbox_words import needs_person


class OutboxButton(QToolButton):
    """Hidden while nothing was written that has not left; GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar_outbox")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(16, 16))
        self.setToolTip(self.tr("Letters that have not left, and drafts"))
        self._failed = False
        self.hide()

    def show_letters(
        self, letters: Sequence[OutgoingView], drafts: Sequence[DraftView], colours: Colours
    ) -> None:
        """Say how many letters there are."""
        stuck = sum(map(needs_person, letters))
        self._failed = stuck > 0
        if stuck:
            text = counted.stuck_letters(stuck)
        elif letters:
            text = counted.outbox(len(letters))
        else:
            text = counted.drafts(len(drafts))
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(letters or drafts))
        self.setProperty("failed", self._failed)
        self.style().unpolish(self)
        self.style().polish(self)
        self.tint(colours)

    def tint(self, colours: Colours) -> None:
        """Draw its icon in an appearance's colours."""
        colour = colours.danger if self._failed else colours.muted
        self.setIcon(icons.icon("warning" if self._failed else "outbox", colour))
