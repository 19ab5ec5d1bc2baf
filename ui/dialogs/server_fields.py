"""Which servers a mailbox has and how they are reached, as rows of a form."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.domain.accounts import AccountSettings, Endpoint, Security
from ui.dialogs.form import Field, add_field, text_line

translate = QCoreApplication.translate

_PORT_WIDTH = 84


class ServerFields:
    """Lines for IMAP and SMTP and a choice of security; GUI thread only."""

    def __init__(self, prefix: str) -> None:
        """``prefix`` begins the object names."""
        self.imap, self.imap_port = text_line(f"{prefix}_imap"), _port(f"{prefix}_imap_port")
        self.smtp, self.smtp_port = text_line(f"{prefix}_smtp"), _port(f"{prefix}_smtp_port")
        self.security = QComboBox()
        self.security.setObjectName(f"{prefix}_security")
        for security, text in (
            (Security.TLS, translate("ServerFields", "TLS (recommended)")),
            (Security.STARTTLS, translate("ServerFields", "STARTTLS")),
            (
                Security.NONE,
                translate("ServerFields", "None, only for a server on this computer"),
            ),
        ):
            self.security.addItem(text, security.value)
        self.security.setMinimumHeight(self.imap.sizeHint().height())

    @property
    def lines(self) -> tuple[QLineEdit, ...]:
        """What is typed into, from top to bottom."""
        return self.imap, self.imap_port, self.smtp, self.smtp_port

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Everything that takes input."""
        return *self.lines, self.security

    def add_to(self, form: QFormLayout) -> dict[str, Field]:
        """Append the rows; ``imap``, ``smtp`` and ``security``."""
        imap = translate("ServerFields", "&Receiving (IMAP)")
        smtp = translate("ServerFields", "&Sending (SMTP)")
        security = translate("ServerFields", "Se&curity")
        return {
            "imap": add_field(form, imap, "imap", self.imap, self.imap_port),
            "smtp": add_field(form, smtp, "smtp", self.smtp, self.smtp_port),
            "security": add_field(form, security, "security", self.security),
        }

    def show(self, settings: AccountSettings) -> None:
        """Fill in what a mailbox has."""
        for server, host, port in (
            (settings.imap, self.imap, self.imap_port),
            (settings.smtp, self.smtp, self.smtp_port),
        ):
            host.setText(server.host if server else "")
            host.setCursorPosition(0)
            port.setText(str(server.port) if server else "")
        self.security.setCurrentIndex(self.security.findData(settings.security.value))

    @property
    def chosen_security(self) -> Security:
        """How the connections are protected."""
        return Security(self.security.currentData())

    @property
    def imap_server(self) -> Endpoint:
        """Where letters are received; nothing of it need be right yet."""
        return _endpoint(self.imap, self.imap_port)

    @property
    def smtp_server(self) -> Endpoint | None:
        """Where letters are sent, if anywhere."""
        return _endpoint(self.smtp, self.smtp_port) if self.smtp.text().strip() else None


def _port(name: str) -> QLineEdit:
    line = text_line(name)
    line.setValidator(QIntValidator(1, 65535, line))
    line.setFixedWidth(_PORT_WIDTH)
    line.setAccessibleName(translate("ServerFields", "Port"))
    return line


def _endpoint(host: QLineEdit, port: QLineEdit) -> Endpoint:
    return Endpoint(host.text().strip(), int(port.text() or 0))
