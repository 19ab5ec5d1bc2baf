"""From a draft to the letter that it becomes, and whom it is handed over for."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from app.domain.messages import Address
from app.domain.outgoing import (
    Draft,
    DraftId,
    DraftKind,
    Envelope,
    FileId,
    Letter,
    LetterFile,
    QuotedLetter,
)
from app.services.draft_files import file_pieces
from app.services.draft_rows import known, ticket_of
from app.services.signatures import sender_of
from app.store import Store
from app.store.drafts import DraftRow
from app.store.letter_rows import LetterRow
from mail import compose
from mail.html import clean
from mail.parse import parse

_LETTERS = re.compile(r"[^\W\d_]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")


def letter_of(store: Store, draft: DraftId, *, date: int) -> Letter:
    """Return what `mail.compose.compose` makes a letter of.

    ``date`` is what its header says, seconds UTC. Its files read from ``store``, which must stay
    open until the letter was composed. Raises `RejectedError` where the draft is no more.
    """
    row = known(store, draft)
    content = row.draft.content
    answered = answered_letter(store, row)
    quoted = None
    references: tuple[str, ...] = ()
    if answered is not None:
        if row.draft.kind is not DraftKind.FORWARD:
            references = (*answered.letter.references, answered.letter.message_id)
        if content.quotes and row.draft.kind is not DraftKind.CALL:
            quoted = _quoted(store, row.draft, answered)
    outgoing = store.outbox.get(draft)
    words = quoted.text if quoted else content.body
    sender = sender_of(store, row.draft.account)
    automatic = row.draft.kind is DraftKind.AUTOMATIC
    return Letter(
        message_id=outgoing.outgoing.message_id if outgoing else row.message_id,
        date=date,
        sender=Address("", sender.address) if automatic else sender,
        to=content.to,
        cc=content.cc,
        subject=content.subject,
        in_reply_to=references[-1] if references else "",
        references=tuple(dict.fromkeys(references)),
        body=content.body,
        plain_only=content.plain_only,
        signature=content.signature,
        quoted=quoted,
        forwarded=row.draft.kind is DraftKind.FORWARD,
        files=tuple(
            LetterFile(
                file.name,
                file.content_type,
                file.size,
                _reader(store, file.id),
                file.content_id,
            )
            for file in row.draft.files
        ),
        language=language_of(words),
        logged=row.draft.kind is DraftKind.CALL,
        automatic=automatic,
        zone=zone_at(date),
    )


def zone_at(date: int) -> int:
    """Return how many minutes this computer's clocks were east of UTC then."""
    offset = datetime.fromtimestamp(date, UTC).astimezone().utcoffset()
    return int(offset.total_seconds()) // 60 if offset is not None else 0


def envelope_of(store: Store, draft: DraftId) -> Envelope:
    """Return whom the letter is handed over for; nobody for a talk that is written down.

    What nobody typed has no sender to whom machines could answer, unless the server wants one
    (RFC 3834, 3.3); what they say to our address is marked as theirs, and is not acknowledged.
    """
    row = known(store, draft)
    content = row.draft.content
    people: Iterable[Address] = ()
    if row.draft.kind is not DraftKind.CALL:
        people = (*content.to, *content.cc, *content.bcc)
    each = {one.address.lower(): one.address for one in people}
    automatic = row.draft.kind is DraftKind.AUTOMATIC
    sender = sender_of(store, row.draft.account).address
    recipients = tuple(each.values())
    return Envelope("", recipients, sender) if automatic else Envelope(sender, recipients)


def copy_head_of(store: Store, draft: DraftId) -> bytes:
    """Return what our own copy of a letter says before all else: who got it unseen, if anybody."""
    row = known(store, draft)
    return b"" if row.draft.kind is DraftKind.CALL else compose.copy_head(row.draft.content.bcc)


def language_of(text: str) -> str:
    """Return ``ru``, ``uk`` or ``en``: in what a line above a quote is best written."""
    letters = len(_LETTERS.findall(text[:5000]))
    if len(_CYRILLIC.findall(text[:5000])) * 2 <= letters:
        return "en"
    ukrainian = len(_UKRAINIAN.findall(text[:5000]))
    return "uk" if ukrainian > len(_RUSSIAN.findall(text[:5000])) else "ru"


def _reader(store: Store, file: FileId) -> Callable[[], Iterable[bytes]]:
    return lambda: file_pieces(store, file)


def answered_letter(store: Store, row: DraftRow) -> LetterRow | None:
    """Return the letter that a draft answers or passes on; None for none, or none that is here."""
    if not row.draft.answers:
        return None
    ticket = ticket_of(store, row.draft.account, row.draft.answers)
    rows = [] if ticket is None else store.letters.of_ticket(ticket)
    return next((r for r in rows if r.letter.message_id == row.draft.answers), None)


def _quoted(store: Store, draft: Draft, row: LetterRow) -> QuotedLetter:
    parsed = parse(store.letters.source(row.key))
    shown = {file.content_id for file in draft.files if file.content_id}
    html = ""
    if parsed.html:
        html = clean(
            parsed.html,
            cid_url=lambda cid: f"cid:{cid}" if cid in shown else None,
            allow_remote_images=False,
        ).html
    sender = parsed.sender[0] if parsed.sender else Address(row.sender_name, row.letter.sender)
    return QuotedLetter(
        sender=sender,
        sent=row.letter.received,
        subject=parsed.subject,
        to=parsed.to,
        text=parsed.text,
        html=html,
    )
