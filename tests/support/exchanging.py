"""Computers of a team that exchange what they say through a mailbox in memory, turn by turn."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain import events as e
from app.domain.accounts import Account, AccountSettings, Endpoint, Security
from app.domain.ids import AccountId
from app.domain.streams import Anchor, ticket_stream
from app.runtime.journal_cleaning import JournalCleaning
from app.runtime.journal_exchange import JournalExchange
from app.runtime.journal_wishes import JournalWishes
from app.runtime.writer import StoreWriter
from app.services import journal
from app.services.commands import add_account
from app.services.members import Me, introduce_me
from mail.journal_secrets import JournalSecrets
from tests.support.clock import FakeClock
from tests.support.fake_server import FakeServer, FakeServerFactory
from tests.support.live import OneVault

TICKET = Anchor("17@shop.example")
SETTINGS = AccountSettings(
    "support", "support@shop.example", Endpoint("127.0.0.1", 1), None, Security.NONE, "support"
)
ACCOUNT = Account(AccountId(1), SETTINGS)


@dataclass
class Computer:
    """One computer of the team: a database, a vault, and a connection while it lasts."""

    folder: Path
    factory: FakeServerFactory
    clock: FakeClock = field(default_factory=FakeClock)
    vault: OneVault = field(default_factory=lambda: OneVault("secret"))
    password: str = "secret"

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.writer = StoreWriter(self.folder / "postroom.db")
        self.writer.start()
        self.writer.run(lambda store, tx: add_account(store, tx, SETTINGS))
        self.connect()

    def connect(self) -> None:
        self.server: FakeServer = self.factory.connect(ACCOUNT, self.password)
        self.wishes = JournalWishes(self.clock)
        self.exchange = JournalExchange(
            ACCOUNT,
            self.server.journal(),
            self.writer,
            JournalSecrets(self.vault),
            self.clock,
            wishes=self.wishes,
        )
        self.cleaning = JournalCleaning(self.exchange, self.clock, pause=0)

    def introduce(self, name: str) -> "Computer":
        me = Me(name, computer=f"{name}'s laptop")
        now = float(self.clock.now())
        self.writer.run(lambda store, tx: introduce_me(store, tx, ACCOUNT.id, me, now=now))
        return self

    def turn(self, *, look_again: bool = False) -> list[str]:
        return [problem.code for problem in self.exchange.turn(look_again=look_again)]

    def say(self, *tags: str) -> None:
        facts = [e.TagAdded(TICKET, tag) for tag in tags]
        now = float(self.clock.now())
        self.writer.run(lambda store, tx: journal.write(store, tx, ACCOUNT.id, facts, now=now))

    def tags(self) -> list[str]:
        """What everybody said, in the order in which it counts; twice what is there twice."""
        stream = ticket_stream(TICKET)
        events = self.writer.run(lambda store, _: store.events.of(ACCOUNT.id, [stream]))
        ordered = sorted(events.get(stream, ()), key=e.order)
        return [event.fact.tag for event in ordered if isinstance(event.fact, e.TagAdded)]

    def unsent(self) -> int:
        return self.writer.run(lambda store, _: store.events.count_unsent(ACCOUNT.id))

    def missing(self) -> int:
        return len(
            self.writer.run(lambda s, _: s.batches.missing(ACCOUNT.id, 10_000, everybody=True))
        )

    def device(self) -> str:
        return self.writer.run(lambda store, _: store.journal.state(ACCOUNT.id).device)
