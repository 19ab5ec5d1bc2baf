"""The writing side of the mailbox in memory, with what a server may refuse or get wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.accounts import FolderRole
from app.domain.errors import PostroomError, RejectedError, TransientError
from app.domain.ports import FolderStatus, Moved

if TYPE_CHECKING:
    from tests.support.fake_server import FakeServer


@dataclass
class FakeWriting:
    """How the server takes changes, and what was asked of it."""

    has_uidplus: bool = True
    """Without it, it neither tells new UIDs nor removes a single letter."""
    refusals: dict[str, PostroomError] = field(default_factory=dict)
    """What ``store`` or ``move`` raise instead of doing it."""
    ignored_flags: set[str] = field(default_factory=set)
    """Flags that the mailbox does not keep though it says OK."""
    lost_answer: str | None = None
    """``append``, ``move``, or its half ``copy``: done, but the answer does not come, once."""
    drops: int = 0
    """So many letters more are taken by ``append``, and are nowhere."""
    commands: list[tuple[str, int]] = field(default_factory=list)
    """Changes asked for, with how many letters each."""


class FakeChanges:
    """Implements `MailChanges`."""

    def __init__(self, server: "FakeServer", writing: FakeWriting) -> None:
        self._server = server
        self._writing = writing

    def open(self, folder: str) -> FolderStatus:
        return self._server.select(folder)

    def store(self, uids: Sequence[int], flag: str, *, wanted: bool) -> dict[int, frozenset[str]]:
        self._heard("store", uids)
        with self._server._factory.mailbox.changed:
            self._set(uids, flag, wanted=wanted)
        return self._server.flags(uids)

    def move(self, uids: Sequence[int], folder: str) -> Moved:
        self._heard("move", uids)
        box, target = self._server._chosen(), self._server._folder(folder)
        places: dict[int, int] = {}
        for uid in sorted(set(uids)):
            if uid in box.letters:
                letter = box.letters[uid]
                places[uid] = self._server._factory.mailbox.deliver(
                    letter.raw, folder=folder, received=letter.received, flags=letter.flags
                )
        self._lose_answer("copy")
        left = self.remove(uids)
        self._lose_answer("move")
        if not self._writing.has_uidplus:
            return Moved(None, {}, left)
        return Moved(target.uidvalidity, places, left)

    def create(self, folder: str) -> str:
        self._heard("create", [0])
        mailbox = self._server._factory.mailbox
        with mailbox.changed:
            if folder in mailbox.folders:
                raise RejectedError(f"There is a folder {folder}.")
            role = FolderRole.SENT if folder == "Sent" else FolderRole.OTHER
            mailbox.create(folder, role)
        return folder

    def remove(self, uids: Sequence[int]) -> frozenset[int]:
        with self._server._factory.mailbox.changed:
            return self._remove(uids)

    def _remove(self, uids: Sequence[int]) -> frozenset[int]:
        box = self._server._chosen()
        there = [uid for uid in uids if uid in box.letters]
        if not self._writing.has_uidplus:
            self._set(there, "\\Deleted", wanted=True)
            return frozenset(there)
        for uid in there:
            box.vanish(uid)
        return frozenset()

    def append(
        self, folder: str, letter: bytes, *, flags: Sequence[str] = (), received: int | None = None
    ) -> int | None:
        self._heard("append", [0])
        self._server._folder(folder)
        when = self._server._factory.now if received is None else received
        if self._writing.drops:
            self._writing.drops -= 1
            return None
        uid = self._server._factory.mailbox.deliver(
            letter, folder=folder, received=when, flags=flags
        )
        self._lose_answer("append")
        return uid if self._writing.has_uidplus else None

    def _set(self, uids: Sequence[int], flag: str, *, wanted: bool) -> None:
        box = self._server._chosen()
        for uid in uids:
            if uid in box.letters and flag not in self._writing.ignored_flags:
                letter = box.letters[uid]
                box.modseq += 1
                letter.modseq = box.modseq
                letter.flags = letter.flags | {flag} if wanted else letter.flags - {flag}

    def _heard(self, command: str, uids: Sequence[int]) -> None:
        self._server._require_open()
        self._writing.commands.append((command, len(uids)))
        if (error := self._writing.refusals.get(command)) is not None:
            raise error

    def _lose_answer(self, command: str) -> None:
        if self._writing.lost_answer == command:
            self._writing.lost_answer = None
            self._server.close()
            raise TransientError("The connection broke.")
