"""Who works on a mailbox and at which computers; leaving, losing one, and changing a name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.events import MemberId
from app.services.team_models import DeviceView, Journal, MemberView, TeamView
from ui import format as fmt
from ui.counted import counted
from ui.dialogs.form import decision, grow, plain_label
from ui.dialogs.member import MemberFields
from ui.people import face, face_icon, name_of, picked_name

_FACE = 28


class TeamDialog(QDialog):
    """Follows the team while it is open; each button asks before anything is done."""

    edit_requested = Signal(object)
    """A `MemberView`."""
    gone_requested = Signal(object)
    back_requested = Signal(object)
    revoke_requested = Signal(object)
    """A `DeviceView`."""
    me_requested = Signal()
    """The person wants to say who sits here."""

    def __init__(self, mailbox: str, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("team_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Team of {mailbox}").format(mailbox=mailbox))
        self.resize(580, 480)
        self._now = now
        self._team: TeamView | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        self._state = plain_label("muted")
        self._state.setObjectName("team_state")
        layout.addWidget(self._state)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._scroll, 1)
        row = QHBoxLayout()
        self._me = QPushButton(self.tr("Say who you are…"))
        self._me.setObjectName("team_me")
        self._me.setAutoDefault(False)
        self._me.clicked.connect(lambda *_: self.me_requested.emit())
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row.addWidget(self._me)
        row.addStretch(1)
        row.addWidget(close)
        layout.addLayout(row)

    def show_team(self, team: TeamView) -> None:
        """Show these members and computers."""
        if team == self._team:
            return
        self._team = team
        self._state.setText(self._state_in_words(team))
        self._me.setVisible(team.me is None and not team.joining)
        inner = QWidget()
        inner.setObjectName("team_column")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(18)
        for member in team.members:
            own = [d for d in team.devices if d.member is not None and d.member.id == member.id]
            column.addLayout(self._member(member, own))
        strangers = [device for device in team.devices if device.member is None]
        for device in strangers:
            column.addLayout(self._device(device))
        column.addStretch(1)
        self._scroll.setWidget(inner)

    def _state_in_words(self, team: TeamView) -> str:
        match team.journal:
            case Journal.OFF:
                return self.tr("These letters are on no server; there is nobody to share with.")
            case Journal.NOT_JOINED if team.joining:
                return self.tr("This computer joins as soon as the mailbox is reached.")
            case Journal.NOT_JOINED:
                return self.tr("This computer has not joined the team of this mailbox yet.")
            case Journal.READ_ONLY:
                return self.tr(
                    "The server lets this account write nothing: you see what others do, and what "
                    "you do waits here."
                )
            case Journal.JOINED:
                if team.unsent:
                    return counted.waiting(team.unsent)
                return self.tr(
                    "Whoever opens the mailbox with Postroom belongs to its team; there is no "
                    "other list. Everything is kept in the mailbox itself."
                )

    def _member(self, member: MemberView, devices: Sequence[DeviceView]) -> QVBoxLayout:
        picture = QLabel()
        picture.setPixmap(face(member, _FACE, self.devicePixelRatioF()))
        picture.setFixedSize(_FACE, _FACE)
        name = plain_label("title")
        name.setObjectName("team_member")
        name.setText(picked_name(member))
        address = plain_label("muted")
        address.setText(member.address)
        address.setVisible(bool(member.address))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(address)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        if member.gone:
            head.addWidget(
                self._button("member_back", self.tr("Is back"), self.back_requested, member)
            )
        else:
            head.addWidget(
                self._button("member_edit", self.tr("Change…"), self.edit_requested, member)
            )
            head.addWidget(
                self._button("member_gone", self.tr("Has left…"), self.gone_requested, member)
            )
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(head)
        for device in devices:
            column.addLayout(self._device(device))
        return column

    def _device(self, device: DeviceView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_FACE + 12, 0, 0, 0)
        row.setSpacing(12)
        facts = [device.name or device.id]
        if device.me:
            facts.append(self.tr("this computer"))
        if device.revoked:
            facts.append(self.tr("lost; what it writes counts for nobody"))
        if device.last_heard is not None:
            when = fmt.moment_short(device.last_heard, self._now(), QLocale())
            facts.append(self.tr("last heard {time}").format(time=when))
        words = plain_label("muted")
        words.setObjectName("team_device")
        words.setText("  ·  ".join(facts))
        row.addWidget(words, 1)
        if not device.revoked and not device.me:
            row.addWidget(
                self._button("device_revoke", self.tr("Lost…"), self.revoke_requested, device)
            )
        return row

    @staticmethod
    def _button(
        name: str, text: str, pressed: SignalInstance, about: MemberView | DeviceView
    ) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(lambda *_: pressed.emit(about))
        return button


class EditMemberDialog(QDialog):
    """Another name, address or colour."""

    decided = Signal(str, str, str)
    """Name, address and colour."""

    def __init__(self, member: MemberView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("edit_member_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name_of(member))
        self.setMinimumWidth(420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        self.fields = MemberFields(form, member)
        layout.addLayout(form)
        layout.addLayout(decision(self, self.tr("Save"), "edit_member_save", self._take))

    def _take(self) -> None:
        if not self.fields.complete():
            grow(self)
            return
        fields = self.fields
        self.accept()
        self.decided.emit(
            fields.name.text().strip(), fields.address.text().strip(), fields.colour.chosen
        )


class GoneDialog(QDialog):
    """A member has left: who takes their tickets?"""

    decided = Signal(object, bool)
    """The heir's `MemberId` or None for nobody, and whether the tickets stay with who has left."""

    def __init__(
        self,
        member: MemberView,
        others: Sequence[MemberView],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("gone_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("{name} has left").format(name=name_of(member)))
        self.setMinimumWidth(440)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        words = plain_label("")
        words.setText(
            self.tr(
                "What {name} wrote and did stays as it is. Change the password of the mailbox, so "
                "that it can no longer be opened by them. Their tickets go to:"
            ).format(name=name_of(member))
        )
        layout.addWidget(words)
        self.heir = QComboBox()
        self.heir.setObjectName("gone_heir")
        self.heir.setAccessibleName(self.tr("Their tickets go to"))
        self.heir.addItem(self.tr("Nobody"), None)
        for other in others:
            if not other.gone and other.id != member.id:
                self.heir.addItem(face_icon(other), picked_name(other), other.id)
        layout.addWidget(self.heir)
        self.keep = QCheckBox(self.tr("Leave the tickets with {name}").format(name=name_of(member)))
        self.keep.setObjectName("gone_keep")
        self.keep.toggled.connect(lambda on: self.heir.setEnabled(not on))
        layout.addWidget(self.keep)
        layout.addLayout(decision(self, self.tr("Has left"), "gone_ok", self._take))

    def _take(self) -> None:
        heir = self.heir.currentData()
        keep = self.keep.isChecked()
        self.accept()
        self.decided.emit(MemberId(str(heir)) if heir is not None else None, keep)
