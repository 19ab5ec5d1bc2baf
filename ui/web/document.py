"""The page that may be shown now and its policy; knows nothing of the engine, so it loads fast."""

import secrets
from dataclasses import dataclass, field

from PySide6.QtCore import QUrl

from app.domain.ids import MessageKey
from app.services.read_models import PART_SCHEME

PAGE_SCHEME = "postroom"
ACTION_SCHEME = "postroom-do"


@dataclass(frozen=True, slots=True)
class Document:
    """The one page that the view may show now."""

    html: bytes
    keys: frozenset[MessageKey] = frozenset()
    """Letters whose inline parts may be served."""
    images: frozenset[str] = frozenset()
    """Remote pictures that the person has allowed, whole addresses."""
    links: dict[str, frozenset[str]] = field(default_factory=dict)
    """Targets to the texts that show them."""
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    """Stands in the addresses of our own commands, so that no letter can forge one."""
    url: str = field(default_factory=lambda: f"{PAGE_SCHEME}://ticket/{secrets.token_hex(8)}")


EMPTY = Document(html=b"<!doctype html><title></title>")


def content_policy(*, remote: bool) -> str:
    """The page's own rule for the engine; the wall behind it is stricter still."""
    pictures = f"data: {PART_SCHEME}:{' https:' if remote else ''}"
    return (
        f"default-src 'none'; img-src {pictures}; style-src 'unsafe-inline'; script-src 'none'; "
        "font-src 'none'; frame-src 'none'; object-src 'none'; media-src 'none'; "
        "connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    )


def without_fragment(url: QUrl) -> str:
    """The address of a page, whatever place in it is meant."""
    return url.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition("#")[0]
