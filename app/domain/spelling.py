"""What a spelling check is asked and what it answers; plain types for every layer.

Positions count Python characters from the beginning of the paragraph.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SlipKind(StrEnum):
    """What is wrong with a word."""

    UNKNOWN = "unknown"
    """In no dictionary of the languages that the sentence may be in."""
    ALPHABETS = "alphabets"
    """Letters of two alphabets in one word, or one letter that only looks right."""
    DOUBLED = "doubled"
    """The same word twice; the slip covers both."""
    PHRASE = "phrase"
    """Right words that are not written so together, such as "could of"."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A place that looks misspelled."""

    start: int
    length: int
    word: str
    """As written."""
    kind: SlipKind
    language: str
    """Of which the suggestions are: ``en``, ``ru``, ..."""
    fixes: tuple[str, ...] = ()
    """What can be said without looking further; other suggestions are asked for."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be checked."""

    text: str
    language: str = ""
    """As the person says; ``""``: find out."""
    skip: tuple[tuple[int, int], ...] = ()
    """Stretches (start, end) that are no prose: links, code, blanks."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a paragraph."""

    slips: tuple[Slip, ...] = ()
    """In order; they do not overlap."""
    evidence: Mapping[str, int] = field(default_factory=dict)
    """Words that speak for a language against others of its alphabet; short paragraphs next to
    this one are read in the light of it."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary that is at hand."""

    language: str
    name: str
    """Such as ``en_GB``."""
    source: str
    """``profile``, ``system``, or the package that it came with."""
    path: str
    """Of its ``.dic``."""
    licence: str
    """The beginning of what its licence file says, or where to look; ``""`` where nothing tells."""


@dataclass(frozen=True, slots=True)
class SpellingWords:
    """What no dictionary has and is right all the same."""

    mine: tuple[str, ...] = ()
    """A person's own, in the order of their letters, as the team's."""
    team: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Of members and of contacts with whom we talk, as they are written."""
