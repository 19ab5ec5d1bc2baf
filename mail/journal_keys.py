"""Keys of devices and teams: who may write into the journal, and what proves it.

The only module that imports cryptography's signatures. Formats: mail/wire-format.md, section 3.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode
from binascii import b2a_base64
from hashlib import sha256
from typing import NewType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from app.domain.events import BatchDigest, DeviceId

TeamId = NewType("TeamId", str)
"""16 characters from the hash of the team key."""

KEY_BYTES = 32
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_SIGNED = b"postroom journal 1\0"
_PROVEN = b"postroom device 1\0"
_TEAM = b"postroom team 1\0"
_LETTERS = b"postroom letters 1\0"


def new_key() -> bytes:
    """Return 32 random bytes: a device's secret, to be kept in the vault, or a team key."""
    return secrets.token_bytes(KEY_BYTES)


def public_key(secret: bytes) -> bytes:
    """Return the public key (32 bytes) of a device's secret."""
    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def device_id(public: bytes) -> DeviceId:
    """Return the id of a device: nobody can have another key under the same id."""
    return DeviceId(text_of(sha256(public).digest()[:12]))


def team_id(key: bytes) -> TeamId:
    """Return the id of a team; batches name it, so that one team's count in no other."""
    return TeamId(text_of(sha256(_TEAM + key).digest()[:12]))


def letter_key(key: bytes) -> bytes:
    """Return what marks the Message-IDs of the team's letters (32 bytes); no way leads back."""
    return hmac.digest(key, _LETTERS, sha256)


def proof(key: bytes, device: DeviceId) -> str:
    """Return what shows that a device knows the team key."""
    message = _PROVEN + team_id(key).encode() + b"\0" + device.encode()
    return text_of(hmac.digest(key, message, sha256))


def proves(key: bytes, device: DeviceId, shown: str) -> bool:
    """Whether this is the proof of this device under the key."""
    return hmac.compare_digest(proof(key, device).encode(), shown.encode())


def sign(secret: bytes, payload: bytes) -> bytes:
    """Return the signature (64 bytes) of a payload; the same for the same."""
    return Ed25519PrivateKey.from_private_bytes(secret).sign(_SIGNED + payload)


def is_signed(public: bytes, signature: bytes, payload: bytes) -> bool:
    """Whether the device of this public key signed the payload. Never raises."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, _SIGNED + payload)
    except (InvalidSignature, ValueError):
        return False
    return True


def digest_of(payload: bytes) -> BatchDigest:
    """Return what names a payload in its device's chain: 128 bits of SHA-256."""
    return BatchDigest(text_of(sha256(payload).digest()[:16]))


def text_of(data: bytes) -> str:
    """Return bytes as base64url without padding (RFC 4648 section 5)."""
    return b2a_base64(data, newline=False).translate(_URL_SAFE).rstrip(b"=").decode()


def bytes_of(text: str, size: int) -> bytes | None:
    """Read base64url without padding; None unless it is this many bytes, written the one way."""
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    return data if len(data) == size and text_of(data) == text else None
