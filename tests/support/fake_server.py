"""A mailbox in memory that behaves like an IMAP server, for tests of what stands above one."""

import contextlib
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import compat32

from app.domain.accounts import Account, FolderRole
from app.domain.errors import AuthError, PostroomError, Reason, RejectedError, TransientError
from app.domain.ports import (
    FetchedMessage,
    FolderStatus,
    LetterIdentity,
    RemoteFolder,
    Reopened,
    Survey,
)
from tests.support.fake_changes import FakeChanges, FakeWriting
from tests.support.fake_journal import FakeJournal


@dataclass
class FakeLetter:
    raw: bytes
    flags: frozenset[str]
    received: int
    modseq: int


@dataclass
class FakeFolder:
    role: FolderRole = FolderRole.OTHER
    uidvalidity: int = 1
    uidnext: int = 1
    modseq: int = 1
    letters: dict[int, FakeLetter] = field(default_factory=dict)
    vanished: dict[int, int] = field(default_factory=dict)
    """UIDs that are gone, and the modseq of their going."""

    def vanish(self, uid: int) -> None:
        self.modseq += 1
        self.vanished[uid] = self.modseq
        del self.letters[uid]

    def status(self) -> FolderStatus:
        return FolderStatus(self.uidvalidity, self.uidnext, len(self.letters), self.modseq)


class FakeMailbox:
    """The server's side: what another client would change; each change is seen whole or not at all.

    All letters are guarded by ``changed``, as the threads that sync read them meanwhile.
    """

    def __init__(self, password: str = "secret") -> None:  # noqa: S107 - in memory only
        self.password = password
        self.token = "an-access-token"
        self.changed = threading.Condition()
        self._created = 0
        self.folders = {
            "INBOX": FakeFolder(FolderRole.INBOX),
            "Sent": FakeFolder(FolderRole.SENT),
        }

    def create(self, folder: str, role: FolderRole = FolderRole.OTHER) -> None:
        with self.changed:
            self._created += 1
            self.folders[folder] = FakeFolder(role, 1000 * self._created)

    def delete(self, folder: str) -> None:
        with self.changed:
            del self.folders[folder]

    def deliver(
        self,
        raw: bytes,
        *,
        folder: str = "INBOX",
        received: int = 1_750_000_000,
        flags: Iterable[str] = (),
    ) -> int:
        with self.changed:
            box = self.folders[folder]
            uid, box.uidnext = box.uidnext, box.uidnext + 1
            box.modseq += 1
            box.letters[uid] = FakeLetter(raw, frozenset(flags), received, box.modseq)
            self.changed.notify_all()
        return uid

    def set_flags(self, folder: str, uid: int, flags: Iterable[str]) -> None:
        with self.changed:
            box = self.folders[folder]
            box.modseq += 1
            box.letters[uid].flags = frozenset(flags)
            box.letters[uid].modseq = box.modseq

    def remove(self, folder: str, uids: Iterable[int]) -> None:
        with self.changed:
            box = self.folders[folder]
            for uid in list(uids):
                box.vanish(uid)

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY and every letter a new UID."""
        with self.changed:
            old = self.folders[folder]
            box = self.folders[folder] = FakeFolder(old.role, old.uidvalidity + 1)
            for one in old.letters.values():
                self.deliver(one.raw, folder=folder, received=one.received, flags=one.flags)
                box.modseq += 1


class FakeServerFactory:
    """Implements `MailServerFactory` over one `FakeMailbox`.

    ``failures`` are raised by the next connects, one each; ``cut_after`` letters the connection
    breaks, once.
    """

    def __init__(self, mailbox: FakeMailbox) -> None:
        self.mailbox = mailbox
        self.writing = FakeWriting()
        self.now = 1_760_000_000
        """The server's time: INTERNALDATE of what is put there without a date."""
        self.failures: list[PostroomError] = []
        self.cut_after: int | None = None
        self.connects = 0
        self.bodies = 0
        """Letters that were handed out whole, over all connections."""
        self.closed = False
        self.idle = False
        """Whether the server tells news by itself."""
        self.qresync = True
        """Whether the server tells what vanished since a counter."""
        self.files_sent = False
        """Whether the server is known to put what is sent into Sent by itself."""
        self.probes = 0
        self.alerts: list[str] = []
        """What the server asks to show to the person."""
        self.open: set[FakeServer] = set()
        """Connections that nobody closed yet."""
        self.most_open = 0

    def connect(self, account: Account, password: str) -> "FakeServer":
        self.connects += 1
        if self.closed:
            raise TransientError("The factory is closed.")
        if self.failures:
            raise self.failures.pop(0)
        if account.settings.token_command:
            if password != self.mailbox.token:
                raise AuthError("The server refused the token.", reason=Reason.TOKEN_REFUSED)
        elif password != self.mailbox.password:
            raise AuthError(f"The server refused the password of {account.settings.user}.")
        server = FakeServer(self)
        self.open.add(server)
        self.most_open = max(self.most_open, len(self.open))
        return server

    def close(self) -> None:
        self.closed = True


