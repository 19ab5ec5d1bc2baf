"""Lets through what may be shown of a letter's HTML, tag by tag; see `mail.html` for the whole."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from urllib.parse import unquote

from mail.html_hints import HIDDEN, hint_of
from mail.html_scan import Open, Scanner, Text, usual_attributes
from mail.html_style import clean_style, is_color, pixels
from mail.html_urls import link_target, plain_address

TAGS = frozenset(
    "a abbr acronym address article aside b big blockquote br caption center cite code col "
    "colgroup dd del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header "
    "hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup "
    "table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
"""The only elements that a cleaned letter holds."""

VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_WHITE = frozenset(("white", "#fff", "#ffffff", "ffffff", "transparent"))
_RENAMED = {"image": "img", "body": "div", "listing": "pre", "xmp": "pre"}
_SIZED = frozenset(("img", "td", "th", "tr", "table", "hr", "col"))
# The parser closes these by itself, so nobody nests them deeply by leaving them open.
_SELF_CLOSING = frozenset("p li dd dt td th tr tbody thead tfoot caption colgroup".split()) | VOID
_FORMATTING = frozenset("a b big code em font i s small strike strong tt u".split())
_MAX_DEPTH = 200
_MAX_FORMATTING = 24
_MAX_INLINE_IMAGE = 6_000_000
_MAX_INLINE_TOTAL = 12_000_000
_INLINE_IMAGE = re.compile(
    r"data:image/(png|jpe?g|gif|webp|bmp)(?:;[a-z-]+=[\w-]+)*;base64,([A-Za-z0-9+/=\s]*+)",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(\d{1,4})(?:\.\d{1,4})?\s*(px|%)?")
_COLOR = re.compile(r"#?[0-9a-fA-F]{3,8}")
_FACE = re.compile(r"[\w\s,'\"-]{1,120}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8}){0,3}")
_REMOTE = re.compile(r"https?:|[/\\]{2}", re.IGNORECASE)
_OUTLOOK_PARAGRAPH = re.compile(r"Mso(?:Normal|ListParagraph|PlainText|NoSpacing|BodyText)")


def _size(value: str) -> str | None:
    match = _SIZE.fullmatch(value.strip())
    if match is None or int(match[1]) > (100 if match[2] == "%" else 2_000):
        return None
    return match[1] + ("%" if match[2] == "%" else "")


def _number(low: int, high: int) -> Callable[[str], str | None]:
    def rule(value: str) -> str | None:
        value = value.strip()
        if not re.fullmatch(r"[+-]?\d{1,5}", value, re.ASCII):
            return None
        return value if low <= int(value) <= high else None

    return rule


def _word(words: str) -> Callable[[str], str | None]:
    allowed = frozenset(words.split())
    return lambda value: value.strip().lower() if value.strip().lower() in allowed else None


def _color(value: str) -> str | None:
    value = value.strip().lower()
    return value if _COLOR.fullmatch(value) or is_color(value) else None


def _flag(_: str) -> str | None:
    return ""


_ALIGN = _word("left right center justify middle char")
_VALIGN = _word("top middle bottom baseline")
_EVERYWHERE: dict[str, Callable[[str], str | None]] = {
    "dir": _word("ltr rtl auto"),
    "lang": lambda value: value if _LANGUAGE.fullmatch(value) else None,
    "align": _ALIGN,
}
_CELL = {
    "valign": _VALIGN,
    "bgcolor": _color,
    "width": _size,
    "height": _size,
}
_BY_TAG: dict[str, dict[str, Callable[[str], str | None]]] = {
    "table": {
        **_CELL,
        "border": _number(0, 20),
        "cellpadding": _number(0, 60),
        "cellspacing": _number(0, 60),
    },
    "tr": _CELL,
    "tbody": _CELL,
    "thead": _CELL,
    "tfoot": _CELL,
    "td": {**_CELL, "colspan": _number(1, 100), "rowspan": _number(0, 500), "nowrap": _flag},
    "th": {**_CELL, "colspan": _number(1, 100), "rowspan": _number(0, 500), "nowrap": _flag},
    "col": {"span": _number(1, 100), "width": _size, "valign": _VALIGN},
    "colgroup": {"span": _number(1, 100), "width": _size, "valign": _VALIGN},
    "font": {
        "color": _color,
        "face": lambda value: value if _FACE.fullmatch(value) else None,
        "size": _number(-3, 7),
    },
    "ol": {"start": _number(-9_999, 99_999), "type": _word("1 a i disc"), "reversed": _flag},
    "ul": {"type": _word("disc circle square")},
    "li": {"value": _number(-9_999, 99_999), "type": _word("1 a i disc circle square")},
    "br": {"clear": _word("left right all none")},
    "hr": {"size": _number(1, 40), "width": _size, "noshade": _flag, "color": _color},
    "img": {
        "width": _size,
        "height": _size,
        "border": _number(0, 20),
        "hspace": _number(0, 100),
        "vspace": _number(0, 100),
    },
}
ATTRIBUTES = {tag: {*_EVERYWHERE, *_BY_TAG.get(tag, {}), "style", "data-pr"} for tag in TAGS}
"""What the tree builder may keep: what `Filter` writes, and nothing that loads anything."""
ATTRIBUTES["*"] = set()
ATTRIBUTES["a"] |= {"href"}
ATTRIBUTES["img"] |= {"alt", "data-pr-src"}


@dataclass(slots=True)
class Filtered:
    """A letter's HTML with its harmless part kept, for the tree builder."""

    html: str
    sources: list[str] = field(default_factory=list)
    """Picture addresses; ``data-pr-src`` holds a position in this list."""
    blocked_images: int = 0
    tracking_pixels: int = 0
    cut: bool = False


