"""The small HTML in which drafts, templates and signatures are kept, and its plain text.

It knows ``p br b i u s a code pre ul ol li blockquote img mark`` and nothing else:

* ``<p>`` is a paragraph, which a blank line parts from its neighbours; ``<br>`` ends a line in it,
  and ``<p><br></p>`` is one blank line more.
* ``<a href>`` leads to ``http``, ``https``, ``mailto`` or ``tel``; ``<img src="cid:…" alt>`` shows
  a file of the draft; ``<mark data-blank="question">`` is a blank that nobody filled yet.
* Blanks and line ends are as everywhere in HTML; U+00A0 is a blank that stays.

All functions are pure, take any string, never raise, and take time linear in its length.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby

from mail.cleantext import body_text
from mail.rich_read import read
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

_MARKS = re.compile(r"(?:>[ ]?){1,20}")
_TAGS = (("bold", "b"), ("italic", "i"), ("underline", "u"), ("struck", "s"), ("code", "code"))
_FIXED_INDENT = "    "


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One line of plain text."""

    depth: int
    """How many quotes it stands in."""
    text: str
    fixed: bool = False
    """Its breaks count: it is not to be wrapped."""


def clean(html: str) -> str:
    """Return any HTML in the one way in which this module writes it; once more changes nothing."""
    return write(read(html))


def to_plain(html: str) -> str:
    """Return the plain text that a letter with this text has as its plain part, unwrapped.

    Links are written ``text <address>``, lists with ``-`` and ``1.``, code indented by four
    blanks, quotes with ``>``. Lines end with line feeds; none is at the end.
    """
    return "\n".join(
        (">" * line.depth + " " if line.depth else "") + line.text
        if line.text
        else ">" * line.depth
        for line in plain_lines(read(html))
    )


def from_plain(text: str) -> str:
    """Return plain text as HTML that shows it; lines that begin with ``>`` become quotes.

    ``to_plain`` of it is the text again, but for blanks at line ends, blank lines around it and
    the way in which quote marks are spaced.
    """
    lines = [_leveled(line) for line in body_text(text).strip("\n").split("\n")]
    return write(_quoted_blocks(lines, 0)) if any(text for _, text in lines) else ""


def is_empty(html: str) -> bool:
    """Whether nothing can be seen of it: no text, no picture."""
    return not any(map(_is_seen, read(html)))


def _is_seen(block: Block) -> bool:
    match block:
        case Paragraph():
            return any(not isinstance(i, Run) or i.text.strip() for i in _shown(block.content))
        case Quote():
            return any(map(_is_seen, block.blocks))
        case Listing():
            return any(_is_seen(part) for item in block.items for part in item)
        case Code():
            return bool(block.text.strip())


def _shown(content: list[Inline]) -> Iterator[Inline]:
    return (inline for inline in content if not isinstance(inline, Break))


def pictures(html: str) -> frozenset[str]:
    """Content-IDs of the pictures that it shows."""
    return frozenset(
        inline.content_id
        for paragraph in _paragraphs(read(html))
        for inline in paragraph.content
        if isinstance(inline, Picture)
    )


def blanks(html: str) -> tuple[str, ...]:
    """The questions of blanks that are not filled, in reading order."""
    return tuple(
        look.blank
        for paragraph in _paragraphs(read(html))
        for look, _ in stretches(paragraph.content)
        if look.blank
    )


