"""What helps while writing: the gate before sending, templates at the cursor."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QTextEdit

from app.domain.errors import RejectedError, TransientError
from app.domain.gate import Doubt, Finding
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.services.gate import look_at
from app.services.template_use import Choice, Prepared, choice, prepare
from app.services.templates import Template, TemplateContent, templates
from tests.ui.conftest import Desk, child, press
from tests.ui.test_composer import CONTROL, answer, key, panel, writing
from ui.composer import spelling_parts
from ui.composer.documents import blanks_of
from ui.composer.gate_panel import GatePanel
from ui.composer.panel import ComposerPanel
from ui.composer.template_picker import TemplatePicker
from ui.dialogs.templates import TemplatesDialog

REFUND = Template("aa11", AccountId(1), TemplateContent("Refund", {"en": "Back by {{ today }}"}))
OTHER = Template("bb22", AccountId(1), TemplateContent("Welcome", {"en": "Hello"}, "First"))


def doubt(desk: Desk, *found: Finding) -> list[Any]:
    """Let the gate find this; return what it was asked."""
    asked: list[Any] = []

    def look(*args: Any, **more: Any) -> tuple[Finding, ...]:
        asked.append((args, more))
        return found

    desk.mailbox.answers[look_at] = look
    return asked


def gate(desk: Desk, made: ComposerPanel) -> GatePanel:
    desk.bot.waitUntil(lambda: made.findChild(GatePanel) is not None)
    found = made.findChild(GatePanel)
    assert isinstance(found, GatePanel)
    return found


def lines(shown: GatePanel) -> list[str]:
    return [label.accessibleName() for label in shown.findChildren(QLabel, "gate_line")]


def sent(desk: Desk) -> int:
    return len(writing(desk).letters)


def gone(desk: Desk, made: ComposerPanel) -> None:
    desk.bot.waitUntil(lambda: not any(g.isVisible() for g in made.findChildren(GatePanel)))


# --- the gate -------------------------------------------------------------------------------------


def test_a_letter_without_doubts_leaves_at_once(desk: Desk) -> None:
    asked = doubt(desk)
    made = answer(desk, "Fine")
    key(made, Qt.Key.Key_Return, CONTROL)
    desk.bot.waitUntil(lambda: sent(desk) == 1)
    (((draft, content), more),) = asked
    assert (draft, content.body) == (1, "<p>Fine</p>")
    assert set(more) == {"slips", "unchecked", "now"}
    assert not more["unchecked"]


def test_soft_doubts_are_passed_with_the_same_key(desk: Desk) -> None:
    doubt(desk, Finding(Doubt.ATTACHMENT), Finding(Doubt.SPELLING, ("helo",), 3))
    made = answer(desk, "See the file")
    key(made, Qt.Key.Key_Return, CONTROL)
    shown = gate(desk, made)
    assert lines(shown) == [
        "You speak of a file, but none is attached.",
        "Perhaps misspelled: helo …",
    ]
    assert sent(desk) == 0
    desk.bot.waitUntil(shown.hasFocus)
    QTest.keyClick(shown, Qt.Key.Key_Return, CONTROL)
    desk.bot.waitUntil(lambda: sent(desk) == 1)


def test_tab_goes_through_the_gate_and_stays_in_the_letter(desk: Desk) -> None:
    doubt(desk, Finding(Doubt.ATTACHMENT))
    made = answer(desk, "See the file")
    key(made, Qt.Key.Key_Return, CONTROL)
    shown = gate(desk, made)
    desk.bot.waitUntil(shown.hasFocus)
    names = []
    for _ in range(4):
        press(desk, "Tab")
        widget = QApplication.focusWidget()
        assert widget is not None
        assert made.isAncestorOf(widget)
        names.append(widget.objectName())
    assert names[:3] == ["gate_back", "gate_pass", "gate_attachment"]


def test_what_came_up_after_passing_is_shown(desk: Desk) -> None:
    doubt(desk, Finding(Doubt.ATTACHMENT))
    made = answer(desk, "See the file")
    key(made, Qt.Key.Key_Return, CONTROL)
    shown = gate(desk, made)
    doubt(desk, Finding(Doubt.NEW_LETTER), Finding(Doubt.ATTACHMENT))
    child(shown, QPushButton, "gate_pass").click()
    desk.bot.waitUntil(lambda: gate(desk, made).is_hard)
    assert lines(gate(desk, made)) == ["A new letter came since you began to write."]
    assert sent(desk) == 0


def test_hard_doubts_have_no_way_past(desk: Desk) -> None:
    doubt(desk, Finding(Doubt.ANSWERED), Finding(Doubt.NO_DATE))
    made = answer(desk, "We shall see")
    key(made, Qt.Key.Key_Return, CONTROL)
    shown = gate(desk, made)
    assert shown.is_hard
    assert shown.findChild(QPushButton, "gate_pass") is None
    QTest.keyClick(shown, Qt.Key.Key_Return, CONTROL)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    gone(desk, made)
    assert sent(desk) == 0
    assert made.edit.toPlainText() == "We shall see"


def test_strangers_are_taken_out(desk: Desk) -> None:
    made = answer(desk, "Hello")
    made.head.show_people(made.head.to.addresses, (Address("", "who@else.example"),), ())
    doubt(desk, Finding(Doubt.OTHER_DOMAIN, ("who@else.example",)))
    key(made, Qt.Key.Key_Return, CONTROL)
    child(gate(desk, made), QPushButton, "gate_other-domain").click()
    gone(desk, made)
    assert made.head.cc.addresses == ()
    assert len(made.head.to.addresses) == 1


def test_an_answer_is_turned_to_who_wrote(desk: Desk) -> None:
    made = answer(desk, "Hello")
    wrong = made.head.to.addresses[0].address
    doubt(desk, Finding(Doubt.REPLY_TO, (wrong, "right@client.example")))
    key(made, Qt.Key.Key_Return, CONTROL)
    child(gate(desk, made), QPushButton, "gate_reply-to").click()
    assert [one.address for one in made.head.to.addresses] == ["right@client.example"]


def test_the_wrong_name_is_marked(desk: Desk) -> None:
    made = answer(desk, "Hi Olga, hello")
    doubt(desk, Finding(Doubt.GREETING, ("Olga", "Anna Koval")))
    key(made, Qt.Key.Key_Return, CONTROL)
    shown = gate(desk, made)
    assert lines(shown) == ["You greet “Olga”, and write to Anna Koval."]
    child(shown, QPushButton, "gate_greeting").click()
    assert made.edit.textCursor().selectedText() == "Olga"


def test_a_letter_that_nobody_checked_is_not_called_right(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling_parts, "WAITS_MS", (1, 1, 1))
    asked = doubt(desk, Finding(Doubt.UNCHECKED))
    desk.runtime.spelling.failing = TransientError("gone")
    made = answer(desk, "Hello")
    quiet = child(made, QFrame, "composer_spelling")
    desk.bot.waitUntil(quiet.isVisible)
    key(made, Qt.Key.Key_Return, CONTROL)
    shown = gate(desk, made)
    assert lines(shown) == ["Spelling was not checked, or not to the end."]
    ((_, more),) = asked
    assert more["unchecked"]
    desk.runtime.spelling.failing = None
    child(shown, QPushButton, "gate_unchecked").click()
    desk.bot.waitUntil(quiet.isHidden)


def test_every_doubt_has_words(desk: Desk) -> None:
    everything = [Finding(each, ("a@x.example", "b@x.example"), 2) for each in Doubt]
    doubt(desk, *everything)
    made = answer(desk, "Hello")
    key(made, Qt.Key.Key_Return, CONTROL)
    words = lines(gate(desk, made))
    assert len(set(words)) == len(Doubt)
    assert not [line for line in words if "{" in line]


# --- templates ------------------------------------------------------------------------------------


def offer(desk: Desk, html: str = "<p>Back by <mark data-blank='day'>day</mark></p>") -> list[Any]:
    """Let there be two templates; return what was asked for."""
    asked: list[Any] = []

    def made(_draft: object, content: object, which: str, **more: Any) -> Prepared:
        asked.append((which, more["language"]))
        return Prepared(REFUND, "en", html, "About your refund")

    desk.mailbox.answers[choice] = lambda *_: Choice((REFUND, OTHER), "en")
    desk.mailbox.answers[prepare] = made
    return asked


def picker(desk: Desk, made: ComposerPanel) -> TemplatePicker:
    desk.bot.waitUntil(lambda: made.edit.findChild(TemplatePicker) is not None)
    found = made.edit.findChild(TemplatePicker)
    assert isinstance(found, TemplatePicker)
    return found


def test_a_slash_finds_a_template_and_puts_it_in_its_place(desk: Desk) -> None:
    asked = offer(desk)
    made = answer(desk, "Hello /")
    shown = picker(desk, made)
    assert {one.id for one in shown.offered} == {"aa11", "bb22"}
    QTest.keyClicks(shown.field, "rfd")
    assert [one.id for one in shown.offered] == ["aa11"]
    QTest.keyClick(shown.field, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: made.edit.toPlainText() == "Hello Back by day")
    assert asked[-1] == ("aa11", "en")
    assert made.edit.textCursor().selectedText() == "day"
    desk.bot.waitUntil(lambda: ("take", (1, "aa11"), {}) in desk.mailbox.told)
    made.edit.undo()
    assert made.edit.toPlainText() == "Hello /"


def test_where_there_are_no_templates_enter_leads_to_where_they_are_made(desk: Desk) -> None:
    desk.mailbox.answers[choice] = lambda *_: Choice((), "en")
    desk.mailbox.answers[templates] = lambda *_: []
    made = answer(desk, "Hello /")
    shown = picker(desk, made)
    assert child(shown, QLabel, "template_nothing").text() == "There are no templates yet."
    assert not shown.list.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: bool(desk.window.findChildren(TemplatesDialog)))
    (dialog,) = desk.window.findChildren(TemplatesDialog)
    dialog.reject()


def test_what_a_template_becomes_is_shown_beside_the_list(desk: Desk) -> None:
    asked = offer(desk)
    shown = picker(desk, answer(desk, "Hello /"))
    preview = child(shown, QTextEdit, "template_preview")
    desk.bot.waitUntil(lambda: preview.toPlainText() == "Back by day")
    assert [words for *_, words in blanks_of(preview.document())] == ["day"]
    QTest.keyClick(shown.field, Qt.Key.Key_Down)
    desk.bot.waitUntil(lambda: [which for which, _ in asked] == ["aa11", "bb22"])
    QTest.keyClicks(shown.field, "nothing like it")
    assert preview.toPlainText() == ""

    def refuse(*_: Any, **__: Any) -> None:
        raise RejectedError("Line 1: nothing is called so.")

    desk.mailbox.answers[prepare] = refuse
    shown.field.clear()
    desk.bot.waitUntil(lambda: preview.toPlainText() == "Line 1: nothing is called so.")


def test_esc_leaves_the_slash(desk: Desk) -> None:
    offer(desk)
    made = answer(desk, "1 /")
    shown = picker(desk, made)
    QTest.keyClick(shown.field, Qt.Key.Key_Escape)
    desk.bot.waitUntil(lambda: made.edit.findChild(TemplatePicker) is None)
    assert made.edit.toPlainText() == "1 /"


def test_a_key_asks_without_a_slash_as_often_as_one_likes(desk: Desk) -> None:
    offer(desk, "<p>Bye.</p>")
    made = answer(desk, "A")

    def ask_again() -> None:
        before = made.edit.toPlainText()
        key(made, Qt.Key.Key_T, CONTROL)
        QTest.keyClick(picker(desk, made).field, Qt.Key.Key_Tab)
        desk.bot.waitUntil(lambda: made.edit.toPlainText() == before + "Bye.")
        desk.bot.waitUntil(lambda: made.edit.findChild(TemplatePicker) is None)

    ask_again()
    ask_again()


def test_what_cannot_be_filled_is_said(desk: Desk) -> None:
    offer(desk)

    def refuse(*_: Any, **__: Any) -> None:
        raise RejectedError("Line 1: nothing is called so.")

    desk.mailbox.answers[prepare] = refuse
    made = answer(desk, "A /")
    QTest.keyClick(picker(desk, made).field, Qt.Key.Key_Return)
    said = child(panel(desk), QLabel, "composer_complaint")
    desk.bot.waitUntil(lambda: "nothing is called so" in said.text())
