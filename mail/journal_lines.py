"""Lines of the journal: what one device says, signed, as mail/wire-format.md section 4 lays down.

Reading never raises: what cannot be understood is a `Refused` with its reason.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.claims import Claim, Release
from app.domain.errors import MalformedDataError
from app.domain.events import BatchDigest, DeviceId, Event, EventId, event_id
from app.domain.events_json import canonical, from_json, parse, to_json
from app.domain.fold_devices import Link
from mail.journal_keys import (
    KEY_BYTES,
    TeamId,
    bytes_of,
    digest_of,
    is_signed,
    sign,
    team_id,
    text_of,
)

VERSION = 1
MAX_PAYLOAD = 4_000_000
"""Bytes of a line's payload; a writer stays far below (`BATCH_EVENTS`)."""
MAX_EVENTS = 10_000
BATCH_EVENTS = 500
"""Events that a writer puts into one batch at most."""

SIGNATURE = re.compile(rb"[A-Za-z0-9_-]{85}[AQgw]\Z")
"""64 bytes; the last character holds two bits, so there is one spelling."""
_NO_SIGNATURE = b"-"
_NAME = re.compile(r"[A-Za-z0-9_-]{16}\Z")
_DIGEST = re.compile(r"[A-Za-z0-9_-]{22}\Z")
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,32}\Z")
_MAX_WHAT = 1_100


class Reason(StrEnum):
    """Why something in the folder does not count."""

    NOT_OURS = "not-ours"
    """No message of the journal: ordinary mail, put there by somebody or some rule."""
    DAMAGED = "damaged"
    """The message was cut or altered on its way."""
    TOO_LARGE = "too-large"
    GARBLED = "garbled"
    """A line that breaks the format."""
    OTHER_TEAM = "other-team"
    """Signed for another mailbox's team: a copied or moved message."""
    BAD_PROOF = "bad-proof"
    """A device that does not know the team key, or uses another's id."""
    BAD_SIGNATURE = "bad-signature"
    """Altered after signing, or signed with another key."""
    NEWER = "newer"
    """Of a later format than this version reads; it stays in the folder for those who do."""
    FUTURE = "future"
    """Its clock is ahead of the server's by more than a year (`app.domain.clock.MAX_LEAD`)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that does not count, kept for the report."""

    reason: Reason
    detail: str
    """One English sentence."""
    source: bytes = b""
    """The line, where it was one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is well formed; nothing is proven yet."""

    source: bytes
    """The line without its end; passed on exactly so."""
    signature: str
    """86 characters; ``""`` for the team's own line."""
    payload: bytes
    value: Mapping[str, Any]
    kind: str
    """``batch``, ``claims``, ``team``, or what a newer version says."""
    team: TeamId
    device: DeviceId
    """``""`` in the team's own line."""
    digest: BatchDigest
    """What names it in its device's chain."""
    link: Link | None
    """Its place in its device's chain; None where it has none, as claims."""

    @property
    def newer(self) -> bool:
        """Whether only a later version of Postroom understands it."""
        return self.value["v"] != VERSION or self.kind not in ("batch", "claims", "team")

    def is_signed_by(self, public: bytes) -> bool:
        """Whether the device of this public key signed it; takes some 100 µs."""
        signature = bytes_of(self.signature, 64)
        return signature is not None and is_signed(public, signature, self.payload)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one device wrote in one go."""

    digest: BatchDigest
    link: Link
    events: tuple[Event, ...]


def batch_payload(
    team: TeamId,
    device: DeviceId,
    number: int,
    previous: BatchDigest | None,
    events: Sequence[Event],
) -> bytes:
    """Return what a device signs for events of its own.

    ``number`` is one more than that of its last batch, whose digest is ``previous``. Raises
    `ValueError` for events of another device, none, too many, or text that is no Unicode.
    """
    if not events or len(events) > MAX_EVENTS or any(e.device != device for e in events):
        raise ValueError("a batch holds events of its own device")
    value: dict[str, Any] = {
        "v": VERSION,
        "type": "batch",
        "team": team,
        "device": device,
        "number": number,
        "events": [to_json(event) for event in events],
    }
    if previous is not None:
        value["previous"] = previous
    return canonical(value).encode()


def claims_payload(team: TeamId, device: DeviceId, items: Iterable[Claim | Release]) -> bytes:
    """Return what a device signs for claims and releases of its own. Raises `ValueError`."""
    found = []
    for item in items:
        if item.device != device:
            raise ValueError("nobody claims for another device")
        if isinstance(item, Claim):
            nonce = item.id.partition(".")[2]
            found.append({"id": nonce, "what": item.what, "seconds": item.seconds})
        else:
            found.append({"release": item.claim.partition(".")[2]})
    value = {"v": VERSION, "type": "claims", "team": team, "device": device, "claims": found}
    return canonical(value).encode()


def seal(secret: bytes, payload: bytes) -> bytes:
    """Return the line of a payload, signed with the device's secret."""
    return text_of(sign(secret, payload)).encode() + b" " + payload


