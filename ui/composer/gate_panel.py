"""The gate before sending, on screen: a line for each doubt, each with a way to mend it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.gate import Finding
from ui.composer.gate_words import remedy, said

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
        lines = QGridLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(0, 1)
        for row, finding in enumerate(self.findings):
            self._add_line(lines, row, finding)
        column.addLayout(lines)

    def _add_line(self, lines: QGridLayout, row: int, finding: Finding) -> None:
        text = QLabel(said(finding))
        text.setObjectName("gate_line")
        text.setProperty("hard", "true" if finding.hard else "false")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        lines.addWidget(text, row, 0)
        button = QPushButton(remedy(finding).replace("&", "&&"))
        button.setObjectName(f"gate_{finding.doubt.value}")
        button.setAccessibleDescription(text.text())
        button.clicked.connect(lambda *_: self.mended.emit(finding))
        lines.setRowMinimumHeight(row, button.sizeHint().height())
        if button.text():
            lines.addWidget(button, row, 1)

    @property
    def is_hard(self) -> bool:
        """Whether the letter cannot leave before something was done."""
        return any(finding.hard for finding in self.findings)

    def _title(self) -> str:
        if self.is_hard:
            return self.tr("This letter does not leave yet")
        return self.tr("Before it leaves")

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel(self._title())
        title.setObjectName("gate_title")
        row.addWidget(title)
        row.addStretch(1)
        back = QPushButton(self.tr("Back to the letter"))
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
