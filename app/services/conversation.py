"""One letter as a card: its clean body in parts, and what the reader must be warned of."""

import re

from app.domain.addresses import domain_of
from app.domain.errors import RejectedError
from app.domain.grouping import Why, WhyKind
from app.domain.messages import Address, Attachment, ParsedMessage
from app.domain.outgoing import Sending
from app.domain.providers import same_company
from app.services.read_models import BodyPart, Caution, LetterView, PartKind, part_url
from app.services.team_models import Here
from app.store.letter_rows import LetterRow
from app.store.pending import Shown
from mail.html import clean, clean_text
from mail.parse import attachment_bytes, parse
from mail.quoting import Kind, split
from search.words import words_of

_KINDS = {
    Kind.NEW: PartKind.NEW,
    Kind.QUOTED: PartKind.QUOTED,
    Kind.SIGNATURE: PartKind.SIGNATURE,
}
_ADDRESS_IN_NAME = re.compile(r"[^\s<>(),;:\"']+@([^\s<>(),;:\"']+\.[^\s<>(),;:\"']+)")
_SNIPPET = 160
_LOSSES = frozenset(
    """
    too-deep too-many-parts too-many-headers header-too-long text-cut bad-bytes bad-base64
    bad-uuencode bad-tnef tnef-too-large no-headers nul-in-body unreadable
    """.split()
)
"""Defects after which something of the letter may be missing; the others are mended in full."""


def letter_view(
    row: LetterRow,
    raw: bytes,
    *,
    gone: bool,
    standing: Shown,
    shown: frozenset[str],
    here: Here | None = None,
    sending: Sending | None = None,
) -> LetterView:
    """Read a letter's source again and make it fit to show.

    ``standing`` is how it stands with the wishes laid over; ``shown`` holds the senders (lower
    case) whose remote images may load; ``here`` tells who brought it into its ticket; ``sending``
    is that of a letter that left from here.
    """
    parsed = parse(raw)
    sender = parsed.sender[0] if parsed.sender else Address("", "")
    remote = bool(sender.address) and sender.address.lower() in shown
    parts, blocked = body_parts(row, parsed, remote=remote)
    return LetterView(
        key=row.key,
        message_id=row.letter.message_id,
        sender=sender,
        to=parsed.to,
        cc=parsed.cc,
        reply_to=parsed.reply_to,
        ours=row.letter.ours,
        received=row.letter.received,
        subject=parsed.subject,
        parts=parts,
        attachments=parsed.attachments,
        blocked_images=blocked,
        automatic=parsed.automatic,
        bounce=parsed.bounce,
        warnings=_warnings(parsed, sender, readable=row.readable),
        defects=parsed.defects,
        why=row.why or Why(WhyKind.FIRST),
        gone=gone,
        flags=standing.flags,
        folders=standing.folders,
        moved_by=here.moved_by if here else None,
        moved_at=here.moved_at if here else None,
        moved_with=here.moved_with if here else "",
        sending=sending,
        bcc=parsed.bcc,
    )


def body_parts(
    row: LetterRow, parsed: ParsedMessage, *, remote: bool
) -> tuple[tuple[BodyPart, ...], int]:
    """Return the body in reading order, and how many remote images were left out."""
    if not row.readable:
        return (), 0
    cleaned = clean_text(parsed.text)
    if parsed.html:
        rich = clean(
            parsed.html,
            cid_url=lambda content_id: part_url(row.key, content_id),
            allow_remote_images=remote,
        )
        cleaned = rich if rich.parts else cleaned
    parts = tuple(BodyPart(_KINDS[kind], html) for kind, html in cleaned.parts)
    return parts, cleaned.blocked_images


def attachment(raw: bytes, index: int) -> tuple[Attachment, bytes]:
    """Return one attachment with its bytes. Raises `RejectedError` when there is none."""
    for found in parse(raw).attachments:
        if found.index == index:
            return found, attachment_bytes(raw, index)
    raise RejectedError("This letter has no such attachment.")


def new_text(raw: bytes) -> str:
    """Return what the person newly wrote as plain text; the whole text where that is nothing."""
    text = parse(raw).text
    return split(text).reply_text or text


def search_snippet(raw: bytes, query: str) -> str:
    """Return the stretch of a letter around the first word that a query names."""
    text = " ".join(parse(raw).text.split())
    wanted = set(words_of(query))
    for match in re.finditer(r"\w+", text):
        if wanted.intersection(words_of(match.group())):
            start = max(0, match.start() - _SNIPPET // 3)
            break
    else:
        start = 0
    found = text[start : start + _SNIPPET]
    return ("… " if start else "") + found + (" …" if start + _SNIPPET < len(text) else "")


def _warnings(parsed: ParsedMessage, sender: Address, *, readable: bool) -> tuple[Caution, ...]:
    if not readable:
        return (Caution.UNREADABLE,)
    found = []
    domain = domain_of(sender.address)
    if not sender.address:
        found.append(Caution.SENDER_UNREADABLE)
    for shown in _ADDRESS_IN_NAME.finditer(sender.name):
        if sender.address.lower() != shown.group().lower():
            found.append(Caution.NAME_SHOWS_OTHER_ADDRESS)
            break
    if domain and any(
        not same_company(domain_of(r.address), domain) for r in parsed.reply_to if r.address
    ):
        found.append(Caution.REPLY_TO_DIFFERS)
    if _LOSSES.intersection(parsed.defects):
        found.append(Caution.DAMAGED)
    return tuple(found)
