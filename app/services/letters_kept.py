"""Letters of ours read back from the pieces that are kept of them, large ones in little memory."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from app.domain.letters import Incoming
from app.services.reading import body_digest, read_letter
from app.store.placements import SEEN
from app.store.sources import pack_pieces

SMALL = 4 << 20
"""Bytes up to which a letter is simply read whole."""
_RUN = re.compile(rb"((?:[A-Za-z0-9+/]{76}\r\n){300})(?:[A-Za-z0-9+/]{76}\r\n)+")
"""Of a file: what is left of it in each piece is whole lines, and so can be decoded."""


def read_kept(pieces: Callable[[], Iterable[bytes]], size: int) -> Incoming:
    """Read a letter that `mail.compose` made; ``pieces`` gives its bytes, each time anew."""
    flags = frozenset({SEEN})
    if size <= SMALL:
        raw = b"".join(pieces())
        return Incoming(0, raw, flags, 0, read_letter(raw))
    light = b"".join(without_files(pieces()))
    facts = read_letter(light)
    facts = replace(facts, content_hash=body_digest(facts, pieces()))
    packed, size = pack_pieces(pieces())
    return Incoming(0, b"", flags, 0, facts, packed, size)


def without_files(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a letter with little left of long runs of base64; all else is as it was."""
    for piece in pieces:
        yield _RUN.sub(lambda found: found[1], piece)
