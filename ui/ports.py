"""What the window asks of the layers below, as Protocols: real services and test fakes fit both."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from app.domain.accounts import Account, AccountSettings, Folder
from app.domain.certificates import Presented
from app.domain.changes import ChangeSet
from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.messages import Address, Attachment
from app.domain.outgoing import Draft, DraftContent, DraftId, FileId
from app.domain.problems import Problem
from app.domain.spelling import SpellingWords
from app.domain.tickets import Queue
from app.runtime.spelling import SpellingService
from app.services.checks import Check, Connected
from app.services.deeds import Deed, Done
from app.services.outgoing_models import DraftView, OutgoingView, Unfinished
from app.services.read_models import (
    UNFILTERED,
    Conversation,
    ListFilter,
    QueueCount,
    TicketRow,
    Trouble,
)
from app.services.team_models import TeamView

P = ParamSpec("P")
T = TypeVar("T")


class Version(Protocol):
    """An earlier form of a draft."""

    @property
    def version(self) -> int:
        """Its number."""
        ...

    @property
    def saved(self) -> int:
        """Seconds UTC."""
        ...

    @property
    def content(self) -> DraftContent:
        """What it said."""
        ...


class Queries(Protocol):
    """Reads over one read-only connection: one instance a thread, indexed calls ≤ 16 ms."""

    def queue_counts(self, account: AccountId | None = None) -> Sequence[QueueCount]:
        """Every queue with its number of tickets, of one account or of all."""
        ...

    def tickets(
        self, queue: Queue, only: ListFilter = UNFILTERED, *, offset: int, limit: int
    ) -> Sequence[TicketRow]:
        """One page, newest first."""
        ...

    def ticket_count(self, queue: Queue, only: ListFilter = UNFILTERED) -> int:
        """How many rows the list has."""
        ...

    def rows(self, ids: Sequence[TicketId]) -> dict[TicketId, TicketRow]:
        """Rows by id; vanished ones are absent."""
        ...

    def position(
        self, queue: Queue, ticket_id: TicketId, only: ListFilter = UNFILTERED
    ) -> int | None:
        """Row number in the list, or None where the ticket is not in it."""
        ...

    def conversation(
        self, ticket_id: TicketId, *, allow_remote: frozenset[str] = frozenset()
    ) -> Conversation | None:
        """A ticket with its letters read from source: worker threads only."""
        ...

    def attachment(self, key: MessageKey, index: int) -> tuple[Attachment, bytes]:
        """One attachment, decoded: worker threads only."""
        ...

    def inline_part(self, key: MessageKey, content_id: str) -> tuple[str, bytes] | None:
        """Type and bytes of a part shown in place: worker threads only."""
        ...

    def source(self, key: MessageKey) -> bytes:
        """The letter as the server gave it."""
        ...

    def read(
        self, question: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a function of `app.services` reads; its first argument is none of ours."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...

    def accounts(self) -> Sequence[Account]:
        """Connected mailboxes."""
        ...

    def folders(self, account: AccountId) -> Sequence[Folder]:
        """Folders of one mailbox with their counts."""
        ...

    def troubles(self, account: AccountId) -> Sequence[Trouble]:
        """Changes made here that the server refused or overruled."""
        ...

    def team(self, account: AccountId) -> TeamView:
        """Who works on a mailbox. Raises `RejectedError` where there is no such account."""
        ...

    def drafts(self, account: AccountId | None = None) -> Sequence[DraftView]:
        """What is being written, of all accounts or of one, last saved first."""
        ...

    def outbox(self, account: AccountId | None = None) -> Sequence[OutgoingView]:
        """Letters that have not left for good, in the order in which they shall leave."""
        ...

    def draft(self, key: DraftId) -> Draft | None:
        """A draft, also one that was sent or discarded; None where it is no more."""
        ...

    def draft_versions(self, key: DraftId) -> Sequence[Version]:
        """Forms of a draft that were kept to go back to, newest first."""
        ...

    def draft_file(self, file: FileId) -> Iterator[bytes]:
        """The bytes of a draft's file, in pieces. Raises `RejectedError` where it is no more."""
        ...

    def draft_picture(self, key: DraftId, content_id: str) -> tuple[str, bytes] | None:
        """Content type and bytes of a picture in a draft's text: worker threads only."""
        ...

    def addresses(self, account: AccountId | None, text: str) -> Sequence[Address]:
        """People whose name or address has this in it, best first: worker threads only."""
        ...

    def spelling_words(self, account: AccountId | None = None) -> SpellingWords:
        """Words and names that count as spelled right: worker threads only."""
        ...

    def waiting(self, account: AccountId) -> int:
        """How many changes made here wait for the server."""
        ...

    def unfinished(self, account: AccountId) -> Unfinished:
        """What would be lost together with an account: letters that are nowhere but here."""
        ...


