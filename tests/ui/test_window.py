"""The window at work: keys, queues, searching, changes that do not disturb, words for emptiness."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from app.domain.changes import ChangeSet
from app.domain.ids import MessageKey, TicketId
from app.domain.problems import Problem, Severity
from app.domain.tickets import Queue, Status
from tests.support.fake_services import FakeMailbox, FakeProgress, FakeQueries, letter
from tests.ui.conftest import Desk, child, press
from ui.theme import Appearance
from ui.views.attachments import FileRef
from ui.views.empty import EmptyState

Make = Callable[[FakeMailbox], Desk]


CHOICES = {
    "action_status_mail",
    "action_priority_low",
    "action_priority_normal",
    "action_priority_high",
    "action_priority_urgent",
}
"""Rare enough to be in a menu alone."""


def empty_title(widget: QWidget) -> str:
    for each in widget.findChildren(EmptyState):
        if each.isVisible():
            return each.title
    return ""


def touch(*tickets: int) -> ChangeSet:
    return ChangeSet(tickets=frozenset(TicketId(each) for each in tickets))


def test_the_first_ticket_is_open_at_the_start(desk: Desk) -> None:
    assert desk.window.list.current_ticket == TicketId(1)
    desk.bot.waitUntil(lambda: desk.window.conversation.is_shown)
    assert desk.loaded == [TicketId(1)]


def test_j_k_and_arrows_walk_through_the_list(desk: Desk) -> None:
    ids = desk.mailbox.ids(Queue.NEEDS_REPLY)
    press(desk, "j", "j", "Down")
    assert desk.window.list.current_ticket == ids[3]
    press(desk, "k", "Up")
    assert desk.window.list.current_ticket == ids[1]
    press(desk, "k", "k", "k")
    assert desk.window.list.current_ticket == ids[0]


def test_enter_goes_to_the_letters_and_escape_comes_back(desk: Desk) -> None:
    desk.open(1)
    press(desk, "Return")
    web = desk.window.conversation.web
    assert web is not None
    desk.bot.waitUntil(lambda: QApplication.focusWidget() in (web, web.focusProxy()))
    press(desk, "Escape")
    desk.bot.waitUntil(desk.window.list.hasFocus)


def test_j_works_while_the_letters_have_the_focus(desk: Desk) -> None:
    desk.open(1)
    press(desk, "Return", "j")
    desk.bot.waitUntil(lambda: desk.window.list.current_ticket != TicketId(1))


def test_control_and_a_number_choose_a_queue(desk: Desk) -> None:
    QTest.keyClick(desk.window.list, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.tickets.queue is Queue.WAITING
    assert desk.window.tickets.rowCount() == len(desk.mailbox.ids(Queue.WAITING))
    assert desk.window.list.currentIndex().row() == 0
    QTest.keyClick(desk.window.list, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.tickets.rowCount() == 100


def test_slash_searches_as_one_types_and_escape_clears(desk: Desk) -> None:
    before = desk.window.tickets.rowCount()
    press(desk, "/")
    field = child(desk.window, QLineEdit, "search_field")
    assert isinstance(field, QLineEdit)
    assert field.hasFocus()
    press(desk, *"printer j")  # letters go into the field, not to the shortcuts
    assert field.text() == "printer j"
    field.setText("printer")
    desk.bot.waitUntil(lambda: desk.window.tickets.only.search == "printer")
    assert 0 < desk.window.tickets.rowCount() < before
    press(desk, "Return")
    assert desk.window.list.hasFocus()
    press(desk, "Escape")
    assert desk.window.tickets.only.search == ""
    assert desk.window.tickets.rowCount() == before


def test_a_search_without_result_says_so(desk: Desk) -> None:
    press(desk, "/", *"qqqq")
    desk.bot.waitUntil(lambda: empty_title(desk.window.list_pane) == "Nothing found")
    assert desk.window.conversation.ticket is None
    press(desk, "Escape")
    assert empty_title(desk.window.list_pane) == ""


def test_what_another_queue_has_is_one_key_away(desk: Desk) -> None:
    desk.mailbox.change(TicketId(40), status=Status.CLOSED, subject="zebra")
    press(desk, "/", *"zebra")
    desk.bot.waitUntil(lambda: empty_title(desk.window.list_pane) == "Nothing found")
    button = child(desk.window.list_pane, QPushButton, "empty_button")
    assert button.text() == "Search in all tickets"
    press(desk, "Return")
    desk.bot.waitUntil(lambda: desk.window.list.current_ticket == TicketId(40))
    assert desk.window.tickets.queue is Queue.ALL
    assert desk.window.tickets.only.search == "zebra"
    press(desk, "/", "q", "q")
    desk.bot.waitUntil(lambda: empty_title(desk.window.list_pane) == "Nothing found")
    assert button.isHidden()


def test_the_list_of_keys_names_every_key(desk: Desk) -> None:
    press(desk, "?")
    dialog = child(desk.window, QDialog, "keys_dialog")
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for key in ("J", "K", "/", "Esc", "?", "F5", "Ctrl+1"):
        assert key in words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_every_action_has_a_key_or_a_place_in_a_menu_and_does_something(desk: Desk) -> None:
    for action in desk.window.actions_.listed:
        assert action.shortcuts() or action.objectName() in CHOICES, action.objectName()
        assert action.text()
    keys = [key.toString() for action in desk.window.actions_.listed for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_f5_asks_for_mail(desk: Desk) -> None:
    press(desk, "F5")
    assert desk.runtime.asked == [(None, False)]


def test_the_selection_stays_while_mail_arrives(desk: Desk) -> None:
    chosen = desk.mailbox.ids(Queue.NEEDS_REPLY)[5]
    desk.open(int(chosen))
    loaded = list(desk.loaded)
    for ticket in (501, 502, 503):
        desk.mailbox.to_top(TicketId(ticket))
        desk.mailbox.change(TicketId(ticket), status=Status.OPEN, bounced=False)
        desk.runtime.publish(touch(ticket))
    desk.bot.waitUntil(lambda: desk.window.list.currentIndex().row() == 8)
    assert desk.window.list.current_ticket == chosen
    assert desk.window.conversation.ticket == chosen
    assert desk.loaded == loaded, "nothing was opened anew"
    desk.runtime.publish(ChangeSet(everything=True))
    desk.bot.waitUntil(lambda: not desk.window.tickets._pages or desk.window.isVisible())
    assert desk.window.list.current_ticket == chosen


def test_a_scrolled_list_does_not_jump(desk: Desk) -> None:
    QTest.keyClick(desk.window.list, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    view = desk.window.list
    view.verticalScrollBar().setValue(1500)
    row = view.rowAt(0)
    top = desk.window.tickets.row(row)
    assert top is not None
    desk.mailbox.to_top(TicketId(700))
    desk.runtime.publish(touch(700))
    desk.bot.waitUntil(lambda: desk.window.tickets.rowCount() == 101)
    assert view.rowAt(0) == row + 1
    assert desk.window.tickets.row(view.rowAt(0)) == top


def test_a_ticket_that_leaves_its_queue_stays_open(desk: Desk) -> None:
    desk.open(1)
    desk.mailbox.change(TicketId(1), status=Status.WAITING)
    before = desk.window.tickets.rowCount()
    desk.runtime.publish(touch(1))
    desk.bot.waitUntil(lambda: desk.window.tickets.rowCount() == before - 1)
    assert desk.window.conversation.ticket == TicketId(1)
    press(desk, "j")
    assert desk.window.list.current_ticket == desk.mailbox.ids(Queue.NEEDS_REPLY)[0]


def test_counts_follow(desk: Desk) -> None:
    before = desk.window.queues.count(Queue.WAITING)
    desk.mailbox.change(TicketId(1), status=Status.WAITING)
    desk.runtime.publish(touch(1))
    desk.bot.waitUntil(lambda: desk.window.queues.count(Queue.WAITING) == before + 1)


def test_new_letters_are_announced_and_never_pull_the_reader_away(desk: Desk) -> None:
    desk.open(1)
    loaded = len(desk.loaded)
    conversation = desk.mailbox.conversations[TicketId(1)]
    letters = (*conversation.letters, letter(990))
    desk.mailbox.conversations[TicketId(1)] = type(conversation)(conversation.ticket, letters, ())
    desk.runtime.publish(touch(1))
    desk.bot.waitUntil(desk.window.conversation.notice.isVisible)
    assert len(desk.loaded) == loaded
    button = child(desk.window, QPushButton, "notice_button")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: len(desk.loaded) == loaded + 1)
    assert not desk.window.conversation.notice.isVisible()


def test_no_account_is_welcomed_with_the_way_to_begin(make_desk: Make) -> None:
    desk = make_desk(FakeMailbox(size=0, accounts=False))
    assert empty_title(desk.window.conversation) == "Welcome to Postroom"
    labels = [each.text() for each in desk.window.conversation.findChildren(QLabel)]
    assert any("postroom account add" in text for text in labels)
    child(desk.window, QPushButton, "empty_button").setFocus()
    press(desk, "Return")
    dialog = child(desk.window, QDialog, "connect_dialog")
    assert dialog.isVisible()
    dialog.close()


def test_a_changed_conversation_is_drawn_anew(desk: Desk) -> None:
    desk.open(1)
    loaded = len(desk.loaded)
    _lose_first_letter(desk)
    desk.bot.waitUntil(lambda: len(desk.loaded) == loaded + 1)
    assert desk.window.conversation.letters[0].gone
    assert not desk.window.conversation.notice.isVisible()


def test_a_change_is_announced_to_somebody_who_reads(desk: Desk) -> None:
    desk.open(1)
    press(desk, "Return")
    web = desk.window.conversation.web
    assert web is not None
    desk.bot.waitUntil(lambda: QApplication.focusWidget() in (web, web.focusProxy()))
    loaded = len(desk.loaded)
    _lose_first_letter(desk)
    desk.bot.waitUntil(desk.window.conversation.notice.isVisible)
    assert len(desk.loaded) == loaded
    QTest.mouseClick(child(desk.window, QPushButton, "notice_button"), Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: len(desk.loaded) == loaded + 1)
    assert not desk.window.conversation.notice.isVisible()


def _lose_first_letter(desk: Desk) -> None:
    conversation = desk.mailbox.conversations[TicketId(1)]
    first, *others = conversation.letters
    desk.mailbox.conversations[TicketId(1)] = replace(
        conversation, letters=(replace(first, gone=True), *others)
    )
    desk.runtime.publish(touch(1))


@pytest.mark.parametrize(
    ("key", "title"),
    [
        (Qt.Key.Key_1, "Everyone has an answer"),
        (Qt.Key.Key_2, "Nobody owes you an answer"),
        (Qt.Key.Key_3, "Every letter arrived"),
        (Qt.Key.Key_4, "Nothing is snoozed"),
        (Qt.Key.Key_5, "Nothing is closed"),
        (Qt.Key.Key_6, "No tickets yet"),
        (Qt.Key.Key_7, "Nothing is put away"),
    ],
)
def test_an_empty_queue_says_what_that_means(make_desk: Make, key: Qt.Key, title: str) -> None:
    desk = make_desk(FakeMailbox(size=0))
    QTest.keyClick(desk.window, key, Qt.KeyboardModifier.ControlModifier)
    assert empty_title(desk.window.list_pane) == title


def test_the_first_letters_fill_an_empty_window(make_desk: Make) -> None:
    desk = make_desk(FakeMailbox(size=0))
    desk.mailbox.to_top(TicketId(5))
    desk.runtime.publish(touch(5))
    desk.bot.waitUntil(lambda: desk.window.conversation.ticket == TicketId(5))
    assert empty_title(desk.window.list_pane) == ""


def test_a_ticket_that_cannot_be_read_says_why(make_desk: Make) -> None:
    desk = make_desk(FakeMailbox(size=5, broken=True))
    desk.bot.waitUntil(
        lambda: empty_title(desk.window.conversation) == "This ticket cannot be shown"
    )


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_progress_and_problems_are_in_the_bottom_line(desk: Desk) -> None:
    desk.runtime.now = FakeProgress(1_200, 75_000, 130.0)
    desk.runtime.troubles = [
        Problem("account:support:connection", "wrong-password", Severity.ERROR, "d", "r"),
        Problem("account:support:removed:INBOX", "mass-removal", Severity.WARNING, "d", "r"),
        Problem("x", "something-new", Severity.NOTICE, "Plain detail", "Plain remedy"),
    ]
    text = child(desk.window, QLabel, "sync_text")
    assert isinstance(text, QLabel)
    desk.bot.waitUntil(lambda: "1,200 of 75,000" in text.text())
    assert "about 2 min left" in text.text()
    counts = child(desk.window, QLabel, "counts")
    assert isinstance(counts, QLabel)
    assert counts.text() == "server 15,528, local 15,526"
    button = child(desk.window, QToolButton, "problems_button")
    assert isinstance(button, QToolButton)
    assert button.text() == "support refuses the password.  and 2 more"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    popover = child(desk.window, QWidget, "problem_list")
    words = " ".join(label.text() for label in popover.findChildren(QLabel))
    assert "support refuses the password." in words
    assert "Many letters of INBOX vanished" in words
    assert "Plain remedy" in words
    assert popover.findChild(QPushButton, "remedy_password") is not None
    desk.runtime.now = None
    desk.bot.waitUntil(lambda: text.text() == "")


def test_a_link_is_opened_only_after_its_target_was_shown(desk: Desk) -> None:
    desk.open(1)
    desk.window.conversation._link("https://tracker.evil.example/c?u=1")
    dialog = child(desk.window, QDialog, "link_dialog")
    host = dialog.findChild(QLabel, "link_host")
    assert isinstance(host, QLabel)
    assert host.text() == "tracker.evil.example"
    warning = dialog.findChild(QLabel, "link_warning")
    assert isinstance(warning, QLabel)
    assert "www.bank.example" in warning.text()
    assert desk.opened == []
    button = dialog.findChild(QPushButton, "link_open")
    assert isinstance(button, QPushButton)
    button.click()
    assert desk.opened == ["https://tracker.evil.example/c?u=1"]


def test_a_link_of_another_kind_is_refused_in_words(desk: Desk) -> None:
    desk.open(1)
    desk.window.conversation._link("file:///etc/passwd")
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == "This link is not opened"
    assert desk.opened == []
    box.close()


def test_the_source_is_shown_as_it_is(desk: Desk) -> None:
    desk.mailbox.sources[MessageKey(12)] = b"Subject: <b>raw</b>\r\n\r\nbody\xff"
    desk.open(1)
    desk.window.conversation._action("source", "12")
    desk.bot.waitUntil(lambda: desk.window.findChild(QPlainTextEdit, "source_text") is not None)
    text = child(desk.window, QPlainTextEdit, "source_text")
    assert isinstance(text, QPlainTextEdit)
    assert text.toPlainText().startswith("Subject: <b>raw</b>")
    child(desk.window, QDialog, "source_dialog").close()


@pytest.mark.qt_log_ignore("^This plugin does not support (raise|grabbing)", extend=True)
def test_files_are_in_the_bar_and_open_as_private_copies(desk: Desk) -> None:
    desk.mailbox.files[MessageKey(12), 2] = b"%PDF"
    desk.open(1)
    bar = desk.window.conversation.bar
    assert [chip.accessibleName() for chip in bar.chips] == [
        "отчёт за III квартал.xlsx",
        "договор.pdf",
    ]
    QTest.mouseClick(bar.chips[1], Qt.MouseButton.LeftButton)
    menu = child(desk.window, QMenu, "file_menu")
    assert isinstance(menu, QMenu)
    menu.actions()[2].trigger()
    desk.bot.waitUntil(lambda: bool(desk.opened))
    assert desk.opened[0].startswith("file:///")
    menu.close()


def test_a_program_is_opened_only_after_a_question(desk: Desk) -> None:
    conversation = desk.mailbox.conversations[TicketId(1)]
    first = conversation.letters[2].attachments[0]
    program = FileRef(MessageKey(12), type(first)(0, "invoice.pdf.exe", "x/y", 3, "", False))
    desk.mailbox.files[MessageKey(12), 0] = b"MZ"
    desk.window._file_menu.open(program)
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    assert "invoice.pdf.exe" in box.informativeText()
    assert box.defaultButton().text() == "Cancel"
    box.defaultButton().click()
    assert desk.opened == []


def test_a_dragged_file_is_a_real_copy(desk: Desk) -> None:
    desk.mailbox.files[MessageKey(12), 2] = b"%PDF"
    desk.open(1)
    chip = desk.window.conversation.bar.chips[1]
    paths: list[str] = []
    desk.window._files.copy(
        chip.ref.key,
        chip.ref.attachment.index,
        lambda path: paths.append(chip.mime(path).urls()[0].toLocalFile()),
        lambda _: None,
    )
    desk.bot.waitUntil(lambda: bool(paths))
    assert paths[0].endswith("договор.pdf")


def test_images_once_and_always(desk: Desk) -> None:
    desk.open(1)
    pane = desk.window.conversation
    before = len(desk.loaded)
    pane._action("images-once", "olga@ivanova-design.example")
    desk.bot.waitUntil(lambda: len(desk.loaded) == before + 1)
    assert pane._rendered is not None
    assert pane._rendered.conversation.letters[2].blocked_images == 0
    assert not desk.mailbox.always
    pane._action("images-always", "olga@ivanova-design.example")
    assert desk.mailbox.always == {"olga@ivanova-design.example"}


def test_a_related_ticket_is_reached_from_any_queue(desk: Desk) -> None:
    desk.open(2)
    desk.mailbox.change(TicketId(1), status=Status.CLOSED)
    desk.runtime.publish(touch(1))
    desk.window.conversation._action("ticket", "1")
    desk.bot.waitUntil(lambda: desk.window.conversation.ticket == TicketId(1))
    assert desk.window.list.current_ticket == TicketId(1)


def test_sizes_colours_and_zoom_are_remembered(make_desk: Make) -> None:
    desk = make_desk(FakeMailbox(size=3))
    desk.window._splitter.setSizes([230, 420, 600])
    columns = desk.window._splitter.sizes()
    desk.window._zoom(1)
    desk.window.choose_appearance(Appearance.DARK)
    desk.window.resize(1100, 700)
    desk.window.close()
    again = make_desk(FakeMailbox(size=3))
    again.window.resize(1280, 800)
    assert again.window._settings.zoom == 1.1
    assert again.window._theme.colours.dark
    assert abs(again.window._splitter.sizes()[0] - columns[0]) < 60
    again.window.choose_appearance(Appearance.LIGHT)


def test_the_open_ticket_takes_new_colours(desk: Desk) -> None:
    def drawn() -> set[str]:
        image = desk.window.conversation.header.team.status.icon().pixmap(16).toImage()
        points = ((x, y) for x in range(image.width()) for y in range(image.height()))
        colours = (image.pixelColor(x, y) for x, y in points)
        return {colour.name() for colour in colours if colour.alpha() == 255}

    desk.open(1)
    desk.window.choose_appearance(Appearance.LIGHT)
    light = drawn()
    desk.window.choose_appearance(Appearance.DARK)
    assert light
    assert not light & drawn()
    desk.window.choose_appearance(Appearance.LIGHT)
    assert drawn() == light


def test_hovering_a_link_shows_its_target(desk: Desk) -> None:
    desk.window.conversation._hover("https://a.example/x")
    assert desk.window.status_line.currentMessage() == "https://a.example/x"
    desk.window.conversation._hover("postroom://do/secret/source/1")
    assert desk.window.status_line.currentMessage() == ""


def test_holding_a_key_opens_only_where_one_ends(desk: Desk) -> None:
    desk.open(1)
    before = len(desk.loaded)
    press(desk, *"jjjjjjjjjjjjjjjjjjjj")
    last = desk.window.list.current_ticket
    desk.bot.waitUntil(lambda: last in desk.loaded)
    assert len(desk.loaded) - before < 12


def test_nothing_in_a_pane_reads_mail_as_rich_text(desk: Desk) -> None:
    desk.open(2)
    for label in desk.window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text(), label.text()


def test_the_panes_have_their_room(desk: Desk) -> None:
    assert desk.window.size().width() == 1280
    assert desk.window.conversation.width() > 550
    assert desk.window.list.width() > 300
    stack = desk.window.conversation.findChild(QStackedWidget)
    assert stack is not None
    assert desk.window.childAt(QPoint(5, 5)) is not None


def test_an_answer_about_the_last_ticket_never_stands_under_the_next_ones_head(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = desk.window.conversation
    desk.open(1)
    answers: list[Callable[[], None]] = []
    queries = FakeQueries(desk.mailbox)

    def run(
        work: Callable[[FakeQueries], object],
        then: Callable[[object], None],
        *_: object,
        lane: str,
    ) -> None:
        assert lane == "conversation"
        answers.append(lambda: then(work(queries)))

    with monkeypatch.context() as patch:
        patch.setattr(pane._tasks, "run", run)
        pane.read_again(anew=True)  # of the first ticket
        pane.open_ticket(TicketId(3), desk.mailbox.row(TicketId(3)))
        answers.pop()()
        assert not pane.letters
        pane.apply(ChangeSet(tickets=frozenset({TicketId(3)})))  # in place of the opening
        answers.pop()()
    conversation = pane.conversation
    assert conversation is not None
    assert conversation.ticket.id == TicketId(3)
    assert not pane.notice.isVisible()
