"""Words that are right one by one and wrong together: "could of", "будь-ласка"."""

from collections.abc import Iterator, Sequence

from app.domain.spelling import Slip, SlipKind
from search.spelling_words import Token

_LONGEST = 3
"""Words of a phrase."""

_INFINITIVE_AFTER = frozenset(
    (
        "хочу хочет хочешь хотим хотите хотят могу можем можете могут можно нельзя нужно надо "
        "должен должна должны смогу сможет сможем сможете смогут начать начал начала начали буду "
        "будет будешь будем будете будут придётся придется хотел хотела хотели мог могла могли "
        "смог смогла смогли удалось удаётся удается пытаюсь пытаемся пытался необходимо"
    ).split()
)


def phrase_slips(
    prose: str,
    run: Sequence[Token],
    phrases: Sequence[tuple[str, Sequence[tuple[str, str]]]],
) -> Iterator[Slip]:
    """Find what a language's table calls wrong, and -тся where -ться must stand."""
    for language, pairs in phrases:
        table = dict(pairs)
        for at, token in enumerate(run):
            text, end = "", token.whole.start
            for other in run[at : at + _LONGEST]:
                between = prose[end : other.whole.start]
                if text and not (between.isspace() and "\n" not in between):
                    break
                text = f"{text} {other.whole.base.lower()}".strip()
                end = other.whole.end
                right = table.get(text)
                if right is not None:
                    yield _slip(prose, token.whole.start, end, language, right)
            if language == "ru" and at:
                yield from _infinitive(prose, run[at - 1], token)


def _infinitive(prose: str, before: Token, token: Token) -> Iterator[Slip]:
    word = token.whole
    if (
        word.base.endswith("тся")
        and before.whole.base.lower() in _INFINITIVE_AFTER
        and prose[before.whole.end : word.start].isspace()
    ):
        right = word.text[:-2] + "ь" + word.text[-2:]
        yield Slip(word.start, len(word.text), word.text, SlipKind.PHRASE, "ru", (right,))


def _slip(prose: str, start: int, end: int, language: str, right: str) -> Slip:
    text = prose[start:end]
    fixes = tuple(
        one[:1].upper() + one[1:] if text[:1].isupper() else one for one in right.split("|")
    )
    return Slip(start, end - start, text, SlipKind.PHRASE, language, fixes)