class Progress(Protocol):
    """How far the running synchronisation is."""

    @property
    def done(self) -> int:
        """Letters taken in this pass."""
        ...

    @property
    def total(self) -> int:
        """Letters to take in this pass; 0 while unknown."""
        ...

    @property
    def seconds_left(self) -> float | None:
        """Estimate, None while unknown."""
        ...


class Runtime(Protocol):
    """The running machinery: GUI thread calls return at once."""

    @property
    def paused(self) -> bool:
        """Whether the person paused the syncing."""
        ...

    @property
    def spelling(self) -> SpellingService:
        """Finds misspelled words, in a process of its own."""
        ...

    def last_passes(self) -> dict[str, int]:
        """When each account was last compared with its server in full, seconds UTC, by name."""
        ...

    def pause(self) -> None:
        """End all connections until `resume`."""
        ...

    def resume(self) -> None:
        """Go on after `pause`."""
        ...

    def network_changed(self) -> None:
        """Connect anew at once: the machine has another network, or had none."""
        ...

    def set_metered(self, metered: bool) -> None:  # noqa: FBT001 - a setter, as the system tells
        """Say whether the network costs by volume."""
        ...

    def dismiss(self, key: str) -> None:
        """Hide a problem that the person has read, until something else is to be said."""
        ...

    def sync_now(self, account: str | None = None, *, accept_removals: bool = False) -> None:
        """Ask one account, by name, or all to look for mail now.

        ``accept_removals`` lets go of letters that vanished from the server in a mass.
        """
        ...

    def perform(
        self, command: Callable[Concatenate[Any, Any, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> "Future[T]":
        """Run a command of `app.services` on the writer's thread.

        Its first two arguments, the database and the transaction, are none of the window's
        business. The answer comes on another thread.
        """
        ...

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> None:
        """Call the listener, in a worker thread, after each commit."""
        ...

    def problems(self) -> Sequence[Problem]:
        """Troubles that stand now."""
        ...

    def progress(self) -> Progress | None:
        """The running pass, None while idle."""
        ...


class Commands(Protocol):
    """Intentions of the person; each returns at once and shows up as a change."""

    def allow_remote_images(self, sender_address: str) -> None:
        """Show remote images in every letter of this sender from now on."""
        ...

    def mark_seen(self, messages: Sequence[MessageKey], *, seen: bool) -> None:
        """Mark letters as read or unread, here at once and on the server when it can."""
        ...

    def triage(
        self, tickets: Sequence[TicketId], deed: Deed, folder: FolderId | None = None
    ) -> "Future[Done]":
        """Do something with whole tickets, here at once and on the server when it can.

        The answer comes on another thread; it fails with `MissingFolderError` where an account
        has no archive or trash.
        """
        ...

    def take_back(self, done: Done) -> "Future[None]":
        """Undo what `triage` did."""
        ...

    def present(self, ticket: TicketId, *, there: bool) -> None:
        """Tell the team that something is being written in a ticket, or is no more."""
        ...

    def retry_refused(self, account: AccountId) -> "Future[None]":
        """Ask the server again for what it refused."""
        ...

    def dismiss_troubles(self, account: AccountId) -> "Future[None]":
        """Forget changes that the server refused or overruled."""
        ...

    def follow_folder(self, folder: FolderId, *, followed: bool) -> None:
        """Choose whether a folder is synced."""
        ...


class Mailboxes(Protocol):
    """Trying and connecting mailboxes; both calls wait for servers: worker threads only."""

    def check(self, settings: AccountSettings, password: str) -> Sequence[Check]:
        """Log in to the servers; trouble is an answer, not an exception."""
        ...

    def connect(self, settings: AccountSettings, password: str) -> Connected:
        """Add the mailbox and keep its password. Raises `PostroomError`; nothing is added then."""
        ...

    def password(self, name: str) -> str | None:
        """Return the password that is kept for a mailbox, to try other settings with it."""
        ...

    def change(self, account: Account, password: str) -> Connected:
        """Store other settings and the password of a mailbox that exists, and use both at once.

        Raises `PostroomError`; nothing is changed then.
        """
        ...

    def remove(self, account: Account) -> None:
        """Remove a mailbox with its letters, tickets and password here; the server keeps all."""
        ...

    def certificate(self, account: Account) -> Presented:
        """Fetch the certificate that the server shows now; nothing secret is sent.

        Raises `PostroomError` where none can be had.
        """
        ...
