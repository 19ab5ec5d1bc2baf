"""What goes into rendering a conversation and what comes out; loads fast, unlike the renderer."""

from dataclasses import dataclass, field
from urllib.parse import unquote

from PySide6.QtCore import QLocale

from app.domain.ids import MessageKey
from app.services.read_models import Conversation
from ui.theme import Colours
from ui.web.document import Document


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is to look."""

    colours: Colours
    family: str
    """Family name of the interface font."""
    pixels: float
    locale: QLocale
    now: int
    """Seconds UTC; ages are counted from it."""
    plain: frozenset[MessageKey] = field(default=frozenset())
    """Letters to show as plain text."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page with what the view needs beside it."""

    conversation: Conversation
    document: Document
    newest: str
    """Anchor to scroll to."""


def anchor(key: MessageKey) -> str:
    """A letter's place in the page."""
    return f"letter-{key}"


def file_argument(argument: str) -> tuple[MessageKey, int] | None:
    """Read back what a file link carries."""
    key, _, index = unquote(argument).partition(".")
    if not (key.isdigit() and index.isdigit()):
        return None
    return MessageKey(int(key)), int(index)
