"""All events that a client has, by stream, with the fold of each kept up to date.

The database does the same with rows; this is what it must agree with, and what tests and rebuilds
use. Folding again the streams that an event touches equals folding everything.
"""

from collections.abc import Callable, Iterable, Mapping

from app.domain import events as e
from app.domain.fold import digest, fold_ticket
from app.domain.fold_devices import EVERYBODY, Link, Standing, standing
from app.domain.fold_places import Rulings
from app.domain.fold_team import fold_done, fold_letter, fold_record, fold_team
from app.domain.streams import TEAM, Anchor, Stream

_FOLDS: dict[str, Callable[[Iterable[e.Event]], object]] = {
    "ticket": fold_ticket,
    "letter": fold_letter,
    "contact": fold_record,
    "company": fold_record,
    "record": fold_record,
    "done": fold_done,
    "team": fold_team,
}
_NOTHING = {kind: fold(()) for kind, fold in _FOLDS.items()}


def kind_of(stream: Stream) -> str:
    """Return what a stream is about: ``ticket``, ``letter``, ..., ``team``."""
    return stream.partition(":")[0]


def fold_stream(stream: Stream, events: Iterable[e.Event]) -> object:
    """Fold the events of one stream that count; None where it says nothing, or is unknown."""
    fold = _FOLDS.get(kind_of(stream))
    state = fold(events) if fold else None
    return None if state == _NOTHING.get(kind_of(stream)) else state


class Ledger:
    """Events of one client. Not thread-safe."""

    def __init__(self) -> None:
        self._events: dict[Stream, dict[tuple[e.Event, e.BatchDigest | None], None]] = {}
        self._links: dict[e.BatchDigest, Link] = {}
        self._streams_of: dict[e.DeviceId, set[Stream]] = {}
        self._standing = EVERYBODY
        self._states: dict[Stream, object] = {}

    def take(
        self, events: Iterable[e.Event], links: Mapping[e.BatchDigest, Link] | None = None
    ) -> frozenset[Stream]:
        """Add events, and the batches that carried them; return the streams that they touch.

        Events that are known already touch nothing.
        """
        touched: set[Stream] = set()
        for event in events:
            known = self._events.setdefault(event.stream, {})
            if (event, event.batch) not in known:
                known[event, event.batch] = None
                if event.batch is not None:
                    known.pop((event, None), None)
                touched.add(event.stream)
                self._streams_of.setdefault(event.device, set()).add(event.stream)
        self._links.update(links or {})
        touched |= self._judge_devices(again=bool(links) or TEAM in touched)
        for stream in touched:
            self._fold(stream)
        return frozenset(touched)

    def _judge_devices(self, *, again: bool) -> set[Stream]:
        """Find out who counts; return the streams of devices of which that changed."""
        if not again:
            return set()
        before, self._standing = (
            self._standing,
            standing([event for event, _ in self._events.get(TEAM, ())], self._links),
        )
        return {
            stream
            for device in {*before.allowed, *self._standing.allowed}
            if before.allowed.get(device) != self._standing.allowed.get(device)
            for stream in self._streams_of.get(device, ())
        }

    def _fold(self, stream: Stream) -> None:
        state = fold_stream(stream, self.counted(stream))
        if state is None:
            self._states.pop(stream, None)
        else:
            self._states[stream] = state

    @property
    def standing(self) -> Standing:
        """Whose events count."""
        return self._standing

    def counted(self, stream: Stream) -> list[e.Event]:
        """Return the events of a stream that count, in no particular order."""
        counts = self._standing.counts
        return [event for event, _ in self._events.get(stream, ()) if counts(event)]

    def state(self, stream: Stream) -> object | None:
        """Return the fold of a stream, None where nothing is said in it."""
        return self._states.get(stream)

    def rulings(self) -> Rulings:
        """Return what people ruled about letters and tickets (`app.domain.fold_places`)."""
        moves: dict[str, Anchor] = {}
        merges: set[tuple[Anchor, Anchor]] = set()
        for stream, state in self._states.items():
            kind, _, name = stream.partition(":")
            if kind == "letter" and (to := getattr(state, "value", None)) is not None:
                moves[name] = to
            if kind == "ticket":
                merges.update((Anchor(name), into) for into in getattr(state, "merged_into", ()))
        return Rulings(moves, frozenset(merges))

    def digest(self) -> str:
        """Return what two clients compare: equal digests, equal state."""
        return digest(self._states)
