"""Sum up a calendar invitation (RFC 5545) in a few readable lines."""

import re

from mail import transfer
from mail.charsets import decode
from mail.cleantext import body_text, one_line

_MAX = 1_000_000
_MAX_LINES = 20_000
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_SHOWN = (("SUMMARY", "Event"), ("DTSTART", "Starts"), ("DTEND", "Ends"), ("LOCATION", "Where"),
          ("ORGANIZER", "Organiser"))  # fmt: skip


def summary(data: bytes, encoding: str, hint: str) -> str:
    """Return what, when and where of the first event, ``""`` where there is none."""
    raw = transfer.decode(data[:_MAX], encoding)[0]
    text = body_text(decode(raw, "", hint)[0])
    fields: dict[str, tuple[str, str]] = {}
    inside = False
    for line in re.sub(r"\n[ \t]", "", text).split("\n")[:_MAX_LINES]:
        head, colon, value = _split(line)
        name, _, parameters = head.partition(";")
        name = name.strip().upper()
        if inside and name in ("BEGIN", "END"):  # an alarm within the event says nothing new
            break
        if name == "BEGIN" and value.strip().upper() in ("VEVENT", "VTODO"):
            inside = True
        elif colon and (inside or name == "METHOD"):
            fields.setdefault(name, (parameters, value))
    if not inside:
        return ""
    return _lines(fields)


def _split(line: str) -> tuple[str, str, str]:
    """Split at the first colon outside quotes."""
    quoted = False
    for at, char in enumerate(line[:2000]):
        if char == '"':
            quoted = not quoted
        elif char == ":" and not quoted:
            return line[:at], ":", line[at + 1 :]
    return line, "", ""


def _lines(fields: dict[str, tuple[str, str]]) -> str:
    lines = []
    method = fields.get("METHOD", ("", ""))[1].strip().upper()
    if method in ("CANCEL", "REPLY", "REQUEST"):
        lines.append(
            {"CANCEL": "Cancelled", "REPLY": "Answer to an invitation"}.get(method, "Invitation")
        )
    for name, label in _SHOWN:
        if name not in fields:
            continue
        parameters, value = fields[name]
        if name.startswith("DT"):
            value = _time(parameters, value)
        elif name == "ORGANIZER":
            value = re.sub(r"(?i)^mailto:", "", value)
        if shown := one_line(_unescaped(value)):
            lines.append(f"{label}: {shown}")
    description = _unescaped(fields.get("DESCRIPTION", ("", ""))[1]).strip()
    if description:
        lines += ["", description]
    return "\n".join(lines)


def _time(parameters: str, value: str) -> str:
    match = _TIME.match(value.strip())
    if not match:
        return value
    year, month, day, hour, minute, utc = match.groups()
    zone = re.search(r"TZID=\"?([^;\":]+)", parameters)
    suffix = " UTC" if utc else f" ({zone[1]})" if zone and hour else ""
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}{suffix}" if hour else "")


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value, flags=re.DOTALL)
