"""Waves stand under what is misspelled, follow what is typed, and lead to what was meant."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.domain.errors import TransientError
from app.domain.spelling import Paragraph
from tests.support.fake_spelling import FakeSpelling
from ui.composer import spelling_parts
from ui.composer.editor import ComposeEdit
from ui.composer.spelling import SpellingWatch
from ui.composer.spelling_blocks import Units, moved, paragraph_of
from ui.theme import LIGHT

WRONG = {"wrod": ("word", "world"), "teh": ("the",), "яя": ()}


class Learned:
    """Writes down what it is taught."""

    def __init__(self) -> None:
        self.words: list[tuple[str, bool]] = []

    def learn(self, word: str, *, team: bool) -> None:
        self.words.append((word, team))

    def forget(self, word: str) -> None:
        self.words = [one for one in self.words if one[0] != word]

    def taught(self) -> Iterable[str]:
        return [word for word, _ in self.words]


class Desk:
    """An editor that is watched."""

    def __init__(self, bot: QtBot, editor: ComposeEdit, spelling: FakeSpelling) -> None:
        self.bot, self.editor, self.spelling = bot, editor, spelling
        self.book = Learned()
        self.watch = SpellingWatch(editor, spelling, book=self.book)

    def settle(self) -> None:
        self.watch.hurry()
        self.bot.waitUntil(lambda: self.watch.is_settled)

    def is_unchecked(self) -> bool:
        return self.watch.is_unchecked

    def write(self, text: str) -> None:
        self.editor.setPlainText(text)
        self.settle()

    def put(self, position: int) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(position)
        self.editor.setTextCursor(cursor)

    def waves(self) -> list[str]:
        """The text under each wave."""
        found = []
        block = self.editor.document().begin()
        while block.isValid():
            units = Units(block.text())
            found += [
                block.text()[units.index(slip.start) : units.index(slip.end)]
                for slip in self.watch.shown(block)
            ]
            block = block.next()
        return found

    def menu(self, position: int) -> QMenu:
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(position)
        menu = QMenu(self.editor)
        menu.addAction("Cut")
        self.watch.add_to_menu(menu, cursor)
        return menu


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


@pytest.fixture
def spelling() -> FakeSpelling:
    return FakeSpelling(dict(WRONG))


@pytest.fixture
def make(qtbot: QtBot, spelling: FakeSpelling) -> Iterator[Callable[[ComposeEdit], Desk]]:
    desks: list[Desk] = []

    def build(editor: ComposeEdit) -> Desk:
        qtbot.addWidget(editor)
        editor.resize(500, 300)
        editor.show()
        desks.append(Desk(qtbot, editor, spelling))
        return desks[-1]

    yield build
    for desk in desks:
        desk.watch.stop()


@pytest.fixture
def desk(make: Callable[[ComposeEdit], Desk]) -> Desk:
    return make(ComposeEdit(LIGHT))


def test_waves_stand_under_slips(desk: Desk) -> None:
    desk.write("a wrod 😀😀 teh end\nfine\nwrod")
    assert desk.waves() == ["wrod", "teh", "wrod"]
    assert desk.watch.slips() == 3


def reddish(desk: Desk) -> list[int]:
    """How many reddish pixels each line of the first lines has, as painted."""
    image = desk.editor.viewport().grab().toImage()
    height = desk.editor.fontMetrics().lineSpacing()
    counts = [0] * (image.height() // height + 1)
    for y in range(image.height()):
        for x in range(image.width()):
            colour = image.pixelColor(x, y)
            if colour.red() > colour.blue() + 60:
                counts[y // height] += 1
    return counts


def test_waves_are_painted_where_the_slips_are(desk: Desk) -> None:
    desk.write("fine\na wrod here\nfine")
    before = reddish(desk)
    assert before[0] == 0
    assert sum(before[1:3]) > 20
    desk.watch.set_colour("#00b000")
    assert sum(reddish(desk)) == 0
    desk.watch.set_colour("#d03030")
    assert reddish(desk) == before
    desk.watch.stop()
    assert sum(reddish(desk)) == 0


def test_a_slip_that_is_longer_than_a_line_has_waves_in_both(desk: Desk) -> None:
    long = "wrod" * 40
    desk.spelling.wrong[long] = ()
    desk.write(long)
    painted = [count for count in reddish(desk) if count]
    assert len(painted) >= 2


def test_waves_stand_in_what_was_there_before(
    qtbot: QtBot, make: Callable[[ComposeEdit], Desk]
) -> None:
    editor = ComposeEdit(LIGHT)
    editor.setPlainText("teh wrod")
    made = make(editor)
    made.settle()
    assert made.waves() == ["teh", "wrod"]


def test_slips_are_counted_aloud(desk: Desk) -> None:
    counts: list[int] = []
    desk.watch.counted.connect(counts.append)
    desk.write("teh wrod")
    desk.bot.waitUntil(lambda: counts == [2])
    desk.write("fine")
    desk.bot.waitUntil(lambda: counts == [2, 0])


def test_a_word_is_not_marked_while_it_is_typed(desk: Desk) -> None:
    desk.write("")
    QTest.keyClicks(desk.editor, "wrod")
    desk.settle()
    assert desk.waves() == []
    assert desk.watch.slips() == 1  # but it counts for whoever sends now
    QTest.keyClicks(desk.editor, " ")
    assert desk.waves() == ["wrod"]


def test_leaving_a_word_marks_it(desk: Desk) -> None:
    desk.write("one ")
    desk.put(4)
    QTest.keyClicks(desk.editor, "teh")
    desk.settle()
    assert desk.waves() == []
    QTest.keyClick(desk.editor, Qt.Key.Key_Home)
    assert desk.waves() == ["teh"]


def test_a_pause_marks_the_word_under_the_cursor(desk: Desk) -> None:
    desk.write("")
    QTest.keyClicks(desk.editor, "teh")
    desk.bot.waitUntil(lambda: desk.waves() == ["teh"])


def test_waves_follow_the_text_before_anything_is_looked_up(desk: Desk) -> None:
    desk.write("a wrod and teh end")
    desk.spelling.slow = True
    desk.put(0)
    QTest.keyClicks(desk.editor, "so ")
    assert desk.waves() == ["wrod", "teh"]
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    assert desk.waves() == ["wrod", "teh"]
    desk.put(desk.editor.toPlainText().index("rod"))
    QTest.keyClicks(desk.editor, "o")
    assert desk.waves() == ["teh"]
    desk.spelling.answer()


def test_only_what_changed_is_looked_through_again(desk: Desk) -> None:
    desk.write("\n".join(f"teh line {number}" for number in range(30)))
    desk.spelling.checked.clear()
    desk.put(desk.editor.document().findBlockByNumber(7).position())
    QTest.keyClicks(desk.editor, "so ")
    desk.settle()
    assert [paragraph.text for paragraph in desk.spelling.checked] == ["so teh line 7"]


def test_an_answer_to_an_older_text_is_not_drawn(desk: Desk) -> None:
    desk.spelling.slow = True
    desk.editor.setPlainText("teh")
    desk.watch.hurry()
    desk.put(3)
    QTest.keyClicks(desk.editor, "m x")
    desk.spelling.slow = False
    desk.spelling.answer()
    desk.settle()
    assert desk.waves() == []


def test_lines_that_move_keep_their_answers(desk: Desk) -> None:
    desk.spelling.slow = True
    desk.editor.setPlainText("fine\nteh")
    desk.watch.hurry()
    desk.put(0)
    QTest.keyClick(desk.editor, Qt.Key.Key_Return)
    desk.spelling.slow = False
    desk.spelling.answer()
    desk.settle()
    assert desk.waves() == ["teh"]


def test_undo_brings_waves_back(desk: Desk) -> None:
    desk.write("a wrod here")
    cursor = desk.editor.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.removeSelectedText()
    desk.settle()
    assert desk.waves() == []
    desk.editor.undo()
    desk.settle()
    assert desk.waves() == ["wrod"]


def test_the_menu_offers_what_was_meant_first(desk: Desk) -> None:
    desk.write("a wrod")
    desk.bot.waitUntil(lambda: "wrod" in desk.spelling.asked)
    menu = desk.menu(3)
    desk.bot.waitUntil(lambda: texts(menu)[:2] == ["word", "world"])
    assert texts(menu)[-1] == "Cut"
    menu.actions()[0].trigger()
    desk.settle()
    assert desk.editor.toPlainText() == "a word"
    assert desk.waves() == []
    desk.editor.undo()
    assert desk.editor.toPlainText() == "a wrod"


def test_a_menu_that_came_first_is_filled_later(desk: Desk) -> None:
    desk.write("a wrod")
    desk.spelling.slow = True
    desk.watch.recheck()
    menu = desk.menu(3)
    assert texts(menu)[0] == "Looking for suggestions…"
    desk.spelling.slow = False
    desk.spelling.answer()
    desk.bot.waitUntil(lambda: texts(menu)[0] == "word")


def test_a_menu_without_a_slip_has_only_the_language(desk: Desk) -> None:
    desk.write("fine wrod")
    assert texts(desk.menu(1)) == ["Language of this paragraph", "Cut"]


def test_nothing_to_suggest_is_said(desk: Desk) -> None:
    desk.write("яя")
    menu = desk.menu(1)
    desk.bot.waitUntil(lambda: texts(menu)[0] == "No suggestions")
    assert not menu.actions()[0].isEnabled()


@pytest.mark.parametrize(
    ("label", "learned"),
    [
        ("Add to my dictionary", [("wrod", False)]),
        ("Add to the team's dictionary", [("wrod", True)]),
        ("Ignore here", []),
    ],
)
def test_a_word_may_be_right(desk: Desk, label: str, learned: list[tuple[str, bool]]) -> None:
    desk.write("wrod\nteh wrod")
    menu = desk.menu(1)
    next(action for action in menu.actions() if action.text() == label).trigger()
    assert desk.waves() == ["teh"]
    assert desk.watch.slips() == 1
    assert desk.book.words == learned


def test_a_word_that_was_added_can_be_removed(desk: Desk) -> None:
    desk.book.words = [("Abc-9", True), ("other", False)]
    desk.write("the abc-9 and\nwrod")
    label = "Remove “Abc-9” from the dictionary"
    assert label not in texts(desk.menu(1))
    assert label not in texts(desk.menu(12))
    assert [text for text in texts(desk.menu(6)) if text.startswith("Remove")] == [label]
    next(action for action in desk.menu(9).actions() if action.text() == label).trigger()
    assert desk.book.words == [("other", False)]


def test_a_word_is_wrong_again_once_it_was_removed(desk: Desk) -> None:
    desk.write("wrod wrod")
    menu = desk.menu(1)
    next(a for a in menu.actions() if a.text() == "Add to my dictionary").trigger()
    assert desk.watch.slips() == 0
    desk.spelling.wrong = {}
    desk.watch.recheck()
    desk.settle()
    menu = desk.menu(1)
    next(a for a in menu.actions() if a.text().startswith("Remove “wrod”")).trigger()
    desk.spelling.wrong = WRONG
    desk.watch.recheck()
    desk.settle()
    assert desk.watch.slips() == 2


def test_the_language_of_a_paragraph_can_be_said(desk: Desk) -> None:
    desk.write("one\ntwo teh")
    (action,) = [a for a in desk.menu(5).actions() if a.text() == "Language of this paragraph"]
    languages = action.menu()
    assert isinstance(languages, QMenu)
    next(a for a in languages.actions() if a.text() == "Русский").trigger()
    desk.spelling.checked.clear()
    desk.watch.recheck()
    desk.settle()
    assert set(desk.spelling.checked) == {Paragraph("one"), Paragraph("two teh", "ru")}
    assert desk.waves() == ["teh"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Period, Qt.Key.Key_F7])
def test_a_key_opens_the_next_slip(desk: Desk, key: Qt.Key) -> None:
    desk.write("a wrod and teh end")
    modifier = (
        Qt.KeyboardModifier.AltModifier
        if key is Qt.Key.Key_F7
        else Qt.KeyboardModifier.ControlModifier
    )
    desk.bot.waitUntil(lambda: set(desk.spelling.asked) >= {"wrod", "teh"})
    desk.menu(3)  # their suggestions have come home
    for word, right in (("wrod", "word"), ("teh", "the")):
        desk.editor.activateWindow()
        desk.editor.setFocus()
        desk.bot.waitUntil(desk.editor.hasFocus)
        QTest.keyClick(desk.editor, key, modifier)
        assert desk.editor.textCursor().selectedText() == word
        desk.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert texts(menu)[0] == right
        QTest.keyClick(menu, Qt.Key.Key_Return)
        desk.settle()
    assert desk.editor.toPlainText() == "a word and the end"


def test_the_editors_own_menu_has_suggestions(desk: Desk) -> None:
    desk.write("wrod")
    place = desk.editor.cursorRect(desk.editor.textCursor()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, desk.editor.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(desk.editor.viewport(), event)
    desk.bot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    desk.bot.waitUntil(lambda: texts(menu)[0] == "word")
    menu.close()


def test_what_is_no_prose_is_skipped(make: Callable[[ComposeEdit], Desk]) -> None:
    edit = ComposeEdit(LIGHT)
    made = make(edit)
    edit.show_html(
        "<p>teh <code>teh</code> 😀 <a href='https://x.example'>teh</a> "
        "<mark data-blank='teh'>teh</mark> teh</p>"
        "<pre>teh</pre><blockquote><p>teh</p></blockquote><p>wrod</p>"
    )
    made.settle()
    assert made.waves() == ["teh", "teh", "wrod"]
    first = paragraph_of(edit.document().begin())
    assert [first.text[start:end] for start, end in first.skip] == ["teh"] * 3


@pytest.fixture
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What failed is tried again at once."""
    monkeypatch.setattr(spelling_parts, "WAITS_MS", (1, 1, 1))


