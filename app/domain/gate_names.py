"""Whom a letter of ours greets, and whether that may be the person it goes to.

English, Russian and Ukrainian; wrong rather silently than loudly, as `app.domain.gate_words` is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_HELLO = r"""(?:
      hi|hello|hey|dear|good\ (?:morning|afternoon|evening|day)|greetings|hallo
    | здравствуй(?:те)?|привет(?:ствую)?|добрый\ (?:день|вечер)|доброе\ утро
    | доброго\ (?:дня|времени\ суток|утра|вечера)|(?:много)?уважаем(?:ый|ая|ые)
    | доброго\ (?:ранку|вечора)|добрий\ (?:день|вечір|ранок)|добридень|вітаю|привіт
    | шановн(?:ий|а|і)|здрастуйте|вітання|дорог(?:ой|ая)
    )"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_GREETING = re.compile(
    rf"^\s*{_HELLO}(?:[\s,]+(?:{_HELLO}))?[\s,]+(?P<name>[^\n!,:;–—]{{2,60}})(?P<end>.?)", _FLAGS
)
_NAME_FIRST = re.compile(rf"^\s*(?P<name>[^\n!.,:;–—]{{2,40}}),\s*(?:{_HELLO}\b|$)", _FLAGS)
_TITLES = frozenset(
    """mr mrs ms dr prof mister miss sir господин госпожа пан пані пане добродію""".split()
)
_AND = frozenset("and und & и та і й".split())
_NOBODY = frozenset(
    """all everyone everybody team there again sir madam folks colleagues guys friend friends
    support sales customer customers client clients user users partner partners subscriber
    member members reader valued department gentlemen ladies yes no ok okay sure thanks thank
    sorry please hi hello dear hey we you i it this your our the a
    коллеги коллега друзья друг все всем команда снова еще ещё вас вам вы мы я клиент клиенты
    клиентка пользователь покупатель партнер партнёр партнеры партнёры заказчик подписчик читатель
    спасибо благодарю благодарим извините простите да нет конечно хорошо понятно
    здравствуйте привет день вечер утро поддержка служба отдел
    колеги колего друзі друже усі всі знову ще ви ми клієнте клієнт клієнти користувачу
    користувач покупцю покупець партнере партнери замовнику читачу команда
    дякую дякуємо вибачте перепрошую так ні звісно добре зрозуміло вітаю привіт ранок
    """.split()
)
_NO_PERSON = frozenset(
    """ооо зао оао ао пао ип тов фоп пп нко гк ltd llc inc gmbh corp corporation co company plc
    limited bv oy ab sa srl spa team support sales info office department dept accounting
    accounts service services hotline shop store admin administrator webmaster marketing hr
    billing orders order contact mail help helpdesk desk noreply newsletter reception invoice
    отдел служба магазин бухгалтерия поддержка компания группа команда склад офис закупки
    секретарь приемная приёмная администрация администратор менеджер заказы
    відділ підтримка бухгалтерія компанія група крамниця адміністрація адміністратор
    """.split()
)
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e",
    "ж": "j", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u",
    "я": "a",
}  # fmt: skip
_LATIN = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "t", "ı": "i"}
_SHORT_NAMES = (
    "aleksandr alexander aleksandra oleksandr oleksandra sasha sanya shura olexa alex sandra",
    "aleksei alexey oleksii lesha alyosha alex", "anastasia nastya nastia asya",
    "anna hanna anya ania annie ann", "boris borya", "daria darya dasha odarka",
    "dmitri dmitry dmytro dima dimon mitya", "ekaterina kateryna katerina katya katia kate katie",
    "elena olena lena helen alena", "evgeni evgeny yevhen yevgenia zhenya eugene eugenia zenya",
    "galina halyna galya", "georgi heorhii yurii yuri yury jura yura george gosha zhora",
    "grigori hryhorii grisha", "irina iryna ira", "ivan vanya", "julia yulia yuliia julie",
    "konstantin kostyantyn kostya", "larisa larysa lara", "leonid lenya leo",
    "lyudmila liudmyla luda lyuda mila ludmila", "lyubov liubov luba lyuba любове",
    "maksim maxim maksym max maks", "maria mariia masha mary mariya",
    "mikhail mykhailo misha michael mike майкл майк", "nadezhda nadiia nadya nadia",
    "natalia nataliia natasha nata natali", "nikolai mykola kolya nick nicholas",
    "oksana ksenia kseniia ksyusha xenia", "oleg oleh олеже", "olga olha olya",
    "pavel pavlo pasha paul пол", "petr petro pyotr peter pete petya питер", "polina polya",
    "roman roma", "sergei sergey serhii serge seryozha serega", "stanislav stas",
    "svetlana svitlana sveta", "stepan styopa", "taras tarasik",
    "tatiana tatyana tetiana tanya tania", "timofei tymofii tima", "vadim vadym vadik",
    "valentin valentyn valentina valya", "valeri valerii valeria lera valera",
    "vasili vasyl vasya", "viktor victor victoria viktoria vika vitya", "vitali vitalii vitalik",
    "vladimir volodymyr vova volodya", "vladislav vladyslav vlad", "vyacheslav viacheslav slava",
    "yaroslav yaroslava slava yarik", "zinaida zina", "zoya zoia", "robert bob rob bobby боб роб",
    "william bill will billy вильям уильям билл", "richard dick rick ричард рик",
    "elizabeth liz beth eliza elizaveta yelyzaveta lisa", "margaret maggie peggy meg",
    "edward ed ted eddie", "james jim jimmy джеймс джим", "thomas tom tommy томас том",
    "daniel dan danny danylo danil danila", "benjamin ben", "samuel sam samantha sammy",
    "jennifer jen jenny", "charles charlie chuck",
    "andrew andy andrei andrey andrii drew эндрю энди", "anthony anton tony antin",
    "matthew matt matvei matvii мэтью мэт", "steven steve stephen stephanie steph стив стивен",
    "jonathan jon nathan nate", "artem artyom artur arthur art", "bohdan bogdan", "ihor igor",
    "denis denys dennis", "kirill kyrylo cyril", "arkadi arkadii", "ruslan ruslana rusya",
    "inna ina", "john джон jon johnny jack джек", "george джордж", "david dave дэвид davyd",
    "jane джейн", "joanna joanne jo", "joseph joe jo josef джозеф", "christopher chris крис",
    "christian chris", "christina christine kristina khrystyna chris tina",
    "susan sue suzanne susanne", "patricia pat patty trish", "patrick pat",
    "sofia sophia sonya sonia", "gennady hennadii gena", "margarita marharyta rita margaret",
    "timothy tim", "gregory greg", "jeffrey jeff", "kenneth ken", "ronald ron", "donald don",
    "deborah debra debbie", "catherine cathy kate kat", "rebecca becky", "abigail abby",
    "jessica jess", "amanda mandy", "penelope penny", "philip phil", "raymond ray", "walter walt",
    "gerald jerry", "lawrence larry laurie", "joshua josh", "gabriel gabe",
    "frederick fred freddy", "albert al", "barbara barb", "angela angie", "kimberly kim",
    "zachary zach", "theresa teresa terry tess", "harold harry", "vincent vince", "eleanor ellie",
    "lev лево", "lidia lida", "egor yehor", "gleb hlib", "vsevolod seva", "rostislav rostyslav",
    "semen semyon sam", "fedor fyodor fedir theodore ted", "veronika nika", "liliana lilia lily",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Greeted:
    """Whom the first line of a letter greets."""

    names: tuple[str, ...] = ()
    """As written; empty where it greets nobody by name."""
    by_title: bool = False
    """Whether it says Mr. or the like, so that the name may be the family's."""


def greeted(text: str) -> Greeted:
    """Return whom the first line greets; nobody where it goes on with a sentence."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = _GREETING.match(first) or _NAME_FIRST.match(first)
    if found is None:
        return Greeted()
    words = _WORD.findall(found["name"].partition(". ")[0])
    if "." in found["name"] and words and words[0].casefold() in _TITLES:
        words = _WORD.findall(found["name"])
    bare = [word for word in words if word.casefold() not in _AND]
    names = [word for word in bare if word.casefold() not in _TITLES]
    if not 0 < len(names) <= _MOST_NAMES or any(word.casefold() in _NOBODY for word in names):
        return Greeted()
    if not all(word[:1].isupper() and word.count("’") + word.count("'") == 0 for word in names):
        return Greeted()
    return Greeted(tuple(names), len(names) < len(bare))


def is_named(word: str, names: Iterable[str]) -> bool:
    """Whether a greeted name may be one of these people, in either alphabet, case or short form."""
    said = _stems(word)
    return any(
        _same(one, stem)
        for name in names
        for part in _WORD.findall(name)
        for stem in _stems(part)
        for one in said
    )


def is_person(name: str) -> bool:
    """Whether this is a person's name that can be compared, no firm's and no desk's."""
    words = _WORD.findall(name)
    return (
        "@" not in name
        and any(len(word) > 1 for word in words)
        and not any(word.casefold() in _NO_PERSON for word in words)
        and not any(mark in name for mark in '«»"&')
    )


def _same(one: str, other: str) -> bool:
    if min(len(one), len(other)) <= 1:  # an initial, or a name that is all ending
        return one[:1] == other[:1]
    return one == other or any(one in row and other in row for row in _short_names())


def _stems(word: str) -> set[str]:
    return {_stem(part) for part in re.split(r"[-'’ʼ]", word) if part} | {_stem(word)}


@lru_cache(1)
def _short_names() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(_stem, row.split())) for row in _SHORT_NAMES)


