"""Light and dark colours from the system's choice, as palette, style sheet and page variables."""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.writing_styles import writing_styles

_FAMILIES = ("Inter", "Segoe UI", "SF Pro Text", "Cantarell", "Ubuntu", "Noto Sans", "DejaVu Sans")
_PLAIN_DEFAULTS = ("Sans", "Sans Serif", "DejaVu Sans", "")
"""What Qt reports where no desktop has chosen a font."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One appearance. Text on its ground has a contrast of at least 4.5 (a test checks it)."""

    dark: bool
    ground: str
    """Behind the cards."""
    side: str
    """Queue column and bars."""
    surface: str
    """Lists and cards."""
    ours: str
    """Cards of our own letters."""
    hover: str
    selected: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    notice: str
    notice_text: str
    notice_line: str
    note: str
    """Internal notes: what is never sent."""
    note_text: str
    note_line: str
    danger: str
    danger_ground: str
    good: str


LIGHT = Colours(
    dark=False,
    ground="#f4f5f7",
    side="#eceef1",
    surface="#ffffff",
    ours="#f3f7fe",
    hover="#f4f6f9",
    selected="#e3ecfb",
    line="#dcdfe4",
    text="#1b1f24",
    muted="#59616b",
    accent="#2459c4",
    on_accent="#ffffff",
    notice="#fff6df",
    notice_text="#6a4a00",
    notice_line="#efd9a1",
    note="#f3ebfc",
    note_text="#4b2a7b",
    note_line="#c9b1e8",
    danger="#b3261e",
    danger_ground="#fdeceb",
    good="#1d7044",
)

DARK = Colours(
    dark=True,
    ground="#15171a",
    side="#191c20",
    surface="#1f2328",
    ours="#1e2735",
    hover="#252a30",
    selected="#2a3b57",
    line="#343a42",
    text="#e7e9ec",
    muted="#a3abb5",
    accent="#7fb0ff",
    on_accent="#0c1726",
    notice="#352b14",
    notice_text="#f2d58c",
    notice_line="#5a4a22",
    note="#2c2438",
    note_text="#d3bdf5",
    note_line="#5b4680",
    danger="#ff9a92",
    danger_ground="#3c2020",
    good="#79d19f",
)


class Appearance(StrEnum):
    """What the person wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Follows the system's light or dark appearance unless told otherwise; GUI thread only."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: Appearance = Appearance.SYSTEM) -> None:
        super().__init__()
        self._app = app
        self._appearance = appearance
        app.setStyle("Fusion")
        app.setFont(_font(app.font()))
        self.colours = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow()

    def choose(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark."""
        self._appearance = appearance
        self._follow()

    @Slot()
    def _follow(self) -> None:
        system = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        dark = self._appearance is Appearance.DARK or (
            self._appearance is Appearance.SYSTEM and system
        )
        self.colours = DARK if dark else LIGHT
        self._app.setPalette(palette(self.colours))
        self._app.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()


def _font(system: QFont) -> QFont:
    """The desktop's own font; where there is none, the first good one that is installed."""
    font = QFont(system)
    if font.family() in _PLAIN_DEFAULTS:
        installed = set(QFontDatabase.families())
        font.setFamily(next((name for name in _FAMILIES if name in installed), font.family()))
    if font.pointSizeF() < 10:
        font.setPointSizeF(10)
    return font


def palette(colours: Colours) -> QPalette:
    """Everything that widgets and delegates paint with."""
    role = QPalette.ColorRole
    result = QPalette()
    for name, value in {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.BrightText: colours.danger,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.selected,
        role.HighlightedText: colours.text,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.hover,
        role.Midlight: colours.line,
        role.Mid: colours.line,
        role.Dark: colours.muted,
    }.items():
        result.setColor(name, QColor(value))
    for name in (role.Text, role.ButtonText, role.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.muted))
    return result