class Filter:
    """Writes the harmless part of one letter."""

    def __init__(self, cid_url: Callable[[str], str | None], *, allow_remote_images: bool) -> None:
        self._cid_url = cid_url
        self._allow_remote = allow_remote_images
        self._out: list[str] = []
        self._result = Filtered("")
        self._depth = 0
        self._formatting = 0
        self._dropped: dict[str, int] = {}
        self._inline_bytes = 0

    def run(self, html: str) -> Filtered:
        """Filter a whole letter; time and output are bounded, whatever it holds."""
        scanner = Scanner(html)
        write = self._out.append
        for token in scanner.tokens():
            kind = type(token)
            if kind is Text:
                write(token[0])
            elif isinstance(token, Open):
                self._open(token)
            else:
                self._close(token[0])
        self._result.html = "".join(self._out)
        self._result.cut = scanner.cut
        return self._result

    def _open(self, token: Open) -> None:
        name = _RENAMED.get(token.name, token.name)
        if name not in TAGS or not self._enter(name):
            return
        if name == "img":
            self._image(token.attributes)
        elif token.name == "body":
            self._out.append(_tag(name, _with_ground(token.attributes)))
        elif token.usual:
            self._out.append(_usual_tag(name, token.usual))
        else:
            self._out.append(_tag(name, token.attributes))

    def _enter(self, name: str) -> bool:
        """Count an element in; False where elements are nested too deeply to be honest."""
        if name in _SELF_CLOSING:
            return True
        formatting = name in _FORMATTING
        if self._depth >= _MAX_DEPTH or (formatting and self._formatting >= _MAX_FORMATTING):
            self._dropped[name] = self._dropped.get(name, 0) + 1
            return False
        self._depth += 1
        self._formatting += formatting
        return True

    def _close(self, name: str) -> None:
        name = _RENAMED.get(name, name)
        if name not in TAGS or (name in VOID and name != "br"):
            return
        if self._dropped.get(name):
            self._dropped[name] -= 1
            return
        if name not in _SELF_CLOSING:
            self._depth = max(0, self._depth - 1)
            if name in _FORMATTING:
                self._formatting = max(0, self._formatting - 1)
        self._out.append(f"</{name}>")

    def _image(self, attributes: Mapping[str, str]) -> None:
        style, hidden = clean_style(attributes.get("style", ""), sized=True)
        source = plain_address(attributes.get("src", ""))
        remote = _REMOTE.match(source) is not None
        if remote and (hidden or _is_pixel(attributes, style)):
            self._result.tracking_pixels += 1
            return
        alt = " ".join(attributes.get("alt", "").split())[:300]
        url = self._image_url(source)
        if url is None:
            self._result.blocked_images += remote
            self._placeholder(attributes, alt, remote=remote)
            return
        written = _plain_attributes("img", attributes)
        if style:
            written.append(f'style="{escape(style)}"')
        written.append(f'alt="{escape(alt)}" data-pr-src="{len(self._result.sources)}"')
        if hidden:
            written.append('data-pr="x"')
        self._result.sources.append(url)
        self._out.append(f"<{' '.join(('img', *written))}>")

    def _image_url(self, source: str) -> str | None:
        """Return the address from which a picture may be loaded, or None."""
        if source[:4].lower() == "cid:":
            return self._cid_url(unquote(source[4:]).strip("<> "))
        if source[:5].lower() == "data:":
            size = len(source)
            match = _INLINE_IMAGE.fullmatch(source) if size <= _MAX_INLINE_IMAGE else None
            if match is None or self._inline_bytes + size > _MAX_INLINE_TOTAL:
                return None
            self._inline_bytes += size
            return f"data:image/{match[1].lower()};base64,{''.join(match[2].split())}"
        if not self._allow_remote or not _REMOTE.match(source):
            return None
        target = link_target(f"https:{source}" if source[0] in "/\\" else source)
        return target.href if target is not None and target.href.startswith("http") else None

    def _placeholder(self, attributes: Mapping[str, str], alt: str, *, remote: bool) -> None:
        """Stand in for a picture that is not loaded; its words are kept."""
        width = _size(attributes.get("width", "")) or ""
        if not alt and width.isdigit() and int(width) < 24:
            return
        hint = "img" if remote else "lost"
        self._out.append(f'<span data-pr="{hint}">{escape(alt)}</span>')


