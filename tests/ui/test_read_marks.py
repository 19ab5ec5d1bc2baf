"""Letters become read when somebody looks at them, and by hand."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.ids import TicketId
from tests.support.fake_services import FakeMailbox
from tests.ui.conftest import Desk


@pytest.fixture
def desk(make_desk: Callable[[FakeMailbox], Desk]) -> Desk:
    made = make_desk(FakeMailbox(size=20))
    made.window._read_marks._timer.setInterval(50)
    return made


def theirs(desk: Desk, ticket: int) -> list[int]:
    return [each.key for each in desk.mailbox.read(TicketId(ticket)).letters if not each.ours]


def unread_in_the_list(desk: Desk, ticket: int) -> bool:
    place = desk.window.tickets.place(TicketId(ticket))
    assert place is not None
    row = desk.window.tickets.row(place)
    assert row is not None
    return row.unread


def test_a_look_marks_letters_as_read(desk: Desk) -> None:
    desk.open(2)
    desk.bot.waitUntil(lambda: not unread_in_the_list(desk, 2))
    keys, seen = desk.mailbox.marked[-1]
    assert seen
    assert list(keys) == theirs(desk, 2)


def test_a_ticket_that_is_read_is_left_alone(desk: Desk) -> None:
    desk.open(5)
    desk.bot.waitUntil(lambda: not desk.window._read_marks._timer.isActive())
    assert not any(set(theirs(desk, 5)) & set(keys) for keys, _ in desk.mailbox.marked)


def test_u_changes_it_both_ways_and_it_stays(desk: Desk) -> None:
    desk.open(5)
    desk.bot.waitUntil(lambda: not desk.window._read_marks._timer.isActive())
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, "u")
    assert desk.mailbox.marked[-1] == ((theirs(desk, 5)[-1],), False)
    desk.bot.waitUntil(lambda: unread_in_the_list(desk, 5))
    loaded = len(desk.loaded)
    desk.window.conversation._action("plain", str(theirs(desk, 5)[0]))
    desk.bot.waitUntil(lambda: len(desk.loaded) > loaded)
    assert not desk.window._read_marks._timer.isActive(), "the same page again is no new look"
    assert unread_in_the_list(desk, 5)
    QTest.keyClicks(target, "u")
    assert desk.mailbox.marked[-1] == (tuple(theirs(desk, 5)), True)
    desk.bot.waitUntil(lambda: not unread_in_the_list(desk, 5))


def test_the_setting_switches_it_off_and_is_remembered(desk: Desk) -> None:
    desk.window.actions_.mark_read.trigger()
    assert not desk.window._settings.marks_read
    desk.mailbox.marked.clear()
    desk.open(2)
    desk.bot.waitUntil(lambda: not desk.window._read_marks._timer.isActive())
    assert desk.mailbox.marked == []
    assert unread_in_the_list(desk, 2)
    desk.window.actions_.mark_read.trigger()
    assert desk.window._settings.marks_read
