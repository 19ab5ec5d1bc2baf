"""What the team is told of tickets: what keys, menus and buttons share. Asks where it must.

Loads the commands themselves, so it is loaded on first use: the list must not wait for it.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QWidget

from app.domain.events import EventId, MemberId, Priority
from app.domain.ids import AccountId, TicketId
from app.domain.tickets import Queue, Status
from app.services import team_commands as commands
from app.services.deeds import Done
from app.services.members import mentions_in
from app.services.read_models import TicketRow
from app.services.team_models import NOBODY, Disputable, MemberView, TeamView
from ui import format as fmt
from ui import when
from ui.counted import counted
from ui.deeds import Deeds, Wish
from ui.dialogs.ask import tell
from ui.dialogs.assign import AssignDialog
from ui.dialogs.tags import TagsDialog
from ui.dialogs.when import promise_dialog, snooze_dialog
from ui.people import name_of
from ui.ports import Queries, Runtime
from ui.team_words import priority_name, status_choice
from ui.views.lists import TicketListView

translate = QCoreApplication.translate

_LEFT_BY = {
    Queue.NEEDS_REPLY: frozenset({Status.WAITING, Status.SNOOZED, Status.CLOSED}),
    Queue.WAITING: frozenset({Status.OPEN, Status.SNOOZED, Status.CLOSED}),
    Queue.BOUNCED: frozenset({Status.SNOOZED, Status.CLOSED}),
    Queue.SNOOZED: frozenset({Status.OPEN, Status.WAITING, Status.CLOSED}),
    Queue.CLOSED: frozenset({Status.OPEN, Status.WAITING, Status.SNOOZED}),
}
"""Queues that a ticket leaves when its status is set to one of these."""


class TeamDeeds:
    """Acts on the chosen tickets; GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        tickets: TicketListView,
        deeds: Deeds,
        *,
        queries: Queries,
        runtime: Runtime,
        now: Callable[[], int],
        queue: Callable[[], Queue],
        ask_who: Callable[[AccountId, Callable[[], None]], None],
    ) -> None:
        """``queue`` is the one that is listed.

        ``ask_who`` asks who sits at this computer and goes on once that is said.
        """
        self._window, self._list, self._deeds = window, tickets, deeds
        self._queries, self._perform = queries, runtime.perform
        self._now, self._queue, self._ask_who = now, queue, ask_who

    # --- what the person asks for -------------------------------------------------------------

    def assign(self) -> None:
        """Ask whose the chosen tickets are."""
        self._with_team(self._ask_assignee)

    def take_on(self) -> None:
        """Make the chosen tickets mine, where the team knows me."""
        self._with_team(lambda rows, team: self._assign(rows, team.me) if team.me else None)

    def tags(self) -> None:
        """Ask for tags."""
        self._with_team(self._ask_tags)

    def snooze(self) -> None:
        """Ask until when to put the chosen tickets aside."""
        self._with_team(self._ask_wake)

    def promise(self) -> None:
        """Ask what the contact was told."""
        self._with_team(self._ask_promise)

    def set_status(self, status: Status | None) -> None:
        """Set a status; None follows the mail."""
        self._with_team(
            lambda rows, _: self._do(
                rows,
                lambda tickets: self._perform(
                    commands.set_status, tickets, status, now=self._now()
                ),
                lambda done: counted.status_set(len(done.tickets), status_choice(status)),
                leaves=self._is_left_by(status),
            )
        )

    def set_priority(self, priority: Priority) -> None:
        """Say how urgent the chosen tickets are."""
        self._with_team(
            lambda rows, _: self._do(
                rows,
                lambda tickets: self._perform(
                    commands.set_priority, tickets, priority, now=self._now()
                ),
                lambda done: counted.priority_set(len(done.tickets), priority_name(priority)),
            )
        )

    def add_note(self, tickets: Sequence[TicketId], text: str, then: Callable[[], None]) -> None:
        """Write a note to tickets; ``then`` once it is kept."""
        self._with_team(
            lambda rows, team: self._do(
                rows,
                lambda chosen: self._perform(
                    commands.add_note, chosen, text, _mentions(text, team), now=self._now()
                ),
                lambda done: counted.noted(len(done.tickets)),
                then=lambda _: then(),
            ),
            tickets,
        )

    def edit_note(
        self, ticket: TicketId, note: EventId, text: str, then: Callable[[], None]
    ) -> None:
        """Change a note; ``then`` once it is kept."""
        self._with_team(
            lambda rows, team: self._do(
                rows,
                lambda _: self._perform(
                    commands.edit_note,
                    ticket,
                    note,
                    text=text,
                    mentions=_mentions(text, team),
                    now=self._now(),
                ),
                lambda _: translate("TeamDeeds", "Note changed."),
                then=lambda _: then(),
            ),
            [ticket],
        )

    def delete_note(self, ticket: TicketId, note: EventId) -> None:
        """Delete a note; undo brings it back."""
        self._with_team(
            lambda rows, _: self._do(
                rows,
                lambda _: self._perform(commands.delete_note, ticket, note, now=self._now()),
                lambda _: translate("TeamDeeds", "Note deleted."),
            ),
            [ticket],
        )

    def settle(
        self, ticket: TicketId, field: Disputable, chosen: EventId, note: EventId | None
    ) -> None:
        """Decide a lost race."""
        self._with_team(
            lambda rows, _: self._do(
                rows,
                lambda _: self._perform(
                    commands.settle, ticket, field, chosen, note=note, now=self._now()
                ),
                lambda _: translate("TeamDeeds", "Settled."),
            ),
            [ticket],
        )

    # --- asking -------------------------------------------------------------------------------

    def _ask_assignee(self, rows: Sequence[TicketRow], team: TeamView) -> None:
        dialog = AssignDialog(fmt.about(rows), team.members, self._window)
        members = {member.id: member for member in team.members}

        def take(chosen: object) -> None:
            member = MemberId(str(chosen))
            self._assign(rows, None if member == NOBODY else members[member])

        dialog.chosen.connect(take)
        dialog.open()

    def _assign(self, rows: Sequence[TicketRow], member: MemberView | None) -> None:
        self._do(
            rows,
            lambda tickets: self._perform(
                commands.assign, tickets, member.id if member else None, now=self._now()
            ),
            lambda done: (
                counted.assigned(len(done.tickets), name_of(member))
                if member
                else counted.freed(len(done.tickets))
            ),
        )

    def _ask_tags(self, rows: Sequence[TicketRow], team: TeamView) -> None:
        known = [each.tag for each in team.tags]
        dialog = TagsDialog(fmt.about(rows), [row.tags for row in rows], known, self._window)

        def take(add: tuple[str, ...], remove: tuple[str, ...]) -> None:
            self._do(
                rows,
                lambda tickets: self._perform(
                    commands.tag, tickets, add=add, remove=remove, now=self._now()
                ),
                lambda done: counted.tagged(len(done.tickets)),
            )

        dialog.decided.connect(take)
        dialog.open()

    def _ask_wake(self, rows: Sequence[TicketRow], team: TeamView) -> None:  # noqa: ARG002
        held = rows[0].snoozed_until if len(rows) == 1 else None
        dialog = snooze_dialog(fmt.about(rows), self._now(), held, self._window)

        def take(until: int, wake: bool) -> None:  # noqa: FBT001 - a signal's argument
            self._do(
                rows,
                lambda tickets: self._perform(
                    commands.snooze, tickets, until, wake_on_reply=wake, now=self._now()
                ),
                lambda done: counted.snoozed(len(done.tickets), self._moment(until)),
                leaves=self._is_left_by(Status.SNOOZED),
            )

        dialog.chosen.connect(take)
        dialog.open()

    def _ask_promise(self, rows: Sequence[TicketRow], team: TeamView) -> None:  # noqa: ARG002
        held = rows[0].promised if len(rows) == 1 else None
        dialog = promise_dialog(fmt.about(rows), self._now(), held, self._window)

        def take(by: int | None) -> None:
            self._do(
                rows,
                lambda tickets: self._perform(commands.promise, tickets, by, now=self._now()),
                lambda done: (
                    counted.promised(len(done.tickets), self._moment(by))
                    if by is not None
                    else counted.promise_withdrawn(len(done.tickets))
                ),
            )

        dialog.chosen.connect(lambda by, _: take(by))
        dialog.open()

    def _is_left_by(self, status: Status | None) -> bool:
        """Whether a ticket with a new status is in the listed queue no more."""
        return status in _LEFT_BY.get(self._queue(), ())

    def _moment(self, at: int) -> str:
        return when.moment(at, self._now(), QLocale())

    # --- doing it -----------------------------------------------------------------------------

    def _with_team(
        self,
        then: Callable[[Sequence[TicketRow], TeamView], None],
        tickets: Sequence[TicketId] | None = None,
    ) -> None:
        """Go on with rows and their one team, once somebody has said who sits here."""
        chosen = self._list.selected_tickets() if tickets is None else tickets
        found = self._queries.rows(chosen)
        rows = [found[ticket] for ticket in chosen if ticket in found]
        accounts = {row.account for row in rows}
        if not rows:
            return
        if len(accounts) > 1:
            say_several_mailboxes(self._window)
            return
        account = accounts.pop()
        team = self._queries.team(account)
        if team.me is None and not team.joining:
            self._ask_who(account, lambda: then(rows, self._queries.team(account)))
        else:
            then(rows, team)

    def _do(
        self,
        rows: Sequence[TicketRow],
        command: Callable[[Sequence[TicketId]], "Future[Done]"],
        said: Callable[[Done], str],
        *,
        leaves: bool = False,
        then: Callable[[Done], None] | None = None,
    ) -> None:
        tickets = [row.id for row in rows]
        self._deeds.do(Wish(tickets, said, leaves=leaves), lambda: command(tickets), then)


def say_several_mailboxes(window: QWidget) -> None:
    """Members and tags belong to a mailbox's team."""
    tell(
        window,
        translate("TeamDeeds", "These tickets belong to different mailboxes"),
        translate(
            "TeamDeeds", "Each mailbox has a team of its own. Choose tickets of one of them."
        ),
    )


def _mentions(text: str, team: TeamView) -> Sequence[MemberId]:
    if "@" not in text:
        return ()
    return mentions_in(text, team.members)
