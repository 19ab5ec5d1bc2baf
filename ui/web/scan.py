"""One pass over a letter's clean HTML: its links, its pictures, its words, its own colours."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article blockquote dd div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre section table "
    "tbody tfoot thead tr ul".split()
)
_SILENT = frozenset(("head", "script", "style", "template", "title"))
_COLOUR = re.compile(r"(?:^|[;\s])(?:background|background-color|color)\s*:", re.IGNORECASE)
_TEXT_LIMIT = 2_000_000
_LINK_TEXT_LIMIT = 500


@dataclass(slots=True)
class Scan:
    """What a letter's HTML holds."""

    links: dict[str, set[str]] = field(default_factory=dict)
    """Target to the texts that lead there."""
    images: set[str] = field(default_factory=set)
    """Remote pictures (``https:``) that the HTML asks for."""
    text: str = ""
    coloured: bool = False
    """It sets colours of its own, made for white paper."""


def scan(html: str) -> Scan:
    """Read HTML that the cleaner has passed; never raises."""
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:
        # The standard parser asserts on some broken declarations ("<![>"); what it read counts.
        reader.text.append("…")
    reader.result.text = _tidy("".join(reader.text))
    return reader.result


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.result = Scan()
        self.text: list[str] = []
        self._length = 0
        self._link = ""
        self._link_text: list[str] = []
        self._silent = 0
        self._verbatim: list[bool] = []
        """For each open block, whether its line breaks count."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        if tag in ("pre", "div"):
            self._verbatim.append(tag == "pre" or "pre-wrap" in values.get("style", ""))
        if tag in _BLOCKS or tag == "br":
            self._add("\n")
        if tag in ("td", "th"):
            self._add("\t")
        if tag == "li":
            self._add("• ")
        if tag == "a":
            self._end_link()
            self._link = values.get("href", "").strip()
        if tag == "img":
            self._image(values)
        if _COLOUR.search(values.get("style", "")) or "bgcolor" in values or "color" in values:
            self.result.coloured = True

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in ("pre", "div") and self._verbatim:
            self._verbatim.pop()
        if tag == "a":
            self._end_link()
        if tag in _BLOCKS:
            self._add("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._link:
            self._link_text.append(data)
        verbatim = bool(self._verbatim) and self._verbatim[-1]
        self._add(data if verbatim else re.sub(r"\s+", " ", data))

    def close(self) -> None:
        super().close()
        self._end_link()

    def _image(self, values: dict[str, str]) -> None:
        source = values.get("src", "").strip()
        if source.lower().startswith("https:"):
            self.result.images.add(source)
        if values.get("alt"):
            self._add(f"[{values['alt']}]")

    def _end_link(self) -> None:
        if self._link:
            text = " ".join("".join(self._link_text).split())[:_LINK_TEXT_LIMIT]
            self.result.links.setdefault(self._link, set()).add(text)
        self._link, self._link_text = "", []

    def _add(self, text: str) -> None:
        if self._length < _TEXT_LIMIT:
            self.text.append(text)
            self._length += len(text)


def _tidy(text: str) -> str:
    lines = (line.strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
