"""Putting tickets away, moving and marking them: what keys, menus and buttons share."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.accounts import FolderRole
from app.domain.ids import FolderId, TicketId
from app.services.deeds import Deed, Done, MissingFolderError
from app.services.read_models import TicketRow
from ui import format as fmt
from ui.counted import counted
from ui.deeds import Deeds, Wish
from ui.dialogs.ask import tell
from ui.dialogs.move import MoveDialog, can_hold
from ui.ports import Commands, Queries
from ui.views.lists import TicketListView

translate = QCoreApplication.translate

_LEAVES = frozenset({Deed.ARCHIVE, Deed.DELETE, Deed.MOVE})
"""After these the person goes on to the next ticket."""


class Triage:
    """Acts on the chosen tickets; GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        tickets: TicketListView,
        deeds: Deeds,
        *,
        queries: Queries,
        commands: Commands,
    ) -> None:
        self._window, self._list, self._deeds = window, tickets, deeds
        self._queries, self._commands = queries, commands

    # --- what the person asks for -------------------------------------------------------------

    def archive(self) -> None:
        """Take the letters out of the inbox."""
        self._do(Deed.ARCHIVE)

    def delete(self) -> None:
        """Take all letters to the trash."""
        self._do(Deed.DELETE)

    def flag(self) -> None:
        """Set the star, or take it away where all have one."""
        self._toggle(Deed.FLAG, Deed.UNFLAG, lambda row: row.flagged)

    def read(self) -> None:
        """Mark as read where something is unread, else as unread."""
        self._toggle(Deed.UNREAD, Deed.READ, lambda row: row.unread)

    def answered(self, *, already: bool) -> None:
        """Mark as answered, or with ``already`` as not answered."""
        self._do(Deed.UNANSWERED if already else Deed.ANSWERED)

    def move(self) -> None:
        """Ask for a folder and move the letters there."""
        tickets = self._list.selected_tickets()
        rows = list(self._queries.rows(tickets).values())
        accounts = {row.account for row in rows}
        if not tickets or not accounts:
            return
        if len(accounts) > 1:
            tell(
                self._window,
                translate("Triage", "These tickets belong to different mailboxes"),
                translate("Triage", "Choose tickets of one mailbox to move them to a folder."),
            )
            return
        folders = [f for f in self._queries.folders(accounts.pop()) if can_hold(f)]
        if not folders:
            self._say_no_folder(None)
            return
        dialog = MoveDialog(fmt.about(rows), folders, self._window)
        dialog.chosen.connect(lambda folder: self._do(Deed.MOVE, FolderId(folder), tickets))
        dialog.open()

    # --- doing it -----------------------------------------------------------------------------

    def _toggle(self, on: Deed, off: Deed, is_on: Callable[[TicketRow], bool]) -> None:
        tickets = self._list.selected_tickets()
        rows = self._queries.rows(tickets).values()
        if on is Deed.UNREAD:  # with some unread, reading comes first
            self._do(off if any(map(is_on, rows)) else on, None, tickets)
        else:
            self._do(off if rows and all(map(is_on, rows)) else on, None, tickets)

    def _do(
        self, deed: Deed, folder: FolderId | None = None, tickets: Sequence[TicketId] | None = None
    ) -> None:
        chosen = self._list.selected_tickets() if tickets is None else tickets
        if not chosen:
            return
        wish = Wish(chosen, _said, _nothing(deed), leaves=deed in _LEAVES, failed=self._say_failure)
        self._deeds.do(wish, lambda: self._commands.triage(chosen, deed, folder))

    def _say_failure(self, error: Exception) -> bool:
        if isinstance(error, MissingFolderError):
            self._say_no_folder(error.role)
            return True
        return False

    def _say_no_folder(self, role: FolderRole | None) -> None:
        if role is FolderRole.ARCHIVE:
            title = translate("Triage", "This mailbox has no archive folder")
        elif role is FolderRole.TRASH:
            title = translate("Triage", "This mailbox has no trash folder")
        else:
            title = translate("Triage", "No folder of this mailbox is known yet")
        tell(
            self._window,
            title,
            translate(
                "Triage",
                "Make one in web mail or another mail program, then check for new mail. Letters "
                "can also be moved to any other folder (M).",
            )
            if role is not None
            else translate("Triage", "Folders appear once the mailbox was reached."),
        )


def _said(done: Done) -> str:  # noqa: PLR0911 - a table of cases
    number = len(done.tickets)
    match done.deed:
        case Deed.ARCHIVE:
            return counted.archived(number)
        case Deed.DELETE:
            return counted.deleted(number)
        case Deed.MOVE:
            return counted.moved(number, done.folder)
        case Deed.READ:
            return counted.marked_read(number)
        case Deed.UNREAD:
            return counted.marked_unread(number)
        case Deed.FLAG:
            return counted.flagged(number)
        case Deed.UNFLAG:
            return counted.unflagged(number)
        case Deed.ANSWERED:
            return counted.answered(number)
        case Deed.UNANSWERED:
            return counted.unanswered(number)
        case _:
            return counted.tickets(number)


def _nothing(deed: Deed) -> str:
    match deed:
        case Deed.ARCHIVE:
            return translate("Triage", "Nothing to archive: no letter of it is in the inbox.")
        case Deed.DELETE | Deed.MOVE:
            return translate(
                "Triage", "Nothing to move: no letter of it is elsewhere on the server."
            )
        case _:
            return translate("Triage", "Nothing to change.")
