"""Every action with its key; the menus and the list of keys are made from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.domain.events import Priority
from app.domain.outgoing import DraftKind
from app.domain.tickets import Queue, Status
from ui import format as fmt
from ui import icons
from ui.models.queues import ORDER
from ui.team_words import priority_name
from ui.theme import Appearance

translate = QCoreApplication.translate

_TRIAGE = ("archive", "delete", "move", "")
_MARKS = ("unread", "flag", "answered")
_TEAM = ("assign", "tags", "note", "snooze", "promise")
_WRITING = ("reply", "reply_all", "forward", "call")
_PLACES = ("merge", "split")
"""Names of actions in menus, ``""`` for a line."""


@dataclass(frozen=True, slots=True)
class Intentions:
    """What the actions can ask of the window."""

    step: Callable[[int], None]
    focus_conversation: Callable[[], None]
    focus_list: Callable[[], None]
    focus_search: Callable[[], None]
    leave: Callable[[], None]
    choose_queue: Callable[[Queue], None]
    sync: Callable[[], None]
    connect_mailbox: Callable[[], None]
    folders: Callable[[], None]
    toggle_read: Callable[[], None]
    archive: Callable[[], None]
    delete: Callable[[], None]
    move: Callable[[], None]
    flag: Callable[[], None]
    answered: Callable[[], None]
    assign: Callable[[], None]
    tags: Callable[[], None]
    note: Callable[[], None]
    snooze: Callable[[], None]
    promise: Callable[[], None]
    status: Callable[[Status | None], None]
    priority: Callable[[Priority], None]
    merge: Callable[[], None]
    split: Callable[[], None]
    team: Callable[[], None]
    acknowledgement: Callable[[], None]
    templates: Callable[[], None]
    write: Callable[[DraftKind], None]
    outbox: Callable[[], None]
    undo: Callable[[], None]
    accounts: Callable[[], None]
    pause: Callable[[bool], None]
    mark_read: Callable[[bool], None]
    zoom: Callable[[int], None]
    appearance: Callable[[Appearance], None]
    keys: Callable[[], None]
    problems: Callable[[], None]
    quit: Callable[[], None]


class Actions:
    """The window's actions, owned by it; GUI thread only."""

    reply: QAction
    reply_all: QAction
    forward: QAction
    new_ticket: QAction
    call: QAction

    def __init__(
        self, window: QWidget, wish: Intentions, appearance: Appearance, *, marks_read: bool
    ) -> None:
        self._window = window
        self.listed: list[QAction] = []
        """In the order of the list of keys."""
        self.next = self._add(
            "next_ticket", translate("actions", "Next ticket"), "J", lambda: wish.step(1)
        )
        self.previous = self._add(
            "previous_ticket", translate("actions", "Previous ticket"), "K", lambda: wish.step(-1)
        )
        self.read = self._add(
            "read", translate("actions", "Go to the letters"), "Return", wish.focus_conversation
        )
        self.read.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list = self._add("list", translate("actions", "Go to the list"), "L", wish.focus_list)
        self.unread = self._add(
            "unread", translate("actions", "Mark as read or unread"), "U", wish.toggle_read
        )
        self.archive = self._add("archive", translate("actions", "Archive"), "E", wish.archive)
        self.delete = self._add(
            "delete", translate("actions", "Move to Trash"), ("Del", "#"), wish.delete
        )
        self.move = self._add("move", translate("actions", "Move to folder…"), "M", wish.move)
        self.flag = self._add(
            "flag", translate("actions", "Flag or remove the flag"), "S", wish.flag
        )
        self.answered = self._add(
            "answered",
            translate("actions", "Mark as answered or not"),
            "Shift+A",
            wish.answered,
        )
        self._add_writing(wish)
        self._add_team(wish)
        self.undo = self._add("undo", translate("actions", "Undo"), "Ctrl+Z", wish.undo)
        self.search = self._add(
            "search", translate("actions", "Search"), ("/", "Ctrl+F"), wish.focus_search
        )
        self.leave = self._add(
            "leave", translate("actions", "Back: leave letters, clear search"), "Esc", wish.leave
        )
        self.queues = [
            self._add(
                f"queue_{queue.value}",
                fmt.queue_name(queue),
                f"Ctrl+{number}",
                partial(wish.choose_queue, queue),
            )
            for number, queue in enumerate(ORDER, start=1)
        ]
        self.sync = self._add("sync", translate("actions", "Check for new mail"), "F5", wish.sync)
        self.connect = self._add(
            "connect",
            translate("actions", "Connect a mailbox…"),
            "Ctrl+Shift+M",
            wish.connect_mailbox,
        )
        self.accounts = self._add(
            "accounts", translate("actions", "Mailboxes…"), "Ctrl+Shift+A", wish.accounts
        )
        self.team = self._add("team", translate("actions", "Team…"), "Ctrl+Shift+T", wish.team)
        self.acknowledgement = self._add(
            "acknowledgement",
            translate("actions", "Acknowledgements…"),
            "Ctrl+Shift+K",
            wish.acknowledgement,
        )
        self.templates = self._add(
            "templates", translate("actions", "Templates…"), "Ctrl+Shift+E", wish.templates
        )
        self.folders = self._add(
            "folders", translate("actions", "Folders…"), "Ctrl+Shift+F", wish.folders
        )
        self.bigger = self._add(
            "bigger",
            translate("actions", "Larger letters"),
            ("Ctrl++", "Ctrl+="),
            lambda: wish.zoom(1),
        )
        self.smaller = self._add(
            "smaller", translate("actions", "Smaller letters"), "Ctrl+-", lambda: wish.zoom(-1)
        )
        self.normal = self._add(
            "normal", translate("actions", "Normal size"), "Ctrl+0", lambda: wish.zoom(0)
        )
        self.problems = self._add(
            "problems", translate("actions", "Show problems"), "Ctrl+Shift+P", wish.problems
        )
        self.keys = self._add("keys", translate("actions", "List of keys"), "?", wish.keys)
        self.quit = self._add("quit", translate("actions", "Quit"), "Ctrl+Q", wish.quit)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)

        self.mark_read = QAction(translate("actions", "Mark letters as read after a look"), window)
        self.mark_read.setObjectName("action_mark_read")
        self.mark_read.setCheckable(True)
        self.mark_read.setChecked(marks_read)
        self.mark_read.toggled.connect(wish.mark_read)
        self.pause = self._pause(wish)
        self.appearances = self._appearances(wish, appearance)

    def _add_writing(self, wish: Intentions) -> None:
        """What goes out."""
        for name, text, key, kind in (
            ("reply", translate("actions", "Reply"), "R", DraftKind.REPLY),
            ("reply_all", translate("actions", "Reply to all"), "Shift+R", DraftKind.REPLY_ALL),
            ("forward", translate("actions", "Forward"), "F", DraftKind.FORWARD),
            ("new_ticket", translate("actions", "New ticket"), "Ctrl+N", DraftKind.NEW),
            ("call", translate("actions", "Write down a call"), "Ctrl+Shift+N", DraftKind.CALL),
        ):
            setattr(self, name, self._add(name, text, key, partial(wish.write, kind)))
        self.outbox = self._add(
            "outbox", translate("actions", "Outbox and drafts"), "Ctrl+Shift+O", wish.outbox
        )

    def _add_team(self, wish: Intentions) -> None:
        """What the team shares."""
        self.assign = self._add("assign", translate("actions", "Assign…"), "A", wish.assign)
        self.note = self._add("note", translate("actions", "Write a note"), "N", wish.note)
        self.snooze = self._add("snooze", translate("actions", "Snooze…"), "Z", wish.snooze)
        self.tags = self._add("tags", translate("actions", "Tags…"), "T", wish.tags)
        self.promise = self._add("promise", translate("actions", "Promise…"), "P", wish.promise)
        self.statuses = [
            self._add(name, text, key, partial(wish.status, status))
            for name, text, key, status in (
                ("status_open", translate("actions", "Needs reply"), "O", Status.OPEN),
                ("status_waiting", translate("actions", "Waiting"), "W", Status.WAITING),
                ("status_closed", translate("actions", "Closed"), "C", Status.CLOSED),
                ("status_mail", translate("actions", "As the mail says"), (), None),
            )
        ]
        self.priorities = [
            self._add(
                f"priority_{priority.value}",
                priority_name(priority),
                (),
                partial(wish.priority, priority),
            )
            for priority in reversed(Priority)
        ]
        self.merge = self._add("merge", translate("actions", "Merge…"), "Shift+M", wish.merge)
        self.split = self._add(
            "split", translate("actions", "Take letters out…"), "Shift+X", wish.split
        )

    def status_menu(self, parent: QWidget) -> QMenu:
        """The statuses to choose from, and snoozing."""
        return self._menu(
            translate("actions", "Status"), (*self.statuses, None, self.snooze), parent
        )

    def priority_menu(self, parent: QWidget) -> QMenu:
        """The priorities to choose from."""
        return self._menu(translate("actions", "Priority"), self.priorities, parent)

    @staticmethod
    def _menu(title: str, rows: Sequence[QAction | QMenu | None], parent: QWidget) -> QMenu:
        menu = QMenu(title, parent)
        for row in rows:
            if row is None:
                menu.addSeparator()
            elif isinstance(row, QMenu):
                menu.addMenu(row)
            else:
                menu.addAction(row)
        return menu

    def _pause(self, wish: Intentions) -> QAction:
        action = QAction(translate("actions", "Pause syncing"), self._window)
        action.setObjectName("action_pause")
        action.setCheckable(True)
        action.triggered.connect(wish.pause)
        return action

    @property
    def at_hand(self) -> tuple[QAction, ...]:
        """What is done most with a ticket, as buttons beside its subject."""
        return (self.reply, self.archive, self.delete, self.move, self.flag, self.unread)

    def tint(self, colour: str) -> None:
        """Draw the buttons' icons in a colour; menus show none."""
        names = ("reply", "archive", "trash", "move", "star", "unread")
        for action, name in zip(self.at_hand, names, strict=True):
            action.setIcon(icons.icon(name, colour))
            action.setIconVisibleInMenu(False)
            keys = " / ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts()
            )
            action.setToolTip(f"{action.text().rstrip('…')} ({keys})")

    def ticket_menu(self, parent: QWidget) -> QMenu:
        """A menu about the marked tickets; deletes itself."""
        menu = QMenu(parent)
        menu.setObjectName("ticket_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in (*_WRITING, "", *_TRIAGE, *_MARKS, "", *_TEAM):
            if row:
                menu.addAction(getattr(self, row))
            else:
                menu.addSeparator()
        menu.addMenu(self.status_menu(menu))
        menu.addMenu(self.priority_menu(menu))
        menu.addSeparator()
        for row in _PLACES:
            menu.addAction(getattr(self, row))
        return menu

    def _appearances(self, wish: Intentions, chosen: Appearance) -> list[QAction]:
        """Three choices of which one holds; rarely used, so without keys."""
        group = QActionGroup(self._window)
        made = []
        for value, text in (
            (Appearance.SYSTEM, translate("actions", "Colours of the system")),
            (Appearance.LIGHT, translate("actions", "Light")),
            (Appearance.DARK, translate("actions", "Dark")),
        ):
            action = QAction(text, group)
            action.setObjectName(f"action_appearance_{value.value}")
            action.setCheckable(True)
            action.setChecked(value is chosen)
            action.triggered.connect(lambda *_, value=value: wish.appearance(value))
            made.append(action)
        return made

    def fill(self, bar: QMenuBar) -> None:
        """Put the actions into menus."""
        for title, rows in (
            (
                translate("actions", "&Mailbox"),
                (
                    self.new_ticket,
                    self.outbox,
                    None,
                    self.connect,
                    self.accounts,
                    self.team,
                    self.templates,
                    self.acknowledgement,
                    self.folders,
                    None,
                    self.sync,
                    self.pause,
                    self.problems,
                    None,
                    self.quit,
                ),
            ),
            (
                translate("actions", "&Ticket"),
                (
                    self.next,
                    self.previous,
                    None,
                    self.read,
                    self.list,
                    None,
                    *(getattr(self, row) for row in _WRITING),
                    None,
                    *(getattr(self, row) if row else None for row in (*_TRIAGE, *_MARKS)),
                    None,
                    *(getattr(self, row) for row in _TEAM),
                    self.status_menu(bar),
                    self.priority_menu(bar),
                    None,
                    *(getattr(self, row) for row in _PLACES),
                    None,
                    self.undo,
                    None,
                    self.search,
                ),
            ),
            (
                translate("actions", "&View"),
                (
                    *self.queues,
                    None,
                    self.bigger,
                    self.smaller,
                    self.normal,
                    None,
                    self.mark_read,
                    None,
                    *self.appearances,
                ),
            ),
            (translate("actions", "&Help"), (self.keys,)),
        ):
            bar.addMenu(self._menu(title, rows, bar))

    def keys_in_words(self) -> list[tuple[str, str]]:
        """What each key does: text and key, as the system writes keys."""
        form = QKeySequence.SequenceFormat.NativeText
        extra = {"next_ticket": "↓", "previous_ticket": "↑"}
        return [
            (
                action.text(),
                "   ".join(
                    [key.toString(form) for key in action.shortcuts()]
                    + ([extra[action.objectName()]] if action.objectName() in extra else [])
                ),
            )
            for action in self.listed
            if action.shortcuts()
        ]

    def _add(
        self, name: str, text: str, keys: str | tuple[str, ...], then: Callable[[], None]
    ) -> QAction:
        action = QAction(text, self._window)
        action.setObjectName(f"action_{name}")
        several = (keys,) if isinstance(keys, str) else keys
        action.setShortcuts([QKeySequence(key) for key in several])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda *_: then())
        self._window.addAction(action)
        self.listed.append(action)
        return action
