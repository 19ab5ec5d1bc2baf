"""The signature below the text, and the dialog in which it is changed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.ids import AccountId
from app.services.signatures import set_signature
from ui.composer.kit import Kit

_LINES = 5


class SignatureLine(QWidget):
    """Shows the lines as they will stand below the letter; GUI thread only."""

    changed = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signature_line")
        self._kit = kit
        self._account: AccountId | None = None
        self.text = ""
        """What stands below the letter; ``""`` for nothing."""
        self._label = QLabel()
        self._label.setObjectName("signature_text")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "muted")
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.addWidget(self._label, 1)

    def show_signature(self, account: AccountId, text: str) -> None:
        """Show the signature of a letter from this inbox."""
        self._account, self.text = account, text
        lines = text.split("\n")
        shown = " · ".join(line.strip() for line in lines if line.strip())
        self._label.setText(f"— {shown}")
        self.setVisible(bool(shown))

    def ask(self) -> None:
        """Ask for other lines."""
        if self._account is None:
            return
        dialog = SignatureDialog(self.text, self)
        dialog.chosen.connect(self._take)
        dialog.open()

    def _take(self, text: str, always: bool) -> None:  # noqa: FBT001 - a signal's argument
        account = self._account
        if account is None:
            return
        self.show_signature(account, text)
        self.changed.emit()
        if always:
            me = self._kit.queries.team(account).me
            self._kit.answers.follow(
                self._kit.runtime.perform(
                    set_signature,
                    account,
                    text,
                    member=me.id if me else None,
                    now=self._kit.now(),
                )
            )


class SignatureDialog(QDialog):
    """GUI thread only."""

    chosen = Signal(str, bool)
    """The lines, and whether they are mine from now on."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("signature_dialog")
        self.setWindowTitle(self.tr("Signature"))
        self._edit = QPlainTextEdit(text)
        self._edit.setObjectName("signature_edit")
        self._edit.setAccessibleName(self.tr("Signature"))
        self._edit.setTabChangesFocus(True)
        self._edit.setMinimumWidth(380)
        self._edit.setFixedHeight(self._edit.fontMetrics().lineSpacing() * _LINES + 16)
        self._always = QCheckBox(self.tr("From now on below all my letters from this mailbox"))
        self._always.setObjectName("signature_always")
        self._always.setChecked(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(10)
        column.addWidget(self._edit)
        column.addWidget(self._always)
        column.addWidget(buttons)

    def _accept(self) -> None:
        lines = (line.rstrip() for line in self._edit.toPlainText().strip("\n").split("\n"))
        self.chosen.emit("\n".join(lines), self._always.isChecked())
        self.accept()
