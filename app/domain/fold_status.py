"""Where a ticket stands: what the mail says, with what people set laid over it.

Whether a letter is news to whoever set a status is decided by which letters they knew, never by
comparing their clock with the server's.
"""

from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from app.domain.events import Seen
from app.domain.fold_fields import StatusWish
from app.domain.tickets import Status

_MARKED = 16


class Side(StrEnum):
    """Whose turn a letter makes it."""

    THEIRS = "theirs"
    """A contact wrote, or a letter of ours came back for good."""
    OURS = "ours"
    ROBOT = "robot"
    """Acknowledgements, absence notes, delays: they change no status."""


@dataclass(frozen=True, slots=True)
class StatusLetter:
    """What a ticket's status looks at in a letter."""

    message_id: str
    received: int
    """INTERNALDATE, seconds UTC."""
    side: Side


def letter_mark(message_id: str) -> str:
    """Return the four characters by which `Seen` remembers a letter: 24 bits of BLAKE2b."""
    data = message_id.encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(blake2b(data, digest_size=3).digest()).decode()


def seen_of(letters: Collection[StatusLetter]) -> Seen:
    """Return what a command writes down of the letters that its person has before them."""
    newest = sorted(letters, key=lambda x: (x.received, x.message_id), reverse=True)
    marked = newest[:_MARKED]
    marks = "".join(sorted({letter_mark(letter.message_id) for letter in marked}))
    return Seen(marks, marked[-1].received if len(newest) > _MARKED else 0)


def news(seen: Seen, letters: Collection[StatusLetter]) -> frozenset[Side]:
    """Return who has written since: the sides of the letters that were not there yet."""
    marks = {seen.marks[at : at + 4] for at in range(0, len(seen.marks), 4)}
    return frozenset(
        letter.side
        for letter in letters
        if letter.received >= seen.before and letter_mark(letter.message_id) not in marks
    )


def status_now(
    wish: StatusWish | None, mail: Status, letters: Collection[StatusLetter], now: int
) -> Status:
    """Return a ticket's status at a time (seconds UTC by the server's clock).

    ``mail`` is what follows from the letters alone.

    * Closed, and waiting, last until the contact writes again. Our own letters change neither: the
      answer that was sent together with *close* arrives in Sent after it.
    * Open lasts until anybody writes.
    * Snoozed lasts until its date, and where so wished until the contact writes; then it is open,
      or what the mail says where letters came meanwhile.
    """
    if wish is None:
        return mail
    new = news(wish.seen, letters)
    if wish.status is Status.SNOOZED:
        woken = wish.wake_on_reply and Side.THEIRS in new
        if now < (wish.until or 0) and not woken:
            return Status.SNOOZED
        return mail if new - {Side.ROBOT} else Status.OPEN
    ends = {Side.THEIRS, Side.OURS} if wish.status is Status.OPEN else {Side.THEIRS}
    return mail if new & ends else wish.status
