"""The commonest events read by the shape of their canonical JSON, in a third of the time.

Only what `app.domain.events_json` would read just so; it reads everything else.
"""

import re
from collections.abc import Callable
from typing import Any

from app.domain import events as e
from app.domain.clock import MAX_STAMP, MICROSECONDS
from app.domain.events_json import MAX_TEXT
from app.domain.tickets import Status

_LINE = r'"([^"\\\x00-\x1f\x7f]{1,1100})"'
_TICKET = rf'"ticket":{_LINE}\}}'
_NAME = r"[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{8,32}"
_REPLACES = rf'(?:"replaces":\["({_NAME}(?:","{_NAME}){{0,15}})"\],)?'
_SEEN = r'(?:"seen":\{"before":(0|[1-9][0-9]{0,11}),"marks":"((?:[A-Za-z0-9_-]{4}){0,16})"\},)?'
_HEAD = re.compile(
    r'\{"clock":([1-9][0-9]{0,15}),"id":"([A-Za-z0-9_-]{8,32})","kind":"([a-z-]{1,40})",'
)
_STATUSES = {'"open"': Status.OPEN, '"waiting"': Status.WAITING, '"closed"': Status.CLOSED}
_PRIORITIES = {priority.value: priority for priority in e.Priority}

Shape = tuple[re.Pattern[str], Callable[[re.Match[Any]], e.Fact]]
# What a pattern has found is of the type that it stands for; to say so by a call takes its time.


def _assigned(found: re.Match[Any]) -> e.Fact:
    member, replaces, ticket = found.group(1, 2, 3)
    return e.Assigned(ticket, member, _replaced(replaces) if replaces else ())


def _status(found: re.Match[Any]) -> e.Fact:
    replaces, before, marks, status, ticket = found.group(1, 2, 3, 4, 5)
    seen = e.NOTHING_SEEN if before is None else e.Seen(marks, int(before))
    before_it = _replaced(replaces) if replaces else ()
    return e.StatusSet(ticket, _STATUSES.get(status), seen, before_it)


def _priority(found: re.Match[Any]) -> e.Fact:
    priority, replaces, ticket = found.group(1, 2, 3)
    return e.PrioritySet(ticket, _PRIORITIES[priority], _replaced(replaces) if replaces else ())


def _replaced(text: str) -> e.Replaces:
    return tuple([e.EventId(name) for name in text.split('","')])


def _shape(pattern: str, make: Callable[[re.Match[Any]], e.Fact]) -> Shape:
    return re.compile(pattern), make


_SHAPES: dict[str, Shape] = {
    "assigned": _shape(
        rf'"member":(?:"([A-Za-z0-9_-]{{1,64}})"|null),{_REPLACES}{_TICKET}', _assigned
    ),
    "status-set": _shape(
        rf'{_REPLACES}{_SEEN}"status":({"|".join(_STATUSES)}|null),{_TICKET}', _status
    ),
    "priority-set": _shape(
        rf'"priority":"({"|".join(_PRIORITIES)})",{_REPLACES}{_TICKET}', _priority
    ),
    "tag-added": _shape(rf'"tag":{_LINE},{_TICKET}', lambda found: e.TagAdded(*found.group(2, 1))),
    "note-added": _shape(
        rf'"text":"([^"\\\x00-\x1f]{{0,{MAX_TEXT}}})",{_TICKET}',
        lambda found: e.NoteAdded(*found.group(2, 1)),
    ),
}


def events_at(
    device: str, text: str, start: int, batch: e.BatchDigest
) -> tuple[list[tuple[e.Event, str]], int] | None:
    """Read the events that begin here, a comma between two, each with its JSON, and where they end.

    None where one of them has another shape.
    """
    found: list[tuple[e.Event, str]] = []
    end = start
    while (head := _HEAD.match(text, end)) is not None:
        stamp, nonce, kind = head.group(1, 2, 3)
        shape = _SHAPES.get(kind)
        body = shape[0].match(text, head.end()) if shape else None
        number = int(stamp)
        if shape is None or body is None or number > MAX_STAMP:
            break
        after = body.end()
        name: Any = f"{device}.{nonce}"
        moment: Any = number
        event = e.Event(name, moment, number // MICROSECONDS, shape[1](body), batch)
        found.append((event, text[end:after]))
        if text[after : after + 1] != ",":
            return found, after
        end = after + 1
    return None
