"""The writing half of the IMAP adapter: flags, moves, removing, in a folder opened by SELECT.

Nothing is ever removed but what stands elsewhere: by MOVE (RFC 6851), else by COPY and then UID
EXPUNGE (RFC 4315) of just these letters. A server with neither keeps the old place, marked as
deleted; a plain EXPUNGE would take other people's letters along.
"""

import imaplib
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from app.domain.errors import RejectedError
from app.domain.ports import FolderStatus, Moved
from mail.imap_client import GuardedClient
from mail.imap_fetch import uid_sets

LETTERS_A_COMMAND = 1000
_COPYUID = re.compile(rb"(\d{1,10}) ([0-9:,]+) ([0-9:,]+)\s*$")
_FLAG = re.compile(r"\\?[A-Za-z0-9$_.-]{1,100}\Z")


class ImapChanges:
    """Implements `app.domain.ports.MailChanges` on the connection of one `mail.imap.ImapServer`."""

    def __init__(
        self,
        client: GuardedClient,
        *,
        capabilities: frozenset[str],
        talking: Callable[[], AbstractContextManager[None]],
        open_folder: Callable[[str], FolderStatus],
        raw_name: Callable[[str], bytes],
        flags: Callable[[Sequence[int]], dict[int, frozenset[str]]],
    ) -> None:
        self._client = client
        self._can_move = bool(capabilities & {"MOVE", "IMAP4REV2"})
        self._can_remove_one = bool(capabilities & {"UIDPLUS", "IMAP4REV2"})
        self._talking = talking
        self._open_folder = open_folder
        self._raw_name = raw_name
        self._flags = flags

    def open(self, folder: str) -> FolderStatus:
        """Open a folder with SELECT."""
        return self._open_folder(folder)

    def store(self, uids: Sequence[int], flag: str, *, wanted: bool) -> dict[int, frozenset[str]]:
        """Set or clear a flag (UID STORE), then ask what the flags are."""
        if not _FLAG.match(flag):
            raise RejectedError(f"{flag!r} is no flag.")
        self._store(uids, flag, wanted=wanted)
        return self._flags(uids)

    def move(self, uids: Sequence[int], folder: str) -> Moved:
        """Move letters as the server can: UID MOVE, or UID COPY and `remove`."""
        target = self._quoted(folder)
        command = "MOVE" if self._can_move else "COPY"
        validity: int | None = None
        places: dict[int, int] = {}
        for uid_set in _sets(uids):
            with self._talking():
                self._run(command, uid_set, target)
                told = self._client.wire.untagged_responses.pop("COPYUID", [])
            for line in told:
                found, more = read_copyuid(line, at_most=len(uids))
                validity = found or validity
                places.update(more)
        left = frozenset[int]() if self._can_move else self.remove(uids)
        return Moved(validity, places, left)

    def remove(self, uids: Sequence[int]) -> frozenset[int]:
        """Mark as deleted, and remove just these where the server can (UID EXPUNGE)."""
        self._store(uids, "\\Deleted", wanted=True)
        if not self._can_remove_one:
            return frozenset(self._flags(uids))
        for uid_set in _sets(uids):
            with self._talking():
                self._run("EXPUNGE", uid_set)
        return frozenset()

    def _store(self, uids: Sequence[int], flag: str, *, wanted: bool) -> None:
        item = "+FLAGS.SILENT" if wanted else "-FLAGS.SILENT"
        for uid_set in _sets(uids):
            with self._talking():
                self._run("STORE", uid_set, item, f"({flag})")

    def _run(self, command: str, *args: str) -> None:
        wire = self._client.wire
        wire.forget_answers()
        typ, data = wire.uid(command, *args)
        if typ != "OK":
            said = data[-1].decode("utf-8", "replace") if data and data[-1] else typ
            raise imaplib.IMAP4.error(f"{command} failed: {said}")

    def _quoted(self, folder: str) -> str:
        return self._client.wire.quote(self._raw_name(folder).decode("ascii"))


def read_copyuid(line: object, *, at_most: int) -> tuple[int | None, dict[int, int]]:
    """Read ``validity sources targets`` (RFC 4315 section 3); nothing where it makes no sense."""
    found = _COPYUID.match(line) if isinstance(line, bytes) else None
    if found is None:
        return None, {}
    sources = list(_expanded(found[2], at_most))
    targets = list(_expanded(found[3], at_most))
    fits = len(sources) == len(targets) <= at_most
    return int(found[1]), dict(zip(sources, targets, strict=True)) if fits else {}


def _expanded(uid_set: bytes, at_most: int) -> Iterator[int]:
    left = at_most + 1
    for part in uid_set.split(b","):
        first, _, last = part.partition(b":")
        if not first.isdigit() or (last and not last.isdigit()):
            return
        low, high = sorted((int(first), int(last or first)))
        for uid in range(low, min(high, low + left - 1) + 1):
            yield uid
            left -= 1
        if left <= 0:
            return


def _sets(uids: Sequence[int]) -> Iterator[str]:
    ordered = sorted(set(uids))
    for start in range(0, len(ordered), LETTERS_A_COMMAND):
        yield from uid_sets(ordered[start : start + LETTERS_A_COMMAND])
