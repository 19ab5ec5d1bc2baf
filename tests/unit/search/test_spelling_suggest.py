"""What was meant comes first, written as the person writes."""

import pytest

from search.spelling import Speller
from search.spelling_suggest import distance, in_case_of, with_yo_of


@pytest.mark.parametrize(
    ("wrong", "language", "right"),
    [
        ("recieve", "en", "receive"),
        ("teh", "en", "the"),
        ("Teh", "en", "The"),
        ("ACOUNT", "en", "ACCOUNT"),
        ("dont", "en", "don't"),
        ("monday", "en", "Monday"),
        ("здраствуйте", "ru", "здравствуйте"),
        ("пользоватся", "ru", "пользоваться"),
        ("чтото", "ru", "что-то"),
        ("изза", "ru", "из-за"),
        ("незнаю", "ru", "не знаю"),
        ("памятаю", "uk", "пам'ятаю"),
        ("будьякий", "uk", "будь-який"),
        ("зaказ", "ru", "заказ"),
    ],
)
def test_the_first_suggestion(speller: Speller, wrong: str, language: str, right: str) -> None:
    assert speller.suggest(wrong, language)[0] == right


def test_the_letter_yo_stays_where_it_was_written(speller: Speller) -> None:
    assert "учётную" in speller.suggest("учётнную", "ru")
    assert with_yo_of("берёза", "береза") == "берёза"
    assert with_yo_of("береза", "береза") == "береза"


def test_words_near_by_come_first(speller: Speller) -> None:
    plain = speller.suggest("fom", "en")
    assert speller.suggest("fom", "en", {plain[-1]}).index(plain[-1]) < len(plain) - 1


def test_taught_words_are_suggested(speller: Speller) -> None:
    speller.know(["zernomat"])
    assert speller.suggest("zernomta", "en")[0] == "zernomat"


def test_rude_words_are_never_suggested(speller: Speller) -> None:
    assert not {"shit", "fuck"} & {one.lower() for one in speller.suggest("shitt", "en")}


def test_five_at_most(speller: Speller) -> None:
    assert len(speller.suggest("ban", "en")) <= 5


def test_slips_of_the_hand_cost_less_than_others() -> None:
    assert distance("recieve", "receive") < distance("rebeive", "receive")
    assert distance("acount", "account") < distance("acount", "amount")
    assert distance("елка", "ёлка") < distance("ехка", "ёлка")
    assert distance("word", "word") <= distance("wrod", "word")


@pytest.mark.parametrize(
    ("written", "suggestion", "shaped"),
    [("teh", "the", "the"), ("Teh", "the", "The"), ("TEH", "the", "THE"), ("kyiv", "Kyiv", "Kyiv")],
)
def test_case_is_kept(written: str, suggestion: str, shaped: str) -> None:
    assert in_case_of(written, suggestion) == shaped
