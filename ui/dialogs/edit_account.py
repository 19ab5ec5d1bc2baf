"""Changing servers, protection, user or way to log in of a connected mailbox."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QWidget

from app.domain.accounts import Account, AccountSettings
from ui.dialogs.check_words import login_complaints
from ui.dialogs.form import add_field, plain_label, roomy_form, text_line
from ui.dialogs.server_fields import ServerFields
from ui.dialogs.sign_in import SignIn
from ui.dialogs.verified import ConnectedDialog
from ui.ports import Mailboxes
from ui.tasks import Tasks


class EditAccountDialog(ConnectedDialog):
    """Tries the new settings before they are stored; name and address stay."""

    def __init__(
        self, account: Account, mailboxes: Mailboxes, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(account, mailboxes, tasks, parent)
        self.setObjectName("edit_dialog")
        settings = account.settings
        self.setWindowTitle(self.tr("Settings of {account}").format(account=settings.name))
        self._user = text_line("edit_user", settings.user)
        self._password.setObjectName("edit_password")
        if not settings.token_command:
            self._password.setPlaceholderText(self.tr("unchanged"))
        self._sign_in = SignIn("edit", self._password, settings.token_command, self)
        self._servers = ServerFields("edit")
        self._servers.show(settings)
        for line in (self._user, *self._servers.lines):
            line.textChanged.connect(self._changed)
        self._servers.security.currentIndexChanged.connect(self._changed)
        self._sign_in.changed.connect(self._changed)
        self._lay_out()

    def _lay_out(self) -> None:
        form = roomy_form()
        address = QLabel(self._account.settings.address)
        form.addRow(self.tr("Address of the inbox"), address)
        self._fields = {
            "user": add_field(form, self.tr("&User name"), "user", self._user),
            **self._sign_in.add_to(form),
            **self._servers.add_to(form),
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
        entry = (self._user, *self._sign_in.widgets, self._password)
        self._inputs = (*entry, *self._servers.widgets)
        self._finish_layout()

    def _wanted(self) -> tuple[AccountSettings, str] | None:
        settings = replace(
            self._account.settings,
            user=self._user.text().strip(),
            imap=self._servers.imap_server,
            smtp=self._servers.smtp_server,
            security=self._servers.chosen_security,
            token_command=self._sign_in.token_command,
        )
        known = not self._account.settings.token_command
        wrong = login_complaints(settings) | self._sign_in.complaints(password_known=known)
        return None if self._complain(wrong) else (settings, self._password.text())

    def _save_text(self) -> str:
        return self.tr("&Save")
