"""COMPRESS=DEFLATE (RFC 4978): both directions of a connection as raw deflate streams.

However well it is packed, nothing is inflated before somebody has room for it, so memory stays
bounded by what reads from here, and a letter that is a bomb meets the same limits as a plain one.
"""

import io
import zlib

from mail.imap_patience import PatientReader

_RAW = -zlib.MAX_WBITS
_BLOCK = 16 * 1024
_FRUITLESS = 1024 * 1024
"""Bytes that may come in without giving a single one: a stream of empty blocks has no end."""


class Deflater:
    """Packs what is sent, so that each piece can be read by the server at once."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(wbits=_RAW)

    def __call__(self, data: bytes) -> bytes:
        """Pack one piece."""
        return self._deflate.compress(data) + self._deflate.flush(zlib.Z_SYNC_FLUSH)


class Inflater(io.RawIOBase):
    """Unpacks what a server sends, as far as its reader has room. Raises as its source does.

    A stream that is damaged, or gives nothing, raises `ConnectionError`.
    """

    def __init__(self, source: PatientReader, early: bytes) -> None:
        """``early``: what was read from ``source`` already and belongs to the stream."""
        super().__init__()
        self._source = source
        self._inflate = zlib.decompressobj(_RAW)
        self._packed = early
        self._fruitless = len(early)
        self._block = bytearray(_BLOCK)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int | None:  # type: ignore[override]
        """Take what has come, waiting for it; 0 at the end."""
        if not len(buffer):
            return 0
        while not (data := self._unpack(len(buffer))):
            if self._inflate.eof:
                return 0
            if self._fruitless > _FRUITLESS:
                raise ConnectionError("the server sends a compressed stream with nothing in it")
            got = self._source.readinto(self._block)
            if not got:
                return got
            self._packed = bytes(self._block[:got])
            self._fruitless += got
        self._fruitless = 0
        buffer[: len(data)] = data
        return len(data)

    def _unpack(self, at_most: int) -> bytes:
        try:
            data = self._inflate.decompress(self._packed, at_most)
        except zlib.error as error:
            raise ConnectionError("the compressed stream of the server is damaged") from error
        self._packed = self._inflate.unconsumed_tail
        return data
