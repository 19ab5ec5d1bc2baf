"""Members of a team that are killed and cut off at any moment end with the same (F3, F13).

By default `make soak` kills 300 times against each server; POSTROOM_KILLS says how often instead.
"""

import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.demo.server import PymapServer
from app.domain.accounts import AccountSettings, Endpoint, Security
from app.main import SystemClock
from tests.support.dovecot import PASSWORD, start_dovecot
from tests.support.live import percentile
from tests.support.other_client import OtherClient
from tests.support.team_drill import TeamDrill

_KILLS = int(os.environ.get("POSTROOM_KILLS", "300"))
_THINGS = int(os.environ.get("POSTROOM_THINGS", "1000"))
_LETTERS = 30
_SECONDS_A_KILL = 2.5
"""What one takes with the cuts between, while the others go on."""


def _letter(number: int) -> bytes:
    return (
        f"From: Client {number} <c{number}@client{number}.example>\r\n"
        f"To: support@example.org\r\nSubject: Question {number}\r\n"
        f"Message-ID: <m{number}@client.example>\r\n\r\nBody of {number}.\r\n"
    ).encode()


def _is_telling(record: logging.LogRecord) -> bool:
    return "socket.send() raised exception" not in record.getMessage()


@pytest.fixture(autouse=True)
def _killed_clients_are_no_news() -> Iterator[None]:
    logger = logging.getLogger("asyncio")
    logger.addFilter(_is_telling)
    yield
    logger.removeFilter(_is_telling)


@contextmanager
def team(server: str, folder: Path, seed: int) -> Iterator[TeamDrill]:
    if server == "dovecot":
        dovecot = start_dovecot()
        try:
            settings = dovecot.settings()
            assert settings.imap is not None
            _deliver(OtherClient(settings.imap, settings.user, PASSWORD))
            yield TeamDrill(settings, PASSWORD, folder, seed)
        finally:
            dovecot.stop()
        return
    with PymapServer(clock=SystemClock()) as pymap:
        settings = AccountSettings(
            name="support",
            address="support@example.org",
            imap=pymap.imap,
            smtp=None,
            security=Security.NONE,
            user=pymap.user,
        )
        _deliver(OtherClient(pymap.imap, pymap.user, pymap.password))
        yield TeamDrill(settings, pymap.password, folder, seed)


def _deliver(other: OtherClient) -> None:
    for number in range(_LETTERS):
        other.deliver(_letter(number))


def test_two_members_that_are_killed_a_few_times_agree(tmp_path: Path) -> None:
    with team("dovecot", tmp_path, 1) as drill:
        print(drill.run(2, 12, kills=3))  # noqa: T201


@pytest.mark.soak
@pytest.mark.timeout(8000)
@pytest.mark.parametrize("server", ["dovecot", "pymap"])
def test_three_members_two_thousand_commands_and_many_kills(server: str, tmp_path: Path) -> None:
    with team(server, tmp_path, 4) as drill:
        pause = max(0.02, _SECONDS_A_KILL * _KILLS / 667)  # there must be something left to kill
        print(f"{server}: {drill.run(3, 667, kills=_KILLS, pause=pause)}")  # noqa: T201
        assert drill.tally["killed"] == _KILLS, "all was done before"


def _sent_once(drill: TeamDrill, things: int) -> None:
    other = OtherClient(_endpoint(drill), drill.settings.user, drill.password)
    with other.opened("Sent") as box:
        sent = Counter(name for name, _ in box.letters(()).values())
    assert set(sent) == {f"thing-{number}@once.invalid" for number in range(things)}
    assert set(sent.values()) == {1}, "a letter was sent twice"


def _redone_at_most_once(drill: TeamDrill, kills: int) -> None:
    """Whoever finds the letter there by its name sends none, and says only that it is done."""
    redone = Counter(drill.done("redo"))
    begun = Counter(drill.done("sending"))
    assert sum(redone.values()) <= kills + drill.tally["cut"]
    assert max(redone.values(), default=0) <= 1, "a thing was begun again and again"
    assert all(begun[thing] for thing in redone), "found, and nobody had sent it"
    assert set(drill.done("recorded")) <= set(begun)


def _endpoint(drill: TeamDrill) -> Endpoint:
    assert drill.settings.imap is not None
    return drill.settings.imap


@pytest.mark.soak
@pytest.mark.timeout(8000)
@pytest.mark.parametrize("kills", [0, 30])
def test_five_members_do_a_thousand_things_once_each(kills: int, tmp_path: Path) -> None:
    with team("dovecot", tmp_path, 6) as drill:
        print(drill.claim(5, _THINGS, kills=kills))  # noqa: T201
        _sent_once(drill, _THINGS)
        _redone_at_most_once(drill, kills)


@pytest.mark.soak
def test_a_change_is_on_the_others_screens_within_a_second(tmp_path: Path) -> None:
    with team("dovecot", tmp_path, 5) as drill:
        print(drill.run(3, 5, kills=0, timed=70, pause=0.3))  # noqa: T201
        times = drill.times()
    assert len(times) == 3 * 70 * 2
    assert percentile(times, 0.95) <= 1.0