def style_sheet(colours: Colours) -> str:
    """What a palette cannot say: borders, spacing and focus rings."""
    c = colours
    return f"""
    QSplitter::handle {{ background: {c.line}; }}
    QWidget#sidebar, QWidget#sidebar QTableView, QWidget#sidebar QListWidget {{
        background: {c.side}; }}
    QWidget#list_pane {{ background: {c.surface}; }}
    QTableView {{ border: none; outline: none; }}
    QMenuBar {{ background: {c.side}; color: {c.text}; padding: 2px 6px; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {c.selected}; }}
    QMenu {{ background: {c.surface}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
                padding: 4px 6px; }}
    QStatusBar {{ background: {c.side}; border-top: 1px solid {c.line}; }}
    QStatusBar::item {{ border: none; }}
    QLineEdit {{ background: {c.ground}; border: 1px solid {c.line}; border-radius: 6px;
                 padding: 5px 8px; selection-background-color: {c.accent};
                 selection-color: {c.on_accent}; }}
    QLineEdit:focus {{ border: 2px solid {c.accent}; padding: 4px 7px; background: {c.surface}; }}
    QComboBox, QAbstractSpinBox {{ background: {c.ground}; border: 1px solid {c.line};
        border-radius: 6px; padding: 5px 8px; }}
    QAbstractSpinBox {{ selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QComboBox:focus, QAbstractSpinBox:focus {{ border: 2px solid {c.accent};
        padding: 4px 7px; background: {c.surface}; }}
    QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {c.muted}; }}
    QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow, QDateTimeEdit::down-arrow {{ image: url({_icon("down")});
        width: 11px; height: 11px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: 22px;
        background: transparent; }}
    QAbstractSpinBox::up-arrow {{ image: url({_icon("up")}); width: 9px; height: 9px; }}
    QAbstractSpinBox::down-arrow {{ image: url({_icon("down")}); width: 9px; height: 9px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line};
        outline: none; padding: 3px; selection-background-color: {c.selected};
        selection-color: {c.text}; }}
    QDialogButtonBox {{ button-layout: 3; }}
    QPlainTextEdit {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px;
                      padding: 3px 5px; selection-background-color: {c.accent};
                      selection-color: {c.on_accent}; }}
    QPlainTextEdit:focus {{ border-color: {c.accent}; }}
    QPushButton {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px;
                   padding: 6px 14px; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:default {{ background: {c.accent}; color: {c.on_accent};
                           border-color: {c.accent}; }}
    QPushButton:default:disabled {{ background: {c.hover}; color: {c.muted};
                                    border-color: {c.line}; }}
    QPushButton:default:focus {{ border: 2px solid {c.text}; padding: 5px 13px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 4px 8px;
                   background: transparent; color: {c.text}; }}
    QToolButton:hover {{ background: {c.hover}; border-color: {c.line}; }}
    QToolButton:focus {{ border-color: {c.accent}; }}
    QToolButton[role="chip"] {{ border: 1px solid {c.line}; border-radius: 11px;
                                padding: 2px 4px 2px 8px; }}
    QToolButton[role="chip"]:hover {{ background: {c.hover}; }}
    QToolButton[role="chip"]:focus {{ border-color: {c.accent}; }}
    QToolButton[role="chip"][narrows="true"] {{ background: {c.selected};
                                                border-color: {c.accent}; }}
    QToolButton[role="chip"]::menu-indicator {{ image: none; width: 0; }}
    QToolButton#team_note {{ color: {c.note_text}; border-color: {c.note_line};
                             background: {c.note}; }}
    QFrame#note_panel {{ background: {c.note}; border: none;
                         border-top: 2px solid {c.note_line}; }}
    QFrame#note_panel QLabel {{ color: {c.note_text}; font-weight: 600; }}
    QFrame#note_panel QPlainTextEdit {{ border: 1px solid {c.note_line}; padding: 4px; }}
    QFrame#note_panel QPlainTextEdit:focus {{ border: 2px solid {c.note_text}; padding: 3px; }}
    QFrame#note_panel QPushButton#note_save {{ background: {c.note_text}; color: {c.note};
                                               border-color: {c.note_text}; }}
    QFrame#note_panel QPushButton#note_save:disabled {{ background: {c.note};
        color: {c.muted}; border-color: {c.note_line}; }}
    QFrame#note_panel QPushButton#note_save:focus {{ border: 2px solid {c.text};
                                                     padding: 5px 13px; }}
    QFrame#conflict_bar {{ background: {c.notice}; border: none;
                           border-bottom: 1px solid {c.notice_line}; }}
    QFrame#conflict_bar QLabel {{ color: {c.notice_text}; }}
    QDialog QScrollArea, QWidget#team_column, QWidget#changes_column {{ background: transparent; }}
    QCheckBox::indicator, QListWidget::indicator {{ width: 14px; height: 14px;
        border: 1px solid {c.muted}; border-radius: 3px; background: {c.surface}; }}
    QCheckBox::indicator:checked, QListWidget::indicator:checked {{
        background: {c.accent}; border-color: {c.accent}; image: url({_tick("tick", c)}); }}
    QListWidget::indicator:indeterminate {{
        background: {c.accent}; border-color: {c.accent}; image: url({_tick("some", c)}); }}
    QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
    QCheckBox::indicator:disabled, QListWidget::indicator:disabled {{ border-color: {c.line}; }}
    QToolButton:checked {{ border: 2px solid {c.accent}; background: {c.selected};
                           padding: 3px 7px; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: 2px; max-height: 4px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {c.muted}; border-radius: 4px; margin: 2px;
                          min-height: 32px; min-width: 32px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QLabel#ticket_subject {{ font-size: {{title}}; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {c.muted}; }}
    QLabel[role="title"] {{ font-weight: 600; }}
    QLabel[role="danger"] {{ color: {c.danger}; }}
    QLabel[role="accent"] {{ color: {c.accent}; }}
    QLabel[role="good"] {{ color: {c.good}; }}
    QFrame#undo_bar {{ background: {c.text}; border: none; }}
    QFrame#undo_bar QLabel {{ color: {c.surface}; }}
    QFrame#undo_bar QPushButton {{ background: transparent; color: {c.surface};
                                   border-color: {c.muted}; padding: 4px 12px; }}
    QFrame#undo_bar QPushButton:hover {{ background: {c.muted}; }}
    QFrame#undo_bar QPushButton:focus {{ border: 2px solid {c.surface}; padding: 3px 11px; }}
    QFrame#notice {{ background: {c.notice}; border: none;
                     border-bottom: 1px solid {c.notice_line}; }}
    QFrame#notice QLabel {{ color: {c.notice_text}; }}
    QFrame#conversation_header {{ background: {c.surface};
                                  border: none; border-bottom: 1px solid {c.line}; }}
    QFrame#attachment_bar {{ background: {c.surface}; border: none;
                             border-top: 1px solid {c.line}; }}
    QFrame#attachment_bar QScrollArea, QWidget#attachment_row {{ background: {c.surface}; }}
    QFrame#attachment_bar QToolButton {{ border-color: {c.line}; padding: 3px 10px; }}
    QFrame#attachment_bar QToolButton:focus {{ border-color: {c.accent}; }}
    QFrame#problem_list, QWidget#problem_column {{ background: {c.surface}; }}
    QFrame#problem_list {{ border: 1px solid {c.line}; }}
    QFrame#problem_list QScrollArea {{ background: {c.surface}; }}
    QDialog QListWidget, QDialog QTableWidget {{ background: {c.surface}; outline: none;
        border: 1px solid {c.line}; border-radius: 6px; }}
    QDialog QListWidget:focus {{ border-color: {c.accent}; }}
    QDialog QListWidget::item {{ padding: 6px 8px; border: none; }}
    QDialog QListWidget::item:hover {{ background: {c.hover}; }}
    QDialog QListWidget::item:selected {{ background: {c.selected}; color: {c.text}; }}
    QDialog QTableWidget::item {{ padding: 0 8px; }}
    QDialog QHeaderView::section {{ background: {c.side}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: 5px 8px; }}
    {writing_styles(c)}
    """.replace("{title}", "16px")


def _tick(name: str, colours: Colours) -> str:
    """Where a style sheet finds the mark in a ticked box."""
    return _icon(f"{name}-{'dark' if colours.dark else 'light'}")


def _icon(name: str) -> str:
    return Path(str(files("resources") / "icons" / f"{name}.svg")).as_posix()
