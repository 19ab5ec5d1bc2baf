"""Stamps that order team events: a hybrid logical clock in microseconds.

A device stamps each event with its own time, but always later than every stamp it has seen. So what
was written knowing of something else comes after it, whatever the computers' clocks say; with right
clocks, changes made apart are ordered by when people made them. A clock that is a year ahead drags
the stamps of the others along (they then count single microseconds) and harms nothing but fairness.
"""

from collections.abc import Callable
from typing import NewType

Stamp = NewType("Stamp", int)
"""Microseconds since the epoch UTC, or more; only its order means something."""

MICROSECONDS = 1_000_000
MAX_STAMP = Stamp(2**53 - 1)
"""The largest whole number that every JSON reader keeps exactly; in the year 2255."""
MAX_LEAD = 400 * 86_400
"""Seconds that a stamp may lie after the server's date of the message that carries it.

A year of clock skew and some room. Beyond, a single broken clock could use up all stamps.
"""


class HybridClock:
    """Gives out the stamps of one device. Its owner calls it from one thread.

    The database remembers nothing but events: begin it with the greatest stamp that is stored.
    """

    def __init__(self, now: Callable[[], float], *, last: int = 0, offset: float = 0.0) -> None:
        """``now`` gives seconds UTC as this computer has them; ``offset`` from `server_offset`."""
        self._now = now
        self._last = last
        self._offset = offset

    @property
    def last(self) -> Stamp:
        """The greatest stamp given out or seen."""
        return Stamp(self._last)

    @property
    def lead(self) -> float:
        """Seconds by which stamps run ahead of the time: somebody's clock was that far ahead."""
        return max(0.0, self._last / MICROSECONDS - self.seconds())

    def seconds(self) -> float:
        """Seconds UTC, put right by what is known of the server's clock."""
        return self._now() + self._offset

    def see(self, stamp: int) -> None:
        """Take notice of a stamp from elsewhere; those that no event may have are ignored."""
        if is_stamp(stamp):
            self._last = max(self._last, stamp)

    def tick(self) -> Stamp:
        """Return a stamp that is later than all before it. `OverflowError` after `MAX_STAMP`."""
        following = max(int(self.seconds() * MICROSECONDS), self._last + 1, 1)
        if following > MAX_STAMP:
            raise OverflowError("no stamp is left")
        self._last = following
        return Stamp(following)


def is_stamp(number: int) -> bool:
    """Whether an event may carry this stamp."""
    return 0 < number <= MAX_STAMP


def is_too_far_ahead(stamp: int, received: int) -> bool:
    """Whether a stamp is implausible in a message of this INTERNALDATE (seconds UTC).

    Measured against the server's date alone, so that all clients judge alike.
    """
    return stamp > (received + MAX_LEAD) * MICROSECONDS


def server_offset(sent: float, received: int, answered: float) -> float:
    """How far this computer's clock is behind the server's, in seconds, from one APPEND.

    ``sent`` and ``answered`` are this computer's seconds before and after it; ``received`` is the
    INTERNALDATE that the server gave. Differences that the measurement cannot tell from none are 0.
    """
    if sent - 1 <= received <= answered + 1:
        return 0.0
    return received + 0.5 - (sent + answered) / 2
