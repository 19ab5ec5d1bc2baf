"""Asking for a password that a server refused, or for one that the provider made for us."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QWidget

from app.domain.accounts import Account, AccountSettings
from ui.dialogs import guesses
from ui.dialogs.check_words import hint
from ui.dialogs.form import add_field, plain_label
from ui.dialogs.verified import ConnectedDialog
from ui.ports import Mailboxes
from ui.tasks import Tasks


class PasswordDialog(ConnectedDialog):
    """Tries the password before it is kept; the settings of the mailbox stay."""

    link_requested = Signal(str)
    """The person wants to see an address that the server named."""

    def __init__(
        self,
        account: Account,
        mailboxes: Mailboxes,
        tasks: Tasks,
        *,
        refused: bool,
        links: Sequence[str] = (),
        by_web: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``refused``: the one that is kept does not work.

        ``by_web``: the provider asks for a log-in with a browser; ``links`` are its words.
        """
        super().__init__(account, mailboxes, tasks, parent)
        self.setObjectName("password_dialog")
        settings = account.settings
        self.setWindowTitle(self.tr("Password of {account}").format(account=settings.name))
        words = plain_label("")
        words.setText(
            self.tr(
                "The provider of {address} wants you to log in with a web browser. Do there what "
                "it asks for; or make an app password and enter it here."
            ).format(address=settings.address)
            if by_web
            else self.tr("Another password for {user} at {server}:").format(
                server=settings.imap or "", user=settings.user
            )
            if not refused
            else self.tr("{server} refused the password of {user}.").format(
                server=settings.imap or "", user=settings.user
            )
        )
        self._column.addWidget(words)
        advice = hint(guesses.service_of(settings.address))
        if advice:
            label = plain_label("muted")
            label.setText(advice)
            self._column.addWidget(label)
        for url in links:
            button = QPushButton(self.tr("Show the link of the server…"))
            button.setObjectName("web_link")
            button.setToolTip(url)
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, url=url: self.link_requested.emit(url))
            self._column.addWidget(button)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        self._fields = {
            "password": add_field(form, self.tr("&Password"), "password", self._password)
        }
        self._column.addLayout(form)
        note = plain_label("muted")
        note.setText(self.tr("It is kept in the keyring of this computer, nowhere else."))
        self._column.addWidget(note)
        self._inputs = (self._password,)
        self._finish_layout()
        self._password.setFocus()

    def _wanted(self) -> tuple[AccountSettings, str] | None:
        password = self._password.text()
        wrong = {} if password else {"password": self.tr("Enter the password.")}
        return None if self._complain(wrong) else (self._account.settings, password)

    def _save_text(self) -> str:
        return self.tr("&Log in")
