"""How a key press feels in a long letter with spelling on, and how good the spelling is."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from app.bench.figures import Better, Figure
from app.bench.spelling_corpus import (
    CORPUS,
    LANGUAGES,
    Score,
    clean_letters,
    known_slips,
    sample_letters,
    score_clean,
    score_slips,
)
from app.bench.timing import percentile
from app.services.spelling import vocabularies
from search.dictionaries import find_dictionaries, package_folders
from search.spelling import Speller

WORDS = 10_000
KEYS = 500
_ONE_SLIP_IN = 25
"""Words of the text that is typed into, with a letter of each such one swapped."""


def bench_spell(folder: Path, words: int = WORDS, keys: int = KEYS) -> Iterator[Figure]:
    """Type into a letter of so many words, English and Russian by turns and mixed; then score."""
    letter = folder / "letter.txt"
    letter.write_text(mixed_letter(words), "utf-8")
    measured = _measure(letter, keys)
    yield Figure("spell", "words in the composer", measured["words"][0], "words")
    yield Figure("spell", "slips that are drawn in it", measured["slips"][0], "slips")
    for name, share, budget in (("p50", 0.5, None), ("p99", 0.99, 4)):
        bare = percentile(measured["bare"], share)
        yield Figure(
            "spell",
            f"key press, painted, {name}",
            percentile(measured["key"], share),
            "ms",
            budget=budget,
            peer="Qt's bare editor",
            peer_value=bare,
        )
    for name, key in (
        ("key press, painted, processor time, p99", "processor"),
        ("between key presses, longest hold, p99", "all between"),
        ("key press, with this machine's pauses, p99", "all key"),
        ("2 ms of computing, with them, p99", "all fixed"),
    ):
        yield Figure("spell", name, percentile(measured[key], 0.99), "ms")
    yield from _quality()


def mixed_letter(words: int) -> str:
    """Return paragraphs of the sample's letters in English, Russian and both, with slips."""
    chance = random.Random(5)  # noqa: S311 - nothing secret
    english, russian = (
        [line for letter in sample_letters(language) for line in letter.splitlines() if line]
        for language in ("en", "ru")
    )
    paragraphs: list[str] = []
    count = 0
    while count < words:
        pair = [chance.choice(english), chance.choice(russian)]
        line = " ".join(pair if chance.random() < 0.5 else pair[: chance.choice((1, 2))])
        line = " ".join(_slipped(word, chance) for word in line.split())
        paragraphs.append(line)
        count += len(line.split())
    return "\n".join(paragraphs)


def _slipped(word: str, chance: random.Random) -> str:
    if len(word) < 5 or not word.isalpha() or chance.randrange(_ONE_SLIP_IN):
        return word
    at = chance.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _measure(letter: Path, keys: int) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "app.bench.composing_window", str(letter), str(keys)]
    done = subprocess.run(  # noqa: S603 - ourselves
        command,
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    measured: dict[str, list[float]] = json.loads(done.stdout)
    return measured


def _quality() -> Iterator[Figure]:
    if not CORPUS.is_dir():
        return  # an installed Postroom has no tests
    # not the system's dictionaries, so that figures can be compared
    speller = Speller(find_dictionaries(folders=package_folders()), vocabularies())
    total = Score()
    for language in LANGUAGES:
        total.add(score_slips(speller, known_slips(language)))
    yield Figure("spell", "deliberate errors", total.slips, "errors")
    for name, part, budget in (
        ("found", total.found, 95.0),
        ("the right word among five suggestions", total.suggested, 85.0),
        ("the right word as the first suggestion", total.first, None),
    ):
        share = 100 * part / total.slips
        yield Figure("spell", name, share, "%", better=Better.MORE, budget=budget)
    clean = Score()
    for language in LANGUAGES:
        clean.add(score_clean(speller, clean_letters(language)))
        clean.add(score_clean(speller, sample_letters(language)))
    yield Figure("spell", "words of clean text", clean.words, "words")
    alarms = 100 * clean.alarms / clean.words
    yield Figure("spell", "false alarms among them", alarms, "%", budget=1)
