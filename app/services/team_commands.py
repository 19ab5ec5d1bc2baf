"""What a person tells the team of tickets, notes, contacts and companies; each can be undone.

Every command runs in one transaction and returns one `Done`, however many tickets it is about;
`app.services.undo` takes it back. ``now`` is this computer's time, seconds UTC. All raise
`RejectedError`, with nothing changed, where this computer was shut out, where a ticket is no more,
and where a text is too long. Where it is so already, nothing is said and `Done.back` is empty.
Nobody needs to have said who sits at this computer: the team is told once somebody does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from app.domain import events as e
from app.domain import events_wishes as wishes
from app.domain.errors import RejectedError
from app.domain.events_wishes import Facts
from app.domain.fold import Note
from app.domain.fold_status import seen_of
from app.domain.fold_team import fold_record
from app.domain.ids import AccountId, TicketId
from app.domain.streams import outsider_stream
from app.domain.tickets import Status
from app.services.deeds import Deed, Done
from app.services.refold import team
from app.services.sight import Sight, sight_of, sights
from app.services.team_models import Disputable
from app.services.telling import tell
from app.store import Store, Transaction

_Wish = Callable[[Sight], Facts]


def assign(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    member: e.MemberId | None,
    *,
    now: float,
) -> Done:
    """Make tickets a member's, or nobody's. The member must be one of us, and not have left."""
    seen = sights(store, tickets)
    if member is not None:
        for account in {sight.account for sight in seen}:
            known = team(store, account).member(member)
            if known is None or known.gone:
                raise RejectedError("That is no member of the team of this mailbox.")
    return _each(
        store,
        transaction,
        Deed.ASSIGN,
        seen,
        lambda sight: wishes.assign(sight.anchor, sight.state, member),
        now=now,
    )


def set_status(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    status: Status | None,
    *,
    now: float,
) -> Done:
    """Set a status until letters come that end it; None: follow the mail again.

    `snooze` takes a time and is a command of its own.
    """
    if status is Status.SNOOZED:
        raise RejectedError("Say until when: snoozing takes a time.")
    return _each(
        store,
        transaction,
        Deed.STATUS,
        sights(store, tickets),
        lambda sight: wishes.set_status(sight.anchor, sight.state, status, sight.letters),
        now=now,
    )


def snooze(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    until: int,
    *,
    wake_on_reply: bool = True,
    now: float,
) -> Done:
    """Put tickets aside until a time (seconds UTC), or until the contact writes."""
    if until <= now:
        raise RejectedError("That time has passed.")
    return _each(
        store,
        transaction,
        Deed.SNOOZE,
        sights(store, tickets),
        lambda sight: wishes.snooze(
            sight.anchor, sight.state, until, sight.letters, wake_on_reply=wake_on_reply
        ),
        now=now,
    )


def set_priority(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    priority: e.Priority,
    *,
    now: float,
) -> Done:
    """Say how urgent tickets are."""
    return _each(
        store,
        transaction,
        Deed.PRIORITY,
        sights(store, tickets),
        lambda sight: wishes.set_priority(sight.anchor, sight.state, priority),
        now=now,
    )


def promise(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    by: int | None,
    *,
    now: float,
) -> Done:
    """Note by when (seconds UTC) we told the contacts to answer; None takes it back."""
    return _each(
        store,
        transaction,
        Deed.PROMISE,
        sights(store, tickets),
        lambda sight: wishes.promise(sight.anchor, sight.state, by),
        now=now,
    )


def tag(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    *,
    add: Iterable[str] = (),
    remove: Iterable[str] = (),
    now: float,
) -> Done:
    """Add and remove tags; two that differ only in case are the same."""
    added = [one for one in map(clean_tag, add) if one]
    removed = [one for one in map(clean_tag, remove) if one]
    return _each(
        store,
        transaction,
        Deed.TAG,
        sights(store, tickets),
        lambda sight: wishes.tag(sight.anchor, sight.state, added, removed),
        now=now,
    )


def clean_tag(text: str) -> str:
    """Return a tag as it is kept: on one line, single spaces, without a leading ``#``."""
    return " ".join(text.split()).removeprefix("#").strip()


# --- notes ----------------------------------------------------------------------------------------


def add_note(
    store: Store,
    transaction: Transaction,
    tickets: Sequence[TicketId],
    text: str,
    mentions: Iterable[e.MemberId] = (),
    *,
    now: float,
) -> Done:
    """Write an internal note; it is never sent to anybody."""
    named = tuple(mentions)
    return _each(
        store,
        transaction,
        Deed.NOTE,
        sights(store, tickets),
        lambda sight: wishes.add_note(sight.anchor, _text(text), named),
        now=now,
    )


