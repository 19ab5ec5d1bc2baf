"""What the window has for the team: deeds, dialogs, notes and presence around one conversation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.events import EventId, Priority
from app.domain.ids import MessageKey, TicketId
from app.domain.tickets import Queue, Status
from app.services.read_models import TicketRow
from app.services.team_models import Disputable
from ui import format as fmt
from ui.actions import Actions
from ui.answers import Answers
from ui.deeds import Deeds
from ui.models.tickets import TicketListModel
from ui.ports import Commands, Queries, Runtime
from ui.settings import WindowSettings
from ui.tasks import Tasks
from ui.team_dialogs import TeamDialogs
from ui.views.conversation import ConversationPane
from ui.views.lists import TicketListView
from ui.views.note_panel import NotePanel

if TYPE_CHECKING:
    from ui.merging import Merging
    from ui.team_deeds import TeamDeeds

_PRESENCE_MS = 5_000


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of a window that the team's part works with."""

    window: QWidget
    tickets: TicketListModel
    list: TicketListView
    conversation: ConversationPane
    notes: NotePanel
    deeds: Deeds
    queries: Queries
    commands: Commands
    runtime: Runtime
    tasks: Tasks
    answers: Answers
    settings: WindowSettings
    now: Callable[[], int]
    show: Callable[[TicketId], None]
    """Goes to a ticket wherever it is listed."""


