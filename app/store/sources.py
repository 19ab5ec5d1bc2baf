"""Letters as they came, compressed; from the first few hundred on with a dictionary of their own.

Most letters are short and resemble each other: headers, signatures, what is quoted. A dictionary
that is trained on an account's mail saves a third of their room, and time as well. It is a row of
the account, because it is made of pieces of its letters and has to go with them.
"""

import threading
from collections.abc import Iterable
from io import BytesIO

import zstandard

from app.domain.errors import StorageError
from app.domain.ids import AccountId, MessageKey
from app.store.link import Link

_LEVEL = 3
_MAX_SOURCE = 1 << 30
_LARGE = 1 << 20
"""Bytes of a packed letter for which a dictionary makes no difference."""
_HEAD = 1 << 20
_SAMPLES = 250
_SAMPLE_BYTES = 4000
"""The beginning of a letter: what follows in long ones is mostly an attachment."""
_DICTIONARY_BYTES = 64 * 1024
_SEGMENT, _CHUNK = 256, 8  # zstd's k and d; looking for the best ones takes four times as long


class Packer:
    """Compresses letters of one account ahead of storing them. Safe from any thread."""

    def __init__(self, number: int, dictionary: bytes) -> None:
        """``number`` of a dictionary with its content, 0 and nothing for none."""
        self.number = number
        self._dictionary: zstandard.ZstdCompressionDict | None = None
        if number:
            self._dictionary = zstandard.ZstdCompressionDict(dictionary)
            self._dictionary.precompute_compress(level=_LEVEL)
        self._own = threading.local()

    def pack(self, raw: bytes) -> bytes:
        """Return what `Sources.add` takes for a letter. Does not hold the interpreter's lock."""
        compressor: zstandard.ZstdCompressor | None = getattr(self._own, "compressor", None)
        if compressor is None:
            compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=self._dictionary)
            self._own.compressor = compressor
        return compressor.compress(raw)


class Sources:
    """Raw bytes by letter."""

    def __init__(self, link: Link) -> None:
        self._link = link
        # By the number of the dictionary, which follows from its content: right for ever, also
        # where the transaction that stored a dictionary was rolled back. 0 is without one.
        self._packers = {0: Packer(0, b"")}
        self._decompressors = {0: zstandard.ZstdDecompressor()}
        self._untrainable: set[AccountId] = set()

    def add(
        self, account: AccountId, rows: Iterable[tuple[MessageKey, bytes, bytes | None]]
    ) -> None:
        """Store the source of new letters, whose rows exist: (key, raw bytes, packed or None).

        What was packed with another dictionary than the account's is packed again: the transaction
        that stored that one may have been rolled back. Large letters need none.
        """
        packer = self.packer(account)

        def fits(packed: bytes) -> bool:
            number = _number_of(packed)
            return number == packer.number or (number == 0 and len(packed) > _LARGE)

        many = [
            (key, packed if packed and fits(packed) else packer.pack(raw))
            for key, raw, packed in rows
        ]
        large = [row for row in many if len(row[1]) > _LARGE]
        self._link.write_many(
            "INSERT INTO source (message, codec, data) VALUES (?, 'zstd', ?)",
            [row for row in many if len(row[1]) <= _LARGE] if large else many,
        )
        for key, data in large:  # SQLite would make copies of it
            self._link.write(
                "INSERT INTO source (message, codec, data) VALUES (?, 'zstd', zeroblob(?))",
                (key, len(data)),
            )
            self._link.fill("source", "data", key, data)

    def packer(self, account: AccountId) -> Packer:
        """Return what packs an account's letters now; made anew when it has a dictionary."""
        number = self._number(account)
        packer = self._packers.get(number)
        if packer is None:
            packer = self._packers[number] = Packer(number, self._dictionary(number).as_bytes())
        return packer

    def head(self, key: MessageKey) -> bytes:
        """Return the beginning of a letter's raw bytes, with all its headers if they are usual.

        Takes no more time for a large letter than for a small one.
        """
        row = self._link.row(
            "SELECT substr(data, 1, ?) FROM source WHERE message = ?", (_HEAD, key)
        )
        if row is None:
            return b""
        with BytesIO(row[0]) as packed:
            reader = self._decompressor(row[0]).stream_reader(packed, read_across_frames=False)
            return reader.read(_HEAD)

    def get(self, key: MessageKey) -> bytes:
        """Return a letter's raw bytes as they came; ``b""`` for an unknown key."""
        row = self._link.row("SELECT data FROM source WHERE message = ?", (key,))
        return self._expand(row[0]) if row else b""

    def _expand(self, data: bytes) -> bytes:
        return self._decompressor(data).decompress(data, max_output_size=_MAX_SOURCE)

    def _decompressor(self, data: bytes) -> zstandard.ZstdDecompressor:
        number = _number_of(data)
        decompressor = self._decompressors.get(number)
        if decompressor is None:
            decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary(number))
            self._decompressors[number] = decompressor
        return decompressor

    def _dictionary(self, number: int) -> zstandard.ZstdCompressionDict:
        row = self._link.row("SELECT data FROM dictionary WHERE id = ?", (number,))
        if row is None:
            raise StorageError("The local database is damaged. Your mail is safe on the server.")
        return zstandard.ZstdCompressionDict(row[0])

    def _number(self, account: AccountId) -> int:
        """Return the number of the account's dictionary, 0 as long as there is none."""
        number = self._stored_number(account)
        if number or account in self._untrainable:
            return number
        return self._train(account)

    def _stored_number(self, account: AccountId) -> int:
        row = self._link.row("SELECT id FROM dictionary WHERE account = ?", (account,))
        return int(row[0]) if row else 0

    def _train(self, account: AccountId) -> int:
        """Make a dictionary where there are letters enough; takes some 50 ms, once an account."""
        samples = self._link.rows(
            "SELECT s.data FROM message m JOIN source s ON s.message = m.id WHERE m.account = ? "
            "ORDER BY m.id DESC LIMIT ?",
            (account, _SAMPLES),
        )
        if len(samples) < _SAMPLES:
            return 0
        try:
            made = zstandard.train_dictionary(
                _DICTIONARY_BYTES,
                [self._expand(data)[:_SAMPLE_BYTES] for (data,) in samples],
                k=_SEGMENT,
                d=_CHUNK,
            )
        except zstandard.ZstdError:  # they have nothing in common, or nothing else
            self._untrainable.add(account)
            return 0
        self._link.write(
            "INSERT INTO dictionary (id, account, data) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (made.dict_id(), account, made.as_bytes()),
        )
        return self._stored_number(account)


def pack_pieces(pieces: Iterable[bytes]) -> tuple[bytes, int]:
    """Pack a letter that comes in pieces, without a dictionary; return it with its size."""
    packer = zstandard.ZstdCompressor(level=_LEVEL).compressobj()
    packed, size = BytesIO(), 0
    for piece in pieces:
        packed.write(packer.compress(piece))
        size += len(piece)
    packed.write(packer.flush())
    return packed.getvalue(), size


def _number_of(packed: bytes) -> int:
    """Return the number of the dictionary with which a source was packed."""
    return zstandard.get_frame_parameters(packed).dict_id
