"""Rows of the ticket list: what is stored of tickets, with what lies over it just now."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.ids import AccountId, TicketId
from app.domain.messages import Address
from app.domain.outgoing import Sending
from app.domain.tickets import Status
from app.services.people import People, is_shared
from app.services.presence import others_present
from app.services.read_models import TicketRow
from app.services.team_models import PresenceView
from app.store import Store
from app.store.ticket_data import TicketData

_NOTHING = (False, None)
_FIRST = (Sending.UNSURE, Sending.HELD, Sending.HANDING, Sending.QUEUED, Sending.ACCEPTED)
"""What a row shows where several letters of its ticket are on their way: the first of these."""


class TicketRows:
    """Makes rows of tickets; short indexed reads."""

    def __init__(self, store: Store, now: Callable[[], float] | None) -> None:
        """``now`` gives seconds UTC; without it nobody is known to be present anywhere."""
        self._store, self._now = store, now

    def of(self, found: Iterable[TicketData]) -> Iterable[TicketRow]:
        """Yield the rows of tickets, in their order."""
        by_account: dict[AccountId, list[TicketData]] = {}
        rows = list(found)
        for data in rows:
            by_account.setdefault(data.account, []).append(data)
        around = {account: self._around(account, mine) for account, mine in by_account.items()}
        for data in rows:
            yield _row(data, around[data.account])

    def _around(self, account: AccountId, mine: Sequence[TicketData]) -> "_Around":
        people = People(self._store, account)
        return _Around(
            people,
            self._present(account, people),
            self._unsent(mine),
            self._written(account, mine),
        )

    def _written(
        self, account: AccountId, mine: Sequence[TicketData]
    ) -> Mapping[TicketId, tuple[bool, Sending | None]]:
        """Whether something is being written in tickets, and how far what was sent is."""
        found: dict[TicketId, tuple[bool, Sending | None]] = {}
        for ticket, state in self._store.drafts.marks(account, [data.id for data in mine]):
            draft, sending = found.get(ticket, _NOTHING)
            if state is None:
                found[ticket] = (True, sending)
            elif (now := Sending(state)) in _FIRST:
                found[ticket] = (draft, next(one for one in _FIRST if one in {sending, now}))
        return found

    def _unsent(self, found: Sequence[TicketData]) -> Collection[TicketId]:
        """Tickets of one account of which was said here what is not in the mailbox yet."""
        said = [data.id for data in found if data.said]
        if not said or not self._store.events.any_unsent(found[0].account):
            return ()
        if not is_shared(self._store, found[0].account):
            return ()
        return self._store.events.unsent_of(said)

    def _present(
        self, account: AccountId, people: People
    ) -> dict[TicketId, tuple[PresenceView, ...]]:
        if self._now is None or people.device is None:
            return {}
        return others_present(self._store, account, people, self._now())


@dataclass(frozen=True, slots=True)
class _Around:
    """What rows of one mailbox show beside what is stored of their tickets."""

    people: People
    present: Mapping[TicketId, tuple[PresenceView, ...]]
    unsent: Collection[TicketId]
    written: Mapping[TicketId, tuple[bool, Sending | None]]


def _row(data: TicketData, around: _Around) -> TicketRow:
    draft, sending = around.written.get(data.id, _NOTHING)
    return TicketRow(
        id=data.id or TicketId(0),
        code=data.code,
        subject=data.subject,
        contact=Address(data.contact_name, data.contact),
        snippet=data.snippet,
        updated=data.updated,
        letters=data.letters,
        has_attachments=data.has_attachments,
        status=data.status,
        bounced=data.bounced,
        unread=data.unread,
        account=data.account,
        away=data.away,
        flagged=data.flagged,
        unsent=data.unsent or data.id in around.unsent,
        assignee=around.people.maybe(data.assignee),
        tags=data.tags,
        priority=data.priority,
        promised=data.promised,
        snoozed_until=data.wakes if data.status is Status.SNOOZED else None,
        disputed=data.disputed,
        notes=data.notes,
        present=around.present.get(data.id, ()),
        draft=draft,
        sending=sending,
    )
