"""A ticket's row as data, and the columns that it is written to and read from."""

from dataclasses import dataclass, field

from app.domain.events import MemberId, Priority
from app.domain.ids import AccountId, TicketCode, TicketId
from app.domain.streams import Anchor
from app.domain.tickets import Away, Status
from app.store.link import Value

_STATUS = {status.value: status for status in Status}
_AWAY = {away.value: away for away in Away}
COLUMNS = (
    "id, code, subject, contact_name, contact, snippet, updated, letters, attachments, status, "
    "bounced, unread, related, root, account, away, flagged, unsent, said, anchor, assignee, "
    "priority, promised, tags, notes, wakes, disputed, joined"
)
"""What `row_to_ticket` takes, in this order."""
_NO_ANCHOR = Anchor("")


@dataclass(slots=True)
class TicketData:
    """A ticket's row. Never changed, but not frozen: a first sync makes many."""

    id: TicketId
    code: TicketCode
    root: str
    subject: str
    contact_name: str
    contact: str
    snippet: str
    updated: int
    letters: int
    has_attachments: bool
    status: Status
    bounced: bool
    unread: bool
    related: tuple[str, ...]
    # What the team says, by `services.ticket_states`.
    said: bool = False
    """Whether the team has ever said anything here; only then the fields below can be set."""
    anchor: Anchor = _NO_ANCHOR
    """As in `fold_places.Ticket`; ``""`` where nothing was said."""
    assignee: MemberId | None = None
    priority: Priority = Priority.NORMAL
    promised: int | None = None
    tags: tuple[str, ...] = ()
    notes: int = 0
    wakes: int | None = None
    """Until when somebody put it aside, seconds UTC; what ended it meanwhile makes no difference,
    see `status`."""
    disputed: bool = False
    joined: tuple[str, ...] = ()
    """Roots of the tickets that were merged into it."""
    # What follows is kept up to date by `Tickets.refresh_marks` alone, so it tells no difference.
    account: AccountId = field(default=AccountId(0), compare=False)
    away: Away = field(default=Away.HERE, compare=False)
    flagged: bool = field(default=False, compare=False)
    unsent: bool = field(default=False, compare=False)
    """Whether a change made here waits for the server."""


def derived_values(data: TicketData) -> tuple[Value, ...]:
    """Return what stands in the columns that follow from letters alone."""
    return (
        data.code,
        data.root,
        data.subject,
        data.contact_name,
        data.contact,
        data.snippet,
        data.updated,
        data.letters,
        int(data.has_attachments),
        data.status.value,
        int(data.bounced),
        int(data.unread),
        " ".join(data.related),
    )


def row_to_ticket(  # one parameter a column keeps the mapping in one place
    key: int,
    code: str,
    subject: str,
    contact_name: str,
    contact: str,
    snippet: str,
    updated: int,
    letters: int,
    attachments: int,
    status: str,
    bounced: int,
    unread: int,
    related: str,
    root: str,
    account: int,
    away: int,
    flagged: int,
    unsent: int,
    said: int,
    anchor: str,
    assignee: str,
    priority: str,
    promised: int | None,
    tags: str,
    notes: int,
    wakes: int | None,
    disputed: int,
    joined: str,
) -> TicketData:
    """Return the ticket in a row of `COLUMNS`."""
    return TicketData(
        id=TicketId(key),
        code=TicketCode(code),
        root=root,
        subject=subject,
        contact_name=contact_name,
        contact=contact,
        snippet=snippet,
        updated=updated,
        letters=letters,
        has_attachments=bool(attachments),
        status=_STATUS[status],
        bounced=bool(bounced),
        unread=bool(unread),
        related=tuple(related.split()),
        account=AccountId(account),
        away=_AWAY[away],
        flagged=bool(flagged),
        unsent=bool(unsent),
        said=bool(said),
        anchor=Anchor(anchor),
        assignee=MemberId(assignee) if assignee else None,
        priority=Priority(priority) if priority else Priority.NORMAL,
        promised=promised,
        tags=tuple(tags.split("\n")) if tags else (),
        notes=notes,
        wakes=wakes,
        disputed=bool(disputed),
        joined=tuple(joined.split("\n")) if joined else (),
    )


def said_values(data: TicketData) -> tuple[Value, ...]:
    """Return what stands in the columns that follow from what the team says, and the id."""
    return (
        int(data.said),
        data.anchor,
        data.assignee or "",
        "" if data.priority is Priority.NORMAL else data.priority.value,
        data.promised,
        "\n".join(data.tags),
        data.notes,
        data.wakes,
        int(data.disputed),
        "\n".join(data.joined),
        data.id,
    )
