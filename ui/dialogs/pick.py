"""Choosing one of several things by typing some of its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
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

from ui.dialogs.form import plain_label

_VALUE = Qt.ItemDataRole.UserRole + 1
_SEARCHED = Qt.ItemDataRole.UserRole + 2
_LIST_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the list."""

    value: object
    """What `PickDialog.chosen` says."""
    text: str
    also: str = ""
    """Found by typing, too, but not shown."""
    icon: QIcon | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a picker says."""

    title: str
    about: str
    """What is to be given the chosen thing."""
    typing: str
    """In the empty field."""
    things: str
    """What is listed, for screen readers."""
    nothing: str
    """Where nothing has the typed words."""
    button: str


class PickDialog(QDialog):
    """A short list that narrows while one types; Enter takes the marked line."""

    chosen = Signal(object)
    """The value of an option."""

    def __init__(
        self, name: str, words: Words, options: Sequence[Option], parent: QWidget | None = None
    ) -> None:
        """``name`` begins the object names of the dialog and its parts."""
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.title)
        self.setMinimumWidth(400)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(10)
        about = plain_label("muted")
        about.setObjectName(f"{name}_about")
        about.setText(words.about)
        about.setVisible(bool(words.about))
        layout.addWidget(about)
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}_filter")
        self.field.setPlaceholderText(words.typing)
        self.field.setAccessibleName(words.things)
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        layout.addWidget(self.field)
        self.list = QListWidget()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(words.things)
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(220)
        self.list.itemActivated.connect(lambda *_: self._take())
        layout.addWidget(self.list, 1)
        self._nothing = plain_label("muted")
        self._nothing.setObjectName(f"{name}_nothing")
        self._nothing.setText(words.nothing)
        layout.addWidget(self._nothing)
        self._button = QPushButton(words.button)
        self._button.setObjectName(f"{name}_{name}")
        self._button.setDefault(True)
        self._button.clicked.connect(self._take)
        layout.addLayout(self._buttons())
        for option in options:
            self._add(option)
        self._narrow("")
        self.field.setFocus()

    def _add(self, option: Option) -> QListWidgetItem:
        item = QListWidgetItem(option.text, self.list)
        item.setData(_VALUE, option.value)
        item.setData(_SEARCHED, f"{option.text} {option.also}".casefold())
        if option.icon is not None:
            item.setIcon(option.icon)
        return item

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._button)
        return row

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        first: QListWidgetItem | None = None
        for number in range(self.list.count()):
            item = self.list.item(number)
            searched = str(item.data(_SEARCHED))
            item.setHidden(not all(word in searched for word in words))
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self.list.setCurrentItem(first)
        self._nothing.setVisible(first is None)
        self._button.setEnabled(first is not None)

    def _marked(self) -> QListWidgetItem | None:
        marked = [item for item in self.list.selectedItems() if not item.isHidden()]
        return marked[0] if marked else None

    def _take(self) -> None:
        item = self._marked()
        if item is not None:
            value = item.data(_VALUE)
            self.accept()
            self.chosen.emit(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: arrows in the field walk through the list."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _LIST_KEYS
        ):
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
