"""Pictures of two people's windows on one mailbox: a claim, a conflict, a merge, and offline.

Run as a program: ``python -m app.bench.side_by_side FOLDER``. The mailbox is the sample one, served
on this machine over IMAP; both windows work on profiles of their own, as on two computers. Every
step is done through the windows and their commands, and waits until the other side shows it.
"""

import argparse
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog

from app.demo.run import ACCOUNT, MemoryVault
from app.demo.sample import build_sample, sample_addresses
from app.demo.server import PymapServer
from app.domain.accounts import AccountSettings
from app.domain.ids import AccountId, TicketId
from app.domain.outgoing import DraftKind
from app.domain.ports import Clock
from app.domain.tickets import Queue, Status
from app.mailboxes import Mailboxes, SessionVault
from app.main import DATABASE, build_runtime, system_clock
from app.runtime.facade import Runtime
from app.services.commands import add_account
from app.services.members import Me, introduce_me
from app.services.queries import Queries
from app.services.read_models import TicketRow
from app.window_commands import WindowBook, WindowCommands
from ui.app import application, build_window, install_language
from ui.main_window import MainWindow
from ui.tasks import Tasks

_PATIENCE_MS = 60_000
_GLANCE_MS = 100
_PAINT_MS = 900
_SIZE = QSize(1280, 880)
_GAP = 16
_CAPTION = 36
_ANSWER = (
    "Hello Lucy,\n\nthank you for the picture. The shop in Lviv has a set of burrs; a courier "
    "brings it to you tomorrow before seven."
)
_AROUND = QColor("#4b5563")


class NotSeenError(Exception):
    """A window did not show in time what it should."""


@dataclass
class Side:
    """One person with their window."""

    name: str
    window: MainWindow
    tasks: Tasks
    runtime: Runtime
    queries: Queries
    clock: Clock
    account: AccountId = field(default=AccountId(1))

    def row(self, code: str) -> TicketRow | None:
        """The ticket of this code, as this side knows it."""
        return self.queries.by_code(code)

    def open(self, code: str) -> None:
        """Show a ticket, wherever it is listed."""
        row = self.row(code)
        if row is None:
            raise NotSeenError(f"{self.name} does not know {code}")
        self.window.queue_list.choose(Queue.ALL)
        self.window.list.choose(row.id)
        wait(lambda: self.window.conversation.ticket == row.id and self.is_painted())

    def is_painted(self) -> bool:
        """Whether the letters of the open ticket are on the page."""
        return self.window.conversation.is_shown

    def ids(self, *codes: str) -> list[TicketId]:
        """Tickets by their codes."""
        found = (self.row(code) for code in codes)
        return [row.id for row in found if row is not None]