class TeamDesk(QObject):
    """GUI thread only; owned by the window."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.window)
        self._around = around
        self.dialogs = TeamDialogs(
            around.window,
            around.deeds,
            queries=around.queries,
            runtime=around.runtime,
            answers=around.answers,
            settings=around.settings,
            now=around.now,
        )
        pane, line = around.conversation, around.conversation.header.team
        pane.team_requested.connect(self._page_command)
        pane.conflicts.settled.connect(self._settle)
        line.assign_requested.connect(self.assign)
        line.tags_requested.connect(self.tags)
        line.promise_requested.connect(self.promise)
        line.note_requested.connect(self.write_note)
        around.notes.saved.connect(self._save_note)
        around.notes.writing.connect(
            lambda ticket, there: around.commands.present(ticket, there=there)
        )
        around.notes.closed.connect(around.list.setFocus)
        around.list.ticket_chosen.connect(self._follow)
        around.list.chosen_changed.connect(self._follow)
        self._clock = QTimer(self)
        self._clock.setInterval(_PRESENCE_MS)
        self._clock.timeout.connect(self._look_around)
        self._clock.start()

    @cached_property
    def deeds(self) -> "TeamDeeds":
        """What keys, menus and buttons do."""
        from ui.team_deeds import TeamDeeds  # noqa: PLC0415 - see there

        around = self._around
        return TeamDeeds(
            around.window,
            around.list,
            around.deeds,
            queries=around.queries,
            runtime=around.runtime,
            now=around.now,
            queue=self._queue,
            ask_who=self.dialogs.ask_who,
        )

    @cached_property
    def merging(self) -> "Merging":
        """Merging tickets and taking letters out of them."""
        from ui.merging import Merging  # noqa: PLC0415 - see there

        around = self._around
        return Merging(
            around.window,
            around.deeds,
            queries=around.queries,
            tasks=around.tasks,
            runtime=around.runtime,
            now=around.now,
            show=self._go,
        )

    def set_up(self, actions: Actions) -> None:
        """Give the ticket's head the menus of the actions."""
        window = self._around.window
        self._around.conversation.header.team.set_up(
            self._around.now, actions.status_menu(window), actions.priority_menu(window)
        )

    def stop(self) -> None:
        """Do nothing by itself any more."""
        self._clock.stop()

    def warm_up(self) -> None:
        """After the first painted list: load the commands, and ask once who sits here."""
        self._around.tasks.run(lambda _: _load(), lambda _: self.dialogs.ask_once(), lane="team")

    def assign(self) -> None:
        """Ask whose the chosen tickets are."""
        self.deeds.assign()

    def tags(self) -> None:
        """Ask for tags of the chosen tickets."""
        self.deeds.tags()

    def snooze(self) -> None:
        """Ask until when to put the chosen tickets aside."""
        self.deeds.snooze()

    def promise(self) -> None:
        """Ask what the contacts were told."""
        self.deeds.promise()

    def set_status(self, status: Status | None) -> None:
        """Set the status of the chosen tickets."""
        self.deeds.set_status(status)

    def set_priority(self, priority: Priority) -> None:
        """Say how urgent the chosen tickets are."""
        self.deeds.set_priority(priority)

    def write_note(self) -> None:
        """Open the field for a note to the chosen tickets."""
        rows = self._rows()
        if rows:
            members = self._around.queries.team(rows[0].account).members
            self._around.notes.write(
                [row.id for row in rows], fmt.about(rows) if len(rows) > 1 else "", members
            )

    def merge(self) -> None:
        """Merge the chosen tickets."""
        self.merging.merge(self._rows())

    def split(self) -> None:
        """Take letters out of the open ticket."""
        if self._around.conversation.ticket is not None:
            self.merging.split(self._around.conversation.ticket)

    def show_team(self) -> None:
        """Show who works on the mailbox that is looked at."""
        rows = self._rows()
        account = self._around.tickets.only.account
        self.dialogs.show_team(rows[0].account if account is None and rows else account)

    def show_acknowledgement(self) -> None:
        """Show what is said by itself to who writes to the mailbox that is looked at."""
        from ui.acknowledging import Acknowledging  # noqa: PLC0415 - rarely needed

        around, rows = self._around, self._rows()
        account = around.tickets.only.account
        Acknowledging(
            around.window,
            around.deeds,
            queries=around.queries,
            runtime=around.runtime,
            tasks=around.tasks,
            answers=around.answers,
            now=around.now,
        ).show(rows[0].account if account is None and rows else account)

    def _rows(self) -> list[TicketRow]:
        chosen = self._around.list.selected_tickets()
        found = self._around.queries.rows(chosen)
        return [found[ticket] for ticket in chosen if ticket in found]

    def _go(self, ticket: TicketId) -> None:
        """Go where letters went, and show them even if one is there already."""
        self._around.show(ticket)
        if self._around.conversation.ticket == ticket:
            self._around.conversation.read_again(anew=True)

    def _look_around(self) -> None:
        """See who is at the tickets on screen; nobody tells when somebody has gone."""
        around = self._around
        shown = {row.id: row for row in around.list.visible_tickets()}
        current = around.conversation.ticket
        fresh = around.queries.rows([*shown, *({current} - shown.keys() if current else ())])
        changed = {
            ticket
            for ticket, row in shown.items()
            if ticket in fresh and fresh[ticket].present != row.present
        }
        if changed:
            around.list.apply(ChangeSet(tickets=frozenset(changed)))
        if current in fresh:
            around.conversation.show_row(fresh[current])
        around.conversation.header.team.tell_time()

    def _queue(self) -> Queue:
        return self._around.tickets.queue

    def _follow(self) -> None:
        self._around.notes.follow(self._around.list.selected_tickets())

    def _save_note(self, tickets: Sequence[TicketId], text: str, note: EventId | None) -> None:
        def then() -> None:
            self._around.notes.saved_now(tickets)

        if note is None:
            self.deeds.add_note(tickets, text, then)
        else:
            self.deeds.edit_note(tickets[0], note, text, then)

    def _settle(self, field: Disputable, chosen: EventId, note: EventId | None) -> None:
        ticket = self._around.conversation.ticket
        if ticket is not None:
            self.deeds.settle(ticket, field, chosen, note)

    def _page_command(self, word: str, argument: str) -> None:
        conversation = self._around.conversation.conversation
        if conversation is None:
            return
        ticket = conversation.ticket.id
        if word == "split":
            self.merging.split(ticket, [MessageKey(int(argument))])
            return
        note = next((note for note in conversation.notes if note.id == argument), None)
        if note is None:
            return
        if word == "note-delete":
            self.deeds.delete_note(ticket, note.id)
        else:
            members = self._around.queries.team(conversation.ticket.account).members
            self._around.notes.write([ticket], "", members, note=note.id, text=note.text)


def _load() -> None:
    """Modules of the first use; see there."""
    import ui.merging  # noqa: F401, PLC0415
