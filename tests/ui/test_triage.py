"""Tickets are put away, marked and taken back by hand, one or many, and the person goes on."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QMenu, QMessageBox, QToolButton

from app.domain.accounts import FolderRole
from app.domain.changes import ChangeSet
from app.domain.errors import StorageError
from app.domain.ids import AccountId, FolderId, TicketId
from app.domain.tickets import Away, Queue
from app.services.deeds import Deed, MissingFolderError
from app.services.read_models import ListFilter
from tests.support.fake_services import FakeMailbox, fake_account
from tests.ui.conftest import Desk
from ui.dialogs.move import MoveDialog

Make = Callable[[FakeMailbox], Desk]


@pytest.fixture
def desk(make_desk: Make) -> Desk:
    return make_desk(FakeMailbox(size=40))


def press(desk: Desk, text: str) -> None:
    QTest.keyClicks(desk.window.list, text)


def mark(desk: Desk, *rows: int) -> list[TicketId]:
    """Mark rows besides the first of them, as with Ctrl and the mouse."""
    desk.window.list.choose_first()
    for row in rows:
        desk.window.list.selectionModel().select(
            desk.window.tickets.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    return desk.window.list.selected_tickets()


def picker(desk: Desk) -> tuple[MoveDialog, QLineEdit]:
    """The open folder picker, ready for keys."""
    dialog = desk.window.findChild(MoveDialog)
    assert dialog is not None
    desk.bot.waitUntil(dialog.isActiveWindow)
    field = dialog.findChild(QLineEdit, "move_filter")
    assert isinstance(field, QLineEdit)
    return dialog, field


def says(desk: Desk, text: str) -> None:
    desk.bot.waitUntil(lambda: desk.window.list_pane.undo_bar.text == text)


def test_e_archives_goes_on_and_control_z_brings_it_back(desk: Desk) -> None:
    first, second = desk.mailbox.ids(Queue.NEEDS_REPLY)[:2]
    count = desk.window.tickets.rowCount()
    press(desk, "e")
    assert desk.window.list.current_ticket == second, "at once, before anything answered"
    says(desk, "1 ticket archived.")
    desk.bot.waitUntil(lambda: desk.window.tickets.rowCount() == count - 1)
    assert desk.mailbox.done == [((first,), Deed.ARCHIVE, None)]
    assert desk.window.list.current_ticket == second
    QTest.keyClick(desk.window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.bot.waitUntil(lambda: desk.window.tickets.rowCount() == count)
    says(desk, "Undone.")
    desk.bot.waitUntil(lambda: desk.window.list.current_ticket == first)
    QTest.keyClick(desk.window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    says(desk, "There is nothing to undo.")


@pytest.mark.parametrize("key", ["#", "Delete"])
def test_delete_throws_away_and_the_bar_takes_it_back(desk: Desk, key: str) -> None:
    desk.window.list.choose_first()
    if key == "#":
        press(desk, "#")
    else:
        QTest.keyClick(desk.window.list, Qt.Key.Key_Delete)
    says(desk, "1 ticket moved to Trash.")
    desk.window.list_pane.undo_bar._undo.click()
    desk.bot.waitUntil(lambda: len(desk.mailbox.undone) == 1)
    assert desk.mailbox.undone[0].deed is Deed.DELETE


def test_the_last_ticket_of_a_queue_leaves_an_empty_pane(make_desk: Make) -> None:
    desk = make_desk(FakeMailbox(size=1))
    press(desk, "e")
    desk.bot.waitUntil(lambda: desk.window.tickets.rowCount() == 0)
    desk.window.queue_list.choose(Queue.AWAY)
    desk.bot.waitUntil(lambda: desk.window.tickets.rowCount() == 1)
    marks = desk.window.findChild(QLabel, "ticket_marks")
    assert isinstance(marks, QLabel)
    desk.bot.waitUntil(lambda: marks.text() == "Archived  ·  Not on the server yet")
    desk.mailbox.change(TicketId(1), away=Away.GONE, unsent=False)
    desk.runtime.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    desk.bot.waitUntil(lambda: marks.text() == "No longer on the server")


def test_several_tickets_are_said_and_done_together(desk: Desk) -> None:
    chosen = mark(desk, 1, 3)
    assert len(chosen) == 3
    desk.bot.waitUntil(lambda: desk.window.conversation.empty.title == "3 tickets chosen")
    assert desk.window.conversation.ticket is None
    next_one = desk.window.tickets.row(4)
    assert next_one is not None
    press(desk, "e")
    says(desk, "3 tickets archived.")
    assert set(desk.mailbox.done[0][0]) == set(chosen)
    assert desk.window.list.current_ticket == next_one.id
    desk.bot.waitUntil(lambda: desk.window.conversation.ticket == next_one.id)


def test_s_sets_the_flag_unless_all_have_it(desk: Desk) -> None:
    chosen = mark(desk, 1)
    desk.mailbox.change(chosen[0], flagged=True)
    press(desk, "s")
    says(desk, "2 tickets flagged.")
    press(desk, "s")
    says(desk, "Flag removed from 2 tickets.")
    assert [deed for _, deed, _ in desk.mailbox.done] == [Deed.FLAG, Deed.UNFLAG]
    assert desk.window.list.selected_tickets() == chosen, "flagging moves nobody"


def test_u_marks_many_as_read_first(desk: Desk) -> None:
    mark(desk, 1, 2)
    press(desk, "u")
    says(desk, "3 tickets marked as read.")
    press(desk, "u")
    says(desk, "3 tickets marked as unread.")


def test_answered_is_marked_by_hand(desk: Desk) -> None:
    desk.open(1)
    QTest.keyClick(desk.window.list, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    says(desk, "1 ticket marked as answered.")


def test_m_moves_to_a_folder_found_by_typing(desk: Desk) -> None:
    press(desk, "m")
    dialog, field = picker(desk)
    QTest.keyClicks(field, "proj")
    items = dialog.findChild(QListWidget, "move_list")
    assert isinstance(items, QListWidget)
    shown = [n for n in range(items.count()) if not items.item(n).isHidden()]
    assert [items.item(n).text() for n in shown] == ["Projects/Ünïcode"]
    QTest.keyClick(field, Qt.Key.Key_Return)
    says(desk, "1 ticket moved to Projects.")
    assert desk.mailbox.done == [((TicketId(1),), Deed.MOVE, FolderId(4))]


def test_arrows_in_the_filter_walk_through_the_folders(desk: Desk) -> None:
    press(desk, "m")
    _, field = picker(desk)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: bool(desk.mailbox.done))
    assert desk.mailbox.done[0][2] == FolderId(3), "inbox, sent, archive"


def test_nothing_is_moved_where_no_folder_has_the_words(desk: Desk) -> None:
    press(desk, "m")
    dialog, field = picker(desk)
    QTest.keyClicks(field, "no such")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.mailbox.done == []
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (MissingFolderError(FolderRole.ARCHIVE), "This mailbox has no archive folder"),
        (StorageError("The disk is full."), "That could not be done"),
    ],
)
def test_what_cannot_be_done_is_said_and_nobody_is_moved(
    desk: Desk, refusal: Exception, words: str
) -> None:
    desk.mailbox.refusal = refusal
    press(desk, "e")
    desk.bot.waitUntil(lambda: desk.window.findChild(QMessageBox) is not None)
    box = desk.window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == words
    assert desk.window.list.current_ticket == TicketId(1)
    box.close()


def test_the_menu_and_the_buttons_offer_the_same(desk: Desk) -> None:
    menu = desk.window.actions_.ticket_menu(desk.window)
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts[:4] == ["Reply", "Reply to all", "Forward", "Write down a call"]
    assert texts[4:7] == ["Archive", "Move to Trash", "Move to folder…"]
    menu.close()
    button = desk.window.conversation.header.findChild(QToolButton, "button_flag")
    assert isinstance(button, QToolButton)
    assert button.toolTip() == "Flag or remove the flag (S)"
    button.click()
    says(desk, "1 ticket flagged.")


def test_one_of_several_mailboxes_narrows_every_queue(make_desk: Make) -> None:
    box = FakeMailbox(size=40)
    box.boxes = [fake_account(1), fake_account(2, "sales")]
    desk = make_desk(box)
    inboxes = desk.window.sidebar.inboxes
    assert inboxes.isVisible()
    assert [inboxes.item(n).text() for n in range(3)] == ["All mailboxes", "support", "sales"]
    everything = desk.window.tickets.rowCount()
    inboxes.setCurrentRow(2)
    second = ListFilter(account=AccountId(2))
    mine = box.ids(Queue.NEEDS_REPLY, second)
    assert 0 < desk.window.tickets.rowCount() == len(mine) < everything
    desk.window.queue_list.choose(Queue.ALL)
    assert desk.window.tickets.rowCount() == len(box.ids(Queue.ALL, second))
    assert desk.window.queues.count(Queue.NEEDS_REPLY) == len(mine)
    box.boxes = [fake_account(1)]
    desk.runtime.publish(ChangeSet(accounts=frozenset({AccountId(2)})))
    desk.bot.waitUntil(lambda: not inboxes.isVisible())
    desk.bot.waitUntil(lambda: desk.window.tickets.only.account is None)


def test_with_one_mailbox_there_is_no_second_list(desk: Desk) -> None:
    assert not desk.window.sidebar.inboxes.isVisible()


def test_tickets_of_different_mailboxes_are_not_moved_together(make_desk: Make) -> None:
    box = FakeMailbox(size=40)
    box.boxes = [fake_account(1), fake_account(2, "sales")]
    desk = make_desk(box)
    mark(desk, 1)
    press(desk, "m")
    found = desk.window.findChild(QMessageBox)
    assert found is not None
    assert "different mailboxes" in found.text()
    found.close()
