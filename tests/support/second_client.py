"""A second client's fold, written from mail/wire-format.md section 7 alone and as simply as can be.

It shares no code with ours and cares for no speed: it is what ours must agree with.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
FIELD_OF: dict[str, Callable[[Json], tuple[str, Any]]] = {
    "assigned": lambda j: ("assignee", j["member"]),
    "status-set": lambda j: ("status", j["status"]),
    "snoozed": lambda j: ("status", ("snoozed", j["until"], j.get("wake_on_reply", True))),
    "priority-set": lambda j: ("priority", j["priority"]),
    "promised": lambda j: ("promised", j["by"]),
    "letter-moved": lambda j: ("place", j["to"]),
    "contact-set": lambda j: ("field " + j["field"], j["value"]),
    "company-set": lambda j: ("field " + j["field"], j["value"]),
    "record-set": lambda j: ("field " + j["field"], j["value"]),
    "setting-set": lambda j: ("setting " + j["setting"], j["value"]),
    "member-introduced": lambda j: (
        "member " + j["member"],
        (j["name"], j.get("address", ""), j.get("colour", "")),
    ),
    "note-edited": lambda j: ("note " + j["note"], j["text"]),
    "note-deleted": lambda j: ("note " + j["note"], None),
}


@dataclass(frozen=True)
class Written:
    """An event with where it came from."""

    device: str
    batch: str
    json: Json

    @property
    def name(self) -> str:
        return f"{self.device}.{self.json['id']}"

    @property
    def place(self) -> tuple[int, str]:
        return self.json["clock"], self.name

    @property
    def stream(self) -> str:
        for field in ("ticket", "letter", "contact", "company", "record"):
            if field in self.json:
                return f"{field}:{self.json[field]}"
        if self.json["kind"] == "done":
            return f"done:{self.json['what']}"
        return str(self.json["stream"]) if self.json["kind"] == "undone" else "team"


class SecondClient:
    """Applies batches: (device, digest, previous digest, events as JSON texts)."""

    def __init__(self, batches: Iterable[tuple[str, str, str | None, list[str]]]) -> None:
        self._previous: dict[str, str | None] = {}
        found: dict[tuple[str, str], Written] = {}
        for device, digest, previous, texts in batches:
            self._previous[digest] = previous
            for text in texts:
                written = Written(device, digest, json.loads(text))
                found[written.name, digest] = written
        self._events = sorted(found.values(), key=lambda written: written.place)
        self._judge()

    def _back_from(self, last: str | None) -> set[str]:
        found: set[str] = set()
        while last is not None and last not in found:
            found.add(last)
            last = self._previous.get(last)
        return found

    def _judge(self) -> None:
        """Section 7, 1."""
        effective: list[Written] = []
        for event in self._events:
            about = event.stream == "team" and event.json["kind"] in ("device-revoked", "undone")
            if about and self._counts(event, effective):
                effective.append(event)
        self._effective = effective
        self._counted = [event for event in self._events if self._counts(event, effective)]

    def _counts(self, event: Written, effective: list[Written]) -> bool:
        return all(
            event.batch in self._back_from(other.json["last"])
            for other in effective
            if other.json["kind"] == "device-revoked"
            and other.json["device"] == event.device
            and not self._left_out(other, effective)
        )

    def _left_out(self, event: Written, among: list[Written]) -> bool:
        """Section 7, 2."""
        return any(
            other.json["kind"] == "undone"
            and other.json["event"] == event.name
            and other.stream == event.stream
            and other.place > event.place
            and not self._left_out(other, among)
            for other in among
        )

    def stream(self, stream: str) -> Json:
        """What a stream says: fields, tags, merges, notes, members who are gone."""
        events = [event for event in self._counted if event.stream == stream]
        out = {event.name: event for event in events if self._left_out(event, events)}
        fields: dict[str, dict[str, Any]] = {}
        said: Json = {"tags": {}, "merges": {}, "gone": {}, "done": False}
        for event in events:
            if event.name in out:
                continue
            j, kind = event.json, event.json["kind"]
            if kind == "note-added":
                fields[f"note {event.name}"] = {event.name: j["text"]}
            elif kind in FIELD_OF:
                name, value = FIELD_OF[kind](j)
                if name.startswith("note ") and name not in fields:
                    continue
                heads = fields.setdefault(name, {})
                for old in self._replaced(j.get("replaces", []), out):
                    heads.pop(old, None)
                heads[event.name] = value
            elif kind.startswith("tag-"):
                said["tags"][j["tag"].casefold()] = kind == "tag-added"
            elif kind.endswith("merged"):
                said["merges"][j["into"]] = kind == "merged"
            said["done"] = said["done"] or kind == "done"
            if kind in ("member-introduced", "member-gone"):
                said["gone"][j["member"]] = kind == "member-gone"
        introduced = {name[7:] for name in fields if name.startswith("member ")}
        said["gone"] = {name: gone for name, gone in said["gone"].items() if name in introduced}
        said["fields"] = {name: list(heads.items()) for name, heads in fields.items()}
        return said

    def _replaced(self, names: list[str], out: dict[str, Written]) -> set[str]:
        found: set[str] = set()
        for name in names:
            found.add(name)
            if name in out:
                found |= self._replaced(out[name].json.get("replaces", []), out)
        return found
