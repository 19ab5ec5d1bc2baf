"""Which devices' events count: what a revoked one writes later counts for nobody.

"Later" cannot mean a time, since a thief sets the clock. Each batch of a device names the digest of
the one before, and a revocation names the last batch that counts: so that batch and what it leads
back to count, and nothing else, neither what follows nor what is slipped in between. That is the
same for all clients that have the same batches, in whatever order they came.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.domain import events as e
from app.domain.fold_fields import undone


@dataclass(frozen=True, slots=True)
class Link:
    """A batch's place in the chain of its device."""

    device: e.DeviceId
    number: int
    """1 for the device's first batch, then one more each; only for the order of work."""
    previous: e.BatchDigest | None
    """The batch before it; None for the first."""


Links = Mapping[e.BatchDigest, Link]


@dataclass(frozen=True, slots=True)
class Standing:
    """Which batches of revoked devices still count; devices that are not named count whole."""

    allowed: Mapping[e.DeviceId, frozenset[e.BatchDigest]]

    def counts(self, event: e.Event) -> bool:
        """Whether an event has any effect.

        What a revoked device has not sent (`Event.batch` is None) does not: others never see it.
        """
        allowed = self.allowed.get(event.device)
        return allowed is None or event.batch in allowed

    def revoked(self, device: e.DeviceId) -> bool:
        """Whether a device is revoked."""
        return device in self.allowed


EVERYBODY = Standing({})


def standing(team: Iterable[e.Event], links: Links) -> Standing:
    """Return who counts, from all events of the stream `events.TEAM` and the batches known.

    Revocations apply in order, and one by a device that an earlier one has shut out has no effect:
    of two devices that revoke each other, the one that did it first stays. Links may miss batches
    that never came; what lies behind such a gap in a revoked device's chain does not count.
    """
    found = _Standing(links)
    told = [event for event in team if isinstance(event.fact, e.DeviceRevoked | e.Undone)]
    for event in sorted(told, key=lambda event: (*e.order(event), repr(event))):
        found.take(event)
    return found.standing()


class _Standing:
    def __init__(self, links: Links) -> None:
        self._links = links
        self._counted: list[e.Event] = []
        self._ids: set[e.EventId] = set()
        self._active: list[e.DeviceRevoked] = []
        self._ancestors: dict[e.BatchDigest | None, frozenset[e.BatchDigest]] = {None: frozenset()}

    def take(self, event: e.Event) -> None:
        """Count a revocation, or an undo, unless its writer is shut out by then.

        An event may come in several batches (a profile that was copied); one that counts is enough.
        """
        if event.id in self._ids or not self.standing().counts(event):
            return
        self._ids.add(event.id)
        self._counted.append(event)
        void = undone(self._counted)
        self._active = [
            other.fact
            for other in self._counted
            if other.id not in void and isinstance(other.fact, e.DeviceRevoked)
        ]

    def standing(self) -> Standing:
        """Return who counts after the events so far; several revocations allow what all allow."""
        allowed: dict[e.DeviceId, frozenset[e.BatchDigest]] = {}
        for fact in self._active:
            batches = self._back_from(fact.last)
            allowed[fact.device] = allowed.get(fact.device, batches) & batches
        return Standing(allowed)

    def _back_from(self, last: e.BatchDigest | None) -> frozenset[e.BatchDigest]:
        found = self._ancestors.get(last)
        if found is None:
            chain: dict[e.BatchDigest, None] = {}
            batch = last
            while batch is not None and batch not in chain:
                chain[batch] = None
                link = self._links.get(batch)
                batch = link.previous if link else None
            found = self._ancestors[last] = frozenset(chain)
        return found


Counts = Callable[[e.Event], bool]
"""`Standing.counts`, or what stands in for it."""
