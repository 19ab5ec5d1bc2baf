"""The team's folder is made small while others write into it, at every moment of that (F31).

Three computers share a folder in memory. While one cleans, the others take whole turns between any
two of its commands, clean as well, or its line is cut; in half of the runs the claim that keeps a
second cleaner out does not work at all. Whatever was said must be with everybody, once.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.domain import events as e
from app.domain.errors import TransientError
from app.domain.ports import FetchedMessage, FolderStatus, JournalFolder
from app.runtime.journal_wishes import Claimed
from app.services import journal
from mail import journal_packs
from tests.support.exchanging import ACCOUNT, Computer
from tests.support.fake_journal import NAME
from tests.support.fake_server import FakeMailbox, FakeServerFactory

_LOOSE = 6
_CLAIMS = 8
_PACK_BYTES = 20_000
_ROUNDS_A_TEAM = 50


class Interrupted:
    """A folder between any two commands of which something else happens (`JournalFolder`)."""

    def __init__(self, folder: JournalFolder, race: "Race", whose: int) -> None:
        self._folder, self._race, self._whose = folder, race, whose

    def open(self, *, create: bool) -> FolderStatus | None:
        return self._folder.open(create=create)

    def uids(self, since: int = 1) -> list[int]:
        self._race.between(self._whose)
        return self._folder.uids(since)

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        self._race.between(self._whose)
        return self._folder.fetch(uids)

    def append(self, message: bytes) -> int | None:
        self._race.between(self._whose)
        return self._folder.append(message)

    @property
    def can_remove(self) -> bool:
        return self._folder.can_remove

    def remove(self, uids: Sequence[int]) -> None:
        self._race.between(self._whose)
        self._folder.remove(uids)


class Race:
    """A team, and what of it goes on at once."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.mailbox = FakeMailbox()
        self.claims_work = seed % 2 == 0
        self.team = [Computer(folder / name, FakeServerFactory(self.mailbox)) for name in "abc"]
        self.busy: list[int] = []
        """Who is in the middle of something, innermost last."""
        self.on = False
        self.cleaning = 0
        """How many are just cleaning."""
        self.raced = 0
        """How often somebody wrote while another one cleaned."""
        self.cuts = 0
        self.said: set[str] = set()
        for one in self.team:
            one.introduce(one.folder.name)
            self.connect(one)
            one.turn()

    def connect(self, one: Computer) -> None:
        one.connect()
        whose = self.team.index(one)
        one.exchange.folder = Interrupted(one.exchange.folder, self, whose)
        if not self.claims_work:
            one.exchange.hold = _always(one)  # type: ignore[method-assign,assignment]

    def say(self, one: Computer) -> None:
        what = f"thing-{len(self.said)}"
        self.said.add(what)
        now = float(one.clock.now())
        one.writer.run(
            lambda store, tx: journal.write(store, tx, ACCOUNT.id, [e.Done(what)], now=now)
        )

    def between(self, whose: int) -> None:
        """Let something happen between two commands of one computer."""
        if not self.on or len(self.busy) > 2 or self.chance.random() > 0.3:
            return
        others = [n for n in range(len(self.team)) if n != whose and n not in self.busy]
        if self.chance.random() < 0.03:
            self.cuts += 1
            raise TransientError("The line was cut.")
        if others:
            self.go(self.chance.choice(others))

    def go(self, number: int) -> None:
        """Let one computer write, and perhaps clean."""
        one = self.team[number]
        self.busy.append(number)
        try:
            for _ in range(self.chance.randint(1, 3)):
                self.say(one)
            one.turn()
            self.raced += bool(self.cleaning)
            if self.chance.random() < 0.5:
                self.clean(one)
        except TransientError:
            self.connect(one)
        finally:
            self.busy.pop()

    def clean(self, one: Computer) -> bool:
        self.cleaning += 1
        try:
            return one.cleaning.tidy()
        finally:
            self.cleaning -= 1

    def round(self) -> None:
        """Some writing, and a cleaning that the others write into."""
        with self.racing():
            for number in self.chance.sample(range(3), 3):
                self.go(number)
            cleaner = self.chance.randrange(3)
            self.busy.append(cleaner)
            with suppress(TransientError):
                self.clean(self.team[cleaner])
            self.busy.pop()
        for one in self.team:
            self.connect(one)
            one.clock.advance(60)
            one.factory.now += 60

    @contextmanager
    def racing(self) -> Iterator[None]:
        self.on = True
        try:
            yield
        finally:
            self.on = False

    def settle(self) -> None:
        """Everybody is there: all must have the same, each thing once, and the folder is small."""
        for one in [*self.team, *self.team, *self.team]:
            one.clock.advance(5_000)  # all claims have ended, and may be removed
            one.factory.now += 5_000
            one.turn()
            one.cleaning.tidy()
        for one in self.team:
            one.turn()
            assert one.missing() == one.unsent() == 0
            assert one.writer.run(
                lambda store, _: sorted(
                    stream.removeprefix("done:")
                    for stream in store.events.streams(ACCOUNT.id, "done")
                    for _ in store.events.of(ACCOUNT.id, [stream])[stream]
                )
            ) == sorted(self.said)
        letters = [letter.raw for letter in self.mailbox.folders[NAME].letters.values()]
        assert len(letters) < _LOOSE + _CLAIMS + 2 + sum(map(len, letters)) // (_PACK_BYTES // 4)
        path = self.team[0].folder.parent / f"new-{len(self.said)}"
        newcomer = Computer(path, FakeServerFactory(self.mailbox))
        try:
            newcomer.turn()
            streams = newcomer.writer.run(lambda s, _: s.events.streams(ACCOUNT.id, "done"))
            assert {stream.removeprefix("done:") for stream in streams} == self.said
        finally:
            newcomer.writer.stop()

    def stop(self) -> None:
        for one in self.team:
            one.writer.stop()


def _always(one: Computer) -> Callable[[str, int], Claimed]:
    """A claim that is won whoever else has it."""
    hold = one.exchange.hold

    def hold_anyway(what: str, seconds: int) -> Claimed:
        nobodys = e.event_id(e.DeviceId(one.device()), "nobodysclaim")
        return hold(what, seconds) or Claimed(nobodys, True, one.clock.monotonic() + seconds)

    return hold_anyway


def _run(folder: Path, seed: int, rounds: int) -> Race:
    race = Race(folder, seed)
    try:
        for number in range(1, rounds + 1):
            race.round()
            if number % 10 == 0 or number == rounds:
                race.settle()
    finally:
        race.stop()
    return race


@pytest.fixture(autouse=True)
def _small_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_packs, "LOOSE", _LOOSE)
    monkeypatch.setattr(journal_packs, "PACK_BYTES", _PACK_BYTES)
    monkeypatch.setattr("app.runtime.journal_cleaning._CLAIMS", _CLAIMS)


@pytest.mark.parametrize("seed", [0, 1])
def test_who_cleans_and_who_writes_do_not_harm_each_other(seed: int, tmp_path: Path) -> None:
    assert _run(tmp_path, seed, 5).raced > 2


@pytest.mark.soak
@pytest.mark.timeout(3000)
def test_a_thousand_races_lose_nothing(tmp_path: Path) -> None:
    raced = cuts = seed = 0
    while raced < 1_000:
        folder = tmp_path / str(seed)
        folder.mkdir()
        race = _run(folder, 100 + seed, _ROUNDS_A_TEAM)
        raced, cuts, seed = raced + race.raced, cuts + race.cuts, seed + 1
    print(f"{raced} races of {seed} teams, {cuts} lines cut")  # noqa: T201
