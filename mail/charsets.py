"""Turn bytes of mail into text, whatever charset they claim and whatever they really are."""

import codecs
import re
from functools import lru_cache

from mail.charset_guess import guess

_ALIASES = {
    # What mailers write -> the codec that reads it best: supersets where the label is a subset.
    "usascii": "ascii", "ascii": "ascii", "ansix341968": "ascii", "iso646us": "ascii",
    "iso88591": "cp1252", "latin1": "cp1252", "l1": "cp1252", "ansi": "cp1252",
    "windows1252": "cp1252", "xansi": "cp1252", "iso885915": "iso8859-15",
    "iso88599": "cp1254", "latin5": "cp1254", "iso88598i": "iso8859-8", "iso88598e": "iso8859-8",
    "iso88596i": "iso8859-6", "iso88596e": "iso8859-6", "tis620": "cp874", "iso885911": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "gb18030": "gb18030",
    "gb231280": "gb18030", "euccn": "gb18030", "xgbk": "gb18030", "cngb": "gb18030",
    "hzgb2312": "hz", "big5": "big5hkscs", "xbig5": "big5hkscs", "cnbig5": "big5hkscs",
    "shiftjis": "cp932", "sjis": "cp932", "xsjis": "cp932", "windows31j": "cp932",
    "csshiftjis": "cp932", "mskanji": "cp932", "eucjp": "euc_jp", "xeucjp": "euc_jp",
    "iso2022jp": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext", "iso2022jp1": "iso2022_jp_ext",
    "iso2022jpms": "iso2022_jp_ext", "cp50220": "iso2022_jp_ext", "cp50221": "iso2022_jp_ext",
    "euckr": "cp949", "ksc56011987": "cp949", "ksc5601": "cp949", "uhc": "cp949",
    "windows949": "cp949", "ksx1001": "cp949", "iso2022kr": "iso2022_kr",
    "koi8": "koi8_r", "koi8r": "koi8_r", "cskoi8r": "koi8_r", "koi8u": "koi8_u",
    "koi8ru": "koi8_u", "xmaccyrillic": "mac_cyrillic", "maccyrillic": "mac_cyrillic",
    "win1251": "cp1251", "cyrillicwindows": "cp1251", "xcp1251": "cp1251", "ibm866": "cp866",
    "dos866": "cp866", "macintosh": "mac_roman", "xmacroman": "mac_roman", "mac": "mac_roman",
    "utf8": "utf-8", "utf8mb4": "utf-8", "utf8mb3": "utf-8", "unicode11utf8": "utf-8",
    "cp65001": "utf-8", "xutf8": "utf-8", "unicode": "utf-16", "ucs2": "utf-16",
    "utf16": "utf-16", "utf7": "utf-7", "unicode11utf7": "utf-7", "xunicode20utf7": "utf-7",
}  # fmt: skip
_NOT_A_LABEL = re.compile(r"[^a-z0-9]")
_SEVEN_BIT = frozenset({"iso2022_jp_ext", "iso2022_kr", "hz", "utf-7", "utf-16", "utf-32"})
"""Codecs whose text may look like plain ASCII bytes."""
_WESTERN = frozenset({"ascii", "cp1252", "latin-1", "iso8859-15"})
# Codecs that are no charsets of text, or take time that grows with the square of the input.
_REFUSED = frozenset(
    {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)
_ISO2022 = (b"\x1b$", b"\x1b(J", b"\x1b(I")
_SAMPLE = 65_536
_MAX_LABEL = 40


@lru_cache(maxsize=512)
def codec_of(label: str) -> str | None:
    """Return the name of the Python codec for a charset label as mail writes it, or None."""
    label = label.strip("\"' \t\r\n").lower().partition("*")[0].removeprefix("charset=")
    if not label or len(label) > _MAX_LABEL or not label.isascii():
        return None
    key = _NOT_A_LABEL.sub("", label)
    if found := _ALIASES.get(key):
        return found
    for name in (label, label.replace("windows-", "cp"), "cp" + key.removeprefix("win")):
        try:
            codec = codecs.lookup(name)
        except (LookupError, ValueError, TypeError):
            continue
        if codec.name in _REFUSED or not _is_text(codec):
            return None
        return codec.name
    return None


def _is_text(codec: codecs.CodecInfo) -> bool:
    try:
        return isinstance(codec.decode(b"", "strict")[0], str)
    except Exception:  # noqa: BLE001 - codecs that convert bytes raise errors of many kinds
        return False


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        pass
    if codec == "cp1252":  # five bytes have no meaning there; browsers read them as controls
        return data.decode("latin-1")
    return None


def decode(data: bytes, label: str = "", hint: str = "") -> tuple[str, str]:
    """Return the text and a defect word, ``""`` when the label was there and right.

    ``label`` is the declared charset; ``hint`` one declared elsewhere in the same letter, used
    only when this text declares none or a wrong one. Never raises.
    """
    codec = codec_of(label) if label else None
    if data.isascii() and codec not in _SEVEN_BIT:
        if b"\x1b$" in data:
            return _undeclared(data, hint), "missing-charset"
        return data.decode("ascii"), "unknown-charset" if label and codec is None else ""
    if codec is None:
        return _undeclared(data, hint), "unknown-charset" if label else "missing-charset"
    if codec == "utf-8":
        return _declared_utf8(data, hint)
    return _declared(data, codec, hint)


def _declared(data: bytes, codec: str, hint: str) -> tuple[str, str]:
    """Read bytes in the charset they claim, unless they plainly are something else."""
    if (
        codec == "ascii"
        or _is_utf8_in_disguise(data, codec)
        or (codec in _WESTERN and _is_hardly_western(data))
    ):
        return _undeclared(data, hint), "wrong-charset"
    text = _strictly(data, codec)
    if text is not None:
        return text, ""
    if codec in _SEVEN_BIT:
        return data.decode(codec, "replace"), "bad-bytes"
    return _repaired(data, codec, hint)


def _declared_utf8(data: bytes, hint: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _repaired(data, "utf-8", hint)


def _repaired(data: bytes, codec: str, hint: str) -> tuple[str, str]:
    """Read bytes that break their own charset: a few bad bytes are damage, many are a lie."""
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    unusual = sum(1 for b in data[:_SAMPLE] if b >= 0x80) if broken else 0
    if broken * 12 <= unusual:
        return text, "bad-bytes"
    return _undeclared(data, hint), "wrong-charset"


def _is_utf8_in_disguise(data: bytes, codec: str) -> bool:
    """Whether bytes declared in a single-byte charset are UTF-8: chance does not make three."""
    if codec in _SEVEN_BIT or codec.startswith("utf"):
        return False
    sample = data[:_SAMPLE]
    lead = sum(1 for b in sample if b >= 0xC2) if len(sample) < 4096 else 3
    if lead < 2:
        return False
    return _is_utf8(data)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_hardly_western(data: bytes) -> bool:
    """Whether most letters lie above ASCII, which no western language does."""
    sample = data[:4096]
    high = sum(1 for b in sample if b >= 0xC0)
    if high < 6:
        return False
    low = sum(1 for b in sample if 0x41 <= b <= 0x5A or 0x61 <= b <= 0x7A)
    return high > low and guess(sample) not in ("cp1252", "latin-1")


def _undeclared(data: bytes, hint: str) -> str:
    """Read bytes that nothing, or nothing true, was said about."""
    if _is_utf8(data) and not any(mark in data for mark in _ISO2022):
        return data.decode("utf-8-sig" if data[:3] == b"\xef\xbb\xbf" else "utf-8")
    codec = codec_of(hint) if hint else None
    if codec and codec not in _WESTERN and codec != "utf-8":
        text = _strictly(data, codec)
        if text is not None:
            return text
    return data.decode(guess(data[:_SAMPLE]), "replace")
