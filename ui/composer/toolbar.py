"""Buttons for the few formats that letters have."""

from collections.abc import Callable

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui import icons
from ui.composer.editor import ComposeEdit

_SOON_MS = 60
_APART = 2
_FIRST = (
    "attachment", "template", "bold", "bullets", "link", "numbers", "italic", "quote", "code",
)  # fmt: skip
"""By their icons: those without which one can do least."""


class FormatBar(QWidget):
    """Follows the cursor of an editor; GUI thread only."""

    attach_requested = Signal()
    templates_requested = Signal()

    def __init__(self, edit: ComposeEdit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("format_bar")
        self._edit = edit
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_APART)
        self._icons: dict[QToolButton, str] = {}
        self._looks: dict[str, QToolButton] = {}
        self._named: dict[str, QToolButton] = {}
        for name, icon, text, keys, then in (
            ("bold", "bold", self.tr("Bold"), "Ctrl+B", lambda: edit.toggle("bold")),
            ("italic", "italic", self.tr("Italic"), "Ctrl+I", lambda: edit.toggle("italic")),
            ("bullets", "bullets", self.tr("List"), "Ctrl+Shift+L", self._bullets),
            ("numbers", "numbers", self.tr("Numbered list"), "Ctrl+Shift+O", self._numbers),
            ("quote", "quote", self.tr("Quote"), "", edit.toggle_quote),
            ("code", "code", self.tr("Program text"), "Ctrl+Shift+C", edit.toggle_code),
            ("link", "link", self.tr("Link…"), "Ctrl+K", edit.link_wanted.emit),
        ):
            button = self._add(f"format_{name}", icon, text, keys, then)
            self._looks[name] = button
            if name in ("bold", "italic"):
                button.setCheckable(True)
        self._attach = self._add(
            "compose_attach", "attachment", self.tr("Attach files…"), "", self.attach_requested.emit
        )
        self.templates = self._add(
            "compose_templates",
            "template",
            self.tr("Insert a template…"),
            "Ctrl+T, /",
            self.templates_requested.emit,
        )
        # Not while a key is being pressed: the buttons may be a moment behind.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._follow)
        edit.currentCharFormatChanged.connect(self._soon.start)
        edit.cursorPositionChanged.connect(self._soon.start)

    @property
    def whole_width(self) -> int:
        """Pixels that all buttons take."""
        return sum(button.sizeHint().width() + _APART for button in self._icons)

    def fit(self, width: int) -> None:
        """Show as many buttons as have room; the others' keys go on working."""
        for name in _FIRST:
            button = self._named[name]
            width -= button.sizeHint().width() + _APART
            button.setVisible(width >= 0)

    def show_plain(self, plain: bool) -> None:  # noqa: FBT001 - a setter
        """Formats are not to be had in plain text."""
        for button in self._looks.values():
            button.setEnabled(not plain)

    def tint(self, colour: str) -> None:
        """Draw the icons in a colour."""
        for button, name in self._icons.items():
            button.setIcon(icons.icon(name, colour))

    def _add(
        self, name: str, icon: str, text: str, keys: str, then: Callable[[], None]
    ) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setIconSize(QSize(16, 16))
        button.setToolTip(f"{text} ({keys})" if keys else text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda *_: self._then(then))
        self._icons[button] = icon
        self._named[icon] = button
        self._row.addWidget(button)
        return button

    def _then(self, then: Callable[[], None]) -> None:
        then()
        self._follow()

    def _bullets(self) -> None:
        self._edit.toggle_list(ordered=False)

    def _numbers(self) -> None:
        self._edit.toggle_list(ordered=True)

    def _follow(self) -> None:
        look = self._edit.look()
        for name in ("bold", "italic"):
            button = self._looks[name]
            wanted = bool(getattr(look, name))
            if button.isChecked() != wanted:
                button.setChecked(wanted)
