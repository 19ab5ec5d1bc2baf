"""What the window and the command line read: paged rows, conversations, search.

One instance a thread, over a read-only connection. Everything but `conversation`, `attachment`,
`inline_part`, `new_text` and `hits` is a short indexed read that may run on the GUI thread; those
read letters from source, and load what reads them only then: the list must not wait for it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.accounts import Account, Folder
from app.domain.codes import normalise
from app.domain.events import Stream
from app.domain.grouping import Why, WhyKind
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Address, Attachment
from app.domain.tickets import Queue, Status
from app.services.deeds import Done
from app.services.people import People
from app.services.presence import others_present
from app.services.read_models import (
    UNFILTERED,
    Conversation,
    ListFilter,
    QueueCount,
    RelatedTicket,
    SearchHit,
    TicketRow,
    Trouble,
)
from app.services.team_models import Here, PresenceView, TeamView
from app.store import Store, open_reader
from app.store.pending import WishState
from app.store.ticket_data import TicketData
from app.store.ticket_queues import Filter
from search.match import match_expression


class Queries:
    """Reads over one profile. Raises `StorageError` when the database fails."""

    def __init__(self, store: Store, now: Callable[[], float] | None = None) -> None:
        """``now`` gives seconds UTC; without it nobody is known to be present anywhere."""
        self._store, self._now = store, now

    @classmethod
    def open(cls, database: Path, now: Callable[[], float] | None = None) -> "Queries":
        """Open a profile's database for reading."""
        return cls(open_reader(database), now)

    def close(self) -> None:
        """Close the connection."""
        self._store.close()

    # --- lists -------------------------------------------------------------------------------

    def queue_counts(self, account: AccountId | None = None) -> tuple[QueueCount, ...]:
        """Every queue with its number of tickets, of all accounts or of one."""
        of_account = Filter(account)
        count = self._store.tickets.count
        return tuple(QueueCount(queue, count(queue, of_account)) for queue in Queue)

    def tickets(
        self, queue: Queue, only: ListFilter = UNFILTERED, *, offset: int, limit: int
    ) -> tuple[TicketRow, ...]:
        """One page of a queue, newest first; ``limit`` -1 for all."""
        page = self._store.tickets.page(queue, _filter(only), offset=offset, limit=limit)
        return tuple(self._rows(page))

    def ticket_count(self, queue: Queue, only: ListFilter = UNFILTERED) -> int:
        """How many tickets `tickets` has in all."""
        return self._store.tickets.count(queue, _filter(only))

    def rows(self, ids: Sequence[TicketId]) -> dict[TicketId, TicketRow]:
        """Rows by id; vanished ones are absent."""
        return {row.id: row for row in self._rows(self._store.tickets.by_ids(ids))}

    def position(
        self, queue: Queue, ticket_id: TicketId, only: ListFilter = UNFILTERED
    ) -> int | None:
        """Row number in the list, or None where the ticket is not in it."""
        return self._store.tickets.position(queue, ticket_id, _filter(only))

    def message_ids(self, ids: Sequence[TicketId]) -> dict[TicketId, list[str]]:
        """Message-IDs of tickets, in the order of conversation."""
        return self._store.letters.message_ids(ids)

    def by_code(self, code: str, account: AccountId | None = None) -> TicketRow | None:
        """The ticket that a person names by its code, in any spelling.

        The code of a ticket that was merged into another leads to that one. A letter that came to
        two mailboxes has a ticket of one code in each: ``account`` says which is meant.
        """
        normal = normalise(code)
        data = self._store.tickets.by_code(normal, account) if normal else None
        return next(iter(self._rows([data])), None) if data else None

    # --- one ticket --------------------------------------------------------------------------

    def conversation(
        self,
        ticket_id: TicketId,
        *,
        allow_remote: frozenset[str] = frozenset(),
        remembered: bool = True,
    ) -> Conversation | None:
        """A ticket with its letters read again from source, oldest first; None if it is no more.

        ``allow_remote`` names senders (lower case addresses) whose remote images are shown this
        time, beside those that the person always allows, unless ``remembered`` is False. Worker
        threads only.
        """
        from app.services.conversation import letter_view  # noqa: PLC0415 - see above
        from app.services.team_reads import NOTHING_SAID, team_part  # noqa: PLC0415

        data = next(iter(self._store.tickets.by_ids([ticket_id])), None)
        if data is None:
            return None
        rows = self._store.letters.of_ticket(ticket_id)
        keys = [row.key for row in rows]
        gone = self._store.letters.gone(keys)
        standing = self._store.pending.shown(keys)
        shown = allow_remote
        if remembered:
            shown |= self._store.settings.image_senders()
        people = People(self._store, data.account)
        said = NOTHING_SAID
        if data.said:
            said = team_part(self._store, data.account, data.id, people)
        return Conversation(
            ticket=next(iter(self._rows([data]))),
            letters=tuple(
                letter_view(
                    row,
                    self._store.letters.source(row.key),
                    gone=row.key in gone,
                    standing=standing[row.key],
                    shown=shown,
                    here=said.here.get(row.key),
                )
                for row in rows
            ),
            related=self._related(data),
            notes=said.story.notes,
            timeline=said.story.timeline,
            conflicts=said.story.conflicts,
            merged=said.merged,
        )

    def why_here(self, key: MessageKey) -> Here | None:
        """Why a letter is in its ticket; None where there is no such letter."""
        from app.services.team_reads import team_part  # noqa: PLC0415 - see above

        row = next(iter(self._store.letters.by_keys([key])), None)
        if row is None:
            return None
        here = Here(row.why or Why(WhyKind.FIRST))
        for data in self._store.tickets.by_ids([row.ticket] if row.ticket is not None else []):
            if data.said:
                people = People(self._store, data.account)
                said = team_part(self._store, data.account, data.id, people)
                return said.here.get(key, here)
        return here

    def attachment(self, key: MessageKey, index: int) -> tuple[Attachment, bytes]:
        """One attachment with its bytes. Raises `RejectedError` when there is none."""
        from app.services.conversation import attachment  # noqa: PLC0415 - see above

        return attachment(self._store.letters.source(key), index)

    def inline_part(self, key: MessageKey, content_id: str) -> tuple[str, bytes] | None:
        """Content type and bytes of a part that a letter shows in place."""
        from mail.parse import inline_parts  # noqa: PLC0415 - see above

        return inline_parts(self._store.letters.source(key)).get(content_id)

    def source(self, key: MessageKey) -> bytes:
        """A letter's raw bytes as the server gave them."""
        return self._store.letters.source(key)

    def new_text(self, key: MessageKey) -> str:
        """What the person newly wrote, as plain text; the whole text where that is nothing."""
        from app.services.conversation import new_text  # noqa: PLC0415 - see above

        return new_text(self._store.letters.source(key))

    # --- search ------------------------------------------------------------------------------

    def hits(self, query: str, *, limit: int, offset: int = 0) -> tuple[int, list[SearchHit]]:
        """Letters with all the words, newest first: how many in all, and one page of them."""
        from app.services.conversation import search_snippet  # noqa: PLC0415 - see above

        match = match_expression(query)
        if match is None:
            return 0, []
        total = self._store.letters.search_count(match)
        keys = [k for k, _ in self._store.letters.search(match, limit=limit, offset=offset)]
        rows = {row.key: row for row in self._store.letters.by_keys(keys)}
        tickets = self.rows([rows[k].ticket or TicketId(0) for k in keys])
        hits = []
        for key in keys:
            row = rows[key]
            ticket = tickets.get(row.ticket or TicketId(0))
            if ticket is None:
                continue
            hits.append(
                SearchHit(
                    ticket=ticket.code,
                    ticket_id=ticket.id,
                    message_id=row.letter.message_id,
                    subject=row.subject,
                    sender=Address(row.sender_name, row.letter.sender),
                    received=row.letter.received,
                    snippet=search_snippet(self._store.letters.source(key), query),
                )
            )
        return total, hits

    # --- the team ----------------------------------------------------------------------------

    def team(self, account: AccountId) -> TeamView:
        """Who works on a mailbox, and how this computer takes part.

        Raises `RejectedError` where there is no such account.
        """
        from app.services.team_reads import team_view  # noqa: PLC0415 - see above

        return team_view(self._store, account)

    def disputed(
        self, account: AccountId | None = None, *, limit: int = -1
    ) -> tuple[int, tuple[TicketRow, ...]]:
        """Tickets of which two people set something apart: how many, and the newest of them."""
        ids = self._store.tickets.disputed(account)
        chosen = ids if limit < 0 else ids[:limit]
        return len(ids), tuple(self._rows(self._store.tickets.by_ids(chosen)))

    def record(self, account: AccountId, who: str) -> tuple[tuple[str, str], ...]:
        """What the team knows of a person (address) or company (domain): fields and values."""
        from app.domain.fold_team import fold_record  # noqa: PLC0415 - see above

        kind = "contact" if "@" in who else "company"
        stream = Stream(f"{kind}:{who.strip().lower()}")
        events = self._store.events.of(account, [stream]).get(stream, [])
        return tuple((k, f.value) for k, f in fold_record(events) if f.value is not None)

    def last_deeds(self, limit: int = 50) -> tuple[Done, ...]:
        """What was done at this computer and can be taken back, newest first."""
        from app.services.undo import last_deeds  # noqa: PLC0415 - see above

        return last_deeds(self._store, limit)

    # --- accounts ----------------------------------------------------------------------------

    def accounts(self) -> Sequence[Account]:
        """Connected mailboxes."""
        return self._store.accounts.all()

    def folders(self, account: AccountId) -> Sequence[Folder]:
        """Folders of one mailbox with their counts."""
        return self._store.folders.of(account)

    def troubles(self, account: AccountId) -> tuple[Trouble, ...]:
        """Changes made here that the server refused or overruled."""
        return tuple(
            Trouble(
                refused=trouble.state is WishState.REFUSED,
                kind=trouble.kind,
                wanted=trouble.wanted,
                folder=trouble.folder,
                target=trouble.target,
                said=trouble.said,
                count=trouble.count,
                subject=trouble.subject,
            )
            for trouble in self._store.pending.troubles(account)
        )

    def waiting(self, account: AccountId) -> int:
        """How many changes made here wait for the server."""
        return self._store.pending.count(account)

    def check(self) -> list[str]:
        """What SQLite's own checks complain of; seconds on a large database."""
        return self._store.check()

    def index_state(self) -> tuple[int, int]:
        """How many letters there are, and how many of them the word index knows."""
        return self._store.words.state()

    def _rows(self, found: Iterable[TicketData]) -> Iterable[TicketRow]:
        by_account: dict[AccountId, list[TicketData]] = {}
        rows = list(found)
        for data in rows:
            by_account.setdefault(data.account, []).append(data)
        teams = {}
        for account, mine in by_account.items():
            people = People(self._store, account)
            teams[account] = _Team(people, self._present(account, people), self._unsent(mine))
        for data in rows:
            yield _row(data, teams[data.account])

    def _unsent(self, found: Sequence[TicketData]) -> Collection[TicketId]:
        """Tickets of one account of which was said here what is not in the mailbox yet."""
        said = [data.id for data in found if data.said]
        if not said or not self._store.events.any_unsent(found[0].account):
            return ()
        known = self._store.accounts.by_id(found[0].account)
        if known is None or known.settings.imap is None:
            return ()
        return self._store.events.unsent_of(said)

    def _present(
        self, account: AccountId, people: People
    ) -> dict[TicketId, tuple[PresenceView, ...]]:
        if self._now is None or people.device is None:
            return {}
        return others_present(self._store, account, people, self._now())

    def _related(self, data: TicketData) -> tuple[RelatedTicket, ...]:
        found: dict[TicketId, RelatedTicket] = {}
        for evidence in data.related:
            by_code = self._store.tickets.by_code(evidence)
            ticket = by_code.id if by_code else self._store.letters.ticket_of_message_id(evidence)
            for row in self._store.tickets.by_ids([ticket] if ticket else []):
                if row.id != data.id:
                    found[row.id] = RelatedTicket(row.id, row.code, row.subject)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Team:
    """What rows of one mailbox show of its team."""

    people: People
    present: Mapping[TicketId, tuple[PresenceView, ...]]
    unsent: Collection[TicketId]


def _filter(only: ListFilter) -> Filter:
    return Filter(only.account, match_expression(only.search), only.assignee, only.tag)


def _row(data: TicketData, team: _Team) -> TicketRow:
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
        unsent=data.unsent or data.id in team.unsent,
        assignee=team.people.maybe(data.assignee),
        tags=data.tags,
        priority=data.priority,
        promised=data.promised,
        snoozed_until=data.wakes if data.status is Status.SNOOZED else None,
        disputed=data.disputed,
        notes=data.notes,
        present=team.present.get(data.id, ()),
    )
