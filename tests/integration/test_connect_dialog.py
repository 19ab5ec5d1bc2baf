"""The dialog that connects a mailbox, against a real Dovecot: what a person sees in each case."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.accounts import Account, AccountSettings, Security
from app.domain.errors import PostroomError
from app.domain.events import DeviceId
from app.domain.ids import AccountId
from app.mailboxes import Mailboxes, SessionVault
from app.runtime.logins import Logins
from app.services.checks import Connected
from mail.certificates import fingerprint_of, presented
from mail.imap import ImapServerFactory
from tests.support.certificates import Authority
from tests.support.clock import FakeClock
from tests.support.dovecot import PASSWORD, Dovecot, start_dovecot
from tests.support.fake_services import FakeMailbox, FakeQueries
from tests.support.live import OneVault
from tests.support.waiting import PATIENCE
from ui.dialogs.connect import ConnectDialog
from ui.tasks import Tasks


class Book:
    """Notes the accounts that were added."""

    def __init__(self) -> None:
        self.added: list[AccountSettings] = []

    def add(self, settings: AccountSettings) -> None:
        self.added.append(settings)

    def change(self, account: AccountId, settings: AccountSettings) -> None:
        raise AssertionError((account, settings))

    def remove(self, account: AccountId) -> tuple[DeviceId, str]:
        raise AssertionError(account)

    def look_again(self, name: str) -> None:
        raise AssertionError(name)

    def known_certificate(self, account: AccountId) -> tuple[str, int] | None:
        raise AssertionError(account)


class Form:
    """The dialog as filled in by a person."""

    def __init__(self, dialog: ConnectDialog, book: Book, bot: QtBot) -> None:
        self.dialog, self.book, self.bot = dialog, book, bot
        self.connected: list[Connected] = []
        dialog.stored.connect(lambda _, answer: self.connected.append(answer))

    def fill(self, port: int | None, *, password: str, security: Security) -> None:
        box = self.dialog.findChild(QComboBox, "connect_security")
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(security.value))
        box.activated.emit(box.currentIndex())
        texts = {
            "address": "someone@example.org",
            "password": password,
            "user": "someone",
            "imap": "localhost",
            "imap_port": str(port),
            "smtp": "",
        }
        for name, text in texts.items():
            line = self.dialog.findChild(QLineEdit, f"connect_{name}")
            assert isinstance(line, QLineEdit)
            line.setText(text)
            line.textEdited.emit(text)
        button = self.dialog.findChild(QPushButton, "connect_connect")
        assert isinstance(button, QPushButton)
        button.click()

    def wait_for(self, words: str) -> None:
        label = self.dialog.findChild(QLabel, "connect_verdict")
        assert isinstance(label, QLabel)
        self.bot.waitUntil(lambda: words in label.text(), timeout=int(PATIENCE * 1000))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[Dovecot]:
    dovecot = start_dovecot(authority.issue("server"))
    try:
        yield dovecot
    finally:
        dovecot.stop()


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[Form]:
    tasks = Tasks(lambda: FakeQueries(FakeMailbox(size=0)))
    book = Book()
    vault = SessionVault(OneVault(""))
    boxes = Mailboxes(book, vault, FakeClock(), Logins(vault))
    dialog = ConnectDialog(boxes, tasks, ())
    dialog.open()
    yield Form(dialog, book, qtbot)
    if isValid(dialog):  # one that connected something is gone already
        dialog.reject()
    tasks.stop()


def test_right_settings_connect(
    form: Form, server: Dovecot, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    form.fill(server.imaps_port, password=PASSWORD, security=Security.TLS)
    form.bot.waitUntil(lambda: bool(form.connected), timeout=int(PATIENCE * 1000))
    assert form.connected[0].password_kept
    assert [each.user for each in form.book.added] == ["someone"]


def test_the_certificate_that_proved_itself_is_told(
    server: Dovecot, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    told: list[tuple[int, str]] = []
    factory = ImapServerFactory(
        FakeClock(), certificate_proved=lambda key, der: told.append((key, fingerprint_of(der)))
    )
    settings = server.settings("someone", Security.TLS)
    factory.connect(Account(AccountId(3), settings), PASSWORD).close()
    assert told == [(3, presented(settings).fingerprint)]
    plain = server.settings("someone", Security.NONE)
    factory.connect(Account(AccountId(3), plain), PASSWORD).close()
    assert len(told) == 1
    factory.close()


def test_a_wrong_password_is_said_beside_its_field(form: Form, server: Dovecot) -> None:
    form.fill(server.imap_port, password="wrong", security=Security.NONE)
    form.wait_for("refuses the user or the password")
    error = form.dialog.findChild(QLabel, "error_password")
    assert isinstance(error, QLabel)
    assert error.text() == "The server refuses it."
    assert form.book.added == []


def test_a_wrong_port_is_said(form: Form, server: Dovecot) -> None:
    form.fill(1, password=PASSWORD, security=Security.NONE)
    form.wait_for("localhost:1 does not answer")
    assert form.book.added == []


def test_plain_text_where_tls_is_spoken_is_said(form: Form, server: Dovecot) -> None:
    form.fill(server.imap_port, password=PASSWORD, security=Security.TLS)
    form.wait_for("cannot be used with this security")
    assert form.book.added == []


def test_a_certificate_of_nobody_we_know_is_refused_and_can_be_looked_at(
    form: Form, server: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(Authority(tmp_path).file))
    form.fill(server.imaps_port, password=PASSWORD, security=Security.TLS)
    form.wait_for("cannot be used with this security")
    assert form.book.added == []
    settings = form.dialog._settings()
    shown = presented(settings)
    assert shown.subject == "CN=localhost"
    assert shown.issuer == "CN=Postroom test authority"
    assert len(shown.fingerprint) == 95
    assert shown.valid_from < shown.valid_until
    assert settings.imap is not None
    over_starttls = replace(
        settings,
        imap=replace(settings.imap, port=server.imap_port),
        security=Security.STARTTLS,
    )
    assert presented(over_starttls).fingerprint == shown.fingerprint
    for wrong in (replace(settings, imap=None), replace(settings, security=Security.NONE)):
        with pytest.raises(PostroomError):
            presented(wrong)
