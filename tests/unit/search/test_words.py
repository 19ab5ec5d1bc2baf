"""Index words: forms of one word meet, in three languages, and queries are built from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.match import match_expression
from search.words import index_text, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("invoices", "invoice"),
        ("Shipping", "shipped"),
        ("заказы", "заказа"),
        ("Ещё", "еще"),
        ("посылкой", "посылка"),
        ("повідомлення", "повідомленні"),
        ("об’єкта", "об'єкт"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert list(words_of(one)) == list(words_of(other))


def test_addresses_and_numbers_can_be_found_by_their_parts() -> None:
    assert list(words_of("ann@acme.example, A-1234")) == ["ann", "acm", "exampl", "a", "1234"]


def test_long_texts_are_indexed_to_the_limit() -> None:
    assert index_text("one two", "three", limit=7) == "one two"


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("", None),
        ("!?", None),
        ("invoices ", '"invoic"'),
        ("late inv", '"late" AND ("inv" OR "inv" *)'),
        ('"late invoices"', '"late invoic"'),
        ("ann@acme.example ", '"ann acm exampl"'),
        ('he said "', '"he" AND "said"'),
    ],
)
def test_queries(typed: str, expression: str | None) -> None:
    assert match_expression(typed) == expression


@given(st.text(max_size=40))
def test_no_query_breaks_the_expression(typed: str) -> None:
    expression = match_expression(typed)
    assert expression is None or expression.count('"') % 2 == 0
