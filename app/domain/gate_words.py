"""What a letter of ours says to its reader, by its words: files, dates, promises, how much.

English, Russian and Ukrainian. Every function takes what the person wrote, without quote and
signature, and is wrong rather silently than loudly: a gate that cries wolf is clicked away.
"""

import re
from collections.abc import Iterable
from itertools import chain

_FLAGS = re.IGNORECASE | re.VERBOSE
_PAPER = r"""(?:
      файл|документ|сч[её]т|акт\b|договор|инструкци|скриншот|снимок|чек\b|квитанци|отч[её]т|накладн
    | прайс|презентац|фото|картинк|таблиц|бланк|копи[яюи]|сертификат|лог[иа]?\b|pdf
    | рахун|договір|інструкці|скріншот|знімок|квитанці|звіт|накладн|презентаці|копі[яюї]|сертифікат
    )"""
_FILE_WORDS = re.compile(
    rf"""
      \b(?:(?:i|we)(?:['’]ve|\ have)?\ (?:also\ |just\ )?(?:attach(?:ed)?|enclosed?)
        | (?:i|we)(?:['’](?:m|re|ll)|\ (?:am|are|will))\ (?:also\ )?(?:attach|enclos)(?:ing|e)?
        | (?:please\ )?(?:find|see|check|open|review|read|follow)
          \ (?:the\ |our\ |my\ |in\ the\ |an\ )?(?:attach\w*|enclosed|enclosure)
        | (?:is|are)\ (?:now\ |also\ )?(?:attached|enclosed)
          (?=\s*(?:$|[.,;:!)]|(?:to|with)\ this\b|below|here|for\b|as\b))
        | attached\ (?:is|are|please|you|here|herewith|to\ this)
        | enclosed\ (?:is|are|please|you)
        | (?:will\ find|['’]ll\ find)\ [^.!?]{{1,60}}\ (?:attached|enclosed)
        | the\ (?:attached|enclosed)\ [\w\ ]{{2,40}}?\ (?:explains?|shows?|contains?|describes?
        |has|lists?)
        | send(?:ing)?\ [^.!?]{{1,60}}\ (?:in|as)\ (?:the\ |an\ )?attach(?:ment|ed\ file)s?
        | in\ (?:the\ )?attach(?:ment|ed\ file)s?(?!\ (?:you|that\ you)\b)
      )\b
    | ^\W*(?:attaching|enclosing)\b | ^\W*attached\s*: | \(attached\)
    | ^\W*(?:\w+\ ){{1,4}}(?:attached|enclosed)\W*$
    | \b(?:прикреп(?:ляю|ляем|или|ил|ила|лен[аоы]?|им|лю)|прикладыва(?:ю|ем)|прикрепл[её]нн\w+
        | прил(?:агаю|агаем|агается|агаются|ожил[аи]?|ожу|ожим|ожен[аоы]?)\b
        | вложил[аи]?|вкладываю|во\ вложени[ияй]\w*|(?:см|смотрите)\ вложени\w*
        | (?:высыла|отправля|посыла)(?:ю|ем)\ [^.!?]{{0,60}}вложени\w*
        | в\ приложении\ к\ (?:этому\ )?(?:письму|сообщению)|в\ аттаче
        | (?:высылаю|отправляю)\ файл)
    | \b(?:прикріп(?:лю|люю|люємо|или|ив|ила|лен[оаий]?)|прикріплен\w+
        | дода(?:ю|ємо)\ (?:файл|документ|скріншот|знімок|рахунок|інструкцію)
        | {_PAPER}\w*\ дода(?:ється|ються) | до\ листа\ (?:додан|долучен)[оаи]
        | долуча(?:ю|ємо)|долучил[аи]|долучив|у\ вкладенні
        | (?:див|дивіться)\ вкладен\w* | у\ вкладеному\ файлі
        | [ув]\ додатку\ до\ (?:цього\ )?листа
        | вкладен(?:ий|о|а)\ файл|надсилаю\ файл)
    | {_PAPER}\w*(?:\W+\w+){{0,3}}\W+(?:в\ приложении|[ув]\ додатку)\b
    | \b(?:в\ приложении|[ув]\ додатку)(?:\W+\w+){{0,2}}\W+{_PAPER}
    """,
    _FLAGS,
)
_THEIR_FILE = re.compile(
    r"""
      \b(?:you|you['’]ve|you\ have|your|can|could|please|to|if|when|how|whether|i\ see)
        \ (?:please\ |have\ |also\ |the\ |last\ )*attach(?:ed|ing|ment\w*)?\b
    | \b(?:not|cannot|never|unable|no|n['’]t|thank\w*|received|got|looked|checked|opened|i\ see)
        \ (?:[\w'’]+\ ){0,6}?(?:attach|enclos)
    | n['’]t\ (?:[\w'’]+\ ){0,6}?(?:attach|enclos)
    | attach\w*\ (?:\w+\ )?(?:that\ )?you\ (?:sent|attached|gave) | how\ [\w\ ]{1,30}attached
    | (?:in|with)\ your\ (?:\w+\ )?(?:letter|mail|message|e-mail|attachment) | send\ (?:us|me)\b
    | \b(?:вы|вами|вашего|вашему|вашем|не|нет|если|можете|можно|чтобы|пожалуйста,?|спасибо
    |благодар\w+
        |пришлите|отправьте|вышлите|при[шс]ли\w*|получил\w*|посмотрел\w*|проверил\w*|открыл\w*)
        \W+(?:[\w«»]+,?\ ){0,5}?(?:прикреп|прикладыв|прилож|прилаг|вложил|во\ вложени|вложени)
    | \b(?:прикреп|прилож|вложени)\w*(?:\W+\w+){0,3}?\W+(?:вами|вашему|вашего|ничего|нет|не
    |пуст\w*)\b
    | (?:прикреп|прилож)\w+\ (?:\w+\ )?(?:усили|к\ (?:вашему\ )?(?:аккаунт|профил|учётн|номер))
    | (?:вашем|вашего|вашему|присланн\w+)\ (?:вложени|письм)
    | \b(?:ви|вами|вашого|вашому|не|немає|якщо|можете|можна|щоб|будь\ ласка,?|дяку\w+|надішліть
        |отримал\w*|переглянул\w*|перевірил\w*|відкрил\w*)
        \W+(?:\w+,?\ ){0,5}?(?:прикріп|долуч|додан|[ув]\ вкладен|вкладен|в\ додатку|у\ додатку)
    | \b(?:прикріп|вкладен)\w*(?:\W+\w+){0,3}?\W+(?:вами|вашому|вашого|нічого|немає|не|порожн\w*)\b
    | долуча\w+\ до\ (?!листа) | прикріплен\w*\ до\ (?:вашого\ )?(?:акаунт|профіл|обліков)
    | (?:нажми|нажать|откро|открыв|зайди|обнови|настройк|ошибк|раздел|кнопк|верси)\w*
    | (?:натисн|відкри|зайді|оновіть|налаштув|помилк|розділ|кнопк|версі)\w*
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

_DAYS_EN = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS_EN = (
    "january|february|march|april|june|july|august|september|october|november|december"
    "|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|(?-i:May|Mar)"
)
_MONTHS_RU = (
    "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|янв|фев|апр|авг|сент?|окт|нояб?|дек"
)
_MONTHS_UK = (
    "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня"
)
_DATE = re.compile(
    rf"""
      (?<![\w./-])(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.(?:\d\d)?\d\d)?(?![\w/-]|\.\d)
    | (?<![\w./-])(?!24/7)(?:[0-2]?\d|3[01])/(?:[0-2]?\d|3[01])(?:/(?:\d\d)?\d\d)?
      (?![\w/-]|\.\d|\ ?(?:inch|["″]|дюйм))
    | \b\d{{4}}-\d{{2}}-\d{{2}}\b | \b\d{{1,2}}:\d{{2}}\b
    | \b(?:today|tonight|tomorrow|{_DAYS_EN}|eod|cob|midday|noon|midnight|weekend
        |end\ of\ (?:the\ )?(?:working\ |business\ )?(?:day|week|month|year)
        |(?:next|this)\ (?:week|month|morning|afternoon|evening)|(?:before|after|by)\ lunch
        |within\ the\ (?:hour|day|week|month)|on\ the\ \d{{1,2}}(?:st|nd|rd|th)
        |\d{{1,2}}\ ?(?:am|pm)|half\ an\ hour|(?:early|mid|late)[-\ ](?:{_MONTHS_EN})
        |(?:within|in|by|before|until)\ (?:the\ )?(?:next\ |coming\ )?(?:an?\ )?
          (?:one\ |two\ |three\ |four\ |five\ |six\ |seven\ |ten\ |few\ |couple\ of\ |\d+\ ?)?
          (?:(?:[-–]|or|to)\ ?\d+\ )?(?:working\ |business\ )?
          (?:minute|hour|day|week|month|fortnight)s?)\b(?!-)
    | \b(?:{_MONTHS_EN})\ \d{{1,2}}(?:st|nd|rd|th)?\b
    | \b\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?(?:{_MONTHS_EN})\b
    | \b\d{{1,2}}(?:-?(?:го|е))?\ (?:{_MONTHS_RU}|{_MONTHS_UK})\b
    | \b(?:сегодня|завтра|послезавтра|понедельник\w?|вторник\w?|сред[уы]|(?:к|до)\ среде
        |четверг\w?|пятниц[уыае]|суббот[уыае]|воскресень[еяю]|выходны\w+|утром|вечером|дн[её]м
        |(?:до|к|после)\ (?:вечер|обед|полуд|ноч)\w+ | (?:до|к|в)\ \d{{1,2}}\ (?:час|утра|вечера)\w*
        |(?:до|к)\ \w+\ (?:утра|вечера)|на\ (?:этой|следующей)\ неделе
        |(?:начал|середин|конц)\w+\ (?:\w+\ )?(?:дня|недели|месяца|года|суток|{_MONTHS_RU})
        |ближайш\w+\ (?:\w+\ )?(?:дн|час|недел|минут|сут)\w*
        |(?:в\ течение|через|за|спустя)\ (?:[\w–-]+\ ){{0,3}}?
          (?:минут|час|полчас|дн[яей]|день|сут|недел|месяц)\w*)
    | \b(?:сьогодні|завтра|післязавтра|понеділ\w+|вівтор\w+|серед[иу]|четвер\w*|п['’ʼ]ятниц\w+
        |субот[уиаі]|неділ[яюі]|вихідн\w+|вранці|зранку|ввечері|увечері
        |(?:до|після)\ (?:вечор|обід|полуд)\w+|(?:цього|наступного)\ тижня
        |на\ (?:цьому|наступному)\ тижні|(?:до|о|об)\ \d{{1,2}}-?(?:ї|й)?\ (?:годин|ранку|вечора)\w*
        |(?:початк|середин|кінц)\w+\ (?:\w+\ )?(?:дня|тижня|місяця|року|доби|{_MONTHS_UK})
        |найближч\w+\ (?:\w+\ )?(?:дн|годин|тижн|хвилин)\w*
        |(?:протягом|впродовж|упродовж|через|за)\ (?:[\w–'’-]+\ ){{0,3}}?
          (?:хвилин|годин|півгодин|дн[яів]|день|доб|діб|тиж|місяц)\w*)
    """,
    _FLAGS,
)
_DO_EN = (
    r"check|fix|look|send|write|get\ back|let\ you|ask|contact|call|ring|reply|answer|respond"
    r"|update|investigat|ship|refund|return|prepare|inform|notify|forward|pass|find\ out|add|repair"
    r"|replace|resolve|discuss|test|deliver|come\ back|be\ in\ touch"
    r"|keep|try|sort|examine|review|correct"
)
_WILL = re.compile(
    rf"""
      \b(?:(?:i|we|they|someone|somebody|(?:the|our)\ [\w\ ]{{2,30}}?)
        (?:['’]ll|\ will|\ shall|['’](?:m|re)\ going\ to|\ (?:am|are|is)\ going\ to)
        \ (?:\w+ly\ |then\ |also\ |now\ )?(?:{_DO_EN})\w*
      | you(?:['’]ll|\ will)\ (?:hear|get|receive)\b[^.!?]*\b(?:from\ (?:us|me|our)|answer|reply)
      | it(?:['’]ll|\ will)\ be\ (?:fixed|sent|shipped|refunded|delivered|resolved|repaired
      |replaced)
      | let\ you\ know|get\ back\ to\ you|look\ into|keep\ you\ (?:posted|updated)
      | (?:am|are|is|['’]m|['’]re)\ (?:still\ |now\ |currently\ |already\ )?
        (?:looking\ into|working\ on|investigating|checking|on\ it\b)
      | (?:passed|forwarded|escalated|handed)\ (?:it|this|your|the|that)\b | escalated
      | as\ soon\ as\ (?:we|i|possible))
    | (?<!не\ )\b(?:сообщ(?:им|у)|напишем|напишу|ответим|отвечу|посмотр(?:им|ю)
        |провер(?:им|ю|яем|яю)
        |разбер[её]мся|разберусь|разбираемся|исправ(?:им|лю|ляем|ят)|сдела(?:ем|ю)|выясн(?:им|ю|яем|яю)
        |уточн(?:им|ю|яем|яю)|вернусь|верн[её]м(?:ся)?|отправ(?:им|лю)|вышл(?:ем|ю)|пришл(?:[её]м|ю)
        |реш(?:им|аем)|постара(?:емся|юсь)|держать\ (?:вас\ )?в\ курсе|перезвон(?:им|ю|ят)
        |подготов(?:им|лю)|узна(?:ем|ю)|спро(?:сим|шу)|свяж(?:емся|усь|ется|утся)
        |да(?:дим|м)\ ответ|занима(?:емся|юсь)|работа(?:ем|ю)\ над|работаем
        |переда(?:л[аи]?|ем|ю|дим)\ (?:\w+\ ){{0,3}}?
          (?:разработчик|коллег|отдел|команд|специалист|техни|программист|бухгалтер|склад|инженер
          |в\ )\w*)
    | (?<!не\ )\b(?:повідом(?:имо|лю)|напишемо|напишу|відповімо|відповім|подивимо?сь?|подивимося
        |подивлюс[ья]|перевір(?:имо|ю|яємо|яю)|розберемо?с[ья]|розберемося|розбираємо?с[ья]
        |розбираємося|виправ(?:имо|лю|ляємо|лять)|зроб(?:имо|лю)|з['’ʼ]ясу(?:ємо|ю)|уточн(?:имо|ю|юємо|юю)
        |поверну(?:ся|сь)|повернемо(?:ся|сь)?|надішл(?:емо|ю)|вишл(?:емо|ю)|виріш(?:имо|уємо)
        |зателефону(?:ємо|ю)|да(?:мо|м)\ відповідь|зв['’ʼ]яж(?:емо?с[ья]|емося|уся|еться|уться)
        |займа(?:ємо?с[ья]|ємося|юся)|працюємо
        |переда(?:ли|ла|в|ємо|ю)\ (?:\w+\ ){{0,3}}?
          (?:розробник|колег|відділ|команд|фахівц|спеціаліст|техні|програміст|бухгалтер|склад
          |у\b|до\b)\w*)
    """,
    _FLAGS,
)
_GREETS = re.compile(
    r"""\s*(?:hi|hello|hey|dear|good\ (?:morning|afternoon|evening|day)|greetings
    |здравствуй(?:те)?|привет\w*|добр(?:ый|ое|ого)\ \w+|уважаем\w+|добрий\ \w+|добридень|вітаю
    |привіт|шановн\w+)\b""",
    _FLAGS,
)
_FAREWELL = re.compile(
    r"""\s*(?:(?:best|kind|warm)?\ ?(?:regards|wishes)|sincerely|yours|cheers|best,?$
    |с\ уважением|с\ наилучшими|всего\ (?:доброго|хорошего)|хорошего\ дня
    |з\ повагою|з\ найкращими|усього\ найкращого|гарного\ дня)\b""",
    _FLAGS,
)
_CONDITION = re.compile(r"\W*(?:if|should|если|якщо)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_SHORTENED = re.compile(r"(?i)\b(см|див)\.\s+")


def speaks_of_files(text: str, *, shown: bool = False) -> bool:
    """Whether the text says that something is attached by us; not that the reader attached it.

    ``shown``: pictures stand in the text. Sentences about a screenshot or photo mean those; a
    manual or an invoice is still missing, whatever logo was pasted along with other words.
    """
    return any(
        _FILE_WORDS.search(sentence)
        and not _THEIR_FILE.search(sentence)
        and not (shown and _PICTURE.search(sentence))
        for sentence in _sentences(text)
    )


def names_a_date(text: str) -> bool:
    """Whether a day, a time or a span of time stands in the text."""
    return _DATE.search(text) is not None


def speaks_of_later(text: str) -> bool:
    """Whether the text says that we shall do or write something, whatever else comes."""
    return any(
        _WILL.search(sentence) and not _CONDITION.match(sentence) for sentence in _sentences(text)
    )


def said_words(text: str) -> list[str]:
    """Return the words of a letter without those that greet and take leave."""
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and (found := _GREETS.match(lines[0])):
        rest = re.split(r"[!.,]", lines[0][found.end() :])
        lines[0] = " ".join(part for part in rest[1:] if len(part.split()) > 1)
    end = next((n for n, line in enumerate(lines) if _FAREWELL.match(line)), len(lines))
    return " ".join(lines[:end]).split()


def _sentences(text: str) -> Iterable[str]:
    lines = (_SENTENCE_END.split(_SHORTENED.sub(r"\1 ", line)) for line in text.splitlines())
    return chain.from_iterable(lines)
