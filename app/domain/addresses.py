"""What can be a mail address: one rule for what is typed, looked at by the gate, and sent."""

import re
import unicodedata

_LONGEST = 254
"""Octets (RFC 5321, 4.5.3.1.3)."""
_LONGEST_LOCAL = 64
_LONGEST_LABEL = 63
_WORDS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_QUOTED = re.compile(r"\"[A-Za-z0-9!#$%&'*+/=?^_`{|}~. -]+\"")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_LETTERS = frozenset("LMN")


def is_address(text: str) -> bool:
    """Whether a letter could be sent there, as far as the form tells; the server has the last word.

    Local parts in any script (RFC 6531) and names of hosts in any script (RFC 5890) are fine; a
    host without a dot and one that is a number are not. `mail.compose` can write all that pass.
    """
    local, at, host = text.rpartition("@")
    if not at or not text.isprintable() or len(text.encode()) > _LONGEST or "=?" in text:
        return False
    if len(local.encode()) > _LONGEST_LOCAL:
        return False
    if not (_WORDS.fullmatch(_plain(local)) or _QUOTED.fullmatch(local)):
        return False
    labels = unicodedata.normalize("NFKC", host).replace("。", ".").lower().split(".")
    return len(labels) > 1 and not labels[-1].isdecimal() and all(map(_is_label, labels))


def domain_of(address: str) -> str:
    """Return the part behind the @, in lower case."""
    return address.rpartition("@")[2].lower()


def _is_label(label: str) -> bool:
    ascii_label = label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
    return len(ascii_label) <= _LONGEST_LABEL and _LABEL.fullmatch(_plain(label)) is not None


def _plain(text: str) -> str:
    """The text with an x for each letter, mark and digit beyond ASCII."""
    return "".join(
        "x" if sign > "\x7f" and unicodedata.category(sign)[0] in _LETTERS else sign
        for sign in unicodedata.normalize("NFC", text)
    )