@pytest.mark.usefixtures("_soon")
def test_a_speller_that_fails_leaves_the_letter_alone_and_says_so(desk: Desk) -> None:
    told: list[bool] = []
    desk.watch.given_up.connect(told.append)
    desk.spelling.failing = TransientError("gone")
    desk.write("teh wrod\nteh")
    desk.bot.waitUntil(lambda: told == [True])
    assert desk.waves() == []
    assert desk.watch.is_settled
    assert desk.is_unchecked()
    asked = len(desk.spelling.checked)
    QTest.keyClicks(desk.editor, "more ")
    desk.settle()
    assert desk.editor.toPlainText() == "more teh wrod\nteh"
    assert len(desk.spelling.checked) == asked, "nobody is asked for ever"
    desk.spelling.failing = None
    desk.watch.try_again()
    QTest.keyClick(desk.editor, Qt.Key.Key_Home)
    desk.settle()
    assert desk.waves() == ["teh", "wrod", "teh"]
    assert not desk.is_unchecked()
    desk.bot.waitUntil(lambda: told == [True, False])


@pytest.mark.usefixtures("_soon")
def test_a_speller_that_comes_back_is_asked_again(desk: Desk) -> None:
    told: list[bool] = []
    desk.watch.given_up.connect(told.append)
    desk.spelling.failing = TransientError("gone")
    desk.editor.setPlainText("teh\nwrod")
    desk.watch.hurry()
    assert desk.is_unchecked()
    desk.spelling.failing = None
    desk.bot.waitUntil(lambda: desk.waves() == ["teh", "wrod"])
    desk.settle()
    assert not desk.is_unchecked()
    assert told == []


