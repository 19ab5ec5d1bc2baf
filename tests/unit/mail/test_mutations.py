"""The reader survives damaged and random bytes, quickly, and still shows nothing unsafe."""

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from mail.parse import attachment_bytes, parse, raw_headers_text, read
from tests.support.mutations import mutations
from tests.support.shown import unsafe_characters

_LINES = st.lists(
    st.one_of(
        st.binary(max_size=60),
        st.sampled_from(
            [
                b"",
                b"--b",
                b"--b--",
                b"Content-Type: multipart/mixed; boundary=b",
                b"Content-Type: multipart/alternative; boundary=b",
                b"Content-Type: text/html; charset=utf-8",
                b"Content-Type: message/rfc822",
                b"Content-Type: message/delivery-status",
                b"Content-Type: text/calendar",
                b"Content-Transfer-Encoding: base64",
                b"Content-Transfer-Encoding: quoted-printable",
                b"Content-Disposition: attachment; filename*0*=utf-8''%D0",
                b"From: =?utf-8?Q?=3Ca=40b.example=3E?= <c@d.example>",
                b"From: MAILER-DAEMON@mx.example",
                b"Subject: =?utf-8?B?0L8=?=",
                b" folded",
                b"begin 644 x",
                b"end",
                b"<blockquote>",
                b"BEGIN:VEVENT",
            ]
        ),
    ),
    max_size=25,
)


def test_damaged_letters() -> None:
    slowest = 0.0
    for label, raw in mutations(1_500, seed=7):
        started = time.process_time()
        message = read(raw)
        slowest = max(slowest, time.process_time() - started)
        assert not unsafe_characters(message), label
        for attachment in message.attachments[:2]:
            assert len(attachment_bytes(raw, attachment.index)) == attachment.size, label
        assert read(raw, with_html=False) == replace(message, html=""), label
    assert slowest < 20  # the goal is 2 s; a normal one takes a few milliseconds


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes(raw: bytes) -> None:
    assert not unsafe_characters(read(raw))
    assert "\0" not in raw_headers_text(raw)


@settings(max_examples=300, deadline=None)
@given(_LINES, st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_any_lines(lines: list[bytes], end: bytes) -> None:
    raw = end.join(lines)
    message = read(raw)
    assert not unsafe_characters(message)
    for attachment in message.attachments:
        assert len(attachment_bytes(raw, attachment.index)) == attachment.size


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_plain_text_arrives_unchanged(text: str) -> None:
    sent = "".join(c for c in text if c.isprintable() or c == "\n").strip()
    raw = b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\nStart\n" + sent.encode("utf-8")
    message = parse(raw)
    assert "unreadable" not in message.defects
    if not sent.startswith("begin") and "\nbegin" not in sent and not _has_marks(sent):
        assert message.text == f"Start\n{sent}".rstrip() + "\n"


def _has_marks(text: str) -> bool:
    """Whether the text holds printable characters that the reader drops as invisible."""
    return any(
        c in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0" or "\ufe00" <= c <= "\ufe0d" or "\u180b"
        <= c <= "\u180f" or c >= "\U000e0000"
        for c in text
    )  # fmt: skip
