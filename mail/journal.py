"""Messages of the journal: what a person reads in another mail program, and the lines beside it.

The format is laid down in mail/wire-format.md. Composing and reading are pure; the same lines
always get the same Message-ID, so a message that was appended twice is recognised as one.
"""

import gzip
import zlib
from base64 import b32encode, b64encode, encodebytes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from mail.cleantext import one_line, without_unseen
from mail.ids import message_id as read_message_id
from mail.journal_lines import Reason, Refused
from mail.mime import Part, Walker
from mail.transfer import decode

HEADER = b"postroom-journal 1"
"""First line of the journal part."""
MEDIA_TYPE = "application/vnd.postroom.journal"
ID_DOMAIN = "journal.postroom.invalid"
MAX_MESSAGE = 16_000_000
"""Bytes of a message that is read."""
MAX_CONTENT = 64_000_000
"""Bytes of lines that a message may unpack to."""
MAX_LINES = 100_000
COMPRESS_FROM = 2_000
"""Bytes of lines from which on a writer packs them."""

_BOUNDARY = "=_postroom_journal"
"""No line of base64 can look like it."""
_GZIP = b"\x1f\x8b"
_SHOWN = 50
"""Lines of words in one message."""

_SENDER = '"Postroom (please keep)"'
"""Stands in other programs' lists of letters."""
_FIRST = (
    "Please leave this message where it is, and do not delete it: it belongs to Postroom, the\r\n"
    "program with which your team shares this mailbox."
)
_LAST = (
    "It tells the other computers of your team what changed. It was not sent to anybody, no\r\n"
    "customer sees it, and it needs no answer. Postroom puts back what is deleted and needed."
)


@dataclass(frozen=True, slots=True)
class Cover:
    """What people see of a journal message."""

    address: str
    """The inbox: the message is from it, to it."""
    title: str
    """What the subject says after ``Postroom:``, such as ``3 changes by Ann``."""
    words: Sequence[str]
    """Lines of text that say what changed; only the first 50 are shown."""
    at: int
    """For the Date header, seconds UTC."""


@dataclass(frozen=True, slots=True)
class JournalMessage:
    """The lines that a message carries; nothing about them is proven."""

    message_id: str
    """As its header says, without brackets; `message_id` of the lines where nobody meddled."""
    lines: tuple[bytes, ...]


def message_id(lines: Iterable[bytes], copy: int = 0) -> str:
    """Return the Message-ID, without brackets, of a message with these lines.

    ``copy`` counts how often such a message was appended and then vanished: Gmail drops what it has
    seen under the same id, also where that lies in the trash.
    """
    told = [*lines, b"copy %d" % copy] if copy else lines
    digest = sha256(b"\n".join(told)).digest()[:20]
    return f"{b32encode(digest).decode().lower()}@{ID_DOMAIN}"


def compose(lines: Sequence[bytes], cover: Cover, copy: int = 0) -> bytes:
    """Return a message to be appended, with CRLF line ends; ``copy`` as for `message_id`.

    Raises `ValueError` for no lines.
    """
    if not lines or len(lines) > MAX_LINES or any(b"\n" in line for line in lines):
        raise ValueError("a journal message carries lines")
    content = b"\n".join((HEADER, *lines)) + b"\n"
    name = "postroom-journal.txt"
    if len(content) > COMPRESS_FROM:
        content = gzip.compress(content, 9, mtime=0)
        name += ".gz"
    date = format_datetime(datetime.fromtimestamp(cover.at, UTC))
    address = _address(cover.address)
    head = (
        f"From: {_SENDER} <{address}>",
        f"To: {_SENDER} <{address}>",
        f"Subject: {_encoded('Postroom: ' + cover.title)}",
        f"Date: {date}",
        f"Message-ID: <{message_id(lines, copy)}>",
        "MIME-Version: 1.0",
        "Auto-Submitted: auto-generated",
        "X-Postroom-Journal: 1",
        f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"',
        "",
        f"--{_BOUNDARY}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        _base64(_text(cover).encode("utf-8", "replace")),
        f"--{_BOUNDARY}",
        f"Content-Type: {MEDIA_TYPE}",
        "Content-Transfer-Encoding: base64",
        f'Content-Disposition: attachment; filename="{name}"',
        "",
        _base64(content),
        f"--{_BOUNDARY}--",
        "",
    )
    return "\r\n".join(head).encode("ascii")


