"""What a draft begins with: whom it goes to, what it is called, which files go along."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import RejectedError
from app.domain.events import Seen
from app.domain.fold_status import seen_of
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Attachment, Automatic
from app.domain.outgoing import DraftContent, DraftKind
from app.domain.recipients import Answered, answer_subject, recipients
from app.domain.streams import SPLIT_MARK, Anchor
from app.services.sight import Sight, sight_of
from app.services.signatures import own_addresses, signature_of
from app.store import Store
from app.store.letter_rows import LetterRow
from mail.parse import parse

_ROBOTS = frozenset({Automatic.BOUNCE, Automatic.AUTO_REPLY})


@dataclass(frozen=True, slots=True)
class Start:
    """A draft before anything was written."""

    anchor: Anchor | None
    letter: str
    """Message-ID of a letter in the ticket, ``""`` without one."""
    answers: str
    """Message-ID of what is answered or passed on."""
    seen: Seen
    content: DraftContent
    attached: tuple[Attachment, ...] = ()
    """Attachments of the letter that is passed on."""
    source: MessageKey | None = None
    """That letter."""


def start(
    store: Store,
    account: AccountId,
    kind: DraftKind,
    ticket: TicketId | None,
    letter: MessageKey | None,
) -> Start:
    """Look at what is answered. Raises `RejectedError` where it is no more."""
    if ticket is None and letter is not None:
        ticket = next(iter(store.letters.tickets_of([letter])), None)
    signature = "" if kind is DraftKind.CALL else signature_of(store, account)
    if ticket is None:
        if kind not in {DraftKind.NEW, DraftKind.CALL}:
            raise RejectedError("There is no letter to answer.")
        return Start(None, "", "", Seen(), DraftContent(signature=signature))
    sight = sight_of(store, ticket)
    if sight.account != account:
        raise RejectedError("This ticket belongs to another mailbox.")
    row = _answered(sight.told.rows, letter)
    answered, attached = read_answered(store, row, whole=kind is DraftKind.FORWARD)
    whom = recipients(kind, answered, own_addresses(store, account))
    return Start(
        anchor=sight.anchor,
        letter=letter_of_anchor(sight),
        answers=row.letter.message_id,
        seen=seen_of(sight.letters),
        content=DraftContent(
            to=whom.to,
            cc=whom.cc,
            subject=answer_subject(kind, answered.subject),
            signature=signature,
        ),
        attached=attached,
        source=row.key if attached else None,
    )


def letter_of_anchor(sight: Sight) -> str:
    """Return the Message-ID of a letter that stands in the ticket, and names it if one does."""
    names = [row.letter.message_id for row in sight.told.rows]
    anchor = sight.anchor.removeprefix(SPLIT_MARK)
    return anchor if anchor in names else names[0]


def _answered(rows: Sequence[LetterRow], letter: MessageKey | None) -> LetterRow:
    """Return the letter that is meant; else the contact's last one, else our own last one.

    What robots wrote is answered only where nobody else wrote.
    """
    if letter is not None:
        for row in rows:
            if row.key == letter:
                return row
        raise RejectedError("This letter is in another ticket now.")
    theirs = [r for r in rows if not r.letter.ours and r.letter.automatic not in _ROBOTS]
    fits = theirs or [row for row in rows if row.letter.ours] or rows
    return max(fits, key=lambda row: (row.letter.received, row.place))


def read_answered(
    store: Store, row: LetterRow, *, whole: bool = False
) -> tuple[Answered, tuple[Attachment, ...]]:
    """Read who wrote a letter to whom; ``whole``: and what is attached to it."""
    if whole:
        parsed = parse(store.letters.source(row.key))
    else:
        parsed = parse(_headers(store.letters.head(row.key)), with_html=False)
    answered = Answered(
        sender=parsed.sender,
        reply_to=parsed.reply_to,
        to=parsed.to,
        cc=parsed.cc,
        subject=parsed.subject or row.subject,
        ours=row.letter.ours,
    )
    return answered, parsed.attachments


def _headers(raw: bytes) -> bytes:
    """Return a letter without its body: to see whom to answer, none is taken apart."""
    ends = [at for at in (raw.find(b"\n\r\n"), raw.find(b"\n\n")) if at >= 0]
    return raw[: min(ends) + 1] if ends else raw
