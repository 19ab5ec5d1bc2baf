"""How fast a new member has what a team said: packs of its journal into a profile full of mail."""

import os
import random
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from app.bench.figures import Figure
from app.domain import events as e
from app.domain.clock import MICROSECONDS, HybridClock
from app.domain.fold_status import letter_mark
from app.domain.ids import AccountId
from app.domain.streams import Anchor
from app.domain.tickets import Status
from app.runtime.journal_intake import take_in
from app.runtime.writer import StoreWriter
from app.services.journal_reading import Message
from app.store import Store, Transaction
from mail.journal import Cover, compose
from mail.journal_keys import device_id, digest_of, proof, public_key, team_id, text_of
from mail.journal_lines import batch_payload, seal

_TEAM_KEY = bytes(range(32))
_DEVICES = 6
_PACKS = 100
_LARGEST = 3
"""Events in one batch, as people make them."""
_COVER = Cover("support@bench.example", "earlier changes", [], 0)


class _Device:
    """A teammate's computer, which writes batches in order."""

    def __init__(self, number: int) -> None:
        self._secret = bytes([number + 1]) * 32
        public = public_key(self._secret)
        self.id = device_id(public)
        self.introduction = e.DeviceIntroduced(
            e.MemberId(f"member-{number}"), "laptop", text_of(public), proof(_TEAM_KEY, self.id)
        )
        self._chain: tuple[int, e.BatchDigest | None] = (0, None)
        self._count = 0

    def line(self, facts: Sequence[e.Fact], clock: HybridClock) -> bytes:
        events = []
        for fact in facts:
            self._count += 1
            stamp = clock.tick()
            name = e.event_id(self.id, f"{self._count:012d}")
            events.append(e.Event(name, stamp, stamp // MICROSECONDS, fact))
        number, previous = self._chain
        payload = batch_payload(team_id(_TEAM_KEY), self.id, number + 1, previous, events)
        self._chain = (number + 1, digest_of(payload))
        return seal(self._secret, payload)


def packs(anchors: Sequence[str], events: int, at: int) -> list[bytes]:
    """Return some hundred messages with about so many events about these tickets."""
    chance = random.Random(1)  # noqa: S311 - the same packs in every run
    clock = HybridClock(lambda: at)
    team = [_Device(number) for number in range(_DEVICES)]
    lines = [device.line([device.introduction], clock) for device in team]
    written = 0
    while written < events:
        facts = [_fact(chance, anchors) for _ in range(chance.randint(1, _LARGEST))]
        lines.append(chance.choice(team).line(facts, clock))
        written += len(facts)
    size = max(1, len(lines) // _PACKS)
    return [compose(lines[n : n + size], _COVER) for n in range(0, len(lines), size)]


def _fact(chance: random.Random, anchors: Sequence[str]) -> e.Fact:
    ticket = Anchor(chance.choice(anchors))
    seen = e.Seen(letter_mark(ticket))
    kinds: list[e.Fact] = [
        e.StatusSet(ticket, chance.choice((Status.CLOSED, Status.WAITING)), seen),
        e.Assigned(ticket, e.MemberId(f"member-{chance.randrange(_DEVICES)}")),
        e.TagAdded(ticket, chance.choice(("billing", "счёт", "повернення"))),
        e.NoteAdded(ticket, f"Called back, will know more at {chance.randrange(24)} o'clock"),
        e.PrioritySet(ticket, chance.choice(list(e.Priority))),
    ]
    return chance.choice(kinds)


def bench_joining(database: Path, events: int, at: int) -> Iterator[Figure]:
    """Measure how long a new member waits, beyond the sync of the mail itself.

    The clock is judged, since two processes share the work; what both compute stands beside it.
    """
    writer = StoreWriter(database)
    writer.start()
    try:
        account, messages = writer.run(partial(_prepared, events=events, at=at))
        spent, began = _spent(writer), time.perf_counter()
        keys = {team_id(_TEAM_KEY): _TEAM_KEY}
        taken = take_in(writer, account, messages, uidvalidity=1, keys=keys)
        waited = time.perf_counter() - began
        ours, theirs = (now - before for now, before in zip(_spent(writer), spent, strict=True))
    finally:
        writer.stop()
    yield Figure("team", "events of the team", taken.events, "events")
    yield Figure("team", "messages in its folder", len(messages), "messages", budget=1000)
    told = sum(stream.startswith("ticket:") for stream in taken.streams)
    yield Figure("team", "tickets that they are about", told, "tickets")
    yield Figure("team", "a new member has all, by the clock", waited, "s", budget=5)
    yield Figure("team", "of it computing, the writer's thread", ours, "s")
    yield Figure("team", "of it computing, the process that reads", theirs, "s")


def _prepared(
    store: Store, _: Transaction, *, events: int, at: int
) -> tuple[AccountId, list[Message]]:
    """Return the account of a profile, and what its team's folder holds."""
    (account,) = store.accounts.all()
    letters = store.letters.identities(store.letters.all_keys(account.id))
    anchors = sorted(name for name, _ in letters.values())[:: max(1, len(letters) * 5 // events)]
    return account.id, [
        Message(uid, at, raw) for uid, raw in enumerate(packs(anchors, events, at), 1)
    ]


def _spent(writer: StoreWriter) -> tuple[float, float]:
    """Return the seconds that the writer's thread, and processes that have ended, computed."""
    times = os.times()
    return writer.run(lambda *_: time.thread_time()), times.children_user + times.children_system
