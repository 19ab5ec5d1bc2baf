"""The fast readers of IMAP answers agree with what servers mean."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.imap_fetch import (
    FetchReader,
    internal_date,
    internal_date_text,
    message_id_in,
    ranges,
    read_uid_list,
    read_uid_ranges,
    read_vanished,
    uid_sets,
)

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@given(
    st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_an_internal_date_is_exact_in_every_zone(naive: datetime, minutes: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    text = (
        f"{moment.day:2d}-{_MONTHS[moment.month - 1]}-{moment.year} "
        f"{moment:%H:%M:%S} {sign}{hours:02d}{rest:02d}"
    )
    assert internal_date(text.encode()) == int(moment.astimezone(UTC).timestamp())


@given(st.integers(0, 4_000_000_000))
def test_a_written_date_reads_as_the_same_second(seconds: int) -> None:
    text = internal_date_text(seconds)
    assert text[0] == text[-1] == '"'
    assert internal_date(text.strip('"').encode()) == seconds


@pytest.mark.parametrize(
    "text", [b"", b"yesterday", b"01-Foo-2024 00:00:00 +0000", b"99-Jan-2024 00:00:00 +0000"]
)
def test_what_is_no_date_is_none(text: bytes) -> None:
    assert internal_date(text) is None


@given(st.sets(st.integers(1, 2**32 - 1), max_size=200))
def test_uid_sets_name_exactly_the_uids(uids: set[int]) -> None:
    named: set[int] = set()
    for text in uid_sets(uids, limit=60):
        assert len(text) <= 60
        for word in text.split(","):
            first, _, last = word.partition(":")
            named.update(range(int(first), int(last or first) + 1))
    assert named == uids


def test_neighbours_become_ranges() -> None:
    assert list(ranges([5, 1, 2, 3, 9, 8])) == [(1, 3), (5, 5), (8, 9)]
    assert list(uid_sets([])) == []


def test_search_answers_are_joined_and_sorted() -> None:
    assert read_uid_list([b"3 1 2", None, b"", b"10 (MODSEQ 99)"]) == [1, 2, 3, 10]


def test_esearch_ranges_are_spread_in_either_direction() -> None:
    answer = [b'(TAG "A1") UID ALL 1:3,9,12:11']
    assert read_uid_ranges(answer, at_most=10) == [1, 2, 3, 9, 11, 12]
    assert read_uid_ranges([b'(TAG "A1") UID'], at_most=10) == []
    with pytest.raises(ValueError, match="more UIDs"):
        read_uid_ranges(answer, at_most=5)


def test_vanished_letters_are_ranges_that_nobody_spreads_out() -> None:
    told = [b"(EARLIER) 9,1:3", b"(earlier) 4294967295:12", (b"{3}", b"x"), None]
    assert read_vanished(told) == [(1, 3), (9, 9), (12, 4294967295)]


def test_what_vanishes_just_now_is_not_told_of_the_past() -> None:
    assert read_vanished([b"7:8", b"(EARLIER)", b"(EARLIER) 1:x", b"(EARLIER) 1 2"]) == []


def test_session_flags_are_left_out_and_case_is_kept() -> None:
    reader = FetchReader()
    assert reader.flags(rb"\Seen \Recent $Forwarded Work") == {"\\Seen", "$Forwarded", "Work"}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (b"Message-ID: <a@b>\r\n\r\n", "a@b"),
        (b"message-id:\r\n <a@b>\r\n\r\n", "a@b"),
        (b"\r\n", ""),
        (b"Message-ID: a@b\r\n", ""),
        (b"Message-ID: <a b>\r\n", ""),
        (b"Message-ID: <a@b> <c@d>\r\n", ""),
    ],
)
def test_only_a_plain_message_id_is_taken(header: bytes, found: str) -> None:
    assert message_id_in(header) == found
