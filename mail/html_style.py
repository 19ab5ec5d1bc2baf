"""Filters inline CSS from hostile letters: a short list of properties, each with its grammar.

Nothing with a function but colours passes, so no ``url()``, ``expression()`` or ``var()``; nothing
that moves text away, lays it over something else or makes it too small to read passes either.
The one way to hide that is honoured is ``display:none`` (newsletters put a preview text in it).
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

_LONGEST_STYLE = 4_000
_FORBIDDEN = re.compile(r"[\\<>{}@`\x00-\x08\x0e-\x1f\x7f]|/\*|\*/")
_NUMBER = re.compile(
    r"([+-]?(?:\d{1,5}(?:\.\d{1,8})?|\.\d{1,8}))(px|pt|em|rem|ex|ch|in|cm|mm|pc|%)?", re.ASCII
)
_PIXELS = {
    "px": 1.0, "pt": 1.34, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "in": 96.0, "cm": 37.8,
    "mm": 3.78, "pc": 16.0,
}  # fmt: skip
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_FUNCTION = re.compile(r"(?:rgb|hsl)a?\([0-9\s.,%/]{1,40}\)")
_NAME = re.compile(r"[a-z]{3,24}")
_FAMILY = re.compile(r"[\w\s.-]{1,60}")
_FONT = re.compile(
    r"((?:(?:normal|italic|oblique|bold|bolder|lighter|small-caps|[1-9]00)\s+){0,4})"
    r"([\w.%-]{1,12})(?:\s*/\s*([\w.%]{1,12}))?\s+([^/]{1,300})"
)
_TOKENS = re.compile(r"[a-z]{3,4}\([^()]{0,40}\)|[^\s()]{1,40}")
_Declarations = Iterator[tuple[str, str]]


@lru_cache(maxsize=2_048)
def clean_style(style: str, *, sized: bool = False) -> tuple[str, bool]:
    """Return the declarations that may stay, and whether they hide the element.

    Only ``sized`` elements (pictures, table cells, which grow with what is in them) keep a height;
    others get it as a least height, so that no text runs over its neighbours.
    """
    kept: dict[str, str] = {}
    for declaration in style[:_LONGEST_STYLE].split(";"):
        name, colon, value = declaration.partition(":")
        name = name.strip().lower()
        value = value.strip()
        if not colon or not value or len(value) > 400 or _FORBIDDEN.search(value):
            continue
        if value.lower().endswith("!important"):
            value = value[: -len("!important")].rstrip()
        kept.update(_clean(name, value))
    if "height" in kept and not sized:
        kept["min-height"] = kept.pop("height")
    if kept.get("display") == "none":
        return "display:none", True
    return ";".join(f"{name}:{value}" for name, value in kept.items()), False


def is_color(value: str) -> bool:
    """Return whether a lower-case value is a colour."""
    return any(form.fullmatch(value) for form in (_HEX, _NAME, _FUNCTION))


def pixels(value: str) -> float | None:
    """Return a CSS or HTML length in pixels, roughly; None for a percentage or anything else."""
    match = _NUMBER.fullmatch(value.strip().lower())
    if match is None or match[2] == "%":
        return None
    return float(match[1]) * _PIXELS[match[2] or "px"]


def _clean(name: str, value: str) -> _Declarations:
    """Yield what one declaration becomes."""
    if name in _SIMPLE:
        clean = _SIMPLE[name](value if name == "font-family" else value.lower())
        if clean is not None:
            yield name, clean
    elif name == "background":
        yield from _background(value.lower())
    elif name == "font":
        yield from _font(value)
    elif name == "visibility" and value.lower() in ("hidden", "collapse"):
        yield "display", "none"


def _color(value: str) -> str | None:
    return value if is_color(value) else None


def _background(value: str) -> _Declarations:
    """Keep the colour of a shorthand; pictures are never loaded from CSS."""
    tokens = _TOKENS.findall(value)
    found = [t for t in tokens if _HEX.fullmatch(t) or _FUNCTION.fullmatch(t) or t in _COLOR_NAMES]
    if len(tokens) == 1 and is_color(value):
        found = [value]
    if found:
        yield "background-color", found[-1]


def _font(value: str) -> _Declarations:
    match = _FONT.fullmatch(value.strip())
    if match is None:
        return
    for word in match[1].lower().split():
        if word in ("italic", "oblique"):
            yield "font-style", word
        elif word not in ("normal", "small-caps"):
            yield "font-weight", word
    for name, part in (
        ("font-size", match[2]),
        ("line-height", match[3]),
        ("font-family", match[4]),
    ):
        if part:
            yield from _clean(name, part)


def _family(value: str) -> str | None:
    names = [name.strip(" \t\r\n\"'") for name in value.split(",")]
    kept = [name for name in names if _FAMILY.fullmatch(name)][:8]
    return ",".join(f"'{n}'" if re.search(r"[^a-zA-Z-]", n) else n for n in kept) or None


def _length(
    low: float, high: float, *words: str, percent: float = 100
) -> Callable[[str], str | None]:
    """Accept one length between two limits in pixels, or one of the words."""

    def rule(value: str) -> str | None:
        if value in words:
            return value
        match = _NUMBER.fullmatch(value)
        if match is None:
            return None
        number, unit = float(match[1]), match[2] or ""
        if unit == "%":
            return value if 0 <= number <= percent else None
        if not unit and number and "unitless" not in words:
            value += "px"
        return value if low <= number * _PIXELS[unit or "px"] <= high else None

    return rule


def _up_to_four(rule: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Accept one to four values; what is out of limits becomes 0."""

    def several(value: str) -> str | None:
        parts = value.split()
        return " ".join(rule(part) or "0" for part in parts) if 1 <= len(parts) <= 4 else None

    return several


