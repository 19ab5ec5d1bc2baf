"""What can be a mail address: one rule for what is typed, looked at by the gate, and sent."""

import re
import unicodedata

DOT_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""What stands before an @ without quotes (RFC 5322, 3.2.3); in other scripts of `plain_form`."""
_LONGEST = 254
"""Octets (RFC 5321, 4.5.3.1.3)."""
_LONGEST_LOCAL = 64
_LONGEST_HOST = 253
_LONGEST_LABEL = 63
_QUOTED = re.compile(r"\"[A-Za-z0-9!#$%&'*+/=?^_`{|}~. -]+\"")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_LOOSE_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_LETTERS = frozenset("LMN")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks of which nothing is seen."""


def is_address(text: str, *, ours: bool = False) -> bool:
    """Whether a letter could be sent there, as far as the form tells; the server has the last word.

    Local parts in any script (RFC 6531) and names of hosts in any script (RFC 5890) are fine; a
    host without a dot and one that is a number are not, but our own may lack the dot, such as
    ``support@localhost``. `mail.compose` can write all that pass.
    """
    local, at, host = text.rpartition("@")
    if not at or not text.isprintable() or len(text.encode()) > _LONGEST or "=?" in text:
        return False
    if len(local.encode()) > _LONGEST_LOCAL:
        return False
    if not (DOT_ATOM.fullmatch(plain_form(local)) or _QUOTED.fullmatch(local)):
        return False
    name, last = ascii_host(host), _host_form(host).rpartition(".")[2]
    has_name = name != "" if ours else "." in name
    return has_name and "_" not in name and last != "" and not last.isdecimal()


def domain_of(address: str) -> str:
    """Return the part behind the @, in lower case."""
    return address.rpartition("@")[2].lower()


def mailbox_of(address: str) -> str:
    """Return what is the same for all ways to write an address: upper case, +words, IDN.

    For comparing people with, not for sending to.
    """
    local, _, host = address.lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{ascii_host(host) or host}"


def ascii_host(host: str) -> str:
    """Return a host's name in ASCII and lower case (RFC 5891), ``""`` where it can be none.

    Looser than what a person may type: servers with an underscore or without a dot are in use.
    """
    labels = [_ascii_label(label) for label in _host_form(host).removesuffix(".").split(".")]
    name = ".".join(labels)
    return name if all(labels) and len(name) <= _LONGEST_HOST else ""


def plain_form(text: str) -> str:
    """Return a text with an x for each letter, mark and digit beyond ASCII that can be seen."""
    return "".join(
        "x" if sign > "\x7f" and _is_letter(sign) else sign
        for sign in unicodedata.normalize("NFC", text)
    )


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in _LETTERS and not _UNSEEN.match(sign)


def _host_form(host: str) -> str:
    return unicodedata.normalize("NFKC", host).replace("。", ".").lower()


def _ascii_label(label: str) -> str:
    """Return a label in ASCII, ``""`` where it can be none.

    The standard library's codec follows the older rules, under which ß and ss are one: a letter
    would go to another domain.
    """
    if label.startswith("xn--"):
        try:
            label[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return ""
    elif not label.isascii():
        label = unicodedata.normalize("NFC", label)
        if not _LABEL.fullmatch(plain_form(label)):
            return ""
        label = "xn--" + label.encode("punycode").decode("ascii")
    return label if len(label) <= _LONGEST_LABEL and _LOOSE_LABEL.fullmatch(label) else ""
