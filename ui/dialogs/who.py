"""Asked once for each mailbox: who sits at this computer?"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSysInfo, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.events import MemberId
from app.services.team_models import MemberView
from ui.dialogs.form import add_field, decision, grow, plain_label
from ui.dialogs.member import MemberFields
from ui.people import face_icon, name_of

_MEMBER = Qt.ItemDataRole.UserRole + 1
_ROW = 34


@dataclass(frozen=True, slots=True)
class Answer:
    """Who sits here."""

    member: MemberId | None
    """Somebody who is known already; None for somebody new."""
    name: str
    address: str
    colour: str
    computer: str
    """What they call this computer."""


class WhoDialog(QDialog):
    """Where the team is known, one chooses oneself; else, or if one is new, one says one's name."""

    answered = Signal(object)
    """An `Answer`."""

    def __init__(
        self, mailbox: str, members: Sequence[MemberView], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("who_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Who are you?"))
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        words = plain_label("muted")
        words.setText(
            self.tr(
                "Everybody who opens the mailbox “{mailbox}” with Postroom shares its tickets: "
                "who answers which, notes, tags and dates. Your colleagues see this name beside "
                "what you do. It is kept in the mailbox; customers never see it."
            ).format(mailbox=mailbox)
        )
        layout.addWidget(words)
        self._known = {member.id: member for member in members if not member.gone}
        self.list = QListWidget()
        self.list.setObjectName("who_list")
        self.list.setAccessibleName(self.tr("Who are you?"))
        for member in self._known.values():
            item = QListWidgetItem(face_icon(member), name_of(member), self.list)
            item.setData(_MEMBER, member.id)
        QListWidgetItem(self.tr("Somebody else: I am new here"), self.list)
        self.list.setFixedHeight(_ROW * min(6, self.list.count()) + 4)
        self.list.setVisible(bool(self._known))
        layout.addWidget(self.list)
        self._person = QWidget()
        form = QFormLayout(self._person)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        self.fields = MemberFields(form, MemberView(MemberId("me"), ""))
        layout.addWidget(self._person)
        computer = QFormLayout()
        computer.setHorizontalSpacing(16)
        self.computer = QLineEdit(QSysInfo.machineHostName().partition(".")[0])
        self.computer.setObjectName("who_computer")
        self.computer.setMaxLength(60)
        add_field(computer, self.tr("This c&omputer"), "computer", self.computer)
        layout.addLayout(computer)
        ok, later = self.tr("That is me"), self.tr("Not now")
        layout.addLayout(decision(self, ok, "who_ok", self._take, leave=later))
        self.list.currentRowChanged.connect(self._follow)
        self.list.setCurrentRow(0)
        self._follow()

    def _chosen(self) -> MemberView | None:
        member = self.list.item(max(0, self.list.currentRow())).data(_MEMBER)
        return self._known.get(MemberId(str(member))) if member is not None else None

    def _follow(self) -> None:
        known = self._chosen() is not None
        self._person.setVisible(not known)
        grow(self)
        if not known:
            self.fields.name.setFocus()

    def _take(self) -> None:
        computer = self.computer.text().strip()
        member = self._chosen()
        if member is not None:
            answer = Answer(member.id, member.name, member.address, member.colour, computer)
        elif self.fields.complete():
            answer = Answer(
                None,
                self.fields.name.text().strip(),
                self.fields.address.text().strip(),
                self.fields.colour.chosen,
                computer,
            )
        else:
            grow(self)
            return
        self.accept()
        self.answered.emit(answer)
