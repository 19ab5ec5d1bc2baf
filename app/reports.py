"""What the command line prints: stable JSON forms, and tables for people."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.domain.accounts import Account, Folder
from app.domain.events import Priority
from app.domain.grouping import Why, WhyKind
from app.domain.ids import MessageKey
from app.domain.messages import Address
from app.services.read_models import Conversation, LetterView, SearchHit, TicketRow
from app.services.team_models import NoteView

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check of the doctor: what was looked at, how it stands, and what to do."""

    subject: str
    ok: bool
    detail: str
    remedy: str = ""

    def form(self) -> Json:
        """As JSON."""
        return {
            "subject": self.subject,
            "ok": self.ok,
            "detail": self.detail,
            "remedy": self.remedy,
        }

    def text(self) -> str:
        """As a line for people, the remedy below it."""
        line = f"{'ok ' if self.ok else 'BAD'}  {self.subject}: {self.detail}"
        return f"{line}\n     {self.remedy}" if self.remedy else line


def good(subject: str, detail: str) -> Verdict:
    """A check that passed."""
    return Verdict(subject, ok=True, detail=detail)


def bad(subject: str, detail: str, remedy: str) -> Verdict:
    """A check that failed."""
    return Verdict(subject, ok=False, detail=detail, remedy=remedy)


def as_json(value: Json | list[Json]) -> str:
    """One line of JSON, letters of all languages as they are; what terminals obey is escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it, and what turns lines around."""


