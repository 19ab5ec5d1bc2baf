"""The HTML part of a letter: simple, styled in place, as Outlook and telephones show it well."""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from itertools import groupby

import nh3

from mail.cleantext import without_unseen
from mail.html_filter import ATTRIBUTES, TAGS
from mail.rich import inline_html, stretches, wrapped
from mail.rich_tree import (
    PLAIN,
    Block,
    Break,
    Code,
    Inline,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Run,
)

_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:14px;line-height:1.45"
_CODE_FONT = "font-family:Consolas,Menlo,monospace;font-size:13px"
_CODE_BOX = "padding:8px;background:#f3f4f6;color:#1f2328;white-space:pre-wrap"
_PARAGRAPH = "margin:0 0 1em 0"
_QUOTE = "margin:0 0 1em 0;padding:0 0 0 10px;border-left:2px solid #c8ccd1"
_GREY = "color:#5f6670"
_LINK = re.compile(r"https?://[^\s<>\"'`«»„“”]{2,2000}")
_MARKS = re.compile(r"(?:>[ ]?){1,20}")
_DEEPEST = 8
_TRAILING = ".,;:!?)]}*_"
_TAG = re.compile(r'<(/?[a-z0-9]+)((?: [a-z-]+(?:="[^"]*+")?)*+) ?/?>')
"""As the tree builder writes it: only between quotes may ``<`` and ``>`` stand for themselves."""
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_KEPT = {tag: set(names) - {"data-pr", "data-pr-src"} for tag, names in ATTRIBUTES.items()}
_KEPT["img"] = {"src", "alt", "width", "height"}
_quoted = nh3.Cleaner(
    tags=set(TAGS),
    attributes=_KEPT,
    url_schemes={"http", "https", "mailto", "tel", "cid"},
    clean_content_tags={"script", "style"},
    link_rel=None,
)


def page(body: str, signature: str, below: str) -> str:
    """Return the whole HTML of a letter, made of its parts."""
    return (
        '<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" '
        'content="text/html; charset=utf-8"></head>\n'
        f'<body><div style="{_FONT}">\n{body}{signature}</div>\n{below}</body></html>\n'
    )


def blocks_html(blocks: list[Block], pictures: Mapping[str, str]) -> str:
    """Return what a person wrote; ``pictures``: the Content-IDs that theirs have in this letter."""
    return "".join(_block(block, pictures) for block in blocks)


def _block(block: Block, pictures: Mapping[str, str]) -> str:
    match block:
        case Paragraph():
            inside = _inlines(block.content, pictures)
            return f'<p style="{_PARAGRAPH}">{inside}</p>\n' if inside else "<div><br></div>\n"
        case Code():
            style = f"{_PARAGRAPH};{_CODE_BOX};{_CODE_FONT}"
            return f'<pre style="{style}">{escape(block.text, quote=False)}</pre>\n'
        case Quote():
            inside = blocks_html(block.blocks, pictures)
            return f'<blockquote type="cite" style="{_QUOTE}">{inside}</blockquote>\n'
        case Listing():
            items = "".join(f"<li>{_item(item, pictures)}</li>\n" for item in block.items)
            if block.first is None:
                return f'<ul style="{_PARAGRAPH};padding-left:2em">{items}</ul>\n'
            start = f' start="{block.first}"' if block.first != 1 else ""
            return f'<ol{start} style="{_PARAGRAPH};padding-left:2em">{items}</ol>\n'


def _item(blocks: list[Block], pictures: Mapping[str, str]) -> str:
    if blocks and isinstance(blocks[0], Paragraph):
        return _inlines(blocks[0].content, pictures) + blocks_html(blocks[1:], pictures)
    return blocks_html(blocks, pictures)


def _inlines(content: list[Inline], pictures: Mapping[str, str]) -> str:
    return "".join(
        wrapped("".join(_inline(inline, pictures) for inline in inside), look)
        for look, inside in stretches(content)
    )


