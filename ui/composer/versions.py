"""Earlier forms of a draft: to look at and to go back to."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.outgoing import DraftContent
from ui import format as fmt
from ui.composer.line_reader import from_html
from ui.ports import Version


class VersionsDialog(QDialog):
    """GUI thread only. What the draft says now is kept as a version too, so nothing is lost."""

    chosen = Signal(int)
    """The number of a version."""

    def __init__(self, versions: Sequence[Version], now: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("draft_versions")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Earlier versions"))
        self._versions = tuple(versions)
        if versions:
            self.resize(720, 420)
        self._list = QListWidget()
        self._list.setObjectName("version_list")
        self._list.setAccessibleName(self.tr("Earlier versions"))
        self._list.setMaximumWidth(240)
        self._text = QPlainTextEdit()
        self._text.setObjectName("version_text")
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("What it said"))
        for each in self._versions:
            time = fmt.moment_short(each.saved, now, QLocale())
            size = QLocale().toString(len(text_of(each.content)))
            words = self.tr("{time}, {size} characters").format(time=time, size=size)
            self._list.addItem(QListWidgetItem(words))
        self._list.currentRowChanged.connect(self._show)
        self._list.itemActivated.connect(lambda _: self.accept())
        none = QLabel(self.tr("No earlier form was kept yet. One is kept each half minute."))
        none.setWordWrap(True)
        none.setVisible(not self._versions)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        back = buttons.addButton(self.tr("Go back to this"), QDialogButtonBox.ButtonRole.AcceptRole)
        back.setObjectName("version_restore")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self._list)
        row.addWidget(self._text, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(none)
        column.addLayout(row, 1)
        for widget in (self._list, self._text, back):
            widget.setVisible(bool(self._versions))
        column.addWidget(buttons)
        if self._versions:
            self._list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._versions):
            self._text.setPlainText(text_of(self._versions[row].content))

    def accept(self) -> None:
        """Qt: go back to the chosen form."""
        row = self._list.currentRow()
        if 0 <= row < len(self._versions):
            self.chosen.emit(self._versions[row].version)
        super().accept()


def text_of(content: DraftContent) -> str:
    """The text of a draft without its looks."""
    return "\n".join(line.text.replace("\ufffc", "") for line in from_html(content.body))
