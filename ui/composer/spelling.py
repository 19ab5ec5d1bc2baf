"""Red waves under what looks misspelled, as one types, and what helps against them.

A key press only follows the slips that are known and starts a timer; blocks that changed are looked
through by another process (`app.runtime.spelling`), and what it finds is painted when it comes.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from app.domain.spelling import Checked, Slip, SlipKind
from app.runtime.spelling import SpellingService
from ui.answers import Answers
from ui.composer.documents import changed_blocks
from ui.composer.editor import ComposeEdit
from ui.composer.spelling_blocks import LANGUAGE, Former, Found, found_in, in_units, paragraph_of
from ui.composer.spelling_menu import SpellingMenu, open_at_next
from ui.composer.spelling_parts import (
    Asked,
    Guesses,
    Retries,
    Then,
    Waves,
    WordBook,
    place_of,
    timer,
)

KEYS = ("Ctrl+.", "Alt+F7")
"""Open the suggestions at the next slip."""

_GAP_MS = 120
"""From a change until it is looked through; a next key press begins it anew."""
_LONGEST_GAP_MS = 500
"""From the first of many changes."""
_RECOUNT_MS = 300
"""From the last answer until slips are counted."""
_STILL_MS = 2_000
"""After which a word under the cursor is no longer being typed."""
_AT_ONCE = 12
"""Blocks asked for in one go; each takes this thread a tenth of a millisecond."""
_TYPED = 40
"""Characters up to which a change is taken for typing."""
_PATIENCE_MS = 1_500
"""How long somebody who sends waits for what is being looked through."""
_ATTEMPTS = 3
"""At a block that has no answer; it may be what ends the process."""
_LITTLE = 3
"""Evidence below which a block is read in the light of the others."""


class SpellingWatch(QObject):
    """Watches one editor. GUI thread only; call `stop` before the service is closed."""

    counted = Signal(int)
    """How many slips there are now, whenever that changes."""
    given_up = Signal(bool)
    """Whether something is looked through again only after `try_again`."""

    def __init__(
        self,
        editor: ComposeEdit,
        spelling: SpellingService,
        *,
        book: WordBook | None = None,
        colour: str = "#d03030",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or editor)
        self._editor = editor
        self._spelling = spelling
        self.book = book
        self._stopped = self._gave_up = False
        self._former = Former()
        self._blocks: list[Found] = []
        """Of all blocks, also of some that are gone."""
        self._ignored: set[str] = set()
        self._pending = 0
        self._told = 0
        self._typing = self._edited = False
        self._hidden: QTextCursor | None = None
        self._waiting: list[tuple[QTextCursor, Found]] = []
        self._leaning: Counter[str] = Counter()
        self._answers = Answers(lambda _: None, self)
        self._retries = Retries(self, self._ask)
        self._then: list[Callable[[], None]] = []
        self._guesses = Guesses(spelling, self._answers)
        self._gap = timer(self, _GAP_MS, self._ask)
        self._patience = timer(self, _LONGEST_GAP_MS, lambda: None)
        self._still = timer(self, _STILL_MS, self._rest)
        self._recount = timer(self, _RECOUNT_MS, self._count)
        self._last_call = timer(self, _PATIENCE_MS, self._go_on)
        self._waves = Waves(QColor(colour))
        self._follow_all()
        editor.paint_over = self._paint
        editor.document().contentsChange.connect(self._note)
        editor.cursorPositionChanged.connect(self._moved)
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key), editor)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self.go_to_next)
        editor.menu_opening.connect(self.add_to_menu)

    # --- what there is ------------------------------------------------------------------------

    def slips(self) -> int:
        """How many slips stand in the text, the one being typed included; quick."""
        self._blocks = [found for found in self._blocks if shiboken6.isValid(found)]
        ignored = self._ignored
        return sum(slip.word not in ignored for found in self._blocks for slip in found.slips)

    def found(self) -> Iterator[tuple[int, Slip]]:
        """Yield each slip with its place in the document (Qt's count)."""
        block = self._editor.document().begin()
        while block.isValid():
            found = found_in(block)
            if found is not None:
                for slip in found.slips:
                    if not self._is_ignored(slip):
                        yield block.position() + slip.start, slip
            block = block.next()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was written has been looked through; True where nothing can."""
        waits = self._waiting and not self._retries.are_over
        return not (self._pending or waits or self._gap.isActive())

    @property
    def is_unchecked(self) -> bool:
        """Whether something that is written has not been looked through (yet)."""
        there = filter(shiboken6.isValid, self._blocks)
        return self._pending > 0 or any(found.stale and found.text.strip() for found in there)

    def hurry(self) -> None:
        """Look through what waits at once."""
        while self._waiting and not self._retries.rest:
            self._ask()
        self._gap.stop()

    def settle(self, then: Callable[[], None]) -> None:
        """Hurry, and call ``then``: not later than after some moments, never after `stop`."""
        self.hurry()
        if self.is_settled:
            then()
        else:
            self._then.append(then)
            self._last_call.start()

    def _go_on(self) -> None:
        self._last_call.stop()
        now, self._then = self._then, []
        for then in now:
            then()

    def try_again(self) -> None:
        """Look through what had no answer, though it was given up."""
        self._retries.stop()
        for found in filter(shiboken6.isValid, self._blocks):
            found.failures = 0
        self._follow_all()
        self._tell()

    def set_colour(self, colour: str) -> None:
        """Paint waves in another colour from now on."""
        self._waves.set_colour(QColor(colour))
        self._editor.viewport().update()

    def recheck(self) -> None:
        """Look through everything again: other words are known now."""
        self._guesses.forget()
        for found in self._blocks:
            if shiboken6.isValid(found):
                found.stale = True
        self._follow_all()

    def stop(self) -> None:
        """Ask and paint nothing any more."""
        self._stopped = True
        self._answers.stop()
        self._retries.stop()
        for each in (self._gap, self._patience, self._still, self._recount, self._last_call):
            each.stop()
        self._waiting.clear()
        self._then.clear()
        if shiboken6.isValid(self._editor):
            self._editor.paint_over = None
            self._editor.viewport().update()

    # --- following the text -------------------------------------------------------------------

    def _follow_all(self) -> None:
        block = self._editor.document().begin()
        while block.isValid():
            self._follow(block)
            block = block.next()

    def _follow(self, block: QTextBlock) -> None:
        """Keep what is known of a block that may have changed; have it looked through again."""
        text, found = block.text(), found_in(block)
        if found is None:
            found = Found()
            if self._former.text.endswith(text):  # the end of a paragraph that was divided
                found.text, found.slips = self._former.text, self._former.slips
            found.follow(text)
            block.setUserData(found)
            self._blocks.append(found)
        elif found.text != text:
            self._former = Former(found.text, found.slips)
            found.follow(text)
        if found.stale:
            self._want(block, found)

    def _want(self, block: QTextBlock, found: Found) -> None:
        found.stale = True
        if not found.queued:
            found.queued = True
            self._waiting.append((place_of(block), found))
        self._ask_soon()

    @Slot(int, int, int)
    def _note(self, place: int, removed: int, added: int) -> None:
        if self._stopped:
            return
        self._edited = True
        self._typing = 0 <= removed <= _TYPED and added <= _TYPED
        self._still.start()
        for block in changed_blocks(self._editor.document(), place, removed, added):
            self._follow(block)

    @Slot()
    def _moved(self) -> None:
        if self._edited:
            self._edited = False
        else:
            self._typing = False
        if self._hidden is not None and not self._typing:
            self._show_hidden()

    def _rest(self) -> None:
        self._typing = self._edited = False
        if self._hidden is not None:
            self._show_hidden()

    def _show_hidden(self) -> None:
        hidden, self._hidden = self._hidden, None
        if hidden is not None and not self._stopped:
            self._editor.update_block(hidden.block())

    # --- painting -----------------------------------------------------------------------------

    def shown(self, block: QTextBlock) -> Iterator[Slip]:
        """Yield the slips of a block that have a wave: not the word that is being typed."""
        found = found_in(block)
        if found is None or not found.slips or self._stopped:
            return
        at = self._editor.textCursor().position() - block.position() if self._typing else -1
        for slip in found.slips:
            if self._is_ignored(slip):
                continue
            if slip.start <= at <= slip.end and slip.kind is not SlipKind.DOUBLED:
                self._hidden = QTextCursor(block)
                continue
            yield slip

    def _paint(self, painter: QPainter, block: QTextBlock, origin: QPointF) -> None:
        if found_in(block) is not None:
            self._waves.paint(painter, block, origin, self.shown(block))

    # --- asking -------------------------------------------------------------------------------

    def _ask_soon(self) -> None:
        """Ask after a pause in typing, but not too late if there is none."""
        if not self._gap.isActive():
            self._patience.start()
        if self._patience.isActive():
            self._gap.start()

    def _ask(self) -> None:
        if self._stopped or self._retries.rest:
            return
        count = 1 if self._retries.failures else _AT_ONCE
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for cursor, found in now:
            found.queued = False
            block = self._block_of(cursor, found)
            if block is None or not found.stale:
                continue
            found.stale = False
            paragraph = paragraph_of(block)
            self._pending += 1
            future = self._spelling.check(paragraph, self._leaning)
            asked = Asked(cursor, found, paragraph.text)
            arrive, fail = partial(self._arrive, asked), partial(self._fail, asked)
            self._answers.follow(future, arrive, fail)
        if self._waiting:
            self._gap.start()
        self._tell()

    def _block_of(self, cursor: QTextCursor, found: Found) -> QTextBlock | None:
        """Return the block that something is known of, wherever it went; None if it is gone."""
        block = cursor.block()
        if found_in(block) is found:
            return block
        block = self._editor.document().begin()
        while block.isValid() and found_in(block) is not found:
            block = block.next()
        return block if block.isValid() else None

    def _arrive(self, asked: Asked, checked: Checked) -> None:
        self._pending -= 1
        self._retries.note(failed=False)
        asked.found.failures = 0
        self._draw(asked, checked)
        self._tell()

    def _fail(self, asked: Asked, _error: Exception) -> None:
        """No waves are better than a letter that cannot be written; it is tried again later."""
        self._pending -= 1
        found = asked.found
        found.stale = True
        found.failures += 1
        if found.failures < _ATTEMPTS and not found.queued:
            found.queued = True
            self._waiting.append((asked.cursor, found))
        self._retries.note(failed=True)
        self._tell()

    def _draw(self, asked: Asked, checked: Checked) -> None:
        found = asked.found
        if found.text != asked.text:
            return  # it was changed meanwhile, and is asked for again
        block = self._block_of(asked.cursor, found)
        if block is None:
            return
        before = self._leading()
        self._leaning.subtract(found.evidence)
        self._leaning.update(checked.evidence)
        found.evidence = checked.evidence
        found.slips = in_units(checked, asked.text)
        self._editor.update_block(block)
        for slip in found.slips:
            self.look_for(slip)
        if self._leading() != before:
            self._read_in_new_light()

    def _leading(self) -> str:
        return max(self._leaning, key=self._leaning.__getitem__, default="")

    def _read_in_new_light(self) -> None:
        """Blocks with little evidence of their own follow the others' language."""
        self._leaning = Counter()
        block = self._editor.document().begin()
        while block.isValid():
            found = found_in(block)
            if found is not None:
                self._leaning.update(found.evidence)
                if sum(found.evidence.values()) < _LITTLE and found.text and not found.stale:
                    self._want(block, found)
            block = block.next()

    def _tell(self) -> None:
        self._recount.start()
        if self._then and self.is_settled:
            self._go_on()

    def _count(self) -> None:
        count = self.slips()
        if count != self._told:
            self._told = count
            self.counted.emit(count)
        gave_up = self._retries.are_over or any(
            found.stale and found.failures >= _ATTEMPTS for found in self._blocks
        )
        if gave_up != self._gave_up:
            self._gave_up = gave_up
            self.given_up.emit(gave_up)

    # --- helping ------------------------------------------------------------------------------

    def look_for(self, slip: Slip, then: Then | None = None) -> tuple[str, ...] | None:
        """Return suggestions if they are known; else ask for them, and call ``then``."""
        near = self._editor.textCursor().block().text().lower().split()
        return self._guesses.of(slip, near, then)

    def slip_at(self, position: int) -> tuple[int, Slip] | None:
        """Return the slip at a place of the document, with the place where it begins."""
        block = self._editor.document().findBlock(position)
        found = found_in(block)
        for slip in found.slips if found else ():
            start = block.position() + slip.start
            if start <= position <= start + slip.length and not self._is_ignored(slip):
                return start, slip
        return None

    def replace(self, start: int, slip: Slip, right: str) -> None:
        """Write something in place of a slip, if it still stands there; one undo."""
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(start + slip.length, QTextCursor.MoveMode.KeepAnchor)
        if cursor.selectedText() == slip.word:
            cursor.insertText(right)
            self._editor.setTextCursor(cursor)

    def ignore(self, slip: Slip) -> None:
        """Take a word for right in this letter."""
        self._ignored.add(slip.word)
        self._editor.viewport().update()
        self._tell()

    def learn(self, slip: Slip, *, team: bool) -> None:
        """Take a word for right from now on, for this person or the whole team."""
        self.ignore(slip)
        if self.book is not None:
            self.book.learn(slip.word, team=team)

    def forget(self, word: str) -> None:
        """Take a word for right no longer that was added to a dictionary."""
        self._ignored = {one for one in self._ignored if one.casefold() != word.casefold()}
        if self.book is not None:
            self.book.forget(word)

    def set_language(self, position: int, language: str) -> None:
        """Say which language the block at a place is in; ``""``: find out."""
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(position)
        form = cursor.blockFormat()
        form.setProperty(LANGUAGE, language)
        cursor.setBlockFormat(form)
        found = found_in(cursor.block())
        if found is not None:
            self._want(cursor.block(), found)

    @Slot(object, object)
    def add_to_menu(self, menu: QMenu, cursor: QTextCursor) -> None:
        """Put suggestions for the word at a place before all else in a menu."""
        SpellingMenu(self, menu, cursor)

    @Slot()
    def go_to_next(self) -> None:
        """Select the next slip after the cursor, or the first, and open its suggestions."""
        open_at_next(self, self._editor)

    def _is_ignored(self, slip: Slip) -> bool:
        return slip.word in self._ignored
