"""What the window does through a running profile: its commands, and the book of accounts."""

from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from app.domain.accounts import AccountSettings
from app.domain.events import DeviceId
from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.ports import Clock
from app.services import commands, triage, undo
from app.services.deeds import Deed, Done
from app.services.sight import sight_of
from app.store import Store, Transaction

if TYPE_CHECKING:
    from app.runtime.facade import Runtime


class WindowCommands:
    """The window's intentions, handed to the writer's thread (`ui.ports.Commands`)."""

    def __init__(self, runtime: "Runtime", clock: Clock) -> None:
        self._runtime, self._clock = runtime, clock

    def allow_remote_images(self, sender_address: str) -> None:
        """Show remote images in every letter of this sender from now on."""
        self._runtime.perform(commands.allow_remote_images, sender_address)

    def mark_seen(self, messages: Sequence[MessageKey], *, seen: bool) -> None:
        """Mark letters as read or unread."""
        self._runtime.perform(commands.mark_seen, messages, seen=seen)

    def follow_folder(self, folder: FolderId, *, followed: bool) -> None:
        """Choose whether a folder is synced."""
        self._runtime.perform(commands.follow_folder, folder, followed=followed)

    def triage(
        self, tickets: Sequence[TicketId], deed: Deed, folder: FolderId | None = None
    ) -> "Future[Done]":
        """Do something with whole tickets."""
        return self._runtime.perform(triage.triage, tickets, deed, folder)

    def take_back(self, done: Done) -> "Future[None]":
        """Undo what was done, whatever it was."""
        return self._runtime.perform(undo.take_back, done, now=self._clock.now())

    def retry_refused(self, account: AccountId) -> "Future[None]":
        """Ask the server again for what it refused."""
        return self._runtime.perform(commands.retry_refused, account)

    def dismiss_troubles(self, account: AccountId) -> "Future[None]":
        """Forget changes that the server refused or overruled."""
        return self._runtime.perform(commands.dismiss_troubles, account)

    def present(self, ticket: TicketId, *, there: bool) -> None:
        """Tell the team that something is being written in a ticket, or is no more."""

        def tell(store: "Store", _: "Transaction") -> None:
            sight = sight_of(store, ticket)
            self._runtime.present(sight.account, sight.anchor, there=there)

        self._runtime.perform(tell)


class WindowBook:
    """Accounts, stored by the writer's thread; see `app.mailboxes.AccountBook`."""

    def __init__(self, runtime: "Runtime") -> None:
        self._runtime = runtime

    def add(self, settings: AccountSettings) -> None:
        """Add an account."""
        self._runtime.perform(commands.add_account, settings).result()

    def change(self, account: AccountId, settings: AccountSettings) -> None:
        """Store other settings."""
        self._runtime.perform(commands.change_account, account, settings).result()

    def remove(self, account: AccountId) -> tuple[DeviceId, str]:
        """Remove an account with all that came from it; return the names of its keys."""

        def remove(store: Store, transaction: Transaction) -> tuple[DeviceId, str]:
            state = store.journal.state(account)
            # the dialog has told what has not been sent
            commands.remove_account(store, transaction, account, with_unsent=True)
            return state.device, state.team

        return self._runtime.perform(remove).result()

    def look_again(self, name: str) -> None:
        """Follow an account at once."""
        self._runtime.sync_now(name)

    def known_certificate(self, account: AccountId) -> tuple[str, int] | None:
        """Return what was remembered of a server's certificate."""
        return self._runtime.perform(commands.known_certificate, account).result()
