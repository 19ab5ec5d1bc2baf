"""The writing half of the IMAP adapter: flags, moves, removing, in a folder opened by SELECT.

Nothing is ever removed but what stands elsewhere: by MOVE (RFC 6851), else by COPY and then UID
EXPUNGE (RFC 4315) of just these letters. A server with neither keeps the old place, marked as
deleted; a plain EXPUNGE would take other people's letters along.
"""

import re
from collections.abc import Iterator, Sequence

from app.domain.errors import RejectedError
from app.domain.ports import FolderStatus, Moved
from mail.imap_fetch import internal_date_text, uid_sets
from mail.imap_folders import ImapFolders
from mail.imap_letters import ImapLetters
from mail.imap_session import Session
from mail.quirks import Feature, unasked_literal

LETTERS_A_COMMAND = 1000
_APPENDUID = re.compile(rb"\d{1,10} (\d{1,10})\s*$")
_COPYUID = re.compile(rb"(\d{1,10}) ([0-9:,]+) ([0-9:,]+)\s*$")
_FLAG = re.compile(r"\\?[A-Za-z0-9$_.-]{1,100}\Z")


class ImapChanges:
    """Implements `app.domain.ports.MailChanges` on one session."""

    def __init__(self, session: Session, folders: ImapFolders, letters: ImapLetters) -> None:
        self._session = session
        self._folders = folders
        self._letters = letters
        self._can_move = Feature.MOVE in session.features
        self._can_remove_one = Feature.UIDPLUS in session.features

    def open(self, folder: str) -> FolderStatus:
        """Open a folder with SELECT."""
        return self._folders.open(folder, writable=True)

    def store(self, uids: Sequence[int], flag: str, *, wanted: bool) -> dict[int, frozenset[str]]:
        """Set or clear a flag (UID STORE), then ask what the flags are."""
        if not _FLAG.match(flag):
            raise RejectedError(f"{flag!r} is no flag.")
        self._store(uids, flag, wanted=wanted)
        return self._letters.flags(uids)

    def move(self, uids: Sequence[int], folder: str) -> Moved:
        """Move letters as the server can: UID MOVE, or UID COPY and `remove`."""
        session = self._session
        target = session.quoted(session.raw_name(folder))
        command = "MOVE" if self._can_move else "COPY"
        validity: int | None = None
        places: dict[int, int] = {}
        for uid_set in _sets(uids):
            with session.talking():
                session.run("UID", command, uid_set, target)
                told = session.wire.untagged_responses.pop("COPYUID", [])
            for line in told:
                found, more = read_copyuid(line, at_most=len(uids))
                validity = found or validity
                places.update(more)
        left = frozenset[int]() if self._can_move else self.remove(uids)
        return Moved(validity, places, left)

    def append(
        self, folder: str, letter: bytes, *, flags: Sequence[str] = (), received: int | None = None
    ) -> int | None:
        """Put a letter into a folder (APPEND), in one go where the server allows (RFC 7888)."""
        if b"\0" in letter or not all(_FLAG.match(flag) for flag in flags):
            raise RejectedError("This letter cannot be sent to a mail server as it is.")
        session = self._session
        args = [session.quoted(session.raw_name(folder)), f"({' '.join(flags)})"]
        if received is not None:
            args.append(internal_date_text(received))
        unasked = len(letter) <= unasked_literal(session.features)
        with session.talking():
            session.judge(session.wire.give(args, letter, unasked=unasked))
            told = session.wire.untagged_responses.pop("APPENDUID", [])
        found = _APPENDUID.match(told[-1]) if told and isinstance(told[-1], bytes) else None
        return int(found[1]) if found else None

    def create(self, folder: str) -> str:
        """Make a folder (CREATE) below the personal prefix (NAMESPACE, RFC 2342)."""
        name = self._folders.personal_name(folder)
        self._folders.create(name)
        return name

    def remove(self, uids: Sequence[int]) -> frozenset[int]:
        """Mark as deleted, and remove just these where the server can (UID EXPUNGE)."""
        self._store(uids, "\\Deleted", wanted=True)
        if not self._can_remove_one:
            return frozenset(self._letters.flags(uids))
        for uid_set in _sets(uids):
            with self._session.talking():
                self._session.run("UID", "EXPUNGE", uid_set)
        return frozenset()

    def _store(self, uids: Sequence[int], flag: str, *, wanted: bool) -> None:
        item = "+FLAGS.SILENT" if wanted else "-FLAGS.SILENT"
        for uid_set in _sets(uids):
            with self._session.talking():
                self._session.run("UID", "STORE", uid_set, item, f"({flag})")


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
