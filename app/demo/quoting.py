"""How mail programs quote the letter that is being answered, in three languages, text and HTML."""

import textwrap
from dataclasses import dataclass
from datetime import datetime
from html import escape

_DAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "uk": ("понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"),
}
_SHORT_DAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "uk": ("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
}
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
_SHORT_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "ru": "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
    "uk": "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.",
}
_OUTLOOK = {
    "en": ("From", "Sent", "To", "Subject"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "uk": ("Від", "Надіслано", "Кому", "Тема"),
}
_APPLE = {
    "en": "On {date.day} {month} {date.year}, at {clock}, {who} wrote:",
    "ru": "{date.day} {month} {date.year} г., в {clock}, {who} написал(а):",
    "uk": "{date.day} {month} {date.year} р. о {clock} {who} пише:",
}
_YANDEX = '{date:%d.%m.%Y}, {clock}, "{name}" <{address}>:'
_ATTRIBUTION = {
    "gmail": {
        "en": "On {day}, {month} {date.day}, {date.year} at {twelve} {who} wrote:",
        "ru": "{day}, {date.day} {month} {date.year} г. в {clock}, {who}:",
        "uk": "{day}, {date.day} {month} {date.year} р. о {clock} {who} пише:",
    },
    "apple": _APPLE,
    "iphone": _APPLE,
    "yandex": dict.fromkeys(("en", "ru", "uk"), _YANDEX),
    "mailru": {
        "en": "{weekday}, {long_date} {date.year}, {clock} {zone} from {who}:",
        "ru": "{weekday}, {long_date} {date.year}, {clock} {zone} от {who}:",
        "uk": "{weekday}, {long_date} {date.year}, {clock} {zone} від {who}:",
    },
    "plain": {
        "en": "On {date:%Y-%m-%d} {clock}, {name} wrote:",
        "ru": "{name} писал(а) {date:%d.%m.%Y} {clock}:",
        "uk": "{name} писав(-ла) {date:%d.%m.%Y} {clock}:",
    },
    "thunderbird": {
        "en": "On {date:%d/%m/%Y} {clock}, {name} wrote:",
        "ru": "{date:%d.%m.%Y} {clock}, {name} пишет:",
        "uk": "{date:%d.%m.%Y} {clock}, {name} пише:",
    },
}
PHONE_SIGNATURE = {
    "en": "Sent from my iPhone",
    "ru": "Отправлено с iPhone",
    "uk": "Надіслано з iPhone",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a mail program knows of the letter that it quotes."""

    name: str
    address: str
    to: str
    subject: str
    date: datetime
    """In the zone of the person who answers."""
    message_id: str
    text: str
    """Whole plain text, older quotes included."""
    html: str
    """The same as HTML inside a body."""


def long_date(date: datetime, lang: str) -> str:
    """Return a day and month as people write them: ``3 November``."""
    return f"{date.day} {_MONTHS[lang].split()[date.month - 1]}"


def quote_text(client: str, lang: str, old: Quoted) -> str:
    """Return the quoted history as it follows the new text in a plain-text part."""
    if client == "outlook":
        head = "\n".join(f"{label}: {value}" for label, value in _outlook_head(lang, old))
        return f"{'_' * 32}\n{head}\n\n{old.text}"
    body = "\n".join(_quoted_line(line) for line in old.text.split("\n"))
    attribution = attribution_line(client, lang, old)
    if client == "gmail":
        attribution = "\n".join(textwrap.wrap(attribution, 78, break_on_hyphens=False))
    if client in {"iphone", "apple"}:
        return f"> {attribution}\n>\n{body}"
    return f"{attribution}\n{body}"


def quote_html(client: str, lang: str, old: Quoted) -> str:
    """Return the quoted history as it follows the new text in an HTML part."""
    line = escape(attribution_line(client, lang, old), quote=False)
    match client:
        case "gmail":
            return (
                '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" '
                f'class="gmail_attr">{line}<br></div><blockquote class="gmail_quote" '
                'style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
                f'padding-left:1ex">{old.html}</blockquote></div>'
            )
        case "outlook":
            head = "<br>".join(
                f"<b>{label}:</b> {escape(value, quote=False)}"
                for label, value in _outlook_head(lang, old)
            )
            return (
                '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;'
                f'padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">{head}</p></div></div>'
                f'<p class="MsoNormal">&nbsp;</p>{old.html}'
            )
        case "yandex":
            return f"<div>&nbsp;</div><div>{line}</div><blockquote>{old.html}</blockquote>"
        case "mailru":
            return (
                '<blockquote style="border-left:1px solid #0857A6;margin:10px;padding:0 0 0 10px;">'
                f'{line}<br><br><div class="js-helper">{old.html}</div></blockquote>'
            )
        case "apple" | "iphone":
            return (
                f'<div><br><blockquote type="cite"><div>{line}</div>'
                f'<br class="Apple-interchange-newline"><div>{old.html}</div></blockquote></div>'
            )
    return (
        f'<div class="moz-cite-prefix">{line}<br></div>'
        f'<blockquote type="cite" cite="mid:{escape(old.message_id)}">{old.html}</blockquote>'
    )


def attribution_line(client: str, lang: str, old: Quoted) -> str:
    """Return the line that introduces a quote, such as ``On Mon, ... wrote:``."""
    date = old.date
    form = _ATTRIBUTION.get(client, _ATTRIBUTION["thunderbird"])[lang]
    zone = f"{date:%z}"
    return form.format(
        date=date,
        clock=f"{date:%H:%M}",
        twelve=_twelve_hours(date).replace(" ", "\u202f"),
        day=_SHORT_DAYS[lang][date.weekday()],
        weekday=_DAYS[lang][date.weekday()].capitalize(),
        month=_SHORT_MONTHS[lang].split()[date.month - 1],
        long_date=long_date(date, lang),
        zone=f"{zone[:3]}:{zone[3:]}",
        name=old.name,
        address=old.address,
        who=f"{old.name} <{old.address}>",
    )


def _twelve_hours(date: datetime) -> str:
    return f"{date.hour % 12 or 12}:{date:%M} {'AM' if date.hour < 12 else 'PM'}"


def _quoted_line(line: str) -> str:
    if not line or line.startswith(">"):
        return f">{line}"
    return f"> {line}"


def _outlook_head(lang: str, old: Quoted) -> list[tuple[str, str]]:
    date, clock = old.date, f"{old.date:%H:%M}"
    day = _DAYS[lang][date.weekday()]
    month = _MONTHS[lang].split()[date.month - 1]
    when = {
        "en": f"{day}, {month} {date.day}, {date.year} {_twelve_hours(date)}",
        "ru": f"{day}, {date.day} {month} {date.year} г. {clock}",
        "uk": f"{day}, {date.day} {month} {date.year} р. {clock}",
    }[lang]
    values = (f"{old.name} <{old.address}>", when, old.to, old.subject)
    return list(zip(_OUTLOOK[lang], values, strict=True))
