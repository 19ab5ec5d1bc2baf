"""Letters that look alike in two alphabets, and words typed with the wrong keyboard layout."""

from search.spelling_words import Script

_LIKE_CYRILLIC = dict(zip("aceopxyikïëABCEHIKMOPTXYÏË", "асеорхуікїёАВСЕНІКМОРТХУЇЁ", strict=True))
_LIKE_LATIN = {cyrillic: latin for latin, cyrillic in _LIKE_CYRILLIC.items()}
LONELY = {
    "ru": dict(zip("acoyBCKOY", "асоуВСКОУ", strict=True)),
    "uk": dict(zip("aioyBIOY", "аіоуВІОУ", strict=True)),
}
"""Latin letters that stand alone in a Cyrillic sentence only by mistake; by its language."""

_TYPICAL = {"ru": frozenset("ыэъё"), "uk": frozenset("іїєґ")}


def typical(word: str) -> list[str]:
    """Return the languages of Russian and Ukrainian that alone have one of the word's letters."""
    letters = set(word.lower())
    return [language for language, own in _TYPICAL.items() if not own.isdisjoint(letters)]


_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LAYOUTS = {
    "ru": "йцукенгшщзхъфывапролджэячсмитьбюё",
    "uk": "йцукенгшщзхїфівапролджєячсмитьбю'",
}
_TYPED = {
    language: {
        **dict(zip(_KEYS.upper(), letters.upper(), strict=True)),
        **dict(zip(_KEYS, letters, strict=True)),
    }
    for language, letters in _LAYOUTS.items()
}
_ROWS = ("1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_ROWS_CYRILLIC = (
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("йцукенгшщзхї", "фівапролджє", "ячсмитьбю"),
)


def _neighbours() -> frozenset[tuple[str, str]]:
    found = set()
    for rows in (_ROWS, *_ROWS_CYRILLIC):
        for number, row in enumerate(rows):
            for at, key in enumerate(row):
                near = [row[at + 1 : at + 2]]
                if number + 1 < len(rows):
                    near += rows[number + 1][max(0, at - 1) : at + 1]
                found |= {pair for other in near if other for pair in ((key, other), (other, key))}
    return frozenset(found)


NEIGHBOURS = _neighbours()
"""Pairs of letters whose keys touch."""


def in_one_alphabet(word: str) -> list[str]:
    """Return a word of two alphabets in the one that it may be meant in, likelier first."""
    cyrillic = "".join(_LIKE_CYRILLIC.get(c, c) for c in word)
    latin = "".join(_LIKE_LATIN.get(c, c) for c in word)
    count = sum("\u0400" <= c <= "\u052f" for c in word)
    both = [cyrillic, latin] if 2 * count >= len(word) else [latin, cyrillic]
    return [one for one in both if one != word]


def as_cyrillic(word: str) -> str | None:
    """Return a Latin word in Cyrillic letters of the same look, None where some have none."""
    found = [_LIKE_CYRILLIC.get(c) for c in word]
    return None if None in found else "".join(c for c in found if c)


def typed_in(word: str, language: str) -> str | None:
    """Return what the same keys write in the layout of a language, None where it has none."""
    keys = _TYPED.get(language)
    if keys is None or not all(c in keys for c in word):
        return None
    return "".join(keys[c] for c in word)


def typed_in_latin(word: str) -> list[str]:
    """Return what the same keys write in the Latin layout, for either Cyrillic one."""
    found: dict[str, None] = {}
    for keys in _TYPED.values():
        back = {letter: key for key, letter in keys.items()}
        if all(c in back for c in word):
            found["".join(back[c] for c in word)] = None
    return list(found)


LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz'",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'",
}
"""What candidates of a language are made of."""
_DEFAULT = {
    Script.LATIN: "abcdefghijklmnopqrstuvwxyzàáâäãåçèéêëìíîïñòóôöõøùúûüýßœæ'",
    Script.CYRILLIC: "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўј'",
}


def letters_of(language: str, script: Script) -> str:
    """Return the letters of a language, of its alphabet where it is not known."""
    return LETTERS.get(language) or _DEFAULT.get(script, "")
