"""What is written, as lines with their runs, and the small HTML of letters made of it. No Qt.

A line is what Enter ends. Lines that follow each other are one ``p``, broken by ``br``; one empty
line between two of them is the gap between two ``p``. So each text has one HTML form, and reading
that form back gives the same lines, character by character: a cursor kept as a number holds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

DEEPEST = 8
"""Lists and quotes within each other; deeper ones are brought up to this."""
SCHEMES = ("http", "https", "mailto", "tel")
"""What a link may lead to."""
GAP = "\u00a0"
"""A blank that stays where it is written."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""
    blank: str = ""
    """The question of a template's blank that is still to be filled; ``""`` elsewhere."""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike, or one picture."""

    text: str
    look: Look = PLAIN
    picture: str = ""
    """Content-ID of a picture; `text` is one character then."""
    width: int = 0
    """Of a picture, in pixels; 0 for its own."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line's place in lists."""

    ordered: bool
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    runs: tuple[Run, ...] = ()
    quote: int = 0
    """How deep it is quoted."""
    pre: bool = False
    """Program text: blanks and breaks count."""
    item: Item | None = None

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.runs


def link_target(address: str) -> str:
    """Return the address where a letter may link to it, else ``""``."""
    address = address.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in SCHEMES and (parts.netloc or parts.path) else ""


# --- lines to HTML --------------------------------------------------------------------------------


def to_html(lines: Sequence[Line]) -> str:
    """Write lines in the subset of HTML that letters use; ``""`` where nothing is written."""
    if all(line.is_empty for line in lines):
        return ""
    return "".join(_level(lines, 0))


def _level(lines: Sequence[Line], depth: int) -> Iterator[str]:
    for quoted, run in groupby(lines, lambda line: line.quote > depth):
        if quoted:
            yield f"<blockquote>{''.join(_level(list(run), depth + 1))}</blockquote>"
        else:
            yield from _blocks(list(run))


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    for kind, run in groupby(lines, lambda line: (line.pre, line.item is not None)):
        match kind:
            case (True, _):
                text = "\n".join(_inline(line, pre=True) for line in run)
                lead = "\n" if text.startswith("\n") else ""  # readers of HTML drop the first
                yield f"<pre>{lead}{text}</pre>"
            case (_, True):
                yield from _lists(list(run))
            case _:
                yield from _paragraphs([_inline(line) for line in run])


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    part = [lines[0]]
    place = 1
    while place < len(lines):
        gap = not lines[place] and part[-1] and place + 1 < len(lines)
        if gap:
            yield _paragraph(part)
            place += 1
            part = []
        part.append(lines[place])
        place += 1
    yield _paragraph(part)


def _paragraph(lines: Sequence[str]) -> str:
    return f"<p>{'<br>'.join(lines)}{'' if lines[-1] else '<br>'}</p>"


def _lists(lines: Sequence[Line]) -> Iterator[str]:
    """Lists within lists; a deeper one stands inside the item before it."""
    open_lists: list[str] = []
    for line in lines:
        item = line.item or Item(ordered=False)
        tag = "ol" if item.ordered else "ul"
        depth = min(item.depth, len(open_lists) + 1, DEEPEST)
        while len(open_lists) > depth:
            yield f"</li></{open_lists.pop()}>"
        if len(open_lists) == depth and open_lists[-1] != tag:
            yield f"</li></{open_lists.pop()}>"
        if len(open_lists) == depth:
            yield "</li>"
        else:
            open_lists.append(tag)
            yield f"<{tag}>"
        yield f"<li>{_inline(line)}"
    while open_lists:
        yield f"</li></{open_lists.pop()}>"


def _inline(line: Line, *, pre: bool = False) -> str:
    runs = line.runs if pre else _keep_edges(line.runs)
    return "".join(
        _dressed(
            "".join(_picture(each) if each.picture else _text(each.text, pre) for each in run), look
        )
        for look, run in groupby(runs, lambda run: run.look)
    )


def _picture(run: Run) -> str:
    width = f' width="{run.width}"' if run.width else ""
    return f'<img src="cid:{escape(run.picture)}" alt=""{width}>'


def _text(text: str, pre: bool) -> str:  # noqa: FBT001 - of one caller
    text = "".join(char for char in text if char >= " " or char in "\t\n\u2028")
    html = escape(text, quote=False)
    if pre:
        return html.replace("\u2028", "\n")
    html = html.replace("\t", "    ")
    while "  " in html:
        html = html.replace("  ", f"{GAP} ")
    return html.replace(GAP, "&nbsp;").replace("\n", "<br>").replace("\u2028", "<br>")


def _keep_edges(runs: Sequence[Run]) -> list[Run]:
    """Blanks at a line's edges would vanish."""
    made = list(runs)
    if made and made[0].text.startswith(" "):
        made[0] = replace(made[0], text=f"{GAP}{made[0].text[1:]}")
    if made and made[-1].text.endswith(" "):
        made[-1] = replace(made[-1], text=f"{made[-1].text[:-1]}{GAP}")
    return made


_TAGS = (("struck", "s"), ("underline", "u"), ("italic", "i"), ("bold", "b"))
"""From the innermost out."""


def _dressed(html: str, look: Look) -> str:
    if look.code:
        html = f"<code>{html}</code>"
    for name, tag in _TAGS:
        if getattr(look, name):
            html = f"<{tag}>{html}</{tag}>"
    if look.link:
        html = f'<a href="{escape(look.link)}">{html}</a>'
    if look.blank:
        html = f'<mark data-blank="{escape(look.blank)}">{html}</mark>'
    return html
