"""Every benchmark runs through on a small mailbox; keeping budgets is not a test's matter."""

import json
from pathlib import Path

import pytest

from app.bench.figures import Figure
from app.bench.live import LiveOptions, bench_live
from app.bench.mailgen import generate
from app.bench.peers import installed
from app.bench.profiles import fill_profile
from app.bench.returning import ReturnOptions, bench_returning, lost_races
from app.bench.runner import NEWEST, Options, run
from app.bench.syncing import bench_sync
from app.bench.teammates import Word
from app.domain import events as e
from app.domain.ids import TicketCode
from app.services.team_models import Disputable
from app.store import open_reader
from tests.support.programs import require_program

SMALL = Options(
    letters=60, tickets=80, actions=6, events=200, live=LiveOptions(base=40, letters=3, cut=0.2)
)


def test_reading_and_grouping_report_rates(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parse", "grouping"], json=True, options=SMALL) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert {figure["bench"] for figure in figures} == {"parse", "grouping"}
    assert all(figure["value"] > 0 for figure in figures)
    (tickets,) = [figure for figure in figures if figure["name"] == "tickets as meant"]
    assert tickets["value"] == 100


def test_joining_a_team_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["team"], json=True, options=SMALL)
    figures = {x["name"]: x["value"] for x in json.loads(capsys.readouterr().out)["figures"]}
    assert 200 <= figures["events of the team"] < 220
    assert figures["tickets that they are about"] > 20
    assert figures["a new member has all, by the clock"] > 0


def test_who_comes_back_has_everything_and_lost_nothing(tmp_path: Path) -> None:
    require_program("dovecot", "dovecot-imapd")
    away = ReturnOptions(letters=60, own=40, others=120, arrived=4)
    figures = {figure.name: figure.value for figure in bench_returning(tmp_path, away)}
    assert figures["commands of who was away"] == 40
    assert figures["commands of the others"] == 120
    assert figures["lost races"] > 3
    assert figures["races not listed as they were"] == 0
    assert figures["words without a line of history"] == 0
    assert figures["states that differ"] == 0


def test_races_are_lost_where_both_sides_end_with_different_words() -> None:
    away = [_word(1, "aaa", 1), _word(4, "aaa", 2), _word(2, "bbb", 5), _word(3, "ccc", 6)]
    there = [_word(3, "aaa", 3), _word(9, "bbb", 5), _word(1, "ccc", 7), _word(2, "ddd", 8)]
    assert lost_races(away, there) == {
        ("aaa", Disputable.PRIORITY): ["3 aaa", "4 aaa"],
        ("ccc", Disputable.PRIORITY): ["1 ccc", "3 ccc"],
    }


def _word(at: float, ticket: str, value: int) -> Word:
    name = e.EventId(f"{at:g} {ticket}")
    return Word(at, TicketCode(ticket), Disputable.PRIORITY, value, (name,))


def test_an_unknown_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["grouping", "gropuing"], options=SMALL) == 2
    captured = capsys.readouterr()
    assert "gropuing" in captured.err
    assert not captured.out


def test_a_profile_holds_every_edition_of_every_letter(tmp_path: Path) -> None:
    letters = list(generate(40, newest=NEWEST))
    fill_profile(tmp_path / "p.db", letters, editions=3)
    with open_reader(tmp_path / "p.db") as store:
        (account,) = store.accounts.all()
        folders = {folder.name: folder.local_count for folder in store.folders.of(account.id)}
    inbox = sum(letter.folder == "INBOX" for letter in letters)
    assert folders == {"INBOX": 3 * inbox, "Sent": 3 * (40 - inbox)}


def test_the_list_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    run(["list"], options=SMALL)
    table = capsys.readouterr().out
    for name in ("read a ticket, p99", "search letters", "open a ticket, painted, p99"):
        assert name in table


def test_sync_is_measured_beside_its_peers(tmp_path: Path) -> None:
    require_program("dovecot", "dovecot-imapd")
    figures = {figure.name: figure for figure in bench_sync(generate(60, newest=NEWEST), tmp_path)}
    assert figures["letters"].value == 60
    assert _has_peer(figures["first sync, all searchable"])
    assert _has_peer(figures["sync again, nothing changed"])
    assert figures["disk, times the mail"].value > 0


def _has_peer(figure: Figure) -> bool:
    return (figure.ratio is not None) == installed("mbsync", "notmuch")


def test_letters_are_timed_from_their_delivery_to_the_screen(tmp_path: Path) -> None:
    require_program("dovecot", "dovecot-imapd")
    figures = {figure.name: figure for figure in bench_live(tmp_path, SMALL.live)}
    for when in ("", "after the cut: "):
        painted = figures[f"{when}delivered until on screen, p95"]
        assert painted.peer_value is not None
        assert painted.value > 0
    assert figures["connected again after the cut"].value > 0
