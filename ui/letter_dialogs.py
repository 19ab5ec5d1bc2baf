"""What the window asks and shows about a letter that is read: where a link leads, its source."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.ids import MessageKey
from ui.dialogs.ask import tell
from ui.dialogs.link import LinkDialog
from ui.dialogs.source import SourceDialog
from ui.tasks import Tasks
from ui.web.links import inspect

translate = QCoreApplication.translate


class LetterDialogs:
    """GUI thread only."""

    def __init__(self, window: QWidget, tasks: Tasks, open_url: Callable[[str], None]) -> None:
        self._window, self._tasks, self._open_url = window, tasks, open_url

    def ask_link(self, url: str, texts: frozenset[str] = frozenset()) -> None:
        """Say where a link leads before it is opened; ``texts`` are what shows it."""
        target = inspect(url, texts)
        if target is None:
            tell(
                self._window,
                translate("MainWindow", "This link is not opened"),
                translate(
                    "MainWindow", "It does not lead to a web page or a mail address:\n{url}"
                ).format(url=url[:500]),
            )
            return
        dialog = LinkDialog(target, self._window)
        dialog.opened.connect(self._open_url)
        dialog.open()

    def show_source(self, key: MessageKey) -> None:
        """Show a letter as the server gave it."""
        self._tasks.run(
            lambda queries: queries.source(key),
            lambda source: SourceDialog(source, self._window).open(),
            self._source_failed,
        )

    def _source_failed(self, error: Exception) -> None:
        tell(self._window, translate("MainWindow", "The source cannot be shown"), str(error))
