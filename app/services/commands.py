"""What a person wants done: one function an intention, each run inside one transaction.

The window hands these to the writer thread; the command line runs them at once.
"""

from app.domain.accounts import AccountSettings, Security
from app.domain.errors import RejectedError
from app.domain.ids import AccountId, FolderId
from app.services.reading import read_letter
from app.store import Store, Transaction


def add_account(store: Store, transaction: Transaction, settings: AccountSettings) -> AccountId:
    """Connect a mailbox. Raises `RejectedError` with the reason when the settings cannot hold."""
    if not settings.name.strip() or any(c.isspace() for c in settings.name):
        raise RejectedError("An account needs a name without spaces.")
    if settings.address and settings.address.count("@") != 1:
        raise RejectedError(f"“{settings.address}” is not an e-mail address.")
    if store.accounts.by_name(settings.name):
        raise RejectedError(f"There is an account named “{settings.name}” already.")
    for server in (settings.imap, settings.smtp):
        if server is None:
            continue
        if not 0 < server.port < 65536:
            raise RejectedError(f"{server.port} is not a port number.")
        if settings.security is Security.NONE and not server.is_loopback:
            raise RejectedError(
                f"A connection to {server.host} must be protected: use tls or starttls."
            )
    account = store.accounts.add(settings)
    transaction.accounts.add(account)
    return account


def remove_account(store: Store, transaction: Transaction, account: AccountId) -> None:
    """Remove an account with its folders, letters and tickets; the server is not touched."""
    store.accounts.remove(account)
    store.letters.forget_words()
    for key in store.letters.all_keys():
        store.letters.add_words(key, read_letter(store.letters.source(key)).words)
    transaction.accounts.add(account)


def follow_folder(
    store: Store, transaction: Transaction, folder: FolderId, *, followed: bool
) -> None:
    """Choose whether a folder is synced."""
    store.folders.follow(folder, followed=followed)
    transaction.folders.add(folder)


def allow_remote_images(
    store: Store,
    transaction: Transaction,  # noqa: ARG001 - every command has it
    sender: str,
    *,
    allowed: bool = True,
) -> None:
    """Always show (or no longer show) the remote images of a sender's letters."""
    if "@" not in sender:
        raise RejectedError("Images can only be allowed for a sender with an address.")
    store.settings.allow_images(sender, allowed=allowed)
