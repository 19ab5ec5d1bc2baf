"""Who of the team is just sending an answer to a ticket: claims that keep the others waiting."""

from dataclasses import dataclass

from app.domain.acknowledgement import done_name
from app.domain.addresses import mailbox_of
from app.domain.events import EventId
from app.domain.fold_status import Side
from app.domain.ids import AccountId
from app.domain.outgoing import Outgoing, Sending
from app.domain.streams import Anchor
from app.services.draft_rows import ticket_of
from app.services.journal_folder import claims
from app.services.journal_standing import is_shut_out
from app.services.people import People
from app.services.sight import sight_of
from app.store import Store

_SAME_TIME = 60
"""Seconds by which a letter may be dated before the claim under which it left."""
SEND = "send:"
"""Begins what is claimed while an answer leaves; the ticket's anchor follows."""


def claim_of(anchor: Anchor) -> str:
    """Return what is claimed while an answer to a ticket leaves."""
    return SEND + anchor


def claimed_for(store: Store, letter: Outgoing) -> str | None:
    """Return what is claimed while a letter leaves; None for one in no ticket.

    For what nobody typed that is the person it goes to, who gets one a day from all of us.
    """
    if letter.acknowledges:
        row = store.drafts.get(letter.draft)
        return done_name(mailbox_of(row.draft.content.to[0].address)) if row is not None else None
    return None if letter.anchor is None else claim_of(letter.anchor)


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody else who had the word in a ticket and did not give it back."""

    name: str
    """``""`` where nobody has introduced them."""
    live: bool
    """Whether they have it still, so that it may come to something within moments."""
    since: int
    """When they got it, seconds UTC by the server's clock."""


def rival(store: Store, account: AccountId, anchor: Anchor, now: float) -> Rival | None:
    """Return who else is sending an answer to a ticket, or fell silent in the midst of it.

    See `rival_in`.
    """
    return rival_in(store, account, claim_of(anchor), now)


def rival_in(store: Store, account: AccountId, what: str, now: float) -> Rival | None:
    """Return who else is at something that is done once, or fell silent in the midst of it.

    ``now`` is this computer's time, seconds UTC. None: nobody, as far as the folder was read.
    """
    known, state = claims(store, account), store.journal.state(account)
    others = known.unreturned(what, state.device)
    if not others:
        return None
    servers = int(now + state.offset)
    live = next((hold for hold in others if hold.is_live(servers)), None)
    hold = live or others[-1]
    writer = People(store, account).writer(hold.claim.device)
    return Rival(writer.name if writer is not None else "", live is not None, hold.since)


def answered_since(store: Store, letter: Outgoing, since: int) -> bool:
    """Whether an answer of ours came into a letter's ticket since then: it was not in vain."""
    row = store.outbox.get(letter.draft)
    ticket = ticket_of(store, letter.account, row.letter) if row is not None else None
    return ticket is not None and any(
        one.side is Side.OURS and one.received >= since - _SAME_TIME
        for one in sight_of(store, ticket).letters
    )


def own_claims(store: Store, account: AccountId, what: str) -> frozenset[EventId]:
    """Return this computer's claims on something that it did not give back."""
    device = store.journal.state(account).device
    return claims(store, account).held_by(what, device)


def leftovers(store: Store, account: AccountId) -> frozenset[EventId]:
    """Return this computer's claims on sending to tickets where nothing of it is on its way."""
    device = store.journal.state(account).device
    known = claims(store, account)
    rows = store.outbox.in_states([Sending.HANDING, Sending.ACCEPTED, Sending.UNSURE], account)
    busy = {claim_of(row.outgoing.anchor) for row in rows if row.outgoing.anchor is not None}
    idle = (what for what in known.things if what.startswith(SEND) and what not in busy)
    return frozenset(claim for what in idle for claim in known.held_by(what, device))


def can_claim(store: Store, account: AccountId) -> bool:
    """Whether this computer is one of the team's."""
    return store.journal.state(account).introduced and not is_shut_out(store, account)
