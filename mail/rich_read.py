"""Reads HTML, the composer's own or any that was pasted, into the small tree of `mail.rich_tree`.

Whatever the tree does not know is left out and its words are kept. Linear in the length, bounded
by `mail.html_scan`, and nothing is ever loaded.
"""

import re
from collections.abc import Callable, Mapping

from mail.cleantext import body_text, one_line
from mail.html_scan import AMPERSAND, Close, Open, Scanner
from mail.html_urls import link_target
from mail.rich_tree import (
    PLAIN,
    Block,
    Break,
    Code,
    Format,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
)

_MAX_DEPTH = 20
"""Of lists and quotes; deeper ones are read as if they stood at this depth."""
_MAX_FORMATS = 60
CONTENT_ID = re.compile(r"[A-Za-z0-9!#$&'*+./=?^_`{|}~@%-]{1,200}")
"""What may stand in ``cid:``."""
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_LINES = frozenset(
    "div section article header footer main nav aside address center tr table tbody thead tfoot "
    "caption dl dt dd figure figcaption form fieldset legend details summary body html".split()
)
_CELLS = frozenset(("td", "th"))
_FORMATS: dict[str, Callable[[Format], Format]] = {
    **dict.fromkeys(("b", "strong"), lambda look: look._replace(bold=True)),
    **dict.fromkeys(("i", "em", "cite"), lambda look: look._replace(italic=True)),
    **dict.fromkeys(("u", "ins"), lambda look: look._replace(underline=True)),
    **dict.fromkeys(("s", "strike", "del"), lambda look: look._replace(struck=True)),
    **dict.fromkeys(("code", "tt", "kbd", "samp"), lambda look: look._replace(code=True)),
}
_STYLED = frozenset(("span", "font", "a", "mark", *_FORMATS))
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TIGHT = re.compile(r"margin(?:-bottom)?\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_UNDERLINE = re.compile(r"text-decoration[^:;]{0,10}:[^;]{0,40}underline", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration[^:;]{0,10}:[^;]{0,40}line-through", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SIZE = re.compile(r"(\d{1,4})(?:px)?")


def read(html: str) -> list[Block]:
    """Read HTML into blocks; never raises."""
    reader = _Reader()
    for token in Scanner(html).tokens():
        if isinstance(token, Open):
            reader.open(token.name, token.attributes)
        elif isinstance(token, Close):
            reader.close(token.name)
        else:
            reader.text(token.source.replace("&lt;", "<").replace(AMPERSAND, "&"))
    return reader.finish()


class _Reader:
    """State of one reading."""

    def __init__(self) -> None:
        self._root: list[Block] = []
        self._open: list[tuple[str, Quote | Listing]] = []
        """Quotes and lists that are open, each with the tag that closes it."""
        self._into = [self._root]
        """Where blocks go: at the end, those of the innermost quote or item."""
        self._formats: list[tuple[str, Format]] = []
        self._content: list[Inline] = []
        self._break = False
        """A line ended without ``<br>``; what follows stands on the next one."""
        self._explicit = False
        """The paragraph was opened by a tag of its own."""
        self._code: list[str] | None = None
        self._blanks = 0
        self._hidden: tuple[str, int] | None = None

    def finish(self) -> list[Block]:
        self._end_code()
        self._flush()
        return self._root

    # -- text

    def text(self, source: str) -> None:
        if self._hidden is not None:
            return
        if self._code is not None:
            self._code.append(source)
            return
        text = _BLANKS.sub(" ", source)
        if (seen := body_text(text)) != text:  # blanks may have met where something went
            text = _BLANKS.sub(" ", seen)
        if text.startswith(" ") and self._at_blank():
            text = text[1:]
        if text:
            self._add(Run(text, self._format))

    @property
    def _format(self) -> Format:
        return self._formats[-1][1] if self._formats else PLAIN

    def _at_blank(self) -> bool:
        """Whether a blank that comes now would stand at a line's start, or behind another one."""
        if not self._content or self._break:
            return True
        last = self._content[-1]
        return isinstance(last, Break) or (isinstance(last, Run) and last.text.endswith(" "))

    def _add(self, inline: Inline) -> None:
        if self._break and self._content:
            self._content.append(Break())
        self._break = False
        self._content.append(inline)

    def _end_line(self) -> None:
        if self._content and not isinstance(self._content[-1], Break):
            self._break = True

    # -- tags

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._hidden is not None:
            if name == self._hidden[0]:
                self._hidden = (name, self._hidden[1] + 1)
            return
        if self._code is not None:
            if name == "br":
                self._code.append("\n")
            return
        style = attributes.get("style", "")
        if style and _HIDDEN.search(style) and name in _STYLED | _LINES | {"p"}:
            self._hidden = (name, 1)
            return
        if name in _STYLED:
            self._push_format(name, attributes, style)
        elif name == "br":
            self._add(Break())
        elif name == "img":
            self._picture(attributes)
        else:
            self._open_block(name, attributes, style)

    def close(self, name: str) -> None:
        if self._hidden is not None:
            depth = self._hidden[1] - (name == self._hidden[0])
            self._hidden = (self._hidden[0], depth) if depth else None
        elif self._code is not None:
            if name == "pre":
                self._end_code()
        elif name in _STYLED or name in _HEADINGS:
            self._pop_format(name)
            if name in _HEADINGS:
                self._flush()
        elif name in ("p", "hr"):
            self._end_paragraph()
        elif name in ("ul", "ol", "blockquote"):
            self._leave(name)
        elif name == "li":
            self._flush()
        elif name in _LINES:
            self._end_line()

    def _open_block(self, name: str, attributes: Mapping[str, str], style: str) -> None:
        if name == "p":
            tight = "MsoNormal" in attributes.get("class", "") or _TIGHT.search(style)
            if tight:
                self._end_line()
            else:
                self._flush()
                self._explicit = True
        elif name in _HEADINGS:
            self._flush()
            self._formats.append((name, self._format._replace(bold=True)))
        elif name == "pre":
            self._flush()
            self._code = []
        elif name in ("ul", "ol"):
            self._flush()
            self._enter(name, Listing(_first_number(name, attributes)))
        elif name == "blockquote":
            self._flush()
            self._enter(name, Quote())
        elif name == "li":
            self._item()
        elif name == "hr":
            self._flush()
        elif name in _CELLS:
            if not self._at_blank():
                self._add(Run("\xa0 ", PLAIN))
        elif name in _LINES:
            self._end_line()

    def _end_paragraph(self) -> None:
        if self._explicit:
            self._flush()
        else:  # the paragraph of a program that writes each line as one
            self._end_line()

    def _push_format(self, name: str, attributes: Mapping[str, str], style: str) -> None:
        if len(self._formats) >= _MAX_FORMATS:
            return
        now = self._format
        if name in _FORMATS:
            now = _FORMATS[name](now)
        elif name == "a":
            target = link_target(attributes.get("href", ""))
            if target is not None:
                now = now._replace(href=target.href)
        elif name == "mark" and (question := one_line(attributes.get("data-blank", ""))[:300]):
            self._blanks += 1
            now = now._replace(blank=question, number=self._blanks)
        self._formats.append((name, _with_style(now, style) if style else now))

    def _pop_format(self, name: str) -> None:
        for index in range(len(self._formats) - 1, -1, -1):
            if self._formats[index][0] == name:
                del self._formats[index:]
                return

    def _picture(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "").strip()
        if source[:4].lower() != "cid:" or not CONTENT_ID.fullmatch(source[4:]):
            alt = one_line(attributes.get("alt", ""))[:300]
            if alt and not self._format.href:
                self._add(Run(alt, self._format))
            return
        sizes = [_SIZE.fullmatch(attributes.get(side, "").strip()) for side in ("width", "height")]
        width, height = (match[1] if match else "" for match in sizes)
        alt = one_line(attributes.get("alt", ""))[:300]
        self._add(Picture(source[4:], alt, width, height))

    # -- quotes and lists

    def _enter(self, name: str, block: Quote | Listing) -> None:
        if len(self._open) >= _MAX_DEPTH:
            return
        if isinstance(block, Listing) and self._open and not self._at_item():
            self._item()
        self._into[-1].append(block)
        self._open.append((name, block))
        self._into.append(block.blocks if isinstance(block, Quote) else self._into[-1])

    def _at_item(self) -> bool:
        """Whether blocks would go into a quote or an item, rather than between items."""
        block = self._open[-1][1]
        return isinstance(block, Quote) or bool(block.items)

    def _item(self) -> None:
        self._flush()
        if not self._open or not isinstance(self._open[-1][1], Listing):
            if len(self._open) >= _MAX_DEPTH:
                return
            self._enter("ul", Listing(None))
        listing = self._open[-1][1]
        if isinstance(listing, Listing):
            listing.items.append([])
            self._into[-1] = listing.items[-1]

    def _leave(self, name: str) -> None:
        self._flush()
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                del self._open[index:]
                del self._into[index + 1 :]
                return

    # -- blocks

    def _end_code(self) -> None:
        if self._code is None:
            return
        text = body_text("".join(self._code).replace("\r\n", "\n"))
        text = text.removeprefix("\n").rstrip("\n")
        self._code = None
        if text.strip():
            self._put([Code(text)])

    def _flush(self) -> None:
        """End the paragraph, if any."""
        content, self._content = self._content, []
        self._break = self._explicit = False
        if content:
            self._put(paragraphs(content))

    def _put(self, blocks: list[Block]) -> None:
        if self._open and not self._at_item():
            if all(isinstance(b, Paragraph) and not b.content for b in blocks):
                return
            self._item()
        self._into[-1].extend(blocks)


def paragraphs(content: list[Inline]) -> list[Block]:
    """Cut lines into paragraphs at blank ones; a blank line more is a paragraph without content."""
    lines: list[list[Inline]] = [[]]
    for inline in content:
        if isinstance(inline, Break):
            lines.append([])
        else:
            lines[-1].append(inline)
    lines = [_tidy(line) for line in lines]
    if len(lines) > 1 and not lines[-1]:
        lines.pop()  # a break that ends a paragraph is not seen
    if not any(lines) and not any(isinstance(inline, Break) for inline in content):
        return []
    found: list[Block] = []
    blank = 0
    inside = False
    for line in lines:
        if not line:
            blank += 1
            inside = False
            continue
        last = found[-1] if found else None
        if inside and isinstance(last, Paragraph):
            last.content.extend((Break(), *line))
            continue
        spare = blank - 1 if found else blank
        found.extend(Paragraph() for _ in range(spare))
        found.append(Paragraph(list(line)))
        blank, inside = 0, True
    found.extend(Paragraph() for _ in range(blank))
    return found


def _tidy(line: list[Inline]) -> list[Inline]:
    """Join runs of one format, and drop the blank at the end of a line."""
    out: list[Inline] = []
    for inline in line:
        last = out[-1] if out else None
        if isinstance(inline, Run) and isinstance(last, Run) and inline.format == last.format:
            out[-1] = Run(last.text + inline.text, last.format)
        else:
            out.append(inline)
    while out and isinstance(last := out[-1], Run):
        text = last.text.rstrip(" ")
        if text:
            out[-1] = Run(text, last.format)
            break
        out.pop()
    return out


def _first_number(name: str, attributes: Mapping[str, str]) -> int | None:
    if name == "ul":
        return None
    start = attributes.get("start", "").strip()
    return int(start) if re.fullmatch(r"\d{1,4}", start, re.ASCII) else 1


def _with_style(now: Format, style: str) -> Format:
    if _BOLD.search(style):
        now = now._replace(bold=True)
    elif _LIGHT.search(style):
        now = now._replace(bold=False)
    if _ITALIC.search(style):
        now = now._replace(italic=True)
    if _UNDERLINE.search(style) and not now.href:
        now = now._replace(underline=True)
    if _STRUCK.search(style):
        now = now._replace(struck=True)
    return now
