"""What comes from the journal folder: told apart, stored, and in effect at once.

A message is read in one transaction with the note that it was read, so a kill anywhere loses and
doubles nothing. Whatever does not count is counted, by reason, for as long as it is in the folder.
"""

import gc
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256

from app.domain.claims import Placed, Position
from app.domain.events import TEAM, BatchDigest, DeviceId, DeviceIntroduced, Stream
from app.domain.ids import AccountId
from app.services.journal_standing import judge
from app.services.refold import refold, tickets_of
from app.store import Store, Transaction
from app.store.batches import NewBatch
from app.store.journal_messages import Content, ReadMessage, RefusedLines
from mail.journal import read
from mail.journal_keys import TeamId, digest_of
from mail.journal_lines import MAX_EVENTS, Reason, Refused
from mail.journal_sift import ALTERED, EventText, Kept, Sifted, Signed, introductions, is_good, sift

WAITING_LINES = 2_000
"""Lines of unknown devices that are kept; of more, their messages are read again later."""
WAITING_BYTES = 8_000_000
_GROUP = 5_000
"""Lines that are sifted at a time."""
_BULK = 100_000
"""Bytes from which on garbage collection waits: nothing here makes circles."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the journal folder."""

    uid: int
    received: int
    """INTERNALDATE, seconds UTC."""
    raw: bytes


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


