"""Attributions and quotes as mail programs write them."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from app.demo.quoting import Quoted, attribution_line, long_date, quote_html, quote_text

OLD = Quoted(
    name="Olena",
    address="support@zerno.example",
    to="Ann <ann@a.example>",
    subject="Lid",
    date=datetime(2026, 5, 4, 15, 7, tzinfo=timezone(timedelta(hours=3))),
    message_id="m@zerno.example",
    text="Hello\n\n> older\n-- \nOlena",
    html="<p>Hello</p>",
)


@pytest.mark.parametrize(
    ("client", "lang", "line"),
    [
        (
            "gmail",
            "en",
            "On Mon, May 4, 2026 at 3:07\u202fPM Olena <support@zerno.example> wrote:",
        ),
        ("gmail", "ru", "пн, 4 мая 2026 г. в 15:07, Olena <support@zerno.example>:"),
        ("gmail", "uk", "пн, 4 трав. 2026 р. о 15:07 Olena <support@zerno.example> пише:"),
        ("apple", "en", "On 4 May 2026, at 15:07, Olena <support@zerno.example> wrote:"),
        ("iphone", "ru", "4 мая 2026 г., в 15:07, Olena <support@zerno.example> написал(а):"),
        ("yandex", "ru", '04.05.2026, 15:07, "Olena" <support@zerno.example>:'),
        (
            "mailru",
            "ru",
            "Понедельник, 4 мая 2026, 15:07 +03:00 от Olena <support@zerno.example>:",
        ),
        ("thunderbird", "uk", "04.05.2026 15:07, Olena пише:"),
        ("plain", "en", "On 2026-05-04 15:07, Olena wrote:"),
    ],
)
def test_attribution(client: str, lang: str, line: str) -> None:
    assert attribution_line(client, lang, OLD) == line


def test_noon_and_midnight_on_a_twelve_hour_clock() -> None:
    noon = replace(OLD, date=OLD.date.replace(hour=12, minute=0))
    midnight = replace(OLD, date=OLD.date.replace(hour=0, minute=5))
    assert "12:00\u202fPM" in attribution_line("gmail", "en", noon)
    assert "12:05\u202fAM" in attribution_line("gmail", "en", midnight)


def test_text_quotes_nest_and_keep_the_signature_mark() -> None:
    lines = quote_text("thunderbird", "en", OLD).split("\n")
    assert lines[1:] == ["> Hello", ">", ">> older", "> -- ", "> Olena"]


def test_apple_quotes_its_own_attribution() -> None:
    assert quote_text("iphone", "en", OLD).startswith("> On 4 May 2026, at 15:07")


def test_outlook_writes_headers_and_no_marks() -> None:
    text = quote_text("outlook", "uk", OLD)
    assert "Від: Olena <support@zerno.example>\nНадіслано: понеділок, 4 травня 2026" in text
    assert text.endswith(OLD.text)
    assert "<b>Від:</b>" in quote_html("outlook", "uk", OLD)


@pytest.mark.parametrize("client", ["gmail", "outlook", "apple", "yandex", "mailru", "other"])
def test_html_quotes_hold_the_letter_and_escape_the_name(client: str) -> None:
    html = quote_html(client, "ru", replace(OLD, name="<b>x</b>"))
    assert OLD.html in html
    assert "<b>x</b>" not in html


def test_dates_in_running_text() -> None:
    assert [long_date(OLD.date, lang) for lang in ("en", "ru", "uk")] == [
        "4 May",
        "4 мая",
        "4 травня",
    ]
