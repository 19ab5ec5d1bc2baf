"""What the gate before sending looks at, gathered from the database (`app.domain.gate`)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.fold_status import Side, news
from app.domain.gate import Checked, Finding, look
from app.domain.ids import TicketId
from app.domain.messages import Address
from app.domain.outgoing import DraftContent, DraftId
from app.services.draft_rows import known, ticket_of
from app.services.draft_start import read_answered
from app.services.people import People
from app.services.presence import others_present
from app.services.sight import sight_of
from app.services.signatures import own_addresses
from app.store import Store
from app.store.drafts import DraftRow
from app.store.letter_rows import LetterRow
from mail import rich


def look_at(
    store: Store,
    draft: DraftId,
    content: DraftContent | None = None,
    *,
    slips: Sequence[str] = (),
    unchecked: bool = False,
    now: float,
) -> tuple[Finding, ...]:
    """Return what is doubtful about a draft, what stops it first.

    ``content`` is what stands in the composer, else what was saved; ``slips`` are its misspelt
    words, and ``unchecked`` tells that there may be more. Reads one letter's source: some
    milliseconds, for worker threads. Raises `RejectedError` where the draft is no more.
    """
    row = known(store, draft)
    content = content or row.draft.content
    attached = [file for file in row.draft.files if not file.content_id]
    checked = Checked(
        kind=row.draft.kind,
        to=content.to,
        cc=content.cc,
        bcc=content.bcc,
        subject=content.subject,
        text=own_words(content.body),
        files=len(attached),
        pictures=len(rich.pictures(content.body)),
        blanks=rich.blanks(content.body),
        then=content.then,
        promise=content.promise,
        ours=own_addresses(store, row.draft.account),
        slips=tuple(slips),
        unchecked=unchecked,
    )
    ticket = ticket_of(store, row.draft.account, row.letter)
    return look(checked if ticket is None else _in_ticket(store, row, ticket, checked, now))


def came_since(store: Store, draft: DraftId) -> frozenset[Side]:
    """Return who has written in a draft's ticket since its writer last looked.

    Raises `RejectedError` where the draft is no more.
    """
    row = known(store, draft)
    ticket = ticket_of(store, row.draft.account, row.letter)
    return frozenset() if ticket is None else news(row.draft.seen, sight_of(store, ticket).letters)


def own_words(body: str) -> str:
    """Return what a person wrote, without what they quoted in it."""
    lines = rich.to_plain(body).split("\n")
    return "\n".join(line for line in lines if not line.startswith(">"))


def _in_ticket(
    store: Store, row: DraftRow, ticket: TicketId, checked: Checked, now: float
) -> Checked:
    sight, draft = sight_of(store, ticket), row.draft
    new = news(draft.seen, sight.letters)
    shown = store.tickets.by_ids([ticket])[0]
    present = others_present(store, draft.account, People(store, draft.account), now)
    answered = [one for one in sight.told.rows if one.letter.message_id == draft.answers]
    found = replace(
        checked,
        contact=Address(shown.contact_name, shown.contact),
        part_takers=tuple(_people(sight.told.rows)),
        news=Side.THEIRS in new,
        answered=Side.OURS in new,
        answering=tuple(view.member.name for view in present.get(ticket, ())),
    )
    if not answered:
        return found
    letter, _ = read_answered(store, answered[0])
    return replace(
        found,
        answered_sender=answered[0].letter.sender,
        answered_reply_to=tuple(one.address.lower() for one in letter.reply_to),
    )


def _people(rows: Iterable[LetterRow]) -> Iterable[Address]:
    for row in rows:
        yield Address(row.sender_name, row.letter.sender)
        yield from (Address(name, address) for name, address in row.recipients())
