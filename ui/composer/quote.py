"""The letter that is answered, folded below the text: kept, left out, or answered in between."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.services.read_models import LetterView, PartKind
from ui import format as fmt
from ui.composer.documents import reduce
from ui.composer.lines import Line, Run

_LINES = 7


class QuoteBelow(QFrame):
    """Hidden where nothing is quoted; GUI thread only."""

    changed = Signal()
    """Whether it stands below was chosen."""
    taken = Signal(object)
    """Lines to put into the text as a quote."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quote_below")
        self._lines: list[Line] = []
        self._fold = QToolButton()
        self._fold.setObjectName("quote_fold")
        self._fold.setCheckable(True)
        self._fold.setArrowType(Qt.ArrowType.RightArrow)
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fold.toggled.connect(self._unfold)
        self._keep = QCheckBox(self.tr("Send it along"))
        self._keep.setObjectName("quote_keep")
        self._keep.toggled.connect(self._choose)
        self._take = QPushButton(self.tr("Quote in the text"))
        self._take.setObjectName("quote_take")
        self._take.setToolTip(
            self.tr("Puts what is selected, or all of it, into the text to answer in between.")
        )
        self._take.clicked.connect(self._take_lines)
        self.text = QPlainTextEdit()
        self.text.setObjectName("quote_text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("The letter that is answered"))
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 12)
        self.text.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._fold, 1)
        row.addWidget(self._take)
        row.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.text)
        self.hide()

    @property
    def there(self) -> bool:
        """Whether there is anything to quote."""
        return bool(self._fold.text())

    @property
    def kept(self) -> bool:
        """Whether it is sent along."""
        return self._keep.isChecked()

    def keep(self, kept: bool) -> None:  # noqa: FBT001 - a setter
        """Say whether it is sent along."""
        self._keep.blockSignals(True)  # noqa: FBT003 - Qt's
        self._keep.setChecked(kept)
        self._keep.blockSignals(False)  # noqa: FBT003

    def show_letter(self, letter: LetterView, now: int, *, forwarded: bool) -> None:
        """Show the letter that is answered or passed on."""
        who = fmt.person(letter.sender)
        at = fmt.moment_short(letter.received, now, QLocale())
        words = (
            self.tr("Passed on: {who}, {time}") if forwarded else self.tr("{who} wrote, {time}")
        ).format(who=who, time=at)
        self._fold.setText(words.replace("&", "&&"))
        self._keep.setVisible(not forwarded)
        self._lines = [
            line for part in letter.parts if part.kind is PartKind.NEW for line in reduce(part.html)
        ]
        self.text.setPlainText("\n".join(line.text for line in self._lines))
        self._take.setEnabled(bool(self._lines))
        self.show()

    def _unfold(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._fold.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        self.text.setVisible(wanted)

    def _choose(self) -> None:
        self.changed.emit()

    def _take_lines(self) -> None:
        chosen = self.text.textCursor().selectedText()
        lines: Sequence[Line] = self._lines
        if chosen:
            parts = chosen.replace("\u2029", "\n").split("\n")
            lines = [Line((Run(part),) if part else ()) for part in parts]
        else:
            self.keep(False)  # noqa: FBT003 - it stands in the text now
            self.changed.emit()
        self.taken.emit(quoted(lines))


def quoted(lines: Sequence[Line]) -> list[Line]:
    """Lines one quote deeper, with room to answer behind them."""
    return [*(replace(line, quote=line.quote + 1) for line in lines), Line()]
