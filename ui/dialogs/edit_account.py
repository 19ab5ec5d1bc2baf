"""Changing servers, protection, user or password of a connected mailbox."""

from dataclasses import replace

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from ui.dialogs.check_words import login_complaints
from ui.dialogs.form import add_field, plain_label
from ui.dialogs.verified import VerifiedDialog
from ui.ports import Mailboxes
from ui.tasks import Tasks

_PORT_WIDTH = 84


class EditAccountDialog(VerifiedDialog):
    """Tries the new settings before they are stored; name and address stay."""

    def __init__(
        self, account: Account, mailboxes: Mailboxes, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(account, mailboxes, tasks, parent)
        self.setObjectName("edit_dialog")
        settings = account.settings
        self.setWindowTitle(self.tr("Settings of {account}").format(account=settings.name))
        self._user = self._line("user", settings.user)
        self._password = self._line("password", "")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setPlaceholderText(self.tr("unchanged"))
        imap, smtp = settings.imap, settings.smtp
        self._imap = self._line("imap", imap.host if imap else "")
        self._imap_port = self._port("imap_port", imap)
        self._smtp = self._line("smtp", smtp.host if smtp else "")
        self._smtp_port = self._port("smtp_port", smtp)
        self._security = self._security_choice(settings.security)
        self._lay_out()

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text)
        line.setObjectName(f"edit_{name}")
        line.setMaxLength(300)
        line.setCursorPosition(0)
        line.textChanged.connect(self._changed)
        return line

    def _port(self, name: str, server: Endpoint | None) -> QLineEdit:
        line = self._line(name, str(server.port) if server else "")
        line.setValidator(QIntValidator(1, 65535, line))
        line.setFixedWidth(_PORT_WIDTH)
        line.setAccessibleName(self.tr("Port"))
        return line

    def _security_choice(self, chosen: Security) -> QComboBox:
        box = QComboBox()
        box.setObjectName("edit_security")
        for security, text in (
            (Security.TLS, self.tr("TLS (recommended)")),
            (Security.STARTTLS, self.tr("STARTTLS")),
            (Security.NONE, self.tr("None, only for a server on this computer")),
        ):
            box.addItem(text, security.value)
        box.setCurrentIndex(box.findData(chosen.value))
        box.setMinimumHeight(self._user.sizeHint().height())
        box.currentIndexChanged.connect(self._changed)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        address = QLabel(self._account.settings.address)
        form.addRow(self.tr("Address of the inbox"), address)
        self._fields = {
            "user": add_field(form, self.tr("&User name"), "user", self._user),
            "password": add_field(form, self.tr("&Password"), "password", self._password),
            "imap": add_field(
                form, self.tr("&Receiving (IMAP)"), "imap", self._imap, self._imap_port
            ),
            "smtp": add_field(
                form, self.tr("&Sending (SMTP)"), "smtp", self._smtp, self._smtp_port
            ),
            "security": add_field(form, self.tr("Se&curity"), "security", self._security),
        }
        self._column.addLayout(form)
        note = plain_label("muted")
        note.setText(
            self.tr(
                "With another server or user, letters that are here are found again there; what is "
                "not there stays here."
            )
        )
        self._column.addWidget(note)
        self._inputs = (
            self._user,
            self._password,
            self._imap,
            self._imap_port,
            self._smtp,
            self._smtp_port,
            self._security,
        )
        self._finish_layout()

    def _wanted(self) -> tuple[AccountSettings, str] | None:
        smtp = self._smtp.text().strip()
        settings = replace(
            self._account.settings,
            user=self._user.text().strip(),
            imap=Endpoint(self._imap.text().strip(), int(self._imap_port.text() or 0)),
            smtp=Endpoint(smtp, int(self._smtp_port.text() or 0)) if smtp else None,
            security=Security(self._security.currentData()),
        )
        wrong = login_complaints(settings)
        for key, field in self._fields.items():
            field.complain(wrong.get(key, ""))
        self._fit()
        if wrong:
            self._fields[next(key for key in self._fields if key in wrong)].main.setFocus()
            return None
        return settings, self._password.text()

    def _save_text(self) -> str:
        return self.tr("&Save")

    def _password_refused(self) -> None:
        self._fields["password"].complain(self.tr("The server refuses it."))
        self._fit()
        self._password.setFocus()
        self._password.selectAll()
