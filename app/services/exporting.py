"""Tickets as ordinary files: each letter's source, a page to read and print, and a form as JSON.

    DIR/ABC1234-where-is-my-order/ticket.json      written first; lists the files that are ours
                                  ticket.html      no scripts, no remote loads, pictures inside
                                  20260301T120000Z-1f2e3d4c.eml ...

One ticket at a time is in memory. A file or folder that this program did not write is never
touched: the export takes another name. Doing it again brings the same files up to date; a ticket
that was joined to another one keeps the folder it had.
"""

import json
import os
import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import FunctionLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from app.domain.errors import RejectedError, StorageError
from app.domain.ids import MessageKey, TicketId
from app.domain.tickets import Queue
from app.services.queries import Queries
from app.services.read_models import PART_SCHEME, Conversation, LetterView

_PAGE = 200
_MANIFEST = "ticket.json"
_SLUG_CHARACTERS = 40
_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
_PICTURE_BYTES = 4 * 1024 * 1024
_PAGE_BYTES = 32 * 1024 * 1024
"""Pictures of one page together; what is over stays in the letter's own file."""
_OWN_PART = re.compile(rf"{PART_SCHEME}://letter/(\d+)/([^\"'\s<>()]*)")
_NOT_IN_NAMES = re.compile(r"[^\w]+|_+")

