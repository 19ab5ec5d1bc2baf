"""The team's templates: found, read, written, taken away, brought in from and out to files."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.templates import Template, TemplateContent, Version, find
from app.services.templating import VARIABLES, faults
from ui import format as fmt
from ui.dialogs.form import add_field, plain_label, roomy_form, say, text_line
from ui.people import name_of

_LANGUAGES = {"en": "English", "ru": "Русский", "uk": "Українська"}
_TEMPLATE = Qt.ItemDataRole.UserRole + 1
_SHOWN_FAULTS = 3
_PAUSE_MS = 300


class TemplatesDialog(QDialog):
    """GUI thread only. Whoever opens it does what its signals wish, and shows what came of it."""

    save_wished = Signal(object, object)
    """The id of a `Template` or None for a new one, and its `TemplateContent`."""
    remove_wished = Signal(str)
    import_wished = Signal()
    export_wished = Signal()
    starter_wished = Signal()
    versions_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("templates_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Templates"))
        self.resize(900, 560)
        self._templates: tuple[Template, ...] = ()
        self._open: Template | None = None
        self._texts: dict[str, str] = {}
        mine = QLocale().name()[:2]
        self._language = mine if mine in _LANGUAGES else "en"
        self._wanted = ""
        self.search = QLineEdit()
        self.search.setObjectName("templates_search")
        self.search.setPlaceholderText(self.tr("Find"))
        self.search.setAccessibleName(self.tr("Find a template by name or text"))
        self.search.textChanged.connect(lambda *_: self._list_them())
        self.list = QListWidget()
        self.list.setObjectName("templates_list")
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._choose())
        self._empty = plain_label("muted")
        self.name = text_line("template_name")
        self.folder = text_line("template_folder")
        self.subject = text_line("template_subject")
        self.language = QComboBox()
        self.language.setObjectName("template_language")
        for each, name in _LANGUAGES.items():
            self.language.addItem(name, each)
        self.language.currentIndexChanged.connect(self._turn)
        self.text = QPlainTextEdit()
        self.text.setObjectName("template_text")
        self.text.setTabChangesFocus(True)
        self._fault = plain_label("danger")
        self._fault.setObjectName("template_fault")
        self._fault.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self.text.textChanged.connect(self._pause.start)
        self._files = plain_label("muted")
        self._lay_out()
        self._show(None)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self._empty)
        left.addLayout(self._row(("template_new", self.tr("New"), self._new), self._more()))
        form = roomy_form()
        add_field(form, self.tr("&Name"), "template_name", self.name)
        add_field(form, self.tr("&Folder"), "template_folder", self.folder)
        add_field(form, self.tr("&Subject"), "template_subject", self.subject)
        add_field(form, self.tr("&Language"), "template_language", self.language)
        right = QVBoxLayout()
        right.addLayout(form)
        right.addWidget(self.text, 1)
        right.addWidget(self._fault)
        right.addWidget(self._files)
        hint = plain_label("muted")
        hint.setText(
            self.tr("{names}, and {blank} for what is filled in each time.").format(
                names=", ".join(f"{{{{\u00a0{name}\u00a0}}}}" for name in VARIABLES),
                blank='{{\u00a0ask("…")\u00a0}}',
            )
        )
        right.addWidget(hint)
        self._versions = QPushButton(self.tr("Earlier texts…"))
        self._versions.setObjectName("template_versions")
        self._versions.clicked.connect(self._ask_versions)
        self._remove = QPushButton(self.tr("Remove"))
        self._remove.setObjectName("template_remove")
        self._remove.clicked.connect(self._wish_remove)
        self.save = QPushButton(self.tr("Save"))
        self.save.setObjectName("template_save")
        self.save.setDefault(True)
        self.save.clicked.connect(self._wish_save)
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        for button in (self._versions, self._remove):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.save)
        right.addLayout(foot)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(18, 16, 18, 16)
        sides.setSpacing(16)
        sides.addLayout(left, 2)
        sides.addLayout(right, 3)

    def _row(self, *buttons: object) -> QHBoxLayout:
        row = QHBoxLayout()
        for each in buttons:
            if isinstance(each, QPushButton):
                row.addWidget(each)
            elif isinstance(each, tuple):
                name, text, then = each
                button = QPushButton(text)
                button.setObjectName(name)
                button.setAutoDefault(False)
                button.clicked.connect(lambda *_, then=then: then())
                row.addWidget(button)
        row.addStretch(1)
        return row

    def _more(self) -> QPushButton:
        more = QPushButton(self.tr("Files"))
        more.setObjectName("template_more")
        more.setAutoDefault(False)
        menu = QMenu(more)
        menu.addAction(self.tr("Bring in a folder of Markdown…"), self.import_wished.emit)
        menu.addAction(self.tr("Write all as Markdown…"), self.export_wished.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Bring in some to begin with"), self.starter_wished.emit)
        more.setMenu(menu)
        return more

    # --- what is shown --------------------------------------------------------------------------

    def show_templates(self, found: Sequence[Template], *, choose: str = "") -> None:
        """Show these; ``choose``: the one to open, else what is open stays, else the first."""
        self._templates = tuple(found)
        known = {one.id for one in found}
        first = min(found, key=_place).id if found else ""
        wanted = choose or (self._open.id if self._open else "")
        self._wanted = wanted if wanted in known or self._is_begun() else first
        self._open = None
        self._list_them()

    def _is_begun(self) -> bool:
        """Whether a new one is being written."""
        return self._open is None and bool(self.name.text() or self.text.toPlainText())

    def complain(self, why: str) -> None:
        """Say why something was not done."""
        say(self._fault, why, "danger")

    def _list_them(self) -> None:
        shown = find(self._templates, self.search.text())
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        row = -1
        for one in sorted(shown, key=_place) if not self.search.text() else shown:
            place = f"{one.content.folder} · " if one.content.folder else ""
            item = QListWidgetItem(place + one.content.name)
            item.setData(_TEMPLATE, one)
            item.setToolTip(fmt_uses(one))
            self.list.addItem(item)
            if one.id == self._wanted:
                row = self.list.count() - 1
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        none = self.tr("There are no templates yet. “Files” brings in some to begin with.")
        say(self._empty, "" if self._templates else none, "muted")
        if row >= 0:
            self.list.setCurrentRow(row)
            self._choose()

    def _choose(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._keep()
            self._wanted = ""
            self._show(self.list.item(row).data(_TEMPLATE))

    def _new(self) -> None:
        self._keep()
        self.list.setCurrentRow(-1)
        self._show(None)
        self.name.setFocus()

    def _show(self, one: Template | None) -> None:
        self._open = one
        content = one.content if one else TemplateContent("")
        self.name.setText(content.name)
        self.folder.setText(content.folder)
        self.subject.setText(content.subject)
        self._texts = dict(content.texts)
        for language in self._texts:
            if self.language.findData(language) < 0:
                self.language.addItem(QLocale(language).nativeLanguageName() or language, language)
        if self._texts and self._language not in self._texts:
            self._language = next(iter(self._texts))
        self.language.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.language.setCurrentIndex(self.language.findData(self._language))
        self.language.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.text.setPlainText(self._texts.get(self._language, ""))
        names = ", ".join(file.name for file in content.files)
        say(
            self._files,
            self.tr("Goes along: {files}").format(files=names) if names else "",
            "muted",
        )
        self._versions.setEnabled(one is not None)
        self._remove.setEnabled(one is not None)
        self._check()

    def _turn(self) -> None:
        """Another language: what was written in the one before stays."""
        self._texts[self._language] = self.text.toPlainText()
        self._language = str(self.language.currentData())
        self.text.setPlainText(self._texts.get(self._language, ""))
        self._check()

    def _check(self) -> None:
        words = [
            self.tr("Line {line}: {what}").format(line=fault.line, what=fault.what)
            for fault in faults(self.text.toPlainText())[:_SHOWN_FAULTS]
        ]
        say(self._fault, "\n".join(words), "danger")

    # --- what is wished -------------------------------------------------------------------------

    def _written(self) -> TemplateContent:
        self._texts[self._language] = self.text.toPlainText()
        return replace(
            self._open.content if self._open else TemplateContent(""),
            name=self.name.text(),
            texts={name: text for name, text in sorted(self._texts.items()) if text.strip()},
            folder=self.folder.text(),
            subject=self.subject.text(),
        )

    def _wish_save(self) -> None:
        self.save_wished.emit(self._open.id if self._open else None, self._written())

    def _keep(self) -> None:
        """Whoever turns to another template has not lost what they changed in this one."""
        if self._open is not None and self._written() != self._open.content:
            self._wish_save()

    def reject(self) -> None:
        """Qt: closed."""
        self._keep()
        self._pause.stop()
        self.list.blockSignals(True)  # noqa: FBT003 - it tells of its own end to what has gone
        super().reject()

    def _wish_remove(self) -> None:
        if self._open is not None:
            removed, self._open = self._open.id, None
            self.remove_wished.emit(removed)
            self._show(None)

    def _ask_versions(self) -> None:
        if self._open is not None:
            self.versions_wished.emit(self._open.id)

    def show_versions(self, found: Sequence[Version], now: int) -> None:
        """Let an earlier text be chosen, which is put into the fields to be saved."""
        menu = QMenu(self)
        menu.setObjectName("template_version_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for version in found:
            who = name_of(version.member) if version.member else ""
            time = fmt.moment_short(version.at, now, QLocale())
            text = f"{time} · {who}" if who else time
            action = menu.addAction(text.replace("&", "&&"))
            action.triggered.connect(partial(self._take, version.content))
        if not found:
            none = menu.addAction(self.tr("It has always said this."))
            none.setEnabled(False)
        menu.popup(self._versions.mapToGlobal(self._versions.rect().bottomLeft()))

    def _take(self, content: TemplateContent, *_: object) -> None:
        open_now = self._open
        if open_now is not None:
            self._show(replace(open_now, content=content))
            self._open = open_now


def _place(one: Template) -> tuple[str, str]:
    return one.content.folder.casefold(), one.content.name.casefold()


def fmt_uses(one: Template) -> str:
    """How often it was taken here; ``""`` for never."""
    return f"× {QLocale().toString(one.uses)}" if one.uses else ""
