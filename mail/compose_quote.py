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
_DAYS = {
    "en": "{day} {month} {year}",
    "ru": "{day} {month} {year} г.",
    "uk": "{day} {month} {year} р.",
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


def day_in_words(seconds: int, language: str, zone: int) -> str:
    """Return a day such as ``3 March 2026``; ``zone`` is minutes east of UTC."""
    language = _known(language)
    when = datetime.fromtimestamp(max(0, seconds), zone_of(zone))
    month = _MONTHS[language][when.month - 1]
    return _DAYS[language].format(day=when.day, month=month, year=when.year)


def time_in_words(seconds: int, zone: int) -> str:
    """Return a time such as ``14:02``, which says so where it is UTC's."""
    when = datetime.fromtimestamp(max(0, seconds), zone_of(zone))
    return f"{when:%H:%M}" if zone else f"{when:%H:%M} UTC"


def _date(seconds: int, language: str, zone: int) -> str:
    return f"{day_in_words(seconds, language, zone)}, {time_in_words(seconds, zone)}"


def zone_of(minutes: int) -> timezone:
    """Return a time zone by its distance from UTC; UTC for one that cannot be."""
    return timezone(timedelta(minutes=minutes if abs(minutes) < 24 * 60 else 0))


def _person(who: Address) -> str:
    name, address = one_line(who.name)[:100], one_line(who.address)[:320]
    return f"{name} <{address}>" if name and address and name != address else address or name
