"""Marks letters as read when somebody has looked at them, and by hand."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from app.domain.ids import MessageKey, TicketId
from app.services.read_models import LetterView
from ui.ports import Commands, Queries
from ui.views.conversation import ConversationPane

LOOKED_MS = 1_500
"""Walking through the list with a key held down is not reading."""


class ReadMarks(QObject):
    """Follows the conversation pane; GUI thread only."""

    def __init__(
        self,
        pane: ConversationPane,
        queries: Queries,
        commands: Commands,
        *,
        wanted: Callable[[], bool],
        watched: Callable[[], bool],
    ) -> None:
        """``wanted`` is the person's setting; ``watched`` says whether the window is in front."""
        super().__init__(pane)
        self._pane, self._queries, self._commands = pane, queries, commands
        self._wanted, self._watched = wanted, watched
        self._looked_at: tuple[TicketId, frozenset[MessageKey]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOKED_MS)
        self._timer.timeout.connect(self._mark)
        pane.shown.connect(self._shown)

    def toggle(self) -> None:
        """Mark the open ticket as read, or its newest letter from outside as unread."""
        ticket = self._pane.ticket
        theirs = [letter.key for letter in self._theirs()]
        if ticket is None or not theirs:
            return
        self._timer.stop()
        if self._is_unread(ticket):
            self._commands.mark_seen(theirs, seen=True)
        else:
            self._commands.mark_seen(theirs[-1:], seen=False)

    def stop(self) -> None:
        """Mark nothing any more."""
        self._timer.stop()

    def _shown(self, ticket: TicketId) -> None:
        # The same page drawn again is no new look: what was put back to unread stays so.
        look = ticket, frozenset(letter.key for letter in self._pane.letters)
        if look != self._looked_at:
            self._looked_at = look
            self._timer.start()

    def _mark(self) -> None:
        ticket = self._pane.ticket
        if ticket is None or self._looked_at is None or ticket != self._looked_at[0]:
            return
        if not self._wanted() or not self._is_unread(ticket):
            return
        if not self._watched():
            self._timer.start()  # nobody sees it now; look again
            return
        self._commands.mark_seen([letter.key for letter in self._theirs()], seen=True)

    def _theirs(self) -> Sequence[LetterView]:
        return [letter for letter in self._pane.letters if not letter.ours]

    def _is_unread(self, ticket: TicketId) -> bool:
        row = self._queries.rows((ticket,)).get(ticket)
        return row is not None and row.unread
