"""Feeds hostile HTML to the real view and reports what got out."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.services.read_models import BodyPart, Conversation, PartKind
from mail.html import clean
from tests.support.fake_services import NOW, letter
from tests.support.sample_conversations import ticket
from ui.theme import LIGHT
from ui.web.document import Document
from ui.web.look import Look
from ui.web.page import ConversationWebView
from ui.web.render import render

CANARY = QColor(253, 2, 251)
_HOST = re.compile(r"(?i)\b(https?|wss?|ftp):(?:\\?/){2}[a-z0-9.@:-]+")
_BARE = re.compile(r"""(?i)(["'(=\s])(?:\\\\|//)([a-z0-9-]+\.)+[a-z]+""")


@dataclass(frozen=True, slots=True)
class Vector:
    """One attack."""

    title: str
    html: str


def vectors(folder: Path) -> Iterator[Vector]:
    """Every vector of every JSON list in a folder."""
    for path in sorted(folder.rglob("*.json")):
        for each in json.loads(path.read_text(encoding="utf-8")):
            html = each.get("html") or each["payload"]
            yield Vector(each.get("title") or html[:60], html)


def aimed(html: str, port: int, canary: Path) -> str:
    """Point every address at the counting server, every canary at the file."""
    html = html.replace("__CANARY__", canary.as_uri())
    html = _HOST.sub(lambda m: f"{_scheme(m[1])}://127.0.0.1:{port}", html)
    return _BARE.sub(lambda m: f"{m[1]}//127.0.0.1:{port}", html)


def _scheme(scheme: str) -> str:
    """The server speaks plain HTTP; a picture asked for by TLS would count as a visit as well."""
    return "ws" if scheme.lower().startswith("ws") else "http"


def write_canary(path: Path) -> Path:
    """A local picture of one loud colour that must never be seen."""
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    image.fill(CANARY)
    assert image.save(str(path))
    return path


def cleaned(html: str) -> str:
    """What the cleaner lets through when remote pictures are not allowed."""
    result = clean(html, cid_url=lambda _: None, allow_remote_images=False)
    return "".join(part for _, part in result.parts)


def as_letter(html: str) -> Document:
    """The page of a conversation whose letter is this HTML, not cleaned."""
    made = letter(1, parts=(BodyPart(PartKind.NEW, html),))
    look = Look(colours=LIGHT, family="Noto Sans", pixels=14, locale=QLocale("en"), now=NOW)
    return render(Conversation(ticket(1, "The title", 1), (made,), ()), look).document


def as_loaded_letter(html: str) -> Document:
    """The same, as a page that is loaded by itself and not put in place of another's letters."""
    return replace(as_letter(html), style=None)


def as_page(html: str) -> Document:
    """A page that is nothing but this HTML: our own policy in the page is not there to help."""
    return Document(html=f"<title>The title</title>{html}".encode("utf-8", "replace"))


class Viewer:
    """The real view; shows documents one after another."""

    def __init__(self, web: ConversationWebView, bot: QtBot) -> None:
        self._web, self._bot = web, bot
        self._titles: list[str] = []
        self._addresses: list[str] = []
        web.page().titleChanged.connect(self._titles.append)
        web.resize(500, 400)
        web.show()

    def show(self, document: Document) -> list[str]:
        """Show a document to its first still picture; return what it should not have done."""
        self._addresses.append(document.url)
        with self._bot.waitSignal(self._web.document_shown):
            self._web.show_document(document)
        self._settle()
        wrong = []
        page = self._web.page()
        # Also those of the documents before: what a letter does may come late.
        titles, self._titles[:] = {*self._titles, page.title()}, []
        wrong += [
            f"title became {each!r}"
            for each in titles - {"The title", ""}
            if not any(address.endswith(each) for address in self._addresses)
        ]
        if page.url().toString() != self._web.loaded_url:
            wrong.append(f"went to {page.url().toString()}")
        if has_canary(self._web.grab().toImage()):
            wrong.append("a local file is on screen")
        return wrong

    def show_all(self, documents: Iterable[tuple[str, Document]]) -> list[str]:
        """Show many; return the complaints with their titles."""
        return [
            f"{title}: {wrong}" for title, document in documents for wrong in self.show(document)
        ]

    def _settle(self) -> None:
        """Wait until the page has been laid out: only then do styles ask for their pictures."""
        size = self._web.page().contentsSize
        self._bot.waitUntil(lambda: not size().isEmpty())
        self._web.grab()


def has_canary(image: QImage) -> bool:
    """Whether the loud colour is anywhere in a picture."""
    raw = image.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(raw.constBits())
    return bytes((CANARY.red(), CANARY.green(), CANARY.blue())) * 4 in data
