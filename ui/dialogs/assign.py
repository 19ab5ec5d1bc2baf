"""Choosing whose a ticket is: me first, nobody, then the others."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from app.services.team_models import NOBODY, MemberView
from ui import icons
from ui.dialogs.pick import Option, PickDialog, Words
from ui.people import face_icon, picked_name

translate = QCoreApplication.translate


class AssignDialog(PickDialog):
    """``chosen`` says a `MemberId`, `NOBODY` for none."""

    def __init__(
        self, about: str, members: Sequence[MemberView], parent: QWidget | None = None
    ) -> None:
        words = Words(
            title=translate("AssignDialog", "Assign to"),
            about=about,
            typing=translate("AssignDialog", "Type part of a name"),
            things=translate("AssignDialog", "Members"),
            nothing=translate("AssignDialog", "Nobody has this in their name."),
            button=translate("AssignDialog", "Assign"),
        )
        colour = (parent or QWidget()).palette().color(QPalette.ColorRole.PlaceholderText).name()
        nobody = Option(
            NOBODY, translate("AssignDialog", "Nobody"), icon=icons.icon("person", colour)
        )
        present = sorted(
            (member for member in members if not member.gone),
            key=lambda member: (not member.me, member.name.casefold()),
        )
        options = [
            Option(each.id, picked_name(each), each.address, face_icon(each)) for each in present
        ]
        options.insert(1 if present and present[0].me else 0, nobody)
        super().__init__("assign", words, options, parent)