def spin(milliseconds: int) -> None:
    """Let Qt work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait(condition: Callable[[], bool]) -> None:
    """Let Qt work until something is so. Raises `NotSeenError` after a minute."""
    timer = QElapsedTimer()
    timer.start()
    while not condition():
        if timer.elapsed() > _PATIENCE_MS:
            raise NotSeenError("A window did not show in time what it should.")
        spin(_GLANCE_MS)


@contextmanager
def two_sides(app: QApplication, folder: Path) -> Iterator[tuple[Side, Side]]:
    """Olena and Martin at their computers, both members of the team."""
    clock = system_clock()
    address, aliases = sample_addresses()
    password = secrets.token_urlsafe()
    server = PymapServer(
        build_sample(clock.now()), clock=clock, user=address, password=password, addresses=aliases
    )
    with server, ExitStack() as stack:
        settings = server.settings(ACCOUNT)
        sides = [
            stack.enter_context(_side(app, folder / name, name, settings, password))
            for name in ("Olena", "Martin")
        ]
        for side in sides:
            colour = "#7a5ea8" if side.name == "Olena" else "#3c7580"
            me = Me(side.name, "", colour, f"{side.name}’s laptop")
            side.runtime.perform(introduce_me, side.account, me, now=clock.now()).result()
            wait(lambda side=side: side.queries.team(side.account).me is not None)  # type: ignore[misc]
        for side in sides:
            wait(lambda side=side: side.runtime.progress() is None)  # type: ignore[misc]
            wait(lambda side=side: len(side.queries.team(side.account).members) == 2)  # type: ignore[misc]
            wait(lambda side=side: side.queries.ticket_count(Queue.ALL) > 40)  # type: ignore[misc]
        olena, martin = sides
        yield olena, martin


@contextmanager
def _side(
    app: QApplication, profile: Path, name: str, settings: AccountSettings, password: str
) -> Iterator[Side]:
    profile.mkdir(parents=True)
    clock = system_clock()
    vault = SessionVault(MemoryVault({ACCOUNT: password}))
    runtime = build_runtime(profile, vault)
    runtime.start()
    runtime.perform(add_account, settings).result()
    window, tasks = build_window(
        app,
        profile=profile,
        runtime=runtime,
        commands=WindowCommands(runtime, clock),
        mailboxes=Mailboxes(WindowBook(runtime), vault, clock, runtime.logins),
        open_queries=lambda: Queries.open(profile / DATABASE, clock.now),
        clock=clock,
        open_url=lambda _: None,
    )
    queries = Queries.open(profile / DATABASE, clock.now)
    window.resize(_SIZE)
    window.setWindowTitle(f"Postroom: {name}")
    window.show()
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    try:
        yield Side(name, window, tasks, runtime, queries, clock)
    finally:
        window.close()
        window.release()
        tasks.stop()
        queries.close()
        runtime.stop()


def picture(sides: tuple[Side, Side], path: Path) -> None:
    """Both windows side by side, each under the name of whose it is."""
    spin(_PAINT_MS)
    images = [side.window.grab().toImage() for side in sides]
    width = sum(image.width() for image in images) + _GAP
    height = max(image.height() for image in images) + _CAPTION
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(_AROUND)
    painter = QPainter(made)
    font = painter.font()
    font.setPixelSize(_CAPTION // 2)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("white"))
    place = 0
    for side, image in zip(sides, images, strict=True):
        caption = QRect(place + _GAP, 0, image.width() - 2 * _GAP, _CAPTION)
        painter.drawText(caption, Qt.AlignmentFlag.AlignVCenter, f"{side.name}’s computer")
        painter.drawImage(place, _CAPTION, image)
        place += image.width() + _GAP
    painter.end()
    made.save(str(path))


def show_claim(olena: Side, martin: Side, codes: list[str]) -> None:
    """Olena takes a ticket and begins to write; Martin sees both."""
    code = codes[0]
    olena.open(code)
    martin.open(code)
    olena.window.team.deeds.take_on()
    wait(lambda: _is_of(martin, code, "Olena"))
    writing = olena.window.writing
    writing.write(DraftKind.REPLY)
    wait(lambda: writing.room.inline is not None and writing.room.inline.draft is not None)
    if writing.room.inline is not None:
        writing.room.inline.edit.insertPlainText(_ANSWER)
    wait(lambda: _has_company(martin, code))
    wait(martin.window.conversation.header.team.presence.isVisible)


def _is_of(side: Side, code: str, name: str) -> bool:
    row = side.row(code)
    return row is not None and row.assignee is not None and row.assignee.name == name


def _has_company(side: Side, code: str) -> bool:
    row = side.row(code)
    return row is not None and bool(row.present)


def show_offline(olena: Side, martin: Side, codes: list[str]) -> None:
    """Martin has no network: what he does waits, visibly; Olena sets the same field meanwhile."""
    code = codes[1]
    olena.open(code)
    martin.open(code)
    martin.runtime.pause()
    martin.window.team.set_status(Status.WAITING)
    olena.window.team.set_status(Status.CLOSED)
    wait(lambda: _status(martin, code) is Status.WAITING)
    wait(lambda: _status(olena, code) is Status.CLOSED)
    wait(lambda: not olena.queries.team(olena.account).unsent)
    spin(1500)


def _status(side: Side, code: str) -> Status | None:
    row = side.row(code)
    return row.status if row is not None else None


def show_conflict(olena: Side, martin: Side, codes: list[str]) -> None:
    """Martin is back: both see both words, and one click chooses."""
    code = codes[1]
    martin.runtime.resume()
    for side in (olena, martin):
        wait(lambda side=side: (row := side.row(code)) is not None and row.disputed)  # type: ignore[misc]
        side.open(code)
        wait(side.window.conversation.conflicts.isVisible)
        wait(lambda side=side: not side.queries.team(side.account).unsent)  # type: ignore[misc]


def show_merge(olena: Side, martin: Side, codes: list[str]) -> None:
    """Olena merges two tickets; at Martin's they become one under the same code."""
    kept, other = codes[2], codes[3]
    olena.open(kept)
    martin.open(kept)
    rows = [row for code in (kept, other) if (row := olena.row(code)) is not None]
    olena.window.team.merging.merge_into(rows, rows[0].id)
    for side in (olena, martin):
        wait(lambda side=side: side.ids(other) == side.ids(kept))  # type: ignore[misc]
        side.open(kept)
    spin(_PAINT_MS)  # what the merge tells is announced
    for side in (olena, martin):
        side.window.conversation.read_again(anew=True)


SCENES: tuple[tuple[str, Callable[[Side, Side, list[str]], None]], ...] = (
    ("claim", show_claim),
    ("offline", show_offline),
    ("conflict", show_conflict),
    ("merge", show_merge),
)


def photograph(folder: Path) -> list[Path]:
    """Make the four pictures; returns their files. Main thread only."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.name == "posix" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    app = application()
    install_language(app)
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with (
        tempfile.TemporaryDirectory(prefix="postroom-two-", ignore_cleanup_errors=True) as home,
        two_sides(app, Path(home)) as sides,
    ):
        olena = sides[0]
        rows = olena.queries.tickets(Queue.NEEDS_REPLY, offset=0, limit=8)
        codes = [row.code for row in rows]
        for name, scene in SCENES:
            scene(*sides, list(codes))
            made.append(folder / f"{name}.png")
            picture(sides, made[-1])
    return made


def main() -> None:
    """Make the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for path in photograph(parser.parse_args().folder):
        print(path)  # noqa: T201 - the program's answer


if __name__ == "__main__":
    main()
