"""What the team did, in words and on the page: each kind, both sides of a race, never as markup."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QDateTime, QLocale
from pytestqt.qtbot import QtBot

from app.domain.events import EventId, MemberId, Priority
from app.domain.ids import TicketCode
from app.domain.tickets import Status
from app.services.read_models import Conversation
from app.services.team_models import (
    ConflictView,
    Disputable,
    EntryKind,
    MemberView,
    NoteView,
    PresenceView,
    Said,
    TicketLink,
    TimelineEntry,
    Value,
)
from tests.support import sample_conversations as samples
from tests.support.fake_services import NOW, letter
from ui.people import COLOURS, colour_of, ink_on
from ui.team_words import Moment, conflict, presence, sentence, value_name
from ui.theme import LIGHT
from ui.web.look import Look
from ui.web.render import render
from ui.when import moment, promise_choices, wake_choices

AT = Moment(NOW, QLocale("en_GB"))
LOOK = Look(colours=LIGHT, family="Noto Sans", pixels=14, locale=QLocale("en_GB"), now=NOW)
ME = MemberView(MemberId("m1"), "Olena", me=True)
OLGA = MemberView(MemberId("m2"), "Olga")
OTHER = TicketLink(TicketCode("7K2M9PQ"), None, "Empty {report}")


@pytest.fixture(autouse=True)
def _gui(qtbot: QtBot) -> None:
    """Translations need the application."""


def entry(kind: EntryKind, value: Value, **more: object) -> TimelineEntry:
    made = TimelineEntry(EventId("d.1"), NOW - 60, OLGA, "laptop", kind, value)
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (EntryKind.ASSIGNED, ME, "Olga assigned this to you"),
        (EntryKind.ASSIGNED, OLGA, "Olga took this on"),
        (EntryKind.ASSIGNED, None, "Olga assigned this to nobody"),
        (EntryKind.STATUS_SET, Status.WAITING, "Olga set waiting"),
        (EntryKind.STATUS_SET, Status.CLOSED, "Olga closed this"),
        (EntryKind.STATUS_SET, None, "Olga let the status follow the mail"),
        (EntryKind.PRIORITY_SET, Priority.HIGH, "Olga set the priority: High"),
        (EntryKind.PROMISED, None, "Olga took the promise back"),
        (EntryKind.TAG_ADDED, "v{i}p", "Olga added the tag v{i}p"),
        (EntryKind.TAG_REMOVED, "vip", "Olga removed the tag vip"),
        (EntryKind.NOTE_ADDED, "a\nb", "Olga wrote a note: “a b”"),
        (EntryKind.NOTE_EDITED, "x", "Olga changed a note"),
        (EntryKind.NOTE_DELETED, None, "Olga deleted a note"),
        (EntryKind.MERGED, OTHER, "Olga merged this with #7K2M9PQ Empty {report}"),
        (EntryKind.UNMERGED, OTHER, "Olga took #7K2M9PQ Empty {report} apart from this again"),
        (EntryKind.LETTER_MOVED, OTHER, "Olga moved a letter to #7K2M9PQ Empty {report}"),
        (EntryKind.LETTER_MOVED, None, "Olga moved a letter back to where it came from"),
        (EntryKind.LETTER_SPLIT, OTHER, "Olga split a letter off as #7K2M9PQ Empty {report}"),
        (EntryKind.UNKNOWN, "praised", "Olga did something that a newer Postroom knows: praised"),
    ],
)
def test_every_kind_has_a_sentence(kind: EntryKind, value: Value, words: str) -> None:
    assert sentence(entry(kind, value), AT) == words


@pytest.mark.parametrize("kind", list(EntryKind))
def test_no_kind_is_forgotten(kind: EntryKind) -> None:
    value: Value = Priority.LOW if kind is EntryKind.PRIORITY_SET else None
    assert "Olga" in sentence(entry(kind, value), AT)


def test_what_was_taken_back_says_who_and_when() -> None:
    undone = entry(EntryKind.TAG_ADDED, "vip", undone_by=ME, undone_at=NOW - 30)
    clock = QLocale("en_GB").toString(
        QDateTime.fromSecsSinceEpoch(NOW - 30).time(), QLocale.FormatType.ShortFormat
    )
    words = sentence(undone, AT)
    assert words == f"Olga added the tag vip (taken back by you at {clock})"


def test_a_stranger_is_somebody_new() -> None:
    words = sentence(entry(EntryKind.STATUS_SET, Status.CLOSED, member=None), AT)
    assert words == "Somebody new closed this"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Disputable.ASSIGNEE, None, "Nobody"),
        (Disputable.ASSIGNEE, OLGA, "Olga"),
        (Disputable.STATUS, None, "As the mail says"),
        (Disputable.PRIORITY, Priority.URGENT, "Urgent"),
        (Disputable.PROMISED, None, "Nothing is promised"),
        (Disputable.NOTE, None, "deleted"),
        (Disputable.NOTE, "new\nwords", "new words"),
    ],
)
def test_values_of_a_race(field: Disputable, value: Value, words: str) -> None:
    assert value_name(field, value, AT) == words


def test_a_race_names_every_loser_and_who_counts() -> None:
    said = [
        Said(EventId(f"d.{n}"), status, who, NOW)
        for n, (status, who) in enumerate(
            [(Status.OPEN, ME), (Status.WAITING, None), (Status.CLOSED, OLGA)]
        )
    ]
    words = conflict(ConflictView(Disputable.STATUS, said[2], (said[0], said[1])), AT)
    assert words.index("You set “Needs reply”") < words.index("Somebody new set “Waiting")
    assert words.endswith(", which counts.")


@pytest.mark.parametrize(
    ("seconds", "ago"),
    [(3, "just now"), (43, "40 s ago"), (119, "115 s ago"), (180, "3 min ago")],
)
def test_presence_is_no_more_exact_than_it_can_be(seconds: int, ago: str) -> None:
    view = PresenceView(OLGA, NOW - 900, NOW - seconds)
    assert presence((view,), NOW) == f"Olga is answering this ({ago})"
    assert presence((), NOW) == ""


# --- times and colours ----------------------------------------------------------------------------


@pytest.mark.parametrize("hour", range(24))
def test_every_offered_time_lies_ahead_and_each_is_another(hour: int) -> None:
    start = QDateTime.fromSecsSinceEpoch(NOW).date().startOfDay().addSecs(hour * 3600 + 1800)
    for day in range(7):
        now = start.addDays(day).toSecsSinceEpoch()
        for choices in (wake_choices(now), promise_choices(now)):
            times = [choice.at for choice in choices]
            assert min(times) > now + 600
            assert len({choice.name for choice in choices}) == len(choices)
            assert len(set(times)) == len(times)


def test_moments_ahead_are_short() -> None:
    today = QDateTime.fromSecsSinceEpoch(NOW).date().startOfDay()
    noon = today.addSecs(12 * 3600).toSecsSinceEpoch()
    start = today.addSecs(8 * 3600).toSecsSinceEpoch()
    english = QLocale("en_GB")
    assert moment(noon, start, english) == "12:00"
    assert moment(noon + 86_400, start, english) == "tomorrow 12:00"
    assert len(moment(noon + 4 * 86_400, start, english)) == len("Tue 12:00")


@pytest.mark.parametrize("colour", [*COLOURS, "#f2c14e", "#ffffff", "#000000"])
def test_initials_can_be_read_on_their_colour(colour: str) -> None:
    def light(value: str) -> float:
        parts = [int(value[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    one, other = sorted((light(colour), light(ink_on(colour))))
    assert (other + 0.05) / (one + 0.05) >= 4.5
    assert colour_of(replace(OLGA, colour=colour)) == colour


# --- the page -------------------------------------------------------------------------------------


def page_of(conversation: Conversation) -> str:
    return render(conversation, LOOK).document.html.decode()


def between(**more: object) -> str:
    letters = (letter(1, received=NOW - 5000), letter(2, received=NOW - 1000))
    conversation = Conversation(samples.ticket(9, "Subject", 2), letters, ())
    page = page_of(replace(conversation, **more))  # type: ignore[arg-type]
    return page[page.index("<main>") :]


def test_notes_and_changes_stand_where_they_happened() -> None:
    page = between(
        notes=(NoteView(EventId("d.9"), OLGA, NOW - 3000, "between the two"),),
        timeline=(
            entry(EntryKind.STATUS_SET, Status.WAITING, id=EventId("d.2"), at=NOW - 6000),
            entry(EntryKind.STATUS_SET, Status.CLOSED, id=EventId("d.3"), at=NOW - 10),
        ),
    )
    places = [
        page.index(part)
        for part in (
            "Olga set waiting",
            'id="letter-1"',
            "between the two",
            'id="letter-2"',
            "Olga closed this",
        )
    ]
    assert places == sorted(places)


def test_a_note_is_said_once_and_is_text() -> None:
    text = "<img src=x onerror=alert(1)> see https://x.example/?a=1&b=2. @Olga {{ 7*7 }}"
    note = NoteView(EventId("d.9"), ME, NOW - 20, text, mentions=(OLGA,), unsent=True)
    added = entry(EntryKind.NOTE_ADDED, text, id=EventId("d.9"))
    page = between(notes=(note,), timeline=(added,))
    assert "wrote a note" not in page
    assert "<img" not in page
    assert "onerror=alert" in page
    assert "{{ 7*7 }}" in page
    assert '<a href="https://x.example/?a=1&amp;b=2">' in page
    assert '<span class="mention">@Olga</span>' in page
    assert "(not on the server yet)" in page


def test_a_note_that_is_gone_is_still_told_of() -> None:
    assert "wrote a note: “gone”" in between(timeline=(entry(EntryKind.NOTE_ADDED, "gone"),))


def test_many_changes_are_folded_but_the_last_two() -> None:
    many = tuple(
        entry(EntryKind.TAG_ADDED, f"t{n}", id=EventId(f"d.{n}"), at=NOW - 500 + n)
        for n in range(7)
    )
    page = between(timeline=many)
    folded = page[page.index('<details class="changes">') : page.rindex("</details>")]
    assert "5 earlier changes" in folded
    assert "the tag t4" in folded
    assert "the tag t5" not in folded
    assert "the tag t6" in page


def test_a_letter_brought_by_hand_says_who_did() -> None:
    page = page_of(
        Conversation(
            samples.ticket(9, "Subject", 1),
            (letter(1, moved_by=OLGA, moved_at=NOW - 60),),
            (),
        )
    )
    assert "Olga brought it here by hand" in page
