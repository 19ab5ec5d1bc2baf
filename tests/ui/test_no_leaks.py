"""Hostile letters in the real view: no script runs, no socket opens, no local file is read."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineSettings, QWebEngineUrlRequestInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import MessageKey
from tests.support.counting_server import Visits, counting_server
from tests.support.fake_services import FakeMailbox, FakeQueries
from tests.support.html_leaks import (
    Viewer,
    aimed,
    as_letter,
    as_loaded_letter,
    as_page,
    cleaned,
    has_canary,
    vectors,
    write_canary,
)
from ui.tasks import Tasks
from ui.web.document import Document, without_fragment
from ui.web.engine import Engine, prepare_process
from ui.web.page import ConversationPage, ConversationWebView
from ui.web.remote import Picture, PictureFetcher

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "tests" / "data"
OWN = list(vectors(DATA / "view_vectors"))
SHARED = list(vectors(DATA / "html_vectors"))
_KINDS = QWebEngineUrlRequestInfo.ResourceType


@pytest.fixture
def server() -> Iterator[Visits]:
    with counting_server() as visits:
        yield visits


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return write_canary(tmp_path / "canary.png")


@pytest.fixture
def mailbox() -> FakeMailbox:
    return FakeMailbox(size=2)


@pytest.fixture
def web(qtbot: QtBot, mailbox: FakeMailbox) -> Iterator[ConversationWebView]:
    prepare_process()
    tasks = Tasks(lambda: FakeQueries(mailbox), workers=1)
    engine = Engine(tasks)
    view = ConversationWebView(engine)
    yield view
    view.shut_down()
    shiboken6.delete(view)
    shiboken6.delete(engine)
    tasks.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_page_whose_loading_was_ended_is_loaded_again(
    web: ConversationWebView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = ConversationPage.acceptNavigationRequest
    refused: list[QUrl] = []

    def once(page: ConversationPage, url: QUrl, kind: object, main: bool) -> bool:
        if not refused:
            refused.append(url)
            return False
        return usual(page, url, kind, main)  # type: ignore[arg-type]

    monkeypatch.setattr(ConversationPage, "acceptNavigationRequest", once)
    assert Viewer(web, qtbot).show(as_page("<p>x")) == []
    assert refused


def test_a_letter_that_wants_to_be_elsewhere_does_not_end_the_next(
    web: ConversationWebView, qtbot: QtBot
) -> None:
    restless = '<meta http-equiv=refresh content="0;https://leak.example/c">x'
    viewer = Viewer(web, qtbot)
    for number in range(15):
        assert viewer.show(as_page(restless)) == []
        assert viewer.show(as_page(f"<p>{number}")) == []


def test_there_are_vectors() -> None:
    assert len(OWN) >= 75


@pytest.mark.parametrize(
    "dress",
    [lambda html: as_letter(cleaned(html)), as_letter, as_loaded_letter, as_page],
    ids=["cleaned", "letter", "loaded letter", "page"],
)
def test_nothing_gets_out(  # noqa: PLR0917 - fixtures
    web: ConversationWebView,
    qtbot: QtBot,
    server: Visits,
    canary: Path,
    dress: Callable[[str], Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Through the cleaner, and without it: then nothing but the view stands before the world."""
    alerts: list[object] = []
    monkeypatch.setattr(ConversationPage, "javaScriptAlert", lambda *args: alerts.append(args))
    documents = (
        (each.title, dress(aimed(each.html, server.port, canary))) for each in (*OWN, *SHARED)
    )
    assert Viewer(web, qtbot).show_all(documents) == []
    assert server.connections == []
    assert alerts == []


