"""A computer with one mailbox, whose person is of a team or alone, and whose time goes on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.domain.events import MemberId
from app.domain.ids import AccountId
from app.services import members
from app.store import Store, open_store
from tests.support.journal import NOON
from tests.support.journal_rows import SETTINGS, joined


class MemberDesk:
    """Runs commands, each in a transaction of its own, a minute after the last one."""

    def __init__(self, path: Path, *, team: bool, name: str = "Alice") -> None:
        self.store: Store = open_store(path)
        self.now = float(NOON)
        with self.store.transaction() as transaction:
            self.account: AccountId = self.store.accounts.add(SETTINGS)
            if team:
                joined(self.store, transaction, self.account)
                me = members.Me(name, member=MemberId("member-0"))
                members.introduce_me(self.store, transaction, self.account, me, now=self.now)

    def do(self, command: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Run a command of `app.services`; it gets the time as ``now``."""
        self.now += 60
        with self.store.transaction() as transaction:
            return command(self.store, transaction, *args, **more, now=self.now)
