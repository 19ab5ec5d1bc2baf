"""Which tickets stand in a queue, and which of them a list keeps, as SQL."""

from dataclasses import dataclass

from app.domain.events import MemberId
from app.domain.ids import AccountId, TicketCode
from app.domain.tickets import Queue, Status

IN_QUEUE = {
    Queue.NEEDS_REPLY: "status = 'open' AND away = 0",
    Queue.WAITING: "status = 'waiting' AND away = 0",
    Queue.BOUNCED: "bounced = 1 AND away = 0",
    Queue.SNOOZED: "status = 'snoozed' AND away = 0",
    Queue.CLOSED: "status = 'closed' AND away = 0",
    Queue.AWAY: "away > 0",
    Queue.ALL: "1",
}
"""Conditions of the table ``ticket``."""
TALLY = {
    Queue.NEEDS_REPLY: Status.OPEN.value,
    Queue.WAITING: Status.WAITING.value,
    Queue.BOUNCED: "bounced",
    Queue.SNOOZED: Status.SNOOZED.value,
    Queue.CLOSED: Status.CLOSED.value,
    Queue.AWAY: "away",
    Queue.ALL: "all",
}
"""Names in the table ``tally``, which triggers keep."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which tickets of a queue are meant; None does not matter."""

    account: AccountId | None = None
    match: str | None = None
    """FTS5 expression that the words of a letter fulfil."""
    code: TicketCode | None = None
    """With ``match``: also the ticket that has this code, or took in the one that had it."""
    assignee: MemberId | None = None
    """``""`` for tickets that are nobody's."""
    tag: str | None = None
    """In any case."""


ANY = Filter()
NOBODYS = Filter(assignee=MemberId(""))


def from_queue(queue: Queue, only: Filter) -> tuple[str, tuple[str | int, ...]]:
    """Return what comes after FROM up to the order, and its values."""
    where, values = IN_QUEUE[queue], list[str | int]()
    table = "ticket"
    if only.tag is not None:
        table = "ticket_tag"
        where += " AND tag = ?"
        values.append(only.tag.casefold())
    if only.assignee is not None:
        where += " AND assignee = ?"
        values.append(only.assignee)
        if only.assignee:
            where += " AND assignee <> ''"  # which the index is told by
    if only.account is not None:
        where += " AND account = ?"
        values.append(only.account)
    if only.match is not None:
        found = (
            "SELECT ticket FROM message WHERE id IN "
            "(SELECT rowid FROM letter_words WHERE letter_words MATCH ?)"
        )
        values.append(only.match)
        if only.code is not None:
            found += " UNION ALL SELECT id FROM ticket WHERE code = ?"
            found += " UNION ALL SELECT ticket FROM joined_code WHERE code = ?"
            values += (only.code, only.code)
        where += f" AND id IN ({found})"
    return f"{table} WHERE {where}", tuple(values)
