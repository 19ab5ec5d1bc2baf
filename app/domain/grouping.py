"""Which letters belong together, and why: a pure function of the set of letters."""

from dataclasses import dataclass
from enum import StrEnum


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
    BOUNCE = "bounce"
    """It reports that a letter of the ticket could not be delivered."""
    HELD_BACK = "held-back"
    """It refers to another ticket, but its sender takes no part in that one."""


@dataclass(frozen=True, slots=True)
class Why:
    """The evidence for a letter's place."""

    kind: WhyKind
    evidence: str = ""
    """Message-ID (or ticket code) that decided; ``""`` for `WhyKind.FIRST`."""
