"""Reads hostile HTML into tags and text in linear time, before any tree is built of it.

Tree builders are slow on some input (100,000 nested elements or attributes), and what one of them
takes for a comment another takes for a tag. So each letter is first cut into tokens by the rules
of the HTML standard (13.2.5), within limits; what comes out is spelled in one way only.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from html.entities import html5
from typing import NamedTuple

MAX_CHARS = 8_000_000
MAX_TEXT = 1_500_000
MAX_TAGS = 20_000
AMPERSAND = "\ue0f6"
"""Stands for ``&`` in text: the tree builder takes quadratic time for each text with many of them.

Of private use, so nobody misses it where a letter itself holds it.
"""
MAX_ATTRIBUTES = 60
_ATTRIBUTES_READ = 2_000

_TAG_NAME = re.compile(r"[a-zA-Z][^\s/>\x00]{0,80}")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?:([^\s/>=][^\s/>=]*+|=[^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)|(?=>)))?+|(?=>))"""
)
# What nearly all tags look like; whatever does not match takes the long way round.
_USUAL_OPEN = re.compile(
    r"""<([a-zA-Z][a-zA-Z0-9]*+)((?:\s++[a-zA-Z][a-zA-Z0-9-]*+="[^"]*+")*+)\s*+/?>""", re.ASCII
)
_USUAL_CLOSE = re.compile(r"</([a-zA-Z][a-zA-Z0-9]*+)\s*+>", re.ASCII)
_USUAL_ATTRIBUTE = re.compile(r'([a-zA-Z0-9-]+)="([^"]*)"')
_LONGEST_USUAL = 600
_PARTIAL = re.compile(r"&[a-z]{0,3}$")
_COMMENT_END = re.compile(r"--!?>")
_BOGUS_COMMENT_END = re.compile(">")
_REFERENCE = re.compile(r"&(#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_LOOSE_TAG = re.compile(r"<[^<>]{0,2000}>")
_SKIPPED = ("script", "style", "title", "iframe", "noembed", "noframes", "svg", "math", "xml",
            "select", "datalist", "audio", "canvas")  # fmt: skip
_VERBATIM = ("textarea", "xmp")
_CLOSERS = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in (*_SKIPPED, *_VERBATIM)
}


class Text(NamedTuple):
    """Text with references resolved, ``<`` written as ``&lt;`` and ``&`` as `AMPERSAND`."""

    source: str


class Open(NamedTuple):
    """A start tag; name and attribute names in lower case, values decoded, first one wins."""

    name: str
    attributes: Mapping[str, str]
    usual: str = ""
    """The attributes as written, for tags of the usual form: a key for caches."""


class Close(NamedTuple):
    """An end tag."""

    name: str


Token = Text | Open | Close


