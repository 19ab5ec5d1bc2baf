"""Whatever stands in a field, a letter has the headers and recipients that it should (F23)."""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import RejectedError
from app.domain.messages import Address
from app.domain.outgoing import Letter, QuotedLetter
from mail import compose
from mail.parse import read
from tests.support.letters_out import by_standard_library, file_of, letter, standard, unfolded

_NASTY = st.sampled_from(
    (
        "\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028",
        "\u2029", "\r\n ", "\n\t", "\r\n\r\n", "Bcc: evil@evil.example", "\r\nBcc: evil@e.example",
        "\nTo: evil@e.example\n", "evil@evil.example", ",", ";", ":", "<", ">", "<evil@e.example>",
        '"', "\\", '\\"', "(", ")", "@", "=?utf-8?q?=0D=0ABcc:_evil=40evil.example?=", "=?", "?=",
        "=?utf-8?b?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=", "--=_", "Content-Type: text/html", "\ud800",
        "\u202e", "\u200b", "\ufeff", "=0D=0A", "%0d%0a", "'", "*", "''", "utf-8''x", "; name=x",
        "名前", "Анна", "👍🏽", " ", "\t", "x" * 80, "é", "e\u0301",
    )
)  # fmt: skip
_TEXTS = st.lists(_NASTY | st.text(max_size=8), max_size=6).map("".join) | st.text(max_size=40)
_NAMES = frozenset(
    "from to subject date message-id in-reply-to references x-postroom mime-version "
    "content-type content-transfer-encoding".split()
)
_ANNA = "anna@xn--80a1acn3a.xn--j1amh"
_MANY = int(os.environ.get("POSTROOM_INJECTIONS", "100000"))


def _short(**changed: object) -> Letter:
    return letter(body="<p>x</p>", plain_only=True, **changed)


def _subject(text: str) -> Letter:
    return _short(subject=text)


def _sender_name(text: str) -> Letter:
    return _short(sender=Address(text, "support@zerno.example"))


def _recipient_name(text: str) -> Letter:
    return _short(to=(Address(text, _ANNA),))


def _message_ids(text: str) -> Letter:
    return _short(in_reply_to=text, references=(text, "a@b", text[::-1]))


def _file_name(text: str) -> Letter:
    return _short(files=(file_of(b"x", text, "application/pdf"),))


def _file_type(text: str) -> Letter:
    return _short(files=(file_of(b"x", "a.pdf", text),))


def _content_id(text: str) -> Letter:
    body = f'<p><img src="cid:{text}" alt="{text}"></p>'
    return letter(body=body, files=(file_of(b"x", "a.png", "image/png", text or "x"),))


def _body(text: str) -> Letter:
    return letter(body=text, signature=text, plain_only=len(text) % 2 == 0)


def _quoted(text: str) -> Letter:
    quoted = QuotedLetter(Address(text, text), 0, text, (Address(text, text),), text, text)
    return letter(quoted=quoted, forwarded=len(text) % 2 == 0, language=text)


_FIELDS: tuple[Callable[[str], Letter], ...] = (
    _subject, _sender_name, _recipient_name, _message_ids, _file_name, _file_type, _content_id,
    _body, _quoted,
)  # fmt: skip


def _check(made: Letter) -> None:
    source = b"".join(compose.compose(made))
    assert compose.size(made) == len(source)
    assert source.isascii()
    assert source.replace(b"\r\n", b"").translate(None, b"\r\n\x00") == source.replace(b"\r\n", b"")
    assert max(map(len, source.split(b"\r\n"))) <= 998
    theirs = by_standard_library(source)
    for found in (
        theirs.header_names,
        tuple(field.partition(b":")[0].decode().lower() for field in unfolded(source)),
    ):
        assert len(set(found)) == len(found)
        assert set(found) <= _NAMES
    assert theirs.recipients == (_ANNA,)
    ours = read(source)
    assert [a.address for a in (*ours.to, *ours.cc, *ours.sender, *ours.reply_to)] == [
        _ANNA,
        "support@zerno.example",
    ]
    # not "several-texts" and their like: what a letter holds stays one letter
    assert set(ours.defects) <= {"unknown-charset"}
    expected = len(compose.files_along(made)[0]) + len(compose.files_along(made)[1])
    assert len(ours.attachments) == expected


@pytest.mark.parametrize("field", _FIELDS, ids=lambda field: field.__name__.strip("_"))
def test_text_in_a_field_stays_there(field: Callable[[str], Letter]) -> None:
    @settings(max_examples=60)
    @given(_TEXTS)
    def check(text: str) -> None:
        _check(field(text))

    check()


@pytest.mark.parametrize("field", _FIELDS, ids=lambda field: field.__name__.strip("_"))
def test_nothing_that_a_string_may_hold_breaks_a_letter(field: Callable[[str], Letter]) -> None:
    for text in ("\ud800", "a\udfff<p>", "\U000e0001", "\ufffe", "\x00", "\x7f\x85", "x" * 5000):
        _check(field(text))
        _check(field(f"{text} {text}"))


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("field", _FIELDS, ids=lambda field: field.__name__.strip("_"))
def test_a_hundred_thousand_texts_in_a_field_stay_there(field: Callable[[str], Letter]) -> None:
    @settings(max_examples=_MANY, suppress_health_check=list(HealthCheck), deadline=None)
    @given(_TEXTS)
    def check(text: str) -> None:
        _check(field(text))

    check()


_ADDRESSES = st.lists(
    _NASTY | st.sampled_from(("a", "b", "@", ".", "-", "xn--", "[", "]", "example.org")), max_size=8
).map("".join)


def _address_stays_one(address: str) -> None:
    """Refuse it with a sentence, or write it as the only recipient."""
    made = letter(to=(Address("x", address),))
    try:
        source = b"".join(compose.compose(made))
    except RejectedError as error:
        refused = str(error)
        assert "\n" not in refused
        return
    assert len(unfolded(source)) == len(_NAMES) - 1
    (field,) = [field for field in unfolded(source) if field.startswith(b"To:")]
    assert field.count(b"@") == 1
    assert field.count(b"<") == field.count(b">") == 1
    if not compose.needs_utf8(made):
        assert len(standard(source)["to"].addresses) == 1
        assert by_standard_library(source).recipients[0].count("@") == 1
    ours = read(source).to
    assert len(ours) == 1
    assert "evil@evil.example" not in ours[0].address or address.strip() == "evil@evil.example"


@settings(max_examples=300)
@given(_ADDRESSES)
def test_an_address_is_one_recipient_or_refused(address: str) -> None:
    _address_stays_one(address)


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@settings(max_examples=_MANY, suppress_health_check=list(HealthCheck), deadline=None)
@given(_ADDRESSES | st.text(max_size=20).map("{}@example.org".format) | st.emails())
def test_a_hundred_thousand_addresses_are_one_recipient_or_refused(address: str) -> None:
    _address_stays_one(address)