def _text(cover: Cover) -> str:
    words = [_indented(word) for word in cover.words[:_SHOWN]]
    if more := len(cover.words) - len(words):
        words.append(f"… and {more} lines more")
    return "\r\n".join([_FIRST, "", *words, "", _LAST, ""])


def _indented(word: str) -> str:
    indent = len(word) - len(word.lstrip(" "))
    return " " * min(indent, 8) + one_line(word)


def _address(address: str) -> str:
    """An address as it may stand in a header; hostile settings must not add lines."""
    safe = "".join(c for c in address if "!" <= c <= "~" and c not in '<>()[],;:"\\')
    return safe if "@" in safe[1:-1] else "postroom@postroom.invalid"


def _encoded(text: str) -> str:
    """A subject on one line, as encoded words (RFC 2047) where it is not plain."""
    text = one_line(without_unseen(text))[:200]
    if text.isascii() and text.isprintable() and "=?" not in text:
        return text
    words = [text[at : at + 10] for at in range(0, len(text), 10)]
    coded = (b64encode(word.encode("utf-8", "replace")).decode() for word in words)
    return "\r\n ".join(f"=?utf-8?B?{word}?=" for word in coded)


def _base64(data: bytes) -> str:
    return encodebytes(data).decode().replace("\n", "\r\n")


def read(raw: bytes) -> JournalMessage | Refused:
    """Read a message of the journal folder. Never raises, whatever the bytes are."""
    if len(raw) > MAX_MESSAGE:
        return Refused(Reason.TOO_LARGE, "A message is larger than 16 million bytes.")
    root = Walker(raw).walk()
    parts = [part for part in _leaves(root) if part.type == MEDIA_TYPE]
    if not parts:
        return Refused(Reason.NOT_OURS, "An ordinary letter is in the journal folder.")
    if len(parts) > 1:
        return Refused(Reason.DAMAGED, "A message has several journals.")
    content, defect = decode(raw[parts[0].start : parts[0].end], parts[0].encoding)
    if defect:
        return Refused(Reason.DAMAGED, "A message was cut or altered on its way.")
    unpacked = _unpacked(content) if content.startswith(_GZIP) else content
    if isinstance(unpacked, Refused):
        return unpacked
    return _lines(read_message_id(root.headers.first("message-id")), unpacked)


def _leaves(part: Part) -> Iterable[Part]:
    stack = [part]
    while stack:
        one = stack.pop()
        if one.children:
            stack.extend(one.children)
        else:
            yield one


def _unpacked(content: bytes) -> bytes | Refused:
    damaged = Refused(Reason.DAMAGED, "What a message carries cannot be unpacked.")
    unpack = zlib.decompressobj(wbits=31)
    try:
        found = unpack.decompress(content, MAX_CONTENT)
    except zlib.error:
        return damaged
    if unpack.unconsumed_tail:
        return Refused(Reason.TOO_LARGE, "A message unpacks to more than 64 million bytes.")
    return found if unpack.eof and not unpack.unused_data else damaged


def _lines(name: str, content: bytes) -> JournalMessage | Refused:
    if len(content) > MAX_CONTENT or content.count(b"\n") > MAX_LINES + 1:
        return Refused(Reason.TOO_LARGE, "A message carries too much.")
    first, *lines = content.split(b"\n")
    if not first.startswith(b"postroom-journal "):
        return Refused(Reason.DAMAGED, "A message does not carry what it should.")
    if first != HEADER:
        return Refused(Reason.NEWER, "A message is of a later format than this version reads.")
    if not lines or lines[-1] != b"":
        return Refused(Reason.DAMAGED, "What a message carries was cut off.")
    return JournalMessage(name, tuple(lines[:-1]))
