"""Opens the dialogs about mailboxes and their troubles, and carries out what they decide."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.accounts import Account, Folder, FolderRole
from app.domain.ids import FolderId
from app.domain.problems import Problem
from app.services.checks import Connected
from ui import format as fmt
from ui.answers import Answers
from ui.dialogs.accounts import AccountsDialog, states
from ui.dialogs.ask import confirm, tell
from ui.dialogs.certificate import CertificateDialog
from ui.dialogs.changes import ChangesDialog
from ui.dialogs.connect import ConnectDialog
from ui.dialogs.edit_account import EditAccountDialog
from ui.dialogs.folders import FoldersDialog
from ui.dialogs.password import PasswordDialog
from ui.ports import Commands, Mailboxes, Queries, Runtime
from ui.tasks import Tasks
from ui.views.problem_words import Remedy, account_of, links, place_of

translate = QCoreApplication.translate

_FRESH_MS = 1_000


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
        answers: Answers,
        now: Callable[[], int],
        open_link: Callable[[str], None],
        show_outbox: Callable[[], None],
    ) -> None:
        """``open_link`` shows an address to the person before anything is opened."""
        self._window, self._queries, self._tasks = window, queries, tasks
        self._runtime, self._commands, self._mailboxes = runtime, commands, mailboxes
        self._answers, self._now, self._open_link = answers, now, open_link
        self._show_outbox = show_outbox

    # --- mailboxes ----------------------------------------------------------------------------

    def connect_mailbox(self) -> None:
        """Ask for a mailbox and add it."""
        taken = [account.settings.name for account in self._queries.accounts()]
        dialog = ConnectDialog(self._mailboxes, self._tasks, taken, self._window)
        dialog.stored.connect(self._stored)
        dialog.open()

    def show_accounts(self) -> None:
        """Show how the mailboxes stand, and follow them while the dialog is open."""
        dialog = AccountsDialog(self._now, self._window)
        dialog.add_requested.connect(self.connect_mailbox)
        dialog.edit_requested.connect(self.edit)
        dialog.password_requested.connect(self.ask_password)
        dialog.folders_requested.connect(self.choose_folders)
        dialog.remove_requested.connect(self.remove)
        self._refresh(dialog)
        timer = QTimer(dialog)
        timer.setInterval(_FRESH_MS)
        timer.timeout.connect(lambda: self._refresh(dialog))
        timer.start()
        dialog.open()

    def _refresh(self, dialog: AccountsDialog) -> None:
        accounts = self._queries.accounts()
        dialog.show_states(
            states(
                accounts,
                {each.id: self._queries.folders(each.id) for each in accounts},
                {each.id: self._queries.waiting(each.id) for each in accounts},
                self._runtime.problems(),
                self._runtime.last_passes(),
            )
        )

    def edit(self, account: Account) -> None:
        """Change servers, protection, user or way to log in."""
        dialog = EditAccountDialog(account, self._mailboxes, self._tasks, self._window)
        dialog.stored.connect(self._stored)
        dialog.open()

    def ask_password(self, account: Account, problem: Problem | None = None) -> None:
        """Ask for the password; where the server named web pages, offer to show them.

        Where there is none to ask for, show the settings.
        """
        if account.settings.token_command:
            self.edit(account)
            return
        dialog = PasswordDialog(
            account,
            self._mailboxes,
            self._tasks,
            links=links(problem) if problem is not None else (),
            refused=problem is not None,
            by_web=problem is not None and problem.code == "web-login",
            parent=self._window,
        )
        dialog.link_requested.connect(self._open_link)
        dialog.stored.connect(self._stored)
        dialog.open()

    def remove(self, account: Account) -> None:
        """Ask, saying exactly what goes and what stays, and remove a mailbox."""
        settings = account.settings
        count = sum(folder.local_count for folder in self._queries.folders(account.id))
        waiting = self._queries.waiting(account.id)
        parts = [
            translate(
                "MailboxDialogs",
                "From this computer are deleted: its letters and tickets ({count} letters in "
                "folders), their search words, its settings, and its password in the keyring.",
            ).format(count=fmt.number(count, QLocale()))
        ]
        if settings.imap is not None:
            parts.append(
                translate(
                    "MailboxDialogs",
                    "On the server nothing is changed: every letter stays there as it is.",
                )
            )
        else:
            parts.append(
                translate(
                    "MailboxDialogs",
                    "These letters were imported and are on no server: afterwards only the files "
                    "they came from have them.",
                )
            )
        if waiting:
            parts.append(
                translate(
                    "MailboxDialogs", "Changes that the server does not know yet are lost: {count}."
                ).format(count=fmt.number(waiting, QLocale()))
            )
        if unsent := self._queries.unfinished(account.id):
            parts.append(
                translate(
                    "MailboxDialogs",
                    "What was written here and has not been sent is lost. Drafts: {drafts}; "
                    "letters in the outbox: {letters}.",
                ).format(
                    drafts=fmt.number(unsent.drafts, QLocale()),
                    letters=fmt.number(unsent.letters, QLocale()),
                )
            )
        confirm(
            self._window,
            translate("MailboxDialogs", "Remove “{name}” from Postroom?").format(
                name=settings.name
            ),
            "\n\n".join(parts),
            translate("MailboxDialogs", "Remove"),
            lambda: self._remove(account),
        )

    def _remove(self, account: Account) -> None:
        self._tasks.apart(
            lambda: self._mailboxes.remove(account),
            lambda _: None,
            self._failed,
            lane=f"remove-{account.id}",
        )

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

    # --- troubles -----------------------------------------------------------------------------

    def remedy(self, remedy: Remedy, problem: Problem) -> None:
        """Do what a button beside a trouble promises."""
        name = account_of(problem)
        match remedy:
            case Remedy.SYNC:
                self._runtime.sync_now(name or None)
            case Remedy.OUTBOX:
                self._show_outbox()
            case Remedy.RESUME:
                self._runtime.resume()
            case Remedy.FETCH:
                self._runtime.set_metered(False)
            case Remedy.DISMISS | Remedy.KEEP:
                self._runtime.dismiss(problem.key)
            case Remedy.COPY:
                QGuiApplication.clipboard().setText(f"{problem.code}: {problem.detail}")
            case Remedy.FOLDERS:
                self.choose_folders()
            case Remedy.ACCEPT:
                self._ask_removals(name, place_of(problem))
            case _:
                self._remedy_of_account(remedy, problem)

    def _remedy_of_account(self, remedy: Remedy, problem: Problem) -> None:
        name = account_of(problem)
        account = next((a for a in self._queries.accounts() if a.settings.name == name), None)
        match remedy:
            case _ if account is None:
                self._runtime.sync_now(None)
            case Remedy.PASSWORD:
                self.ask_password(account, problem)
            case Remedy.SETTINGS:
                self.edit(account)
            case Remedy.CERTIFICATE:
                said = problem.detail
                dialog = CertificateDialog(
                    account, said, self._mailboxes, self._tasks, self._window
                )
                dialog.open()
            case Remedy.CHANGES:
                self._show_changes(account)

    def _ask_removals(self, name: str, folder: str) -> None:
        confirm(
            self._window,
            translate("MailboxDialogs", "Let the letters of {folder} go here too?").format(
                folder=folder
            ),
            translate(
                "MailboxDialogs",
                "They are no longer on the server. If you let them go, their tickets say so and "
                "leave the queues; the letters themselves stay readable here.",
            ),
            translate("MailboxDialogs", "Let them go"),
            lambda: self._runtime.sync_now(name, accept_removals=True),
        )

    def _show_changes(self, account: Account) -> None:
        troubles = self._queries.troubles(account.id)
        dialog = ChangesDialog(account.settings.name, troubles, self._window)
        name = account.settings.name

        def look(_: object) -> None:
            self._runtime.sync_now(name)

        dialog.retry_requested.connect(
            lambda: self._answers.follow(self._commands.retry_refused(account.id), look)
        )
        dialog.dismiss_requested.connect(
            lambda: self._answers.follow(self._commands.dismiss_troubles(account.id), look)
        )
        dialog.open()

    # --- afterwards ---------------------------------------------------------------------------

    def _failed(self, error: Exception) -> None:
        tell(self._window, translate("MailboxDialogs", "That could not be done"), str(error))

    def _stored(self, name: str, answer: Connected) -> None:
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
