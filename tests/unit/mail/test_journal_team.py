"""A whole team over one journal folder: kills, lost messages, new UIDVALIDITY, forged messages."""

import random

import pytest

from app.domain import events as e
from app.domain.fold_ledger import Ledger
from app.domain.streams import Anchor, ticket_stream
from mail.journal import compose, read
from tests.support.journal import COVER, OTHER_TEAM_KEY, Device
from tests.support.journal_team import Client, ImapFolder, KilledError, clean_often, dies_at

YEAR = 366 * 86_400
TICKETS = [Anchor(f"t{n}@x.example") for n in range(5)]


def forged(rng: random.Random, folder: ImapFolder) -> list[bytes]:
    """What must have no effect: another team's, a stranger's, altered, cut, and plain letters."""
    stranger = Device(9, team_key=OTHER_TEAM_KEY)
    guess = Device(8)
    raw = rng.choice(list(folder.messages.values()) or [compose([Device(7).first()], COVER)])
    found = read(raw)
    altered = [line.replace(b'"clock":1', b'"clock":2') for line in getattr(found, "lines", ())]
    return [
        compose([stranger.first(), stranger.line()], COVER),
        compose([guess.line(guess.introduction(shown="A" * 43)), guess.line()], COVER),
        b"Subject: hello\r\n\r\nhello",
        raw[: len(raw) // 2],
        compose(altered or [b"rubbish"], COVER),
    ]


def test_forged_messages_are_refused_one_by_one() -> None:
    folder = ImapFolder()
    alice, bob = Client(0, folder), Client(1, folder)
    alice.write(e.TagAdded(TICKETS[0], "bug"))
    alice.send()
    bob.receive()
    before = bob.ledger.digest()
    for raw in forged(random.Random(1), folder):
        refused = bob.refused
        folder.append(raw)
        bob.receive()
        assert bob.refused > refused
        assert bob.ledger.digest() == before


def command(rng: random.Random, client: Client) -> None:
    anchor = rng.choice(TICKETS)
    state = client.ledger.state(ticket_stream(anchor))
    heads = getattr(state, "assignee", None)
    facts: list[e.Fact] = [
        e.NoteAdded(anchor, f"note {rng.random()}"),
        e.TagAdded(anchor, rng.choice("abc")),
        e.TagRemoved(anchor, rng.choice("abc")),
        e.Assigned(anchor, e.MemberId(rng.choice("xyz")), heads.heads if heads else ()),
    ]
    client.write(rng.choice(facts))


def live(seed: int, moments: int) -> None:
    rng = random.Random(seed)
    folder = ImapFolder()
    clients = [
        Client(n, folder, skew=rng.choice((-YEAR, 0, 0, YEAR))) for n in range(rng.randint(2, 4))
    ]
    for _ in range(moments):
        folder.now += rng.randrange(100)
        client = rng.choice(clients)
        client.die = dies_at(rng.randrange(12))
        try:
            step = rng.choice("ccccssssrrrrpkx")
            if step == "c":
                command(rng, client)
            elif step == "s":
                client.send()
            elif step == "r":
                client.receive()
            elif step == "p":
                client.clean()
            elif step == "k":
                client.repair()
            elif rng.random() < 0.3:
                folder.renumber()
            elif rng.random() < 0.5 and folder.messages:
                del folder.messages[rng.choice(list(folder.messages))]
            else:
                folder.append(rng.choice(forged(rng, folder)))
        except KilledError:
            client.restart()
    settle(folder, clients)


def settle(folder: ImapFolder, clients: list[Client]) -> None:
    """All come back on line: everything written by anybody is with everybody, once."""
    for client in clients:
        client.die = lambda: None
        client.restart()
        client.send()
    for client in clients * 2:
        client.receive()
        client.repair()
    for client in clients:
        client.receive()
        assert not client.rows.unsent
        assert len(client.rows.events) == sum(other.rows.written for other in clients)
        assert client.rows.events == clients[0].rows.events
    expected = Ledger()
    expected.take(clients[0].rows.events.values(), clients[0].rows.links)
    for client in clients:
        assert client.ledger.digest() == expected.digest()
        client.restart()
        assert client.ledger.digest() == expected.digest()
    newcomer = Client(7, folder)
    newcomer.receive()
    assert all(newcomer.rows.events[name] == x for name, x in clients[0].rows.events.items())


@pytest.fixture
def _busy_cleaners(monkeypatch: pytest.MonkeyPatch) -> None:
    clean_often(monkeypatch)


@pytest.mark.usefixtures("_busy_cleaners")
@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_lost_and_nothing_counts_twice(seed: int) -> None:
    live(seed, 60)


@pytest.mark.soak
@pytest.mark.usefixtures("_busy_cleaners")
@pytest.mark.parametrize("seed", range(300))
def test_nothing_is_lost_for_long(seed: int) -> None:
    live(1_000 + seed, 150)
