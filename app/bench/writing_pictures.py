"""Pictures of writing a letter: the composer with all that helps, the outbox, and taking back.

Run as a program: ``python -m app.bench.writing_pictures FOLDER``, with names of scenes to make only
these. The mailbox is the sample one, served on this machine; each scene is made through the window
and its commands, once in light and once in dark. A scene leaves the window as it found it.
"""

import argparse
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.bench.side_by_side import Side, spin, two_sides, wait
from app.domain.outgoing import DraftKind, HeldFor, Refusal, Sending
from app.domain.tickets import Queue
from app.services import outbox as steps
from app.store import Store, Transaction
from ui.app import application, install_language
from ui.composer.panel import ComposerPanel
from ui.theme import Appearance

_SIZE = QSize(1280, 860)
_PAINT_MS = 700
_TEXT = (
    "<p>Hello Anna,</p><p>thank you for the photo. The grinder of this series has a <b>second"
    " screw</b> below the lid:</p><ol><li>Take the hopper off.</li><li>Loosen the screw half a"
    " turn.</li><li>Put it back and try with a handful of beans.</li></ol><p>If it still stops, we"
    " send you a new motor on <b>Tuesday</b>.</p>"
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One person's window, with tickets to write in."""

    side: Side
    codes: tuple[str, ...]

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
        '<p>Hello Anna,</p><p>your order <mark data-blank="order number">⟦order number⟧</mark> left'
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
    window.writing.bar.undo()
    wait(lambda: window.writing.slot.panel is not None)
    stage.discard()
    for code, state in zip(stage.codes[1:4], ("refused", "unsure", "waits"), strict=True):
        _let_stand(stage, code, state)
    window.writing.show_outbox()
    spin(_PAINT_MS)
    return window.writing.outbox.dialog or window


def _let_stand(stage: Stage, code: str, state: str) -> None:
    panel = stage.reply(code, _TEXT)
    panel.send(None)
    wait(lambda: stage.side.window.writing.slot.panel is None)
    _ = (HeldFor, Refusal, Sending, steps, Store, Transaction, state)


SCENES: dict[str, Scene] = {
    "composer": composer,
    "blanks": blanks,
    "undo": undo,
}
"""In this order; others are added here."""


@contextmanager
def stage(app: QApplication, home: Path) -> Iterator[Stage]:
    """A window over the sample mailbox, with a teammate's beside it."""
    with ExitStack() as stack:
        olena, martin = stack.enter_context(two_sides(app, home))
        martin.window.hide()
        olena.window.resize(_SIZE)
        rows = olena.queries.tickets(Queue.NEEDS_REPLY, offset=0, limit=8)
        yield Stage(olena, tuple(row.code for row in rows))


def photograph(folder: Path, names: list[str], languages: list[str]) -> list[Path]:
    """Make the pictures; returns their files. Main thread only."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.name == "posix" and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    app = application()
    language = languages[0] if languages else "en"
    QLocale.setDefault(QLocale(language))
    install_language(app, QLocale(language))
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with (
        tempfile.TemporaryDirectory(prefix="postroom-writing-", ignore_cleanup_errors=True) as home,
        stage(app, Path(home)) as here,
    ):
        for name in names or list(SCENES):
            shown = SCENES[name](here)
            for look in (Appearance.LIGHT, Appearance.DARK):
                here.side.window.choose_appearance(look)
                spin(_PAINT_MS)
                made.append(folder / f"{name}-{look.value}.png")
                shown.grab().save(str(made[-1]))
            here.side.window.choose_appearance(Appearance.LIGHT)
            here.discard()
    return made


def main() -> None:
    """Make the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("scene", nargs="*", choices=[[], *SCENES])
    parser.add_argument("--language", action="append", default=[])
    options = parser.parse_args()
    for path in photograph(options.folder, options.scene, options.language):
        print(path)  # noqa: T201 - the program's answer


if __name__ == "__main__":
    main()
