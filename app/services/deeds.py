"""What can be done with whole tickets, and what was done: plain types, also for the window."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.accounts import FolderRole
from app.domain.errors import RejectedError
from app.domain.ids import FolderId, MessageKey, TicketId


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
class Done:
    """What was changed, and how to take it back."""

    deed: Deed
    tickets: tuple[TicketId, ...]
    """Those of which a letter changed."""
    folder: str
    """Where they were moved to, ``""`` where nothing was moved."""
    back: tuple[MoveBack | FlagBack, ...]


class MissingFolderError(RejectedError):
    """An account has no folder for this purpose, such as an archive."""

    def __init__(self, role: FolderRole) -> None:
        super().__init__(
            f"The mailbox has no {role.value} folder that Postroom knows: make one on the "
            "server and sync, or move to a folder by name."
        )
        self.role = role
