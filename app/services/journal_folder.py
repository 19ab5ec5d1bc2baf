"""What the journal folder holds and lacks, who claims what in it, and what of it does not count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain import events as e
from app.domain.claims import GRACE, Claims, Hold, judge
from app.domain.ids import AccountId
from app.store import Store, Transaction
from app.store.batches import StoredBatch
from mail.journal import Cover
from mail.journal_keys import TeamId
from mail.journal_lines import Reason
from mail.journal_packs import PACK_BYTES, PACK_LINES, Stored
from mail.journal_sift import Signed, is_good, payload_of
from mail.journal_words import Named, cover, pack_cover

_AN_HOUR = 3_600
_WORDY = 500
"""Batches of one message whose changes are still put into words."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message to be appended (`mail.journal.compose`)."""

    lines: tuple[bytes, ...]
    digests: tuple[e.BatchDigest, ...]
    copy: int
    """How often such a message vanished: it goes under another Message-ID then."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What in the folder does not count, for one reason."""

    reason: Reason
    messages: int
    lines: int
    """Messages that could not be read at all count as one."""
    detail: str
    """One English sentence, of one of them."""


def to_append(
    store: Store, account: AccountId, *, everybody: bool = False, limit: int = PACK_BYTES
) -> Parcel | None:
    """Return what to append next, None where the folder has everything.

    What this computer wrote, or, to repair the folder (under the claim ``clean-up``), what anybody
    wrote. Ask only after everything in the folder was read, and again after reading back what was
    appended: no answer of a server is believed. At most ``limit`` bytes of lines, or one batch.
    """
    missing = store.batches.missing(account, PACK_LINES, everybody=everybody)
    chosen: list[e.BatchDigest] = []
    room = limit
    for digest, size in missing:
        if chosen and size > room:
            break
        chosen.append(digest)
        room -= size
    return pack(store, account, chosen)


def pack(store: Store, account: AccountId, digests: Sequence[e.BatchDigest]) -> Parcel | None:
    """Return a message of these batches, as `mail.journal_packs.packs` chose them.

    Lines whose signature is wrong, though another batch vouches for what they say, stay out of it:
    nobody who does not have that other batch would take them. None where nothing is left.
    """
    keys = store.journal.devices(account)
    found = [
        (batch, line)
        for batch in store.batches.by_digest(account, digests)
        if _may_pass(batch, line := line_of(batch), keys)
    ]
    if not found:
        return None
    return Parcel(
        tuple(line for _, line in found),
        tuple(batch.digest for batch, _ in found),
        max(batch.copy for batch, _ in found),
    )


def line_of(batch: StoredBatch) -> bytes:
    """Return the line of a batch, byte for byte as its device wrote it."""
    if batch.line is not None:
        return batch.line
    number = batch.number or 0
    payload = payload_of(batch.device, number, batch.previous, batch.team, batch.events)
    return f"{batch.signature} {payload}".encode()


def _may_pass(batch: StoredBatch, line: bytes, keys: Mapping[e.DeviceId, bytes]) -> bool:
    if batch.checked == Signed.UNCHECKED:
        return is_good(batch.signature, line, keys.get(batch.device, b""))
    return batch.checked == Signed.GOOD


def not_there(
    store: Store, transaction: Transaction, account: AccountId, digests: Iterable[e.BatchDigest]
) -> None:
    """What was appended was not found when the folder was read back; it goes under another name.

    Some servers drop a message whose Message-ID they have anywhere, the trash included.
    """
    store.batches.vanished(account, digests)
    transaction.accounts.add(account)


def stored(store: Store, account: AccountId) -> list[Stored]:
    """Return the messages that carry batches that count, and nothing else, by UID.

    For `mail.journal_packs`: what to pack, and what may be removed.
    """
    return [
        Stored(uid, tuple(batches))
        for uid, batches in store.journal_messages.batches(account).items()
    ]


def words_for(
    store: Store, account: AccountId, parcel: Parcel, *, named: Named, address: str, at: int
) -> Cover:
    """Return what people see of a parcel in another mail program; ``at`` for its Date header."""
    if len(parcel.digests) > _WORDY:
        return pack_cover(len(parcel.digests), address, at)
    events = store.events.in_batches(account, parcel.digests)
    if len({event.device for event in events}) != 1:
        return pack_cover(len(parcel.digests), address, at)
    return cover(events, named, address, at)


def to_read_again(store: Store, account: AccountId) -> list[int]:
    """Return the UIDs of messages with lines that may count by now: give them to `take` again.

    They are of devices that have introduced themselves since, or as `read_all_again` says.
    """
    return store.journal_messages.due(account)


def read_all_again(store: Store, transaction: Transaction, account: AccountId) -> None:
    """Have everything read again that did not count: another key is trusted, or a newer version."""
    store.journal_messages.read_again(account, everything=True)
    transaction.accounts.add(account)


def team_keys(store: Store, account: AccountId) -> list[tuple[int, TeamId]]:
    """Return (UID, team) of the messages that say a team's key, lowest UID first."""
    return [(uid, TeamId(team)) for uid, team in store.journal_messages.teams(account)]


def refusals(store: Store, account: AccountId) -> list[Refusal]:
    """Return what in the folder does not count, by reason."""
    found: dict[str, Refusal] = {}
    for item in store.journal_messages.refused(account):
        before = found.get(item.reason, Refusal(Reason(item.reason), 0, 0, item.detail))
        found[item.reason] = Refusal(
            before.reason, before.messages + 1, before.lines + item.lines, before.detail
        )
    return list(found.values())


# --- claims ------------------------------------------------------------------------------------


def claims(store: Store, account: AccountId) -> Claims:
    """Return who holds what, as the folder says (`app.domain.claims`)."""
    return judge(store.journal_messages.claims(account), store.journal.revoked(account))


def present(store: Store, account: AccountId, what: str, now: int) -> list[Hold]:
    """Return everybody who is at a thing at a time of the server, who came first comes first."""
    return claims(store, account).present(what, now)


def spent_claims(store: Store, account: AccountId, now: int) -> list[int]:
    """Return the UIDs of messages whose claims have all ended for an hour; they may be removed.

    ``now``: seconds UTC as the server has them.
    """
    return [
        uid
        for uid, received, seconds in store.journal_messages.claim_messages(account)
        if received + seconds + GRACE + _AN_HOUR < now
    ]
