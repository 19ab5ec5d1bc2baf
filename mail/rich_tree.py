"""What a person writes in the composer, as a small tree: paragraphs, lists, quotes, code."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Format(NamedTuple):
    """How a stretch of text looks, and what it leads to."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    code: bool = False
    href: str = ""
    blank: str = ""
    """The question whose answer is still missing here; ``""`` for ordinary text."""
    number: int = 0
    """Tells neighbouring blanks apart."""


PLAIN = Format()


class Run(NamedTuple):
    """Text on one line."""

    text: str
    format: Format = PLAIN


class Picture(NamedTuple):
    """A picture of the letter's own files, by its Content-ID."""

    content_id: str
    alt: str = ""
    width: str = ""
    height: str = ""


class Break(NamedTuple):
    """A line end within a paragraph."""


Inline = Run | Picture | Break


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; a blank line parts it from its neighbours.

    Without content it is one blank line more.
    """

    content: list[Inline] = field(default_factory=list)


@dataclass(slots=True)
class Code:
    """Lines whose blanks and breaks count."""

    text: str


@dataclass(slots=True)
class Quote:
    """Somebody else's words."""

    blocks: "list[Block]" = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """Items with bullets or numbers."""

    first: int | None
    """The first number; None for bullets."""
    items: "list[list[Block]]" = field(default_factory=list)


Block = Paragraph | Code | Quote | Listing
