"""The team's journal in the database: what this computer says is written here, and sealed.

Each function runs in one of the writer's transactions, or reads. What comes from the folder is
`journal_take`'s, what it holds and lacks `journal_folder`'s; both are to be had from here too.
Formats and rules: mail/wire-format.md.
"""

from collections.abc import Iterable, Iterator, Sequence
from secrets import token_urlsafe

from app.domain import events as e
from app.domain.clock import HybridClock
from app.domain.errors import MalformedDataError, RejectedError
from app.domain.events_json import canonical, from_json, to_json
from app.domain.ids import AccountId
from app.services.journal_folder import (
    Parcel,
    Refusal,
    claims,
    line_of,
    not_there,
    pack,
    present,
    read_all_again,
    refusals,
    spent_claims,
    stored,
    team_keys,
    to_append,
    to_read_again,
    words_for,
)
from app.services.journal_reading import Message
from app.services.journal_standing import judge
from app.services.journal_take import Taken, messages_gone, renumbered, take, take_many
from app.services.refold import refold, tickets_of
from app.store import Store, Transaction
from mail.journal_keys import TeamId, device_id, digest_of, new_key, public_key
from mail.journal_lines import BATCH_EVENTS, batch_payload, seal

__all__ = [
    "Message",
    "Parcel",
    "Refusal",
    "Taken",
    "claims",
    "device",
    "know_device",
    "line_of",
    "messages_gone",
    "new_deed",
    "not_there",
    "pack",
    "present",
    "read_all_again",
    "refusals",
    "renumbered",
    "seal_waiting",
    "spent_claims",
    "stored",
    "take",
    "take_many",
    "team_keys",
    "to_append",
    "to_read_again",
    "words_for",
    "write",
]

_NONCE_BYTES = 9
"""72 bits: 12 characters."""
_BATCH_BYTES = 1_000_000
"""Of the JSON of a batch's events; a note may hold 400,000."""


def know_device(
    store: Store, transaction: Transaction, account: AccountId, key: bytes
) -> e.DeviceId:
    """Say which device this computer is in the team of a mailbox; its secret is in the vault.

    In the same transaction, `write` its `events.DeviceIntroduced` before anything else. Under
    another key than before, what was not sent yet is said by the new device.
    """
    device = device_id(key)
    before = store.journal.state(account)
    store.journal.know_devices(account, {device: key})
    if before.device != device:
        store.journal.set_device(account, device)
        renamed = store.events.rename_unsent(account, device)
        refold(store, transaction, account, renamed)
    transaction.accounts.add(account)
    return device


def write(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    facts: Iterable[e.Fact],
    *,
    now: float,
    deed: int | None = None,
) -> tuple[e.Event, ...]:
    """Say something to the team: stored and in effect at once, sent when the folder is reached.

    Where nobody has said who sits here it is in effect all the same, and told once somebody does:
    until then it stands under a key that nobody keeps (`know_device`).
    ``now`` is this computer's time in seconds UTC; ``deed`` the number of the command, for undo.
    Raises `RejectedError` where this computer was revoked, or where the format does not allow a
    fact; then nothing must be committed.
    """
    told = tuple(facts)
    if not told:
        return ()
    state = store.journal.state(account)
    if not state.device:
        know_device(store, transaction, account, public_key(new_key()))
        state = store.journal.state(account)
    if state.device in store.journal.revoked(account):
        raise RejectedError("This computer was shut out of the team of this mailbox.")
    clock = HybridClock(lambda: now, last=state.stamp, offset=state.offset)
    events = tuple(_event(state.device, fact, clock) for fact in told)
    store.events.add(account, events, deed)
    store.journal.see_stamp(account, clock.last)
    if any(isinstance(fact, e.DeviceIntroduced) for fact in told):
        store.journal.set_introduced(account)
    streams = frozenset(event.stream for event in events)
    refold(store, transaction, account, streams | judge(store, account, streams))
    transaction.tickets.update(tickets_of(store, account, streams))  # which show what waits
    transaction.accounts.add(account)
    return events


def _event(device: e.DeviceId, fact: e.Fact, clock: HybridClock) -> e.Event:
    try:
        stamp = clock.tick()
    except OverflowError as error:
        raise RejectedError("A computer of the team has used up all time there is.") from error
    event = e.Event(
        e.event_id(device, token_urlsafe(_NONCE_BYTES)), stamp, int(clock.seconds()), fact
    )
    try:
        text = canonical(to_json(event))
        text.encode()
        if from_json(device, to_json(event)) == event:
            return event
    except (ValueError, TypeError, MalformedDataError):
        pass
    raise RejectedError(
        "This cannot be said to the team: it is too long, or holds control characters."
    )


def seal_waiting(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    secret: bytes,
    team: TeamId,
) -> list[bytes]:
    """Sign what waits to be sent with this device's key; return the lines.

    They are stored, and appended until they have been read in the folder (`to_append`). One batch
    of at most 500 events, or several. Only after the folder was read once: a database that was
    restored from an old copy learns there what it sent since. Of a revoked device too: it counts if
    the revocation is undone. Raises `RejectedError` where the device must not go on, since its
    files were copied: it needs a new key (`know_device`).
    """
    state = store.journal.state(account)
    if device_id(public_key(secret)) != state.device:
        raise RejectedError("The key in the vault is not that of this computer.")
    if state.forked:
        raise RejectedError("The files of this computer were copied: it needs a new key.")
    number, previous = store.batches.last_of(account, state.device)
    lines: list[bytes] = []
    sealed: list[tuple[e.DeviceId, e.BatchDigest]] = []
    for events in _introduced_first(store.events.unsent(account)):
        number += 1
        payload = batch_payload(team, state.device, number, previous, events)
        line, digest = seal(secret, payload), digest_of(payload)
        signature = line.partition(b" ")[0].decode()
        where = (state.device, number, previous, team)
        batch = store.batches.next_id()
        store.batches.add(
            account, [(0, digest, *where, signature, None, len(line), 1, 0, 0, 0, -1)], batch
        )
        store.events.put_into(account, batch, events)
        lines.append(line)
        sealed.append((state.device, digest))
        previous = digest
    if lines:
        judge(store, account, (), sealed)
        transaction.accounts.add(account)
    return lines


def _introduced_first(events: Sequence[e.Event]) -> Iterator[list[e.Event]]:
    """Divide events into batches, of which the first says whose they are, whatever was said before.

    A batch keeps the order in which its events were written.
    """
    said = [event for event in events if isinstance(event.fact, e.DeviceIntroduced)]
    if said and events[0] is not said[0]:
        yield said
        events = [event for event in events if event not in said]
    yield from _divided(events)


def _divided(events: Sequence[e.Event]) -> Iterator[list[e.Event]]:
    """Divide events into batches that no reader refuses."""
    part: list[e.Event] = []
    room = _BATCH_BYTES
    for event in events:
        size = len(canonical(to_json(event)).encode())
        if part and (len(part) >= BATCH_EVENTS or size > room):
            yield part
            part, room = [], _BATCH_BYTES
        part.append(event)
        room -= size
    if part:
        yield part


def new_deed(store: Store, account: AccountId) -> int:  # noqa: ARG001 - one count for all accounts
    """Return a number for the next command that writes events."""
    return store.events.greatest_deed() + 1


def device(store: Store, account: AccountId) -> e.DeviceId | None:
    """Return which device of the team this computer is, None before it joined."""
    return store.journal.state(account).device or None
