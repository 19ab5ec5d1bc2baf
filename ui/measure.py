"""Measures the window over a real profile: switching, scrolling, opening, starting. In seconds.

Run as a program it prints one JSON object: ``python -m ui.measure PROFILE``. With ``--start`` it
only shows the window and prints ``painted`` as soon as the list is on screen.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.tickets import Queue
from app.services.queries import Queries
from ui.app import application, build_window, install_language
from ui.main_window import FIRST_SIZE, MainWindow
from ui.models.queues import ORDER
from ui.models.tickets import PAGE
from ui.stand_ins import NoCommands, NoMailboxes, StillRuntime
from ui.tasks import Tasks

DATABASE = "postroom.db"

ACTIONS = 200
"""Queues switched and pages fetched; tickets opened are a third of it, starts a fortieth."""
_PATIENCE_MS = 60_000
_GLANCE_MS = 100
_STANDING_MS = 300
"""A page of which nothing is painted for so long stays as it is."""


class _StillClock:
    def now(self) -> int:
        return int(time.time())  # noqa: TID251 - ages only need to look right

    def monotonic(self) -> float:
        return time.perf_counter()


def measure_window(profile: Path, actions: int = ACTIONS) -> dict[str, list[float]]:
    """Measure in a process of its own; keys ``switch``, ``page``, ``open`` and ``start``.

    Each value is one action: a queue switched and painted, a page of rows fetched and painted, a
    ticket opened until its letters are painted, and the program started until its list is painted.
    """
    command = [sys.executable, "-m", "ui.measure", str(profile), "--actions", str(actions)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    if os.name == "posix" and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium refuses to sandbox root
    done = subprocess.run(  # noqa: S603 - ourselves
        command, check=True, capture_output=True, text=True, env=environment
    )
    result: dict[str, list[float]] = json.loads(done.stdout)
    result["start"] = [_start(command, environment) for _ in range(max(1, actions // 40))]
    return result


def _start(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ourselves
        [*command, "--start"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    with process:
        line = process.stdout.readline() if process.stdout else ""
        taken = time.perf_counter() - began
    if line.strip() != "painted":
        raise RuntimeError("The window did not come up")
    return taken


def _open_window(app: QApplication, profile: Path) -> tuple[MainWindow, Tasks]:
    window, tasks = build_window(
        app,
        profile=profile,
        runtime=StillRuntime(),
        commands=NoCommands(),
        mailboxes=NoMailboxes(),
        open_queries=lambda: Queries.open(profile / DATABASE),
        clock=_StillClock(),
    )
    window.resize(FIRST_SIZE)
    return window, tasks


def _measure_here(profile: Path, actions: int) -> dict[str, list[float]]:
    app = application()
    install_language(app)
    window, tasks = _open_window(app, profile)
    window.show()
    try:
        window.conversation.warm_up()
        _settle(window)
        return {
            "switch": [_switch(window, number) for number in range(actions)],
            "page": [_page(window, number) for number in range(actions)],
            "open": [_open(window, number) for number in range(1, max(2, actions // 3))],
        }
    finally:
        window.close()
        window.release()
        tasks.stop()


def _switch(window: MainWindow, number: int) -> float:
    queue = ORDER[number % len(ORDER)]
    _settle(window)
    began = time.perf_counter()
    window.queue_list.choose(queue)
    # With it Qt paints all else that has changed: the columns beside it, the head of the ticket.
    (window.list.viewport() if window.list.isVisible() else window.list_pane).repaint()
    return time.perf_counter() - began


def _page(window: MainWindow, number: int) -> float:
    """Jump to rows that are not in memory: down the list in even strides, back and forth."""
    rows = window.tickets.rowCount()
    if number == 0:
        window.queue_list.choose(Queue.ALL)
        rows = window.tickets.rowCount()
        _settle(window)
    bar = window.list.verticalScrollBar()
    target = (number * 37 * PAGE + PAGE // 2) % max(1, rows)
    began = time.perf_counter()
    bar.setValue(round(bar.maximum() * target / max(1, rows)))
    window.list.viewport().repaint()
    return time.perf_counter() - began


class _Frames(QObject):
    """Keeps what the web view shows after each of its paintings, with the time.

    That a page has been loaded does not say that it is on screen: at that moment three of four
    pictures still showed the ticket before.
    """

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._looking = False
        self._taken: list[tuple[float, list[bytes]]] = []
        for each in view.findChildren(QWidget):
            each.installEventFilter(self)

    @property
    def came(self) -> bool:
        """Whether anything has been painted."""
        return bool(self._taken)

    def stood(self) -> float:
        """When the picture was first seen that is there now, but for 2 lines of 100."""
        final = self._taken[-1][1]
        since = self._taken[-1][0]
        for moment, lines in reversed(self._taken):
            other = sum(a != b for a, b in zip(lines, final, strict=True))
            if other > len(final) // 50:
                break
            since = moment
        return since

    def end(self) -> None:
        """Look no more."""
        for each in self._view.findChildren(QWidget):
            each.removeEventFilter(self)

    def _look(self) -> None:
        self._looking = True  # taking the picture paints, too
        image = self._view.grab().toImage()
        self._looking = False
        data, width = bytes(image.constBits()), image.bytesPerLine()
        lines = [data[start : start + width] for start in range(0, len(data), width)]
        self._taken.append((time.perf_counter(), lines))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a painting is about to begin; look when it is over."""
        if event.type() == QEvent.Type.Paint and not self._looking:
            QTimer.singleShot(0, self, self._look)
        return super().eventFilter(watched, event)


def _open(window: MainWindow, number: int) -> float:
    """From the key press until the letters stand on screen as they stay."""
    web = window.conversation.web
    if web is None:
        raise RuntimeError("The web engine has not started")
    window.tickets.row(number)
    frames = _Frames(web)
    began = time.perf_counter()
    window.list.step(1)
    _wait(window, lambda: window.conversation.is_shown and frames.came)
    _rest(_STANDING_MS)
    frames.end()
    return frames.stood() - began


def _settle(window: MainWindow) -> None:
    """Let the ticket that was opened by the last step finish, and the person look at it.

    A hand takes longer than a tenth of a second from one queue to the next; until then the web
    engine's own processes still paint, and on two cores that would be measured instead.
    """
    _wait(window, lambda: window.conversation.is_shown or window.list.current_ticket is None)
    _rest(_GLANCE_MS)


def _rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait(window: MainWindow, condition: Callable[[], bool]) -> None:
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.exit(0) if condition() else None)
    window.conversation.shown.connect(lambda _: loop.exit(0) if condition() else None)
    timer.start(1)
    QTimer.singleShot(_PATIENCE_MS, loop, lambda: loop.exit(1))
    if not condition() and loop.exec() != 0:
        raise TimeoutError("The window did not get there in time")


def _show_only(profile: Path) -> None:
    app = application()
    install_language(app)
    window, tasks = _open_window(app, profile)
    window.first_painted.connect(lambda: print("painted", flush=True))  # noqa: T201 - its answer
    window.first_painted.connect(app.quit)
    window.show()
    app.exec()
    window.close()
    window.release()
    tasks.stop()


def _main() -> None:
    parser = argparse.ArgumentParser(prog="ui.measure")
    parser.add_argument("profile", type=Path)
    parser.add_argument("--actions", type=int, default=ACTIONS)
    parser.add_argument("--start", action="store_true")
    arguments = parser.parse_args()
    if arguments.start:
        _show_only(arguments.profile)
    else:
        print(json.dumps(_measure_here(arguments.profile, arguments.actions)))  # noqa: T201 - its answer


if __name__ == "__main__":
    _main()
