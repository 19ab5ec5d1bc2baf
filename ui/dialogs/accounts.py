"""The connected mailboxes: how each stands, and what can be done with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.accounts import Account, Folder, FolderRole, Security
from app.domain.problems import Problem, Severity
from ui import format as fmt
from ui.counted import counted
from ui.dialogs.form import plain_label, say
from ui.views.problem_words import account_of, in_words


@dataclass(frozen=True, slots=True)
class AccountState:
    """A mailbox as it stands now."""

    account: Account
    folders: Sequence[Folder]
    problems: Sequence[Problem]
    waiting: int
    """Changes made here that the server does not know yet."""
    last_pass: int | None
    """When it was last compared with its server in full, seconds UTC."""


def states(
    accounts: Sequence[Account],
    folders: Mapping[int, Sequence[Folder]],
    waiting: Mapping[int, int],
    problems: Sequence[Problem],
    passes: Mapping[str, int],
) -> list[AccountState]:
    """Put together what is known of each mailbox."""
    return [
        AccountState(
            account,
            folders.get(account.id, ()),
            [p for p in problems if account_of(p) == account.settings.name],
            waiting.get(account.id, 0),
            passes.get(account.settings.name),
        )
        for account in accounts
    ]


class AccountsDialog(QDialog):
    """Stays open while the mailboxes change; `show_states` brings it up to date."""

    add_requested = Signal()
    edit_requested = Signal(object)
    """An `Account`, as are the following."""
    password_requested = Signal(object)
    folders_requested = Signal()
    remove_requested = Signal(object)

    def __init__(self, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accounts_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mailboxes"))
        self.resize(820, 520)
        self._now = now
        self._states: list[AccountState] = []
        self.list = QListWidget()
        self.list.setObjectName("accounts_list")
        self.list.setAccessibleName(self.tr("Mailboxes"))
        self.list.setFixedWidth(220)
        self.list.currentRowChanged.connect(self._show_chosen)
        self._title = plain_label("title")
        self._title.setObjectName("account_title")
        self._facts = plain_label("muted")
        self._facts.setObjectName("account_facts")
        self._state = plain_label("")
        self._state.setObjectName("account_state")
        for label in (self._title, self._facts, self._state):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._table = self._folder_table()
        right = QVBoxLayout()
        right.setSpacing(8)
        for widget in (self._title, self._facts, self._state):
            right.addWidget(widget)
        right.addWidget(self._table, 1)
        right.addLayout(self._account_buttons())
        add = QPushButton(self.tr("Connect a mailbox…"))
        add.setObjectName("accounts_add")
        add.setAutoDefault(False)
        add.clicked.connect(lambda *_: self.add_requested.emit())
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(add)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left)
        both.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(14)
        layout.addLayout(both, 1)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)

    def _folder_table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setObjectName("account_folders")
        table.setAccessibleName(self.tr("Folders"))
        table.setHorizontalHeaderLabels(
            [self.tr("Folder"), self.tr("On the server"), self.tr("Here")]
        )
        table.verticalHeader().hide()
        table.setFrameShape(QFrame.Shape.StyledPanel)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            item = table.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        first = table.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _account_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._buttons: list[QPushButton] = []
        for name, text, then in (
            ("edit", self.tr("Settings…"), lambda: self._emit(self.edit_requested)),
            ("password", self.tr("Password…"), lambda: self._emit(self.password_requested)),
            ("folders", self.tr("Folders…"), self.folders_requested.emit),
            ("remove", self.tr("Remove…"), lambda: self._emit(self.remove_requested)),
        ):
            button = QPushButton(text)
            button.setObjectName(f"accounts_{name}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda *_, then=then: then())
            if name == "remove":
                row.addStretch(1)
            row.addWidget(button)
            self._buttons.append(button)
        return row

    def _emit(self, signal: object) -> None:
        state = self._chosen()
        if state is not None:
            signal.emit(state.account)  # type: ignore[attr-defined]

    def _chosen(self) -> AccountState | None:
        row = self.list.currentRow()
        return self._states[row] if 0 <= row < len(self._states) else None

    def show_states(self, found: Sequence[AccountState]) -> None:
        """Show how the mailboxes stand; the chosen one stays."""
        if list(found) == self._states and self.list.count():
            return
        chosen = self._chosen()
        names = [each.account.id for each in found]
        self._states = list(found)
        blocked = QSignalBlocker(self.list)
        self.list.clear()
        for each in found:
            item = QListWidgetItem(each.account.settings.name, self.list)
            item.setToolTip(each.account.settings.address)
        if found:
            kept = chosen is not None and chosen.account.id in names
            self.list.setCurrentRow(names.index(chosen.account.id) if kept and chosen else 0)
        blocked.unblock()
        self._show_chosen()

    def _show_chosen(self, *_: object) -> None:
        state = self._chosen()
        for widget in (self._facts, self._state, self._table, *self._buttons):
            widget.setVisible(state is not None)
        if state is None:
            self._title.setText(self.tr("No mailbox is connected."))
            return
        settings = state.account.settings
        self._title.setText(settings.address or settings.name)
        self._facts.setText("\n".join(self._lines(state)))
        self._say_state(state)
        has_server = settings.imap is not None
        for button in self._buttons[:3]:
            button.setVisible(has_server)
        self._buttons[1].setVisible(has_server and not settings.token_command)
        self._fill(state.folders)

    def _lines(self, state: AccountState) -> list[str]:
        settings = state.account.settings
        if settings.imap is None:
            return [self.tr("Imported letters; there is no server.")]
        ways = {Security.TLS: "TLS", Security.STARTTLS: "STARTTLS"}
        way = ways.get(settings.security, self.tr("not encrypted"))
        lines = [
            self.tr("Receiving: {server} ({security}), user {user}").format(
                server=settings.imap, security=way, user=settings.user
            )
        ]
        if settings.smtp is not None:
            lines.append(
                self.tr("Sending: {server} ({security})").format(server=settings.smtp, security=way)
            )
        if settings.token_command:
            lines.append(self.tr("Signs in with an access token from a program"))
        if state.last_pass is not None:
            when = fmt.moment_short(state.last_pass, self._now(), QLocale())
            lines.append(self.tr("Compared with the server: {when}").format(when=when))
        elif not state.problems:
            lines.append(self.tr("Not yet compared with the server since the start."))
        if state.waiting:
            lines.append(counted.waiting(state.waiting))
        return lines

    def _say_state(self, state: AccountState) -> None:
        serious = any(each.severity is not Severity.NOTICE for each in state.problems)
        texts = [in_words(each).trouble for each in state.problems]
        if not texts and state.last_pass is not None:
            texts = [self.tr("Everything is in order.")]
        role = "danger" if serious else "good" if not state.problems else ""
        say(self._state, "\n".join(texts), role)

    def _fill(self, folders: Sequence[Folder]) -> None:
        locale = QLocale()
        shown = [f for f in folders if f.role is FolderRole.LOCAL or f.followed or f.local_count]
        self._table.setRowCount(len(shown))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, folder in enumerate(shown):
            there = folder.server_count
            known = there is not None and folder.followed
            texts = (
                folder.name
                if folder.followed
                else self.tr("{folder} (not synced)").format(folder=folder.name),
                fmt.number(there or 0, locale) if known else "–",
                fmt.number(folder.local_count, locale),
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(right)
                self._table.setItem(row, column, item)
