"""Every trouble is told in the window's language, and each button beside it does something."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.changes import ChangeSet
from app.domain.errors import TransientError
from app.domain.ids import AccountId
from app.domain.problems import Problem, Severity
from app.services.checks import Check, Outcome, Step
from app.services.outgoing_models import Unfinished
from app.services.read_models import Trouble
from tests.support.fake_services import NOW, FakeMailbox, fake_account
from tests.ui.conftest import Desk
from ui.dialogs.accounts import AccountsDialog
from ui.views.problem_words import Remedy, in_words, links, remedies, worst

ROOT = Path(__file__).resolve().parent.parent.parent
LINK = "https://accounts.mail.example/login"
DETAIL = f"imap.example.org:993 refused. It says: log in at {LINK}."


def codes() -> list[str]:
    """Every code that the machinery gives a problem, found in its source."""
    found = set("change-refused change-overruled server-says offline busy quota".split())
    for path in (ROOT / "app").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r'code="([a-z-]+)"', text))
        found.update(re.findall(r'\(\s*"([a-z-]+)",\s*Severity', text))
    return sorted(found)


def problem(code: str) -> Problem:
    return Problem("account:support:some:Projects: new", code, Severity.ERROR, DETAIL, "remedy")


def test_the_codes_are_found() -> None:
    assert {"wrong-password", "disk-full", "change-refused", "letters-wait"} <= set(codes())
    assert len(codes()) >= 20


@pytest.mark.parametrize("code", codes())
def test_every_code_has_words_of_its_own(code: str) -> None:
    words = in_words(problem(code))
    assert words.trouble != DETAIL
    assert words.advice not in {"", "remedy"}
    assert "{" not in words.trouble + words.advice
    assert words.trouble[0].isalpha()
    assert remedies(problem(code))


def test_an_unknown_code_keeps_its_english_sentences() -> None:
    words = in_words(problem("something-new"))
    assert (words.trouble, words.advice) == (DETAIL, "remedy")


def test_a_folder_with_colons_is_named_whole() -> None:
    assert "Projects: new" in in_words(problem("folder-vanished")).trouble


def test_the_loudest_is_the_worst() -> None:
    notice = replace(problem("offline"), severity=Severity.NOTICE)
    assert worst((notice, problem("certificate"))) == problem("certificate")
    assert worst(()) is None
    assert links(problem("web-login")) == (LINK,)


@pytest.fixture
def desk(make_desk: Callable[[FakeMailbox], Desk]) -> Desk:
    return make_desk(FakeMailbox(size=3))


def choose(desk: Desk, code: str, remedy: Remedy) -> None:
    """Open the popover by its button and press a remedy, as a person does."""
    desk.runtime.troubles = [problem(code)]
    button = desk.window.findChild(QToolButton, "problems_button")
    assert isinstance(button, QToolButton)
    desk.bot.waitUntil(button.isVisible)
    button.click()
    popover = desk.window.findChild(QWidget, "problem_list")
    assert popover is not None
    found = popover.findChild(QPushButton, f"remedy_{remedy.value}")
    assert isinstance(found, QPushButton)
    found.click()


def dialog(desk: Desk, name: str) -> QDialog:
    found = desk.window.findChild(QDialog, name)
    assert isinstance(found, QDialog)
    return found


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
@pytest.mark.parametrize(
    ("code", "remedy"), [(code, each) for code in codes() for each in remedies(problem(code))]
)
def test_each_button_does_something(desk: Desk, code: str, remedy: Remedy) -> None:
    choose(desk, code, remedy)
    match remedy:
        case Remedy.SYNC:
            assert desk.runtime.asked == [("support", False)]
        case Remedy.OUTBOX:
            dialog(desk, "outbox").reject()
        case Remedy.RESUME:
            assert not desk.runtime.paused
        case Remedy.FETCH:
            assert desk.runtime.metered == [False]
        case Remedy.DISMISS | Remedy.KEEP:
            assert desk.runtime.dismissed == [problem(code).key]
        case Remedy.COPY:
            assert QGuiApplication.clipboard().text() == f"{code}: {DETAIL}"
        case Remedy.FOLDERS:
            dialog(desk, "folders_dialog").reject()
        case Remedy.PASSWORD:
            dialog(desk, "password_dialog").reject()
        case Remedy.SETTINGS:
            dialog(desk, "edit_dialog").reject()
        case Remedy.CERTIFICATE:
            dialog(desk, "certificate_dialog").reject()
        case Remedy.CHANGES:
            dialog(desk, "changes_dialog").reject()
        case Remedy.ACCEPT:
            box = desk.window.findChild(QMessageBox)
            assert box is not None
            assert desk.runtime.asked == []
            next(b for b in box.buttons() if b.text() == "Let them go").click()
            assert desk.runtime.asked == [("support", True)]


def test_a_password_is_tried_before_it_is_kept(desk: Desk) -> None:
    refused = (Check(Step.IMAP, Outcome.PASSWORD, "imap.postroom.example:993", "no"),)
    fine, desk.mailboxes.answer = desk.mailboxes.answer, refused
    desk.window._mailbox_dialogs.ask_password(fake_account(1), problem("wrong-password"))
    found = dialog(desk, "password_dialog")
    field = found.findChild(QLineEdit, "password")
    save = found.findChild(QPushButton, "save")
    error = found.findChild(QLabel, "error_password")
    assert isinstance(field, QLineEdit)
    assert isinstance(save, QPushButton)
    assert isinstance(error, QLabel)
    save.click()
    assert error.text() == "Enter the password."
    field.setText("wrong")
    save.click()
    desk.bot.waitUntil(lambda: error.text() == "The server refuses it.")
    save.click()
    desk.bot.waitUntil(lambda: len(desk.mailboxes.checked) == 2)
    assert desk.mailboxes.changed == [], "a refused password cannot be insisted on"
    desk.mailboxes.answer = fine
    desk.bot.waitUntil(save.isEnabled)
    field.setText("right")
    save.click()
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.changed))
    account, password = desk.mailboxes.changed[0]
    assert (account.id, password) == (AccountId(1), "right")


def test_the_link_of_the_server_is_shown_before_it_is_opened(desk: Desk) -> None:
    desk.window._mailbox_dialogs.ask_password(fake_account(1), problem("web-login"))
    button = dialog(desk, "password_dialog").findChild(QPushButton, "web_link")
    assert isinstance(button, QPushButton)
    button.click()
    shown = dialog(desk, "link_dialog")
    host = shown.findChild(QLabel, "link_host")
    assert isinstance(host, QLabel)
    assert host.text() == "accounts.mail.example"
    assert desk.opened == []
    go = shown.findChild(QPushButton, "link_open")
    assert isinstance(go, QPushButton)
    go.click()
    assert desk.opened == [LINK]
    dialog(desk, "password_dialog").reject()


def test_both_fingerprints_are_shown(desk: Desk) -> None:
    shown = desk.mailboxes.shown
    assert not isinstance(shown, Exception)
    desk.mailboxes.shown = replace(shown, known="11:22:33:44", known_since=NOW)
    desk.window._mailbox_dialogs.remedy(Remedy.CERTIFICATE, problem("certificate"))
    found = dialog(desk, "certificate_dialog")
    state = found.findChild(QLabel, "certificate_state")
    assert isinstance(state, QLabel)
    desk.bot.waitUntil(lambda: state.text() == "It is another certificate than before.")

    def words() -> str:
        return "\n".join(label.text() for label in found.findChildren(QLabel))

    desk.bot.waitUntil(lambda: "AB:CD:EF:01" in words())
    assert "11:22" in words()
    found.reject()


def test_a_server_that_shows_no_certificate_is_said(desk: Desk) -> None:
    desk.mailboxes.shown = TransientError("nobody there")
    desk.window._mailbox_dialogs.remedy(Remedy.CERTIFICATE, problem("certificate"))
    state = dialog(desk, "certificate_dialog").findChild(QLabel, "certificate_state")
    assert isinstance(state, QLabel)
    desk.bot.waitUntil(lambda: "nobody there" in state.text())
    dialog(desk, "certificate_dialog").reject()


@pytest.mark.parametrize("word", ["retry", "dismiss"])
def test_refused_changes_are_tried_again_or_left(desk: Desk, word: str) -> None:
    desk.mailbox.troubles = [
        Trouble(True, "move", True, "INBOX", "Archive", "NO denied", 3, "Invoice"),
        Trouble(False, "\\Seen", True, "INBOX", "", "it is not read", 1, ""),
    ]
    desk.window._mailbox_dialogs.remedy(Remedy.CHANGES, problem("change-refused"))
    found = dialog(desk, "changes_dialog")
    words = "\n".join(label.text() for label in found.findChildren(QLabel))
    assert "“Invoice” and 2 more" in words
    assert "Moved from INBOX to Archive" in words
    assert "NO denied" in words
    assert "“(no subject)”" in words
    button = found.findChild(QPushButton, f"changes_{word}")
    assert isinstance(button, QPushButton)
    button.click()
    desk.bot.waitUntil(lambda: desk.runtime.asked == [("support", False)])
    assert desk.mailbox.settled == [f"{word} 1"]


def test_settings_are_tried_and_an_unreachable_server_may_be_insisted_on(desk: Desk) -> None:
    desk.mailboxes.answer = (Check(Step.IMAP, Outcome.UNREACHABLE, "new.example:993", "no"),)
    desk.window._mailbox_dialogs.edit(fake_account(1))
    found = dialog(desk, "edit_dialog")
    host = found.findChild(QLineEdit, "edit_imap")
    save = found.findChild(QPushButton, "save")
    assert isinstance(host, QLineEdit)
    assert isinstance(save, QPushButton)
    host.setText("")
    save.click()
    assert desk.mailboxes.checked == []
    host.setText("new.example")
    save.click()
    desk.bot.waitUntil(lambda: save.text() == "&Save anyway")
    assert desk.mailboxes.checked[0][1] == "kept", "the password stays unless another is typed"
    save.click()
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.changed))
    settings = desk.mailboxes.changed[0][0].settings
    assert settings.imap is not None
    assert settings.imap.host == "new.example"
    assert len(desk.mailboxes.checked) == 1


def test_the_mailboxes_say_how_they_stand_and_are_removed_after_asking(desk: Desk) -> None:
    desk.runtime.passes = {"support": NOW - 120}
    desk.window.actions_.accounts.trigger()
    found = desk.window.findChild(AccountsDialog)
    assert found is not None
    state = found.findChild(QLabel, "account_state")
    facts = found.findChild(QLabel, "account_facts")
    assert isinstance(state, QLabel)
    assert isinstance(facts, QLabel)
    assert state.text() == "Everything is in order."
    assert "imap.postroom.example:993 (TLS)" in facts.text()
    cells = [found._table.item(0, column) for column in range(3)]
    assert [cell.text() for cell in cells if cell] == ["INBOX", "12,408", "12,408"]
    desk.runtime.troubles = [problem("wrong-password")]
    desk.bot.waitUntil(lambda: state.text() == "support refuses the password.")
    button = found.findChild(QPushButton, "accounts_remove")
    assert isinstance(button, QPushButton)
    desk.mailbox.unfinished = Unfinished(2, 1)
    button.click()
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    assert "15,540 letters" in box.informativeText()
    assert "On the server nothing is changed" in box.informativeText()
    assert "Drafts: 2; letters in the outbox: 1." in box.informativeText()
    assert desk.mailboxes.removed == []
    next(b for b in box.buttons() if b.text() == "Remove").click()
    desk.bot.waitUntil(lambda: bool(desk.mailboxes.removed))
    desk.mailbox.accounts = False
    desk.runtime.publish(ChangeSet(accounts=frozenset({AccountId(1)})))
    title = found.findChild(QLabel, "account_title")
    assert isinstance(title, QLabel)
    desk.bot.waitUntil(lambda: title.text() == "No mailbox is connected.")
    found.reject()


def test_syncing_is_paused_and_resumed(desk: Desk) -> None:
    desk.window.actions_.pause.trigger()
    assert desk.runtime.paused
    desk.window.actions_.pause.trigger()
    assert not desk.runtime.paused
