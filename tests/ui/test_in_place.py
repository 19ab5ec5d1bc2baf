"""Letters are put into the page that is there, and only where all around them is the same."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from pytestqt.qtbot import QtBot

from app.services.read_models import BodyPart, Conversation, PartKind
from tests.support.fake_services import NOW, FakeMailbox, FakeQueries, letter
from tests.support.sample_conversations import ticket
from ui.tasks import Tasks
from ui.theme import DARK, LIGHT
from ui.web.document import EMPTY, Document
from ui.web.engine import Engine, prepare_process
from ui.web.in_place import fits, putting
from ui.web.look import Look
from ui.web.page import ConversationWebView
from ui.web.render import render

LOOK = Look(colours=LIGHT, family="Noto Sans", pixels=14, locale=QLocale("en"), now=NOW)


def document(text: str, look: Look = LOOK, *, letters: int = 1) -> Document:
    parts = (BodyPart(PartKind.NEW, text),)
    made = tuple(letter(number, parts=parts) for number in range(1, letters + 1))
    return render(Conversation(ticket(1, text[:9], letters), made, ()), look).document


@pytest.fixture
def web(qtbot: QtBot) -> Iterator[ConversationWebView]:
    prepare_process()
    tasks = Tasks(lambda: FakeQueries(FakeMailbox(size=2)), workers=1)
    engine = Engine(tasks)
    view = ConversationWebView(engine)
    view.resize(500, 400)
    view.show()
    yield view
    view.shut_down()
    shiboken6.delete(view)
    shiboken6.delete(engine)
    tasks.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(web: ConversationWebView, bot: QtBot, document: Document, fragment: str = "") -> str:
    """Show a document; return the text that stands in the page then."""
    shown: list[str] = []
    with bot.waitSignal(web.document_shown, check_params_cb=lambda url: url == document.url):
        web.show_document(document, fragment)
    web.page().toPlainText(shown.append)
    bot.waitUntil(lambda: bool(shown))
    return shown[0]


def test_the_next_ticket_is_put_in_place(web: ConversationWebView, qtbot: QtBot) -> None:
    first = document("Alpha")
    assert "Alpha" in show(web, qtbot, first)
    for text in ("Beta </main><b>bold</b>", "Гамма “кавычки” \\ \u2028 `${x}`", "δ {title}"):
        shown = show(web, qtbot, document(text))
        assert text.split()[0] in shown
        assert "Alpha" not in shown
        assert web.loaded_url == first.url
    assert web.page().title().startswith("δ {title}")


@pytest.mark.parametrize(
    "other",
    [
        replace(LOOK, colours=DARK),
        replace(LOOK, pixels=20),
        replace(LOOK, family="DejaVu Sans"),
        replace(LOOK, locale=QLocale("uk")),
    ],
    ids=["dark", "large", "font", "language"],
)
def test_another_look_is_another_page(web: ConversationWebView, qtbot: QtBot, other: Look) -> None:
    show(web, qtbot, document("Alpha"))
    after = document("Beta", other)
    assert "Beta" in show(web, qtbot, after)
    assert web.loaded_url == after.url


def test_what_can_be_put_in_place() -> None:
    page, other = document("Alpha"), document("Beta")
    assert fits(other, page)
    assert fits(EMPTY, page)
    assert not fits(other, None)
    assert not fits(other, EMPTY)
    assert not fits(replace(other, images=("https://pictures.example/a.png",)), page)
    assert not fits(Document(html=b"<p>by itself"), page)
    assert not fits(document("x" * 400_000), page)


def test_a_closed_ticket_leaves_nothing_behind(web: ConversationWebView, qtbot: QtBot) -> None:
    show(web, qtbot, document("Alpha"))
    assert show(web, qtbot, EMPTY).strip() == ""
    assert "Beta" in show(web, qtbot, document("Beta"))


def test_a_letter_cannot_hide_the_page_from_us(web: ConversationWebView, qtbot: QtBot) -> None:
    """Named elements take the place of the document's own functions; ours do not ask there."""
    names = ("querySelector", "getElementById", "title", "main", "defaultView")
    html = "".join(f'<img name="{name}"><form name="{name}"></form>' for name in names)
    show(web, qtbot, document(html + '<main id="main">inner</main>'))
    shown = show(web, qtbot, document("Beta"), "letter-1")
    assert "Beta" in shown
    assert "inner" not in shown


def test_it_begins_at_the_newest_letter(web: ConversationWebView, qtbot: QtBot) -> None:
    page = web.page()
    show(web, qtbot, document("Alpha"))
    tall = replace(document("x", letters=1), main='<p style="height:3000px">a</p><p id="b">b')
    show(web, qtbot, tall, "b")
    qtbot.waitUntil(lambda: page.scrollPosition().y() > 2000)
    show(web, qtbot, replace(tall, url=tall.url + "2"))
    qtbot.waitUntil(lambda: page.scrollPosition().y() == 0)


def test_of_many_wishes_the_newest_is_shown(web: ConversationWebView, qtbot: QtBot) -> None:
    shown: list[str] = []
    web.document_shown.connect(shown.append)
    wishes = [document(f"wish{number}") for number in range(20)]
    for each in (wishes[0], *wishes):
        web.show_document(each)
    qtbot.waitUntil(lambda: wishes[-1].url in shown)
    for each in wishes:  # the page is there now, and each is put in place of the last
        web.show_document(each)
    assert "wish19" in show(web, qtbot, wishes[-1])
    assert web.loaded_url in {wishes[0].url, wishes[-1].url}


def test_a_page_whose_process_ended_is_loaded_anew(web: ConversationWebView, qtbot: QtBot) -> None:
    if sys.platform == "win32":
        pytest.skip("needs a signal")
    show(web, qtbot, document("Alpha"))
    with qtbot.waitSignal(web.page().renderProcessTerminated):
        os.kill(web.page().renderProcessPid(), signal.SIGKILL)
    after = document("Beta")
    assert "Beta" in show(web, qtbot, after)
    assert web.loaded_url == after.url


def test_the_script_is_made_of_quoted_words_only() -> None:
    made = putting(replace(document("Alpha"), main='"; alert(1); "', title="`"), '"+x')
    assert 'main.innerHTML = "\\"; alert(1); \\""' in made
