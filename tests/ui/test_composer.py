"""Writing a letter below its ticket: keys, saving, recipients, files, quoting, sending, undo."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.changes import ChangeSet
from app.domain.errors import RejectedError
from app.domain.events import MemberId
from app.domain.fold_status import Side
from app.domain.ids import TicketId
from app.domain.messages import Address
from app.domain.outgoing import (
    DraftFile,
    DraftId,
    DraftKind,
    FileId,
    HeldFor,
    Refusal,
    Sending,
)
from app.domain.tickets import Status
from app.services.gate import came_since, look_at
from app.services.team_models import MemberView, PresenceView
from app.services.template_use import choice
from tests.support.fake_drafts import FakeWriting
from tests.support.fake_services import NOW, FakeMailbox
from tests.ui.conftest import Desk, child, press
from ui.composer.panel import ComposerPanel
from ui.composer.recipients import Chip
from ui.composer.signature import SignatureDialog
from ui.composer.versions import VersionsDialog
from ui.dialogs.when import WhenDialog
from ui.views.outbox_compare import CompareDialog
from ui.views.outbox_list import OutboxDialog

W = TypeVar("W", bound=QWidget)

TICKET = TicketId(1)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MARTIN = MemberView(MemberId("m2"), "Martin Brandt")


@pytest.fixture(autouse=True)
def _alone(mailbox: FakeMailbox) -> None:
    """The gate has no doubts, and there are no templates."""
    mailbox.answers[look_at] = lambda *_, **__: ()
    mailbox.answers[choice] = _no_templates


def _no_templates(*_: object) -> None:
    raise RejectedError("There are no templates.")


def writing(desk: Desk) -> FakeWriting:
    return desk.mailbox.writing


def panel(desk: Desk) -> ComposerPanel:
    """The letter below the conversation, once its draft is there."""

    def there() -> bool:
        shown = desk.window.writing.slot.panel
        return shown is not None and shown.draft is not None

    desk.bot.waitUntil(there)
    shown = desk.window.writing.slot.panel
    assert shown is not None
    return shown


def answer(desk: Desk, text: str = "") -> ComposerPanel:
    """Begin an answer to the first ticket and type into it."""
    desk.window.list.choose(TICKET)
    desk.window.list.setFocus()
    press(desk, "r")
    made = panel(desk)
    desk.bot.waitUntil(lambda: QApplication.focusWidget() is made.edit)
    if text:
        QTest.keyClicks(made.edit, text)
    return made


def saved(desk: Desk, draft: int = 1) -> str:
    return writing(desk).drafts[DraftId(draft)].content.body


def back(desk: Desk) -> None:
    """Without a window manager nobody activates the window again after a menu or dialog."""
    desk.window.activateWindow()
    desk.window.list.setFocus()
    desk.bot.waitUntil(desk.window.isActiveWindow)


def is_saved(desk: Desk, html: str) -> None:
    desk.bot.waitUntil(lambda: saved(desk) == html)


def key(made: ComposerPanel, which: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(made.edit, which, modifiers or Qt.KeyboardModifier.NoModifier)


def paste(made: ComposerPanel, **kinds: str) -> None:
    data = QMimeData()
    if "html" in kinds:
        data.setHtml(kinds["html"])
    if "text" in kinds:
        data.setText(kinds["text"])
    made.edit.insertFromMimeData(data)


# --- beginning and keeping ------------------------------------------------------------------------


def test_r_answers_and_each_pause_is_kept(desk: Desk) -> None:
    made = answer(desk, "Hello")
    is_saved(desk, "<p>Hello</p>")
    (draft,) = writing(desk).drafts.values()
    assert draft.kind is DraftKind.REPLY
    assert draft.content.to == (desk.mailbox.row(TICKET).contact,)
    assert draft.content.cursor == 5
    assert desk.mailbox.presence == [(TICKET, True)]
    label = child(made, QLabel, "draft_saved")
    desk.bot.waitUntil(lambda: label.text().startswith("Saved"))


def test_what_is_typed_before_the_draft_is_there_counts(desk: Desk) -> None:
    desk.window.list.choose(TICKET)
    desk.window.writing.write(DraftKind.REPLY)
    made = desk.window.writing.slot.panel
    assert made is not None
    QTest.keyClicks(made.edit, "a")  # no window's key: nobody is asked whom to assign it to
    assert made.draft is None
    panel(desk)
    assert made.edit.toPlainText() == "a"
    is_saved(desk, "<p>a</p>")


def test_escape_keeps_the_draft_and_coming_back_shows_it_where_one_was(desk: Desk) -> None:
    made = answer(desk, "First line")
    made.edit.moveCursor(QTextCursor.MoveOperation.StartOfLine)
    key(made, Qt.Key.Key_Escape)
    assert desk.window.writing.slot.panel is None
    is_saved(desk, "<p>First line</p>")
    desk.bot.waitUntil(lambda: writing(desk).drafts[DraftId(1)].content.cursor == 0)
    assert desk.mailbox.presence[-1] == (TICKET, False)
    desk.mailbox.change(TICKET, draft=True)
    desk.window.list.choose(TicketId(2))
    desk.window.list.choose(TICKET)
    again = panel(desk)
    assert again.edit.toPlainText() == "First line"
    assert again.edit.textCursor().position() == 0
    assert not again.edit.hasFocus()


def test_nothing_stays_of_an_answer_that_was_not_begun(desk: Desk) -> None:
    key(answer(desk), Qt.Key.Key_Escape)
    desk.bot.waitUntil(lambda: DraftId(1) in writing(desk).discarded)


def forward(desk: Desk) -> ComposerPanel:
    """Pass a letter with a file on."""
    writing(desk).passed_on = (DraftFile(FileId(90), "bill.pdf", "application/pdf", 3),)
    desk.window.list.choose(TICKET)
    desk.window.writing.write(DraftKind.FORWARD)
    return panel(desk)


def test_nothing_stays_of_a_letter_that_was_not_passed_on(desk: Desk) -> None:
    made = forward(desk)
    assert made.baggage.files
    key(made, Qt.Key.Key_Escape)
    desk.bot.waitUntil(lambda: DraftId(1) in writing(desk).discarded)


def test_nothing_stays_of_what_was_not_begun_where_the_window_closes(desk: Desk) -> None:
    answer(desk)
    desk.window.close()
    assert DraftId(1) in writing(desk).discarded


def test_what_was_chosen_before_stays_though_nothing_is_written(desk: Desk) -> None:
    made = forward(desk)
    QTest.keyClicks(made.head.to.field, "new@somebody.example,")
    key(made, Qt.Key.Key_Escape)
    desk.bot.waitUntil(lambda: bool(writing(desk).drafts[DraftId(1)].content.to[1:]))
    desk.bot.waitUntil(lambda: not desk.window.writing.room.panels)
    desk.window.writing.room.open(DraftId(1), TICKET)
    again = panel(desk)
    assert again.head.to.addresses[-1].address == "new@somebody.example"
    key(again, Qt.Key.Key_Escape)
    desk.window.close()
    assert not writing(desk).discarded


def test_another_ticket_keeps_what_was_written_in_this_one(desk: Desk) -> None:
    answer(desk, "Mine")
    desk.window.list.choose(TicketId(2))
    assert desk.window.writing.slot.panel is None
    is_saved(desk, "<p>Mine</p>")


def test_closing_the_window_saves(desk: Desk) -> None:
    answer(desk, "Last words")
    desk.window.close()
    assert saved(desk) == "<p>Last words</p>"


def test_saving_that_fails_is_said_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = answer(desk)
    refused = RejectedError("The disk is full.")

    def refuse(*_: object, **__: object) -> int:
        raise refused

    with monkeypatch.context() as broken:
        broken.setattr(FakeWriting, "_save", refuse)
        QTest.keyClicks(made.edit, "x")
        label = child(made, QLabel, "draft_saved")
        desk.bot.waitUntil(lambda: label.text() == "Not saved: The disk is full.")
    is_saved(desk, "<p>x</p>")
    desk.bot.waitUntil(lambda: label.text().startswith("Saved"))


def test_an_earlier_version_comes_back(desk: Desk) -> None:
    made = answer(desk, "good")
    is_saved(desk, "<p>good</p>")
    made.edit.selectAll()
    QTest.keyClicks(made.edit, "bad")
    is_saved(desk, "<p>bad</p>")
    choose(made, "Earlier versions…")
    dialog = shown(desk, VersionsDialog)
    child(dialog, QPushButton, "version_restore").click()
    desk.bot.waitUntil(lambda: made.edit.toPlainText() == "good")


def test_a_draft_is_discarded_and_undo_brings_it_back(desk: Desk) -> None:
    made = answer(desk, "away")
    choose(made, "Discard the draft")
    desk.bot.waitUntil(lambda: desk.window.list_pane.undo_bar.text == "The draft was discarded.")
    assert writing(desk).discarded == {DraftId(1)}
    assert not desk.window.writing.undo()
    back(desk)
    QTest.keyClick(desk.window.list, Qt.Key.Key_Z, CONTROL)
    desk.bot.waitUntil(lambda: not writing(desk).discarded)


# --- formats --------------------------------------------------------------------------------------


def test_keys_and_signs_make_the_few_formats(desk: Desk) -> None:
    made = answer(desk)
    key(made, Qt.Key.Key_B, CONTROL)
    QTest.keyClicks(made.edit, "bold")
    key(made, Qt.Key.Key_B, CONTROL)
    key(made, Qt.Key.Key_Return)
    QTest.keyClicks(made.edit, "- one")
    key(made, Qt.Key.Key_Return)
    key(made, Qt.Key.Key_Tab)
    QTest.keyClicks(made.edit, "deeper")
    key(made, Qt.Key.Key_Return)
    key(made, Qt.Key.Key_Return)
    key(made, Qt.Key.Key_Return)
    QTest.keyClicks(made.edit, "end")
    is_saved(desk, "<p><b>bold</b></p><ul><li>one<ul><li>deeper</li></ul></li></ul><p>end</p>")


def test_program_text_and_links(desk: Desk) -> None:
    made = answer(desk, "x = 1")
    made.edit.selectAll()
    key(made, Qt.Key.Key_C, CONTROL | SHIFT)
    is_saved(desk, "<p><code>x = 1</code></p>")
    made.edit.set_link(made.edit.textCursor(), "https://example.com/", "page")
    assert 'href="https://example.com/"' in made.edit.html()
    made.edit.set_link(made.edit.textCursor(), "javascript:alert(1)", "bad")
    assert "javascript" not in made.edit.html()


def test_a_pasted_page_is_reduced_to_what_letters_may_have(desk: Desk) -> None:
    made = answer(desk)
    paste(
        made,
        html='<style>p{color:red}</style><h1 style="font-size:40px">Head</h1><p onclick="x()">a '
        '<span style="font-weight:700;color:#f00">b</span></p><img src="https://t.example/p.gif">'
        '<img src="/etc/passwd"><script>x()</script><p><a href="javascript:x">c</a></p>',
        text="ignored",
    )
    assert made.edit.html() == "<p><b>Head</b></p><p>a <b>b</b></p><p>c</p>"


def test_a_page_from_a_word_processor_keeps_its_lists_and_one_gap_at_a_time(desk: Desk) -> None:
    made = answer(desk)
    paste(
        made,
        html="<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><style>"
        "p.MsoNormal{margin:0cm}</style></head><body><p class=MsoNormal>One<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><b>Two</b></p></body></html>",
    )
    assert made.edit.html() == "<p>One</p><p><b>Two</b></p>"


def test_lists_of_a_word_processor_are_lists(desk: Desk) -> None:
    made = answer(desk)

    def item(mark: str, text: str, level: int) -> str:
        gaps = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
        return (
            f"<p class=MsoListParagraph style='margin-left:.5in;mso-list:l0 level{level} lfo1'>"
            f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}{gaps}</span><![endif]>"
            f"{text}<o:p></o:p></p>"
        )

    items = (("·", "one", 1), ("o", "deeper", 2), ("1.", "first", 1), ("2.", "second", 1))
    paste(made, html="<p>List:</p>" + "".join(item(*each) for each in items))
    assert made.edit.html() == (
        "<p>List:</p><ul><li>one<ul><li>deeper</li></ul></li></ul>"
        "<ol><li>first</li><li>second</li></ol>"
    )


def test_rows_of_a_table_are_lines_and_program_text_is_known_by_its_font(desk: Desk) -> None:
    made = answer(desk)
    paste(
        made,
        html="<table><tr><th>Name</th><th>Number</th></tr><tr><td>Beans</td><td>2</td></tr>"
        "<tr><td></td><td>alone</td></tr></table>"
        "<p>Set <code style='font-family:ui-monospace,Menlo'>x=1</code></p>",
    )
    assert made.edit.html() == (
        "<p><b>Name</b> | <b>Number</b><br>Beans | 2<br>alone</p><p>Set <code>x=1</code></p>"
    )


def test_tab_leaves_the_text_where_there_is_nothing_to_fill(desk: Desk) -> None:
    made = answer(desk, "Hello")
    key(made, Qt.Key.Key_Tab)
    after = QApplication.focusWidget()
    assert after is not None
    assert after is not made.edit
    assert made.isAncestorOf(after)
    made.edit.setFocus()
    key(made, Qt.Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is made.head.to.field
    press(desk, "Tab")
    assert QApplication.focusWidget() is made.edit
    assert made.edit.toPlainText() == "Hello"


def test_pasting_plain_and_writing_plain(desk: Desk) -> None:
    made = answer(desk)
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("two\nlines")
    QApplication.clipboard().setMimeData(data)
    key(made, Qt.Key.Key_V, CONTROL | SHIFT)
    assert made.edit.html() == "<p>two<br>lines</p>"
    made.edit.selectAll()
    made.edit.toggle("bold")
    made.set_plain(True)
    assert made.edit.html() == "<p>two<br>lines</p>"
    paste(made, html="<b>x</b>", text="x")
    assert "<b>" not in made.edit.html()
    desk.bot.waitUntil(lambda: writing(desk).drafts[DraftId(1)].content.plain_only)


def test_enter_in_a_quote_makes_room_to_answer(desk: Desk) -> None:
    made = answer(desk)
    made.edit.insert_html("<blockquote><p>question one<br>question two</p></blockquote>")
    made.edit.move_to(len("question one"))
    key(made, Qt.Key.Key_Return)
    QTest.keyClicks(made.edit, "answer")
    assert made.edit.html() == (
        "<blockquote><p>question one</p></blockquote><p>answer</p>"
        "<blockquote><p>question two</p></blockquote>"
    )
    made.edit.move_to(made.edit.document().lastBlock().position())
    key(made, Qt.Key.Key_Backspace)
    assert made.edit.html().endswith("<p>answer<br>question two</p>")


def test_tab_steps_through_blanks_and_an_open_one_stops_sending(desk: Desk) -> None:
    made = answer(desk)
    made.edit.insert_html(
        '<p>Order <mark data-blank="number">⟦number⟧</mark> on '
        '<mark data-blank="day">⟦day⟧</mark>.</p>'
    )
    QTest.keyClicks(made.edit, "4711")
    key(made, Qt.Key.Key_Return, CONTROL)
    complaint = child(made, QLabel, "composer_complaint")
    assert complaint.text() == "Still to be filled in: day"
    assert made.edit.textCursor().selectedText() == "⟦day⟧"
    QTest.keyClicks(made.edit, "Monday")
    assert made.edit.html() == "<p>Order 4711 on Monday.</p>"
    key(made, Qt.Key.Key_Return, CONTROL)
    desk.bot.waitUntil(lambda: bool(writing(desk).letters))


def test_a_slash_where_a_word_begins_asks_for_a_template(desk: Desk) -> None:
    made = answer(desk)
    asked: list[bool] = []
    made.templates_wished.connect(asked.append)
    QTest.keyClicks(made.edit, "and/or /")
    key(made, Qt.Key.Key_T, CONTROL)
    assert asked == [True, False]


def test_what_is_typed_while_an_answer_is_begun_again_stays(desk: Desk) -> None:
    made = answer(desk, "Hello")
    with desk.bot.waitSignal(desk.window.writing.room.changed):
        desk.window.writing.write(DraftKind.REPLY_ALL)
        made.edit.insertPlainText(" and more")
    desk.bot.waitUntil(lambda: made.keeper.is_safe and saved(desk) == "<p>Hello and more</p>")
    assert made.edit.toPlainText() == "Hello and more"


# --- recipients, quote, signature -----------------------------------------------------------------


def test_where_room_is_short_the_words_about_saving_give_way(desk: Desk) -> None:
    made = answer(desk, "x")
    head = made.head
    head.show_people(head.to.addresses, (Address("", "boss@client.example"),), ())
    made.buttons.say_unsaved("the disk is full, and that is a long sentence " * 4)
    title = child(head, QLabel, "composer_title")
    for width in (head.minimumSizeHint().width(), 460, 900):
        head.resize(width, head.height())
        layout = head.layout()
        assert layout is not None
        layout.activate()
        assert title.width() >= title.sizeHint().width()
    assert made.buttons.saved.toolTip() != ""


def test_a_line_of_recipients_is_no_higher_than_it_must_be(desk: Desk) -> None:
    line = answer(desk).head.to
    (chip,) = line.findChildren(Chip)
    one_row = line.field.sizeHint().height()
    whole = chip.sizeHint().width()
    for width in (whole // 2, 2 * whole):  # cut with dots, or whole: the field rests beside it
        line.resize(width, line.height())
        assert line.heightForWidth(width) <= max(one_row, chip.sizeHint().height())
    rest = line.field.sizeHint().width()
    click_at = line.rect().bottomRight()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=click_at)
    desk.bot.waitUntil(line.field.hasFocus)
    assert line.field.sizeHint().width() > rest
    assert line.heightForWidth(whole) > one_row


def test_what_has_no_room_gives_way_and_is_in_the_menu(desk: Desk) -> None:
    made = answer(desk, "x")
    head = made.head
    head.show_people(head.to.addresses, (Address("", "boss@client.example"),), ())
    only = child(head, QToolButton, "sender_only")
    code = child(made, QToolButton, "format_code")
    attach = child(made, QToolButton, "compose_attach")
    made.window().resize(1600, 800)
    desk.bot.waitUntil(lambda: only.isVisible() and code.isVisible())
    child(head, QToolButton, "composer_window").click()  # may be as narrow as one likes
    made.window().resize(320, 600)
    desk.bot.waitUntil(lambda: not only.isVisible() and not code.isVisible())
    assert attach.isVisible()
    desk.bot.waitUntil(lambda: attach.width() >= attach.sizeHint().width())
    choose(made, "Sender only")
    assert not head.cc.addresses


def test_strangers_stand_out_and_sender_only_clears_them(desk: Desk) -> None:
    made = answer(desk)
    head = made.head
    desk.bot.waitUntil(lambda: not made.quote.isHidden())
    child(head, QToolButton, "show_cc").click()
    QTest.keyClicks(head.cc.field, "spy@evil.example, wrong,")
    marks = {chip.address.address: chip.property("mark") for chip in made.findChildren(Chip)}
    assert marks["spy@evil.example"] == "foreign"
    assert marks["wrong"] == "wrong"
    contact = desk.mailbox.row(TICKET).contact.address
    assert marks[contact] == ""
    key(made, Qt.Key.Key_Return, CONTROL)
    complaint = child(made, QLabel, "composer_complaint")
    assert complaint.text() == "One of the recipients is no complete mail address."
    child(head, QToolButton, "sender_only").click()
    assert [each.address for each in head.to.addresses] == [contact]
    assert not head.cc.addresses


def test_recipients_are_completed_and_removed_with_keys(desk: Desk) -> None:
    writing(desk).contacts = [Address("Nora Ahmad", "nora@souq.example")]
    made = answer(desk)
    field = made.head.to.field
    field.setFocus()
    QTest.keyClicks(field, "nor")
    desk.bot.waitUntil(made.head.to.offered.isVisible)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert made.head.to.addresses[-1] == Address("Nora Ahmad", "nora@souq.example")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert made.head.nobody
    key(made, Qt.Key.Key_Return, CONTROL)
    complaint = child(made, QLabel, "composer_complaint")
    assert complaint.text() == "Nobody is named to whom this goes."


def test_the_letter_below_is_left_out_or_quoted_in_the_text(desk: Desk) -> None:
    made = answer(desk)
    desk.bot.waitUntil(lambda: not made.quote.isHidden())
    box = child(made, QCheckBox, "quote_keep")
    kept = [box.isChecked()]
    child(made, QPushButton, "quote_take").click()
    assert made.edit.html().startswith("<blockquote>")
    assert [*kept, box.isChecked()] == [True, False]
    desk.bot.waitUntil(lambda: not writing(desk).drafts[DraftId(1)].content.quotes)


def test_what_is_quoted_stands_in_lines_of_its_own(desk: Desk) -> None:
    made = answer(desk, "Hello Anna")
    desk.bot.waitUntil(lambda: not made.quote.isHidden())
    for place, before in ((10, ["Hello Anna"]), (0, []), (5, ["Hello"])):
        made.edit.move_to(place)
        child(made, QPushButton, "quote_take").click()
        lines = made.edit.mirror.lines()
        quoted = [number for number, line in enumerate(lines) if line.quote]
        assert [line.text for line in lines[: quoted[0]] if line.text] == before
        assert "".join(line.text for line in lines if not line.quote) == "Hello Anna"
        assert all(lines[number].quote for number in range(quoted[0], quoted[-1]))
        made.edit.undo()
        assert made.edit.toPlainText() == "Hello Anna"


def test_a_signature_is_changed_for_good(desk: Desk) -> None:
    made = answer(desk)
    assert made.signature.text == writing(desk).signature
    choose(made, "Signature…")
    dialog = shown(desk, SignatureDialog)
    dialog.chosen.emit("Olena K.", True)
    dialog.reject()
    desk.bot.waitUntil(lambda: writing(desk).signature == "Olena K.")
    desk.bot.waitUntil(lambda: writing(desk).drafts[DraftId(1)].content.signature == "Olena K.")


def test_who_else_answers_and_what_came_is_said(desk: Desk) -> None:
    made = answer(desk, "x")
    desk.window.writing.room.look_around()
    desk.mailbox.answers[came_since] = lambda *_: frozenset({Side.OURS})
    row = desk.mailbox.row(TICKET)
    present = (PresenceView(MARTIN, NOW - 100, NOW - 40),)
    desk.mailbox.change(TICKET, present=present, letters=row.letters + 1)
    desk.runtime.publish(ChangeSet(tickets=frozenset((TICKET,))))
    desk.bot.waitUntil(made.notices.isVisible)
    texts = [label.text() for label in made.notices.findChildren(QLabel)]
    assert "Martin Brandt is answering this (40 s ago)." in texts
    assert "One of us answered since you began to write." in texts
    desk.mailbox.answers[came_since] = lambda *_: frozenset()
    child(made, QPushButton, "composer_news_button").click()
    desk.bot.waitUntil(lambda: "seen_now" in writing(desk).done)
    desk.bot.waitUntil(child(made, QFrame, "composer_news").isHidden)


def test_letters_that_came_while_a_draft_rested_are_told_when_it_is_shown(desk: Desk) -> None:
    desk.mailbox.answers[came_since] = lambda *_: frozenset({Side.THEIRS, Side.OURS})
    made = answer(desk, "x")
    desk.window.writing.room.look_around()
    news = child(made, QFrame, "composer_news")
    desk.bot.waitUntil(news.isVisible)
    assert child(news, QLabel, "").text() == (
        "A new letter came since you began to write. One of us answered since you began to write."
    )


# --- files ----------------------------------------------------------------------------------------


def test_files_and_pictures_go_along(desk: Desk, tmp_path: Path) -> None:
    made = answer(desk, "See ")
    path = tmp_path / "Отчёт за квартал.pdf"
    path.write_bytes(b"x" * 2_500_000)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    made.edit.insertFromMimeData(data)
    picture = QImage(900, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    shot = QMimeData()
    shot.setImageData(picture)
    made.edit.insertFromMimeData(shot)
    desk.bot.waitUntil(lambda: len(made.baggage.files) == 2)
    attached = next(file for file in made.baggage.files if not file.content_id)
    inside = next(file for file in made.baggage.files if file.content_id)
    assert (attached.name, attached.size) == (path.name, 2_500_000)
    assert writing(desk).bytes_of[attached.id] == path.read_bytes()
    assert writing(desk).bytes_of[inside.id].startswith(b"\x89PNG")
    assert made.edit.html() == f'<p>See <img src="cid:{inside.content_id}" alt="" width="560"></p>'

    def crosses() -> list[QToolButton]:
        found = made.baggage.strip.findChildren(QToolButton, "draft_file_remove")
        return [each for each in found if each.isVisible()]

    desk.bot.waitUntil(lambda: len(crosses()) == 1)
    crosses()[0].click()
    desk.bot.waitUntil(lambda: [file.id for file in made.baggage.files] == [inside.id])


def test_files_are_dropped_anywhere_on_the_letter(desk: Desk, tmp_path: Path) -> None:
    made = answer(desk, "See ")
    path = tmp_path / "bill.pdf"
    path.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(tmp_path))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    comes = QDragEnterEvent(QPoint(9, 9), both, data, *held)
    QApplication.sendEvent(made, comes)
    assert comes.isAccepted()
    drop = QDropEvent(QPointF(9, 9), both, data, *held)
    QApplication.sendEvent(made, drop)
    assert drop.dropAction() is Qt.DropAction.CopyAction
    desk.bot.waitUntil(lambda: [file.name for file in made.baggage.files] == ["bill.pdf"])
    said = child(made, QLabel, "composer_complaint")
    assert said.isVisible()
    assert said.text() == f"“{tmp_path.name}” is a folder. Pack it into one file first."


# --- sending --------------------------------------------------------------------------------------


def test_control_enter_sends_and_undo_reopens_exactly_it(desk: Desk) -> None:
    made = answer(desk, "Done.")
    key(made, Qt.Key.Key_Return, CONTROL | SHIFT)
    desk.bot.waitUntil(lambda: desk.window.writing.bar.text == "Sending in 10 s")
    assert desk.window.writing.slot.panel is None
    assert writing(desk).letters[DraftId(1)].then is Status.CLOSED
    desk.window.list.setFocus()
    QTest.keyClick(desk.window.list, Qt.Key.Key_Z, CONTROL)
    again = panel(desk)
    assert not writing(desk).letters
    assert again.edit.toPlainText() == "Done."
    assert desk.window.writing.bar.text == ""


def test_what_cannot_be_sent_stays_and_says_why(desk: Desk) -> None:
    writing(desk).refusal = RejectedError("This draft was discarded.")
    made = answer(desk, "x")
    child(made, QPushButton, "send").click()
    complaint = child(made, QLabel, "composer_complaint")
    desk.bot.waitUntil(lambda: complaint.text() == "This draft was discarded.")
    assert child(made, QPushButton, "send").isEnabled()


def test_a_letter_leaves_later(desk: Desk) -> None:
    made = answer(desk, "x")
    made.buttons.later_requested.emit()
    dialog = shown(desk, WhenDialog)
    dialog.chosen.emit(NOW + 86_400, False)
    dialog.reject()
    desk.bot.waitUntil(lambda: desk.window.writing.bar.text.startswith("Will be sent:"))
    assert writing(desk).letters[DraftId(1)].not_before == NOW + 86_400


def test_the_gate_is_asked_first(desk: Desk) -> None:
    made = answer(desk, "x")
    asked: list[Callable[[], None]] = []
    desk.window.writing.room.gate = lambda _, go: asked.append(go)
    key(made, Qt.Key.Key_Return, CONTROL)
    desk.bot.waitUntil(lambda: bool(asked))
    assert not writing(desk).letters
    asked[0]()
    desk.bot.waitUntil(lambda: bool(writing(desk).letters))


def test_a_new_ticket_has_a_window_of_its_own(desk: Desk) -> None:
    desk.window.list.setFocus()
    QTest.keyClick(desk.window.list, Qt.Key.Key_N, CONTROL)
    room = desk.window.writing.room
    desk.bot.waitUntil(lambda: bool(room.panels) and room.panels[0].draft is not None)
    (made,) = room.panels
    assert made.window() is not desk.window
    QTest.keyClicks(made.head.to.field, "new@somebody.example,")
    QTest.keyClicks(child(made, QLineEdit, "compose_subject"), "Your order")
    QTest.keyClicks(made.edit, "Hello")
    key(made, Qt.Key.Key_Return, CONTROL)
    desk.bot.waitUntil(lambda: bool(writing(desk).letters))
    (letter,) = writing(desk).letters.values()
    assert (letter.subject, letter.to[0].address) == ("Your order", "new@somebody.example")
    desk.bot.waitUntil(lambda: not room.panels)


def test_an_answer_moves_into_a_window_and_back(desk: Desk) -> None:
    made = answer(desk, "x")
    places = []
    for _ in range(2):
        child(made, QToolButton, "composer_window").click()
        places.append(desk.window.writing.slot.panel)
        assert (made.window() is desk.window) == (places[-1] is made)
    assert places == [None, made]
    back(desk)


# --- the outbox -----------------------------------------------------------------------------------


def stuck(desk: Desk, state: Sending, held: HeldFor | None = None, **values: object) -> None:
    """Let the first letter stand in a state."""
    made = answer(desk, "Text")
    key(made, Qt.Key.Key_Return, CONTROL)
    desk.bot.waitUntil(lambda: bool(writing(desk).letters))
    letter = writing(desk).letters[DraftId(1)]
    changed = replace(letter, state=state, held=held, not_before=NOW - 60, **values)  # type: ignore[arg-type]
    writing(desk).letters[DraftId(1)] = changed
    desk.runtime.publish(ChangeSet(drafts=frozenset((DraftId(1),))))


def test_a_refused_letter_is_red_and_edited_in_place(desk: Desk) -> None:
    refusal = Refusal("anna@nowhere.example", 550, "No such person")
    stuck(desk, Sending.HELD, HeldFor.RECIPIENTS, refusals=(refusal,))
    button = desk.window.sidebar.outbox
    desk.bot.waitUntil(lambda: button.text() == "1 letter not sent")
    assert button.property("failed")
    button.click()
    dialog = shown(desk, OutboxDialog)
    desk.bot.waitUntil(lambda: bool(dialog.findChildren(QLabel, "outbox_detail")))
    detail = child(dialog, QLabel, "outbox_detail").text()
    assert "anna@nowhere.example: No such person." in detail
    child(dialog, QPushButton, "outbox_edit").click()
    dialog.close()
    assert panel(desk).edit.toPlainText() == "Text"


def test_a_letter_that_may_have_arrived_is_a_question(desk: Desk) -> None:
    stuck(desk, Sending.UNSURE)
    desk.window.writing.show_outbox()
    dialog = shown(desk, OutboxDialog)
    desk.bot.waitUntil(lambda: bool(dialog.findChildren(QPushButton, "outbox_arrived")))
    desk.bot.waitUntil(child(dialog, QPushButton, "outbox_again").isVisible)
    child(dialog, QPushButton, "outbox_arrived").click()
    desk.bot.waitUntil(lambda: not writing(desk).letters)
    dialog.close()


def test_what_came_meanwhile_stands_beside_the_letter(desk: Desk) -> None:
    stuck(desk, Sending.HELD, HeldFor.NEW_LETTER)
    desk.window.writing.outbox.act("compare", DraftId(1))
    dialog = shown(desk, CompareDialog)
    child(dialog, QPushButton, "compare_anyway").click()
    desk.bot.waitUntil(lambda: writing(desk).letters[DraftId(1)].state is Sending.QUEUED)


def choose(made: ComposerPanel, text: str) -> None:
    """Choose something in the menu behind the three dots."""
    made.head.menu_requested.emit(QPoint(0, 0))
    menu = made.findChildren(QMenu, "composer_menu")[-1]
    action = next(each for each in menu.actions() if each.text() == text)
    action.trigger()
    menu.close()


def shown(desk: Desk, kind: type[W]) -> W:
    """The open dialog of a kind."""

    def there() -> list[W]:
        found = (each for each in QApplication.topLevelWidgets() if isinstance(each, kind))
        return [each for each in found if each.isVisible()]

    desk.bot.waitUntil(lambda: bool(there()))
    return there()[-1]