def test_the_same_vectors_do_leak_from_an_ordinary_view(
    server: Visits, canary: Path, tmp_path: Path
) -> None:
    """Proof that the test above can fail: here requests, scripts and files all get through."""
    wanted = {"img src", "style url", "preconnect link", "script title", "file picture"}
    chosen = [each for each in OWN if each.title in wanted]
    assert len(chosen) == len(wanted)
    page = tmp_path / "page.html"
    body = "".join(aimed(each.html, server.port, canary) for each in chosen)
    page.write_text(f"<title>The title</title>{body}", encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "QTWEBENGINE_CHROMIUM_FLAGS"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.ordinary_view", str(page)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {"/1", "/10"} <= set(server.paths)


def test_every_door_of_the_engine_is_shut(web: ConversationWebView) -> None:
    settings = web.page().settings()
    kinds = QWebEngineSettings.WebAttribute
    for attribute in (
        kinds.JavascriptEnabled,
        kinds.LocalStorageEnabled,
        kinds.LocalContentCanAccessRemoteUrls,
        kinds.LocalContentCanAccessFileUrls,
        kinds.PluginsEnabled,
        kinds.PdfViewerEnabled,
        kinds.HyperlinkAuditingEnabled,
        kinds.DnsPrefetchEnabled,
        kinds.AutoLoadIconsForPage,
        kinds.WebGLEnabled,
        kinds.FullScreenSupportEnabled,
    ):
        assert not settings.testAttribute(attribute), attribute
    assert web.page().profile().isOffTheRecord()
    assert "--disable-background-networking" in os.environ["QTWEBENGINE_CHROMIUM_FLAGS"]


def test_the_wall_lets_pass_only_what_the_letter_needs(web: ConversationWebView) -> None:
    allowed = "https://pictures.example/a.png?x=1"
    document = Document(html=b"x", keys=frozenset({MessageKey(1)}), images=(allowed,))
    web._engine.open(document)
    wall = web._engine.wall

    def passes(url: str, kind: _KINDS = _KINDS.ResourceTypeImage, method: bytes = b"GET") -> bool:
        return wall.allows(QUrl(url), kind, method)

    assert passes(document.url, _KINDS.ResourceTypeMainFrame)
    assert passes("postroom-part://letter/1/x")
    assert passes("postroom-remote://picture/0")
    assert not passes(allowed), "the engine itself never goes out"
    assert not passes(document.url, _KINDS.ResourceTypeMainFrame, b"POST")
    assert not passes(document.url, _KINDS.ResourceTypeSubFrame)
    assert not passes("postroom://ticket/0123", _KINDS.ResourceTypeMainFrame)
    assert not passes("file:///etc/hostname")
    assert not passes("postroom-part://letter/1/x", _KINDS.ResourceTypeSubFrame)


def test_inline_pictures_of_the_open_ticket_are_shown_and_no_others(
    web: ConversationWebView, qtbot: QtBot, mailbox: FakeMailbox, canary: Path
) -> None:
    picture = ("image/png", canary.read_bytes())
    mailbox.inline[MessageKey(1), "a b@c"] = picture
    mailbox.inline[MessageKey(2), "a b@c"] = picture
    mailbox.inline[MessageKey(1), "page"] = ("text/html", b"<script>document.title=1</script>")
    web.resize(500, 400)
    web.show()

    sources = ("letter/2/a%20b%40c", "letter/1/page", "letter/1/none", "letter/x/1", "letter/1/")
    html = "".join(f'<img src="postroom-part://{each}" width="64">' for each in sources)
    with qtbot.waitSignal(web.document_shown):
        web.show_document(Document(html=html.encode(), keys=frozenset({MessageKey(1)})))
    qtbot.waitUntil(lambda: {"part 1 page", "part 1 none"} <= set(mailbox.queries_made))
    assert not any(each.startswith("part 2") for each in mailbox.queries_made)
    assert not has_canary(web.grab().toImage())
    good = html.encode() + b'<img src="postroom-part://letter/1/a%20b%40c" width="64">'
    with qtbot.waitSignal(web.document_shown):
        web.show_document(Document(html=good, keys=frozenset({MessageKey(1)})))
    qtbot.waitUntil(lambda: has_canary(web.grab().toImage()))


class FakeFetcher(PictureFetcher):
    """Has the canary picture at one address, and writes down what it was asked for."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._data = data

    def fetch(self, address: str, then: Callable[[Picture | None], None]) -> None:
        self.asked.append(address)
        found = address == "https://pictures.example/a.png?x=1&y=2"
        then(Picture("image/png", self._data) if found else None)


def test_allowed_pictures_are_fetched_by_us_and_only_those_of_the_document(
    qtbot: QtBot, mailbox: FakeMailbox, canary: Path, server: Visits
) -> None:
    prepare_process()
    tasks, fetcher = (
        Tasks(lambda: FakeQueries(mailbox), workers=1),
        FakeFetcher(canary.read_bytes()),
    )
    engine = Engine(tasks, fetcher=fetcher)
    view = ConversationWebView(engine)
    try:
        html = (
            '<img alt="" src="https://pictures.example/a.png?x=1&amp;y=2" width="64" height="64">'
            f'<img src="https://127.0.0.1:{server.port}/x"><img src="http://127.0.0.1/y">'
            '<img src="postroom-remote://picture/7"><img src="postroom-remote://picture/x">'
        )
        viewer = Viewer(view, qtbot)
        viewer.show(as_letter(html))
        qtbot.waitUntil(lambda: has_canary(view.grab().toImage()))
        assert set(fetcher.asked) == {
            "https://pictures.example/a.png?x=1&y=2",
            f"https://127.0.0.1:{server.port}/x",
        }
        assert server.connections == []
    finally:
        view.shut_down()
        shiboken6.delete(view)
        shiboken6.delete(engine)
        tasks.stop()


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/x", "file:///etc/hostname", "https://"])
def test_the_fetcher_asks_for_nothing_but_https(qtbot: QtBot, address: str) -> None:
    answers: list[Picture | None] = []
    PictureFetcher().fetch(address, answers.append)
    assert answers == [None]


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ('href="https://shop.example/a?b=c"', ["https://shop.example/a?b=c"]),
        ('href="https://shop.example/" target="_blank"', ["https://shop.example/"]),
        ('href="javascript:document.title=1"', []),
        ('href="postroom://do/guess/source/1"', []),
        ('href="postroom://ticket/1"', []),
        ('href="#newest"', []),
        ('href="https://shop.example/" download="x.exe"', ["https://shop.example/"]),
    ],
)
def test_a_click_never_navigates(
    web: ConversationWebView, qtbot: QtBot, link: str, told: list[str]
) -> None:
    seen: list[str] = []
    actions: list[str] = []
    web.conversation_page.link_clicked.connect(seen.append)
    web.conversation_page.action_clicked.connect(lambda word, _: actions.append(word))
    viewer = Viewer(web, qtbot)
    document = Document(html=b"")
    ours = f"postroom://do/{document.nonce}/done/1"
    block = "display:block;height:100px;background:#ddd"
    html = (
        f'<title>The title</title><body style="margin:0"><a style="{block}" {link}>x</a>'
        f'<a style="{block}" href="{ours}">ours</a>'
    )
    made = Document(html=html.encode(), nonce=document.nonce, url=document.url)
    assert viewer.show(made) == []
    target = web.focusProxy() or web.findChild(QWidget)
    assert isinstance(target, QWidget)

    def click(y: int) -> None:
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(50, y))

    click(50)

    def ours_came() -> bool:
        if not actions:
            click(150)  # our own link below proves that the click above has been dealt with
        return bool(actions)

    qtbot.waitUntil(ours_came)
    assert seen == told
    assert without_fragment(web.page().url()) == made.url
    assert web.page().title() == "The title"
