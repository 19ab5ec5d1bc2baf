"""What the window asks of the layers below, as Protocols: real services and test fakes fit both."""

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.accounts import Account, AccountSettings, Folder
from app.domain.changes import ChangeSet
from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.messages import Attachment
from app.domain.problems import Problem
from app.domain.tickets import Queue
from app.services.checks import Check, Connected
from app.services.read_models import Conversation, QueueCount, TicketRow


class Queries(Protocol):
    """Reads over one read-only connection: one instance a thread, indexed calls ≤ 16 ms."""

    def queue_counts(self) -> Sequence[QueueCount]:
        """Every queue with its number of tickets."""
        ...

    def tickets(
        self, queue: Queue, *, offset: int, limit: int, search: str = ""
    ) -> Sequence[TicketRow]:
        """One page, newest first."""
        ...

    def ticket_count(self, queue: Queue, *, search: str = "") -> int:
        """How many rows the list has."""
        ...

    def rows(self, ids: Sequence[TicketId]) -> dict[TicketId, TicketRow]:
        """Rows by id; vanished ones are absent."""
        ...

    def position(self, queue: Queue, ticket_id: TicketId, *, search: str = "") -> int | None:
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

    def close(self) -> None:
        """Close the connection."""
        ...

    def accounts(self) -> Sequence[Account]:
        """Connected mailboxes."""
        ...

    def folders(self, account: AccountId) -> Sequence[Folder]:
        """Folders of one mailbox with their counts."""
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

    def sync_now(self, account: str | None = None, *, accept_removals: bool = False) -> None:
        """Ask one account, by name, or all to look for mail now.

        ``accept_removals`` lets go of letters that vanished from the server in a mass.
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
