"""Judges cleaned HTML by rules of its own, with two parsers that the cleaner does not use."""

import re
from html.parser import HTMLParser

from lxml import html as lxml_html

_TAGS = frozenset(
    "a abbr acronym address article aside b big blockquote br caption center cite code col "
    "colgroup dd del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header "
    "hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup "
    "table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
_ATTRIBUTES = frozenset(
    "align alt bgcolor border cellpadding cellspacing class clear color colspan dir face height "
    "href hspace lang noshade nowrap rel reversed rowspan size span src start style type "
    "valign value vspace width".split()
)
_CLASSES = frozenset("pr-blocked pr-lost pr-deceptive pr-true-host pr-text pr-quote".split())
_LINK = re.compile(r"(?:https?://[^\s]|mailto:[^\s]|tel:[+\d])")
_PICTURE = re.compile(r"(?:postroom-part://|data:image/(?:png|jpe?g|gif|webp|bmp);base64,)")
_REMOTE_PICTURE = re.compile(r"https?://[^\s\"'<>]+$")
_STYLE = re.compile(
    r"url|expression|import|@|\\|/\*|<|>|\{|\}|behaviou?r|-moz-|-webkit-|position|z-index|opacity"
    r"|var\(|attr\(|image|content|filter|clip|transform|animation|transition|:\s*-",
    re.IGNORECASE,
)


def complaints(html: str, *, remote_images: bool = False) -> list[str]:
    """Return everything in ``html`` that must not reach the reading pane."""
    found: list[str] = []
    checker = _Reader()
    checker.feed(html)
    checker.close()
    elements = list(checker.elements)
    found += checker.oddities
    if html.strip():
        for node in lxml_html.fragments_fromstring(f"<div>{html}</div>"):
            if not isinstance(node, str):
                elements += [_element(each) for each in node.iter()]
    for tag, attributes in elements:
        found += _of_element(tag, attributes, remote_images=remote_images)
    return found


def _element(node: lxml_html.HtmlElement) -> tuple[str, dict[str, str]]:
    if not isinstance(node.tag, str):
        return "#comment", {}
    return node.tag, {str(key): str(value) for key, value in node.attrib.items()}


def _of_element(tag: str, attributes: dict[str, str], *, remote_images: bool) -> list[str]:
    if tag not in _TAGS:
        return [f"element {tag}"]
    allowed = _ATTRIBUTES | {"title"} if tag == "a" else _ATTRIBUTES
    found = [f"attribute {tag} {name}" for name in attributes if name not in allowed]
    if "href" in attributes and (tag != "a" or not _LINK.match(attributes["href"])):
        found.append(f"link {tag} {attributes['href']!r}")
    if "href" in attributes and attributes.get("rel") != "noopener noreferrer":
        found.append("link without rel")
    source = attributes.get("src")
    if source is not None and (
        tag != "img"
        or not (_PICTURE.match(source) or (remote_images and _REMOTE_PICTURE.match(source)))
    ):
        found.append(f"source {tag} {source!r}")
    if _STYLE.search(attributes.get("style", "")):
        found.append(f"style {attributes['style']!r}")
    found += [f"class {c}" for c in attributes.get("class", "").split() if c not in _CLASSES]
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.oddities: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.oddities.append(f"repeated attribute in {tag}")

    def handle_comment(self, data: str) -> None:
        self.oddities.append(f"comment {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.oddities.append(f"declaration {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.oddities.append(f"instruction {data!r}")
