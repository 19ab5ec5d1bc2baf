"""The page that may be shown now and its policy; knows nothing of the engine, so it loads fast."""

import secrets
from collections.abc import Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QUrl

from app.domain.ids import MessageKey
from app.domain.outgoing import DraftId
from app.services.read_models import PART_SCHEME

PAGE_SCHEME = "postroom"
ACTION_HOST = "do"
"""Commands of the page are links to ``postroom://do/NONCE/WORD/ARGUMENT``; none is ever loaded."""
REMOTE_SCHEME = "postroom-remote"


@dataclass(frozen=True, slots=True)
class Document:
    """The one page that the view may show now."""

    html: bytes
    main: str = ""
    """What of it is this document's own: the inside of the page's ``main``."""
    title: str = ""
    style: Hashable = None
    """All around `main`: pages of one style differ in `main` alone. None: like no other."""
    keys: frozenset[MessageKey] = frozenset()
    """Letters whose inline parts may be served."""
    drafts: frozenset[DraftId] = frozenset()
    """Letters of ours on their way whose pictures may be served."""
    images: tuple[str, ...] = ()
    """Remote pictures that the person has allowed; the page names them by their place here."""
    links: dict[str, frozenset[str]] = field(default_factory=dict)
    """Targets to the texts that show them."""
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    """Stands in the addresses of our own commands, so that no letter can forge one."""
    url: str = field(default_factory=lambda: f"{PAGE_SCHEME}://ticket/{secrets.token_hex(8)}")

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing, in any style."""
        return self == EMPTY


EMPTY = Document(html=b"<!doctype html><title></title>")


def remote_url(place: int) -> str:
    """The address by which the page asks for an allowed remote picture."""
    return f"{REMOTE_SCHEME}://picture/{place}"


def content_policy() -> str:
    """The page's own rule for the engine; the wall behind it is stricter still."""
    return (
        f"default-src 'none'; img-src data: {PART_SCHEME}: {REMOTE_SCHEME}:; "
        "style-src 'unsafe-inline'; script-src 'none'; "
        "font-src 'none'; frame-src 'none'; object-src 'none'; media-src 'none'; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


def without_fragment(url: QUrl) -> str:
    """The address of a page, whatever place in it is meant."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition("#")[0]
