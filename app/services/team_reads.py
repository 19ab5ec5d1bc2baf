"""What the team says, put together for the window and the command line: tickets and the team."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain import events as e
from app.domain.codes import code_of
from app.domain.errors import RejectedError
from app.domain.fold_places import Place, Ticket
from app.domain.fold_team import fold_letter
from app.domain.grouping import Why
from app.domain.ids import AccountId, MessageKey, TicketCode, TicketId
from app.domain.streams import SPLIT_MARK, Anchor
from app.domain.subjects import base_subject
from app.services.commands import CLOSED
from app.services.people import People, is_shared
from app.services.sight import Sight, Surroundings
from app.services.team_models import (
    DeviceView,
    Here,
    Journal,
    TagCount,
    TeamView,
    TicketLink,
)
from app.services.timeline import Story, Teller
from app.store import Store


@dataclass(frozen=True, slots=True)
class TeamPart:
    """What the team adds to a conversation."""

    story: Story
    here: dict[MessageKey, Here]
    """For the letters that people brought here."""
    merged: tuple[TicketCode, ...]


NOTHING_SAID = TeamPart(Story((), (), ()), {}, ())


def team_part(store: Store, account: AccountId, ticket: TicketId, people: People) -> TeamPart:
    """Return what the team says of a ticket; nothing where it is no more."""
    around = Surroundings(store, account, [ticket])
    try:
        sight = around.sight(ticket)
    except RejectedError:
        return NOTHING_SAID
    shown = sight.ticket
    of_letters = around.letter_events({place.name for place in shown.letters} | shown.anchors)
    teller = Teller(
        [*sight.events, *(event for many in of_letters.values() for event in many)],
        people,
        lambda anchor: _link(store, around, anchor),
        _unsent(store, account),
        _own_anchors(around, shown),
    )
    return TeamPart(
        teller.story(sight.state),
        _brought(around, sight, people, of_letters),
        tuple(code_of(root) for root in shown.joined),
    )


def team_view(store: Store, account: AccountId) -> TeamView:
    """Return who works on a mailbox. Raises `RejectedError` where there is no such account."""
    known = store.accounts.by_id(account)
    if known is None:
        raise RejectedError("The account has been removed.")
    people = People(store, account)
    journal = Journal.JOINED if store.journal.state(account).introduced else Journal.NOT_JOINED
    if store.settings.get(f"{CLOSED}{account}"):
        journal = Journal.READ_ONLY
    if known.settings.imap is None:
        journal = Journal.OFF
    shared = is_shared(store, account)
    devices = [
        DeviceView(
            d.id,
            people.writer(d.id),
            d.name,
            d.revoked,
            d.id == people.device,
            _last_heard(store, account, d.id),
        )
        for d in store.team.devices(account).values()
    ]
    devices.sort(key=lambda device: (device.revoked, device.name.casefold(), device.id))
    return TeamView(
        account,
        people.maybe(people.me),
        people.all(),
        tuple(devices),
        tuple(TagCount(tag, tickets) for tag, tickets in store.tickets.tags(account)),
        journal,
        _count_unsent(store, account) if shared else 0,
        joining=shared and journal is Journal.NOT_JOINED,
    )


def _unsent(store: Store, account: AccountId) -> Callable[[e.Event], bool]:
    """Return what tells whether an event still has to go to the mailbox."""
    if not is_shared(store, account):
        return lambda _: False
    missing = {digest for digest, _ in store.batches.missing(account, -1, everybody=False)}
    return lambda event: event.batch is None or event.batch in missing


def _count_unsent(store: Store, account: AccountId) -> int:
    missing = [digest for digest, _ in store.batches.missing(account, -1, everybody=False)]
    sealed = len(store.events.in_batches(account, missing)) if missing else 0
    return store.events.count_unsent(account) + sealed


def _last_heard(store: Store, account: AccountId, device: e.DeviceId) -> int | None:
    _, last = store.batches.last_of(account, device)
    events = store.events.in_batches(account, [last]) if last is not None else []
    return max((event.at for event in events), default=None)


def _own_anchors(around: Surroundings, shown: Ticket) -> Collection[Anchor]:
    if not shown.joined:
        return shown.anchors
    own = next((ticket for ticket in around.apart if ticket.root == shown.root), None)
    return own.anchors if own is not None else frozenset((shown.root, shown.anchor))


def _link(store: Store, around: Surroundings, anchor: Anchor) -> TicketLink:
    """The ticket that an anchor names, by the code it has when nothing is merged."""
    for ticket in around.apart:
        if anchor in ticket.anchors:
            row = around.rows[ticket.letters[0].letter]
            subject = base_subject(row.subject) or row.subject
            return TicketLink(code_of(ticket.root), row.ticket, subject)
    name = anchor.removeprefix(SPLIT_MARK)
    there = store.letters.ticket_of_message_id(name)
    for data in store.tickets.by_ids([there] if there is not None else []):
        return TicketLink(data.code, data.id, data.subject)
    return TicketLink(code_of(anchor), None, "")


def _brought(
    around: Surroundings, sight: Sight, people: People, moved: Mapping[str, Sequence[e.Event]]
) -> dict[MessageKey, Here]:
    """Why letters are here that the mail alone would not have put here."""
    found: dict[MessageKey, Here] = {}
    joined = {
        place.letter: ticket
        for ticket in (around.apart if sight.ticket.joined else ())
        if ticket.root != sight.ticket.root
        for place in ticket.letters
    }
    for place in sight.ticket.letters:
        if place.moved_by:
            found[place.letter] = _moved(place, people, moved.get(place.moved_by, ()))
        elif (other := joined.get(place.letter)) is not None:
            found[place.letter] = _merged(around, sight, other, place.why, people)
    return found


def _moved(place: Place, people: People, events: Sequence[e.Event]) -> Here:
    written = fold_letter(events).written
    by = next((event for event in events if event.id == written), None)
    follows = place.moved_by if place.moved_by != place.name else ""
    if by is None:
        return Here(place.why, moved_with=follows)
    return Here(place.why, people.writer(by.device), by.at, follows)


def _merged(around: Surroundings, sight: Sight, other: Ticket, why: Why, people: People) -> Here:
    """The last merge that names the ticket a letter came from, in either direction."""
    said = [
        event
        for event in sight.events
        if isinstance(event.fact, e.Merged)
        and (event.fact.ticket, event.fact.into) in around.rulings.merges
        and other.anchors.intersection((event.fact.ticket, event.fact.into))
    ]
    if not said:
        return Here(why)
    last = max(said, key=e.order)
    return Here(why, people.writer(last.device), last.at)
