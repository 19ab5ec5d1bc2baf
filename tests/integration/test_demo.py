"""The sample mailbox, synced by the real engine over real IMAP, becomes the tickets we meant."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.demo.letters import SampleLetter
from app.demo.run import ACCOUNT, MemoryVault, has_display
from app.demo.sample import build_sample, sample_addresses
from app.demo.server import PymapServer
from app.domain.tickets import Queue, Status
from app.main import DATABASE
from app.runtime.once import sync_once
from app.runtime.sync import SyncReport
from app.runtime.writer import StoreWriter
from app.services.commands import add_account
from app.services.queries import Queries
from app.services.read_models import Caution, TicketRow
from mail.imap import ImapServerFactory
from mail.parse import parse
from tests.support.clock import FakeClock
from tests.support.inline_reader import InlineReader

NOW = 1_795_303_146


@dataclass
class Demo:
    """A profile in which the sample has been synced."""

    letters: list[SampleLetter]
    report: SyncReport
    queries: Queries

    def rows(self) -> list[TicketRow]:
        return list(self.queries.tickets(Queue.ALL, offset=0, limit=-1))

    def ticket(self, name: str) -> TicketRow:
        """The ticket of the first letter of a sample conversation."""
        first = next(letter for letter in self.letters if letter.ticket == name)
        wanted = parse(first.raw).message_id
        rows = {row.id: row for row in self.rows()}
        ids = self.queries.message_ids(list(rows))
        return next(rows[key] for key, found in ids.items() if wanted in found)


@pytest.fixture(scope="module")
def letters() -> list[SampleLetter]:
    return build_sample(NOW)


@pytest.fixture(scope="module")
def profile(
    tmp_path_factory: pytest.TempPathFactory, letters: list[SampleLetter]
) -> tuple[Path, SyncReport]:
    folder = tmp_path_factory.mktemp("demo")
    clock = FakeClock(NOW)
    address, members = sample_addresses()
    writer = StoreWriter(folder / DATABASE)
    with PymapServer(letters, clock=clock, user=address, addresses=members) as server:
        settings = server.settings(ACCOUNT)
        writer.start()
        try:
            writer.run(lambda store, transaction: add_account(store, transaction, settings))
            report = sync_once(
                writer.run(lambda store, _: store.accounts.all()),
                writer,
                ImapServerFactory(clock),
                lambda _: server.password,
                clock,
                reader=InlineReader(),
            )
        finally:
            writer.stop()
    return folder, report


@pytest.fixture
def demo(profile: tuple[Path, SyncReport], letters: list[SampleLetter]) -> Iterator[Demo]:
    folder, report = profile
    queries = Queries.open(folder / DATABASE)
    yield Demo(letters, report, queries)
    queries.close()


def test_every_letter_arrives_once(demo: Demo) -> None:
    assert demo.report.problems == ()
    counts = {folder.name: (folder.server, folder.local) for folder in demo.report.folders}
    for name in ("INBOX", "Sent"):
        expected = sum(letter.folder == name for letter in demo.letters)
        assert counts[name] == (expected, expected)


def test_tickets_are_those_that_the_authors_meant(demo: Demo) -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for letter in demo.letters:
        meant[letter.ticket].add(parse(letter.raw).message_id)
    found = demo.queries.message_ids([row.id for row in demo.rows()]).values()
    assert sorted(map(sorted, found)) == sorted(map(sorted, meant.values()))


def test_some_wait_for_us_and_some_for_them(demo: Demo) -> None:
    status = [row.status for row in demo.rows()]
    assert status.count(Status.OPEN) >= 25
    assert status.count(Status.WAITING) >= 25
    assert 5 <= sum(row.unread for row in demo.rows()) <= 40


def test_bounce_is_marked(demo: Demo) -> None:
    bounced = demo.queries.tickets(Queue.BOUNCED, offset=0, limit=-1)
    assert [row.id for row in bounced] == [demo.ticket("en-bounced-reply").id]


def test_stranger_is_kept_out_but_linked(demo: Demo) -> None:
    stranger = demo.ticket("en-stranger-forged")
    conversation = demo.queries.conversation(stranger.id)
    assert conversation is not None
    assert len(conversation.letters) == 1
    assert [r.id for r in conversation.related] == [demo.ticket("en-wholesale-quote").id]


def test_spoof_is_warned_of(demo: Demo) -> None:
    conversation = demo.queries.conversation(demo.ticket("en-spoof").id)
    assert conversation is not None
    (letter,) = conversation.letters
    assert letter.sender.address == "attacker@evil.example"
    assert Caution.NAME_SHOWS_OTHER_ADDRESS in letter.warnings


def test_every_ticket_can_be_shown(demo: Demo) -> None:
    for row in demo.rows():
        conversation = demo.queries.conversation(row.id)
        assert conversation is not None
        assert len(conversation.letters) == row.letters
        for letter in conversation.letters:
            assert letter.parts or letter.attachments, row.subject


def test_words_of_all_three_languages_are_found(demo: Demo) -> None:
    for query, ticket in (
        ("wobble burr", "en-burr-wobble"),
        ("священника", "ru-skripit-ruchka"),
        ("самоочищення", "uk-integratsiya-z-oblikom"),
    ):
        _, hits = demo.queries.hits(query, limit=50)
        assert demo.ticket(ticket).code in {hit.ticket for hit in hits}


@pytest.mark.parametrize(
    ("environment", "platform", "seen"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_where_a_window_can_be_seen(
    environment: dict[str, str], platform: str, *, seen: bool
) -> None:
    assert has_display(environment, platform) is seen


def test_vault_forgets_only_what_it_is_told() -> None:
    vault = MemoryVault({"a": "1"})
    vault.put("b", "2")
    vault.remove("a")
    vault.remove("never")
    assert (vault.get("a"), vault.get("b")) == (None, "2")
