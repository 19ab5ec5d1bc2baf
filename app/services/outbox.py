"""Letters on their way, for whoever hands them over: what is due, what it holds, how it went.

Every step is checked against `app.domain.outgoing.STEPS`: `WrongStepError` means that a person did
something else with the letter meanwhile, and that nothing was changed. ``now`` is this computer's
time, seconds UTC. A letter that left is taken in like one from the mailbox, in the transaction that
says so; its copy in Sent is later found to be the same one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from app.domain.acknowledgement import done_name
from app.domain.errors import RejectedError
from app.domain.events import Done, Seen
from app.domain.fold_status import Side, letter_mark, seen_of
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.letters import Incoming
from app.domain.outgoing import (
    UNDO_SECONDS,
    DraftId,
    DraftKind,
    HeldFor,
    Outgoing,
    Refusal,
    Sending,
    Step,
    after,
)
from app.domain.tickets import Status
from app.services.commands import want_flag
from app.services.draft_rows import known, sent, show, ticket_of
from app.services.gate import came_since
from app.services.journal import write
from app.services.letters_kept import read_kept
from app.services.letters_out import copy_head_of, envelope_of, letter_of
from app.services.receive import take_in_own
from app.services.sight import sight_of
from app.services.team_commands import promise, set_status
from app.store import Store, Transaction
from app.store.drafts import DraftRow
from app.store.outbox import OutgoingRow

__all__ = [
    "accepted",
    "copy_head_of",
    "copy_pieces",
    "due",
    "envelope_of",
    "filed",
    "found_in_sent",
    "handing",
    "hold",
    "letter_of",
    "next_due",
    "pieces",
    "postponed",
    "proven",
    "read_back",
    "recover",
    "seen_by",
    "store_letter",
    "unsure",
    "what_changed",
]

_CLOCK_SET_BACK = 120
"""Seconds by which a time lies ahead that was noted here, where it is no small correction."""
INLINE_BYTES = 4 << 20
"""Up to this size `accepted` may read the letter itself; larger ones come from `read_back`."""
_STILL_TO_LEAVE = frozenset({Sending.QUEUED, Sending.HANDING, Sending.UNSURE})
_BACK_TO_US = frozenset(HeldFor) - {HeldFor.NEW_LETTER, HeldFor.ANSWERED, HeldFor.BEING_SENT}
"""Reasons after which the contact has no answer, and gets none until somebody acts."""


# --- what is to be done ---------------------------------------------------------------------------


def due(store: Store, account: AccountId, now: int) -> list[Outgoing]:
    """Return queued letters that may leave now, in order; of each ticket only the next one."""
    blocked = waiting_for(store, store.outbox.under_way(account))
    return [
        row.outgoing
        for row in store.outbox.in_states([Sending.QUEUED], account)
        if _may_leave(row, now) and row.outgoing.draft not in blocked and not row.copied
    ]


def _may_leave(row: OutgoingRow, now: int) -> bool:
    """Whether its time has come; also where the clock was ahead when it was sent or put off.

    Else an answer written on a computer with a wrong clock would wait for as long as that was
    wrong. What somebody chose to send later waits for that time all the same.
    """
    outgoing = row.outgoing
    chosen = row.planned > outgoing.queued + UNDO_SECONDS
    return outgoing.not_before <= now or (not chosen and row.changed > now + _CLOCK_SET_BACK)


def next_due(store: Store, account: AccountId) -> int | None:
    """Return the first time (seconds UTC) at which a queued letter may leave; None for none."""
    return store.outbox.next_due(account)


def waiting_for(store: Store, rows: Sequence[OutgoingRow]) -> dict[DraftId, DraftId]:
    """Return letters that wait for an earlier one of their ticket → that one.

    ``rows`` in the order in which they shall leave. A letter that is held keeps those back that
    were sent before anybody could know of it.
    """
    found: dict[DraftId, DraftId] = {}
    tickets: dict[TicketId, list[OutgoingRow]] = {}
    for row in rows:
        ticket = ticket_of(store, row.outgoing.account, row.letter)
        if ticket is None or row.outgoing.acknowledges:  # nobody waits for a machine's letter
            continue
        for earlier in tickets.setdefault(ticket, []):
            state = earlier.outgoing.state
            if state in _STILL_TO_LEAVE or (
                state is Sending.HELD and row.outgoing.queued <= earlier.changed
            ):
                found.setdefault(row.outgoing.draft, earlier.outgoing.draft)
        tickets[ticket].append(row)
    return found


def what_changed(store: Store, draft: DraftId) -> HeldFor | None:
    """Return what happened in the ticket that the writer does not know; None for nothing."""
    new = came_since(store, draft)
    if Side.THEIRS in new:
        return HeldFor.NEW_LETTER
    return HeldFor.ANSWERED if Side.OURS in new else None


def seen_by(store: Store, row: DraftRow) -> Seen:
    """Return what whoever looks at a draft's ticket now has seen."""
    ticket = ticket_of(store, row.draft.account, row.letter)
    return row.draft.seen if ticket is None else seen_of(sight_of(store, ticket).letters)


