"""Choosing a folder by typing some of its name."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import Folder, FolderRole
from app.domain.ids import FolderId
from ui.dialogs.folders import by_purpose
from ui.dialogs.form import plain_label

_FOLDER = Qt.ItemDataRole.UserRole + 1
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class MoveDialog(QDialog):
    """A short list that narrows while one types; Enter takes the marked folder."""

    chosen = Signal(int)
    """A `FolderId`."""

    def __init__(
        self, title: str, folders: Sequence[Folder], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("move_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Move to folder"))
        self.setMinimumWidth(400)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        words = plain_label("muted")
        words.setText(title)
        layout.addWidget(words)
        self._field = QLineEdit()
        self._field.setObjectName("move_filter")
        self._field.setPlaceholderText(self.tr("Type part of the folder’s name"))
        self._field.setAccessibleName(self.tr("Folder"))
        self._field.setClearButtonEnabled(True)
        self._field.textChanged.connect(self._narrow)
        self._field.installEventFilter(self)
        layout.addWidget(self._field)
        self.list = QListWidget()
        self.list.setObjectName("move_list")
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(220)
        for folder in sorted(folders, key=by_purpose):
            item = QListWidgetItem(folder.name, self.list)
            item.setData(_FOLDER, folder.id)
        self.list.itemActivated.connect(lambda *_: self._take())
        layout.addWidget(self.list, 1)
        self._nothing = plain_label("muted")
        self._nothing.setObjectName("move_nothing")
        self._nothing.setText(self.tr("No folder has this in its name."))
        layout.addWidget(self._nothing)
        layout.addLayout(self._buttons())
        self._narrow("")
        self._field.setFocus()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._move = QPushButton(self.tr("Move"))
        self._move.setObjectName("move_move")
        self._move.setDefault(True)
        self._move.clicked.connect(self._take)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._move)
        return row

    def _narrow(self, text: str) -> None:
        words = text.lower().split()
        first: QListWidgetItem | None = None
        for number in range(self.list.count()):
            item = self.list.item(number)
            name = item.text().lower()
            item.setHidden(not all(word in name for word in words))
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
        self._nothing.setVisible(first is None)
        self._move.setEnabled(first is not None)

    def _take(self) -> None:
        marked = [item for item in self.list.selectedItems() if not item.isHidden()]
        if marked:
            folder = int(marked[0].data(_FOLDER))
            self.accept()
            self.chosen.emit(folder)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows in the field walk through the list."""
        if (
            watched is self._field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LIST_KEYS
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


def can_hold(folder: Folder, current: FolderId | None = None) -> bool:
    """Whether letters can be moved there by hand."""
    return folder.role not in (FolderRole.LOCAL, FolderRole.DRAFTS) and folder.id != current
