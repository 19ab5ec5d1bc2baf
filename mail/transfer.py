"""Undo Content-Transfer-Encoding (RFC 2045 section 6), tolerant of damage; tell sizes cheaply."""

import binascii
import re
from functools import lru_cache
from io import BytesIO

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(b for b in range(256) if b not in _ALPHABET and b != 0x3D)
_NOT_SPACE = re.compile(rb"[^A-Za-z0-9+/=\s]")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_TRAILING = re.compile(rb"[ \t]+(?=\r?\n)")
_FOREIGN_TAIL = re.compile(
    rb"=[ \t]*\r?\n\s*\n?[^A-Za-z0-9+/=\s]|=[ \t]*\r?\n\s*[A-Za-z0-9]+ [A-Za-z0-9]"
)
_UU_BEGIN = re.compile(rb"(?:\A|\n)begin(?:-base64)? [0-7]{3,4} ([^\r\n]*)\r?\n")
_KNOWN = {
    "base64": "base64", "base_64": "base64", "b": "base64", "quotedprintable": "qp", "qp": "qp",
    "7bit": "", "8bit": "", "binary": "", "": "", "7bits": "", "8bits": "", "none": "",
    "xuuencode": "uu", "uuencode": "uu", "xuue": "uu", "uue": "uu",
}  # fmt: skip
_LONGEST_USUAL = 60
_CHUNK = 1 << 20
_LARGE = 4 << 20
_MAX_PIECES = 10_000
_MAX_UU_BLOCKS = 100
_MAX_UU_TRIES = 1_000


def encoding_of(value: str) -> tuple[str, bool]:
    """Return ``base64``, ``qp``, ``uu`` or ``""`` for a header value, and whether it is known."""
    return _encoding_cached(value) if len(value) < _LONGEST_USUAL else _encoding(value)


def _encoding(value: str) -> tuple[str, bool]:
    token = value.partition(";")[0].partition("(")[0].strip().lower()
    found = _KNOWN.get(token)
    if found is None:
        found = _KNOWN.get(re.sub(r"[^a-z0-9]", "", token))
    return (found, True) if found is not None else ("", False)


_encoding_cached = lru_cache(maxsize=256)(_encoding)


def decode(data: bytes, encoding: str) -> tuple[bytes, str]:
    """Return the decoded bytes and a defect word or ``""``. Never raises."""
    if encoding == "base64":
        return decode_base64(data)
    if encoding == "qp":
        return decode_qp(data), ""
    if encoding == "uu":
        found = list(uu_blocks(data))
        return (found[0][3], "") if found else (data, "bad-uuencode")
    return data, ""


def decode_range(data: bytes, start: int, end: int, encoding: str) -> bytes:
    """Decode a stretch; a large one needs little more memory than its result."""
    if encoding != "base64" or end - start < _LARGE:
        return decode(data[start:end], encoding)[0]
    out = BytesIO()
    rest = b""
    for at in range(start, end, _CHUNK):
        clean = rest + data[at : min(at + _CHUNK, end)].translate(None, _NOT_BASE64)
        whole = len(clean) // 4 * 4
        if b"=" in clean[:whole].rstrip(b"=") or (b"=" in clean and at + _CHUNK < end):
            return decode(data[start:end], encoding)[0]  # padding within: the careful way
        if b"=" in clean:
            out.write(_piece(clean.rstrip(b"=")))
            rest = b""
        else:
            out.write(binascii.a2b_base64(clean[:whole]))
            rest = clean[whole:]
    out.write(_piece(rest))
    return out.getvalue()


def decode_qp(data: bytes) -> bytes:
    """Decode quoted-printable; line ends stay as they are, blanks before them go."""
    if b" \n" in data or b" \r\n" in data or b"\t\n" in data or b"\t\r\n" in data:
        data = _TRAILING.sub(b"", _SOFT_BREAK.sub(b"=", data))
    return binascii.a2b_qp(data)


def decode_base64(data: bytes) -> tuple[bytes, str]:
    """Decode base64 with foreign characters, text after its end, wrong or inner padding."""
    if tail := _foreign_tail(data):
        # A mailing list's footer glued behind the encoded text.
        return _decode_pieces(data[: tail.start() + 1])[0], "text-after-base64"
    return _decode_pieces(data)


