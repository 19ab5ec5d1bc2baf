"""Short ticket codes that people can quote, read aloud and type.

A code is seven Crockford base32 characters (35 bits) of BLAKE2b over the root Message-ID, so every
client computes the same one without a counter. In a subject it stands as ``[#ABC1234]``.
"""

import re
from functools import lru_cache
from hashlib import blake2b

from app.domain.ids import TicketCode

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 7
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
"""Each ten bits in base32."""
_IN_SUBJECT = re.compile(r"\[#([0-9A-Za-z]{7})\]")
_CONFUSED = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": None, "#": None, "[": None, "]": None}
)


def code_of(message_id: str) -> TicketCode:
    """Return the code of a ticket whose root is this Message-ID (without brackets)."""
    number = number_of(message_id)
    return TicketCode(
        _ALPHABET[number >> 30]
        + _PAIRS[number >> 20 & 1023]
        + _PAIRS[number >> 10 & 1023]
        + _PAIRS[number & 1023]
    )


@lru_cache(4000)  # an id comes again in every answer
def number_of(message_id: str) -> int:
    """Return the 35-bit number whose base32 form is `code_of` this Message-ID."""
    digest = blake2b(message_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> (64 - 5 * _LENGTH)


def number_of_code(code: str) -> int:
    """Return the number that a normalised code stands for."""
    number = 0
    for character in code:
        number = number << 5 | _ALPHABET.index(character)
    return number


def normalise(text: str) -> TicketCode | None:
    """Read a code as a person types it: any case, O for 0, I or L for 1, ``#`` and ``-`` ignored.

    Returns None where the text is no code.
    """
    code = text.strip().upper().translate(_CONFUSED)
    if len(code) != _LENGTH or any(c not in _ALPHABET for c in code):
        return None
    return TicketCode(code)


def code_in_subject(subject: str) -> TicketCode | None:
    """Return the first ticket code that a subject quotes as ``[#ABC1234]``, or None."""
    if "[#" not in subject:
        return None
    for match in _IN_SUBJECT.finditer(subject):
        if code := normalise(match[1]):
            return code
    return None
