"""What `postroom doctor` says of a mailbox's team."""

from pathlib import Path

from app.doctor import team_verdicts
from app.domain import events as e
from app.domain.streams import Anchor
from app.services import journal, journal_take
from app.services.journal_reading import Message
from app.store import open_store
from mail.journal import compose
from tests.support.journal import COVER, NOON, OTHER_TEAM_KEY, TEAM, TEAM_KEY, Device
from tests.support.journal_rows import SETTINGS, joined


def test_nothing_is_said_of_a_team_that_does_not_exist(tmp_path: Path) -> None:
    with open_store(tmp_path / "postroom.db") as store:
        with store.transaction():
            account = store.accounts.add(SETTINGS)
        (known,) = store.accounts.all()
        assert known.id == account
    assert team_verdicts(tmp_path / "postroom.db", known) == []


def test_what_waits_and_what_does_not_count_is_said(tmp_path: Path) -> None:
    stranger = Device(77, team_key=OTHER_TEAM_KEY)
    with open_store(tmp_path / "postroom.db") as store:
        with store.transaction() as transaction:
            account = store.accounts.add(SETTINGS)
            joined(store, transaction, account)
            tag = e.TagAdded(Anchor("17@shop.example"), "vip")
            journal.write(store, transaction, account, [tag], now=NOON)
            letters = [
                Message(7, NOON, compose([stranger.first()], COVER)),
                Message(8, NOON, b"Subject: hello\r\n\r\nHello\r\n"),
            ]
            journal_take.take_many(
                store, transaction, account, letters, uidvalidity=1, keys={TEAM: TEAM_KEY}
            )
        (known,) = store.accounts.all()
    said = "\n".join(v.text() for v in team_verdicts(tmp_path / "postroom.db", known))
    assert "ok   team: team: this computer takes part" in said
    assert "not in the mailbox yet: 2 changes" in said
    assert "what another team wrote" in said
    assert "team: message 7: other-team" in said
    assert "team: message 8: not-ours" in said
