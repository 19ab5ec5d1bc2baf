"""A person at a running Postroom who answers letters, and a server for sending in memory."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.domain.accounts import Account, Endpoint
from app.domain.changes import ChangeSet
from app.domain.ids import AccountId, TicketId
from app.domain.messages import Address
from app.domain.outgoing import (
    UNDO_SECONDS,
    Draft,
    DraftContent,
    DraftId,
    DraftKind,
    Envelope,
    Handed,
    Handing,
    Outgoing,
    Sending,
)
from app.domain.ports import MailSender, MailServerFactory
from app.domain.problems import Problem
from app.runtime.facade import Runtime
from app.runtime.outbox_desk import Patience
from app.runtime.surroundings import Rhythm
from app.services import drafts
from app.services.commands import add_account
from app.services.members import Me, introduce_me
from app.services.queries import Queries
from app.services.read_models import Conversation
from app.store import open_reader, open_store
from app.store.outbox import OutgoingRow
from tests.support.fake_changes import FakeWriting
from tests.support.fake_server import FakeMailbox
from tests.support.inline_reader import InlineReader
from tests.support.letters_out import check_hides
from tests.support.live import OneVault
from tests.support.mailboxes import Mailbox, MailboxInMemory
from tests.support.waiting import wait_until

ACCOUNT = AccountId(1)
TAKEN = Handed(Handing.ACCEPTED, 250, "Queued.")
SOON = Patience(
    lost_claim=1.0,
    claim=1.0,
    files_itself=1.0,
    maybe_files_itself=0.0,
    lost_append=0.0,
    farewell=0.1,
    first_retry=0.05,
    longest_retry=0.2,
)
HASTY = Rhythm(first_retry=0.05, longest_retry=0.2, outbox=SOON)


class MovingClock:
    """The machine's clock, which a test may push ahead; implements `app.domain.ports.Clock`."""

    def __init__(self) -> None:
        self._ahead = self._back = 0.0

    def now(self) -> int:
        return int(time.time_ns() / 1e9 + self._ahead - self._back)

    def monotonic(self) -> float:
        return time.monotonic() + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += seconds

    def set_back(self, seconds: float) -> None:
        """As people do, or a server of time: nothing that measures goes back."""
        self._back += seconds


@dataclass
class TakenLetter:
    """A letter that the server took, or may have."""

    envelope: Envelope
    raw: bytes


@dataclass
class FakePost:
    """Implements `MailSender`: takes letters, or does what a test says instead."""

    answers: list[Handed] = field(default_factory=list)
    """One for each attempt that follows; else the letter is taken."""
    taken: list[TakenLetter] = field(default_factory=list)
    """Those that were accepted, or left unsure, in order."""
    attempts: int = 0
    at_data: Callable[[TakenLetter], None] = lambda _: None
    """Called with the letter before it is answered."""
    wants_names: bool = False
    """Whether it takes nothing from the null sender."""
    closed: threading.Event = field(default_factory=threading.Event)

    def hand_over(
        self,
        account: Account,
        password: str,
        envelope: Envelope,
        letter: Callable[[], Iterable[bytes]],
        size: int,
        *,
        about_to: Callable[[], None],
    ) -> Handed:
        assert account.settings.smtp is not None
        assert password
        self.attempts += 1
        answer = self.answers.pop(0) if self.answers else TAKEN
        early = answer.outcome in {Handing.NO_ACCESS, Handing.REFUSED}
        if early or (answer.outcome is Handing.RETRY and not answer.code):
            return answer
        about_to()
        if self.wants_names and not envelope.sender:
            envelope = replace(envelope, sender=envelope.otherwise)
        whole = TakenLetter(envelope, b"".join(letter()))
        assert len(whole.raw) == size
        check_hides(whole.raw)
        self.at_data(whole)
        if answer.outcome in {Handing.ACCEPTED, Handing.UNSURE}:
            self.taken.append(whole)
        return answer

    def close(self) -> None:
        self.closed.set()

    def ids(self) -> list[str]:
        """Message-IDs of what was taken."""
        heads = [one.raw.split(b"\r\n\r\n")[0].decode() for one in self.taken]
        lines = [line for head in heads for line in head.split("\r\n")]
        return [line[13:-1] for line in lines if line.lower().startswith("message-id: <")]


def question(number: int, *, more: str = "") -> bytes:
    """A letter of a contact; each number begins a ticket of its own."""
    return (
        f"From: Client {number} <c{number}@client{number}.example>\r\n"
        f"To: support@example.org\r\nSubject: Question {number}\r\n"
        f"Message-ID: <q{number}{more}@client{number}.example>\r\n"
        + (f"References: <q{number}@client{number}.example>\r\n" if more else "")
        + f"\r\nWhere is {number}{more}?\r\n"
    ).encode()


