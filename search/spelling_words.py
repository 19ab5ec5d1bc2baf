"""Which stretches of a text are words to be looked up, in Latin and Cyrillic.

Left out are quoted lines, code, links, addresses, paths, file names, codes, template blanks, and
what holds digits; offsets are those of the text as given.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

HOLE = "\ufffc"
"""Stands for each character of what is left out."""

_JOINERS = "\u00ad\u0300-\u036f\u200b-\u200d\u2060"
_NOT_PROSE = re.compile(
    r"""
      ^[ \t]*>[^\n]*                                           # a quoted line
    | ```.*?(?:```|\Z) | `[^`\n]+`                             # code
    | \{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\} | ⟦[^⟧\n]*⟧        # what a template fills in
    | </?[A-Za-z][^<>\n]{0,300}>                               # markup, <address@host>
    | \b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>»”]+ | \bwww\.[^\s<>»”]+ | \b(?:mailto|tel):\S+
    | [\w.+%-]+@[\w-]+(?:\.[\w-]+)*                            # an address
    | (?<![\w&])[@\#][\w-]+                                    # @somebody, #4711
    | (?<!\w)[A-Za-z]:\\[^\s,;]* | \\\\[\w.$-]+\\[^\s,;]*      # C:\path, \\server\share
    | (?<![\w/])(?:~|\.{1,2})?/[\w.-]+(?:/[\w.-]*)*            # /path, ~/path
    | (?<![\w-])--?[A-Za-z][\w-]*(?:=\S+)?                     # --option
    | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:
        pdf|docx?|xlsx?|pptx?|odt|ods|csv|tsv|txt|rtf|md|html?|xml|json|ya?ml|toml|ini|cfg|conf
        |log|png|jpe?g|gif|svg|webp|bmp|heic|mp[34]|mov|avi|zip|rar|7z|t?gz|exe|msi|dmg|apk|deb
        |eml|msg|ics|py|js|ts|css|php|sql|sh|bat|dll|key|pem|crt)(?!\w)     # a file
    | (?<![\w.-])[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)*\.[a-z]{2,10}(?![\w-])   # a host
    | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:рф|укр|бел)(?!\w)
    | \[[A-Z0-9-]{4,}\]                                        # a ticket's code
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_NOT_LINE_END = re.compile(r"[^\n\u2028]")
_TOKEN = re.compile(rf"\w(?:[\w{_JOINERS}]|['’ʼ‘`′](?=\w)|[-‐‑](?=\w))*")
_PART = re.compile(rf"[\w{_JOINERS}'’ʼ‘`′]+")
_INVISIBLE = re.compile("[\u00ad\u0300\u0301\u200b-\u200d\u2060]")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ‘`′", "'"))
_LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bг)(?<!\bул)(?<!\bвул)(?<!\bим)(?<!\bім)"
    r"(?<!\b[A-ZА-ЯІЇЄҐ])[.!?…]+[\"')\]»”’]*\s+|\n|\u2028"
)
"""Not after a title or an initial."""
_OPENING = re.compile(r"[\s\"'«„“”(\[*•–—-]*\Z")


class Script(StrEnum):
    """The alphabet of a word."""

    LATIN = "Latin"
    CYRILLIC = "Cyrillic"
    BOTH = "both"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a part of one between hyphens."""

    start: int
    text: str
    """As written."""
    base: str
    """How a dictionary has it: composed, without stress marks, with plain apostrophes."""
    script: Script
    first: bool
    """Whether a sentence begins with it."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Token:
    """What stands between blanks and punctuation: a word, whole and in its parts."""

    whole: Word
    parts: tuple[Word, ...]
    """One, or those between hyphens; those with digits are left out."""


def without_prose(text: str, skip: Iterable[tuple[int, int]] = ()) -> str:
    """Return the text, as long as before, with holes for everything that is no prose."""

    def hole(match: re.Match[str]) -> str:
        return _NOT_LINE_END.sub(HOLE, match[0])

    for start, end in skip:
        text = text[:start] + HOLE * (min(end, len(text)) - start) + text[end:]
    return _NOT_PROSE.sub(hole, text)


def sentences(prose: str) -> list[list[Token]]:
    """Return the tokens of each sentence that has any, in order."""
    found = []
    begin = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(prose)]
    for end in [*ends, len(prose)]:
        tokens = _tokens(prose, begin, end)
        if tokens:
            found.append(tokens)
        begin = end
    return found


def _tokens(prose: str, begin: int, end: int) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(prose, begin, end):
        text = match[0]
        first = not found and _OPENING.match(prose, begin, match.start()) is not None
        whole = _word(match.start(), text, first=first)
        parts: list[Word] = []
        for piece in _PART.finditer(text):
            if not any(c.isdigit() or c == "_" for c in piece[0]):
                begins = first and not piece.start()
                parts += _by_script(_word(match.start() + piece.start(), piece[0], first=begins))
        found.append(Token(whole, tuple(parts)))
    return found


def _word(start: int, text: str, *, first: bool) -> Word:
    return Word(start, text, base_of(text), script_of(text), first)


def _by_script(word: Word) -> list[Word]:
    """Divide "SMS'ки" at the apostrophe; leave all else alone."""
    if word.script is not Script.BOTH:
        return [word]
    for match in re.finditer("['’ʼ‘`′]", word.text):
        at = match.start()
        before, after = word.text[:at], word.text[at + 1 :]
        pair = {script_of(before), script_of(after)}
        if pair == {Script.LATIN, Script.CYRILLIC}:
            return [_word(word.start, before, first=word.first)]
    return [word]


def base_of(text: str) -> str:
    """Return a word as dictionaries write it."""
    if text.isascii():
        return text.replace("`", "'").strip("'")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return text.translate(_APOSTROPHES).strip("'")


def script_of(text: str) -> Script:
    """Return the alphabet of a word's letters."""
    if text.isascii():
        return Script.LATIN if _LATIN.search(text) else Script.OTHER
    latin, cyrillic = _LATIN.search(text), _CYRILLIC.search(text)
    if latin and cyrillic:
        return Script.BOTH
    if not (latin or cyrillic):
        return Script.OTHER
    known = len(_LATIN.findall(text)) + len(_CYRILLIC.findall(text))
    if known < len(_LETTER.findall(text)):
        return Script.OTHER
    return Script.LATIN if latin else Script.CYRILLIC
