"""The window over a running profile, which says on standard output what it has painted, and when.

Run as ``python -m app.bench.live_window PROFILE`` by `app.bench.live`; the password comes from the
environment. One JSON object a line: ``{"at": seconds, "painted": subject}`` the first time that a
row is on screen, ``{"at": seconds, "watching": [folders]}`` whenever the folders change whose news
come by themselves, ``{"at": seconds, "problems": [codes]}`` whenever those change. Seconds are
`time.monotonic`, which processes of one machine share. It ends with its standard input.
"""

import argparse
import json
import sys
import threading
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from app.domain.ports import Clock
from app.domain.tickets import Queue
from app.main import DATABASE, build_runtime, system_clock, system_vault
from app.runtime.facade import Runtime
from app.services.queries import Queries
from app.services.read_models import TicketRow
from ui.app import application, build_window, install_language
from ui.delegates.tickets import Index, TicketDelegate
from ui.main_window import FIRST_SIZE
from ui.models.tickets import TicketRole
from ui.stand_ins import NoCommands, NoMailboxes

_LOOK_MS = 20


class _Teller:
    """Writes what happened, each thing once."""

    def __init__(self) -> None:
        self._seen: set[str] = set()
        self._watching: list[str] = []
        self._problems: list[str] = []

    def painted(self, subject: str) -> None:
        if subject not in self._seen:
            self._seen.add(subject)
            _tell("painted", subject)

    def look(self, runtime: Runtime) -> None:
        watching = sorted(folder for all_ in runtime.watching().values() for folder in all_)
        if watching != self._watching:
            self._watching = watching
            _tell("watching", watching)
        problems = sorted(problem.code for problem in runtime.problems())
        if problems != self._problems:
            self._problems = problems
            _tell("problems", problems)


def _tell(what: str, value: str | list[str]) -> None:
    print(json.dumps({"at": time.monotonic(), what: value}), flush=True)  # noqa: T201 - its answer


class _TellingDelegate(TicketDelegate):
    """Paints as ever and says what it painted."""

    def __init__(self, clock: Clock, teller: _Teller, view: QTableView) -> None:
        super().__init__(clock.now, view)
        self._teller = teller

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: paint a row."""
        super().paint(painter, option, index)
        row = index.data(TicketRole.ROW)
        if isinstance(row, TicketRow):
            self._teller.painted(row.subject)


def _show(profile: Path) -> None:
    app = application()
    installed = install_language(app)
    clock, teller = system_clock(), _Teller()
    runtime = build_runtime(profile, system_vault())
    runtime.start()
    try:
        window, tasks = build_window(
            app,
            profile=profile,
            runtime=runtime,
            commands=NoCommands(),
            mailboxes=NoMailboxes(),
            open_queries=lambda: Queries.open(profile / DATABASE),
            clock=clock,
        )
        window.resize(FIRST_SIZE)
        window.list.setItemDelegate(_TellingDelegate(clock, teller, window.list))
        window.queue_list.choose(Queue.ALL)
        window.show()
        ended = threading.Event()
        threading.Thread(target=_await_end, args=(ended,), name="input", daemon=True).start()
        timer = QTimer()
        timer.timeout.connect(lambda: app.quit() if ended.is_set() else teller.look(runtime))
        timer.start(_LOOK_MS)
        app.exec()
        timer.stop()
        window.close()
        window.release()
        tasks.stop()
    finally:
        runtime.stop()
    del installed


def _await_end(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _main() -> None:
    parser = argparse.ArgumentParser(prog="app.bench.live_window")
    parser.add_argument("profile", type=Path)
    _show(parser.parse_args().profile)


if __name__ == "__main__":
    _main()