def _foreign_tail(data: bytes) -> "re.Match[bytes] | None":
    return _FOREIGN_TAIL.search(data, max(len(data) - 8192, 0))


def _decode_pieces(data: bytes) -> tuple[bytes, str]:
    clean = data.translate(None, _NOT_BASE64).rstrip(b"=")
    defect = ""
    inner = clean.count(b"=")
    if inner > _MAX_PIECES:
        decoded, defect = _piece(clean.replace(b"=", b"")), "bad-base64"
    elif inner:
        # Pieces encoded one by one, each with its own padding.
        decoded = b"".join(_piece(piece) for piece in clean.split(b"="))
    else:
        decoded = _piece(clean)
        defect = "bad-base64" if len(clean) % 4 == 1 else ""
    if not defect and _NOT_SPACE.search(data):
        defect = "bad-base64"
    return decoded, defect


def _piece(clean: bytes) -> bytes:
    extra = len(clean) % 4
    if extra == 1:
        clean = clean[:-1]
        extra = 0
    return binascii.a2b_base64(clean + b"=" * (-extra % 4)) if clean else b""


def looks_like_base64(data: bytes) -> bool:
    """Whether the beginning of a body declared as base64 is that, and not plain text."""
    head = data[:2000].strip()
    if not head:
        return True
    lines = head.split(b"\n")
    if b"=" in head[:-4] and re.search(rb"=[0-9A-F]{2}", head[:-4]):
        return False
    wrong = sum(1 for line in lines[:10] if _NOT_SPACE.search(line) or _is_prose(line))
    return wrong * 2 <= len(lines[:10])


def _is_prose(line: bytes) -> bool:
    """Whether a line has words of the length that words have."""
    words = line.split()
    return len(words) > 1 and sum(map(len, words)) < 8 * len(words)


def decoded_size(data: bytes, start: int, end: int, encoding: str) -> int:
    """Return the size that decoding would give, without holding large results in memory."""
    if encoding == "":
        return end - start
    if encoding != "base64":
        return len(decode(data[start:end], encoding)[0])
    if end - start < _CHUNK:
        return _base64_size(data[start:end])
    total = 0
    for at in range(start, end, _CHUNK):
        clean = data[at : min(at + _CHUNK, end)].translate(None, _NOT_BASE64)
        if b"=" in clean.rstrip(b"=") or (b"=" in clean and at + _CHUNK < end):
            return len(decode(data[start:end], encoding)[0])
        total += len(clean.rstrip(b"="))
    return total // 4 * 3 + (0, 0, 1, 2)[total % 4]


def _base64_size(data: bytes) -> int:
    clean = data.translate(None, _NOT_BASE64)
    bare = clean.rstrip(b"=")
    if b"=" in bare or (len(bare) < len(clean) and _foreign_tail(data)):
        return len(decode_base64(data)[0])
    return len(bare) // 4 * 3 + (0, 0, 1, 2)[len(bare) % 4]


def uu_blocks(data: bytes) -> "list[tuple[int, int, bytes, bytes]]":
    """Return uuencoded blocks of a text as (start, end, file name, decoded bytes)."""
    blocks: list[tuple[int, int, bytes, bytes]] = []
    pos = 0
    for _ in range(_MAX_UU_TRIES):
        match = _UU_BEGIN.search(data, pos)
        if match is None or len(blocks) >= _MAX_UU_BLOCKS:
            break
        pos = match.end()
        end = data.find(b"\nend", pos - 1)
        if end < 0:
            break
        stop = data.find(b"\n", end + 1)
        stop = len(data) if stop < 0 else stop + 1
        if data[end + 4 : stop].strip():
            continue
        decoded = _uu_lines(data[pos:end])
        if decoded is not None:
            start = match.start() + (data[match.start() : match.start() + 1] == b"\n")
            blocks.append((start, stop, match[1].strip(), decoded))
            pos = stop
    return blocks


def _uu_lines(body: bytes) -> bytes | None:
    out = []
    wrong = 0
    for raw in body.split(b"\n"):
        line = raw.rstrip(b"\r")
        if not line or line in (b"`", b" "):
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Some encoders count wrongly; the length byte says what is meant.
            count = ((line[0] - 32) & 63) * 4 // 3 + 4
            try:
                out.append(binascii.a2b_uu(line[:count]))
            except binascii.Error:
                wrong += 1
                if wrong > 3:
                    return None
    return b"".join(out) if out else None
