"""The words of letters: the index that finds them, and those that wait to be put into it.

FTS5 writes a segment a transaction and merges segments again and again, so hundreds of letters at
once take a third less time than a few dozen each. While much mail comes in, words are
kept beside their letters, in the same transaction, and taken into the index many at a time. What is
kept survives a kill: `take_in` goes on where it was, at the latest when the database is opened.
"""

from collections.abc import Iterable
from itertools import accumulate

from app.domain.ids import MessageKey
from app.store.link import Link

TOGETHER = 500
"""Letters whose words are worth one transaction of the index.

Twice as many would save little time, and leave holes in the file that a small mailbox never fills.
"""
_ENOUGH = 2_000_000
"""Characters of words that one transaction takes in, or one letter's."""


class Words:
    """The word index of a profile."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add(self, rows: Iterable[tuple[MessageKey, str]]) -> None:
        """Make letters findable at once.

        Cheap only as the last thing a transaction does: before any statement that can fail halfway
        FTS5 writes out what it gathered, one segment a time.
        """
        self._link.write_many("INSERT INTO letter_words (rowid, words) VALUES (?, ?)", rows)

    def keep(self, rows: Iterable[tuple[MessageKey, str]]) -> None:
        """Keep the words of stored letters until `take_in`."""
        self._link.write_many(
            "INSERT INTO words_waiting (message, size, words) VALUES (?, ?, ?)",
            [(message, len(words), words) for message, words in rows],
        )

    def any_waiting(self) -> bool:
        """Whether there are letters that are not findable yet."""
        return self._link.row("SELECT 1 FROM words_waiting LIMIT 1") is not None

    def take_in(self) -> bool:
        """Make kept letters findable, as many as fit one transaction; False when none is left."""
        waiting = self._link.rows(
            "SELECT message, size FROM words_waiting ORDER BY message LIMIT ?", (TOGETHER,)
        )
        if not waiting:
            return False
        sizes = accumulate(length for _, length in waiting)
        last = next(
            (message for (message, _), size in zip(waiting, sizes, strict=True) if size >= _ENOUGH),
            waiting[-1][0],
        )
        self._link.write(
            "INSERT INTO letter_words (rowid, words) "
            "SELECT message, words FROM words_waiting WHERE message <= ? ORDER BY message",
            (last,),
        )
        self._link.write("DELETE FROM words_waiting WHERE message <= ?", (last,))
        return self.any_waiting()

    def forget(self) -> None:
        """Empty the index; the caller adds the words of what stays."""
        self._link.write("INSERT INTO letter_words (letter_words) VALUES ('delete-all')")
        self._link.write("DELETE FROM words_waiting")

    def state(self) -> tuple[int, int]:
        """Return the number of letters, and of those whose words the index has or will take in."""
        letters = self._link.row("SELECT count(*) FROM message")
        indexed = self._link.row(
            "SELECT (SELECT count(*) FROM letter_words_docsize) + count(*) FROM words_waiting"
        )
        return (letters[0] if letters else 0), (indexed[0] if indexed else 0)
