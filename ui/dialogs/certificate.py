"""The certificate that stands in the way, beside the one that was last seen when all was well."""

import textwrap

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import Account
from app.domain.certificates import Presented
from ui import format as fmt
from ui.dialogs.form import grow, plain_label
from ui.ports import Mailboxes
from ui.tasks import Tasks

_LINE = 56


class CertificateDialog(QDialog):
    """Shows, and never accepts: a connection that proves nothing is not used."""

    def __init__(
        self,
        account: Account,
        said: str,
        mailboxes: Mailboxes,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        """``said`` is why it is not trusted, as the adapter put it."""
        super().__init__(parent)
        self.setObjectName("certificate_dialog")
        self.setWindowTitle(
            self.tr("Certificate of {account}").format(account=account.settings.name)
        )
        self.setMinimumWidth(600)
        self._tasks, self._lane = tasks, f"certificate-{account.id}"
        self._all = said
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        words = plain_label("")
        words.setText(
            self.tr(
                "Nothing was sent to {server}, because it does not prove to be the server that is "
                "meant. Either its certificate was not renewed properly, or somebody on the way "
                "answers in its place: a hotel’s log-in page, a virus scanner, an attacker."
            ).format(server=account.settings.imap or "")
        )
        column.addWidget(words)
        reason = plain_label("muted")
        reason.setText(said)
        column.addWidget(reason)
        self._state = plain_label("muted")
        self._state.setObjectName("certificate_state")
        self._state.setText(self.tr("Fetching the certificate…"))
        column.addWidget(self._state)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        column.addLayout(self._form)
        who = plain_label("")
        who.setText(
            self.tr(
                "Ask whoever runs the mail server, by telephone or another way than this mailbox, "
                "whether the fingerprint of now is theirs. Once the server shows a valid "
                "certificate, Postroom goes on by itself."
            )
        )
        column.addWidget(who)
        column.addStretch(1)
        column.addLayout(self._buttons())
        tasks.apart(
            lambda: mailboxes.certificate(account), self._show, self._failed, lane=self._lane
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._copy = QPushButton(self.tr("Copy"))
        self._copy.setObjectName("certificate_copy")
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(lambda *_: QGuiApplication.clipboard().setText(self._all))
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _show(self, found: Presented) -> None:
        locale = QLocale()
        lines = [
            (self.tr("Server"), found.server),
            (self.tr("Made for"), found.subject),
            (self.tr("Made by"), found.issuer),
            (
                self.tr("Valid"),
                self.tr("{first} to {last}").format(
                    first=fmt.day(found.valid_from, locale), last=fmt.day(found.valid_until, locale)
                ),
            ),
            (self.tr("Fingerprint now"), _two_lines(found.fingerprint)),
        ]
        if found.known and found.known_since is not None:
            known = self.tr("Fingerprint on {day}").format(day=fmt.day(found.known_since, locale))
            lines.append((known, _two_lines(found.known)))
        self._state.setText(self._compared(found))
        for name, value in lines:
            self._form.addRow(_plain(name, "muted"), _value(value, fixed="\n" in value))
        self._all = "\n".join((self._all, *(f"{name}: {value}" for name, value in lines)))
        QTimer.singleShot(0, self, self._fit)  # new rows have their height only then

    def _compared(self, found: Presented) -> str:
        if not found.known:
            return self.tr("Which certificate the server had before is not known here.")
        if found.known == found.fingerprint:
            return self.tr("It is the same certificate as before; it may have expired.")
        return self.tr("It is another certificate than before.")

    def _failed(self, error: Exception) -> None:
        self._state.setText(
            self.tr("The certificate cannot be fetched now: {error}").format(error=error)
        )
        self._fit()

    def _fit(self) -> None:
        grow(self)

    def done(self, result: int) -> None:
        """Qt: closed."""
        self._tasks.cancel(self._lane)
        super().done(result)
        self.deleteLater()


def _two_lines(fingerprint: str) -> str:
    middle = len(fingerprint) // 2 + 1
    return f"{fingerprint[:middle]}\n{fingerprint[middle:]}"


def _plain(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _value(text: str, *, fixed: bool) -> QLabel:
    label = _plain(text if fixed else textwrap.fill(text, _LINE), "")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if fixed:
        label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return label
