"""Tickets brought together and taken apart by people: merge, unmerge, split, move letters.

Commands as in `app.services.team_commands`.
"""

from collections.abc import Sequence

from app.domain import events as e
from app.domain import events_wishes as wishes
from app.domain.codes import code_of
from app.domain.errors import RejectedError
from app.domain.fold import TicketState, fold_ticket
from app.domain.fold_places import Place, Ticket
from app.domain.fold_status import seen_of
from app.domain.ids import AccountId, MessageKey, TicketCode, TicketId
from app.domain.streams import Anchor, split_anchor
from app.domain.tickets import Status
from app.services.deeds import Deed, Done
from app.services.sight import Sight, Surroundings, by_account
from app.services.telling import Saying, tell
from app.store import Store, Transaction


def merge(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    into: TicketId,
    *,
    now: float,
) -> Done:
    """Show tickets as part of another, under its code; where they differ, its word counts.

    A status that was set there holds against the letters that come along, unless one of the
    tickets needs a reply: then it goes on needing it.

    Raises `RejectedError` also for tickets of different mailboxes. `Done.tickets` is ``into``
    alone: the rows of the others are no more.
    """
    sources = [ticket for ticket in dict.fromkeys(tickets) if ticket != into]
    account = _one_account(store, [*sources, into])
    saying = Saying(store, transaction, now)
    for source in sources:
        if not store.tickets.by_ids([source]):
            continue  # it came along with one before
        around = Surroundings(store, account, [source, into])  # anew: the last one changed it
        kept, other = around.sight(into), around.sight(source)
        together = fold_ticket((*kept.events, *other.events))
        facts = wishes.merge(other.ticket, kept.ticket, kept.state, together)
        if facts and _is_answered(store, source, kept):
            facts = _knowing_all(facts, kept, other, together)
        saying.say(account, facts)
    return saying.done(Deed.MERGE, [into])


def unmerge(
    store: Store,
    transaction: Transaction,
    ticket: TicketId,
    codes: Sequence[TicketCode] | None = None,
    *,
    now: float,
) -> Done:
    """Take a ticket apart again: what was merged under these codes goes, None: everything.

    Raises `RejectedError` also where nothing of it was merged under such a code.
    """
    account = _one_account(store, [ticket])
    around = Surroundings(store, account, [ticket])
    shown = around.sight(ticket).ticket
    merges = sorted(
        (source, into)
        for source, into in around.rulings.merges
        if source in shown.anchors and into in shown.anchors
    )
    if codes is not None:
        wanted = set(codes)
        anchors = _anchors_of(around, [r for r in shown.joined if code_of(r) in wanted])
        merges = [pair for pair in merges if anchors.intersection(pair)]
    if not merges:
        raise RejectedError("Nothing was merged into this ticket by hand.")
    facts = {account: wishes.unmerge(merges)}
    return tell(store, transaction, Deed.UNMERGE, facts, [ticket], now=now)


def split(
    store: Store,
    transaction: Transaction,
    ticket: TicketId,
    letters: Sequence[MessageKey],
    *,
    now: float,
) -> Done:
    """Make a ticket of its own of just these letters; later answers to them go there too.

    `Done.tickets` has the new ticket first. Raises `RejectedError` where all letters or none of
    the ticket are named.
    """
    account = _one_account(store, [ticket])
    around = Surroundings(store, account, [ticket])
    shown = around.sight(ticket).ticket
    chosen = [place for place in shown.letters if place.letter in set(letters)]
    if not chosen or len(chosen) == len(shown.letters):
        raise RejectedError("Choose some of the ticket's letters, but not all.")
    leaving = chosen if _fresh_anchor(shown, chosen) else _others(shown, chosen)
    anchor = _fresh_anchor(shown, leaving)
    if anchor is None:
        raise RejectedError("These letters cannot be taken apart.")
    saying = Saying(store, transaction, now)
    saying.say(account, wishes.move(*around.moves({p.letter: anchor for p in leaving})))
    after = store.letters.tickets_of([place.letter for place in shown.letters])
    return saying.done(Deed.SPLIT, sorted(after, key=lambda one: (one == ticket, one)))


def move_letters(
    store: Store,
    transaction: Transaction,
    letters: Sequence[MessageKey],
    to: TicketId,
    *,
    now: float,
) -> Done:
    """Put just these letters into another ticket; later answers to them go there too.

    `Done.tickets` has the ticket that they went to first.
    """
    origins = sorted(store.letters.tickets_of(letters))
    account = _one_account(store, [*origins, to])
    around = Surroundings(store, account, [*origins, to])
    anchor = around.sight(to).anchor
    there = {place.letter for place in around.sight(to).ticket.letters}
    wanted = {key: anchor for key in letters if key in around.rows and key not in there}
    saying = Saying(store, transaction, now)
    if wanted:
        saying.say(account, wishes.move(*around.moves(wanted)))
    return saying.done(Deed.MOVE_LETTERS, [to, *(t for t in origins if t != to)])


def _is_answered(store: Store, source: TicketId, kept: Sight) -> bool:
    """Whether a status set on a ticket shall hold against the letters that are merged into it.

    It shall while it holds at all; but what needs a reply goes on needing one.
    """
    wish = kept.state.status.value
    rows = {row.id: row.status for row in store.tickets.by_ids([source, kept.id])}
    return wish is not None and rows[kept.id] is wish.status and rows[source] is not Status.OPEN


def _knowing_all(
    facts: wishes.Facts, kept: Sight, other: Sight, together: TicketState
) -> wishes.Facts:
    """Say the status again, as one who has seen the letters of both tickets."""
    wish, seen = kept.state.status.value, seen_of((*kept.letters, *other.letters))
    heads = together.status.heads
    rest = tuple(fact for fact in facts if not isinstance(fact, e.StatusSet | e.Snoozed))
    if wish is None:
        return facts
    if wish.status is Status.SNOOZED:
        until = wish.until or 0
        return (*rest, e.Snoozed(kept.anchor, until, wish.wake_on_reply, seen, heads))
    return (*rest, e.StatusSet(kept.anchor, wish.status, seen, heads))


def _fresh_anchor(shown: Ticket, places: Sequence[Place]) -> Anchor | None:
    """The anchor of a ticket split off with these, None where all name the present one already.

    A letter with which this ticket was split off before cannot name another: the rest goes then.
    """
    anchors = (split_anchor(place.name) for place in places)
    return next((anchor for anchor in anchors if anchor not in shown.anchors), None)


def _others(shown: Ticket, places: Sequence[Place]) -> list[Place]:
    return [place for place in shown.letters if place not in places]


def _anchors_of(around: Surroundings, roots: Sequence[Anchor]) -> frozenset[Anchor]:
    found: list[Ticket] = [ticket for ticket in around.apart if ticket.root in roots]
    return frozenset().union(*(ticket.anchors for ticket in found))


def _one_account(store: Store, tickets: Sequence[TicketId]) -> AccountId:
    accounts = by_account(store, tickets)
    if len(accounts) != 1:
        raise RejectedError("These tickets belong to different mailboxes.")
    return next(iter(accounts))
