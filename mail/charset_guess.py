"""Guess the charset of bytes that are not UTF-8, from what people really write in mail.

A judge of its own for Cyrillic and East Asian text, because general detectors need more bytes than
a subject has; western and other single-byte text goes to charset-normalizer.
"""

import re
from functools import lru_cache

_CYRILLIC = ("cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
_EAST_ASIAN = ("cp932", "euc_jp", "gb18030", "cp949", "big5hkscs")
_OTHERS = [
    "cp1252", "cp1250", "iso8859_2", "cp1254", "cp1253", "iso8859_7", "cp1255", "iso8859_8",
    "cp1256", "cp1257", "cp874", "cp437", "cp850",
]  # fmt: skip

# The pairs of letters that make up most of written Russian and Ukrainian.
_PAIRS = frozenset(
    (
        "сч чё ёт лё нё мё ст но то на ен ов ни ра во ко ро не по пр ер ал ли ор ре ос го ка ет "
        "ел та ть ло те ва ол ом де ве ит от ам да ат ле ри ан он ог ск ие ви ин ны ль тр ас из "
        "об до мо ес ми се ме од ки ди ла ти св ей за ся сл ой ый ия ии ич ру вы ым их зд ач бо "
        "бы че ож ше чт уд ак ид же ис си нн нт ус ую ая яв ют ще ещ эт жа жд жн зн зв ав ад ар "
        "аз ае ем ед ец ек ик ил им иж ох оч ощ ою пе па пи пл пу сс со сп см су сн са кр кл кт "
        "ке ку лю ля му мы ня ну нс нд оз оо уж ув уг ул ум ун уп ур ут уч хо ча чи шь ши ща щи "
        "ыв ыл ые ых юд яз ям ят вс вн вл вк вт вр ву гл гр ги га ге др ду дн дл бр бл бе бу ба "
        "зо зы зе зу зи фо фи фа эк эл пі ві ід ні ій ії їх їн іх іт іс ік ін ів із іл ім ір єт "
        "єм ує ає ює ця цю ці що як це рі лі ті мі сі зі бі кі ді дя чн иб бк шк чк жк зк дк тк "
        "мк рк лк йт йк йн йс йд бн дв тв дс сд вш рш рч нц ци цы фр фт ио юч юб яг ял жи хр цв "
        "шл шн шт ье ью ьк ьс ьн дх вх ош аб уб ыт ыс ын иш ищ иц аж аш яю яя мя "
    ).split()
)
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从"
    "動這個來說們為時對裡後麼沒發當開經頭問題請謝電話服務訂單系統郵件帳號客戶收到回覆貴您好"
    "请谢电话服务订单系统邮件账号客户收到回复贵您问题公司产品使用联系信息帮助关于测试"
    "日本語会社株式様件名御確認願致送信返連絡注文商品東京新月火水木金土分間何今回先生場合部"
)  # fmt: skip
_COMMON_HANGUL = frozenset(
    "이다는에을가하고의를한지사도로기은자니어요세해주문안녕습입합시서인아정일나그대있리보수부전라것게만여원제"
    "장과상스들조구선우오신용드립회감확송메배결불계답변질의관련취소환품"
)  # fmt: skip
_CUT = 4_096
"""Bytes looked at; a sample of this length may end within a character."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]{3,}")
_WORD = re.compile("[Ѐ-ӿ]+")
_MIXED = re.compile("(?<=[A-Za-z])[Ѐ-ӿ]|[Ѐ-ӿ](?=[A-Za-z])")


def guess(data: bytes) -> str:
    """Return the name of the codec that reads these bytes best; decode with ``replace``."""
    if codec := _by_mark(data):
        return codec
    sample = data[:_CUT]
    runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
    high = sum(1 for b in sample if b >= 0x80)
    best, score = "", 0.0
    if high and (runs * 2 >= high or high <= 8):
        for codec in _CYRILLIC:
            value = _cyrillic_score(sample, codec)
            if value > score + 0.02:
                best, score = codec, value
    if high and (runs * 2 >= high or high == len(sample) or b"\x82" in sample or high <= 8):
        for codec in _EAST_ASIAN:
            value = _east_asian_score(sample, codec)
            if value > score + 0.02:
                best, score = codec, value
    if score >= 0.34:
        return "koi8_r" if best == "koi8_u" and not _has_ukrainian(sample) else best
    return _western(bytes(sample))


def _by_mark(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if b"\x1b$)C" in data[:200]:
        return "iso2022_kr"
    if b"\x1b$" in data or b"\x1b(J" in data:
        return "iso2022_jp_ext"
    return ""


def _cyrillic_score(data: bytes, codec: str) -> float:
    """Share of letter pairs that are usual ones, less what no text has, between -1 and 1."""
    text = data.decode(codec, "replace")
    pairs, good, bad = 0, 0.0, float(len(_MIXED.findall(text)))
    for word in _WORD.findall(text):
        if not (word.islower() or word.isupper() or word[1:].islower()):
            bad += len(word) // 2
        elif word.isupper() and len(word) > 1:
            good -= 0.3  # capitals are possible, but small letters are likelier
        lower = word.lower()
        pairs += max(len(lower) - 1, 1)
        good += sum(1 for i in range(len(lower) - 1) if lower[i : i + 2] in _PAIRS)
        if len(lower) == 1 and lower in "авиоуксяіїєйзж":
            good += 0.3
    strange = sum(
        1 for c in text if c > "\x7f" and not "Ѐ" <= c <= "ӿ" and c not in "«»—–№“”„’…\xa0"
    )
    if not pairs:
        return 0.0
    return (good - bad - strange) / (pairs + strange)


def _has_ukrainian(data: bytes) -> bool:
    return any(b in data for b in b"\xa4\xa6\xa7\xad\xb4\xb6\xb7\xbd")


def _is_ksx1001(char: str) -> bool:
    """Whether a syllable is one of the 2,350 that Korean mail is written with."""
    try:
        char.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    return True


def _east_asian_score(data: bytes, codec: str) -> float:
    """Share of characters that are usual in the codec's languages, less the odd ones."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if error.start < len(data) - 4 or len(data) < _CUT:
            return 0.0
        text = data[: error.start].decode(codec, "replace")
    wide = [c for c in text if c > "\x7f"]
    if not wide:
        return 0.0
    good = 0.0
    for c in wide:
        if "\u3040" <= c <= "\u30ff":
            good += 1.0 if codec in ("cp932", "euc_jp") else -0.5
        elif "\uac00" <= c <= "\ud7a3":
            usual = 1.0 if c in _COMMON_HANGUL else 0.4
            good += usual if codec == "cp949" and _is_ksx1001(c) else -1.0
        elif c in _COMMON_HAN:
            good += 1.0
        elif "\u4e00" <= c <= "\u9fff":
            good += 0.25 if codec != "cp949" else -0.5
        elif "\u3000" <= c <= "\u303f" or "\uff01" <= c <= "\uff5e":
            good += 0.6
        elif "\uff61" <= c <= "\uff9f" or "\ue000" <= c <= "\uf8ff" or c > "\uffff":
            good -= 1.0
        else:
            good -= 0.3
    return good / len(wide)


@lru_cache(maxsize=64)
def _western(data: bytes) -> str:
    """Single-byte text that is neither Cyrillic nor East Asian; small samples are western."""
    high = sum(1 for b in data if b >= 0x80)
    if len(data) < 32 or high < 3:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    best = from_bytes(
        data[:2048], cp_isolation=_OTHERS, preemptive_behaviour=False, enable_fallback=False
    ).best()
    return best.encoding if best is not None else "cp1252"
