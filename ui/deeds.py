"""What is done by hand: carried out, said, and taken back with one key."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.ids import TicketId
from app.services.deeds import Done
from ui.answers import Answers
from ui.dialogs.ask import tell
from ui.ports import Commands
from ui.views.lists import TicketListView
from ui.views.undo_bar import UndoBar

translate = QCoreApplication.translate

_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """A deed on its way, with what is said of it."""

    tickets: Sequence[TicketId]
    said: Callable[[Done], str]
    """In one sentence, once it is done."""
    nothing: str = ""
    """Where it was so already; ``""`` for the usual words."""
    leaves: bool = False
    """Whether the person goes on to the next ticket."""
    failed: Callable[[Exception], bool] | None = None
    """Says a trouble in words of its own; False where it has none."""


class Deeds:
    """Runs commands and remembers how to take them back; GUI thread only.

    The last fifty deeds of this window can be taken back, newest first, whatever they were.
    """

    def __init__(
        self,
        window: QWidget,
        tickets: TicketListView,
        bar: UndoBar,
        *,
        commands: Commands,
        answers: Answers,
        show: Callable[[TicketId], None],
    ) -> None:
        """``show`` goes to a ticket wherever it is listed."""
        self._window, self._list, self._bar = window, tickets, bar
        self._commands, self._answers = commands, answers
        self._show = show
        self._done: list[tuple[Done, bool]] = []
        bar.undo_requested.connect(self.undo)

    def do(
        self,
        wish: Wish,
        command: Callable[[], "Future[Done]"],
        then: Callable[[Done], None] | None = None,
    ) -> None:
        """Carry a wish out; ``then`` is told once it is done."""
        if wish.leaves:
            self._list.leave(wish.tickets)
        self._answers.follow(
            command(),
            lambda done: self._note(wish, done, then),
            lambda error: self._failed(wish, error),
        )

    def undo(self) -> None:
        """Take the last deed back."""
        self._bar.close_now()
        if not self._done:
            self._bar.say(translate("Triage", "There is nothing to undo."), undo=False)
            return
        done, leaves = self._done.pop()
        self._answers.follow(
            self._commands.take_back(done), lambda _: self._taken_back(done, leaves=leaves)
        )

    def _note(self, wish: Wish, done: Done, then: Callable[[Done], None] | None) -> None:
        if not done.back:
            if wish.leaves and wish.tickets:
                self._list.choose(wish.tickets[0])
            self._bar.say(wish.nothing or translate("Triage", "Nothing to change."), undo=False)
            return
        self._done.append((done, wish.leaves))
        del self._done[:-_REMEMBERED]
        self._bar.say(wish.said(done), undo=True)
        if then is not None:
            then(done)

    def _failed(self, wish: Wish, error: Exception) -> None:
        if wish.leaves and wish.tickets:
            self._list.choose(wish.tickets[0])
        if wish.failed is None or not wish.failed(error):
            tell(self._window, translate("Triage", "That could not be done"), str(error))

    def _taken_back(self, done: Done, *, leaves: bool) -> None:
        self._bar.say(translate("Triage", "Undone."), undo=False)
        if leaves and done.tickets:
            self._list.reread()  # the answer may be here before the news of the change
            self._show(done.tickets[0])
