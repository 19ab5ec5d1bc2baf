"""Who counts: after a device was revoked, or brought back, or more of its batches came."""

from collections.abc import Collection

from app.domain.events import BatchDigest, DeviceId, DeviceRevoked
from app.domain.fold_devices import standing
from app.domain.ids import AccountId
from app.domain.streams import TEAM, Stream
from app.store import Store


def is_shut_out(store: Store, account: AccountId) -> bool:
    """Whether this computer was revoked."""
    return store.journal.state(account).device in store.journal.revoked(account)


def judge(
    store: Store,
    account: AccountId,
    touched: Collection[Stream],
    batches: Collection[tuple[DeviceId, BatchDigest]] = (),
) -> frozenset[Stream]:
    """Find out whose events count; return the streams of which that changed.

    ``touched`` are the streams and ``batches`` the batches that came; to be called within their
    transaction, before anything is folded. Agrees with `app.domain.fold_ledger.Ledger`.
    """
    before = store.journal.revoked(account)
    if TEAM not in touched and not _matters(store, account, before, batches):
        return frozenset()
    told = store.events.told(account, TEAM)
    if not before and not any(isinstance(event.fact, DeviceRevoked) for event in told):
        return frozenset()
    allowed = standing(told, store.batches.chain(account)).allowed
    changed = store.batches.set_standing(account, allowed)
    store.journal.set_revoked(account, allowed)
    streams = store.events.streams_of_batches(changed)
    own = store.journal.state(account).device
    if (own in before) != (own in allowed):
        streams |= store.events.streams_unsent(account)
    return streams


def _matters(
    store: Store,
    account: AccountId,
    revoked: frozenset[DeviceId],
    batches: Collection[tuple[DeviceId, BatchDigest]],
) -> bool:
    """Whether batches that came can change what counts of revoked devices.

    They do where they are of such a device, or fill a gap in a chain that leads to one.
    """
    if not revoked or not batches:
        return False
    digests = {digest for _, digest in batches}
    if any(device in revoked for device, _ in batches):
        return True
    ends = {
        event.fact.last
        for event in store.events.told(account, TEAM)
        if isinstance(event.fact, DeviceRevoked)
    }
    return bool(ends & digests) or store.batches.any_named(account, digests)
