"""Spelling finds what it must in texts whose slips are known, and leaves clean text alone."""

import pytest

from app.bench.composing import mixed_letter
from app.bench.spelling_corpus import (
    CORPUS,
    LANGUAGES,
    Known,
    clean_letters,
    known_slips,
    sample_letters,
    score_clean,
    score_slips,
)
from app.services.spelling import vocabularies
from search.dictionaries import find_dictionaries, package_folders
from search.spelling import Speller


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(find_dictionaries(folders=package_folders()), vocabularies())


def _errors() -> list[Known]:
    return [known for language in LANGUAGES for known in known_slips(language)]


def test_deliberate_errors_are_found(speller: Speller) -> None:
    total = score_slips(speller, _errors(), suggest=False)
    assert total.slips >= 200
    assert total.found >= 0.95 * total.slips, total.missed
    assert total.alarms <= 0.01 * total.words, total.missed


def test_what_was_meant_is_suggested(speller: Speller) -> None:
    """Every fourth error; `test_what_was_meant_is_suggested_for_all` takes a minute."""
    total = score_slips(speller, _errors()[::4])
    assert total.slips >= 50
    assert total.suggested >= 0.85 * total.slips, total.missed


@pytest.mark.soak
def test_what_was_meant_is_suggested_for_all(speller: Speller) -> None:
    total = score_slips(speller, _errors())
    assert total.suggested >= 0.85 * total.slips, total.missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_clean_text_gives_few_false_alarms(speller: Speller, language: str) -> None:
    score = score_clean(speller, clean_letters(language))
    score.add(score_clean(speller, sample_letters(language)))
    assert score.words > 2_000
    assert score.alarms <= 0.01 * score.words, score.missed


def test_the_corpus_has_no_sentence_twice() -> None:
    errors = _errors()
    assert len({known.text for known in errors}) == len(errors)
    assert len({known.kind for known in errors}) > 10
    assert CORPUS.is_dir()


def test_a_letter_that_is_typed_into_mixes_languages_and_slips() -> None:
    text = mixed_letter(500)
    assert 500 <= len(text.split()) < 800
    assert any("а" <= c <= "я" for c in text)
    assert any("a" <= c <= "z" for c in text)
    assert text == mixed_letter(500)
