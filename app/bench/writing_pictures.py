"""Pictures of writing a letter: the composer with all that helps, the outbox, and taking back.

Run as a program: ``python -m app.bench.writing_pictures FOLDER``; ``--scene NAME`` makes only that.
The mailbox is the sample one, served on this machine; each scene is made through the window
and its commands, once in light and once in dark. A scene leaves the window as it found it.
"""

import argparse
import json
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.bench.side_by_side import Side, spin, two_sides, wait
from app.domain.outgoing import DraftId, DraftKind, HeldFor, Refusal
from app.domain.tickets import Queue
from app.services import outbox as steps
from app.services.template_files import bring_in, starter
from ui.app import application, install_language
from ui.composer.panel import ComposerPanel
from ui.composer.room import Gate
from ui.theme import Appearance

_SIZE = QSize(1280, 860)
_PAINT_MS = 700
_SLIPS = 3
_SCREEN = {"name": "wide", "x": 0, "y": 0, "width": 1920, "height": 1200}
"""Menus keep within the screen; the one that Qt draws on by itself is smaller than a window."""
_TEXT = (
    "<p>Hello Lucy,</p><p>thank you for the photo. The grinder of this series has a <b>second"
    " screw</b> below the lid:</p><ol><li>Take the hopper off.</li><li>Loosen the screw half a"
    " turn.</li><li>Put it back and try with a handful of beans.</li></ol><p>If it still stops, we"
    " send you a new motor on <b>Tuesday</b>.</p>"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One person's window, with tickets to write in."""

    side: Side
    codes: tuple[str, ...]
    gate: Gate | None
    """Looks at letters before they leave; here in its own scene alone."""

    def reply(self, code: str, html: str = "") -> ComposerPanel:
        """Begin an answer and write into it."""
        window = self.side.window
        self.side.open(code)
        window.writing.write(DraftKind.REPLY)
        wait(lambda: (panel := window.writing.slot.panel) is not None and panel.draft is not None)
        panel = window.writing.slot.panel
        assert panel is not None  # noqa: S101 - it was just waited for
        if html:
            panel.edit.selectAll()
            panel.edit.insert_html(html)
        wait(lambda: panel.keeper.is_safe)
        return panel

    def discard(self) -> None:
        """Leave nothing behind of what was begun."""
        panel = self.side.window.writing.slot.panel
        if panel is not None and panel.draft is not None:
            self.side.window.writing.room.discard(panel)
            wait(lambda: self.side.window.writing.slot.panel is None)


Scene = Callable[[Stage], QWidget]
"""Shows something and returns what is to be photographed."""


def composer(stage: Stage) -> QWidget:
    """An answer with looks, a list and a file."""
    panel = stage.reply(stage.codes[0], _TEXT)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Инструкция к кофемолке.pdf"
        path.write_bytes(b"%PDF-1.7\n" + secrets.token_bytes(240_000))
        panel.baggage.attach([path])
        wait(lambda: bool(panel.baggage.files))
    return stage.side.window


def blanks(stage: Stage) -> QWidget:
    """Blanks of a template that are to be filled."""
    panel = stage.reply(
        stage.codes[0],
        '<p>Hello Lucy,</p><p>your order <mark data-blank="order number">⟦order number⟧</mark> left'
        ' us on <mark data-blank="day">⟦day⟧</mark>.</p>',
    )
    panel.send(None)
    return stage.side.window


def undo(stage: Stage) -> QWidget:
    """A letter that leaves in some seconds."""
    panel = stage.reply(stage.codes[0], _TEXT)
    panel.send(None)
    window = stage.side.window
    wait(lambda: bool(window.writing.bar.text))
    return window


def outbox(stage: Stage) -> QWidget:
    """A letter that a server refused, one that waits, one that nobody can know of."""
    window = stage.side.window
    perform, now = stage.side.runtime.perform, stage.side.clock.now()
    refused, unsure, held = [_sent(stage, code) for code in stage.codes[1:4]]
    said = "550 5.1.1 No such person here"
    refusal = Refusal("lucy@harbourstreet.example", 550, said)
    why = HeldFor.RECIPIENTS
    perform(steps.hold, refused, why, now=now, said=said, refusals=(refusal,)).result()
    perform(steps.handing, unsure, now=now).result()
    perform(steps.unsure, unsure, now=now).result()
    perform(steps.hold, held, HeldFor.NEW_LETTER, now=now).result()
    panel = stage.reply(stage.codes[4], _TEXT)
    panel.send(None, now + 86_400)
    wait(lambda: window.writing.slot.panel is None)
    window.writing.show_outbox()
    spin(_PAINT_MS)
    return window.writing.outbox.dialog or window


def _sent(stage: Stage, code: str) -> DraftId:
    """Send an answer to a ticket; it leaves in ten seconds."""
    panel = stage.reply(code, _TEXT)
    draft = panel.draft
    assert draft is not None  # noqa: S101 - it was waited for
    panel.send(None)
    wait(lambda: stage.side.window.writing.slot.panel is not panel)
    return draft.id


def refused(stage: Stage) -> QWidget:
    """A letter that was not delivered, in its ticket."""
    if (dialog := stage.side.window.writing.outbox.dialog) is not None:
        dialog.close()
    stage.side.open(stage.codes[1])
    return stage.side.window


def spelling(stage: Stage) -> QWidget:
    """Misspelled words of two languages, and the menu that helps."""
    panel = stage.reply(
        stage.codes[0],
        "<p>Hello Lucy, we recieved the foto and will answer tommorow.</p>"
        "<p>Здравствуйте, мы палучили ваше письмо и уже атправили новый мотор.</p>",
    )
    aids = stage.side.window.writing.aids
    wait(lambda: aids is not None and len(aids.slips(panel)) > _SLIPS)
    panel.edit.move_to(22)
    place = panel.edit.cursorRect().center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, panel.edit.mapToGlobal(place)
    )
    panel.edit.contextMenuEvent(event)
    spin(2 * _PAINT_MS)
    return stage.side.window


