"""What comes from the journal folder: told apart, stored, and in effect at once.

A message is read in one transaction with the note that it was read, so a kill anywhere loses and
doubles nothing. Whatever does not count is counted, by reason, for as long as it is in the folder.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from app.domain.events import BatchDigest, DeviceId, DeviceIntroduced
from app.domain.ids import AccountId
from app.domain.streams import TEAM, Stream
from app.services.first_words import Hearing
from app.services.journal_reading import (
    Again,
    Carried,
    Ending,
    Message,
    Part,
    Read,
    Reading,
    RefusedLine,
    Waiting,
)
from app.services.journal_standing import judge
from app.services.refold import refold, tickets_of
from app.store import Store, Transaction
from app.store.journal_messages import Content, ReadMessage, RefusedLines
from mail.journal_keys import TeamId
from mail.journal_lines import Reason
from mail.journal_sift import ALTERED, Place, Signed, Vouched, is_good

WAITING_LINES = 2_000
"""Lines of unknown devices that are kept; of more, their messages are read again later."""
WAITING_BYTES = 8_000_000
_BULK = 100_000
"""Bytes from which on garbage collection waits: nothing here makes circles."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of messages."""

    events: int
    """How many were new."""
    streams: frozenset[Stream]
    """Of which something changed."""
    refused: Mapping[Reason, int]
    """Lines, and messages as a whole, that do not count."""
    waiting: int
    """Lines of devices that have not introduced themselves."""
    newer: int
    """Lines that only a newer version understands: kept, without effect."""
    devices: tuple[DeviceId, ...]
    """Those that introduced themselves."""


def take(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    message: Message,
    *,
    uidvalidity: int,
    keys: Mapping[TeamId, bytes],
) -> Taken:
    """Take in one message of the journal folder; as `take_many`."""
    return take_many(store, transaction, account, [message], uidvalidity=uidvalidity, keys=keys)


def take_many(
    store: Store,
    transaction: Transaction,
    account: AccountId,
    messages: Sequence[Message],
    *,
    uidvalidity: int,
    keys: Mapping[TeamId, bytes],
    reading: Read | None = None,
) -> Taken:
    """Take in messages of the journal folder, in rising order of their UIDs.

    ``keys`` are those of the teams that this mailbox trusts. Idempotent. Under another UIDVALIDITY
    than before, everything that was known of the folder is forgotten first, as by `renumbered`.
    Give many at once (some ten megabytes), since a later batch saves checking the ones before it.
    ``reading`` is these messages as another process reads them; it is used where `knows_nothing`.
    """
    if store.journal.state(account).uidvalidity != uidvalidity:
        renumbered(store, transaction, account, uidvalidity)
    much = sum(len(message.raw) for message in messages) > _BULK
    transaction.much |= much
    with _no_garbage(much):
        if reading is None or not knows_nothing(store, account):
            reading = Reading(
                messages,
                keys,
                store.journal.devices(account),
                partial(store.batches.known, account),
                partial(_vouched, store, account),
            )
        taking = _Taking(store, account, messages, reading)
        taken = taking.take(transaction)
    if messages:
        store.journal.see_uid(account, max(message.uid for message in messages))
    transaction.accounts.add(account)
    return taken


def knows_nothing(store: Store, account: AccountId) -> bool:
    """Whether nothing was ever read of an account's folder or said here, as of a new member."""
    return not (
        store.events.any(account)
        or store.batches.any(account)
        or store.journal.devices(account)
        or store.waiting_lines.total(account)[0]
    )


def _vouched(store: Store, account: AccountId, places: Iterable[Place]) -> Vouched:
    return store.batches.trusted(account, [(device, number) for device, number, _ in places])


def renumbered(
    store: Store, transaction: Transaction, account: AccountId, uidvalidity: int
) -> None:
    """The folder has other UIDs: read it from the beginning. Events and batches stay."""
    store.journal_messages.forget_all(account)
    store.journal.set_validity(account, uidvalidity)
    transaction.accounts.add(account)


