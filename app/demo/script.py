"""Reads the sample conversations that people wrote (`resources/sample`) into typed values.

A ticket file is TOML: who writes, in which language and mail program, and the letters with only
their new text. Times are relative, so that the mailbox is always fresh: ``12d 09:14`` is that time
of day twelve days ago in the ticket's zone, ``3h`` and ``40m`` are that long ago.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parseaddr
from importlib.resources import files
from typing import Any

_DAY_TIME = re.compile(r"(\d+)d (\d\d):(\d\d)")
_AGO = re.compile(r"(\d+)([hm])")
_MEMBERS = ("olena", "martin")


@dataclass(frozen=True, slots=True)
class Person:
    """A display name and an address."""

    name: str
    address: str

    @staticmethod
    def of(text: str) -> "Person":
        """Read ``Name <address>``."""
        return Person(*parseaddr(text))


@dataclass(frozen=True, slots=True)
class Member:
    """One of the two people who answer the sample mailbox; texts by language."""

    key: str
    address: str
    name: Mapping[str, str]
    signature: Mapping[str, str]
    phone: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Team:
    """The inbox and its members."""

    address: str
    members: Mapping[str, Member]


@dataclass(frozen=True, slots=True)
class LetterScript:
    """One letter as its author wrote it down; see the ticket files for what each field does."""

    at: str
    by: str = ""
    """A member's key, ``Name <address>``, or ``""`` for the ticket's contact."""
    text: str = ""
    client: str = ""
    client_format: str = ""
    """``plain`` forbids the HTML alternative."""
    sign: str | None = None
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    attach: tuple[Mapping[str, Any], ...] = ()
    inline: Mapping[str, Any] | None = None
    answers: int | None = None
    """1-based number of the letter it answers; None means the one before."""
    quote: bool = True
    references: bool = True
    reply_prefix: str = "Re: "
    refers_to: str = ""
    """Name of another ticket whose Message-IDs this letter quotes without right."""
    raw_headers: bool = False
    """Headers in bare 8-bit text, as old programs send them."""
    headers: Mapping[str, str] = field(default_factory=dict)
    eml: str = ""
    """Name of a source template in ``raw/`` that is the whole letter."""
    encode: str = "utf-8"
    """Character set in which that template's bytes are written."""


@dataclass(frozen=True, slots=True)
class TicketScript:
    """One conversation."""

    name: str
    subject: str
    lang: str
    client: str
    contact: Person
    zone: tzinfo
    sign: str
    charset: str
    letters: tuple[LetterScript, ...]


def load_tickets() -> list[TicketScript]:
    """Read all conversations, ordered by name."""
    folder = files("resources.sample") / "tickets"
    found = [
        (entry.name.removesuffix(".toml"), tomllib.loads(entry.read_text("utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return [_ticket(name, data) for name, data in sorted(found, key=lambda pair: pair[0])]


def load_team() -> Team:
    """Read who answers the sample mailbox."""
    data = tomllib.loads((files("resources.sample") / "team.toml").read_text("utf-8"))
    members = {key: Member(key=key, **data[key]) for key in _MEMBERS}
    return Team(data["inbox"]["address"], members)


def load_template(name: str) -> str:
    """Read one letter template of ``raw/``."""
    return (files("resources.sample") / "raw" / name).read_text("utf-8")


def moment(text: str, now: int, zone: tzinfo) -> datetime:
    """Turn a relative time into an aware datetime in that zone. Raises `ValueError`."""
    current = datetime.fromtimestamp(now, UTC).astimezone(zone)
    if match := _DAY_TIME.fullmatch(text):
        days, hour, minute = map(int, match.groups())
        day = current - timedelta(days=days)
        return day.replace(hour=hour, minute=minute, second=(hour * 7 + minute) % 60)
    if match := _AGO.fullmatch(text):
        unit = "hours" if match[2] == "h" else "minutes"
        return current - timedelta(**{unit: int(match[1])})
    raise ValueError(f"not a relative time: {text!r}")


def _ticket(name: str, data: dict[str, Any]) -> TicketScript:
    zone = data.get("zone", "+0200")
    offset = timedelta(hours=int(zone[:3]), minutes=int(zone[0] + zone[3:]))
    return TicketScript(
        name=name,
        subject=data["subject"],
        lang=data["lang"],
        client=data["client"],
        contact=Person.of(data["from"]),
        zone=timezone(offset),
        sign=data.get("sign", "").strip(),
        charset=data.get("charset", "utf-8"),
        letters=tuple(_letter(entry) for entry in data["letter"]),
    )


def _letter(entry: dict[str, Any]) -> LetterScript:
    values = dict(entry)
    values["text"] = entry.get("text", "").strip("\n")
    for name in ("to", "cc", "attach"):
        values[name] = tuple(entry.get(name, ()))
    values["table"] = tuple(tuple(row) for row in entry.get("table", ()))
    return LetterScript(**values)
