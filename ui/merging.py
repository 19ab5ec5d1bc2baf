"""Merges tickets and takes letters out of them, after a look at what comes of it.

Loaded on first use, as `ui.team_deeds`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.ids import MessageKey, TicketId
from app.domain.tickets import Queue
from app.services import team_moves
from app.services.deeds import Done
from app.services.read_models import Conversation, ListFilter, TicketRow
from ui import format as fmt
from ui.counted import counted
from ui.deeds import Deeds, Wish
from ui.dialogs.ask import tell
from ui.dialogs.merge import MergeDialog, SplitDialog, TargetDialog
from ui.ports import Queries, Runtime
from ui.tasks import Tasks
from ui.team_deeds import say_several_mailboxes

translate = QCoreApplication.translate

_OFFERED = 300
"""Newest tickets among which another one is chosen."""


class Merging:
    """GUI thread only; letters for previews are read by a worker."""

    def __init__(
        self,
        window: QWidget,
        deeds: Deeds,
        *,
        queries: Queries,
        tasks: Tasks,
        runtime: Runtime,
        now: Callable[[], int],
        show: Callable[[TicketId], None],
    ) -> None:
        """``show`` goes to a ticket wherever it is listed."""
        self._window, self._deeds = window, deeds
        self._queries, self._tasks, self._perform = queries, tasks, runtime.perform
        self._now, self._show = now, show

    def merge(self, rows: Sequence[TicketRow]) -> None:
        """Show several tickets as one; of one alone, ask for the other first."""
        if len({row.account for row in rows}) > 1:
            say_several_mailboxes(self._window)
        elif len(rows) > 1:
            self._read([row.id for row in rows], lambda found: self._ask_merge(found, None))
        elif rows:
            row = rows[0]
            self._ask_target(
                row,
                translate("Merging", "Merge…"),
                lambda other: self._read(
                    [row.id, other], lambda found: self._ask_merge(found, other)
                ),
            )

    def split(self, ticket: TicketId, ticked: Sequence[MessageKey] = ()) -> None:
        """Ask which letters leave a ticket."""
        self._read([ticket], lambda found: self._ask_split(found[0], ticked))

    def _read(
        self, tickets: Sequence[TicketId], then: Callable[[Sequence[Conversation]], None]
    ) -> None:
        def work(queries: Queries) -> Sequence[Conversation]:
            read = (queries.conversation(ticket) for ticket in tickets)
            return [conversation for conversation in read if conversation is not None]

        def go_on(found: Sequence[Conversation]) -> None:
            if len(found) == len(tickets):
                then(found)
            else:
                self._failed_reading()

        self._tasks.run(work, go_on, lambda _: self._failed_reading(), lane="merging")

    def _failed_reading(self) -> None:
        tell(
            self._window,
            translate("Merging", "This ticket is no more"),
            translate("Merging", "Its letters are in another one now."),
        )

    def _ask_target(self, row: TicketRow, button: str, then: Callable[[TicketId], None]) -> None:
        dialog = TargetDialog(fmt.about([row]), self._others(row), button, self._window)
        dialog.chosen.connect(lambda other: then(TicketId(int(other))))
        dialog.open()

    def _others(self, row: TicketRow) -> list[TicketRow]:
        """The contact's own tickets first: these are what is merged most."""
        here = ListFilter(account=row.account)
        of_contact = replace(here, search=row.contact.address)
        newest = self._queries.tickets(Queue.ALL, here, offset=0, limit=_OFFERED)
        theirs = self._queries.tickets(Queue.ALL, of_contact, offset=0, limit=30)
        known = {each.id: each for each in (*theirs, *newest) if each.id != row.id}
        return sorted(known.values(), key=lambda each: each.contact.address != row.contact.address)

    def _ask_merge(self, found: Sequence[Conversation], into: TicketId | None) -> None:
        dialog = MergeDialog(found, self._now(), into, self._window)
        rows = [conversation.ticket for conversation in found]
        dialog.decided.connect(lambda kept: self.merge_into(rows, kept))
        dialog.open()

    def merge_into(self, rows: Sequence[TicketRow], kept: TicketId) -> None:
        """Show tickets as one of them."""
        codes = {row.id: row.code for row in rows}
        wish = Wish(list(codes), lambda _: counted.merged(len(codes), codes[kept]))
        sources = [ticket for ticket in codes if ticket != kept]
        self._deeds.do(
            wish,
            lambda: self._perform(team_moves.merge, sources, kept, now=self._now()),
            lambda _: self._show(kept),
        )

    def _ask_split(self, conversation: Conversation, ticked: Sequence[MessageKey]) -> None:
        ticket = conversation.ticket
        if not conversation.letters:
            return
        dialog = SplitDialog(conversation, self._now(), ticked, self._window)

        def split(keys: Sequence[MessageKey]) -> None:
            wish = Wish([ticket.id], lambda _: counted.split(len(keys)))
            self._deeds.do(
                wish,
                lambda: self._perform(team_moves.split, ticket.id, keys, now=self._now()),
                self._go,
            )

        def move(keys: Sequence[MessageKey]) -> None:
            self._ask_target(
                ticket,
                translate("Merging", "Move here"),
                lambda other: self._move(keys, other),
            )

        dialog.split.connect(split)
        dialog.move_away.connect(move)
        dialog.open()

    def _move(self, keys: Sequence[MessageKey], to: TicketId) -> None:
        row = self._queries.rows([to]).get(to)
        if row is None:
            self._failed_reading()
            return
        wish = Wish([to], lambda _: counted.letters_moved(len(keys), row.code))
        self._deeds.do(
            wish,
            lambda: self._perform(team_moves.move_letters, keys, to, now=self._now()),
            self._go,
        )

    def _go(self, done: Done) -> None:
        """Go where the letters went."""
        if done.tickets:
            self._show(done.tickets[0])
