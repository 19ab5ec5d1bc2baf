"""From raw bytes to the facts the database keeps; runs in a reader process, never raises."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b

from app.domain.letters import NO_ID_DOMAIN, LetterFacts
from app.domain.messages import Address, ParsedMessage
from mail.parse import parse
from mail.snippets import snippet
from search.words import index_text

_MAX_REFERENCES = 1000
_ALONE = re.compile(rb"\r(?!\n)")


def read_letter(raw: bytes) -> LetterFacts:
    """Read one letter. Bounded by the limits of `mail.parse`; the caller adds time and memory."""
    parsed = parse_letter(raw)
    return facts_of(raw, parsed, words_of_letter(parsed))


def parse_letter(raw: bytes) -> ParsedMessage:
    """Do the first of the three steps of `read_letter`."""
    return parse(raw, with_html=False)


def facts_of(raw: bytes, parsed: ParsedMessage, words: str) -> LetterFacts:
    """Do the last step of `read_letter`, with what the others returned."""
    digest = content_hash(raw, parsed)
    return LetterFacts(
        message_id=parsed.message_id or f"{digest.hex()}@{NO_ID_DOMAIN}",
        content_hash=digest,
        subject=parsed.subject,
        sender=parsed.sender[0] if parsed.sender else Address("", ""),
        recipients=(*parsed.to, *parsed.cc),
        reply_to=parsed.reply_to,
        delivered_to=parsed.delivered_to,
        date=int(parsed.date.timestamp()) if parsed.date else None,
        references=answered_ids(parsed),
        snippet=snippet(parsed.text),
        attachments=parsed.attachments,
        automatic=parsed.automatic,
        list_id=parsed.list_id,
        bounce=parsed.bounce,
        defects=parsed.defects,
        words=words,
    )


def answered_ids(parsed: ParsedMessage) -> tuple[str, ...]:
    """All ids a letter answers, oldest first, the direct parent last.

    In-Reply-To names the parent; where References does not end with it, it goes last. An id of the
    letter itself is no reference.
    """
    ids = dict.fromkeys((*parsed.references, *parsed.in_reply_to))
    if len(parsed.in_reply_to) == 1:
        ids.pop(parsed.in_reply_to[0], None)
        ids[parsed.in_reply_to[0]] = None
    # Some programs name the person answered where the id belongs.
    people = {p.address.lower() for p in (*parsed.sender, *parsed.to, *parsed.cc)}
    found = tuple(i for i in ids if i != parsed.message_id and i.lower() not in people)
    return found if len(found) <= _MAX_REFERENCES else (found[0], *found[1 - _MAX_REFERENCES :])


def content_hash(raw: bytes, parsed: ParsedMessage) -> bytes:
    """Sixteen bytes that are equal for one letter whatever path it took.

    Headers gained on the way (Received, DKIM, list) and line ends do not count; the body, sender,
    subject and date do.
    """
    sender = parsed.sender[0].address if parsed.sender else ""
    date = parsed.date.isoformat() if parsed.date else ""
    digest = _begun(parsed.message_id, sender, parsed.subject, date)
    digest.update(_unified_body(raw))
    return digest.digest()


def body_digest(facts: LetterFacts, pieces: Iterable[bytes]) -> bytes:
    """Return the `content_hash` of a letter that comes in pieces, of CRLF lines alone.

    ``facts`` are those of the letter, but for that hash.
    """
    date = datetime.fromtimestamp(facts.date, UTC).isoformat() if facts.date is not None else ""
    digest = _begun(facts.message_id, facts.sender.address, facts.subject, date)
    head, waiting = b"", 0
    in_body = False
    for piece in pieces:
        data = piece
        if not in_body:
            head += piece
            at = head.find(b"\n\r\n")
            if at < 0:
                continue
            in_body, data = True, head[at + 3 :]
        data = data.translate(None, b"\r")
        if body := data.rstrip(b"\n"):  # line ends count where something follows them
            digest.update(b"\n" * waiting)
            digest.update(body)
            waiting = 0
        waiting += len(data) - len(body)
    return digest.digest()


def _begun(message_id: str, sender: str, subject: str, date: str) -> blake2b:
    head = "\0".join((message_id, sender, subject, date, ""))
    return blake2b(head.encode("utf-8", "replace"), digest_size=16)


def _unified_body(raw: bytes) -> bytes:
    r"""Return what follows the first blank line, with ``\n`` for ``\r\n`` and none at the end."""
    at = raw.find(b"\n\r\n")
    short = raw.find(b"\n\n", 0, at + 1 if at >= 0 else len(raw))
    if short >= 0:
        body = raw[short + 2 :]
    elif at >= 0:
        body = raw[at + 3 :]
    else:
        return b""
    if b"\r" in body:
        # `translate` takes a third of the time of `replace`
        alone = _ALONE.search(body)
        body = body.replace(b"\r\n", b"\n") if alone else body.translate(None, b"\r")
    return body.rstrip(b"\n")


def words_of_letter(parsed: ParsedMessage) -> str:
    """Do the second step of `read_letter`: its index words."""
    people = (*parsed.sender, *parsed.to, *parsed.cc)
    return index_text(
        parsed.subject,
        " ".join(f"{p.name} {p.address}" for p in people[:100]),
        " ".join(a.filename for a in parsed.attachments[:200]),
        parsed.text,
    )
