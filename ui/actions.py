"""Every action with its key; the menus and the list of keys are made from them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.domain.tickets import Queue
from ui import format as fmt
from ui.models.queues import ORDER
from ui.theme import Appearance

translate = QCoreApplication.translate


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
    mark_read: Callable[[bool], None]
    zoom: Callable[[int], None]
    appearance: Callable[[Appearance], None]
    keys: Callable[[], None]
    problems: Callable[[], None]
    quit: Callable[[], None]


class Actions:
    """The window's actions, owned by it; GUI thread only."""

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
        self.appearances = self._appearances(wish, appearance)

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
                    self.connect,
                    self.folders,
                    None,
                    self.sync,
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
                    self.unread,
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
            menu = QMenu(title, bar)
            for row in rows:
                if row is None:
                    menu.addSeparator()
                else:
                    menu.addAction(row)
            bar.addMenu(menu)

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
