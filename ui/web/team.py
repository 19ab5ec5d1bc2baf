"""What the team said, between the letters of a page: notes, and changes in words."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from markupsafe import Markup, escape
from PySide6.QtCore import QCoreApplication

from app.domain.events import EventId
from app.services.read_models import Conversation, LetterView
from app.services.team_models import EntryKind, MemberView, NoteView, TimelineEntry
from ui import format as fmt
from ui.counted import counted
from ui.people import colour_of, initial, ink_on, name_of
from ui.team_words import Moment, sentence, who
from ui.web.look import Look

translate = QCoreApplication.translate

Href = Callable[[str, str], str]
"""Makes the address of one of the page's own commands."""

_SHOWN = 2
_FEW = 4
"""Up to so many changes in a row stand there all; of more, only the last ones."""
_UNKNOWN = "#5f6670"
_MENTION = Markup('<span class="mention">{}</span>')
_LINK = Markup('<a href="{0}">{0}</a>')
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)]")


def between(
    conversation: Conversation, cards: Sequence[dict[str, object]], look: Look, href: Href
) -> Iterator[dict[str, object]]:
    """Yield the cards of the letters with notes and changes where they happened.

    Letters stay in their order. What was said by one's own clock and what the server received
    by its clock are compared, so a place may be off by as much as the clocks are.
    """
    known = {note.id for note in conversation.notes}
    said: list[tuple[int, NoteView | TimelineEntry]] = [
        (note.at, note) for note in conversation.notes
    ]
    said += [
        (entry.at, entry)
        for entry in conversation.timeline
        if not (entry.kind is EntryKind.NOTE_ADDED and entry.id in known)
    ]
    said.sort(key=lambda each: each[0])
    times = list(accumulate((letter.received for letter in conversation.letters), max))
    rows: list[list[NoteView | TimelineEntry]] = [[] for _ in range(len(times) + 1)]
    for at, each in said:
        rows[bisect_right(times, at)].append(each)
    maker = _Maker(look, href)
    yield from maker.items(rows[0])
    for card, row in zip(cards, rows[1:], strict=True):
        yield {"type": "letter", **card}
        yield from maker.items(row)


class _Maker:
    def __init__(self, look: Look, href: Href) -> None:
        self._look, self._href = look, href
        self._at = Moment(look.now, look.locale)

    def items(self, row: Iterable[NoteView | TimelineEntry]) -> Iterator[dict[str, object]]:
        run: list[TimelineEntry] = []
        for each in row:
            if isinstance(each, TimelineEntry):
                run.append(each)
                continue
            if run:
                yield self._changes(run)
                run = []
            yield self._note(each)
        if run:
            yield self._changes(run)

    def _changes(self, run: Sequence[TimelineEntry]) -> dict[str, object]:
        cut = len(run) - _SHOWN if len(run) > _FEW else 0
        lines = [self._change(entry) for entry in run]
        return {
            "type": "changes",
            "folded": lines[:cut],
            "folded_label": counted.earlier_changes(cut),
            "shown": lines[cut:],
        }

    def _change(self, entry: TimelineEntry) -> dict[str, object]:
        return {
            **_face(entry.member),
            "text": sentence(entry, self._at),
            "undone": entry.undone_at is not None,
            "lost": entry.overtaken_by is not None,
            "why": _overtaken(entry, self._at) or _unsent(unsent=entry.unsent),
            **self._when(entry.at),
        }

    def _note(self, note: NoteView) -> dict[str, object]:
        states = (
            translate("Conversation", "edited") if note.edited else "",
            _unsent(unsent=note.unsent),
        )
        return {
            "type": "note",
            "anchor": note_anchor(note.id),
            **_face(note.member),
            "name": who(note.member),
            "badge": translate("Conversation", "Internal note"),
            "state": " · ".join(state for state in states if state),
            "html": _text(note),
            "edit": {
                "href": self._href("note-edit", note.id),
                "label": translate("Conversation", "Edit"),
            },
            "delete": {
                "href": self._href("note-delete", note.id),
                "label": translate("Conversation", "Delete"),
            },
            **self._when(note.at),
        }

    def _when(self, at: int) -> dict[str, object]:
        return {
            "when": fmt.moment_short(at, self._look.now, self._look.locale),
            "when_long": fmt.moment_long(at, self._look.locale),
        }


def note_anchor(note: EventId) -> str:
    """A note's place in the page."""
    return f"note-{note}"


def moved(letter: LetterView, look: Look) -> str:
    """Why a letter stands where people put it, ``""`` where nobody did."""
    if letter.moved_at is None:
        return ""
    at = fmt.moment_short(letter.moved_at, look.now, look.locale)
    if letter.moved_with:
        return translate(
            "Conversation",
            "It answers a letter ({evidence}) that {who} brought here by hand ({time}).",
        ).format(evidence=letter.moved_with, who=name_of(letter.moved_by), time=at)
    return translate("Conversation", "{who} brought it here by hand ({time}). Before:").format(
        who=who(letter.moved_by), time=at
    )


def _face(member: MemberView | None) -> dict[str, object]:
    colour = colour_of(member) if member else _UNKNOWN
    return {"colour": colour, "ink": ink_on(colour), "initial": initial(name_of(member))}


def _unsent(*, unsent: bool) -> str:
    return translate("Conversation", "(not on the server yet)") if unsent else ""


def _overtaken(entry: TimelineEntry, at: Moment) -> str:
    other = entry.overtaken_by
    if other is None:
        return ""
    return translate("Conversation", "({who} set something else at {time}; that counts)").format(
        who=who(other.member), time=at.past(other.at)
    )


def _text(note: NoteView) -> Markup:
    """A note's text with its mentions and web addresses marked; all else is plain text."""
    names = sorted((f"@{name_of(member)}" for member in note.mentions), key=len, reverse=True)
    pattern = "|".join([*map(re.escape, names), _ADDRESS.pattern])
    parts: list[Markup] = []
    end = 0
    for found in re.finditer(pattern, note.text):
        parts.append(escape(note.text[end : found.start()]))
        form = _MENTION if found[0] in names else _LINK
        parts.append(form.format(found[0]))
        end = found.end()
    parts.append(escape(note.text[end:]))
    return Markup("").join(parts)
