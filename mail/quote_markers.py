"""The words by which mail programs announce quoted history and signatures, in many languages."""

import re

from mail.first_letters import starts_of


def _words(text: str) -> frozenset[str]:
    """Return the entries of a ``|`` separated list, casefolded."""
    return frozenset(" ".join(word.split()).casefold() for word in text.split("|"))


HEADER_LABELS: dict[str, str] = {}
"""Casefolded label of a quoted header block to its role: from, date, to, cc, subject, other."""

for _role, _labels in {
    "from": """from | von | de | od | от | від | від кого | от кого | отправитель | відправник
      | van
        | da | från | fra | lähettäjä | kimden | gönderen | feladó | expéditeur | expediteur
        | remitente | nadawca | afzender | mittente | remetente | absender | odesílatel
        | odosielateľ | saatja | de la | expeditor | pošiljatelj | šalje | nuo | подател
        | 发件人 | 寄件者 | 寄件人 | 差出人 | 送信者 | 보낸 사람 | 보낸사람 | από | מאת| من""",
    "date": """sent | date | datum | gesendet | gesendet am | envoyé | envoyé le | date d'envoi
        | date d’envoi | enviado | enviado el | enviada | enviada em | enviado em | fecha | data
        | data wysłania | wysłano | wysłane | wysłana | отправлено | отправлен | дата
          | дата отправки
        | отправлено в | надіслано | відправлено | дата надсилання | verzonden | verstuurd
        | verzonden op | inviato | inviato il | data invio | skickat | skickades | sendt
          | sendt den
        | dato | lähetetty | päivämäärä | odesláno | odoslané | elküldve | küldve | dátum
        | gönderildi | gönderilme tarihi | gönderme tarihi | tarih | trimis | dată | poslano
        | изпратено | sent at | saadetud | kuupäev | 发送时间 | 发件时间 | 日期 | 时间 | 寄件日期
        | 傳送日期 | 送信日時 | 日付 | 보낸 날짜 | 보낸날짜 | 날짜 | στάλθηκε | ημερομηνία | נשלח
        | תאריך | تاريخ الإرسال""",
    "to": """to | an | à | a | para | do | кому | получатель | одержувач | до | naar | aan | till
        | til | vastaanottaja | komu | címzett | kime | alıcı | către | catre | destinatario
        | destinatário | destinataire | adresat | empfänger | per | za | kam | prima | pour
          | saaja
        | 收件人 | 收件者 | 宛先 | 받는 사람 | 받는사람 | προς | אל | إلى""",
    "cc": """cc | bcc | kopie | copie | copie à | копия | копія | скрытая копия | прихована копія
        | kopia | dw | do wiadomości | udw | kopi | kopio | ccn | cci | cco | másolat | bilgi
          | con copia
        | cc/kopie | с копией | copia | 抄送 | 副本 | 참조 | κοιν. | עותק""",
    "subject": """subject | betreff | betr. | objet | objeto | asunto | temat | тема | oggetto
        | assunto | onderwerp | ämne | emne | aihe | předmět | predmet | tárgy | konu | subiect
        | teema | относно | sujet | 主题 | 主旨 | 件名 | 제목 | θέμα | נושא | الموضوع""",
    "other": """reply-to | reply to | antwort an | antworten an | répondre à | responder a
        | odpowiedz do | ответить | ответить на | ответ-кому | відповісти | rispondi a
        | beantwoorden | svar till | svar til | attachments | attachment | attach | anlagen
          | anlage
        | pièces jointes | datos adjuntos | załączniki | вложения | вложение | вкладення
          | allegati
        | anexos | bijlagen | bilagor | importance | priority | wichtigkeit | priorität | priorité
        | importancia | ważność | важность | важливість | organization | organisation | message-id
        | sensitivity | newsgroups | mailing-list | list | sender | return-path | resent-from""",
}.items():
    for _label in _words(_labels):
        HEADER_LABELS.setdefault(_label, _role)