def edit_note(
    store: Store,
    transaction: Transaction,
    ticket: TicketId,
    note: e.EventId,
    *,
    text: str,
    mentions: Iterable[e.MemberId] = (),
    now: float,
) -> Done:
    """Change a note. Raises `RejectedError` also where it is no more, or nothing would be left."""
    sight = sight_of(store, ticket)
    if not text.strip():
        raise RejectedError("A note without text says nothing: delete it instead.")
    facts = wishes.edit_note(_note(sight, note), _text(text), mentions)
    return tell(store, transaction, Deed.EDIT_NOTE, {sight.account: facts}, [ticket], now=now)


def delete_note(
    store: Store, transaction: Transaction, ticket: TicketId, note: e.EventId, *, now: float
) -> Done:
    """Delete a note; what somebody changed in it meanwhile keeps it."""
    sight = sight_of(store, ticket)
    facts = wishes.delete_note(_note(sight, note))
    return tell(store, transaction, Deed.DELETE_NOTE, {sight.account: facts}, [ticket], now=now)


def _text(text: str) -> str:
    """A note as it is kept: ends of lines are one sign, no room around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def _note(sight: Sight, note: e.EventId) -> Note:
    for known in sight.state.notes:
        if known.id == note:
            return known
    raise RejectedError("This note is no more.")


# --- lost races -----------------------------------------------------------------------------------


def settle(
    store: Store,
    transaction: Transaction,
    ticket: TicketId,
    field: Disputable,
    chosen: e.EventId,
    *,
    note: e.EventId | None = None,
    now: float,
) -> Done:
    """Decide between words that were said at the same time: ``chosen`` is one of the `Said.id`.

    Raises `RejectedError` also where somebody has settled it meanwhile.
    """
    sight = sight_of(store, ticket)
    facts = _settling(sight, field, chosen, note)
    return tell(store, transaction, Deed.SETTLE, {sight.account: facts}, [ticket], now=now)


def _settling(sight: Sight, field: Disputable, chosen: e.EventId, note: e.EventId | None) -> Facts:
    known = _note(sight, note or e.EventId("")) if field is Disputable.NOTE else None
    said = known or getattr(sight.state, field.value)
    heads = said.heads if said.disputed else ()
    facts = (event.fact for event in sight.events if event.id == chosen and chosen in heads)
    fact = next(facts, None)
    match fact:
        case e.StatusSet(status=status) if status is not None:
            # whoever decides knows all letters that are here now
            return (e.StatusSet(sight.anchor, status, seen_of(sight.letters), said.heads),)
        case e.Snoozed(until=until, wake_on_reply=wake):
            return (e.Snoozed(sight.anchor, until, wake, seen_of(sight.letters), said.heads),)
        case e.Assigned() | e.StatusSet() | e.PrioritySet() | e.Promised():
            return (replace(fact, ticket=sight.anchor, replaces=said.heads),)
        case e.NoteAdded(ticket=ticket, text=text, mentions=mentions):
            return (e.NoteEdited(ticket, chosen, text, mentions, said.heads),)
        case e.NoteEdited() | e.NoteDeleted():
            return (replace(fact, replaces=said.heads),)
        case _:
            raise RejectedError("This has been settled meanwhile.")


# --- contacts, companies, settings ----------------------------------------------------------------


def set_detail(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    who: str,
    *,
    field: str,
    value: str | None,
    now: float,
) -> Done:
    """Say something of a person (by address) or a company (by domain); None clears it."""
    record = dict(fold_record(store.events.of_stream(account, outsider_stream(who))))
    facts = wishes.set_detail(who, record, field, value)
    deed = Deed.CONTACT if "@" in who else Deed.COMPANY
    return tell(store, transaction, deed, {account: facts}, (), now=now)


def set_setting(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    setting: str,
    value: str | None,
    *,
    now: float,
) -> Done:
    """Set something for the whole team; None: as if nobody had."""
    known = team(store, account).setting(setting)
    same = known.value == value and not known.disputed
    facts = () if same else (e.SettingSet(setting, value, known.heads),)
    return tell(store, transaction, Deed.SETTING, {account: facts}, (), now=now)


# --- many at once ---------------------------------------------------------------------------------


def _each(
    store: Store,
    transaction: Transaction,
    deed: Deed,
    seen: Sequence[Sight],
    wish: _Wish,
    *,
    now: float,
) -> Done:
    """Do the same with tickets; those with which nothing was to be done are not in `Done`."""
    facts: dict[AccountId, list[e.Fact]] = defaultdict(list)
    changed = []
    for sight in seen:
        if found := wish(sight):
            facts[sight.account] += found
            changed.append(sight.id)
    return tell(store, transaction, deed, facts, changed, now=now)
