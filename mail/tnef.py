"""Unpack ``winmail.dat`` (MS-OXTNEF) within limits: its text and its files.

A reader of its own, because the known library copies the rest of the input for each attribute and
follows counts that the sender chose.
"""

from dataclasses import dataclass, field
from struct import error as StructError  # noqa: N812 - the struct module's only error class
from struct import unpack_from

from mail.charsets import decode

MAX_SIZE = 50_000_000
"""Bytes of a winmail.dat that are unpacked; larger ones stay attachments as they are."""
MAX_FILES = 200
_MAX_ATTRIBUTES = 20_000
_MAX_PROPERTIES = 20_000
_SIGNATURE = b"\x78\x9f\x3e\x22"
_HEADER = 9
_ATTACHMENT_LEVEL = 2

_BODY, _MAPI, _CODEPAGE = 0x800C, 0x9003, 0x9007
_FILE_BEGINS, _FILE_TITLE, _FILE_DATA, _FILE_MAPI = 0x9002, 0x8010, 0x800F, 0x9005

_P_BODY, _P_HTML, _P_CODEPAGE = 0x1000, 0x1013, 0x3FDE
_P_DATA, _P_LONG_NAME, _P_NAME, _P_SHORT_NAME = 0x3701, 0x3707, 0x3001, 0x3704
_P_MIME, _P_CONTENT_ID = 0x370E, 0x3712
_FIXED = {0x01: 4, 0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8,
          0x14: 8, 0x40: 8, 0x48: 16}  # fmt: skip
_VARIABLE = frozenset((0x0D, 0x1E, 0x1F, 0x102))
_MULTIPLE = 0x1000


@dataclass(slots=True)
class TnefFile:
    """A file within a winmail.dat."""

    name: str = ""
    data: bytes = b""
    content_type: str = ""
    content_id: str = ""


@dataclass(slots=True)
class Tnef:
    """What a winmail.dat holds."""

    text: str = ""
    html: str = ""
    files: list[TnefFile] = field(default_factory=list)
    complete: bool = True
    """False where reading stopped at damage or at a limit."""


def is_tnef(data: bytes) -> bool:
    """Whether these bytes begin like a winmail.dat."""
    return data[:4] == _SIGNATURE


def unpack(data: bytes) -> Tnef | None:
    """Return the contents as far as they can be read, or None for no winmail.dat. Never raises.

    A winmail.dat within a winmail.dat comes out as a file and is not unpacked.
    """
    if len(data) > MAX_SIZE or not is_tnef(data):
        return None
    tnef = Tnef()
    charset = "cp1252"
    at = 6
    try:
        for _ in range(_MAX_ATTRIBUTES):
            if at + _HEADER + 2 > len(data):
                return tnef
            level, name, _, length = unpack_from("<BHHI", data, at)
            start, end = at + _HEADER, at + _HEADER + length
            if end > len(data):
                break
            if name == _CODEPAGE and length >= 4:
                charset = _codepage(unpack_from("<I", data, start)[0])
            elif level == _ATTACHMENT_LEVEL:
                _file_attribute(tnef, name, data[start:end], charset)
            elif name == _BODY:
                tnef.text = tnef.text or _string(data[start:end], charset)
            elif name == _MAPI:
                _letter_properties(tnef, data[start:end], charset)
            at = end + 2
    except (StructError, ValueError):
        pass
    tnef.complete = False
    return tnef


def _codepage(number: int) -> str:
    return {65001: "utf-8", 20866: "koi8-r", 28591: "cp1252", 1200: "utf-16-le"}.get(
        number, f"cp{number}"
    )


def _string(data: bytes, charset: str) -> str:
    return decode(data, charset)[0].rstrip("\0")


def _file_attribute(tnef: Tnef, name: int, value: bytes, charset: str) -> None:
    if name == _FILE_BEGINS:
        if len(tnef.files) >= MAX_FILES:
            raise ValueError("too many files")
        tnef.files.append(TnefFile())
        return
    if not tnef.files:
        return
    file = tnef.files[-1]
    if name == _FILE_TITLE:
        file.name = file.name or _string(value, charset)
    elif name == _FILE_DATA:
        file.data = value
    elif name == _FILE_MAPI:
        _file_properties(file, _properties(value, charset))


def _file_properties(file: TnefFile, found: dict[int, "bytes | str | int"]) -> None:
    data = found.get(_P_DATA)
    if isinstance(data, bytes) and not file.data:
        file.data = data

    def text(key: int) -> str:
        value = found.get(key)
        return value if isinstance(value, str) else ""

    file.name = text(_P_LONG_NAME) or file.name or text(_P_SHORT_NAME) or text(_P_NAME)
    file.content_type = text(_P_MIME).lower() or file.content_type
    file.content_id = text(_P_CONTENT_ID) or file.content_id


def _letter_properties(tnef: Tnef, data: bytes, charset: str) -> None:
    found = _properties(data, charset)
    body, html, page = found.get(_P_BODY), found.get(_P_HTML), found.get(_P_CODEPAGE)
    if isinstance(body, str) and body.strip():
        tnef.text = body
    if isinstance(html, bytes):
        html = _string(html, _codepage(page) if isinstance(page, int) else charset)
    if isinstance(html, str):
        tnef.html = html


def _properties(data: bytes, charset: str) -> dict[int, "bytes | str | int"]:
    """Read a block of MAPI properties; stops quietly at the first that cannot be followed."""
    found: dict[int, bytes | str | int] = {}
    end = len(data)
    (count,) = unpack_from("<I", data, 0)
    at = 4
    for _ in range(min(count, _MAX_PROPERTIES)):
        if at + 4 > end:
            break
        kind, key = unpack_from("<HH", data, at)
        at += 4
        if key >= 0x8000:
            at = _skip_name(data, at)
        base = kind & ~_MULTIPLE
        values = 1
        if base in _VARIABLE or kind & _MULTIPLE:
            (values,) = unpack_from("<I", data, at)
            at += 4
        for _ in range(min(values, _MAX_PROPERTIES)):
            if at >= end:
                return found
            if base in _VARIABLE:
                (length,) = unpack_from("<I", data, at)
                value = data[at + 4 : min(at + 4 + length, end)]
                at += 4 + (length + 3) // 4 * 4
                found.setdefault(key, _value(base, value, charset))
            elif base in _FIXED:
                if base == 0x03:
                    found.setdefault(key, unpack_from("<I", data, at)[0])
                at += _FIXED[base]
            else:
                return found
    return found


def _skip_name(data: bytes, at: int) -> int:
    """Step over the name of a named property: a GUID, then a number or a counted string."""
    (is_string,) = unpack_from("<I", data, at + 16)
    if not is_string:
        return at + 24
    (length,) = unpack_from("<I", data, at + 20)
    return at + 24 + (int(length) + 3) // 4 * 4


def _value(base: int, value: bytes, charset: str) -> bytes | str:
    if base == 0x1E:
        return _string(value, charset)
    if base == 0x1F:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    if base == 0x0D:  # an object: its interface id comes first
        return value[16:]
    return value
