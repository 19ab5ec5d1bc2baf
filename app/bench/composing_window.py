"""A composer that keys are pressed in, in a process of its own: ``FILE KEYS``, figures as JSON.

A key press counts from the key event until everything that it made Qt do is done and painted, in
milliseconds. Between two the hand rests, as a fast typist's does, while slips come home and are
drawn; how long that keeps the window busy at a time is measured as well.

The same keys are pressed in the same places of the same letter several times: what one key costs
is the median of its rounds, since a machine that does other things as well takes any work now and
then for a multiple of its time. How often this one does so is measured beside it.
"""

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from app.bench.timing import seconds
from app.runtime.spelling import Spelling
from ui.app import application
from ui.composer.editor import ComposeEdit
from ui.composer.spelling import SpellingWatch
from ui.theme import LIGHT

_TYPED = "the parcel was recieved yesterday, спасибо за терпние и подробное писмо. "
_PLACES = 12
"""Where in the letter typing goes on after a while: beginning, end and between."""
_REST_MS = 20
_ROUNDS = 5
_PATIENCE = 300.0

Edit = ComposeEdit | QTextEdit
Times = dict[str, list[float]]


def main() -> None:
    """Measure and print."""
    letter, keys = Path(sys.argv[1]).read_text("utf-8"), int(sys.argv[2])
    app = application()
    bare = _shown(QTextEdit(), letter)
    measured = {"bare": _medians([_typing(app, bare, keys, letter) for _ in range(_ROUNDS)], "key")}
    bare.hide()
    spelling = Spelling(None)
    try:
        editor = ComposeEdit(LIGHT)
        watch = SpellingWatch(editor, spelling)
        _shown(editor, letter)
        rounds = [_typing(app, editor, keys, letter, watch) for _ in range(_ROUNDS)]
        measured["slips"] = [watch.slips()]
        watch.stop()
    finally:
        spelling.close()
    for name in ("key", "processor"):
        measured[name] = _medians(rounds, name)
    for name in ("key", "between", "fixed"):
        measured[f"all {name}"] = [value for one in rounds for value in one[name]]
    measured["words"] = [len(letter.split())]
    print(json.dumps(measured))  # noqa: T201 - its answer


def _medians(rounds: Sequence[Times], name: str) -> list[float]:
    return [median(values) for values in zip(*(one[name] for one in rounds), strict=True)]


def _shown(editor: Edit, letter: str) -> Edit:
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


def _typing(
    app: QApplication, editor: Edit, keys: int, letter: str, watch: SpellingWatch | None = None
) -> Times:
    """Press keys in the letter as it was at first; always the same."""
    chance = random.Random(9)  # noqa: S311 - nothing secret
    found: Times = {"key": [], "processor": [], "between": [], "fixed": []}
    editor.setPlainText(letter)
    if watch is not None:
        _settle(app, watch)
    size = editor.document().characterCount() - 1
    for number in range(keys):
        if number % max(1, keys // _PLACES) == 0:
            cursor = editor.textCursor()
            cursor.setPosition(chance.choice((0, size, chance.randrange(size))))
            cursor.movePosition(QTextCursor.MoveOperation.EndOfWord)
            editor.setTextCursor(cursor)
            _rest(app)
        typed = _TYPED[number % len(_TYPED)]
        began, processor = time.perf_counter(), time.thread_time()
        _press(editor, typed)
        app.processEvents()
        found["key"].append(1000 * (time.perf_counter() - began))
        found["processor"].append(1000 * (time.thread_time() - processor))
        found["between"].append(_rest(app))
        found["fixed"].append(1000 * seconds(_compute))
    return found


def _compute() -> None:
    """Compute for two milliseconds of processor time, without memory, Qt or a disk."""
    end = time.thread_time() + 0.002
    while time.thread_time() < end:
        pass


def _press(editor: Edit, letter: str) -> None:
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
