"""What a misspelled word may have been meant to be, likeliest first.

All words one edit away are tried, which takes milliseconds; Hunspell's own guesses, which may take
a second, only where these do not suffice. Both are ranked by what slips of fingers and ears cost.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from search.dictionaries import Language
from search.spelling_alphabets import NEIGHBOURS, letters_of, typed_in, typed_in_latin
from search.spelling_words import Script, script_of

TOP = 5
_ENOUGH = {Script.LATIN: 0.75, Script.CYRILLIC: 0.9}
"""A word this near needs no second opinion, which takes ten times as long in Cyrillic."""
_ALONE_IN_DOUBT = 1.0
"""A word from which everything is farther may have been typed on another keyboard layout."""
_FAR = 3.2
_LONGEST = 40
"""Letters; longer ones are not guessed."""

_ALIKE = frozenset(
    pair
    for group in (
        "ae ai ei ie ou uo oa ck cs sz iy ey td sc qk gj vw ao ea "
        "оа ао еи ие яе ея иы ыи ыі аы гх хг дт тд бп пб вф фв зс сз жш шж шщ щш эе еэ цс сц чщ "
        "їі ії єе еє иі іи гґ ґг ьъ ъь йи ий йі юу ую яа ая іе еі"
    ).split()
    for pair in ((group[0], group[1]), (group[1], group[0]))
)
"""Letters that sound alike, or are taken for each other."""
_VOWELS = frozenset("aeiouyаеёиоуыэюяіїє")
_CHEAP = frozenset("'ьъ")
"""Letters that are left out, or put in, without being heard."""


def suggestions(
    word: str,
    language: Language,
    *,
    others: Collection[Language] = (),
    known: Callable[[str], bool] = lambda _: False,
    common: Callable[[str], bool] = lambda _: False,
    near_by: Collection[str] = (),
    phrases: Mapping[str, str] = MappingProxyType({}),
) -> list[str]:
    """Return words that this one may have been meant to be, written in its case.

    ``others``: languages that the keys may have been meant for. ``known`` tells words that no
    dictionary has, ``near_by`` are words of the same text (lower case): both come before equals.
    ``phrases`` has what two words are written like that were written as one.
    """
    if len(word) > _LONGEST:
        return []
    lower = word.lower()
    costs: dict[str, float] = {}

    def weigh(found: Iterable[str]) -> None:
        for one in found:
            if one.lower() != lower and one not in costs and not language.taboo(one):
                cost = distance(lower, one.lower()) + 0.6 * _is_short_split(one)
                cost -= 0.25 * common(one.lower()) + 0.25 * (one.lower() in near_by)
                costs[one] = cost

    def best() -> float:
        return min((cost for one, cost in costs.items() if " " not in one), default=_FAR)

    enough = _ENOUGH.get(script_of(lower), _FAR)
    weigh(_close(lower, language, known))
    if best() > enough:
        weigh(_names(lower, language))
    if best() > enough:
        weigh(language.guesses(word))
    if best() > 2 * enough:
        weigh(_twice(lower, language, known))
    if word != lower and word[:1].isupper() and language.right(capital := lower.capitalize()):
        costs[capital] = -1.0
    elif word == lower and language.right(lower.capitalize()):  # a name, or a day of the week
        costs[lower.capitalize()] = 0.3
    if word == lower and language.right(lower.upper()):
        costs[lower.upper()] = 0.4
    ranked = [one for one in sorted(costs, key=lambda one: costs[one]) if costs[one] <= _FAR]
    far = not ranked or costs[ranked[0]] > _ALONE_IN_DOUBT
    first = _other_layout(lower, others) if far else []
    right = [phrases.get(one, one).partition("|")[0] for one in (*first, *ranked)]
    shaped = [in_case_of(word, with_yo_of(word, one)) for one in right]
    return list(dict.fromkeys(shaped))[:TOP]


def _is_short_split(suggestion: str) -> bool:
    """Whether it has a word of one or two letters, into which nearly anything can be cut."""
    words = suggestion.split()
    return len(words) > 1 and words[0] not in _OFTEN_JOINED and min(map(len, words)) < 3


_OFTEN_JOINED = frozenset("не ні a все до на в із из".split())
"""Words that are often written together with the next."""


def is_near(word: str, language: Language) -> bool:
    """Whether one edit makes a word of it that is written in lower case."""
    lower = word.lower()
    return any(True for _ in _close(lower, language, lambda _: False, first=False))


def _other_layout(lower: str, others: Iterable[Language]) -> list[str]:
    """Return what was meant where the keyboard stood on another alphabet."""
    if len(lower) < 3:
        return []
    found = []
    for other in others:
        if script_of(lower) is Script.CYRILLIC:
            typed = typed_in_latin(lower) if other.name == "en" else []
        else:
            typed = [one] if (one := typed_in(lower, other.name)) else []
        found += [one for one in typed if other.right(one)]
    return found


def _close(
    lower: str, language: Language, known: Callable[[str], bool], *, first: bool = True
) -> Iterator[str]:
    """Yield what one edit makes of a word; ``first``: also known words, and two words."""
    letters = letters_of(language.name, script_of(lower))
    tried = {lower}
    holds = language.holds
    for one in _edits(lower, letters):
        if one in tried:
            continue
        tried.add(one)
        if holds(one) or (first and known(one)):
            yield one
    if first:
        yield from _splits(lower, language)


def _names(lower: str, language: Language) -> Iterator[str]:
    letters = letters_of(language.name, script_of(lower))
    for one in set(_edits(lower, letters)):
        if language.holds(capital := one.capitalize()) and not language.holds(one):
            yield capital


def _edits(lower: str, letters: str) -> Iterator[str]:
    size = len(lower)
    for at in range(size + 1):
        before, after = lower[:at], lower[at:]
        if after and size > 2:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in letters:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
    for pattern, meant in _TOGETHER:
        if pattern in lower:
            yield lower.replace(pattern, meant)


_TOGETHER = (
    ("тся", "ться"), ("ться", "тся"), ("тс", "ц"), ("ца", "ться"), ("ца", "тся"), ("ово", "ого"),
    ("ева", "его"), ("ево", "его"), ("ова", "ого"), ("ы", "и"), ("щ", "сч"), ("щ", "зч"),
    ("сч", "щ"), ("тч", "ч"), ("шн", "чн"), ("чн", "шн"), ("ф", "ph"), ("зз", "сс"),
    ("f", "ph"), ("ph", "f"), ("sion", "tion"), ("tion", "sion"), ("cion", "tion"), ("k", "ck"),
    ("ei", "ie"), ("ie", "ei"), ("ible", "able"), ("able", "ible"), ("ent", "ant"),
    ("ant", "ent"), ("ence", "ance"), ("ance", "ence"), ("nite", "nate"), ("natel", "nitel"),
    ("shun", "tion"), ("cs", "x"), ("kw", "qu"), ("w", "wh"), ("eed", "ede"), ("ely", "ly"),
    ("ly", "ely"), ("aly", "ally"), ("lly", "ly"), ("ful", "full"), ("full", "ful"),
    ("ется", "ється"), ("ются", "ються"),
    ("йо", "ьо"), ("ьйо", "ьо"), ("ця", "ться"), ("ця", "тся"), ("тца", "ться"), ("цця", "ться"),
)  # fmt: skip
"""What is heard alike, several letters at once."""


def _splits(lower: str, language: Language) -> Iterator[str]:
    for at in range(1, len(lower)):
        left, right = lower[:at], lower[at:]
        short = min(len(left), len(right))
        if short == 1 and left not in _ALONE and right not in _ALONE:
            continue
        if language.holds(left) and language.holds(right):
            hyphened = left in _BEFORE_HYPHEN or right in _AFTER_HYPHEN
            yield f"{left}{'-' if hyphened else ' '}{right}"


_BEFORE_HYPHEN = frozenset("по кое кой будь казна хтозна".split())
_AFTER_HYPHEN = frozenset("то либо нибудь таки небудь який яка яке які якого якому якої".split())
_ALONE = frozenset("aіiавиокусяйзє")


def _twice(lower: str, language: Language, known: Callable[[str], bool]) -> Iterator[str]:
    """Two slips: a cheap one first (a letter too many, swapped, doubled, or one heard alike)."""
    if len(lower) > 16:
        return
    letters = letters_of(language.name, script_of(lower))
    firsts: dict[str, None] = {}
    for at, letter in enumerate(lower):
        firsts[lower[:at] + lower[at + 1 :]] = None
        firsts[lower[:at] + letter + lower[at:]] = None
        firsts[lower[:at] + lower[at + 1 : at + 2] + letter + lower[at + 2 :]] = None
        for other in letters:
            if (letter, other) in _ALIKE:
                firsts[lower[:at] + other + lower[at + 1 :]] = None
    for at in range(1, len(lower)):
        for cheap in _CHEAP.intersection(letters):
            firsts[lower[:at] + cheap + lower[at:]] = None
    for one in list(firsts):
        yield from _close(one, language, known, first=False)


def distance(typed: str, meant: str) -> float:
    """Return what the slips cost that make the one word of the other."""
    if typed.replace("ё", "е") == meant.replace("ё", "е"):
        return 0.05
    rows, columns = len(typed) + 1, len(meant) + 1
    before: list[float] = []
    above = [0.0]
    for column in range(1, columns):
        above.append(above[-1] + _missing(meant, column - 1))
    for row in range(1, rows):
        line = [above[0] + _surplus(typed, row - 1)]
        for column in range(1, columns):
            a, b = typed[row - 1], meant[column - 1]
            best = min(
                above[column - 1] + (0.0 if a == b else _swapped(a, b)),
                above[column] + _surplus(typed, row - 1),
                line[-1] + _missing(meant, column - 1),
            )
            if row > 1 and column > 1 and a == meant[column - 2] and typed[row - 2] == b != a:
                best = min(best, before[column - 2] + 0.6)
            line.append(best)
        before, above = above, line
    other_start = 0.3 * (typed[:1] != meant[:1])
    return above[-1] + other_start


def _swapped(a: str, b: str) -> float:
    if (a, b) in (("ё", "е"), ("е", "ё"), ("ґ", "г"), ("г", "ґ")):
        return 0.1
    if (a, b) in _ALIKE:
        return 0.6
    if (a, b) in NEIGHBOURS:
        return 0.8
    return 0.9 if a in _VOWELS and b in _VOWELS else 1.1


def _missing(meant: str, at: int) -> float:
    letter = meant[at]
    if letter in _CHEAP:
        return 0.4
    if letter in " -":
        return 0.8
    return 0.5 if letter in (meant[at - 1 : at], meant[at + 1 : at + 2]) else 0.85


def _surplus(typed: str, at: int) -> float:
    letter = typed[at]
    if letter in _CHEAP:
        return 0.4
    return 0.5 if letter in (typed[at - 1 : at], typed[at + 1 : at + 2]) else 0.85


def with_yo_of(written: str, suggestion: str) -> str:
    """Keep the ё that somebody wrote, where a dictionary has е for it."""
    if "ё" not in written.lower() or len(written) - written.lower().count("ё") < 1:
        return suggestion
    found = suggestion
    for at, letter in enumerate(written.lower()):
        if letter != "ё":
            continue
        for shift in (0, -1, 1, -2, 2):
            place = at + shift
            if 0 <= place < len(found) and found[place] in "еЕ":
                found = found[:place] + ("ё" if found[place] == "е" else "Ё") + found[place + 1 :]
                break
    return found


def in_case_of(written: str, suggestion: str) -> str:
    """Write a suggestion as the word was written: capitals, or a capital first."""
    if len(written) > 1 and written.isupper():
        return suggestion.upper()
    if written[:1].isupper() and suggestion[:1].islower():
        return suggestion[:1].upper() + suggestion[1:]
    return suggestion