class Person:
    """Somebody at a running Postroom."""

    def __init__(self, runtime: Runtime, database: Path, clock: MovingClock) -> None:
        self.runtime = runtime
        self.database = database
        self.clock = clock
        self.changes: list[ChangeSet] = []
        runtime.subscribe(self.changes.append)

    def join(self, name: str) -> None:
        """Be one of the mailbox's team."""
        me = Me(name, computer=f"{name}'s computer")
        now = float(self.clock.now())
        self.runtime.perform(introduce_me, ACCOUNT, me, now=now).result()
        self.runtime.take_part(ACCOUNT)
        wait_until(self._has_joined, what=f"{name} has joined")

    def _has_joined(self) -> bool:
        with open_reader(self.database) as store:
            return store.journal.state(ACCOUNT).introduced

    def conversation(self, number: int) -> Conversation:
        """A ticket as it is shown."""
        queries = Queries.open(self.database, self.clock.now)
        try:
            found = queries.conversation(self.ticket(number))
        finally:
            queries.close()
        assert found is not None
        return found

    def letters(self) -> int:
        """How many letters are here."""
        with open_reader(self.database) as store:
            return len(store.letters.all_keys())

    def ticket(self, number: int) -> TicketId:
        """The ticket of a question, once it is here."""
        wait_until(lambda: self._ticket(number), what=f"question {number}")
        found = self._ticket(number)
        assert found is not None
        return found

    def _ticket(self, number: int) -> TicketId | None:
        with open_reader(self.database) as store:
            return store.letters.ticket_of_message_id(f"q{number}@client{number}.example")

    def write(self, number: int, text: str = "Tomorrow.", *, bcc: tuple[str, ...] = ()) -> Draft:
        """Begin an answer to a question, knowing what is there now."""
        begun = self.runtime.perform(
            drafts.begin,
            DraftKind.REPLY,
            account=ACCOUNT,
            ticket=self.ticket(number),
            now=self.clock.now(),
        ).result()
        hidden = tuple(Address("", one) for one in bcc)
        content = replace(begun.content, body=f"<p>{text}</p>", bcc=hidden)
        self.runtime.perform(drafts.save, begun.id, content, now=self.clock.now()).result()
        return begun

    def write_new(self, content: DraftContent) -> Draft:
        """Begin a ticket of our own."""
        now = self.clock.now()
        begun = self.runtime.perform(drafts.begin, DraftKind.NEW, account=ACCOUNT, now=now).result()
        self.runtime.perform(drafts.save, begun.id, content, now=now).result()
        return begun

    def send(self, draft: DraftId, *, undo: int = 0) -> Outgoing:
        """Send a draft; it is due at once, or at a time that was chosen, after some seconds."""
        now = self.clock.now()
        return self.runtime.perform(
            drafts.send, draft, now=now - UNDO_SECONDS, not_before=now + undo
        ).result()

    def answer(
        self, number: int, text: str = "Tomorrow.", *, bcc: tuple[str, ...] = ()
    ) -> Outgoing:
        """Write an answer and send it."""
        return self.send(self.write(number, text, bcc=bcc).id)

    def row(self, draft: DraftId) -> OutgoingRow | None:
        with open_reader(self.database) as store:
            return store.outbox.get(draft)

    def state(self, draft: DraftId) -> Sending | None:
        row = self.row(draft)
        return row.outgoing.state if row is not None else None

    def wait_for(self, draft: DraftId, *states: Sending) -> OutgoingRow:
        """Wait until a letter is in one of these states."""
        wait_until(
            lambda: self.state(draft) in states,
            what=f"{[str(s) for s in states]}",
        )
        row = self.row(draft)
        assert row is not None
        return row

    def codes(self) -> set[str]:
        """Codes of the problems that stand."""
        return {problem.code for problem in self.runtime.problems()}

    def wait_for_problem(self, code: str) -> Problem:
        wait_until(lambda: code in self.codes(), what=f"the problem {code}")
        return next(p for p in self.runtime.problems() if p.code == code)


@contextmanager
def office(
    mailbox: Mailbox,
    folder: Path,
    post: Callable[[], MailSender],
    *,
    rhythm: Rhythm = HASTY,
    factory: MailServerFactory | None = None,
    clock: MovingClock | None = None,
    smtp: Endpoint | None = Endpoint("127.0.0.1", 2),  # noqa: B008 - never changed
    start: bool = True,
) -> Iterator[Person]:
    """A profile on a mailbox with somebody at it; begun where it was where there is one."""
    clock = clock or MovingClock()
    database = folder / "postroom.db"
    folder.mkdir(parents=True, exist_ok=True)
    with open_store(database) as store, store.transaction() as transaction:
        if not store.accounts.all():
            settings = replace(mailbox.account.settings, smtp=smtp)
            add_account(store, transaction, settings)
    runtime = Runtime(
        database,
        clock,
        OneVault(mailbox.password),
        factory or mailbox.new_factory(),
        sender=post,
        reader=InlineReader(),
        rhythm=rhythm,
    )
    person = Person(runtime, database, clock)
    try:
        if start:
            runtime.start()
        yield person
    finally:
        runtime.stop()


def ids_in(mailbox: Mailbox, folder: str = "Sent") -> list[str]:
    """Message-IDs of all letters in a folder, as the server has them."""
    server = mailbox.connect()
    try:
        server.select(folder)
        return sorted(one.message_id for one in server.identify(server.uids()))
    finally:
        server.close()


@dataclass
class Mailroom:
    """A mailbox in memory, a server for sending in memory, and a place for a profile."""

    mailbox: MailboxInMemory
    folder: Path
    post: FakePost = field(default_factory=FakePost)

    @property
    def box(self) -> FakeMailbox:
        """What the server has."""
        return self.mailbox.other

    @property
    def writing(self) -> FakeWriting:
        """What is changed there."""
        return self.mailbox.factory.writing

    def office(self, **more: Any) -> AbstractContextManager[Person]:
        """Somebody at work on it; ``more``: see `office`."""
        factory = self.mailbox.factory
        factory.closed = False
        return office(self.mailbox, self.folder, lambda: self.post, factory=factory, **more)

    def deliver(self, letter: TakenLetter, folder: str = "Sent") -> None:
        """The server puts a letter somewhere by itself."""
        self.box.deliver(letter.raw, folder=folder)

    def sent(self) -> list[str]:
        """Message-IDs in Sent."""
        self.mailbox.factory.closed = False
        return ids_in(self.mailbox)
