"""Thousands of changes made offline reach a real server in a few commands."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bench.mailgen import generate, write_maildir
from app.services import commands
from tests.support.dovecot import Dovecot, give_to_mail_user, start_dovecot
from tests.support.mailboxes import Mailbox, dovecot_mailbox, pymap_mailbox
from tests.support.syncing import SyncedProfile, synced_profile

_NEWEST = 1_760_000_000


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    server = start_dovecot()
    yield server
    server.stop()


def _fill(dovecot: Dovecot, mailbox: Mailbox, letters: int) -> None:
    folder = dovecot.maildir(mailbox.account.settings.user)
    write_maildir(folder, list(generate(letters, newest=_NEWEST)))
    give_to_mail_user(folder)


def _upload(mailbox: Mailbox, profile: SyncedProfile, letters: int) -> tuple[float, str]:
    """Seconds that the server took, and all figures in words."""
    profile.sync()
    keys = profile.writer.run(lambda s, _: s.letters.all_keys())
    assert len(keys) == letters
    inbox = {uid for uid, flags in profile.flags().items()}
    wished = profile.writer.run(
        lambda s, _: {
            uid: "\\Flagged" in flags
            for f in s.folders.of(profile.account.id)
            for uid, flags in s.placements.flags(f.id).items()
        }
    )
    assert not any(wished.values())
    began = time.monotonic()
    profile.writer.run(lambda s, tx: commands.mark_flagged(s, tx, keys, flagged=True))
    marked = time.monotonic() - began
    began = time.monotonic()
    assert profile.sync().problems == ()
    sent = time.monotonic() - began
    server = mailbox.connect()
    for name in ("INBOX", "Sent"):
        server.select(name)
        uids = server.uids()
        assert len(uids) == (len(inbox) if name == "INBOX" else letters - len(inbox))
        assert all("\\Flagged" in flags for flags in server.flags(uids).values())
    server.close()
    assert profile.rows("SELECT count(*) FROM pending") == [(0,)]
    assert profile.rows("SELECT count(*) FROM placement WHERE flags LIKE '%Flagged%'") == [
        (letters,)
    ]
    began = time.monotonic()
    profile.sync()
    again = time.monotonic() - began
    return sent, (
        f"{letters} flag changes: marked in {marked:.2f} s, sent with a whole pass in "
        f"{sent:.2f} s, the next pass took {again:.2f} s"
    )


def test_a_thousand_flag_changes(dovecot: Dovecot, tmp_path: Path) -> None:
    with dovecot_mailbox(dovecot) as mailbox, synced_profile(mailbox, tmp_path) as profile:
        _fill(dovecot, mailbox, 1000)
        _upload(mailbox, profile, 1000)


@pytest.mark.soak
def test_ten_thousand_flag_changes_in_ten_seconds(dovecot: Dovecot, tmp_path: Path) -> None:
    with dovecot_mailbox(dovecot) as mailbox, synced_profile(mailbox, tmp_path) as profile:
        _fill(dovecot, mailbox, 10_000)
        seconds, words = _upload(mailbox, profile, 10_000)
    print(words)  # noqa: T201
    assert seconds < 10


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_two_thousand_flag_changes_on_a_slow_server_with_little_to_offer(tmp_path: Path) -> None:
    """pymap keeps letters in Python objects: its own time is what this mostly measures."""
    letters = generate(2_000, newest=_NEWEST)
    with pymap_mailbox(letters) as mailbox, synced_profile(mailbox, tmp_path) as profile:
        print(_upload(mailbox, profile, 2_000)[1])  # noqa: T201
