"""What the database keeps of a letter beside its raw source, computed once by a reader process."""

from dataclasses import dataclass
from hashlib import blake2b

from app.domain.messages import Address, Attachment, Automatic, Bounce

READER_VERSION = 1
"""Raised when the facts would come out differently; letters of an older version are read again."""

NO_ID_DOMAIN = "no-message-id.invalid"
"""Domain of the ids that are derived for letters without one."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The facts that lists, grouping and search need; everything else is read again from source."""

    message_id: str
    """As in the letter, or derived from the content where the letter has none."""
    content_hash: bytes
    """16 bytes over what identifies the content whatever path the letter travelled."""
    subject: str
    sender: Address
    """The first address of From; both fields ``""`` where there is none."""
    recipients: tuple[Address, ...]
    """To and Cc in order."""
    reply_to: tuple[Address, ...]
    delivered_to: tuple[str, ...]
    """As in `ParsedMessage`; a letter to an alias of the inbox names the inbox only here."""
    date: int | None
    """Date header, seconds UTC; only shown, never a rule's input."""
    references: tuple[str, ...]
    """Every Message-ID this letter answers, oldest first, the direct parent last, no repeats."""
    snippet: str
    """Up to 200 characters of what the person newly wrote."""
    attachments: tuple[Attachment, ...]
    automatic: Automatic | None
    list_id: str
    bounce: Bounce | None
    defects: tuple[str, ...]
    words: str
    """Index words (folded and stemmed) of subject, people, text and file names, space separated."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One letter on its way into the store."""

    uid: int
    raw: bytes
    flags: frozenset[str]
    received: int
    """INTERNALDATE, seconds UTC."""
    facts: LetterFacts | None
    """None where reading exceeded its limits: the letter is kept with its source alone."""
    packed: bytes | None = None
    """``raw`` compressed for the store, where that was done ahead."""
    size: int | None = None
    """Bytes of a large letter whose ``raw`` is left out because it is packed; else None."""


def unreadable(raw: bytes) -> LetterFacts:
    """Facts of a letter whose reading exceeded its limits: found by its source alone."""
    digest = blake2b(raw, digest_size=16).digest()
    return LetterFacts(
        message_id=f"{digest.hex()}@{NO_ID_DOMAIN}",
        content_hash=digest,
        subject="",
        sender=Address("", ""),
        recipients=(),
        reply_to=(),
        delivered_to=(),
        date=None,
        references=(),
        snippet="",
        attachments=(),
        automatic=None,
        list_id="",
        bounce=None,
        defects=("unreadable",),
        words="",
    )
