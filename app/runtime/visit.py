"""What is known of a folder during one pass."""

from dataclasses import dataclass, field

from app.domain.accounts import Folder
from app.domain.ports import FolderStatus


@dataclass(slots=True)
class Visit:
    """Filled step by step by `app.runtime.sync`."""

    folder: Folder
    status: FolderStatus
    known: set[int] = field(default_factory=set)
    missing: list[int] = field(default_factory=list)
    """UIDs to fetch, newest first."""
    server: int = 0
    new: int = 0
    gone: int = 0
    withheld: int = 0
    """Letters that the server lists and does not hand out."""
    settled: bool = True
    """Whether the server's counters may be noted as reached."""
    doubted: bool = False
    """Whether the server counts from before what we have seen, as after a backup was restored."""
    unchanged: bool = False
    """Whether the counters alone showed that nothing had to be done."""

    def parted(self, newest: int) -> tuple[list[int], list[int]]:
        """What is missing in two: what came lately and what is old, both newest first.

        Lately came the ``newest`` letters of the folder, and what is newer than all that is here.
        """
        last = sorted((*self.known, *self.missing))[-newest:]
        since = min(last[0], max(self.known, default=last[0])) if last else 0
        cut = sum(uid >= since for uid in self.missing)
        return self.missing[:cut], self.missing[cut:]
