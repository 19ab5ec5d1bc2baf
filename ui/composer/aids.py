"""What helps in every letter that is being written: spelling, templates, the gate."""

from collections.abc import Sequence

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
        self._gate = GateDesk(kit, self.slips, self)
        self._gate.discard_wished.connect(room.discard)
        room.gate = self._gate.look
        room.opened.connect(self._templates.serve)
        room.changed.connect(self._follow_room)

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
                self._watches[panel] = self._spelling.watch(panel.edit, panel.draft.account, names)
        for panel in [panel for panel in self._watches if panel not in shown]:
            self._spelling.leave(self._watches.pop(panel))
            self._gate.forget(panel)
