"""Take letters from files into a profile, through the same intake as letters from a server."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.domain.accounts import AccountSettings, Folder, FolderRole, Security
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.ports import FetchedMessage, RemoteFolder
from app.runtime.intake import Intake
from app.runtime.readers import LetterReader
from app.runtime.writer import StoreWriter
from app.services.commands import add_account
from app.services.importing import letters_in
from app.store import Store, Transaction

LOCAL_ACCOUNT = "imported"
_FOLDER = "(imported)"
_CHUNK = 250
_PILE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    read: int
    """Letters found in the files."""
    new: int
    """Letters that were not here before."""


def import_paths(
    paths: Sequence[Path],
    writer: StoreWriter,
    reader: LetterReader,
    *,
    account: str | None = None,
    address: str = "",
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Import files and folders into an account, by default the only one there is.

    A profile without accounts gets one named ``imported`` that has no server; ``address`` says
    which address there is ours. Nothing is sent. Raises `RejectedError` for paths and accounts
    that do not exist; what was read before stays. Letters that were imported before are known by
    their bytes and cost no more than reading the file.
    """
    folder = writer.run(lambda store, tx: _folder(store, tx, account, address))
    before = writer.run(lambda store, _: len(store.letters.all_keys(folder.account)))
    intake = Intake(folder, reader, writer, many=True)
    read = 0
    try:
        for pile in _piles(paths):
            for letter in _unknown(pile, folder, writer):
                intake.add(letter, chunk=_CHUNK)
            read += len(pile)
            if progress is not None:
                progress(read)
        intake.finish()
    except BaseException:
        intake.give_up()
        raise
    after = writer.run(lambda store, _: len(store.letters.all_keys(folder.account)))
    return ImportReport(read, after - before)


def _piles(paths: Sequence[Path]) -> Iterator[list[FetchedMessage]]:
    """Cut the letters of files into piles of bounded number and size."""
    pile: list[FetchedMessage] = []
    size = 0
    for letter in chain.from_iterable(map(letters_in, paths)):
        pile.append(letter)
        size += len(letter.raw)
        if len(pile) >= _CHUNK or size >= _PILE_BYTES:
            yield pile
            pile, size = [], 0
    if pile:
        yield pile


def _unknown(
    pile: Sequence[FetchedMessage], folder: Folder, writer: StoreWriter
) -> list[FetchedMessage]:
    numbers = [letter.uid for letter in pile]
    known = writer.run(lambda store, _: store.placements.known_among(folder.id, numbers))
    return [letter for letter in pile if letter.uid not in known]


def _folder(store: Store, transaction: Transaction, name: str | None, address: str) -> Folder:
    accounts = store.accounts.all()
    if name is not None:
        accounts = [a for a in accounts if a.settings.name == name]
        if not accounts:
            raise RejectedError(f"There is no account named “{name}”.")
    if len(accounts) > 1:
        names = ", ".join(a.settings.name for a in accounts)
        raise RejectedError(f"Say with --account where the letters belong: {names}.")
    if accounts:
        owner = accounts[0].id
    else:
        settings = AccountSettings(
            LOCAL_ACCOUNT, address, imap=None, smtp=None, security=Security.TLS, user=""
        )
        owner = add_account(store, transaction, settings)
    if not _local(store, owner):
        store.folders.put(owner, [RemoteFolder(_FOLDER, FolderRole.LOCAL, selectable=True)])
    return _local(store, owner)[0]


def _local(store: Store, owner: AccountId) -> list[Folder]:
    return [f for f in store.folders.of(owner) if f.role is FolderRole.LOCAL]
