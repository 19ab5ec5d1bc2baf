"""Damage letters at random but repeatably: what lines, disks and broken programs do to mail."""

import random
from collections.abc import Callable, Iterator, Sequence

from tests.support import hostile

_RUBBISH = (
    b"\0", b"\r", b"\n", b"\r\n\r\n", b"=?utf-8?Q?", b"?=", b"--", b"=", b'"', b"(", b")",
    b"<", b">",
    b"\x1b$B", b"\xff\xfe", b"\xd0", b"\xed\xa0\x80", b"%00", b"\\", b";", b",", b":", b"@",
    b"Content-Type: multipart/mixed; boundary=\n", b"Content-Transfer-Encoding: base64\n",
    b"begin 644 x\n", b"charset=utf-7", b"filename*0*=", b"\xe2\x80\xae", b"<!--", b"<blockquote>",
)  # fmt: skip
_HEADERS = (b"From", b"Subject", b"Content-Type", b"Date", b"References", b"Content-Disposition")


def _flip_bits(raw: bytearray, rnd: random.Random) -> None:
    for _ in range(rnd.randint(1, 12)):
        raw[rnd.randrange(len(raw))] ^= 1 << rnd.randrange(8)


def _truncate(raw: bytearray, rnd: random.Random) -> None:
    del raw[rnd.randrange(len(raw)) :]


def _swap_chunks(raw: bytearray, rnd: random.Random) -> None:
    size = rnd.randint(1, max(len(raw) // 4, 1))
    one, two = rnd.randrange(len(raw)), rnd.randrange(len(raw))
    raw[one : one + size], raw[two : two + size] = raw[two : two + size], raw[one : one + size]


def _repeat_chunk(raw: bytearray, rnd: random.Random) -> None:
    start = rnd.randrange(len(raw))
    chunk = bytes(raw[start : start + rnd.randint(1, 300)])
    raw[start:start] = chunk * rnd.randint(1, 8)


def _delete_chunk(raw: bytearray, rnd: random.Random) -> None:
    start = rnd.randrange(len(raw))
    del raw[start : start + rnd.randint(1, 80)]


def _insert_rubbish(raw: bytearray, rnd: random.Random) -> None:
    for _ in range(rnd.randint(1, 6)):
        at = rnd.randrange(len(raw) + 1)
        raw[at:at] = rnd.choice(_RUBBISH) * rnd.choice((1, 1, 1, 3))


def _header_garbage(raw: bytearray, rnd: random.Random) -> None:
    value = bytes(rnd.choice((rnd.randrange(256), rnd.randrange(32, 127))) for _ in range(60))
    raw[0:0] = rnd.choice(_HEADERS) + b": " + value.replace(b"\n", b" ") + b"\n"


def _boundary_edit(raw: bytearray, rnd: random.Random) -> None:
    places = [i for i in range(len(raw) - 1) if raw[i : i + 2] == b"--"]
    if places:
        at = rnd.choice(places)
        raw[at : at + rnd.randint(1, 5)] = rnd.choice((b"", b"-", b"---", b"\n--b1\n", b"--b1--\n"))


def _line_ends(raw: bytearray, rnd: random.Random) -> None:
    raw[:] = bytes(raw).replace(b"\n", rnd.choice((b"\r", b"\r\n", b"\n\r", b"\r\r\n")))


_KINDS: Sequence[Callable[[bytearray, random.Random], None]] = (
    _flip_bits, _truncate, _swap_chunks, _repeat_chunk, _delete_chunk, _insert_rubbish,
    _header_garbage, _boundary_edit, _line_ends,
)  # fmt: skip


def mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield ``count`` damaged letters with a label that tells how to make them again."""
    names = [
        name for name in hostile.names() if name not in ("mime-many-parts", "head-empty-letter")
    ]
    sources = [hostile.raw_of(name) for name in names]
    for number in range(count):
        rnd = random.Random(f"{seed}-{number}")
        which = rnd.randrange(len(sources))
        raw = bytearray(sources[which])
        for _ in range(rnd.randint(1, 3)):
            if raw:
                rnd.choice(_KINDS)(raw, rnd)
        yield f"{names[which]} seed {seed}-{number}", bytes(raw)
