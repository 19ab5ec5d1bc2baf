"""What a person decides about letters on their way; loads the commands, so used lazily."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.ids import TicketId
from app.domain.outgoing import Draft, DraftId
from app.services import drafts as commands
from app.services.outgoing_models import DraftView, OutgoingView
from app.services.read_models import Conversation
from ui.answers import Answers
from ui.dialogs.ask import confirm, tell
from ui.ports import Queries, Runtime
from ui.tasks import Tasks
from ui.views.outbox_compare import CompareDialog
from ui.views.outbox_list import OutboxDialog
from ui.views.outbox_words import Act

_LOOK_MS = 1_000


class OutboxDesk(QObject):
    """GUI thread only."""

    draft_came = Signal(object, object)
    """A `Draft` that was a letter on its way, and its `TicketId` or None."""
    draft_wished = Signal(object, object)
    """A `DraftId` to go on with, and its `TicketId` or None."""
    ticket_wished = Signal(object)

    def __init__(
        self,
        window: QWidget,
        *,
        queries: Queries,
        tasks: Tasks,
        runtime: Runtime,
        answers: Answers,
        now: Callable[[], int],
    ) -> None:
        super().__init__(window)
        self._window, self._queries, self._tasks = window, queries, tasks
        self._runtime, self._answers, self._now = runtime, answers, now
        self._list: OutboxDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.follow)

    @property
    def dialog(self) -> OutboxDialog | None:
        """The list, once it was shown."""
        return self._list

    def show_list(self) -> None:
        """Show the outbox."""
        if self._list is None:
            self._list = OutboxDialog(self._now, self._window)
            self._list.act_requested.connect(self._act)
            self._list.draft_requested.connect(self._go_on)
            self._list.ticket_requested.connect(self.ticket_wished)
            self._list.finished.connect(self._timer.stop)
        self._timer.start()
        self._list.show()
        self.follow()
        self._list.raise_()
        self._list.activateWindow()

    def follow(self) -> None:
        """Show the list as it is now, where it is open."""
        if self._list is not None and self._list.isVisible():
            self._tasks.run(
                lambda queries: (queries.outbox(), queries.drafts()),
                lambda found: self._list.show_letters(*found) if self._list else None,
                lane="outbox",
            )

    def act(self, word: str, draft: DraftId) -> None:
        """Do what a link of the page says about a letter."""
        view = next((one for one in self._queries.outbox() if one.draft == draft), None)
        if view is None or word not in list(Act):
            self._say_gone()
        else:
            self._act(Act(word), view)

    def take_back(self, draft: DraftId) -> None:
        """Make a letter a draft again, and show it."""
        view = next((one for one in self._queries.outbox() if one.draft == draft), None)
        if view is None:
            self._say_gone()
        else:
            self._act(Act.UNDO, view)

    def _act(self, act: Act, view: OutgoingView) -> None:
        draft = view.draft
        match act:
            case Act.UNDO | Act.EDIT:
                self._perform_draft(draft, view.ticket)
            case Act.NOW | Act.ANYWAY:
                self._perform(commands.retry, draft)
            case Act.AGAIN:
                confirm(
                    self._window,
                    self.tr("Send it again?"),
                    self.tr("If it did arrive, the contact gets it twice."),
                    self.tr("Send again"),
                    lambda: self._perform(commands.send_again, draft),
                )
            case Act.ARRIVED:
                self._perform(commands.say_arrived, draft)
            case Act.COMPARE:
                self._compare(view)
            case Act.DISCARD:
                self._discard(view)

    def _perform(self, command: Callable[..., object], draft: DraftId) -> None:
        wish = self._runtime.perform(command, draft, now=self._now())
        self._answers.follow(wish, lambda _: self.follow(), self._failed)

    def _perform_draft(self, draft: DraftId, ticket: TicketId | None) -> None:
        def came(found: Draft) -> None:
            self.follow()
            self.draft_came.emit(found, ticket)

        wish = self._runtime.perform(commands.take_back, draft, now=self._now())
        self._answers.follow(wish, came, self._failed)

    def _discard(self, view: OutgoingView) -> None:
        """First a draft again, then put away: either can be undone."""

        def discard(_: Draft) -> None:
            self._perform(commands.discard, view.draft)

        wish = self._runtime.perform(commands.take_back, view.draft, now=self._now())
        self._answers.follow(wish, discard, self._failed)

    def _compare(self, view: OutgoingView) -> None:
        ticket = view.ticket
        if ticket is None:
            return
        self._tasks.run(
            lambda queries: (queries.conversation(ticket), queries.draft(view.draft)),
            lambda found: self._show_both(view, *found),
        )

    def _show_both(
        self, view: OutgoingView, found: Conversation | None, draft: Draft | None
    ) -> None:
        if found is None or draft is None:
            self._say_gone()
            return
        dialog = CompareDialog(found, draft, self._now(), self._window)
        dialog.chosen.connect(lambda act: self._act(act, view))
        dialog.open()

    def _go_on(self, draft: DraftView) -> None:
        self.draft_wished.emit(draft.id, draft.ticket)

    def _failed(self, error: Exception) -> None:
        self.follow()
        tell(self._window, self.tr("That could not be done"), str(error))

    def _say_gone(self) -> None:
        words = self.tr("This letter is not in the outbox any more.")
        tell(self._window, self.tr("That could not be done"), words)
