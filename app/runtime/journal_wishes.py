"""Claims that this computer is to make, and where its person is at work (presence).

Soft things that end by themselves: kept in memory only, and told by whoever has the connection.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from secrets import token_urlsafe

from app.domain.claims import Claim, Release, Verdict
from app.domain.events import DeviceId, EventId, event_id
from app.domain.ports import Clock
from app.domain.streams import Anchor
from app.services.presence import presence_of

PRESENT_SECONDS = 120
"""Life of a presence (mail/wire-format.md, section 6)."""
_RENEWED = 60.0
"""Seconds after which a presence is said again."""
_LONG = 3600.0
_NONCE_BYTES = 9


@dataclass(frozen=True, slots=True)
class Claimed:
    """What became of a claim, when its place among the others was read from the folder."""

    id: EventId
    won: bool
    ends: float
    """Monotonic seconds by this computer: nothing may be done by it afterwards."""


@dataclass(slots=True)
class _Asked:
    what: str
    seconds: int
    answer: "Future[Claimed]"
    claim: Claim | None = None
    """Once it was told; the same is told again until it was read."""
    sent: float = 0.0


@dataclass(slots=True)
class _Presence:
    wanted: bool = True
    claim: Claim | None = None
    """By which it was said last."""
    said: float = 0.0


class JournalWishes:
    """What waits to be claimed and released. Any thread."""

    def __init__(self, clock: Clock, call: Callable[[], None] = lambda: None) -> None:
        """``call`` is called when there is something new to tell."""
        self._clock = clock
        self._call = call
        self._lock = threading.Condition()
        self._asked: list[_Asked] = []
        self._presences: dict[Anchor, _Presence] = {}
        self._releases: list[Release] = []
        self._leaving = False
        self._in_flight = False
        """Whether something was told that was not read back yet."""
        self._given_up = False

    def claim(self, what: str, seconds: int) -> "Future[Claimed]":
        """Ask for a thing; the answer comes when the folder was read, or never (`give_up`)."""
        asked = _Asked(what, seconds, Future())
        with self._lock:
            if self._given_up:
                asked.answer.cancel()
                return asked.answer
            self._asked.append(asked)
        self._call()
        return asked.answer

    def release(self, claim: EventId) -> None:
        """Give back what was won by a claim."""
        with self._lock:
            self._releases.append(Release(claim))
        self._call()

    def present(self, anchor: Anchor, *, there: bool) -> None:
        """Say that the person writes in a ticket, until it is said that they do not."""
        with self._lock:
            known = self._presences.get(anchor)
            if known is None:
                if not there or self._leaving:
                    return
                self._presences[anchor] = _Presence()
            elif known.wanted == there:
                return
            else:
                known.wanted = there
        self._call()

    def leave(self) -> bool:
        """Give back all presences and take no new ones; whether there is one to be told of."""
        with self._lock:
            self._leaving = True
            for presence in self._presences.values():
                presence.wanted = False
            told = not self._has_left()
        if told:
            self._call()
        return told

    def wait_until_left(self, seconds: float) -> bool:
        """After `leave`: wait until the team was told, or cannot be; whether it was soon enough."""
        with self._lock:
            return self._lock.wait_for(self._has_left, seconds)

    def _has_left(self) -> bool:
        return not self._in_flight and all(p.claim is None for p in self._presences.values())

    def any_waiting(self) -> bool:
        """Whether there is something that was never told."""
        with self._lock:
            return bool(
                self._releases
                or any(asked.claim is None for asked in self._asked)
                or any(p.wanted is (p.claim is None) for p in self._presences.values())
            )

    def outgoing(self, device: DeviceId) -> tuple[Claim | Release, ...]:
        """Return what is to be told now; `settle` afterwards, once it was read back."""
        now = self._clock.monotonic()
        with self._lock:
            found: list[Claim | Release] = [r for r in self._releases if r.device == device]
            self._releases = []
            for asked in self._asked:
                if asked.claim is None or asked.claim.device != device:
                    asked.claim = Claim(_new(device), asked.what, asked.seconds)
                    asked.sent = now
                found.append(asked.claim)
            for anchor, presence in list(self._presences.items()):
                if not presence.wanted:
                    del self._presences[anchor]
                    if presence.claim is not None and presence.claim.device == device:
                        found.append(Release(presence.claim.id))
                elif presence.claim is None or now >= presence.said + _RENEWED:
                    presence.claim = Claim(_new(device), presence_of(anchor), PRESENT_SECONDS)
                    presence.said = now
                    found.append(presence.claim)
            self._in_flight = bool(found)
        return tuple(found)

    def settle(self, verdict: Callable[[Claim], Verdict]) -> None:
        """Answer the claims that were read from the folder."""
        answered = []
        with self._lock:
            self._landed()
            for asked in list(self._asked):
                said = Verdict.UNKNOWN if asked.claim is None else verdict(asked.claim)
                if said is not Verdict.UNKNOWN:
                    self._asked.remove(asked)
                    answered.append((asked, said))
        for asked, said in answered:
            if asked.claim is not None and asked.answer.set_running_or_notify_cancel():
                ends = asked.sent + asked.seconds
                asked.answer.set_result(Claimed(asked.claim.id, said is Verdict.WON, ends))

    def tell_again(self) -> None:
        """Tell presences anew: what was told last may not have arrived."""
        with self._lock:
            for presence in self._presences.values():
                presence.claim = None
            self._landed()

    def _landed(self) -> None:
        self._in_flight = False
        self._lock.notify_all()

    def seconds_to_next(self) -> float:
        """Seconds until something is to be told again by itself."""
        now = self._clock.monotonic()
        with self._lock:
            due = [p.said + _RENEWED - now for p in self._presences.values() if p.claim]
        return max(0.0, min(due, default=_LONG))

    def give_up(self) -> None:
        """Cancel what nobody will answer any more."""
        with self._lock:
            self._given_up = True
            asked, self._asked = self._asked, []
        for one in asked:
            one.answer.cancel()


def _new(device: DeviceId) -> EventId:
    return event_id(device, token_urlsafe(_NONCE_BYTES))
