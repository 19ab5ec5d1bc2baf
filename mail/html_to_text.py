"""Plain text of an HTML body that reads well: paragraphs, lists, tables, quotes marked with ``>``.

A scan over the tags without a tree: linear in the length and safe at any nesting, where tree
builders take quadratic time or run out of stack.
"""

import re
from html import unescape

from mail.cleantext import body_text

MAX_HTML = 1_000_000
"""Characters of HTML that are read."""
MAX_TAGS = 60_000
"""Tags that are read; what follows the last of them is left out."""
_MAX_QUOTES = 20
_MAX_INDENT = 8
_MAX_ATTRIBUTES = 4_000

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)"
    r"|<(/?)([A-Za-z][A-Za-z0-9:]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+'|[\"'])*+)(?:>|\Z)",
    re.DOTALL,
)
_SKIPPED = frozenset(("script", "style", "title", "template", "svg", "iframe", "xml"))
_VOID = frozenset(("img", "br", "hr", "input", "meta", "link", "col", "base", "area", "wbr"))
_PARAGRAPHS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote table form fieldset figure article".split()
)
_BLOCKS = frozenset(
    "div address section header footer main nav aside center tr caption thead tbody tfoot dt dd li "
    "legend figcaption details summary body html option".split()
)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]{1,30})\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_ZERO_MARGIN = re.compile(r"margin(?:-bottom)?\s*:\s*0[^.\d]", re.IGNORECASE)
_VAGUE = re.compile(
    r"\s*(?:click |klicken sie )?(?:here|this|link|this link|hier|ici|aquí|tutaj|"
    r"здесь|тут|сюда|ссылка|по ссылке|посилання|за посиланням)\s*[.!]?\s*",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r"[^\x00-\x7f].{0,6}\Z", re.DOTALL)
_RULE = "_" * 32
_TRAILING = re.compile(r"[ \t]+(?=\n|\Z)")


def html_to_text(html: str, max_tags: int = MAX_TAGS) -> str:
    """Return readable text of at most `MAX_HTML` characters and ``max_tags`` tags. Never raises."""
    html = html[:MAX_HTML]
    page = _Page(html, hide=True)
    page.run(max_tags)
    if page.lost:  # something hidden never ended: better show too much than nothing
        page = _Page(html, hide=False)
        page.run(max_tags)
    return page.text()


