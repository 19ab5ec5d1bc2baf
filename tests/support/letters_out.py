"""Letters of ours for tests, and what other readers than ours find in them."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from functools import lru_cache

import fast_mail_parser

from app.domain.messages import Address
from app.domain.outgoing import Letter, LetterFile, QuotedLetter
from mail import compose

ANNA = Address("Анна Петрова", "anna@пошта.укр")
# The parser asks for the same headers again and again, and would take each apart anew.
_POLICY = email.policy.default.clone(header_factory=lru_cache(200)(HeaderRegistry()))
SUPPORT = Address("Zerno, поддержка", "support@zerno.example")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def file_of(
    content: bytes, name: str = "a.bin", kind: str = "application/octet-stream", cid: str = ""
) -> LetterFile:
    """A file that is read in pieces of odd sizes."""

    def read() -> Iterator[bytes]:
        for at in range(0, len(content), 1000):
            yield content[at : at + 1000]

    return LetterFile(name, kind, len(content), read, cid)


def letter(**changed: object) -> Letter:
    """A short answer, but for what is changed."""
    usual: dict[str, object] = {
        "message_id": "nonce.token@zerno.example",
        "date": 1_772_550_000,
        "sender": SUPPORT,
        "to": (ANNA,),
        "subject": "Re: Где мой заказ?",
        "in_reply_to": "question@customer.example",
        "references": ("first@customer.example", "question@customer.example"),
        "body": "<p>Hello Anna,</p><p>it is on its way.</p>",
    }
    return Letter(**{**usual, **changed})  # type: ignore[arg-type]


QUOTED = QuotedLetter(
    ANNA,
    1_772_546_520,
    "Где мой заказ?",
    (SUPPORT,),
    "Добрый день!\n\nГде мой заказ 4711?\n> я писала раньше\n-- \nАнна",
)


def raw(made: Letter) -> bytes:
    """The whole letter; its length is what was told before."""
    pieces = list(compose.compose(made))
    assert all(0 < len(piece) <= 65_536 for piece in pieces)
    whole = b"".join(pieces)
    assert compose.size(made) == len(whole)
    return whole


def standard(source: bytes) -> EmailMessage:
    """What the standard library's parser finds."""
    found = email.message_from_bytes(source, policy=_POLICY)
    assert isinstance(found, EmailMessage)
    return found


@dataclass(frozen=True)
class Found:
    """Headers and parts, as a reader of its own understands them."""

    header_names: tuple[str, ...]
    recipients: tuple[str, ...]
    file_names: tuple[str, ...]
    kinds: tuple[str, ...]


def by_standard_library(source: bytes) -> Found:
    """Header by header and part by part; fails where the parser finds a defect."""
    found = standard(source)
    parts = list(found.walk())
    assert [part.defects for part in parts if part.defects] == []
    return Found(
        tuple(name.lower() for name in found),
        tuple(_recipients(found)),
        tuple(str(part.get_filename()) for part in parts if part.get_filename() is not None),
        tuple(part.get_content_type() for part in parts),
    )


def recipients_by_standard_library(source: bytes) -> list[str]:
    """Whom it is sent to, in any header; also where an address needs UTF-8 (RFC 6532)."""
    found = email.message_from_string(source.decode("utf-8"), policy=_POLICY)
    assert isinstance(found, EmailMessage)
    return list(_recipients(found))


def _recipients(found: EmailMessage) -> Iterator[str]:
    for name in ("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc"):
        for header in found.get_all(name, []):
            yield from (address.addr_spec for address in header.addresses)


def by_fast_parser(source: bytes) -> fast_mail_parser.PyMail:
    """What the parser written in Rust finds."""
    return fast_mail_parser.parse_email(source)


def check_hides(source: bytes) -> None:
    """Fail where a letter that goes to others says who got it unseen."""
    assert not [field for field in unfolded(source) if b"bcc" in field.partition(b":")[0].lower()]


def unfolded(source: bytes) -> list[bytes]:
    """Header fields of a letter, unfolded by the letter of RFC 5322 and nothing more."""
    head = source.partition(b"\r\n\r\n")[0]
    fields: list[bytes] = []
    for line in head.split(b"\r\n"):
        if line[:1] in (b" ", b"\t"):
            fields[-1] += line
        else:
            fields.append(line)
    return fields
