"""Read many lines of the journal at once, quickly, into what a database keeps of them.

Agrees with `mail.journal_verify`, which reads whatever is not an ordinary batch; of an ordinary one
the JSON is read, and checked to be canonical, event by event, and kept as it stands.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from app.domain.claims import Claim, Release
from app.domain.clock import is_too_far_ahead
from app.domain.errors import MalformedDataError
from app.domain.events import BatchDigest, DeviceId, Event
from app.domain.events_json import canonical, from_json, parse_at
from mail.journal_keys import TeamId, bytes_of, is_signed
from mail.journal_lines import (
    MAX_EVENTS,
    MAX_PAYLOAD,
    Batch,
    Line,
    Reason,
    Refused,
    key_of_team,
    open_line,
)
from mail.journal_shapes import events_at
from mail.journal_verify import Arrived, Genuine, verify

EventText = tuple[Event, str]
"""An event with its JSON."""
Place = tuple[DeviceId, int, BatchDigest]
"""Where a batch stands in its device's chain, and its digest."""
Vouched = Collection[tuple[DeviceId, BatchDigest]]
"""What genuine batches name as the previous one of their device."""

INTRODUCES = b'"device-introduced"'
_SIGNED = 87
"""Characters before the payload."""
_HEAD = re.compile(r'([A-Za-z0-9_-]{85}[AQgw]) \{"device":"([A-Za-z0-9_-]{16})","events":\[')
_TAIL = re.compile(
    r'\],"number":([1-9][0-9]{0,15}),(?:"previous":"([A-Za-z0-9_-]{22})",)?'
    r'"team":"([A-Za-z0-9_-]{16})","type":"batch","v":1\}'
)
_MAX_NUMBER = 2**53
ALTERED = "A line was altered after its signing."


class Signed(IntEnum):
    """What is known of a line's signature."""

    UNCHECKED = 0
    """Another batch of the device vouches for what it says."""
    GOOD = 1
    WRONG = 2
    """Though what it says is genuine; it must not be passed on."""


@dataclass(slots=True)
class Kept:
    """A line that counts, or that only a newer version understands."""

    digest: BatchDigest
    device: DeviceId
    number: int | None
    """Place in its device's chain; None for newer lines outside of it."""
    previous: BatchDigest | None
    team: TeamId
    signature: str
    line: bytes | None
    """None where `payload_of` makes it again from the rest."""
    size: int
    """Bytes of the line."""
    events: list[EventText]
    stamp: int = 0
    """The greatest of its events."""
    signed: Signed = Signed.UNCHECKED
    newer: bool = False


@dataclass(slots=True)
class Sifted:
    """What came of lines; each line is in one of these."""

    kept: dict[bytes, Kept] = field(default_factory=dict)
    claims: dict[bytes, tuple[Claim | Release, ...]] = field(default_factory=dict)
    refused: dict[bytes, Refused] = field(default_factory=dict)
    waiting: dict[bytes, DeviceId] = field(default_factory=dict)
    """Of devices that have not introduced themselves."""
    teams: dict[bytes, TeamId] = field(default_factory=dict)
    """Lines that say a team's key (`journal_lines.key_of_team`)."""


def payload_of(
    device: str, number: int, previous: str | None, team: str, events: Iterable[str]
) -> str:
    """Return what is signed of an ordinary batch; ``events`` are their JSON, in order."""
    before = "" if previous is None else f'"previous":"{previous}",'
    return (
        f'{{"device":"{device}","events":[{",".join(events)}],"number":{number},{before}'
        f'"team":"{team}","type":"batch","v":1}}'
    )


def plain(source: bytes, digest: BatchDigest) -> Kept | None:
    """Read an ordinary batch: nothing in it but what this version writes.

    ``digest`` is that of its payload. None for all else, be it newer or broken. What it says is
    not proven by that.
    """
    if len(source) > MAX_PAYLOAD + _SIGNED:
        return None
    try:
        text = source.decode()
        head = _HEAD.match(text)
        return _plain(text, head, digest, len(source)) if head else None
    except (UnicodeError, IndexError, MalformedDataError, RecursionError):
        return None


