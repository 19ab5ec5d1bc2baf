"""Letters made to exhaust the reader stay within time and memory (HAZARDS F18 to F20)."""

import base64
import time
import tracemalloc
from collections.abc import Callable

import pytest

from mail.parse import attachment_bytes, read

_SECONDS = 20.0
"""The goal is 2 s, and a reader's own limit; without limits these would take minutes."""
_BYTES = 100_000_000


def _nested(depth: int) -> bytes:
    lines = (
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(depth)
    )
    return b"Subject: x\n" + b"".join(lines) + b"\nbottom"


def _multipart(*parts: bytes) -> bytes:
    head = b'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"".join(b"--b\n" + part for part in parts) + b"--b--\n"


def _html(body: bytes) -> bytes:
    return b"Subject: x\nContent-Type: text/html\n\n" + body


def _to(value: bytes) -> bytes:
    return b"To: " + value + b"\nSubject: x\n\nHi\n"


_BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "depth": (lambda: _nested(10_000), "too-deep"),
    "parts": (lambda: _multipart(b"\n\n" * 1_000_000, *[b"\n\n"] * 1_000_000), "too-many-parts"),
    "header": (lambda: b"Subject: " + b"a" * 10_000_000 + b"\n\nHi\n", "header-too-long"),
    "header-fields": (lambda: b"A: b\n" * 2_000_000 + b"\nHi\n", "too-many-headers"),
    "header-folds": (lambda: b"Subject: x" + b"\n a" * 300_000 + b"\n\nHi\n", ""),
    "encoded-words": (lambda: b"Subject: " + b"=?utf-8?q?a=C3?= " * 20_000 + b"\n\nHi\n", ""),
    "encoded-words-open": (lambda: b"Subject: " + b"=?utf-8?q?" * 90_000 + b"\n\nHi\n", ""),
    "encoded-words-in-from": (lambda: b"From: " + b"=?a?q??" * 140_000 + b"\n\nHi\n", ""),
    "comments": (lambda: _to(b"(" * 900_000), ""),
    "comments-closed": (lambda: _to(b"(" * 400_000 + b")" * 400_000 + b" a@b.example"), ""),
    "quotes": (lambda: _to(b'"\\' * 450_000), ""),
    "angles": (lambda: _to(b"<a@b" * 200_000), ""),
    "addresses": (lambda: _to(b'"J. Doe" <a.b@example.com>, ' * 20_000), ""),
    "commas": (lambda: _to(b"a," * 450_000), ""),
    "ids": (lambda: b"Message-ID: " + b"a" * 900_000 + b"\n\nHi\n", ""),
    "references": (lambda: b"References: " + b"<a@b> " * 150_000 + b"\n\nHi\n", ""),
    "parameters": (lambda: b"Content-Type: text/plain" + b"; a=b" * 150_000 + b"\n\nHi\n", ""),
    "parameter-blanks": (lambda: b"Content-Type: a/b;" + b" a " * 300_000 + b"\n\nHi\n", ""),
    "line": (lambda: b"Subject: x\n\n" + b"a" * 100_000_000, "text-cut"),
    "line-without-header": (lambda: b"a" * 100_000_000, "text-cut"),
    "padding": (
        lambda: (
            b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + b"A=\n" * 10_000_000
        ),
        "",
    ),
    "false-delimiters": (lambda: _multipart(b"--bX\n" * 2_000_000), ""),
    "uuencode": (lambda: b"Subject: x\n\n" + b"begin 644 a\nend x\n" * 500_000, "text-cut"),
    "flowed": (
        lambda: b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 900_000,
        "text-cut",
    ),
    "html-depth": (lambda: _html(b"<div>" * 500_000), "text-cut"),
    "html-quotes": (lambda: _html(b"<blockquote>a<br>" * 200_000), "text-cut"),
    "html-attribute": (lambda: _html(b"<a " + b"x" * 2_000_000), "text-cut"),
    "html-styles": (lambda: _html(b"<style>" * 200_000), "text-cut"),
    "html-hidden": (lambda: _html(b'<p style="display:none">' * 80_000), "text-cut"),
    "html-parts": (
        lambda: _multipart(*[b"Content-Type: text/html\n\n" + b"<p>a" * 5_000 + b"\n"] * 500),
        "text-cut",
    ),
    "guessed-parts": (
        lambda: _multipart(*[b"\n%d caf\xe9 al\xfaa \xe8t\n" % i * 200 for i in range(1_000)]),
        "text-cut",
    ),
    "letters": (
        lambda: _multipart(
            *[b"Content-Type: message/rfc822\n\nSubject: x\n" + b"x: y\n" * 2_000] * 1_000
        ),
        "",
    ),
}


@pytest.mark.parametrize("name", _BOMBS)
def test_bomb(name: str) -> None:
    make, defect = _BOMBS[name]
    raw = make()
    started = time.process_time()
    message = read(raw)
    assert time.process_time() - started < _SECONDS
    assert not defect or defect in message.defects


@pytest.mark.parametrize("name", ["parts", "header", "encoded-words-open", "line", "padding"])
def test_bomb_memory(name: str) -> None:
    raw = _BOMBS[name][0]()
    tracemalloc.start()
    try:
        read(raw)
        assert tracemalloc.get_traced_memory()[1] < _BYTES
    finally:
        tracemalloc.stop()


def test_large_attachment() -> None:
    content = bytes(range(250)) * 200_000
    part = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    raw = _multipart(b"\nHi\n", part + base64.encodebytes(content))
    tracemalloc.start()
    try:
        message = read(raw)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
        assert message.attachments[0].size == len(content)
        assert attachment_bytes(raw, 0) == content
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()
