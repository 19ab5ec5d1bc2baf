"""Cuts clean HTML into new text, quoted history and signatures, each part complete in itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape, unescape

from mail import html_hints as hints
from mail.html_filter import VOID, Filtered
from mail.html_urls import link_target, readable_host, shows_other_host
from mail.quote_lines import LONGEST_MARK, Forced, Line, attribution
from mail.quoting import Kind, read_line, shown_kinds

_TAG = re.compile(r'(</?[a-z0-9]+(?: [a-z-]+="[^"]*")*+>)')
_HINT = re.compile(r' data-pr="([a-z]+)"')
_SOURCE = re.compile(r' data-pr-src="(\d+)"')
_HREF = re.compile(r' href="([^"]*)"')
_INLINE = frozenset(
    "a abbr acronym b big cite code del dfn em font i img ins kbd mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_SPACED = frozenset("p blockquote table ul ol dl h1 h2 h3 h4 h5 h6 pre".split())
_OBJECT = "\ufffc"
"""Stands for a picture in a line of text, so that a letter of pictures is not empty."""
_STRIPPED = " \t\r\n\f\xa0\u00ad\u1427\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LONGEST_TITLE = 300
_MAX_LINES = 4_000
"""Lines looked at for quotes; the rest belongs to the part in which it stands."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the letter."""

    href: str
    host: str
    text: str
    """What the reader sees of it, at most 300 characters."""
    deceptive: bool
    """Its text names another host than the one it leads to."""


@dataclass(slots=True)
class _Element:
    name: str
    hint: str
    piece: int
    href: str = ""
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _FoundLine:
    """A line and where its content lies among the pieces; -1 for a blank line."""

    line: Line
    first: int = -1
    last: int = -1
    perhaps: int = 0
    """Number of the indented block in which it stands, 0 for none."""


