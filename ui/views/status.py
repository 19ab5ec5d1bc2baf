"""The bottom line: what synchronisation does, how much is here, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from app.domain.accounts import Folder
from app.domain.problems import Problem, Severity
from ui import format as fmt
from ui import icons
from ui.counted import counted
from ui.ports import Progress
from ui.views.problem_list import ProblemList
from ui.views.problem_words import in_words, worst

_ALARM_WIDTH = 420


class StatusLine(QStatusBar):
    """GUI thread only."""

    remedy_chosen = Signal(object, object)
    """A `Remedy` for a `Problem`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self._problems: tuple[Problem, ...] = ()
        self._text = _label("sync_text")
        self._bar = QProgressBar()
        self._bar.setObjectName("sync_progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._bar.hide()
        self._waiting = _label("waiting")
        self._waiting.setContentsMargins(0, 0, 14, 0)
        self._waiting.hide()
        self._counts = _label("counts")
        self._alarm = QToolButton()
        self._alarm.setObjectName("problems_button")
        self._alarm.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._alarm.clicked.connect(self.show_problems)
        self._alarm.hide()
        self.addWidget(self._text)
        self.addWidget(self._bar)
        self.addPermanentWidget(self._waiting)
        self.addPermanentWidget(self._counts)
        self.addPermanentWidget(self._alarm)

    def show_progress(self, progress: Progress | None) -> None:
        """Show the running pass; None while idle."""
        locale = QLocale()
        self._bar.setVisible(progress is not None and progress.total > 0)
        if progress is None:
            self._text.setText(self.tr("Paused") if self._is_paused() else "")
            return
        if not progress.total:
            self._text.setText(self.tr("Looking for mail…"))
            return
        self._bar.setMaximum(progress.total)
        self._bar.setValue(min(progress.done, progress.total))
        text = self.tr("{done} of {total} letters").format(
            done=fmt.number(progress.done, locale), total=fmt.number(progress.total, locale)
        )
        if progress.seconds_left is not None:
            text = f"{text}, {fmt.time_left(progress.seconds_left)}"
        self._text.setText(text)

    def show_target(self, url: str) -> None:
        """Show where a link leads while the pointer is over it; ``""`` ends that."""
        if url:
            self.showMessage(url[:300])
        else:
            self.clearMessage()

    def show_waiting(self, count: int) -> None:
        """Say how many changes made here no server knows yet."""
        self._waiting.setVisible(count > 0)
        self._waiting.setText(counted.waiting(count))
        self._waiting.setToolTip(
            fmt.plain_tooltip((self.tr("They are sent as soon as the server answers."),))
        )

    def show_counts(self, boxes: Sequence[tuple[str, Sequence[Folder]]]) -> None:
        """Compare what the server has with what is here; the tooltip says it by folder."""
        locale = QLocale()
        several = len(boxes) > 1
        named = [
            (f"{name}, {each.name}" if several else each.name, each)
            for name, folders in boxes
            for each in folders
            if each.followed and each.server_count is not None
        ]
        known = [each for _, each in named]
        if not known:
            self._counts.setText("")
            self._counts.setToolTip("")
            return
        form = self.tr("server {server}, local {local}")
        self._counts.setText(
            form.format(
                server=fmt.number(sum(each.server_count or 0 for each in known), locale),
                local=fmt.number(sum(each.local_count for each in known), locale),
            )
        )
        lines = (
            f"{name}: "
            + form.format(
                server=fmt.number(each.server_count or 0, locale),
                local=fmt.number(each.local_count, locale),
            )
            for name, each in named
        )
        self._counts.setToolTip(fmt.plain_tooltip(tuple(lines)))

    def show_problem_list(self, problems: Sequence[Problem]) -> None:
        """Keep the list of troubles; the button says the worst and how many more there are."""
        found = tuple(problems)
        if found == self._problems:
            return
        self._problems = found
        loudest = worst(found)
        self._alarm.setVisible(loudest is not None)
        if loudest is not None:
            text = in_words(loudest).trouble
            others = counted.more(len(found) - 1) if len(found) > 1 else ""
            words = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _ALARM_WIDTH)
            self._alarm.setText(f"{words}  {others}".strip())
            self._alarm.setToolTip(fmt.plain_tooltip((text, self.tr("Click for what to do."))))
            self._alarm.setAccessibleName(f"{text} {others}".strip())
        self.tint()

    def _is_paused(self) -> bool:
        return any(each.code == "paused" for each in self._problems)

    def tint(self) -> None:
        """Draw the alarm in today's colours."""
        serious = any(each.severity is not Severity.NOTICE for each in self._problems)
        role = QPalette.ColorRole
        colour = self.palette().color(role.BrightText if serious else role.PlaceholderText)
        self._alarm.setIcon(icons.icon("warning", colour.name()))

    def show_problems(self) -> None:
        """Open the list of troubles with their remedies."""
        if not self._problems:
            return
        popover = ProblemList(self._problems, self.window())
        popover.remedy_chosen.connect(self.remedy_chosen)
        corner = self._alarm.mapToGlobal(QPoint(self._alarm.width(), 0))
        popover.open_above(corner)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setProperty("role", "muted")
    return label
