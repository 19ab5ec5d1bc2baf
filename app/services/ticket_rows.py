"""What a ticket's row shows as far as its letters alone say it."""

from collections.abc import Sequence

from app.domain.codes import code_of
from app.domain.grouping import Group
from app.domain.ids import TicketId
from app.domain.messages import Automatic
from app.domain.subjects import base_subject
from app.domain.tickets import Status
from app.store.letter_rows import LetterRow
from app.store.ticket_data import TicketData


def ticket_row(
    ticket: TicketId,
    found: Group,
    rows: Sequence[LetterRow],
    own: Sequence[LetterRow] = (),
) -> TicketData:
    """Derive a ticket's row from its letters, which come in conversation order.

    ``own``: those that subject and contact are taken from, where these are not all.
    """
    own = own or rows
    newest = rows[0]
    has_attachments = unread = False
    for row in rows:
        has_attachments = has_attachments or row.attachments > 0
        unread = unread or row.unread
        if row.letter.received >= newest.letter.received:  # of several, the last
            newest = row
    name, contact = _contact(own)
    status, bounced = standing(rows)
    return TicketData(
        id=ticket,
        code=code_of(found.root),
        root=found.root,
        subject=base_subject(own[0].subject) or own[0].subject,
        contact_name=name,
        contact=contact,
        snippet=newest.snippet,
        updated=newest.letter.received,
        letters=len(rows),
        has_attachments=has_attachments,
        status=status,
        bounced=bounced,
        unread=unread,
        related=found.related,
    )


def _contact(rows: Sequence[LetterRow]) -> tuple[str, str]:
    """The person outside: who wrote first, else whom we wrote to, else the robot."""
    for row in rows:
        if not row.letter.ours and row.letter.automatic is not Automatic.BOUNCE:
            return row.sender_name, row.letter.sender
    for row in rows:
        if row.letter.ours and (people := row.recipients()):
            return people[0]
    return rows[0].sender_name, rows[0].letter.sender


def standing(rows: Sequence[LetterRow]) -> tuple[Status, bool]:
    """Return the default status, and whether our newest letter did not arrive.

    Who wrote last decides. Automatic replies, ours too, and reports do not count as writing, except
    that a letter of ours that came back leaves us the next step. A ticket of nothing but robots'
    letters needs no reply.
    """
    status = Status.CLOSED
    bounced = False
    for row in rows:
        if row.letter.automatic is Automatic.BOUNCE:
            if row.bounced_for_good:
                bounced = True
                status = Status.OPEN if status is Status.WAITING else status
        elif row.letter.automatic is Automatic.AUTO_REPLY:
            continue
        elif row.letter.ours:
            status, bounced = Status.WAITING, False
        else:
            status = Status.OPEN
    return status, bounced