def gate(stage: Stage) -> QWidget:
    """What should be looked at before the letter leaves."""
    room = stage.side.window.writing.room
    room.gate = stage.gate
    panel = stage.reply(
        stage.codes[0],
        "<p>Hello Martin, please see the attached manual. We will come back to you.</p>",
    )
    panel.head.cc.show()
    panel.head.cc.field.setText("boss@elsewhere.example")
    panel.head.cc.field.taken.emit()
    panel.send(None)
    wait(lambda: panel.findChild(QWidget, "gate") is not None)
    room.gate = None
    return stage.side.window


def templates(stage: Stage) -> QWidget:
    """Templates found by a slash and some letters."""
    side = stage.side
    found = starter("en")
    side.runtime.perform(bring_in, side.account, found, now=side.clock.now()).result()
    panel = stage.reply(stage.codes[0], "<p>Hello Lucy,</p><p><br></p>")
    panel.edit.setFocus()
    QTest.keyClicks(panel.edit, "/")
    spin(2 * _PAINT_MS)
    return stage.side.window


SCENES: dict[str, Scene] = {
    "composer": composer,
    "templates": templates,
    "blanks": blanks,
    "spelling": spelling,
    "gate": gate,
    "undo": undo,
    "outbox": outbox,
    "refused": refused,
}
"""In this order; others are added here."""


def _with_popups(shown: QWidget) -> QPixmap:
    """A picture of a window with the menus and lists that stand over it."""
    picture = shown.grab()
    painter = QPainter(picture)
    for popup in _popups():
        painter.drawPixmap(popup.pos() - shown.mapToGlobal(QPoint(0, 0)), popup.grab())
    painter.end()
    return picture


def _popups() -> list[QWidget]:
    kinds = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.Tool)
    return [
        each
        for each in QApplication.topLevelWidgets()
        if each.isVisible() and (isinstance(each, QMenu) or each.windowType() in kinds)
    ]


def _close_popups() -> None:
    for popup in _popups():
        popup.close()


@contextmanager
def stage(app: QApplication, home: Path) -> Iterator[Stage]:
    """A window over the sample mailbox, with a teammate's beside it."""
    with ExitStack() as stack:
        olena, martin = stack.enter_context(two_sides(app, home))
        martin.window.hide()
        olena.window.resize(_SIZE)
        rows = olena.queries.tickets(Queue.NEEDS_REPLY, offset=0, limit=8)
        room = olena.window.writing.room
        made = Stage(olena, tuple(row.code for row in rows), room.gate)
        room.gate = None
        yield made


def photograph(folder: Path, names: Sequence[str], language: str) -> list[Path]:
    """Make the pictures; returns their files. Main thread only."""
    folder.mkdir(parents=True, exist_ok=True)
    screens = folder / "screen.json"
    screens.write_text(json.dumps({"screens": [_SCREEN]}), encoding="utf-8")
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={screens}")
    if os.name == "posix" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    app = application()
    QLocale.setDefault(QLocale(language))
    install_language(app, QLocale(language))
    made = []
    with (
        tempfile.TemporaryDirectory(prefix="postroom-writing-", ignore_cleanup_errors=True) as home,
        stage(app, Path(home)) as here,
    ):
        for name in names or list(SCENES):
            shown = SCENES[name](here)
            here.side.window.list_pane.undo_bar.close_now()
            for look in (Appearance.LIGHT, Appearance.DARK):
                here.side.window.choose_appearance(look)
                spin(_PAINT_MS)
                wait(here.side.is_painted)
                made.append(folder / f"{name}-{look.value}.png")
                _with_popups(shown).save(str(made[-1]))
            here.side.window.choose_appearance(Appearance.LIGHT)
            _close_popups()
            here.discard()
    screens.unlink()
    return made


def main() -> None:
    """Make the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scene", action="append", choices=SCENES, default=[])
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    for path in photograph(options.folder, options.scene, options.language):
        print(path)  # noqa: T201 - the program's answer


if __name__ == "__main__":
    main()
