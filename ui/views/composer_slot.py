"""The place below the letters where an answer is written."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.ids import TicketId

if TYPE_CHECKING:
    from ui.composer.panel import ComposerPanel


class ComposerSlot(QWidget):
    """Hidden while nothing is written; GUI thread only."""

    def __init__(self, open_ticket: Callable[[], TicketId | None]) -> None:
        """``open_ticket`` tells which ticket is looked at."""
        super().__init__()
        self.setObjectName("composer_slot")
        self._open_ticket = open_ticket
        self.panel: ComposerPanel | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def wants(self, ticket: TicketId) -> bool:
        """Whether a letter of this ticket would stand below its ticket here."""
        return self._open_ticket() == ticket

    def take(self, panel: "ComposerPanel") -> None:
        """Show a letter."""
        self.panel = panel
        layout = self.layout()
        if layout is not None:
            layout.addWidget(panel)
        panel.show()
        self.show()

    def release(self) -> None:
        """Show nothing; the panel belongs to whoever asks."""
        panel, self.panel = self.panel, None
        if panel is not None:
            panel.setParent(None)
        self.hide()
