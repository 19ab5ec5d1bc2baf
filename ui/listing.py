"""What the middle pane lists, narrowed by mailbox and search, and kept in step with changes."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.changes import ChangeSet
from app.domain.ids import AccountId, TicketId
from app.domain.tickets import Queue
from app.services.read_models import ListFilter, TicketRow
from ui.counts import Counts, read_counts
from ui.dialogs.ask import tell
from ui.models.queues import QueueListModel
from ui.models.tickets import PAGE, TicketListModel
from ui.ports import Queries
from ui.tasks import Tasks
from ui.views.conversation import ConversationPane
from ui.views.inboxes import Inbox
from ui.views.list_pane import ListPane
from ui.views.sidebar import Sidebar
from ui.views.status import StatusLine

translate = QCoreApplication.translate


class Listing:
    """Reads lists and counts for the panes that show them; GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        pane: ListPane,
        tickets: TicketListModel,
        queues: QueueListModel,
        sidebar: Sidebar,
        *,
        conversation: ConversationPane,
        status: StatusLine,
        queries: Queries,
        tasks: Tasks,
    ) -> None:
        self._window = window
        self._pane, self._tickets = pane, tickets
        self._queues, self._queue_list = queues, sidebar.queues
        self._sidebar, self._conversation, self._status = sidebar, conversation, status
        self._queries, self._tasks = queries, tasks
        self._has_accounts = True
        self._untold = 0
        self._queue_list.queue_chosen.connect(self.show_queue)
        pane.search_changed.connect(self._search)
        pane.filters.changed.connect(lambda: self._search(pane.search))
        pane.everywhere_wished.connect(lambda: self._queue_list.choose(Queue.ALL))
        sidebar.inboxes.inbox_chosen.connect(self._show_inbox)

    def start(self) -> None:
        """Count, and show the queue in which work begins."""
        self.take(read_counts(self._queries, None, with_teams=False))
        self._queue_list.choose(Queue.NEEDS_REPLY)
        self._pane.list.setFocus()
        self.count_again()

    def show_queue(self, queue: Queue) -> None:
        """Show another queue; what narrows the list stays."""
        search = self._pane.search
        if search:
            self._find(queue, search)
            return
        self._tasks.cancel("search")
        # The count in the left column is kept fresh anyway; counting again would cost half a frame.
        only = self._narrowed()
        fresh = only == ListFilter(account=self._tickets.only.account)
        self._tickets.show(queue, only, count=self._queues.count(queue) if fresh else None)
        self._after_show()

    def go_to(self, ticket: TicketId) -> None:
        """Go to a ticket that may be outside the list that is shown."""
        if not self._pane.list.choose(ticket):
            self._pane.clear_search()
            self._queue_list.choose(Queue.ALL)
            self._pane.list.choose(ticket)

    def _show_inbox(self, account: AccountId | None) -> None:
        """Narrow every queue to one mailbox, or widen them again."""
        queue = self._tickets.queue
        self._queues.show(self._queries.queue_counts(account))
        self._tickets.show(queue, ListFilter(account=account), count=self._queues.count(queue))
        self.show_queue(queue)

    def _search(self, text: str) -> None:
        if text:
            self._find(self._tickets.queue, text)
        else:
            self.show_queue(self._tickets.queue)

    def _find(self, queue: Queue, text: str) -> None:
        """Search in a worker: a first look over all words may take longer than a frame."""
        only = self._narrowed(text)

        def work(queries: Queries) -> tuple[int, Sequence[TicketRow]]:
            page = queries.tickets(queue, only, offset=0, limit=PAGE)
            return queries.ticket_count(queue, only), page

        def then(found: tuple[int, Sequence[TicketRow]]) -> None:
            count, first = found
            self._tickets.show(queue, only, count=count, first=first)
            self._after_show()

        self._tasks.run(work, then, self._search_failed, lane="search")

    def _narrowed(self, search: str = "") -> ListFilter:
        account = self._sidebar.inboxes.account
        return replace(self._pane.filters.chosen, search=search, account=account)

    def _search_failed(self, error: Exception) -> None:
        words = translate("MainWindow", "The search gave no answer")
        tell(self._window, words, str(error))

    def _after_show(self) -> None:
        self._pane.list.choose_first()
        if self._pane.list.current_ticket is None:
            self._conversation.close_ticket()
        self.say_empty()

    # --- following changes --------------------------------------------------------------------

    def apply(self, change: ChangeSet) -> None:
        """Follow a commit."""
        if change.tickets or change.everything:
            self._pane.list.apply(change)
        self.count_again()
        if self._pane.list.current_ticket is None and self._tickets.rowCount():
            self._pane.list.choose_first()

    def count_again(self) -> None:
        """Read all counts, and who works on the mailboxes, in a worker."""
        account = self._tickets.only.account
        self._tasks.run(
            lambda queries: read_counts(queries, account), self._show_counts, lane="counts"
        )

    def take(self, counts: Counts) -> None:
        """Show counts beside queues and mailboxes and in the bottom line."""
        if counts.account == self._tickets.only.account:
            self._queues.show(counts.queues)
        self._has_accounts = bool(counts.accounts)
        self._sidebar.inboxes.show_inboxes(
            [
                Inbox(each.id, each.settings.name, counts.needs_reply.get(each.id, 0))
                for each in counts.accounts
            ]
        )
        self._status.show_counts(
            [(each.settings.name, counts.folders[each.id]) for each in counts.accounts]
        )
        self._status.show_waiting(counts.waiting)
        self._pane.filters.show_teams(counts.teams, counts.account)

    def _show_counts(self, counts: Counts) -> None:
        self.take(counts)
        untold = sum(team.unsent for team in counts.teams)
        if untold < self._untold:
            self._conversation.read_again()  # what it calls "not on the server yet" is there now
        self._untold = untold
        shown = self._tickets
        fresh = shown.only == ListFilter(account=counts.account)
        if fresh and shown.rowCount() != self._queues.count(shown.queue):
            self._pane.list.reread()  # the queue was chosen while an older count stood beside it
        self.say_empty()

    def say_empty(self) -> None:
        """Fill the panes where there is nothing to show."""
        empty = not self._tickets.rowCount()
        self._pane.say_empty(empty=empty, mailbox=self._has_accounts)
        if self._conversation.ticket is None:
            self._conversation.empty.say_how_to_begin(mailbox=self._has_accounts, tickets=not empty)
