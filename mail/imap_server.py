"""One IMAP connection as the core sees it; its parts are folders, letters and changes."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.ports import (
    Clock,
    FetchedMessage,
    FolderStatus,
    LetterIdentity,
    RemoteFolder,
    Reopened,
    Survey,
)
from mail import quirks
from mail.imap_changes import ImapChanges
from mail.imap_errors import plain
from mail.imap_folders import ImapFolders
from mail.imap_journal import ImapJournal
from mail.imap_letters import ImapLetters
from mail.imap_session import Session
from mail.quirks import Feature

_PROBE_SECONDS = 15.0
_SURELY_ALIVE_SECONDS = 10.0


class ImapServer:
    """One logged-in connection; see `app.domain.ports.MailServer` for what callers may rely on."""

    def __init__(self, session: Session, clock: Clock) -> None:
        self._session = session
        self._folders = ImapFolders(session)
        self._letters = ImapLetters(session, clock)

    @property
    def features(self) -> frozenset[Feature]:
        """What of the server's extensions is used."""
        return self._session.features

    def folders(self) -> Sequence[RemoteFolder]:
        """List all folders; names that cannot be sent back safely are not selectable."""
        return self._folders.survey(()).folders

    def survey(self, names: Sequence[str]) -> Survey:
        """List all folders, and ask for the counters of these; none is open afterwards."""
        return self._folders.survey(names)

    def status(self, folder: str) -> FolderStatus:
        """Ask for counters without selecting."""
        return self._folders.status(folder)

    def select(self, folder: str) -> FolderStatus:
        """Open a folder with EXAMINE."""
        return self._folders.open(folder)

    def reopen(self, folder: str, uidvalidity: int, highest_modseq: int) -> Reopened | None:
        """Open a folder with EXAMINE, and tell what changed since."""
        return self._folders.reopen(folder, uidvalidity, highest_modseq)

    def uids(self, since: int = 1) -> list[int]:
        """All UIDs ≥ since, ascending."""
        return self._letters.uids(since)

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        """Flags of these UIDs; vanished ones are absent."""
        return self._letters.flags(uids)

    def changed_flags(self, since: int) -> dict[int, frozenset[str]]:
        """Flags of letters changed after a HIGHESTMODSEQ; new letters are among them."""
        return self._letters.changed_flags(since)

    def identify(self, uids: Sequence[int]) -> list[LetterIdentity]:
        """Message-ID, size and flags of these UIDs; vanished ones are left out."""
        return self._letters.identify(uids)

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        """Whole letters while they arrive; iterate to the end: leaving early hangs up."""
        return self._letters.fetch(uids)

    def find_message_id(self, folder: str, message_id: str) -> list[int]:
        """Where a letter stands in a folder now, by SEARCH and by looking at the newest."""
        status = self._folders.open(folder)
        return self._letters.find(message_id, status)

    @property
    def files_sent(self) -> bool:
        """Whether the server is one that puts what is sent into Sent by itself."""
        return quirks.files_sent(self._session.capabilities, self._session.greeting)

    def changes(self) -> ImapChanges:
        """Return the writing side; see `mail.imap_changes`."""
        return ImapChanges(self._session, self._folders, self._letters)

    def journal(self) -> ImapJournal:
        """Return the team's folder; see `mail.imap_journal`."""
        return ImapJournal(self._session, self._folders, self._letters, self.changes())

    @property
    def can_idle(self) -> bool:
        """Whether the server tells news by itself."""
        return Feature.IDLE in self._session.features

    def wait_for_news(self, seconds: float) -> bool:
        """Wait in one IDLE (RFC 2177), which should last less than half an hour."""
        with self._session.talking():
            return self._session.wire.wait_idle(seconds)

    def nudge(self) -> None:
        """Make `wait_for_news` return; any thread."""
        self._session.wire.nudge()

    def probe(self) -> None:
        """Send NOOP, with little patience, unless the server spoke a moment ago."""
        with self._session.talking():
            if self._session.wire.silent_seconds > _SURELY_ALIVE_SECONDS:
                self._session.wire.quick_noop(_PROBE_SECONDS)

    def alerts(self) -> list[str]:
        """What the server asked to show since the last call, without control characters."""
        return [plain(words) for words in self._session.wire.take_alerts()]

    def abandon(self) -> None:
        """End the connection from any thread."""
        self._session.wire.abandon()

    def close(self) -> None:
        """Log out if the server answers at once, and close; never raises."""
        self._session.wire.leave()
