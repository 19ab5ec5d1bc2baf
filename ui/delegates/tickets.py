"""Paints a ticket as two lines: who and when, then what."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

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
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.tickets import Away, Status
from app.services.read_models import TicketRow
from ui import format as fmt
from ui import icons, people
from ui.delegates.pictures import Pictures
from ui.delegates.ticket_words import GAP, ICON, Dates, Fonts, Words, signs
from ui.models.tickets import TicketListModel, TicketRole
from ui.team_words import Moment, team_facts

Index = QModelIndex | QPersistentModelIndex

_EDGE = 12
_MARK = 16
_LEFT = _EDGE + _MARK + 4
"""Where the text begins."""
_PAD = 10
_LINE_GAP = 4
_WORDS_KEPT = 600
_AWAY = {
    Away.ARCHIVED: "archive",
    Away.JUNK: "warning",
    Away.TRASH: "trash",
    Away.GONE: "gone",
}
_MINUTE = 60

# As numbers: a flag of Qt is an enum of Python, and each question to it takes microseconds.
_SELECTED = QStyle.StateFlag.State_Selected.value
_ACTIVE = QStyle.StateFlag.State_Active.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value


@dataclass(frozen=True, slots=True)
class _Inks:
    """The colours of one palette; made once a palette."""

    key: tuple[int, QPalette.ColorGroup]
    ground: QColor
    selected: QColor
    hover: QColor
    line: QColor
    accent: QColor
    text: QColor
    muted: QColor
    alarm: QColor
    names: dict[str, str]
    """The same as names, which icons are kept by."""

    @staticmethod
    def of(palette: QPalette) -> "_Inks":
        role = QPalette.ColorRole
        accent, muted = palette.color(role.Accent), palette.color(role.PlaceholderText)
        alarm = palette.color(role.BrightText)
        return _Inks(
            key=_key(palette),
            ground=palette.color(role.Base),
            selected=palette.color(role.Highlight),
            hover=palette.color(role.AlternateBase),
            line=palette.color(role.Midlight),
            accent=accent,
            text=palette.color(role.Text),
            muted=muted,
            alarm=alarm,
            names={"accent": accent.name(), "muted": muted.name(), "alarm": alarm.name()},
        )


def _key(palette: QPalette) -> tuple[int, QPalette.ColorGroup]:
    return palette.cacheKey(), palette.currentColorGroup()


class TicketDelegate(QStyledItemDelegate):
    """Rows of one height, painted from the palette; GUI thread only."""

    def __init__(self, now: Callable[[], int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._fonts: Fonts | None = None
        self._inks: _Inks | None = None
        self._dates = Dates()
        self._words: dict[tuple[TicketRow, int, int], tuple[int, Words]] = {}
        self._numbers = count()
        self._pictures = Pictures()

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
        inks, rect = self._inks_of(option.palette), option.rect
        painter.save()
        if isinstance(row, TicketRow):
            self._row(painter, rect, row, self._fonts_of(option.font), (inks, _state(option)))
        else:
            _ground(painter, rect, inks, _state(option))
        painter.restore()

    def _row(
        self,
        painter: QPainter,
        rect: QRect,
        row: TicketRow,
        fonts: Fonts,
        look: tuple[_Inks, int],
    ) -> None:
        """Paint a row; one that is painted again is kept as a picture."""
        inks, state = look
        ratio = painter.device().devicePixelRatioF()
        minute = self._now() // _MINUTE
        key = (row, rect.width(), minute)
        found = self._words.get(key)
        number, words = found or self._cut(key, fonts)
        shown = _Row(row, words, fonts, inks, state, ratio)
        if found is None or ratio != int(ratio):
            _paint(painter, rect, shown)
            return
        box = QRect(0, 0, rect.width(), rect.height())
        picture = self._pictures.get(
            (number, rect.height(), inks.key, state, ratio),
            rect.size(),
            ratio,
            inks.ground,
            lambda within: _paint(within, box, shown),
        )
        painter.drawPixmap(rect.left(), rect.top(), picture)

    def _cut(self, key: tuple[TicketRow, int, int], fonts: Fonts) -> tuple[int, Words]:
        """Cut a row's texts to their room, and keep them under a number of their own."""
        row, width, _ = key
        if len(self._words) >= _WORDS_KEPT:
            self._words.clear()
        when = self._dates.age(row.updated, self._now())
        made = next(self._numbers), Words.of(row, width - _LEFT - _EDGE, when, fonts)
        self._words[key] = made
        return made

    def _fonts_of(self, font: QFont) -> Fonts:
        if self._fonts is None or self._fonts.plain.font != font:
            self._fonts = Fonts.of(font)
            self._words.clear()
        return self._fonts

    def _inks_of(self, palette: QPalette) -> _Inks:
        if self._inks is None or self._inks.key != _key(palette):
            self._inks = _Inks.of(palette)
        return self._inks

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
        state = fmt.away_name(row.away) or fmt.status_name(row.status)
        lines = (
            row.subject,
            f"{row.contact.name} <{row.contact.address}>".strip(),
            f"{state} · {fmt.moment_long(row.updated, QLocale())}",
            *team_facts(row, Moment(self._now(), QLocale())),
        )
        QToolTip.showText(event.globalPos(), fmt.plain_tooltip(lines), view)
        return True


