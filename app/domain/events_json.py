"""Events as JSON and back, as mail/wire-format.md lays down.

Nothing is trusted: what a known kind may not hold makes the event `Unknown`, which is kept exactly
and has no effect; the same happens to kinds of newer versions.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, NoReturn, get_args

from app.domain import events as e
from app.domain.clock import MICROSECONDS, Stamp, is_stamp
from app.domain.errors import MalformedDataError
from app.domain.streams import TEAM, Stream, ticket_stream
from app.domain.tickets import Status

MAX_LINE = 1_100
"""Characters of a name, address, tag or id."""
MAX_TEXT = 65_536
"""Characters of a note or a value."""
MAX_LIST = 1_000
MAX_SECONDS = 2**40

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,32}\Z")
_MEMBER = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_DEVICE = re.compile(r"[A-Za-z0-9_-]{16}\Z")
_DIGEST = re.compile(r"[A-Za-z0-9_-]{22}\Z")
_EVENT = re.compile(r"[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{8,32}\Z")
_COLOUR = re.compile(r"(?:#[0-9a-f]{6})?\Z")
_KEY = re.compile(r"[A-Za-z0-9_-]{43}\Z")
_MARKS = re.compile(r"(?:[A-Za-z0-9_-]{4}){0,16}\Z")
_REQUIRED = object()
_STATUSES = {status.value: status for status in (Status.OPEN, Status.WAITING, Status.CLOSED)}
_PRIORITIES = {priority.value: priority for priority in e.Priority}

Json = Mapping[str, Any]


class _WrongError(ValueError):
    """A field does not hold what its kind allows."""


def canonical(value: object) -> str:
    """Return the one JSON text of a value: RFC 8785, with whole numbers only."""
    return _ENCODER.encode(value) if _ENCODE is None else "".join(_ENCODE(value, 0))


def kinds() -> frozenset[str]:
    """Return the kinds of events that this version understands."""
    return frozenset(_KINDS)


def parse(text: str) -> object:
    """Read JSON without fractions. Raises `MalformedDataError`."""
    value, end = parse_at(text, 0)
    if end != len(text):
        raise MalformedDataError("Something follows the JSON.")
    return value


def parse_at(text: str, start: int) -> tuple[object, int]:
    """Read the JSON that begins here; return it and where it ends. Raises `MalformedDataError`."""
    try:
        return _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise MalformedDataError("This is no JSON of ours.") from error


def to_json(event: e.Event) -> dict[str, Any]:
    """Return an event as it stands in a batch of its device."""
    fact = event.fact
    if isinstance(fact, e.Unknown):
        return dict(json.loads(fact.source))
    found: dict[str, Any] = {
        "id": event.id.partition(".")[2],
        "clock": event.stamp,
        "kind": fact.kind,
    }
    if event.at != event.stamp // MICROSECONDS:
        found["at"] = event.at
    for name, _, default in _KINDS[fact.kind][1]:
        value = getattr(fact, name)
        if value != default:
            found[name] = _plain(value)
    return found


def from_json(device: str, value: object, batch: e.BatchDigest | None = None) -> e.Event:
    """Read an event of a device's batch. `MalformedDataError` where not even its id can be read."""
    nonce, stamp, kind, at, named = _head(value)
    return e.Event(e.event_id(device, nonce), Stamp(stamp), at, fact_from(kind, named), batch)


