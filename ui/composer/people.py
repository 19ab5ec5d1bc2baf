"""Addresses as people type and paste them, and who of them is a stranger to a ticket."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.addresses import domain_of
from app.domain.messages import Address

_SEPARATORS = ",;\n\r\t"
_ANGLE = re.compile(r"^(?P<name>.*?)<\s*(?P<address>[^<>]*)>\s*$", re.DOTALL)


def parse(text: str) -> list[Address]:
    """Read what a person typed or pasted; each part that is no address is one with that text.

    ``"Petersen, Anna" <anna@x.example>; bob@x.example`` are two.
    """
    return [_one(part) for part in _parts(text)]


def _parts(text: str) -> list[str]:
    parts, part, quoted, angle = [], "", False, False
    for char in text:
        if char == '"':
            quoted = not quoted
        elif char == "<":
            angle = True
        elif char == ">":
            angle = False
        if char in _SEPARATORS and not quoted and not angle:
            parts.append(part)
            part = ""
        else:
            part += char
    return [each.strip() for each in (*parts, part) if each.strip()]


def _one(text: str) -> Address:
    found = _ANGLE.match(text)
    if found is None:
        return Address("", text.removeprefix("mailto:").strip())
    name = found["name"].strip().strip('"').replace('\\"', '"').strip()
    return Address(" ".join(name.split()), found["address"].strip())


@dataclass(frozen=True, slots=True)
class Circle:
    """Who takes part in a ticket already; all lower case."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    known: bool = False
    """Whether there is a ticket to compare with; a new one has no strangers."""

    @staticmethod
    def of(people: Iterable[Address], ours: Iterable[str] = ()) -> "Circle":
        """The people of a ticket's letters and our own addresses."""
        found = {each.address.lower() for each in people if each.address}
        found |= {each.lower() for each in ours}
        return Circle(frozenset(found), frozenset(map(domain_of, found)), known=True)

    def is_stranger(self, address: Address) -> bool:
        """Whether nobody of this address took part so far."""
        return self.known and address.address.lower() not in self.addresses

    def is_foreign(self, address: Address) -> bool:
        """Whether even the domain is new here."""
        return self.is_stranger(address) and domain_of(address.address) not in self.domains


def same(one: Sequence[Address], other: Sequence[Address]) -> bool:
    """Whether two lines of recipients reach the same people."""
    return [each.address.lower() for each in one] == [each.address.lower() for each in other]
