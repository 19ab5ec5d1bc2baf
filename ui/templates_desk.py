"""The dialog of the team's templates: reads them, and does what a person wants with them."""

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.ids import AccountId
from app.services import template_files, templates
from app.services.templates import Template, TemplateContent
from ui.answers import Answers
from ui.dialogs.templates import TemplatesDialog
from ui.ports import Queries, Runtime
from ui.tasks import Tasks

translate = QCoreApplication.translate


class TemplatesDesk:
    """GUI thread only; one a dialog."""

    def __init__(
        self,
        window: QWidget,
        account: AccountId,
        *,
        tasks: Tasks,
        runtime: Runtime,
        answers: Answers,
        now: Callable[[], int],
    ) -> None:
        self._account = account
        self._tasks, self._runtime, self._answers, self._now = tasks, runtime, answers, now
        self.dialog = dialog = TemplatesDialog(window)
        dialog.save_wished.connect(self._save)
        dialog.remove_wished.connect(self._remove)
        dialog.import_wished.connect(self._import)
        dialog.export_wished.connect(self._export)
        dialog.starter_wished.connect(self._starter)
        dialog.versions_wished.connect(self._versions)
        self._read()
        dialog.open()

    def _read(self, choose: str = "") -> None:
        account = self._account
        self._tasks.run(
            lambda queries: queries.read(templates.templates, account),
            lambda found: self.dialog.show_templates(found, choose=choose),
            self._fail,
            lane="template-list",
            of=self.dialog,
        )

    def _fail(self, error: Exception) -> None:
        if shiboken6.isValid(self.dialog):  # what is brought in goes on without it
            self.dialog.complain(str(error))

    def _save(self, which: str | None, content: TemplateContent) -> None:
        wish = self._runtime.perform(
            templates.save, self._account, content, template=which, now=self._now()
        )
        self._answers.follow(wish, lambda saved: self._read(saved[0]), self._fail, of=self.dialog)

    def _remove(self, which: str) -> None:
        wish = self._runtime.perform(templates.remove, self._account, which, now=self._now())
        self._answers.follow(wish, lambda _: self._read(), self._fail, of=self.dialog)

    def _versions(self, which: str) -> None:
        account = self._account
        self._tasks.run(
            lambda queries: queries.read(templates.versions, account, which),
            lambda found: self.dialog.show_versions(found, self._now()),
            self._fail,
            of=self.dialog,
        )

    # --- files ----------------------------------------------------------------------------------

    def _starter(self) -> None:
        self._bring_in(lambda: template_files.starter(QLocale().name()[:2]))

    def _import(self) -> None:
        title = translate("TemplatesDialog", "Bring in a folder of Markdown")
        self._ask_folder(title, lambda folder: self._bring_in(lambda: _read_in(folder)))

    def _bring_in(self, found: Callable[[], list[template_files.Brought]]) -> None:
        def keep(brought: list[template_files.Brought]) -> None:
            wish = self._runtime.perform(
                template_files.bring_in, self._account, brought, now=self._now()
            )
            self._answers.follow(wish, lambda _: self._read(), self._fail, of=self.dialog)

        self._tasks.run(lambda _: found(), keep, self._fail)

    def _export(self) -> None:
        title = translate("TemplatesDialog", "Write all as Markdown")
        account = self._account
        self._ask_folder(
            title,
            lambda folder: self._tasks.run(
                lambda queries: _write_out(queries, account, folder),
                lambda _: None,
                self._fail,
                of=self.dialog,
            ),
        )

    def _ask_folder(self, title: str, then: Callable[[Path], object]) -> None:
        dialog = QFileDialog(self.dialog, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _read_in(folder: Path) -> list[template_files.Brought]:
    pages = template_files.pages_in(folder)
    return template_files.read_in(pages, folder, QLocale().name()[:2])


def _write_out(queries: Queries, account: AccountId, folder: Path) -> int:
    found: list[Template] = queries.read(templates.templates, account)
    files = {
        file.digest: queries.read(templates.file_of, account, file)
        for one in found
        for file in one.content.files
    }
    return template_files.write_out(found, files, folder)
