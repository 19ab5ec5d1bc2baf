"""What all letters that are being written share of spelling: the service, and taught words."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from app.domain.changes import ChangeSet
from app.domain.ids import AccountId
from app.domain.spelling import SpellingWords
from app.services.dictionary import add_word, forget_word
from ui.composer.editor import ComposeEdit
from ui.composer.spelling import SpellingWatch

if TYPE_CHECKING:
    from ui.composer.kit import Kit

_LANE = "spelling-words"


class SpellingDesk(QObject):
    """Watches editors and keeps their words up to date. GUI thread only."""

    def __init__(self, kit: "Kit", parent: QObject | None = None) -> None:
        super().__init__(parent or kit.window)
        self._kit = kit
        self._watches: dict[SpellingWatch, tuple[str, ...]] = {}
        self._words: SpellingWords | None = None
        kit.theme.changed.connect(self._recolour)

    def watch(
        self, editor: ComposeEdit, account: AccountId, names: Iterable[str] = ()
    ) -> SpellingWatch:
        """Draw waves in an editor from now on.

        ``account``: whose team's dictionary takes words. ``names``: of the people of the ticket.
        """
        book = _Book(self._kit, account, lambda: self._words or SpellingWords())
        watch = SpellingWatch(
            editor,
            self._kit.runtime.spelling,
            book=book,
            colour=self._kit.theme.colours.danger,
        )
        self._watches[watch] = tuple(names)
        if self._words is None:
            self._read()
        else:
            self._tell(self._words)
        return watch

    def leave(self, watch: SpellingWatch) -> None:
        """Draw nothing any more in an editor that is about to go."""
        if self._watches.pop(watch, None) is not None and shiboken6.isValid(watch):
            watch.stop()

    def follow(self, change: ChangeSet) -> None:
        """Read words again after a commit that may have changed them."""
        if self._watches and (change.everything or change.accounts):
            self._read()

    def stop(self) -> None:
        """Draw nothing any more anywhere."""
        self._kit.tasks.cancel(_LANE)
        for watch in list(self._watches):
            self.leave(watch)

    def _read(self) -> None:
        self._kit.tasks.run(lambda queries: queries.spelling_words(), self._came, lane=_LANE)

    def _came(self, words: SpellingWords) -> None:
        if words != self._words:
            self._words = words
            self._tell(words)

    def _tell(self, words: SpellingWords) -> None:
        people = [name for names in self._watches.values() for name in names]
        self._kit.runtime.spelling.know((*words.mine, *words.team), (*words.names, *people))
        for watch in self._there():
            watch.recheck()

    def _there(self) -> list[SpellingWatch]:
        """Those whose editors have not gone without a word."""
        self._watches = {w: names for w, names in self._watches.items() if shiboken6.isValid(w)}
        return list(self._watches)

    def _recolour(self) -> None:
        for watch in self._there():
            watch.set_colour(self._kit.theme.colours.danger)


class _Book:
    """Takes words for one mailbox's letters (`ui.composer.spelling.WordBook`)."""

    def __init__(self, kit: "Kit", account: AccountId, words: Callable[[], SpellingWords]) -> None:
        self._kit = kit
        self._account = account
        self._words = words

    def taught(self) -> Iterable[str]:
        """Return a person's own words, and the teams'."""
        words = self._words()
        return dict.fromkeys((*words.mine, *words.team))

    def forget(self, word: str) -> None:
        """Keep a word no longer; it goes as a change."""
        self._kit.answers.follow(self._kit.runtime.perform(forget_word, word, now=self._kit.now()))

    def learn(self, word: str, *, team: bool) -> None:
        """Keep a word; it comes back as a change."""
        account = self._account if team else None
        self._kit.answers.follow(
            self._kit.runtime.perform(add_word, account, word, now=self._kit.now())
        )
