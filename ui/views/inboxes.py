"""The mailboxes below the queues, shown where there are several: one narrows every queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.ids import AccountId
from ui.delegates.queues import Entry, paint_entry

_ENTRY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Inbox:
    """A mailbox of the left column."""

    account: AccountId | None
    """None for all together."""
    name: str
    needs_reply: int


class InboxList(QListWidget):
    """GUI thread only; hidden while there are fewer than two mailboxes."""

    inbox_chosen = Signal(object)
    """An `AccountId`, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inboxes")
        self.setAccessibleName(self.tr("Mailboxes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_InboxDelegate(self))
        self.setUniformItemSizes(True)
        self._shown: tuple[Inbox, ...] = ()
        self.currentRowChanged.connect(self._announce)
        self.hide()

    @property
    def account(self) -> AccountId | None:
        """The mailbox that is looked at."""
        row = self.currentRow()
        return self._shown[row].account if 0 <= row < len(self._shown) else None

    def show_inboxes(self, inboxes: Sequence[Inbox]) -> None:
        """Show these, all together first; the chosen one stays if it still exists."""
        several = len(inboxes) > 1
        wanted = tuple(inboxes) if several else ()
        self.setVisible(several)
        if wanted == self._shown[1:]:
            return
        before = self.account
        kept = [each.account for each in wanted]
        blocked = QSignalBlocker(self)
        self._shown = (
            (Inbox(None, self.tr("All mailboxes"), sum(i.needs_reply for i in wanted)), *wanted)
            if several
            else ()
        )
        self.clear()
        for inbox in self._shown:
            item = QListWidgetItem(inbox.name, self)
            item.setData(_ENTRY, inbox)
            item.setToolTip(inbox.name)
        self.setCurrentRow(kept.index(before) + 1 if before in kept else 0)
        blocked.unblock()
        if before is not None and before not in kept:
            self.inbox_chosen.emit(None)

    def _announce(self) -> None:
        self.inbox_chosen.emit(self.account)


class _InboxDelegate(QStyledItemDelegate):
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt: paint one row."""
        inbox = index.data(_ENTRY)
        if isinstance(inbox, Inbox):
            icon = "person" if inbox.account is not None else "tickets"
            paint_entry(painter, option, Entry(icon, inbox.name, inbox.needs_reply))

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Qt: as high as a queue."""
        return QSize(160, QFontMetrics(option.font).height() + 16)
