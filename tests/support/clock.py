"""A clock that stands still until a test moves it."""


class FakeClock:
    """Implements `app.domain.ports.Clock`; both readings move together and only by `advance`."""

    def __init__(self, now: int = 1_760_000_000) -> None:
        self._start = now
        self._elapsed = 0.0

    def now(self) -> int:
        return self._start + int(self._elapsed)

    def monotonic(self) -> float:
        return self._elapsed

    def advance(self, seconds: float) -> None:
        """Let time pass; it cannot go back."""
        if seconds < 0:
            msg = f"time cannot go back by {-seconds} seconds"
            raise ValueError(msg)
        self._elapsed += seconds
