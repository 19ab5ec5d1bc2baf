"""The gate before sending, on screen: a line for each doubt, each with a way to mend it."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.gate import Finding
from ui.composer.gate_words import remedy, said
from ui.views.flow import FlowLayout

_NARROW, _WIDE, _LOWEST = 200, 380, 56
"""Pixels: a width before there is one, one with room for all buttons, and a height of lines."""
_IN_ADDRESS = re.compile(r"(?<=[@.])(?=\w)")
"""Where long addresses may be broken."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GatePanel(QFrame):
    """GUI thread only; stands in a letter's column until it is passed or left."""

    mended = Signal(object)
    """A `Finding` whose button was pressed."""
    passed = Signal()
    """The person sends it all the same."""
    left = Signal()
    """The person goes back to the letter."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.setObjectName("gate")
        self.setProperty("hard", "true" if any(f.hard for f in findings) else "false")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.findings = tuple(findings)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._head())
        held = QWidget()
        held.setObjectName("gate_lines")
        lines = QGridLayout(held)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(0, 1)
        for row, finding in enumerate(self.findings):
            self._add_line(lines, row, finding)
        column.addWidget(_Lines(held))

    def _add_line(self, lines: QGridLayout, row: int, finding: Finding) -> None:
        words = said(finding)
        text = QLabel(_IN_ADDRESS.sub("\u200b", words))
        text.setObjectName("gate_line")
        text.setProperty("hard", "true" if finding.hard else "false")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        lines.addWidget(text, row, 0)
        button = QPushButton(remedy(finding).replace("&", "&&"))
        button.setObjectName(f"gate_{finding.doubt.value}")
        text.setAccessibleName(words)
        button.setAccessibleDescription(words)
        button.clicked.connect(lambda *_: self.mended.emit(finding))
        lines.setRowMinimumHeight(row, button.sizeHint().height())
        if button.text():
            lines.addWidget(button, row, 1, Qt.AlignmentFlag.AlignTop)

    @property
    def is_hard(self) -> bool:
        """Whether the letter cannot leave before something was done."""
        return any(finding.hard for finding in self.findings)

    def _title(self) -> str:
        if self.is_hard:
            return self.tr("This letter does not leave yet")
        return self.tr("Before it leaves")

    def _head(self) -> FlowLayout:
        row = FlowLayout(8)
        title = QLabel(self._title())
        title.setObjectName("gate_title")
        row.addWidget(title)
        self._back = back = QPushButton(self.tr("Back to the letter"))
        back.setObjectName("gate_back")
        back.setToolTip("Esc")
        back.clicked.connect(self.left)
        row.addWidget(back)
        if not self.is_hard:
            anyway = QPushButton(self.tr("Send all the same"))
            anyway.setObjectName("gate_pass")
            anyway.setToolTip("Ctrl+Enter")
            anyway.clicked.connect(self.passed)
            row.addWidget(anyway)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: Esc, and a click into the letter, lead back too."""
        super().resizeEvent(event)
        self._back.setVisible(event.size().width() >= _WIDE)

    def _meant(self, event: QKeyEvent) -> SignalInstance | None:
        """What a key means here, also while a button has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            return self.left
        sends = event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        return self.passed if sends and not self.is_hard else None

    def event(self, event: QEvent) -> bool:
        """Qt: these keys are ours here, not the window's."""
        asks = event if isinstance(event, QKeyEvent) else None
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and asks is not None and self._meant(asks) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: see `_meant`."""
        meant = self._meant(event)
        if meant is None:
            super().keyPressEvent(event)
        else:
            meant.emit()


class _Lines(QScrollArea):
    """As high as its lines where there is room, else they are scrolled."""

    def __init__(self, lines: QWidget) -> None:
        super().__init__()
        self.setObjectName("gate_scroll")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._lines = lines
        self.setWidget(lines)

    def sizeHint(self) -> QSize:
        """Qt: all lines in the width that there is."""
        return QSize(0, self._lines.heightForWidth(max(self.width(), _NARROW)))

    def minimumSizeHint(self) -> QSize:
        """Qt: some lines stay in sight."""
        return QSize(0, min(_LOWEST, self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()
