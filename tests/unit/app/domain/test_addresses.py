"""One rule says what a mail address is, and all that it lets through can be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.addresses import domain_of, is_address
from mail.compose_headers import header_address

GOOD = (
    "anna@firma.example",
    "анна@пошта.укр",
    "o'brien+tag@x-y.example",
    "a_b@firma.example",
    "ANNA@Firma.Example",
    "jörg@bücher.example",
    "हिन्दी@डेटामेल.भारत",
    "用户@例子。广告",
    "anna@xn--80a1acny.xn--p1ai",
    '"anna b"@firma.example',
    "a" * 64 + "@firma.example",
    "anna@" + "a" * 63 + ".example",
)
BAD = (
    "",
    "anna",
    "@firma.example",
    "anna@",
    "anna@firma",
    "anna@.example",
    "anna@firma.example.",
    "anna@firma..example",
    "anna@-firma.example",
    "anna@firma-.example",
    "anna@fir_ma.example",
    "anna@fir ma.example",
    "anna@192.0.2.1",
    "anna@☕.example",
    ".anna@firma.example",
    "anna.@firma.example",
    "an..na@firma.example",
    "an na@firma.example",
    "ан на@пошта.укр",
    "anna🙂@firma.example",
    '"anna\\"@firma.example',
    "=?utf-8?q?a?=@firma.example",
    "anna@firma.example\r\nBcc: x@y.example",
    "anna@firma.example\u200b",
    "an\u202ena@firma.example",
    "anna\u3164@firma.example",
    "anna@firma\u115f.example",
    "anna@xn--b.example",
    "anna@xn--ж.example",
    "anna@" + "é." * 60 + "example",
    "a@b@c.example",
    "<anna@firma.example>",
    "anna@firma.example, bob@firma.example",
    "a" * 65 + "@firma.example",
    "я" * 33 + "@firma.example",
    "anna@" + "a" * 64 + ".example",
    "anna@" + "б" * 60 + ".example",
    "anna@" + "a." * 130 + "example",
    "\ud800@firma.example",
)


@pytest.mark.parametrize("text", GOOD)
def test_these_are_addresses(text: str) -> None:
    assert is_address(text)
    assert header_address(text)


@pytest.mark.parametrize("text", BAD)
def test_these_are_none(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize("text", ["support@localhost", "служба@сервер"])
def test_our_own_host_may_lack_a_dot(text: str) -> None:
    assert is_address(text, ours=True)
    assert header_address(text)
    assert not is_address(text)


@pytest.mark.parametrize("text", [one for one in BAD if one != "anna@firma"])
def test_in_all_else_our_own_are_as_others(text: str) -> None:
    assert not is_address(text, ours=True)


PIECES = st.text(
    st.sampled_from("ab1._-+'\" @=?йї́ßИ。．ﬁ²🙂\u200d\u0301\u202e\u3164\ufe0f\n\ud800"), max_size=12
)


HOSTS = st.tuples(st.sampled_from(("x", "xn--", "é")), PIECES).map("".join)


@given(st.emails() | st.tuples(PIECES, HOSTS).map(lambda two: f"{two[0]}@{two[1]}.example"))
def test_what_is_an_address_can_be_written(text: str) -> None:
    if is_address(text):
        written = header_address(text)
        assert written.isascii() or not text.isascii()
        assert is_address(written)


def test_a_domain_is_in_lower_case() -> None:
    assert domain_of("Anna@Firma.Example") == "firma.example"
    assert domain_of("anna") == "anna"
