"""Turns plain text into safe HTML: line breaks and indentation kept, links made, quotes marked."""

import re
from html import escape
from itertools import groupby

from mail.html_urls import link_target

_DEEPEST_QUOTE = 8
_LONGEST_LINKED_LINE = 20_000
_QUOTE_MARKS = re.compile(r"((?:[ \t]?>){1,100})[ \t]?")
_BIDI_OVERRIDES = str.maketrans("", "", "\u202d\u202e")
_LINK = re.compile(
    r"(?<![\w.+@/-])(?:(https?://|www\.)[^\s<>\"'`«»„“”\u3000]{2,2000}"
    r"|[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63})",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?*_~|…。，、’"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def text_to_html(text: str) -> str:
    """Return plain text as HTML that shows it as it was typed. Never raises; time is linear.

    Quote marks (``>``) become nested ``blockquote`` elements. Addresses of the web and of mail
    become links; each shows exactly where it leads.
    """
    lines = text.translate(_BIDI_OVERRIDES).replace("\r\n", "\n").split("\n")
    out: list[str] = []
    depth = 0
    for level, group in groupby(map(_leveled, lines), key=lambda pair: pair[0]):
        out.append("</blockquote>" * (depth - level))
        out.append('<blockquote class="pr-quote" type="cite">' * (level - depth))
        depth = level
        body = "\n".join(_linked(line) for _, line in group)
        out.append(f'<div class="pr-text" style="white-space:pre-wrap">{body}</div>')
    out.append("</blockquote>" * depth)
    return "".join(out)


def _leveled(line: str) -> tuple[int, str]:
    """Return how deeply a line is quoted, and the line without its marks."""
    match = _QUOTE_MARKS.match(line)
    if match is None or line.startswith(">From "):
        return 0, line
    return min(match[1].count(">"), _DEEPEST_QUOTE), line[match.end() :]


def _linked(line: str) -> str:
    if len(line) > _LONGEST_LINKED_LINE or not (
        "@" in line or "://" in line or "www." in line.lower()
    ):
        return escape(line, quote=False)
    out: list[str] = []
    position = 0
    for match in _LINK.finditer(line):
        shown = _without_trailing(match[0])
        start = (match[1] or "").lower()
        address = {"": f"mailto:{shown}", "www.": f"https://{shown}"}.get(start, shown)
        target = link_target(address)
        if target is None:
            continue
        href = escape(target.href)
        out.append(escape(line[position : match.start()], quote=False))
        out.append(f'<a href="{href}" title="{href}" rel="noopener noreferrer">')
        out.append(f"{escape(shown, quote=False)}</a>")
        position = match.start() + len(shown)
    out.append(escape(line[position:], quote=False))
    return "".join(out)


def _without_trailing(url: str) -> str:
    """Leave out the punctuation of the sentence in which an address stands."""
    while url:
        last = url[-1]
        opening = _PAIRS.get(last)
        if last not in _TRAILING and (opening is None or url.count(opening) >= url.count(last)):
            break
        url = url[:-1]
    return url
