"""Drafts and letters on their way, read for lists, rows and tickets."""

import re
from collections.abc import Iterable
from html import unescape

from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.outgoing import DraftId
from app.services.draft_rows import ticket_of
from app.services.outbox import waiting_for
from app.services.outgoing_models import DraftView, OutgoingView, Unfinished
from app.services.read_models import draft_part_url
from app.store import Store
from app.store.drafts import DraftRow
from app.store.outbox import OutgoingRow
from mail.rich import clean, to_plain
from mail.smtp_words import known_hindrance

_SNIPPET = 200
_CID = re.compile(r'src="cid:([^"]*)"')


def drafts(store: Store, account: AccountId | None) -> list[DraftView]:
    """Return what is being written, last saved first."""
    rows = store.drafts.going_on(account)
    tickets = _tickets(store, rows)
    return [draft_view(row, tickets.get(row.draft.id)) for row in rows]


def outbox(store: Store, account: AccountId | None) -> list[OutgoingView]:
    """Return letters that have not left for good, in the order in which they shall leave."""
    rows = store.outbox.under_way(account)
    found = {row.draft.id: row for row in _drafts(store, rows)}
    tickets = _tickets(store, found.values())
    waits = waiting_for(store, rows)
    return [
        outgoing_view(
            row,
            found[row.outgoing.draft],
            tickets.get(row.outgoing.draft),
            waits.get(row.outgoing.draft),
        )
        for row in rows
        if row.message is None
    ]


def of_ticket(
    store: Store, account: AccountId, ticket: TicketId, code: TicketCode
) -> tuple[tuple[DraftView, ...], tuple[OutgoingView, ...]]:
    """Return a ticket's drafts, and its letters on their way that no letter in it shows yet."""
    rows = store.drafts.in_ticket(account, ticket)
    if not rows:
        return (), ()
    sent = store.outbox.several([row.draft.id for row in rows])
    here = (ticket, code)
    waits = waiting_for(store, store.outbox.under_way(account)) if sent else {}
    outgoing = sorted(sent.values(), key=lambda row: (row.planned, row.outgoing.draft))
    by_id = {row.draft.id: row for row in rows}
    return (
        tuple(draft_view(row, here) for row in rows if row.draft.id not in sent),
        tuple(
            outgoing_view(
                row,
                by_id[row.outgoing.draft],
                here,
                waits.get(row.outgoing.draft),
                whole=True,
            )
            for row in outgoing
            if row.message is None
        ),
    )


def unfinished(store: Store, account: AccountId) -> Unfinished:
    """Return what would be lost together with an account."""
    return Unfinished(len(store.drafts.going_on(account)), len(store.outbox.under_way(account)))


def draft_view(row: DraftRow, here: tuple[TicketId, TicketCode] | None) -> DraftView:
    """Return a draft as it is shown."""
    draft, content = row.draft, row.draft.content
    return DraftView(
        id=draft.id,
        account=draft.account,
        kind=draft.kind,
        ticket=here[0] if here else None,
        code=here[1] if here else None,
        to=(*content.to, *content.cc, *content.bcc),
        subject=content.subject,
        snippet=_snippet(content.body),
        files=draft.files,
        begun=draft.begun,
        saved=draft.saved,
    )


def outgoing_view(
    row: OutgoingRow,
    written: DraftRow,
    here: tuple[TicketId, TicketCode] | None,
    waits_for: DraftId | None,
    *,
    whole: bool = False,
) -> OutgoingView:
    """Return a letter on its way as it is shown, with its text where ``whole``."""
    outgoing, content = row.outgoing, written.draft.content
    return OutgoingView(
        draft=outgoing.draft,
        account=outgoing.account,
        kind=written.draft.kind,
        ticket=here[0] if here else None,
        code=here[1] if here else None,
        message_id=outgoing.message_id,
        state=outgoing.state,
        queued=outgoing.queued,
        not_before=outgoing.not_before,
        chosen=row.planned,
        tries=outgoing.tries,
        held=outgoing.held,
        said=outgoing.said,
        refusals=outgoing.refusals,
        waits_for=waits_for,
        to=content.to,
        cc=content.cc,
        bcc=content.bcc,
        subject=content.subject,
        snippet=_snippet(content.body),
        html=_shown(outgoing.draft, content.body) if whole else "",
        signature=content.signature,
        files=written.draft.files,
        then=content.then,
        promise=content.promise,
        hindrance=known_hindrance(outgoing.said),
        hindrances=tuple(known_hindrance(each.said, each.code) for each in outgoing.refusals),
    )


def _shown(draft: DraftId, body: str) -> str:
    return _CID.sub(lambda found: f'src="{draft_part_url(draft, unescape(found[1]))}"', clean(body))


def _snippet(body: str) -> str:
    return " ".join(to_plain(body[: 20 * _SNIPPET]).split())[:_SNIPPET]


def _drafts(store: Store, rows: Iterable[OutgoingRow]) -> list[DraftRow]:
    found = (store.drafts.get(row.outgoing.draft) for row in rows)
    return [row for row in found if row is not None]


def _tickets(store: Store, rows: Iterable[DraftRow]) -> dict[DraftId, tuple[TicketId, TicketCode]]:
    """Return the tickets that drafts belong to."""
    found = {
        row.draft.id: ticket
        for row in rows
        if (ticket := ticket_of(store, row.draft.account, row.letter)) is not None
    }
    codes = {data.id: data.code for data in store.tickets.by_ids(sorted(set(found.values())))}
    return {key: (ticket, codes[ticket]) for key, ticket in found.items() if ticket in codes}