class Scanner:
    """Cuts one letter into tokens; `cut` says afterwards whether it exceeded the limits."""

    def __init__(self, html: str) -> None:
        self.cut = len(html) > MAX_CHARS
        self._html = html[:MAX_CHARS]
        self._never_closed: set[str] = set()
        self._room = MAX_TEXT

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens.

        Beyond `MAX_TAGS` the rest comes as text without tags; text beyond `MAX_TEXT` is left out.
        """
        html, position, tags = self._html, 0, 0
        while (start := html.find("<", position)) >= 0:
            if start > position:
                yield self._text(_escaped(html[position:start]))
            if tags >= MAX_TAGS:
                self.cut = True
                yield self._text(_without_tags(html[start:]))
                return
            tags += 1
            follows = html[start + 1 : start + 2]
            if follows.isascii() and follows.isalpha():
                opened, position = self._open_tag(start)
                yield opened
                if isinstance(opened, Open):
                    verbatim, position = self._skip_content(opened.name, position)
                    if verbatim:
                        yield self._text(verbatim)
            elif follows == "/" and _TAG_NAME.match(html, start + 2):
                closed, position = self._close_tag(start)
                yield closed
            elif follows in ("!", "?", "/"):
                position = self._after_comment(start)
                if position == start + 1:
                    yield Text("&lt;")
            else:
                yield Text("&lt;")
                position = start + 1
        if position < len(html):
            yield self._text(_escaped(html[position:]))

    def _text(self, source: str) -> Text:
        self._room -= len(source)
        if self._room >= 0:
            return Text(source)
        self.cut = True
        kept = max(0, self._room + len(source))
        return Text(_PARTIAL.sub("", source[:kept]))

    def _open_tag(self, start: int) -> tuple[Open | Text, int]:
        usual = _USUAL_OPEN.match(self._html, start)
        if usual is not None and usual.end() - start < _LONGEST_USUAL:
            return Open(usual[1].lower(), usual_attributes(usual[2]), usual[2]), usual.end()
        name = _TAG_NAME.match(self._html, start + 1)
        attributes: dict[str, str] = {}
        position = self._attributes(name.end() if name else start + 1, attributes)
        if name is None or position < 0:
            return self._rest_as_text(start)
        return Open(name[0].lower(), attributes), position

    def _close_tag(self, start: int) -> tuple[Close | Text, int]:
        usual = _USUAL_CLOSE.match(self._html, start)
        if usual is not None:
            return Close(usual[1].lower()), usual.end()
        name = _TAG_NAME.match(self._html, start + 2)
        position = self._attributes(name.end() if name else start + 2, {})
        if name is None or position < 0:
            return self._rest_as_text(start)
        return Close(name[0].lower()), position

    def _rest_as_text(self, start: int) -> tuple[Text, int]:
        """Take a tag that never ends, and so all that follows, for text: nothing may be lost."""
        return self._text(_without_tags(self._html[start:])), len(self._html)

    def _attributes(self, position: int, into: dict[str, str]) -> int:
        """Read attributes; return the position behind ``>``, or -1 where there is none."""
        for _ in range(_ATTRIBUTES_READ):
            match = _ATTRIBUTE.match(self._html, position)
            if match is None:
                # A quote without its partner: the tag goes on to the end of the letter.
                return -1
            position = match.end()
            if match[1] is None:
                return position + 1 if self._html[position : position + 1] == ">" else -1
            if len(into) < MAX_ATTRIBUTES:
                value = next((group for group in match.groups()[1:] if group is not None), "")
                into.setdefault(match[1].lower(), decode_attribute(value))
        self.cut = True
        return -1

    def _skip_content(self, name: str, position: int) -> tuple[str, int]:
        """Leave out what is not text; return text to be taken literally, and where to go on."""
        closer = _CLOSERS.get(name)
        if closer is None or name in self._never_closed:
            return "", position
        end = closer.search(self._html, position)
        if end is None:
            self._never_closed.add(name)
            return "", position
        if name in _VERBATIM:
            content = self._html[position : end.start()]
            return _literal(unescape(content) if name == "textarea" else content), end.start()
        return "", end.start()

    def _after_comment(self, start: int) -> int:
        """Return the position behind a comment; ``start + 1`` where it never ends."""
        if self._html.startswith("<!--", start):
            if self._html.startswith((">", "->"), start + 4):
                return self._html.index(">", start) + 1
            return self._after(_COMMENT_END, start, start + 4)
        return self._after(_BOGUS_COMMENT_END, start, start)

    def _after(self, end: re.Pattern[str], start: int, position: int) -> int:
        found = None if end.pattern in self._never_closed else end.search(self._html, position)
        if found is None:
            self._never_closed.add(end.pattern)
            return start + 1
        return found.end()


@lru_cache(maxsize=2_048)
def usual_attributes(source: str) -> Mapping[str, str]:
    """Return the attributes of a tag of the usual form; the mapping is shared."""
    attributes: dict[str, str] = {}
    for name, value in _USUAL_ATTRIBUTE.findall(source):
        attributes.setdefault(name.lower(), decode_attribute(value))
    return attributes


def _escaped(source: str) -> str:
    return _literal(unescape(source)) if "&" in source else source.replace(AMPERSAND, "\ufffd")


def _literal(text: str) -> str:
    return text.replace(AMPERSAND, "\ufffd").replace("&", AMPERSAND).replace("<", "&lt;")


def _without_tags(html: str) -> str:
    return _literal(unescape(_LOOSE_TAG.sub(" ", html[: 2 * MAX_TEXT])))


def decode_attribute(value: str) -> str:
    """Return an attribute's value with its character references resolved (13.2.5.73)."""
    if "&" not in value:
        return value
    return _REFERENCE.sub(_decode_reference, value)


def _decode_reference(match: re.Match[str]) -> str:
    name = match[1]
    if name[0] == "#" or name.endswith(";"):
        return unescape(match[0])
    # Without a semicolon "&copy=1" stays as it is: it is a part of an address.
    if match.string[match.end() : match.end() + 1] == "=":
        return match[0]
    return html5.get(name, match[0])
