"""The left column: queues, and mailboxes where there are several."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.views.inboxes import InboxList
from ui.views.lists import QueueListView
from ui.views.outbox_button import OutboxButton


class Sidebar(QWidget):
    """GUI thread only."""

    def __init__(self, queues: QueueListView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(180)
        self.queues = queues
        self.inboxes = InboxList()
        self.outbox = OutboxButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(14)
        queues.setFixedHeight(
            queues.verticalHeader().defaultSectionSize() * queues.model().rowCount()
        )
        column.addWidget(queues)
        column.addWidget(self.outbox)
        column.addWidget(self.inboxes, 1)
        column.addStretch(0)
