"""What no letter can do without, and when a draft's earlier form is worth keeping."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.drafting import check_letter, lost_much
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.messages import Address
from app.domain.outgoing import Draft, DraftContent, DraftId, DraftKind

ANNA = Address("Anna", "anna@northwind.example")


def draft(content: DraftContent, kind: DraftKind = DraftKind.NEW) -> Draft:
    return Draft(DraftId(1), AccountId(1), kind, None, "", content)


@given(st.text(), st.text(), st.text(), st.text())
def test_what_was_lost_is_what_lies_between(a: str, gone: str, new: str, b: str) -> None:
    assert lost_much(a + gone + b, a + new + b) <= (len(gone) >= 60)


def test_a_deleted_sentence_counts_and_typing_does_not() -> None:
    text = "<p>" + "word " * 40 + "</p>"
    assert lost_much(text, "")
    assert lost_much(text, "<p>" + "other " * 40 + "</p>")
    assert lost_much(text, text[:30] + text[100:])
    assert not lost_much(text, text[:30] + "more" + text[30:])
    assert not lost_much(text, text[:-20])
    assert not lost_much("short", "")


def test_a_letter_needs_a_recipient() -> None:
    content = DraftContent(body="<p>x</p>")
    with pytest.raises(RejectedError, match="no recipient"):
        check_letter(draft(content))
    check_letter(draft(content, DraftKind.CALL))
    check_letter(draft(replace(content, to=(ANNA,))))
    check_letter(draft(replace(content, cc=(ANNA,))))
    check_letter(draft(replace(content, bcc=(ANNA,))))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "@x.example",
        "a@b@c",
        "a b@x.example",
        "a@x.example\r\nBcc: b",
        "a@x,b@y",
        "<a@x>",
    ],
)
def test_what_is_no_address_is_named(address: str) -> None:
    with pytest.raises(RejectedError, match="not an e-mail address"):
        check_letter(draft(DraftContent(to=(ANNA, Address("Who", address)))))


@pytest.mark.parametrize(
    "address", ["почта@пример.example", "o'brien+x@a-b.example", "a@xn--e1afmkfd.example"]
)
def test_unusual_addresses_pass(address: str) -> None:
    check_letter(draft(DraftContent(to=(Address("", address),))))


def test_a_blank_stops_a_letter() -> None:
    body = '<p>Order <mark data-blank="order &amp; number">order</mark></p>'
    with pytest.raises(RejectedError, match="order & number"):
        check_letter(draft(DraftContent(to=(ANNA,), body=body)))
