"""An old Postroom beside a new one: it keeps and passes on what it does not know (F32).

The old one is this program without some kinds of events. It works with the same mail on the same
folder, and in the end it is updated.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.domain import events as e
from app.domain import events_json
from app.domain.accounts import FolderRole
from app.domain.fold import TicketState
from app.domain.fold_ledger import fold_stream
from app.domain.ports import RemoteFolder
from app.domain.streams import TEAM, Anchor, Stream
from app.domain.tickets import Status
from app.runtime.writer import StoreWriter
from app.services import journal
from app.services.receive import receive
from app.store import Store, Transaction
from mail import journal_packs, journal_shapes
from tests.support.exchanging import ACCOUNT, Computer
from tests.support.fake_journal import NAME
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.letters import letter
from tests.support.receiving import incoming
from tests.support.rulings import shown
from tests.support.waiting import wait_until

NEW = ("promised", "priority-set", "letter-moved", "contact-set", "setting-set", "record-set")
"""Kinds that the old version does not know; they write fields of their own."""
_TICKETS = [Anchor(f"m{number}@x.example") for number in range(1, 7)]
_LOOSE = 8

T = TypeVar("T")


class Versions:
    """Ann has the new version, Otto an old one."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.mailbox = FakeMailbox()
        self.old = True
        """Whether Otto's version is old."""
        self.ann, self.otto = self._computer("ann"), self._computer("otto")
        for one in (self.ann, self.otto):
            one.introduce(one.folder.name)
            self.turn(one)
        self.operations = 0

    def _computer(self, name: str) -> Computer:
        with self._version_of(name):
            one = Computer(self.folder / name, FakeServerFactory(self.mailbox))
            one.writer.run(_some_mail)
            wait_until(lambda: not one.writer.run(lambda store, _: store.filing.is_due()))
        return one

    @contextmanager
    def _version_of(self, name: str) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            if name == "otto" and self.old:
                for kind in NEW:
                    patch.delitem(events_json._KINDS, kind)
                    patch.delitem(journal_shapes._SHAPES, kind, raising=False)
            yield

    def run(self, one: Computer, job: Callable[[Store, Transaction], T]) -> T:
        with self._version_of(one.folder.name):
            return one.writer.run(job)

    def turn(self, one: Computer) -> None:
        with self._version_of(one.folder.name):
            assert one.turn(look_again=True) == []
            one.cleaning.tidy()

    def do_something(self) -> None:
        """Somebody says something, reads, cleans, or the folder suffers."""
        self.operations += 1
        one = self.chance.choice((self.ann, self.otto))
        match self.chance.choices(("say", "turn", "harm"), (6, 3, 1))[0]:
            case "say":
                facts = _facts(self.chance, old=one is self.otto)
                now = float(one.clock.now())
                self.run(one, lambda s, tx: journal.write(s, tx, ACCOUNT.id, facts, now=now))
            case "turn":
                self.turn(one)
            case _:
                self._harm()
        for each in (self.ann, self.otto):
            each.clock.advance(120)
            each.factory.now += 120

    def _harm(self) -> None:
        there = list(self.mailbox.folders[NAME].letters)
        if self.chance.random() < 0.3:
            self.mailbox.renumber(NAME)
        elif there:
            self.mailbox.remove(NAME, [self.chance.choice(there)])

    def events(self, one: Computer) -> list[tuple[Any, ...]]:
        """Every event as it was written."""
        return sorted(self.run(one, lambda s, _: s._link.rows("SELECT id, source FROM event")))

    def states(self, one: Computer) -> dict[Stream, object]:
        """What this version makes of what is said."""

        def folds(store: Store, _: Transaction) -> dict[Stream, object]:
            said = store.events.of(ACCOUNT.id, store.events.streams(ACCOUNT.id))
            found = {stream: fold_stream(stream, events) for stream, events in said.items()}
            return {stream: state for stream, state in found.items() if state is not None}

        return self.run(one, folds)

    def settle(self) -> None:
        for one in (self.ann, self.otto) * 3:
            one.clock.advance(5_000)
            one.factory.now += 5_000
            self.turn(one)


