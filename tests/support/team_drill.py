"""Members of a team, each a process and a bad line of its own, that are killed and cut off.

Each does its share of mixed commands (`tests.support.team_member`) and goes on after every kill.
In the end all must have the same events and show the same tickets, with every command in them that
was ever stored, and none twice.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.domain.accounts import AccountSettings
from app.main import DATABASE
from app.services.commands import add_account
from app.store import Store, open_reader, open_store
from app.store.ticket_data import TicketData
from tests.support.drilled import Drilled
from tests.support.kill_moments import Conversation
from tests.support.live import percentile
from tests.support.proxy import Proxy
from tests.support.team_member import COUNT
from tests.support.waiting import PATIENCE, wait_until

_NAMES = ("Ann", "Bob", "Cyd", "Dan", "Eve")
_OF_THE_MACHINE = ("id", "account", "anchor")
"""Fields of a ticket's row that mean something on one computer only."""


@dataclass
class Line:
    """What the relay of a member sees of the run that is under way."""

    conversation: Conversation = field(default_factory=Conversation)

    def watch(self, data: bytes, to_server: bool) -> bool:
        """See `tests.support.proxy.Proxy`."""
        return self.conversation.watch(data, to_server)


@dataclass
class TeamMember(Drilled):
    """One computer: its profile, its line to the server, its process."""

    number: int
    folder: Path
    proxy: Proxy
    line: "Line"
    program: str
    """Module of `tests.support` that it runs."""
    words: tuple[str, ...]
    """What that is told besides."""

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    def start(self) -> None:
        self.line.conversation = Conversation()
        seed = str(1000 * self.number + self.starts + 1)
        self.launch(self.program, str(self.folder), _NAMES[self.number], seed, *self.words)

    def number_stored(self) -> int:
        with open_reader(self.database) as store:
            return int(store.settings.get(COUNT) or 0)

    def is_done(self) -> bool:
        return bool(self.said) and "done" in self.said