def _paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """All paragraphs of a tree, in reading order."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block
            case Quote():
                yield from _paragraphs(block.blocks)
            case Listing():
                for item in block.items:
                    yield from _paragraphs(item)
            case Code():
                pass


def stretches(content: list[Inline]) -> Iterator[tuple[Format, list[Inline]]]:
    """Cut a line into what is one link, or one blank, and what is neither."""

    def look(inline: Inline) -> Format:
        if not isinstance(inline, Run):
            return PLAIN
        return Format(
            href=inline.format.href, blank=inline.format.blank, number=inline.format.number
        )

    for key, group in groupby(content, key=look):
        yield key, list(group)


# -- HTML


def write(blocks: list[Block]) -> str:
    """Return a tree as HTML."""
    return "".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_inline_html(block.content) or '<br>'}</p>"
        case Code():
            return f"<pre>{escape(block.text, quote=False)}</pre>"
        case Quote():
            return f"<blockquote>{write(block.blocks)}</blockquote>"
        case Listing():
            items = "".join(f"<li>{_item(item)}</li>" for item in block.items)
            if block.first is None:
                return f"<ul>{items}</ul>"
            start = f' start="{block.first}"' if block.first != 1 else ""
            return f"<ol{start}>{items}</ol>"


def _item(blocks: list[Block]) -> str:
    """Return an item; its first paragraph stands without a tag of its own."""
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].content:
        follows = blocks[1:]
        if not (follows and isinstance(follows[0], Paragraph)):
            return _inline_html(blocks[0].content) + write(follows)
    return write(blocks)


def _inline_html(content: list[Inline]) -> str:
    return "".join(
        wrapped("".join(map(inline_html, inside)), look) for look, inside in stretches(content)
    )


def wrapped(html: str, look: Format) -> str:
    """Make text a link or a blank, where it is one."""
    if look.blank:
        html = f'<mark data-blank="{escape(look.blank)}">{html}</mark>'
    if look.href:
        html = f'<a href="{escape(look.href)}">{html}</a>'
    return html


def inline_html(inline: Inline) -> str:
    """Return text of one look, or a picture, as HTML; see `wrapped` for links."""
    match inline:
        case Break():
            return "<br>"
        case Picture():
            sizes = "".join(
                f' {name}="{value}"'
                for name, value in (("width", inline.width), ("height", inline.height))
                if value
            )
            return f'<img src="cid:{escape(inline.content_id)}" alt="{escape(inline.alt)}"{sizes}>'
        case Run():
            return _run(inline.text, inline.format)


def _run(text: str, look: Format) -> str:
    html = escape(text, quote=False)
    for field, tag in reversed(_TAGS):
        if getattr(look, field):
            html = f"<{tag}>{html}</{tag}>"
    return html


# -- plain text


def plain_lines(
    blocks: list[Block], depth: int = 0, names: Mapping[str, str] | None = None
) -> list[PlainLine]:
    """Return a tree as lines of plain text, without blank ones around it.

    ``names``: what stands for a picture without words of its own, by Content-ID.
    """
    out: list[PlainLine] = []
    spare = 0
    for block in blocks:
        if isinstance(block, Paragraph) and not block.content:
            spare += 1
            continue
        lines = list(_block_lines(block, depth, names or {}))
        if not lines:
            continue
        if out:
            out.extend(PlainLine(depth, "") for _ in range(1 + spare))
        spare = 0
        out.extend(lines)
    return out


def _block_lines(block: Block, depth: int, names: Mapping[str, str]) -> Iterator[PlainLine]:
    match block:
        case Paragraph():
            for text in _paragraph_text(block.content, names).split("\n"):
                yield PlainLine(depth, text)
        case Code():
            for text in block.text.split("\n"):
                line = (_FIXED_INDENT + text.expandtabs(4)).rstrip()
                yield PlainLine(depth, line, fixed=True)
        case Quote():
            yield from plain_lines(block.blocks, depth + 1, names)
        case Listing():
            yield from _list_lines(block, depth, names)


def _list_lines(block: Listing, depth: int, names: Mapping[str, str]) -> Iterator[PlainLine]:
    number = block.first
    for item in block.items:
        mark = "- " if number is None else f"{number}. "
        first = True
        lines = [line for part in item for line in _block_lines(part, 0, names)]
        for line in lines or [PlainLine(0, "")]:
            lead = mark if first else " " * len(mark)
            quoted = "> " * line.depth
            yield PlainLine(depth, (lead + quoted + line.text).rstrip(), line.fixed)
            first = False
        number = None if number is None else number + 1


def _paragraph_text(content: list[Inline], names: Mapping[str, str]) -> str:
    out: list[str] = []
    for index, inline in enumerate(content):
        match inline:
            case Break():
                out.append("\n")
            case Picture():
                out.append(f"[{inline.alt or names.get(inline.content_id) or '*'}]")
            case Run():
                out.append(inline.text)
                after = content[index + 1] if index + 1 < len(content) else None
                href = inline.format.href
                goes_on = isinstance(after, Run) and after.format.href == href
                if href and not goes_on:
                    out.append(_address_behind(content[: index + 1], href))
    text = "".join(out).replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _address_behind(content: list[Inline], href: str) -> str:
    """Return what is written behind the words of a link; nothing where they are the address."""
    words = ""
    for inline in reversed(content):
        if not isinstance(inline, Run) or inline.format.href != href:
            break
        words = inline.text + words
    shown = href.removeprefix("mailto:").removeprefix("tel:")
    bare = words.strip().rstrip("/")
    if shown.rstrip("/") in (bare, f"https://{bare}", f"http://{bare}"):
        return ""
    return f" <{shown}>"


# -- from plain text


def _leveled(line: str) -> tuple[int, str]:
    match = _MARKS.match(line)
    if match is None:
        return 0, line.rstrip()
    return match[0].count(">"), line[match.end() :].rstrip()


def _quoted_blocks(lines: list[tuple[int, str]], depth: int) -> list[Block]:
    blocks: list[Block] = []
    start = 0
    while start < len(lines):
        inner = lines[start][0] > depth
        end = start + 1
        while end < len(lines) and (lines[end][0] > depth) == inner:
            end += 1
        part = lines[start:end]
        if inner:
            blocks.append(Quote(_quoted_blocks(part, depth + 1)))
        else:
            blocks.extend(_typed_blocks([text for _, text in part], last=end == len(lines)))
        start = end
    return blocks


def _typed_blocks(lines: list[str], *, last: bool) -> list[Block]:
    blocks: list[Block] = []
    blank = 0
    for line in lines:
        if not line:
            blank += 1
            continue
        text = Run(_kept(line))
        previous = blocks[-1] if blocks else None
        if blank == 0 and isinstance(previous, Paragraph):
            previous.content.extend((Break(), text))
        else:
            blocks.extend(Paragraph() for _ in range(max(0, blank - 1)))
            blocks.append(Paragraph([text]))
        blank = 0
    if not last:
        blocks.extend(Paragraph() for _ in range(max(0, blank - 1)))
    return blocks


def _kept(line: str) -> str:
    """Make the blanks of a line stay."""
    line = line.expandtabs(4).replace("  ", " \xa0")
    return "\xa0" + line[1:] if line.startswith(" ") else line
