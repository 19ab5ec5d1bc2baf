"""What a window works with while it is only measured: nothing runs, nothing is asked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Concatenate

from app.domain.accounts import Account, AccountSettings
from app.domain.certificates import Presented
from app.domain.changes import ChangeSet
from app.domain.errors import PostroomError, RejectedError
from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.problems import Problem
from app.domain.spelling import Checked, Paragraph
from app.services.checks import Check, Connected
from app.services.deeds import Deed, Done
from ui.ports import P, Progress, T


class StillRuntime:
    """A runtime in which nothing runs, so that only the window is measured."""

    paused = False

    def __init__(self) -> None:
        self.spelling = NoSpelling()

    def sync_now(self, account: str | None = None, *, accept_removals: bool = False) -> None:
        """Nothing to ask."""

    def perform(
        self,
        command: Callable[Concatenate[Any, Any, P], T],  # noqa: ARG002
        *args: P.args,  # noqa: ARG002
        **kwargs: P.kwargs,  # noqa: ARG002
    ) -> "Future[T]":
        """Nothing is written while measuring."""
        future: Future[T] = Future()
        future.set_exception(RejectedError("Nothing is changed while measuring."))
        return future

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> None:
        """Nothing ever changes."""

    def problems(self) -> Sequence[Problem]:
        """None."""
        return ()

    def progress(self) -> Progress | None:
        """None."""
        return None

    def last_passes(self) -> dict[str, int]:
        """None."""
        return {}

    def pause(self) -> None:
        """Nothing to pause."""

    def resume(self) -> None:
        """Nothing to resume."""

    def network_changed(self) -> None:
        """Nothing is connected."""

    def set_metered(self, metered: bool) -> None:  # noqa: FBT001 - a setter, as the system tells
        """Nothing is fetched."""

    def dismiss(self, key: str) -> None:
        """Nothing is told."""


class NoSpelling:
    """Finds everything right (`app.runtime.spelling.SpellingService`)."""

    def check(
        self,
        paragraph: Paragraph,  # noqa: ARG002
        leaning: Mapping[str, int] | None = None,  # noqa: ARG002
    ) -> "Future[Checked]":
        """Nothing is wrong."""
        future: Future[Checked] = Future()
        future.set_result(Checked())
        return future

    def suggest(
        self,
        word: str,  # noqa: ARG002
        language: str,  # noqa: ARG002
        near_by: Collection[str] = (),  # noqa: ARG002
        *,
        hasty: bool = True,  # noqa: ARG002
    ) -> "Future[tuple[str, ...]]":
        """Nothing was meant."""
        future: Future[tuple[str, ...]] = Future()
        future.set_result(())
        return future

    def know(self, words: Collection[str], names: Collection[str] = ()) -> None:
        """Not used."""


class NoCommands:
    """Nobody does anything; what can be looked at is not changed."""

    def allow_remote_images(self, sender_address: str) -> None:
        """Not used."""

    def mark_seen(self, messages: Sequence[MessageKey], *, seen: bool) -> None:
        """Nothing is written."""

    def follow_folder(self, folder: FolderId, *, followed: bool) -> None:
        """Not used."""

    def triage(
        self,
        tickets: Sequence[TicketId],  # noqa: ARG002
        deed: Deed,
        folder: FolderId | None = None,  # noqa: ARG002
    ) -> "Future[Done]":
        """Nothing is changed."""
        future: Future[Done] = Future()
        future.set_result(Done(deed, (), "", ()))
        return future

    def take_back(self, done: Done) -> "Future[None]":  # noqa: ARG002
        """Nothing to take back."""
        return _nothing()

    def present(self, ticket: TicketId, *, there: bool) -> None:
        """Nobody is told."""

    def retry_refused(self, account: AccountId) -> "Future[None]":  # noqa: ARG002
        """Nothing was refused."""
        return _nothing()

    def dismiss_troubles(self, account: AccountId) -> "Future[None]":  # noqa: ARG002
        """Nothing was refused."""
        return _nothing()


class NoMailboxes:
    """No server is asked while measuring."""

    def check(self, settings: AccountSettings, password: str) -> Sequence[Check]:  # noqa: ARG002
        """Nothing found."""
        return ()

    def connect(self, settings: AccountSettings, password: str) -> Connected:  # noqa: ARG002
        """Not possible."""
        raise _refusal(settings)

    def password(self, name: str) -> str | None:  # noqa: ARG002
        """None."""
        return None

    def change(self, account: Account, password: str) -> Connected:  # noqa: ARG002
        """Not possible."""
        raise _refusal(account.settings)

    def remove(self, account: Account) -> None:
        """Not possible."""
        raise _refusal(account.settings)

    def certificate(self, account: Account) -> Presented:
        """Not possible."""
        raise _refusal(account.settings)


def _refusal(settings: AccountSettings) -> PostroomError:
    return RejectedError(f"{settings.name} is not connected while measuring.")


def _nothing() -> "Future[None]":
    future: Future[None] = Future()
    future.set_result(None)
    return future
