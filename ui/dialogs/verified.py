"""What the dialogs share that try settings against the servers before they store them."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import Account, AccountSettings
from app.services.checks import Check, Connected, Outcome, Step
from ui.dialogs.check_words import in_words
from ui.dialogs.form import Field, grow, password_line, plain_label, say
from ui.ports import Mailboxes
from ui.tasks import Tasks

T = TypeVar("T")

_WIDTH = 520
_MARKS = {Outcome.FINE: "✓", Outcome.MISSING: "–"}


class VerifiedDialog(QDialog):
    """Stays open, with everything typed, until the servers agreed or the person insists."""

    stored = Signal(str, object)
    """The account's name and the `Connected` that storing answered."""

    def __init__(
        self, mailboxes: Mailboxes, tasks: Tasks, lane: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._mailboxes, self._tasks, self._lane = mailboxes, tasks, lane
        self._tried: tuple[AccountSettings, str] | None = None
        """What the servers refused or did not answer; the person may insist on it."""
        self.setMinimumWidth(_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(14)
        self._verdict = plain_label("")
        self._verdict.setObjectName("verdict")
        self._verdict.hide()
        self._save = QPushButton()
        self._save.setObjectName("save")
        self._save.setDefault(True)
        self._save.clicked.connect(lambda *_: self._begin())
        self._buttons = [self._save]
        self._password = password_line()
        self._password.textChanged.connect(self._changed)
        self._inputs: tuple[QWidget, ...] = ()
        self._fields: dict[str, Field] = {}
        """Rows by name; ``password`` is one of them, or ``token``, or both."""

    # --- for the dialogs that fill it ---------------------------------------------------------

    def _wanted(self) -> tuple[AccountSettings, str] | None:
        """What is to be tried and stored; None after having said what is missing."""
        raise NotImplementedError

    def _secret(self, settings: AccountSettings, typed: str) -> str:  # noqa: ARG002
        """The password that what was typed stands for; called by a worker."""
        return typed

    def _keep(self, settings: AccountSettings, password: str) -> Connected:
        """Store them; called by a worker."""
        raise NotImplementedError

    def _save_text(self) -> str:
        """What the button says while nothing has failed."""
        raise NotImplementedError

    def _insist_text(self) -> str:
        """What the button says once something has failed."""
        return self.tr("&Save anyway")

    def _saving_text(self) -> str:
        """What is said while it is stored."""
        return self.tr("Saving…")

    def _may_keep_refused(self) -> bool:
        """Whether to insist on a password that was refused makes sense."""
        return False

    def _finish_layout(self, *first: QPushButton) -> None:
        """Append the verdict and the buttons, these ``first``."""
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        for button in first:
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._save)
        self._buttons += first
        self._column.addWidget(self._verdict)
        self._column.addStretch(1)
        self._column.addLayout(row)
        self._changed()

    def _complain(self, wrong: Mapping[str, str]) -> bool:
        """Say beside the fields what is wrong with them; whether anything is."""
        for key, field in self._fields.items():
            field.complain(wrong.get(key, ""))
        self._fit()
        if wrong:
            self._say("")
            next(field for key, field in self._fields.items() if key in wrong).main.setFocus()
        return bool(wrong)

    def _changed(self) -> None:
        """What was found out is not about these words any more."""
        self._tried = None
        self._tasks.cancel(self._lane)
        self._rest()
        self._say("")
        self._save.setText(self._save_text())

    # --- trying and storing -------------------------------------------------------------------

    def _begin(self, *, store: bool = True) -> None:
        """Try what is wanted, and store it if nothing is wrong or the person insists."""
        wanted = self._wanted()
        if wanted is None:
            return
        settings, password = wanted
        if store and self._tried == wanted:
            self._store(settings, password)
            return
        self._work(self.tr("Asking the servers…"), self._buttons)

        def answered(checks: Sequence[Check]) -> None:
            self._tried = wanted
            self._rest()
            if store and all(each.outcome in (Outcome.FINE, Outcome.MISSING) for each in checks):
                self._store(settings, password)
            else:
                self._show(checks)

        self._ask(
            lambda: self._mailboxes.check(settings, self._secret(settings, password)), answered
        )

    def _store(self, settings: AccountSettings, password: str) -> None:
        self._work(self._saving_text(), (*self._inputs, *self._buttons))

        def done(answer: Connected) -> None:
            self.accept()
            self.stored.emit(settings.name, answer)

        self._ask(lambda: self._keep(settings, self._secret(settings, password)), done)

    def _ask(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._tasks.apart(work, then, self._failed, lane=self._lane)

    def _failed(self, error: Exception) -> None:
        self._rest()
        self._say(self.tr("That did not work: {error}").format(error=error), "danger")

    def _show(self, checks: Sequence[Check]) -> None:
        self._say("\n".join(f"{_MARKS.get(c.outcome, '✗')}  {in_words(c)}" for c in checks))
        said = [c.detail for c in checks if c.outcome not in _MARKS and c.detail]
        self._verdict.setToolTip("\n".join(said))
        outcomes = {c.outcome for c in checks}
        if Outcome.TOKEN in outcomes:
            nothing = any(c.step is Step.SECRET for c in checks)
            self._blame(
                "token",
                self.tr("It gives no access token.")
                if nothing
                else self.tr("The server refuses its access token."),
            )
        elif Outcome.PASSWORD in outcomes:
            self._blame("password", self.tr("The server refuses it."))
        if Outcome.PASSWORD in outcomes and not self._may_keep_refused():
            self._tried = None  # to insist on it would only be refused again
        elif any(c.step is not Step.SENT and c.outcome is not Outcome.FINE for c in checks):
            self._save.setText(self._insist_text())

    def _blame(self, name: str, text: str) -> None:
        """Say what is wrong with a row, where it is typed anew."""
        field = self._fields[name]
        field.complain(text)
        self._fit()
        field.main.setFocus()
        if isinstance(field.main, QLineEdit):
            field.main.selectAll()

    def _work(self, text: str, meanwhile: Sequence[QWidget]) -> None:
        """Say what is done, and let these widgets rest until `_rest`."""
        self._say(text, "muted")
        for widget in meanwhile:
            widget.setEnabled(False)

    def _rest(self) -> None:
        for widget in (*self._inputs, *self._buttons):
            widget.setEnabled(True)

    def _say(self, text: str, role: str = "") -> None:
        say(self._verdict, text, role)
        self._fit()

    def _fit(self) -> None:
        grow(self)

    def done(self, result: int) -> None:
        """Qt: closed either way; an answer that is still on its way is not waited for."""
        self._tasks.cancel(self._lane)
        super().done(result)
        self.deleteLater()


class ConnectedDialog(VerifiedDialog):
    """About a mailbox that is connected already; no password typed stands for the one kept."""

    def __init__(
        self, account: Account, mailboxes: Mailboxes, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(mailboxes, tasks, f"verify-{account.id}", parent)
        self._account = account

    def _secret(self, settings: AccountSettings, typed: str) -> str:
        """A keyring may take its time."""
        if settings.token_command or typed:
            return typed
        return self._mailboxes.password(settings.name) or ""

    def _keep(self, settings: AccountSettings, password: str) -> Connected:
        return self._mailboxes.change(Account(self._account.id, settings), password)
