"""A ticket's status and the queues that a person works through."""

from enum import StrEnum


class Status(StrEnum):
    """Where a ticket stands. Without team events it follows the mail (DESIGN section 4)."""

    OPEN = "open"
    """A contact wrote last: we owe an answer."""
    WAITING = "waiting"
    """We wrote last: the contact's turn."""
    SNOOZED = "snoozed"
    CLOSED = "closed"


class Queue(StrEnum):
    """A named selection of tickets in the left column."""

    NEEDS_REPLY = "needs-reply"
    WAITING = "waiting"
    BOUNCED = "bounced"
    ALL = "all"