class PartCutter:
    """Reads the HTML that the tree builder wrote: every element closed, every ``<`` a tag."""

    def __init__(self, filtered: Filtered) -> None:
        self._sources = filtered.sources
        self._pieces: list[str] = []
        self._steps: list[int] = []
        """How each piece changes the depth: 1, -1 or 0."""
        self._stack: list[_Element] = []
        self._anchors: list[_Element] = []
        self._verbatim = 0
        self._count = dict.fromkeys("qwahsx", 0)
        self._lines: list[_FoundLine] = []
        self._words: list[str] = []
        self._current = _FoundLine(Line(""))
        self._break = False
        self._indents = 0
        self.links: list[Link] = []

    def cut(self, html: str) -> list[tuple[Kind, str]]:
        """Return the parts in order; empty where nothing can be seen."""
        # Text, tag, text, tag, … and text: the pattern has one group, so it is kept by split.
        for number, piece in enumerate(_TAG.split(html)):
            if not number % 2:
                if piece:
                    self._text(piece)
            elif piece[1] == "/":
                self._end(piece[2:-1], piece)
            else:
                self._start(piece[1:-1].partition(" ")[0], piece)
        self._finish_line()
        self._decide_indents()
        return self._parts()

    def _add(self, piece: str, step: int = 0) -> None:
        self._pieces.append(piece)
        self._steps.append(step)

    def _text(self, source: str) -> None:
        if not self._verbatim or len(self._lines) > _MAX_LINES:
            self._add(source)
            self._see(unescape(source))
            return
        for number, row in enumerate(source.split("\n", _MAX_LINES)):
            if number:
                self._finish_line(blank=True)
                self._add("\n")
            self._add(row)
            self._see(unescape(row))

    def _see(self, text: str) -> None:
        """Take note of text that the reader sees; the piece that holds it was just added."""
        if self._count["x"] or len(self._lines) > _MAX_LINES:
            return
        for element in self._anchors:
            element.text.append(text)
        if not text.strip(_STRIPPED):
            self._words.append(" ")
            return
        here = len(self._pieces) - 1
        if self._current.first < 0:
            self._current = _FoundLine(self._flags(), here, here, self._perhaps())
        self._current.last = here
        self._words.append(text)

    def _flags(self) -> Line:
        forced = None
        if not self._count["q"]:
            if self._break or self._count["h"]:
                forced = Forced.HISTORY
            elif self._count["a"]:
                forced = Forced.ATTRIBUTION
            elif self._count["s"]:
                forced = Forced.SIGNATURE
            self._break = False
        return Line("", quoted=bool(self._count["q"] or self._count["w"]), forced=forced)

    def _perhaps(self) -> int:
        return self._indents if self._count["w"] and not self._count["q"] else 0

    def _finish_line(self, *, blank: bool = False) -> None:
        found = self._current
        if found.first >= 0:
            text = " ".join("".join(self._words).split()).strip(_STRIPPED)[: LONGEST_MARK + 1]
            read, flags = read_line(text), found.line
            found.line = Line(read.text, quoted=flags.quoted or read.quoted, forced=flags.forced)
            self._lines.append(found)
        elif blank and self._lines and self._lines[-1].first >= 0:
            self._lines.append(_FoundLine(Line("")))
        self._words.clear()
        self._current = _FoundLine(Line(""))

    def _start(self, name: str, source: str) -> None:
        if name not in _INLINE:
            self._finish_line(blank=name in _SPACED or name == "br")
        found = _HINT.search(source) if " data-pr=" in source else None
        hint = found[1] if found else ""
        if hint == hints.BREAK:
            self._break = True
        if hint == hints.PERHAPS_QUOTE and not self._count["w"]:
            self._indents += 1
        element = _Element(name, hint, len(self._pieces))
        if name == "a":
            source = self._link(element, source)
        elif name == "img":
            source = self._image(source)
        elif hint:
            source = source.replace(found[0] if found else "", _CLASSES.get(hint, ""))
        if name in VOID:
            self._add(source)
            if name == "img":
                self._see(_OBJECT)
            elif name == "hr":
                self._see("───")
                self._finish_line()
            return
        if hint in self._count:
            self._count[hint] += 1
        self._stack.append(element)
        self._verbatim += name == "pre"
        if element.href:
            self._anchors.append(element)
        self._add(source, 1)
        if hint in _CLASSES:
            self._see(_OBJECT)

    def _end(self, name: str, source: str) -> None:
        if name not in _INLINE:
            self._finish_line(blank=name in _SPACED)
        if not self._stack or self._stack[-1].name != name:
            raise ValueError("the tree builder closes every element")
        element = self._stack.pop()
        if element.hint in self._count:
            self._count[element.hint] -= 1
        self._verbatim -= name == "pre"
        self._add(source, -1)
        if element.href:
            self._anchors.remove(element)
            self._finish_link(element)

    def _image(self, source: str) -> str:
        number = _SOURCE.search(source)
        if number is None:
            return ""
        url = escape(self._sources[int(number[1])])
        return _HINT.sub("", source).replace(number[0], f' src="{url}"')

    def _link(self, element: _Element, source: str) -> str:
        found = _HREF.search(source)
        if found is None:
            return _HINT.sub("", source)
        element.href = unescape(found[1])
        title = escape(element.href[:_LONGEST_TITLE])
        return _HINT.sub("", source)[:-1] + f' title="{title}" rel="noopener noreferrer">'

    def _finish_link(self, element: _Element) -> None:
        target = link_target(element.href)
        if target is None:
            return
        text = " ".join("".join(element.text).replace(_OBJECT, " ").split())
        deceptive = shows_other_host(text, target)
        self.links.append(Link(target.href, target.host, text[:300], deceptive))
        if deceptive:
            start = self._pieces[element.piece]
            self._pieces[element.piece] = f'{start[:-1]} class="pr-deceptive">'
            host = escape(readable_host(target.host))
            self._pieces[-1] += f' <span class="pr-true-host" dir="ltr">[{host}]</span>'

    def _decide_indents(self) -> None:
        """Take an indented block for a quote only where the line above it says so."""
        lines = [found.line for found in self._lines]
        seen, quoted = 0, False
        for index, found in enumerate(self._lines):
            if found.perhaps == 0:
                continue
            if found.perhaps != seen:
                seen, quoted = found.perhaps, _announced(lines, index)
            if not quoted:
                found.line = lines[index] = Line(found.line.text, forced=found.line.forced)

    def _parts(self) -> list[tuple[Kind, str]]:
        shown = shown_kinds([found.line for found in self._lines])
        cuts: list[tuple[int, Kind]] = []
        last = -1
        for found, kind in zip(self._lines, shown, strict=True):
            if found.first < 0:
                continue
            if not cuts:
                cuts.append((0, kind))
            elif kind is not cuts[-1][1]:
                cuts.append((self._best_cut(last, found.first, kind), kind))
            last = found.last
        return self._written(cuts) if cuts else []

    def _best_cut(self, last: int, first: int, kind: Kind) -> int:
        """Return the outermost place between two lines; rules and gaps go with the history."""
        depth = best_depth = 0
        best = last + 1
        for index in range(last + 1, first):
            depth += self._steps[index]
            if depth < best_depth or (depth == best_depth and kind is Kind.NEW):
                best, best_depth = index + 1, depth
        return best

    def _written(self, cuts: Sequence[tuple[int, Kind]]) -> list[tuple[Kind, str]]:
        """Write the pieces, closing at each cut what is open and opening it again behind."""
        parts: list[tuple[Kind, str]] = []
        open_tags: list[int] = []
        ends = [start for start, _ in cuts[1:]] + [len(self._pieces)]
        for (start, kind), end in zip(cuts, ends, strict=True):
            out = [self._pieces[i] for i in open_tags]
            for index in range(start, end):
                out.append(self._pieces[index])
                if self._steps[index] > 0:
                    open_tags.append(index)
                elif self._steps[index] < 0:
                    open_tags.pop()
            out.extend(f"</{_name(self._pieces[i])}>" for i in reversed(open_tags))
            parts.append((kind, "".join(out).strip()))
        return parts


_CLASSES = {"img": ' class="pr-blocked"', "lost": ' class="pr-lost"'}


def _name(start_tag: str) -> str:
    return start_tag[1:].partition(">")[0].partition(" ")[0]


def _announced(lines: Sequence[Line], first: int) -> bool:
    above = first - 1
    while above >= 0 and not lines[above].text:
        above -= 1
    if above < 0 or lines[above].quoted:
        return False
    if lines[above].forced is Forced.ATTRIBUTION:
        return True
    return attribution(lines, above, max(0, above - 3)) is not None
