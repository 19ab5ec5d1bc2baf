"""A column of fields with their labels, each with a place for what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a form."""

    main: QWidget
    """Gets the keyboard when something is wrong here."""
    error: QLabel

    def complain(self, text: str) -> None:
        """Say what is wrong, ``""`` for nothing; screen readers hear it at the field."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.main.setAccessibleDescription(text)


def add_field(form: QFormLayout, label: str, name: str, *parts: QWidget) -> Field:
    """Append a row; the first part gives the row its main widget and the label its buddy."""
    column = QVBoxLayout()
    column.setSpacing(3)
    row = QHBoxLayout()
    row.setSpacing(8)
    for number, part in enumerate(parts):
        row.addWidget(part, 0 if number else 1)
    column.addLayout(row)
    error = plain_label("danger")
    error.setObjectName(f"error_{name}")
    error.hide()
    column.addWidget(error)
    caption = QLabel(label)
    caption.setBuddy(parts[0])
    form.addRow(caption, column)
    parts[0].setAccessibleName(label.replace("&", ""))
    return Field(parts[0], error)


def add_hint(form: QFormLayout, name: str, text: str = "") -> QLabel:
    """Append quiet words below the last field, as wide as that."""
    hint = plain_label("muted")
    hint.setObjectName(name)
    hint.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    hint.setText(text)
    form.addRow("", hint)
    return hint


def roomy_form() -> QFormLayout:
    """A form whose fields take the width that is there."""
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(9)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


def text_line(name: str, text: str = "") -> QLineEdit:
    """A line for a name, an address or a server; what it begins with is in view."""
    line = QLineEdit(text)
    line.setObjectName(name)
    line.setMaxLength(300)
    line.setCursorPosition(0)
    return line


def password_line() -> QLineEdit:
    """A line that shows dots."""
    line = text_line("password")
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def plain_label(role: str) -> QLabel:
    """A wrapped line that is never read as rich text."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label


def say(label: QLabel, text: str, role: str) -> None:
    """Show a text in the colour of its role; hide the label where there is nothing to say."""
    label.setProperty("role", role)
    label.style().unpolish(label)  # else the style sheet's rules for the old role stay
    label.style().polish(label)
    label.setText(text)
    label.setVisible(bool(text))


def grow(dialog: QDialog) -> None:
    """Grow where words need more lines: a window does not follow the height of its text."""
    column = dialog.layout()
    if column is not None:
        column.activate()
        needed = max(column.totalHeightForWidth(dialog.width()), column.totalMinimumSize().height())
        dialog.resize(dialog.width(), max(dialog.height(), needed))


def decision(
    dialog: QDialog, text: str, name: str, then: Callable[[], None], *, leave: str = ""
) -> QHBoxLayout:
    """The last row of a dialog: Cancel (or ``leave``), and the button that does it."""
    row = QHBoxLayout()
    cancel = QPushButton(leave or QCoreApplication.translate("ask", "Cancel"))
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    ok = QPushButton(text)
    ok.setObjectName(name)
    ok.setDefault(True)
    ok.clicked.connect(lambda *_: then())
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(ok)
    return row
