"""How long to wait after failures: longer each time, never the same as everybody else."""

import random
from collections.abc import Callable

_SOON = 8.0
_SHARE = 8
"""A pause is at most so small a part of the pauses before it."""


class Backoff:
    """Pauses in seconds that grow from ``first`` to ``longest``, each with jitter.

    They double, but stay at 8 seconds or an eighth of the time already waited, whichever is more:
    who was away for a minute is back within seconds, and who was away for a day costs nothing.
    """

    def __init__(
        self, first: float, longest: float, jitter: Callable[[float, float], float] | None = None
    ) -> None:
        """``jitter`` picks a number between two, evenly unless a test decides."""
        self._first = first
        self._longest = longest
        self._jitter = jitter or random.Random().uniform  # noqa: S311 - keeps no secret
        self._failures = 0
        self._waited = 0.0

    def next(self, *, patient: bool = False) -> float:
        """Note a failure; return how long to wait.

        ``patient``: double without such a limit, for a server that asks to be spared.
        """
        pause = min(self._longest, self._first * (1 << min(self._failures, 20)))
        if not patient:
            pause = min(pause, max(_SOON, self._waited / _SHARE))
        self._failures += 1
        self._waited += pause
        return pause * self._jitter(0.75, 1.25)

    def reset(self) -> None:
        """Note a success."""
        self._failures = 0
        self._waited = 0.0