ORIGINAL_LINES = _words(
    """original message | original mail | original e-mail | original email | original appointment
    | reply message | message original | mail original | message d'origine | message d’origine
    | courriel original | message initial | ursprüngliche nachricht | originalnachricht
    | original-nachricht | original-mail | originalmail | urspr. nachricht | ursprüngliche mail
    | ursprüngliche e-mail | mensaje original | mensaje de origen | mensagem original
    | messaggio originale | oryginalna wiadomość | wiadomość oryginalna
    | wiadomość oryg. | oorspronkelijk bericht | origineel bericht
    | oorspronkelijke e-mail | ursprungligt meddelande | originalmeddelande
      | oprindelig meddelelse
    | original besked | oprindelig besked | opprinnelig melding | original melding
    | alkuperäinen viesti | původní zpráva | původní e-mail | pôvodná správa | eredeti üzenet
    | orijinal mesaj | orjinal mesaj | özgün ileti | mesaj original | mesajul original
    | исходное сообщение | оригинальное сообщение | первоначальное сообщение | исходное письмо
    | оригинальное письмо | текст исходного сообщения
    | вихідне повідомлення | оригінальне повідомлення | початкове повідомлення | оригінальний лист
    | початковий лист | вихідний лист | оригинално съобщение | izvorna poruka | originalna poruka
    | izvirno sporočilo | 原始邮件 | 原邮件 | 原始郵件 | 元のメッセージ | 원본 메시지 | 원본메시지
    | αρχικό μήνυμα | הודעה מקורית | الرسالة الأصلية | цитируемое сообщение
    | quoted message | end of original message"""
)

FORWARD_LINES = _words(
    """forwarded message | begin forwarded message | forwarded by | forwarded email
    | forwarded mail | fwd message | start of forwarded message | пересылаемое сообщение
    | пересланное сообщение | пересланное письмо | пересылаемое письмо
      | начало переадресованного сообщения
    | начало пересылаемого сообщения | начало пересланного сообщения
    | перенаправленное сообщение | переадресованное сообщение | переслане повідомлення
    | пересланий лист | початок пересланого повідомлення
    | початок переадресованого повідомлення | переадресоване повідомлення
    | початок листа, що пересилається | початок листа що пересилається
    | weitergeleitete nachricht | anfang der weitergeleiteten nachricht
    | anfang der weitergeleiteten e-mail | weitergeleitete mail | weitergeleitete e-mail
    | message transféré | début du message transféré | début du message réexpédié
      | message réexpédié
    | début du message | mensaje reenviado | inicio del mensaje reenviado | mensaje remitido
    | comienzo del mensaje reenviado | wiadomość przekazana dalej
      | początek przekazywanej wiadomości
    | początek przekazanej wiadomości | przekazana wiadomość | treść przekazanej wiadomości
    | przekazywana wiadomość | wiadomość przesłana dalej
    | doorgestuurd bericht | begin doorgestuurd bericht | messaggio inoltrato
    | inizio messaggio inoltrato | inizio del messaggio inoltrato | mensagem encaminhada
    | início da mensagem encaminhada | mensagem reencaminhada | início da mensagem reenviada
    | vidarebefordrat meddelande | vidarebefordrat brev | videresendt meddelelse
      | videresendt besked
    | start på videresendt besked | videresendt melding | videresendt e-post
    | välitetty viesti | välitetty viesti alkaa | přeposlaná zpráva | začátek přeposílané zprávy
    | preposlaná správa | továbbított üzenet | továbbított levél | yönlendirilen mesaj
    | iletilen mesaj | iletilmiş ileti | mesaj redirecționat | mesaj redirectionat
    | препратено съобщение | proslijeđena poruka | 转发邮件信息 | 转发的邮件 | 轉寄郵件
    | 転送されたメッセージ | 전달된 메일 | προωθημένο μήνυμα | הודעה שהועברה"""
)

FORWARD_ENDS = _words(
    """конец пересылаемого сообщения | конец пересланного сообщения | end of forwarded message
    | end forwarded message | кінець пересланого повідомлення | кінець листа, що пересилається
    | ende der weitergeleiteten nachricht | fin du message transféré | fin del mensaje reenviado
    | koniec przekazanej wiadomości"""
)

