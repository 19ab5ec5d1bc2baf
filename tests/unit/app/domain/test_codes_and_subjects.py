"""Codes that people quote, subjects without prefixes, ids that prove themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import code_in_subject, code_of, normalise, number_of, number_of_code
from app.domain.own_ids import is_own, own_message_id
from app.domain.providers import company_domain, same_company
from app.domain.subjects import base_subject, subject_key


@given(st.text())
def test_a_code_is_the_number_in_base_32(message_id: str) -> None:
    code = code_of(message_id)
    assert len(code) == 7
    assert normalise(code) == code
    assert number_of_code(code) == number_of(message_id)


@pytest.mark.parametrize("typed", ["abc1234", "#ABC-1234", "[#abcI234]", " ABCL234 "])
def test_codes_are_read_as_people_type_them(typed: str) -> None:
    assert normalise(typed) == "ABC1234"


@pytest.mark.parametrize("typed", ["", "ABC123", "ABC12345", "ABCU234", "ЗАКАЗ12"])
def test_other_words_are_no_codes(typed: str) -> None:
    assert normalise(typed) is None


def test_a_code_in_a_subject() -> None:
    assert code_in_subject("Re: [#abc1234] Order") == "ABC1234"
    assert code_in_subject("Order #1234567") is None


@pytest.mark.parametrize(
    "subject",
    [
        "Order 7",
        "Re: Order 7",
        "RE: FWD: re[2]: Order 7",
        "Отв: Пересл: Order 7",
        "Відп: Order 7",
        "AW: WG: Order 7",
        "Réf : Order 7",
        "Odp: Order   7",
        "[#ABC1234] Re: Order 7",
        "Re: [#ABC1234] Order 7",
    ],
)
def test_prefixes_fall_away(subject: str) -> None:
    assert base_subject(subject) == "Order 7"
    assert subject_key(subject) == "order 7"


@pytest.mark.parametrize("subject", ["Report: Order", "Regarding: x", "Na: ok", "Restart: now"])
def test_words_that_only_look_like_prefixes_stay(subject: str) -> None:
    assert base_subject(subject) == subject


def test_own_ids_prove_themselves() -> None:
    key = b"k" * 32
    made = own_message_id(key, "abc123", "shop.example")
    assert is_own(key, made)
    assert not is_own(b"other" * 8, made)
    assert not is_own(key, made.replace("abc", "abd"))
    assert not is_own(key, made.replace("shop", "evil"))
    assert not is_own(key, "plain@shop.example")
    with pytest.raises(ValueError, match="letters and digits"):
        own_message_id(key, "a.b", "shop.example")


def test_companies() -> None:
    assert company_domain("a@acme.example") == "acme.example"
    assert company_domain("a@gmail.com") == ""
    assert same_company("eu.acme.example", "acme.example")
    assert not same_company("acme.example", "eu.acme.example")
    assert not same_company("notacme.example", "acme.example")
