"""What a letter of ours says to its reader, by its words: files, dates, names, promises.

English, Russian and Ukrainian. Every function takes what the person wrote, without quote and
signature, and is wrong rather silently than loudly: a gate that cries wolf is clicked away.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_FLAGS = re.IGNORECASE | re.VERBOSE

_FILE_WORDS = re.compile(
    r"""
      \b(?:i(?:['’]ve|\ have)?\ (?:have\ )?(?:also\ |just\ )?attach(?:ed|ing)?
        | i(?:['’]m|\ am|['’]ll|\ will)\ (?:also\ )?(?:attach(?:ing)?|enclos(?:e|ing))
        | (?:please\ )?(?:find|see|check|open)\ (?:the\ |our\ |my\ |in\ the\ |an\ )?
          (?:attach\w*|enclosed|enclosure)
        | (?:is|are)\ (?:now\ )?(?:attached|enclosed)(?!\ (?:by|to\ your)\b)
        | attached\ (?:is|are|please|you\ will|here|herewith|to\ this)
        | enclosed\ (?:is|are|please|you)
        | (?:in|as)\ (?:the\ |an\ )?attach(?:ment|ed\ file)s?(?!\ (?:you|that\ you)\b)
        | we(?:['’]ve|\ have)?\ (?:also\ )?attach(?:ed)?\b
      )\b
    | \b(?:прикреп(?:ляю|ляем|или|ил|ила|лен[аоы]?|им|лю)|прикрепл[её]нн\w+
        | прил(?:агаю|агаем|ожил[аи]?|ожу|ожим|ожен[аоы]?)\b
        | вложил[аи]?|вкладываю|во\ вложени[ияй]\w*|в\ приложении|в\ аттаче
        | высылаю\ файл|отправляю\ файл)
    | \b(?:прикріп(?:лю|люю|люємо|или|ив|ила|лен[оаий]?)|прикріплен\w+
        | дода(?:ю|ємо)\ (?:файл|документ|скріншот|знімок|рахунок|інструкцію)
        | долуча(?:ю|ємо)|долучил[аи]|долучив|у\ вкладенні|в\ додатку|у\ додатку
        | вкладен(?:ий|о|а)\ файл|надсилаю\ файл)
    """,
    _FLAGS,
)
_THEIR_FILE = re.compile(
    r"""
      \b(?:you|you['’]ve|you\ have|your|can|could|could\ you|please|to|not|n['’]t|if|when)
        \ (?:please\ |have\ |also\ )*attach(?:ed|ing|ment\w*)?
    | (?:вы|вами|ваш\w*|не|если|можете|пожалуйста,?|чтобы|при[шс]ли\w*)\ (?:\w+\ )?
        (?:прикреп|прилож|вложил|во\ вложени)
    | (?:ви|вами|ваш\w*|не|якщо|можете|будь\ ласка,?|щоб)\ (?:\w+\ )?
        (?:прикріп|долуч|у\ вкладенні|в\ додатку|у\ додатку)
    """,
    _FLAGS,
)
_PICTURE = re.compile(
    r"""
      \b(?:screen\ ?-?shots?|screen\ ?-?captures?|pictures?|photos?|images?|drawings?)\b
    | \b(?:скриншот|снимок|снимк|фото|изображени|картинк|рисун)
    | \b(?:скріншот|знім|світлин|зображенн|картинк|малюн)
    """,
    _FLAGS,
)

_DATE = re.compile(
    r"""
      \b\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\b | \b\d{4}-\d{2}-\d{2}\b
    | \b(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday
        |end\ of\ (?:the\ )?(?:day|week|month)|next\ (?:week|month)|this\ (?:week|afternoon|evening)
        |(?:within|in|by|before|until)\ (?:the\ next\ )?(?:an?|one|two|three|four|five|six|seven
          |few|couple\ of|\d+)(?:\ ?[-–]\ ?\d+)?\ (?:working\ |business\ )?
          (?:minute|hour|day|week|month)s?)\b
    | \b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\ \d{1,2}\b
    | \b\d{1,2}(?:st|nd|rd|th)?\ (?:of\ )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)
    | \b\d{1,2}:\d{2}\b
    | \b\d{1,2}\ (?:янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек
        |січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)
    | \b(?:сегодня|завтра|послезавтра|понедельник|вторник|сред[ау]|четверг|пятниц|суббот|воскресень
        |на\ (?:этой|следующей)\ неделе|до\ конца\ (?:дня|недели|месяца)|к\ концу\ (?:дня|недели)
        |(?:в\ течение|через|за)\ (?:\w+\ )?(?:\d+\ |двух\ |тр[её]х\ |пяти\ |пару\ |час
          |получас|два\ |три\ |дня|день|недел))
    | \b(?:сьогодні|завтра|післязавтра|понеділ|вівтор|серед[аиу]|четвер|п['’ʼ]ятниц|субот|неділ
        |(?:цього|наступного)\ тижня|до\ кінця\ (?:дня|тижня|місяця)
        |(?:протягом|впродовж|через|за)\ (?:\w+\ )?(?:\d+\ |двох\ |трьох\ |п['’ʼ]яти\ |пару\ |годин
          |півгодин|два\ |три\ |дня|день|доби|тижн))
    """,
    _FLAGS,
)
_WILL = re.compile(
    r"""
      \b(?:(?:we|i)(?:['’]ll|\ will|\ are\ going\ to|['’]m\ going\ to)\ (?!be\ (?:happy|glad))
        |(?:let\ you\ know|get\ back\ to\ you|look\ into|keep\ you\ (?:posted|updated)
          |looking\ into|working\ on\ it|investigat\w+|as\ soon\ as))
    | \b(?:сообщ(?:им|у)|напишем|напишу|ответим|отвечу|посмотр(?:им|ю)|провер(?:им|ю|яем|яю)
        |разбер[её]мся|разбираемся|исправ(?:им|лю|ляем)|сдела(?:ем|ю)|выясн(?:им|ю|яем|яю)
        |уточн(?:им|ю|яем|яю)|вернусь|верн[её]мся|передал[аи]?|работаем|как\ только)\b
    | \b(?:повідом(?:имо|лю)|напишемо|напишу|відповімо|відповім|подивимось|подивлюс[ья]
        |перевір(?:имо|ю|яємо|яю)|розберемос[ья]|розбираємос[ья]|виправ(?:имо|лю|ляємо)|зроб(?:имо|лю)
        |з['’ʼ]ясу(?:ємо|ю)|уточн(?:имо|ю|юємо|юю)|поверну(?:ся|сь)|передал[аи]|передав|працюємо
        |щойно|як\ тільки)\b
    """,
    _FLAGS,
)
_GREETING = re.compile(
    r"""^\s*(?:
      (?:hi|hello|hey|dear|good\ (?:morning|afternoon|evening|day)|greetings)
    | (?:здравствуй(?:те)?|привет(?:ствую)?|добрый\ (?:день|вечер)|доброе\ утро
        |доброго\ (?:дня|времени\ суток)|уважаем(?:ый|ая|ые))
    | (?:доброго\ (?:дня|ранку|вечора)|добрий\ (?:день|вечір)|добридень|вітаю|привіт
        |шановн(?:ий|а|і)|здрастуйте|вітання)
    )[\s,]+(?P<name>[^\n!.,:;–—-]{2,60})""",
    _FLAGS,
)
_TITLES = frozenset(
    """all everyone team there again sir madam folks colleagues mr mrs ms dr mister miss guys
    господин госпожа пан пані пане коллеги друзья все всем команда снова еще ещё вас вам
    колеги друзі усі всі знову ще спасибо дякую день вечер thanks""".split()
)
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ё": "e",
    "ж": "j", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "c", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u",
    "я": "a",
}  # fmt: skip
_SHORT_NAMES = (
    "aleksandr alexander aleksandra oleksandr oleksandra sasha sanya shura olexa alex sandra",
    "aleksei alexey oleksii lesha alyosha alex", "anastasia nastya nastia asya",
    "anna hanna anya ania annie ann", "boris borya", "daria darya dasha odarka",
    "dmitri dmitry dmytro dima dimon mitya", "ekaterina kateryna katerina katya katia kate katie",
    "elena olena lena helen alena", "evgeni evgeny yevhen yevgenia zhenya eugene eugenia zenya",
    "galina halyna galya", "georgi heorhii yurii yuri yury jura yura george gosha zhora",
    "grigori hryhorii grisha", "irina iryna ira", "ivan vanya john", "julia yulia yuliia julie",
    "konstantin kostyantyn kostya", "larisa larysa lara", "leonid lenya leo",
    "lyudmila liudmyla luda lyuda mila ludmila", "lyubov liubov luba lyuba",
    "maksim maxim maksym max maks", "maria mariia masha mary mariya",
    "mikhail mykhailo misha michael mike", "nadezhda nadiia nadya nadia",
    "natalia nataliia natasha nata",
    "nikolai mykola kolya nick nicholas", "oksana ksenia kseniia ksyusha xenia", "oleg oleh",
    "olga olha olya", "pavel pavlo pasha paul", "petr petro pyotr peter pete petya",
    "polina polya", "roman roma", "sergei sergey serhii serge seryozha serega",
    "stanislav stas", "svetlana svitlana sveta", "stepan styopa", "taras tarasik",
    "tatiana tatyana tetiana tanya tania", "timofei tymofii tima", "vadim vadym vadik",
    "valentin valentyn valentina valya", "valeri valerii valeria lera valera",
    "vasili vasyl vasya", "viktor victor victoria viktoria vika vitya", "vitali vitalii vitalik",
    "vladimir volodymyr vova volodya", "vladislav vladyslav vlad", "vyacheslav viacheslav slava",
    "yaroslav yaroslava slava yarik", "zinaida zina", "zoya zoia",
    "robert bob rob bobby", "william bill will", "richard dick rick", "elizabeth liz beth eliza",
    "margaret maggie peggy meg", "edward ed ted eddie", "james jim jimmy", "thomas tom tommy",
    "daniel dan danny danylo danil", "benjamin ben", "samuel sam", "jennifer jen jenny",
    "charles charlie chuck", "andrew andy andrei andrey andrii drew", "anthony anton tony antin",
    "matthew matt matvei matvii", "steven steve stephen", "jonathan jon nathan",
    "artem artyom artur arthur art", "bohdan bogdan", "ihor igor", "denis denys dennis",
    "kirill kyrylo cyril", "arkadi arkadii", "ruslan ruslana rusya", "inna ina",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_LIKE_ANY_NAME = 2


def speaks_of_files(text: str, *, shown: bool = False) -> bool:
    """Whether the text says that something is attached by us; not that the reader attached it.

    ``shown``: pictures stand in the text. Sentences about a screenshot or photo mean those; a
    manual or an invoice is still missing, whatever logo was pasted along with other words.
    """
    for line in text.splitlines():
        for sentence in re.split(r"(?<=[.!?…])\s+", line):
            ours = _FILE_WORDS.search(sentence) and not _THEIR_FILE.search(sentence)
            if ours and not (shown and _PICTURE.search(sentence)):
                return True
    return False


def names_a_date(text: str) -> bool:
    """Whether a day, a time or a span of time stands in the text."""
    return _DATE.search(text) is not None


def speaks_of_later(text: str) -> bool:
    """Whether the text says that we shall do or write something."""
    return _WILL.search(text) is not None


def greeted(text: str) -> tuple[str, ...]:
    """Return the names that the first line greets, as written; empty where it greets nobody."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    found = _GREETING.match(first)
    if found is None:
        return ()
    words = _WORD.findall(found["name"])
    names = [word for word in words if word[:1].isupper() and word.casefold() not in _TITLES]
    return tuple(names) if names and words[0][:1].isupper() else ()


def is_named(word: str, names: Iterable[str]) -> bool:
    """Whether a greeted name may be one of these people, in either alphabet, case or short form."""
    said = _keys(word)
    return any(said & _keys(part) for name in names for part in _WORD.findall(name))


def has_names(names: Iterable[str]) -> bool:
    """Whether any of these is a person's name that can be compared."""
    return any(
        len(part) > _LIKE_ANY_NAME and not part.isdigit()
        for name in names
        if "@" not in name
        for part in _WORD.findall(name)
    )


@lru_cache(512)
def _keys(word: str) -> frozenset[str]:
    """Return the stems of a name and of its short forms."""
    stem = _stem(word)
    return frozenset({stem}).union(*(row for row in _short_names() if stem in row))


@lru_cache(1)
def _short_names() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(_stem, row.split())) for row in _SHORT_NAMES)


def _stem(word: str) -> str:
    """Return a name in one rough spelling and without its ending.

    So alphabets, customs of transcribing, and the vocative (Олено, Андрію) make no difference.
    """
    text = "".join(_CYRILLIC.get(letter, letter) for letter in word.casefold())
    for long, short in (
        ("shch", "s"), ("kh", "h"), ("zh", "j"), ("ch", "c"), ("sh", "s"), ("ts", "c"),
        ("ya", "a"), ("yu", "u"), ("ye", "e"), ("yo", "e"), ("ia", "a"), ("iu", "u"), ("ie", "e"),
        ("x", "ks"), ("ph", "f"), ("ck", "k"), ("y", "i"), ("w", "v"), ("q", "k"), ("h", "g"),
    ):  # fmt: skip
        text = text.replace(long, short)
    once = re.sub(r"(.)\1+", r"\1", "".join(letter for letter in text if letter.isalpha()))
    return once.rstrip("aeiou") or once
