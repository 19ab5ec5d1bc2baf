"""After events came: bring what is shown up to date with what the team says now."""

from collections.abc import Collection

from app.domain.events import TEAM, Stream
from app.domain.fold_team import TeamState, fold_team
from app.domain.ids import AccountId
from app.store import Store, Transaction


def refold(
    store: Store,  # noqa: ARG001 - for what follows of tickets
    transaction: Transaction,
    account: AccountId,
    streams: Collection[Stream],
) -> None:
    """Derive anew what follows from the events of these streams. Called wherever events come."""
    if TEAM in streams:
        transaction.accounts.add(account)


def team(store: Store, account: AccountId) -> TeamState:
    """Return the members, devices and settings of a mailbox's team."""
    return fold_team(store.events.of(account, (TEAM,)).get(TEAM, ()))
