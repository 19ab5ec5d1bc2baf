"""What an acknowledgement says: the team's texts filled for one letter, and what they may hold."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice, product
from zoneinfo import ZoneInfo

from app.domain.acknowledgement import LONGEST, Hours, Text
from app.domain.errors import RejectedError
from app.domain.ids import AccountId
from app.domain.outgoing import DraftContent
from app.services.template_values import values_of
from app.services.templating import VARIABLES, blanks, fill
from app.store import Store
from app.store.letter_rows import LetterRow
from mail import rich
from mail.cleantext import one_line

ALWAYS = frozenset(("address", "code", "inbox", "today"))
"""Names in a text that always mean something; any other needs ``or "…"``, or an ``if`` around."""
_NEVER = frozenset(("me", "my_first_name"))
"""Nobody typed it."""
_UNSURE = sorted(VARIABLES.keys() - ALWAYS - _NEVER)
_LONGEST_SUBJECT = 200
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_MOST_QUOTED = 20


def check(language: str, text: Text) -> None:
    """Raise `RejectedError` where a text could not be sent to everybody just as it is."""
    for what, source in (("subject", text.subject), ("text", text.body), ("off", text.off_hours)):
        if what != "off" and not source.strip():
            raise RejectedError(f"The acknowledgement ({language}) lacks its {what}.")
        if len(source) > LONGEST:
            raise RejectedError(f"A text has at most {LONGEST} characters.")
        blank = next(_blanks(source), None)
        if blank is not None:
            raise RejectedError(
                f"In the acknowledgement ({language}) “{blank}” may stay empty, and nobody is "
                'there to fill it: write {{ name or "…" }} or take it out.'
            )


def _blanks(source: str) -> Iterator[str]:
    """Yield blanks that are left, whatever of the values is known."""
    quoted = (first or second for first, second in _QUOTED.findall(source))
    samples = ["x", *islice(quoted, _MOST_QUOTED)]  # what a name may be compared with
    return blanks(source, chain.from_iterable(map(_cases, samples)))


def _cases(sample: str) -> Iterator[dict[str, str | None]]:
    sure = dict.fromkeys(ALWAYS, sample)
    for case in product((None, sample), repeat=len(_UNSURE)):
        yield {**sure, **dict(zip(_UNSURE, case, strict=True))}


def filled(
    store: Store,
    account: AccountId,
    begun: DraftContent,
    row: LetterRow,
    text: Text,
    *,
    hours: Hours,
    language: str,
    now: int,
) -> DraftContent:
    """Return the letter that a text makes. Raises `RejectedError` where it is not to be sent."""
    values = values_of(
        store, account, begun, row.ticket, language=language, zone=_zone(hours, now), now=now
    )
    known = {name: value for name, value in values.items() if name not in _NEVER}
    # by the time at which it is read: what came in the evening may be answered in the morning
    is_off = bool(text.off_hours.strip()) and not hours.is_open(now)
    subject = _line(text.subject, known)
    html = _whole(text.off_hours if is_off else text.body, known)
    return replace(begun, subject=subject, body=html)


def _zone(hours: Hours, now: int) -> int:
    """Minutes east of UTC."""
    try:
        zone = ZoneInfo(hours.zone)
    except (OSError, ValueError, LookupError):
        return 0
    offset = datetime.fromtimestamp(now, UTC).astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)


def _line(source: str, known: Mapping[str, str | None]) -> str:
    return one_line(rich.to_plain(_whole(source, known)))[:_LONGEST_SUBJECT].strip()


def _whole(source: str, known: Mapping[str, str | None]) -> str:
    made = fill(source, known)
    if made.blanks:
        raise RejectedError(f"“{made.blanks[0]}” is not known for every letter.")
    if rich.is_empty(made.html):
        raise RejectedError("The text of the acknowledgement is empty.")
    return made.html


STARTERS: Mapping[str, Text] = {
    "en": Text(
        'We have your letter: {{ subject or "your question" }} [{{ code }}]',
        "Hello{% if first_name %} {{ first_name }}{% endif %},\n\n"
        "Thank you for writing. Your letter has arrived, and one of us will read it. "
        "You will hear from us within one working day.\n\n"
        "Would you like to add something, such as an order number or a picture of what you see? "
        "Just answer this letter; everything stays together under {{ code }}.\n\n"
        "This note was sent automatically, so that you know nothing was lost.",
        "Hello{% if first_name %} {{ first_name }}{% endif %},\n\n"
        "Thank you for writing. Your letter has arrived. Nobody is at work just now; we will read "
        "it on the next working day and answer you that same day.\n\n"
        "If you want to add something, just answer this letter; everything stays together under "
        "{{ code }}.\n\n"
        "This note was sent automatically, so that you know nothing was lost.",
    ),
    "ru": Text(
        'Мы получили ваше письмо: {{ subject or "ваш вопрос" }} [{{ code }}]',
        "Здравствуйте{% if first_name %}, {{ first_name }}{% endif %}!\n\n"
        "Спасибо, что написали. Ваше письмо дошло, его прочитает кто-то из нас. "
        "Мы ответим в течение одного рабочего дня.\n\n"
        "Хотите что-то добавить — номер заказа или снимок экрана? "
        "Просто ответьте на это письмо: всё останется вместе под номером {{ code }}.\n\n"
        "Это уведомление отправлено автоматически, чтобы вы знали: ничего не потерялось.",
        "Здравствуйте{% if first_name %}, {{ first_name }}{% endif %}!\n\n"
        "Спасибо, что написали. Ваше письмо дошло. Сейчас мы не на работе; прочитаем его "
        "в следующий рабочий день и в тот же день ответим.\n\n"
        "Если хотите что-то добавить, просто ответьте на это письмо: всё останется вместе "
        "под номером {{ code }}.\n\n"
        "Это уведомление отправлено автоматически, чтобы вы знали: ничего не потерялось.",
    ),
    "uk": Text(
        'Ми отримали вашого листа: {{ subject or "ваше запитання" }} [{{ code }}]',
        "Вітаємо{% if first_name %}, {{ first_name }}{% endif %}!\n\n"
        "Дякуємо, що написали. Ваш лист надійшов, його прочитає хтось із нас. "
        "Ми відповімо протягом одного робочого дня.\n\n"
        "Хочете щось додати — номер замовлення чи знімок екрана? "
        "Просто дайте відповідь на цей лист: усе залишиться разом під номером {{ code }}.\n\n"
        "Це сповіщення надіслано автоматично, щоб ви знали: нічого не загубилося.",
        "Вітаємо{% if first_name %}, {{ first_name }}{% endif %}!\n\n"
        "Дякуємо, що написали. Ваш лист надійшов. Зараз ми не на роботі; прочитаємо його "
        "наступного робочого дня й того ж дня відповімо.\n\n"
        "Якщо хочете щось додати, просто дайте відповідь на цей лист: усе залишиться разом "
        "під номером {{ code }}.\n\n"
        "Це сповіщення надіслано автоматично, щоб ви знали: нічого не загубилося.",
    ),
}
"""Texts to begin with: they thank, say when to expect an answer, and how to add something."""
