"""The bottom line: what synchronisation does, how much is here, and what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QStatusBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import Folder
from app.domain.problems import Problem, Severity
from ui import format as fmt
from ui import icons
from ui.counted import counted
from ui.ports import Progress
from ui.views.problem_words import account_of, in_words


class StatusLine(QStatusBar):
    """GUI thread only."""

    removals_accepted = Signal(str)
    """Letters of this account that vanished in a mass may go here too."""

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
        self._counts = _label("counts")
        self._alarm = QToolButton()
        self._alarm.setObjectName("problems_button")
        self._alarm.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._alarm.clicked.connect(self.show_problems)
        self._alarm.hide()
        self.addWidget(self._text)
        self.addWidget(self._bar)
        self.addPermanentWidget(self._counts)
        self.addPermanentWidget(self._alarm)

    def show_progress(self, progress: Progress | None) -> None:
        """Show the running pass; None while idle."""
        locale = QLocale()
        self._bar.setVisible(progress is not None and progress.total > 0)
        if progress is None:
            self._text.setText("")
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

    def show_counts(self, folders: Sequence[Folder]) -> None:
        """Compare what the server has with what is here; the tooltip says it by folder."""
        locale = QLocale()
        known = [each for each in folders if each.followed and each.server_count is not None]
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
            f"{each.name}: "
            + form.format(
                server=fmt.number(each.server_count or 0, locale),
                local=fmt.number(each.local_count, locale),
            )
            for each in known
        )
        self._counts.setToolTip(fmt.plain_tooltip(tuple(lines)))

    def show_problem_list(self, problems: Sequence[Problem]) -> None:
        """Keep the list of troubles; the button shows how many stand."""
        self._problems = tuple(problems)
        self._alarm.setVisible(bool(problems))
        self._alarm.setText(counted.problems(len(problems)))
        self.tint()

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
        popover.removals_accepted.connect(self.removals_accepted)
        popover.adjustSize()
        corner = self._alarm.mapToGlobal(QPoint(self._alarm.width(), 0))
        popover.move(corner.x() - popover.width(), corner.y() - popover.height() - 6)
        popover.show()


class ProblemList(QFrame):
    """A popover: each trouble in words, with what to do; the tooltip has the machine's words."""

    removals_accepted = Signal(str)

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("problem_list")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(6)
        for number, problem in enumerate(problems):
            if number:
                layout.addSpacing(10)
            trouble, remedy = in_words(problem)
            for text, role in ((trouble, "title"), (remedy, "muted")):
                label = _label("problem_text")
                label.setProperty("role", role)
                label.setWordWrap(True)
                label.setFixedWidth(380)
                label.setText(text)
                label.setVisible(bool(text))
                label.setToolTip(fmt.plain_tooltip((problem.detail,)))
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                layout.addWidget(label)
            if problem.code == "mass-removal":
                layout.addWidget(self._accept_button(account_of(problem)))

    def _accept_button(self, account: str) -> QPushButton:
        button = QPushButton(self.tr("Let them go here too"))
        button.setObjectName("accept_removals")
        button.clicked.connect(lambda *_: self._accept(account))
        return button

    def _accept(self, account: str) -> None:
        self.removals_accepted.emit(account)
        self.close()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(name)
    label.setProperty("role", "muted")
    return label
