"""Moving on a real server that cannot move, or cannot even remove a single letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services import commands
from tests.support.dovecot import Dovecot, start_dovecot
from tests.support.mailboxes import Mailbox, dovecot_mailbox
from tests.support.syncing import synced_profile

_LETTER = b"From: a@client.example\r\nMessage-ID: <m1@client.example>\r\n\r\nHello\r\n"


@pytest.fixture
def poor_dovecot(request: pytest.FixtureRequest) -> Iterator[Dovecot]:
    server = start_dovecot(capability=request.param)
    yield server
    server.stop()


def _moved(mailbox: Mailbox) -> tuple[dict[int, int], frozenset[int], list[int], list[int], int]:
    mailbox.other.create("Archive")
    uid = mailbox.other.deliver(_LETTER)
    server = mailbox.connect()
    try:
        changes = server.changes()
        changes.open("INBOX")
        moved = changes.move([uid], "Archive")
        inbox = server.uids()
        server.select("Archive")
        return moved.uids, moved.left, inbox, server.uids(), uid
    finally:
        server.close()


@pytest.mark.parametrize("poor_dovecot", ["IMAP4rev1 UIDPLUS"], indirect=True)
def test_without_move_a_letter_is_copied_and_removed_alone(poor_dovecot: Dovecot) -> None:
    with dovecot_mailbox(poor_dovecot) as mailbox:
        places, left, inbox, archive, uid = _moved(mailbox)
    assert (left, inbox) == (frozenset(), [])
    assert [places[uid]] == archive


@pytest.mark.parametrize("poor_dovecot", ["IMAP4rev1"], indirect=True)
def test_without_uidplus_the_old_place_is_only_marked(poor_dovecot: Dovecot) -> None:
    with dovecot_mailbox(poor_dovecot) as mailbox:
        _, left, inbox, archive, uid = _moved(mailbox)
    assert (left, inbox, len(archive)) == (frozenset({uid}), [uid], 1)


@pytest.mark.parametrize("poor_dovecot", ["IMAP4rev1", "IMAP4rev1 MOVE"], indirect=True)
def test_a_wish_comes_true_on_a_poor_server(poor_dovecot: Dovecot, tmp_path: Path) -> None:
    with (
        dovecot_mailbox(poor_dovecot) as mailbox,
        synced_profile(mailbox, tmp_path) as profile,
    ):
        mailbox.other.create("Archive")
        mailbox.other.deliver(_LETTER)
        profile.sync()
        (key,) = profile.writer.run(lambda s, _: s.letters.all_keys())
        profile.writer.run(lambda s, tx: commands.mark_seen(s, tx, [key], seen=True))
        profile.writer.run(lambda s, tx: commands.archive(s, tx, [key]))
        for _ in range(2):
            assert profile.sync().problems == ()
            shown = profile.writer.run(lambda s, _: s.pending.shown([key]))[key]
            assert shown.folders == ("Archive",)
            assert shown.flags == {"\\Seen"}
        server = mailbox.connect()
        server.select("Archive")
        (uid,) = server.uids()
        assert server.flags([uid]) == {uid: frozenset({"\\Seen"})}
        server.close()
