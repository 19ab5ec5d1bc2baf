"""A running profile on a real mailbox, and how long its news take."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.accounts import Endpoint
from app.domain.changes import ChangeSet
from app.domain.ports import KEY_NAMES, Clock, MailServerFactory
from app.runtime.facade import PassProgress, Runtime
from app.runtime.readers import LetterReader
from app.runtime.surroundings import Rhythm
from app.services.commands import add_account
from app.store import open_reader, open_store
from tests.support.clock import FakeClock
from tests.support.inline_reader import InlineReader
from tests.support.mailboxes import Mailbox
from tests.support.waiting import PATIENCE, wait_until


class OneVault:
    """One password for every account, and the keys that it is given."""

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self.keys: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        return self.keys.get(account) if account.startswith(KEY_NAMES) else self._secret

    def put(self, account: str, secret: str) -> None:
        if account.startswith(KEY_NAMES):
            self.keys[account] = secret
        else:
            self._secret = secret

    def remove(self, account: str) -> None:
        if account.startswith(KEY_NAMES):
            self.keys.pop(account, None)
        else:
            self._secret = ""


@dataclass
class Live:
    """A started runtime with one account."""

    runtime: Runtime
    database: Path
    changes: list[ChangeSet] = field(default_factory=list)
    arrivals: list[tuple[float, int]] = field(default_factory=list)
    """After each commit: when it was told, and how many letters there were."""
    changed: threading.Condition = field(default_factory=threading.Condition)
    progressed: list[PassProgress | None] = field(default_factory=list)
    """What was told of the passes that fetched something; None after each."""

    def heard(self, changes: ChangeSet) -> None:
        with self.changed:
            self.arrivals.append((time.monotonic(), self.letters()))
            self.changes.append(changes)
            self.changed.notify_all()

    def letters(self) -> int:
        with open_reader(self.database) as store:
            return len(store.letters.all_keys())

    def rows(self, sql: str) -> list[tuple]:  # type: ignore[type-arg]
        with open_reader(self.database) as store:
            return store._link.rows(sql)

    def problems(self) -> list[str]:
        """Codes of the problems that stand now."""
        return [problem.code for problem in self.runtime.problems()]

    def watched(self) -> list[str]:
        """Folders of the account whose news come by themselves now."""
        return self.runtime.watching().get("support", [])

    def follow(self, *folders: str, followed: bool = True) -> None:
        """Follow folders that were listed before, or follow them no more."""

        def job(store: object, _: object) -> None:
            for account in store.accounts.all():  # type: ignore[attr-defined]
                for folder in store.folders.of(account.id):  # type: ignore[attr-defined]
                    if folder.name in folders:
                        store.folders.follow(folder.id, followed=followed)  # type: ignore[attr-defined]

        self.runtime.perform(job).result(PATIENCE)

    def seconds_until_stored(
        self, deliver: Callable[[], object], *, within: float = PATIENCE
    ) -> float:
        """How long after a delivery its letter is told to listeners as stored."""
        with self.changed:
            before = len(self.changes)
        deliver()
        began = time.monotonic()
        with self.changed:
            arrived = self.changed.wait_for(
                lambda: any(change.tickets for change in self.changes[before:]), within
            )
        assert arrived, f"nothing arrived within {within:g} s"
        return time.monotonic() - began

    def wait_for_letters(self, count: int) -> None:
        wait_until(lambda: self.letters() == count, what=f"{count} letters")

    def wait_to_hear_of(self, count: int) -> None:
        """Wait until listeners were told of so many letters; that follows their being stored."""
        with self.changed:
            heard = self.changed.wait_for(
                lambda: any(letters >= count for _, letters in self.arrivals), PATIENCE
            )
        assert heard, f"not told of {count} letters within {PATIENCE:g} s"

    def wait_for_the_end_of_a_pass(self) -> None:
        """Wait until a pass that fetched something is over; letters are stored long before."""
        wait_until(lambda: None in self.progressed, what="the end of a pass")

    def wait_for_watching(self, *folders: str) -> None:
        wait_until(lambda: set(self.watched()) == set(folders), what=f"watching {folders}")


@contextmanager
def live_profile(
    mailbox: Mailbox,
    folder: Path,
    rhythm: Rhythm,
    *,
    through: Endpoint | None = None,
    factory: MailServerFactory | None = None,
    clock: Clock | None = None,
    reader: LetterReader | None = None,
    metered: bool = False,
) -> Iterator[Live]:
    """Start a runtime on a mailbox, by way of ``through`` if given; stopped on leaving."""
    settings = mailbox.account.settings
    if through is not None:
        settings = replace(settings, imap=through)
    database = folder / "postroom.db"
    with open_store(database) as store, store.transaction() as transaction:
        add_account(store, transaction, settings)
    runtime = Runtime(
        database,
        clock or FakeClock(),
        OneVault(mailbox.password),
        factory or mailbox.new_factory(),
        reader=reader or InlineReader(),
        rhythm=rhythm,
    )
    live = Live(runtime, database)
    runtime.subscribe(live.heard)
    runtime.subscribe_progress(live.progressed.append)
    runtime.set_metered(metered)
    try:
        runtime.start()
        yield live
    finally:
        runtime.stop()


def percentile(values: list[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
