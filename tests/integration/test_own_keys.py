"""A stranger's word on a letter of ours is let in on every computer of the team, or on none."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.accounts import FolderRole
from app.domain.letters import Incoming
from app.domain.messages import Address
from app.domain.outgoing import DraftContent, DraftKind
from app.domain.own_ids import is_own
from app.domain.ports import RemoteFolder
from app.runtime.writer import StoreWriter
from app.services import drafts
from app.services.commands import change_account, remove_account
from app.services.own_keys import keys_of
from app.services.reading import read_letter
from app.services.receive import receive
from app.store import Store, Transaction
from mail.journal_keys import TeamId, letter_key
from mail.journal_secrets import JournalSecrets
from tests.support.exchanging import ACCOUNT, SETTINGS, Computer
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.rulings import renew, shown
from tests.support.writing import NOON, raw_letter

STRANGE, REPORT = "strange@elsewhere.example", "report@elsewhere.example"


def team(folder: Path, *names: str) -> list[Computer]:
    mailbox = FakeMailbox()
    return [Computer(folder / name, FakeServerFactory(mailbox)).introduce(name) for name in names]


def come(one: Computer, *letters: tuple[FolderRole, bytes]) -> None:
    """Letters arrive at a computer."""

    def job(store: Store, transaction: Transaction) -> None:
        roles = {"INBOX": FolderRole.INBOX, "Sent": FolderRole.SENT}
        there = [RemoteFolder(name, role, selectable=True) for name, role in roles.items()]
        store.folders.put(ACCOUNT.id, there)
        for folder in store.folders.of(ACCOUNT.id):
            mine = [
                Incoming(number, raw, frozenset(), NOON + number, read_letter(raw))
                for number, (role, raw) in enumerate(letters, 1)
                if role is folder.role
            ]
            receive(store, transaction, folder, mine)

    one.writer.run(job)


def new_id(one: Computer) -> str:
    """The Message-ID of a letter that is sent from a computer."""

    def write(store: Store, transaction: Transaction) -> str:
        change_account(store, transaction, ACCOUNT.id, replace(SETTINGS, smtp=SETTINGS.imap))
        begun = drafts.begin(store, transaction, DraftKind.NEW, account=ACCOUNT.id, now=NOON)
        content = DraftContent((Address("", "anna@northwind.example"),), subject="Your order")
        drafts.save(store, transaction, begun.id, replace(content, body="<p>Hi.</p>"), now=NOON)
        return drafts.send(store, transaction, begun.id, now=NOON).message_id

    return one.writer.run(write)


def conversation(ours: str) -> list[tuple[FolderRole, bytes]]:
    """A letter of ours, the answer of somebody to whom it was passed on, and a failure there."""
    failed = [
        "--b",
        "Content-Type: text/plain",
        "",
        "We could not deliver your message.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.elsewhere.example",
        "",
        "Final-Recipient: rfc822; dora@elsewhere.example",
        "Action: failed",
        "Status: 5.1.1",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{ours}>",
        "--b--",
    ]
    return [
        (
            FolderRole.SENT,
            raw_letter(
                ours,
                "Subject: Your order",
                "From: support@shop.example",
                "To: anna@northwind.example",
            ),
        ),
        (
            FolderRole.INBOX,
            raw_letter(
                STRANGE,
                "Subject: Fwd: Your order",
                "From: Carl <carl@elsewhere.example>",
                "To: support@shop.example",
                f"In-Reply-To: <{ours}>",
            ),
        ),
        (
            FolderRole.INBOX,
            raw_letter(
                REPORT,
                "Subject: Undelivered Mail Returned to Sender",
                "From: MAILER-DAEMON@elsewhere.example",
                "To: support@shop.example",
                'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
                body="\r\n".join(failed),
            ),
        ),
    ]


def letters_with_strangers(one: Computer) -> list[int]:
    """How many letters are in the ticket that the stranger's is in, and the robot's."""

    def look(store: Store, _: Transaction) -> list[int]:
        found = [store.letters.tickets_named(ACCOUNT.id, {name}) for name in (STRANGE, REPORT)]
        return [len(store.letters.of_tickets(sorted(tickets))) for tickets in found]

    return one.writer.run(look)


@pytest.mark.parametrize("late", [False, True], ids=["key first", "letters first"])
def test_the_same_grouping_on_both(tmp_path: Path, late: bool) -> None:
    ann, bob = team(tmp_path, "Ann", "Bob")
    try:
        ann.turn()
        letters = conversation(new_id(ann))
        come(ann, *letters)
        if not late:
            bob.turn()
        come(bob, *letters)
        assert letters_with_strangers(bob) == ([1, 1] if late else [3, 3]), (
            "strangers are kept apart without the key"
        )
        bob.turn()
        assert [letters_with_strangers(one) for one in (ann, bob)] == [[3, 3], [3, 3]]
        assert ann.writer.run(lambda s, _: shown(s)) == bob.writer.run(lambda s, _: shown(s))
        before = bob.writer.run(lambda s, _: shown(s))
        bob.writer.run(renew)
        assert bob.writer.run(lambda s, _: shown(s)) == before
    finally:
        for one in (ann, bob):
            one.writer.stop()


def test_what_a_profile_wrote_before_it_knew_of_a_team_stays_its_own(tmp_path: Path) -> None:
    (ann,) = team(tmp_path, "Ann")
    try:
        earlier = new_id(ann)
        ann.turn()
        later = new_id(ann)
        keys = ann.writer.run(lambda s, _: keys_of(s, ACCOUNT.id))
        assert [[is_own(key, name) for key in keys] for name in (later, earlier)] == [
            [True, False],
            [False, True],
        ]
        come(ann, *conversation(earlier))
        assert letters_with_strangers(ann) == [3, 3]
    finally:
        ann.writer.stop()


def test_made_up_tokens_let_nobody_in(tmp_path: Path) -> None:
    (ann,) = team(tmp_path, "Ann")
    try:
        ann.turn()
        ours = new_id(ann)
        forged = ours.replace(ours.partition(".")[2].partition("@")[0], "a" * 16)
        come(ann, *conversation(forged))
        assert letters_with_strangers(ann) == [1, 1]
    finally:
        ann.writer.stop()


def test_the_key_follows_from_the_teams_and_goes_with_the_account(tmp_path: Path) -> None:
    (ann,) = team(tmp_path, "Ann")

    def key(writer: StoreWriter) -> tuple[bytes, ...]:
        return writer.run(lambda s, _: keys_of(s, ACCOUNT.id))

    try:
        ann.turn()
        state = ann.writer.run(lambda s, _: s.journal.state(ACCOUNT.id))
        team_key = JournalSecrets(ann.vault).team(TeamId(state.team))
        assert team_key is not None
        assert key(ann.writer) == (letter_key(team_key),)
        ann.writer.run(lambda s, tx: remove_account(s, tx, ACCOUNT.id))
        assert key(ann.writer) == ()
    finally:
        ann.writer.stop()