def proven(store: Store, account: AccountId) -> list[DraftId]:
    """Return letters whose copies in Sent have come in, though their state does not say so yet.

    For each: `found_in_sent` unless it is `ACCEPTED`, then `filed`.
    """
    states = [state for state in Sending if state is not Sending.FILED]
    rows = store.outbox.in_states(states, account)
    return [row.outgoing.draft for row in rows if row.copied]


# --- the letter -----------------------------------------------------------------------------------


def store_letter(
    run: Callable[[Callable[[Store, Transaction], None]], None],
    draft: DraftId,
    pieces: Iterable[bytes],
) -> int:
    """Keep a letter as it is handed over; return its size in bytes.

    ``run`` runs a job in a transaction of its own and waits for it (`StoreWriter.run`), so that no
    transaction holds more than a megabyte. A letter of which not all was kept is none.
    """
    size, number = 0, 0
    run(lambda store, _: store.outbox.begin_letter(draft))
    for data in _megabytes(pieces):
        run(_adding(draft, number, data))
        size, number = size + len(data), number + 1
    run(lambda store, _: store.outbox.end_letter(draft, size))
    return size


def _adding(draft: DraftId, number: int, data: bytes) -> Callable[[Store, Transaction], None]:
    def add(store: Store, _: Transaction) -> None:
        if store.outbox.get(draft) is not None:
            store.outbox.add_piece(draft, number, data)

    return add


def _megabytes(pieces: Iterable[bytes]) -> Iterable[bytes]:
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= 1 << 20:
            yield bytes(waiting[: 1 << 20])
            del waiting[: 1 << 20]
    if waiting:
        yield bytes(waiting)


def pieces(store: Store, draft: DraftId) -> Iterable[bytes]:
    """Return the letter as `store_letter` kept it and it is handed over, each time anew."""
    return store.outbox.pieces(draft)


def copy_pieces(store: Store, draft: DraftId) -> Iterator[bytes]:
    """Return our own copy of a kept letter: it alone says who got it unseen (Bcc)."""
    yield copy_head_of(store, draft)
    yield from pieces(store, draft)


def read_back(store: Store, draft: DraftId) -> Incoming:
    """Read our copy of a kept letter as mail is read, for `accepted`; any thread's own store.

    Of a large letter no more is in memory than it takes once packed.
    """
    row = store.outbox.get(draft)
    size = len(copy_head_of(store, draft)) + (row.size if row else 0)
    return read_kept(lambda: copy_pieces(store, draft), size)


# --- how it went ----------------------------------------------------------------------------------


