"""Tickets that were made by other rules, or spoiled, are made anew; also after a kill."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import cli
from app.domain import events as e
from app.domain.accounts import FolderRole
from app.domain.ports import RemoteFolder
from app.domain.streams import Anchor
from app.domain.tickets import Queue, Status
from app.main import DATABASE
from app.runtime.lock import ProfileLock
from app.runtime.writer import StoreWriter
from app.services import derived
from app.store import Store, open_store
from tests.support.letters import letter
from tests.support.receiving import SETTINGS, deliver, incoming
from tests.support.rulings import event, say, shown
from tests.support.waiting import wait_until

_LETTERS = 24


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A mailbox with tickets of which the team said something."""
    with open_store(tmp_path / DATABASE) as store:
        with store.transaction():
            account = store.accounts.add(SETTINGS)
            store.folders.put(account, [RemoteFolder("INBOX", FolderRole.INBOX, selectable=True)])
        (inbox,) = store.folders.of(account)
        letters = [letter(number, sender=f"c{number}@c.example") for number in range(_LETTERS)]
        deliver(store, inbox, [incoming(one) for one in letters])
        said: list[e.Fact] = [e.Merged(Anchor("m2@x.example"), Anchor("m1@x.example"))]
        said += [e.TagAdded(Anchor(f"m{n}@x.example"), "vip") for n in range(5, 12)]
        say(store, account, [event(n, fact) for n, fact in enumerate(said)])
        with store.transaction():
            store.filing.settle()
    return tmp_path


def _spoil(store: Store) -> None:
    """Leave tickets behind as a program with other rules would."""
    rows = store.tickets.page(Queue.ALL, offset=0, limit=-1)
    stored = {row.id: row for row in rows}
    wrong = [replace(row, status=Status.CLOSED, tags=("x",), said=True) for row in rows]
    (account,) = store.accounts.all()
    with store.transaction():
        store.tickets.put(account.id, [(0, row) for row in wrong[::2]], stored)
        store.rulings.forget(account.id)
        store.settings.put("derived.rules", "0:earlier")


def test_other_rules_are_noticed_and_followed_by_whoever_writes(profile: Path) -> None:
    with open_store(profile / DATABASE) as store:
        before = shown(store)
        _spoil(store)
        assert shown(store) != before
    writer = StoreWriter(profile / DATABASE)
    writer.start()
    try:
        wait_until(lambda: not writer.run(lambda store, _: store.filing.is_due()))
        assert writer.run(lambda store, _: shown(store)) == before
    finally:
        writer.stop()


def test_whoever_ends_on_the_way_begins_again(
    profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "_AT_ONCE", 5)
    with open_store(profile / DATABASE) as store:
        before = shown(store)
        _spoil(store)
        for steps in range(1, 5):
            renewal = derived.Renewal()
            for _ in range(steps):
                with store.transaction() as transaction:
                    assert renewal.step(store, transaction)
            assert store.filing.is_due()
        renewal = derived.Renewal()
        count = 1
        with store.transaction() as transaction:
            while renewal.step(store, transaction):
                count += 1
        assert count > _LETTERS // 5
        assert not store.filing.is_due()
        assert shown(store) == before


def test_the_doctor_tells_and_mends(profile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_store(profile / DATABASE) as store:
        before = shown(store)
        _spoil(store)
    assert cli.main(["--profile", str(profile), "doctor"]) == 1
    assert "another version of Postroom made them" in capsys.readouterr().out
    assert cli.main(["--profile", str(profile), "doctor", "--rebuild"]) == 0
    assert "ok   rebuild: 23 tickets looked at" in capsys.readouterr().out
    with open_store(profile / DATABASE) as store:
        assert shown(store) == before
        assert not store.filing.is_due()
    assert cli.main(["--profile", str(profile), "doctor", "--rebuild"]) == 0
    assert "23 tickets looked at, 0 put right" in capsys.readouterr().out


def test_nothing_is_mended_under_the_hands_of_another_process(
    profile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = ProfileLock(profile)
    try:
        assert cli.main(["--profile", str(profile), "doctor", "--rebuild"]) == 1
        assert capsys.readouterr().err
    finally:
        lock.release()
