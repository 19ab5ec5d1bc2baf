"""Numbers and times as short text, in the locale's way."""

import pytest
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime

from app.domain.messages import Address
from ui import format as fmt

ENGLISH, RUSSIAN = QLocale("en_GB"), QLocale("ru_RU")


def at(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> int:
    return int(QDateTime(QDate(year, month, day), QTime(hour, minute)).toSecsSinceEpoch())


NOW = at(2026, 11, 21, 15)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOW - 5, "now"),
        (NOW - 59 * 60, "59 min"),
        (at(2026, 11, 21, 9, 5), "09:05"),
        (at(2026, 11, 20, 23), "yesterday"),
        (at(2026, 11, 16), "Mon"),
        (at(2026, 11, 3), "3 Nov"),
        (at(2025, 11, 3), "Nov 2025"),
        (NOW + 90, "15:01"),
    ],
)
def test_ages(moment: int, text: str) -> None:
    assert fmt.age(moment, NOW, ENGLISH) == text


def test_ages_follow_the_locale() -> None:
    assert fmt.age(at(2026, 11, 3), NOW, RUSSIAN).startswith("3 нояб")


def test_the_head_of_a_letter_has_date_and_time() -> None:
    assert fmt.moment_short(at(2026, 11, 21, 9, 5), NOW, ENGLISH) == "09:05"
    assert fmt.moment_short(at(2026, 11, 20, 9, 5), NOW, ENGLISH) == "yesterday, 09:05"
    assert fmt.moment_short(at(2026, 11, 3, 9, 5), NOW, ENGLISH) == "3 Nov, 09:05"
    assert fmt.moment_short(at(2024, 11, 3, 9, 5), NOW, ENGLISH) == "3 Nov 2024, 09:05"


def test_sizes_and_numbers() -> None:
    assert fmt.size(48_211, ENGLISH) == "48 kB"
    assert fmt.size(1_204_118, ENGLISH) == "1.2 MB"
    assert fmt.number(12_408, ENGLISH) == "12,408"


def test_remaining_time_is_rough() -> None:
    assert fmt.time_left(4) == "a few seconds left"
    assert fmt.time_left(45) == "less than a minute left"
    assert fmt.time_left(200) == "about 3 min left"
    assert fmt.time_left(7_300) == "about 2 hours left"


def test_a_name_that_looks_like_an_address_is_not_shown_alone() -> None:
    assert fmt.person(Address("ceo@bank.example", "x@evil.example")) == "x@evil.example"
    assert fmt.person(Address("Anna", "anna@a.example")) == "Anna"
    assert fmt.person(Address("", "anna@a.example")) == "anna@a.example"
    assert fmt.person(Address("", "")) == "unknown sender"


def test_a_tooltip_cannot_be_made_rich() -> None:
    assert "<img" not in fmt.plain_tooltip(("<img src=x>", "a & b"))
