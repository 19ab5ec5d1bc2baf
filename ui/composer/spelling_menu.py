"""The part of a menu that helps with a misspelled word."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from app.domain.spelling import Slip, SlipKind
from ui.composer.spelling_blocks import LANGUAGE

if TYPE_CHECKING:
    from ui.composer.spelling import SpellingWatch

_LANGUAGES = ("en", "ru", "uk")


class SpellingMenu(QObject):
    """Suggestions first, then what to do with the word, then the paragraph's language."""

    def __init__(self, watch: "SpellingWatch", menu: QMenu, cursor: QTextCursor) -> None:
        super().__init__(menu)
        self._watch = watch
        self._menu = menu
        self._before = menu.actions()[0] if menu.actions() else None
        self._position = cursor.position()
        there = watch.slip_at(self._position)
        if there is not None:
            self._start, self._slip = there
            self._suggest()
            self._offer(self._slip)
        else:
            self._unlearn(cursor)
        self._languages(cursor)
        self._line()

    def _suggest(self) -> None:
        known = self._watch.look_for(self._slip, self._came)
        if known is None:
            self._looking = QAction(self.tr("Looking for suggestions…"), self._menu)
            self._looking.setEnabled(False)
            self._put(self._looking)
        else:
            for action in self._suggestions(known):
                self._put(action)
        self._line()

    def _came(self, found: tuple[str, ...]) -> None:
        try:
            actions = self._suggestions(found)
            self._menu.insertActions(self._looking, actions)
            self._menu.removeAction(self._looking)
            if actions[0].isEnabled() and self._menu.activeAction() is None:
                self._menu.setActiveAction(actions[0])
        except RuntimeError:
            return  # the menu was closed meanwhile, and is gone

    def _suggestions(self, found: tuple[str, ...]) -> list[QAction]:
        made = []
        for right in found:
            action = QAction(right.replace("&", "&&"), self._menu)
            font = action.font()
            font.setBold(True)
            action.setFont(font)
            action.triggered.connect(
                lambda _=False, right=right: self._watch.replace(self._start, self._slip, right)
            )
            made.append(action)
        if not made:
            action = QAction(self.tr("No suggestions"), self._menu)
            action.setEnabled(False)
            made.append(action)
        return made

    def _offer(self, slip: Slip) -> None:
        if slip.kind is SlipKind.UNKNOWN and self._watch.book is not None:
            self._do(self.tr("Add to my dictionary"), lambda: self._watch.learn(slip, team=False))
            self._do(
                self.tr("Add to the team's dictionary"),
                lambda: self._watch.learn(slip, team=True),
            )
        self._do(self.tr("Ignore here"), lambda: self._watch.ignore(slip))

    def _unlearn(self, cursor: QTextCursor) -> None:
        """Offer to forget the words here that somebody added."""
        text, at = cursor.block().text(), cursor.positionInBlock()
        for word in self._watch.book.taught() if self._watch.book is not None else ():
            places = re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
            if any(place.start() <= at <= place.end() for place in places):
                label = self.tr("Remove “{word}” from the dictionary").format(word=word)
                self._do(
                    label.replace("&", "&&"), lambda _=False, word=word: self._watch.forget(word)
                )

    def _do(self, text: str, what: object) -> None:
        action = QAction(text, self._menu)
        action.triggered.connect(what)
        self._put(action)

    def _languages(self, cursor: QTextCursor) -> None:
        languages = QMenu(self.tr("Language of this paragraph"), self._menu)
        group = QActionGroup(languages)
        chosen = str(cursor.blockFormat().property(LANGUAGE) or "")
        for name in ("", *_LANGUAGES):
            native = QLocale(name).nativeLanguageName().partition(" (")[0] if name else ""
            text = native[:1].upper() + native[1:] if native else self.tr("Find out")
            action = languages.addAction("English" if name == "en" else text)
            action.setCheckable(True)
            action.setChecked(name == chosen)
            group.addAction(action)
            action.triggered.connect(
                lambda _=False, name=name: self._watch.set_language(self._position, name)
            )
        self._put(languages.menuAction())

    def _put(self, action: QAction) -> None:
        if self._before is None:
            self._menu.addAction(action)
        else:
            self._menu.insertAction(self._before, action)

    def _line(self) -> None:
        line = QAction(self._menu)
        line.setSeparator(True)
        self._put(line)


def open_at_next(watch: "SpellingWatch", editor: QTextEdit) -> None:
    """Select the slip at or after the cursor, or the first, and open its suggestions."""
    here = editor.textCursor()
    there = list(watch.found())
    if not there:
        return
    at = here.selectionEnd() if here.hasSelection() else here.position() - 1
    start, slip = next((one for one in there if one[0] > at), there[0])
    if not here.hasSelection() and (under := watch.slip_at(here.position())) is not None:
        start, slip = under
    here.setPosition(start)
    here.setPosition(start + slip.length, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(here)
    editor.ensureCursorVisible()
    menu = QMenu(editor)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    inside = QTextCursor(here)
    inside.setPosition(start)
    watch.add_to_menu(menu, inside)
    first = next((action for action in menu.actions() if action.isEnabled()), None)
    if first is not None:
        menu.setActiveAction(first)
    below = editor.cursorRect(inside).bottomLeft()
    menu.popup(editor.viewport().mapToGlobal(below))
