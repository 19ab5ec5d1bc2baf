"""A composer that keys are pressed in, in a process of its own: ``FILE KEYS``, figures as JSON.

A key press counts from the key event until everything that it made Qt do is done and painted, in
milliseconds. Between two the hand rests, as a fast typist's does, while slips come home and are
drawn; how long that keeps the window busy at a time is measured as well.
"""

import json
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from app.runtime.spelling import Spelling
from ui.app import application
from ui.composer.editor import ComposeEdit
from ui.composer.spelling import SpellingWatch
from ui.theme import LIGHT

_TYPED = "the parcel was recieved yesterday, спасибо за терпние и подробное писмо. "
_PLACES = 12
"""Where in the letter typing goes on after a while: beginning, end and between."""
_REST_MS = 30
_PATIENCE = 300.0


def main() -> None:
    """Measure and print."""
    letter, keys = Path(sys.argv[1]).read_text("utf-8"), int(sys.argv[2])
    app = application()
    plain = _typing(app, _editor(letter), keys // 3)
    spelling = Spelling(None)
    try:
        editor = _editor(letter)
        watch = SpellingWatch(editor, spelling)
        _settle(app, watch)
        slips = watch.slips()
        measured = _typing(app, editor, keys)
        watch.stop()
    finally:
        spelling.close()
    measured |= {"plain": plain["key"], "slips": [slips], "words": [len(letter.split())]}
    print(json.dumps(measured))  # noqa: T201 - its answer


def _editor(letter: str) -> QTextEdit:
    editor = ComposeEdit(LIGHT)
    editor.resize(760, 640)
    editor.setPlainText(letter)
    editor.show()
    QTest.qWaitForWindowExposed(editor)
    return editor


def _settle(app: QApplication, watch: SpellingWatch) -> None:
    end = time.perf_counter() + _PATIENCE
    watch.hurry()
    while not watch.is_settled:
        if time.perf_counter() > end:
            raise TimeoutError("Nothing was heard of the spelling")
        app.processEvents()
        time.sleep(0.001)


def _typing(app: QApplication, editor: QTextEdit, keys: int) -> dict[str, list[float]]:
    chance = random.Random(9)  # noqa: S311 - nothing secret
    found: dict[str, list[float]] = {"key": [], "processor": [], "between": []}
    size = editor.document().characterCount() - 1
    for number in range(keys):
        if number % max(1, keys // _PLACES) == 0:
            cursor = editor.textCursor()
            cursor.setPosition(chance.choice((0, size, chance.randrange(size))))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
            editor.setTextCursor(cursor)
            _rest(app)
        letter = _TYPED[number % len(_TYPED)]
        began, processor = time.perf_counter(), time.thread_time()
        _press(editor, letter)
        app.processEvents()
        found["key"].append(1000 * (time.perf_counter() - began))
        found["processor"].append(1000 * (time.thread_time() - processor))
        found["between"].append(_rest(app))
    return found


def _press(editor: QTextEdit, letter: str) -> None:
    if letter.isascii():
        QTest.keyClicks(editor, letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest has no Cyrillic keys
        key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(editor, key)


def _rest(app: QApplication) -> float:
    """Let the hand rest; return the longest time for which a key would have had to wait, ms."""
    longest = 0.0
    end = time.perf_counter() + _REST_MS / 1000
    while (began := time.perf_counter()) < end:
        app.processEvents()
        longest = max(longest, time.perf_counter() - began)
        time.sleep(0.0005)
    return 1000 * longest


if __name__ == "__main__":
    main()
