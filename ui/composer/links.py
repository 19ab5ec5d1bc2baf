"""Asks where a link leads and what stands for it."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QWidget

from ui.composer import editing
from ui.composer.editor import ComposeEdit
from ui.composer.lines import link_target
from ui.dialogs.form import add_field, roomy_form


class LinkDialog(QDialog):
    """GUI thread only; changes the text when it is accepted. An empty address ends a link."""

    def __init__(self, edit: ComposeEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compose_link")
        self.setWindowTitle(self.tr("Link"))
        self._edit = edit
        self._cursor, address = editing.link_at(edit.textCursor())
        form = roomy_form()
        self.setLayout(form)
        form.setContentsMargins(18, 16, 18, 16)
        self._address = QLineEdit(address)
        self._address.setObjectName("link_address")
        self._address.setPlaceholderText("https://")
        self._address.setMinimumWidth(360)
        self._words = QLineEdit(self._cursor.selectedText().replace("\u2029", " "))
        self._words.setObjectName("link_words")
        self._field = add_field(form, self.tr("&Address"), "link_address", self._address)
        add_field(form, self.tr("&Text"), "link_words", self._words)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self._address.setFocus()

    def accept(self) -> None:
        """Qt: make the link, or say what is wrong."""
        typed = self._address.text().strip()
        address = typed if not typed or ":" in typed else f"https://{typed}"
        if "@" in typed and ":" not in typed:
            address = f"mailto:{typed}"
        if typed and not link_target(address):
            self._field.complain(self.tr("Links lead to web pages, mail addresses or numbers."))
            return
        words = self._words.text() or typed
        self._edit.set_link(self._cursor, address if typed else "", words)
        self._edit.setFocus()
        super().accept()
