"""The right pane: one conversation, read by a worker and shown in the web view."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPoint, QTimer, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import ChangeSet
from app.domain.ids import MessageKey, TicketId
from app.domain.outgoing import DraftId
from app.services.read_models import Conversation, LetterView, TicketRow
from ui.counted import counted
from ui.files import Files
from ui.ports import Queries
from ui.tasks import Tasks
from ui.theme import Theme
from ui.views.attachments import AttachmentBar, FileRef, files_of
from ui.views.conflict_bar import ConflictBar
from ui.views.empty import NothingOpen
from ui.views.header import ConversationHeader, Notice
from ui.web.document import EMPTY
from ui.web.in_place import KEEP
from ui.web.look import Look, Rendered, anchor, file_argument

if TYPE_CHECKING:
    from ui.web.page import ConversationWebView

_LANE = "conversation"
_PATIENCE_MS = 250
"""A quicker answer replaces the old letters at once; only a slower one says that it is reading."""

_SETTLING_MS = 400
"""After loading, the engine scrolls to the newest letter and places pictures."""


class ConversationPane(QWidget):
    """Shows a ticket; GUI thread only.

    The web engine is started by `warm_up` or by the first ticket, so that it does not delay the
    list. A change to the open ticket never moves the reader: new letters are announced, and to
    somebody who reads in the page any change of letters. What the team says is put in place.
    """

    link_clicked = Signal(str, object)
    """A link in a letter, with the texts that show it."""
    link_hovered = Signal(str)
    source_requested = Signal(object)
    """A `MessageKey`."""
    file_menu_requested = Signal(object, QPoint)
    images_always_requested = Signal(str)
    """A sender's address whose remote images are welcome from now on."""
    ticket_requested = Signal(object)
    letter_requested = Signal(str, str)
    """A command of the page about answering, or a letter on its way: word and argument."""
    team_requested = Signal(str, str)
    """A command of the page about what the team shares: its word and its argument."""
    mailbox_requested = Signal()
    """The person wants to connect a mailbox."""
    shown = Signal(object)
    """The web view has loaded this `TicketId`."""

    def __init__(
        self,
        tasks: Tasks,
        files: Files,
        theme: Theme,
        now: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._theme, self._now = tasks, theme, now
        self._ticket: TicketId | None = None
        self._rendered: Rendered | None = None
        self._headed: TicketRow | None = None
        self._scrolled_by_hand = False
        self._plain: frozenset[MessageKey] = frozenset()
        self._allowed: frozenset[str] = frozenset()
        self._written: frozenset[DraftId] = frozenset()
        self._zoom = 1.0
        self._loaded_url = ""
        self._web: ConversationWebView | None = None
        self.header = ConversationHeader()
        self.notice = Notice()
        self.conflicts = ConflictBar()
        self.empty = NothingOpen()
        self.bar = AttachmentBar(files)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in (
            (self.header, 0),
            (self.notice, 0),
            (self.conflicts, 0),
            (self._stack, 1),
            (self.bar, 0),
        ):
            layout.addWidget(widget, stretch)
        self._slow = self._timer(_PATIENCE_MS)
        self._slow.timeout.connect(self._say_reading)
        # The list paints its new selection before the reading worker competes with it.
        self._soon = self._timer(0)
        self._soon.timeout.connect(self._read_open_ticket)
        self._settling = self._timer(_SETTLING_MS)
        self.notice.accepted.connect(self._show_newer)
        self.empty.asked.connect(self.mailbox_requested)
        self.bar.menu_requested.connect(self.file_menu_requested)
        theme.changed.connect(self._retheme)
        self.close_ticket()

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        return timer

    @property
    def ticket(self) -> TicketId | None:
        """The open ticket."""
        return self._ticket

    @property
    def conversation(self) -> Conversation | None:
        """What the page shows, None until the open ticket was read."""
        return self._rendered.conversation if self._rendered else None

    @property
    def letters(self) -> Sequence[LetterView]:
        """The letters on the page, oldest first."""
        return self._rendered.conversation.letters if self._rendered else ()

    @property
    def is_shown(self) -> bool:
        """Whether the open ticket's page has been loaded."""
        return (
            self._loaded_url != ""
            and self._rendered is not None
            and (self._rendered.document.url == self._loaded_url)
        )

    @property
    def web(self) -> "ConversationWebView | None":
        """The web view once it has started."""
        return self._web

    def warm_up(self) -> "ConversationWebView":
        """Start the web engine now."""
        if self._web is None:
            from ui.web.engine import Engine, prepare_process  # noqa: PLC0415 - starts Chromium
            from ui.web.page import ConversationWebView  # noqa: PLC0415

            prepare_process()
            self._web = ConversationWebView(Engine(self._tasks, self), self)
            page = self._web.conversation_page
            page.setBackgroundColor(self._theme.colours.ground)
            page.link_clicked.connect(self._link)
            page.action_clicked.connect(self._action)
            page.linkHovered.connect(self._hover)
            page.scrollPositionChanged.connect(self._scrolled)
            self._web.document_shown.connect(self._loaded)
            self._web.setZoomFactor(self._zoom)
            self._stack.addWidget(self._web)
        return self._web

    def open_ticket(self, ticket: TicketId, row: TicketRow | None) -> None:
        """Show a ticket; its row, where known, fills the head at once."""
        if ticket != self._ticket:
            self._plain, self._allowed = frozenset(), frozenset()
            self._rendered = None
            self.notice.hide()
            self.conflicts.hide()
        self._ticket = ticket
        if row is not None:
            self._head(row)
        self._slow.start()
        self._soon.start()

    def _read_open_ticket(self) -> None:
        self._read(self._show)

    def close_ticket(self) -> None:
        """Show the pane's own words instead of a ticket."""
        self._tasks.cancel(_LANE)
        self._slow.stop()
        self._soon.stop()
        self._ticket = self._rendered = None
        self.header.hide()
        self.notice.hide()
        self.conflicts.hide()
        self.bar.show_files(())
        self._stack.setCurrentWidget(self.empty)
        if self._web is not None:
            self._web.show_document(EMPTY)

    def show_several(self, count: int) -> None:
        """Show that several tickets are marked, and what can be done with them."""
        self.close_ticket()
        self.empty.say_several(count)

    def shut_down(self) -> None:
        """Take the web page down before its profile; call when the window closes."""
        self._slow.stop()
        self._soon.stop()
        self._settling.stop()
        self._tasks.cancel(_LANE)
        self._ticket = None  # so that nothing starts the engine again
        if self._web is not None:
            web, self._web = self._web, None
            web.shut_down()

    def apply(self, change: ChangeSet) -> None:
        """Follow a commit that touched the open ticket."""
        if self._ticket is not None and (change.everything or self._ticket in change.tickets):
            self._read(self._compare)

    def read_again(self, *, anew: bool = False) -> None:
        """Read the open ticket again; ``anew`` shows its newest letter even to a reader."""
        self._read(self._show if anew else self._compare)

    def show_without(self, drafts: frozenset[DraftId]) -> None:
        """Leave out drafts that are open in a composer anyway."""
        if drafts != self._written:
            self._written = drafts
            self._read(self._compare)

    def show_row(self, row: TicketRow) -> None:
        """Take what the list knows of the open ticket."""
        if row.id == self._ticket:
            self._head(row)

    def zoom(self, factor: float) -> None:
        """Magnify letters."""
        self._zoom = factor
        if self._web is not None:
            self._web.setZoomFactor(factor)

    def focus(self) -> None:
        """Give the letters the keyboard."""
        if self._web is not None and self._stack.currentWidget() is self._web:
            self._web.setFocus()

    def _read(self, then: Callable[[Rendered | None], None]) -> None:
        ticket, allowed, look = self._ticket, self._allowed, self._look()
        written = self._written
        if ticket is None:
            return

        def work(queries: Queries) -> Rendered | None:
            from ui.web.render import render  # noqa: PLC0415 - must not delay the first list

            conversation = queries.conversation(ticket, allow_remote=allowed)
            if conversation is None:
                return None
            drafts = tuple(each for each in conversation.drafts if each.id not in written)
            return render(replace(conversation, drafts=drafts), look)

        def answered(rendered: Rendered | None) -> None:
            if ticket == self._ticket:  # another may have been opened meanwhile
                then(rendered)

        def failed(error: Exception) -> None:
            if ticket == self._ticket:
                self._failed(error)

        self._tasks.run(work, answered, failed, lane=_LANE)

    def _look(self) -> Look:
        info = QFontInfo(self.font())
        return Look(
            colours=self._theme.colours,
            family=info.family(),
            pixels=info.pointSizeF() * 96 / 72,
            locale=QLocale(),
            now=self._now(),
            plain=self._plain,
        )

    def _head(self, row: TicketRow) -> None:
        """Show what the list knows of the ticket; reading it says the same again as a rule."""
        if row != self._headed:
            self._headed = row
            self.header.show_ticket(row)
        self.header.show()

    def _show(self, rendered: Rendered | None, place: str = "") -> None:
        self._slow.stop()
        if rendered is None:
            self.close_ticket()
            return
        self._rendered = rendered
        self.notice.hide()
        self._head(rendered.conversation.ticket)
        self.conflicts.show_conflicts(rendered.conversation.conflicts, self._now())
        self.bar.show_files(files_of(rendered.conversation))
        web = self.warm_up()
        web.show_document(rendered.document, place or rendered.newest)
        self._stack.setCurrentWidget(web)

    def _compare(self, rendered: Rendered | None) -> None:
        waiting = self._web is None or self._stack.currentWidget() is not self._web
        if rendered is None or self._rendered is None or waiting:
            self._show(rendered)
            return
        self._head(rendered.conversation.ticket)
        self.conflicts.show_conflicts(rendered.conversation.conflicts, self._now())
        old = {letter.key for letter in self._rendered.conversation.letters}
        fresh = [each for each in rendered.conversation.letters if each.key not in old]
        if any(not each.ours for each in fresh):
            self.notice.say(counted.new_letters(len(fresh)), self.tr("Show"))
        elif not _same_page(self._rendered.conversation, rendered.conversation):
            if not self._is_being_read():
                self._show(rendered)
            elif self._can_stay(rendered):
                self._show(rendered, KEEP)
            else:
                self.notice.say(self.tr("This conversation has changed."), self.tr("Show"))

    def _can_stay(self, fresh: Rendered) -> bool:
        """Whether only the team said something: that can be put in place below a reader's eyes."""
        shown = self._rendered.conversation.letters if self._rendered else ()
        same = shown == fresh.conversation.letters
        return same and self._web is not None and self._web.can_keep_place(fresh.document)

    def _is_being_read(self) -> bool:
        """Whether drawing the page anew would move somebody who reads or scrolls in it."""
        web = self._web
        if web is None:
            return False
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is web or web.isAncestorOf(focus))
        return inside or self._scrolled_by_hand

    def _show_newer(self) -> None:
        self._read(self._show)

    def _failed(self, error: Exception) -> None:
        self._slow.stop()
        self.bar.show_files(())
        self.empty.say(
            "warning",
            self.tr("This ticket cannot be shown"),
            self.tr("Its letters are kept. What went wrong: {error}").format(error=error),
        )
        self._stack.setCurrentWidget(self.empty)

    def _say_reading(self) -> None:
        self.empty.say("", self.tr("Reading…"), "")
        self._stack.setCurrentWidget(self.empty)

    def _retheme(self) -> None:
        self.empty.tint()
        self.header.team.tint()
        if self._web is not None:
            self._web.conversation_page.setBackgroundColor(self._theme.colours.ground)
        if self._ticket is not None:
            self._read(self._show)

    def _scrolled(self) -> None:
        # What moves while a page settles is the engine going to the newest letter.
        self._scrolled_by_hand = self.is_shown and not self._settling.isActive()

    def _loaded(self, url: str) -> None:
        self._loaded_url = url
        self._scrolled_by_hand = False
        self._settling.start()
        if self._ticket is not None and self.is_shown:
            self.shown.emit(self._ticket)

    def _link(self, url: str) -> None:
        links = self._rendered.document.links if self._rendered else {}
        texts = links.get(url) or links.get(url.removesuffix("/")) or frozenset()
        self.link_clicked.emit(url, texts)

    def _hover(self, url: str) -> None:
        self.link_hovered.emit("" if url.startswith("postroom") else url)

    def _action(self, word: str, argument: str) -> None:
        """One of the page's own links; the page has checked that it is ours."""
        match word:
            case "source":
                self.source_requested.emit(MessageKey(int(argument)))
            case "plain" | "formatted":
                key = MessageKey(int(argument))
                change = frozenset((key,))
                self._plain = self._plain | change if word == "plain" else self._plain - change
                self._read(lambda rendered: self._show(rendered, anchor(key)))
            case "images-once" | "images-always":
                self._allowed |= {argument}
                if word == "images-always":
                    self.images_always_requested.emit(argument)
                self._read(self._show)
            case "ticket":
                self.ticket_requested.emit(TicketId(int(argument)))
            case "file":
                self._file(argument)
            case "note-edit" | "note-delete" | "split":
                self.team_requested.emit(word, argument)
            case _:
                self.letter_requested.emit(word, argument)

    def _file(self, argument: str) -> None:
        found = file_argument(argument)
        letters = self._rendered.conversation.letters if self._rendered else ()
        for letter in letters:
            for each in letter.attachments:
                if found == (letter.key, each.index):
                    place = self.cursor().pos()
                    self.file_menu_requested.emit(FileRef(letter.key, each), place)


def _same_page(old: Conversation, new: Conversation) -> bool:
    """Whether two readings of a ticket look the same below its head."""
    return replace(old, ticket=new.ticket, conflicts=new.conflicts) == new