class _Page:
    """State of one scan."""

    def __init__(self, html: str, *, hide: bool) -> None:
        self.html = html
        self.hide = hide
        self.out: list[str] = []
        self.breaks = 0
        """Line breaks owed before the next text."""
        self.fresh = True
        """Nothing on this line yet."""
        self.space = False
        """A blank owed before the next text on this line."""
        self.quotes = 0
        self.written_quotes = 0
        self.pre = 0
        self.lists: list[int] = []
        """One entry a list that is open: the next number, or -1 for bullets."""
        self.hidden = ""
        self.hidden_depth = 0
        self.link = ""
        self.link_at = 0
        self.lost = False
        self.endless: set[str] = set()

    def run(self, max_tags: int) -> None:
        html, pos = self.html, 0
        for _ in range(max_tags):
            match = _TOKEN.search(html, pos)
            if match is None:
                break
            if match.start() > pos:
                self._text(html[pos : match.start()])
            pos = match.end()
            name = match[2]
            if name is None:
                continue
            name = name.lower()
            if self.hidden:
                self._inside_hidden(name, closing=bool(match[1]))
            elif name in _SKIPPED and not match[1]:
                if not match[3].endswith("/"):
                    pos = self._after(name, pos)
            elif match[1]:
                self._close(name)
            else:
                self._open(name, match[3][:_MAX_ATTRIBUTES])
        else:
            html = html[:pos]
        self._text(html[pos:])
        self.lost = bool(self.hidden)

    def text(self) -> str:
        text = "".join(self.out).replace("\xa0", " ")
        # Once more: character references may stand for anything.
        return _TRAILING.sub("", body_text(text)).strip("\n")

    def _after(self, name: str, pos: int) -> int:
        """Where a skipped element ends; at its own start when it never does."""
        if name in self.endless:
            return pos
        match = re.compile(f"</{name}[^>]*>", re.IGNORECASE).search(self.html, pos)
        if match is None:
            self.endless.add(name)
            return pos
        return match.end()

    def _inside_hidden(self, name: str, *, closing: bool) -> None:
        if name == self.hidden:
            self.hidden_depth += -1 if closing else 1
            if self.hidden_depth == 0:
                self.hidden = ""

    def _text(self, raw: str) -> None:
        if self.hidden or not raw:
            return
        text = unescape(raw) if "&" in raw else raw
        if self.pre:
            for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
                if number:
                    self.breaks += 1
                if line:
                    self._write(line)
            return
        text = _BLANKS.sub(" ", text)
        if text == " ":
            self.space = True
            return
        if text[0] == " ":
            self.space = True
        self._write(text.strip(" "))
        self.space = text[-1] == " "

    def _write(self, text: str) -> None:
        if self.breaks and self.out:
            between = "> " * min(self.quotes, self.written_quotes)
            for _ in range(min(self.breaks, 2) - 1):
                self.out.append("\n" + between.rstrip())
            self.out.append("\n")
            self.fresh = True
        if self.fresh:
            self.out.append("> " * self.quotes)
            if self.lists and not self.pre:
                self.out.append("  " * min(len(self.lists) - 1, _MAX_INDENT))
        elif self.space:
            self.out.append(" ")
        self.out.append(text)
        self.written_quotes = self.quotes
        self.breaks, self.fresh, self.space = 0, False, False

    def _break(self, lines: int) -> None:
        self.breaks = max(self.breaks, lines)
        self.space = False

    def _open(self, name: str, attributes: str) -> None:
        if self.hide and "none" in attributes and name not in _VOID and _HIDDEN.search(attributes):
            self.hidden, self.hidden_depth = name, 1
            return
        if name == "br":
            self.breaks += 1
            self.space = False
        elif name in _PARAGRAPHS:
            self._open_paragraph(name, attributes)
        elif name == "li":
            self._break(1)
            self._bullet()
        elif name in ("td", "th"):
            if not self.breaks and not self.fresh:
                self._write("  ")
        elif name in _BLOCKS:
            self._break(1)
        elif name == "hr":
            self._break(1)
            self._write(_RULE)
            self._break(1)
        elif name == "img":
            alt = _attribute(attributes, "alt")
            if alt and _SYMBOL.match(alt):
                self._write(alt)
        elif name == "a":
            self.link, self.link_at = _attribute(attributes, "href"), len(self.out)

    def _open_paragraph(self, name: str, attributes: str) -> None:
        # Outlook writes each line as a paragraph without margins.
        tight = name == "p" and ("MsoNormal" in attributes or _ZERO_MARGIN.search(attributes))
        self._break(1 if tight or (name in ("ul", "ol") and self.lists) else 2)
        if name == "blockquote":
            self.quotes = min(self.quotes + 1, _MAX_QUOTES)
        elif name == "ul":
            self.lists.append(-1)
        elif name == "ol":
            self.lists.append(1)
        elif name == "pre":
            self.pre += 1

    def _bullet(self) -> None:
        number = self.lists[-1] if self.lists else -1
        if number > 0:
            self.lists[-1] += 1
        self._write(f"{number}." if number > 0 else "-")
        self.space = True

    def _close(self, name: str) -> None:
        if name in _PARAGRAPHS:
            if name == "blockquote":
                self.quotes = max(self.quotes - 1, 0)
            elif name in ("ul", "ol") and self.lists:
                self.lists.pop()
            elif name == "pre":
                self.pre = max(self.pre - 1, 0)
            self._break(1 if name == "p" or self.lists else 2)
        elif name in _BLOCKS:
            self._break(1)
        elif name == "a" and self.link:
            # Where the words say nothing, the address must.
            words = "".join(self.out[self.link_at :])
            if _VAGUE.fullmatch(words) and self.link.startswith(("http:", "https:", "mailto:")):
                self._write(f" ({self.link[:500]})")
            self.link = ""


def _attribute(attributes: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or match[4] or "").strip()
    return ""
