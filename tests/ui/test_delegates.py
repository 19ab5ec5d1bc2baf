"""Rows are painted: something is where it should be, at both scales, in both themes."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QLocale, QRect, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from app.domain.ids import TicketId
from app.domain.messages import Address
from app.domain.tickets import Queue, Status
from app.services.read_models import TicketRow
from tests.support.fake_services import NOW, FakeMailbox, FakeQueries
from ui import format as fmt
from ui.delegates.pictures import Pictures
from ui.delegates.queues import QueueDelegate
from ui.delegates.tickets import TicketDelegate
from ui.models.queues import ORDER, QueueListModel
from ui.models.tickets import TicketListModel
from ui.theme import DARK, LIGHT, Colours, palette

WIDTH, HEIGHT = 360, 60


@dataclass(frozen=True, slots=True)
class Sight:
    """All that decides how a row looks beside what it says."""

    colours: Colours = LIGHT
    ratio: float = 1.0
    state: QStyle.StateFlag = QStyle.StateFlag.State_Enabled
    width: int = WIDTH
    points: float = 10
    now: int = NOW


class Painter:
    """Paints rows with one delegate, as a list does that is looked at for a while."""

    def __init__(self) -> None:
        self._mailbox = FakeMailbox(size=1)
        self._model = TicketListModel(FakeQueries(self._mailbox))
        self._now = NOW
        self._delegate = TicketDelegate(lambda: self._now)
        self._palettes: dict[bool, QPalette] = {}

    def paint(self, row: TicketRow, sight: Sight) -> QImage:
        self._mailbox.changed[TicketId(1)] = replace(row, id=TicketId(1))
        self._model.show(Queue.ALL)
        self._now = sight.now
        ratio = sight.ratio
        image = QImage(
            round(sight.width * ratio), round(HEIGHT * ratio), QImage.Format.Format_RGB32
        )
        image.setDevicePixelRatio(ratio)
        image.fill(QColor(sight.colours.surface))
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, sight.width, HEIGHT)
        option.palette = self._palettes.setdefault(sight.colours.dark, palette(sight.colours))
        option.state = sight.state
        option.font.setPointSizeF(sight.points)
        painter = QPainter(image)
        self._delegate.paint(painter, option, self._model.index(0))
        painter.end()
        return image


def paint(
    row: TicketRow, colours: Colours = LIGHT, *, ratio: float = 1.0, on: bool = False
) -> QImage:
    states = QStyle.StateFlag
    state = states.State_Selected | states.State_Active if on else states.State_Enabled
    return Painter().paint(row, Sight(colours, ratio, state))


def ink(image: QImage, area: QRect, ground: str) -> int:
    """Pixels of an area that differ from the ground; the area in device-independent pixels."""
    ratio = image.devicePixelRatio()
    paper = QColor(ground).rgb()
    return sum(
        image.pixel(x, y) != paper
        for x in range(round(area.left() * ratio), round(area.right() * ratio))
        for y in range(round(area.top() * ratio), round(area.bottom() * ratio))
    )


@pytest.fixture
def row(qtbot: QtBot) -> TicketRow:
    return FakeMailbox(size=9).row(TicketId(3))


NAME, AGE = QRect(30, 8, 150, 22), QRect(290, 8, 62, 22)
SUBJECT, CLIP, MARK = QRect(30, 32, 200, 22), QRect(328, 32, 24, 22), QRect(4, 8, 22, 22)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_both_lines_the_age_and_the_mark_are_there(
    row: TicketRow, colours: Colours, ratio: float
) -> None:
    image = paint(row, colours, ratio=ratio)
    for area in (NAME, AGE, SUBJECT, MARK):
        assert ink(image, area, colours.surface) > 40 * ratio


def test_the_clip_is_painted_only_for_attachments(row: TicketRow) -> None:
    short = replace(row, subject="Short", snippet="")
    assert ink(paint(replace(short, has_attachments=True)), CLIP, LIGHT.surface) > 15
    assert ink(paint(replace(short, has_attachments=False)), CLIP, LIGHT.surface) == 0


def test_each_state_has_a_mark_of_its_own(row: TicketRow) -> None:
    made = [paint(replace(row, status=status, bounced=False)) for status in Status]
    made.append(paint(replace(row, bounced=True)))
    marks = {bytes(image.copy(MARK).constBits()) for image in made}
    assert len(marks) == len(made)


def test_unread_is_bolder(row: TicketRow) -> None:
    read, unread = (paint(replace(row, unread=each)) for each in (False, True))
    assert ink(unread, SUBJECT, LIGHT.surface) > ink(read, SUBJECT, LIGHT.surface)


def test_a_selected_row_has_another_ground(row: TicketRow) -> None:
    assert paint(row, on=True).pixelColor(200, 3).name() == LIGHT.selected


@pytest.mark.parametrize("text", ["", "نورا الأحمد " * 30, "Щ" * 500, "a\nb\tc", "👩‍👩‍👧 " * 80])
def test_any_text_stays_inside_its_row(row: TicketRow, text: str) -> None:
    contact = replace(row.contact, name=text)
    image = paint(replace(row, subject=text, snippet=text, contact=contact, letters=1234))
    font = QFont()
    font.setPointSizeF(font.pointSizeF() * 0.92)
    age = QFontMetrics(font).horizontalAdvance(fmt.age(row.updated, NOW, QLocale()))
    gap = QRect(347 - age - 7, 8, 5, 20)  # between name and age: elision ends before it
    assert ink(image, gap, LIGHT.surface) == 0


SIGHTS = (
    Sight(),
    Sight(colours=DARK),
    Sight(ratio=2.0),
    Sight(ratio=1.5),
    Sight(state=QStyle.StateFlag.State_MouseOver),
    Sight(state=QStyle.StateFlag.State_Selected),
    Sight(state=QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active),
    Sight(width=300),
    Sight(points=12),
    Sight(now=NOW + 3600),
)


def test_a_row_that_is_kept_looks_like_one_that_is_painted(row: TicketRow) -> None:
    row = replace(row, updated=NOW - 120)
    fresh = {sight: Painter().paint(row, sight) for sight in SIGHTS}
    assert len({bytes(image.constBits()) for image in fresh.values()}) == len(SIGHTS)
    long_in_use = Painter()
    for _ in range(3):  # painted, painted and kept, kept
        for sight in SIGHTS:
            assert long_in_use.paint(row, sight) == fresh[sight], sight


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Another one"},
        {"snippet": "Another one"},
        {"unread": True},
        {"letters": 77},
        {"status": Status.CLOSED},
        {"bounced": True},
        {"has_attachments": True},
        {"contact": Address("Olena", "olena@example.net")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_row_is_painted_anew(row: TicketRow, change: dict[str, object]) -> None:
    before = replace(
        row, subject="Short", unread=False, status=Status.OPEN, bounced=False, has_attachments=False
    )
    after = replace(before, **change)  # type: ignore[arg-type]  # a table of changes
    painter = Painter()
    for _ in range(3):
        old = painter.paint(before, Sight())
    for _ in range(3):
        new = painter.paint(after, Sight())
        assert new == Painter().paint(after, Sight())
        assert new != old


def test_kept_rows_have_a_bound() -> None:
    pictures, painted = Pictures(kept=3 * 10 * 10 * 4), list[int]()

    def show(number: int) -> QPixmap:
        def note(_: QPainter) -> None:
            painted.append(number)

        return pictures.get(number, QSize(10, 10), 1.0, QColor("white"), note)

    for number in (1, 2, 3, 1, 4, 1, 3, 2):
        show(number)
    assert painted == [1, 2, 3, 4, 2]  # 2 was the longest unused when 4 came


def test_queues_are_painted_with_their_counts(qtbot: QtBot) -> None:
    model = QueueListModel()
    model.show(FakeQueries(FakeMailbox(size=300)).queue_counts())
    delegate = QueueDelegate()
    for number in range(model.rowCount()):
        image = QImage(200, 36, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.side))
        option = QStyleOptionViewItem()
        option.rect = QRect(0, 0, 200, 36)
        option.palette = palette(LIGHT)
        painter = QPainter(image)
        delegate.paint(painter, option, model.index(number))
        painter.end()
        assert ink(image, QRect(40, 4, 90, 28), LIGHT.side) > 50
        counted = ink(image, QRect(150, 4, 46, 28), LIGHT.side) > 10
        assert counted == bool(model.count(ORDER[number]))
