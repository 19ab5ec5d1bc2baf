"""Accounts side by side: each its own state, and a removed one leaves nothing behind."""

import zlib
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app import verbs
from app.domain.accounts import Account, AccountSettings, Security
from app.domain.errors import RejectedError
from app.runtime.once import sync_once
from app.runtime.sync import SyncReport
from app.runtime.writer import StoreWriter
from app.services import commands
from app.services.queries import Queries
from app.store import open_store
from tests.support.clock import FakeClock
from tests.support.fake_server import FakeMailbox, FakeServerFactory
from tests.support.inline_reader import InlineReader
from tests.support.mailboxes import fake_mailbox

_PLANTED = ("qzplantedsubject", "qzplantedbody", "qzplantedperson", "qzplantedfolder", "qzlogin")


def _letter(number: int, word: str) -> bytes:
    noise = zlib.crc32(word.encode())
    return (
        f"From: {word} <{word}@client.example>\r\nTo: support@example.org\r\n"
        f"Subject: About {word} {number}\r\nMessage-ID: <m{number}@client.example>\r\n\r\n"
        f"Text with {word} and {noise * number:x}.\r\n"
    ).encode()


class House:
    """A profile with two accounts, each on a mailbox of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.database = folder / "postroom.db"
        self.writer = StoreWriter(self.database)
        self.writer.start()
        # Some builds of SQLite overwrite what they delete; others must be safe too.
        self.writer.run(lambda s, _: s._link.rows("PRAGMA secure_delete=OFF"))
        self.boxes: dict[str, FakeMailbox] = {}
        self.factories: dict[str, FakeServerFactory] = {}
        self.accounts: dict[str, Account] = {}
        for name in ("first", "second"):
            mailbox = stack.enter_context(fake_mailbox())
            settings = replace(mailbox.account.settings, name=name, user=f"{name}-login")
            self.boxes[name], self.factories[name] = mailbox.other, mailbox.factory
            self.add(settings)

    def add(self, settings: AccountSettings) -> None:
        key = self.writer.run(lambda s, tx: commands.add_account(s, tx, settings))
        self.accounts[settings.name] = Account(key, settings)

    def sync(self, name: str) -> SyncReport:
        box, factory = self.boxes[name], self.factories[name]
        return sync_once(
            [self.accounts[name]],
            self.writer,
            factory,
            lambda _: box.password,
            FakeClock(),
            reader=InlineReader(),
        )

    def tickets(self, query: str = "") -> int:
        queries = Queries.open(self.database)
        try:
            return queries.hits(query, limit=99)[0] if query else queries.queue_counts()[-1].count
        finally:
            queries.close()

    def files_with(self, words: list[bytes]) -> list[tuple[str, bytes]]:
        return [
            (path.name, word)
            for path in self.database.parent.rglob("*")
            if path.is_file()
            for word in words
            if word in path.read_bytes().lower()
        ]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with ExitStack() as stack:
        house = House(tmp_path / "profile", stack)
        yield house
        house.writer.stop()


def test_the_same_letters_in_two_accounts_have_two_states(house: House) -> None:
    for name in ("first", "second"):
        house.boxes[name].deliver(_letter(1, "question"))
        house.sync(name)
    assert house.tickets() == 2
    first, second = (
        house.writer.run(lambda s, _, a=house.accounts[n].id: s.letters.all_keys(a))  # type: ignore[misc]
        for n in ("first", "second")
    )
    house.writer.run(lambda s, tx: commands.mark_seen(s, tx, first, seen=True))
    house.sync("second")
    assert house.boxes["second"].folders["INBOX"].letters[1].flags == frozenset()
    assert house.boxes["first"].folders["INBOX"].letters[1].flags == frozenset()
    house.sync("first")
    assert house.boxes["first"].folders["INBOX"].letters[1].flags == {"\\Seen"}
    shown = house.writer.run(lambda s, _: s.pending.shown([*first, *second]))
    assert shown[first[0]].flags == {"\\Seen"}
    assert shown[second[0]].flags == frozenset()


def test_a_failing_account_does_not_touch_the_other(house: House) -> None:
    house.boxes["second"].deliver(_letter(1, "question"))
    assert house.sync("second").folders[0].new == 1
    house.boxes["first"].folders.clear()
    house.sync("first")
    assert house.tickets() == 1


def _plant(house: House) -> None:
    house.boxes["first"].folders[_PLANTED[3]] = house.boxes["first"].folders.pop("Sent")
    for number, word in enumerate(_PLANTED[:3], start=1):
        house.boxes["first"].deliver(_letter(number, word))
    for number in range(1, 6):
        house.boxes["second"].deliver(_letter(number, "kept"))
    for name in ("first", "second"):
        house.sync(name)
    for sender in (f"{_PLANTED[2]}@client.example", "kept@client.example"):
        house.writer.run(lambda s, tx, a=sender: commands.allow_remote_images(s, tx, a))  # type: ignore[misc]


def _traces(house: House) -> list[bytes]:
    """Words (without their beginning, which an index may share) and compressed letters."""
    account = house.accounts["first"].id
    blobs = house.writer.run(
        lambda s, _: s._link.rows(
            "SELECT data FROM source JOIN message m ON m.id = message WHERE m.account = ?",
            (account,),
        )
    )
    return [word[4:].encode() for word in _PLANTED[:4]] + [blob[40:90].lower() for (blob,) in blobs]


def test_a_removed_account_leaves_no_word_in_any_file(house: House) -> None:
    _plant(house)
    copy = house.database.with_name(f"{house.database.name}.before-m0002")
    copy.write_bytes(house.database.read_bytes())
    traces = _traces(house)
    assert {word for _, word in house.files_with(traces)} == set(traces)
    queries = Queries.open(house.database)  # as the window has one
    account = house.accounts["first"].id
    house.writer.run(lambda s, tx: commands.remove_account(s, tx, account))
    assert house.files_with(traces) == []
    queries.close()
    assert not copy.exists()
    with pytest.raises(Exception, match="not authorized"):
        house.writer.run(lambda s, _: s._link.write("CREATE TABLE x (y)"))


def test_removing_one_account_leaves_the_other_whole(house: House) -> None:
    _plant(house)
    account = house.accounts["first"].id
    house.writer.run(lambda s, tx: commands.remove_account(s, tx, account))
    assert house.tickets() == 5
    assert house.tickets("kept") == 5
    assert house.tickets(_PLANTED[1]) == 0
    bodies = house.factories["second"].bodies
    report = house.sync("second")
    assert next((f.name, f.server, f.local, f.new) for f in report.folders) == ("INBOX", 5, 5, 0)
    assert house.factories["second"].bodies == bodies
    check = house.writer.run(lambda s, _: (s.check(), s.words.state()))
    assert check == ([], (5, 5))
    senders = house.writer.run(lambda s, _: s.settings.image_senders())
    assert senders == {"kept@client.example"}


def test_wiping_that_was_cut_short_is_done_with_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plant(house)
    traces = _traces(house)
    account = house.accounts["first"].id
    with monkeypatch.context() as patch:
        patch.setattr("app.store.store.Store.scrub_if_due", lambda self: None)  # killed there
        house.writer.run(lambda s, tx: commands.remove_account(s, tx, account))
        house.writer.stop()
    assert house.files_with(traces) != []
    with open_store(house.database):
        pass
    assert house.files_with(traces) == []


def test_removing_an_account_forgets_its_password_alone(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = {"first": "one", "second": "two"}

    class Vault:
        def remove(self, account: str) -> None:
            del secrets[account]

    house.writer.stop()
    monkeypatch.setattr(verbs, "system_vault", Vault)
    words = Namespace(
        profile=str(house.database.parent), name="first", json=False, with_unsent=False
    )
    assert verbs.account_remove(words) == 0
    assert secrets == {"second": "two"}


def test_an_account_has_an_address_that_can_stand_on_letters(tmp_path: Path) -> None:
    settings = AccountSettings("support", "", None, None, Security.NONE, "user")
    with open_store(tmp_path / "postroom.db") as store:
        for number, good in enumerate(("", "support@localhost", "служба@пошта.укр")):
            named = replace(settings, name=f"support{number}", address=good)
            with store.transaction() as transaction:
                commands.add_account(store, transaction, named)
        for bad in ("support", "Us <us@shop.example>", "us@shop.example ", "a b@shop.example"):
            refused = pytest.raises(RejectedError, match="is not an e-mail address")
            with refused, store.transaction() as transaction:
                commands.add_account(store, transaction, replace(settings, address=bad))
        assert len(store.accounts.all()) == 3
