"""Words that are right without any dictionary: the person's, the team's, and people's names."""

from collections.abc import Iterable

from search.spelling_words import Script, base_of, script_of

_ENDINGS = frozenset(
    (
        "а я у ю ы и і е о й ь є ї ом ем ём ой ей ою ею єю ам ям ах ях ами ями ов ев ів їв ові еві "
        "єві ого его ому ему им ым их ых ими ыми ую юю ая яя ий ый ій ова ової ої"
    ).split()
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_SHORTEST_STEM = 3
_LATIN_ENDINGS = ("'s", "s", "'", "es")


class KnownWords:
    """Words with the forms that they take. Not thread-safe.

    In lower case a word is known in any case; with capitals, so and in capitals throughout. A
    Cyrillic word is known with the endings of nouns, a Latin one with ``s``.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._exact: set[str] = set()
        self._stems: set[str] = set()
        for word in words:
            for part in (base_of(word), *base_of(word).split("-")):
                if part:
                    self._exact.add(part)
                    self._stems.update(_stems(part))

    def __contains__(self, word: str) -> bool:
        """Whether a word (`spelling_words.base_of`) is known."""
        return any(self._has(form) for form in _forms(word))

    def _has(self, word: str) -> bool:
        if word in self._exact:
            return True
        if script_of(word) is Script.CYRILLIC:
            for cut in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1):
                stem, ending = word[: len(word) - cut], word[len(word) - cut :]
                if stem in self._stems and (not ending or ending in _ENDINGS):
                    return True
            return False
        return any(
            word.endswith(ending) and word[: -len(ending)] in self._exact
            for ending in _LATIN_ENDINGS
        )


def _stems(word: str) -> Iterable[str]:
    """What is left of a Cyrillic noun or adjective without its ending."""
    if script_of(word) is not Script.CYRILLIC or len(word) <= _SHORTEST_STEM:
        return
    yield word[:-1] if word[-1].lower() in "аяоеєиіїуюыьй" else word
    if word[-2:].lower() in ("ий", "ій", "ый", "ой", "ая", "ое"):
        yield word[:-2]


def _forms(word: str) -> Iterable[str]:
    """A word as written, and the forms of which it may be a capitalised one."""
    yield word
    if word.isupper():
        yield word.capitalize()
    if word != (lower := word.lower()):
        yield lower
