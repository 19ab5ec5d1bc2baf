"""Notices that the machine slept: afterwards every connection is suspect, though none says so."""

from app.domain.ports import Clock

_TOLERANCE_SECONDS = 15.0


class SleepWatch:
    """Compares clocks at each tick; used by the thread that ticks.

    Where the monotonic clock stands still during sleep (Linux, macOS), the clock on the wall runs
    ahead of it; where it goes on (Windows), a tick comes far too late. Somebody who sets the clock
    forward looks the same, and costs one reconnection.
    """

    def __init__(self, clock: Clock, tick: float) -> None:
        """``tick``: seconds between calls of `slept` while awake."""
        self._clock = clock
        self._tick = tick
        self._wall, self._steady = clock.now(), clock.monotonic()

    def slept(self) -> bool:
        """Whether the machine slept since the last call."""
        wall, steady = self._clock.now(), self._clock.monotonic()
        passed, counted = wall - self._wall, steady - self._steady
        self._wall, self._steady = wall, steady
        ahead = passed - counted > _TOLERANCE_SECONDS
        return ahead or counted > self._tick + 2 * _TOLERANCE_SECONDS
