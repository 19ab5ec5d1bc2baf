"""Tickets, rulings and what the team says are derived anew, where other rules made them."""

from collections.abc import Iterator

from app.domain.ids import AccountId
from app.services.refold import refold
from app.services.regroup import regroup
from app.store import Store, Transaction

_AT_ONCE = 500
"""Letters that are looked at in one transaction."""


class Renewal:
    """Derives everything of a profile anew, step by step, each in a transaction of its own.

    It may end after any of them, also by a kill: that it is done is noted last. Changes nothing
    where everything was as it should be.
    """

    def __init__(self) -> None:
        self._steps: Iterator[None] | None = None
        self._at: tuple[Store, Transaction]

    def step(self, store: Store, transaction: Transaction) -> bool:
        """Do some of it; whether there is more to do."""
        self._at = store, transaction
        if self._steps is None:
            self._steps = self._all(store)
        try:
            next(self._steps)
        except StopIteration:
            store.filing.settle()
            return False
        return True

    def _all(self, store: Store) -> Iterator[None]:
        for account in [account.id for account in store.accounts.all()]:
            self._of_events(account)
            yield
            keys = store.letters.all_keys(account)
            for start in range(0, len(keys), _AT_ONCE):
                regroup(*self._at, account, keys[start : start + _AT_ONCE])
                yield

    def _of_events(self, account: AccountId) -> None:
        store, transaction = self._at
        store.filing.refile(account)
        store.rulings.forget(account)
        refold(store, transaction, account, store.events.streams(account))
