"""Merging tickets and taking letters out of one, each with a preview of what comes of it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import MessageKey, TicketId
from app.services.read_models import Conversation, LetterView, PartKind, TicketRow
from ui import format as fmt
from ui.counted import counted
from ui.dialogs.form import decision, plain_label
from ui.dialogs.pick import Option, PickDialog, Words
from ui.people import name_of
from ui.team_words import status_choice
from ui.web.scan import scan

translate = QCoreApplication.translate

_KEY = Qt.ItemDataRole.UserRole + 1
_TEXT = 120
"""Characters of a letter's text in a line."""


class TargetDialog(PickDialog):
    """Choosing another ticket; ``chosen`` says a `TicketId`."""

    def __init__(
        self, about: str, rows: Sequence[TicketRow], button: str, parent: QWidget | None = None
    ) -> None:
        words = Words(
            title=translate("MergeDialog", "Choose the other ticket"),
            about=about,
            typing=translate("MergeDialog", "Type a code, a name or part of the subject"),
            things=translate("MergeDialog", "Tickets"),
            nothing=translate("MergeDialog", "No such ticket is among the newest of this mailbox."),
            button=button,
        )
        options = [
            Option(row.id, ticket_line(row), f"{row.contact.address} #{row.code}") for row in rows
        ]
        super().__init__("target", words, options, parent)
        self.setMinimumWidth(560)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)


