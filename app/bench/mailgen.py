"""A support mailbox of any size, the same for the same seed: what the benchmarks work on.

Threads overlap in time and hold one to a dozen letters in English, Russian and Ukrainian; two
fifths have an HTML part, a tenth an attachment; replies quote what they answer.
"""

import os
import random
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import accumulate, product
from pathlib import Path

from app.demo.letters import SampleLetter

ADDRESS = "support@shop.example"
"""The mailbox's own address."""

_SPAN = 730 * 86400
_NAMES = (
    "Ann Baker", "Boris Chen", "Clara Diaz", "Dan Evans", "Ольга Иванова", "Пётр Кузнецов",
    "Наталя Шевченко", "Тарас Бондар", "Eva Novak", "Felix Braun", "Григорий Орлов", "Їжак Леся",
)  # fmt: skip
_TOPICS = (
    (
        "Invoice {n} is wrong",
        "Cannot log in to account {n}",
        "Order {n} has not arrived",
        "Refund for order {n}",
        "Question about plan {n}",
    ),
    ("Не приходит заказ {n}", "Ошибка при оплате счёта {n}", "Возврат по заказу {n}"),
    ("Не працює вхід {n}", "Питання щодо рахунку {n}", "Повернення коштів за {n}"),
)
_SMALL_WORDS = (
    """the and to we that it is for on not with you at be this has have our please when because will
    still by was from but can if""",
    """и на не мы что с по до когда это но как для из вы за от пожалуйста если бы уже ещё нам вас
    был так же или""",
    """і на не ми що з до коли це але як для із ви за від будь ласка якщо вже ще нам вас був так
    чи або""",
)
_MATTERS = (
    """order invoice payment account refund delivery login card error screen tracking page customer
    parcel bank message button export password contract""",
    """заказ счёт оплата доставка возврат доступ ошибка клиент карта ответ сообщение экран кнопка
    неделя договор отчёт склад пароль банк выгрузка""",
    """замовлення рахунок оплата доставка повернення доступ помилка клієнт картка відповідь екран
    повідомлення кнопка тиждень договір звіт склад пароль банк коштів""",
)
_LATIN, _CYRILLIC = "ka lo mi ter san ve ro du pin gor", "ка ло ми тер сан ве ро ду пин гор"
_SYLLABLES = (_LATIN, _CYRILLIC, _CYRILLIC)
_BLOB = b64encode(random.Random(7).randbytes(57 * 700)).decode()  # noqa: S311 - nothing secret


def _vocabulary(language: int) -> list[str]:
    """Words by how often they are used: small ones, then every twentieth one that matters here."""
    rare = ["".join(parts) for parts in product(_SYLLABLES[language].split(), repeat=4)]
    random.Random(language).shuffle(rare)  # noqa: S311 - nothing secret
    for number, word in enumerate(_MATTERS[language].split()):
        rare.insert(20 * number, word)
    return _SMALL_WORDS[language].split() + rare


_VOCABULARIES = tuple(_vocabulary(language) for language in range(3))
_WEIGHTS = tuple(list(accumulate(1 / (n + 3) for n in range(len(v)))) for v in _VOCABULARIES)
"""Zipf's law: the word of rank n comes about 1/n as often as the first."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """One letter before it is written."""

    received: int
    thread: int
    place: int


def generate(
    count: int, *, newest: int, letters_per_thread: float = 2.0, seed: int = 1
) -> Iterator[SampleLetter]:
    """Yield ``count`` letters in order of arrival, the last at about ``newest`` (seconds UTC).

    What we answered lies in ``Sent``, the rest in ``INBOX``; `SampleLetter.ticket` names the
    thread that each is meant for.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    plans: list[_Plan] = []
    thread = 0
    while len(plans) < count:
        received = newest - chance.randrange(_SPAN)
        place = 0
        while True:
            plans.append(_Plan(received, thread, place))
            received += chance.randrange(600, 3 * 86400)
            place += 1
            if place >= 12 or received > newest or chance.random() * letters_per_thread < 1:
                break
        thread += 1
    plans.sort(key=lambda plan: (plan.received, plan.thread, plan.place))
    for plan in plans[:count]:
        yield _Letter(seed, plan).written()


def write_maildir(root: Path, letters: Iterable[SampleLetter]) -> int:
    """Write letters into a Maildir++ (``Sent`` as ``.Sent``) and return how many there were.

    File times carry the day of arrival, as Dovecot reads INTERNALDATE from them.
    """
    made: dict[str, Path] = {}
    number = 0
    for number, letter in enumerate(letters, 1):
        folder = made.get(letter.folder)
        if folder is None:
            folder = root if letter.folder == "INBOX" else root / f".{letter.folder}"
            for name in ("cur", "new", "tmp"):
                (folder / name).mkdir(parents=True, exist_ok=True)
            made[letter.folder] = folder
        seen = "S" if "\\Seen" in letter.flags else ""
        file = folder / "cur" / f"{letter.received}.M{number:06}.bench:2,{seen}"
        file.write_bytes(letter.raw)
        os.utime(file, (letter.received, letter.received))
    return number


