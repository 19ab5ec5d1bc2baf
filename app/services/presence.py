"""Who is at which ticket just now: claims that keep nobody out (mail/wire-format.md, section 6)."""

from app.domain.ids import AccountId, TicketId
from app.domain.streams import SPLIT_MARK, Anchor
from app.services.people import People
from app.services.team_models import PresenceView
from app.store import Store

DRAFT = "draft:"
"""Begins what is claimed while somebody writes an answer; the ticket's anchor follows."""


def presence_of(anchor: Anchor) -> str:
    """Return what is claimed while somebody writes an answer in a ticket."""
    return DRAFT + anchor


def others_present(
    store: Store, account: AccountId, people: People, now: float
) -> dict[TicketId, tuple[PresenceView, ...]]:
    """Return who else is at tickets at a time (seconds UTC by this computer's clock)."""
    if not store.journal_messages.claims(account):
        return {}
    from app.services.journal import claims  # noqa: PLC0415 - a list without claims needs no keys

    known = claims(store, account)
    servers = int(now + store.journal.state(account).offset)
    found: dict[TicketId, tuple[PresenceView, ...]] = {}
    for what in known.things:
        if not what.startswith(DRAFT):
            continue
        here = [
            PresenceView(writer, hold.since, hold.heard)
            for hold in known.present(what, servers)
            if hold.claim.device != people.device
            and (writer := people.writer(hold.claim.device)) is not None
        ]
        if here:
            name = what.removeprefix(DRAFT).removeprefix(SPLIT_MARK)
            ticket = store.letters.ticket_of_message_id(name, account)
            if ticket is not None:
                found[ticket] = (*found.get(ticket, ()), *here)
    return found
