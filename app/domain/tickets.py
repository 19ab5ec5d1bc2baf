"""A ticket's status and the queues that a person works through."""

from enum import IntEnum, StrEnum


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
    SNOOZED = "snoozed"
    CLOSED = "closed"
    AWAY = "away"
    """Archived, thrown away or gone from the server; these are in no queue above."""
    ALL = "all"


class Away(IntEnum):
    """Where a ticket's letters went, if none of the contact's is left where mail is worked on.

    The letter that is nearest decides. A letter that stands in no folder that we know of, as just
    after the server renumbered one, counts as being here.
    """

    HERE = 0
    ARCHIVED = 1
    JUNK = 2
    TRASH = 3
    GONE = 4
    """In no folder that is synced any more: deleted, or moved by another program."""