def _plain(text: str, head: re.Match[Any], digest: BatchDigest, size: int) -> Kept | None:
    signature, device = head.group(1, 2)
    start = head.end()
    found = events_at(device, text, start, digest) or _by_value(device, text, start, digest)
    if found is None:
        return None
    events, end = found
    tail: re.Match[Any] | None = _TAIL.fullmatch(text, end)
    if tail is None or len(events) > MAX_EVENTS:
        return None
    place, previous, team = tail.group(1, 2, 3)
    number = int(place)
    if (number == 1) != (previous is None) or number >= _MAX_NUMBER:
        return None
    greatest = max([event.stamp for event, _ in events])
    return Kept(digest, device, number, previous, team, signature, None, size, events, greatest)


def _by_value(
    device: DeviceId, text: str, start: int, digest: BatchDigest
) -> tuple[list[EventText], int] | None:
    """Read any list of events that is canonical JSON."""
    values, end = parse_at(text, start - 1)
    if type(values) is not list or not 0 < len(values) <= MAX_EVENTS:
        return None
    said = [canonical(value) for value in values]
    if ",".join(said) != text[start : end - 1]:
        return None
    return [(from_json(device, v, digest), t) for v, t in zip(values, said, strict=True)], end - 1


def introductions(
    lines: Mapping[bytes, int], teams: Mapping[TeamId, bytes], devices: Mapping[DeviceId, bytes]
) -> tuple[dict[DeviceId, bytes], dict[bytes, Refused]]:
    """Return the keys of devices that introduce themselves, and the lines that only try to.

    ``lines`` → INTERNALDATE of their messages. Call it before `sift`, with all lines there are.
    """
    candidates = [Arrived(line, at) for line, at in lines.items() if INTRODUCES in line]
    if not candidates:
        return {}, {}
    reading = verify(candidates, teams, devices)
    new = {name: key for name, key in reading.devices.items() if name not in devices}
    bad = {item.source: item for item in reading.refused if item.reason is Reason.BAD_PROOF}
    return new, bad


def sift(
    lines: Mapping[bytes, BatchDigest],
    received: Mapping[bytes, int],
    teams: Mapping[TeamId, bytes],
    devices: Mapping[DeviceId, bytes],
    vouched: Callable[[Iterable[Place]], Vouched],
) -> Sifted:
    """Tell lines that count from those that do not, as `journal_verify.verify` does.

    ``lines`` → digest of the payload; none that is known already. ``received`` has the latest
    INTERNALDATE (seconds UTC) of the messages that carry each. ``vouched`` is asked for which of
    some batches a genuine one, known already, vouches. Give newer lines before older ones: hardly a
    signature has to be checked then.
    """
    ordinary: list[tuple[bytes, Kept]] = []
    others: list[bytes] = []
    for source, digest in lines.items():
        kept = plain(source, digest)
        if kept is None:
            others.append(source)
        else:
            ordinary.append((source, kept))
    within = {kept.previous for _, kept in ordinary}
    asked = [
        (kept.device, kept.number or 0, kept.digest)
        for _, kept in ordinary
        if kept.digest not in within
    ]
    opened = [line for source in others if isinstance(line := open_line(source), Line)]
    asked += [(line.device, line.link.number, line.digest) for line in opened if line.link]
    found = _Sieve(received, teams, devices, set(vouched(asked)))
    if others:
        found.others(others)
    ordinary.sort(key=lambda item: (item[1].device, -(item[1].number or 0)))
    found.ordinary(ordinary)
    return found.result


