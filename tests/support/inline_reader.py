"""A letter reader without processes: for tests that are not about reading."""

from collections.abc import Sequence
from concurrent.futures import Future

from app.runtime.readers import Facts
from app.services.reading import read_letter


class InlineReader:
    """Implements `app.runtime.readers.LetterReader`; reads at once, in the caller's thread."""

    def submit(self, letters: Sequence[bytes]) -> "Future[Facts]":
        future: Future[Facts] = Future()
        future.set_result([read_letter(raw) for raw in letters])
        return future

    def prepare(self) -> None:
        """It always is."""

    def close(self) -> None:
        """Nothing was started."""
