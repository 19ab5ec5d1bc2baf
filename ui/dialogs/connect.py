"""Connecting a mailbox: what must be typed, tried against the servers, and added."""

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.services.checks import Check, Connected, Outcome, Step
from ui.dialogs import guesses
from ui.dialogs.check_words import hint, in_words, login_complaints
from ui.dialogs.form import Field, add_field, grow, plain_label, say
from ui.dialogs.guesses import Service
from ui.ports import Mailboxes
from ui.tasks import Tasks

_LANE = "connect"
_WIDTH = 560
_PORT_WIDTH = 84


class ConnectDialog(QDialog):
    """Asks for a mailbox; stays open, with everything typed, until one is connected.

    Hosts, ports, user and name follow the address until the person edits them.
    """

    connected = Signal(str, object)
    """The account's name and what `Mailboxes.connect` answered."""

    def __init__(
        self,
        mailboxes: Mailboxes,
        tasks: Tasks,
        taken: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        """``taken`` are the names of accounts that exist."""
        super().__init__(parent)
        self.setObjectName("connect_dialog")
        self.setWindowTitle(self.tr("Connect a mailbox"))
        self.setMinimumWidth(_WIDTH)
        self._mailboxes, self._tasks, self._taken = mailboxes, tasks, frozenset(taken)
        self._edited: set[QLineEdit] = set()
        self._tried: tuple[AccountSettings, str] | None = None
        """What the servers were asked with; the same is not asked twice."""
        self._address = self._line("connect_address")
        self._address.setPlaceholderText("support@example.org")
        self._password = self._line("connect_password")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._service = self._service_choice()
        self._name, self._user = self._line("connect_name"), self._line("connect_user")
        self._imap, self._imap_port = self._line("connect_imap"), self._port("connect_imap_port")
        self._smtp, self._smtp_port = self._line("connect_smtp"), self._port("connect_smtp_port")
        self._security = self._security_choice()
        for box in (self._service, self._security):
            box.setMinimumHeight(self._address.sizeHint().height())
        self._hint = plain_label("muted")
        self._hint.setObjectName("connect_hint")
        self._verdict = plain_label("")
        self._verdict.setObjectName("connect_verdict")
        self._test = QPushButton(self.tr("&Test"))
        self._test.setObjectName("connect_test")
        self._connect = QPushButton()
        self._connect.setObjectName("connect_connect")
        self._fields = self._lay_out()
        self._wire()
        self._follow_address()
        self._changed()

    # --- building ---------------------------------------------------------------------------

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setMaxLength(300)
        return line

    def _port(self, name: str) -> QLineEdit:
        line = self._line(name)
        line.setValidator(QIntValidator(1, 65535, line))
        line.setFixedWidth(_PORT_WIDTH)
        line.setAccessibleName(self.tr("Port"))
        return line

    def _service_choice(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("connect_service")
        box.addItem(self.tr("As the address says"), None)
        for service, name in guesses.NAMES.items():
            box.addItem(name, service.value)
        box.addItem(self.tr("Another"), Service.OTHER.value)
        return box

    def _security_choice(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("connect_security")
        for security, text in (
            (Security.TLS, self.tr("TLS (recommended)")),
            (Security.STARTTLS, self.tr("STARTTLS")),
            (Security.NONE, self.tr("None, only for a server on this computer")),
        ):
            box.addItem(text, security.value)
        return box

    def _lay_out(self) -> dict[str, Field]:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows: Sequence[tuple[str, str, tuple[QWidget, ...]]] = (
            ("address", self.tr("&Address of the inbox"), (self._address,)),
            ("password", self.tr("&Password"), (self._password,)),
            ("service", self.tr("Mail ser&vice"), (self._service,)),
            ("name", self.tr("&Name in Postroom"), (self._name,)),
            ("user", self.tr("&User name"), (self._user,)),
            ("imap", self.tr("&Receiving (IMAP)"), (self._imap, self._imap_port)),
            ("smtp", self.tr("&Sending (SMTP)"), (self._smtp, self._smtp_port)),
            ("security", self.tr("Se&curity"), (self._security,)),
        )
        fields = {}
        for key, label, parts in rows:
            fields[key] = add_field(form, label, key, *parts)
            if key == "service":
                form.addRow("", self._hint)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("connect_cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._test.setAutoDefault(False)
        self._connect.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self._test)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self._connect)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(form)
        layout.addWidget(self._verdict)
        layout.addStretch(1)
        layout.addLayout(buttons)
        return fields

    def _wire(self) -> None:
        self._address.textEdited.connect(self._follow_address)
        self._service.activated.connect(self._choose_service)
        self._security.activated.connect(self._choose_security)
        for line in self._guessed():
            line.textEdited.connect(lambda _, line=line: self._edited.add(line))
        for line in (self._address, self._password, *self._guessed()):
            line.textChanged.connect(self._changed)
        self._test.clicked.connect(lambda *_: self._begin(self._try_servers))
        self._connect.clicked.connect(lambda *_: self._begin(self._try_and_connect))

    def _guessed(self) -> tuple[QLineEdit, ...]:
        return (
            self._name,
            self._user,
            self._imap,
            self._imap_port,
            self._smtp,
            self._smtp_port,
        )

    def _inputs(self) -> tuple[QWidget, ...]:
        choices = (self._service, self._security)
        return (self._address, self._password, *choices, *self._guessed())

    # --- guessing ---------------------------------------------------------------------------

    def _chosen_service(self) -> Service:
        value = self._service.currentData()
        return guesses.service_of(self._address.text()) if value is None else Service(value)

    def _chosen_security(self) -> Security:
        return Security(self._security.currentData())

    def _choose_service(self) -> None:
        self._edited -= {self._imap, self._imap_port, self._smtp, self._smtp_port}
        self._follow_address()

    def _choose_security(self) -> None:
        self._edited -= {self._imap_port, self._smtp_port}
        self._follow_address()
        self._changed()

    def _follow_address(self) -> None:
        address = self._address.text().strip()
        service = self._chosen_service()
        servers = guesses.servers_for(service, address, self._chosen_security())
        for line, text in zip(
            self._guessed(),
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
        smtp = self._smtp.text().strip()
        return AccountSettings(
            name=self._name.text().strip(),
            address=self._address.text().strip(),
            imap=Endpoint(self._imap.text().strip(), int(self._imap_port.text() or 0)),
            smtp=Endpoint(smtp, int(self._smtp_port.text() or 0)) if smtp else None,
            security=self._chosen_security(),
            user=self._user.text().strip(),
        )

    def _complaints(self, settings: AccountSettings) -> dict[str, str]:
        """What is wrong, by field; servers are not asked."""
        wrong = login_complaints(settings)
        local, _, domain = settings.address.partition("@")
        if not local or not domain or "@" in domain or any(map(str.isspace, settings.address)):
            wrong["address"] = self.tr("Enter an address such as support@example.org.")
        if not self._password.text():
            wrong["password"] = self.tr("Enter the password.")
        if not settings.name or any(map(str.isspace, settings.name)):
            wrong["name"] = self.tr("Enter a name without spaces.")
        elif settings.name in self._taken:
            wrong["name"] = self.tr("A mailbox with this name is connected already.")
        return wrong

    def _begin(self, step: Callable[[AccountSettings, str], None]) -> None:
        settings = self._settings()
        wrong = self._complaints(settings)
        for key, field in self._fields.items():
            field.complain(wrong.get(key, ""))
        self._fit()
        if wrong:
            self._say("")
            self._fields[next(key for key in self._fields if key in wrong)].main.setFocus()
        else:
            step(settings, self._password.text())

    # --- asking the servers -----------------------------------------------------------------

    def _try_servers(self, settings: AccountSettings, password: str) -> None:
        self._ask(settings, password, self._show_checks)

    def _try_and_connect(self, settings: AccountSettings, password: str) -> None:
        if self._tried == (settings, password):
            self._add(settings, password)
            return

        def then(checks: Sequence[Check]) -> None:
            self._show_checks(checks)
            if all(each.outcome in (Outcome.FINE, Outcome.MISSING) for each in checks):
                self._add(settings, password)

        self._ask(settings, password, then)

    def _ask(
        self, settings: AccountSettings, password: str, then: Callable[[Sequence[Check]], None]
    ) -> None:
        self._busy(self.tr("Asking the servers…"))

        def answered(checks: Sequence[Check]) -> None:
            self._tried = (settings, password)
            self._idle()
            then(checks)

        self._tasks.apart(
            lambda: self._mailboxes.check(settings, password), answered, self._failed, lane=_LANE
        )

    def _show_checks(self, checks: Sequence[Check]) -> None:
        marks = {Outcome.FINE: "✓", Outcome.MISSING: "–"}
        lines = [f"{marks.get(each.outcome, '✗')}  {in_words(each)}" for each in checks]
        refused = any(each.outcome is Outcome.PASSWORD for each in checks)
        self._say("\n".join(lines))
        if refused:
            self._fields["password"].complain(self.tr("The server refuses it."))
            self._fit()
            self._password.setFocus()
            self._password.selectAll()
        failed = any(
            each.step is not Step.SENT and each.outcome is not Outcome.FINE for each in checks
        )
        if failed:
            self._connect.setText(self.tr("C&onnect anyway"))

    def _add(self, settings: AccountSettings, password: str) -> None:
        self._busy(self.tr("Connecting…"))
        for field in self._inputs():
            field.setEnabled(False)

        def added(answer: Connected) -> None:
            self.accept()
            self.connected.emit(settings.name, answer)

        self._tasks.apart(
            lambda: self._mailboxes.connect(settings, password), added, self._failed, lane=_LANE
        )

    def _failed(self, error: Exception) -> None:
        self._idle()
        self._say(self.tr("That did not work: {error}").format(error=error), "danger")

    def _busy(self, text: str) -> None:
        self._say(text, "muted")
        for button in (self._test, self._connect):
            button.setEnabled(False)

    def _idle(self) -> None:
        for button in (self._test, self._connect):
            button.setEnabled(True)
        for field in self._inputs():
            field.setEnabled(True)

    def _say(self, text: str, role: str = "") -> None:
        say(self._verdict, text, role)
        self._fit()

    def _fit(self) -> None:
        grow(self)

    def _changed(self) -> None:
        """What was found out is not about these words any more."""
        self._tried = None
        self._tasks.cancel(_LANE)
        self._idle()
        self._say("")
        self._connect.setText(self.tr("C&onnect"))

    def done(self, result: int) -> None:
        """Qt: closed either way; an answer that is still on its way is not waited for."""
        self._tasks.cancel(_LANE)
        super().done(result)
        self.deleteLater()