class _Sieve:
    def __init__(
        self,
        received: Mapping[bytes, int],
        teams: Mapping[TeamId, bytes],
        devices: Mapping[DeviceId, bytes],
        trusted: set[tuple[DeviceId, BatchDigest]],
    ) -> None:
        self._received = received
        self._teams = teams
        self._devices = devices
        self._trusted = trusted
        self._by_digest: dict[BatchDigest, bytes] = {}
        self.result = Sifted()

    def others(self, sources: Iterable[bytes]) -> None:
        """Take whatever is no ordinary batch: claims, team keys, newer and broken lines."""
        signed = []
        for source in sources:
            if source.startswith(b"- "):
                self._team(source)
            else:
                signed.append(Arrived(source, self._received[source]))
        reading = verify(signed, self._teams, self._devices, self._trusted)
        self._trusted.update(reading.trusted)
        for refused in reading.refused:
            self.result.refused[refused.source] = refused
        for arrived in reading.waiting:
            line = open_line(arrived.source)
            if isinstance(line, Line):
                self.result.waiting[arrived.source] = line.device
        for item in reading.genuine:
            if isinstance(item.content, tuple):
                self.result.claims[item.line.source] = item.content
            else:
                self._keep(item.line.source, _kept(item))

    def _team(self, source: bytes) -> None:
        line = open_line(source)
        if isinstance(line, Line) and key_of_team(line) is not None:
            self.result.teams[source] = line.team
        elif isinstance(line, Refused):
            self.result.refused[source] = line
        else:
            text = "A line says another key than that of the team it names."
            self.result.refused[source] = Refused(Reason.GARBLED, text, source)

    def ordinary(self, items: Iterable[tuple[bytes, Kept]]) -> None:
        """Take ordinary batches; later ones of a device come first."""
        trusted, by_digest, result = self._trusted, self._by_digest, self.result.kept
        for source, kept in items:
            device, digest = kept.device, kept.digest
            if (
                (device, digest) in trusted
                and digest not in by_digest
                and kept.team in self._teams
                and device in self._devices
                and not is_too_far_ahead(kept.stamp, self._received[source])
            ):  # as nearly all
                if kept.previous is not None:
                    trusted.add((device, kept.previous))
                by_digest[digest] = source
                result[source] = kept
            else:
                self._ordinary(source, kept)

    def _ordinary(self, source: bytes, kept: Kept) -> None:
        if kept.team not in self._teams:
            self._refuse(source, Reason.OTHER_TEAM, "This was signed for another team's mailbox.")
            return
        key = self._devices.get(kept.device)
        if key is None:
            self.result.waiting[source] = kept.device
            return
        if (kept.device, kept.digest) not in self._trusted:
            if not is_good(kept.signature, source, key):
                self._refuse(source, Reason.BAD_SIGNATURE, ALTERED)
                return
            kept.signed = Signed.GOOD
        if kept.previous is not None:
            self._trusted.add((kept.device, kept.previous))
        if is_too_far_ahead(kept.stamp, self._received[source]):
            text = "The clock of the computer that wrote it is wrong."
            self._refuse(source, Reason.FUTURE, text)
        else:
            self._keep(source, kept)

    def _keep(self, source: bytes, kept: Kept) -> None:
        """Keep a batch once; of two lines that say the same, the one whose signature is right."""
        other = self._by_digest.setdefault(kept.digest, source)
        if other == source:
            self.result.kept[source] = kept
            return
        key = self._devices[kept.device]
        before = self.result.kept[other]
        if is_good(before.signature, other, key) or not is_good(kept.signature, source, key):
            self._refuse(source, Reason.BAD_SIGNATURE, ALTERED)
            return
        del self.result.kept[other]
        self._refuse(other, Reason.BAD_SIGNATURE, ALTERED)
        kept.signed = Signed.GOOD
        self._by_digest[kept.digest] = source
        self.result.kept[source] = kept

    def _refuse(self, source: bytes, reason: Reason, detail: str) -> None:
        self.result.refused[source] = Refused(reason, detail, source)


def is_good(signature: str, source: bytes, key: bytes) -> bool:
    """Whether a line's signature is right; takes some 100 µs."""
    data = bytes_of(signature, 64)
    return data is not None and is_signed(key, data, source.partition(b" ")[2])


def _kept(item: Genuine) -> Kept:
    """Return what is kept of a batch with more in it than this version writes, or of a newer line.

    The line itself is, since nothing else can make it up.
    """
    line = item.line
    rows: list[EventText] = []
    if isinstance(item.content, Batch):
        texts = [canonical(value) for value in line.value["events"]]
        rows = list(zip(item.content.events, texts, strict=True))
    link = line.link
    return Kept(
        line.digest,
        line.device,
        link.number if link else None,
        link.previous if link else None,
        line.team,
        line.signature,
        line.source,
        len(line.source),
        rows,
        max((event.stamp for event, _ in rows), default=0),
        Signed.GOOD if item.signature_checked else Signed.UNCHECKED,
        item.content is None,
    )
