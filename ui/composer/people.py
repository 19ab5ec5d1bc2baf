"""Addresses as people type and paste them."""

import re
from collections.abc import Sequence

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


def same(one: Sequence[Address], other: Sequence[Address]) -> bool:
    """Whether two lines of recipients reach the same people."""
    return [each.address.lower() for each in one] == [each.address.lower() for each in other]
