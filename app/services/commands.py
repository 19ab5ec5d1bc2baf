"""What a person wants done: one function an intention, each run inside one transaction.

The window hands these to the writer thread; the command line runs them at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from app.domain.accounts import AccountSettings, Folder, FolderRole, Security, program_words
from app.domain.addresses import is_address
from app.domain.errors import RejectedError
from app.domain.ids import AccountId, FolderId, MessageKey
from app.services.deeds import MissingFolderError
from app.services.reading import read_letter
from app.services.wishes import show_wishes
from app.store import Store, Transaction

_CERTIFICATE = "account.certificate."
"""Setting: fingerprint and time of the last certificate that proved itself, by account."""
ME = "team.me."
"""Setting: what somebody said of themselves before this computer joined, as JSON, by account."""
KEY_SALT = "team.key-salt."
"""Setting: `members.key_salt`, hex, by account."""
CLOSED = "team.closed."
"""Setting: in whose words the server lets this computer write nothing for the team, by account."""
LETTER_KEY = "team.letter-key."
"""Setting: the key that marks the team's Message-IDs (`services.own_keys`), hex, by account."""
GIVEN_COPIES = "account.given-copies."
"""Setting: what `services.sent_copies` knows, as JSON, by account."""
RECORD = "record."
"""Setting: a record (`services.records`) of an account that is in no team, by account and name."""
TEMPLATE_USES = "template-uses."
"""Setting: how often a template was taken here, by account and record."""
OLD_SIGNATURE = "drafts.signature."
"""Setting: what older versions kept of `services.signatures` before joining, by account."""


def add_account(store: Store, transaction: Transaction, settings: AccountSettings) -> AccountId:
    """Connect a mailbox. Raises `RejectedError` with the reason when the settings cannot hold."""
    _check(settings)
    if store.accounts.by_name(settings.name):
        raise RejectedError(f"There is an account named “{settings.name}” already.")
    account = store.accounts.add(settings)
    transaction.accounts.add(account)
    return account


def change_account(
    store: Store, transaction: Transaction, account: AccountId, settings: AccountSettings
) -> None:
    """Give an account other servers, protection or user; name and address stay.

    What another server or user holds under the same numbers is something else: places are void
    then, and letters are found again by their Message-IDs. Raises `RejectedError` when the settings
    cannot hold.
    """
    before = store.accounts.by_id(account)
    if before is None:
        raise RejectedError("The account has been removed.")
    settings = replace(settings, name=before.settings.name, address=before.settings.address)
    _check(settings)
    store.accounts.change(account, settings)
    old, new = before.settings, settings
    if old.imap and new.imap and (old.imap.host, old.user) != (new.imap.host, new.user):
        for folder in store.folders.of(account):
            if folder.role is not FolderRole.LOCAL:
                transaction.messages.update(store.placements.forget_places(folder.id))
                store.folders.forget_server(folder.id)
                transaction.folders.add(folder.id)
    transaction.accounts.add(account)


def note_certificate(
    store: Store,
    transaction: Transaction,  # noqa: ARG001 - every command has it
    account: AccountId,
    fingerprint: str,
    now: int,
) -> None:
    """Remember the certificate with which a server was reached in good order."""
    store.settings.put(f"{_CERTIFICATE}{account}", f"{fingerprint} {now}")


def known_certificate(
    store: Store,
    transaction: Transaction,  # noqa: ARG001 - every command has it
    account: AccountId,
) -> tuple[str, int] | None:
    """Return the fingerprint that was noted last, and when (seconds UTC)."""
    words = (store.settings.get(f"{_CERTIFICATE}{account}") or "").split()
    return (words[0], int(words[1])) if len(words) == 2 else None


def _check(settings: AccountSettings) -> None:
    if not settings.name.strip() or any(c.isspace() for c in settings.name):
        raise RejectedError("An account needs a name without spaces.")
    if settings.address and not is_address(settings.address, ours=True):
        raise RejectedError(f"“{settings.address}” is not an e-mail address.")
    if settings.token_command:
        program_words(settings.token_command)
    for server in (settings.imap, settings.smtp):
        if server is None:
            continue
        if not 0 < server.port < 65536:
            raise RejectedError(f"{server.port} is not a port number.")
        if settings.security is Security.NONE and not server.is_loopback:
            raise RejectedError(
                f"A connection to {server.host} must be protected: use tls or starttls."
            )


def remove_account(
    store: Store, transaction: Transaction, account: AccountId, *, with_unsent: bool = False
) -> None:
    """Remove an account with its folders, letters and tickets; the server is not touched.

    Nothing of it stays readable in the profile's files (`Store.scrub_if_due`). Its password is in
    the vault, which the caller clears. Raises `RejectedError` where something is written here that
    has not been sent, and so is nowhere else, unless ``with_unsent``.
    """
    if not with_unsent:
        _check_sent(store, account)
    store.accounts.remove(account)
    for setting in (_CERTIFICATE, ME, KEY_SALT, CLOSED, LETTER_KEY, GIVEN_COPIES, OLD_SIGNATURE):
        store.settings.remove(f"{setting}{account}")
    for kind in (RECORD, TEMPLATE_USES):
        for setting in store.settings.names(f"{kind}{account}."):
            store.settings.remove(setting)
    store.settings.forget_strangers()
    transaction.scrub = True
    store.words.forget()
    store.words.add(
        (key, read_letter(store.letters.source(key)).words) for key in store.letters.all_keys()
    )
    transaction.accounts.add(account)


