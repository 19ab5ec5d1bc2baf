"""Tickets of which nothing was said yet, as narrow as what the team says of them needs it.

A new member's computer has ten thousands of them at once; everything else goes by `Tickets`.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.events import Priority
from app.domain.fold import Brief
from app.domain.ids import AccountId, TicketId
from app.domain.messages import Automatic
from app.domain.tickets import Status
from app.store.link import Link, Value, chunks, marks_for

_STATUS = {status.value: status for status in Status}
_AUTOMATIC = {"": None, **{kind.value: kind for kind in Automatic}}
_PLAIN = """
SELECT t.neighbourhood, t.id, t.root, t.status, t.bounced, t.updated, t.away,
    m.message_id, m.refs, m.received, m.ours, m.automatic, m.bounced_for_good, m.place
FROM (SELECT min(id) AS only_one FROM ticket WHERE neighbourhood IN ({})
    GROUP BY neighbourhood HAVING count(*) = 1 AND max(said) = 0) AS plain
CROSS JOIN ticket t ON t.id = plain.only_one
CROSS JOIN message m ON m.ticket = t.id
"""
_SAID = ("said", "anchor", "priority", "promised", "tags", "notes")
_TAG = (
    "INSERT INTO ticket_tag (tag, updated, id, account, status, away, bounced, assignee, label) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class PlainLetter(NamedTuple):
    """A letter as far as `domain.fold_status` and streams look at it."""

    message_id: str
    references: str
    """Space separated."""
    received: int
    ours: bool
    automatic: Automatic | None
    bounced_for_good: bool
    place: int


class PlainTicket(NamedTuple):
    """The only ticket of a neighbourhood, of which nobody spoke."""

    id: TicketId
    root: str
    status: Status
    bounced: bool
    updated: int
    away: int
    letters: list[PlainLetter]


class Words(NamedTuple):
    """What is said of a ticket, and what its row shows then."""

    ticket: PlainTicket
    status: Status
    bounced: bool
    anchor: str
    brief: Brief


class FirstWords:
    """Reads and writes rows of such tickets."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def plain(self, numbers: Sequence[int]) -> dict[int, PlainTicket]:
        """Return the tickets of those of these neighbourhoods that are one such ticket each."""
        found: dict[int, PlainTicket] = {}
        for chunk in chunks(numbers):
            for row in self._link.rows(_PLAIN.format(marks_for(chunk)), chunk):
                number, key, root, status, bounced, updated, away = row[:7]
                mid, refs, received, ours, automatic, for_good, place = row[7:]
                ticket = found.get(number)
                if ticket is None:
                    ticket = found[number] = PlainTicket(
                        key, root, _STATUS[status], bounced, updated, away, []
                    )
                ticket.letters.append(
                    PlainLetter(mid, refs, received, ours, _AUTOMATIC[automatic], for_good, place)
                )
        return found

    def say(self, account: AccountId, said: Sequence[Words]) -> None:
        """Write what the team says of such tickets; what indexes have only where it changes."""
        changing: dict[tuple[str, ...], list[tuple[Value, ...]]] = defaultdict(list)
        tags: list[tuple[Value, ...]] = []
        for words in said:
            ticket, brief = words.ticket, words.brief
            names, values = _changed(words)
            priority = "" if brief.priority is Priority.NORMAL else brief.priority.value
            labels = "\n".join(brief.tags)
            told = (1, words.anchor, priority, brief.promised, labels, brief.notes, ticket.id)
            changing[names].append((*values, *told))
            if brief.tags:
                away, bounced = ticket.away, int(words.bounced)
                shown = (ticket.updated, ticket.id, account, words.status.value, away, bounced)
                whose = brief.assignee or ""
                tags += [(tag.casefold(), *shown, whose, tag) for tag in brief.tags]
        for names, many in changing.items():
            setting = ", ".join(f"{name} = ?" for name in (*names, *_SAID))
            self._link.write_many(f"UPDATE ticket SET {setting} WHERE id = ?", many)
        self._link.write_many(_TAG, tags)


def _changed(words: Words) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """Return the indexed columns that are to be changed, and what stands in them then."""
    ticket, status, bounced, _, brief = words
    names: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    if status is not ticket.status:
        names, values = ("status",), (status.value,)
    if bounced != ticket.bounced:
        names, values = (*names, "bounced"), (*values, int(bounced))
    if brief.assignee:
        names, values = (*names, "assignee"), (*values, brief.assignee)
    if brief.status is not None and brief.status.until is not None:
        names, values = (*names, "wakes"), (*values, brief.status.until)
    if brief.disputed:
        names, values = (*names, "disputed"), (*values, 1)
    return names, values
