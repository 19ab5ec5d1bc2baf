"""Makes hostile HTML fit for the reading pane, in parts that can be folded.

The path is: limits and tokens (`mail.html_scan`), an allow-list of tags, attributes, CSS and
addresses (`mail.html_filter`), nh3 as tree builder and second, independent allow-list, and the cut
into parts (`mail.html_parts`). What comes out loads nothing but pictures that the caller allowed.

Classes for the page to style: ``pr-blocked`` (a remote picture left out, its words inside),
``pr-lost`` (a picture that cannot be shown), ``pr-deceptive`` (a link whose text names another
host) with ``pr-true-host`` behind it, ``pr-text`` and ``pr-quote`` (plain text and its quotes).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import nh3

from mail.html_filter import ATTRIBUTES, TAGS, Filter
from mail.html_parts import Link, PartCutter
from mail.html_scan import AMPERSAND
from mail.quoting import Kind, shown_parts
from mail.text_to_html import text_to_html

__all__ = ["CleanHtml", "Link", "clean", "clean_text", "text_to_html"]

_BIDI_OVERRIDES = str.maketrans("", "", "\u202d\u202e")
_builder = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel"},
    clean_content_tags={"script", "style"},
    link_rel=None,
)


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """A letter's HTML, safe to show."""

    parts: tuple[tuple[Kind, str], ...]
    """In reading order, each complete HTML; empty where nothing can be seen."""
    blocked_images: int = 0
    """Remote pictures left out that the reader may allow."""
    tracking_pixels: int = 0
    """Remote pictures removed because they are too small to be seen; never loaded."""
    links: tuple[Link, ...] = ()
    cut: bool = False
    """The HTML exceeded a limit: its end is shown as text, or it is all shown as text."""

    @property
    def html(self) -> str:
        """All parts together, for the command line."""
        return "\n".join(html for _, html in self.parts)


def clean(
    html: str, *, cid_url: Callable[[str], str | None], allow_remote_images: bool
) -> CleanHtml:
    """Clean the HTML of a letter; never raises, and takes bounded time whatever it holds.

    ``cid_url`` gets a Content-ID without brackets and returns the address to show that picture
    from, or None where the letter holds none. Remote pictures stay out unless allowed; too small
    ones always do. Links keep ``http``, ``https``, ``mailto`` and ``tel`` only.
    """
    try:
        return _clean(html, cid_url, allow_remote_images=allow_remote_images)
    except (ValueError, RecursionError, IndexError, KeyError):
        # Whatever is wrong with it, the words are shown.
        text = text_to_html(_LOOSE_TAG.sub(" ", html))
        return CleanHtml(((Kind.NEW, text),), cut=True)


def clean_text(text: str) -> CleanHtml:
    """Turn a plain text letter into the same parts as HTML; never raises."""
    parts = ((kind, run.strip("\r\n")) for kind, run in shown_parts(text))
    return CleanHtml(tuple((kind, text_to_html(run)) for kind, run in parts if run.strip()))


_LOOSE_TAG = re.compile(r"<[^<>]{0,2000}>")


def _clean(
    html: str, cid_url: Callable[[str], str | None], *, allow_remote_images: bool
) -> CleanHtml:
    filtered = Filter(cid_url, allow_remote_images=allow_remote_images).run(html)
    built = _builder.clean(filtered.html).replace(AMPERSAND, "&amp;").translate(_BIDI_OVERRIDES)
    cutter = PartCutter(filtered)
    parts = cutter.cut(built)
    return CleanHtml(
        parts=tuple(parts),
        blocked_images=filtered.blocked_images,
        tracking_pixels=filtered.tracking_pixels,
        links=tuple(cutter.links),
        cut=filtered.cut,
    )