Describe = Callable[[Conversation], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did."""

    tickets: int
    letters: int


def export_tickets(
    queries: Queries,
    tickets: Iterable[TicketId],
    folder: Path,
    describe: Describe,
    *,
    progress: Callable[[int], None] | None = None,
) -> ExportReport:
    """Write tickets below ``folder``, which is made where it is missing.

    ``describe`` gives a ticket's JSON form. Tickets that are no more are passed over. Raises
    `RejectedError` where the folder cannot be written to, `StorageError` where the disk is full.
    """
    done = letters = 0
    taken: set[Path] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ticket in tickets:
            conversation = queries.conversation(ticket, remembered=False)
            if conversation is None:
                continue
            place = _place(folder, conversation, taken)
            taken.add(place)
            _write_ticket(queries, conversation, place, describe)
            done, letters = done + 1, letters + len(conversation.letters)
            if progress is not None and done % _PAGE == 0:
                progress(done)
    except OSError as error:
        if error.errno in {28, 122}:  # no space, quota
            raise StorageError("The disk is full; what was exported so far stands.") from error
        raise RejectedError(f"“{folder}” cannot be written to: {error.strerror}.") from error
    return ExportReport(done, letters)


def all_tickets(queries: Queries) -> Iterator[TicketId]:
    """Every ticket there is, newest first, read page by page."""
    seen: set[TicketId] = set()  # new mail may push known ones to a later page
    offset = 0
    while page := queries.tickets(Queue.ALL, offset=offset, limit=_PAGE):
        offset += len(page)
        for row in page:
            if row.id not in seen:
                seen.add(row.id)
                yield row.id


def _write_ticket(
    queries: Queries, conversation: Conversation, place: Path, describe: Describe
) -> None:
    before = _ours(place) or []
    place.mkdir(exist_ok=True)
    names = {"page": _free_name(place, "ticket.html", before)}
    letters: list[tuple[LetterView, str]] = []
    for letter in conversation.letters:
        name = _letter_name(letter, queries.source(letter.key))
        letters.append((letter, _free_name(place, name, before)))
    written = sorted({_MANIFEST, names["page"], *(name for _, name in letters)})
    form = describe(conversation)
    for part, (_, name) in zip(form.get("letters", []), letters, strict=False):
        part["file"] = name
    form["export"] = {"program": "postroom", "files": written}
    _write(place / _MANIFEST, json.dumps(form, ensure_ascii=False, indent=1).encode())
    for letter, name in letters:
        _write(place / name, queries.source(letter.key))
    _write(place / names["page"], _page(queries, conversation, letters).encode())
    for stale in set(before) - set(written):
        with suppress(FileNotFoundError):
            (place / stale).unlink()


# --- names and files ------------------------------------------------------------------------------


def slug(text: str) -> str:
    """Make a part of a file name out of any text: letters, digits and ``-``, at most 40."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return _NOT_IN_NAMES.sub("-", plain).strip("-")[:_SLUG_CHARACTERS].rstrip("-")


def _place(folder: Path, conversation: Conversation, taken: set[Path]) -> Path:
    """The ticket's folder: the one of an earlier export, else a name that nobody has."""
    code = conversation.ticket.code
    for known in sorted(folder.glob(f"{code}*")):
        if known not in taken and _ours(known) is not None and _code_in(known) == code:
            return known
    name = "-".join(filter(None, (code, slug(conversation.ticket.subject))))
    place, number = folder / name, 1
    while os.path.lexists(place):
        number += 1
        place = folder / f"{name}-{number}"
    return place


def _ours(place: Path) -> list[str] | None:
    """The files that an earlier export wrote there; None where the folder is not ours."""
    form = _manifest(place)
    if form is None:
        return None
    listed = form["export"].get("files")
    names = listed if isinstance(listed, list) else []
    return [n for n in names if isinstance(n, str) and Path(n).name == n and n not in {".", ".."}]


def _code_in(place: Path) -> object:
    form = _manifest(place)
    return form.get("code") if form else None


def _manifest(place: Path) -> dict[str, Any] | None:
    path = place / _MANIFEST
    if place.is_symlink() or path.is_symlink() or not path.is_file():
        return None
    try:
        form = json.loads(path.read_bytes())
    except (ValueError, OSError):
        return None
    export = form.get("export") if isinstance(form, dict) else None
    ours = isinstance(export, dict) and export.get("program") == "postroom"
    return form if ours else None


def _free_name(place: Path, name: str, ours: list[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number = 1
    while name not in ours and os.path.lexists(place / name):
        number += 1
        name = f"{stem}-{number}{dot}{ending}"
    return name


def _letter_name(letter: LetterView, raw: bytes) -> str:
    when = datetime.fromtimestamp(max(0, letter.received), UTC).strftime("%Y%m%dT%H%M%SZ")
    digest = blake2b(raw, digest_size=4, key=letter.message_id.encode()[:64]).hexdigest()
    return f"{when}-{digest}.eml"


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that is there with the same bytes stays."""
    there = path.is_file() and not path.is_symlink() and path.stat().st_size == len(data)
    if there and path.read_bytes() == data:
        return
    part = path.with_name(path.name + ".part")
    with suppress(FileNotFoundError):
        part.unlink()
    with part.open("xb") as file:
        file.write(data)
    part.replace(path)


# --- the page -------------------------------------------------------------------------------------


def _page(
    queries: Queries, conversation: Conversation, letters: list[tuple[LetterView, str]]
) -> str:
    left = [_PAGE_BYTES]

    def inline(html: str) -> Markup:
        # cleaned by mail.html, and what is put in is base64: safe to print as it is
        return Markup(_OWN_PART.sub(lambda m: _data_url(queries, m, left), html))  # noqa: S704

    return _template().render(
        ticket=conversation.ticket,
        letters=[
            {
                "view": letter,
                "file": name,
                "date": datetime.fromtimestamp(max(0, letter.received), UTC),
                "parts": [(part.kind.value, inline(part.html)) for part in letter.parts],
            }
            for letter, name in letters
        ],
    )


def _data_url(queries: Queries, match: re.Match[str], left: list[int]) -> str:
    part = queries.inline_part(MessageKey(int(match[1])), unquote(match[2]))
    if part is None or part[0] not in _PICTURES:
        return "data:,"
    kind, data = part
    if len(data) > min(_PICTURE_BYTES, left[0]):
        return "data:,"
    left[0] -= len(data)
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


@lru_cache(maxsize=1)
def _template() -> Template:
    folder = files("resources") / "templates"
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("export.html.j2")
