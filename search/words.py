"""Words as the index knows them: folded, and cut to their stems in English, Russian and Ukrainian.

Snowball has no Ukrainian stemmer, so Ukrainian words lose their commonest endings by a short list;
it is applied alike to letters and to queries, which is all that finding needs.
"""

import re
import threading

import Stemmer

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_APOSTROPHE = str.maketrans("", "", "'’ʼ")
_UKRAINIAN_ONLY = frozenset("іїєґ")
_APOSTROPHES = re.compile("['’ʼ]")
_MARKS = ".,:;!?()<>\"'"
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_MAX_WORD = 40
_REMEMBERED = 100_000

_UKRAINIAN_ENDINGS = frozenset(
    (
        "ами ями ові еві єві ого ому ими іми ому ій ої ою ею єю ах ях ів їв ам ям ом ем єм "
        "им ім их іх а я о е є у ю и і ї ь й ти ть ла ло ли ла ння нню нням нні ття ттю ємо "
        "емо имо їмо ете єте ите їте уть ють ать ять ував увати ється ться ся тися лася лося"
    ).split()
)
_LONGEST_ENDING = max(map(len, _UKRAINIAN_ENDINGS))

_local = threading.local()


def words_of(text: str) -> list[str]:
    """Return the index words of a text in order, stems in lower case."""
    return index_text(text, limit=len(text)).split()


def index_text(*texts: str, limit: int = 200_000) -> str:
    """Return the index words of several texts, space separated, from at most ``limit`` characters.

    A letter beyond the limit is found by its beginning; machine-made logs of many megabytes would
    otherwise make the index larger than the mail.
    """
    known = _index_words()
    if sum(map(len, texts)) > limit:
        texts = _cut(texts, limit)
    return " ".join(filter(None, map(known.__getitem__, "\n".join(texts).split())))


def _cut(texts: tuple[str, ...], limit: int) -> tuple[str, ...]:
    pieces = []
    for text in texts:
        pieces.append(text[:limit])
        limit -= min(limit, len(text))
    return tuple(pieces)


def _ukrainian(word: str) -> str:
    """Cut off the longest ending that leaves three letters."""
    for start in range(max(len(word) - _LONGEST_ENDING, 3), len(word)):
        if word[start:] in _UKRAINIAN_ENDINGS:
            return word[:start]
    return word


class _IndexWords(dict[str, str]):
    """What stands between two blanks → its index words; remembers, because mail repeats itself.

    One a thread: a Snowball stemmer keeps state and must not be shared.
    """

    def __init__(self) -> None:
        super().__init__()
        self._english = Stemmer.Stemmer("english", 0)
        self._russian = Stemmer.Stemmer("russian", 0)

    def __missing__(self, written: str) -> str:
        bare = written.strip(_MARKS)
        if bare.isalpha():  # one word, which the pattern would find too
            words = self._stem(bare)
        else:
            words = " ".join(map(self._stem, _WORD.findall(written)))
        if len(written) <= _MAX_WORD:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[written] = words
        return words

    def _stem(self, written: str) -> str:
        word = written.casefold()
        if _APOSTROPHES.search(word):
            word = word.translate(_APOSTROPHE)
        word = word.replace("ё", "е")[:_MAX_WORD]
        if word.isascii():
            return str(self._english.stemWord(word)) if word.isalpha() else word
        if not _UKRAINIAN_ONLY.isdisjoint(word):
            return _ukrainian(word)
        if _CYRILLIC.search(word):
            return str(self._russian.stemWord(word))
        return word


def _index_words() -> _IndexWords:
    found: _IndexWords | None = getattr(_local, "words", None)
    if found is None:
        found = _local.words = _IndexWords()
    return found