def _some_mail(store: Store, transaction: Transaction) -> None:
    store.folders.put(ACCOUNT.id, [RemoteFolder("INBOX", FolderRole.INBOX, selectable=True)])
    (inbox,) = store.folders.of(ACCOUNT.id)
    letters = [letter(number) for number in range(1, 7)]
    letters += [letter(10 + n, references=(f"m{n}@x.example",)) for n in range(1, 4)]
    receive(store, transaction, inbox, [incoming(one) for one in letters])


def _facts(chance: random.Random, *, old: bool) -> list[e.Fact]:
    ticket, other = chance.sample(_TICKETS, 2)
    known: list[e.Fact] = [
        e.Assigned(ticket, e.MemberId(chance.choice("xyz"))),
        e.StatusSet(ticket, chance.choice((Status.OPEN, Status.CLOSED)), e.Seen()),
        e.TagAdded(ticket, chance.choice("abc")),
        e.NoteAdded(ticket, f"note {chance.random()}"),
        e.Done(f"thing {chance.randrange(100)}"),
        chance.choice((e.Merged(ticket, other), e.Unmerged(ticket, other))),
    ]
    new: list[e.Fact] = [
        e.Promised(ticket, chance.randrange(10_000)),
        e.PrioritySet(ticket, chance.choice(list(e.Priority))),
        e.LetterMoved(f"m{chance.randrange(11, 14)}@x.example", chance.choice((ticket, None))),
        e.ContactSet("ann@acme.example", "tier", chance.choice("gs")),
        e.SettingSet("hours", chance.choice(("9-17", None))),
        e.RecordSet("template.a", "text", f"Hello {chance.random()}"),
    ]
    return [chance.choice(known if old or chance.random() < 0.5 else new)]


def _known_fields(states: dict[Stream, object]) -> dict[Stream, object]:
    """What an old version can know of what a new one knows."""
    found: dict[Stream, object] = {}
    for stream, state in states.items():
        if isinstance(state, TicketState):
            plain = TicketState()
            state = replace(state, priority=plain.priority, promised=plain.promised)  # noqa: PLW2901
            if state != plain:
                found[stream] = state
        elif stream.startswith("done:"):
            found[stream] = state
        elif stream == TEAM:
            found[stream] = replace(state, settings=())  # type: ignore[type-var]
    return found


def _run(folder: Path, seed: int, operations: int) -> None:
    with ExitStack() as stack:
        team = Versions(folder, seed)
        for one in (team.ann, team.otto):
            stack.callback(lambda one=one: one.writer.stop())  # type: ignore[misc]
        while team.operations < operations:
            team.do_something()
        team.settle()
        everything = team.events(team.ann)
        assert sum(f'"kind":"{kind}"' in source for _, source in everything for kind in NEW) > 5
        assert team.events(team.otto) == everything, "not everything was kept"
        assert _known_fields(team.states(team.otto)) == _known_fields(team.states(team.ann))
        _passes_on(team, everything)
        _is_updated(team)


def _passes_on(team: Versions, everything: list[tuple[Any, ...]]) -> None:
    """All that is left is the old one: it fills a new folder, and a newcomer learns everything."""
    team.mailbox.delete(NAME)
    for _ in range(2):
        team.turn(team.otto)
    newcomer = team._computer("newcomer")
    try:
        newcomer.turn()
        assert team.events(newcomer) == everything
        assert team.states(newcomer) == team.states(team.ann)
        assert newcomer.writer.run(lambda s, _: shown(s)) == team.run(
            team.ann, lambda s, _: shown(s)
        )
    finally:
        newcomer.writer.stop()


def _is_updated(team: Versions) -> None:
    """The old one becomes a new one: what it had kept has its effect."""
    otto = team.otto
    otto.writer.stop()
    team.old = False
    otto.writer = StoreWriter(otto.folder / "postroom.db")
    otto.writer.start()
    wait_until(lambda: not otto.writer.run(lambda store, _: store.filing.is_due()))
    assert team.states(team.otto) == team.states(team.ann)
    assert team.run(team.otto, lambda s, _: shown(s)) == team.run(team.ann, lambda s, _: shown(s))


@pytest.fixture(autouse=True)
def _small_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", _LOOSE)


@pytest.mark.parametrize("seed", [1, 2])
def test_an_old_version_keeps_what_it_does_not_know(seed: int, tmp_path: Path) -> None:
    _run(tmp_path, seed, 80)


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_an_old_version_keeps_what_it_does_not_know_for_long(tmp_path: Path) -> None:
    _run(tmp_path, 3, 1_000)
