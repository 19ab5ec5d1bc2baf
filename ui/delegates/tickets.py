"""Paints a ticket as two lines: who and when, then what."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.tickets import Status
from app.services.read_models import TicketRow
from ui import format as fmt
from ui import icons
from ui.models.tickets import TicketRole

Index = QModelIndex | QPersistentModelIndex

_EDGE = 12
_MARK = 16
_GAP = 8
_PAD = 10
_LINE_GAP = 4
_ICON = 14


def one_line(text: str) -> str:
    """Text without line breaks, which elision would otherwise keep."""
    return " ".join(text.split())


class TicketDelegate(QStyledItemDelegate):
    """Rows of one height, painted from the palette; GUI thread only."""

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now

    def row_height(self, font: QFont) -> int:
        """Height of every row with this font."""
        return 2 * _PAD + 2 * QFontMetrics(font).height() + _LINE_GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint one row."""
        row = index.data(TicketRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, option)
        if isinstance(row, TicketRow):
            self._row(painter, option, row)
        painter.restore()

    def _row(self, painter: QPainter, option: QStyleOptionViewItem, row: TicketRow) -> None:
        palette, rect = option.palette, option.rect
        font = QFont(option.font)
        metrics = QFontMetrics(font)
        left = rect.left() + _EDGE
        text_left = left + _MARK + _GAP - 4
        right = rect.right() - _EDGE
        top = rect.top() + _PAD
        height = metrics.height()
        first = QRect(text_left, top, right - text_left + 1, height)
        second = first.translated(0, height + _LINE_GAP)
        _status(painter, palette, QRect(left - 4, top, _MARK, height), row)
        self._first_line(painter, option, first, row)
        _second_line(painter, option, second, row)

    def _first_line(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: TicketRow
    ) -> None:
        palette = option.palette
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.92)
        metrics = QFontMetrics(small)
        when = fmt.age(row.updated, self._now(), QLocale())
        muted, text = palette.color(QPalette.ColorRole.PlaceholderText), palette.text().color()
        painter.setFont(small)
        painter.setPen(palette.color(QPalette.ColorRole.Accent) if row.unread else muted)
        width = metrics.horizontalAdvance(when)
        spot = QRect(rect.right() - width, rect.top(), width + 1, rect.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, when)
        right = spot.left() - _GAP
        name_font = QFont(option.font)
        name_font.setWeight(QFont.Weight.Bold if row.unread else QFont.Weight.Medium)
        name_metrics = QFontMetrics(name_font)
        count = str(row.letters) if row.letters > 1 else ""
        taken = metrics.horizontalAdvance(count) + _GAP if count else 0
        name = name_metrics.elidedText(
            one_line(fmt.person(row.contact)),
            Qt.TextElideMode.ElideRight,
            max(0, right - rect.left() - taken),
        )
        painter.setFont(name_font)
        painter.setPen(text)
        painter.drawText(rect, _TEXT, name)
        if count:
            painter.setFont(small)
            painter.setPen(muted)
            beside = rect.left() + name_metrics.horizontalAdvance(name) + _GAP
            painter.drawText(QRect(beside, rect.top(), taken, rect.height()), _TEXT, count)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Qt: every row has the same height."""
        return QSize(240, self.row_height(option.font))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Qt: show the whole row as a tooltip."""
        row = index.data(TicketRole.ROW)
        if event.type() != QEvent.Type.ToolTip or not isinstance(row, TicketRow):
            return super().helpEvent(event, view, option, index)
        lines = (
            row.subject,
            f"{row.contact.name} <{row.contact.address}>".strip(),
            f"{fmt.status_name(row.status)} · {fmt.moment_long(row.updated, QLocale())}",
        )
        QToolTip.showText(event.globalPos(), fmt.plain_tooltip(lines), view)
        return True


_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def _ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    palette, rect = option.palette, option.rect
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    role = QPalette.ColorRole
    if selected:
        painter.fillRect(rect, palette.color(role.Highlight))
        if option.state & QStyle.StateFlag.State_Active and _focused(option):
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, palette.color(role.Accent))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, palette.color(role.AlternateBase))
    painter.setPen(QPen(palette.color(role.Midlight), 1))
    painter.drawLine(
        QPointF(rect.left() + _EDGE + _MARK, rect.bottom() + 0.5),
        QPointF(rect.right(), rect.bottom() + 0.5),
    )


def _focused(option: QStyleOptionViewItem) -> bool:
    widget = getattr(option, "widget", None)
    return widget is None or bool(widget.hasFocus())


def _status(painter: QPainter, palette: QPalette, rect: QRect, row: TicketRow) -> None:
    """A mark with a shape of its own for each state, so colour is never the only sign."""
    centre = QPointF(rect.center()) + QPointF(0.5, 0.5)
    accent = palette.color(QPalette.ColorRole.Accent)
    if row.bounced:
        _icon(painter, "bounce", palette.color(QPalette.ColorRole.BrightText), rect)
    elif row.status is Status.OPEN:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(centre, 4, 4)
    elif row.status is Status.WAITING:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, 3.5, 3.5)
    else:
        name = "check" if row.status is Status.CLOSED else "clock"
        _icon(painter, name, palette.color(QPalette.ColorRole.PlaceholderText), rect)


def _icon(painter: QPainter, name: str, colour: QColor, rect: QRect) -> None:
    ratio = painter.device().devicePixelRatioF()
    picture = icons.pixmap(name, colour.name(), _ICON, ratio)
    centre = rect.center()
    painter.drawPixmap(centre.x() - _ICON // 2 + 1, centre.y() - _ICON // 2 + 1, picture)


def _second_line(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, row: TicketRow
) -> None:
    palette = option.palette
    muted = palette.color(QPalette.ColorRole.PlaceholderText)
    right = rect.right()
    if row.has_attachments:
        spot = QRect(right - _ICON, rect.top(), _ICON, rect.height())
        _icon(painter, "attachment", muted, spot)
        right = spot.left() - _GAP
    font = QFont(option.font)
    font.setWeight(QFont.Weight.DemiBold if row.unread else QFont.Weight.Normal)
    metrics = QFontMetrics(font)
    subject = metrics.elidedText(
        one_line(row.subject) or fmt.translate("format", "(no subject)"),
        Qt.TextElideMode.ElideRight,
        right - rect.left(),
    )
    painter.setFont(font)
    painter.setPen(palette.text().color())
    painter.drawText(rect, _TEXT, subject)
    left = rect.left() + metrics.horizontalAdvance(subject) + _GAP
    plain = QFontMetrics(option.font)
    if right - left > plain.averageCharWidth() * 4 and row.snippet:
        snippet = plain.elidedText(one_line(row.snippet), Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(option.font)
        painter.setPen(muted)
        painter.drawText(QRect(left, rect.top(), right - left, rect.height()), _TEXT, snippet)