@dataclass
class TeamDrill:
    """A mailbox and those who share it."""

    settings: AccountSettings
    password: str
    folder: Path
    seed: int
    tally: Counter[str] = field(default_factory=Counter)
    members: list[TeamMember] = field(default_factory=list)

    def run(
        self, members: int, commands: int, *, kills: int, pause: float = 0.02, timed: int = 0
    ) -> str:
        """Let them work; ``commands`` each, ``timed`` notes each after that, undisturbed."""
        began = time.monotonic()
        with ExitStack() as stack:
            words = (str(commands), str(pause * 1000), str(timed))
            self._begin(stack, members, "team_member", words)
            for member in self.members:
                member.start()
                stack.callback(member.stop)
            self._disturb(kills)
            wait_until(
                lambda: all(m.number_stored() >= commands for m in self.members),
                timeout=20 * PATIENCE,
                what="all commands stored",
            )
            if timed:
                self._wait_for_agreement()
                for member in self.members:
                    member.tell("go")
            wait_until(
                lambda: all(member.is_done() for member in self.members),
                timeout=10 * PATIENCE,
                what="everybody done",
            )
            self._wait_for_agreement()
        self._check(commands)
        return self._report(time.monotonic() - began)

    def claim(self, members: int, things: int, *, kills: int, seconds: int = 20) -> str:
        """Let them do things of which each must be done once."""
        began = time.monotonic()
        with ExitStack() as stack:
            self._begin(stack, members, "team_claimer", (str(things), str(seconds)))
            for member in self.members:
                member.start()
                stack.callback(member.stop)
            self._disturb(kills)
            wait_until(
                lambda: all(member.is_done() for member in self.members),
                timeout=20 * PATIENCE,
                what="everything done",
            )
            self._wait_for_agreement()
        self.tally["redone"] = len(self.done("redo"))
        return self._report(time.monotonic() - began)

    def done(self, what: str) -> list[str]:
        """The things of which any member, in any of its lives, said that it did this with them."""
        words = (word.partition(" ") for member in self.members for word in member.said)
        return [thing for word, _, thing in words if word == what]

    def _begin(self, stack: ExitStack, members: int, program: str, words: tuple[str, ...]) -> None:
        assert self.settings.imap is not None
        for number in range(members):
            folder = self.folder / _NAMES[number]
            folder.mkdir(parents=True)
            (folder / "vault.json").write_text(
                json.dumps({self.settings.name: self.password}), encoding="utf-8"
            )
            line = Line()
            proxy = stack.enter_context(Proxy(self.settings.imap, line.watch))
            member = TeamMember(number, folder, proxy, line, program, words)
            self.members.append(member)
            with open_store(member.database) as store, store.transaction() as transaction:
                add_account(store, transaction, replace(self.settings, imap=proxy.endpoint))

    def _disturb(self, kills: int) -> None:
        chance = random.Random(self.seed)
        while self.tally["killed"] < kills and not all(m.is_done() for m in self.members):
            member = chance.choice(self.members)
            if chance.random() < 0.35:
                self._cut(member, chance)
            else:
                self._kill(member, chance)

    def _cut(self, member: TeamMember, chance: random.Random) -> None:
        member.proxy.cut()
        _let_pass(chance.uniform(0, 1.5))
        member.proxy.heal()
        self.tally["cut"] += 1

    def _kill(self, member: TeamMember, chance: random.Random) -> None:
        """Kill at a moment of time, or of the conversation: also in the midst of an APPEND."""
        _let_pass(chance.uniform(0, 2.0))
        if chance.random() < 0.6:
            talk = member.line.conversation
            talk.hold_at = talk.blocks + chance.randint(1, 40)
            if talk.held.wait(2.0):
                self.tally["killed in a conversation"] += 1
        member.kill()
        self.tally["killed"] += 1
        with open_store(member.database) as store:
            assert store.check() == []
        member.start()

    # --- what must hold ----------------------------------------------------------------------

    def _wait_for_agreement(self) -> None:
        wait_until(self._agree, timeout=4 * PATIENCE, what=f"the same everywhere: {self._counts()}")

    def _agree(self) -> bool:
        return len({str(self._digest(member)) for member in self.members}) == 1

    def _digest(self, member: TeamMember) -> tuple[Any, ...]:
        with open_reader(member.database) as store:
            waiting = store._link.rows("SELECT count(*) FROM event WHERE batch IS NULL")
            absent = store._link.rows("SELECT count(*) FROM batch WHERE there = 0")
            count = store._link.rows("SELECT count(*) FROM event")
            mark = () if waiting == absent == [(0,)] else (member.number,)
            return (*count, *mark)

    def _counts(self) -> list[tuple[Any, ...]]:
        return [self._digest(member) for member in self.members]

    def _check(self, commands: int) -> None:
        shown = []
        everything = []
        for member in self.members:
            with open_store(member.database) as store:
                assert store.check() == []
                assert int(store.settings.get(COUNT) or 0) == commands
                rows = store._link.rows("SELECT id, source FROM event")
                assert len({name for name, _ in rows}) == len(rows), "an event is there twice"
                everything.append(sorted(rows))
                shown.append(_shown(store))
        for member, events in zip(self.members, everything, strict=True):
            assert events == everything[0], f"{_NAMES[member.number]} has other events than Ann"
        for member, tickets in zip(self.members, shown, strict=True):
            assert tickets == shown[0], f"{_NAMES[member.number]} sees other tickets than Ann"
        self.tally["events"] = len(everything[0])

    def _report(self, seconds: float) -> str:
        times = self.times()
        tally = ", ".join(f"{what} {count}" for what, count in self.tally.items())
        report = f"{len(self.members)} members in {seconds:.0f} s: {tally}"
        if times:
            report += (
                f"; a change on the others' screens: {len(times)} times, median "
                f"{percentile(times, 0.5) * 1000:.0f} ms, "
                f"p95 {percentile(times, 0.95) * 1000:.0f} ms"
            )
        return report

    def times(self) -> list[float]:
        """How long each timed note took to each of the others, in seconds."""
        said = (word for member in self.members for word in member.said)
        return [float(word.split()[1]) for word in said if word.startswith("saw ")]


def _shown(store: Store) -> Sequence[dict[str, Any]]:
    """The tickets as everybody must see them."""
    rows = store._link.rows("SELECT id FROM ticket")
    return sorted(
        (_row(data) for data in store.tickets.by_ids([row[0] for row in rows])),
        key=lambda row: str(row["code"]),
    )


def _row(data: TicketData) -> dict[str, Any]:
    return {
        name: getattr(data, name)
        for name in TicketData.__dataclass_fields__
        if name not in _OF_THE_MACHINE
    }


def _let_pass(seconds: float) -> None:
    until = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > until)
