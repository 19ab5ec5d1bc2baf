"""The speller as Postroom uses it: dictionaries at hand, with our own words of support."""

from importlib.resources import files
from pathlib import Path

from app.domain.spelling import Dictionary
from search.dictionaries import PREFERRED, find_dictionaries
from search.spelling import Speller
from search.spelling_vocabulary import Vocabulary, read_vocabulary

FOLDER = "dictionaries"
"""In the profile: Hunspell dictionaries (``xx_XX.aff`` and ``.dic``) that a person put there."""


def dictionaries(profile: Path | None) -> dict[str, list[Dictionary]]:
    """Return the dictionaries that are used, by language; ``profile`` is the data folder."""
    return find_dictionaries(None if profile is None else profile / FOLDER)


def missing(found: dict[str, list[Dictionary]]) -> list[str]:
    """Return the languages that every team writes here and of which no dictionary was found."""
    return [language for language in PREFERRED if not found.get(language)]


def vocabularies() -> dict[str, Vocabulary]:
    """Return our own words and phrases, by language."""
    folder = files("resources") / "spelling"
    return {
        entry.name.removesuffix(".txt"): read_vocabulary(entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".txt")
    }


def build_speller(profile: Path | None) -> Speller:
    """Return a speller for one thread of a process whose lock it may hold for a second.

    In a program with a window that is a process of its own (`app.runtime.spelling`).
    """
    return Speller(dictionaries(profile), vocabularies())
