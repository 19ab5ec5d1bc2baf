"""Starts the window over a running Postroom, and takes pictures of it."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QLibraryInfo,
    QLocale,
    Qt,
    QTimer,
    QTranslator,
    QUrl,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from app.domain.ports import Clock
from ui.bus import Bus
from ui.main_window import FIRST_SIZE, MainWindow, Services
from ui.ports import Commands, Mailboxes, Queries, Runtime
from ui.settings import WindowSettings
from ui.tasks import Tasks
from ui.theme import Theme

LANGUAGES = ("en", "ru", "uk")

_SWITCH_SECONDS = 0.001
_LOOK_MS = 50
_SAMPLES = 5_000
_COLOURS = 4
"""A page with fewer different bytes among the samples has nothing on it yet."""


def application() -> QApplication:
    """Make the Qt application; call once, before anything else of this package is made."""
    # The web engine starts after the list is on screen; sharing must be said before Qt is up.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    # A worker that renders letters must hand the interpreter over within a fraction of a frame.
    sys.setswitchinterval(_SWITCH_SECONDS)
    app = QApplication(["postroom"])
    app.setApplicationName("Postroom")
    app.setDesktopFileName("postroom")
    return app


def install_language(app: QApplication, locale: QLocale | None = None) -> list[QTranslator]:
    """Speak the system's language where we know it, else English; returns what was installed."""
    locale = QLocale() if locale is None else locale
    code = locale.bcp47Name().split("-")[0]
    installed = []
    with as_file(files("resources") / "translations") as folder:
        sources = [(f"postroom_{code if code in LANGUAGES else 'en'}", str(folder))]
        system = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        sources.append((f"qtbase_{code}", system))
        for name, place in sources:
            translator = QTranslator(app)
            if translator.load(name, place):
                app.installTranslator(translator)
                installed.append(translator)
    return installed


def open_outside(address: str) -> None:
    """Hand an address to the system; only kinds that the person has been asked about."""
    url = QUrl(address)
    if url.scheme() in ("http", "https", "mailto", "file"):
        QDesktopServices.openUrl(url)


def build_window(
    app: QApplication,
    *,
    profile: Path,
    runtime: Runtime,
    commands: Commands,
    mailboxes: Mailboxes,
    open_queries: Callable[[], Queries],
    clock: Clock,
    open_url: Callable[[str], None] = open_outside,
) -> tuple[MainWindow, Tasks]:
    """Make the window, not shown yet. The caller releases it and stops the tasks afterwards."""
    bus, queries = Bus(), open_queries()
    tasks = Tasks(open_queries)
    try:
        services = Services(
            queries=queries,
            tasks=tasks,
            bus=bus,
            runtime=runtime,
            commands=commands,
            mailboxes=mailboxes,
            clock=clock,
            open_url=open_url,
        )
        settings = WindowSettings(profile)
        window = MainWindow(services, Theme(app, settings.appearance), settings)
    except BaseException:
        tasks.stop()  # its threads would keep the process alive
        queries.close()
        raise
    runtime.subscribe(bus.publish)
    return window, tasks


def run_window(
    *,
    profile: Path,
    runtime: Runtime,
    commands: Commands,
    mailboxes: Mailboxes,
    open_queries: Callable[[], Queries],
    clock: Clock,
    picture: Path | None = None,
) -> int:
    """Show the window until it is closed; returns the exit status.

    With ``picture`` the window is shown (offscreen where there is no display), photographed as
    soon as the list and the first conversation are painted, and closed.
    """
    app = application()
    install_language(app)
    window, tasks = build_window(
        app,
        profile=profile,
        runtime=runtime,
        commands=commands,
        mailboxes=mailboxes,
        open_queries=open_queries,
        clock=clock,
    )
    if picture is not None:
        window.resize(FIRST_SIZE)
    window.show()
    try:
        if picture is None:
            from ui.network import NetworkWatch  # noqa: PLC0415 - must not delay the list

            window.first_painted.connect(lambda: NetworkWatch(runtime, window))
            with signals_close_the_window():
                return app.exec()
        screenshot(window, picture)
        return 0
    finally:
        window.close()
        window.release()
        tasks.stop()


@contextmanager
def signals_close_the_window() -> Iterator[None]:
    """Ctrl+C in the terminal, or SIGTERM, ends the window as closing it does. Main thread only."""

    def close(_number: int, _frame: object) -> None:
        QCoreApplication.quit()

    before = {number: signal.signal(number, close) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def screenshot(window: MainWindow, path: Path, *, timeout_ms: int = 20_000) -> None:
    """Wait until list and letters are painted, then write a PNG of the window.

    Raises `TimeoutError` when the letters do not come, `OSError` when the file cannot be written.
    """
    window.list.grab()
    if window.list.current_ticket is not None:
        _wait_for_letters(window, timeout_ms)
    if not window.grab().save(str(path), "PNG"):
        raise OSError(f"Could not write the picture {path}")


def _wait_for_letters(window: MainWindow, timeout_ms: int) -> None:
    """Spin a local loop until the page's pixels stand still and are not empty."""
    loop = QEventLoop()
    pictures: list[bytes] = []

    def look() -> None:
        web = window.conversation.web
        if web is not None and window.conversation.is_shown:
            image = web.grab().toImage()  # kept: its bits live as long as it does
            pixels = bytes(image.constBits())
            blank = len(set(pixels[:: max(1, len(pixels) // _SAMPLES)])) < _COLOURS
            pictures.append(b"" if blank else pixels)
            if pictures[-1] and pictures[-3:] == [pixels] * 3:
                loop.exit(0)
            del pictures[:-3]

    timer = QTimer()
    timer.setInterval(_LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    QTimer.singleShot(timeout_ms, loop, lambda: loop.exit(1))
    if loop.exec() != 0:
        raise TimeoutError("The letters were not painted in time")
