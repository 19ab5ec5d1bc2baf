"""The team's journal in the database: what this computer says is written here, and sealed.

Each function runs in one of the writer's transactions, or reads. What comes from the folder is in
`app.services.journal_take`. Formats and rules: mail/wire-format.md.
"""

from collections.abc import Iterable
from secrets import token_urlsafe

from app.domain import events as e
from app.domain.clock import HybridClock
from app.domain.errors import MalformedDataError, RejectedError
from app.domain.events_json import canonical, from_json, to_json
from app.domain.ids import AccountId
from app.services.refold import refold
from app.store import Store, Transaction
from mail.journal_keys import device_id

_NONCE_BYTES = 9
"""72 bits: 12 characters."""


def know_device(
    store: Store, transaction: Transaction, account: AccountId, public_key: bytes
) -> e.DeviceId:
    """Say which device this computer is in the team of a mailbox; its secret is in the vault.

    In the same transaction, `write` its `events.DeviceIntroduced` before anything else. Under
    another key than before, what was not sent yet is said by the new device.
    """
    device = device_id(public_key)
    before = store.journal.state(account)
    store.journal.know_devices(account, {device: public_key})
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

    ``now`` is this computer's time in seconds UTC; ``deed`` the number of the command, for undo.
    Raises `RejectedError` where this computer has not joined the team, was revoked, or where the
    format does not allow a fact; then nothing must be committed.
    """
    told = tuple(facts)
    if not told:
        return ()
    state = store.journal.state(account)
    introduces = any(isinstance(fact, e.DeviceIntroduced) for fact in told)
    if not state.device or not (state.introduced or introduces):
        raise RejectedError("This computer has not joined the team of this mailbox yet.")
    if state.device in store.journal.revoked(account):
        raise RejectedError("This computer was shut out of the team of this mailbox.")
    clock = HybridClock(lambda: now, last=state.stamp, offset=state.offset)
    events = tuple(_event(state.device, fact, clock) for fact in told)
    store.events.add(account, events, deed)
    store.journal.see_stamp(account, clock.last)
    if introduces:
        store.journal.set_introduced(account)
    refold(store, transaction, account, frozenset(event.stream for event in events))
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


def new_deed(store: Store, account: AccountId) -> int:  # noqa: ARG001 - one count for all accounts
    """Return a number for the next command that writes events."""
    return store.events.greatest_deed() + 1


def device(store: Store, account: AccountId) -> e.DeviceId | None:
    """Return which device of the team this computer is, None before it joined."""
    return store.journal.state(account).device or None