class _In:
    """What a message turned out to carry; plain numbers, since flags of `enum` take their time."""

    NOTHING = 0
    BATCHES = 1
    CLAIMS = 2
    OTHER = 4
    LATER = 8


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
) -> Taken:
    """Take in messages of the journal folder, in rising order of their UIDs.

    ``keys`` are those of the teams that this mailbox trusts. Idempotent. Under another UIDVALIDITY
    than before, everything that was known of the folder is forgotten first, as by `renumbered`.
    Give many at once (some ten megabytes), since a later batch saves checking the ones before it.
    """
    if store.journal.state(account).uidvalidity != uidvalidity:
        renumbered(store, transaction, account, uidvalidity)
    taking = _Taking(store, account, keys)
    much = sum(len(message.raw) for message in messages) > _BULK
    with _no_garbage(much), store.events.at_hand():
        taking.read(messages)
        taking.judge_lines()
        taking.write_messages()
        taken = taking.finish(transaction)
    if messages:
        store.journal.see_uid(account, max(message.uid for message in messages))
    transaction.accounts.add(account)
    return taken


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
    keys: Mapping[TeamId, bytes]
    messages: list[Message] = field(default_factory=list)
    places: dict[bytes, list[tuple[int, int]]] = field(default_factory=dict)
    """Line → (UID, place in the message), each place it has."""
    latest: dict[bytes, int] = field(default_factory=dict)
    """Line → latest INTERNALDATE."""
    carries: dict[int, int] = field(default_factory=dict)
    teams: dict[int, TeamId] = field(default_factory=dict)
    refused: dict[tuple[int, Reason], list[str]] = field(default_factory=dict)
    held: list[tuple[int, int]] = field(default_factory=list)
    found: set[int] = field(default_factory=set)
    """Batches, known before, that stand in these messages."""
    arrived: list[int] = field(default_factory=list)
    """Those of them that this computer wrote and that were not known to have arrived."""
    placed: list[Placed] = field(default_factory=list)
    came: list[tuple[DeviceId, BatchDigest]] = field(default_factory=list)
    streams: dict[str, int] = field(default_factory=dict)
    """Those that new events are about, with their row ids."""
    devices: dict[DeviceId, bytes] = field(default_factory=dict)
    introduced: dict[DeviceId, bytes] = field(default_factory=dict)
    here: dict[str, tuple[int, str, bool]] | None = None
    """All batches there are, as from `Batches.known`, where there were none before; else None."""
    vouched: set[tuple[DeviceId, BatchDigest]] = field(default_factory=set)
    """What the batches of ``here`` name as the one before them."""
    events: int = 0
    newer: int = 0
    waiting: int = 0
    stamp: int = 0

    # --- from messages to lines --------------------------------------------------------------

    def read(self, messages: Sequence[Message]) -> None:
        """Take messages apart."""
        for message in messages:
            self.messages.append(message)
            self.carries[message.uid] = _In.NOTHING
            found = read(message.raw)
            if isinstance(found, Refused):
                self.carries[message.uid] |= _In.OTHER
                self._count(message.uid, found)
                continue
            for place, line in enumerate(found.lines):
                self.places.setdefault(line, []).append((message.uid, place))
                self.latest[line] = max(self.latest.get(line, 0), message.received)

    def _count(self, uid: int, refused: Refused) -> None:
        self.refused.setdefault((uid, refused.reason), []).append(refused.detail)

    # --- from lines to rows ------------------------------------------------------------------

    def judge_lines(self) -> None:
        """Store what counts, the newest lines first."""
        self.devices = self.store.journal.devices(self.account)
        new, impostors = introductions(self.latest, self.keys, self.devices)
        if new:
            self.introduced = new
            self.devices |= new
            self.store.journal.know_devices(self.account, new)
            for line, received in self.store.waiting_lines.of(self.account, new).items():
                self.latest[line] = max(self.latest.get(line, 0), received)
            self.store.waiting_lines.forget(self.account, new)
        self._refuse(impostors.items())
        self.here = None if self.store.batches.any(self.account) else {}
        lines = [line for line in self.latest if line not in impostors]
        for end in range(len(lines), 0, -_GROUP):
            self._judge_group(lines[max(0, end - _GROUP) : end])

    def _judge_group(self, lines: Sequence[bytes]) -> None:
        digests = {line: digest_of(line.partition(b" ")[2]) for line in lines}
        known = self._known(digests.values())
        fresh: dict[bytes, BatchDigest] = {}
        for line, digest in digests.items():
            if digest not in known:
                fresh[line] = digest
                continue
            batch, signature, newer = known[digest]
            if line.startswith(signature.encode() + b" "):
                self._hold(line, batch, newer=newer)
                self.found.add(batch)
            else:
                self._rival(line, digest, batch)
        if fresh:
            trusted: Iterable[tuple[DeviceId, BatchDigest]] = self.vouched
            if self.here is None:
                trusted = self.store.batches.trusted(self.account, list(fresh.values()))
            self._store(sift(fresh, self.latest, self.keys, self.devices, trusted))

    def _known(self, digests: Collection[str]) -> Mapping[str, tuple[int, str, bool]]:
        if self.here is None:
            return self.store.batches.known(self.account, digests)
        return {digest: self.here[digest] for digest in digests if digest in self.here}

    def _rival(self, line: bytes, digest: BatchDigest, batch: int) -> None:
        """A line says what a stored one says, under another signature: one of them is wrong."""
        self.here = None  # no longer so
        (stored,) = self.store.batches.by_digest(self.account, [digest])
        key = self.devices.get(stored.device, b"")
        signature = line.partition(b" ")[0].decode("latin-1")
        if stored.checked == Signed.GOOD or not is_good(signature, line, key):
            self._refuse([(line, Refused(Reason.BAD_SIGNATURE, ALTERED, line))])
        elif is_good(stored.signature, b" " + line.partition(b" ")[2], key):
            self.store.batches.set_checked(batch, Signed.GOOD)
            self._refuse([(line, Refused(Reason.BAD_SIGNATURE, ALTERED, line))])
        else:
            self.store.batches.set_checked(batch, Signed.GOOD, signature)
            self.store.journal_messages.drop_holder(self.account, batch)
            self._hold(line, batch)
            self.found.add(batch)

    def _hold(self, line: bytes, batch: int, *, newer: bool = False) -> None:
        for uid, _ in self.places.get(line, ()):
            self.held.append((uid, batch))
            self.carries[uid] |= _In.OTHER if newer else _In.BATCHES

    def _refuse(self, lines: Iterable[tuple[bytes, Refused]]) -> None:
        for line, refused in lines:
            for uid, _ in self.places.get(line, ()):
                self.carries[uid] |= _In.OTHER
                self._count(uid, refused)

    def _store(self, sifted: Sifted) -> None:
        self._refuse(sifted.refused.items())
        self._keep_waiting(sifted.waiting)
        for line, team in sifted.teams.items():
            for uid, _ in self.places.get(line, ()):
                self.carries[uid] |= _In.OTHER
                self.teams.setdefault(uid, team)
        received = {message.uid: message.received for message in self.messages}
        for line, items in sifted.claims.items():
            for uid, place in self.places.get(line, ()):
                self.carries[uid] |= _In.CLAIMS
                self.placed.extend(
                    Placed(Position(uid, place * MAX_EVENTS + at), received[uid], item)
                    for at, item in enumerate(items)
                )
        self._keep(sifted.kept)

    def _keep(self, kept: Mapping[bytes, Kept]) -> None:
        """Store new batches, older ones first, so that row ids tell what came after what."""
        items = list(kept.items())[::-1]
        own = self.store.journal.state(self.account).device
        ids = self.store.batches.add(
            self.account, [_row(item, there=line in self.places) for line, item in items]
        )
        rows: list[tuple[EventText, int]] = []
        deeds: dict[str, int] = {}
        for batch, (line, item) in zip(ids, items, strict=True):
            self._hold(line, batch, newer=item.newer)
            self.newer += item.newer
            self.came.append((item.device, item.digest))
            self.stamp = max(self.stamp, item.stamp)
            if item.device == own:
                deeds |= self.store.events.take_unsent(self.account, item.events)
            rows.extend([(event, batch) for event in item.events])
            if self.here is not None:
                self.here[item.digest] = batch, item.signature, item.newer
                if item.previous is not None:
                    self.vouched.add((item.device, item.previous))
        self.events += len(rows)
        self.store.events.add_rows(self.account, rows, deeds, self.streams)

    def _keep_waiting(self, lines: Mapping[bytes, DeviceId]) -> None:
        if not lines:
            return
        self.waiting += len(lines)
        count, size = self.store.waiting_lines.total(self.account)
        rows = []
        for line, device in lines.items():
            for uid, _ in self.places.get(line, ()):
                self.carries[uid] |= _In.OTHER | _In.LATER
            if count < WAITING_LINES and size + len(line) <= WAITING_BYTES:
                digest = sha256(line).hexdigest()[:32]
                rows.append((device, digest, self.latest[line], line))
                count, size = count + 1, size + len(line)
        self.store.waiting_lines.add(self.account, rows)

    # --- the end -----------------------------------------------------------------------------

    def write_messages(self) -> None:
        """Note what each message carries."""
        self.store.journal_messages.put(
            self.account,
            [
                ReadMessage(
                    message.uid,
                    message.received,
                    _content(self.carries[message.uid]),
                    self.teams.get(message.uid, ""),
                    bool(self.carries[message.uid] & _In.LATER),
                )
                for message in self.messages
            ],
            self.held,
            [
                RefusedLines(uid, reason, details[0], len(details))
                for (uid, reason), details in self.refused.items()
            ],
        )
        self.arrived = self.store.journal_messages.found(self.found)
        self.store.journal_messages.put_claims(self.account, self.placed)

    def finish(self, transaction: Transaction) -> Taken:
        """Let it have its effect."""
        if self.introduced:
            self.store.journal_messages.read_again(self.account)
        if self.came:
            self.store.journal.see_stamp(self.account, self.stamp)
            self._own_batches()
        told = frozenset(map(Stream, self.streams))
        streams = told | judge(self.store, self.account, told, self.came)
        if streams:
            refold(self.store, transaction, self.account, streams)
        if self.arrived:  # tickets show what waits
            sent = self.store.events.streams_of_batches(self.arrived)
            transaction.tickets.update(tickets_of(self.store, self.account, sent))
        counted: Counter[Reason] = Counter()
        for (_, reason), details in self.refused.items():
            counted[reason] += len(details)
        return Taken(
            self.events,
            streams,
            counted,
            self.waiting,
            self.newer,
            tuple(self.introduced),
        )

    def _own_batches(self) -> None:
        """Learn what this computer sent and does not remember: its files are an old copy."""
        own = self.store.journal.state(self.account).device
        if not own or not any(device == own for device, _ in self.came):
            return
        if self.store.batches.forked(self.account, own):
            self.store.journal.set_forked(self.account)
        if any(
            event.device == own and isinstance(event.fact, DeviceIntroduced)
            for event in self.store.events.told(self.account, TEAM)
        ):
            self.store.journal.set_introduced(self.account)


def _content(carried: int) -> Content:
    if carried == _In.BATCHES:
        return Content.BATCHES
    return Content.CLAIMS if carried == _In.CLAIMS else Content.OTHER


def _row(kept: Kept, *, there: bool) -> NewBatch:
    return NewBatch(
        kept.digest,
        kept.device,
        kept.number,
        kept.previous,
        kept.team,
        kept.signature,
        kept.line,
        kept.size,
        int(kept.signed),
        newer=kept.newer,
        there=there,
    )
