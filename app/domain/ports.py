"""What the core needs of the outside world, as Protocols; adapters elsewhere implement them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.accounts import Account, FolderRole
from app.domain.outgoing import Envelope, Handed


class Clock(Protocol):
    """Time, so that tests can hold it."""

    def now(self) -> int:
        """Seconds since the epoch, UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back; for measuring."""
        ...


KEY_NAMES = "postroom-key:"
"""Names in a vault that begin so belong to keys of ours; nobody types them in."""


class Vault(Protocol):
    """Where passwords are kept. Never a file of ours, never the database."""

    def get(self, account: str) -> str | None:
        """Return the password of the account by name, or None."""
        ...

    def put(self, account: str, secret: str) -> None:
        """Keep a password. Raises `RejectedError` where no safe place exists."""
        ...

    def remove(self, account: str) -> None:
        """Forget a password; no error where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class RemoteFolder:
    """A folder as the server lists it."""

    name: str
    role: FolderRole
    selectable: bool


@dataclass(frozen=True, slots=True)
class FolderStatus:
    """What SELECT or STATUS said."""

    uidvalidity: int
    uidnext: int
    count: int
    highest_modseq: int | None


@dataclass(frozen=True, slots=True)
class Survey:
    """What a server says of an account as a whole."""

    folders: Sequence[RemoteFolder]
    """All there are, with their roles."""
    counters: Mapping[str, FolderStatus]
    """Of the folders that were asked for, as far as the server told them."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """What changed in a folder since given counters, told by opening it (QRESYNC, RFC 7162)."""

    status: FolderStatus
    """Where its UIDVALIDITY is another one, nothing else is told."""
    changed: Mapping[int, frozenset[str]]
    """Flags of letters that changed or came, by UID."""
    vanished: Sequence[tuple[int, int]]
    """Inclusive ranges of UIDs, ascending; some may have vanished long before, or never been."""


@dataclass(frozen=True, slots=True)
class FetchedMessage:
    """One message fetched whole."""

    uid: int
    raw: bytes
    flags: frozenset[str]
    """Flags as the server writes them, such as ``\\Seen``; case kept."""
    received: int
    """INTERNALDATE, seconds since the epoch UTC."""


@dataclass(frozen=True, slots=True)
class LetterIdentity:
    """What tells a letter without its body, to find again one that is here already."""

    uid: int
    message_id: str
    """Without angle brackets, ``""`` where the letter has none."""
    size: int
    """Bytes of the whole letter."""
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a server told of a move."""

    uidvalidity: int | None
    """Of the target; None where the server does not say (no UIDPLUS, RFC 4315)."""
    uids: dict[int, int]
    """UID before → UID in the target, as far as the server says."""
    left: frozenset[int]
    """Copied, but still in place and marked ``\\Deleted``: this server cannot remove one letter."""


class MailChanges(Protocol):
    """The writing side of a connection, for the folder that `open` opened.

    Raises as `MailServer` does; `RejectedError` where the server refuses. Every call may be
    repeated: a flag set twice is set, a letter that is gone is passed over.
    """

    def open(self, folder: str) -> FolderStatus:
        """Open a folder for changes (SELECT). `RejectedError` where it may only be read."""
        ...

    def store(self, uids: Sequence[int], flag: str, *, wanted: bool) -> dict[int, frozenset[str]]:
        """Set or clear a flag; return all flags of these letters afterwards, vanished ones absent.

        What is returned is the server's word, whether or not it did as told.
        """
        ...

    def move(self, uids: Sequence[int], folder: str) -> Moved:
        """Move letters to another folder; those that vanished are passed over."""
        ...

    def append(
        self, folder: str, letter: bytes, *, flags: Sequence[str] = (), received: int | None = None
    ) -> int | None:
        """Put a letter into a folder, open or not; return its UID where the server tells it.

        ``received``: its INTERNALDATE in seconds UTC, else now. May be repeated at the cost of a
        second copy, which some servers do not keep.
        """
        ...

    def create(self, folder: str) -> str:
        """Make a folder, below the prefix for personal ones where there is one; return its name.

        Raises `RejectedError` also where there is one of this name.
        """
        ...

    def remove(self, uids: Sequence[int]) -> frozenset[int]:
        """Remove letters that stand elsewhere too; return those that could only be marked."""
        ...


class JournalFolder(Protocol):
    """The folder that carries what the team says (mail/wire-format.md), on one connection.

    Raises as `MailServer` does. Only `append` and `remove` change anything. Another folder that is
    opened on the connection takes its place: `open` it again then.
    """

    def open(self, *, create: bool) -> FolderStatus | None:
        """Open the folder, read-only; None where there is none.

        ``create``: make one then. Raises `RejectedError` where the server does not let us, or does
        not let us read it.
        """
        ...

    def uids(self, since: int = 1) -> list[int]:
        """All UIDs ≥ since in the folder as it is now, ascending."""
        ...

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        """Whole messages, in the server's order; vanished UIDs are left out."""
        ...

    def append(self, message: bytes) -> int | None:
        """Put a message there, seen already; return its UID where the server tells it.

        Raises `RejectedError` where it is refused, also where the folder is gone: `open` tells.
        After `TransientError` it may stand there or not.
        """
        ...

    @property
    def can_remove(self) -> bool:
        """Whether the server can remove single messages (UIDPLUS, RFC 4315)."""
        ...

    def remove(self, uids: Sequence[int]) -> None:
        """Remove messages for good; those that are gone are passed over.

        Only where `can_remove`. Raises `RejectedError` where the folder may only be read.
        """
        ...


