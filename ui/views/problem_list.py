"""The popover of troubles: each in words, what to do, and buttons that do it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import Problem, Severity
from ui import format as fmt
from ui import icons
from ui.views.problem_words import Remedy, account_of, button_text, in_words, remedies

_WIDTH = 440
_ICON = 18


class ProblemList(QFrame):
    """Grouped by mailbox; what the server said verbatim stands apart and can be selected."""

    remedy_chosen = Signal(object, object)
    """A `Remedy` for a `Problem`."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("problem_list")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        inner = QWidget()
        inner.setObjectName("problem_column")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(16)
        for problem in sorted(problems, key=account_of):
            column.addLayout(self._entry(problem))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(scroll)
        self._inner = inner

    def open_above(self, corner: QPoint) -> None:
        """Show it with its lower right corner a little above a place of the screen."""
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()  # the style decides how high buttons and lines are
        screen = self.screen().availableGeometry()
        width = min(_WIDTH, screen.width() - 16)
        column = self._inner.layout()
        wanted = column.heightForWidth(width - 2) if column is not None else 0
        height = min(wanted + 2, max(160, corner.y() - screen.top() - 16))
        if height < wanted + 2:
            width += 14  # room for the scroll bar
        self.resize(width, height)
        self.move(max(screen.left() + 8, corner.x() - width), corner.y() - height - 6)
        self.show()

    def _entry(self, problem: Problem) -> QHBoxLayout:
        words = in_words(problem)
        colour = self.palette().color(
            self.palette().ColorRole.PlaceholderText
            if problem.severity is Severity.NOTICE
            else self.palette().ColorRole.BrightText
        )
        mark = QLabel()
        mark.setPixmap(icons.pixmap("warning", colour.name(), _ICON, self.devicePixelRatioF()))
        mark.setFixedSize(_ICON, _ICON)
        column = QVBoxLayout()
        column.setSpacing(6)
        for text, role, name in (
            (words.trouble, "title", "problem_text"),
            (words.said, "", "problem_said"),
            (words.advice, "muted", "problem_advice"),
        ):
            if text:
                label = _label(text, role, name)
                label.setToolTip(fmt.plain_tooltip((problem.detail,)))
                column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for remedy in remedies(problem):
            button = QPushButton(button_text(remedy))
            button.setObjectName(f"remedy_{remedy.value}")
            button.clicked.connect(partial(self._choose, remedy, problem))
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(mark, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        return row

    def _choose(self, remedy: Remedy, problem: Problem, *_: object) -> None:
        self.close()
        self.remedy_chosen.emit(remedy, problem)


def _label(text: str, role: str, name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setText(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
