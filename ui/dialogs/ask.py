"""Short questions and notices, never rich text, never blocking the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

translate = QCoreApplication.translate


def tell(parent: QWidget, title: str, text: str) -> QMessageBox:
    """Say something that the person asked for and cannot get."""
    box = _box(parent, title, text)
    box.setIcon(QMessageBox.Icon.Warning)
    box.addButton(translate("ask", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.open()
    return box


def confirm(
    parent: QWidget, title: str, text: str, label: str, then: Callable[[], None]
) -> QMessageBox:
    """Ask before something risky; Cancel is the default."""
    box = _box(parent, title, text)
    box.setIcon(QMessageBox.Icon.Warning)
    yes = box.addButton(label, QMessageBox.ButtonRole.AcceptRole)
    no: QPushButton = box.addButton(translate("ask", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(then)
    box.open()
    return box


def _box(parent: QWidget, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    box.setWindowTitle(translate("ask", "Postroom"))
    return box
