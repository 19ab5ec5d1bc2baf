"""Devices with keys that never change, and the lines they write."""

from app.domain import events as e
from app.domain.clock import Stamp
from app.domain.streams import Anchor
from mail.journal import Cover
from mail.journal_keys import device_id, digest_of, proof, public_key, team_id, text_of
from mail.journal_lines import batch_payload, seal

NOON = 1_760_000_000
TEAM_KEY = bytes(range(32, 64))
TEAM = team_id(TEAM_KEY)
OTHER_TEAM_KEY = bytes(range(64, 96))
COVER = Cover("support@shop.example", "1 change by Ann", ["set “Order 17” to closed"], NOON)


class Device:
    """A device that writes lines, each batch after the one before."""

    def __init__(self, number: int, *, team_key: bytes = TEAM_KEY) -> None:
        self.secret = bytes([number]) * 32
        self.public = public_key(self.secret)
        self.id = device_id(self.public)
        self.team_key = team_key
        self._count = 0
        self._number = 0
        self._previous: e.BatchDigest | None = None

    def event(self, fact: e.Fact, *, stamp: int = NOON * 1_000_000) -> e.Event:
        self._count += 1
        nonce = f"{self._count:08d}"
        at = stamp // 1_000_000
        return e.Event(e.event_id(self.id, nonce), Stamp(stamp + self._count), at, fact)

    def introduction(self, *, shown: str = "") -> e.Event:
        key, says = text_of(self.public), shown or proof(self.team_key, self.id)
        return self.event(e.DeviceIntroduced(e.MemberId("alice"), "laptop", key, says))

    def payload(self, *events: e.Event) -> bytes:
        self._number += 1
        payload = batch_payload(
            team_id(self.team_key), self.id, self._number, self._previous, events
        )
        self._previous = digest_of(payload)
        return payload

    def line(self, *events: e.Event) -> bytes:
        """Seal a batch: of these events, or of one more tag."""
        found = events or (self.event(e.TagAdded(Anchor("a@x"), f"tag {self._number}")),)
        return seal(self.secret, self.payload(*found))

    def first(self) -> bytes:
        """The line by which the device introduces itself."""
        return self.line(self.introduction())
