"""Sizes and choices of the window, kept in one file of the profile."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from app.domain.ids import AccountId
from ui.theme import Appearance

FILE_NAME = "window.ini"
_FALLBACK_ZOOM = 1.0


class WindowSettings:
    """Reads and writes ``window.ini`` of a profile; a broken file counts as an empty one."""

    def __init__(self, profile: Path) -> None:
        self._store = QSettings(str(profile / FILE_NAME), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow, splitter: QSplitter) -> bool:
        """Give the window its last place; returns False where none is known."""
        geometry = self._store.value("window/geometry")
        columns = self._store.value("window/columns")
        known = isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)
        if isinstance(columns, QByteArray):
            splitter.restoreState(columns)
        return known

    def keep(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Remember the window's place."""
        self._store.setValue("window/geometry", window.saveGeometry())
        self._store.setValue("window/columns", splitter.saveState())
        self._store.sync()

    def restore_answer(self, splitter: QSplitter) -> None:
        """Give the answer below the letters its last height, where one is known."""
        state = self._store.value("window/answer")
        if isinstance(state, QByteArray):
            splitter.restoreState(state)

    def keep_answer(self, splitter: QSplitter) -> None:
        """Remember how high the answer is."""
        self._store.setValue("window/answer", splitter.saveState())

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system has it."""
        value = str(self._store.value("window/appearance", Appearance.SYSTEM.value))
        return Appearance(value) if value in list(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("window/appearance", value.value)

    @property
    def marks_read(self) -> bool:
        """Whether letters that were looked at are marked as read."""
        return str(self._store.value("conversation/mark_read", "true")).lower() != "false"

    @marks_read.setter
    def marks_read(self, value: bool) -> None:
        self._store.setValue("conversation/mark_read", "true" if value else "false")

    def was_asked(self, account: AccountId) -> bool:
        """Whether it was asked once who sits here."""
        return bool(self._store.contains(f"team/asked_{account}"))

    def note_asked(self, account: AccountId) -> None:
        """Remember that it was asked."""
        self._store.setValue(f"team/asked_{account}", "true")

    @property
    def zoom(self) -> float:
        """Magnification of letters, 0.5 to 3."""
        try:
            value = float(str(self._store.value("conversation/zoom", _FALLBACK_ZOOM)))
        except ValueError:
            return _FALLBACK_ZOOM
        return min(3.0, max(0.5, value))

    @zoom.setter
    def zoom(self, value: float) -> None:
        self._store.setValue("conversation/zoom", value)
