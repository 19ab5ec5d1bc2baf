"""Finding misspelled words in a paragraph, whatever languages it mixes.

A Latin word is looked up in English and other Latin languages at hand, a Cyrillic one in Russian
or Ukrainian, as the words around it tell. Where the languages are not known, nothing is said: a
page of red waves helps nobody.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from app.domain.spelling import Checked, Dictionary, Paragraph, Slip, SlipKind
from search.dictionaries import Language
from search.spelling_alphabets import LONELY, as_cyrillic, in_one_alphabet, typed_in, typical
from search.spelling_known import KnownWords
from search.spelling_phrases import phrase_slips
from search.spelling_suggest import TOP, in_case_of, is_near, suggestions
from search.spelling_vocabulary import NO_VOCABULARY, Vocabulary
from search.spelling_words import (
    Script,
    Token,
    Word,
    base_of,
    script_of,
    sentences,
    without_prose,
)

CYRILLIC_LANGUAGES = frozenset({"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt"})
_ACRONYM = 5
"""Letters up to which a word in capitals is taken for an abbreviation."""
_SHORT_NAME = 4
"""Letters up to which an unknown capitalised word counts as a name, however near to a word."""
_FOREIGN_WORDS = 6
_FOREIGN_SHARE = 0.5
"""Unknown words, and their share, from which a paragraph is in a language that is not at hand."""
_MAY_DOUBLE = frozenset(
    "had that very so no yes bye да нет ну так ось от чуть еле long far many really".split()
)
_CONTRACTIONS = ("'s", "'d", "'ll", "'ve", "'re", "'")


class Speller:
    """Checks paragraphs and suggests words. One thread; loads a dictionary when first needed."""

    def __init__(
        self,
        dictionaries: Mapping[str, Sequence[Dictionary]],
        vocabularies: Mapping[str, Vocabulary] | None = None,
    ) -> None:
        self._languages: dict[Script, list[Language]] = {Script.LATIN: [], Script.CYRILLIC: []}
        self._by_name: dict[str, Language] = {}
        self._phrases: dict[str, tuple[tuple[str, str], ...]] = {}
        self._common: frozenset[str] = frozenset()
        self._known = KnownWords()
        self._names = KnownWords()
        for name, described in dictionaries.items():
            language = Language(name, described)
            vocabulary = (vocabularies or {}).get(name, NO_VOCABULARY)
            language.add(vocabulary.words)
            self._common |= {word for word, _ in vocabulary.words}
            self._phrases[name] = vocabulary.phrases
            script = Script.CYRILLIC if name in CYRILLIC_LANGUAGES else Script.LATIN
            self._languages[script].append(language)
            self._by_name[name] = language

    def know(self, words: Iterable[str], names: Iterable[str] = ()) -> None:
        """Take these for right from now on, in place of those known before.

        ``words`` are the person's and the team's. ``names`` count with a capital only.
        """
        self._known = KnownWords(words)
        self._names = KnownWords(
            piece for name in names for piece in name.split() if piece[:1].isupper()
        )

    def check(self, paragraph: Paragraph, leaning: Mapping[str, int] | None = None) -> Checked:
        """Return what is misspelled. ``leaning``: the evidence of the text around it, summed."""
        prose = without_prose(paragraph.text, paragraph.skip)
        runs = sentences(prose)
        evidence: Counter[str] = Counter()
        counts = [self._evidence(run) for run in runs]
        for count in counts:
            evidence.update(count)
        light = _in_light_of(evidence, leaning or {})
        slips: list[Slip] = []
        for run, count in zip(runs, counts, strict=True):
            plausible = self._plausible(count, light, paragraph.language)
            slips += self._doubled(prose, run)
            slips += phrase_slips(prose, run, self._phrases_of(plausible))
            slips += self._words(run, plausible)
        return Checked(self._sifted(slips, runs), dict(evidence))

    def suggest(self, word: str, language: str, near_by: Collection[str] = ()) -> list[str]:
        """Return at most five words that one may have been meant to be, likeliest first.

        ``near_by``: words of the text around it in lower case; among equals they come first. May
        take a second.
        """
        base = base_of(word)
        script = script_of(base)
        meant = self._by_name.get(language)
        if script is Script.BOTH:
            return self._in_one_alphabet(base)
        if meant is None or meant not in self._languages.get(script, ()):
            there = self._languages.get(script) or []
            if not there:
                return []
            meant = there[0]
        other = Script.LATIN if script is Script.CYRILLIC else Script.CYRILLIC
        found = suggestions(
            base,
            meant,
            others=self._languages[other],
            known=self._known.__contains__,
            common=self._common.__contains__,
            near_by=near_by,
            phrases=dict(self._phrases.get(meant.name, ())),
        )
        look = as_cyrillic(base) if script is Script.LATIN else None
        if look and any(one.right(look) for one in self._languages[Script.CYRILLIC]):
            found.insert(0, look)
        return list(dict.fromkeys(found))[:TOP]

    # --- languages ---------------------------------------------------------------------------

    def _evidence(self, run: Sequence[Token]) -> Counter[str]:
        """Count the words that are right in one language and wrong in another of its alphabet."""
        found: Counter[str] = Counter()
        for script, languages in self._languages.items():
            if len(languages) < 2:
                continue
            for token in run:
                for word in token.parts:
                    if word.script is script and len(word.base) > 1:
                        right = [one.name for one in languages if self._in(one, word.base)]
                        if len(right) < len(languages):
                            found.update(right)
                        found.update(name for name in typical(word.base) if name in self._by_name)
        return found

    def _plausible(
        self, here: Counter[str], around: Mapping[str, int], chosen: str
    ) -> dict[Script, list[Language]]:
        found = {}
        for script, languages in self._languages.items():
            if chosen in {one.name for one in languages}:
                found[script] = [self._by_name[chosen]]
            elif len(languages) < 2:
                found[script] = languages
            else:
                names = [one.name for one in languages]
                found[script] = [self._by_name[n] for n in _likely(names, here, around)]
        return found

    # --- words -------------------------------------------------------------------------------

    def _words(
        self, run: Sequence[Token], plausible: Mapping[Script, Sequence[Language]]
    ) -> Iterator[Slip]:
        cyrillic = sum(token.whole.script is Script.CYRILLIC for token in run)
        for at, token in enumerate(run):
            if self._whole_is_right(token, plausible):
                continue
            for word in token.parts:
                if word.script is Script.BOTH:
                    yield self._two_alphabets(word, plausible)
                    continue
                languages = plausible.get(word.script, ())
                if len(word.base) == 1:
                    if cyrillic and word.script is Script.LATIN and len(token.parts) == 1:
                        yield from self._lonely(word, run, at, plausible)
                elif languages and not self._right(word, languages, alone=not cyrillic):
                    yield _slip(word, SlipKind.UNKNOWN, languages[0].name)

    def _whole_is_right(self, token: Token, plausible: Mapping[Script, Sequence[Language]]) -> bool:
        whole = token.whole
        if len(token.parts) < 2 or whole.script in (Script.BOTH, Script.OTHER):
            return False
        return whole.base in self._known or any(
            one.right(whole.base) for one in plausible.get(whole.script, ())
        )

    def _right(self, word: Word, languages: Sequence[Language], *, alone: bool) -> bool:
        base = word.base
        if any(self._in(one, base) for one in languages) or base in self._known:
            return True
        if base.islower():
            return False
        if base.isupper():
            return len(base) <= _ACRONYM or any(self._in(one, base.lower()) for one in languages)
        if base in self._names or _is_identifier(base):
            return True
        if word.script is Script.LATIN and not alone:
            # a product or a company in a Cyrillic sentence, or the keyboard was in the wrong one
            return not any(self._is_typed_in(base, one) for one in self._languages[Script.CYRILLIC])
        return not word.first and self._may_be_name(base, languages)

    @staticmethod
    def _is_typed_in(base: str, language: Language) -> bool:
        typed = typed_in(base.lower(), language.name) if len(base) > _SHORT_NAME else None
        return typed is not None and language.holds(typed)

    def _may_be_name(self, base: str, languages: Sequence[Language]) -> bool:
        """Whether a capitalised word inside a sentence is far from every word."""
        if not (base[:1].isupper() and base[1:].islower()):
            return False
        return len(base) <= _SHORT_NAME or not any(is_near(base, one) for one in languages)

    def _in(self, language: Language, base: str) -> bool:
        if language.right(base):
            return True
        if language.name == "en":
            for ending in _CONTRACTIONS:
                if base.endswith(ending) and len(base) > len(ending):
                    stem = base[: -len(ending)]
                    return language.right(stem) or stem in self._known or stem in self._names
        return False

    # --- alphabets ---------------------------------------------------------------------------

    def _two_alphabets(self, word: Word, plausible: Mapping[Script, Sequence[Language]]) -> Slip:
        fixes = self._in_one_alphabet(word.base)
        language = next((one.name for one in plausible.get(Script.CYRILLIC, ())), "")
        return _slip(word, SlipKind.ALPHABETS, language, tuple(fixes))

    def _in_one_alphabet(self, base: str) -> list[str]:
        found: list[str] = []
        for one in in_one_alphabet(base):
            there = self._languages.get(script_of(one), [])
            right = [language for language in there if self._in(language, one)]
            if right or one in self._known:
                found.append(one)
            elif script_of(one) is not Script.BOTH:
                for language in there:
                    found += [in_case_of(base, w) for w in suggestions(one, language)]
        return list(dict.fromkeys(found))[:TOP]

    def _lonely(
        self,
        word: Word,
        run: Sequence[Token],
        at: int,
        plausible: Mapping[Script, Sequence[Language]],
    ) -> Iterator[Slip]:
        """One Latin letter between Cyrillic words, where a Cyrillic word looks the same."""
        after = run[at + 1].whole.script if at + 1 < len(run) else Script.OTHER
        if after is not Script.CYRILLIC or (word.base.isupper() and not word.first):
            return
        for language in plausible.get(Script.CYRILLIC, ()):
            meant = LONELY.get(language.name, {}).get(word.base)
            if meant:
                yield _slip(word, SlipKind.ALPHABETS, language.name, (meant,))
                return

    # --- more than one word ------------------------------------------------------------------

    def _doubled(self, prose: str, run: Sequence[Token]) -> Iterator[Slip]:
        for one, other in pairwise(run):
            first, second = one.whole, other.whole
            between = prose[first.end : second.start]
            if (
                first.base.lower() == second.base.lower()
                and between.isspace()
                and second.base.lower() not in _MAY_DOUBLE
                and (second.base.islower() or second.base == first.base.upper())
                and any(c.isalpha() for c in first.base)
            ):
                text = prose[first.start : second.end]
                language = "en" if first.script is Script.LATIN else ""
                yield Slip(first.start, len(text), text, SlipKind.DOUBLED, language, (first.text,))

    def _phrases_of(
        self, plausible: Mapping[Script, Sequence[Language]]
    ) -> list[tuple[str, Sequence[tuple[str, str]]]]:
        return [
            (one.name, self._phrases.get(one.name, ()))
            for languages in plausible.values()
            for one in languages[:1]
        ]

    def _sifted(self, slips: Iterable[Slip], runs: Sequence[Sequence[Token]]) -> tuple[Slip, ...]:
        """Put slips in order, without overlaps, and without those of unknown languages."""
        found: list[Slip] = []
        for slip in sorted(slips, key=lambda slip: (slip.start, -slip.length)):
            if not found or slip.start >= found[-1].end:
                found.append(slip)
        for script in (Script.LATIN, Script.CYRILLIC):
            words = sum(
                part.script is script and len(part.base) > 1
                for run in runs
                for token in run
                for part in token.parts
            )
            wrong = [
                slip
                for slip in found
                if slip.kind is SlipKind.UNKNOWN and script_of(slip.word) is script
            ]
            if words >= _FOREIGN_WORDS and len(wrong) > _FOREIGN_SHARE * words:
                found = [slip for slip in found if slip not in wrong]
        return tuple(found)


def _in_light_of(evidence: Counter[str], leaning: Mapping[str, int]) -> Counter[str]:
    """Let what stands around decide where a paragraph itself does not."""
    light = Counter({name: 2 * count for name, count in evidence.items()})
    if leaning and (most := max(leaning.values())) > 0:
        light.update(name for name, count in leaning.items() if count == most)
    return light


def _likely(names: Sequence[str], here: Counter[str], around: Mapping[str, int]) -> list[str]:
    """Return the languages that a sentence may be in, the likeliest first.

    A sentence that clearly speaks another language than its paragraph is in that one; one that
    speaks both is in both.
    """
    if not any(around.get(name) for name in names):
        return list(names)
    by_paragraph = sorted(names, key=lambda name: -around.get(name, 0))
    by_sentence = sorted(by_paragraph, key=lambda name: -here[name])
    first = by_paragraph[0]
    if here[by_sentence[0]] >= 2 * here[first] + 2:
        first = by_sentence[0]
    others = [
        name
        for name in by_sentence
        if name != first and here[name] >= 3 and 2 * here[name] >= here[first]
    ]
    undecided = 2 * around.get(by_paragraph[1], 0) > around.get(by_paragraph[0], 0)
    if undecided and here[first] <= here[by_sentence[0]]:
        others = [name for name in by_sentence if name != first]
    return [first, *others]


def _is_identifier(base: str) -> bool:
    """Whether capitals stand inside a word, as in camelCase, or PDFs; "THe" is a slip."""
    if base[1:].islower() or not any(c.isupper() for c in base[1:]):
        return False
    if base[:2].isupper() and base[2:].islower() and len(base) > 2:
        return base[2:] == "s"
    return script_of(base) is Script.LATIN or base[:1].isupper()


def _slip(word: Word, kind: SlipKind, language: str, fixes: tuple[str, ...] = ()) -> Slip:
    return Slip(word.start, len(word.text), word.text, kind, language, fixes)
