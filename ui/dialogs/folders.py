"""Which folders of the mailboxes are synced."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import Account, Folder, FolderRole
from ui import format as fmt
from ui.dialogs.form import decision, plain_label

_FOLDER = Qt.ItemDataRole.UserRole + 1


class FoldersDialog(QDialog):
    """Tick boxes by mailbox; the inbox is always synced."""

    decided = Signal(object)
    """A dict of `FolderId` to followed or not, for those that changed."""

    def __init__(
        self, boxes: Sequence[tuple[Account, Sequence[Folder]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("folders_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Folders"))
        self.setMinimumWidth(440)
        self._before: dict[int, bool] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        words = plain_label("muted")
        words.setText(
            self.tr(
                "Letters in these folders become part of tickets. A folder that is no longer "
                "ticked keeps what was fetched and gets nothing new."
            )
        )
        layout.addWidget(words)
        self.list = QListWidget()
        self.list.setObjectName("folders_list")
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setUniformItemSizes(True)
        for account, folders in boxes:
            if len(boxes) > 1:
                self._add_title(account.settings.name)
            for folder in sorted(folders, key=by_purpose):
                self._add(folder)
        self.list.setMinimumHeight(min(420, 34 * max(4, self.list.count())))
        layout.addWidget(self.list, 1)
        save = self.tr("Sync these folders")
        layout.addLayout(decision(self, save, "folders_save", self._decide))

    def _add_title(self, name: str) -> None:
        item = QListWidgetItem(name, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _add(self, folder: Folder) -> None:
        count = folder.server_count
        text = folder.name
        if count is not None:
            text = f"{text}   ({fmt.number(count, QLocale())})"
        item = QListWidgetItem(text, self.list)
        item.setData(_FOLDER, folder.id)
        fixed = folder.role is FolderRole.INBOX and folder.followed
        flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags if fixed else flags | Qt.ItemFlag.ItemIsEnabled)
        item.setCheckState(Qt.CheckState.Checked if folder.followed else Qt.CheckState.Unchecked)
        self._before[folder.id] = folder.followed

    def _decide(self) -> None:
        changes = {}
        for number in range(self.list.count()):
            item = self.list.item(number)
            folder = item.data(_FOLDER)
            if folder is None:
                continue
            followed = item.checkState() is Qt.CheckState.Checked
            if followed != self._before[folder]:
                changes[folder] = followed
        self.accept()
        self.decided.emit(changes)


_PURPOSES = (
    FolderRole.INBOX,
    FolderRole.SENT,
    FolderRole.ARCHIVE,
    FolderRole.TRASH,
    FolderRole.JUNK,
    FolderRole.DRAFTS,
)


def by_purpose(folder: Folder) -> tuple[int, str]:
    """Sort folders with a known purpose first, the inbox before all, others by name."""
    known = folder.role in _PURPOSES
    return (_PURPOSES.index(folder.role) if known else len(_PURPOSES)), folder.name.lower()
