"""The dialog of the team's templates: nothing written in it is lost, faults are shown at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.ids import AccountId
from app.services.templates import Template, TemplateContent
from tests.ui.conftest import child
from ui.dialogs.templates import TemplatesDialog

FIRST = Template("a1", AccountId(1), TemplateContent("Refund", {"en": "Back.", "ru": "Назад."}))
SECOND = Template("b2", AccountId(1), TemplateContent("Welcome", {"en": "Hello."}, "First"))


class Wishes:
    """What a dialog wished for."""

    def __init__(self, dialog: TemplatesDialog) -> None:
        self.saved: list[tuple[str | None, TemplateContent]] = []
        self.removed: list[str] = []
        dialog.save_wished.connect(self._save)
        dialog.remove_wished.connect(self._remove)

    def _save(self, which: str | None, content: TemplateContent) -> None:
        self.saved.append((which, content))

    def _remove(self, which: str) -> None:
        self.removed.append(which)


Opened = tuple[TemplatesDialog, Wishes]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opened]:
    """A dialog over a window that outlives it, as the real one does."""
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = TemplatesDialog(parent)
    dialog.show_templates([FIRST, SECOND], choose="a1")
    dialog.show()
    yield dialog, Wishes(dialog)
    if isValid(dialog):
        dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def click(dialog: TemplatesDialog, name: str) -> None:
    child(dialog, QPushButton, name).click()


def test_something_is_open_from_the_beginning(opened: Opened) -> None:
    dialog, _ = opened
    dialog.show_templates([SECOND])
    assert dialog.name.text() == "Welcome"
    dialog.show_templates([SECOND, FIRST])
    assert dialog.name.text() == "Welcome", "what is open stays"
    click(dialog, "template_new")
    dialog.name.setText("Mine")
    dialog.show_templates([SECOND, FIRST])
    assert dialog.name.text() == "Mine"
    dialog.show_templates([])


def test_what_is_open_can_be_changed_in_each_language(opened: Opened) -> None:
    dialog, wishes = opened
    assert dialog.text.toPlainText() == "Back."
    dialog.text.setPlainText("Money is back.")
    dialog.language.setCurrentIndex(dialog.language.findData("ru"))
    assert dialog.text.toPlainText() == "Назад."
    dialog.text.setPlainText("Деньги вернулись.")
    click(dialog, "template_save")
    texts = {"en": "Money is back.", "ru": "Деньги вернулись."}
    assert wishes.saved == [("a1", TemplateContent("Refund", texts))]


def test_turning_to_another_or_closing_keeps_what_was_changed(opened: Opened) -> None:
    dialog, wishes = opened
    dialog.text.setPlainText("Changed.")
    dialog.list.setCurrentRow(1 - dialog.list.currentRow())
    assert [which for which, _ in wishes.saved] == ["a1"]
    assert dialog.name.text() == "Welcome"
    dialog.name.setText("Welcome!")
    dialog.reject()
    assert [(which, content.name) for which, content in wishes.saved] == [
        ("a1", "Refund"),
        ("b2", "Welcome!"),
    ]


def test_what_was_not_changed_is_not_saved(opened: Opened) -> None:
    dialog, wishes = opened
    dialog.list.setCurrentRow(1 - dialog.list.currentRow())
    dialog.reject()
    assert wishes.saved == []


def test_a_new_one_has_no_id(opened: Opened) -> None:
    dialog, wishes = opened
    click(dialog, "template_new")
    dialog.name.setText("New")
    dialog.text.setPlainText("Text")
    click(dialog, "template_save")
    assert wishes.saved == [(None, TemplateContent("New", {"en": "Text"}))]


def test_faults_are_shown_while_one_writes(qtbot: QtBot, opened: Opened) -> None:
    dialog, _ = opened
    dialog.text.setPlainText("Dear {{ nmae }}")
    fault = dialog.findChild(QWidget, "template_fault")
    assert fault is not None
    qtbot.waitUntil(lambda: fault.property("text") == "Line 1: Nothing is called nmae.")
    dialog.complain("There is no room.")
    assert fault.property("text") == "There is no room."


def test_finding_narrows_and_removing_wishes(opened: Opened) -> None:
    dialog, wishes = opened
    dialog.search.setText("wel")
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == [
        "First · Welcome"
    ]
    dialog.list.setCurrentRow(0)
    click(dialog, "template_remove")
    assert wishes.removed == ["b2"]
    assert wishes.saved == []