def stored_event(name: e.EventId, value: Json, batch: e.BatchDigest | None) -> e.Event:
    """Return the event of an id whose JSON `from_json` has read before."""
    stamp, kind = value["clock"], value["kind"]
    at = value.get("at", stamp // MICROSECONDS)
    return e.Event(name, stamp, at, fact_from(kind, value), batch)


def _head(value: object) -> tuple[str, int, str, int, Json]:
    if not isinstance(value, dict):
        raise MalformedDataError("An event is no JSON object.")
    nonce, stamp, kind = value.get("id"), value.get("clock"), value.get("kind")
    if not (isinstance(nonce, str) and _NONCE.match(nonce)):
        raise MalformedDataError("An event has no proper id.")
    if type(stamp) is not int or not is_stamp(stamp) or type(kind) is not str:
        raise MalformedDataError("An event has no proper clock or kind.")
    at = value.get("at", stamp // MICROSECONDS)
    if type(at) is not int:
        raise MalformedDataError("An event has no proper time.")
    return nonce, stamp, kind, at, value


def fact_from(kind: str, value: Json) -> e.Fact:
    """Read the fact of an event; `Unknown` for whatever this version does not know."""
    known = _KINDS.get(kind)
    if known is not None:
        make, shape = known
        try:
            return make(
                *[
                    read(value[name]) if name in value else _absent(default)
                    for name, read, default in shape
                ]
            )
        except _WrongError:
            pass
    return e.Unknown(kind, _stream_of(value), canonical(value))


def _stream_of(value: Json) -> Stream:
    try:
        return ticket_stream(_line(value.get("ticket")))
    except _WrongError:
        return TEAM


def _absent(default: Any) -> Any:  # noqa: ANN401 - whatever the field's default is
    if default is _REQUIRED:
        raise _WrongError
    return default


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    if isinstance(value, e.Seen):
        return {"before": value.before, "marks": value.marks}
    return list(value) if isinstance(value, tuple) else value


# --- what fields may hold ----------------------------------------------------------------------

Reader = Callable[[Any], Any]


def _line(value: Any) -> str:  # noqa: ANN401 - JSON
    if type(value) is not str or not 0 < len(value) <= MAX_LINE:
        raise _WrongError
    if not value.isprintable() and _CONTROLS.search(value):  # the first is quick
        raise _WrongError
    return value


def _line_or_empty(value: Any) -> str:  # noqa: ANN401 - JSON
    return "" if value == "" else _line(value)


def _lower(value: Any) -> str:  # noqa: ANN401 - JSON
    if _line(value) != value.lower():
        raise _WrongError
    return str(value)


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    if type(value) is not str or len(value) > MAX_TEXT or "\0" in value:
        raise _WrongError
    return value


def _seconds(value: Any) -> int:  # noqa: ANN401 - JSON
    if type(value) is not int or not 0 <= value <= MAX_SECONDS:
        raise _WrongError
    return value


def _flag(value: Any) -> bool:  # noqa: ANN401 - JSON
    if type(value) is not bool:
        raise _WrongError
    return value


def _matching(pattern: re.Pattern[str]) -> Reader:
    def read(value: Any) -> str:  # noqa: ANN401 - JSON
        if type(value) is not str or not pattern.match(value):
            raise _WrongError
        return value

    return read


def _or_none(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def _many(reader: Reader) -> Reader:
    def read(value: Any) -> tuple[Any, ...]:  # noqa: ANN401 - JSON
        if type(value) is not list or len(value) > MAX_LIST:
            raise _WrongError
        return tuple([reader(item) for item in value])

    return read


def _status(value: Any) -> Status | None:  # noqa: ANN401 - JSON
    if value is None:
        return None
    found = _STATUSES.get(value) if isinstance(value, str) else None
    if found is None:
        raise _WrongError
    return found


def _priority(value: Any) -> e.Priority:  # noqa: ANN401 - JSON
    found = _PRIORITIES.get(value) if isinstance(value, str) else None
    if found is None:
        raise _WrongError
    return found


def _seen(value: Any) -> e.Seen:  # noqa: ANN401 - JSON
    if type(value) is not dict:
        raise _WrongError
    return e.Seen(_matching(_MARKS)(value.get("marks", "")), _seconds(value.get("before", 0)))


def _stream(value: Any) -> Stream:  # noqa: ANN401 - JSON
    if len(_line(value)) < 4:
        raise _WrongError
    return Stream(value)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
)
_C_ENCODER = getattr(json.encoder, "c_make_encoder", None)
_SORTED, _NO_SKIP, _ANY_NUMBER = True, False, True
_ENCODE: Callable[[object, int], Iterable[str]] | None = _C_ENCODER and _C_ENCODER(
    None,
    _ENCODER.default,
    json.encoder.encode_basestring,
    None,
    ":",
    ",",
    _SORTED,
    _NO_SKIP,
    _ANY_NUMBER,
)
"""What `_ENCODER.encode` makes anew in each call, where this Python has it: half of the time."""
_DECODER = json.JSONDecoder(parse_float=_no_number, parse_constant=_no_number)

_READERS: dict[str, Reader] = {
    "ticket": _line,
    "into": _line,
    "letter": _line,
    "to": _or_none(_line),
    "replaces": _many(_matching(_EVENT)),
    "status": _status,
    "seen": _seen,
    "until": _seconds,
    "wake_on_reply": _flag,
    "priority": _priority,
    "by": _or_none(_seconds),
    "tag": _line,
    "text": _text,
    "mentions": _many(_matching(_MEMBER)),
    "note": _matching(_EVENT),
    "contact": _lower,
    "company": _lower,
    "record": _line,
    "field": _line,
    "value": _or_none(_text),
    "what": _line,
    "name": _line,
    "address": _line_or_empty,
    "colour": _matching(_COLOUR),
    "key": _matching(_KEY),
    "proof": _matching(_KEY),
    "device": _matching(_DEVICE),
    "last": _or_none(_matching(_DIGEST)),
    "setting": _line,
    "stream": _stream,
    "event": _matching(_EVENT),
    "member": _matching(_MEMBER),
}


def _shape(fact: type) -> tuple[tuple[str, Reader, Any], ...]:
    """Fields in order with how to read them and their default, or `_REQUIRED`."""
    found = []
    for part in fields(fact):
        default = _REQUIRED if part.default is MISSING else part.default
        reader = _READERS[part.name]
        if fact is e.Assigned and part.name == "member":
            reader = _or_none(reader)
        found.append((part.name, reader, default))
    return tuple(found)


_KINDS: dict[str, tuple[Callable[..., e.Fact], tuple[tuple[str, Reader, Any], ...]]] = {
    fact.kind: (fact, _shape(fact)) for fact in get_args(e.Fact) if fact is not e.Unknown
}
"""Kind → its class and the shape of its JSON."""
