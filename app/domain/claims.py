"""To do a thing once in the team, and to tell that somebody is at it.

A claim is a small signed message in the journal folder. The server gives each message a UID, in an
order that all clients see, and a date. From these alone follows who won: a claim wins unless an
earlier one for the same thing was still live when it arrived. So each verdict is final as soon as
all lower UIDs are known, and the same for everybody; no computer's clock takes part in it.

    free ──claim──► held ──until──► free          held ──the same device claims again──► held longer
                     ├──release──► free           any  ──a `Done` event──► done, for good
                     └──(others' claims lose)

Only within one UIDVALIDITY. Whoever won and sees it change must claim again before acting.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.events import DeviceId, EventId

GRACE = 10
"""Seconds that a claim is honoured beyond its end: the holder may have begun just before it."""
MAX_SECONDS = 3_600
"""The longest life of a claim; a holder that needs more claims again meanwhile."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A device wants a thing for a while."""

    id: EventId
    what: str
    seconds: int
    """Life, counted from its INTERNALDATE."""

    @property
    def device(self) -> DeviceId:
        """Who wants it."""
        return DeviceId(self.id.partition(".")[0])


@dataclass(frozen=True, slots=True)
class Release:
    """A device gives a thing back before its claim ends."""

    claim: EventId

    @property
    def device(self) -> DeviceId:
        """Who gives it back; nobody can for another."""
        return DeviceId(self.claim.partition(".")[0])


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where something stands in the folder; only of one UIDVALIDITY compared."""

    uid: int
    line: int
    """Within the message."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A claim or release as the server has it."""

    at: Position
    received: int
    """INTERNALDATE, seconds UTC."""
    what: Claim | Release


@dataclass(frozen=True, slots=True)
class Hold:
    """A thing in somebody's hands."""

    claim: Claim
    """The first one; the same device may have claimed again since."""
    since: int
    """Server's seconds UTC of the first claim."""
    heard: int
    """Server's seconds UTC of the last claim: "40 s ago"."""
    until: int
    """Server's seconds UTC."""

    def is_live(self, now: int) -> bool:
        """Whether nobody else may have it, at a time of the server."""
        return now < self.until + GRACE


class Verdict(StrEnum):
    """What became of a claim."""

    WON = "won"
    LOST = "lost"
    UNKNOWN = "unknown"
    """It is not in the folder (yet), or its device is revoked."""


@dataclass(slots=True)
class _Thing:
    hold: Hold | None = None
    clock: int = 0
    """The latest date so far: a server's clock that goes back must not bring a claim to life."""
    won: set[EventId] = field(default_factory=set)
    lost: set[EventId] = field(default_factory=set)
    holders: dict[DeviceId, Hold] = field(default_factory=dict)
    claims: dict[DeviceId, set[EventId]] = field(default_factory=dict)
    """Claims by which a device holds it now; a late copy of an older release names none of them."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The state of all things claimed within one UIDVALIDITY; made by `judge`."""

    things: Mapping[str, _Thing]

    def verdict(self, claim: Claim) -> Verdict:
        """Return what became of a claim."""
        thing = self.things.get(claim.what)
        if thing and claim.id in thing.won:
            return Verdict.WON
        return Verdict.LOST if thing and claim.id in thing.lost else Verdict.UNKNOWN

    def holder(self, what: str, now: int) -> Hold | None:
        """Return in whose hands a thing is, at a time of the server; None: it may be claimed."""
        thing = self.things.get(what)
        hold = thing.hold if thing else None
        return hold if hold and hold.is_live(now) else None

    def present(self, what: str, now: int) -> list[Hold]:
        """Return everybody who is at a thing, winner or not, who came first comes first.

        This is presence: a soft claim keeps nobody out, it only tells.
        """
        thing = self.things.get(what)
        if thing is None:
            return []
        found = [hold for hold in thing.holders.values() if now < hold.until]
        return sorted(found, key=lambda hold: (hold.since, hold.claim.id))

    def unreturned(self, what: str, device: DeviceId) -> list[Hold]:
        """Return who else won a thing and never gave it back, ended or not; who came first first.

        Whoever did is at it, or fell silent in the midst of it, so that nobody can know.
        """
        thing = self.things.get(what)
        if thing is None:
            return []
        found = [
            hold
            for owner, hold in thing.holders.items()
            if owner != device and not thing.won.isdisjoint(thing.claims.get(owner, ()))
        ]
        return sorted(found, key=lambda hold: (hold.since, hold.claim.id))

    def held_by(self, what: str, device: DeviceId) -> frozenset[EventId]:
        """Return the claims by which a device has a thing, or wants it; ended or not."""
        thing = self.things.get(what)
        return frozenset() if thing is None else frozenset(thing.claims.get(device, ()))

    def expired(self, now: int) -> bool:
        """Whether nothing here matters any more, so that the messages may be removed."""
        return not any(
            hold.is_live(now)
            for thing in self.things.values()
            for hold in (*thing.holders.values(), *((thing.hold,) if thing.hold else ()))
        )


def judge(
    placed: Iterable[Placed], revoked: Sequence[DeviceId] | frozenset[DeviceId] = ()
) -> Claims:
    """Return the state that claims and releases lead to; any order, any repetition.

    All must be of one UIDVALIDITY. Those of revoked devices have no effect.
    """
    things: dict[str, _Thing] = {}
    by_claim: dict[EventId, str] = {}
    shut_out = frozenset(revoked)
    seen: set[Position] = set()
    for item in sorted(placed, key=lambda item: item.at):
        if item.at in seen or item.what.device in shut_out:
            continue
        seen.add(item.at)
        if isinstance(item.what, Claim):
            by_claim[item.what.id] = item.what.what
            _claim(things.setdefault(item.what.what, _Thing()), item.what, item.received)
        elif (name := by_claim.get(item.what.claim)) is not None:
            _release(things[name], item.what)
    return Claims(things)


def _claim(thing: _Thing, claim: Claim, received: int) -> None:
    if claim.id in thing.won or claim.id in thing.lost:
        return  # a spare copy of the message
    now = thing.clock = max(thing.clock, received)
    until = now + min(max(claim.seconds, 0), MAX_SECONDS)
    own = thing.holders.get(claim.device)
    if own and now < own.until:
        thing.holders[claim.device] = Hold(own.claim, own.since, now, max(own.until, until))
    else:
        thing.holders[claim.device] = Hold(claim, now, now, until)
        thing.claims[claim.device] = set()
    thing.claims[claim.device].add(claim.id)
    hold = thing.hold
    if hold is None or not hold.is_live(now):
        thing.hold = Hold(claim, now, now, until)
        thing.won.add(claim.id)
    elif hold.claim.device == claim.device:
        thing.hold = Hold(hold.claim, hold.since, now, max(hold.until, until))
        thing.won.add(claim.id)
    else:
        thing.lost.add(claim.id)


def _release(thing: _Thing, release: Release) -> None:
    device = release.device
    if release.claim not in thing.claims.get(device, ()):
        return
    del thing.holders[device], thing.claims[device]
    if thing.hold and thing.hold.claim.device == device:
        thing.hold = None
