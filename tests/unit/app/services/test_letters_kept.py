"""A letter read back in pieces gives what reading it whole gives."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.domain.messages import Address
from app.domain.outgoing import Letter, LetterFile
from app.services import letters_kept
from app.services.letters_kept import read_kept
from app.services.reading import body_digest, read_letter
from mail.compose import compose

HEAD = (
    b"Message-ID: <a@x.example>\r\nFrom: \xd0\x90nna <anna@x.example>\r\nSubject: S\r\n"
    b"Date: Sun, 22 Nov 2026 10:00:00 +0200\r\n\r\n"
)
LINES = st.lists(st.sampled_from((b"", b"a", b"line", b" ", b"x" * 70)), max_size=12)


def cut(raw: bytes, cuts: list[int]) -> list[bytes]:
    marks = [0, *sorted(cut % (len(raw) + 1) for cut in cuts), len(raw)]
    return [raw[a:b] for a, b in pairwise(marks)]


@given(LINES, st.lists(st.integers(0, 1000), max_size=6), st.booleans())
def test_the_hash_of_pieces_is_that_of_the_whole(
    lines: list[bytes], cuts: list[int], date: bool
) -> None:
    head = HEAD if date else HEAD.replace(b"Date", b"X-Date")
    raw = head + b"\r\n".join(lines)
    facts = read_letter(raw)
    assert body_digest(facts, cut(raw, cuts)) == facts.content_hash


@pytest.mark.parametrize("small", [0, 1 << 30])
def test_a_letter_with_a_large_file(monkeypatch: pytest.MonkeyPatch, small: int) -> None:
    monkeypatch.setattr(letters_kept, "SMALL", small)
    data = bytes(range(256)) * 2000

    def read() -> Iterator[bytes]:
        yield data

    letter = Letter(
        message_id="n.token@shop.example",
        date=1_790_000_000,
        sender=Address("Ann", "support@shop.example"),
        to=(Address("Анна", "anna@x.example"),),
        subject="Звіт",
        in_reply_to="q@x.example",
        references=("q@x.example",),
        body="<p>Дивіться вкладення.</p>",
        files=[LetterFile("Звіт.bin", "application/octet-stream", len(data), read)],
    )
    raw = b"".join(compose(letter))
    kept = read_kept(lambda: cut(raw, [1 << 16, 1 << 17, 200_001]), len(raw))
    whole = read_letter(raw)
    assert kept.facts is not None
    assert replace(kept.facts, attachments=()) == replace(whole, attachments=())
    assert [a.filename for a in kept.facts.attachments] == ["Звіт.bin"]
    if kept.packed is None:
        assert kept.raw == raw
    else:
        assert zstandard.ZstdDecompressor().decompress(kept.packed, len(raw)) == raw
        assert (kept.raw, kept.size) == (b"", len(raw))
