"""How long to wait after failures: longer each time, never the same as everybody else."""

import random
from collections.abc import Callable


class Backoff:
    """Pauses in seconds that double from ``first`` to ``longest``, each with jitter."""

    def __init__(
        self, first: float, longest: float, jitter: Callable[[float, float], float] | None = None
    ) -> None:
        """``jitter`` picks a number between two, evenly unless a test decides."""
        self._first = first
        self._longest = longest
        self._jitter = jitter or random.Random().uniform  # noqa: S311 - keeps no secret
        self._failures = 0

    def next(self) -> float:
        """Note a failure; return how long to wait."""
        pause = min(self._longest, self._first * (1 << min(self._failures, 20)))
        self._failures += 1
        return pause * self._jitter(0.75, 1.25)

    def reset(self) -> None:
        """Note a success."""
        self._failures = 0
