"""What is said by itself to who writes: switched on, worded and tried before, in one dialog."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from app.domain.acknowledgement import Hours, Policy, Silence
from app.domain.errors import RejectedError
from app.domain.ids import MessageKey
from app.domain.messages import Address
from app.domain.problems import Problem, Severity
from app.services import acknowledgement_policy as policies
from app.services.acknowledgement_preview import Preview, Previewed, preview
from app.services.acknowledgement_texts import STARTERS
from app.services.deeds import Deed, Done
from tests.support.fake_services import NOW, FakeMailbox
from tests.ui.conftest import Desk, child
from ui.dialogs.acknowledgement import AcknowledgementDialog, why_name
from ui.views.problem_words import in_words, remedies

Make = Callable[[FakeMailbox], Desk]

HOURS = Hours(frozenset({0, 1}), time(9), time(17, 30), "Europe/Kyiv")
TRIED = Preview(
    30,
    (
        Previewed(MessageKey(1), None, NOW - 60, Address("Anna", "anna@x.example"), "Where?", None),
        Previewed(
            MessageKey(2), None, NOW - 90, Address("", "news@x.example"), "Buy", Silence.LIST
        ),
    ),
)


@pytest.fixture
def opened(make_desk: Make, mailbox: FakeMailbox) -> tuple[Desk, AcknowledgementDialog]:
    held = Policy(texts={"en": STARTERS["en"]}, hours=HOURS, rate=77)
    mailbox.answers[policies.draft_policy] = lambda _: held
    mailbox.answers[preview] = lambda *_, **__: TRIED
    desk = make_desk(mailbox)
    desk.window.findChild(QCheckBox)
    action = next(a for a in desk.window.actions() if a.objectName() == "action_acknowledgement")
    action.trigger()
    return desk, child(desk.window, AcknowledgementDialog, "acknowledgement_dialog")


def answer(desk: Desk, result: Exception | None) -> list[tuple[object, ...]]:
    """Let what is saved end so; what was to be saved."""
    told: list[tuple[object, ...]] = []

    def perform(name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> "Future[Done]":
        told.append((name, *args, kwargs["on"]))
        future: Future[Done] = Future()
        if result is None:
            future.set_result(Done(Deed.SETTING, (), "", ()))
        else:
            future.set_exception(result)
        return future

    desk.runtime.performed = perform
    return told


def save(dialog: AcknowledgementDialog) -> None:
    button = child(dialog, QPushButton, "acknowledgement_save")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_holds_is_shown_and_what_is_changed_is_saved(
    opened: tuple[Desk, AcknowledgementDialog],
) -> None:
    desk, dialog = opened
    told = answer(desk, None)
    assert not dialog.on.isChecked()
    page = dialog.texts["en"]
    child(page, QLineEdit, "acknowledgement_subject").setText("Got it")
    russian = dialog.texts["ru"]
    assert russian.text() is None
    QTest.mouseClick(
        child(russian, QPushButton, "acknowledgement_starter"), Qt.MouseButton.LeftButton
    )
    child(russian, QPlainTextEdit, "acknowledgement_off").setPlainText("")
    dialog.on.setChecked(True)
    gone: list[int] = []
    dialog.finished.connect(gone.append)
    save(dialog)
    desk.bot.waitUntil(lambda: bool(gone))
    ((name, _, wanted, on),) = told
    assert (name, on) == ("switch", True)
    assert isinstance(wanted, Policy)
    assert wanted.texts == {
        "en": replace(STARTERS["en"], subject="Got it"),
        "ru": replace(STARTERS["ru"], off_hours=""),
    }
    assert (wanted.hours, wanted.rate) == (HOURS, 77)


def test_what_is_refused_is_said_and_nothing_is_lost(
    opened: tuple[Desk, AcknowledgementDialog],
) -> None:
    desk, dialog = opened
    answer(desk, RejectedError("There is no text."))
    save(dialog)
    error = child(dialog, QLabel, "acknowledgement_error")
    desk.bot.waitUntil(error.isVisible)
    assert error.text() == "There is no text."
    assert dialog.isVisible()


def test_it_is_tried_on_past_letters_before(opened: tuple[Desk, AcknowledgementDialog]) -> None:
    desk, dialog = opened
    dialog.tabs.setCurrentWidget(dialog.tried)
    desk.bot.waitUntil(lambda: dialog.tried.table.rowCount() == 2)
    assert "reached 1 person." in dialog.tried.words.text()
    assert "1 letter would" in dialog.tried.words.text()
    model = dialog.tried.table.model()
    texts = [[model.index(row, place).data() for place in (1, 2, 3)] for row in range(2)]
    assert texts == [
        ["anna@x.example", "Where?", "yes"],
        ["news@x.example", "Buy", "no: list or newsletter"],
    ]


@pytest.mark.parametrize("why", Silence)
def test_each_silence_has_words(why: Silence) -> None:
    assert why_name(why)


@pytest.mark.parametrize(
    "code",
    [
        "acknowledgements-stopped",
        "acknowledgements-rate",
        "acknowledgements-wait",
        "acknowledgement-flood",
    ],
)
def test_each_trouble_has_words(code: str) -> None:
    problem = Problem("account:shop:x", code, Severity.NOTICE, "The detail.", "")
    words = in_words(problem)
    assert "shop" in words.trouble
    assert words.advice
    assert remedies(problem)
