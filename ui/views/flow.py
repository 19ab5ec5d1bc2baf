"""A layout that puts widgets in a row and goes on below where room ends."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Mirrored where the language is; hidden widgets take no room.

    ``keeps``: pixels of each row that no widget takes alone, so that a small one fits beside it.
    """

    def __init__(self, spacing: int, parent: QWidget | None = None, *, keeps: int = 0) -> None:
        super().__init__(parent)
        self._keeps = keeps
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def move_last(self, widget: QWidget) -> None:
        """Let a widget of this layout stand behind all others."""
        place = self.indexOf(widget)
        if place >= 0:
            self._items.append(self._items.pop(place))
            self.invalidate()

    def _arrange(self, box: QRect, *, move: bool) -> int:
        """Return the height that is needed in this width; ``move`` puts the widgets there."""
        x, y, line = box.left(), box.top(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            widest = max(0, box.width() - self._keeps)
            hint = item.sizeHint().boundedTo(QSize(widest, item.sizeHint().height()))
            if x > box.left() and x + hint.width() > box.right() + 1:
                x, y, line = box.left(), y + line + self.spacing(), 0
            if move:
                place = QRect(QPoint(x, y), hint)
                if self._mirrored():
                    place.moveLeft(box.left() + box.right() - place.right())
                item.setGeometry(place)
            x += hint.width() + self.spacing()
            line = max(line, hint.height())
        return y + line - box.top()

    def _mirrored(self) -> bool:
        parent = self.parentWidget()
        return parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def addItem(self, item: QLayoutItem) -> None:
        """Qt: take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Qt: how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt: one item, none beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt: let an item go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt: it never asks for more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt: it does."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the height in a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, box: QRect) -> None:
        """Qt: put everything into its place."""
        super().setGeometry(box)
        self._arrange(box, move=True)

    def sizeHint(self) -> QSize:
        """Qt: as small as the widest widget."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Qt: the widest and the highest widget."""
        found = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                found = found.expandedTo(QSize(60, item.sizeHint().height()))
        return found
