"""Letters as they came, compressed; from the first few hundred on with a dictionary of their own.

Most letters are short and resemble each other: headers, signatures, what is quoted. A dictionary
that is trained on an account's mail saves a third of their room, and time as well. It is a row of
the account, because it is made of pieces of its letters and has to go with them.
"""

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


class Sources:
    """Raw bytes by letter."""

    def __init__(self, link: Link) -> None:
        self._link = link
        # By the number of the dictionary, which follows from its content: right for ever, also
        # where the transaction that stored a dictionary was rolled back. 0 is without one.
        self._compressors = {0: zstandard.ZstdCompressor(level=_LEVEL)}
        self._decompressors = {0: zstandard.ZstdDecompressor()}
        self._untrainable: set[AccountId] = set()

    def add(self, account: AccountId, rows: Iterable[tuple[MessageKey, bytes]]) -> None:
        """Store the source of new letters, whose rows exist."""
        compress = self._compressor(account).compress
        self._link.write_many(
            "INSERT INTO source (message, codec, data) VALUES (?, 'zstd', ?)",
            [(key, compress(raw)) for key, raw in rows],
        )

    def get(self, key: MessageKey) -> bytes:
        """Return a letter's raw bytes as they came; ``b""`` for an unknown key."""
        row = self._link.row("SELECT data FROM source WHERE message = ?", (key,))
        return self._expand(row[0]) if row else b""

    def _expand(self, data: bytes) -> bytes:
        number = zstandard.get_frame_parameters(data).dict_id
        decompressor = self._decompressors.get(number)
        if decompressor is None:
            decompressor = zstandard.ZstdDecompressor(dict_data=self._dictionary(number))
            self._decompressors[number] = decompressor
        return decompressor.decompress(data, max_output_size=_MAX_SOURCE)

    def _compressor(self, account: AccountId) -> zstandard.ZstdCompressor:
        number = self._number(account)
        compressor = self._compressors.get(number)
        if compressor is None:
            dictionary = self._dictionary(number)
            dictionary.precompute_compress(level=_LEVEL)
            compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=dictionary)
            self._compressors[number] = compressor
        return compressor

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
