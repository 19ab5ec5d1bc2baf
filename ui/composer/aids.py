"""What helps in every letter that is being written: spelling, templates, the gate."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from app.domain.changes import ChangeSet
from ui.composer.gate_desk import GateDesk
from ui.composer.kit import Kit
from ui.composer.panel import ComposerPanel
from ui.composer.room import Room
from ui.composer.spelling import SpellingWatch
from ui.composer.spelling_desk import SpellingDesk
from ui.composer.template_desk import TemplateDesk


class Aids(QObject):
    """GUI thread only; made together with the room that it serves."""

    templates_wished = Signal()
    """The person wants to see or change the templates themselves."""

    def __init__(self, room: Room, kit: Kit) -> None:
        super().__init__(room)
        self._room = room
        self._spelling = SpellingDesk(kit, self)
        self._watches: dict[ComposerPanel, SpellingWatch] = {}
        self._templates = TemplateDesk(kit, self)
        self._templates.managing_wished.connect(self.templates_wished)
        self._gate = GateDesk(kit, self, self)
        self._gate.discard_wished.connect(room.discard)
        room.gate = self._gate.look
        room.opened.connect(self._templates.serve)
        room.changed.connect(self._follow_room)

    def settle(self, panel: ComposerPanel, then: Callable[[], None]) -> None:
        """Call ``then`` once a letter was looked through, or cannot be just now."""
        watch = self._watches.get(panel)
        if watch is None:
            then()
        else:
            watch.settle(then)

    def is_unchecked(self, panel: ComposerPanel) -> bool:
        """Whether some of a letter was not looked through."""
        watch = self._watches.get(panel)
        return watch is not None and watch.is_unchecked

    def try_again(self, panel: ComposerPanel) -> None:
        """Look through what could not be."""
        if (watch := self._watches.get(panel)) is not None:
            watch.try_again()

    def slips(self, panel: ComposerPanel) -> Sequence[str]:
        """Return the misspelled words of a letter, in order."""
        watch = self._watches.get(panel)
        return () if watch is None else [slip.word for _, slip in watch.found()]

    def follow(self, change: ChangeSet) -> None:
        """Follow a commit: words that somebody taught."""
        self._spelling.follow(change)

    def stop(self) -> None:
        """The window closes."""
        self._spelling.stop()
        self._watches.clear()

    def _follow_room(self) -> None:
        shown = self._room.panels
        for panel in shown:
            if panel not in self._watches and panel.draft is not None:
                names = [one.name for one in panel.draft.content.to if one.name]
                watch = self._spelling.watch(panel.edit, panel.draft.account, names)
                watch.given_up.connect(panel.notices.show_unchecked)
                panel.notices.spelling_wished.connect(watch.try_again)
                self._watches[panel] = watch
        for panel in [panel for panel in self._watches if panel not in shown]:
            self._spelling.leave(self._watches.pop(panel))
            self._gate.forget(panel)
