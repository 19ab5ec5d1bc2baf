"""The plain part of a letter: ``format=flowed`` (RFC 3676) and quoted-printable (RFC 2045)."""

import re
from collections.abc import Iterable, Iterator

from mail.rich import PlainLine

_WIDTH = 74
"""Columns of a line before its soft break, quote marks included."""
_MAX_MARKS = 20
_STUFFED = re.compile(r" |>|From ")
_WORDS = re.compile(r" *[^ ]+ *")
_QP_WIDTH = 76
_SAFE = frozenset(chr(code) for code in range(33, 127)) - {"="}
_HEX = [f"={byte:02X}" for byte in range(256)]
_RISKY = re.compile(r"^From |^\.|=_|[^\x0a\x20-\x7e]", re.MULTILINE)
SIGNATURE_MARK = "-- "


def flowed(lines: Iterable[PlainLine]) -> str:
    """Return lines as ``format=flowed`` text with LF ends; long ones get soft breaks at blanks."""
    return "".join(f"{line}\n" for each in lines for line in _flow(each))


def _flow(line: PlainLine) -> Iterator[str]:
    marks = ">" * min(line.depth, _MAX_MARKS)
    text = line.text.rstrip(" ")
    if line.fixed and line.text == SIGNATURE_MARK:
        text = SIGNATURE_MARK
    elif not line.fixed:
        *broken, text = _broken(text, _WIDTH - len(marks) - 2)
        for part in broken:
            yield _stuffed(marks, part)
    yield _stuffed(marks, text)


def _broken(text: str, width: int) -> Iterator[str]:
    """Cut a long line behind blanks; all but the last piece end with one."""
    if len(text) <= width:
        yield text
        return
    piece = ""
    for match in _WORDS.finditer(text):
        word = match[0]
        if piece and len(piece) + len(word.rstrip(" ")) > width and piece != SIGNATURE_MARK:
            yield piece
            piece = ""
        piece += word
    yield piece


def _stuffed(marks: str, text: str) -> str:
    if marks:
        return f"{marks} {text}" if text else marks
    return f" {text}" if _STUFFED.match(text) else text


def encode(text: str) -> tuple[str, bytes]:
    """Return the transfer encoding of a text with LF ends, and its bytes with CRLF.

    Either way it holds nothing but ASCII, no line above 76 columns, and no boundary of ours.
    """
    lines = text.split("\n")
    if not _RISKY.search(text) and max(map(len, lines)) <= _QP_WIDTH:
        return "7bit", text.replace("\n", "\r\n").encode("ascii")
    return "quoted-printable", quoted_printable(text)


def quoted_printable(text: str) -> bytes:
    """Encode a text with LF ends; characters are never cut in two."""
    out: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            out.append("\r\n")
        _encode_line(line, out)
    return "".join(out).encode("ascii")


def _encode_line(line: str, out: list[str]) -> None:
    if line.isascii() and len(line) < _QP_WIDTH and _is_plain(line):
        out.append(line)
        return
    column = 0
    last = len(line) - 1
    for index, character in enumerate(line):
        if character in _SAFE or (character in " \t" and index != last):
            coded = character
        else:
            coded = "".join(_HEX[byte] for byte in character.encode("utf-8", "replace"))
        # one column is kept for the "=" of a soft break
        if column + len(coded) > _QP_WIDTH - 1:
            out.append("=\r\n")
            column = 0
        if column == 0 and (coded == "." or line.startswith("From ", index)):
            coded = _HEX[ord(character)]  # programs on the way change such lines
        out.append(coded)
        column += len(coded)


def _is_plain(line: str) -> bool:
    return (
        "=" not in line
        and line.isprintable()
        and not line.endswith(" ")
        and not line.startswith((".", "From "))
    )
