"""A letter that was held beside what came meanwhile: both texts, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.outgoing import Draft, DraftContent
from app.services.read_models import Conversation, LetterView, PartKind
from ui import format as fmt
from ui.composer.documents import reduce
from ui.composer.versions import text_of
from ui.views.outbox_words import Act, act_name

_ACTS = (Act.EDIT, Act.DISCARD, Act.ANYWAY)


class CompareDialog(QDialog):
    """GUI thread only."""

    chosen = Signal(object)
    """An `Act`."""

    def __init__(
        self,
        conversation: Conversation,
        draft: Draft,
        now: int,
        parent: QWidget,
        *,
        content: DraftContent | None = None,
    ) -> None:
        """``content`` is what stands in the composer, else what was saved."""
        super().__init__(parent)
        self.setObjectName("outbox_compare")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What came meanwhile, and your letter"))
        self.resize(860, 480)
        fresh = came_since(conversation, draft)
        theirs = "\n\n".join(_letter_text(letter, now) for letter in fresh)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for name, title, text in (
            ("compare_theirs", self.tr("Came since you began"), theirs or self.tr("Nothing new.")),
            ("compare_yours", self.tr("Your letter, not sent"), text_of(content or draft.content)),
        ):
            column = QVBoxLayout()
            heading = QLabel(title)
            heading.setProperty("role", "title")
            field = QPlainTextEdit(text)
            field.setObjectName(name)
            field.setReadOnly(True)
            field.setAccessibleName(title)
            column.addWidget(heading)
            column.addWidget(field, 1)
            sides.addLayout(column)
        row = QHBoxLayout()
        row.addStretch(1)
        for act in _ACTS:
            button = QPushButton(act_name(act))
            button.setObjectName(f"compare_{act.value}")
            button.clicked.connect(lambda *_, act=act: self._choose(act))
            button.setDefault(act is Act.EDIT)
            row.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addLayout(sides, 1)
        outer.addLayout(row)

    def _choose(self, act: Act) -> None:
        self.accept()
        self.chosen.emit(act)


def came_since(conversation: Conversation, draft: Draft) -> Sequence[LetterView]:
    """Letters that came to a ticket after a draft of it was begun; at least the newest one."""
    letters = conversation.letters
    fresh = [letter for letter in letters if letter.received >= draft.begun]
    return fresh or letters[-1:]


def _letter_text(letter: LetterView, now: int) -> str:
    lines = [
        line.text
        for part in letter.parts
        if part.kind is PartKind.NEW
        for line in reduce(part.html)
    ]
    who = fmt.person(letter.sender)
    head = f"{who}, {fmt.moment_short(letter.received, now, QLocale())}"
    return "\n".join([head, "", *lines])
