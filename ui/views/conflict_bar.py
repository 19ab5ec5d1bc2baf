"""Lost races above the letters: both words, and a button for each."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.team_models import ConflictView, Said
from ui.team_words import Moment, conflict, field_name, value_name
from ui.views.flow import FlowLayout


class ConflictBar(QFrame):
    """Hidden where nobody disagrees; GUI thread only."""

    settled = Signal(object, object, object)
    """A `Disputable`, the chosen word's `EventId`, and the note it is about or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflict_bar")
        self._shown: tuple[tuple[ConflictView, ...], int] = ((), 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 8, 12, 10)
        self._column.setSpacing(8)
        self.hide()

    def show_conflicts(self, conflicts: Sequence[ConflictView], now: int) -> None:
        """Show these; ``now`` in seconds UTC, to write times briefly."""
        self.setVisible(bool(conflicts))
        wanted = tuple(conflicts), now // 3600
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        at = Moment(now, QLocale())
        for each in conflicts:
            self._column.addWidget(self._entry(each, at))

    def _entry(self, view: ConflictView, at: Moment) -> QWidget:
        entry = QWidget()
        entry.setObjectName("conflict")
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = QLabel(f"{field_name(view.field)}: {conflict(view, at)}")
        words.setObjectName("conflict_text")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        column.addWidget(words)
        buttons = FlowLayout(8)
        keep = self.tr("Keep “{value}”").format(
            value=value_name(view.field, view.in_place.value, at)
        )
        buttons.addWidget(self._button(keep, view, view.in_place))
        for said in view.replaced:
            take = self.tr("Take “{value}”").format(value=value_name(view.field, said.value, at))
            buttons.addWidget(self._button(take, view, said))
        column.addLayout(buttons)
        return entry

    def _button(self, text: str, view: ConflictView, said: Said) -> QPushButton:
        button = QPushButton(text.replace("&", "&&"))
        button.setObjectName("conflict_choice")
        button.clicked.connect(lambda *_: self.settled.emit(view.field, said.id, view.note))
        return button
