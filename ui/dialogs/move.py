"""Choosing a folder by typing some of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Folder, FolderRole
from ui.dialogs.folders import by_purpose
from ui.dialogs.pick import Option, PickDialog, Words

translate = QCoreApplication.translate


class MoveDialog(PickDialog):
    """``chosen`` says a `FolderId`."""

    def __init__(
        self, title: str, folders: Sequence[Folder], parent: QWidget | None = None
    ) -> None:
        words = Words(
            title=translate("MoveDialog", "Move to folder"),
            about=title,
            typing=translate("MoveDialog", "Type part of the folder’s name"),
            things=translate("MoveDialog", "Folders"),
            nothing=translate("MoveDialog", "No folder has this in its name."),
            button=translate("MoveDialog", "Move"),
        )
        options = [Option(folder.id, folder.name) for folder in sorted(folders, key=by_purpose)]
        super().__init__("move", words, options, parent)


def can_hold(folder: Folder) -> bool:
    """Whether letters can be moved there by hand."""
    return folder.role not in (FolderRole.LOCAL, FolderRole.DRAFTS)
