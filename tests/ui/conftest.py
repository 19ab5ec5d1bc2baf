"""A window over fake services, built and taken down for each test that asks for one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from app.domain.ids import TicketId
from tests.support import sample_conversations as samples
from tests.support.clock import FakeClock
from tests.support.fake_services import (
    NOW,
    FakeCommands,
    FakeMailbox,
    FakeMailboxes,
    FakeQueries,
    FakeRuntime,
)
from tests.support.waiting import PATIENCE
from ui.app import build_window, install_language
from ui.main_window import MainWindow
from ui.tasks import Tasks

W = TypeVar("W", bound=QWidget)

_PATIENCE_MS = int(PATIENCE * 1000)


class PatientBot(QtBot):
    """Waits as long as everything else here does; five seconds are few on a busy machine."""

    def waitUntil(  # noqa: N802 - pytest-qt's names, here and below
        self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS
    ) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(  # noqa: N802
        self,
        signal: SignalInstance,
        *,
        timeout: int = _PATIENCE_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(
            signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
        )


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@dataclass
class Desk:
    """A window with everything around it."""

    window: MainWindow
    tasks: Tasks
    mailbox: FakeMailbox
    runtime: FakeRuntime
    mailboxes: FakeMailboxes
    opened: list[str]
    """Addresses handed to the system."""
    bot: QtBot
    loaded: list[TicketId] = field(default_factory=list)

    def open(self, ticket: int) -> None:
        """Open a ticket and wait until the web view has it."""
        wanted = TicketId(ticket)
        before = len(self.loaded)
        if self.window.conversation.ticket == wanted and self.window.conversation.is_shown:
            return
        self.window.list.choose(wanted)
        self.bot.waitUntil(
            lambda: wanted in self.loaded[before:] and self.window.conversation.is_shown
        )


def press(desk: Desk, *keys: str) -> None:
    """Press keys, which go to whatever has the focus, as they do for a person.

    A text of one character is typed; a longer one names a key.
    """
    for key in keys:
        target = QApplication.focusWidget() or desk.window
        if len(key) == 1:
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, Qt.Key[f"Key_{key}"])


def child(parent: QWidget, kind: type[W], name: str) -> W:
    """The widget of a name that is there."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return found


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """Qt must know before it starts that the web engine will share its contexts."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def _english(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    install_language(qapp, QLocale("en_GB"))


@pytest.fixture
def mailbox() -> FakeMailbox:
    """A hundred tickets, of which three are made by hand."""
    made = FakeMailbox(size=100)
    for conversation in (samples.busy(1), samples.troubled(2), samples.long(3)):
        made.conversations[conversation.ticket.id] = conversation
        made.changed[conversation.ticket.id] = conversation.ticket
    return made


@pytest.fixture
def make_desk(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[FakeMailbox], Desk]]:
    """Build a shown window over a mailbox; several in one test are fine."""
    desks: list[Desk] = []

    def make(mailbox: FakeMailbox) -> Desk:
        runtime, mailboxes, opened = FakeRuntime(), FakeMailboxes(), list[str]()
        mailbox.tell = runtime.publish
        commands = FakeCommands(mailbox)
        runtime.performed = commands.perform
        window, tasks = build_window(
            qapp,
            profile=tmp_path,
            runtime=runtime,
            commands=commands,
            mailboxes=mailboxes,
            open_queries=lambda: FakeQueries(mailbox),
            clock=FakeClock(NOW),
            open_url=opened.append,
        )
        desk = Desk(window, tasks, mailbox, runtime, mailboxes, opened, qtbot)
        window.conversation.shown.connect(desk.loaded.append)
        # However late the engine of a busy machine scrolls: here nobody does so by hand.
        window.conversation._settling.setInterval(3_600_000)
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        desks.append(desk)
        return desk

    yield make
    for desk in desks:
        desk.window.close()
        desk.window.release()
        desk.tasks.stop()
        shiboken6.delete(desk.window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(make_desk: Callable[[FakeMailbox], Desk], mailbox: FakeMailbox) -> Desk:
    """A window over the hundred tickets."""
    return make_desk(mailbox)