class _Letter:
    """Writes one letter; everything follows from the seed and the plan."""

    def __init__(self, seed: int, plan: _Plan) -> None:
        self._seed = seed
        self._plan = plan
        thread = random.Random(seed * 1_000_003 + plan.thread)  # noqa: S311 - nothing secret
        self._contact = thread.randrange(20_000)
        self._language = thread.choice((0, 0, 1, 2))
        self._topic = thread.choice(_TOPICS[self._language]).format(n=plan.thread)
        self._ours = plan.place % 2 == 1
        self._chance = random.Random(thread.getrandbits(60) + plan.place)  # noqa: S311

    def written(self) -> SampleLetter:
        folder = "Sent" if self._ours else "INBOX"
        seen = self._ours or self._chance.random() < 0.8
        return SampleLetter(
            folder=folder,
            raw="\r\n".join([*self._head(), *self._body(), ""]).encode(),
            received=self._plan.received,
            flags=frozenset({"\\Seen"} if seen else ()),
            ticket=str(self._plan.thread),
        )

    def _id(self, place: int) -> str:
        return f"<{self._seed}.{self._plan.thread}.{place}@mail.example>"

    def _head(self) -> list[str]:
        name = _NAMES[self._contact % len(_NAMES)]
        contact = f"{_encoded(name)} <user{self._contact}@company{self._contact % 997}.example>"
        us = f"Support <{ADDRESS}>"
        place = self._plan.place
        date = format_datetime(datetime.fromtimestamp(self._plan.received, UTC))
        head = [
            f"Received: from mx{place}.example (mx{place}.example [192.0.2.{place + 1}])",
            f"\tby mail.shop.example with ESMTPS id {self._plan.thread:x}; {date}",
            f"Date: {date}",
            f"From: {us if self._ours else contact}",
            f"To: {contact if self._ours else us}",
            f"Subject: {_encoded(('Re: ' if place else '') + self._topic)}",
            f"Message-ID: {self._id(place)}",
        ]
        if place:
            head.append(f"In-Reply-To: {self._id(place - 1)}")
            head.append("References: " + "\r\n ".join(self._id(n) for n in range(place)))
        return [*head, "MIME-Version: 1.0"]

    def _body(self) -> list[str]:
        text = self._text(self._chance)
        quoted = self._quoted() if self._plan.place else []
        plain = ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
        plain += ["", *text, "", *quoted]
        kind = self._chance.random()
        if kind < 0.5:
            return plain
        if kind < 0.9:
            paragraphs = "\r\n".join(f"<p style='margin:0 0 8px'>{line}</p>" for line in text)
            html = ["Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: 8bit"]
            html += ["", f"<html><body>{paragraphs}</body></html>"]
            return _multipart("alternative", [plain, html])
        size = 76 * self._chance.randrange(40, 700)
        lines = [_BLOB[at : at + 76] for at in range(0, size, 76)]
        pdf = [f'Content-Type: application/pdf; name="invoice-{self._plan.thread}.pdf"']
        pdf += ["Content-Transfer-Encoding: base64"]
        pdf += [f'Content-Disposition: attachment; filename="invoice-{self._plan.thread}.pdf"', ""]
        return _multipart("mixed", [plain, pdf + lines])

    def _text(self, chance: random.Random) -> list[str]:
        words, weights = _VOCABULARIES[self._language], _WEIGHTS[self._language]
        chosen = chance.choices(words, cum_weights=weights, k=11 * chance.randrange(3, 20))
        lines = [" ".join(chosen[at : at + 11]) for at in range(0, len(chosen), 11)]
        return [f"{self._topic}.", *lines]

    def _quoted(self) -> list[str]:
        chance = random.Random(self._plan.thread)  # noqa: S311 - nothing secret
        who = "Support" if not self._ours else _NAMES[self._contact % len(_NAMES)]
        return [f"On Mon, 2 Feb 2026 at 10:11, {who} wrote:"] + [
            f"> {line}" for line in self._text(chance)
        ]


def _multipart(kind: str, parts: list[list[str]]) -> list[str]:
    lines = [f'Content-Type: multipart/{kind}; boundary="=_part"', ""]
    for part in parts:
        lines += ["--=_part", *part]
    return [*lines, "--=_part--"]


def _encoded(text: str) -> str:
    """RFC 2047 words of at most 75 characters; ASCII as it is."""
    if text.isascii():
        return text
    parts = (text[at : at + 20].encode() for at in range(0, len(text), 20))
    return "\r\n ".join(f"=?utf-8?B?{b64encode(part).decode()}?=" for part in parts)
