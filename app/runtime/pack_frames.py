"""What the process that reads packs is asked, and what it answers (`app.runtime.pack_reader`).

Everything goes as a length and that many bytes of a pickle of plain values. To the child: once the
messages with the keys to judge them by, then once the streams to fold. From the child: who
introduces themselves, part after part, an empty frame, the ending; then folds, some at a time.
"""

import pickle
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from app.domain.claims import Claim, Placed, Position, Release
from app.domain.events import DeviceId, MemberId, Priority, Seen
from app.domain.fold import Brief
from app.domain.fold_fields import StatusWish
from app.domain.streams import Stream
from app.domain.tickets import Status
from app.runtime.children import plain_values
from app.services.journal_reading import Again, Ending, Message, Part, RefusedLine, Waiting
from mail.journal_keys import TeamId
from mail.journal_lines import Reason

LENGTH = struct.Struct(">Q")
Request = tuple[list[Message], dict[TeamId, bytes], dict[DeviceId, bytes]]
_STATUS = {status.value: status for status in Status}
_PRIORITY = {priority.value: priority for priority in Priority}


def write(pipe: BinaryIO, data: bytes) -> None:
    """Write a frame."""
    pipe.write(LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def read(pipe: BinaryIO) -> bytes | None:
    """Read a frame, waiting for it; None where the other side has ended."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = pipe.read(length)
    return data if len(data) == length else None


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


# --- what is asked ---------------------------------------------------------------------------


def of_request(
    messages: Iterable[Message], teams: Mapping[TeamId, bytes], devices: Mapping[DeviceId, bytes]
) -> bytes:
    """Ask for messages to be read."""
    rows = [(message.uid, message.received, message.raw) for message in messages]
    return _pickled((rows, dict(teams), dict(devices)))


def request(data: bytes) -> Request:
    """Read what `of_request` wrote."""
    rows, teams, devices = plain_values(data)
    return [Message(*row) for row in rows], teams, devices


def of_groups(groups: Sequence[Sequence[Stream]]) -> bytes:
    """Ask for streams to be folded."""
    return _pickled([list(group) for group in groups])


def groups(data: bytes) -> list[list[Stream]]:
    """Read what `of_groups` wrote."""
    found: list[list[Stream]] = plain_values(data)
    return found


# --- what is answered --------------------------------------------------------------------------


def of_devices(devices: Mapping[DeviceId, bytes]) -> bytes:
    """Say who introduces themselves."""
    return _pickled(dict(devices))


def devices(data: bytes) -> dict[DeviceId, bytes]:
    """Read what `of_devices` wrote."""
    found: dict[DeviceId, bytes] = plain_values(data)
    return found


def of_part(part: Part) -> bytes:
    """Write rows."""
    return _pickled((*part[:-1], [tuple(again) for again in part.again]))


def part(data: bytes) -> Part:
    """Read what `of_part` wrote."""
    batches, streams, events, held, again = plain_values(data)
    return Part(batches, streams, events, held, [Again(*one) for one in again])


def of_ending(ending: Ending) -> bytes:
    """Write what else there is."""
    return _pickled(
        (
            *ending[:2],
            [(uid, reason.value, detail) for uid, reason, detail in ending.refused],
            [tuple(one) for one in ending.waiting],
            [_of_claim(placed) for placed in ending.claims],
            *ending[5:],
        )
    )


def ending(data: bytes) -> Ending:
    """Read what `of_ending` wrote."""
    carries, teams, refused, waiting, claims, *rest = plain_values(data)
    return Ending(
        carries,
        teams,
        [RefusedLine(uid, Reason(reason), detail) for uid, reason, detail in refused],
        [Waiting(*one) for one in waiting],
        [_claim(one) for one in claims],
        *rest,
    )


def _of_claim(placed: Placed) -> tuple[object, ...]:
    where = (placed.at.uid, placed.at.line, placed.received)
    if isinstance(placed.what, Claim):
        return (*where, placed.what.id, placed.what.what, placed.what.seconds)
    return (*where, placed.what.claim, None, 0)


def _claim(row: Sequence[Any]) -> Placed:
    uid, line, received, name, what, seconds = row
    said = Release(name) if what is None else Claim(name, what, seconds)
    return Placed(Position(uid, line), received, said)


def of_folds(folds: Iterable[Brief]) -> bytes:
    """Write folds."""
    return _pickled([_of_brief(brief) for brief in folds])


def folds(data: bytes) -> list[Brief]:
    """Read what `of_folds` wrote."""
    return [_brief(*one) for one in plain_values(data)]


def _of_brief(brief: Brief) -> tuple[object, ...]:
    status, assignee, priority, *rest = brief
    wish = None
    if status is not None:
        seen = (status.seen.marks, status.seen.before)
        wish = (status.status.value, seen, status.until, status.wake_on_reply)
    return wish, assignee, priority.value, *rest


def _brief(
    wish: tuple[str, tuple[str, int], int | None, bool] | None,
    assignee: MemberId | None,
    priority: str,
    *rest: Any,  # noqa: ANN401 - as `_of_brief` has it
) -> Brief:
    status = None
    if wish is not None:
        status = StatusWish(_STATUS[wish[0]], Seen(*wish[1]), *wish[2:])
    return Brief(status, assignee, _PRIORITY[priority], *rest)
