"""Changes from any thread arrive in the GUI thread, joined; and the pin on Qt's version holds."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from pytestqt.qtbot import QtBot

from app.domain.changes import ChangeSet
from app.domain.ids import TicketId
from tests.support.waiting import PATIENCE
from ui.bus import Bus


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.changes: list[ChangeSet] = []
        self.threads: set[str] = set()

    @Slot(object)
    def take(self, change: ChangeSet) -> None:
        self.changes.append(change)
        self.threads.add(threading.current_thread().name)


def test_changes_of_a_worker_arrive_in_the_gui_thread(qtbot: QtBot) -> None:
    bus, receiver = Bus(), Receiver()
    bus.committed.connect(receiver.take)

    def work() -> None:
        for number in range(200):
            bus.publish(ChangeSet(tickets=frozenset({TicketId(number)})))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()  # before the GUI thread looks, so that it is a burst however slow the machine
    qtbot.waitUntil(
        lambda: (
            ChangeSet.union(receiver.changes).tickets
            == frozenset(TicketId(number) for number in range(200))
        )
    )
    assert receiver.threads == {"MainThread"}
    assert len(receiver.changes) == 1, "a burst must be joined"


def test_everything_survives_joining(qtbot: QtBot) -> None:
    bus, receiver = Bus(), Receiver()
    bus.committed.connect(receiver.take)
    bus.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    bus.publish(ChangeSet(everything=True))
    qtbot.waitUntil(lambda: any(change.everything for change in receiver.changes))


def test_gaps_grow_while_changes_go_on_coming_and_are_short_again_after_silence(
    qtbot: QtBot,
) -> None:
    bus, gaps = Bus(), []

    def publish_again(_: ChangeSet) -> None:
        gaps.append(bus._gap.interval())
        if len(gaps) < 6:
            bus.publish(ChangeSet(tickets=frozenset({TicketId(1)})))

    bus.committed.connect(publish_again)
    bus.publish(ChangeSet(tickets=frozenset({TicketId(1)})))
    qtbot.waitUntil(lambda: len(gaps) == 6, timeout=int(1000 * PATIENCE))
    assert gaps == [30, 60, 120, 240, 250, 250]
    qtbot.waitUntil(lambda: not bus._gap.isActive(), timeout=int(1000 * PATIENCE))
    bus.publish(ChangeSet(tickets=frozenset({TicketId(2)})))
    qtbot.waitUntil(lambda: len(gaps) == 7, timeout=int(1000 * PATIENCE))
    assert gaps[-1] == 30


class Emitter(QObject):
    told = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal there")
def test_emitting_does_not_lose_references_to_true(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one at each emit and aborts the process in the end."""
    emitter = Emitter()
    before = sys.getrefcount(True)
    for _ in range(1_000):
        emitter.told.emit(True)
    assert abs(sys.getrefcount(True) - before) < 100
