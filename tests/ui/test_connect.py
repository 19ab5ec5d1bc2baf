"""Connecting a mailbox in the window, and choosing its folders."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
)

from app.domain.accounts import Endpoint, Security
from app.domain.errors import RejectedError
from app.domain.ids import FolderId
from app.services.checks import Check, Connected, Outcome, Step
from tests.support.fake_services import FakeMailbox, fake_account
from tests.ui.conftest import Desk
from ui.dialogs.connect import ConnectDialog
from ui.dialogs.edit_account import EditAccountDialog
from ui.dialogs.folders import FoldersDialog
from ui.dialogs.guesses import Service, name_for, servers_for, service_of


@pytest.fixture
def desk(make_desk: Callable[[FakeMailbox], Desk]) -> Desk:
    return make_desk(FakeMailbox(size=0))


@pytest.fixture
def form(desk: Desk) -> ConnectDialog:
    desk.window.actions_.connect.trigger()
    dialog = desk.window.findChild(ConnectDialog)
    assert dialog is not None
    desk.bot.waitUntil(dialog.isActiveWindow)
    return dialog


def line(form: ConnectDialog, name: str) -> QLineEdit:
    found = form.findChild(QLineEdit, f"connect_{name}")
    assert isinstance(found, QLineEdit)
    return found


def write(form: ConnectDialog, name: str, text: str) -> None:
    field = line(form, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def press(form: ConnectDialog, name: str) -> None:
    button = form.findChild(QPushButton, f"connect_{name}")
    assert isinstance(button, QPushButton)
    button.click()


def error(form: QDialog, name: str) -> str:
    label = form.findChild(QLabel, f"error_{name}")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def verdict(form: ConnectDialog) -> str:
    label = form.findChild(QLabel, "connect_verdict")
    assert isinstance(label, QLabel)
    return label.text()


def test_an_address_and_a_password_are_enough(desk: Desk, form: ConnectDialog) -> None:
    closed: list[int] = []
    form.finished.connect(closed.append)
    write(form, "address", "help@shop.example")
    write(form, "password", "secret")
    QTest.keyClick(line(form, "password"), Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))
    settings, password = desk.mailboxes.added[0]
    assert password == "secret"
    assert (settings.name, settings.address, settings.user) == (
        "help",
        "help@shop.example",
        "help@shop.example",
    )
    assert settings.imap == Endpoint("imap.shop.example", 993)
    assert settings.smtp == Endpoint("smtp.shop.example", 465)
    assert settings.security is Security.TLS
    assert desk.mailboxes.checked == [(settings, password)], "tried before it was added"
    desk.bot.waitUntil(lambda: bool(closed))


def test_a_known_provider_brings_its_servers_and_its_advice(form: ConnectDialog) -> None:
    write(form, "address", "shop@gmail.com")
    assert line(form, "imap").text() == "imap.gmail.com"
    hint = form.findChild(QLabel, "connect_hint")
    assert isinstance(hint, QLabel)
    assert "app password" in hint.text()
    write(form, "address", "shop@shop.example")
    assert line(form, "imap").text() == "imap.shop.example"
    assert hint.text() == ""
    service = form.findChild(QComboBox, "connect_service")
    assert isinstance(service, QComboBox)
    service.setCurrentIndex(service.findData(Service.MICROSOFT.value))
    service.activated.emit(service.currentIndex())
    assert line(form, "smtp").text() == "smtp.office365.com"
    assert line(form, "smtp_port").text() == "587"


def test_what_was_typed_is_never_guessed_over(form: ConnectDialog) -> None:
    write(form, "imap", "mail.other.example")
    write(form, "address", "shop@shop.example")
    assert line(form, "imap").text() == "mail.other.example"
    assert line(form, "smtp").text() == "smtp.shop.example"


def test_errors_stand_beside_their_fields_and_nothing_is_asked(
    desk: Desk, form: ConnectDialog
) -> None:
    write(form, "address", "nowhere")
    press(form, "connect")
    assert error(form, "address") == "Enter an address such as support@example.org."
    assert error(form, "password") == "Enter the password."
    assert error(form, "imap") == "Enter the server’s name."
    assert error(form, "security") == ""
    assert line(form, "address").hasFocus()
    assert desk.mailboxes.checked == []
    write(form, "address", "a@b.example")
    write(form, "password", "x")
    write(form, "name", "support")
    press(form, "test")
    assert error(form, "address") == ""
    assert error(form, "name") == "A mailbox with this name is connected already."
    assert desk.mailboxes.checked == []


def test_no_protection_only_on_this_machine(desk: Desk, form: ConnectDialog) -> None:
    write(form, "address", "a@b.example")
    write(form, "password", "x")
    security = form.findChild(QComboBox, "connect_security")
    assert isinstance(security, QComboBox)
    security.setCurrentIndex(security.findData(Security.NONE.value))
    security.activated.emit(security.currentIndex())
    assert (line(form, "imap").text(), line(form, "imap_port").text()) == ("localhost", "143")
    write(form, "imap", "mail.b.example")
    press(form, "connect")
    assert error(form, "security").startswith("Passwords and letters would cross the network")
    write(form, "imap", "127.0.0.1")
    press(form, "connect")
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))


def test_a_refused_password_is_said_and_nothing_is_lost(desk: Desk, form: ConnectDialog) -> None:
    desk.mailboxes.answer = (Check(Step.IMAP, Outcome.PASSWORD, "imap.b.example:993", "no"),)
    write(form, "address", "a@b.example")
    write(form, "password", "wrong")
    press(form, "connect")
    desk.bot.waitUntil(lambda: "refuses the user or the password" in verdict(form))
    assert error(form, "password") == "The server refuses it."
    assert form.isVisible()
    assert desk.mailboxes.added == []
    assert line(form, "password").text() == "wrong"
    assert line(form, "password").hasFocus()
    desk.mailboxes.answer = (Check(Step.IMAP, Outcome.FINE, "imap.b.example:993", "ok"),)
    write(form, "password", "right")
    assert verdict(form) == "", "an old verdict is not about the new password"
    press(form, "connect")
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))
    assert desk.mailboxes.added[0][1] == "right"


def test_a_silent_server_can_be_connected_anyway(desk: Desk, form: ConnectDialog) -> None:
    desk.mailboxes.answer = (Check(Step.IMAP, Outcome.UNREACHABLE, "imap.b.example:993", "no"),)
    write(form, "address", "a@b.example")
    write(form, "password", "x")
    press(form, "test")
    desk.bot.waitUntil(lambda: "does not answer" in verdict(form))
    button = form.findChild(QPushButton, "connect_connect")
    assert isinstance(button, QPushButton)
    assert button.text() == "C&onnect anyway"
    button.click()
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))
    assert len(desk.mailboxes.checked) == 1, "the same is not tried twice"


def test_trouble_while_adding_keeps_the_dialog(desk: Desk, form: ConnectDialog) -> None:
    desk.mailboxes.result = RejectedError("The disk is full.")
    write(form, "address", "a@b.example")
    write(form, "password", "x")
    press(form, "connect")
    desk.bot.waitUntil(lambda: "The disk is full." in verdict(form))
    assert form.isVisible()
    assert line(form, "address").isEnabled()


def test_a_password_that_is_not_kept_is_said(desk: Desk, form: ConnectDialog) -> None:
    desk.mailboxes.result = Connected(password_kept=False, detail="no keyring")
    write(form, "address", "a@b.example")
    write(form, "password", "x")
    press(form, "connect")
    desk.bot.waitUntil(lambda: desk.window.findChild(QMessageBox) is not None)
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    assert "POSTROOM_PASSWORD" in box.informativeText()
    box.close()


def sign_in_with_a_program(dialog: QDialog) -> QLineEdit:
    (way,) = dialog.findChildren(QComboBox, QRegularExpression("_sign_in$"))
    (command,) = dialog.findChildren(QLineEdit, QRegularExpression("_token_command$"))
    way.setCurrentIndex(1)
    assert command.hasFocus()
    return command


def test_a_mailbox_is_connected_by_the_token_of_a_program(desk: Desk, form: ConnectDialog) -> None:
    write(form, "address", "a@b.example")
    write(form, "password", "typed before")
    command = sign_in_with_a_program(form)
    assert not line(form, "password").isVisible()
    press(form, "connect")
    assert error(form, "token") == "Enter the command that prints an access token."
    QTest.keyClicks(command, "give 'x")
    press(form, "connect")
    assert error(form, "token") == "This is no command. Is a quotation mark missing?"
    assert desk.mailboxes.checked == []
    QTest.keyClicks(command, "'")
    press(form, "connect")
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))
    settings, _ = desk.mailboxes.added[0]
    assert settings.token_command == "give 'x'"


def test_what_is_chosen_counts_not_what_was_typed(desk: Desk, form: ConnectDialog) -> None:
    write(form, "address", "a@b.example")
    QTest.keyClicks(sign_in_with_a_program(form), "give")
    form.findChildren(QComboBox, "connect_sign_in")[0].setCurrentIndex(0)
    write(form, "password", "x")
    assert not any(label.isVisible() for label in form.findChildren(QLabel, "error_password"))
    press(form, "connect")
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))
    settings, password = desk.mailboxes.added[0]
    assert (settings.token_command, password) == ("", "x")


@pytest.mark.parametrize(
    ("step", "words", "beside"),
    [
        (Step.SECRET, "no access token.\nIt says: expired", "It gives no access token."),
        (Step.IMAP, "refuses the user or the access", "The server refuses its access token."),
    ],
)
def test_a_program_that_does_not_help_is_said(
    desk: Desk, form: ConnectDialog, step: Step, words: str, beside: str
) -> None:
    desk.mailboxes.answer = (Check(step, Outcome.TOKEN, "x", "It says: expired"),)
    write(form, "address", "a@b.example")
    command = sign_in_with_a_program(form)
    QTest.keyClicks(command, "give")
    press(form, "connect")
    desk.bot.waitUntil(lambda: words in verdict(form))
    assert error(form, "token") == beside
    assert command.selectedText() == "give"
    press(form, "connect")  # who has to log in with the program first may do so later
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.added))


def test_a_mailbox_changes_from_password_to_token_and_back(desk: Desk) -> None:
    """What is kept of a password means nothing any more, so another one must be typed."""
    desk.window._mailbox_dialogs.edit(fake_account(1))
    dialog = desk.window.findChild(EditAccountDialog)
    assert dialog is not None
    desk.bot.waitUntil(dialog.isActiveWindow)
    QTest.keyClicks(sign_in_with_a_program(dialog), "give")
    dialog.findChildren(QPushButton, "save")[0].click()
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.changed))
    account, password = desk.mailboxes.changed[0]
    assert (account.settings.token_command, password) == ("give", "")
    desk.bot.waitUntil(lambda: desk.window.findChild(EditAccountDialog) is None)
    desk.window._mailbox_dialogs.ask_password(account)  # there is none to ask for
    dialog = desk.window.findChild(EditAccountDialog)
    assert dialog is not None
    dialog.findChildren(QComboBox, "edit_sign_in")[0].setCurrentIndex(0)
    dialog.findChildren(QPushButton, "save")[0].click()
    assert error(dialog, "password") == "Enter the password."
    QTest.keyClicks(dialog.findChildren(QLineEdit, "edit_password")[0], "new")
    dialog.findChildren(QPushButton, "save")[0].click()
    desk.bot.waitUntil(lambda: len(desk.mailboxes.changed) == 2)
    account, password = desk.mailboxes.changed[1]
    assert (account.settings.token_command, password) == ("", "new")


def test_closing_does_not_wait_for_a_silent_server(desk: Desk, form: ConnectDialog) -> None:
    desk.mailboxes.gate.clear()
    write(form, "address", "a@b.example")
    write(form, "password", "x")
    press(form, "connect")
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.checked))
    closed: list[int] = []
    form.finished.connect(closed.append)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert closed
    desk.mailboxes.gate.set()
    assert desk.mailboxes.added == []


def test_folders_are_chosen(desk: Desk) -> None:
    desk.window.actions_.folders.trigger()
    dialog = desk.window.findChild(FoldersDialog)
    assert dialog is not None
    items = dialog.findChild(QListWidget, "folders_list")
    assert isinstance(items, QListWidget)
    assert not items.item(0).flags() & Qt.ItemFlag.ItemIsEnabled, "the inbox is always synced"
    items.item(1).setCheckState(Qt.CheckState.Unchecked)
    save = dialog.findChild(QPushButton, "folders_save")
    assert isinstance(save, QPushButton)
    save.click()
    assert desk.mailbox.followed == {FolderId(2): False}
    assert desk.runtime.asked == [(None, False)]


@pytest.mark.parametrize(
    ("address", "service"),
    [
        ("a@gmail.com", Service.GMAIL),
        ("a@hotmail.co.uk", Service.MICROSOFT),
        ("a@ya.ru", Service.YANDEX),
        ("a@bk.ru", Service.MAIL_RU),
        ("a@ukr.net", Service.UKR_NET),
        ("a@me.com", Service.ICLOUD),
        ("a@fastmail.fm", Service.FASTMAIL),
        ("a@notgmail.com", Service.OTHER),
        ("a@gmail.com.evil.example", Service.OTHER),
    ],
)
def test_providers_are_known_by_their_own_domains(address: str, service: Service) -> None:
    assert service_of(address) is service


def test_ports_follow_the_security() -> None:
    for security, ports in ((Security.TLS, (993, 465)), (Security.STARTTLS, (143, 587))):
        servers = servers_for(Service.OTHER, "a@b.example", security)
        assert (servers.imap_port, servers.smtp_port) == ports
    assert servers_for(Service.OTHER, "a@", Security.TLS).imap_host == ""


def test_a_name_is_free_and_has_no_blanks() -> None:
    assert name_for("Support Team@b.example") == "support-team"
    assert name_for("support@b.example", {"support"}) == "support-b"
    assert name_for("support@b.example", {"support", "support-b"}) == "support-b-2"
