"""Pure functions that turn numbers and states into short text in the interface language."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.domain.messages import Address
from app.domain.tickets import Away, Queue, Status
from app.services.read_models import TicketRow
from ui.counted import counted

translate = QCoreApplication.translate

_MINUTE = 60
_HOUR = 60 * _MINUTE
_WEEK_DAYS = 6


def age(moment: int, now: int, locale: QLocale) -> str:  # noqa: PLR0911 - a table of cases
    """How long ago, as short as a list column needs: ``5 min``, ``yesterday``, ``3 Nov``.

    Both times are seconds UTC; days are those of the local time zone.
    """
    seconds = now - moment
    then, today = QDateTime.fromSecsSinceEpoch(moment), QDateTime.fromSecsSinceEpoch(now)
    days = then.date().daysTo(today.date())
    if 0 <= seconds < _MINUTE:
        return translate("format", "now")
    if 0 <= seconds < _HOUR:
        return counted.minutes(seconds // _MINUTE)
    if days == 0:
        return locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    if days == 1:
        return translate("format", "yesterday")
    if 1 < days <= _WEEK_DAYS:
        return locale.toString(then.date(), "ddd")
    if then.date().year() == today.date().year():
        return locale.toString(then.date(), "d MMM")
    return locale.toString(then.date(), "MMM yyyy")


def moment_long(moment: int, locale: QLocale) -> str:
    """Date and time in full, for a tooltip."""
    return locale.toString(QDateTime.fromSecsSinceEpoch(moment), QLocale.FormatType.LongFormat)


def day(moment: int, locale: QLocale) -> str:
    """A date in full digits and words: ``3 Nov 2026``."""
    return locale.toString(QDateTime.fromSecsSinceEpoch(moment).date(), "d MMM yyyy")


def moment_short(moment: int, now: int, locale: QLocale) -> str:
    """Date and time for the head of a letter: ``14:02``, ``yesterday 14:02``, ``3 Nov, 14:02``."""
    then, today = QDateTime.fromSecsSinceEpoch(moment), QDateTime.fromSecsSinceEpoch(now)
    clock = locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    days = then.date().daysTo(today.date())
    if days == 0:
        return clock
    if days == 1:
        return translate("format", "yesterday, {clock}").format(clock=clock)
    form = "d MMM" if then.date().year() == today.date().year() else "d MMM yyyy"
    return f"{locale.toString(then.date(), form)}, {clock}"


def size(count: int, locale: QLocale) -> str:
    """A number of bytes as people read it: ``24 kB``."""
    precision = 1 if count >= 1_000_000 else 0
    return locale.formattedDataSize(count, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int, locale: QLocale) -> str:
    """A count with the locale's thousands mark."""
    return locale.toString(count)


def time_left(seconds: float) -> str:
    """A rough remaining time; never more exact than it can be."""
    if seconds < 10:
        return translate("format", "a few seconds left")
    if seconds < _MINUTE:
        return translate("format", "less than a minute left")
    if seconds < _HOUR:
        return counted.minutes_left(round(seconds / _MINUTE))
    return counted.hours_left(round(seconds / _HOUR))


def person(address: Address) -> str:
    """The shortest true name of somebody in a list: display name, else address.

    A name that looks like an address is never shown alone: it may be forged.
    """
    name = "" if "@" in address.name else address.name
    return name or address.address or translate("format", "unknown sender")


def about(rows: Sequence[TicketRow]) -> str:
    """What is acted on: a ticket's subject, or how many there are."""
    if len(rows) == 1:
        return rows[0].subject or translate("format", "(no subject)")
    return counted.tickets(len(rows))


def queue_name(queue: Queue) -> str:  # noqa: PLR0911 - a table of cases
    """A queue's title."""
    match queue:
        case Queue.NEEDS_REPLY:
            return translate("format", "Needs reply")
        case Queue.WAITING:
            return translate("format", "Waiting")
        case Queue.BOUNCED:
            return translate("format", "Bounced")
        case Queue.SNOOZED:
            return translate("format", "Snoozed")
        case Queue.CLOSED:
            return translate("format", "Closed")
        case Queue.ALL:
            return translate("format", "All tickets")
        case Queue.AWAY:
            return translate("format", "Archive and Trash")


def away_name(away: Away) -> str:
    """Where a ticket's letters went, ``""`` for nowhere."""
    match away:
        case Away.HERE:
            return ""
        case Away.ARCHIVED:
            return translate("format", "Archived")
        case Away.JUNK:
            return translate("format", "In Junk")
        case Away.TRASH:
            return translate("format", "In Trash")
        case Away.GONE:
            return translate("format", "No longer on the server")


def status_name(status: Status) -> str:
    """A status in words."""
    match status:
        case Status.OPEN:
            return translate("format", "Needs reply")
        case Status.WAITING:
            return translate("format", "Waiting for the contact")
        case Status.SNOOZED:
            return translate("format", "Snoozed")
        case Status.CLOSED:
            return translate("format", "Closed")


def plain_tooltip(lines: tuple[str, ...]) -> str:
    """Text that a tooltip shows as written: Qt guesses rich text, so the guess is forced."""
    safe = (
        line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for line in lines
        if line
    )
    return f"<html><body>{'<br>'.join(safe)}</body></html>"
