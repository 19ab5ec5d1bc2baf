"""Whatever stands in a field, a letter has the headers and recipients that it should (F23).

By default `make soak` makes 100,000 letters with a drawn text in each field, and as many with a
drawn address; POSTROOM_INJECTIONS says how many instead.
"""

import os
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from ipaddress import ip_address
from itertools import cycle

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from app.domain.errors import RejectedError
from app.domain.messages import Address
from app.domain.outgoing import Letter, QuotedLetter
from mail import compose
from mail.compose_headers import header_address
from mail.parse import read
from tests.support.letters_out import (
    by_fast_parser,
    by_standard_library,
    file_of,
    letter,
    recipients_by_standard_library,
    unfolded,
)

_NASTY = st.sampled_from(
    (
        "\r\n", "\n", "\r", "\x00", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028",
        "\u2029", "\r\n ", "\n\t", "\r\n\r\n", "Bcc: evil@evil.example", "\r\nBcc: evil@e.example",
        "\nTo: evil@e.example\n", "evil@evil.example", ",", ";", ":", "<", ">", "<evil@e.example>",
        '"', "\\", '\\"', "(", ")", "@", "=?utf-8?q?=0D=0ABcc:_evil=40evil.example?=", "=?", "?=",
        "=?utf-8?b?DQpCY2M6IGV2aWxAZXZpbC5leGFtcGxl?=", "=?utf-8?q?evil=40evil.example=2C?=",
        "--=_", "Content-Type: text/html", "\ud800",
        "\u202e", "\u200b", "\ufeff", "=0D=0A", "%0d%0a", "'", "*", "''", "utf-8''x", "; name=x",
        "名前", "Анна", "👍🏽", " ", "\t", "x" * 80, "é", "e\u0301",
    )
)  # fmt: skip
_PIECES = st.lists(_NASTY | st.text(max_size=8), max_size=6)
_TEXTS = _PIECES.map("".join) | st.text(max_size=40)
_NAMES = frozenset(
    "from to subject date message-id in-reply-to references x-postroom mime-version "
    "content-type content-transfer-encoding".split()
)
_ANNA = "anna@xn--80a1acn3a.xn--j1amh"
_MANY = int(os.environ.get("POSTROOM_INJECTIONS", "100000"))
_SEEDS = range(4)
"""A run for each: what Hypothesis remembers of a run grows with it, and two can go at once."""


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
    for found in (theirs.header_names, _names_of(source)):
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
    expected = sum(map(len, compose.files_along(made)))
    assert len(ours.attachments) == len(theirs.file_names) == expected


def _names_of(source: bytes) -> tuple[str, ...]:
    return tuple(field.partition(b":")[0].decode().lower() for field in unfolded(source))


@pytest.mark.parametrize("field", _FIELDS, ids=lambda field: field.__name__.strip("_"))
def test_text_in_a_field_stays_there(field: Callable[[str], Letter]) -> None:
    @settings(max_examples=60)
    @given(_TEXTS)
    def check(text: str) -> None:
        _check(field(text))

    check()


@settings(max_examples=60)
@given(_TEXTS)
def test_text_in_the_name_of_somebody_hidden_stays_there(text: str) -> None:
    """In our own copy, which is the letter with one field before it."""
    source = b"".join(compose.compose(_short()))
    field = compose.copy_head([Address(text, _ANNA)])
    assert _names_of(field) == ("bcc", "")
    assert field.isascii()
    theirs, ours = by_standard_library(field + source), read(field + source)
    assert theirs.header_names == ("bcc", *by_standard_library(source).header_names)
    assert theirs.recipients == ("anna@xn--80a1acn3a.xn--j1amh", _ANNA)
    assert [a.address for a in ours.bcc] == [_ANNA]
    assert replace(ours, bcc=()) == read(source)


@pytest.mark.parametrize("field", _FIELDS, ids=lambda field: field.__name__.strip("_"))
def test_nothing_that_a_string_may_hold_breaks_a_letter(field: Callable[[str], Letter]) -> None:
    for text in ("\ud800", "a\udfff<p>", "\U000e0001", "\ufffe", "\x00", "\x7f\x85", "x" * 5000):
        _check(field(text))
        _check(field(f"{text} {text}"))


@dataclass(frozen=True, slots=True)
class _Texts:
    """A text for each field of one letter."""

    subject: str
    sender_name: str
    recipient_name: str
    message_ids: str
    file_name: str
    file_type: str
    content_id: str
    body: str
    quoted: str

    def letter(self, *, plain_only: bool, forwarded: bool) -> Letter:
        cid, quote = self.content_id, self.quoted
        someone = Address(quote, quote)
        return letter(
            subject=self.subject,
            sender=Address(self.sender_name, "support@zerno.example"),
            to=(Address(self.recipient_name, _ANNA),),
            in_reply_to=self.message_ids,
            references=(self.message_ids, "a@b", self.message_ids[::-1]),
            body=f'<p><img src="cid:{cid}" alt="{cid}"></p>{self.body}',
            signature=self.body,
            files=(
                file_of(b"x", self.file_name, "application/pdf"),
                file_of(b"x", "a.pdf", self.file_type),
                file_of(b"x", "a.png", "image/png", cid or "x"),
            ),
            quoted=QuotedLetter(someone, 0, quote, (someone,), quote, quote),
            language=quote,
            plain_only=plain_only,
            forwarded=forwarded,
        )


