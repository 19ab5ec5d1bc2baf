"""What one letter says once it has been read: the result type of `mail.parse`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Automatic(StrEnum):
    """Why a letter was not typed by a person to us."""

    BOUNCE = "bounce"
    """A delivery report (RFC 3464) or an old-style "undelivered" letter."""
    AUTO_REPLY = "auto-reply"
    """An answer by a machine (RFC 3834): out of office, acknowledgement."""
    LIST = "list"
    """Sent through a mailing list or as a newsletter (RFC 2369, RFC 2919, Precedence)."""


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of an address header, already safe to show.

    ``name`` is display text only: no control or bidirectional characters, never trusted.
    ``address`` is ``local@domain`` with the domain in lower case, or ``""`` where the header holds
    none that can be read. The two are always shown apart.
    """

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One part of a letter that is not its text; bytes come from `mail.parse.attachment_bytes`."""

    index: int
    """Position among the letter's attachments, stable for the same bytes."""
    filename: str
    """A bare file name, safe to show and to save (no path, no control or bidi characters)."""
    content_type: str
    """Lower case ``type/subtype`` as declared."""
    size: int
    """Decoded size in bytes."""
    content_id: str
    """Content-ID without angle brackets, ``""`` where there is none."""
    inline: bool
    """Whether the letter's HTML shows it in place (by ``cid:`` or ``Content-Disposition``)."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report reports (RFC 3464)."""

    recipient: str
    """Address that failed, ``""`` where the report does not say."""
    status: str
    """Enhanced status code such as ``5.1.1``, or ``""``."""
    reason: str
    """The server's words, one line."""
    original_message_id: str
    """Message-ID of the letter that bounced, ``""`` where the report does not hold it."""
    permanent: bool
    """False for "delayed" reports: the letter may still arrive."""


@dataclass(frozen=True, slots=True)
class ParsedMessage:
    """Everything Postroom reads in one letter. Text fields hold no NUL and no lone surrogates."""

    message_id: str = ""
    """Without angle brackets; ``""`` where the letter has none (the caller derives one)."""
    subject: str = ""
    """Decoded, on one line, without control or bidi characters."""
    sender: tuple[Address, ...] = ()
    """The ``From`` header."""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    """Seldom there but in our own copies in Sent; for showing only, it makes nobody take part."""
    reply_to: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    """Addresses (lower case) that mail servers on the way say it was delivered to."""
    date: datetime | None = None
    """The Date header in UTC; for showing only, never for rules (HAZARDS section 4, rule 5)."""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    """Oldest first, as the header gives them, without In-Reply-To."""
    text: str = ""
    """The whole readable text: the plain part, or the HTML part turned into text."""
    html: str = ""
    """The HTML part decoded but NOT cleaned; never shown before `mail.html.clean`."""
    attachments: tuple[Attachment, ...] = ()
    automatic: Automatic | None = None
    list_id: str = ""
    """Identity of the mailing list (List-Id or the nearest header), ``""`` for none."""
    bounce: Bounce | None = None
    defects: tuple[str, ...] = field(default=())
    """Short machine words for what was repaired or cut, such as ``too-deep``."""
