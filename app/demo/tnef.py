"""Writes a minimal TNEF stream, the ``winmail.dat`` that Outlook sends (MS-OXTNEF)."""

import struct
from collections.abc import Sequence

_SIGNATURE = 0x223E9F78
_MESSAGE, _ATTACHMENT = 1, 2
_VERSION = 0x00089006
_CODEPAGE = 0x00069007
_MESSAGE_CLASS = 0x00078008
_SUBJECT = 0x00018004
_RENDERING = 0x00069002
_TITLE = 0x00018010
_PROPERTIES = 0x00069005
_DATA = 0x0006800F
_LONG_FILENAME = 0x3707001F
"""PR_ATTACH_LONG_FILENAME as Unicode."""


def encode_tnef(subject: str, attachments: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a TNEF stream with these files (name, content). Names may hold any characters."""
    parts = [
        struct.pack("<IH", _SIGNATURE, 1),
        _attribute(_MESSAGE, _VERSION, struct.pack("<I", 0x00010000)),
        _attribute(_MESSAGE, _CODEPAGE, struct.pack("<II", 1252, 0)),
        _attribute(_MESSAGE, _MESSAGE_CLASS, b"IPM.Microsoft Mail.Note\0"),
        _attribute(_MESSAGE, _SUBJECT, subject.encode("cp1252", "replace") + b"\0"),
    ]
    for name, content in attachments:
        # The rendering data must come first: it is what begins an attachment.
        parts += [
            _attribute(_ATTACHMENT, _RENDERING, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 32, 32, 0)),
            _attribute(_ATTACHMENT, _TITLE, name.encode("cp1252", "replace") + b"\0"),
            _attribute(_ATTACHMENT, _DATA, content),
            _attribute(_ATTACHMENT, _PROPERTIES, _unicode_property(_LONG_FILENAME, name)),
        ]
    return b"".join(parts)


def _attribute(level: int, number: int, data: bytes) -> bytes:
    head = struct.pack("<BII", level, number, len(data))
    return head + data + struct.pack("<H", sum(data) & 0xFFFF)


def _unicode_property(tag: int, text: str) -> bytes:
    value = text.encode("utf-16-le") + b"\0\0"
    padding = b"\0" * (-len(value) % 4)
    return struct.pack("<IHHII", 1, tag & 0xFFFF, tag >> 16, 1, len(value)) + value + padding