def _words(words: str) -> Callable[[str], str | None]:
    allowed = frozenset(words.split())
    return lambda value: value if value in allowed else None


def _many_words(words: str) -> Callable[[str], str | None]:
    allowed = frozenset(words.split())
    return lambda value: value if allowed.issuperset(value.split()) else None


_LINE_WIDTH = _length(0, 40, "thin", "medium", "thick", percent=0)
_LINE_STYLES = frozenset("none hidden dotted dashed solid double groove ridge inset outset".split())


def _border(value: str) -> str | None:
    tokens = _TOKENS.findall(value)
    kept = [t for t in tokens if _LINE_WIDTH(t) or t in _LINE_STYLES or is_color(t)]
    return (
        " ".join(_LINE_WIDTH(t) or t for t in kept)
        if tokens and len(kept) == len(tokens) <= 3
        else None
    )


def _line_height(value: str) -> str | None:
    match = _NUMBER.fullmatch(value)
    if match is None:
        return value if value == "normal" else None
    number = float(match[1])
    if not match[2]:
        return value if 0.9 <= number <= 4 else None
    if match[2] == "%":
        return value if 90 <= number <= 400 else None
    return value if 9 <= number * _PIXELS[match[2]] <= 120 else None


_COLOR_NAMES = frozenset(
    "white black red green blue yellow gray grey silver navy teal maroon purple olive orange "
    "lime aqua fuchsia transparent whitesmoke gainsboro lightgray lightgrey beige ivory".split()
)
_GAP = _length(0, 300)
_MARGIN = _length(0, 300, "auto")
_SIMPLE: dict[str, Callable[[str], str | None]] = {
    "color": _color,
    "background-color": _color,
    "text-decoration-color": _color,
    "font-family": _family,
    "font-size": _length(
        6,
        96,
        "xx-small",
        "x-small",
        "small",
        "medium",
        "large",
        "x-large",
        "xx-large",
        "smaller",
        "larger",
        percent=400,
    ),
    "font-style": _words("normal italic oblique"),
    "font-weight": _words("normal bold bolder lighter 100 200 300 400 500 600 700 800 900"),
    "font-variant": _words("normal small-caps"),
    "line-height": _line_height,
    "letter-spacing": _length(-1, 12, "normal"),
    "word-spacing": _length(0, 40, "normal"),
    "text-align": _words("left right center justify start end"),
    "text-decoration": _many_words(
        "none underline overline line-through solid dotted dashed wavy double"
    ),
    "text-decoration-line": _many_words("none underline overline line-through"),
    "text-decoration-style": _words("solid dotted dashed wavy double"),
    "text-indent": _length(0, 120),
    "text-transform": _words("none capitalize uppercase lowercase"),
    "white-space": _words("normal nowrap pre pre-wrap pre-line"),
    "word-break": _words("normal break-all keep-all break-word"),
    "word-wrap": _words("normal break-word"),
    "overflow-wrap": _words("normal break-word anywhere"),
    "vertical-align": _words("baseline sub super top text-top middle bottom text-bottom"),
    "direction": _words("ltr rtl"),
    "width": _length(0, 2_000, "auto"),
    "min-width": _length(0, 1_200, "auto"),
    "max-width": _length(40, 2_000, "none"),
    "height": _length(0, 2_000, "auto"),
    "min-height": _length(0, 1_000, "auto"),
    "display": _words(
        "none block inline inline-block list-item table inline-table table-row table-cell "
        "table-row-group table-caption"
    ),
    "float": _words("left right none"),
    "clear": _words("left right both none"),
    "border-collapse": _words("collapse separate"),
    "border-spacing": _up_to_four(_length(0, 60)),
    "border-radius": _up_to_four(_length(0, 300)),
    "border-style": lambda v: v if _LINE_STYLES.issuperset(v.split()) else None,
    "border-width": _up_to_four(_LINE_WIDTH),
    "border-color": lambda v: v if all(map(is_color, _TOKENS.findall(v))) else None,
    "box-sizing": _words("border-box content-box"),
    "caption-side": _words("top bottom"),
    "empty-cells": _words("show hide"),
    "list-style": _many_words(
        "none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman inside "
        "outside"
    ),
    "list-style-type": _words(
        "none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman"
    ),
    "list-style-position": _words("inside outside"),
    "table-layout": _words("auto fixed"),
    "padding": _up_to_four(_GAP),
    "margin": _up_to_four(_MARGIN),
    "border": _border,
}
for _side in ("top", "right", "bottom", "left"):
    _SIMPLE[f"padding-{_side}"] = _GAP
    _SIMPLE[f"margin-{_side}"] = _MARGIN
    _SIMPLE[f"border-{_side}"] = _border
    _SIMPLE[f"border-{_side}-color"] = _color
    _SIMPLE[f"border-{_side}-style"] = _words(" ".join(_LINE_STYLES))
    _SIMPLE[f"border-{_side}-width"] = _LINE_WIDTH
for _corner in ("top-left", "top-right", "bottom-left", "bottom-right"):
    _SIMPLE[f"border-{_corner}-radius"] = _length(0, 300)
