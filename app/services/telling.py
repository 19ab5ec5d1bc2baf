"""Telling the team: facts of one command are written together and remembered as one deed."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from app.domain.events import Event, Fact
from app.domain.ids import AccountId, TicketId
from app.services.deeds import Deed, Done, EventsBack
from app.services.journal import write
from app.services.undo import remember
from app.store import Store, Transaction


def tell(
    store: Store,
    transaction: Transaction,
    deed: Deed,
    told: Mapping[AccountId, Sequence[Fact]],
    tickets: Iterable[TicketId],
    *,
    now: float,
) -> Done:
    """Write facts, those of each account in its team, and remember them as one deed.

    ``now`` is seconds UTC by this computer's clock. Raises `RejectedError` as `journal.write` does.
    """
    saying = Saying(store, transaction, now)
    for account, facts in told.items():
        saying.say(account, facts)
    return saying.done(deed, tickets)


class Saying:
    """One deed in the making, for commands that look again between their facts."""

    def __init__(self, store: Store, transaction: Transaction, now: float) -> None:
        self._store, self._transaction, self._now = store, transaction, now
        self._number = store.deeds.next_number()
        self._written: list[tuple[AccountId, Event]] = []

    def say(self, account: AccountId, facts: Sequence[Fact]) -> None:
        """Write facts; what the screen reads follows them at once."""
        if not facts:
            return
        events = write(
            self._store, self._transaction, account, facts, now=self._now, deed=self._number
        )
        self._written += [(account, event) for event in events]

    def done(self, deed: Deed, tickets: Iterable[TicketId]) -> Done:
        """Remember what was said; a deed that said nothing is not remembered."""
        back = tuple(
            EventsBack(account, tuple((event.stream, event.id) for _, event in run))
            for account, run in groupby(self._written, key=lambda pair: pair[0])
        )
        return remember(self._store, Done(deed, tuple(tickets) if back else (), "", back))
