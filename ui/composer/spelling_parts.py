"""Pieces of the spelling watch: waves, guesses, timers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPen,
    QPixmap,
    QTextBlock,
    QTextCursor,
    QTextLayout,
    QTextLine,
)

from app.domain.spelling import Slip
from app.runtime.spelling import SpellingService
from ui.answers import Answers
from ui.composer.spelling_blocks import Found

_REMEMBERED = 300
_WAVE, _WAVE_HEIGHT = 4, 3
"""Pixels."""

WAITS_MS = (1_000, 5_000, 25_000)
"""From one failure to the next attempt."""

Then = Callable[[tuple[str, ...]], None]


class WordBook(Protocol):
    """Where words are kept that a person says are right. GUI thread; returns at once."""

    def learn(self, word: str, *, team: bool) -> None:
        """Keep a word for this person, or for the whole team."""
        ...

    def forget(self, word: str) -> None:
        """Keep a word no longer, wherever it was kept."""
        ...

    def taught(self) -> Iterable[str]:
        """Return the words that are kept, as far as they were read."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A block that is being looked through."""

    cursor: QTextCursor
    found: Found
    text: str


class Guesses:
    """What words may have been meant to be, asked for once. GUI thread only."""

    def __init__(self, spelling: SpellingService, answers: Answers) -> None:
        self._spelling = spelling
        self._answers = answers
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        self._asked: set[tuple[str, str]] = set()

    def forget(self) -> None:
        """Other words are known now."""
        self._known.clear()

    def of(self, slip: Slip, near: list[str], then: Then | None = None) -> tuple[str, ...] | None:
        """Return suggestions if they are known; else ask for them, and call ``then``."""
        if slip.fixes:
            return slip.fixes
        key = (slip.word, slip.language)
        known = self._known.get(key)
        if known is None and (then is not None or key not in self._asked):
            self._asked.add(key)
            future = self._spelling.suggest(*key, near, hasty=then is not None)
            self._answers.follow(
                future,
                lambda answer: self._keep(key, answer, then),
                lambda _: self._keep(key, None, then),
            )
        return known

    def _keep(
        self, key: tuple[str, str], answer: tuple[str, ...] | None, then: Then | None
    ) -> None:
        self._asked.discard(key)
        if answer is not None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[key] = answer
        if then is not None:
            then(answer or ())


class Retries:
    """When something that has failed is tried again, and when no more. GUI thread only."""

    def __init__(self, parent: QObject, again: Callable[[], None]) -> None:
        self._timer = timer(parent, 0, again)
        self.failures = 0
        """In a row; those at one time count once."""

    @property
    def are_over(self) -> bool:
        """Whether it is tried again only where the person says so."""
        return self.failures > len(WAITS_MS)

    @property
    def rest(self) -> bool:
        """Whether nothing is to be tried just now."""
        return self._timer.isActive() or self.are_over

    def note(self, *, failed: bool) -> None:
        """It went well, or did not."""
        if not failed:
            self.failures = 0
        elif not self.rest:
            self.failures += 1
            if not self.are_over:
                self._timer.start(WAITS_MS[self.failures - 1])

    def stop(self) -> None:
        """Begin anew; nothing is tried by itself."""
        self._timer.stop()
        self.failures = 0


class Waves:
    """Paints slips over the text of an editor.

    As formats of the text, which is Qt's way, each key press would lay its paragraph out twice.
    """

    def __init__(self, colour: QColor) -> None:
        self._colour = colour
        self._tile: QPixmap | None = None

    def set_colour(self, colour: QColor) -> None:
        """Paint in another colour from now on."""
        self._colour, self._tile = colour, None

    def paint(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, slips: Iterable[Slip]
    ) -> None:
        """Paint slips of a block, whose layout is drawn at ``origin``."""
        layout = block.layout()
        composed, at = len(layout.preeditAreaText()), layout.preeditAreaPosition()
        for slip in slips:
            shift = composed if 0 <= at <= slip.start else 0
            self._paint(painter, layout, origin, slip.start + shift, slip.end + shift)

    def _paint(
        self, painter: QPainter, layout: QTextLayout, origin: QPointF, start: int, end: int
    ) -> None:
        tile = self._tile_for(painter.device().devicePixelRatio())
        while start < end:
            line = layout.lineForTextPosition(start)
            stop = min(end, line.textStart() + line.textLength()) if line.isValid() else start
            if stop <= start:
                return
            edges = sorted((_across(line, start), _across(line, stop)))
            top = origin.y() + line.y() + line.ascent() + 1
            place = QRectF(origin.x() + edges[0], top, edges[1] - edges[0], _WAVE_HEIGHT)
            painter.drawTiledPixmap(place, tile, QPointF(place.x() % _WAVE, 0))
            start = stop

    def _tile_for(self, ratio: float) -> QPixmap:
        tile = self._tile
        if tile is None or tile.devicePixelRatio() != ratio:
            tile = QPixmap(round(_WAVE * ratio), round(_WAVE_HEIGHT * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._colour, 1.2))
            low, high = _WAVE_HEIGHT - 0.7, 0.7
            crest = [(-1, high + 1), (0, low), (_WAVE / 2, high), (_WAVE, low), (_WAVE + 1, high)]
            painter.drawPolyline([QPointF(*point) for point in crest])
            painter.end()
            self._tile = tile
        return tile


def _across(line: QTextLine, position: int) -> float:
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]


def place_of(block: QTextBlock) -> QTextCursor:
    """Return a place that stays with a block whatever is written before it."""
    cursor = QTextCursor(block)
    cursor.setKeepPositionOnInsert(True)
    return cursor


def timer(parent: QObject, milliseconds: int, then: Callable[[], None]) -> QTimer:
    """Return a timer that fires once."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