@lru_cache(maxsize=2_048)
def _usual_tag(name: str, source: str) -> str:
    return _tag(name, usual_attributes(source))


def _tag(name: str, attributes: Mapping[str, str]) -> str:
    """Write a start tag with what may stay of its attributes, and a hint of what it holds."""
    if not attributes and name != "blockquote":
        return f"<{name}>"
    written = _plain_attributes(name, attributes)
    if name == "a" and "href" in attributes:
        target = link_target(attributes["href"])
        if target is not None:
            written.append(f'href="{escape(target.href)}"')
    style, hidden = clean_style(attributes.get("style", ""), sized=name in _SIZED)
    if "margin" not in style and _OUTLOOK_PARAGRAPH.match(attributes.get("class", "")):
        # The style sheet that says so is gone; without it Outlook's lines stand far apart.
        style = f"margin:0;{style}".rstrip(";")
    if style:
        written.append(f'style="{escape(style)}"')
    hint = HIDDEN if hidden else hint_of(name, attributes)
    if hint:
        written.append(f'data-pr="{hint}"')
    return f"<{' '.join((name, *written))}>"


def _with_ground(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Turn a page's own ground and ink into a style; plain white is every page's anyway."""
    ground = attributes.get("bgcolor", "").strip().lower()
    if not _color(ground) or ground in _WHITE:
        return {key: attributes[key] for key in ("style", "dir", "lang") if key in attributes}
    ink = attributes.get("text", "").strip().lower()
    style = f"background-color:{ground};" + (f"color:{ink};" if _color(ink) else "")
    return {**attributes, "style": style + attributes.get("style", "")}


def _plain_attributes(name: str, attributes: Mapping[str, str]) -> list[str]:
    rules = _BY_TAG.get(name, {})
    written: list[str] = []
    for key, value in attributes.items():
        rule = rules.get(key) or _EVERYWHERE.get(key)
        clean = rule(value) if rule is not None else None
        if clean is not None:
            written.append(f'{key}="{escape(clean)}"')
    return written


def _is_pixel(attributes: Mapping[str, str], style: str) -> bool:
    """Return whether a picture is too small to be seen: it is there to report who reads."""
    styled = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    for side in ("width", "height"):
        raw = styled.get(side) or styled.get(f"min-{side}") or attributes.get(side, "")
        length = pixels(raw) if raw else None
        if length is not None and length <= 3:
            return True
    return False
