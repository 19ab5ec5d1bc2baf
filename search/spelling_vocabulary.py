"""What Postroom knows of a language beside the dictionaries: words of support, wrong phrases."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is added to the dictionaries of a language."""

    words: tuple[tuple[str, str], ...] = ()
    """Each with a word that is inflected alike, or ``""``."""
    phrases: tuple[tuple[str, str], ...] = ()
    """Wrong → right, in lower case; ``|`` between several right ones."""


NO_VOCABULARY = Vocabulary()


def read_vocabulary(text: str) -> Vocabulary:
    """Read lines ``word``, ``word/inflected like this`` and ``wrong = right``; ``#`` comments."""
    words, phrases = [], []
    for line in text.splitlines():
        said = line.partition("#")[0].strip()
        if "=" in said:
            wrong, _, right = said.partition("=")
            phrases.append((wrong.strip(), right.strip()))
        else:
            for one in said.split():
                word, _, example = one.partition("/")
                words.append((word, example))
    return Vocabulary(tuple(words), tuple(phrases))
