"""Letters that ask machines to be silent, by their headers."""

import pytest

from mail.automatic import has_null_sender, wants_silence

HEAD = b"From: a@b.example\r\nTo: support@zerno.example\r\nSubject: Hello\r\n"
BODY = b"\r\n\r\nAuto-Submitted: auto-replied\r\nPrecedence: bulk\r\n"


@pytest.mark.parametrize(
    "line",
    [
        b"Auto-Submitted: auto-replied",
        b"Auto-Submitted: auto-generated; type=x",
        b"AUTO-SUBMITTED:\r\n auto-notified",
        b"Precedence: Bulk",
        b"Precedence: junk",
        b"Precedence: list",
        b"Precedence: auto-reply",
        b"X-Auto-Response-Suppress: DR, RN, AutoReply",
        b"X-Auto-Response-Suppress: All",
        b"X-Auto-Response-Suppress: OOF",
        b"X-Loop: robot@b.example",
        b"X-Autoreply: yes",
        b"X-Autorespond: on",
        b"List-Id: <l.b.example>",
        b"List-Unsubscribe: <mailto:u@b.example>",
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        b"Feedback-ID: 1:2:3",
        b"X-Postroom: automatic",
        b"X-Spam-Flag: YES",
    ],
)
def test_these_want_silence(line: bytes) -> None:
    assert wants_silence(HEAD + line + BODY)
    assert wants_silence((HEAD + line + BODY).replace(b"\r\n", b"\n"))


@pytest.mark.parametrize(
    "line",
    [
        b"Auto-Submitted: no",
        b"Precedence: normal",
        b"Precedence: first-class",
        b"X-Auto-Response-Suppress: None",
        b"X-Auto-Response-Suppress: RN, NRN",
        b"X-Postroom: letter",
        b"X-Spam-Flag: NO",
        b"X-Priority: 1",
    ],
)
def test_these_may_be_answered(line: bytes) -> None:
    assert not wants_silence(HEAD + line + BODY)


@pytest.mark.parametrize(
    ("line", "null"),
    [
        (b"Return-Path: <>", True),
        (b"Return-Path:   < >", True),
        (b"Return-Path: <a@b.example>", False),
        (b"X-Return-Path: <>", False),
    ],
)
def test_a_null_sender(line: bytes, null: bool) -> None:
    assert has_null_sender(HEAD + line + BODY) is null
