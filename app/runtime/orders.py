"""What an account's thread is asked to do next: a small box that gathers wishes until it looks."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """What to look at; neither means that time has passed."""

    everything: bool
    folders: frozenset[str]


class Orders:
    """Gathers wishes from any thread; one thread takes them."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._everything = False
        self._folders: set[str] = set()
        self._call: Callable[[], None] | None = None

    def answer_by(self, call: Callable[[], None] | None) -> None:
        """Let each wish ``call`` as well, for a thread that waits elsewhere; None: no more."""
        with self._condition:
            self._call = call

    def everything(self) -> None:
        """Ask for a pass over all folders."""
        with self._condition:
            self._everything = True
            self._told()

    def folder(self, name: str) -> None:
        """Ask for a look at one folder."""
        with self._condition:
            self._folders.add(name)
            self._told()

    def _told(self) -> None:
        self._condition.notify_all()
        if self._call is not None:
            self._call()

    def forget_folders(self) -> None:
        """A pass over everything begins, which will see what single folders were asked for."""
        with self._condition:
            self._folders.clear()

    def take(self, timeout: float | None, *, folders: bool) -> Order:
        """Wait for a wish, or for the time to pass; ``folders``: whether single ones count."""
        with self._condition:
            self._condition.wait_for(
                lambda: self._everything or (folders and bool(self._folders)), timeout
            )
            wish = Order(self._everything, frozenset(self._folders) if folders else frozenset())
            self._everything = False
            if folders:
                self._folders.clear()
            return wish
