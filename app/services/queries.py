"""What the window and the command line read: paged rows, conversations, search.

One instance a thread, over a read-only connection. Everything but `conversation`, `attachment`,
`inline_part`, `new_text` and `hits` is a short indexed read that may run on the GUI thread; those
read letters from source, and load what reads them only then: the list must not wait for it.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from app.domain.accounts import Account, Folder
from app.domain.codes import normalise
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.messages import Address, Attachment
from app.domain.outgoing import Draft, DraftId, FileId
from app.domain.spelling import SpellingWords
from app.domain.streams import outsider_stream
from app.domain.tickets import Queue
from app.services.deeds import Done
from app.services.outgoing_models import DraftView, OutgoingView, Unfinished
from app.services.people import People
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
from app.services.team_models import TeamView
from app.services.ticket_list import TicketRows
from app.store import Store, open_reader
from app.store.drafts import DraftVersion
from app.store.pending import WishState
from app.store.ticket_data import TicketData
from app.store.ticket_queues import Filter
from search.match import match_expression

P = ParamSpec("P")
T = TypeVar("T")


class Queries:
    """Reads over one profile. Raises `StorageError` when the database fails."""

    def __init__(self, store: Store, now: Callable[[], float] | None = None) -> None:
        """``now`` gives seconds UTC; without it nobody is known to be present anywhere."""
        self._store = store
        self._list = TicketRows(store, now)

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
        return tuple(self._list.of(page))

    def ticket_count(self, queue: Queue, only: ListFilter = UNFILTERED) -> int:
        """How many tickets `tickets` has in all."""
        return self._store.tickets.count(queue, _filter(only))

    def rows(self, ids: Sequence[TicketId]) -> dict[TicketId, TicketRow]:
        """Rows by id; vanished ones are absent."""
        return {row.id: row for row in self._list.of(self._store.tickets.by_ids(ids))}

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
        return next(iter(self._list.of([data])), None) if data else None

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
        from app.services.outgoing_reads import of_ticket  # noqa: PLC0415
        from app.services.team_reads import NOTHING_SAID, team_part  # noqa: PLC0415

        data = next(iter(self._store.tickets.by_ids([ticket_id])), None)
        if data is None:
            return None
        rows = self._store.letters.of_ticket(ticket_id)
        keys = [row.key for row in rows]
        leaving = self._store.outbox.on_their_way(keys)
        gone = self._store.letters.gone(keys) - leaving.keys()
        standing = self._store.pending.shown(keys)
        shown = allow_remote
        if remembered:
            shown |= self._store.settings.image_senders()
        people = People(self._store, data.account)
        written, outgoing = of_ticket(self._store, data.account, data.id, data.code)
        said = NOTHING_SAID
        if data.said:
            said = team_part(self._store, data.account, data.id, people)
        return Conversation(
            ticket=next(iter(self._list.of([data]))),
            letters=tuple(
                letter_view(
                    row,
                    self._store.letters.source(row.key),
                    gone=row.key in gone,
                    standing=standing[row.key],
                    shown=shown,
                    here=said.here.get(row.key),
                    sending=leaving.get(row.key),
                )
                for row in rows
            ),
            related=self._related(data),
            notes=said.story.notes,
            timeline=said.story.timeline,
            conflicts=said.story.conflicts,
            merged=said.merged,
            drafts=written,
            outgoing=outgoing,
        )

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

    def read(
        self, question: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what a function of `app.services` reads, such as `templates.templates`."""
        return question(self._store, *args, **kwargs)

    # --- letters that are written here ---------------------------------------------------------

    def drafts(self, account: AccountId | None = None) -> tuple[DraftView, ...]:
        """What is being written, of all accounts or of one, last saved first."""
        from app.services.outgoing_reads import drafts  # noqa: PLC0415 - see above

        return tuple(drafts(self._store, account))

    def outbox(self, account: AccountId | None = None) -> tuple[OutgoingView, ...]:
        """Letters that have not left for good, in the order in which they shall leave."""
        from app.services.outgoing_reads import outbox  # noqa: PLC0415 - see above

        return tuple(outbox(self._store, account))

    def draft(self, key: DraftId) -> Draft | None:
        """A draft, also one that was sent or discarded; None where it is no more."""
        row = self._store.drafts.get(key)
        return row.draft if row else None

    def draft_versions(self, key: DraftId) -> tuple[DraftVersion, ...]:
        """Forms of a draft that were kept to go back to, newest first."""
        return tuple(self._store.drafts.versions(key))

    def draft_file(self, file: FileId) -> Iterator[bytes]:
        """The bytes of a draft's file, in pieces. Raises `RejectedError` where it is no more."""
        from app.services.draft_files import file_pieces  # noqa: PLC0415 - see above

        return file_pieces(self._store, file)

    def draft_picture(self, key: DraftId, content_id: str) -> tuple[str, bytes] | None:
        """Content type and bytes of a picture that stands in a draft's text."""
        found = self.draft(key)
        for file in found.files if found else ():
            if file.content_id == content_id:
                return file.content_type, b"".join(self.draft_file(file.id))
        return None

    def addresses(self, account: AccountId | None, text: str) -> Sequence[Address]:
        """People with a word that begins so in name or address, best first; tens of ms."""
        from app.services.addresses import addresses  # noqa: PLC0415 - see above

        return addresses(self._store, account, text)

    def unfinished(self, account: AccountId) -> Unfinished:
        """What would be lost together with an account: letters that are nowhere but here."""
        from app.services.outgoing_reads import unfinished  # noqa: PLC0415 - see above

        return unfinished(self._store, account)

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
        return len(ids), tuple(self._list.of(self._store.tickets.by_ids(chosen)))

    def record(self, account: AccountId, who: str) -> tuple[tuple[str, str], ...]:
        """What the team knows of a person (address) or company (domain): fields and values."""
        from app.domain.fold_team import record_values  # noqa: PLC0415 - see above

        events = self._store.events.of_stream(account, outsider_stream(who))
        return tuple(record_values(events).items())

    def spelling_words(self, account: AccountId | None = None) -> SpellingWords:
        """Words and names that count as spelled right, of one account's team or of all."""
        from app.services.dictionary import spelling_words  # noqa: PLC0415 - see above

        return spelling_words(self._store, account)

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

    def _related(self, data: TicketData) -> tuple[RelatedTicket, ...]:
        found: dict[TicketId, RelatedTicket] = {}
        for evidence in data.related:
            by_code = self._store.tickets.by_code(evidence)
            ticket = by_code.id if by_code else self._store.letters.ticket_of_message_id(evidence)
            for row in self._store.tickets.by_ids([ticket] if ticket else []):
                if row.id != data.id:
                    found[row.id] = RelatedTicket(row.id, row.code, row.subject)
        return tuple(found.values())


def _filter(only: ListFilter) -> Filter:
    words, code = match_expression(only.search), normalise(only.search)
    return Filter(only.account, words, code, only.assignee, only.tag)
