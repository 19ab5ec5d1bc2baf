"""How Postroom logs in to a mailbox, as rows of a form: a password, or a program's access token."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from app.domain.accounts import program_words
from app.domain.errors import RejectedError
from ui.dialogs.form import Field, add_field, add_hint, text_line

_LONGEST = 2_000
"""Characters of a command."""
_EXAMPLE = "mutt_oauth2.py ~/.tokens/support"


class SignIn(QObject):
    """A choice, and the line that belongs to what is chosen; GUI thread only."""

    changed = Signal()
    """Something was chosen, or typed into the command."""

    def __init__(
        self, prefix: str, password: QLineEdit, token_command: str, parent: QWidget
    ) -> None:
        """``prefix`` begins the object names; ``password`` is the dialog's line for that."""
        super().__init__(parent)
        self._password = password
        self._form: QFormLayout | None = None
        self._fields: tuple[Field, ...] = ()
        self._rows: dict[bool, list[int]] = {False: [], True: []}
        """Of the form, by whether they are for a token."""
        self.way = QComboBox()
        self.way.setObjectName(f"{prefix}_sign_in")
        self.way.addItem(self.tr("Password"))
        self.way.addItem(self.tr("Access token from a program"))
        self.way.setMinimumHeight(password.sizeHint().height())
        self.way.setCurrentIndex(int(bool(token_command)))
        self.command = text_line(f"{prefix}_token_command", token_command)
        self.command.setMaxLength(_LONGEST)
        self.command.setPlaceholderText(_EXAMPLE)
        self.command.textChanged.connect(self.changed)
        self.way.currentIndexChanged.connect(self._choose)

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """Everything that takes input; the password's line is the dialog's."""
        return self.way, self.command

    @property
    def by_token(self) -> bool:
        """Whether the access token of a program is chosen."""
        return self.way.currentIndex() == 1

    @property
    def token_command(self) -> str:
        """The command as it is typed; ``""`` where a password is chosen."""
        return self.command.text().strip() if self.by_token else ""

    def complaints(self, *, password_known: bool) -> dict[str, str]:
        """What is wrong, by field; ``password_known``: none need be typed."""
        if not self.by_token:
            missing = not self._password.text() and not password_known
            return {"password": self.tr("Enter the password.")} if missing else {}
        if not self.token_command:
            return {"token": self.tr("Enter the command that prints an access token.")}
        try:
            program_words(self.token_command)
        except RejectedError:
            return {"token": self.tr("This is no command. Is a quotation mark missing?")}
        return {}

    def add_to(self, form: QFormLayout) -> dict[str, Field]:
        """Append the rows; ``sign_in``, ``password`` and ``token``."""
        self._form = form
        hint = self.tr(
            "For Microsoft 365 and Google Workspace. Postroom runs it at each log-in, without "
            "a shell, and uses the first line that it prints. The command is stored, the token "
            "nowhere."
        )
        fields = {"sign_in": add_field(form, self.tr("S&ign in with"), "sign_in", self.way)}
        label = self.tr("&Password")
        fields["password"] = add_field(form, label, "password", self._password)
        self._rows[False].append(form.rowCount() - 1)
        fields["token"] = add_field(form, self.tr("Co&mmand"), "token", self.command)
        self._rows[True].append(form.rowCount() - 1)
        add_hint(form, "sign_in_hint", hint)
        self._rows[True].append(form.rowCount() - 1)
        self._fields = tuple(fields.values())
        self._show_chosen()
        return fields

    def _choose(self) -> None:
        self._show_chosen()
        (self.command if self.by_token else self._password).setFocus()
        self.changed.emit()

    def _show_chosen(self) -> None:
        if self._form is not None:
            for by_token, rows in self._rows.items():
                for row in rows:
                    self._form.setRowVisible(row, by_token == self.by_token)
            for field in self._fields:  # a row that appears shows all its parts
                field.complain("")
