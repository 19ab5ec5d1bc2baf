"""The team's folder of the mailbox in memory."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from app.domain.accounts import FolderRole
from app.domain.ports import FetchedMessage, FolderStatus
from tests.support.fake_changes import FakeChanges, FakeWriting

if TYPE_CHECKING:
    from tests.support.fake_server import FakeServer

NAME = "Postroom"


class FakeJournal:
    """Implements `JournalFolder`."""

    def __init__(self, server: "FakeServer", writing: FakeWriting) -> None:
        self._server = server
        self._writing = writing

    def open(self, *, create: bool) -> FolderStatus | None:
        mailbox = self._server._factory.mailbox
        with mailbox.changed:
            self._server._require_open()
            if NAME not in mailbox.folders:
                if not create:
                    return None
                if (error := self._writing.refusals.get("create")) is not None:
                    raise error
                mailbox.create(NAME, FolderRole.JOURNAL)
            return self._server.select(NAME)

    def uids(self, since: int = 1) -> list[int]:
        return self._server.uids(since)

    def fetch(self, uids: Iterable[int]) -> Iterator[FetchedMessage]:
        return self._server.fetch(uids)

    def append(self, message: bytes) -> int | None:
        return FakeChanges(self._server, self._writing).append(NAME, message, flags=["\\Seen"])

    @property
    def can_remove(self) -> bool:
        return self._writing.has_uidplus

    def remove(self, uids: Sequence[int]) -> None:
        FakeChanges(self._server, self._writing).remove(uids)