def team_line(key: bytes) -> bytes:
    """Return the line that keeps the team key in the folder."""
    value = {"v": VERSION, "type": "team", "team": team_id(key), "key": text_of(key)}
    return _NO_SIGNATURE + b" " + canonical(value).encode()


_NO_PLACE = "A batch has no proper place in its chain."


class _WrongError(Exception):
    """A line breaks the format."""


def open_line(source: bytes) -> Line | Refused:
    """Read a line without its end. What it says is not proven by that."""
    if len(source) > MAX_PAYLOAD + 87:
        return Refused(Reason.TOO_LARGE, "A line is longer than 4 million bytes.", source)
    try:
        return _line(source)
    except _WrongError as error:
        return Refused(Reason.GARBLED, str(error), source)


def _line(source: bytes) -> Line:
    first, space, payload = source.partition(b" ")
    signed = SIGNATURE.match(first) is not None
    if not space or not (signed or first == _NO_SIGNATURE):
        raise _WrongError("A line does not begin with a signature.")
    value = _payload(payload)
    if value is None:
        raise _WrongError("A line is no canonical JSON object.")
    kind = value.get("type")
    if type(value.get("v")) is not int or type(kind) is not str:
        raise _WrongError("A line does not say what it is.")
    if signed is (kind == "team") or not (signed or "device" not in value):
        raise _WrongError("A line is not signed as its kind demands.")
    team = TeamId(_name(value.get("team")))
    device = DeviceId(_name(value.get("device")) if signed else "")
    link = _link(device, value)
    if link is None and kind == "batch":
        raise _WrongError(_NO_PLACE)
    signature = first.decode() if signed else ""
    return Line(source, signature, payload, value, kind, team, device, digest_of(payload), link)


def _payload(payload: bytes) -> dict[str, Any] | None:
    try:
        value = parse(payload.decode())
        if not isinstance(value, dict) or canonical(value).encode() != payload:
            return None
    except (UnicodeError, MalformedDataError, RecursionError):
        return None
    return value


def _name(value: object) -> str:
    if not isinstance(value, str) or not _NAME.match(value):
        raise _WrongError("A line does not name its team and device.")
    return value


def _link(device: DeviceId, value: Mapping[str, Any]) -> Link | None:
    """Read the place in a chain, which all versions write alike."""
    number, previous = value.get("number", 0), value.get("previous", "")
    if "number" not in value and "previous" not in value:
        return None
    if type(number) is not int or type(previous) is not str:
        raise _WrongError(_NO_PLACE)
    if number == 1 and "previous" not in value:
        return Link(device, 1, None)
    if not (1 < number < 2**53 and _DIGEST.match(previous)):
        raise _WrongError(_NO_PLACE)
    return Link(device, number, BatchDigest(previous))


def key_of_team(line: Line) -> bytes | None:
    """Return the team key of a team's line; None where it is not that team's."""
    text = line.value.get("key")
    key = bytes_of(text, KEY_BYTES) if isinstance(text, str) else None
    return key if key is not None and team_id(key) == line.team else None


def batch_of(line: Line) -> Batch | Refused:
    """Read the events of a batch."""
    events, link, digest = line.value.get("events"), line.link, line.digest
    if link is None or not isinstance(events, list) or not 0 < len(events) <= MAX_EVENTS:
        return Refused(Reason.GARBLED, "A batch holds no events, or too many.", line.source)
    try:
        found = tuple([from_json(line.device, event, digest) for event in events])
    except MalformedDataError as error:
        return Refused(Reason.GARBLED, str(error), line.source)
    return Batch(digest, link, found)


def claims_of(line: Line) -> tuple[Claim | Release, ...] | Refused:
    """Read the claims and releases of a line."""
    items = line.value.get("claims")
    if not isinstance(items, list) or len(items) > MAX_EVENTS:
        return Refused(Reason.GARBLED, "A line of claims holds none.", line.source)
    found = [_claim(line.device, item) for item in items]
    claims = tuple([item for item in found if item is not None])
    if len(claims) != len(found):
        return Refused(Reason.GARBLED, "A claim breaks the format.", line.source)
    return claims


def _claim(device: DeviceId, item: object) -> Claim | Release | None:
    if not isinstance(item, dict):
        return None
    if "release" in item:
        name = _own_id(device, item["release"])
        return Release(name) if name else None
    name, what, seconds = _own_id(device, item.get("id")), item.get("what"), item.get("seconds")
    if name is None or type(seconds) is not int or seconds < 0:
        return None
    if type(what) is not str or not 0 < len(what) <= _MAX_WHAT:
        return None
    return Claim(name, what, seconds)


def _own_id(device: DeviceId, nonce: object) -> EventId | None:
    return event_id(device, nonce) if isinstance(nonce, str) and _NONCE.match(nonce) else None
