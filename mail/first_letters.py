r"""The first letters of the words by which long patterns begin: a test that costs next to nothing.

Where a stripped line ``text`` begins with a letter or digit (``text[0].isalnum()``), a pattern that
begins with one of the words, perhaps after ``[\W_]``, can match it only if ``text[:LETTERS]`` is
in what `starts_of` returns for them.
"""

from itertools import product

LETTERS = 3
"""Letters that are compared, blanks between words included."""

# What `re.IGNORECASE` takes for these letters beside their upper case.
_ALSO = {"i": "ıİ", "k": "\u212a", "s": "ſ", "в": "ᲀ", "д": "ᲁ", "о": "ᲂ", "с": "ᲃ", "т": "ᲄᲅ",
         "ъ": "ᲆ"}  # fmt: skip


def starts_of(words: str) -> frozenset[str]:
    """Return how the entries of a ``|`` separated list of lower-case words begin, in any case."""
    return frozenset(
        "".join(letters)
        for start in {word.strip()[:LETTERS] for word in words.split("|")}
        for letters in product(*({c, c.upper(), *_ALSO.get(c, "")} for c in start))
    )
