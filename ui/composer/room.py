"""The letters that are being written in one window: where they stand, begin, rest and leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.domain.ids import AccountId, MessageKey, TicketId
from app.domain.outgoing import Draft, DraftId, DraftKind, Outgoing
from app.services import drafts as commands
from app.services.gate import came_since
from app.services.outgoing_models import DraftView
from ui.composer.kit import Kit
from ui.composer.menu import PanelMenu
from ui.composer.panel import ComposerPanel
from ui.composer.window import ComposerWindow
from ui.dialogs.ask import tell
from ui.dialogs.when import send_later_dialog
from ui.ports import Queries
from ui.views.composer_slot import ComposerSlot

Proceed = Callable[[], None]
Gate = Callable[[ComposerPanel, Proceed], None]
"""Looks at a letter that is complete and saved before it is sent: calls the second argument to let
it go, or shows in the panel (`ComposerPanel.column`, `not_sent`) what is to be looked at."""

_ANSWERS = (DraftKind.REPLY, DraftKind.REPLY_ALL)


@dataclass(frozen=True, slots=True)
class Place:
    """What a letter is begun in."""

    account: AccountId
    ticket: TicketId | None = None
    letter: MessageKey | None = None


class Room(QObject):
    """GUI thread only; owned by the window's `ui.composer_desk.ComposerDesk`."""

    sent = Signal(object)
    """An `Outgoing` that was just put into the outbox."""
    discard_wished = Signal(object)
    """A `DraftId`, all of which is saved."""
    changed = Signal()
    """Other drafts are open than before."""
    put_away = Signal()
    """The letter below the conversation is no longer shown."""
    opened = Signal(object)
    """A `ComposerPanel` that is shown from now on, for whoever adds to it."""

    def __init__(self, kit: Kit, slot: ComposerSlot) -> None:
        super().__init__(kit.window)
        self._kit, self._slot = kit, slot
        self._resting: list[ComposerPanel] = []
        self._windows: dict[ComposerPanel, ComposerWindow] = {}
        self._present: set[ComposerPanel] = set()
        self.gate: Gate | None = None
        kit.theme.changed.connect(self._retheme)

    @property
    def inline(self) -> ComposerPanel | None:
        """The letter below the conversation."""
        return self._slot.panel

    @property
    def panels(self) -> Sequence[ComposerPanel]:
        """All letters that are shown."""
        return [*([self.inline] if self.inline else []), *self._windows]

    @property
    def open_drafts(self) -> frozenset[DraftId]:
        """What is on screen here."""
        return frozenset(panel.draft.id for panel in self.panels if panel.draft is not None)

    # --- beginning ----------------------------------------------------------------------------

    def write(self, kind: DraftKind, place: Place) -> None:
        """Begin a letter, or go on with the one that is unfinished there; with the keyboard."""
        shown = self.inline
        same = shown is not None and shown.ticket == place.ticket and place.ticket is not None
        if shown is not None and same and (shown.kind in _ANSWERS) == (kind in _ANSWERS):
            shown.keeper.flush(lambda: self._begin(shown, kind, place))
            shown.focus()
            return
        panel = self._place(kind, place.ticket, apart=place.ticket is None)
        panel.edit.setFocus()
        self._begin(panel, kind, place)

    def open(self, draft: DraftId, ticket: TicketId | None, *, focus: bool = True) -> None:
        """Show a draft that exists; in a window of its own where it has no ticket."""
        for panel in (*self.panels, *self._resting):
            if panel.draft is not None and panel.draft.id == draft:
                self._show_again(panel, focus=focus)
                return
        found = self._kit.queries.draft(draft)
        if found is not None:
            self._show_draft(found, ticket, focus=focus)

    def show(self, draft: Draft, ticket: TicketId | None) -> None:
        """Show a draft as it was just answered by a command."""
        self._show_draft(draft, ticket, focus=True)

    def follow(self, ticket: TicketId | None, *, has_draft: bool) -> None:
        """Another ticket is looked at: its own draft is shown, the others' are kept."""
        shown = self.inline
        if shown is not None and shown.ticket == ticket:
            return
        if shown is not None:
            self._rest(shown)
        if ticket is not None and has_draft:
            self._kit.tasks.run(
                lambda queries: _of_ticket(queries, ticket),
                lambda found: self._show_found(ticket, found),
                lane="draft-of-ticket",
            )

    def _show_found(self, ticket: TicketId, found: DraftView | None) -> None:
        if found is not None and self._slot.wants(ticket) and self.inline is None:
            self.open(found.id, ticket, focus=False)

    def _begin(self, panel: ComposerPanel, kind: DraftKind, place: Place) -> None:
        kit = self._kit
        wish = kit.runtime.perform(
            commands.begin,
            kind,
            account=place.account,
            ticket=place.ticket,
            letter=place.letter,
            now=kit.now(),
        )
        kit.answers.follow(
            wish, lambda draft: self._begun(panel, draft), lambda error: self._lost(panel, error)
        )

    def _begun(self, panel: ComposerPanel, draft: Draft) -> None:
        if panel not in self.panels:
            return  # somebody was faster with Esc; the empty draft is found again by its ticket
        other = next(
            (p for p in self.panels if p is not panel and p.draft and p.draft.id == draft.id), None
        )
        if other is not None:
            self._remove(panel)
            self._show_again(other, focus=True)
            return
        focused = panel.edit.hasFocus()
        if panel.draft is not None and panel.draft.id == draft.id:
            panel.show_turned(draft)
        else:
            panel.show_draft(draft)
        self.changed.emit()
        self._read_ticket(panel)
        if focused:
            panel.focus()

    def _lost(self, panel: ComposerPanel, error: Exception) -> None:
        if panel.edit.is_blank:
            self._remove(panel)
            self.put_away.emit()
        tell(self._kit.window, self.tr("The letter could not be begun"), str(error))

    def _show_draft(self, draft: Draft, ticket: TicketId | None, *, focus: bool) -> None:
        panel = self._place(draft.kind, ticket, apart=ticket is None)
        panel.show_draft(draft)
        self.changed.emit()
        self._read_ticket(panel)
        if focus:
            panel.focus()

    def _show_again(self, panel: ComposerPanel, *, focus: bool) -> None:
        if panel in self._resting:
            self._resting.remove(panel)
            panel.keeper.resume()
            panel.not_sent()
            if panel.ticket is None:
                self._open_window(panel)
            else:
                if self.inline is not None:
                    self._rest(self.inline)
                self._slot.take(panel)
        elif panel in self._windows:
            self._windows[panel].raise_()
            self._windows[panel].activateWindow()
        self.changed.emit()
        if focus:
            panel.focus()

    def _place(self, kind: DraftKind, ticket: TicketId | None, *, apart: bool) -> ComposerPanel:
        panel = ComposerPanel(self._kit, kind, ticket)
        panel.send_wished.connect(lambda moment: self._look(panel, moment))
        panel.left.connect(lambda: self._leave(panel))
        panel.window_wished.connect(lambda: self._move(panel))
        panel.began.connect(lambda: self._tell_presence(panel))
        panel.later_wished.connect(lambda then: self._ask_later(panel, then))
        panel.notices.read_requested.connect(lambda: self._note_seen(panel))
        panel.notices.promise_dropped.connect(lambda: panel.set_base(promise=None))
        menu = PanelMenu(panel)
        menu.discard_wished.connect(lambda: self.discard(panel))
        menu.all_wished.connect(lambda: self._answer_all(panel))
        if apart:
            self._open_window(panel)
        else:
            if self.inline is not None:
                self._rest(self.inline)
            self._slot.take(panel)
        self.opened.emit(panel)
        return panel

    def _read_ticket(self, panel: ComposerPanel) -> None:
        ticket = panel.ticket
        if ticket is not None:
            self._kit.tasks.run(
                lambda queries: queries.conversation(ticket),
                lambda found: panel.show_conversation(found) if panel in self.panels else None,
            )

    # --- windows ------------------------------------------------------------------------------

    def _open_window(self, panel: ComposerPanel) -> None:
        window = ComposerWindow(panel, self._kit.window)
        window.closed.connect(lambda: self._leave(panel))
        self._windows[panel] = window
        window.show()

    def _move(self, panel: ComposerPanel) -> None:
        """Into a window of its own, or back below its ticket."""
        window = self._windows.pop(panel, None)
        if window is None:
            self._slot.release()
            self._open_window(panel)
            self.put_away.emit()
        elif panel.ticket is not None and self._slot.wants(panel.ticket):
            window.let_go()
            if self.inline is not None:
                self._rest(self.inline)
            self._slot.take(panel)
        else:
            self._windows[panel] = window
        panel.focus()

    # --- leaving ------------------------------------------------------------------------------

    def _leave(self, panel: ComposerPanel) -> None:
        inline = panel is self.inline
        self._rest(panel)
        if inline:
            self.put_away.emit()

    def _rest(self, panel: ComposerPanel) -> None:
        """Take a letter from the screen; it goes once all of it is safe. Empty ones leave none."""
        untouched = panel.is_untouched
        self._take_from_screen(panel)
        if panel.draft is None:
            panel.release()
            panel.deleteLater()
            return
        if untouched:
            self._put_away(panel)
            self._end(panel)
            return
        self._resting.append(panel)
        panel.finish(lambda: self._end(panel) if panel in self._resting else None)

    def _put_away(self, panel: ComposerPanel) -> None:
        if panel.draft is not None:
            self._kit.runtime.perform(commands.discard, panel.draft.id, now=self._kit.now())

    def _take_from_screen(self, panel: ComposerPanel) -> None:
        if panel in self._present:
            self._present.discard(panel)
            if panel.ticket is not None:
                self._kit.commands.present(panel.ticket, there=False)
        window = self._windows.pop(panel, None)
        if window is not None:
            window.let_go()
            window.close()
            window.deleteLater()
        elif panel is self.inline:
            self._slot.release()
        panel.setParent(None)
        panel.hide()
        self.changed.emit()

    def _end(self, panel: ComposerPanel) -> None:
        if panel in self._resting:
            self._resting.remove(panel)
        panel.keeper.drop()
        panel.release()
        panel.deleteLater()

    def _remove(self, panel: ComposerPanel) -> None:
        self._take_from_screen(panel)
        self._end(panel)

    def discard(self, panel: ComposerPanel) -> None:
        """Put a draft away for good, as far as undo goes."""
        if panel.draft is None:
            return
        draft = panel.draft.id

        def discard() -> None:
            self._remove(panel)
            self.discard_wished.emit(draft)
            self.put_away.emit()

        panel.keeper.flush(discard)

    def stop(self) -> None:
        """Save all and let go of it; the window closes."""
        for panel in (*self.panels, *self._resting):
            if panel.is_untouched:
                self._put_away(panel)
            self._take_from_screen(panel)
            panel.release()
            panel.deleteLater()
        self._resting.clear()

    # --- while writing ------------------------------------------------------------------------

    def _tell_presence(self, panel: ComposerPanel) -> None:
        if panel.ticket is not None and panel not in self._present:
            self._present.add(panel)
            self._kit.commands.present(panel.ticket, there=True)

    def look_around(self) -> None:
        """See who else is at the tickets that are answered, and what came in them."""
        tickets = [panel.ticket for panel in self.panels if panel.ticket is not None]
        if not tickets:
            return
        rows = self._kit.queries.rows(tickets)
        for panel in self.panels:
            row = rows.get(panel.ticket) if panel.ticket is not None else None
            if row is not None:
                panel.show_company(row.present)
                self._ask_news(panel, row.letters)

    def _ask_news(self, panel: ComposerPanel, letters: int) -> None:
        """See what came since its writer last looked, where other letters are there than then."""
        draft = panel.draft
        if draft is not None and panel.letters != letters:
            panel.letters = letters
            self._kit.tasks.run(
                lambda queries: queries.read(came_since, draft.id),
                panel.notices.show_news,
                lane=f"news-{draft.id}",
                of=panel,
            )

    def _note_seen(self, panel: ComposerPanel) -> None:
        if panel.draft is not None:
            self._kit.answers.follow(
                self._kit.runtime.perform(commands.seen_now, panel.draft.id),
                lambda _: panel.forget_news(),
                of=panel,
            )

    def _answer_all(self, panel: ComposerPanel) -> None:
        draft = panel.draft
        if draft is not None:
            place = Place(draft.account, panel.ticket)
            panel.keeper.flush(lambda: self._begin(panel, DraftKind.REPLY_ALL, place))

    def _ask_later(self, panel: ComposerPanel, then: Callable[[int], None]) -> None:
        about = panel.head.subject.text()
        dialog = send_later_dialog(about, self._kit.now(), panel.window())
        dialog.chosen.connect(lambda at, _: then(at))
        dialog.open()

    def _retheme(self) -> None:
        for panel in (*self.panels, *self._resting):
            panel.retheme()

    # --- sending ------------------------------------------------------------------------------

    def _look(self, panel: ComposerPanel, moment: int | None) -> None:
        if self.gate is None:
            self._send(panel, moment)
        else:
            self.gate(panel, lambda: self._send(panel, moment))

    def _send(self, panel: ComposerPanel, moment: int | None) -> None:
        if panel.draft is None or panel not in self.panels:
            return
        kit = self._kit
        wish = kit.runtime.perform(commands.send, panel.draft.id, now=kit.now(), not_before=moment)
        kit.answers.follow(
            wish, lambda out: self._sent(panel, out), lambda error: panel.not_sent(str(error))
        )

    def _sent(self, panel: ComposerPanel, outgoing: Outgoing) -> None:
        inline = panel is self.inline
        if panel in self.panels:
            self._remove(panel)
        self.sent.emit(outgoing)
        if inline:
            self.put_away.emit()


def _of_ticket(queries: Queries, ticket: TicketId) -> DraftView | None:
    return next((draft for draft in queries.drafts() if draft.ticket == ticket), None)