def iso(seconds: int) -> str:
    """ISO 8601 in UTC, such as ``2026-03-01T12:00:00Z``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def person(address: Address) -> Json:
    """A name and an address."""
    return {"name": address.name, "address": address.address}


def ticket_json(row: TicketRow, message_ids: Sequence[str] | None) -> Json:
    """A ticket; ``message_ids`` only when they were asked for."""
    form: Json = {
        "code": row.code,
        "subject": row.subject,
        "status": row.status.value,
        "assignee": row.assignee.name if row.assignee else None,
        "due": None,
        "contact": person(row.contact),
        "updated": iso(row.updated),
        "tags": list(row.tags),
        "priority": row.priority.value,
        "promised": None if row.promised is None else iso(row.promised),
        "snoozed_until": None if row.snoozed_until is None else iso(row.snoozed_until),
        "notes": row.notes,
        "disputed": row.disputed,
        "draft": row.draft,
        "sending": row.sending.value if row.sending else None,
        "answering": [
            {"member": each.member.name, "since": iso(each.since), "heard": iso(each.heard)}
            for each in row.present
        ],
    }
    if message_ids is not None:
        form["message_ids"] = list(message_ids)
    return form


def hit_json(hit: SearchHit) -> Json:
    """A letter found."""
    return {
        "ticket": hit.ticket,
        "message_id": hit.message_id,
        "subject": hit.subject,
        "from": person(hit.sender),
        "date": iso(hit.received),
        "snippet": hit.snippet,
    }


def account_json(account: Account, folders: Sequence[Folder]) -> Json:
    """An account with its folders; never a password."""
    settings = account.settings
    return {
        "name": settings.name,
        "address": settings.address,
        "imap": str(settings.imap) if settings.imap else None,
        "smtp": str(settings.smtp) if settings.smtp else None,
        "security": settings.security.value,
        "user": settings.user,
        "sign_in": "token" if settings.token_command else "password",
        "folders": [
            {
                "name": f.name,
                "role": f.role.value,
                "followed": f.followed,
                "server": f.server_count,
                "local": f.local_count,
            }
            for f in folders
        ],
    }


def account_text(account: Account, folders: Sequence[Folder]) -> str:
    """An account with its folders; those that are synced have a star."""
    settings = account.settings
    lines = [f"{settings.name}: {settings.address} at {settings.imap or 'no server'}"]
    for f in folders:
        counts = f"{f.local_count:,}"
        if f.server_count is not None:
            counts += f" of {f.server_count:,}"
        lines.append(f"  {'*' if f.followed else ' '} {f.name}: {counts}")
    return "\n".join(lines)


def conversation_json(conversation: Conversation) -> Json:
    """A ticket with its letters, oldest first."""
    ids = list(dict.fromkeys(letter.message_id for letter in conversation.letters))
    return {
        **ticket_json(conversation.ticket, ids),
        "letters": [_letter_json(letter) for letter in conversation.letters],
        "related": [related.code for related in conversation.related],
        "merged": list(conversation.merged),
        "internal_notes": [_note_json(note) for note in conversation.notes],
        "drafts": [draft.id for draft in conversation.drafts],
        "outbox": [
            {"number": letter.draft, "state": letter.state.value}
            for letter in conversation.outgoing
        ],
    }


def _note_json(note: NoteView) -> Json:
    return {
        "id": note.id,
        "member": note.member.name if note.member else None,
        "at": iso(note.at),
        "text": note.text,
        "edited": note.edited,
    }


def _letter_json(letter: LetterView) -> Json:
    return {
        "message_id": letter.message_id,
        "from": person(letter.sender),
        "to": [person(p) for p in letter.to],
        "cc": [person(p) for p in letter.cc],
        "bcc": [person(p) for p in letter.bcc],
        "ours": letter.ours,
        "date": iso(letter.received),
        "subject": letter.subject,
        "parts": [{"kind": part.kind.value, "html": part.html} for part in letter.parts],
        "attachments": [
            {"filename": a.filename, "content_type": a.content_type, "size": a.size}
            for a in letter.attachments
        ],
        "automatic": letter.automatic.value if letter.automatic else None,
        "warnings": [w.value for w in letter.warnings],
        "why": {"kind": letter.why.kind.value, "evidence": letter.why.evidence},
        "gone": letter.gone,
        "flags": sorted(letter.flags),
        "folders": list(letter.folders),
    }


_WHY = {
    WhyKind.FIRST: "begins the ticket",
    WhyKind.ANSWERS: "answers {}",
    WhyKind.SHARED_PARENT: "answers {}, which is not here but others here answer too",
    WhyKind.SAME_SUBJECT: "no reference, but same person and subject within 7 days as {}",
    WhyKind.TICKET_CODE: "no reference, but its subject quotes the code {}",
    WhyKind.COPY: "another copy of {}",
    WhyKind.BOUNCE: "reports that {} was not delivered",
    WhyKind.HELD_BACK: "refers to {}, but its sender takes no part in that ticket",
}


def why_text(why: Why) -> str:
    """Why a letter is where it is, as half a sentence."""
    return _WHY[why.kind].format(why.evidence)


def conversation_text(conversation: Conversation, text_of: Callable[[MessageKey], str]) -> str:
    """A ticket for people: each letter's people, time, place and new text."""
    ticket = conversation.ticket
    lines = [
        f"{ticket.code}  {ticket.subject or '(no subject)'}",
        f"{ticket.status.value}, {ticket.letters} letters, {who(ticket.contact)}",
    ]
    lines += _said_lines(conversation)
    lines += [f"maybe related: {r.code} {r.subject}" for r in conversation.related]
    lines += [f"unfinished, draft {d.id}: {d.snippet}" for d in conversation.drafts]
    lines += [
        f"in the outbox, {o.draft} ({o.state.value}): {o.snippet}" for o in conversation.outgoing
    ]
    for letter in conversation.letters:
        lines += [
            "",
            f"── {who(letter.sender)} · {iso(letter.received)}",
            f"   to {', '.join(who(p) for p in letter.to) or '(nobody named)'}",
            f"   {why_text(letter.why)}",
            *([f"   automatic: {letter.automatic.value}"] if letter.automatic else []),
            *_moved_lines(letter),
        ]
        lines += [f"   attachment: {a.filename} ({a.size:,} bytes)" for a in letter.attachments]
        lines += ["", text_of(letter.key)]
    return "\n".join(lines)


