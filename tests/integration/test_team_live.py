"""Two whole computers on one mailbox: what one says, the other knows, whatever happens there."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.domain.events import MemberId
from app.domain.ids import AccountId
from app.domain.streams import Anchor
from app.domain.tickets import Queue
from app.main import SystemClock
from app.runtime.surroundings import Rhythm
from app.services import team_commands
from app.services.members import Me, introduce_me
from app.store import Store, Transaction
from tests.support.dovecot import Dovecot
from tests.support.live import Live, live_profile
from tests.support.mailboxes import Mailbox, dovecot_mailbox, pymap_mailbox
from tests.support.waiting import PATIENCE, wait_until

ACCOUNT = AccountId(1)
RHYTHM = Rhythm(poll=3600, first_retry=0.1, longest_retry=0.4, farewell=PATIENCE)
"""Nothing comes by polling, so whatever arrives was told by the server."""
LETTER = (
    b"From: Client <c@client.example>\r\nTo: support@example.org\r\nSubject: Question\r\n"
    b"Message-ID: <m1@client.example>\r\n\r\nWhere is it?\r\n"
)


@pytest.fixture(params=["dovecot", "pymap"])
def mailbox(request: pytest.FixtureRequest, dovecot: Dovecot) -> Iterator[Mailbox]:
    with dovecot_mailbox(dovecot) if request.param == "dovecot" else pymap_mailbox() as mailbox:
        mailbox.other.deliver(LETTER)
        yield mailbox


@contextmanager
def team(mailbox: Mailbox, folder: Path, *names: str) -> Iterator[list[Live]]:
    with ExitStack() as stack:
        found = []
        for name in names:
            live = stack.enter_context(
                live_profile(mailbox, folder / name, RHYTHM, clock=SystemClock())
            )
            found.append(live)
            live.wait_for_letters(1)
            me, now = Me(name, computer=f"{name}'s laptop"), float(SystemClock().now())
            live.runtime.perform(introduce_me, ACCOUNT, me, now=now).result(PATIENCE)
            wait_for_row(live, "SELECT 1 FROM journal WHERE introduced = 1")
        yield found


def note(live: Live, text: str) -> None:
    def write(store: Store, transaction: Transaction) -> None:
        (row,) = store.tickets.page(Queue.ALL, offset=0, limit=-1)
        now = float(SystemClock().now())
        team_commands.add_note(store, transaction, [row.id], text, now=now)

    live.runtime.perform(write).result(PATIENCE)


def knows(live: Live, text: str) -> bool:
    return bool(live.rows(f"SELECT 1 FROM event WHERE source LIKE '%{text}%'"))


def wait_to_know(live: Live, text: str) -> None:
    wait_until(lambda: knows(live, text), what=f"“{text}” comes")


def wait_for_row(live: Live, sql: str) -> None:
    wait_until(lambda: live.rows(sql), what=sql)


def wait_for_none(live: Live, sql: str) -> None:
    wait_until(lambda: live.rows(sql) == [], what=f"none of {sql}")


def wait_until_whole(live: Live) -> None:
    """Wait until the folder holds everything that this computer knows."""
    wait_for_none(live, "SELECT 1 FROM batch WHERE there = 0")


def test_what_one_says_the_other_knows_at_once(mailbox: Mailbox, tmp_path: Path) -> None:
    with team(mailbox, tmp_path, "Ann", "Bob") as (ann, bob):
        note(ann, "from Ann")
        note(bob, "from Bob")
        wait_to_know(bob, "from Ann")
        wait_to_know(ann, "from Bob")
        members = ann.runtime.perform(_members).result(PATIENCE)
        assert sorted(members) == ["Ann", "Bob"]
        assert ann.runtime.problems() == bob.runtime.problems() == ()
        assert set(ann.watched()) == {"INBOX", "Sent"}, "the team costs no folder its news"
        folders = ann.rows("SELECT name FROM folder")
        assert ("Postroom",) not in folders, "it is no folder of letters"


def _members(store: Store, _: Transaction) -> list[str]:
    known: dict[MemberId, str] = {m.id: m.name for m in store.team.members(ACCOUNT).values()}
    return list(known.values())


def test_who_closes_the_program_is_at_no_ticket_any_more(mailbox: Mailbox, tmp_path: Path) -> None:
    with team(mailbox, tmp_path, "Ann", "Bob") as (ann, bob):
        ann.runtime.present(ACCOUNT, Anchor("m1@client.example"), there=True)
        wait_for_row(bob, "SELECT 1 FROM claim_line WHERE what LIKE 'draft:%'")
        ann.runtime.stop()
        wait_for_row(
            bob,
            "SELECT 1 FROM claim_line made JOIN claim_line back ON back.id = made.id "
            "WHERE made.what LIKE 'draft:%' AND back.what IS NULL",
        )


def test_who_pauses_is_away_until_they_go_on(mailbox: Mailbox, tmp_path: Path) -> None:
    def presences(told: str) -> int:
        return len(bob.rows(f"SELECT 1 FROM claim_line WHERE what {told}"))

    with team(mailbox, tmp_path, "Ann", "Bob") as (ann, bob):
        ann.runtime.present(ACCOUNT, Anchor("m1@client.example"), there=True)
        wait_until(lambda: presences("LIKE 'draft:%'") == 1)
        ann.runtime.pause()
        wait_until(lambda: presences("IS NULL") == 1, what="it is given back")
        ann.runtime.resume()
        wait_until(lambda: presences("LIKE 'draft:%'") == 2, what="it is said again")
        ann.runtime.present(ACCOUNT, Anchor("m1@client.example"), there=False)
        wait_until(lambda: presences("IS NULL") == 2, what="it is given back for good")


def test_a_folder_that_somebody_deletes_is_made_anew(mailbox: Mailbox, tmp_path: Path) -> None:
    with team(mailbox, tmp_path, "Ann", "Bob") as (ann, bob):
        note(ann, "before")
        wait_to_know(bob, "before")
        mailbox.other.delete("Postroom")
        for live in (ann, bob):  # as after sleep: not every server tells that a folder is gone
            live.runtime.network_changed()
        note(ann, "after")
        wait_to_know(bob, "after")
        note(bob, "again")
        wait_to_know(ann, "again")
        for live in (ann, bob):
            wait_until_whole(live)


def test_a_message_that_somebody_deletes_is_told_again(mailbox: Mailbox, tmp_path: Path) -> None:
    with team(mailbox, tmp_path, "Ann", "Bob") as (ann, bob):
        note(ann, "before")
        wait_to_know(bob, "before")
        (uid,) = ann.rows("SELECT max(uid) FROM journal_message")[0]
        mailbox.other.remove("Postroom", [uid])
        note(bob, "after")
        wait_to_know(ann, "after")
        for live in (ann, bob):
            wait_for_none(live, f"SELECT 1 FROM journal_message WHERE uid = {uid}")
            wait_until_whole(live)