class MailServer(Protocol):
    """One open, logged-in connection to a mailbox. Not thread-safe: its worker owns it.

    Every method raises `TransientError`, `AuthError`, `RejectedError` or `MalformedDataError`
    and nothing else. After `TransientError` the connection is dead and must be opened again.
    """

    def folders(self) -> Sequence[RemoteFolder]:
        """List all folders with their roles."""
        ...

    def survey(self, names: Sequence[str]) -> Survey:
        """List all folders, and ask for the counters of these; one round trip if possible.

        No folder may be taken to be open afterwards.
        """
        ...

    def status(self, folder: str) -> FolderStatus:
        """Ask for counters without selecting."""
        ...

    def select(self, folder: str) -> FolderStatus:
        """Open a folder read-only for the calls below."""
        ...

    def reopen(self, folder: str, uidvalidity: int, highest_modseq: int) -> Reopened | None:
        """Open a folder like `select`, and tell what changed since these counters.

        None where the server cannot tell; no folder is open then.
        """
        ...

    def uids(self, since: int = 1) -> list[int]:
        """All UIDs ≥ since in the selected folder, ascending."""
        ...

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Flags of these UIDs; vanished ones are absent."""
        ...

    def changed_flags(self, since: int) -> dict[int, frozenset[str]]:
        """Flags of letters of the selected folder that changed after a HIGHESTMODSEQ (RFC 7162).

        Only where `FolderStatus.highest_modseq` is not None; new letters are among them.
        """
        ...

    def identify(self, uids: Sequence[int]) -> list[LetterIdentity]:
        """Identities of these UIDs without their bodies; vanished ones are left out."""
        ...

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        """Whole messages, in the server's order; vanished UIDs are left out.

        Never marks anything as seen (BODY.PEEK).
        """
        ...

    def find_message_id(self, folder: str, message_id: str) -> list[int]:
        """Open a folder read-only, and return where a letter stands there now; ascending.

        Also one to which the server gave another id on its way, if it noted ours beside it.
        ``message_id`` is one of ours, without brackets.
        """
        ...

    @property
    def files_sent(self) -> bool:
        """Whether this server is known to put what is sent by it into Sent by itself."""
        ...

    def changes(self) -> MailChanges:
        """Return the writing side of this connection; it opens folders in place of `select`."""
        ...

    def journal(self) -> JournalFolder:
        """Return the team's folder on this connection; it opens it in place of `select`."""
        ...

    @property
    def can_idle(self) -> bool:
        """Whether the server tells news by itself (IDLE, RFC 2177)."""
        ...

    def wait_for_news(self, seconds: float) -> bool:
        """Wait until something happens in the selected folder; False after ``seconds`` of silence.

        Only where `can_idle`. What happened before the call is told as well, if it happened after
        `select`. News that are not taken yet are told by the next call. The seconds begin with
        the first call, and anew after each False: a connection is renewed however much it hears.
        """
        ...

    def nudge(self) -> None:
        """Make `wait_for_news` return True now, or the next time; any thread."""
        ...

    def probe(self) -> None:
        """Find out quickly whether a connection that was silent for a while still lives."""
        ...

    def alerts(self) -> list[str]:
        """What the server asked to show to the person since the last call (ALERT), made safe."""
        ...

    def abandon(self) -> None:
        """End the connection; the only method that any thread may call.

        Whoever waits for an answer gets `TransientError` at once.
        """
        ...

    def close(self) -> None:
        """Log out if possible; never raises."""
        ...


class MailServerFactory(Protocol):
    """Opens connections; one implementation a protocol, one for tests."""

    def connect(self, account: Account, password: str) -> MailServer:
        """Connect, secure and log in within a bounded time.

        ``password`` is an access token where the account's settings have a ``token_command``.
        Raises `AuthError` when the login is refused, `RejectedError` when TLS or the server make
        it impossible, and `TransientError` when trying again later makes sense.
        """
        ...

    def close(self) -> None:
        """End attempts and connections, from any thread: their owners get `TransientError` soon."""
        ...


class MailSender(Protocol):
    """Hands letters over to an account's server for sending (SMTP). Any thread."""

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
        """Connect, log in and hand one letter over; every trouble is an answer, not an exception.

        ``password`` is an access token where the account's settings have a ``token_command``.
        ``letter`` gives its bytes with CRLF line ends, in pieces; ``size`` is their number.
        ``about_to`` is called once all recipients were taken, before anything of the letter is
        said; where it raises, nothing is handed over and the exception goes to the caller. A letter
        of which some recipients are refused goes to nobody.
        """
        ...

    def close(self) -> None:
        """End what is under way, from any thread; it ends with ``retry`` or ``unsure``."""
        ...
