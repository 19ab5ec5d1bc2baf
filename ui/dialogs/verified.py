"""What the dialogs share that try settings against the servers before they store them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.accounts import Account, AccountSettings
from app.services.checks import Check, Connected, Outcome, Step
from ui.dialogs.check_words import in_words
from ui.dialogs.form import grow, plain_label, say
from ui.ports import Mailboxes
from ui.tasks import Tasks

T = TypeVar("T")

_WIDTH = 520
_MARKS = {Outcome.FINE: "✓", Outcome.MISSING: "–"}


class VerifiedDialog(QDialog):
    """Stays open, with everything typed, until the servers agreed or the person insists."""

    stored = Signal(str, object)
    """The account's name and what `Mailboxes.change` answered."""

    def __init__(
        self, account: Account, mailboxes: Mailboxes, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._account, self._mailboxes, self._tasks = account, mailboxes, tasks
        self._lane = f"verify-{account.id}"
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
        self._inputs: tuple[QWidget, ...] = ()

    # --- for the dialogs that fill it ---------------------------------------------------------

    def _wanted(self) -> tuple[AccountSettings, str] | None:
        """What is to be tried and stored; None after having said what is missing.

        An empty password stands for the one that is kept.
        """
        raise NotImplementedError

    def _save_text(self) -> str:
        """What the button says while nothing has failed."""
        raise NotImplementedError

    def _password_refused(self) -> None:
        """The servers refused the password."""

    def _finish_layout(self) -> None:
        """Append the verdict and the buttons."""
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setObjectName("cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self._save)
        self._column.addWidget(self._verdict)
        self._column.addStretch(1)
        self._column.addLayout(row)
        self._changed()

    def _changed(self) -> None:
        """What was found out is not about these words any more."""
        self._tried = None
        self._tasks.cancel(self._lane)
        self._work(busy=False)
        self._say("")
        self._save.setText(self._save_text())

    # --- trying and storing -------------------------------------------------------------------

    def _begin(self) -> None:
        wanted = self._wanted()
        if wanted is None:
            return
        settings, password = wanted
        if self._tried == wanted:
            self._store(settings, password)
            return
        self._work(busy=True)
        self._say(self.tr("Asking the servers…"), "muted")

        def answered(checks: Sequence[Check]) -> None:
            self._tried = wanted
            self._work(busy=False)
            if all(each.outcome in (Outcome.FINE, Outcome.MISSING) for each in checks):
                self._store(settings, password)
            else:
                self._show(checks)

        self._ask(lambda: self._mailboxes.check(settings, self._secret(password)), answered)

    def _store(self, settings: AccountSettings, password: str) -> None:
        self._work(busy=True)
        self._say(self.tr("Saving…"), "muted")

        def done(answer: Connected) -> None:
            self.accept()
            self.stored.emit(settings.name, answer)

        changed = Account(self._account.id, settings)
        self._ask(lambda: self._mailboxes.change(changed, self._secret(password)), done)

    def _secret(self, typed: str) -> str:
        """The password that was typed, else the one that is kept; a keyring may take its time."""
        return typed or self._mailboxes.password(self._account.settings.name) or ""

    def _ask(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._tasks.apart(work, then, self._failed, lane=self._lane)

    def _failed(self, error: Exception) -> None:
        self._work(busy=False)
        self._say(self.tr("That did not work: {error}").format(error=error), "danger")

    def _show(self, checks: Sequence[Check]) -> None:
        self._say("\n".join(f"{_MARKS.get(c.outcome, '✗')}  {in_words(c)}" for c in checks))
        said = [c.detail for c in checks if c.outcome not in _MARKS and c.detail]
        self._verdict.setToolTip("\n".join(said))
        if any(c.outcome is Outcome.PASSWORD for c in checks):
            self._tried = None  # to insist on it would only be refused again
            self._password_refused()
        elif any(c.step is not Step.SENT and c.outcome is not Outcome.FINE for c in checks):
            self._save.setText(self.tr("&Save anyway"))

    def _work(self, *, busy: bool) -> None:
        for widget in (*self._inputs, self._save):
            widget.setEnabled(not busy)

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
