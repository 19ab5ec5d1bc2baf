"""How well spelling does on texts whose slips are known: found, suggested, and false alarms.

The texts are ours, in ``tests/data/spelling`` of a checkout: ``slips-XX.toml`` has sentences with
``{wrong|right}``, ``clean-XX.txt`` letters without a slip; the sample mailbox is clean text, too.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from app.domain.spelling import Paragraph, Slip
from search.spelling import Speller
from search.spelling_words import sentences, without_prose

CORPUS = Path(__file__).resolve().parents[2] / "tests" / "data" / "spelling"
LANGUAGES = ("en", "ru", "uk")
_MARKED = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")
_PLACEHOLDER = re.compile(r"\[\[.*?\]\]")
_SAME = str.maketrans("ёЁ’ʼ", "еЕ''")


@dataclass(frozen=True, slots=True)
class Known:
    """A sentence with one slip that is known."""

    text: str
    start: int
    wrong: str
    right: tuple[str, ...]
    kind: str


@dataclass(slots=True)
class Score:
    """What came of it."""

    slips: int = 0
    found: int = 0
    suggested: int = 0
    """The right word among the suggestions."""
    first: int = 0
    """The right word as the first of them."""
    words: int = 0
    """Of clean text."""
    alarms: int = 0
    """Slips found where there are none."""
    missed: tuple[str, ...] = ()
    """Sentences, or words, that explain what is wanting; for people."""

    def add(self, other: "Score") -> None:
        """Count another part of the corpus in."""
        for name in ("slips", "found", "suggested", "first", "words", "alarms", "missed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def known_slips(language: str) -> list[Known]:
    """Read the sentences of a language."""
    with (CORPUS / f"slips-{language}.toml").open("rb") as file:
        rows = tomllib.load(file)["slips"]
    found = []
    for marked, kind in rows:
        match = _MARKED.search(marked)
        if match is None:
            raise ValueError(f"No slip is marked in: {marked}")
        text = marked[: match.start()] + match[1] + marked[match.end() :]
        found.append(Known(text, match.start(), match[1], tuple(match[2].split("|")), kind))
    return found


def score_slips(speller: Speller, slips: Iterable[Known], *, suggest: bool = True) -> Score:
    """Check sentences with slips; the rest of each sentence counts as clean text."""
    total = Score()
    for known in slips:
        checked = speller.check(Paragraph(known.text))
        end = known.start + len(known.wrong)
        hit = next((s for s in checked.slips if s.start < end and s.end > known.start), None)
        others = [s for s in checked.slips if s is not hit]
        guesses = [] if hit is None or not suggest else _guesses(speller, hit)
        right = {one.translate(_SAME) for one in known.right}
        missed = [] if right & set(guesses) else [f"{known.text} → {guesses}"]
        missed += [f"false alarm: {slip.word}" for slip in others]
        total.add(
            Score(
                1,
                int(hit is not None),
                int(bool(right & set(guesses))),
                int(bool(right & set(guesses[:1]))),
                _count(known.text) - 1,
                len(others),
                tuple(missed),
            )
        )
    return total


def _guesses(speller: Speller, slip: Slip) -> list[str]:
    found = slip.fixes or speller.suggest(slip.word, slip.language)
    return [one.translate(_SAME) for one in found]


def score_clean(speller: Speller, letters: Iterable[str]) -> Score:
    """Check letters that have no slip, paragraph by paragraph as the composer does."""
    total = Score()
    for letter in letters:
        leaning: Counter[str] = Counter()
        for line in letter.splitlines():
            checked = speller.check(Paragraph(line), leaning)
            leaning.update(checked.evidence)
            alarms = tuple(f"false alarm: {slip.word}" for slip in checked.slips)
            total.add(Score(words=_count(line), alarms=len(alarms), missed=alarms))
    return total


def clean_letters(language: str) -> list[str]:
    """Read letters that lines of ``---`` divide."""
    text = (CORPUS / f"clean-{language}.txt").read_text("utf-8")
    return re.split(r"^---$", text, flags=re.MULTILINE)


def sample_letters(language: str) -> Iterator[str]:
    """Read the texts of the sample mailbox's letters in a language."""
    for entry in sorted((files("resources.sample") / "tickets").iterdir(), key=lambda e: e.name):
        if entry.name.startswith(f"{language}-"):
            for letter in tomllib.loads(entry.read_text("utf-8")).get("letter", ()):
                yield _PLACEHOLDER.sub("", letter.get("text", ""))


def _count(text: str) -> int:
    return sum(len(token.parts) for run in sentences(without_prose(text)) for token in run)
