"""Writes header lines (RFC 5322, 2047, 2231): whatever the text, one field and nothing beside it.

Text is made one line and, where it is not plain ASCII, encoded; addresses, ids and types must
match a narrow pattern before they are written at all. So a line break can reach no header
(HAZARDS F23).
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote

from app.domain.addresses import DOT_ATOM, ascii_host, plain_form
from app.domain.errors import RejectedError
from app.domain.messages import Address
from mail.cleantext import one_line, without_unseen

WIDTH = 76
"""Columns that a header line takes at most, where blanks allow it."""
_LONGEST_WORD = 60
_LONGEST_NAME = 200
_LONGEST_ID = 900
_LONGEST_ADDRESS = 320
"""Bytes, as a person writes it: less than the 998 of a line (RFC 5322, 2.1.1)."""
_WORD_BYTES = 39
"""Bytes of text in one encoded word: the line it stands in keeps to 76 columns (RFC 2047, 2)."""
_PARAMETER_BYTES = 17
_LOOSE_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~. -]+")
_PLAIN_PHRASE = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_PRINTABLE = re.compile(r"[ -~]*")
_ID = re.compile(r"[!-;=?-~]+")
_PARAMETER = re.compile(r"[ !#-\[\]-~]{0,60}")


def unstructured(name: str, text: str) -> bytes:
    """Return a field of free text, such as Subject."""
    text = one_line(text)
    words = text.split(" ")
    if _PRINTABLE.fullmatch(text) and "=?" not in text and max(map(len, words)) <= _LONGEST_WORD:
        return _folded(name, words)
    return _folded(name, encoded_words(text))


def encoded_words(text: str) -> list[str]:
    """Return text as encoded words (RFC 2047), cut between characters."""
    pieces: list[bytes] = [b""]
    for character in text:
        coded = character.encode("utf-8", "replace")
        if len(pieces[-1]) + len(coded) > _WORD_BYTES:
            pieces.append(b"")
        pieces[-1] += coded
    return [f"=?utf-8?B?{b64encode(piece).decode('ascii')}?=" for piece in pieces]


def mailboxes(name: str, people: Iterable[Address]) -> bytes:
    """Return an address field. Raises `RejectedError` where an address cannot be written."""
    written = [mailbox(person) for person in people]
    return _folded(
        name,
        [
            word + ("," if last and number < len(written) - 1 else "")
            for number, words in enumerate(written)
            for word, last in zip(words, [False] * (len(words) - 1) + [True], strict=True)
        ],
    )


def mailbox(person: Address) -> list[str]:
    """Return one mailbox in words between which a line may end."""
    address = header_address(person.address)
    shown = one_line(person.name)[:_LONGEST_NAME].strip()
    if not shown or shown == person.address:
        return [address]
    longest = max(map(len, shown.split(" ")))
    if not _PRINTABLE.fullmatch(shown) or "=?" in shown or longest > _LONGEST_WORD:
        return [*encoded_words(shown), f"<{address}>"]
    if not _PLAIN_PHRASE.fullmatch(shown):
        shown = '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return [*shown.split(" "), f"<{address}>"]


def header_address(address: str) -> str:
    """Return an address as headers and envelopes have it: the domain in ASCII.

    More can be written than may be typed (`app.domain.addresses`): what others have is answered.
    Raises `RejectedError` where it is none, or one that pretends to be another.
    """
    local, at, domain = address.rpartition("@")
    too_long = len(address.encode("utf-8", "replace")) > _LONGEST_ADDRESS
    if not at or too_long or without_unseen(address) != address:
        raise RejectedError(f"“{_shown(address)}” is no mail address.")
    return f"{_local(local, address)}@{_domain(domain, address)}"


def needs_utf8(address: str) -> bool:
    """Whether a server must know UTF-8 addresses (SMTPUTF8, RFC 6531) to take this one."""
    return not address.rpartition("@")[0].isascii()


def _local(local: str, address: str) -> str:
    bare = local
    if quoted := len(local) > 2 and local[0] == local[-1] == '"':
        bare = local[1:-1]
    if "=?" in bare:  # no encoded word may stand here (RFC 2047, 5), yet programs decode it
        raise RejectedError(f"“{_shown(address)}” is no mail address: it has encoded words.")
    if DOT_ATOM.fullmatch(plain_form(bare)):
        return unicodedata.normalize("NFC", bare)
    if _LOOSE_LOCAL.fullmatch(bare) and (quoted or " " not in bare):
        return f'"{bare}"'
    raise RejectedError(f"“{_shown(address)}” is no mail address.")


def _domain(domain: str, address: str) -> str:
    if domain.startswith("[") and domain.endswith("]"):
        return _literal(domain[1:-1], address)
    name = ascii_host(domain)
    if not name:
        raise RejectedError(f"The part after @ in “{_shown(address)}” is no name of a host.")
    return name


def _literal(literal: str, address: str) -> str:
    try:
        if literal[:5].lower() == "ipv6:":
            return f"[IPv6:{IPv6Address(literal[5:])}]"
        return f"[{IPv4Address(literal)}]"
    except AddressValueError as error:
        raise RejectedError(f"The part after @ in “{_shown(address)}” is no host.") from error


def message_ids(name: str, ids: Iterable[str]) -> bytes:
    """Return a field of Message-IDs, without those that cannot be written; ``b""`` for none."""
    words = [f"<{each}>" for each in ids if is_writable_id(each)]
    return _folded(name, words) if words else b""


def is_writable_id(message_id: str) -> bool:
    """Whether a Message-ID can stand in a header as it is."""
    return len(message_id) <= _LONGEST_ID and _ID.fullmatch(message_id) is not None


def token(name: str, value: str) -> bytes:
    """Return a field whose value is ours: ASCII, short, on one line."""
    return _folded(name, value.split(" "))


def with_file_name(name: str, value: str, key: str, file_name: str) -> bytes:
    """Return a field with a file name as parameter.

    ``filename`` is written as RFC 2231 has it. ``name`` (of Content-Type) is written as encoded
    words between quotes, which is not standard: old programs read this alone.
    """
    if _PARAMETER.fullmatch(file_name) and "=?" not in file_name:
        return _folded(name, [f"{value};", f'{key}="{file_name}"'])
    if key == "name":
        words = encoded_words(file_name)
        words[0], words[-1] = f'{key}="{words[0]}', f'{words[-1]}"'
        return _folded(name, [f"{value};", *words])
    pieces = _percent_pieces(file_name)
    if len(pieces) == 1:
        return _folded(name, [f"{value};", f"{key}*=utf-8''{pieces[0]}"])
    words = [f"{key}*{n}*={piece}" for n, piece in enumerate(pieces)]
    words[0] = f"{key}*0*=utf-8''{pieces[0]}"
    return _folded(name, [f"{value};", *(f"{word};" for word in words[:-1]), words[-1]])


def _percent_pieces(text: str) -> list[str]:
    pieces: list[str] = [""]
    for character in text:
        coded = quote(character.encode("utf-8", "replace"), safe="")
        if len(pieces[-1]) + len(coded) > 3 * _PARAMETER_BYTES:
            pieces.append("")
        pieces[-1] += coded
    return pieces


def _folded(name: str, words: Iterable[str]) -> bytes:
    """Put words into lines of at most `WIDTH` columns, where they allow it."""
    lines = [f"{name}:"]
    for word in words:
        begun = lines[-1].strip() and not lines[-1].endswith(":")
        if begun and len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append("")
        lines[-1] += f" {word}"
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def _shown(text: str) -> str:
    return one_line(text)[:100]
