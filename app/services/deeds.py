"""What can be done with whole tickets, and what was done: plain types, also for the window."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError
from app.domain.events import EventId
from app.domain.ids import AccountId, FolderId, MessageKey, TicketId
from app.domain.outgoing import DraftId
from app.domain.streams import Stream


class Deed(StrEnum):
    """What is done with tickets."""

    ARCHIVE = "archive"
    """Letters go from the inbox to the archive."""
    DELETE = "delete"
    """All letters go to the trash."""
    MOVE = "move"
    """Letters go to a folder; ours stay in Sent."""
    READ = "read"
    UNREAD = "unread"
    """The contact's newest letter is new again."""
    FLAG = "flag"
    """The contact's newest letter gets a star."""
    UNFLAG = "unflag"
    ANSWERED = "answered"
    """The contact's newest letter is marked as answered."""
    UNANSWERED = "unanswered"
    # What follows is shared by the team (`app.services.team_commands`).
    ASSIGN = "assign"
    STATUS = "status"
    SNOOZE = "snooze"
    PRIORITY = "priority"
    PROMISE = "promise"
    TAG = "tag"
    NOTE = "note"
    EDIT_NOTE = "edit-note"
    DELETE_NOTE = "delete-note"
    MERGE = "merge"
    UNMERGE = "unmerge"
    SPLIT = "split"
    MOVE_LETTERS = "move-letters"
    SETTLE = "settle"
    """One of two words that were said at the same time."""
    CONTACT = "contact"
    COMPANY = "company"
    MEMBER = "member"
    """A member was introduced, renamed, or marked as gone."""
    DEVICE = "device"
    """A computer was revoked or renamed."""
    SETTING = "setting"
    WORD = "word"
    """A word was added to a person's own dictionary, or removed."""
    # What follows is of letters that are written here (`app.services.drafts`).
    SEND = "send"
    """A letter went into the outbox; it can be taken back until it leaves."""
    DISCARD = "discard"
    """A draft was put away."""


@dataclass(frozen=True, slots=True)
class MoveBack:
    """Letters that came from a folder."""

    home: FolderId
    away: FolderId
    messages: tuple[MessageKey, ...]


@dataclass(frozen=True, slots=True)
class FlagBack:
    """Letters that had a flag, or had it not."""

    flag: str
    wanted: bool
    messages: tuple[MessageKey, ...]


@dataclass(frozen=True, slots=True)
class EventsBack:
    """Facts that the team was told; each is taken back by another event."""

    account: AccountId
    events: tuple[tuple[Stream, EventId], ...]
    """In the order in which they were written."""


@dataclass(frozen=True, slots=True)
class DraftBack:
    """A draft that was put away, or went into the outbox."""

    account: AccountId
    draft: DraftId
    sent: bool = False


@dataclass(frozen=True, slots=True)
class WordBack:
    """Words of a person's own dictionary."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordBack:
    """Fields of a record that no team has yet (`app.services.records`)."""

    account: AccountId
    which: str
    fields: tuple[tuple[str, str | None, str | None], ...]
    """Name, what it said before, and what it says since; None for nothing."""


Back = MoveBack | FlagBack | EventsBack | DraftBack | WordBack | RecordBack


@dataclass(frozen=True, slots=True)
class Done:
    """What was changed, and how to take it back."""

    deed: Deed
    tickets: tuple[TicketId, ...]
    """Those of which something changed; for a split, the new ticket first."""
    folder: str
    """Where they were moved to, ``""`` where nothing was moved."""
    back: tuple[Back, ...]
    """Empty where it was so already and nothing was changed."""
    number: int = 0
    """Under which it is remembered on this computer (`undo.last_deeds`); 0 for no change."""


class MissingFolderError(RejectedError):
    """An account has no folder for this purpose, such as an archive."""

    def __init__(self, role: FolderRole) -> None:
        super().__init__(
            f"The mailbox has no {role.value} folder that Postroom knows: make one on the "
            "server and sync, or move to a folder by name."
        )
        self.role = role
