"""Letters as they came, compressed; from the first few hundred on with a dictionary of their own.

Most letters are short and resemble each other: headers, signatures, what is quoted. A dictionary
that is trained on an account's mail saves a third of their room, and time as well. It is a row of
the account, because it is made of pieces of its letters and has to go with them.
"""

import threading
from collections.abc import Iterable

import zstandard

from app.domain.errors import StorageError
from app.domain.ids import AccountId, MessageKey
from app.store.link import Link

_LEVEL = 3
_MAX_SOURCE = 1 << 30
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
        that stored that one may have been rolled back.
        """
        packer = self.packer(account)
        self._link.write_many(
            "INSERT INTO source (message, codec, data) VALUES (?, 'zstd', ?)",
            [
                (
                    key,
                    packed if packed and _number_of(packed) == packer.number else packer.pack(raw),
                )
                for key, raw, packed in rows
            ],
        )

    def packer(self, account: AccountId) -> Packer:
        """Return what packs an account's letters now; made anew when it has a dictionary."""
        number = self._number(account)
        packer = self._packers.get(number)
        if packer is None:
            packer = self._packers[number] = Packer(number, self._dictionary(number).as_bytes())
        return packer

    def get(self, key: MessageKey) -> bytes:
        """Return a letter's raw bytes as they came; ``b""`` for an unknown key."""
        row = self._link.row("SELECT data FROM source WHERE message = ?", (key,))
        return self._expand(row[0]) if row else b""

    def _expand(self, data: bytes) -> bytes:
        number = _number_of(data)
        decompressor = self._decompressors.get(number)
        if decompressor is None:
            decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary(number))
            self._decompressors[number] = decompressor
        return decompressor.decompress(data, max_output_size=_MAX_SOURCE)

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


def _number_of(packed: bytes) -> int:
    """Return the number of the dictionary with which a source was packed."""
    return zstandard.get_frame_parameters(packed).dict_id
