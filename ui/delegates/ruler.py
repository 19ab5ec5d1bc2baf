"""Cuts text to the room that a line has; a sum of known advances, where Qt would lay it out."""

from bisect import bisect_right
from itertools import accumulate
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

_DOTS = "…"
_NARROWEST = 2
"""No letter is narrower, in pixels: what lies beyond cannot fit and is not looked at."""

_APART = (
    (0x20, 0x7E),
    (0xA0, 0xAC),
    (0xAE, 0x2AF),
    (0x370, 0x482),
    (0x48A, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2015),
    (0x2018, 0x2027),
    (0x2030, 0x205E),
    (0x20A0, 0x20BF),
    (0x2116, 0x2116),
)
"""Latin, Greek, Cyrillic and their signs: letters of which each stands by itself."""


class _ShapedError(LookupError):
    """A character whose place depends on its neighbours."""


class _Advances(dict[str, float]):
    """How far each letter moves the pen; measured when it is first met."""

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self._metrics = QFontMetricsF(font)

    def __missing__(self, letter: str) -> float:
        code = ord(letter)
        if not any(first <= code <= last for first, last in _APART):
            raise _ShapedError(letter)
        advance = self[letter] = self._metrics.horizontalAdvance(letter)
        return advance


class Ruler:
    """Measures single lines in one font; GUI thread only.

    Kerning is left out, so a width may be off by a pixel or two; text in which letters join or
    combine is measured by Qt itself.
    """

    def __init__(self, font: QFont) -> None:
        self._metrics = QFontMetrics(font)
        self._advances = _Advances(font)
        self._dots = self._metrics.horizontalAdvance(_DOTS)
        self.height = self._metrics.height()
        self.ascent = self._metrics.ascent()
        self.usual = self._metrics.averageCharWidth()

    def width(self, text: str) -> int:
        """How wide a short text is, in pixels."""
        try:
            return ceil(sum(map(self._advances.__getitem__, text)))
        except _ShapedError:
            return self._metrics.horizontalAdvance(text)

    def cut(self, text: str, room: int) -> tuple[str, int]:
        """The text, or its beginning with an ellipsis, and how wide that is; ``""`` in no room."""
        if room <= 0 or not text:
            return "", 0
        head = text[: room // _NARROWEST + 1]
        try:
            ends = list(accumulate(map(self._advances.__getitem__, head)))
        except _ShapedError:
            if self._dots > room:
                return "", 0
            shown = self._metrics.elidedText(head, Qt.TextElideMode.ElideRight, room)
            return shown, self._metrics.horizontalAdvance(shown)
        if len(head) == len(text) and ends[-1] <= room:
            return text, ceil(ends[-1])
        kept = bisect_right(ends, room - self._dots)
        if not kept:
            return (_DOTS, self._dots) if self._dots <= room else ("", 0)
        return head[:kept] + _DOTS, ceil(ends[kept - 1] + self._dots)
