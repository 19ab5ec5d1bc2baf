"""A profile's database full of generated letters, filled by the ordinary path of received mail."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from app.bench.mailgen import ADDRESS
from app.demo.letters import SampleLetter
from app.domain.accounts import AccountSettings, Endpoint, FolderRole, Security
from app.domain.letters import Incoming, LetterFacts
from app.domain.ports import RemoteFolder
from app.runtime.readers import Facts, ReaderPool
from app.services.commands import add_account
from app.services.receive import receive
from app.store import Store, open_store

_BATCH = 500
_AHEAD = 4
"""Batches that are being read while one is stored."""
_EDITION_SECONDS = 977

_SETTINGS = AccountSettings(
    name="bench",
    address=ADDRESS,
    imap=Endpoint("127.0.0.1", 143),
    smtp=None,
    security=Security.NONE,
    user="bench",
)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Letters of one folder that are being read."""

    folder: str
    letters: list[SampleLetter]
    facts: Future[Facts]


def fill_profile(database: Path, letters: Iterable[SampleLetter], *, editions: int = 1) -> None:
    """Create a database and take the letters in. Raises `StorageError`.

    Each letter goes in ``editions`` times under other ids, subjects and times, having been read
    once: a list's speed does not depend on how its letters came to be known.
    """
    readers = ReaderPool()
    with open_store(database) as store:
        try:
            intake = _Intake(store, editions)
            waiting: deque[_Batch] = deque()
            for batch in _batches(letters, readers):
                waiting.append(batch)
                if len(waiting) > _AHEAD:
                    intake.take(waiting.popleft())
            while waiting:
                intake.take(waiting.popleft())
        finally:
            readers.close()


def _batches(letters: Iterable[SampleLetter], readers: ReaderPool) -> Iterator[_Batch]:
    source = iter(letters)
    while chunk := list(islice(source, _BATCH)):
        for folder in ("INBOX", "Sent"):
            inside = [letter for letter in chunk if letter.folder == folder]
            yield _Batch(folder, inside, readers.submit([letter.raw for letter in inside]))


class _Intake:
    """Stores batches in the folders of one account."""

    def __init__(self, store: Store, editions: int) -> None:
        self._store = store
        self._editions = editions
        with store.transaction() as transaction:
            account = add_account(store, transaction, _SETTINGS)
            listed = [
                RemoteFolder("INBOX", FolderRole.INBOX, selectable=True),
                RemoteFolder("Sent", FolderRole.SENT, selectable=True),
            ]
            store.folders.put(account, listed)
        self._folders = {folder.name: folder for folder in store.folders.of(account)}
        self._uids = dict.fromkeys(self._folders, 0)

    def take(self, batch: _Batch) -> None:
        """Store every edition of a batch, a transaction each."""
        read = list(zip(batch.letters, batch.facts.result(), strict=True))
        for edition in range(self._editions):
            incoming = [self._incoming(letter, facts, edition) for letter, facts in read]
            with self._store.transaction() as transaction:
                receive(self._store, transaction, self._folders[batch.folder], incoming)

    def _incoming(self, letter: SampleLetter, facts: LetterFacts | None, edition: int) -> Incoming:
        self._uids[letter.folder] = uid = self._uids[letter.folder] + 1
        if edition and facts is not None:
            facts = replace(
                facts,
                message_id=f"{edition}.{facts.message_id}",
                references=tuple(f"{edition}.{reference}" for reference in facts.references),
                content_hash=bytes(a ^ edition for a in facts.content_hash),
                subject=f"{facts.subject} ({edition})",
            )
        received = letter.received - edition * _EDITION_SECONDS
        return Incoming(uid, letter.raw, letter.flags, received, facts)
