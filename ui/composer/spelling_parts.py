"""Pieces of the spelling watch: waves, guesses, timers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import (
    QColor,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from app.domain.spelling import Slip
from app.runtime.spelling import SpellingService
from ui.answers import Answers
from ui.composer.spelling_blocks import Found

_REMEMBERED = 300

Then = Callable[[tuple[str, ...]], None]


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


class Waves(QSyntaxHighlighter):
    """Draws slips; Qt calls it for each block that changed."""

    def __init__(
        self,
        document: QTextDocument,
        look: Callable[[QTextBlock, str], Iterator[Slip]],
        colour: QColor,
    ) -> None:
        super().__init__(document)
        self._look = look
        self._form = QTextCharFormat()
        self._form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._form.setUnderlineColor(colour)

    def set_colour(self, colour: QColor) -> None:
        """Draw everything in another colour."""
        self._form.setUnderlineColor(colour)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Qt: a block changed, or `rehighlightBlock` was called."""
        for slip in self._look(self.currentBlock(), text):
            self.setFormat(slip.start, slip.length, self._form)


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