VERB = re.compile(
    r"""(?:^|(?<=[\s>)\]"'»”’,;*]))(?:
      wrote | writes | said | schrieb | schreibt | geschrieben | a\ [ée]crit | [ée]crivait
    | [ée]crit | escribi[óo] | escribe | ha\ escrit | ha\ escrito | ha\ scritto | scrive | scrisse
    | escreveu | escreve | napisał(?:a|\(a\)|/a|eś)? | pisze | pisał(?:a|\(a\)|/a)? | schreef
    | skrev | skreiv | kirjoitti | napsal(?:a|\(a\)|/a)? | napísal(?:a|\(a\)|/a)? | napisao
    | napisala | (?:ezt\ )?írta | (?:şunu\ )?yazdı | yazmış | a\ scris | kirjutas | rašė
      | rakstīja
    | написал(?:а|и|\(а\)|/а)? | писал(?:а|и|\(а\)|/а)? | пишет | пишете | сообщил(?:а|\(а\))?
    | написав(?:ла|\(ла\)|/ла|\(-ла\))? | написала | написали | писав(?:\(ла\))? | писала | пише
    | повідомив(?:\(ла\))? | написа | написао | напісаў | έγραψε | כתב(?:ה|/ה)? | كتب | đã\ viết
    | menulis | va\ escriure
    )(?=$|[\s:：*_,.>)\-(])
    | 写道 | 寫道 | のメール | 書きました | 작성 | 님이\ 쓴""",
    re.IGNORECASE | re.VERBOSE,
)
"""A verb of writing as attribution lines use it."""

BARE_ENDINGS = ("wrote", "schrieb", "a écrit", "escribió", "napisał(a)", "написал", "пишет", "пише")
"""Attribution endings that some programs leave without a colon."""

QUOTING = re.compile(
    r"^\W{0,3}(?:quoting|zitat von|zitiere|citando(?: a)?|citant|citat av|citat fra|cytowanie|"
    r"цитирую|цитата от|цитую|citiranje|citáty?|lainaus)\s",
    re.IGNORECASE,
)
"""Webmail attributions such as ``Quoting Jane Doe <jane@example.org>:``."""

ABOVE_LINE = re.compile(
    r"""^[\W_]{0,8}(?:please[ ,]+)?(?:
      (?:(?:type|write|enter)\ your\ )?reply\ (?:only\ )?above\ (?:this|the)\ (?:\w+\ )?line
    | (?:please\ )?(?:type|write|add)\ your\ (?:reply|response|answer)\ above\ this\ line
    | (?:пожалуйста,?\ )?(?:пишите|введите|напишите)\ (?:ваш\ )?ответ\ выше\ этой\ (?:строки
      |линии|черты)
    | (?:ответ|ответьте)\ выше\ этой\ (?:строки|линии|черты)
    | (?:будь\ ласка,?\ )?(?:пишіть|введіть|напишіть)\ (?:вашу\ )?відповідь\ (?:вище
      |над)\ (?:цього|цієї|цим)\ \w+
    | (?:bitte\ )?(?:antworten\ sie|schreiben\ sie\ ihre\ antwort|antwort)\ (?:bitte\ )?(?:über
      |oberhalb)\ dieser\ (?:zeile|linie)
    | (?:veuillez\ )?(?:répondre|répondez|écrire\ votre\ réponse)\ au[- ]dessus\ de\ cette\ ligne
    | (?:por\ favor,?\ )?(?:responda|escriba\ su\ respuesta)\ por\ encima\ de\ esta\ línea
    | (?:prosimy\ )?(?:odpowiedz|o\ odpowiedź|wpisz\ odpowiedź)\ powyżej\ tej\ linii
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The line that help desks put above their letters; everything below it is theirs."""

ABOVE_LINE_STARTS = starts_of(
    """please | type | write | enter | reply | add | пожалуйста | пишите | введите | напишите
    | ответ | будь ласка | пишіть | введіть | напишіть | bitte | antwort | schreiben | veuillez
    | répondre | répondez | écrire | por favor | responda | escriba | prosimy | odpowiedz
    | o odpowiedź | wpisz"""
)
"""How each line that `ABOVE_LINE` matches begins: a cheap test before a dear one."""
