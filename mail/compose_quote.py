"""The words around a letter that is answered or passed on, in the languages of the team."""

from datetime import datetime, timedelta, timezone

from app.domain.messages import Address
from app.domain.outgoing import QuotedLetter
from mail.cleantext import one_line

_MONTHS = {
    "en": "January February March April May June July August September October November "
    "December".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября "
    "декабря".split(),
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
    "грудня".split(),
}
_DATES = {
    "en": "{day} {month} {year}, {time}",
    "ru": "{day} {month} {year} г., {time}",
    "uk": "{day} {month} {year} р., {time}",
}
_ATTRIBUTIONS = {
    "en": "On {date}, {who} wrote:",
    "ru": "{date}, {who} пишет:",
    "uk": "{date}, {who} пише:",
}
_FORWARDS = {
    "en": "---------- Forwarded message ----------",
    "ru": "---------- Пересылаемое сообщение ----------",
    "uk": "---------- Переслане повідомлення ----------",
}
_LABELS = {
    "en": ("From", "Date", "Subject", "To"),
    "ru": ("От", "Дата", "Тема", "Кому"),
    "uk": ("Від", "Дата", "Тема", "Кому"),
}
_MOST_RECIPIENTS = 20


def attribution(quoted: QuotedLetter, language: str, zone: int) -> str:
    """Return the line above a quote, such as ``On 3 March 2026, 14:02, Anna <a@b> wrote:``."""
    return _ATTRIBUTIONS[_known(language)].format(
        date=_date(quoted.sent, language, zone), who=_person(quoted.sender)
    )


def forward_block(quoted: QuotedLetter, language: str, zone: int) -> list[str]:
    """Return the lines above a letter that is passed on; none is blank."""
    language = _known(language)
    sender, date, subject, to = _LABELS[language]
    people = ", ".join(map(_person, quoted.to[:_MOST_RECIPIENTS]))
    if len(quoted.to) > _MOST_RECIPIENTS:
        people += ", …"
    return [
        _FORWARDS[language],
        f"{sender}: {_person(quoted.sender)}",
        f"{date}: {_date(quoted.sent, language, zone)}",
        f"{subject}: {one_line(quoted.subject)}",
        *([f"{to}: {people}"] if people else ()),
    ]


def _known(language: str) -> str:
    short = language[:2].lower()
    return short if short in _MONTHS else "en"


def _date(seconds: int, language: str, zone: int) -> str:
    language = _known(language)
    when = datetime.fromtimestamp(max(0, seconds), zone_of(zone))
    return _DATES[language].format(
        day=when.day,
        month=_MONTHS[language][when.month - 1],
        year=when.year,
        time=f"{when:%H:%M}" if zone else f"{when:%H:%M} UTC",
    )


def zone_of(minutes: int) -> timezone:
    """Return a time zone by its distance from UTC; UTC for one that cannot be."""
    return timezone(timedelta(minutes=minutes if abs(minutes) < 24 * 60 else 0))


def _person(who: Address) -> str:
    name, address = one_line(who.name)[:100], one_line(who.address)[:320]
    return f"{name} <{address}>" if name and address and name != address else address or name