class MergeDialog(QDialog):
    """One ticket stays; the letters of all stand in it."""

    decided = Signal(object)
    """The `TicketId` that stays."""

    def __init__(
        self,
        conversations: Sequence[Conversation],
        now: int,
        into: TicketId | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """``into`` is the one that is proposed to stay, else the one that began first."""
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Merge tickets"))
        self.resize(640, 480)
        self._conversations = sorted(conversations, key=_began)
        self._now = now
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        caption = QLabel(self.tr("This ticket &stays:"))
        self.stays = QComboBox()
        self.stays.setObjectName("merge_stays")
        self.stays.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for each in self._conversations:
            self.stays.addItem(ticket_line(each.ticket), each.ticket.id)
        ids = [each.ticket.id for each in self._conversations]
        self.stays.setCurrentIndex(ids.index(into) if into in ids else 0)
        caption.setBuddy(self.stays)
        layout.addWidget(caption)
        layout.addWidget(self.stays)
        self.result_words = plain_label("")
        self.result_words.setObjectName("merge_result")
        layout.addWidget(self.result_words)
        self.list = _letters(self, "merge_letters", self.tr("Letters of the merged ticket"))
        layout.addWidget(self.list, 1)
        note = plain_label("muted")
        note.setText(
            self.tr(
                "The other codes lead here from now on, and later answers arrive here too. "
                "Undo (Ctrl+Z) takes everything apart again, also much later."
            )
        )
        layout.addWidget(note)
        layout.addLayout(decision(self, self.tr("Merge"), "merge_ok", self._take))
        self.stays.currentIndexChanged.connect(self._preview)
        self._preview()

    def _preview(self) -> None:
        kept = self._conversations[max(0, self.stays.currentIndex())].ticket
        rows = [each.ticket for each in self._conversations]
        letters = sorted(
            ((letter, each.ticket) for each in self._conversations for letter in each.letters),
            key=lambda pair: (pair[0].received, pair[0].message_id),
        )
        self.list.clear()
        for letter, row in letters:
            mark = "" if row.id == kept.id else f"  ·  #{row.code}"
            QListWidgetItem(f"{letter_line(letter, self._now)}{mark}", self.list)
        tags = list(dict.fromkeys(tag for row in (kept, *rows) for tag in row.tags))
        whose = kept.assignee or next((row.assignee for row in rows if row.assignee), None)
        facts = [
            f"#{kept.code}",
            counted.letters(len(letters)),
            status_choice(kept.status),
            name_of(whose) if whose else "",
            ", ".join(tags),
        ]
        self.result_words.setText(
            self.tr("Afterwards: {facts}").format(facts="  ·  ".join(f for f in facts if f))
        )

    def _take(self) -> None:
        into = TicketId(int(self.stays.currentData()))
        self.accept()
        self.decided.emit(into)


class SplitDialog(QDialog):
    """Ticked letters leave the ticket: for one of their own, or for another that exists."""

    split = Signal(object)
    """`MessageKey`s that become a ticket of their own."""
    move_away = Signal(object)
    """`MessageKey`s for which another ticket is to be chosen."""

    def __init__(
        self,
        conversation: Conversation,
        now: int,
        ticked: Iterable[MessageKey] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("split_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Take letters out"))
        self.resize(640, 460)
        self._conversation = conversation
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        words = plain_label("muted")
        words.setText(self.tr("Tick the letters that belong elsewhere:"))
        layout.addWidget(words)
        self.list = _letters(self, "split_letters", self.tr("Letters"))
        first = set(ticked)
        for letter in conversation.letters:
            item = QListWidgetItem(letter_line(letter, now), self.list)
            item.setData(_KEY, letter.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(
                Qt.CheckState.Checked if letter.key in first else Qt.CheckState.Unchecked
            )
        layout.addWidget(self.list, 1)
        self.result_words = plain_label("")
        self.result_words.setObjectName("split_result")
        layout.addWidget(self.result_words)
        note = plain_label("muted")
        note.setText(
            self.tr("Later answers to these letters follow them. Undo (Ctrl+Z) brings them back.")
        )
        layout.addWidget(note)
        self._elsewhere = QPushButton(self.tr("Move to another ticket…"))
        self._elsewhere.setObjectName("split_move")
        self._elsewhere.setAutoDefault(False)
        self._elsewhere.clicked.connect(lambda *_: self._take(self.move_away))
        row = decision(self, self.tr("Split off"), "split_ok", lambda: self._take(self.split))
        row.insertWidget(1, self._elsewhere)
        layout.addLayout(row)
        self.list.itemChanged.connect(self._preview)
        self._preview()

    def _ticked(self) -> list[LetterView]:
        keys = {
            self.list.item(number).data(_KEY)
            for number in range(self.list.count())
            if self.list.item(number).checkState() is Qt.CheckState.Checked
        }
        return [letter for letter in self._conversation.letters if letter.key in keys]

    def _preview(self) -> None:
        leaving = self._ticked()
        rest = len(self._conversation.letters) - len(leaving)
        code = f"#{self._conversation.ticket.code}"
        if not leaving:
            text = self.tr("Nothing leaves {code}.").format(code=code)
        elif not rest:
            text = self.tr(
                "All letters leave {code}: choose another ticket for them, or untick some."
            ).format(code=code)
        else:
            text = self.tr("Leaving: {leaving} (“{subject}”). Staying in {code}: {rest}.").format(
                leaving=counted.letters(len(leaving)),
                subject=" ".join(leaving[0].subject.split()) or translate("format", "(no subject)"),
                code=code,
                rest=counted.letters(rest),
            )
        self.result_words.setText(text)
        for own in self.findChildren(QPushButton, "split_ok"):
            own.setEnabled(bool(leaving) and bool(rest))
        self._elsewhere.setEnabled(bool(leaving))

    def _take(self, answer: SignalInstance) -> None:
        keys = tuple(letter.key for letter in self._ticked())
        self.accept()
        answer.emit(keys)


def ticket_line(row: TicketRow) -> str:
    """A ticket in one line."""
    subject = " ".join(row.subject.split()) or translate("format", "(no subject)")
    return f"#{row.code}  {fmt.person(row.contact)}: {subject}"


def letter_line(letter: LetterView, now: int) -> str:
    """A letter in one line: when, who, how it begins."""
    text = " ".join(scan(p.html).text for p in letter.parts if p.kind is PartKind.NEW)
    begins = " ".join(text.split())[:_TEXT]
    when = fmt.moment_short(letter.received, now, QLocale())
    return f"{when}  ·  {fmt.person(letter.sender)}  ·  {begins}".rstrip(" ·")


def _began(conversation: Conversation) -> tuple[int, int]:
    times = [letter.received for letter in conversation.letters]
    return min(times, default=conversation.ticket.updated), conversation.ticket.id


def _letters(dialog: QDialog, name: str, accessible: str) -> QListWidget:
    made = QListWidget(dialog)  # a child at once, so that rows are measured as they are styled
    made.setObjectName(name)
    made.setAccessibleName(accessible)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTextElideMode(Qt.TextElideMode.ElideRight)
    return made
