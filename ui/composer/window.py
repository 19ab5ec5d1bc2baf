"""A window of its own around a letter that is being written."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.composer.panel import ComposerPanel

_SIZE = QSize(760, 620)


class ComposerWindow(QWidget):
    """GUI thread only. Closing it keeps the draft."""

    closed = Signal()

    def __init__(self, panel: ComposerPanel, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("composer_window")
        self._panel: ComposerPanel | None = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        panel.head.show_apart(apart=True, back=panel.ticket is not None)
        self._name(panel.head.subject.text())
        panel.head.subject.textChanged.connect(self._name)
        self.resize(_SIZE)

    def let_go(self) -> None:
        """Give the letter away; closing means nothing any more."""
        if self._panel is not None:
            self._panel.head.subject.textChanged.disconnect(self._name)
            self._panel.head.show_apart(apart=False, back=True)
            self._panel.setParent(None)
            self._panel = None
        self.hide()

    def _name(self, subject: str) -> None:
        about = subject or self.tr("New letter")
        self.setWindowTitle(f"{about} – Postroom")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: put the letter away."""
        event.accept()
        if self._panel is not None:
            self.closed.emit()
