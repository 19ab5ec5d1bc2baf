"""The way to the outbox in the left column: how many letters wait, red where one failed."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from app.services.outgoing_models import DraftView, OutgoingView
from ui import icons
from ui.counted import counted
from ui.theme import Colours
from ui.views.outbox_words import needs_person

_LEFT, _ICON, _GAP = 20, 16, 8
"""Pixels, as in the rows of the queues above it (`ui.delegates.queues`)."""


class OutboxButton(QToolButton):
    """Hidden while nothing was written that has not left; GUI thread only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar_outbox")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(_ICON, _ICON))
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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's
        """Qt: the words stand below those of the queues, cut where room ends."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        box = self.rect().adjusted(_LEFT, 0, -_LEFT // 2, 0)
        self.icon().paint(
            painter, QRect(box.left(), box.center().y() - _ICON // 2 + 1, _ICON, _ICON)
        )
        box.setLeft(box.left() + _ICON + _GAP)
        short = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        form = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        colour = self.palette().buttonText().color()
        painter.setPen(colour)
        painter.drawText(box, form, short)
        painter.end()
