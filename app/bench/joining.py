"""How fast a new member has what a team said: packs of its journal into a profile full of mail."""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.bench.figures import Figure
from app.domain import events as e
from app.domain.clock import MICROSECONDS, HybridClock
from app.domain.tickets import Status
from app.services import journal
from app.store import open_store
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
    ticket = e.Anchor(chance.choice(anchors))
    kinds: list[e.Fact] = [
        e.StatusSet(ticket, chance.choice((Status.CLOSED, Status.WAITING)), e.Seen("zyLN")),
        e.Assigned(ticket, e.MemberId(f"member-{chance.randrange(_DEVICES)}")),
        e.TagAdded(ticket, chance.choice(("billing", "счёт", "повернення"))),
        e.NoteAdded(ticket, f"Called back, will know more at {chance.randrange(24)} o'clock"),
        e.PrioritySet(ticket, chance.choice(list(e.Priority))),
    ]
    return chance.choice(kinds)


def bench_joining(database: Path, events: int, at: int) -> Iterator[Figure]:
    """Measure the computing time of the thread that waits, beyond the sync of the mail itself."""
    with open_store(database) as store:
        (account,) = store.accounts.all()
        letters = store.letters.identities(store.letters.all_keys(account.id))
        anchors = sorted(name for name, _ in letters.values())[
            :: max(1, len(letters) * 5 // events)
        ]
        messages = [
            journal.Message(uid, at, raw) for uid, raw in enumerate(packs(anchors, events, at), 1)
        ]
        start, began = time.thread_time(), time.perf_counter()
        with store.transaction() as transaction:
            taken = journal.take_many(
                store,
                transaction,
                account.id,
                messages,
                uidvalidity=1,
                keys={team_id(_TEAM_KEY): _TEAM_KEY},
            )
        spent, waited = time.thread_time() - start, time.perf_counter() - began
        yield Figure("team", "events of the team", taken.events, "events")
        yield Figure("team", "messages in its folder", len(messages), "messages", budget=1000)
        told = sum(stream.startswith("ticket:") for stream in taken.streams)
        yield Figure("team", "tickets that they are about", told, "tickets")
        yield Figure("team", "a new member has all, computing", spent, "s", budget=5)
        yield Figure("team", "a new member has all, by the clock", waited, "s")
