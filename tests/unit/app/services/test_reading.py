"""What identifies a letter's content is told alike by the short ways and by the plain one."""

from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.reading import content_hash, read_letter
from mail.parse import parse

_PIECES = st.sampled_from(
    (b"\r", b"\n", b"\r\n", b"\r\r\n", b"\r\n\r\n", b"\n\r\n", b"Subject: x", b"text", b"\xff")
)


@given(st.lists(_PIECES, max_size=12).map(b"".join))
def test_the_hash_is_of_the_body_with_plain_line_ends(raw: bytes) -> None:
    parsed = parse(raw)
    sender = parsed.sender[0].address if parsed.sender else ""
    date = parsed.date.isoformat() if parsed.date else ""
    head = "\0".join((parsed.message_id, sender, parsed.subject, date, "")).encode()
    body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2].rstrip(b"\n")
    assert content_hash(raw, parsed) == blake2b(head + body, digest_size=16).digest()


_TWO_PARTS = (
    b"Subject: two\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n%s\r\n\r\none\r\n"
    b"--b\r\n%s\r\n\r\ntwo\r\n--b--\r\n"
)
_NAMED = b'Content-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment'
_PLAIN = b"Content-Type: text/plain"
_BROKEN = b"Content-Type: text/plain\r\nno field"


@pytest.mark.parametrize("first", [_NAMED, _PLAIN, _BROKEN])
@pytest.mark.parametrize("second", [_NAMED, _PLAIN, _BROKEN])
def test_parts_with_headers_known_from_other_letters_are_read_alike(
    first: bytes, second: bytes
) -> None:
    raw = _TWO_PARTS % (first, second)
    once = read_letter(raw)
    read_letter(_TWO_PARTS % (second, first))
    assert read_letter(raw) == once
    assert len(once.attachments) == (first, second).count(_NAMED)
    assert ("missing-blank-line" in once.defects) == (_BROKEN in (first, second))