class FakeServer:
    """Implements `MailServer`."""

    def __init__(self, factory: FakeServerFactory) -> None:
        self._factory = factory
        self._selected: str | None = None
        self._seen = 0
        self._nudged = False
        self._open = True

    def folders(self) -> Sequence[RemoteFolder]:
        self._require_open()
        with self._factory.mailbox.changed:
            found = list(self._factory.mailbox.folders.items())
        return [RemoteFolder(name, box.role, selectable=True) for name, box in found]

    def survey(self, names: Sequence[str]) -> Survey:
        counters = {}
        with self._factory.mailbox.changed:
            for name in names:
                with contextlib.suppress(RejectedError):
                    counters[name] = self.status(name)
            return Survey(self.folders(), counters)

    def status(self, folder: str) -> FolderStatus:
        with self._factory.mailbox.changed:
            return self._folder(folder).status()

    def select(self, folder: str) -> FolderStatus:
        with self._factory.mailbox.changed:
            status = self._folder(folder).status()
        self._selected, self._seen = folder, status.highest_modseq or 0
        return status

    def reopen(self, folder: str, uidvalidity: int, highest_modseq: int) -> Reopened | None:
        if not self._factory.qresync:
            return None
        with self._factory.mailbox.changed:
            status = self.select(folder)
            if status.uidvalidity != uidvalidity:
                return Reopened(status, {}, ())
            gone = self._folder(folder).vanished.items()
            ranges = [(uid, uid) for uid, modseq in sorted(gone) if modseq > highest_modseq]
            return Reopened(status, self.changed_flags(highest_modseq), ranges)

    def uids(self, since: int = 1) -> list[int]:
        return sorted(uid for uid in self._letters() if uid >= since)

    def flags(self, uids: Sequence[int]) -> dict[int, frozenset[str]]:
        letters = self._letters()
        return {uid: letters[uid].flags for uid in uids if uid in letters}

    def changed_flags(self, since: int) -> dict[int, frozenset[str]]:
        letters = self._letters().items()
        return {uid: letter.flags for uid, letter in letters if letter.modseq > since}

    def identify(self, uids: Sequence[int]) -> list[LetterIdentity]:
        letters = self._letters()
        return [
            LetterIdentity(
                uid, _message_id(letters[uid].raw), len(letters[uid].raw), letters[uid].flags
            )
            for uid in uids
            if uid in letters
        ]

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        letters = self._letters()
        for uid in sorted(set(uids)):
            self._require_open()
            if uid not in letters:
                continue
            if self._factory.cut_after is not None:
                if self._factory.cut_after == 0:
                    self._factory.cut_after = None
                    self._open = False
                    raise TransientError("The connection broke.")
                self._factory.cut_after -= 1
            letter = letters[uid]
            self._factory.bodies += 1
            yield FetchedMessage(uid, letter.raw, letter.flags, letter.received)

    def find_message_id(self, folder: str, message_id: str) -> list[int]:
        self.select(folder)
        return [one.uid for one in self.identify(self.uids()) if one.message_id == message_id]

    @property
    def files_sent(self) -> bool:
        return self._factory.files_sent

    def changes(self) -> FakeChanges:
        return FakeChanges(self, self._factory.writing)

    def journal(self) -> FakeJournal:
        return FakeJournal(self, self._factory.writing)

    @property
    def can_idle(self) -> bool:
        return self._factory.idle

    def wait_for_news(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        with self._factory.mailbox.changed:
            while True:
                seen, self._seen = self._seen, self._chosen().modseq
                nudged, self._nudged = self._nudged, False
                if seen != self._seen or nudged:
                    return True
                if (left := deadline - time.monotonic()) <= 0:
                    return False
                self._factory.mailbox.changed.wait(min(left, 0.05))

    def nudge(self) -> None:
        with self._factory.mailbox.changed:
            self._nudged = True
            self._factory.mailbox.changed.notify_all()

    def probe(self) -> None:
        self._factory.probes += 1
        self._require_open()

    def alerts(self) -> list[str]:
        told, self._factory.alerts = self._factory.alerts, []
        return told

    def abandon(self) -> None:
        self._open = False
        with self._factory.mailbox.changed:
            self._factory.mailbox.changed.notify_all()

    def close(self) -> None:
        self._factory.open.discard(self)
        self._open = False

    def _require_open(self) -> None:
        if not self._open or self._factory.closed:
            raise TransientError("The connection is closed.")

    def _folder(self, name: str) -> FakeFolder:
        self._require_open()
        try:
            return self._factory.mailbox.folders[name]
        except KeyError:
            raise RejectedError(f"There is no folder {name}.") from None

    def _letters(self) -> dict[int, FakeLetter]:
        """What is in the open folder at this moment."""
        with self._factory.mailbox.changed:
            return dict(self._chosen().letters)

    def _chosen(self) -> FakeFolder:
        if self._selected is None:
            raise RejectedError("No folder is open.")
        return self._folder(self._selected)


def _message_id(raw: bytes) -> str:
    header = message_from_bytes(raw, policy=compat32)["Message-ID"]
    return str(header or "").strip().strip("<>")
