"""Clients of one journal folder, without a network: what is durable, what is done in which order.

The folder keeps messages by UID and forgets, renumbers or duplicates them when told to. A client
may be killed at each of its points; what it has in `rows` survives, everything else is gone.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import count

import pytest

from app.domain import events as e
from app.domain.clock import HybridClock
from app.domain.fold_devices import Link
from app.domain.fold_ledger import Ledger
from mail import journal_packs
from mail.journal import Cover, JournalMessage, compose, read
from mail.journal_keys import TeamId, digest_of, proof, public_key, team_id, text_of
from mail.journal_keys import device_id as device_of
from mail.journal_lines import Batch, batch_payload, seal
from mail.journal_packs import Stored, missing, packs, removable
from mail.journal_verify import Arrived, checked, verify
from tests.support.journal import NOON, TEAM_KEY

TEAM: TeamId = team_id(TEAM_KEY)


class KilledError(Exception):
    """The client was killed here."""


def dies_at(moment: int) -> Callable[[], None]:
    """A client's `die` that kills it when it is called for the ``moment``-th time."""
    moments = count(1)

    def die() -> None:
        if next(moments) == moment:
            raise KilledError

    return die


def clean_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make packs of few messages, so that clients clean even a small folder."""
    monkeypatch.setattr(journal_packs, "LOOSE", 4)
    monkeypatch.setattr(journal_packs, "PACK_BYTES", 3_000)


class ImapFolder:
    """Messages by UID, in the one order that all clients see."""

    def __init__(self) -> None:
        self.validity = 1
        self.messages: dict[int, bytes] = {}
        self.now = NOON
        self._next = 1

    def append(self, raw: bytes) -> None:
        self.messages[self._next] = raw
        self._next += 1

    def renumber(self) -> None:
        """A new UIDVALIDITY: the same messages under other numbers."""
        kept = list(self.messages.values())
        self.validity += 1
        self.messages, self._next = {}, 1
        for raw in kept:
            self.append(raw)


@dataclass(slots=True)
class Rows:
    """What a client's database and keyring hold."""

    secret: bytes
    unsent: list[e.Event] = field(default_factory=list)
    """Own events that stand in no batch yet."""
    lines: dict[e.BatchDigest, bytes] = field(default_factory=dict)
    """Every batch that counts, own and others', as its line."""
    links: dict[e.BatchDigest, Link] = field(default_factory=dict)
    events: dict[e.EventId, e.Event] = field(default_factory=dict)
    waiting: list[Arrived] = field(default_factory=list)
    devices: dict[e.DeviceId, bytes] = field(default_factory=dict)
    last: tuple[int, e.BatchDigest | None] = (0, None)
    validity: int = 0
    cursor: int = 0
    written: int = 0


class Client:
    """One device. ``die`` is called at each point where a kill may strike."""

    def __init__(self, number: int, folder: ImapFolder, *, skew: int = 0) -> None:
        self.rows = Rows(bytes([number + 1]) * 32)
        self.die: Callable[[], None] = lambda: None
        self.refused = 0
        self._folder = folder
        self._skew = skew
        public = public_key(self.rows.secret)
        self.device = device_of(public)
        self.rows.devices[self.device] = public
        self.restart()
        member = e.MemberId(f"member-{number}")
        self.write(
            e.DeviceIntroduced(member, "laptop", text_of(public), proof(TEAM_KEY, self.device))
        )

    def restart(self) -> None:
        """Begin anew with what is durable."""
        now = float(self._folder.now + self._skew)
        stamps = [event.stamp for event in (*self.rows.events.values(), *self.rows.unsent)]
        self.clock = HybridClock(lambda: now, last=max(stamps, default=0))
        self.ledger = Ledger()
        self.ledger.take((*self.rows.events.values(), *self.rows.unsent), self.rows.links)

    def write(self, fact: e.Fact) -> e.Event:
        """A command: one transaction."""
        self.rows.written += 1
        name = e.event_id(self.device, f"{self.rows.written:08d}")
        event = e.Event(name, self.clock.tick(), self._folder.now, fact)
        self.rows.unsent.append(event)
        self.ledger.take([event])
        return event

    def send(self) -> None:
        """Batch what waits, in one transaction; then append what the folder is not known to have.

        A batch is appended until it has been read from the folder: no answer is believed.
        """
        rows = self.rows
        if rows.unsent:
            number, previous = rows.last
            payload = batch_payload(TEAM, self.device, number + 1, previous, rows.unsent)
            line, digest = seal(rows.secret, payload), digest_of(payload)
            rows.lines[digest] = line
            rows.links[digest] = Link(self.device, number + 1, previous)
            for event in rows.unsent:
                rows.events[event.id] = replace(event, batch=digest)
            rows.last, rows.unsent = (number + 1, digest), []
            self.ledger.take(rows.events.values(), rows.links)
        self.die()
        mine = [name for name, link in rows.links.items() if link.device == self.device]
        self._append(missing(mine, self._stored()))

    def _append(self, digests: Iterable[e.BatchDigest]) -> None:
        lines = [self.rows.lines[digest] for digest in digests]
        if not lines:
            return
        self.die()
        cover = Cover("support@shop.example", f"{len(lines)} changes", [], self._folder.now)
        self._folder.append(compose(lines, cover))
        self.die()

    def receive(self) -> None:
        """Read what is new in the folder; each message is one transaction with the cursor."""
        rows = self.rows
        if rows.validity != self._folder.validity:
            rows.validity, rows.cursor = self._folder.validity, 0
        for uid, raw in sorted(self._folder.messages.items()):
            if uid <= rows.cursor:
                continue
            self.die()
            found = read(raw)
            lines = found.lines if isinstance(found, JournalMessage) else ()
            self.refused += not lines
            self._take([Arrived(line, self._folder.now) for line in lines])
            rows.cursor = uid

    def _take(self, arrived: list[Arrived]) -> None:
        rows = self.rows
        reading = verify([*rows.waiting, *arrived], {TEAM: TEAM_KEY}, rows.devices)
        self.refused += len(reading.refused)
        rows.waiting, rows.devices = list(reading.waiting), dict(reading.devices)
        events: list[e.Event] = []
        for item in reading.genuine:
            passed = checked(item, rows.devices)
            if passed is None or not isinstance(item.content, Batch):
                continue
            rows.lines.setdefault(item.line.digest, item.line.source)
            rows.links[item.content.digest] = item.content.link
            events.extend(item.content.events)
        for event in events:
            rows.events.setdefault(event.id, event)
            self.clock.see(event.stamp)
        self.ledger.take(events, rows.links)

    def _stored(self) -> list[Stored]:
        found = []
        for uid, raw in self._folder.messages.items():
            message = read(raw)
            lines = message.lines if isinstance(message, JournalMessage) else ()
            sizes = {digest_of(line.partition(b" ")[2]): line for line in lines}
            if lines and all(self.rows.lines.get(name) == line for name, line in sizes.items()):
                found.append(Stored(uid, tuple((name, len(line)) for name, line in sizes.items())))
        return found

    def repair(self) -> None:
        """Put back what is not in the folder, whoever wrote it."""
        self._append(missing(list(self.rows.lines), self._stored()))

    def clean(self) -> None:
        """Pack, look again, remove."""
        validity = self._folder.validity
        for pack in packs(self._stored()):
            self._append(pack)
        for uid in removable(self._stored()):
            self.die()
            if self._folder.validity == validity:
                self._folder.messages.pop(uid, None)