def _inline(inline: Inline, pictures: Mapping[str, str]) -> str:
    match inline:
        case Picture():
            known = pictures.get(inline.content_id)
            if known is None:
                return escape(f"[{inline.alt}]", quote=False) if inline.alt else ""
            html = inline_html(inline._replace(content_id=known))
            return f'{html[:-1]} style="max-width:100%">'
        case Run() if not inline.format.href and not inline.format.code and "://" in inline.text:
            return _linked(inline)
        case Run():
            return inline_html(inline).replace("<code>", f'<code style="{_CODE_FONT}">')
        case Break():
            return "<br>\n"


def _linked(run: Run) -> str:
    """Make addresses of the web in a text into links; each shows where it leads."""
    out: list[str] = []
    position = 0
    for match in _LINK.finditer(run.text):
        url = match[0].rstrip(_TRAILING)
        out.append(inline_html(Run(run.text[position : match.start()], run.format)))
        out.append(wrapped(inline_html(Run(url, run.format)), PLAIN._replace(href=url)))
        position = match.start() + len(url)
    out.append(inline_html(Run(run.text[position:], run.format)))
    return "".join(out)


def signature_html(lines: list[str]) -> str:
    """Return a signature below its mark."""
    inside = "<br>\n".join(map(text_line, ["-- ", *lines]))
    return f'<div style="{_GREY};margin:0 0 1em 0">{inside}</div>\n'


def text_line(text: str) -> str:
    """Return a line of plain text as HTML that keeps its blanks."""
    return escape(text, quote=False).replace("  ", "&nbsp; ")


def answered_html(line: str, inside: str) -> str:
    """Return the letter that is answered, below the line that says whose it is.

    The classes are those by which other programs know what they may fold.
    """
    return (
        f'<div class="gmail_quote" style="{_FONT}">'
        f'<div class="gmail_attr" style="{_GREY};margin:0 0 6px 0">'
        f"{escape(line, quote=False)}</div>\n"
        f'<blockquote class="gmail_quote" type="cite" style="{_QUOTE}">{inside}</blockquote>'
        "</div>\n"
    )


def forwarded_html(lines: list[str], inside: str) -> str:
    """Return the letter that is passed on, below the block that says whose it is."""
    head = "<br>\n".join(escape(line, quote=False) for line in lines)
    return f'<div style="{_FONT}"><div style="margin:0 0 1em 0">{head}</div>\n{inside}</div>\n'


def quoted_html(html: str, pictures: Mapping[str, str]) -> str:
    """Return the clean HTML of another letter as part of ours.

    Nothing in it may load anything: of its pictures only those stay that go with our letter.
    """
    return _TAG.sub(
        lambda tag: _without_loading(tag, pictures), _quoted.clean(without_unseen(html))
    )


def _without_loading(tag: re.Match[str], pictures: Mapping[str, str]) -> str:
    """Return a tag as it is, but for pictures: those of our letter, or their words."""
    if tag[1] != "img":
        return tag[0]
    given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag[2])}
    words = given.get("alt", "")
    known = pictures.get(given.get("src", "").removeprefix("cid:"))
    if known is None or not given["src"].startswith("cid:"):
        return escape(f"[{words}]", quote=False) if words.strip() else ""
    return f'<img src="cid:{escape(known)}" alt="{escape(words)}" style="max-width:100%">'


def text_html(text: str) -> str:
    """Return plain text of another letter as HTML."""
    out: list[str] = []
    depth = 0
    for level, group in groupby(leveled(text), key=lambda pair: min(pair[0], _DEEPEST)):
        out.append("</blockquote>" * (depth - level))
        out.append(f'<blockquote type="cite" style="{_QUOTE}">' * (level - depth))
        depth = level
        out.append("<div>" + "<br>\n".join(text_line(line) for _, line in group) + "</div>\n")
    out.append("</blockquote>" * depth)
    return "".join(out)


def leveled(text: str) -> Iterator[tuple[int, str]]:
    """Give each line of plain text with the number of its quote marks, and without them."""
    for line in text.split("\n"):
        match = _MARKS.match(line)
        if match is None or line.startswith(">From "):
            yield 0, line
        else:
            yield match[0].count(">"), line[match.end() :]
