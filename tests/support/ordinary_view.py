"""Shows a file in an unguarded view until script, file and network have all been seen to work.

Run as a program, because what guards our own view holds for a whole process. Ends with status 0
as soon as the page has a script's title and shows the canary, 1 after three minutes.
"""

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication

from tests.support.html_leaks import has_canary


def main(page: str) -> int:
    """Show the page; returns the exit status."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    app = QApplication([])
    from PySide6.QtWebEngineCore import QWebEngineSettings  # noqa: PLC0415 - after the attribute
    from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: PLC0415

    view = QWebEngineView()
    view.resize(500, 400)
    view.show()
    remote = QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls
    view.page().settings().setAttribute(remote, True)
    view.load(QUrl.fromLocalFile(page))

    def look() -> None:
        if view.title() == "ran" and has_canary(view.grab().toImage()):
            app.exit(0)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    QTimer.singleShot(180_000, lambda: app.exit(1))
    status = app.exec()
    sys.stdout.flush()
    os._exit(status)  # the engine's own teardown is not what this is about


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
