"""Makes a letter of what a person wrote: the only door from a draft to mail.

The same `Letter` gives the same bytes each time, so nobody need keep them; files are streamed. No
text can become a header, a recipient or a part (HAZARDS F23): see `mail.compose_headers`. What
comes out is ASCII with CRLF and short lines; only where an address needs UTF-8 (RFC 6532) its
header lines have that.

    multipart/mixed              where files go along
      multipart/related          where pictures stand in the text
        multipart/alternative
          text/plain             format=flowed (RFC 3676)
          text/html
        image/…
      application/…
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from html import unescape

from app.domain.errors import RejectedError
from app.domain.messages import Address
from app.domain.outgoing import Letter, LetterFile
from mail import compose_headers as headers
from mail.cleantext import bare_filename
from mail.compose_body import html_body, plain_body
from mail.compose_quote import zone_of
from mail.compose_text import encode
from mail.names import made_up
from mail.rich import blanks, pictures

PIECE = 600 * 57
"""Bytes of a file that are encoded at once; 57 of them make a line of 76."""
_MAX_REFERENCES = 30
_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}")
_CID_IN_HTML = re.compile(r'src="cid:([^"]{1,300})"')


@dataclass(frozen=True, slots=True)
class _Attached:
    """A file as a part: what stands before its bytes, and how long they are."""

    head: bytes
    file: LetterFile


def compose(letter: Letter) -> Iterator[bytes]:
    """Return the letter in pieces of at most 64 KiB, lines ended by CRLF.

    Raises `RejectedError` at once, with a sentence for the person, where no letter can be made of
    it; later only where a file gives other bytes than it promised.
    """
    return _pieces(_plan(letter))


def size(letter: Letter) -> int:
    """How many bytes `compose` gives; no file is read. Raises as it does."""
    return sum(
        len(step) if isinstance(step, bytes) else len(step.head) + encoded_size(step.file.size)
        for step in _plan(letter)
    )


def encoded_size(count: int) -> int:
    """How long so many bytes are as base64 in lines of 76 with CRLF behind each."""
    coded = 4 * ((count + 2) // 3)
    return coded + 2 * ((coded + 75) // 76)


def copy_head(hidden: Sequence[Address]) -> bytes:
    """Return the line with which our own copy of a letter begins, and no other: its Bcc.

    `compose` never writes it, so that nothing that is handed over can hold it. ``b""`` where
    nobody got the letter unseen. Raises `RejectedError` where an address cannot be written.
    """
    return headers.mailboxes("Bcc", hidden) if hidden else b""


def needs_utf8(letter: Letter) -> bool:
    """Whether only servers that know UTF-8 addresses can take it (SMTPUTF8, RFC 6531)."""
    people = (letter.sender, *letter.to, *letter.cc, *letter.reply_to)
    return any(headers.needs_utf8(person.address) for person in people)


def files_along(letter: Letter) -> tuple[Sequence[LetterFile], Sequence[LetterFile]]:
    """Return the files that go along: attached ones, and pictures that stand in the text.

    A picture that was taken out of the text again stays here.
    """
    shown = set(pictures(letter.body))
    if letter.quoted is not None and letter.quoted.html:
        shown |= set(map(unescape, _CID_IN_HTML.findall(letter.quoted.html)))
    attached: list[LetterFile] = []
    inside: list[LetterFile] = []
    for file in letter.files:
        if not file.content_id:
            attached.append(file)
        elif file.content_id in shown:
            (attached if letter.plain_only else inside).append(file)
        elif letter.forwarded:
            attached.append(file)
    return attached, inside


def _plan(letter: Letter) -> list[bytes | _Attached]:
    left = blanks(letter.body)
    if left:
        raise RejectedError(f"A blank is not filled yet: {left[0]}.")
    attached, inside = files_along(letter)
    cids = {file.content_id: _content_id(letter, n) for n, file in enumerate(inside)}
    body = _text_parts(letter, cids)
    if inside and not letter.plain_only:
        parts = [_attached(file, n, cid=cids[file.content_id]) for n, file in enumerate(inside)]
        body = _multipart(letter, "related", body, parts, 'type="multipart/alternative"')
    if attached:
        parts = [_attached(file, n) for n, file in enumerate(attached, len(inside))]
        body = _multipart(letter, "mixed", body, parts)
    return [_head(letter), *body]


def _pieces(plan: Sequence[bytes | _Attached]) -> Iterator[bytes]:
    for step in plan:
        if isinstance(step, bytes):
            for start in range(0, len(step), PIECE):
                yield step[start : start + PIECE]
        else:
            yield step.head
            yield from _base64(step.file)


def _base64(file: LetterFile) -> Iterator[bytes]:
    waiting = bytearray()
    seen = 0
    for piece in file.read():
        seen += len(piece)
        waiting += piece
        start = 0
        while len(waiting) - start >= PIECE:
            yield _lines(waiting[start : start + PIECE])
            start += PIECE
        del waiting[:start]
    if waiting:
        yield _lines(waiting)
    if seen != file.size:
        raise RejectedError(f"The file “{bare_filename(file.name)}” is not what was attached.")


def _lines(data: bytes | bytearray) -> bytes:
    coded = b64encode(data)
    return b"".join(coded[at : at + 76] + b"\r\n" for at in range(0, len(coded), 76))


# -- headers


def _head(letter: Letter) -> bytes:
    if not headers.is_writable_id(letter.message_id) or "@" not in letter.message_id:
        raise RejectedError("The letter has no proper Message-ID.")
    sent = datetime.fromtimestamp(letter.date, zone_of(letter.zone))
    parent = letter.in_reply_to
    line = [
        headers.mailboxes("From", [letter.sender]),
        headers.mailboxes("To", letter.to) if letter.to else b"",
        headers.mailboxes("Cc", letter.cc) if letter.cc else b"",
        b"" if letter.to or letter.cc else b"To: undisclosed-recipients:;\r\n",
        headers.mailboxes("Reply-To", letter.reply_to) if letter.reply_to else b"",
        headers.unstructured("Subject", letter.subject),
        headers.token("Date", format_datetime(sent)),
        headers.message_ids("Message-ID", [letter.message_id]),
        headers.message_ids("In-Reply-To", [parent] if parent else []),
        headers.message_ids("References", _references(letter)),
        *_marks(letter),
        b"MIME-Version: 1.0\r\n",
    ]
    return b"".join(line)


def _references(letter: Letter) -> list[str]:
    """Return the first id and the newest; the parent is the last one (RFC 5322, 3.6.4)."""
    ids = [each for each in letter.references if headers.is_writable_id(each)]
    parent = letter.in_reply_to
    if parent and headers.is_writable_id(parent):
        ids = [*(each for each in ids if each != parent), parent]
    ids = list(dict.fromkeys(each for each in ids if each != letter.message_id))
    return ids if len(ids) <= _MAX_REFERENCES else [ids[0], *ids[1 - _MAX_REFERENCES :]]


def _marks(letter: Letter) -> list[bytes]:
    """Say whose letter it is, so that no machine answers another one (RFC 3834)."""
    if not letter.automatic:
        return [headers.token("X-Postroom", "call" if letter.logged else "letter")]
    return [
        headers.token("X-Postroom", "automatic"),
        headers.token("Auto-Submitted", "auto-replied"),
        headers.token("X-Auto-Response-Suppress", "All"),
        headers.token("Precedence", "auto_reply"),
    ]


# -- parts


def _text_parts(letter: Letter, cids: dict[str, str]) -> list[bytes | _Attached]:
    text = plain_body(letter)
    plain = _text_part("plain", text, "; format=flowed")
    if letter.plain_only:
        return [plain]
    html = _text_part("html", html_body(letter, cids), "")
    return _multipart(letter, "alternative", [plain], [html])


def _text_part(kind: str, text: str, more: str) -> bytes:
    name, data = encode(text)
    charset = "us-ascii" if name == "7bit" and kind == "plain" else "utf-8"
    head = headers.token("Content-Type", f"text/{kind}; charset={charset}{more}") + headers.token(
        "Content-Transfer-Encoding", name
    )
    return head + b"\r\n" + data


def _multipart(
    letter: Letter,
    kind: str,
    first: Sequence[bytes | _Attached],
    others: Sequence[bytes | _Attached],
    more: str = "",
) -> list[bytes | _Attached]:
    boundary = f"=_{_derived(letter, kind)}"
    fields = f'multipart/{kind}; boundary="{boundary}"'
    out: list[bytes | _Attached] = [
        headers.token("Content-Type", f"{fields}; {more}" if more else fields) + b"\r\n"
    ]
    line = f"--{boundary}".encode("ascii")
    out += [line + b"\r\n", *first]
    for part in others:
        out += [b"\r\n" + line + b"\r\n", part]
    return [*out, b"\r\n" + line + b"--\r\n"]


def _attached(file: LetterFile, number: int, cid: str = "") -> _Attached:
    kind = file.content_type.strip().lower()
    # letters within a letter must not be encoded (RFC 2046, 5.2.1); as mere files they may
    if not _TYPE.fullmatch(kind) or kind.startswith(("message/", "multipart/")):
        kind = "application/octet-stream"
    name = bare_filename(file.name) or made_up(kind, number + 1)
    way = "inline" if cid else "attachment"
    head = (
        headers.with_file_name("Content-Type", kind, "name", name)
        + b"Content-Transfer-Encoding: base64\r\n"
        + headers.with_file_name("Content-Disposition", way, "filename", name)
        + (headers.message_ids("Content-ID", [cid]) if cid else b"")
    )
    return _Attached(head + b"\r\n", file)


def _content_id(letter: Letter, number: int) -> str:
    return f"{_derived(letter, f'picture {number}')}@postroom"


def _derived(letter: Letter, purpose: str) -> str:
    """Return a word that belongs to this letter and purpose alone."""
    return sha256(f"{purpose}\n{letter.message_id}".encode()).hexdigest()[:24]
