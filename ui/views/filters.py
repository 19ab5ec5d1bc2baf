"""Narrowing the list to a member's tickets or to a tag."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.domain.events import MemberId
from app.domain.ids import AccountId
from app.services.read_models import UNFILTERED, ListFilter
from app.services.team_models import NOBODY, MemberView, TeamView
from ui import icons
from ui.people import face_icon, picked_name

_ICON = 16
_WIDEST = 130
_TAGS = 40
"""A longer menu helps nobody; the search field finds rare tags."""


class FilterBar(QWidget):
    """Hidden while there is neither a team nor a tag; GUI thread only."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self._chosen = UNFILTERED
        self._members: tuple[MemberView, ...] = ()
        self._tags: tuple[str, ...] = ()
        self.assignee = _button("filter_assignee", self)
        self.assignee.setAccessibleName(self.tr("Assignee"))
        self.tag = _button("filter_tag", self)
        self.tag.setAccessibleName(self.tr("Tag"))
        self._clear = QToolButton()
        self._clear.setObjectName("filter_clear")
        self._clear.setText("✕")
        self._clear.setToolTip(self.tr("Show everybody’s tickets with any tag"))
        self._clear.setAccessibleName(self.tr("Clear the filters"))
        self._clear.clicked.connect(lambda *_: self.clear())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.assignee, self.tag, self._clear):
            row.addWidget(button)
        row.addStretch(1)
        self.hide()

    @property
    def chosen(self) -> ListFilter:
        """Whose tickets, and with which tag, the list is to show."""
        return self._chosen

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self._chosen != UNFILTERED

    def clear(self) -> None:
        """Narrow nothing any more."""
        self._choose(UNFILTERED)

    def show_teams(self, teams: Sequence[TeamView], account: AccountId | None) -> None:
        """Offer the members and tags of one mailbox, or of all."""
        shown = [team for team in teams if account in (None, team.account)]
        members: dict[MemberId, MemberView] = {}
        tags: dict[str, tuple[int, str]] = {}
        for team in shown:
            members |= {member.id: member for member in team.members}
            for each in team.tags:
                count = tags.get(each.tag.casefold(), (0, ""))[0] + each.tickets
                tags[each.tag.casefold()] = (count, each.tag)
        most = sorted(tags.values(), key=lambda pair: (-pair[0], pair[1].casefold()))[:_TAGS]
        wanted = (
            tuple(sorted(members.values(), key=lambda m: (not m.me, m.gone, m.name.casefold()))),
            tuple(sorted((tag for _, tag in most), key=str.casefold)),
        )
        if wanted != (self._members, self._tags):
            self._members, self._tags = wanted
            self.tint()

    def tint(self) -> None:
        """Fill the menus and draw everything in today's colours."""
        self.setVisible(bool(self._members or self._tags) or self.narrows)
        whose = next((m for m in self._members if m.id == self._chosen.assignee), None)
        person = self._icon("person")
        entries: list[tuple[object, str, QIcon]] = [(None, self.tr("Everybody’s"), person)]
        entries += [(member.id, picked_name(member), face_icon(member)) for member in self._members]
        entries.insert(
            2 if self._members and self._members[0].me else 1,
            (NOBODY, self.tr("Nobody’s"), person),
        )
        self._fill(self.assignee, entries, self._chosen.assignee)
        self.assignee.setIcon(face_icon(whose) if whose else person)
        tags: list[tuple[object, str, QIcon]] = [(None, self.tr("Any tag"), self._icon("tag"))]
        tags += [(tag, tag, QIcon()) for tag in self._tags]
        self._fill(self.tag, tags, self._chosen.tag)
        self.tag.setIcon(self._icon("tag"))
        self.tag.setVisible(bool(self._tags) or self._chosen.tag is not None)
        self._clear.setVisible(self.narrows)

    def _fill(
        self, button: QToolButton, entries: Sequence[tuple[object, str, QIcon]], chosen: object
    ) -> None:
        menu = button.menu()
        menu.clear()
        text = next((name for value, name, _ in entries if value == chosen), str(chosen or ""))
        for value, name, icon in entries:
            action = QAction(icon, name.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == chosen)
            action.setData(value)
            action.triggered.connect(
                lambda *_, value=value, button=button: self._picked(button, value)
            )
            menu.addAction(action)
        short = QFontMetrics(button.font()).elidedText(text, Qt.TextElideMode.ElideRight, _WIDEST)
        button.setText(short.replace("&", "&&"))
        button.setProperty("narrows", chosen is not None)
        button.style().unpolish(button)  # else the style sheet's rules for the old state stay
        button.style().polish(button)

    def _picked(self, button: QToolButton, value: object) -> None:
        if button is self.assignee:
            whose = None if value is None else MemberId(str(value))
            self._choose(replace(self._chosen, assignee=whose))
        else:
            self._choose(replace(self._chosen, tag=None if value is None else str(value)))

    def _choose(self, chosen: ListFilter) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.tint()
            self.changed.emit()

    def _icon(self, name: str) -> QIcon:
        role = QPalette.ColorRole.PlaceholderText
        return icons.icon(name, self.palette().color(role).name())


def _button(name: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setIconSize(QSize(_ICON, _ICON))
    button.setProperty("role", "chip")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.setMenu(QMenu(button))
    return button
