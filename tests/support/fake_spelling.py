"""A speller without dictionaries: tests say which words are wrong, and what was meant."""

import re
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TypeVar

from app.domain.errors import TransientError
from app.domain.spelling import Checked, Paragraph, Slip, SlipKind

T = TypeVar("T")


@dataclass
class FakeSpelling:
    """Answers at once, or when `answer` is called if ``slow`` (`app.runtime.spelling`)."""

    wrong: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Misspelled words with their suggestions."""
    slow: bool = False
    checked: list[Paragraph] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    waiting: list[tuple["Future[object]", object]] = field(default_factory=list)
    failing: Exception | None = None
    deadly: str = ""
    """Words that no process survives."""

    def check(
        self, paragraph: Paragraph, leaning: Mapping[str, int] | None = None
    ) -> "Future[Checked]":
        del leaning
        self.checked.append(paragraph)
        text = paragraph.text
        for start, end in paragraph.skip:
            text = text[:start] + " " * (end - start) + text[end:]
        slips = tuple(
            Slip(match.start(), len(match[0]), match[0], SlipKind.UNKNOWN, "en")
            for match in re.finditer(r"\w+", text)
            if match[0] in self.wrong and match[0] not in self.words
        )
        if self.deadly and self.deadly in text:
            dead: Future[Checked] = Future()
            dead.set_exception(TransientError("dead"))
            return dead
        return self._future(Checked(slips))

    def suggest(
        self, word: str, language: str, near_by: Collection[str] = (), *, hasty: bool = True
    ) -> "Future[tuple[str, ...]]":
        del language, near_by, hasty
        self.asked.append(word)
        return self._future(self.wrong.get(word, ()))

    def know(self, words: Collection[str], names: Collection[str] = ()) -> None:
        self.words, self.names = tuple(words), tuple(names)

    def answer(self) -> None:
        """Give all answers that wait."""
        waiting, self.waiting = self.waiting, []
        for future, answer in waiting:
            future.set_result(answer)

    def _future(self, answer: T) -> "Future[T]":
        future: Future[T] = Future()
        if self.failing is not None:
            future.set_exception(self.failing)
        elif self.slow:
            self.waiting.append((future, answer))  # type: ignore[arg-type]
        else:
            future.set_result(answer)
        return future