@pytest.mark.usefixtures("_soon")
def test_a_line_that_no_speller_survives_does_not_keep_it_from_the_others(desk: Desk) -> None:
    told: list[bool] = []
    desk.watch.given_up.connect(told.append)
    desk.spelling.deadly = "boom"
    desk.write("boom teh\nteh\nwrod")
    assert desk.waves() == ["teh", "wrod"]
    assert desk.is_unchecked()
    desk.bot.waitUntil(lambda: told == [True])
    assert [each.text for each in desk.spelling.checked].count("boom teh") == 3
    desk.put(0)
    for _ in "boom ":
        QTest.keyClick(desk.editor, Qt.Key.Key_Delete)
    desk.settle()
    assert desk.watch.slips() == 3
    desk.bot.waitUntil(lambda: told == [True, False])


def test_who_sends_waits_for_what_is_being_looked_through(desk: Desk) -> None:
    called: list[str] = []
    desk.write("fine")
    desk.watch.settle(lambda: called.append("at once"))
    assert called == ["at once"]
    desk.spelling.slow = True
    QTest.keyClicks(desk.editor, "teh ")
    desk.watch.settle(lambda: called.append("later"))
    assert called == ["at once"]
    desk.spelling.answer()
    desk.bot.waitUntil(lambda: called == ["at once", "later"])
    assert desk.watch.slips() == 1
    desk.watch._last_call.setInterval(1)
    QTest.keyClicks(desk.editor, "x")
    desk.watch.settle(lambda: called.append("nobody answers"))
    desk.bot.waitUntil(lambda: called[-1] == "nobody answers")
    assert desk.is_unchecked()


def test_nothing_is_drawn_after_the_end(desk: Desk) -> None:
    desk.spelling.slow = True
    desk.editor.setPlainText("teh")
    desk.watch.hurry()
    desk.watch.stop()
    desk.spelling.answer()
    QTest.keyClicks(desk.editor, "wrod ")
    assert desk.waves() == []


def test_long_paragraphs_are_followed_quickly() -> None:
    """By halving, not letter by letter: that a wave in the middle moves is all that is seen."""
    from app.domain.spelling import Slip, SlipKind  # noqa: PLC0415

    before = "x" * 50_000 + " teh " + "y" * 50_000
    slip = Slip(50_001, 3, "teh", SlipKind.UNKNOWN, "en")
    (after,) = moved((slip,), before, "😀" + before)
    assert after.start == 50_003
    assert moved((slip,), before, before.replace("teh", "tech")) == ()
    assert moved((slip,), before, before[:50_004]) == (slip,)
