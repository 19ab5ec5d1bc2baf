"""What events are about: streams, and the anchors that name tickets in them."""

from typing import NewType

Anchor = NewType("Anchor", str)
"""Names a ticket: the Message-ID of a letter in it, or ``>`` and the Message-ID split off with."""

Stream = NewType("Stream", str)
"""What an event is about: ``ticket:ANCHOR``, ``letter:ID``, ``contact:ADDRESS``, ..., ``team``."""

TEAM = Stream("team")
SPLIT_MARK = ">"


def split_anchor(message_id: str) -> Anchor:
    """Anchor of the ticket that begins with a letter split off from its natural ticket.

    No Message-ID holds the mark, so the two kinds are never taken for each other, and what was
    said of the old ticket under this letter's id stays there.
    """
    return Anchor(SPLIT_MARK + message_id)


def ticket_stream(anchor: str) -> Stream:
    """The stream of a ticket."""
    return Stream(f"ticket:{anchor}")


def letter_stream(message_id: str) -> Stream:
    """The stream of a letter: where it was moved."""
    return Stream(f"letter:{message_id}")


def outsider_stream(who: str) -> Stream:
    """Return what is said of a person (by address) or a company (by domain)."""
    return Stream(f"{'contact' if '@' in who else 'company'}:{who.strip().lower()}")


def record_stream(record: str) -> Stream:
    """The stream of something that the team shares beside its tickets."""
    return Stream(f"record:{record}")
