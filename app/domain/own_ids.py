"""Message-IDs of our letters carry a keyed token, so that an answer to one proves itself.

The local part is ``NONCE.TOKEN`` where the token is HMAC-SHA256 over the nonce and domain, cut to
80 bits. Whoever quotes such an id has received a letter from us; one cannot be made up without the
key (HAZARDS T2), which is the team's (`app.services.own_keys`). Letters that a teammate sent from
another program carry no token.
"""

import hmac
from base64 import b32encode
from hashlib import sha256

_TOKEN_BYTES = 10
TOKEN_LENGTH = 16
"""Characters of base32 in lower case: ``a`` to ``z`` and ``2`` to ``7``."""


def own_message_id(key: bytes, nonce: str, domain: str) -> str:
    """Make a Message-ID (without brackets) from a nonce of letters and digits."""
    if not nonce.isalnum() or not nonce.isascii():
        raise ValueError("a nonce is ASCII letters and digits")
    return f"{nonce}.{_token(key, nonce, domain)}@{domain}"


def is_own(key: bytes, message_id: str) -> bool:
    """Whether this Message-ID was made with the key."""
    local, _, domain = message_id.rpartition("@")
    nonce, _, token = local.partition(".")
    if not (nonce and len(token) == TOKEN_LENGTH and token.isascii()):
        return False  # as nearly all are that others made, which costs nothing to tell
    return hmac.compare_digest(token, _token(key, nonce, domain))


def _token(key: bytes, nonce: str, domain: str) -> str:
    text = f"{nonce}@{domain}".encode("utf-8", "surrogatepass")
    return b32encode(hmac.digest(key, text, sha256)[:_TOKEN_BYTES]).decode().lower()
