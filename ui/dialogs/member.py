"""Name, address and colour of one of us: the fields that several dialogs share."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QWidget,
)

from app.services.team_models import MemberView
from ui.dialogs.form import Field, add_field
from ui.people import COLOURS, colour_of, face_icon

translate = QCoreApplication.translate

_SWATCH = 22


class MemberFields:
    """Rows of a form; GUI thread only."""

    def __init__(self, form: QFormLayout, member: MemberView) -> None:
        self.name = QLineEdit(member.name)
        self.name.setObjectName("member_name")
        self.name.setMaxLength(100)
        self.address = QLineEdit(member.address)
        self.address.setObjectName("member_address")
        self.address.setMaxLength(200)
        self.colour = ColourRow(member)
        self._name: Field = add_field(form, translate("member", "&Name"), "name", self.name)
        add_field(form, translate("member", "&Address"), "address", self.address)
        add_field(form, translate("member", "&Colour"), "colour", self.colour)
        self.name.textChanged.connect(self.colour.show_name)

    def complete(self) -> bool:
        """Whether there is a name; complains where there is none."""
        there = bool(self.name.text().strip())
        self._name.complain("" if there else translate("member", "A member needs a name."))
        if not there:
            self.name.setFocus()
        return there


class ColourRow(QWidget):
    """The colours that a member can have, each as a face."""

    def __init__(self, member: MemberView) -> None:
        super().__init__()
        self._member = member
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        held, names = colour_of(member), _colour_names()
        self._colours = COLOURS if held in COLOURS else (*COLOURS, held)
        for number, colour in enumerate(self._colours):
            button = QToolButton()
            button.setObjectName(f"colour_{number}")
            button.setCheckable(True)
            button.setChecked(colour == held)
            button.setIconSize(QSize(_SWATCH, _SWATCH))
            name = names[number] if number < len(names) else colour
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(self._group.button(0))
        self.show_name(member.name)

    @property
    def chosen(self) -> str:
        """``#rrggbb``."""
        return self._colours[max(0, self._group.checkedId())]

    def show_name(self, name: str) -> None:
        """Write the initial of a name into the faces."""
        for number, colour in enumerate(self._colours):
            shown = MemberView(self._member.id, name, colour=colour)
            self._group.button(number).setIcon(face_icon(shown))


def _colour_names() -> tuple[str, ...]:
    """In the order of `COLOURS`."""
    return (
        translate("member", "Blue"),
        translate("member", "Violet"),
        translate("member", "Rose"),
        translate("member", "Brown"),
        translate("member", "Green"),
        translate("member", "Teal"),
        translate("member", "Red"),
        translate("member", "Grey"),
    )
