"""Decode RFC 2047 encoded words and raw 8-bit header text, including the broken ones people get."""

import binascii
import re

from mail.charsets import codec_of, decode

# Text may hold blanks and lone question marks, which are wrong but common; never another "=?".
ENCODED_WORD = re.compile(
    r"=\?([A-Za-z0-9][^?\s=]{0,59})\?([BbQq])\?((?:[^?=]++|\?(?!=)|=(?!\?[^=]))*+)\?="
)
_BETWEEN = re.compile(r"[ \t\r\n]*\Z")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_ESCAPE = re.compile(rb"=([0-9A-Fa-f]{2})")


def decode_base64_leniently(text: str) -> bytes:
    """Decode base64 whatever its padding and whatever stands between its characters."""
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        pass
    pieces = []
    for piece in text.split("="):
        clean = _NOT_BASE64.sub("", piece)
        if len(clean) % 4 == 1:
            clean = clean[:-1]
        if clean:
            pieces.append(binascii.a2b_base64(clean + "=" * (-len(clean) % 4)))
    return b"".join(pieces)


def _decode_q(text: str) -> bytes:
    data = text.replace("_", " ").encode("utf-8", "surrogateescape")
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), data)


def decode_text(value: str, hint: str = "") -> str:
    """Decode an unfolded header value to text; raw 8-bit bytes stand as surrogates.

    ``hint`` is the charset of the letter's body, for text that declares none. Structure (addresses,
    parameters) must have been taken apart before, because decoded text may hold anything.
    """
    if "=?" not in value:
        return _raw(value, hint)
    out: list[str] = []
    run: list[bytes] = []
    charset = ""
    end = 0
    for match in ENCODED_WORD.finditer(value):
        gap = value[end : match.start()]
        label = match[1].partition("*")[0]
        adjacent = bool(run) and _BETWEEN.match(gap) is not None
        if run and not (adjacent and label.lower() == charset.lower()):
            out.append(_word(b"".join(run), charset, hint))
            run = []
        if gap and not adjacent:
            out.append(_raw(gap, hint))
        # Bytes of neighbours in one charset are joined first: characters are often cut in two.
        run.append(_decode_q(match[3]) if match[2] in "Qq" else decode_base64_leniently(match[3]))
        charset = label
        end = match.end()
    if run:
        out.append(_word(b"".join(run), charset, hint))
    if end < len(value):
        out.append(_raw(value[end:], hint))
    return "".join(out)


def _word(data: bytes, charset: str, hint: str) -> str:
    known = codec_of(charset) is not None
    return decode(data, charset if known else "", hint)[0]


def _raw(text: str, hint: str) -> str:
    """Text outside encoded words: ASCII, or bytes in a charset that nobody declared."""
    if text.isascii() and "\x1b" not in text:
        if hint and "+" in text and codec_of(hint) == "utf-7":
            return decode(text.encode("ascii"), "utf-7")[0]
        return text
    return decode(text.encode("utf-8", "surrogateescape"), "", hint)[0]
