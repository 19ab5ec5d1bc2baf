"""The words of signatures: what telephones, lists and legal departments add to a letter."""

import re

from mail.first_letters import starts_of

_DEVICE = r"""(?:i-?phone|i-?pad|ipod|apple|mac\b|android|андроид|андроїд|samsung|galaxy|xiaomi
    |redmi|poco|huawei|honor|nokia|sony|xperia|htc|\blg\b|motorola|\bmoto\b|oneplus|pixel|lumia
    |windows|(?<!e)(?<!e-)mail
    |gmail|outlook|yahoo|yandex|яндекс|proton|thunderbird|телефон|смартфон|планшет|мобил
    |мобіл|устройств|пристро|handy|mobil|smartphone|gerät|tablet|téléphone|portable|móvil|movil
    |teléfono|celular|dispositiv|telefon|telemóvel|urządzeni|komórk|phone|mobile|device
    |black\s?berry|\bspark\b|k-9|k9|fairemail|aqua|airmail|zoho|superhuman|\bapp\b|webmail|roundcube|rambler
    |ukr\.net|i\.ua|telenor|vodafone|t-mobile|at&t|verizon|hey\b|evolution|newton|typeapp|nine\b
    |puhelin)"""

SENT_FROM = re.compile(
    rf"""^[\W_]{{0,6}}(?:
      (?:sent|written|composed|typed|dictated)\ (?:from|via|with|using)\b.{{0,40}}?{_DEVICE}
    | (?:отправлено|послано|написано|отослано)\ (?:с|со|из|от|через|при\ помощи
      |с\ помощью)\ .{{0,40}}?{_DEVICE}
    | (?:надіслано|відправлено|написано)\ (?:з|із|зі|від|через|за\ допомогою)\ .{{0,40}}?{_DEVICE}
    | (?:von|aus|mit|via)\ .{{0,50}}?{_DEVICE}.{{0,40}}?\bgesendet
    | (?:diese\ (?:nachricht|e-?mail|mail)\ wurde\ )(?:von|mit
      |aus)\ .{{0,50}}?{_DEVICE}.{{0,50}}?gesendet
    | (?:gesendet|gesandt|verschickt|geschrieben)\ (?:von|mit|aus|über|via|per
      |vom)\ .{{0,40}}?{_DEVICE}
    | (?:envoyé|envoye|transmis|écrit)\ (?:de|du|depuis|avec|à\ partir|via
      |par)\b.{{0,40}}?{_DEVICE}
    | (?:enviado|enviada|enviad[oa]s)\ (?:desde|de|do|da|a\ partir|con|com|via|por
      |através)\b.{{0,40}}?{_DEVICE}
    | (?:wysłan[eoay]|wysyłane|napisan[eo])\ (?:z|ze|za\ pomocą|przez
      |przy\ użyciu)\ .{{0,40}}?{_DEVICE}
    | (?:verzonden|verstuurd|gestuurd)\ (?:vanaf|vanop|met|van|via|door)\ .{{0,40}}?{_DEVICE}
    | (?:inviato|spedito|scritto)\ (?:da|dal|dall|con|tramite|mediante)\b.{{0,40}}?{_DEVICE}
    | (?:skickat|skickades)\ (?:från|med|via)\ .{{0,40}}?{_DEVICE}
    | sendt\ (?:fra|med|via)\ .{{0,40}}?{_DEVICE}
    | (?:lähetetty|lähetin)\ .{{0,40}}?{_DEVICE}
    | (?:odesláno|odoslané|posláno|odoslal)\ (?:z|ze|zo|pomocou|pomocí)\ .{{0,40}}?{_DEVICE}
    | (?:elküldve|küldve|elküldött)\b.{{0,40}}?{_DEVICE}
    | (?:trimis|expediat)\ (?:de\ pe|din|de\ la|cu)\ .{{0,40}}?{_DEVICE}
    | (?:изпратено|poslano|poslato|послато)\ (?:от|с|чрез|s|sa|са|iz)\ .{{0,40}}?{_DEVICE}
    | .{{0,30}}{_DEVICE}.{{0,20}}\ (?:gönderildi|küldve|lähetetty)
    | (?:στάλθηκε)\ .{{0,40}}?{_DEVICE}
    | (?:发自|從我的|发送自|寄自).{{0,40}} | .{{0,40}}(?:から送信|에서\ 보냄|에서\ 보냈습니다|傳送)
    | (?:простите|извините)\ за\ краткость | (?:вибачте|даруйте)\ за\ стислість
    | (?:please\ )?(?:excuse|pardon)\ (?:my\ )?(?:brevity|the\ brevity)
    | (?:создано|створено)\ (?:в|у)\ .{{0,30}}?{_DEVICE}
    | .{{0,40}}\boutlook\b.{{0,30}}\b(?:ios|android)\b
    | (?:get|download)\ (?:yahoo\ mail|outlook|bluemail|typeapp|spark)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that a telephone or mail program adds by itself. Match it on short lines only."""

SENT_STEMS = (
    "sent", "excuse", "pardon", "простите", "извините", "вибачте", "даруйте", "written",
    "composed", "typed", "dictated", "get ", "download", "outlook", "отправлено", "послано",
    "написано", "отослано", "надіслано", "відправлено", "создано", "створено", "gesendet",
    "gesandt", "verschickt", "geschrieben", "envoyé", "envoye", "transmis", "écrit", "enviad",
    "wysłan", "wysyłane", "napisan", "verzonden", "verstuurd", "gestuurd", "inviato", "spedito",
    "scritto", "skickat", "skickades", "lähete", "lähetin", "odesláno", "odoslané", "posláno",
    "odoslal", "küld", "trimis", "expediat", "изпратено", "poslano", "poslato", "послато",
    "gönderildi", "στάλθηκε", "自", "從", "送", "보냄", "보냈",
)  # fmt: skip
"""One of these is in each line that `SENT_FROM` matches: a cheap test before a dear one."""

SENT_ANYWHERE = re.compile(
    # Each begins with a letter, not with a set or a flag: only then is the search a quick one.
    "u(?=(?i:tlook))|U(?=(?i:tlook))|ö(?=(?i:nderildi))|Ö(?=(?i:nderildi))|ü(?=(?i:ldve))"
    "|Ü(?=(?i:ldve))|ä(?=(?i:hetetty))|Ä(?=(?i:hetetty))|送信|에서|傳送|发自|送自|寄自|從我"
)
"""Stands in each line that `SENT_FROM` matches and that begins with none of `SENT_STARTS`."""

SENT_STARTS = starts_of(
    """sent | written | composed | typed | dictated | отправлено | послано | написано | отослано
    | надіслано | відправлено | von | aus | mit | via | diese | gesendet | gesandt | verschickt
    | geschrieben | envoyé | envoye | transmis | écrit | enviado | wysłano | wysyłane | napisane
    | verzonden | verstuurd | gestuurd | inviato | spedito | scritto | skickat | sendt | lähetetty
    | lähetin | odesláno | odoslané | posláno | elküldve | küldve | trimis | expediat | изпратено
    | poslano | poslato | послато | στάλθηκε | простите | извините | вибачте
    | даруйте | please | excuse | pardon | создано | створено | get outlook | download"""
)
"""How lines begin that `SENT_FROM` matches, but for those with `SENT_ANYWHERE`."""

FOOTER = re.compile(
    r"""^[\W_]{0,8}(?:
      you\ (?:received|are\ receiving)\ this\ (?:message|e-?mail)\ because
    | to\ unsubscribe\ from\ this\ (?:group|list|mailing)
    | virus-free\.?\s | this\ e-?mail\ has\ been\ (?:checked|scanned)\ (?:for|by)
    | (?:wolna\ od\ wirusów|virenfrei|sans\ virus|libre\ de\ virus|без\ вирусов
      |без\ вірусів)\.\ ?(?:www|<)
    | confidentiality\ (?:notice|note|disclaimer) | disclaimer\ ?:
    | (?:this|the)\ (?:e-?mail|message|communication)(?:\ message)?,?\ (?:and\ any|and\ all
      |including\ any)\ (?:attach|file|document)
    | this\ (?:e-?mail|message|communication)\ (?:is|may\ be|contains
      |may\ contain)\ (?:\w+\ ){0,4}(?:confidential|privileged|intended)
    | the\ information\ (?:contained\ )?in\ this\ (?:e-?mail|message|communication)
    | (?:это|данное|настоящее)\ (?:(?:электронное|е-мэйл)\ )?(?:сообщение|письмо)(?:,?\ (?:и
      |а\ также|включая)\ (?:любые|все|его)?\ ?(?:\w+\ )?(?:вложен|приложен)|\ (?:является
      |содержит|может\ содержать)\ (?:\w+\ ){0,3}конфиденциал)
    | (?:це|дане)\ (?:електронне\ )?(?:повідомлення|лист)(?:,?\ (?:та|і|й
      |включаючи)\ (?:будь-які|усі|всі)?\ ?(?:\w+\ )?(?:вкладен|додат)|\ (?:є|містить
      |може\ містити)\ (?:\w+\ ){0,3}конфіденц)
    | diese\ (?:e-?mail|nachricht)\ (?:und\ (?:alle|etwaige)\b
      |enthält\ (?:\w+\ ){0,4}vertraulich|kann\ vertraulich|ist\ vertraulich)
    | ce\ (?:message|courriel|mail|courrier)(?:\ électronique)?(?:,?\ (?:et
      |ainsi\ que)\ (?:toutes|ses|les|tous)|\ (?:est|contient|peut)\ (?:\w+\ ){0,3}confidentiel)
    | este\ (?:mensaje|correo)(?:\ electrónico)?(?:,?\ (?:y|así\ como|incluyendo)\ (?:sus
      |cualquier|todos)|\ (?:es|contiene|puede\ contener)\ (?:\w+\ ){0,3}confidencial)
    | (?:ta|niniejsza)\ wiadomość(?:\ e-mail)?(?:,?\ (?:oraz|wraz|i)\ (?:\w+\ ){0,3}załączni
      |\ (?:jest|zawiera|może\ zawierać)\ (?:\w+\ ){0,4}poufn)
    | (?:klauzula|nota)\ poufności | avis\ de\ confidentialité | aviso\ (?:legal
      |de\ confidencialidad)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""First line of what a mailing list, a virus scanner or a legal department adds below a letter."""

FOOTER_STARTS = starts_of(
    """you | to unsubscribe | virus | this | wolna | virenfrei | sans | libre | без вирусов
    | confidentiality | disclaimer | the | это | данное | настоящее | це повідомлення | дане | diese
    | ce message | este | ta wiadomość | niniejsza | klauzula | nota | avis | aviso"""
)
"""How each line that `FOOTER` matches begins."""

CLOSING = re.compile(
    r"""(?:(?:with\ )?(?:best|kind|warm|many|sincere)(?:\ \w+)?\ (?:regards|wishes|thanks)
      | regards | sincerely
    | yours\ (?:sincerely|faithfully|truly) | best\b | cheers | thanks | (?:many\ )?thank\ you
    | с\ (?:искренним\ |наилучшими\ |глубоким\ )?(?:уважением|пожеланиями) | всего\ (?:доброго
      |хорошего)
    | з\ (?:найкращими\ |щирою\ )?(?:повагою|побажаннями) | усього\ найкращого
      | всього\ найкращого
    | (?:mit\ )?(?:freundlichen|freundliche|besten|beste|lieben|liebe|herzlichen|herzliche
      |viele)\ (?:grüßen|grüße|grüssen|grüsse|gruß|gruss) | mfg\b | gruß
    | (?:bien\ )?cordialement | (?:bien\ )?à\ vous | salutations | sincères\ salutations
    | (?:un\ )?(?:cordial\ )?saludos?\b | atentamente | atte\b
    | pozdrawiam | (?:z\ )?(?:poważaniem|pozdrowieniami) | łączę\ (?:pozdrowienia|wyrazy)
    | met\ vriendelijke\ groet | cordiali\ saluti | distinti\ saluti | atenciosamente
      | cumprimentos
    | (?:med\ )?(?:vänlig|vänliga|venlig|vennlig)\ (?:hälsning|hälsningar|hilsen)
    )[\s,.!]*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""Closing words on a line of their own."""
