"""What the window has for writing letters: keys, the place below the letters, undo, the outbox."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.domain.changes import ChangeSet
from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.outgoing import Draft, DraftId, DraftKind, Outgoing, Sending
from app.services.outgoing_models import DraftView, OutgoingView
from app.services.read_models import TicketRow
from ui.deeds import Wish
from ui.team_desk import Around
from ui.theme import Theme
from ui.views.composer_slot import ComposerSlot
from ui.views.send_bar import Leaving, SendBar
from ui.views.sidebar import Sidebar

if TYPE_CHECKING:
    from ui.composer.aids import Aids
    from ui.composer.room import Room
    from ui.views.outbox_desk import OutboxDesk

_LOOK_MS = 5_000
_SETTLED_MS = 12_000
"""After which a letter that was sent has left, or its card says why not."""
_STAYS_SECONDS = 10
"""How long taking back is offered of a letter that leaves much later."""
_KINDS = {kind.value: kind for kind in DraftKind}


class ComposerDesk(QObject):
    """GUI thread only; owned by the window. What writes is loaded on first use."""

    def __init__(self, around: Around, theme: Theme, sidebar: Sidebar) -> None:
        super().__init__(around.window)
        self._around, self._theme, self._sidebar = around, theme, sidebar
        self._aids: Aids | None = None
        self.slot = ComposerSlot(lambda: around.conversation.ticket)
        self.bar = SendBar(around.now)
        self.bar.undo_requested.connect(self.take_back)
        around.list.ticket_chosen.connect(self._follow)
        around.list.chosen_changed.connect(self._follow)
        around.conversation.letter_requested.connect(self._page_command)
        sidebar.outbox.clicked.connect(self.show_outbox)
        theme.changed.connect(lambda: sidebar.outbox.tint(theme.colours))
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self._look_around)
        self._clock.start()

    @cached_property
    def room(self) -> "Room":
        """The letters that are being written."""
        from ui.composer.aids import Aids  # noqa: PLC0415 - see above
        from ui.composer.kit import Kit  # noqa: PLC0415
        from ui.composer.room import Room  # noqa: PLC0415

        around = self._around
        kit = Kit(
            window=around.window,
            queries=around.queries,
            commands=around.commands,
            runtime=around.runtime,
            tasks=around.tasks,
            answers=around.answers,
            theme=self._theme,
            now=around.now,
        )
        room = Room(kit, self.slot)
        room.sent.connect(self._sent)
        room.discard_wished.connect(self._discard)
        room.put_away.connect(around.list.setFocus)
        room.changed.connect(lambda: around.conversation.show_without(room.open_drafts))
        self._aids = Aids(room, kit)
        self._aids.templates_wished.connect(self.show_templates)
        return room

    @cached_property
    def outbox(self) -> "OutboxDesk":
        """Letters on their way, in a list and in their tickets."""
        from ui.views.outbox_desk import OutboxDesk  # noqa: PLC0415 - see above

        around = self._around
        desk = OutboxDesk(
            around.window,
            queries=around.queries,
            tasks=around.tasks,
            runtime=around.runtime,
            answers=around.answers,
            now=around.now,
        )
        desk.draft_came.connect(self._reopen)
        desk.draft_wished.connect(self._open_draft)
        desk.ticket_wished.connect(around.show)
        return desk

    # --- what the person asks for -------------------------------------------------------------

    def write(self, kind: DraftKind) -> None:
        """Begin a letter; a talk by telephone belongs to the open ticket, if there is one."""
        if kind is DraftKind.NEW or (kind is DraftKind.CALL and self._row() is None):
            self._write_new(kind)
        else:
            self._write(kind)

    def show_outbox(self) -> None:
        """Show what has not left, and what is being written."""
        self.outbox.show_list()

    @property
    def aids(self) -> "Aids | None":
        """What helps in each letter, once one was begun."""
        return self._aids

    def show_templates(self) -> None:
        """Show the templates of the mailbox that is looked at."""
        from ui.templates_desk import TemplatesDesk  # noqa: PLC0415 - rarely needed

        account, around = self._account(), self._around
        if account is not None:
            TemplatesDesk(
                around.window,
                account,
                tasks=around.tasks,
                runtime=around.runtime,
                answers=around.answers,
                now=around.now,
            )

    def undo(self) -> bool:
        """Take back a letter that is about to leave; False where there is none."""
        return self.bar.undo()

    def take_back(self, draft: DraftId) -> None:
        """Make a letter that has not left a draft again, and show it as it was."""
        self.bar.forget([draft])
        self.outbox.take_back(draft)

    def follow(self, change: ChangeSet) -> None:
        """Follow a commit: what others write, and letters that came."""
        if change.drafts or change.tickets or change.everything:
            self._look_around()
        if self._aids is not None:
            self._aids.follow(change)
        if change.drafts or change.everything:
            self._count()
        if "outbox" in self.__dict__ and (change.drafts or change.everything):
            self.outbox.follow()

    def warm_up(self) -> None:
        """After the first painted list: load what writes, and show the draft of the open ticket."""
        self._around.tasks.run(lambda _: _load(), lambda _: self._follow(), lane="composer")
        self._count()

    def _count(self) -> None:
        """Say in the left column what has not left."""
        self._around.tasks.run(
            lambda queries: (queries.outbox(), queries.drafts()),
            self._counted,
            lane="outbox-count",
        )

    def _counted(self, found: tuple[Sequence[OutgoingView], Sequence[DraftView]]) -> None:
        letters, drafts = found
        self._sidebar.outbox.show_letters(letters, drafts, self._theme.colours)
        waiting = (Sending.QUEUED, Sending.HANDING)
        self.bar.forget([each.draft for each in letters if each.state not in waiting])

    def stop(self) -> None:
        """Save all; the window closes."""
        self._clock.stop()
        self.bar.stop()
        if self._aids is not None:
            self._aids.stop()
        if "room" in self.__dict__:
            self.room.stop()

    # --- how ----------------------------------------------------------------------------------

    def _row(self) -> TicketRow | None:
        ticket = self._around.conversation.ticket
        if ticket is None:
            return None
        return self._around.queries.rows([ticket]).get(ticket)

    def _write(self, kind: DraftKind, letter: MessageKey | None = None) -> None:
        from ui.composer.room import Place  # noqa: PLC0415 - see above

        row = self._row()
        if row is not None:
            self.room.write(kind, Place(row.account, row.id, letter))

    def _write_new(self, kind: DraftKind) -> None:
        from ui.composer.room import Place  # noqa: PLC0415 - see above

        account = self._account()
        if account is not None:
            self.room.write(kind, Place(account))

    def _account(self) -> AccountId | None:
        """The mailbox that is looked at, else that of the open ticket, else the first."""
        chosen = self._around.tickets.only.account
        row = self._row()
        if chosen is None and row is not None:
            chosen = row.account
        known = [account.id for account in self._around.queries.accounts()]
        return chosen if chosen in known else next(iter(known), None)

    def _follow(self) -> None:
        """Another ticket is looked at."""
        chosen = self._around.list.selected_tickets()
        ticket = chosen[0] if len(chosen) == 1 else None
        row = self._around.queries.rows([ticket]).get(ticket) if ticket is not None else None
        has_draft = row is not None and row.draft
        if has_draft or self.slot.panel is not None:
            self.room.follow(ticket, has_draft=has_draft)

    def _discard(self, draft: DraftId) -> None:
        from app.services.drafts import discard  # noqa: PLC0415 - see above

        around = self._around
        around.deeds.do(
            Wish((), lambda _: self.tr("The draft was discarded.")),
            lambda: around.runtime.perform(discard, draft, now=around.now()),
        )

    def _look_around(self) -> None:
        if "room" in self.__dict__:
            self.room.look_around()

    def _sent(self, outgoing: Outgoing) -> None:
        QTimer.singleShot(_SETTLED_MS, self, self._around.conversation.read_again)
        until = min(outgoing.not_before, self._around.now() + _STAYS_SECONDS)
        self.bar.say(Leaving(outgoing.draft, outgoing.not_before, until))

    def _open_draft(self, draft: DraftId, ticket: TicketId | None) -> None:
        if ticket is not None and self._around.conversation.ticket != ticket:
            self._around.show(ticket)
        self.room.open(draft, ticket)

    def _reopen(self, draft: Draft, ticket: TicketId | None) -> None:
        """A letter is a draft again: exactly it, in its ticket."""
        self.bar.forget([draft.id])
        if ticket is not None and self._around.conversation.ticket != ticket:
            self._around.show(ticket)
        self.room.show(draft, ticket)

    def _page_command(self, word: str, argument: str) -> None:
        """A link of the page: an answer to one letter, or something about one on its way."""
        if not argument.isdecimal():
            return
        if word in _KINDS:
            self._write(_KINDS[word], MessageKey(int(argument)))
        elif word == "draft":
            self._open_draft(DraftId(int(argument)), self._around.conversation.ticket)
        elif word.startswith("out-"):
            self.outbox.act(word.removeprefix("out-"), DraftId(int(argument)))


def _load() -> None:
    """Modules of the first use; see there."""
    import ui.composer.aids  # noqa: PLC0415
    import ui.composer.room  # noqa: PLC0415
    import ui.views.outbox_desk  # noqa: F401, PLC0415
