"""What the team shares, by key, button and dialog: said once, shown everywhere, taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.changes import ChangeSet
from app.domain.events import DeviceId, EventId, MemberId, Priority
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.tickets import Queue, Status
from app.services.team_models import (
    NOBODY,
    ConflictView,
    DeviceView,
    Disputable,
    EntryKind,
    MemberView,
    NoteView,
    PresenceView,
    Said,
    TimelineEntry,
)
from tests.support.fake_services import NOW, FakeMailbox, fake_account
from tests.ui.conftest import Desk, child, press
from ui.dialogs.assign import AssignDialog
from ui.dialogs.merge import MergeDialog, SplitDialog, TargetDialog
from ui.dialogs.tags import TagsDialog
from ui.dialogs.team import EditMemberDialog, GoneDialog, TeamDialog
from ui.dialogs.when import WhenDialog
from ui.dialogs.who import WhoDialog
from ui.when import wake_choices

Make = Callable[[FakeMailbox], Desk]

ME = MemberView(MemberId("m1"), "Olena", "olena@zerno.example", me=True)
MARTIN = MemberView(MemberId("m2"), "Martin Brandt", "martin@zerno.example")
GONE = MemberView(MemberId("m3"), "Ira", gone=True)
HERE = DeviceView(DeviceId("d1"), ME, "laptop", me=True)
THERE = DeviceView(DeviceId("d2"), MARTIN, "workshop")


@pytest.fixture
def box(mailbox: FakeMailbox) -> FakeMailbox:
    mailbox.team = [MARTIN, ME, GONE]
    mailbox.devices = [HERE, THERE]
    for conversation in mailbox.conversations.values():
        row = replace(conversation.ticket, account=AccountId(1))
        mailbox.conversations[row.id] = replace(conversation, ticket=row)
        mailbox.changed[row.id] = row
    return mailbox


@pytest.fixture
def desk(make_desk: Make, box: FakeMailbox) -> Desk:
    return make_desk(box)


def says(desk: Desk, text: str) -> None:
    desk.bot.waitUntil(lambda: desk.window.list_pane.undo_bar.text == text)


def dialog(desk: Desk, kind: type[QDialog]) -> QDialog:
    """The open dialog of a kind, ready for keys."""

    def there() -> list[QDialog]:
        return [each for each in desk.window.findChildren(kind) if each.isVisible()]

    desk.bot.waitUntil(lambda: bool(there()))
    found = there()[-1]
    desk.bot.waitUntil(found.isActiveWindow)
    return found


def shift(desk: Desk, key: Qt.Key) -> None:
    QTest.keyClick(desk.window.list, key, Qt.KeyboardModifier.ShiftModifier)


def back(desk: Desk) -> None:
    """Without a window manager nobody activates the window again after a dialog."""
    desk.window.activateWindow()
    desk.window.list.setFocus()
    desk.bot.waitUntil(desk.window.isActiveWindow)


def undo(desk: Desk) -> None:
    back(desk)
    QTest.keyClick(desk.window.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


# --- whose, tags, times ---------------------------------------------------------------------------


def test_a_and_enter_takes_a_ticket_and_control_z_gives_it_back(desk: Desk) -> None:
    desk.mailbox.effects["assign"] = {"assignee": ME}
    press(desk, "a")
    found = dialog(desk, AssignDialog)
    assert isinstance(found, AssignDialog)
    names = [found.list.item(n).text() for n in range(found.list.count())]
    assert names == ["Olena (me)", "Nobody", "Martin Brandt"], "me first; who has left is not there"
    press(desk, "Return")
    says(desk, "1 ticket assigned to Olena.")
    assert desk.mailbox.told == [("assign", ([TicketId(1)], ME.id), {})]
    desk.bot.waitUntil(lambda: button(desk, "team_assignee").text() == "Olena")
    undo(desk)
    says(desk, "Undone.")
    desk.bot.waitUntil(lambda: button(desk, "team_assignee").text() == "Nobody’s")


def button(desk: Desk, name: str) -> QToolButton:
    found = child(desk.window, QToolButton, name)
    assert isinstance(found, QToolButton)
    return found


def test_several_tickets_are_given_to_a_member_found_by_typing(desk: Desk) -> None:
    desk.window.list.choose_first()
    desk.window.list.selectionModel().select(
        desk.window.tickets.index(1), QItemSelectionModel.SelectionFlag.Select
    )
    press(desk, "a")
    dialog(desk, AssignDialog)
    press(desk, *"brandt", "Return")
    says(desk, "2 tickets assigned to Martin Brandt.")
    assert desk.mailbox.told[0][1][1] == MARTIN.id


def test_nobody_can_be_chosen(desk: Desk) -> None:
    press(desk, "a")
    dialog(desk, AssignDialog)
    press(desk, "Down", "Return")
    says(desk, "1 ticket assigned to nobody.")
    assert desk.mailbox.told[0][1][1] is None


def test_tags_are_offered_while_one_types_and_new_ones_are_made(desk: Desk) -> None:
    desk.mailbox.change(TicketId(1), tags=("billing",))
    desk.mailbox.change(TicketId(9), tags=("bug",))
    press(desk, "t")
    found = dialog(desk, TagsDialog)
    assert isinstance(found, TagsDialog)
    press(desk, *"bug", "Return", *"bill", "Return", *"brand new", "Return")
    states = {
        found.list.item(n).text(): found.list.item(n).checkState().value
        for n in range(found.list.count())
    }
    assert states == {"billing": 0, "bug": 2, "brand new": 2}
    press(desk, "Return")
    says(desk, "Tags of 1 ticket changed.")
    name, args, named = desk.mailbox.told[0]
    assert (name, args) == ("tag", ([TicketId(1)],))
    assert named == {"add": ("bug", "brand new"), "remove": ("billing",)}


def test_a_tag_that_only_some_have_is_left_alone_unless_touched(desk: Desk) -> None:
    desk.mailbox.change(TicketId(1), tags=("billing",))
    desk.window.list.choose_first()
    desk.window.list.selectionModel().select(
        desk.window.tickets.index(1), QItemSelectionModel.SelectionFlag.Select
    )
    press(desk, "t")
    found = dialog(desk, TagsDialog)
    assert isinstance(found, TagsDialog)
    assert found.list.item(0).checkState() is Qt.CheckState.PartiallyChecked
    press(desk, "Return")
    assert desk.mailbox.told == []


def test_z_snoozes_until_tomorrow_and_goes_on(desk: Desk) -> None:
    second = desk.mailbox.ids(Queue.NEEDS_REPLY)[1]
    tomorrow = next(c for c in wake_choices(NOW) if c.name == "Tomorrow morning")
    press(desk, "z")
    found = dialog(desk, WhenDialog)
    assert isinstance(found, WhenDialog)
    found.list.setCurrentRow([c.at for c in wake_choices(NOW)].index(tomorrow.at))
    press(desk, "Return")
    desk.bot.waitUntil(lambda: bool(desk.mailbox.told))
    assert desk.mailbox.told == [("snooze", ([TicketId(1)], tomorrow.at), {"wake_on_reply": True})]
    assert desk.window.list.current_ticket == second


def test_a_ticket_leaves_the_queue_of_another_status_and_stays_in_its_own(desk: Desk) -> None:
    for ticket in (1, 2, 3):
        desk.mailbox.change(TicketId(ticket), status=Status.CLOSED)
    desk.runtime.publish(ChangeSet(everything=True))
    closed = desk.mailbox.ids(Queue.CLOSED)
    desk.bot.waitUntil(lambda: desk.window.queues.count(Queue.CLOSED) == len(closed))
    QTest.keyClick(desk.window.list, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.tickets.queue is Queue.CLOSED
    desk.window.list.choose(closed[0])
    press(desk, "c")
    desk.bot.waitUntil(lambda: len(desk.mailbox.told) == 1)
    assert desk.window.list.current_ticket == closed[0]
    press(desk, "o")
    desk.bot.waitUntil(lambda: len(desk.mailbox.told) == 2)
    assert desk.window.list.current_ticket == closed[1]


def test_a_ticket_can_be_kept_away_whatever_the_contact_writes(desk: Desk) -> None:
    press(desk, "z")
    found = dialog(desk, WhenDialog)
    QTest.mouseClick(
        child(found, QWidget, "snooze_question"), Qt.MouseButton.LeftButton, pos=_left(found)
    )
    press(desk, "Return")
    desk.bot.waitUntil(lambda: bool(desk.mailbox.told))
    assert desk.mailbox.told[0][2] == {"wake_on_reply": False}


def _left(found: QDialog) -> QPoint:
    box = child(found, QWidget, "snooze_question")
    return QPoint(8, box.height() // 2)


def test_a_promise_is_noted_and_withdrawn(desk: Desk) -> None:
    press(desk, "p")
    dialog(desk, WhenDialog)
    press(desk, "Return")
    desk.bot.waitUntil(lambda: len(desk.mailbox.told) == 1)
    assert desk.mailbox.told[0][1][1] is not None
    desk.mailbox.change(TicketId(1), promised=NOW + 86_400 * 9)
    back(desk)
    press(desk, "p")
    found = dialog(desk, WhenDialog)
    assert isinstance(found, WhenDialog)
    found.list.setCurrentRow(found.list.count() - 1)
    press(desk, "Return")
    says(desk, "Promise taken back for 1 ticket.")
    assert desk.mailbox.told[1][1][1] is None


@pytest.mark.parametrize(
    ("key", "status"), [("c", Status.CLOSED), ("w", Status.WAITING), ("o", Status.OPEN)]
)
def test_statuses_have_keys(desk: Desk, key: str, status: Status) -> None:
    press(desk, key)
    desk.bot.waitUntil(lambda: bool(desk.mailbox.told))
    assert desk.mailbox.told[0][1][1] is status


def test_the_buttons_of_the_ticket_open_menus(desk: Desk) -> None:
    texts = [a.text() for a in button(desk, "team_status").menu().actions() if a.text()]
    assert texts == ["Needs reply", "Waiting", "Closed", "As the mail says", "Snooze…"]
    actions = button(desk, "team_priority").menu().actions()
    assert [a.text() for a in actions] == ["Urgent", "High", "Normal", "Low"]
    desk.mailbox.effects["set_priority"] = {"priority": Priority.URGENT}
    actions[0].trigger()
    says(desk, "Priority of 1 ticket: Urgent.")
    desk.bot.waitUntil(lambda: button(desk, "team_priority").isVisible())


# --- notes ----------------------------------------------------------------------------------------


def test_n_opens_a_field_without_recipients_and_control_enter_keeps_it(desk: Desk) -> None:
    press(desk, "n")
    notes = desk.window.notes
    assert notes.isVisible()
    assert notes.edit.hasFocus()
    assert notes.findChildren(QLineEdit) == []
    press(desk, *"ask @ma")
    assert desk.mailbox.presence == [(TicketId(1), True)], "the others see that somebody writes"
    desk.bot.waitUntil(notes.edit.offered.isVisible)
    press(desk, "Return")
    assert notes.edit.toPlainText() == "ask @Martin Brandt "
    QTest.keyClick(notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    says(desk, "Note added to 1 ticket.")
    assert desk.mailbox.told == [
        ("add_note", ([TicketId(1)], "ask @Martin Brandt", (MARTIN.id,)), {})
    ]
    desk.bot.waitUntil(lambda: not notes.isVisible())
    assert desk.mailbox.presence[1:] == [(TicketId(1), False)]


def test_what_was_begun_waits_while_one_looks_at_other_tickets(desk: Desk) -> None:
    press(desk, "n", *"half a")
    desk.window.list.step(1)
    assert not desk.window.notes.isVisible()
    desk.window.list.step(-1)
    desk.window.list.setFocus()
    press(desk, "n")
    assert desk.window.notes.edit.toPlainText() == "half a"
    press(desk, "Escape")
    assert not desk.window.notes.isVisible()
    press(desk, "n")
    assert desk.window.notes.edit.toPlainText() == "half a", "Esc puts it away, Cancel forgets it"
    QTest.mouseClick(child(desk.window, QPushButton, "note_cancel"), Qt.MouseButton.LeftButton)
    press(desk, "n")
    assert desk.window.notes.edit.toPlainText() == ""


def test_a_note_of_the_page_is_changed_and_deleted(desk: Desk, box: FakeMailbox) -> None:
    note = NoteView(EventId("d1.n"), MARTIN, NOW - 50, "old words")
    box.conversations[TicketId(1)] = replace(box.conversations[TicketId(1)], notes=(note,))
    desk.runtime.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    pane = desk.window.conversation
    desk.bot.waitUntil(lambda: pane.conversation is not None and bool(pane.conversation.notes))
    pane.team_requested.emit("note-edit", note.id)
    assert desk.window.notes.edit.toPlainText() == "old words"
    desk.window.notes.edit.setPlainText("new words")
    QTest.keyClick(desk.window.notes.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    says(desk, "Note changed.")
    assert desk.mailbox.told[0][1] == (TicketId(1), note.id)
    assert desk.mailbox.told[0][2]["text"] == "new words"
    pane.team_requested.emit("note-delete", note.id)
    says(desk, "Note deleted.")


def test_what_the_team_says_is_put_in_place_without_moving_a_reader(
    desk: Desk, box: FakeMailbox
) -> None:
    desk.open(1)
    press(desk, "Return")
    web = desk.window.conversation.web
    assert web is not None
    desk.bot.waitUntil(lambda: QApplication.focusWidget() in (web, web.focusProxy()))
    entry = TimelineEntry(
        EventId("d1.1"), NOW - 40, MARTIN, "workshop", EntryKind.STATUS_SET, Status.WAITING
    )
    box.conversations[TicketId(1)] = replace(box.conversations[TicketId(1)], timeline=(entry,))
    loaded = len(desk.loaded)
    desk.runtime.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    desk.bot.waitUntil(lambda: len(desk.loaded) == loaded + 1)
    assert not desk.window.conversation.notice.isVisible()


# --- lost races and presence ----------------------------------------------------------------------


def test_a_lost_race_shows_both_words_and_one_click_chooses(desk: Desk, box: FakeMailbox) -> None:
    closed = Said(EventId("d2.2"), Status.CLOSED, MARTIN, NOW - 100)
    waiting = Said(EventId("d1.1"), Status.WAITING, ME, NOW - 200)
    conflict = ConflictView(Disputable.STATUS, closed, (waiting,))
    box.conversations[TicketId(1)] = replace(box.conversations[TicketId(1)], conflicts=(conflict,))
    desk.runtime.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    desk.bot.waitUntil(desk.window.conversation.conflicts.isVisible)
    words = child(desk.window, QLabel, "conflict_text")
    assert isinstance(words, QLabel)
    assert words.text().startswith("Status: You set “Waiting for the contact” at ")
    assert "; Martin Brandt set “Closed” at " in words.text()
    choices = desk.window.findChildren(QPushButton, "conflict_choice")
    assert [each.text() for each in choices] == [
        "Keep “Closed”",
        "Take “Waiting for the contact”",
    ]
    QTest.mouseClick(choices[1], Qt.MouseButton.LeftButton)
    says(desk, "Settled.")
    assert desk.mailbox.told == [
        ("settle", (TicketId(1), Disputable.STATUS, waiting.id), {"note": None})
    ]


def test_who_is_answering_is_said_in_the_ticket(desk: Desk, box: FakeMailbox) -> None:
    presence = child(desk.window, QLabel, "presence")
    assert isinstance(presence, QLabel)
    desk.bot.waitUntil(lambda: desk.window.conversation.ticket == TicketId(1))
    assert not presence.isVisible()
    box.change(TicketId(1), present=(PresenceView(MARTIN, NOW - 40, NOW - 40),))
    desk.runtime.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    desk.bot.waitUntil(presence.isVisible)
    assert presence.text() == "Martin Brandt is answering this (40 s ago)"


# --- filters --------------------------------------------------------------------------------------


def test_the_list_is_narrowed_to_a_member_and_a_tag_and_escape_widens_it(
    desk: Desk, box: FakeMailbox
) -> None:
    ids = box.ids(Queue.NEEDS_REPLY)
    box.change(ids[2], assignee=MARTIN, tags=("vip",))
    box.change(ids[3], assignee=MARTIN)
    desk.runtime.publish(ChangeSet(tickets=frozenset(ids[2:4])))
    filters = desk.window.list_pane.filters
    desk.bot.waitUntil(filters.tag.isVisible)
    choose(filters.assignee, MARTIN.id)
    assert [desk.window.tickets.row(n).id for n in range(2)] == list(ids[2:4])  # type: ignore[union-attr]
    choose(filters.tag, "vip")
    assert desk.window.tickets.rowCount() == 1
    choose(filters.assignee, NOBODY)
    assert desk.window.tickets.rowCount() == 0
    desk.window.list.setFocus()
    press(desk, "Escape")
    assert desk.window.tickets.rowCount() == len(ids)
    assert not filters.narrows


def choose(button: QToolButton, value: object) -> None:
    next(action for action in button.menu().actions() if action.data() == value).trigger()


def test_without_a_team_there_are_no_filters(make_desk: Make) -> None:
    desk = make_desk(FakeMailbox(size=5))
    assert not desk.window.list_pane.filters.isVisible()


# --- merging and splitting ------------------------------------------------------------------------


def test_two_tickets_are_merged_after_a_preview(desk: Desk) -> None:
    desk.mailbox.change(TicketId(4), account=AccountId(1))
    desk.window.list.choose_first()
    place = desk.window.tickets.place(TicketId(4))
    assert place is not None
    desk.window.list.selectionModel().select(
        desk.window.tickets.index(place), QItemSelectionModel.SelectionFlag.Select
    )
    shift(desk, Qt.Key.Key_M)
    found = dialog(desk, MergeDialog)
    assert isinstance(found, MergeDialog)
    letters = len(desk.mailbox.read(TicketId(1)).letters) + desk.mailbox.row(TicketId(4)).letters
    assert found.list.count() == letters
    assert f"{letters} letters" in found.result_words.text()
    kept = TicketId(int(found.stays.currentData()))
    QTest.mouseClick(child(found, QPushButton, "merge_ok"), Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: bool(desk.mailbox.told))
    (other,) = {TicketId(1), TicketId(4)} - {kept}
    assert desk.mailbox.told[0][:2] == ("merge", ([other], kept))


def test_one_ticket_asks_for_the_other_first(desk: Desk) -> None:
    shift(desk, Qt.Key.Key_M)
    found = dialog(desk, TargetDialog)
    assert isinstance(found, TargetDialog)
    assert found.list.count() == len(desk.mailbox.order) - 1
    code = desk.mailbox.row(TicketId(7)).code
    QTest.keyClicks(found.field, code)
    press(desk, "Return")
    merge = dialog(desk, MergeDialog)
    assert isinstance(merge, MergeDialog)
    assert merge.stays.currentData() == TicketId(7), "the one that was looked for stays"


def test_letters_are_split_off_with_a_preview(desk: Desk) -> None:
    desk.open(1)
    letters = desk.window.conversation.letters
    desk.window.conversation.team_requested.emit("split", str(letters[1].key))
    found = dialog(desk, SplitDialog)
    assert isinstance(found, SplitDialog)
    assert found.result_words.text().startswith("Leaving: 1 letter (")
    found.list.item(0).setCheckState(Qt.CheckState.Checked)
    found.list.item(2).setCheckState(Qt.CheckState.Checked)
    ok = child(found, QPushButton, "split_ok")
    assert not ok.isEnabled(), "a ticket cannot lose all its letters to a new one"
    found.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    QTest.mouseClick(ok, Qt.MouseButton.LeftButton)
    says(desk, "2 letters split off as a ticket of their own.")
    keys: tuple[MessageKey, ...] = (letters[1].key, letters[2].key)
    assert desk.mailbox.told == [("split", (TicketId(1), keys), {})]


# --- who we are -----------------------------------------------------------------------------------


def test_who_sits_here_is_asked_before_the_first_word(make_desk: Make, box: FakeMailbox) -> None:
    box.team = [MARTIN]
    desk = make_desk(box)
    press(desk, "a")
    found = dialog(desk, WhoDialog)
    assert isinstance(found, WhoDialog)
    assert [found.list.item(n).text() for n in range(found.list.count())] == [
        "Martin Brandt",
        "Somebody else: I am new here",
    ]
    found.list.setCurrentRow(1)
    QTest.mouseClick(child(found, QPushButton, "who_ok"), Qt.MouseButton.LeftButton)
    assert found.isVisible(), "a name is needed"
    found.fields.name.setText("Olena")
    box.effects["introduce_me"] = {}
    QTest.mouseClick(child(found, QPushButton, "who_ok"), Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: bool(box.told))
    name, args, _ = box.told[0]
    assert (name, args[0]) == ("introduce_me", AccountId(1))
    assert getattr(args[1], "name", "") == "Olena"
    assert getattr(args[1], "member", "") is None


def test_while_a_computer_joins_tickets_are_worked_on(make_desk: Make, box: FakeMailbox) -> None:
    box.team, box.joining = [MARTIN], True
    desk = make_desk(box)
    box.effects["set_status"] = {"status": Status.CLOSED}
    press(desk, "c")
    says(desk, "1 ticket set to “Closed”.")
    assert desk.window.findChild(WhoDialog) is None


def test_somebody_known_chooses_themselves(make_desk: Make, box: FakeMailbox) -> None:
    box.team = [MARTIN]
    desk = make_desk(box)
    press(desk, "c")
    found = dialog(desk, WhoDialog)
    QTest.mouseClick(child(found, QPushButton, "who_ok"), Qt.MouseButton.LeftButton)
    desk.bot.waitUntil(lambda: bool(box.told))
    assert getattr(box.told[0][1][1], "member", None) == MARTIN.id


def test_the_team_is_shown_and_changed(desk: Desk) -> None:
    desk.window.team.show_team()
    found = dialog(desk, TeamDialog)
    names = [label.text() for label in found.findChildren(QLabel, "team_member")]
    assert names == ["Martin Brandt", "Olena (me)", "Ira (has left)"]
    devices = [label.text() for label in found.findChildren(QLabel, "team_device")]
    assert devices == ["workshop", "laptop  ·  this computer"]
    lost = found.findChildren(QPushButton, "device_revoke")
    assert len(lost) == 1, "never the computer in front of us"
    QTest.mouseClick(lost[0], Qt.MouseButton.LeftButton)
    question = desk.window.findChild(QMessageBox)
    assert question is not None
    question.buttons()[0].click()
    says(desk, "That computer counts no more.")
    assert desk.mailbox.told[0][:2] == ("revoke_device", (AccountId(1), THERE.id))


def test_a_member_is_renamed_and_leaves(desk: Desk) -> None:
    desk.window.team.show_team()
    found = dialog(desk, TeamDialog)
    QTest.mouseClick(found.findChildren(QPushButton, "member_edit")[0], Qt.MouseButton.LeftButton)
    edit = dialog(desk, EditMemberDialog)
    assert isinstance(edit, EditMemberDialog)
    edit.fields.name.setText("Martin B.")
    QTest.mouseClick(child(edit, QPushButton, "edit_member_save"), Qt.MouseButton.LeftButton)
    says(desk, "Changed for the whole team.")
    assert desk.mailbox.told[0][2]["name"] == "Martin B."
    QTest.mouseClick(found.findChildren(QPushButton, "member_gone")[0], Qt.MouseButton.LeftButton)
    gone = dialog(desk, GoneDialog)
    assert isinstance(gone, GoneDialog)
    gone.heir.setCurrentIndex(1)
    QTest.mouseClick(child(gone, QPushButton, "gone_ok"), Qt.MouseButton.LeftButton)
    says(desk, "Martin Brandt has left.")
    assert desk.mailbox.told[1][2] == {"heir": ME.id, "keep": False}


def test_tickets_of_two_mailboxes_have_no_team_in_common(make_desk: Make) -> None:
    box = FakeMailbox(size=40)
    box.boxes = [fake_account(1), fake_account(2, "sales")]
    box.team = [ME]
    desk = make_desk(box)
    desk.window.list.choose_first()
    desk.window.list.selectionModel().select(
        desk.window.tickets.index(1), QItemSelectionModel.SelectionFlag.Select
    )
    press(desk, "a")
    desk.bot.waitUntil(lambda: desk.window.findChild(QMessageBox) is not None)
    found = desk.window.findChild(QMessageBox)
    assert found is not None
    assert "different mailboxes" in found.text()
    found.close()