def _said_lines(conversation: Conversation) -> list[str]:
    """What the team says of a ticket."""
    ticket = conversation.ticket
    facts = [f"assigned to {ticket.assignee.name}"] if ticket.assignee else []
    if ticket.priority is not Priority.NORMAL:
        facts.append(f"priority {ticket.priority.value}")
    if ticket.snoozed_until is not None:
        facts.append(f"put aside until {iso(ticket.snoozed_until)}")
    if ticket.promised is not None:
        facts.append(f"promised by {iso(ticket.promised)}")
    if ticket.disputed:
        facts.append("two people said different things: postroom conflicts")
    lines = [", ".join(facts)] if facts else []
    lines += [
        f"{each.member.name} is answering this, since {iso(each.since)}, last heard of "
        f"{iso(each.heard)}"
        for each in ticket.present
    ]
    if ticket.tags:
        lines.append("tags: " + ", ".join(ticket.tags))
    if conversation.merged:
        lines.append("merged with: " + ", ".join(conversation.merged))
    for note in conversation.notes:
        writer = note.member.name if note.member else "somebody"
        lines += ["", f"── internal note by {writer} · {iso(note.at)} · {note.id}", note.text]
    return lines


def _moved_lines(letter: LetterView) -> list[str]:
    """Who brought a letter here by hand."""
    if letter.moved_at is None:
        return []
    mover = letter.moved_by.name if letter.moved_by else "somebody"
    along = f", along with {letter.moved_with}" if letter.moved_with else ""
    return [f"   brought here by {mover} on {iso(letter.moved_at)}{along}"]


def who(address: Address) -> str:
    """A person on one line, the address always shown."""
    if not address.address:
        return f"{address.name} (no address)" if address.name else "(no sender)"
    return f"{address.name} <{address.address}>" if address.name else address.address


def age(seconds: int, now: int) -> str:
    """How long ago, in one short word."""
    past = max(0, now - seconds)
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if past >= size:
            return f"{past // size} {unit}"
    return "now"


def ticket_table(rows: Sequence[TicketRow], now: int) -> str:
    """A list of tickets; whose they are, and who is answering, only where any is so."""
    columns: list[tuple[str, int, Callable[[TicketRow], str]]] = [
        ("CODE", 7, lambda row: row.code),
        ("STATUS", 9, lambda row: row.status.value + (" !" if row.bounced else "")),
        ("AGE", 6, lambda row: age(row.updated, now)),
        ("LETTERS", 7, lambda row: str(row.letters)),
        ("ASSIGNEE", 14, lambda row: row.assignee.name if row.assignee else ""),
        ("ANSWERING", 14, lambda row: ", ".join(each.member.name for each in row.present)),
        ("CONTACT", 36, lambda row: who(row.contact)),
        ("SUBJECT", 60, lambda row: row.subject or "(no subject)"),
    ]
    for seldom in ("ASSIGNEE", "ANSWERING"):
        columns = [
            (head, width, cell)
            for head, width, cell in columns
            if head != seldom or any(map(cell, rows))
        ]
    lines = [tuple(cell(row) for _, _, cell in columns) for row in rows]
    heads = tuple(head for head, _, _ in columns)
    return table(heads, lines, tuple(width for _, width, _ in columns))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> str:
    """Aligned columns, cut to ``widths`` cells (the last is cut too); wide letters count two."""
    lines = [head, *rows]
    actual = [min(w, max(_cells(line[n]) for line in lines)) for n, w in enumerate(widths)]
    return "\n".join(
        "  ".join(_fit(text, width) for text, width in zip(line, actual, strict=True)).rstrip()
        for line in lines
    )


def _cells(text: str) -> int:
    return sum(_width(c) for c in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fit(text: str, width: int) -> str:
    if _cells(text) > width:
        cut, used = [], 0
        for character in text:
            if used + _width(character) > width - 1:
                break
            cut.append(character)
            used += _width(character)
        text = "".join(cut) + "…"
    return text + " " * (width - _cells(text))
