"""Looks at each letter before it is sent, and shows in it what there is to look at."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.gate import Doubt, Finding
from app.domain.messages import Address
from app.services import drafts as commands
from app.services.gate import look_at
from app.services.read_models import Conversation
from ui.composer.gate_panel import GatePanel
from ui.composer.kit import Kit
from ui.composer.menu import ask_promise
from ui.composer.panel import ComposerPanel
from ui.views.outbox_compare import CompareDialog
from ui.views.outbox_words import Act

Proceed = Callable[[], None]


class Speller(Protocol):
    """Knows the spelling of letters that are being written; GUI thread."""

    def settle(self, panel: ComposerPanel, then: Proceed) -> None:
        """Call ``then`` once a letter was looked through, or cannot be just now."""
        ...

    def slips(self, panel: ComposerPanel) -> Sequence[str]:
        """Return the misspelled words of a letter, in order."""
        ...

    def is_unchecked(self, panel: ComposerPanel) -> bool:
        """Whether there may be more of them."""
        ...

    def try_again(self, panel: ComposerPanel) -> None:
        """Look through what could not be."""
        ...


class GateDesk(QObject):
    """GUI thread only. What was shown once and passed is not shown again for the same letter."""

    discard_wished = Signal(object)
    """A `ComposerPanel` whose letter is not wanted any more."""

    def __init__(self, kit: Kit, speller: Speller, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._speller = kit, speller
        self._shown: dict[ComposerPanel, GatePanel] = {}
        self._passed: dict[ComposerPanel, frozenset[Finding]] = {}

    def look(self, panel: ComposerPanel, proceed: Proceed) -> None:
        """Let a letter go, or show in it what is doubtful (`ui.composer.room.Gate`)."""
        self._speller.settle(panel, lambda: self._look(panel, proceed))

    def _look(self, panel: ComposerPanel, proceed: Proceed) -> None:
        draft = panel.draft
        if draft is None:
            return
        content, now = panel.content, self._kit.now()
        slips, unchecked = tuple(self._speller.slips(panel)), self._speller.is_unchecked(panel)
        self._kit.tasks.run(
            lambda queries: queries.read(
                look_at, draft.id, content, slips=slips, unchecked=unchecked, now=now
            ),
            lambda findings: self._found(panel, findings, proceed),
            lambda error: panel.not_sent(str(error)),
            of=panel,
        )

    def forget(self, panel: ComposerPanel) -> None:
        """A letter is no longer on screen."""
        self._shown.pop(panel, None)
        self._passed.pop(panel, None)

    def _found(self, panel: ComposerPanel, findings: Sequence[Finding], proceed: Proceed) -> None:
        if panel.draft is None:
            return
        passed = self._passed.get(panel, frozenset())
        left = [f for f in findings if f.hard or f not in passed]
        self._take_down(panel)
        if not left:
            proceed()
            return
        panel.not_sent()
        shown = GatePanel(left)
        shown.mended.connect(partial(self._mend, panel))
        shown.left.connect(lambda: self._leave(panel))
        shown.passed.connect(lambda: self._pass(panel, proceed))
        self._shown[panel] = shown
        panel.column.insertWidget(panel.column.count() - 1, shown)
        shown.show()  # what is not on screen cannot have the keyboard
        panel.stand_back(True)  # noqa: FBT003 - a setter
        before: QWidget = panel.edit
        for widget in (shown, *shown.findChildren(QPushButton)):
            QWidget.setTabOrder(before, widget)
            before = widget
        shown.setFocus()

    def _pass(self, panel: ComposerPanel, proceed: Proceed) -> None:
        """Sent all the same: looked at once more, since time has passed."""
        shown = self._shown.get(panel)
        if shown is None:
            return
        self._passed[panel] = self._passed.get(panel, frozenset()) | set(shown.findings)
        panel.keeper.flush(lambda: self.look(panel, proceed))

    def _leave(self, panel: ComposerPanel) -> None:
        self._take_down(panel)
        panel.edit.setFocus()

    def _take_down(self, panel: ComposerPanel) -> None:
        shown = self._shown.pop(panel, None)
        if shown is not None:
            panel.column.removeWidget(shown)
            shown.hide()
            shown.deleteLater()
            panel.stand_back(False)  # noqa: FBT003 - a setter

    # --- mending --------------------------------------------------------------------------------

    def _mend(self, panel: ComposerPanel, finding: Finding) -> None:
        self._take_down(panel)
        edit, head = panel.edit, panel.head
        match finding.doubt:
            case Doubt.NEW_LETTER | Doubt.ANSWERED:
                self._compare(panel)
            case Doubt.BLANK:
                edit.move_to(0)
                edit.next_blank()
                edit.setFocus()
            case Doubt.GREETING | Doubt.SPELLING:
                _select(panel, finding.names[0])
            case Doubt.UNCHECKED:
                self._speller.try_again(panel)
                edit.setFocus()
            case Doubt.NO_RECIPIENT | Doubt.BAD_ADDRESS:
                line = head.wrong or head.to
                line.setVisible(True)
                line.field.setFocus()
            case Doubt.NO_SUBJECT:
                head.show_subject()
            case Doubt.STRANGER | Doubt.OTHER_DOMAIN:
                self._take_out(panel, frozenset(finding.names))
            case Doubt.REPLY_TO:
                self._redirect(panel, *finding.names)
            case Doubt.ATTACHMENT:
                panel.baggage.ask()
            case Doubt.NO_DATE:
                ask_promise(panel)
            case _:
                edit.setFocus()

    def _take_out(self, panel: ComposerPanel, gone: frozenset[str]) -> None:
        def kept(people: Sequence[Address]) -> list[Address]:
            return [one for one in people if one.address.lower() not in gone]

        head = panel.head
        head.show_people(kept(head.to.addresses), kept(head.cc.addresses), kept(head.bcc.addresses))
        head.changed.emit()
        panel.focus()

    def _redirect(self, panel: ComposerPanel, wrong: str, right: str) -> None:
        def turned(people: Sequence[Address]) -> list[Address]:
            return [
                Address(one.name, right) if one.address.lower() == wrong.lower() else one
                for one in people
            ]

        head = panel.head
        head.show_people(turned(head.to.addresses), head.cc.addresses, head.bcc.addresses)
        head.changed.emit()
        panel.focus()

    def _compare(self, panel: ComposerPanel) -> None:
        """Show what came beside what was written; who has read it may go on."""
        ticket = panel.ticket
        if ticket is not None:
            self._kit.tasks.run(
                lambda queries: queries.conversation(ticket),
                lambda found: self._show_both(panel, found),
                of=panel,
            )

    def _show_both(self, panel: ComposerPanel, found: Conversation | None) -> None:
        draft = panel.draft
        if found is None or draft is None:
            return
        dialog = CompareDialog(found, draft, self._kit.now(), panel.window(), content=panel.content)
        dialog.chosen.connect(lambda act: self._after_both(panel, act))
        dialog.open()

    def _after_both(self, panel: ComposerPanel, act: Act) -> None:
        draft = panel.draft
        if draft is None:
            return
        if act is Act.DISCARD:
            self.discard_wished.emit(panel)
            return

        def seen(_: object) -> None:
            panel.forget_news()
            if act is Act.ANYWAY:
                panel.send(panel.base.then)
            else:
                panel.focus()

        wish = self._kit.runtime.perform(commands.seen_now, draft.id)
        self._kit.answers.follow(wish, seen, of=panel)


def _select(panel: ComposerPanel, words: str) -> None:
    """Select the first place of some words in the text, else only give it the keyboard."""
    edit = panel.edit
    found = edit.document().find(words.split(maxsplit=1)[0], QTextCursor(edit.document()))
    if not found.isNull():
        edit.setTextCursor(found)
        edit.ensureCursorVisible()
    edit.setFocus()
