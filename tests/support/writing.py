"""A mailbox with real letters, for tests of what is written and sent; no server."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Concatenate, ParamSpec, TypeVar

from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.ids import MessageKey, TicketId
from app.domain.letters import Incoming
from app.domain.outgoing import Draft, DraftContent, DraftId, DraftKind, Outgoing
from app.domain.tickets import Queue
from app.services import drafts, members, outbox
from app.services.queries import Queries
from app.services.read_models import TicketRow
from app.services.reading import read_letter
from app.services.receive import receive
from app.store import Store, Transaction, open_store
from mail.compose import compose
from tests.support.journal_rows import joined
from tests.support.receiving import add_mailbox

P = ParamSpec("P")
T = TypeVar("T")

NOON = 1_790_000_000
SETTINGS = AccountSettings(
    name="support",
    address="support@shop.example",
    imap=Endpoint("127.0.0.1", 143),
    smtp=Endpoint("127.0.0.1", 25),
    security=Security.NONE,
    user="support",
    aliases=("hilfe@shop.example",),
)


def raw_letter(message_id: str, *headers: str, body: str = "Hello\r\n") -> bytes:
    """A plain letter; headers without line ends."""
    lines = [f"Message-ID: <{message_id}>", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


class WritingDesk:
    """One person's computer, with the mailbox that it has or a new one.

    Time stands still between commands.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        if not store.accounts.all():
            add_mailbox(store, SETTINGS)
        self.account = store.accounts.all()[0].id
        self.inbox, self.sent = store.folders.of(self.account)
        self.now = NOON
        self.uid = 0
        self.queries = Queries(store)

    def join(self, name: str = "Ann") -> None:
        """Say who sits here."""
        with self.store.transaction() as transaction:
            joined(self.store, transaction, self.account, member="ann")
            me = members.Me(name, "ann@shop.example")
            members.introduce_me(self.store, transaction, self.account, me, now=self.now)

    def receive(self, raw: bytes, *, sent: bool = False, received: int | None = None) -> MessageKey:
        """A letter arrives; return its key."""
        self.uid += 1
        fact = read_letter(raw)
        letter = Incoming(self.uid, raw, frozenset(), received or self.now, fact)
        with self.store.transaction() as transaction:
            receive(self.store, transaction, self.sent if sent else self.inbox, [letter])
        found = self.store.letters.find(self.account, [(fact.message_id, fact.content_hash)])
        if not found:  # a letter of ours that a server wrote down in other words
            ticket = self.store.letters.ticket_of_message_id(fact.message_id)
            rows = self.store.letters.of_ticket(ticket or TicketId(0))
            return next(r.key for r in rows if r.letter.message_id == fact.message_id)
        return next(iter(found.values()))[0]

    def ask(self, number: int = 1, *headers: str, body: str = "Where is it?\r\n") -> MessageKey:
        """A contact writes; the ticket of this number."""
        head = (
            *headers,
            f"Subject: Question {number}",
            "From: Anna <anna@northwind.example>",
            "To: Support <support@shop.example>",
        )
        return self.receive(raw_letter(f"q{number}@northwind.example", *head, body=body))

    def do(
        self,
        command: Callable[Concatenate[Store, Transaction, P], T],
        *args: P.args,
        **more: P.kwargs,
    ) -> T:
        """Run a command in a transaction of its own."""
        with self.store.transaction() as transaction:
            return command(self.store, transaction, *args, **more)

    def ticket(self, key: MessageKey) -> TicketId:
        """The ticket that a letter is in."""
        (found,) = self.store.letters.tickets_of([key])
        return found

    def row(self, ticket: TicketId) -> TicketRow:
        """The ticket's row."""
        return self.queries.rows([ticket])[ticket]

    def all_rows(self) -> dict[TicketId, TicketRow]:
        """All tickets."""
        return {row.id: row for row in self.queries.tickets(Queue.ALL, offset=0, limit=-1)}

    def begin(
        self,
        kind: DraftKind = DraftKind.REPLY,
        ticket: TicketId | None = None,
        letter: MessageKey | None = None,
    ) -> Draft:
        """Begin a draft."""
        return self.do(
            drafts.begin, kind, account=self.account, ticket=ticket, letter=letter, now=self.now
        )

    def save(self, draft: DraftId, content: DraftContent) -> int:
        """Save a draft."""
        return self.do(drafts.save, draft, content, now=self.now)

    def send(self, draft: DraftId) -> Outgoing:
        """Send a draft."""
        return self.do(drafts.send, draft, now=self.now)

    def keep_letter(self, draft: DraftId) -> bytes:
        """Compose a letter and keep its bytes, as whoever hands it over does."""
        made = list(compose(outbox.letter_of(self.store, draft, date=self.now)))
        outbox.store_letter(self.do, draft, made)
        return b"".join(made)

    def hand_over(self, draft: DraftId) -> bytes:
        """Send a letter that is queued, successfully; return its bytes."""
        raw = self.keep_letter(draft)
        self.do(outbox.handing, draft, now=self.now)
        self.do(outbox.accepted, draft, now=self.now)
        return raw


@contextmanager
def writing_desk(path: Path | None = None) -> Iterator[WritingDesk]:
    """A desk on a database that is gone afterwards."""
    with TemporaryDirectory() as folder, open_store((path or Path(folder)) / "p.db") as store:
        yield WritingDesk(store)