def messages_gone(
    store: Store, transaction: Transaction, account: AccountId, uids: Sequence[int], now: int
) -> None:
    """Messages are no longer in the folder: what only they carried counts as missing there.

    Their claims count on until two hours after them (``now``: seconds UTC as the server has them).
    """
    store.journal_messages.gone(account, uids)
    store.journal_messages.forget_claims(account, now - 7_200)
    transaction.accounts.add(account)


@contextmanager
def _no_garbage(much: bool) -> Iterator[None]:  # noqa: FBT001 - one meaning
    on = much and gc.isenabled()
    if on:
        gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


@dataclass(slots=True)
class _Taking:
    store: Store
    account: AccountId
    messages: Sequence[Message]
    reading: Read
    own: DeviceId = field(init=False)
    streams: list[Stream] = field(default_factory=list)
    """Those that new events are about, in the order of their numbers."""
    ids: list[int] = field(default_factory=list)
    """Their row ids."""
    hearing: Hearing = field(init=False)
    """Those of which nothing was said before."""
    found: dict[int, None] = field(default_factory=dict)
    """Batches, known before, that stand in these messages."""
    arrived: list[int] = field(default_factory=list)
    """Those of them that this computer wrote and that were not known to have arrived."""
    carries: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    refused: list[RefusedLine] = field(default_factory=list)
    events: int = 0

    def take(self, transaction: Transaction) -> Taken:
        """Store what counts, the newest lines first, and let it have its effect."""
        store, account, reading = self.store, self.account, self.reading
        self.own = store.journal.state(account).device
        self.hearing = Hearing(store, account, alone=not store.events.any(account))
        introduced = reading.introduced()
        if introduced:
            store.journal.know_devices(account, introduced)
            reading.wait_no_more(store.waiting_lines.of(account, introduced))
            store.waiting_lines.forget(account, introduced)
        store.journal_messages.begin(account, [message.uid for message in self.messages])
        batch, event = store.batches.next_id(), store.events.next_number()
        for part in reading.parts():
            self._store(part, batch, event)
        ending = reading.ending()
        waiting = self._keep_waiting(ending.waiting)
        self._write_messages(ending)
        if introduced:
            store.journal_messages.read_again(account)
        streams = self._effect(transaction, ending)
        counted = Counter(reason for _, reason, _ in self.refused)
        return Taken(self.events, streams, counted, waiting, ending.newer, tuple(introduced))

    def _store(self, part: Part, batch: int, event: int) -> None:
        """Store rows, whose numbers of batches and events count from these."""
        store, account = self.store, self.account
        self._number(part.streams)
        store.batches.add(account, part.batches, batch, event)
        deeds = self._sent_before(part)
        store.events.add_rows(account, part.events, self.ids, event=event, batch=batch)
        if deeds:
            store.events.set_deeds(deeds, batch)
        store.journal_messages.hold(account, part.held, batch)
        self.events += len(part.events)
        if part.again:
            known = store.batches.known(account, [one.digest for one in part.again])
            for again in part.again:
                self._meet_again(again, *known[again.digest])

    def _number(self, names: Sequence[Stream]) -> None:
        """Find or make streams, which go on counting those before them."""
        store, account = self.store, self.account
        there = store.events.streams_named(account, names)
        new = [name for name in names if name not in there]
        made = store.events.add_streams(account, new)
        self.hearing.hear(new)
        there.update(zip(new, made, strict=True))
        self.streams.extend(names)
        self.ids.extend([there[name] for name in names])

    def _sent_before(self, part: Part) -> dict[str, int]:
        """Remove what waits here and turned out to be sent; return the deeds it belongs to."""
        if not self.own:
            return {}
        own = {row[0] for row in part.batches if row[2] == self.own}
        if not own:
            return {}
        events = [(name, text) for _, _, name, batch, text in part.events if batch in own]
        return self.store.events.take_unsent(self.account, events)

    def _meet_again(self, again: Again, batch: int, signature: str, newer: bool) -> None:  # noqa: FBT001 - as stored
        if again.line.startswith(signature.encode() + b" "):
            self._hold(again, batch, newer=newer)
        else:
            self._rival(again, batch)

    def _hold(self, again: Again, batch: int, *, newer: bool = False) -> None:
        self.store.journal_messages.hold(self.account, [(uid, batch) for uid in again.uids])
        for uid in again.uids:
            self.carries[uid] |= Carried.OTHER if newer else Carried.BATCHES
        self.found[batch] = None

    def _rival(self, again: Again, batch: int) -> None:
        """A line says what a stored one says, under another signature: one of them is wrong."""
        line, store = again.line, self.store
        (stored,) = store.batches.by_digest(self.account, [again.digest])
        key = store.journal.devices(self.account).get(stored.device, b"")
        signature = line.partition(b" ")[0].decode("latin-1")
        if stored.checked == Signed.GOOD or not is_good(signature, line, key):
            self._refuse(again)
        elif is_good(stored.signature, b" " + line.partition(b" ")[2], key):
            store.batches.set_checked(batch, Signed.GOOD)
            self._refuse(again)
        else:
            store.batches.set_checked(batch, Signed.GOOD, signature)
            store.journal_messages.drop_holder(self.account, batch)
            self._hold(again, batch)

    def _refuse(self, again: Again) -> None:
        for uid in again.uids:
            self.carries[uid] |= Carried.OTHER
            self.refused.append(RefusedLine(uid, Reason.BAD_SIGNATURE, ALTERED))

    def _keep_waiting(self, lines: Sequence[Waiting]) -> int:
        if not lines:
            return 0
        count, size = self.store.waiting_lines.total(self.account)
        rows = []
        for device, received, line in lines:
            if count < WAITING_LINES and size + len(line) <= WAITING_BYTES:
                rows.append((device, sha256(line).hexdigest()[:32], received, line))
                count, size = count + 1, size + len(line)
        self.store.waiting_lines.add(self.account, rows)
        return len(lines)

    def _write_messages(self, ending: Ending) -> None:
        """Note what each message carries."""
        store, account = self.store, self.account
        self.refused += ending.refused
        details: dict[tuple[int, Reason], list[str]] = {}
        for uid, reason, detail in self.refused:
            details.setdefault((uid, reason), []).append(detail)
        messages = []
        for message in self.messages:
            uid = message.uid
            carried = ending.carries[uid] | self.carries[uid]
            later = bool(carried & Carried.LATER)
            team = ending.teams.get(uid, "")
            messages.append(ReadMessage(uid, message.received, _content(carried), team, later))
        store.journal_messages.put(
            account,
            messages,
            [RefusedLines(*key, words[0], len(words)) for key, words in details.items()],
        )
        self.arrived = store.journal_messages.found(self.found)
        store.journal_messages.put_claims(account, ending.claims)

    # --- the end -----------------------------------------------------------------------------

    def _effect(self, transaction: Transaction, ending: Ending) -> frozenset[Stream]:
        """Let it have its effect; return the streams of which something changed."""
        store, account = self.store, self.account
        if ending.came:
            store.journal.see_stamp(account, ending.stamp)
            self._own_batches(ending.came)
        told = frozenset(self.streams)
        judged = judge(store, account, told, ending.came)
        self.hearing.leave_out(ending.ruling)
        if store.journal.revoked(account):  # not all that was said counts
            self.hearing.leave_out(told)
        if told or judged:
            refold(store, transaction, account, told | judged, self.hearing)
            folds = self.reading.folds
            self.hearing.let_count(transaction, folds, moved=bool(ending.ruling))
        if self.arrived:  # tickets show what waits
            sent = store.events.streams_of_batches(self.arrived)
            transaction.tickets.update(tickets_of(store, account, sent))
        return told | judged

    def _own_batches(self, came: Sequence[tuple[DeviceId, BatchDigest]]) -> None:
        """Learn what this computer sent and does not remember: its files are an old copy."""
        own = self.own
        if not own or not any(device == own for device, _ in came):
            return
        if self.store.batches.forked(self.account, own):
            self.store.journal.set_forked(self.account)
        if any(
            event.device == own and isinstance(event.fact, DeviceIntroduced)
            for event in self.store.events.told(self.account, TEAM)
        ):
            self.store.journal.set_introduced(self.account)


def _content(carried: int) -> Content:
    if carried == Carried.BATCHES:
        return Content.BATCHES
    return Content.CLAIMS if carried == Carried.CLAIMS else Content.OTHER
