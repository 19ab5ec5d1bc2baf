"""Templates in letters that are being written: asked for, chosen, filled, put at the cursor."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from app.domain.outgoing import DraftId
from app.services import template_use
from app.services.template_use import Choice, Prepared
from app.services.templates import Template
from ui.composer.kit import Kit
from ui.composer.panel import ComposerPanel
from ui.composer.template_picker import TemplatePicker
from ui.ports import Queries


class TemplateDesk(QObject):
    """GUI thread only."""

    managing_wished = Signal()
    """The person wants to see or change the templates themselves."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self.picker: TemplatePicker | None = None
        """What is open now."""

    def serve(self, panel: ComposerPanel) -> None:
        """Offer templates in a letter whenever it asks for them."""
        panel.templates_wished.connect(lambda typed: self._ask(panel, typed=typed))

    def _ask(self, panel: ComposerPanel, *, typed: bool) -> None:
        draft = panel.draft
        if draft is None or self.picker is not None:
            return
        content = panel.content
        self._kit.tasks.run(
            lambda queries: queries.read(template_use.choice, draft.id, content),
            lambda choice: self._open(panel, choice, typed=typed),
            lambda error: panel.complain(str(error)),
            lane="templates",
            of=panel,
        )

    def _open(self, panel: ComposerPanel, choice: Choice, *, typed: bool) -> None:
        edit = panel.edit
        if not edit.isVisible() or self.picker is not None:
            return
        picker = TemplatePicker(choice, self._kit.theme.colours, edit)
        picker.looked_at.connect(lambda one: self._preview(panel, picker, one, choice.language))
        picker.chosen.connect(lambda one: self._fill(panel, one, choice.language, typed=typed))
        picker.left.connect(lambda: edit.setFocus())  # noqa: PLW0108 - a bound method of Qt's leaks
        picker.managing_wished.connect(self.managing_wished)
        picker.destroyed.connect(self._forget)
        self.picker = picker
        place = edit.cursorRect()
        place.moveTopLeft(edit.viewport().mapToGlobal(place.topLeft()))
        picker.open_at(place)

    def _forget(self) -> None:
        self.picker = None

    def _fill(
        self, panel: ComposerPanel, template: Template, language: str, *, typed: bool
    ) -> None:
        self._kit.tasks.run(
            self._filled(panel, template, language),
            lambda prepared: self._put(panel, prepared, typed=typed),
            lambda error: panel.complain(str(error)),
            of=panel,
        )

    def _preview(
        self, panel: ComposerPanel, picker: TemplatePicker, template: Template, language: str
    ) -> None:
        """Show in the picker what a template would become."""

        def show(prepared: Prepared) -> None:
            if picker is self.picker:
                picker.show_filled(template, prepared.html)

        def say(error: Exception) -> None:
            if picker is self.picker:
                picker.show_fault(template, str(error))

        question = self._filled(panel, template, language)
        self._kit.tasks.run(question, show, say, lane="template-preview")

    def _filled(
        self, panel: ComposerPanel, template: Template, language: str
    ) -> Callable[[Queries], Prepared]:
        """Fill a template for a letter as it stands now, whenever that is run."""
        draft = panel.draft.id if panel.draft is not None else DraftId(0)
        content, now = panel.content, self._kit.now()
        return lambda queries: queries.read(
            template_use.prepare, draft, content, template.id, language=language, now=now
        )

    def _put(self, panel: ComposerPanel, prepared: Prepared, *, typed: bool) -> None:
        draft = panel.draft
        if draft is None:
            return
        edit = panel.edit
        if typed:  # the slash that asked for it
            cursor = edit.textCursor()
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, keep)
            edit.setTextCursor(cursor)  # replaced, so that one undo brings it back
        edit.insert_html(prepared.html)
        edit.setFocus()
        if prepared.subject and not panel.head.subject.text().strip():
            panel.head.subject.setText(prepared.subject)
            panel.head.changed.emit()
        wish = self._kit.runtime.perform(template_use.take, draft.id, prepared.template.id)
        self._kit.answers.follow(
            wish,
            lambda _: panel.baggage.read(),
            lambda error: panel.complain(str(error)),
            of=panel,
        )
