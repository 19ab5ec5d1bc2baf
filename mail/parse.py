"""Read one letter, whatever its bytes: the only door from raw mail to what Postroom shows.

Never raises; bounded in time and memory (HAZARDS F18 to F21).
"""

import logging

from app.domain.messages import Address, Attachment, ParsedMessage
from mail import ids
from mail.addresses import parse_addresses
from mail.automatic import classify
from mail.bodies import choose_html, choose_text
from mail.cleantext import body_text, one_line
from mail.contents import Contents, Source, read_contents
from mail.dates import parse_date
from mail.encwords import decode_text
from mail.headers import Headers, read_block

_log = logging.getLogger(__name__)

_DELIVERY_FIELDS = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
_DELIVERY_NAMES = frozenset(_DELIVERY_FIELDS)
_MAX_DELIVERIES = 10

MAX_SOURCE_HEADERS = 256_000
"""Characters of `raw_headers_text`."""


def parse(raw: bytes, *, with_html: bool = True) -> ParsedMessage:
    """Read a letter. ``defects`` names in short words what was repaired or cut.

    Without ``with_html`` its `html` stays empty, and all else is the same with less work.
    Never raises: should a letter break the reader, its beginning is given as text with the defect
    ``unreadable``.
    """
    try:
        return read(raw, with_html=with_html)
    except Exception:  # noqa: BLE001 - the promise to every caller: a letter is never lost
        _log.exception("a letter of %d bytes broke the reader", len(raw))
        return ParsedMessage(text=raw_headers_text(raw), defects=("unreadable",))


def read(raw: bytes, *, with_html: bool = True) -> ParsedMessage:
    """Do the work of `parse`; an exception out of here is a bug that tests must see."""
    contents = read_contents(raw)
    headers, hint = contents.headers, contents.charset
    text = choose_text(contents)
    html = ""
    # What is cut or shown of several parts counts for the defects and the attachments as well.
    if with_html or len(contents.segments) > 1 or _may_show_parts(contents):
        html = choose_html(contents)
    if not len(headers):
        contents.defects["no-headers"] = None
    if headers.count("from") > 1:
        contents.defects["repeated-from"] = None
    subject = one_line(decode_text(headers.first("subject"), hint))
    sender = parse_addresses(headers.first("from"), hint)
    automatic, list_id, bounce = classify(contents, subject, sender, text)
    return ParsedMessage(
        message_id=ids.message_id(headers.first("message-id")),
        subject=subject,
        sender=sender,
        to=_addresses(headers, "to", hint),
        cc=_addresses(headers, "cc", hint),
        bcc=_addresses(headers, "bcc", hint),
        reply_to=_addresses(headers, "reply-to", hint),
        delivered_to=_delivered_to(headers),
        date=parse_date(headers.first("date")),
        in_reply_to=ids.in_reply_to(headers.all("in-reply-to")),
        references=ids.references(headers.all("references")),
        text=text,
        html=html if with_html else "",
        attachments=attachments_of(contents, html),
        automatic=automatic,
        list_id=list_id,
        bounce=bounce,
        defects=tuple(contents.defects),
    )


def _addresses(headers: Headers, name: str, hint: str) -> tuple[Address, ...]:
    count = headers.count(name)
    if not count:
        return ()
    if count == 1:
        return parse_addresses(headers.first(name), hint)
    return parse_addresses(", ".join(value for value in headers.all(name) if value), hint)


def _delivered_to(headers: Headers) -> tuple[str, ...]:
    """Servers write the recipient of the envelope here, plain; at most a few of them count."""
    if not headers.has_any(_DELIVERY_NAMES):
        return ()
    found: dict[str, None] = {}
    for name in _DELIVERY_FIELDS:
        for value in headers.all(name)[:_MAX_DELIVERIES]:
            for address in parse_addresses(value, ""):
                found[address.address.lower()] = None
    found.pop("", None)
    return tuple(found)[:_MAX_DELIVERIES]


def attachments_of(contents: Contents, html: str) -> tuple[Attachment, ...]:
    """Describe the attachments; inline are those that the HTML shows or that say so."""
    if not contents.sources:
        return ()
    return tuple(
        Attachment(
            number,
            source.filename,
            source.type,
            source.size,
            source.content_id,
            _is_inline(source, html),
        )
        for number, source in enumerate(contents.sources)
    )


def _may_show_parts(contents: Contents) -> bool:
    return bool(contents.sources) and any(source.content_id for source in contents.sources)


def _is_inline(source: Source, html: str) -> bool:
    if source.disposition == "inline":
        return True
    if not source.content_id:
        return False
    if source.related and source.disposition != "attachment":
        return True
    cid = f"cid:{source.content_id}"
    return cid in html or cid.replace("@", "%40") in html


def attachment_bytes(raw: bytes, index: int) -> bytes:
    """Return the decoded bytes of an attachment by its index in `ParsedMessage.attachments`.

    Raises IndexError where the letter has no such attachment.
    """
    if index < 0:
        raise IndexError(index)
    return read_contents(raw).sources[index].read()


def inline_parts(raw: bytes) -> dict[str, tuple[str, bytes]]:
    """Return content type and bytes of all parts with a Content-ID, by that id."""
    return {
        source.content_id: (source.type, source.read())
        for source in read_contents(raw).sources
        if source.content_id
    }


def raw_headers_text(raw: bytes) -> str:
    """Return the header block as it stands, safe to show, for the source view."""
    block = read_block(raw)
    end = min(block.body, block.start + MAX_SOURCE_HEADERS)
    text = raw[block.start : end].decode("utf-8", "replace")
    return body_text(text).rstrip("\n")
