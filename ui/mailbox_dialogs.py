"""Opens the dialogs about mailboxes and carries out what they decide."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Folder, FolderRole
from app.domain.ids import FolderId
from app.services.checks import Connected
from ui.dialogs.ask import tell
from ui.dialogs.connect import ConnectDialog
from ui.dialogs.folders import FoldersDialog
from ui.ports import Commands, Mailboxes, Queries, Runtime
from ui.tasks import Tasks

translate = QCoreApplication.translate


class MailboxDialogs:
    """GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        *,
        queries: Queries,
        tasks: Tasks,
        runtime: Runtime,
        commands: Commands,
        mailboxes: Mailboxes,
    ) -> None:
        self._window, self._queries, self._tasks = window, queries, tasks
        self._runtime, self._commands, self._mailboxes = runtime, commands, mailboxes

    def connect_mailbox(self) -> None:
        """Ask for a mailbox and add it."""
        taken = [account.settings.name for account in self._queries.accounts()]
        dialog = ConnectDialog(self._mailboxes, self._tasks, taken, self._window)
        dialog.connected.connect(self._connected)
        dialog.open()

    def choose_folders(self) -> None:
        """Ask which folders are synced."""
        boxes = [
            (account, [f for f in self._queries.folders(account.id) if _can_follow(f)])
            for account in self._queries.accounts()
        ]
        boxes = [(account, folders) for account, folders in boxes if folders]
        if not boxes:
            tell(
                self._window,
                translate("MailboxDialogs", "There are no folders yet"),
                translate(
                    "MailboxDialogs", "They appear once a mailbox is connected and was reached."
                ),
            )
            return
        dialog = FoldersDialog(boxes, self._window)
        dialog.decided.connect(self._follow)
        dialog.open()

    def _connected(self, name: str, answer: Connected) -> None:
        if answer.password_kept:
            return
        tell(
            self._window,
            translate("MailboxDialogs", "“{name}” is connected, its password is not kept").format(
                name=name
            ),
            translate(
                "MailboxDialogs",
                "There is no safe keyring on this computer that takes it, and Postroom never "
                "writes passwords into files. It is known until you quit; afterwards start "
                "Postroom with the password in the variable {variable}.",
            ).format(variable="POSTROOM_PASSWORD"),
        )

    def _follow(self, changes: dict[FolderId, bool]) -> None:
        for folder, followed in changes.items():
            self._commands.follow_folder(folder, followed=followed)
        if changes:
            self._runtime.sync_now()


def _can_follow(folder: Folder) -> bool:
    return folder.role is not FolderRole.LOCAL
