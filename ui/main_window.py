"""The window: queues, tickets and letters side by side, and what keeps them in step."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from app.domain.changes import ChangeSet
from app.domain.ids import TicketId
from app.domain.ports import Clock
from ui.actions import Actions, Intentions
from ui.answers import Answers
from ui.bus import Bus
from ui.composer_desk import ComposerDesk
from ui.deeds import Deeds
from ui.dialogs.ask import tell
from ui.dialogs.keys import KeysDialog
from ui.file_menu import FileMenu
from ui.files import Files
from ui.letter_dialogs import LetterDialogs
from ui.listing import Listing
from ui.mailbox_dialogs import MailboxDialogs
from ui.models.queues import QueueListModel
from ui.models.tickets import TicketListModel
from ui.ports import Commands, Mailboxes, Queries, Runtime
from ui.read_marks import ReadMarks
from ui.settings import WindowSettings
from ui.tasks import Tasks
from ui.team_desk import Around, TeamDesk
from ui.theme import Appearance, Theme
from ui.triage import Triage
from ui.views.conversation import ConversationPane
from ui.views.list_pane import ListPane
from ui.views.lists import QueueListView
from ui.views.note_panel import NotePanel
from ui.views.sidebar import Sidebar
from ui.views.status import StatusLine
from ui.views.work_column import WorkColumn

FIRST_SIZE = QSize(1280, 800)
_COLUMNS = (210, 390, 680)
_TICK_MS = 500
_AGES_MS = 30_000
_ZOOM_STEP = 0.1


@dataclass(frozen=True, slots=True)
class Services:
    """What the window works with; made by the composition root."""

    queries: Queries
    """For the GUI thread."""
    tasks: Tasks
    bus: Bus
    runtime: Runtime
    commands: Commands
    mailboxes: Mailboxes
    clock: Clock
    open_url: Callable[[str], None]
    """Hands an address or file to the system."""


class MainWindow(QMainWindow):
    """GUI thread only. Closing it removes temporary copies and remembers sizes."""

    first_painted = Signal()
    """The ticket list is on screen."""

    def __init__(self, services: Services, theme: Theme, settings: WindowSettings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Postroom")
        self._with = services
        self._theme, self._settings = theme, settings
        self._files = Files(services.tasks)
        self._file_menu = FileMenu(self, self._files, services.open_url)
        self._letter_dialogs = LetterDialogs(self, services.tasks, services.open_url)
        self.queues = QueueListModel(self)
        self.tickets = TicketListModel(services.queries, self)
        self.queue_list = QueueListView(self.queues)
        self.list_pane = ListPane(self.tickets, services.clock.now)
        self.list = self.list_pane.list
        self.conversation = ConversationPane(
            services.tasks, self._files, theme, services.clock.now, self
        )
        self.notes = NotePanel()
        self.status_line = StatusLine(self)
        self.sidebar = Sidebar(self.queue_list)
        self.listing = Listing(
            self,
            self.list_pane,
            self.tickets,
            self.queues,
            self.sidebar,
            conversation=self.conversation,
            status=self.status_line,
            queries=services.queries,
            tasks=services.tasks,
        )
        self._read_marks = ReadMarks(
            self.conversation,
            services.queries,
            services.commands,
            wanted=lambda: settings.marks_read,
            watched=self.isActiveWindow,
        )
        self._answers = Answers(self._command_failed, self)
        self._deeds = Deeds(
            self,
            self.list,
            self.list_pane.undo_bar,
            commands=services.commands,
            answers=self._answers,
            show=self.listing.go_to,
        )
        self._triage = Triage(
            self, self.list, self._deeds, queries=services.queries, commands=services.commands
        )
        around = self._around()
        self.team = TeamDesk(around)
        self.writing = ComposerDesk(around, theme, self.sidebar)
        self._mailbox_dialogs = MailboxDialogs(
            self,
            queries=services.queries,
            tasks=services.tasks,
            runtime=services.runtime,
            commands=services.commands,
            mailboxes=services.mailboxes,
            answers=self._answers,
            now=services.clock.now,
            open_link=self._letter_dialogs.ask_link,
            show_outbox=self.writing.show_outbox,
        )
        self.actions_ = Actions(
            self, self._intentions(), settings.appearance, marks_read=settings.marks_read
        )
        self.team.set_up(self.actions_)
        self._build()
        self._connect()
        self._tick = self._timer(_TICK_MS, self._look_at_runtime)
        self._ages = self._timer(_AGES_MS, self.list.viewport().update)
        self._apply_settings()
        self.listing.start()

    def _around(self) -> Around:
        return Around(
            window=self,
            tickets=self.tickets,
            list=self.list,
            conversation=self.conversation,
            notes=self.notes,
            deeds=self._deeds,
            queries=self._with.queries,
            commands=self._with.commands,
            runtime=self._with.runtime,
            tasks=self._with.tasks,
            answers=self._answers,
            settings=self._settings,
            now=self._with.clock.now,
            show=self.listing.go_to,
        )

    # --- building ---------------------------------------------------------------------------

    def _build(self) -> None:
        self.list_pane.setMinimumWidth(260)
        writing = self.writing
        self._right = right = WorkColumn(self.conversation, writing.slot, self.notes, writing.bar)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("columns")
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        panes: Sequence[QWidget] = (self.sidebar, self.list_pane, right)
        for widget, stretch in zip(panes, (0, 0, 1), strict=True):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.indexOf(widget), stretch)
        self._splitter.setSizes(list(_COLUMNS))
        self.setCentralWidget(self._splitter)
        self.setStatusBar(self.status_line)
        self.actions_.fill(self.menuBar())
        self.list.addAction(self.actions_.read)
        self.conversation.header.show_actions(self.actions_.at_hand)
        self.actions_.tint(self._theme.colours.muted)

    def _apply_settings(self) -> None:
        self._settings.restore_answer(self._right.splitter)
        if not self._settings.restore(self, self._splitter):
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))
        self.conversation.zoom(self._settings.zoom)

    def _intentions(self) -> Intentions:
        return Intentions(
            step=self._step,
            focus_conversation=self.conversation.focus,
            focus_list=self.list.setFocus,
            focus_search=self.list_pane.focus_search,
            leave=self._leave,
            choose_queue=self.queue_list.choose,
            sync=self._sync,
            connect_mailbox=self._mailbox_dialogs.connect_mailbox,
            folders=self._mailbox_dialogs.choose_folders,
            toggle_read=self._toggle_read,
            archive=self._triage.archive,
            delete=self._triage.delete,
            move=self._triage.move,
            flag=self._triage.flag,
            answered=self._toggle_answered,
            assign=self.team.assign,
            tags=self.team.tags,
            note=self.team.write_note,
            snooze=self.team.snooze,
            promise=self.team.promise,
            status=self.team.set_status,
            priority=self.team.set_priority,
            merge=self.team.merge,
            split=self.team.split,
            team=self.team.show_team,
            acknowledgement=self.team.show_acknowledgement,
            templates=self.writing.show_templates,
            write=self.writing.write,
            outbox=self.writing.show_outbox,
            undo=self._undo,
            accounts=self._mailbox_dialogs.show_accounts,
            pause=self._pause,
            mark_read=self._choose_marking,
            appearance=self.choose_appearance,
            zoom=self._zoom,
            keys=self._show_keys,
            problems=self.status_line.show_problems,
            quit=self._quit,
        )

    def _connect(self) -> None:
        self._with.bus.committed.connect(self._apply)
        self._theme.changed.connect(self._retheme)
        self.list.ticket_chosen.connect(self._open)
        self.list.open_requested.connect(self.conversation.focus)
        self.list.painted.connect(self._painted)
        self.list.chosen_changed.connect(self._say_several)
        self.list.menu_requested.connect(self._show_ticket_menu)
        self.status_line.remedy_chosen.connect(self._mailbox_dialogs.remedy)
        pane = self.conversation
        pane.link_clicked.connect(self._letter_dialogs.ask_link)
        pane.link_hovered.connect(self.status_line.show_target)
        pane.source_requested.connect(self._letter_dialogs.show_source)
        pane.file_menu_requested.connect(self._file_menu.popup)
        pane.images_always_requested.connect(self._with.commands.allow_remote_images)
        pane.mailbox_requested.connect(self._mailbox_dialogs.connect_mailbox)
        pane.ticket_requested.connect(self.listing.go_to)

    def _timer(self, interval: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(then)
        timer.start()
        return timer

    def _step(self, rows: int) -> None:
        self.list.step(rows)

    @Slot(object)
    def _apply(self, change: ChangeSet) -> None:
        self.listing.apply(change)
        self.conversation.apply(change)
        self.writing.follow(change)
        self.listing.say_empty()

    # --- doing something with tickets --------------------------------------------------------

    def _toggle_read(self) -> None:
        if len(self.list.selected_tickets()) > 1:
            self._triage.read()
        else:
            self._read_marks.toggle()

    def _undo(self) -> None:
        if not self.writing.undo():
            self._deeds.undo()

    def _toggle_answered(self) -> None:
        theirs = [letter for letter in self.conversation.letters if not letter.ours]
        self._triage.answered(already=bool(theirs) and "\\Answered" in theirs[-1].flags)

    def _say_several(self, count: int) -> None:
        """With several tickets marked, say so in place of a conversation."""
        current = self.list.current_ticket
        if count > 1:
            self.conversation.show_several(count)
        elif count == 1 and current is not None and self.conversation.ticket != current:
            self._open(current)

    def _show_ticket_menu(self, place: QPoint) -> None:
        self.actions_.ticket_menu(self).popup(place)

    def _command_failed(self, error: Exception) -> None:
        tell(self, self.tr("That could not be done"), str(error))

    # --- one ticket --------------------------------------------------------------------------

    def _open(self, ticket: TicketId) -> None:
        place = self.list.currentIndex().row()
        row = self.tickets.row(place) if place >= 0 else None
        self.conversation.open_ticket(ticket, row)

    # --- the rest ----------------------------------------------------------------------------

    def _leave(self) -> None:
        """Esc: first out of the letters or the search field, then out of the search."""
        empty = not self.tickets.rowCount()
        if empty or self.list.hasFocus() or self.list_pane.search_has_focus:
            self.list_pane.clear_search()
        self.list.setFocus()

    def _show_keys(self) -> None:
        KeysDialog(self.actions_.keys_in_words(), self).open()

    def _sync(self) -> None:
        self._with.runtime.sync_now()

    def _pause(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        if wanted:
            self._with.runtime.pause()
        else:
            self._with.runtime.resume()

    def choose_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark, from now on."""
        self._settings.appearance = appearance
        self._theme.choose(appearance)

    def _choose_marking(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._settings.marks_read = wanted

    def _zoom(self, step: int) -> None:
        factor = self._settings.zoom + step * _ZOOM_STEP if step else 1.0
        self._settings.zoom = round(min(3.0, max(0.5, factor)), 2)
        self.conversation.zoom(self._settings.zoom)

    def _quit(self) -> None:
        self.close()

    def _look_at_runtime(self) -> None:
        self.status_line.show_progress(self._with.runtime.progress())
        self.status_line.show_problem_list(self._with.runtime.problems())
        self.actions_.pause.setChecked(self._with.runtime.paused)

    def _retheme(self) -> None:
        self.status_line.tint()
        self.list_pane.tint()
        self.actions_.tint(self._theme.colours.muted)

    def _painted(self) -> None:
        """The list is on screen: now the web engine may take its time."""
        self.first_painted.emit()
        QTimer.singleShot(0, self, self._warm_up)

    def _warm_up(self) -> None:
        if self.isVisible():  # it may have been closed within its first moment
            self.conversation.warm_up()
            self.team.warm_up()
            self.writing.warm_up()

    def release(self) -> None:
        """Close the reading connection; the last thing asked of a window."""
        self._with.queries.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: take everything down in order."""
        self._settings.keep(self, self._splitter)
        self._settings.keep_answer(self._right.splitter)
        self._tick.stop()
        self._ages.stop()
        self._read_marks.stop()
        self.team.stop()
        self.writing.stop()
        self._answers.stop()
        self._with.bus.stop()
        self.conversation.shut_down()
        self._files.close()
        super().closeEvent(event)
