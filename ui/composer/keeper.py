"""Saves what is written at each pause, so that a kill loses less than a second of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.outgoing import DraftContent, DraftId
from app.services import drafts
from ui.answers import Answers
from ui.composer.lines import Line, to_html
from ui.ports import Runtime

PAUSE_MS = 300
LONGEST_MS = 700
"""Of typing without a pause, after which it is saved all the same."""
_CURSOR_MS = 1_500
_AGAIN_MS = 4_000

Written = tuple[DraftContent, Sequence[Line]]
"""What a draft says but for its text, and the lines of that."""


class Keeper(QObject):
    """GUI thread only; one saving is under way at a time, the HTML is made on the writer's thread.

    `touch` where something was written, `touch_cursor` where only the cursor moved.
    """

    saved = Signal(int)
    """The version that is safe now."""
    failed = Signal(str)
    """Saving failed; it is tried again by itself."""

    def __init__(
        self,
        runtime: Runtime,
        answers: Answers,
        written: Callable[[], Written],
        now: Callable[[], int],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._runtime, self._answers = runtime, answers
        self._written, self._now = written, now
        self._draft: DraftId | None = None
        self._last: Written | None = None
        self._dirty = self._under_way = self._ended = False
        self._waiting: list[Callable[[], None]] = []
        self._pause = self._timer(PAUSE_MS)
        self._longest = self._timer(LONGEST_MS)
        self._cursor = self._timer(_CURSOR_MS)

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(self._save)
        return timer

    def begin(self, draft: DraftId) -> None:
        """Save to this draft from now on; it says what is written now already."""
        self._draft, self._last = draft, self._written()
        self._dirty = False

    @property
    def is_safe(self) -> bool:
        """Whether all that was written is saved."""
        return not self._dirty and not self._under_way

    def touch(self) -> None:
        """Something was written."""
        self._dirty = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def touch_cursor(self) -> None:
        """The cursor moved; to lose that would be no harm."""
        self._cursor.start()

    def flush(self, then: Callable[[], None] | None = None) -> None:
        """Save at once; ``then`` is called once all is safe, not where saving fails."""
        if then is not None:
            self._waiting.append(then)
        self._save()

    def resume(self) -> None:
        """Whoever waited for all to be safe does so no more."""
        self._waiting.clear()

    def drop(self) -> None:
        """Save nothing more."""
        self._ended = True
        for timer in (self._pause, self._longest, self._cursor):
            timer.stop()
        self._waiting.clear()

    def _save(self) -> None:
        for timer in (self._pause, self._longest, self._cursor):
            timer.stop()
        if self._draft is None or self._ended:
            return
        if self._under_way:
            self._dirty = True
            return
        written = self._written()
        self._dirty = False
        if written == self._last:
            self._tell()
            return
        self._under_way = True
        self._answers.follow(
            self._runtime.perform(save, self._draft, written, now=self._now()),
            lambda version: self._done(written, version),
            self._fail,
        )

    def _done(self, written: Written, version: int) -> None:
        self._under_way, self._last = False, written
        self.saved.emit(version)
        if self._dirty and not self._pause.isActive():
            self._save()
        elif not self._dirty:
            self._tell()
        elif self._waiting:
            self._save()

    def _fail(self, error: Exception) -> None:
        self._under_way, self._dirty = False, True
        self._waiting.clear()
        self.failed.emit(str(error))
        if not self._ended:
            QTimer.singleShot(_AGAIN_MS, self, self._save)

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()


def save(store: Any, transaction: Any, draft: DraftId, written: Written, *, now: int) -> int:  # noqa: ANN401 - as commands are
    """Write the text out and store it, on the writer's thread; see `app.services.drafts.save`."""
    content, lines = written
    whole = replace(content, body=to_html(lines))
    return drafts.save(store, transaction, draft, whole, now=now)
