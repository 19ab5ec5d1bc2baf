"""Compressed streams are read whole, in any pieces, and cannot fill the memory or hang."""

import io
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.imap_deflate import Deflater, Inflater


class Pieces:
    """Deals out what came over the wire; stands in for a `PatientReader`."""

    def __init__(self, pieces: Iterator[bytes | None]) -> None:
        self._pieces = pieces
        self.taken = 0

    def readinto(self, buffer: bytearray) -> int | None:
        piece = next(self._pieces, b"")
        if piece is None:
            return None
        assert len(piece) <= len(buffer)
        buffer[: len(piece)] = piece
        self.taken += len(piece)
        return len(piece)


def inflater(*pieces: bytes | None, early: bytes = b"") -> Inflater:
    return Inflater(Pieces(iter(pieces)), early)  # type: ignore[arg-type]


def packed(data: bytes) -> bytes:
    deflate = zlib.compressobj(wbits=-15)
    return deflate.compress(data) + deflate.flush(zlib.Z_SYNC_FLUSH)


@given(
    st.lists(st.binary(max_size=300), max_size=8), st.integers(1, 9), st.integers(0, 5), st.data()
)
def test_what_was_said_is_heard_however_it_is_cut(
    said: list[bytes], step: int, early: int, data: st.DataObject
) -> None:
    deflate = Deflater()
    wire = b"".join(deflate(words) for words in said)
    pieces = [wire[i : i + step] for i in range(early, len(wire), step)]
    reader = io.BufferedReader(inflater(*pieces, early=wire[:early]), data.draw(st.integers(1, 99)))
    assert reader.read() == b"".join(said)


def test_each_piece_can_be_read_before_the_next_is_sent() -> None:
    deflate = Deflater()
    reader = inflater(deflate(b"A1 NOOP\r\n"), None, deflate(b"A2 NOOP\r\n"))
    buffer = bytearray(100)
    assert reader.readinto(buffer) == 9
    assert reader.readinto(buffer) is None
    assert reader.readinto(buffer) == 9
    assert reader.readinto(buffer) == 0


def test_a_bomb_is_unpacked_as_it_is_read() -> None:
    wire = packed(bytes(40 << 20))
    assert len(wire) < 1 << 20
    pieces = [wire[i : i + 16384] for i in range(0, len(wire), 16384)]
    reader = io.BufferedReader(inflater(*pieces), 65536)
    tracemalloc.start()
    try:
        for _ in range(20):
            assert reader.read(65536) == bytes(65536)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 1 << 20


def test_a_stream_with_nothing_in_it_ends() -> None:
    empty = zlib.compressobj(wbits=-15).flush(zlib.Z_SYNC_FLUSH) * 3000

    def for_ever() -> Iterator[bytes]:
        while True:
            yield empty[:15000]

    source = Pieces(for_ever())
    with pytest.raises(ConnectionError, match="nothing in it"):
        Inflater(source, b"").readinto(bytearray(10))  # type: ignore[arg-type]
    assert source.taken < 2 << 20


def test_a_damaged_stream_is_a_broken_connection() -> None:
    with pytest.raises(ConnectionError, match="damaged"):
        inflater(b"\xff\xff\xff\xffnot deflate at all").readinto(bytearray(10))


def test_a_stream_that_ends_is_the_end() -> None:
    deflate = zlib.compressobj(wbits=-15)
    wire = deflate.compress(b"* BYE\r\n") + deflate.flush()
    reader = inflater(wire, b"what follows the end")
    buffer = bytearray(100)
    assert reader.readinto(buffer) == 7
    assert reader.readinto(buffer) == 0
