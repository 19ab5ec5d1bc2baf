"""Connecting a mailbox: what must be typed, tried against the servers, and added."""

from collections.abc import Collection

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from app.domain.accounts import AccountSettings
from app.services.checks import Connected
from ui.dialogs import guesses
from ui.dialogs.check_words import hint, login_complaints
from ui.dialogs.form import Field, add_field, add_hint, roomy_form, text_line
from ui.dialogs.guesses import Service
from ui.dialogs.server_fields import ServerFields
from ui.dialogs.sign_in import SignIn
from ui.dialogs.verified import VerifiedDialog
from ui.ports import Mailboxes
from ui.tasks import Tasks

_WIDTH = 560


class ConnectDialog(VerifiedDialog):
    """Asks for a mailbox; stays open, with everything typed, until one is connected.

    Hosts, ports, user and name follow the address until the person edits them.
    """

    def __init__(
        self,
        mailboxes: Mailboxes,
        tasks: Tasks,
        taken: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        """``taken`` are the names of accounts that exist."""
        super().__init__(mailboxes, tasks, "connect", parent)
        self.setObjectName("connect_dialog")
        self.setWindowTitle(self.tr("Connect a mailbox"))
        self.setMinimumWidth(_WIDTH)
        self._taken = frozenset(taken)
        self._edited: set[QLineEdit] = set()
        self._address = text_line("connect_address")
        self._address.setPlaceholderText("support@example.org")
        self._password.setObjectName("connect_password")
        self._service = self._service_choice()
        self._service.setMinimumHeight(self._address.sizeHint().height())
        self._sign_in = SignIn("connect", self._password, "", self)
        self._name, self._user = text_line("connect_name"), text_line("connect_user")
        self._servers = ServerFields("connect")
        self._guessed = (self._name, self._user, *self._servers.lines)
        self._verdict.setObjectName("connect_verdict")
        self._test = QPushButton(self.tr("&Test"))
        self._test.setObjectName("connect_test")
        self._save.setObjectName("connect_connect")
        self._inputs = (
            self._address,
            *self._sign_in.widgets,
            self._password,
            self._service,
            *self._guessed,
            self._servers.security,
        )
        self._fields = self._lay_out()
        self._wire()
        self._follow_address()
        self._finish_layout(self._test)

    # --- building ---------------------------------------------------------------------------

    def _service_choice(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("connect_service")
        box.addItem(self.tr("As the address says"), None)
        for service, name in guesses.NAMES.items():
            box.addItem(name, service.value)
        box.addItem(self.tr("Another"), Service.OTHER.value)
        return box

    def _lay_out(self) -> dict[str, Field]:
        form = roomy_form()
        address = self.tr("&Address of the inbox")
        fields = {"address": add_field(form, address, "address", self._address)}
        fields |= self._sign_in.add_to(form)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("service", self.tr("Mail ser&vice"), self._service),
            ("name", self.tr("&Name in Postroom"), self._name),
            ("user", self.tr("&User name"), self._user),
        )
        for key, label, widget in rows:
            fields[key] = add_field(form, label, key, widget)
            if key == "service":
                self._hint = add_hint(form, "connect_hint")
        self._column.addLayout(form)
        return fields | self._servers.add_to(form)

    def _wire(self) -> None:
        self._address.textEdited.connect(self._follow_address)
        self._service.activated.connect(self._choose_service)
        self._servers.security.activated.connect(self._choose_security)
        for line in self._guessed:
            line.textEdited.connect(lambda _, line=line: self._edited.add(line))
        for line in (self._address, *self._guessed):
            line.textChanged.connect(self._changed)
        self._sign_in.changed.connect(self._changed)
        self._test.clicked.connect(lambda *_: self._begin(store=False))

    # --- guessing ---------------------------------------------------------------------------

    def _chosen_service(self) -> Service:
        value = self._service.currentData()
        return guesses.service_of(self._address.text()) if value is None else Service(value)

    def _choose_service(self) -> None:
        self._edited -= set(self._servers.lines)
        self._follow_address()

    def _choose_security(self) -> None:
        self._edited -= {self._servers.imap_port, self._servers.smtp_port}
        self._follow_address()
        self._changed()

    def _follow_address(self) -> None:
        address = self._address.text().strip()
        service = self._chosen_service()
        servers = guesses.servers_for(service, address, self._servers.chosen_security)
        for line, text in zip(
            self._guessed,
            (
                guesses.name_for(address, self._taken),
                address,
                servers.imap_host,
                str(servers.imap_port),
                servers.smtp_host,
                str(servers.smtp_port),
            ),
            strict=True,
        ):
            if line not in self._edited:
                line.setText(text)
                line.setCursorPosition(0)
        self._hint.setText(hint(service))
        self._hint.setVisible(bool(self._hint.text()))
        self._fit()

    # --- checking what was typed ------------------------------------------------------------

    def _settings(self) -> AccountSettings:
        return AccountSettings(
            name=self._name.text().strip(),
            address=self._address.text().strip(),
            imap=self._servers.imap_server,
            smtp=self._servers.smtp_server,
            security=self._servers.chosen_security,
            user=self._user.text().strip(),
            token_command=self._sign_in.token_command,
        )

    def _complaints(self, settings: AccountSettings) -> dict[str, str]:
        """What is wrong, by field; servers are not asked."""
        wrong = login_complaints(settings) | self._sign_in.complaints(password_known=False)
        local, _, domain = settings.address.partition("@")
        if not local or not domain or "@" in domain or any(map(str.isspace, settings.address)):
            wrong["address"] = self.tr("Enter an address such as support@example.org.")
        if not settings.name or any(map(str.isspace, settings.name)):
            wrong["name"] = self.tr("Enter a name without spaces.")
        elif settings.name in self._taken:
            wrong["name"] = self.tr("A mailbox with this name is connected already.")
        return wrong

    # --- for the dialog that tries and stores it ----------------------------------------------

    def _wanted(self) -> tuple[AccountSettings, str] | None:
        settings = self._settings()
        wrong = self._complaints(settings)
        return None if self._complain(wrong) else (settings, self._password.text())

    def _keep(self, settings: AccountSettings, password: str) -> Connected:
        return self._mailboxes.connect(settings, password)

    def _save_text(self) -> str:
        return self.tr("C&onnect")

    def _insist_text(self) -> str:
        return self.tr("C&onnect anyway")

    def _saving_text(self) -> str:
        return self.tr("Connecting…")

    def _may_keep_refused(self) -> bool:
        return True
