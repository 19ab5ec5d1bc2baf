"""Attacks collected by others, against the real view: with the cleaner, and with the view alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.corpora import corpus
from tests.support.counting_server import counting_server
from tests.support.fake_services import FakeMailbox, FakeQueries
from tests.support.html_leaks import (
    Vector,
    Viewer,
    aimed,
    as_letter,
    as_page,
    cleaned,
    vectors,
    write_canary,
)
from ui.tasks import Tasks
from ui.web.document import Document
from ui.web.engine import Engine, prepare_process
from ui.web.page import ConversationWebView

pytestmark = pytest.mark.corpora


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    return QApplication


@pytest.fixture
def web(qtbot: QtBot) -> Iterator[ConversationWebView]:
    prepare_process()
    tasks = Tasks(lambda: FakeQueries(FakeMailbox(size=1)), workers=1)
    engine = Engine(tasks)
    view = ConversationWebView(engine)
    yield view
    view.shut_down()
    shiboken6.delete(view)
    shiboken6.delete(engine)
    tasks.stop()


@pytest.mark.parametrize(
    "dress",
    [lambda html: as_letter(cleaned(html)), as_letter, as_page],
    ids=["cleaned", "letter", "page"],
)
def test_nothing_gets_out(
    web: ConversationWebView, qtbot: QtBot, tmp_path: Path, dress: Callable[[str], Document]
) -> None:
    folder = corpus("html")
    found = list(vectors(folder))
    leaks = (folder / "leaks.html").read_text(encoding="utf-8", errors="replace")
    found.append(Vector("leaks.html", leaks))
    assert len(found) > 200
    canary = write_canary(tmp_path / "canary.png")
    with counting_server() as server:
        documents = ((v.title, dress(aimed(v.html, server.port, canary))) for v in found)
        assert Viewer(web, qtbot).show_all(documents) == []
        assert server.connections == []
