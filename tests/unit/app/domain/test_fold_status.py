"""How long a status that somebody set holds against the letters that come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.events import Seen
from app.domain.fold_fields import StatusWish
from app.domain.fold_status import (
    Side,
    StatusLetter,
    letter_mark,
    news,
    seen_of,
    status_now,
)
from app.domain.tickets import Status

NOON = 1_760_000_000
OPEN, WAITING, SNOOZED, CLOSED = Status.OPEN, Status.WAITING, Status.SNOOZED, Status.CLOSED


def letter(number: int, side: Side = Side.THEIRS, *, received: int | None = None) -> StatusLetter:
    return StatusLetter(f"{number}@x", NOON + number if received is None else received, side)


KNOWN = [letter(1), letter(2, Side.OURS)]


def wish(status: Status, *, until: int | None = None, wake: bool = True) -> StatusWish:
    return StatusWish(status, seen_of(KNOWN), until, wake)


@pytest.mark.parametrize(
    ("set_to", "came", "mail", "expected"),
    [
        (CLOSED, [], WAITING, CLOSED),
        (CLOSED, [letter(3)], OPEN, OPEN),
        (CLOSED, [letter(3, Side.OURS)], WAITING, CLOSED),
        (CLOSED, [letter(3, Side.ROBOT)], WAITING, CLOSED),
        (CLOSED, [letter(3), letter(4, Side.OURS)], WAITING, WAITING),
        (WAITING, [letter(3)], OPEN, OPEN),
        (WAITING, [letter(3, Side.OURS)], WAITING, WAITING),
        (OPEN, [], WAITING, OPEN),
        (OPEN, [letter(3, Side.OURS)], WAITING, WAITING),
        (OPEN, [letter(3, Side.ROBOT)], WAITING, OPEN),
        (CLOSED, [letter(3, received=NOON - 86_400)], OPEN, OPEN),
    ],
)
def test_a_status_lasts_until_letters_end_it(
    set_to: Status, came: list[StatusLetter], mail: Status, expected: Status
) -> None:
    assert status_now(wish(set_to), mail, [*KNOWN, *came], NOON) is expected


def test_nothing_set_follows_the_mail() -> None:
    assert status_now(None, WAITING, KNOWN, NOON) is WAITING


def test_snoozing_ends_at_its_date_or_by_an_answer() -> None:
    for wake in (True, False):
        asleep = wish(SNOOZED, until=NOON + 60, wake=wake)
        assert status_now(asleep, WAITING, KNOWN, NOON + 59) is SNOOZED
        assert status_now(asleep, WAITING, KNOWN, NOON + 60) is OPEN
        answered = [*KNOWN, letter(3)]
        assert status_now(asleep, OPEN, answered, NOON) is (OPEN if wake else SNOOZED)
        ours = [*KNOWN, letter(3, Side.OURS)]
        assert status_now(asleep, WAITING, ours, NOON) is SNOOZED
        assert status_now(asleep, WAITING, ours, NOON + 60) is WAITING


LETTERS = st.lists(
    st.builds(letter, st.integers(0, 99), st.sampled_from(Side)),
    unique_by=lambda x: x.message_id,
    max_size=40,
)


@given(LETTERS, LETTERS)
def test_what_was_known_is_no_news_and_what_came_after_is(
    known: list[StatusLetter], later: list[StatusLetter]
) -> None:
    seen = seen_of(known)
    assert news(seen, known) == frozenset()
    assert len(seen.marks) <= 64
    names = {x.message_id for x in known}
    fresh = [x for x in later if x.message_id not in names and x.received >= seen.before]
    marks = {letter_mark(x.message_id) for x in known}
    assert news(seen, [*known, *fresh]) == {
        x.side for x in fresh if letter_mark(x.message_id) not in marks
    }


def test_a_letter_taken_out_of_the_junk_is_news() -> None:
    assert news(seen_of(KNOWN), [letter(7, received=5)]) == {Side.THEIRS}
    many = [letter(n) for n in range(20)]
    assert seen_of(many).before == NOON + 4
    assert news(seen_of(many), [letter(50, received=NOON + 3)]) == frozenset()
    assert news(seen_of(many), [letter(50, received=NOON + 4)]) == {Side.THEIRS}
    assert seen_of([]) == Seen()
