"""Shows where a link really leads before anything is opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.web.links import Target


class LinkDialog(QDialog):
    """Asks once; the host stands alone and large, the whole address below it."""

    opened = Signal(str)
    """The person wants this address opened."""

    def __init__(self, target: Target, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("link_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Open link"))
        self.setMinimumWidth(460)
        self._target = target
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        mail = target.scheme == "mailto"
        question = self.tr("Write to an address at") if mail else self.tr("This link leads to")
        layout.addWidget(_label(question, role="muted"))
        host = _label(target.host or target.url, name="link_host")
        font = QFont(host.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setWeight(QFont.Weight.DemiBold)
        host.setFont(font)
        layout.addWidget(host)
        for text in self._warnings():
            layout.addWidget(_label(text, role="danger", name="link_warning"))
        address = QPlainTextEdit(target.url)
        address.setObjectName("link_address")
        address.setReadOnly(True)
        address.setFixedHeight(72)
        address.setTabChangesFocus(True)
        layout.addWidget(address)
        layout.addLayout(self._buttons())

    def _warnings(self) -> list[str]:
        target, lines = self._target, []
        if target.disguised_as:
            lines.append(
                self.tr("Careful: the text of this link shows {shown}.").format(
                    shown=target.disguised_as
                )
            )
        if target.host_unicode:
            lines.append(
                self.tr("It is written with other letters: {name}").format(name=target.host_unicode)
            )
        if target.mixed_scripts:
            lines.append(self.tr("The name mixes alphabets, as imitations of known names do."))
        if target.has_credentials:
            lines.append(self.tr("What stands before the @ is not the site’s name."))
        if target.scheme == "http":
            lines.append(self.tr("The connection is not encrypted."))
        return lines

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        copy = QPushButton(self.tr("Copy address"))
        copy.clicked.connect(self._copy)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        mail = self._target.scheme == "mailto"
        go = QPushButton(self.tr("Write") if mail else self.tr("Open in browser"))
        go.setObjectName("link_open")
        go.clicked.connect(self._open)
        risky = bool(self._target.disguised_as or self._target.mixed_scripts)
        (cancel if risky else go).setDefault(True)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(go)
        (cancel if risky else go).setFocus()
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._target.url)

    def _open(self) -> None:
        self.accept()
        self.opened.emit(self._target.url)


def _label(text: str, *, role: str = "", name: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setProperty("role", role)
    label.setObjectName(name)
    return label
