"""The words of grouping: a letter as grouping sees it, who takes part, and the evidence found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from app.domain.ids import MessageKey
from app.domain.messages import Automatic
from app.domain.providers import at_company_of

WEAK_WINDOW = 7 * 86400
"""Seconds within which the same correspondent and subject are taken for the same matter."""


class WhyKind(StrEnum):
    """The rule that put a letter into its ticket."""

    FIRST = "first"
    """It begins the ticket."""
    ANSWERS = "answers"
    """It answers a letter of the ticket (In-Reply-To or References)."""
    SHARED_PARENT = "shared-parent"
    """It and another letter here answer one letter that is not in this mailbox."""
    SAME_SUBJECT = "same-subject"
    """Weak: no reference, but same correspondent and subject within seven days."""
    TICKET_CODE = "ticket-code"
    """Weak: no reference, but the subject quotes the ticket's code."""
    COPY = "copy"
    """Another copy of a letter of the ticket: same Message-ID, different content."""
    BOUNCE = "bounce"
    """It reports that a letter of the ticket could not be delivered."""
    HELD_BACK = "held-back"
    """It refers to another ticket, but its sender takes no part in that one."""


class Why(NamedTuple):
    """The evidence for a letter's place."""

    kind: WhyKind
    evidence: str = ""
    """Message-ID (or ticket code) that decided; ``""`` for `WhyKind.FIRST`."""


@dataclass(slots=True, unsafe_hash=True)
class Letter:
    """What grouping looks at; never changed. Addresses are lower case.

    Not frozen, because setting the fields of a frozen one takes three times as long, and a first
    sync makes hundreds of thousands.
    """

    key: MessageKey
    message_id: str
    references: tuple[str, ...]
    """Oldest first, the direct parent last."""
    sender: str
    recipients: tuple[str, ...]
    """To and Cc, without our own addresses."""
    to_us: bool
    """Whether To or Cc names an address of ours."""
    received: int
    """INTERNALDATE, seconds UTC."""
    ours: bool
    subject: str
    """From `app.domain.subjects.subject_key`."""
    list_id: str = ""
    automatic: Automatic | None = None
    bounced_id: str = ""
    bounced_recipient: str = ""
    quoted_code: str = ""
    """Ticket code in the subject, ``""`` for none."""
    answers_our_token: bool = False
    """Whether it answers, or says what became of, a letter of ours by a genuine id (`own_ids`)."""
    colleague: bool = False
    """Whether the sender's domain is our own company's."""
    content_hash: bytes = b""
    """Tells copies with one Message-ID apart, the same on every client."""


FIRST = Why(WhyKind.FIRST)
"""The one that begins its ticket."""


@dataclass(slots=True)
class Group:
    """One ticket's letters."""

    root: str
    """Message-ID that the ticket's code derives from."""
    letters: tuple[tuple[MessageKey, Why], ...]
    """In the order of conversation: answers never before what they answer."""
    related: tuple[str, ...]
    """Message-IDs or codes in tickets that letters here refer to but were held back from."""


def claimed_root(letter: Letter) -> str:
    """Return the oldest id that a letter answers, or its own; a report answers nobody."""
    if not letter.references or letter.automatic is Automatic.BOUNCE:
        return letter.message_id
    return letter.references[0]


def correspondents(letter: Letter) -> Sequence[str]:
    """People outside whose next letter with this subject may belong here; () where none may.

    Only people who write to us forget references for one and the same matter; on a list that we
    merely read, one subject again is as often a new thread.
    """
    if not letter.subject or letter.list_id or letter.automatic:
        return ()
    if not (letter.ours or letter.to_us):
        return ()
    if letter.ours:
        return letter.recipients[:10]
    return (letter.sender,) if letter.sender else ()


@dataclass(eq=False, slots=True)
class Cluster:
    """Letters found to belong together so far, with who takes part."""

    letters: list[tuple[int, Letter]] = field(default_factory=list)
    """With the position in conversation order."""
    people: set[str] = field(default_factory=set)
    """Lower-case addresses of those outside who wrote or were written to."""
    lists: set[str] = field(default_factory=set)
    held_from: set[int] = field(default_factory=set)
    """Numbers of clusters that this one must never be united with."""

    def add(self, position: int, letter: Letter) -> None:
        """Take a letter in, at its position in conversation order."""
        self.letters.append((position, letter))
        if letter.automatic is Automatic.BOUNCE:
            return
        self.people.update(letter.recipients)
        if not letter.ours:
            self.people.add(letter.sender)
        if letter.list_id:
            self.lists.add(letter.list_id)

    def admits(self, letter: Letter) -> bool:
        """Whether the sender takes part here (DESIGN section 4, HAZARDS T2)."""
        if letter.ours or letter.colleague or letter.answers_our_token:
            return True
        if letter.sender and letter.sender in self.people:
            return True
        if letter.list_id and letter.list_id in self.lists:
            return True
        return at_company_of(letter.sender, self.people)
