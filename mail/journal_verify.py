"""Decide which lines of the journal count: whose they are, and that nobody altered them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.claims import Claim, Release
from app.domain.clock import is_too_far_ahead
from app.domain.events import BatchDigest, DeviceId, DeviceIntroduced
from mail.journal_keys import KEY_BYTES, TeamId, bytes_of, device_id, proves
from mail.journal_lines import Batch, Line, Reason, Refused, batch_of, claims_of, open_line


@dataclass(frozen=True, slots=True)
class Arrived:
    """A line with what the server says of its message."""

    source: bytes
    received: int
    """INTERNALDATE of the message, seconds UTC."""


@dataclass(frozen=True, slots=True)
class Genuine:
    """A line that counts."""

    line: Line
    content: Batch | tuple[Claim | Release, ...] | None
    """None where only a newer version understands it: kept, passed on, and told."""
    signature_checked: bool = True
    """False where a later batch of the device vouches for it (`verify`)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading lines."""

    genuine: tuple[Genuine, ...]
    refused: tuple[Refused, ...]
    waiting: tuple[Arrived, ...]
    """Of devices whose introduction has not come yet: keep them and try again with it."""
    devices: Mapping[DeviceId, bytes]
    """Public keys by device, those known before included."""
    trusted: frozenset[tuple[DeviceId, BatchDigest]]
    """What `verify` takes for the next, older lines: read a folder from its newest message back,
    and hardly a signature has to be checked."""


def verify(
    lines: Iterable[Arrived],
    teams: Mapping[TeamId, bytes],
    devices: Mapping[DeviceId, bytes],
    trusted: Iterable[tuple[DeviceId, BatchDigest]] = (),
) -> Reading:
    """Tell the lines that count from those that do not, in any order; never raises.

    ``teams`` are the keys of the teams that this mailbox trusts, ``devices`` the public keys known
    so far, ``trusted`` what genuine batches named as the previous one of their device. A signature
    takes some 100 µs to check, so a batch that a later one of the same device vouches for in this
    way counts without. Lines that only say a team's key are left out (`journal_lines.key_of_team`).
    """
    found = _Verification(teams, dict(devices), set(trusted))
    for arrived in lines:
        found.open(arrived)
    found.introduce()
    found.check()
    return Reading(
        tuple(found.genuine),
        tuple(found.refused),
        tuple(found.waiting),
        found.devices,
        frozenset(found.trusted),
    )


class _Verification:
    def __init__(
        self,
        teams: Mapping[TeamId, bytes],
        devices: dict[DeviceId, bytes],
        trusted: set[tuple[DeviceId, BatchDigest]],
    ) -> None:
        self._teams = teams
        self.trusted = trusted
        self._lines: dict[bytes, tuple[Line, Arrived]] = {}
        self.devices = devices
        self.genuine: list[Genuine] = []
        self.refused: list[Refused] = []
        self.waiting: list[Arrived] = []

    def open(self, arrived: Arrived) -> None:
        line = open_line(arrived.source)
        if isinstance(line, Refused):
            self.refused.append(line)
        elif line.kind == "team":
            return
        elif line.team not in self._teams:
            self._refuse(line, Reason.OTHER_TEAM, "This was signed for another team's mailbox.")
        else:
            known = self._lines.get(line.source)
            if known is None or known[1].received < arrived.received:
                self._lines[line.source] = (line, arrived)

    def introduce(self) -> None:
        """Learn the keys of devices that introduce themselves, if they know the team key."""
        for source, (line, _) in list(self._lines.items()):
            if line.device in self.devices or b'"device-introduced"' not in line.payload:
                continue
            key = self._introduced(line)
            if key is not None:
                self.devices[line.device] = key
            elif self._tries(line):
                del self._lines[source]
                text = "A device introduced itself without knowing the team key."
                self._refuse(line, Reason.BAD_PROOF, text)

    def _introduced(self, line: Line) -> bytes | None:
        for fact in _introductions(line):
            key = bytes_of(fact.key, KEY_BYTES)
            if (
                key is not None
                and device_id(key) == line.device
                and proves(self._teams[line.team], line.device, fact.proof)
                and line.is_signed_by(key)
            ):
                return key
        return None

    @staticmethod
    def _tries(line: Line) -> bool:
        return bool(_introductions(line))

    def check(self) -> None:
        """Check the newest batches of each device first, so that they vouch for the others."""
        lines = sorted(
            self._lines.values(),
            key=lambda item: (item[0].device, -(item[0].link.number if item[0].link else 1 << 60)),
        )
        for line, arrived in lines:
            key = self.devices.get(line.device)
            if key is None:
                self.waiting.append(arrived)
                continue
            vouched = line.link is not None and (line.device, line.digest) in self.trusted
            if vouched or line.is_signed_by(key):
                if line.link and line.link.previous:
                    self.trusted.add((line.device, line.link.previous))
                self._accept(line, arrived, checked=not vouched)
            else:
                self._refuse(line, Reason.BAD_SIGNATURE, "A line was altered after its signing.")

    def _accept(self, line: Line, arrived: Arrived, *, checked: bool) -> None:
        if line.newer:
            self.genuine.append(Genuine(line, None, checked))
            return
        content = batch_of(line) if line.kind == "batch" else claims_of(line)
        if isinstance(content, Refused):
            self.refused.append(content)
        elif isinstance(content, Batch) and _is_ahead(content, arrived.received):
            self._refuse(line, Reason.FUTURE, "The clock of the computer that wrote it is wrong.")
        else:
            self.genuine.append(Genuine(line, content, checked))

    def _refuse(self, line: Line, reason: Reason, detail: str) -> None:
        self.refused.append(Refused(reason, detail, line.source))


def _introductions(line: Line) -> list[DeviceIntroduced]:
    batch = batch_of(line)
    if isinstance(batch, Refused):
        return []
    return [event.fact for event in batch.events if isinstance(event.fact, DeviceIntroduced)]


def _is_ahead(batch: Batch, received: int) -> bool:
    return any(is_too_far_ahead(event.stamp, received) for event in batch.events)


def checked(item: Genuine, devices: Mapping[DeviceId, bytes]) -> Genuine | None:
    """Check a signature that `verify` left unchecked; None where it is wrong.

    What a device passes on to others in a pack must have been checked, since whoever reads it
    there may not have the later batch that vouched for it.
    """
    if item.signature_checked:
        return item
    if item.line.is_signed_by(devices.get(item.line.device, b"")):
        return replace(item, signature_checked=True)
    return None
