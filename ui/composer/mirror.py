"""The lines of a document that is being written, kept without reading all of it at each pause."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from ui.composer.documents import line_of, lines_of
from ui.composer.lines import Line


class Mirror(QObject):
    """Follows a document: a key press only marks what changed, `lines` reads that again.

    Reading ten thousand words takes 60 ms; what changed since the last pause takes one.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._lines: list[Line | None] = [None] * document.blockCount()
        document.contentsChange.connect(self._note)

    def lines(self) -> tuple[Line, ...]:
        """All lines as they are now."""
        if self._document.availableRedoSteps():
            # Of what is undone and redone Qt tells only roughly where it was.
            self._lines = [None] * self._document.blockCount()
            return tuple(lines_of(self._document))
        if len(self._lines) != self._document.blockCount():
            self._lines = list(lines_of(self._document))
        made: list[Line] = []
        for number, line in enumerate(self._lines):
            if line is None:
                line = line_of(self._document.findBlockByNumber(number))  # noqa: PLW2901
                self._lines[number] = line
            made.append(line)
        return tuple(made)

    def _note(self, place: int, removed: int, added: int) -> None:
        document = self._document
        if document.availableRedoSteps():
            self._lines = [None] * document.blockCount()
            return
        first = document.findBlock(place).blockNumber()
        last = document.findBlock(min(place + added, document.characterCount() - 1)).blockNumber()
        if removed < 0 or first < 0 or last < first:  # undoing much, Qt counts below nothing
            self._lines = [None] * document.blockCount()
            return
        fresh = last - first + 1
        gone = fresh + len(self._lines) - document.blockCount()
        if gone < 0 or first + gone > len(self._lines):
            self._lines = [None] * document.blockCount()
            return
        self._lines[first : first + gone] = [None] * fresh
