"""Paints a queue: icon, name and count."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.tickets import Queue
from ui import format as fmt
from ui import icons
from ui.models.queues import ICONS, QueueRole

Index = QModelIndex | QPersistentModelIndex

_MARGIN = 8
_INSET = 10
_ICON = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the left column."""

    icon: str
    name: str
    count: int
    alarm: bool = False
    """Whether the count is bad news."""


def paint_entry(painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
    """Paint icon, name and count as one row."""
    palette, role = option.palette, QPalette.ColorRole
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pill = QRectF(option.rect).adjusted(_MARGIN, 1, -_MARGIN, -1)
    if selected or option.state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(role.Highlight if selected else role.AlternateBase))
        painter.drawRoundedRect(pill, 6, 6)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(palette.color(role.Accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    tint = role.Accent if selected else role.PlaceholderText
    colour = palette.color(role.BrightText if entry.alarm else tint)
    ratio = painter.device().devicePixelRatioF()
    left = int(pill.left()) + _INSET
    middle = option.rect.center().y()
    painter.drawPixmap(
        left, middle - _ICON // 2 + 1, icons.pixmap(entry.icon, colour.name(), _ICON, ratio)
    )
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold if selected else QFont.Weight.Normal)
    figure = fmt.number(entry.count, QLocale()) if entry.count else ""
    width = QFontMetrics(option.font).horizontalAdvance(figure)
    right = int(pill.right()) - _INSET
    painter.setFont(option.font)
    painter.setPen(palette.color(role.BrightText if entry.alarm else role.PlaceholderText))
    box = QRect(right - width, option.rect.top(), width + 1, option.rect.height())
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figure)
    painter.setFont(font)
    painter.setPen(palette.color(role.Text))
    start = left + _ICON + 10
    room = right - width - start - 8
    name = QFontMetrics(font).elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
    painter.drawText(
        QRect(start, option.rect.top(), room, option.rect.height()),
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        name,
    )
    painter.restore()


class QueueDelegate(QStyledItemDelegate):
    """Rows of the left column; GUI thread only."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint one row."""
        queue = Queue(index.data(QueueRole.QUEUE))  # Qt hands strings back without their class
        count = int(index.data(QueueRole.COUNT) or 0)
        alarm = queue is Queue.BOUNCED and bool(count)
        entry = Entry(ICONS[queue], fmt.queue_name(queue), count, alarm=alarm)
        paint_entry(painter, option, entry)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: every row has the same height."""
        return QSize(160, QFontMetrics(option.font).height() + 16)