def handing(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Outgoing:
    """Note that its first byte leaves next. From here on nobody can take it back."""
    row = sent(store, draft, Step.HAND)
    if row.deed:
        store.deeds.undone(row.deed)
    return _step(store, transaction, row, Step.HAND, now=now, tries=row.outgoing.tries + 1)


def postponed(
    store: Store,
    transaction: Transaction,
    draft: DraftId,
    *,
    now: int,
    until: int,
    said: str = "",
) -> Outgoing:
    """Note that it did not leave, and is tried again at ``until`` (seconds UTC)."""
    row = sent(store, draft, Step.POSTPONE)
    return _step(store, transaction, row, Step.POSTPONE, now=now, not_before=until, said=said)


def hold(
    store: Store,
    transaction: Transaction,
    draft: DraftId,
    why: HeldFor,
    *,
    now: int,
    said: str = "",
    refusals: Sequence[Refusal] = (),
) -> Outgoing:
    """Note that nothing left, and that a person has to decide.

    Where no answer will reach the contact without that, the ticket needs a reply again.
    """
    row = sent(store, draft, Step.HOLD)
    held = _step(
        store,
        transaction,
        row,
        Step.HOLD,
        now=now,
        held=why,
        said=said,
        refusals=tuple(refusals),
    )
    ticket = ticket_of(store, row.outgoing.account, row.letter)
    if why in _BACK_TO_US and ticket is not None:
        rows = store.tickets.by_ids([ticket])
        if rows and rows[0].status is not Status.OPEN:
            _tell(lambda: set_status(store, transaction, [ticket], Status.OPEN, now=now))
    return held


def unsure(
    store: Store, transaction: Transaction, draft: DraftId, *, now: int, said: str = ""
) -> Outgoing:
    """Note that it may have left or not, and nobody can know."""
    row = sent(store, draft, Step.LOSE)
    return _step(store, transaction, row, Step.LOSE, now=now, said=said)


def accepted(
    store: Store,
    transaction: Transaction,
    draft: DraftId,
    *,
    now: int,
    letter: Incoming | None = None,
    found: bool = False,
) -> Outgoing:
    """Note that a server took it: it stands in its ticket now, and the team is told what follows.

    ``letter`` comes from `read_back`; without it the letter is read here, which takes a second for
    the largest ones (see `INLINE_BYTES`). ``found``: no server has said so now, but it is in Sent,
    or a person knows it.
    """
    row = sent(store, draft, Step.ACCEPT)
    done = _step(
        store, transaction, row, Step.FIND if found else Step.ACCEPT, now=now, said="", held=None
    )
    key = row.message or _take_in(store, transaction, row, letter, now)
    store.outbox.stands(draft, key)
    _know_own(store, row)
    _follow_up(store, transaction, draft, key, now)
    return done


def found_in_sent(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Outgoing:
    """Note that a letter of which nobody knew was found in Sent: it has left."""
    return accepted(store, transaction, draft, now=now, found=True)


def filed(store: Store, transaction: Transaction, draft: DraftId, *, now: int) -> Outgoing:
    """Note that its copy is in Sent: nothing is left to be done, and its bytes are let go."""
    row = sent(store, draft, Step.FILE)
    done = _step(store, transaction, row, Step.FILE, now=now, said="")
    store.outbox.begin_letter(draft)
    store.drafts.drop_parts(draft)
    store.drafts.end(draft)
    return done


def recover(store: Store, transaction: Transaction, *, now: int) -> list[DraftId]:
    """After a start: letters that were being handed over are `UNSURE` now; return all that are.

    Files that never came as a whole are forgotten.
    """
    store.drafts.drop_torn_files()
    for row in store.outbox.in_states([Sending.HANDING]):
        words = "Postroom ended while this letter was being handed over."
        unsure(store, transaction, row.outgoing.draft, now=now, said=words)
    return [row.outgoing.draft for row in store.outbox.in_states([Sending.UNSURE])]


def _step(
    store: Store,
    transaction: Transaction,
    row: OutgoingRow,
    step: Step,
    *,
    now: int,
    **values: object,
) -> Outgoing:
    state = after(row.outgoing.state, step)
    if state is None:
        raise ValueError(step)
    done = replace(row.outgoing, state=state, **values)  # type: ignore[arg-type]
    store.outbox.change(done, now)
    show(store, transaction, known(store, done.draft))
    return done


def _take_in(
    store: Store,
    transaction: Transaction,
    row: OutgoingRow,
    letter: Incoming | None,
    now: int,
) -> MessageKey:
    outgoing = row.outgoing
    if letter is None:
        letter = read_back(store, outgoing.draft)
    if letter.facts is None or letter.facts.message_id != outgoing.message_id:
        raise RejectedError("The letter was not kept before it was handed over.")
    servers = int(now + store.journal.state(outgoing.account).offset)
    came = replace(letter, received=servers)
    return take_in_own(store, transaction, outgoing.account, came)


def _know_own(store: Store, row: OutgoingRow) -> None:
    """Whoever writes on in the ticket at this computer knows the letter that just left."""
    ticket = ticket_of(store, row.outgoing.account, row.letter)
    if ticket is None:
        return
    mark = letter_mark(row.outgoing.message_id)
    for other in store.drafts.in_ticket(row.outgoing.account, ticket):
        seen = other.draft.seen
        if other.draft.id != row.outgoing.draft:
            store.drafts.see(other.draft.id, Seen(seen.marks + mark, seen.before))


def _follow_up(
    store: Store, transaction: Transaction, draft: DraftId, key: MessageKey, now: int
) -> None:
    """Tell the team what the writer wanted to follow, and mark what was answered."""
    row = known(store, draft)
    content = row.draft.content
    if row.draft.kind is DraftKind.AUTOMATIC:
        told = [Done(done_name(row.draft.answers))]
        _tell(lambda: write(store, transaction, row.draft.account, told, now=now))
    own = ticket_of(store, row.draft.account, row.letter)
    tickets = sorted(store.letters.tickets_of([key])) if own is None else [own]
    if tickets and content.then not in {None, Status.SNOOZED}:
        _tell(lambda: set_status(store, transaction, tickets, content.then, now=now))
    if tickets and content.promise is not None:
        _tell(lambda: promise(store, transaction, tickets, content.promise, now=now))
    if row.draft.kind in {DraftKind.REPLY, DraftKind.REPLY_ALL}:
        answered = _letters_with(store, tickets, row.draft.answers)
        want_flag(store, transaction, answered, "\\Answered", wanted=True)


def _letters_with(store: Store, tickets: Sequence[TicketId], message_id: str) -> list[MessageKey]:
    rows = store.letters.of_tickets(tickets)
    return [row.key for row in rows if row.letter.message_id == message_id]


def _tell(say: Callable[[], object]) -> None:
    """Tell the team; what became of a letter is written down without that, too.

    A computer that was shut out cannot: `drafts.send` says so of a letter that wants more than to
    leave. Where it happens to one that waits, what stands of the whole computer says it
    (`journal_problems.shut_out`); the ticket shows what is so, and the draft what was wanted.
    """
    try:
        say()
    except RejectedError:
        return
