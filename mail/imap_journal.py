"""The team's folder on an IMAP connection: found or made, read, appended to, kept small."""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError
from app.domain.ports import FetchedMessage, FolderStatus
from mail import quirks
from mail.imap_changes import ImapChanges
from mail.imap_folders import ImapFolders
from mail.imap_letters import ImapLetters
from mail.imap_session import Session
from mail.quirks import Feature

_SEEN = "\\Seen"


class ImapJournal:
    """Implements `app.domain.ports.JournalFolder` on one session."""

    def __init__(
        self, session: Session, folders: ImapFolders, letters: ImapLetters, changes: ImapChanges
    ) -> None:
        self._session = session
        self._folders = folders
        self._letters = letters
        self._changes = changes
        self._name: str | None = None

    def open(self, *, create: bool) -> FolderStatus | None:
        """Open the folder with EXAMINE; one round trip where it was found before."""
        if self._name is None:
            self._name = self._found() or (self._made() if create else None)
        if self._name is None:
            return None
        try:
            return self._folders.open(self._name)
        except RejectedError:
            name, self._name = self._name, None
            if self._found() == name:
                raise  # it is there, and closed to us
            return self.open(create=True) if create else None

    def _found(self) -> str | None:
        listed = self._folders.survey(()).folders
        return next((f.name for f in listed if f.role is FolderRole.JOURNAL and f.selectable), None)

    def _made(self) -> str:
        name = self._folders.personal_name(quirks.JOURNAL)
        try:
            self._folders.create(name)
        except RejectedError:
            found = self._found()  # somebody was faster
            if found is None:
                raise
            return found
        return name

    def uids(self, since: int = 1) -> list[int]:
        """All UIDs ≥ since; the server looks at the folder before it answers.

        NOOP takes a round trip of its own: of commands sent together, Dovecot answers all from
        what it knew before the first.
        """
        with self._session.talking():
            self._session.run("NOOP")
            self._session.wire.all_is_looked_at()
        return self._letters.uids(since)

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        """Whole messages while they arrive; iterate to the end."""
        return self._letters.fetch(uids)

    def append(self, message: bytes) -> int | None:
        """Put a message there (APPEND), dated by the server."""
        return self._changes.append(self._name or quirks.JOURNAL, message, flags=[_SEEN])

    @property
    def can_remove(self) -> bool:
        """Whether the server has UIDPLUS."""
        return Feature.UIDPLUS in self._session.features

    def remove(self, uids: Sequence[int]) -> None:
        """Remove messages (UID EXPUNGE); the folder is open read-only again afterwards."""
        name = self._name or quirks.JOURNAL
        self._changes.open(name)
        try:
            self._changes.remove(uids)
        finally:
            self._folders.open(name)
