"""What else can be done with a letter that is being written; one menu behind three dots."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from app.domain.outgoing import Draft, DraftKind
from app.services import drafts as commands
from ui.composer.panel import ComposerPanel
from ui.composer.versions import VersionsDialog
from ui.dialogs.when import promise_dialog
from ui.ports import Version

_ANSWERS = (DraftKind.REPLY, DraftKind.REPLY_ALL)


class PanelMenu(QObject):
    """GUI thread only; lives as long as its panel."""

    discard_wished = Signal()
    all_wished = Signal()
    """Everybody who takes part shall get it."""

    def __init__(self, panel: ComposerPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        panel.head.menu_requested.connect(self._open)

    def _open(self, place: QPoint) -> None:
        panel = self._panel
        menu = QMenu(panel)
        menu.setObjectName("composer_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        call = panel.kind is DraftKind.CALL
        for button in panel.head.left_out:
            menu.addAction(button.text(), button.click)
        if panel.kind in _ANSWERS:
            menu.addAction(self.tr("Answer everybody"), self.all_wished.emit)
            menu.addAction(self.tr("Change the subject"), panel.head.show_subject)
        if not call:
            plain = menu.addAction(self.tr("Plain text only"))
            plain.setCheckable(True)
            plain.setChecked(panel.edit.plain)
            plain.toggled.connect(panel.set_plain)
            menu.addAction(self.tr("Promise a date…"), lambda: ask_promise(panel))
            menu.addAction(self.tr("Signature…"), panel.signature.ask)
        menu.addAction(self.tr("Earlier versions…"), self._ask_version)
        menu.addSeparator()
        menu.addAction(self.tr("Discard the draft"), self.discard_wished.emit)
        menu.popup(place)

    def _ask_version(self) -> None:
        panel = self._panel
        if panel.draft is None:
            return
        draft = panel.draft.id
        panel.keeper.flush()
        panel.kit.tasks.run(
            lambda queries: queries.draft_versions(draft),
            self._show_versions,
            of=panel,
        )

    def _show_versions(self, found: Sequence[Version]) -> None:
        panel = self._panel
        dialog = VersionsDialog(found, panel.kit.now(), panel.window())
        dialog.chosen.connect(self._restore)
        dialog.open()

    def _restore(self, version: int) -> None:
        panel = self._panel
        draft = panel.draft
        if draft is None:
            return

        def shown(found: Draft) -> None:
            panel.show_draft(found)
            panel.edit.setFocus()

        def restore() -> None:
            kit = panel.kit
            wish = kit.runtime.perform(commands.restore_version, draft.id, version, now=kit.now())
            kit.answers.follow(wish, shown, of=panel)

        panel.keeper.flush(restore)


def ask_promise(panel: ComposerPanel) -> None:
    """Ask what the contact is told."""
    about = panel.head.subject.text()
    dialog = promise_dialog(about, panel.kit.now(), panel.base.promise, panel.window())
    dialog.chosen.connect(lambda at, _: panel.set_base(promise=at))
    dialog.open()