def _check_sent(store: Store, account: AccountId) -> None:
    drafts = len(store.drafts.going_on(account))
    letters = len(store.outbox.under_way(account))
    if drafts or letters:
        raise RejectedError(
            "What was written in this mailbox and has not been sent would be lost: unfinished "
            f"drafts: {drafts}, letters in the outbox: {letters}."
        )


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


# --- letters on the server --------------------------------------------------------------------
# Each is a row in the database first and shows at once; the next pass tells the server.


def mark_seen(
    store: Store, transaction: Transaction, messages: Sequence[MessageKey], *, seen: bool
) -> None:
    """Mark letters as read or unread, wherever they stand."""
    want_flag(store, transaction, messages, "\\Seen", wanted=seen)


def mark_flagged(
    store: Store, transaction: Transaction, messages: Sequence[MessageKey], *, flagged: bool
) -> None:
    """Set or take away the star that every mail program shows."""
    want_flag(store, transaction, messages, "\\Flagged", wanted=flagged)


def mark_answered(
    store: Store, transaction: Transaction, messages: Sequence[MessageKey], *, answered: bool
) -> None:
    """Mark letters as answered, as other mail programs show it."""
    want_flag(store, transaction, messages, "\\Answered", wanted=answered)


def move_letters(
    store: Store,
    transaction: Transaction,
    messages: Sequence[MessageKey],
    *,
    folder: FolderId,
    sources: Collection[FolderId] | None = None,
) -> int:
    """Move letters to a folder of their account, from these folders or wherever they stand.

    Returns how many there were to move. Raises `RejectedError` for a folder that is on no server,
    or of another account than a letter.
    """
    target = store.folders.by_id(folder)
    if target is None or target.role is FolderRole.LOCAL:
        raise RejectedError("Letters can only be moved to a folder on their server.")
    if not messages:
        return 0
    if {target.account} != {account for account, _ in _by_account(store, messages)}:
        raise RejectedError("A letter cannot be moved to another account.")
    here = [f for f in store.folders.of(target.account) if f.role is not FolderRole.LOCAL]
    if sources is not None:
        here = [f for f in here if f.id in sources]
    return _want_move(store, transaction, messages, target, here)


def archive(store: Store, transaction: Transaction, messages: Sequence[MessageKey]) -> int:
    """Move letters from the inbox to the account's archive; what stands elsewhere stays there.

    Returns how many there were to move. Raises `MissingFolderError` without an archive.
    """
    return _move_by_role(store, transaction, messages, FolderRole.ARCHIVE, {FolderRole.INBOX})


def delete(store: Store, transaction: Transaction, messages: Sequence[MessageKey]) -> int:
    """Move letters from all folders to the account's trash; nothing is ever removed for good.

    Returns how many there were to move. Raises `MissingFolderError` without a trash folder.
    """
    anywhere = set(FolderRole) - {FolderRole.LOCAL, FolderRole.TRASH}
    return _move_by_role(store, transaction, messages, FolderRole.TRASH, anywhere)


def retry_refused(store: Store, transaction: Transaction, account: AccountId) -> None:
    """Ask the server again for what it refused."""
    show_wishes(store, transaction, store.pending.ask_again(account))
    transaction.wishes.add(account)


def dismiss_troubles(store: Store, transaction: Transaction, account: AccountId) -> None:
    """Forget changes that the server refused or overruled: the person has seen it."""
    store.pending.forget_troubles(account)
    transaction.accounts.add(account)


def want_flag(
    store: Store,
    transaction: Transaction,
    messages: Sequence[MessageKey],
    flag: str,
    *,
    wanted: bool,
) -> None:
    """Set or clear a flag of the server's wherever these letters stand."""
    store.pending.wish_flag(messages, flag, wanted=wanted)
    show_wishes(store, transaction, messages)
    transaction.wishes.update(account for account, _ in _by_account(store, messages))


def _move_by_role(
    store: Store,
    transaction: Transaction,
    messages: Sequence[MessageKey],
    role: FolderRole,
    sources: set[FolderRole],
) -> int:
    moved = 0
    for account, keys in _by_account(store, messages):
        folders = store.folders.of(account)
        target = next((f for f in folders if f.role is role), None)
        if target is None:
            raise MissingFolderError(role)
        moved += _want_move(
            store, transaction, keys, target, [f for f in folders if f.role in sources]
        )
    return moved


def _want_move(
    store: Store,
    transaction: Transaction,
    messages: Sequence[MessageKey],
    target: Folder,
    sources: Sequence[Folder],
) -> int:
    moved = store.pending.wish_move(messages, target.id, sources=[f.id for f in sources])
    transaction.folders.update({target.id, *(f.id for f in sources)} if moved else ())
    show_wishes(store, transaction, moved)
    transaction.wishes.add(target.account)
    return len(moved)


def _by_account(
    store: Store, messages: Sequence[MessageKey]
) -> list[tuple[AccountId, list[MessageKey]]]:
    owned = sorted(store.letters.accounts_of(messages).items(), key=lambda pair: pair[1])
    return [(a, [key for key, _ in pairs]) for a, pairs in groupby(owned, lambda pair: pair[1])]