_TEXT_FIELDS = tuple(field.name for field in fields(_Texts))


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("number", _SEEDS)
def test_a_hundred_thousand_texts_in_each_field_stay_there(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each field has the same pieces in another order.

    Were a text drawn for each field, four of five would be the same as before: Hypothesis changes
    one thing at a time.
    """
    seen: dict[str, set[str]] = {name: set() for name in _TEXT_FIELDS}
    drawn = 0

    @seed(number)
    @settings(max_examples=_MANY // len(_SEEDS), suppress_health_check=list(HealthCheck))
    @given(_PIECES | st.text(max_size=40).map(list))
    def check(pieces: list[str]) -> None:
        nonlocal drawn
        turned = ["".join(pieces[n:] + pieces[:n]) for n in range(max(1, len(pieces)))]
        texts = dict(zip(_TEXT_FIELDS, cycle(turned), strict=False))
        for plain_only in (False, True):
            forwarded = (len(turned[0]) % 2 == 0) != plain_only
            _check(_Texts(**texts).letter(plain_only=plain_only, forwarded=forwarded))
        drawn += 1
        for name, text in texts.items():
            seen[name].add(text)

    began = time.process_time()
    check()
    took = time.process_time() - began
    with capsys.disabled():
        different = ", ".join(f"{name} {len(known):,}" for name, known in seen.items())
        print(  # noqa: T201
            f"\nseed {number}: {drawn:,} texts in each of {len(seen)} fields, "
            f"{2 * drawn:,} letters, {took:,.0f} s of CPU; different texts: {different}"
        )


_ADDRESS_WORDS = st.sampled_from(
    (
        "a", "b", "@", ".", "-", "xn--", "[", "]", "example.org", "[IPv6:0::1]", "ж" * 60,
        "\U00010330" * 60,
    )
)  # fmt: skip
_ADDRESSES = st.lists(_NASTY | _ADDRESS_WORDS, max_size=8).map("".join)


def _address_stays_one(address: str) -> bool:
    """Refuse it with a sentence, or write it as the only recipient; return whether it is."""
    made = _short(to=(Address("x", address),))
    try:
        source = b"".join(compose.compose(made))
    except RejectedError as error:
        refused = str(error)
        assert refused.endswith(".")
        assert "\n" not in refused
        return False
    assert max(map(len, source.split(b"\r\n"))) <= 998
    names = _names_of(source)
    assert sorted(names) == sorted(set(names) & _NAMES)
    (field,) = [field for field in unfolded(source) if field.startswith(b"To:")]
    written = field.decode().removeprefix("To: x <").removesuffix(">")
    assert field.decode() == f"To: x <{written}>"
    assert written == header_address(address)  # which is what the server is told
    assert _place(written) == _place(address)
    for found in (
        recipients_by_standard_library(source),
        [each.address for each in read(source).to],
    ):
        assert list(map(_place, found)) == [_place(written)]
    assert by_fast_parser(source).headers["To"] == [f"x <{written}>"]
    return True


def _place(address: str) -> tuple[str, str]:
    """Where an address leads, however it is spelled."""
    local, _, domain = address.rpartition("@")
    if len(local) > 2 and local[0] == local[-1] == '"':
        local = local[1:-1]
    if domain.startswith("["):
        literal = domain[1:-1].lower().removeprefix("ipv6:")
        return unicodedata.normalize("NFC", local), str(ip_address(literal))
    domain = unicodedata.normalize("NFKC", domain).replace("。", ".").lower().removesuffix(".")
    labels = (
        label[4:].encode().decode("punycode") if label.startswith("xn--") else label
        for label in domain.split(".")
    )
    return unicodedata.normalize("NFC", local), unicodedata.normalize("NFC", ".".join(labels))


@settings(max_examples=300)
@given(_ADDRESSES)
def test_an_address_is_one_recipient_or_refused(address: str) -> None:
    _address_stays_one(address)


@pytest.mark.soak
@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("number", _SEEDS)
def test_a_hundred_thousand_addresses_are_one_recipient_or_refused(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    written: set[str] = set()
    refused: set[str] = set()
    drawn = 0

    @seed(number)
    @settings(max_examples=_MANY // len(_SEEDS), suppress_health_check=list(HealthCheck))
    @given(_ADDRESSES | st.text(max_size=20).map("{}@example.org".format) | st.emails())
    def check(address: str) -> None:
        nonlocal drawn
        (written if _address_stays_one(address) else refused).add(address)
        drawn += 1

    began = time.process_time()
    check()
    took = time.process_time() - began
    assert written
    assert refused
    with capsys.disabled():
        print(  # noqa: T201
            f"\nseed {number}: {drawn:,} addresses, {took:,.0f} s of CPU; "
            f"{len(written):,} different ones written, {len(refused):,} refused"
        )
