"""Keeps rows that have been painted, as pictures, within a bound."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

_KEPT = 16_000_000
"""Bytes; 180 rows of a usual list, 45 on a screen of twice the scale."""


class Pictures:
    """Painted rows by all that they look like; the longest unused go first. GUI thread only."""

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._held = 0
        self._pictures: dict[Hashable, QPixmap] = {}

    def get(
        self,
        key: Hashable,
        size: QSize,
        ratio: float,
        ground: QColor,
        paint: Callable[[QPainter], None],
    ) -> QPixmap:
        """The picture of this key, painted on an opaque ground if it is not held.

        ``size`` is in device-independent pixels; ``ratio`` must be whole, or else a row would
        begin within a pixel of the screen and look blurred.
        """
        picture = self._pictures.pop(key, None)
        if picture is None:
            picture = _painted(size, ratio, ground, paint)
            self._held += _weight(picture)
            while self._pictures and self._held > self._kept:
                self._held -= _weight(self._pictures.pop(next(iter(self._pictures))))
        self._pictures[key] = picture
        return picture


def _painted(
    size: QSize, ratio: float, ground: QColor, paint: Callable[[QPainter], None]
) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(ground)
    painter = QPainter(picture)
    paint(painter)
    painter.end()
    return picture


def _weight(picture: QPixmap) -> int:
    return picture.width() * picture.height() * 4
