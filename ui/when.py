"""Times that one can choose by a word: later today, tomorrow morning, next week. Local time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from ui import format as fmt

translate = QCoreApplication.translate

MORNING = QTime(9, 0)
EVENING = QTime(18, 0)
_LATER_HOURS = 3
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A moment with its name."""

    name: str
    at: int
    """Seconds UTC."""


def wake_choices(now: int) -> tuple[Choice, ...]:
    """When a ticket that is put aside could come back; all lie in the future."""
    here = QDateTime.fromSecsSinceEpoch(now)
    today = here.date()
    later = _full_hour(here.addSecs(_LATER_HOURS * 3600))
    found = []
    if later.date() == today and later.time() <= EVENING:
        found.append(Choice(translate("when", "Later today"), later.toSecsSinceEpoch()))
    elif here.time() < EVENING:
        found.append(Choice(translate("when", "This evening"), _at(today, EVENING)))
    found += [
        Choice(translate("when", "Tomorrow morning"), _at(today.addDays(1), MORNING)),
        Choice(translate("when", "Next week"), _at(_next_monday(today), MORNING)),
        Choice(translate("when", "In a month"), _at(_workday(today.addMonths(1)), MORNING)),
    ]
    return _different(found)


def promise_choices(now: int) -> tuple[Choice, ...]:
    """When we could have told somebody that they will hear from us."""
    here = QDateTime.fromSecsSinceEpoch(now)
    today = here.date()
    found = []
    if here.time() < EVENING.addSecs(-3600):
        found.append(Choice(translate("when", "Today"), _at(today, EVENING)))
    found += [
        Choice(translate("when", "Tomorrow"), _at(today.addDays(1), EVENING)),
        Choice(translate("when", "On Friday"), _at(_friday(today), EVENING)),
        Choice(translate("when", "Next week"), _at(_next_monday(today).addDays(4), EVENING)),
    ]
    return _different(found)


def moment(at: int, now: int, locale: QLocale) -> str:
    """A moment that lies ahead, as short as it can be: ``14:00``, ``Tue 09:00``, ``3 Nov, 09:00``.

    Both in seconds UTC.
    """
    then, today = QDateTime.fromSecsSinceEpoch(at), QDateTime.fromSecsSinceEpoch(now).date()
    clock = locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    days = today.daysTo(then.date())
    if days == 0:
        return clock
    if days == 1:
        return translate("when", "tomorrow {clock}").format(clock=clock)
    if 1 < days <= 6:
        return f"{locale.toString(then.date(), 'ddd')} {clock}"
    return fmt.moment_short(at, now, locale)


def _different(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Leave out what another word said before: on Sundays, next week begins tomorrow."""
    moments = [choice.at for choice in choices]
    return tuple(one for place, one in enumerate(choices) if one.at not in moments[:place])


def _at(day: QDate, time: QTime) -> int:
    return QDateTime(day, time).toSecsSinceEpoch()


def _full_hour(moment: QDateTime) -> QDateTime:
    return QDateTime(moment.date(), QTime(moment.time().hour(), 0))


def _next_monday(day: QDate) -> QDate:
    return day.addDays(8 - day.dayOfWeek())


def _friday(day: QDate) -> QDate:
    """The next Friday that is neither today nor tomorrow."""
    ahead = (_FRIDAY - day.dayOfWeek()) % 7
    return day.addDays(ahead if ahead > 1 else ahead + 7)


def _workday(day: QDate) -> QDate:
    return day if day.dayOfWeek() <= _FRIDAY else day.addDays(8 - day.dayOfWeek())