@lru_cache(512)
def _stem(word: str) -> str:
    """Return a name in one rough spelling and without its ending.

    So alphabets, customs of transcribing, accents, and the vocative (Олено, Андрію) make no
    difference.
    """
    whole = unicodedata.normalize("NFC", word.casefold())
    text = "".join(_CYRILLIC.get(letter, letter) for letter in whole)
    text = "".join(
        _LATIN.get(letter, letter)
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(letter)
    )
    if text in {"alex", "aleks"}:
        return "alex"  # short for two names that must not be taken for each other
    for long, short in (
        ("shch", "s"), ("kh", "h"), ("zh", "j"), ("ch", "c"), ("sh", "s"), ("ts", "c"),
        ("ya", "a"), ("yu", "u"), ("ye", "e"), ("yo", "e"), ("ia", "a"), ("iu", "u"), ("ie", "e"),
        ("ae", "a"), ("oe", "o"), ("ue", "u"),
        ("x", "ks"), ("ph", "f"), ("ck", "k"), ("y", "i"), ("w", "v"), ("q", "k"), ("h", "g"),
    ):  # fmt: skip
        text = text.replace(long, short)
    once = re.sub(r"(.)\1+", r"\1", "".join(letter for letter in text if letter.isalpha()))
    return once.rstrip("aeiou") or once
