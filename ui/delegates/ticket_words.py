"""What a row of the ticket list says, cut to its room, and the fonts it is written in."""

from dataclasses import dataclass
from time import localtime

from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontMetrics

from app.domain.events import Priority
from app.domain.outgoing import Sending
from app.domain.tickets import Status
from app.services.read_models import TicketRow
from ui import format as fmt
from ui.delegates.ruler import Ruler

GAP = 8
"""Between two texts or icons of a line, in pixels."""
ICON = 14

_STUCK = (Sending.HELD, Sending.UNSURE)
_LEAVING = (Sending.QUEUED, Sending.HANDING)
_OLD = 8 * 24 * 60 * 60
"""Seconds after which an age is a date without a time of day."""


def one_line(text: str) -> str:
    """Text without line breaks, which elision would otherwise keep."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the row with its ruler."""

    font: QFont
    ruler: Ruler
    baseline: int
    """From the top of a line of the row to where this font is written."""

    @staticmethod
    def of(font: QFont, height: int) -> "Face":
        """Measure a font for lines of this height."""
        ruler = Ruler(font)
        return Face(font, ruler, (height - ruler.height) // 2 + ruler.ascent)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The view's font in the weights that a row needs; made once a font."""

    plain: Face
    medium: Face
    demi: Face
    bold: Face
    small: Face
    height: int

    @staticmethod
    def of(font: QFont) -> "Fonts":
        """Make all weights of a view's font."""
        height = QFontMetrics(font).height()

        def weighing(weight: QFont.Weight) -> Face:
            made = QFont(font)
            made.setWeight(weight)
            return Face.of(made, height)

        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.92)
        weights = QFont.Weight
        return Fonts(
            plain=Face.of(QFont(font), height),
            medium=weighing(weights.Medium),
            demi=weighing(weights.DemiBold),
            bold=weighing(weights.Bold),
            small=Face.of(small, height),
            height=height,
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A row's texts cut to the room they have."""

    when: str
    when_width: int
    name: str
    name_width: int
    count: str
    tags: str
    tags_place: int
    """From where the name begins, in pixels."""
    subject: str
    subject_width: int
    snippet: str

    @staticmethod
    def of(row: TicketRow, width: int, when: str, fonts: Fonts) -> "Words":
        """Cut a row's texts for a text width in pixels; ``when`` is its age in words."""
        small, plain = fonts.small.ruler, fonts.plain.ruler
        count = str(row.letters) if row.letters > 1 else ""
        beside = small.width(count) + GAP if count else 0
        names = fonts.bold.ruler if row.unread else fonts.medium.ruler
        when_width = small.width(when)
        room = width - when_width - GAP - beside
        name, name_width = names.cut(one_line(fmt.person(row.contact)), room)
        tags_place = name_width + GAP + beside
        rest = room + beside - tags_place - GAP
        tags = one_line(" ".join(f"#{tag}" for tag in row.tags))
        tags = small.cut(tags, rest)[0] if tags and rest > small.usual * 4 else ""
        subjects = fonts.demi.ruler if row.unread else plain
        room = width - (ICON + GAP) * (len(signs(row)) + (row.assignee is not None))
        title = one_line(row.subject) or fmt.translate("format", "(no subject)")
        subject, subject_width = subjects.cut(title, room)
        rest = room - subject_width - GAP
        fits = bool(row.snippet) and rest > plain.usual * 4
        return Words(
            when=when,
            when_width=when_width,
            name=name,
            name_width=name_width,
            count=count,
            tags=tags,
            tags_place=tags_place,
            subject=subject,
            subject_width=subject_width,
            snippet=plain.cut(one_line(row.snippet[:rest]), rest)[0] if fits else "",
        )


class Dates:
    """Ages as `ui.format` writes them; what happened long ago is written once a day."""

    def __init__(self) -> None:
        self._day = localtime(0)[:3]
        self._old: dict[tuple[int, ...], str] = {}

    def age(self, moment: int, now: int) -> str:
        """How long ago, in a word or two; both times are seconds UTC."""
        if not _OLD < now - moment < now:
            return fmt.age(moment, now, QLocale())
        today, day = localtime(now)[:3], localtime(moment)[:3]
        if today != self._day:
            self._day = today
            self._old.clear()
        text = self._old.get(day)
        if text is None:
            text = self._old[day] = fmt.age(moment, now, QLocale())
        return text


def signs(row: TicketRow) -> tuple[tuple[str, str], ...]:
    """Icons at the end of the second line with their colours, from the right.

    The face of whoever the ticket is assigned to stands to the right of them.
    """
    urgent = row.priority in (Priority.HIGH, Priority.URGENT)
    held = (
        (row.sending in _STUCK, "warning", "alarm"),
        (row.sending in _LEAVING, "send", "muted"),
        (row.draft, "draft", "accent"),
        (bool(row.present), "pen", "accent"),
        (row.disputed, "conflict", "alarm"),
        (urgent, "priority", "alarm"),
        (row.promised is not None and row.status is not Status.CLOSED, "promise", "muted"),
        (row.notes > 0, "note", "muted"),
        (row.has_attachments, "attachment", "muted"),
        (row.flagged, "starred", "accent"),
        (row.unsent, "unsent", "muted"),
    )
    return tuple((name, colour) for shown, name, colour in held if shown)
