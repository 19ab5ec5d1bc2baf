"""The commonest events read by the shape of their canonical JSON, in a third of the time.

Only what `app.domain.events_json` would read just so; it reads everything else.
"""

import re
from collections.abc import Callable

from app.domain import events as e
from app.domain.clock import MICROSECONDS, Stamp, is_stamp
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

Shape = tuple[re.Pattern[str], Callable[[re.Match[str]], e.Fact]]


def _assigned(found: re.Match[str]) -> e.Fact:
    member, replaces, ticket = found.groups()
    whose = None if member is None else e.MemberId(member)
    return e.Assigned(e.Anchor(ticket), whose, _replaced(replaces))


def _status(found: re.Match[str]) -> e.Fact:
    replaces, before, marks, status, ticket = found.groups()
    seen = e.NOTHING_SEEN if before is None else e.Seen(marks, int(before))
    return e.StatusSet(e.Anchor(ticket), _STATUSES.get(status), seen, _replaced(replaces))


def _priority(found: re.Match[str]) -> e.Fact:
    priority, replaces, ticket = found.groups()
    return e.PrioritySet(e.Anchor(ticket), _PRIORITIES[priority], _replaced(replaces))


def _replaced(text: str | None) -> e.Replaces:
    return () if text is None else tuple([e.EventId(name) for name in text.split('","')])


def _shape(pattern: str, make: Callable[[re.Match[str]], e.Fact]) -> Shape:
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
    "tag-added": _shape(
        rf'"tag":{_LINE},{_TICKET}', lambda found: e.TagAdded(e.Anchor(found[2]), found[1])
    ),
    "note-added": _shape(
        rf'"text":"([^"\\\x00-\x1f]{{0,{MAX_TEXT}}})",{_TICKET}',
        lambda found: e.NoteAdded(e.Anchor(found[2]), found[1]),
    ),
}


def event_at(
    device: str, text: str, start: int, batch: e.BatchDigest
) -> tuple[e.Event, int] | None:
    """Read the event whose JSON begins here; return it and where it ends. None for other shapes."""
    head = _HEAD.match(text, start)
    if head is None:
        return None
    stamp, nonce, kind = head.groups()
    shape = _SHAPES.get(kind)
    found = shape[0].match(text, head.end()) if shape else None
    number = int(stamp)
    if shape is None or found is None or not is_stamp(number):
        return None
    name = e.event_id(device, nonce)
    event = e.Event(name, Stamp(number), number // MICROSECONDS, shape[1](found), batch)
    return event, found.end()
