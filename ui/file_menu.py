"""What can be done with one attachment: open, save, and a warning before programs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QPoint, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui import format as fmt
from ui import icons
from ui.dialogs.ask import confirm, tell
from ui.files import Files, is_program
from ui.views.attachments import FileRef


class FileMenu:
    """GUI thread only."""

    def __init__(self, window: QWidget, files: Files, open_url: Callable[[str], None]) -> None:
        self._window = window
        self._files = files
        self._open_url = open_url

    def popup(self, ref: FileRef, place: QPoint) -> QMenu:
        """Show the menu at a global place."""
        menu = QMenu(self._window)
        menu.setObjectName("file_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        colour = self._window.palette().color(QPalette.ColorRole.PlaceholderText).name()
        size = fmt.size(ref.attachment.size, QLocale())
        title = menu.addAction(f"{ref.attachment.filename}, {size}".replace("&", "&&"))
        title.setEnabled(False)
        menu.addSeparator()
        first = menu.addAction(
            icons.icon("open", colour),
            fmt.translate("FileMenu", "Open"),
            lambda: self.open(ref),
        )
        menu.addAction(
            icons.icon("save", colour),
            fmt.translate("FileMenu", "Save as…"),
            lambda: self.choose(ref),
        )
        menu.setActiveAction(first)
        menu.popup(place)
        return menu

    def open(self, ref: FileRef) -> None:
        """Open a temporary copy; programs only after a question."""
        attachment = ref.attachment
        if not is_program(attachment.filename, attachment.content_type):
            self._open_copy(ref)
            return
        confirm(
            self._window,
            fmt.translate("FileMenu", "Open a file that can run as a program?"),
            fmt.translate(
                "FileMenu",
                "“{name}” can change this computer when it is opened. Open it only if you "
                "expected it and know who sent it.",
            ).format(name=attachment.filename),
            fmt.translate("FileMenu", "Open anyway"),
            lambda: self._open_copy(ref),
        )

    def choose(self, ref: FileRef) -> None:
        """Ask where to save."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self._window, fmt.translate("FileMenu", "Save attachment"), folder)
        dialog.setObjectName("save_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(ref.attachment.filename)
        dialog.fileSelected.connect(lambda name: self.save(ref, Path(name)))
        dialog.open()

    def save(self, ref: FileRef, target: Path) -> None:
        """Write an attachment to a chosen place."""
        self._files.save(ref.key, ref.attachment.index, target, lambda _path: None, self._failed)

    def _open_copy(self, ref: FileRef) -> None:
        self._files.copy(
            ref.key,
            ref.attachment.index,
            lambda path: self._open_url(QUrl.fromLocalFile(str(path)).toString()),
            self._failed,
        )

    def _failed(self, error: Exception) -> None:
        tell(self._window, fmt.translate("FileMenu", "The attachment cannot be read"), str(error))