@dataclass(frozen=True, slots=True)
class _Row:
    """All that one painted row looks like."""

    row: TicketRow
    words: Words
    fonts: Fonts
    inks: _Inks
    state: int
    ratio: float


def _paint(painter: QPainter, rect: QRect, shown: _Row) -> None:
    row, fonts, inks, ratio = shown.row, shown.fonts, shown.inks, shown.ratio
    _ground(painter, rect, inks, shown.state)
    right = rect.right() - _EDGE + 1
    first = rect.top() + _PAD
    second = first + fonts.height + _LINE_GAP
    half = (fonts.height - 1) // 2
    mark = rect.left() + _EDGE - 4 + (_MARK - 1) // 2
    _picture(painter, _mark(row, inks, ratio), mark, first + half)
    if row.assignee is not None:
        picture = people.face(row.assignee, ICON, ratio)
        _picture(painter, picture, right - (ICON + 3) // 2, second + half)
    first_sign = 0 if row.assignee is None else 1
    for place, (name, colour) in enumerate(signs(row), start=first_sign):
        picture = icons.pixmap(name, inks.names[colour], ICON, ratio)
        middle = right - (ICON + 3) // 2 - place * (ICON + GAP)
        _picture(painter, picture, middle, second + half)
    _write(painter, rect.left() + _LEFT, right, (first, second), shown)


def _state(option: QStyleOptionViewItem) -> int:
    """What of a row's state can be seen: selected, with the keyboard's bar, or pointed at."""
    state = option.state.value
    if state & _SELECTED:
        return _SELECTED | (_ACTIVE if state & _ACTIVE and _focused(option) else 0)
    return int(state & _HOVERED)


def _ground(painter: QPainter, rect: QRect, inks: _Inks, state: int) -> None:
    if state & _SELECTED:
        painter.fillRect(rect, inks.selected)
        if state & _ACTIVE:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), inks.accent)
    elif state & _HOVERED:
        painter.fillRect(rect, inks.hover)
    start = rect.left() + _EDGE + _MARK
    painter.fillRect(start, rect.bottom(), rect.right() - start, 1, inks.line)


def _focused(option: QStyleOptionViewItem) -> bool:
    widget = getattr(option, "widget", None)
    return widget is None or bool(widget.hasFocus())


def _mark(row: TicketRow, inks: _Inks, ratio: float) -> QPixmap:
    """A mark with a shape of its own for each state, so colour is never the only sign."""
    names = inks.names
    if row.away is not Away.HERE:
        return icons.pixmap(_AWAY[row.away], names["muted"], ICON, ratio)
    if row.bounced:
        return icons.pixmap("bounce", names["alarm"], ICON, ratio)
    if row.status is Status.OPEN:
        return _disc(names["accent"], ratio)
    if row.status is Status.WAITING:
        return _ring(names["muted"], ratio)
    name = "check" if row.status is Status.CLOSED else "snooze"
    return icons.pixmap(name, names["muted"], ICON, ratio)


@lru_cache(maxsize=64)
def _disc(colour: str, ratio: float) -> QPixmap:
    return _drawn(ratio, QPen(Qt.PenStyle.NoPen), QBrush(QColor(colour)), 4)


@lru_cache(maxsize=64)
def _ring(colour: str, ratio: float) -> QPixmap:
    return _drawn(ratio, QPen(QColor(colour), 1.5), QBrush(Qt.BrushStyle.NoBrush), 3.5)


def _drawn(ratio: float, pen: QPen, brush: QBrush, radius: float) -> QPixmap:
    """A circle as a picture of an icon's size; drawing a curve takes as long as half a row."""
    picture = QPixmap(round(ICON * ratio), round(ICON * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(brush)
    centre = ICON / 2 - 0.5
    painter.drawEllipse(QPointF(centre, centre), radius, radius)
    painter.end()
    return picture


def _picture(painter: QPainter, picture: QPixmap, x: int, y: int) -> None:
    """Draw a picture of an icon's size around a place."""
    painter.drawPixmap(x - ICON // 2 + 1, y - ICON // 2 + 1, picture)


def _write(painter: QPainter, left: int, right: int, lines: tuple[int, int], shown: _Row) -> None:
    """Write both lines; text at a point needs no layout, most of what text in a box costs."""
    row, words, fonts, inks = shown.row, shown.words, shown.fonts, shown.inks
    (first, second), small, plain = lines, fonts.small, fonts.plain
    names, subjects = (fonts.bold, fonts.demi) if row.unread else (fonts.medium, plain)
    painter.setFont(small.font)
    painter.setPen(inks.accent if row.unread else inks.muted)
    painter.drawText(right - words.when_width, first + small.baseline, words.when)
    painter.setPen(inks.muted)
    if words.count:
        place = left + words.name_width + GAP
        painter.drawText(place, first + small.baseline, words.count)
    if words.tags:
        painter.drawText(left + words.tags_place, first + small.baseline, words.tags)
    if words.snippet:
        painter.setFont(plain.font)
        place = left + words.subject_width + GAP
        painter.drawText(place, second + plain.baseline, words.snippet)
    painter.setPen(inks.text)
    painter.setFont(names.font)
    painter.drawText(left, first + names.baseline, words.name)
    painter.setFont(subjects.font)
    painter.drawText(left, second + subjects.baseline, words.subject)
