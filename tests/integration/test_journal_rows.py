"""A whole team with databases: kills, lost messages, new UIDVALIDITY, forged messages, revocations.

What the rows say must be what the model of a client says (`app.domain.fold_ledger`).
"""

import random
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from app.domain import events as e
from app.domain.errors import RejectedError
from app.domain.fold_ledger import Ledger
from app.domain.streams import TEAM, Anchor, ticket_stream
from app.services import journal
from mail.journal import compose, read
from mail.journal_lines import Batch, Line, batch_of, open_line
from tests.support.journal import COVER, OTHER_TEAM_KEY, Device
from tests.support.journal_rows import Computer
from tests.support.journal_team import ImapFolder, KilledError, clean_often, dies_at

YEAR = 366 * 86_400
TICKETS = [Anchor(f"t{n}@x.example") for n in range(5)]


@pytest.fixture
def _busy_cleaners(monkeypatch: pytest.MonkeyPatch) -> None:
    clean_often(monkeypatch)


def _forged(rng: random.Random, folder: ImapFolder) -> bytes:
    """What must have no effect: another team's, a stranger's, altered, cut, and plain letters."""
    stranger = Device(99, team_key=OTHER_TEAM_KEY)
    guess = Device(98)
    raw = rng.choice(list(folder.messages.values()) or [compose([Device(97).first()], COVER)])
    lines = list(getattr(read(raw), "lines", ()))
    altered = [line.replace(b'"clock":1', b'"clock":2') for line in lines]
    unsigned = [(b"A" * 86 + line[86:]) for line in lines]
    return rng.choice(
        [
            compose([stranger.first(), stranger.line()], COVER),
            compose([guess.line(guess.introduction(shown="A" * 43)), guess.line()], COVER),
            b"Subject: hello\r\n\r\nhello",
            raw[: len(raw) // 2],
            compose(altered or [b"rubbish"], COVER),
            compose(unsigned or [b"rubbish"], COVER),
        ]
    )


def _command(rng: random.Random, one: Computer, all_devices: list[e.DeviceId]) -> None:
    anchor = rng.choice(TICKETS)
    facts: list[e.Fact] = [
        e.NoteAdded(anchor, f"note {rng.random()}"),
        e.TagAdded(anchor, rng.choice("abc")),
        e.TagRemoved(anchor, rng.choice("abc")),
        e.Assigned(anchor, e.MemberId(rng.choice("xyz"))),
        e.ContactSet("ann@acme.example", "tier", rng.choice("gs")),
        e.LetterMoved(rng.choice(TICKETS), rng.choice((anchor, None))),
    ]
    said = one.store.events.of(one.account, [ticket_stream(anchor), TEAM])
    if (known := said.get(ticket_stream(anchor))) and rng.random() < 0.2:
        facts = [e.inverse(rng.choice(known))]
    if rng.random() < 0.05:
        device = rng.choice(all_devices)
        last = one.store.batches.last_of(one.account, device)[1]
        facts = [e.DeviceRevoked(device, rng.choice((last, last, None)))]
        revocations = [x for x in said[TEAM] if isinstance(x.fact, e.DeviceRevoked)]
        if revocations and rng.random() < 0.5:
            facts = [e.inverse(rng.choice(revocations))]
    try:
        one.write(rng.choice(facts))
    except RejectedError:
        assert one.device in one.store.journal.revoked(one.account)


class _Life:
    """Some computers with their folder."""

    def __init__(self, seed: int, path: Path) -> None:
        self.rng = rng = random.Random(seed)
        self.folder = ImapFolder()
        self.team = [
            Computer(path / f"{n}.db", n, self.folder, skew=rng.choice((-YEAR, 0, 0, YEAR)))
            for n in range(rng.randint(2, 3))
        ]
        self.devices = [one.device for one in self.team]

    def live(self, moments: int) -> None:
        rng = self.rng
        for _ in range(moments):
            self.folder.now += rng.randrange(100)
            one = rng.choice(self.team)
            one.die = dies_at(rng.randrange(12))
            with suppress(KilledError):
                self._step(one)

    def _step(self, one: Computer) -> None:
        rng, folder = self.rng, self.folder
        match rng.choice("ccccssssrrrrpkx"):
            case "c":
                _command(rng, one, self.devices)
            case "s":
                one.send()
            case "r":
                one.receive(at_once=rng.random() < 0.5)
            case "p":
                one.clean()
            case "k":
                one.receive()
                one.send(everybody=True)
            case _ if rng.random() < 0.3:
                folder.renumber()
            case _ if rng.random() < 0.5 and folder.messages:
                del folder.messages[rng.choice(list(folder.messages))]
            case _:
                folder.append(_forged(rng, folder))

    def settle(self, path: Path) -> None:
        """All come back on line: everything written by anybody is with everybody, once."""
        for one in self.team:
            one.die = lambda: None
        for one in self.team * 2:
            one.receive()
            one.send()
            one.send(everybody=True)
            one.receive(at_once=False)
        for one in self.team:
            one.receive()
        expected = self._ledger()
        newcomer = Computer(path / "new.db", 77, self.folder)
        newcomer.receive()
        for one in (*self.team, newcomer):
            own = e.DeviceId(one.device) if one is newcomer else None
            self._agrees(one, expected, own)

    def _agrees(self, one: Computer, expected: Ledger, newcomer: e.DeviceId | None) -> None:
        events = one.store.events
        revoked = one.store.journal.revoked(one.account)
        assert revoked == set(expected.standing.allowed)
        for stream in events.streams(one.account):
            found = {
                (x, x.batch)
                for x in events.of(one.account, [stream]).get(stream, ())
                if x.device != newcomer
            }
            assert found == {(x, x.batch) for x in expected.counted(stream)}
        if newcomer is None:
            assert one.digest() == expected.digest()
            assert events.count_unsent(one.account) == 0

    def _ledger(self) -> Ledger:
        """What the lines of the folder say, by the model."""
        ledger = Ledger()
        lines = {line for one in self.team for line in _lines(one)}
        for line in lines:
            opened = open_line(line)
            assert isinstance(opened, Line)
            batch = batch_of(opened)
            assert isinstance(batch, Batch)
            ledger.take(batch.events, {batch.digest: batch.link})
        return ledger


def _lines(one: Computer) -> Iterator[bytes]:
    """Every line that a computer has, put together again."""
    digests = [row[0] for row in one.store._link.rows("SELECT digest FROM batch")]
    for batch in one.store.batches.by_digest(one.account, digests):
        yield journal.line_of(batch)


def _run(seed: int, moments: int, path: Path) -> None:
    with ExitStack() as stack:
        life = _Life(seed, path)
        for one in life.team:
            stack.callback(one.store.close)
        life.live(moments)
        life.settle(path)


@pytest.mark.usefixtures("_busy_cleaners")
@pytest.mark.parametrize("seed", range(8))
def test_rows_say_what_the_model_says(seed: int, tmp_path: Path) -> None:
    _run(seed, 60, tmp_path)


@pytest.mark.soak
@pytest.mark.usefixtures("_busy_cleaners")
@pytest.mark.parametrize("seed", range(200))
def test_rows_say_what_the_model_says_for_long(seed: int, tmp_path: Path) -> None:
    _run(1_000 + seed, 150, tmp_path)
