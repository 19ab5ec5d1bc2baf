"""Paints a ticket as two lines: who and when, then what."""

from collections.abc import Callable
from dataclasses import dataclass

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
from ui.models.tickets import TicketListModel, TicketRole

Index = QModelIndex | QPersistentModelIndex

_EDGE = 12
_MARK = 16
_GAP = 8
_PAD = 10
_LINE_GAP = 4
_ICON = 14
_WORDS_KEPT = 600
_MINUTE = 60


def one_line(text: str) -> str:
    """Text without line breaks, which elision would otherwise keep."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class _Fonts:
    """The view's font in the weights that a row needs, with measures; made once a font."""

    key: str
    plain: QFont
    medium: QFont
    demi: QFont
    bold: QFont
    small: QFont
    height: int

    @staticmethod
    def of(font: QFont) -> "_Fonts":
        def weighing(weight: QFont.Weight) -> QFont:
            made = QFont(font)
            made.setWeight(weight)
            return made

        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        weights = QFont.Weight
        return _Fonts(
            key=font.key(),
            plain=QFont(font),
            medium=weighing(weights.Medium),
            demi=weighing(weights.DemiBold),
            bold=weighing(weights.Bold),
            small=small,
            height=QFontMetrics(font).height(),
        )


@dataclass(frozen=True, slots=True)
class _Words:
    """A row's texts cut to the room they have."""

    when: str
    when_width: int
    name: str
    name_width: int
    count: str
    subject: str
    subject_width: int
    snippet: str

    @staticmethod
    def of(row: TicketRow, width: int, when: str, fonts: _Fonts) -> "_Words":
        cut = Qt.TextElideMode.ElideRight
        small = QFontMetrics(fonts.small)
        count = str(row.letters) if row.letters > 1 else ""
        beside = small.horizontalAdvance(count) + _GAP if count else 0
        names = QFontMetrics(fonts.bold if row.unread else fonts.medium)
        when_width = small.horizontalAdvance(when)
        room = max(0, width - when_width - _GAP - beside)
        name = names.elidedText(one_line(fmt.person(row.contact)), cut, room)
        subjects = QFontMetrics(fonts.demi if row.unread else fonts.plain)
        room = width - (_ICON + _GAP if row.has_attachments else 0)
        title = one_line(row.subject) or fmt.translate("format", "(no subject)")
        subject = subjects.elidedText(title, cut, room)
        subject_width = subjects.horizontalAdvance(subject)
        plain = QFontMetrics(fonts.plain)
        rest = room - subject_width - _GAP
        fits = bool(row.snippet) and rest > plain.averageCharWidth() * 4
        return _Words(
            when=when,
            when_width=when_width,
            name=name,
            name_width=names.horizontalAdvance(name),
            count=count,
            subject=subject,
            subject_width=subject_width,
            # No letter is narrower than 2 pixels; measuring what cannot fit takes the time.
            snippet=plain.elidedText(one_line(row.snippet[: rest // 2]), cut, rest) if fits else "",
        )


class TicketDelegate(QStyledItemDelegate):
    """Rows of one height, painted from the palette; GUI thread only."""

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._fonts: _Fonts | None = None
        self._words: dict[tuple[TicketRow, int, int], _Words] = {}

    def row_height(self, font: QFont) -> int:
        """Height of every row with this font."""
        return 2 * _PAD + 2 * QFontMetrics(font).height() + _LINE_GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint one row."""
        model = index.model()
        # Asking our own model directly spares a way through C++ and back for every row.
        row = (
            model.row(index.row())
            if isinstance(model, TicketListModel)
            else index.data(TicketRole.ROW)
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, option)
        if isinstance(row, TicketRow):
            self._row(painter, option, row)
        painter.restore()

    def _row(self, painter: QPainter, option: QStyleOptionViewItem, row: TicketRow) -> None:
        palette, rect = option.palette, option.rect
        fonts = self._fonts_of(option.font)
        left = rect.left() + _EDGE
        text_left = left + _MARK + _GAP - 4
        width = rect.right() - _EDGE - text_left + 1
        height = fonts.height
        first = QRect(text_left, rect.top() + _PAD, width, height)
        second = first.translated(0, height + _LINE_GAP)
        words = self._words_of(row, width, fonts)
        _status(painter, palette, QRect(left - 4, first.top(), _MARK, height), row)
        _first_line(painter, palette, first, row, words, fonts)
        _second_line(painter, palette, second, row, words, fonts)

    def _fonts_of(self, font: QFont) -> _Fonts:
        if self._fonts is None or self._fonts.key != font.key():
            self._fonts = _Fonts.of(font)
            self._words.clear()
        return self._fonts

    def _words_of(self, row: TicketRow, width: int, fonts: _Fonts) -> _Words:
        """The row's texts cut to their room; kept, since scrolling paints a row many times."""
        now = self._now()
        key = (row, width, now // _MINUTE)
        words = self._words.get(key)
        if words is None:
            if len(self._words) >= _WORDS_KEPT:
                self._words.clear()
            when = fmt.age(row.updated, now, QLocale())
            words = self._words[key] = _Words.of(row, width, when, fonts)
        return words

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
    start = rect.left() + _EDGE + _MARK
    line = QRect(start, rect.bottom(), rect.right() - start, 1)
    painter.fillRect(line, palette.color(role.Midlight))


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


def _write(painter: QPainter, left: int, rect: QRect, text: str) -> None:
    """Write from ``left``, centred in the height of ``rect``, in the painter's font.

    Text at a point needs no layout, which is most of what text in a rectangle costs.
    """
    metrics = painter.fontMetrics()
    baseline = rect.top() + (rect.height() - metrics.height()) // 2 + metrics.ascent()
    painter.drawText(left, baseline, text)


def _first_line(  # noqa: PLR0917 - one painter, told everything once
    painter: QPainter, palette: QPalette, rect: QRect, row: TicketRow, words: _Words, fonts: _Fonts
) -> None:
    role = QPalette.ColorRole
    muted = palette.color(role.PlaceholderText)
    painter.setFont(fonts.small)
    painter.setPen(palette.color(role.Accent) if row.unread else muted)
    _write(painter, rect.right() + 1 - words.when_width, rect, words.when)
    if words.count:
        painter.setPen(muted)
        _write(painter, rect.left() + words.name_width + _GAP, rect, words.count)
    painter.setFont(fonts.bold if row.unread else fonts.medium)
    painter.setPen(palette.color(role.Text))
    _write(painter, rect.left(), rect, words.name)


def _second_line(  # noqa: PLR0917 - as above
    painter: QPainter, palette: QPalette, rect: QRect, row: TicketRow, words: _Words, fonts: _Fonts
) -> None:
    role = QPalette.ColorRole
    muted = palette.color(role.PlaceholderText)
    if row.has_attachments:
        spot = QRect(rect.right() - _ICON, rect.top(), _ICON, rect.height())
        _icon(painter, "attachment", muted, spot)
    painter.setFont(fonts.demi if row.unread else fonts.plain)
    painter.setPen(palette.color(role.Text))
    _write(painter, rect.left(), rect, words.subject)
    if words.snippet:
        painter.setFont(fonts.plain)
        painter.setPen(muted)
        _write(painter, rect.left() + words.subject_width + _GAP, rect, words.snippet)
