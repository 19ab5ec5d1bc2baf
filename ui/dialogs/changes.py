"""Changes made here that did not come true: what, why, and whether to try again."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.services.read_models import Trouble
from ui import format as fmt
from ui.counted import counted
from ui.dialogs.form import plain_label

translate = QCoreApplication.translate


class ChangesDialog(QDialog):
    """One mailbox's changes; refused ones can be tried again, all can be forgotten."""

    retry_requested = Signal()
    dismiss_requested = Signal()

    def __init__(
        self, account: str, troubles: Sequence[Trouble], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("changes_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Changes in {account}").format(account=account))
        self.resize(560, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        words = plain_label("muted")
        words.setText(
            self.tr(
                "These changes were made here and are not so on the server. Postroom shows what "
                "the server has; no letter is lost."
            )
            if troubles
            else self.tr("Every change made here is on the server.")
        )
        layout.addWidget(words)
        inner = QWidget()
        inner.setObjectName("changes_column")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        for trouble in troubles:
            column.addLayout(_entry(trouble))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._buttons(troubles))

    def _buttons(self, troubles: Sequence[Trouble]) -> QHBoxLayout:
        row = QHBoxLayout()
        close = QPushButton(self.tr("Close"))
        close.setObjectName("changes_close")
        close.clicked.connect(self.reject)
        row.addStretch(1)
        if troubles:
            dismiss = QPushButton(self.tr("Leave it as the server has it"))
            dismiss.setObjectName("changes_dismiss")
            dismiss.setAutoDefault(False)
            dismiss.clicked.connect(self.accept)
            dismiss.clicked.connect(lambda *_: self.dismiss_requested.emit())
            row.addWidget(dismiss)
        if any(each.refused for each in troubles):
            retry = QPushButton(self.tr("Try again"))
            retry.setObjectName("changes_retry")
            retry.setDefault(True)
            retry.clicked.connect(self.accept)
            retry.clicked.connect(lambda *_: self.retry_requested.emit())
            row.addWidget(retry)
        row.addWidget(close)
        return row


def _entry(trouble: Trouble) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    what = plain_label("title")
    what.setObjectName("change_what")
    subject = trouble.subject or translate("format", "(no subject)")
    others = f" {counted.more(trouble.count - 1)}" if trouble.count > 1 else ""
    what.setText(translate("Changes", "“{subject}”").format(subject=subject) + others)
    deed = plain_label("")
    deed.setText(_deed(trouble))
    why = plain_label("muted")
    why.setText(_why(trouble))
    why.setToolTip(fmt.plain_tooltip((trouble.said,)))
    for label in (what, deed, why):
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(label)
    return column


def _deed(trouble: Trouble) -> str:
    kind = trouble.kind.lower()
    if kind == "move":
        text = translate("Changes", "Moved from {folder} to {target}").format(
            folder=trouble.folder, target=trouble.target
        )
    elif kind == "\\seen":
        text = (
            translate("Changes", "Marked as read")
            if trouble.wanted
            else translate("Changes", "Marked as unread")
        )
    elif kind == "\\flagged":
        text = (
            translate("Changes", "Flagged")
            if trouble.wanted
            else translate("Changes", "Flag removed")
        )
    elif kind == "\\answered":
        text = (
            translate("Changes", "Marked as answered")
            if trouble.wanted
            else translate("Changes", "Marked as not answered")
        )
    else:
        text = trouble.kind
    return text


def _why(trouble: Trouble) -> str:
    if trouble.refused:
        return translate("Changes", "The server refused: {said}").format(said=trouble.said)
    return translate("Changes", "Meanwhile something else happened on the server; that counts.")
