<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
    <context>
        <name>AccountsDialog</name>
        <message>
            <source>Mailboxes</source>
            <translation>Почтовые ящики</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Подключить ящик…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Папки</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Папка</translation>
        </message>
        <message>
            <source>On the server</source>
            <translation>На сервере</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Здесь</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Настройки…</translation>
        </message>
        <message>
            <source>Password…</source>
            <translation>Пароль…</translation>
        </message>
        <message>
            <source>Folders…</source>
            <translation>Папки…</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>No mailbox is connected.</source>
            <translation>Ни один ящик не подключён.</translation>
        </message>
        <message>
            <source>Imported letters; there is no server.</source>
            <translation>Импортированные письма; сервера нет.</translation>
        </message>
        <message>
            <source>not encrypted</source>
            <translation>без шифрования</translation>
        </message>
        <message>
            <source>Receiving: {server} ({security}), user {user}</source>
            <translation>Получение: {server} ({security}), пользователь {user}</translation>
        </message>
        <message>
            <source>Sending: {server} ({security})</source>
            <translation>Отправка: {server} ({security})</translation>
        </message>
        <message>
            <source>Compared with the server: {when}</source>
            <translation>Сверено с сервером: {when}</translation>
        </message>
        <message>
            <source>Not yet compared with the server since the start.</source>
            <translation>После запуска ещё не сверено с сервером.</translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>Всё в порядке.</translation>
        </message>
        <message>
            <source>{folder} (not synced)</source>
            <translation>{folder} (не синхронизируется)</translation>
        </message>
        <message>
            <source>Signs in with an access token from a program</source>
            <translation>Входит по токену доступа от программы</translation>
        </message>
    </context>
    <context>
        <name>Acknowledgement</name>
        <message>
            <source>There is nothing to acknowledge yet</source>
            <translation>Пока нечего подтверждать</translation>
        </message>
        <message>
            <source>Connect a mailbox first.</source>
            <translation>Сначала подключите почтовый ящик.</translation>
        </message>
        <message>
            <source>New letters are acknowledged from now on.</source>
            <translation>Теперь получение новых писем подтверждается.</translation>
        </message>
        <message>
            <source>New letters are not acknowledged.</source>
            <translation>Получение новых писем не подтверждается.</translation>
        </message>
        <message>
            <source>it was off</source>
            <translation>было выключено</translation>
        </message>
        <message>
            <source>not in the inbox</source>
            <translation>не во входящих</translation>
        </message>
        <message>
            <source>from ourselves</source>
            <translation>от нас самих</translation>
        </message>
        <message>
            <source>nobody to write to</source>
            <translation>некому писать</translation>
        </message>
        <message>
            <source>a letter that came back</source>
            <translation>вернувшееся письмо</translation>
        </message>
        <message>
            <source>written by a machine</source>
            <translation>написала программа</translation>
        </message>
        <message>
            <source>list or newsletter</source>
            <translation>рассылка</translation>
        </message>
        <message>
            <source>nobody reads that address</source>
            <translation>этот адрес никто не читает</translation>
        </message>
        <message>
            <source>not written to us</source>
            <translation>написано не нам</translation>
        </message>
        <message>
            <source>no new ticket</source>
            <translation>обращение не новое</translation>
        </message>
        <message>
            <source>answered already</source>
            <translation>уже отвечено</translation>
        </message>
        <message>
            <source>acknowledged already</source>
            <translation>уже подтверждено</translation>
        </message>
        <message>
            <source>too old</source>
            <translation>слишком старое</translation>
        </message>
        <message>
            <source>had one within a day</source>
            <translation>уже получил за сутки</translation>
        </message>
        <message>
            <source>too many from one sender</source>
            <translation>слишком много от одного отправителя</translation>
        </message>
        <message>
            <source>too many within an hour</source>
            <translation>слишком много за час</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Английский</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Русский</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Украинский</translation>
        </message>
    </context>
    <context>
        <name>AcknowledgementDialog</name>
        <message>
            <source>Acknowledgements of {mailbox}</source>
            <translation>Подтверждения получения: {mailbox}</translation>
        </message>
        <message>
            <source>Acknowledge the first letter of each new ticket</source>
            <translation>Подтверждать получение первого письма каждого нового обращения</translation>
        </message>
        <message>
            <source>Once for the whole team, at most one a day for each person; never to machines, lists, or ourselves. It is sent while Postroom runs on at least one computer of the team; letters that waited for more than two days are left to you. A ticket still needs a reply afterwards.</source>
            <translation>Один раз от всей команды, каждому человеку не чаще раза в день; никогда — программам, рассылкам и самим себе. Отправляется, пока Postroom работает хотя бы на одном компьютере команды; письма, ждавшие больше двух дней, остаются вам. Обращение и после этого ждёт ответа.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы работы</translation>
        </message>
        <message>
            <source>Whom it reaches</source>
            <translation>Кто получит</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
    </context>
    <context>
        <name>AssignDialog</name>
        <message>
            <source>Assign to</source>
            <translation>Назначить</translation>
        </message>
        <message>
            <source>Type part of a name</source>
            <translation>Введите часть имени</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Участники</translation>
        </message>
        <message>
            <source>Nobody has this in their name.</source>
            <translation>Такого имени ни у кого нет.</translation>
        </message>
        <message>
            <source>Assign</source>
            <translation>Назначить</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Никому</translation>
        </message>
    </context>
    <context>
        <name>Baggage</name>
        <message>
            <source>“{name}” is a folder. Pack it into one file first.</source>
            <translation>«{name}» — папка. Сначала упакуйте её в один файл.</translation>
        </message>
        <message>
            <source>“{name}” is no file.</source>
            <translation>«{name}» — не файл.</translation>
        </message>
        <message>
            <source>Picture.png</source>
            <translation>Изображение.png</translation>
        </message>
        <message>
            <source>Attach files</source>
            <translation>Вложить файлы</translation>
        </message>
        <message>
            <source>“{name}” was not attached: {why}</source>
            <translation>Файл «{name}» не вложен: {why}</translation>
        </message>
    </context>
    <context>
        <name>CertificateDialog</name>
        <message>
            <source>Certificate of {account}</source>
            <translation>Сертификат: {account}</translation>
        </message>
        <message>
            <source>Nothing was sent to {server}, because it does not prove to be the server that is meant. Either its certificate was not renewed properly, or somebody on the way answers in its place: a hotel’s log-in page, a virus scanner, an attacker.</source>
            <translation>На {server} ничего не отправлено: он не доказал, что это нужный сервер. Либо его сертификат не обновили как следует, либо вместо него отвечает кто-то по пути: страница входа гостиницы, антивирус, злоумышленник.</translation>
        </message>
        <message>
            <source>Fetching the certificate…</source>
            <translation>Сертификат загружается…</translation>
        </message>
        <message>
            <source>Ask whoever runs the mail server, by telephone or another way than this mailbox, whether the fingerprint of now is theirs. Once the server shows a valid certificate, Postroom goes on by itself.</source>
            <translation>Спросите того, кто отвечает за почтовый сервер, — по телефону или иначе, но не через этот ящик, — его ли это нынешний отпечаток. Как только сервер предъявит действительный сертификат, Postroom продолжит сам.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>Made for</source>
            <translation>Выдан для</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>Выдан кем</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Действителен</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>с {first} по {last}</translation>
        </message>
        <message>
            <source>Fingerprint now</source>
            <translation>Отпечаток сейчас</translation>
        </message>
        <message>
            <source>Fingerprint on {day}</source>
            <translation>Отпечаток {day}</translation>
        </message>
        <message>
            <source>Which certificate the server had before is not known here.</source>
            <translation>Какой сертификат был у сервера раньше, здесь неизвестно.</translation>
        </message>
        <message>
            <source>It is the same certificate as before; it may have expired.</source>
            <translation>Это тот же сертификат, что и раньше; возможно, он просрочен.</translation>
        </message>
        <message>
            <source>It is another certificate than before.</source>
            <translation>Это не тот сертификат, что был раньше.</translation>
        </message>
        <message>
            <source>The certificate cannot be fetched now: {error}</source>
            <translation>Сейчас сертификат получить нельзя: {error}</translation>
        </message>
    </context>
    <context>
        <name>Changes</name>
        <message>
            <source>“{subject}”</source>
            <translation>«{subject}»</translation>
        </message>
        <message>
            <source>Moved from {folder} to {target}</source>
            <translation>Перемещено из {folder} в {target}</translation>
        </message>
        <message>
            <source>Marked as read</source>
            <translation>Отмечено как прочитанное</translation>
        </message>
        <message>
            <source>Marked as unread</source>
            <translation>Отмечено как непрочитанное</translation>
        </message>
        <message>
            <source>Flagged</source>
            <translation>Поставлен флажок</translation>
        </message>
        <message>
            <source>Flag removed</source>
            <translation>Снят флажок</translation>
        </message>
        <message>
            <source>Marked as answered</source>
            <translation>Отмечено как отвеченное</translation>
        </message>
        <message>
            <source>Marked as not answered</source>
            <translation>Отмечено как неотвеченное</translation>
        </message>
        <message>
            <source>The server refused: {said}</source>
            <translation>Сервер отказал: {said}</translation>
        </message>
        <message>
            <source>Meanwhile something else happened on the server; that counts.</source>
            <translation>Тем временем на сервере произошло другое; действует это.</translation>
        </message>
    </context>
    <context>
        <name>ChangesDialog</name>
        <message>
            <source>Changes in {account}</source>
            <translation>Изменения: {account}</translation>
        </message>
        <message>
            <source>These changes were made here and are not so on the server. Postroom shows what the server has; no letter is lost.</source>
            <translation>Эти изменения сделаны здесь, а на сервере иначе. Postroom показывает то, что есть на сервере; ни одно письмо не потеряно.</translation>
        </message>
        <message>
            <source>Every change made here is on the server.</source>
            <translation>Всё, что сделано здесь, есть и на сервере.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Leave it as the server has it</source>
            <translation>Оставить как на сервере</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Remove {who}</source>
            <translation>Убрать {who}</translation>
        </message>
        <message>
            <source>This is no complete mail address.</source>
            <translation>Это не полный почтовый адрес.</translation>
        </message>
        <message>
            <source>Nobody of this domain takes part in the ticket yet.</source>
            <translation>Никто с этим доменом ещё не участвует в заявке.</translation>
        </message>
        <message>
            <source>Takes no part in the ticket yet.</source>
            <translation>Ещё не участвует в заявке.</translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>What came meanwhile, and your letter</source>
            <translation>Что пришло за это время, и ваше письмо</translation>
        </message>
        <message>
            <source>Came since you began</source>
            <translation>Пришло, пока вы писали</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Ничего нового.</translation>
        </message>
        <message>
            <source>Your letter, not sent</source>
            <translation>Ваше письмо, не отправлено</translation>
        </message>
    </context>
    <context>
        <name>ComposeEdit</name>
        <message>
            <source>Text of the letter</source>
            <translation>Текст письма</translation>
        </message>
    </context>
    <context>
        <name>ComposerDesk</name>
        <message>
            <source>The draft was discarded.</source>
            <translation>Черновик удалён.</translation>
        </message>
    </context>
    <context>
        <name>ComposerHead</name>
        <message>
            <source>To</source>
            <translation>Кому</translation>
        </message>
        <message>
            <source>Cc</source>
            <translation>Копия</translation>
        </message>
        <message>
            <source>Bcc</source>
            <translation>Скрытая</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Sender only</source>
            <translation>Только отправителю</translation>
        </message>
        <message>
            <source>Takes everybody out but the one who wrote the letter.</source>
            <translation>Убирает всех, кроме того, кто написал письмо.</translation>
        </message>
        <message>
            <source>Cc, Bcc</source>
            <translation>Копии</translation>
        </message>
        <message>
            <source>In a window of its own</source>
            <translation>В отдельном окне</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>Put it away; the draft is kept (Esc)</source>
            <translation>Убрать; черновик сохранится (Esc)</translation>
        </message>
        <message>
            <source>Put it away; the draft is kept</source>
            <translation>Убрать; черновик сохранится</translation>
        </message>
        <message>
            <source>Below the ticket</source>
            <translation>Под заявкой</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответ</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Ответ всем</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Пересылка</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>Новая заявка</translation>
        </message>
        <message>
            <source>Talk by telephone, sent to nobody</source>
            <translation>Звонок, никому не отправляется</translation>
        </message>
        <message>
            <source>Automatic letter</source>
            <translation>Автоматическое письмо</translation>
        </message>
    </context>
    <context>
        <name>ComposerNotices</name>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Spelling is not checked just now.</source>
            <translation>Орфография сейчас не проверяется.</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Прочитано</translation>
        </message>
        <message>
            <source>Promise nothing</source>
            <translation>Не обещать</translation>
        </message>
        <message>
            <source>{who} is answering this ({age}).</source>
            <translation>{who} отвечает на это ({age}).</translation>
        </message>
        <message>
            <source>With this letter you promise news by {time}.</source>
            <translation>Этим письмом вы обещаете новости: {time}.</translation>
        </message>
    </context>
    <context>
        <name>ComposerPanel</name>
        <message>
            <source>It is sent as soon as its files are taken in.</source>
            <translation>Письмо уйдёт, как только загрузятся файлы.</translation>
        </message>
        <message>
            <source>One of the recipients is no complete mail address.</source>
            <translation>Один из получателей — не полный почтовый адрес.</translation>
        </message>
        <message>
            <source>Nobody is named to whom this goes.</source>
            <translation>Не указано, кому письмо.</translation>
        </message>
        <message>
            <source>Still to be filled in: {what}</source>
            <translation>Осталось заполнить: {what}</translation>
        </message>
    </context>
    <context>
        <name>ConflictBar</name>
        <message>
            <source>Keep “{value}”</source>
            <translation>Оставить «{value}»</translation>
        </message>
        <message>
            <source>Take “{value}”</source>
            <translation>Взять «{value}»</translation>
        </message>
    </context>
    <context>
        <name>ConnectDialog</name>
        <message>
            <source>Connect a mailbox</source>
            <translation>Подключение почтового ящика</translation>
        </message>
        <message>
            <source>&amp;Test</source>
            <translation>&amp;Проверить</translation>
        </message>
        <message>
            <source>As the address says</source>
            <translation>По адресу</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Другая</translation>
        </message>
        <message>
            <source>&amp;Address of the inbox</source>
            <translation>&amp;Адрес ящика</translation>
        </message>
        <message>
            <source>Mail ser&amp;vice</source>
            <translation>Почтовая слу&amp;жба</translation>
        </message>
        <message>
            <source>&amp;Name in Postroom</source>
            <translation>&amp;Название в Postroom</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>Имя по&amp;льзователя</translation>
        </message>
        <message>
            <source>Enter an address such as support@example.org.</source>
            <translation>Введите адрес, например support@example.org.</translation>
        </message>
        <message>
            <source>Enter a name without spaces.</source>
            <translation>Введите название без пробелов.</translation>
        </message>
        <message>
            <source>A mailbox with this name is connected already.</source>
            <translation>Ящик с таким названием уже подключён.</translation>
        </message>
        <message>
            <source>C&amp;onnect anyway</source>
            <translation>Всё равно подкл&amp;ючить</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Подключаем…</translation>
        </message>
        <message>
            <source>C&amp;onnect</source>
            <translation>Подкл&amp;ючить</translation>
        </message>
    </context>
    <context>
        <name>ComposerWindow</name>
        <message>
            <source>New letter</source>
            <translation>Новое письмо</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>This letter refers to ticket {code}, but its sender takes no part in it.</source>
            <translation>Это письмо ссылается на заявку {code}, но его отправитель в ней не участвует.</translation>
        </message>
        <message>
            <source>Fold or unfold this letter</source>
            <translation>Свернуть или развернуть письмо</translation>
        </message>
        <message>
            <source>Why is this letter here?</source>
            <translation>Почему это письмо здесь?</translation>
        </message>
        <message>
            <source>Formatted</source>
            <translation>С оформлением</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>Только текст</translation>
        </message>
        <message>
            <source>Move elsewhere…</source>
            <translation>Перенести…</translation>
        </message>
        <message>
            <source>Show source</source>
            <translation>Исходный текст</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Ответить всем</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переслать</translation>
        </message>
        <message>
            <source>To:</source>
            <translation>Кому:</translation>
        </message>
        <message>
            <source>Copy:</source>
            <translation>Копия:</translation>
        </message>
        <message>
            <source>Bcc:</source>
            <translation>Скрытая копия:</translation>
        </message>
        <message>
            <source>Loading them would tell the sender that you read this letter.</source>
            <translation>Их загрузка сообщит отправителю, что вы прочли письмо.</translation>
        </message>
        <message>
            <source>Show once</source>
            <translation>Показать один раз</translation>
        </message>
        <message>
            <source>Always for this sender</source>
            <translation>Всегда от этого отправителя</translation>
        </message>
        <message>
            <source>calls itself “{name}”</source>
            <translation>называет себя «{name}»</translation>
        </message>
        <message>
            <source>This letter is no longer on the server. It is kept on this computer.</source>
            <translation>Этого письма больше нет на сервере. Оно сохранено на этом компьютере.</translation>
        </message>
        <message>
            <source>This letter has no text.</source>
            <translation>В этом письме нет текста.</translation>
        </message>
        <message>
            <source>edited</source>
            <translation>изменена</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>Внутренняя заметка</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>It answers a letter ({evidence}) that {who} brought here by hand ({time}).</source>
            <translation>Оно отвечает на письмо ({evidence}), которое сюда вручную перенесено участником {who} ({time}).</translation>
        </message>
        <message>
            <source>{who} brought it here by hand ({time}). Before:</source>
            <translation>Перенесено сюда вручную: {who} ({time}). До этого:</translation>
        </message>
        <message>
            <source>(not on the server yet)</source>
            <translation>(ещё не на сервере)</translation>
        </message>
        <message>
            <source>({who} set something else at {time}; that counts)</source>
            <translation>({who}, {time}: выбрано другое, оно и действует)</translation>
        </message>
        <message>
            <source>Delivery report</source>
            <translation>Отчёт о доставке</translation>
        </message>
        <message>
            <source>Automatic reply</source>
            <translation>Автоответ</translation>
        </message>
        <message>
            <source>Mailing list</source>
            <translation>Рассылка</translation>
        </message>
        <message>
            <source>The sender’s name shows another address. This letter really says it is from {address}.</source>
            <translation>В имени отправителя указан другой адрес. На самом деле в письме стоит адрес {address}.</translation>
        </message>
        <message>
            <source>An answer would go to {reply_to}, not to the sender’s domain.</source>
            <translation>Ответ уйдёт на {reply_to}, а не в домен отправителя.</translation>
        </message>
        <message>
            <source>The sender’s address cannot be read.</source>
            <translation>Адрес отправителя прочесть нельзя.</translation>
        </message>
        <message>
            <source>This letter is damaged. What could be read is shown; the source is complete.</source>
            <translation>Письмо повреждено. Показано то, что удалось прочесть; исходный текст сохранён целиком.</translation>
        </message>
        <message>
            <source>This letter cannot be read. Nothing is lost: its source is kept exactly as the server gave it.</source>
            <translation>Письмо прочесть нельзя. Ничего не потеряно: исходный текст сохранён ровно таким, каким его отдал сервер.</translation>
        </message>
        <message>
            <source>It begins this ticket.</source>
            <translation>С него начинается эта заявка.</translation>
        </message>
        <message>
            <source>It answers a letter of this ticket ({evidence}).</source>
            <translation>Это ответ на письмо этой заявки ({evidence}).</translation>
        </message>
        <message>
            <source>It and another letter here answer the same letter, which is not in this mailbox ({evidence}).</source>
            <translation>Оно и другое письмо здесь отвечают на одно и то же письмо, которого нет в этом ящике ({evidence}).</translation>
        </message>
        <message>
            <source>Probably: it names no earlier letter, but the same correspondent wrote with the same subject within seven days ({evidence}).</source>
            <translation>Вероятно: оно не ссылается на прежние письма, но тот же собеседник писал с той же темой в пределах семи дней ({evidence}).</translation>
        </message>
        <message>
            <source>Probably: it names no earlier letter, but its subject quotes this ticket’s code ({evidence}).</source>
            <translation>Вероятно: оно не ссылается на прежние письма, но в теме стоит код этой заявки ({evidence}).</translation>
        </message>
        <message>
            <source>It carries the same Message-ID as a letter of this ticket, with other content ({evidence}).</source>
            <translation>У него тот же Message-ID, что и у письма этой заявки, но другое содержание ({evidence}).</translation>
        </message>
        <message>
            <source>It reports that a letter of this ticket could not be delivered ({evidence}).</source>
            <translation>Оно сообщает, что письмо этой заявки не доставлено ({evidence}).</translation>
        </message>
        <message>
            <source>It refers to another ticket ({evidence}), but its sender takes no part in that one. So it got a ticket of its own.</source>
            <translation>Оно ссылается на другую заявку ({evidence}), но его отправитель в ней не участвует. Поэтому для него создана отдельная заявка.</translation>
        </message>
        <message>
            <source>Delivery is delayed; the server keeps trying.</source>
            <translation>Доставка задерживается; сервер продолжает попытки.</translation>
        </message>
        <message>
            <source>Your letter did not reach this address:</source>
            <translation>Ваше письмо не дошло до этого адреса:</translation>
        </message>
        <message>
            <source>Your letter was not delivered.</source>
            <translation>Ваше письмо не доставлено.</translation>
        </message>
        <message>
            <source>There is no such address.</source>
            <translation>Такого адреса нет.</translation>
        </message>
        <message>
            <source>The address or its domain was not accepted.</source>
            <translation>Адрес или его домен не принят.</translation>
        </message>
        <message>
            <source>The mailbox is switched off.</source>
            <translation>Почтовый ящик отключён.</translation>
        </message>
        <message>
            <source>The mailbox is full.</source>
            <translation>Почтовый ящик переполнен.</translation>
        </message>
        <message>
            <source>The letter is too large for this mailbox.</source>
            <translation>Письмо слишком велико для этого ящика.</translation>
        </message>
        <message>
            <source>The letter is too large for the server.</source>
            <translation>Письмо слишком велико для сервера.</translation>
        </message>
        <message>
            <source>The receiving server could not be reached.</source>
            <translation>Сервер получателя недоступен.</translation>
        </message>
        <message>
            <source>The receiving server refused the letter by its rules.</source>
            <translation>Сервер получателя отклонил письмо по своим правилам.</translation>
        </message>
        <message>
            <source>The receiving server gave no reason we know.</source>
            <translation>Сервер получателя не назвал известной нам причины.</translation>
        </message>
        <message>
            <source>Quoted text</source>
            <translation>Цитата</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Подпись</translation>
        </message>
        <message>
            <source>Closes the ticket once it has left</source>
            <translation>Когда уйдёт, заявка закроется</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Черновик</translation>
        </message>
        <message>
            <source>Nothing was written yet.</source>
            <translation>Пока ничего не написано.</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Писать дальше</translation>
        </message>
    </context>
    <context>
        <name>ConversationPane</name>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>This conversation has changed.</source>
            <translation>Эта переписка изменилась.</translation>
        </message>
        <message>
            <source>This ticket cannot be shown</source>
            <translation>Эту заявку нельзя показать</translation>
        </message>
        <message>
            <source>Its letters are kept. What went wrong: {error}</source>
            <translation>Её письма сохранены. Что случилось: {error}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Чтение…</translation>
        </message>
    </context>
    <context>
        <name>ConversationWebView</name>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Copy link address</source>
            <translation>Копировать адрес ссылки</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Выделить всё</translation>
        </message>
    </context>
    <context>
        <name>Counted</name>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
                <numerusform>%n мин</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n min left</source>
            <translation>
                <numerusform>ещё около %n минуты</numerusform>
                <numerusform>ещё около %n минут</numerusform>
                <numerusform>ещё около %n минут</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n h left</source>
            <translation>
                <numerusform>ещё около %n часа</numerusform>
                <numerusform>ещё около %n часов</numerusform>
                <numerusform>ещё около %n часов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n s ago</source>
            <translation>
                <numerusform>%n с назад</numerusform>
                <numerusform>%n с назад</numerusform>
                <numerusform>%n с назад</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n мин назад</numerusform>
                <numerusform>%n мин назад</numerusform>
                <numerusform>%n мин назад</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier change(s)</source>
            <translation>
                <numerusform>ещё %n изменение раньше</numerusform>
                <numerusform>ещё %n изменения раньше</numerusform>
                <numerusform>ещё %n изменений раньше</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sending in %n s</source>
            <translation>
                <numerusform>Отправка через %n с</numerusform>
                <numerusform>Отправка через %n с</numerusform>
                <numerusform>Отправка через %n с</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) not sent</source>
            <translation>
                <numerusform>%n письмо не ушло</numerusform>
                <numerusform>%n письма не ушли</numerusform>
                <numerusform>%n писем не ушло</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%n черновик</numerusform>
                <numerusform>%n черновика</numerusform>
                <numerusform>%n черновиков</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Outbox: %n letter(s)</source>
            <translation>
                <numerusform>Исходящие: %n письмо</numerusform>
                <numerusform>Исходящие: %n письма</numerusform>
                <numerusform>Исходящие: %n писем</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n файл</numerusform>
                <numerusform>%n файла</numerusform>
                <numerusform>%n файлов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s)</source>
            <translation>
                <numerusform>%n письмо</numerusform>
                <numerusform>%n письма</numerusform>
                <numerusform>%n писем</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new letter(s) in this conversation.</source>
            <translation>
                <numerusform>%n новое письмо в этой переписке.</numerusform>
                <numerusform>%n новых письма в этой переписке.</numerusform>
                <numerusform>%n новых писем в этой переписке.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n заявка</numerusform>
                <numerusform>%n заявки</numerusform>
                <numerusform>%n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) chosen</source>
            <translation>
                <numerusform>Выбрана %n заявка</numerusform>
                <numerusform>Выбрано %n заявки</numerusform>
                <numerusform>Выбрано %n заявок</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) archived.</source>
            <translation>
                <numerusform>%n заявка убрана в архив.</numerusform>
                <numerusform>%n заявки убраны в архив.</numerusform>
                <numerusform>%n заявок убрано в архив.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) moved to Trash.</source>
            <translation>
                <numerusform>%n заявка перемещена в корзину.</numerusform>
                <numerusform>%n заявки перемещены в корзину.</numerusform>
                <numerusform>%n заявок перемещено в корзину.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) moved to {folder}.</source>
            <translation>
                <numerusform>%n заявка перемещена в папку {folder}.</numerusform>
                <numerusform>%n заявки перемещены в папку {folder}.</numerusform>
                <numerusform>%n заявок перемещено в папку {folder}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as read.</source>
            <translation>
                <numerusform>%n заявка отмечена как прочитанная.</numerusform>
                <numerusform>%n заявки отмечены как прочитанные.</numerusform>
                <numerusform>%n заявок отмечено как прочитанные.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as unread.</source>
            <translation>
                <numerusform>%n заявка отмечена как непрочитанная.</numerusform>
                <numerusform>%n заявки отмечены как непрочитанные.</numerusform>
                <numerusform>%n заявок отмечено как непрочитанные.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) flagged.</source>
            <translation>
                <numerusform>%n заявка отмечена флажком.</numerusform>
                <numerusform>%n заявки отмечены флажком.</numerusform>
                <numerusform>%n заявок отмечено флажком.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Flag removed from %n ticket(s).</source>
            <translation>
                <numerusform>Флажок снят с %n заявки.</numerusform>
                <numerusform>Флажок снят с %n заявок.</numerusform>
                <numerusform>Флажок снят с %n заявок.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as answered.</source>
            <translation>
                <numerusform>%n заявка отмечена как отвеченная.</numerusform>
                <numerusform>%n заявки отмечены как отвеченные.</numerusform>
                <numerusform>%n заявок отмечено как отвеченные.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as not answered.</source>
            <translation>
                <numerusform>%n заявка отмечена как неотвеченная.</numerusform>
                <numerusform>%n заявки отмечены как неотвеченные.</numerusform>
                <numerusform>%n заявок отмечено как неотвеченные.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned to {name}.</source>
            <translation>
                <numerusform>%n заявка назначена: {name}.</numerusform>
                <numerusform>%n заявки назначены: {name}.</numerusform>
                <numerusform>%n заявок назначено: {name}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned to nobody.</source>
            <translation>
                <numerusform>%n заявка теперь ничья.</numerusform>
                <numerusform>%n заявки теперь ничьи.</numerusform>
                <numerusform>%n заявок теперь ничьи.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) set to “{status}”.</source>
            <translation>
                <numerusform>%n заявка: статус «{status}».</numerusform>
                <numerusform>%n заявки: статус «{status}».</numerusform>
                <numerusform>%n заявок: статус «{status}».</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) snoozed until {time}.</source>
            <translation>
                <numerusform>%n заявка отложена: {time}.</numerusform>
                <numerusform>%n заявки отложены: {time}.</numerusform>
                <numerusform>%n заявок отложено: {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Priority of %n ticket(s): {priority}.</source>
            <translation>
                <numerusform>Приоритет %n заявки: {priority}.</numerusform>
                <numerusform>Приоритет %n заявок: {priority}.</numerusform>
                <numerusform>Приоритет %n заявок: {priority}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promise noted for %n ticket(s): {time}.</source>
            <translation>
                <numerusform>Обещание записано для %n заявки: {time}.</numerusform>
                <numerusform>Обещание записано для %n заявок: {time}.</numerusform>
                <numerusform>Обещание записано для %n заявок: {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promise taken back for %n ticket(s).</source>
            <translation>
                <numerusform>Обещание снято с %n заявки.</numerusform>
                <numerusform>Обещание снято с %n заявок.</numerusform>
                <numerusform>Обещание снято с %n заявок.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags of %n ticket(s) changed.</source>
            <translation>
                <numerusform>Метки изменены у %n заявки.</numerusform>
                <numerusform>Метки изменены у %n заявок.</numerusform>
                <numerusform>Метки изменены у %n заявок.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Note added to %n ticket(s).</source>
            <translation>
                <numerusform>Заметка добавлена к %n заявке.</numerusform>
                <numerusform>Заметка добавлена к %n заявкам.</numerusform>
                <numerusform>Заметка добавлена к %n заявкам.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tickets are one now: #{code}.</source>
            <translation>
                <numerusform>%n заявка объединена: #{code}.</numerusform>
                <numerusform>%n заявки объединены: #{code}.</numerusform>
                <numerusform>%n заявок объединено: #{code}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) split off as a ticket of their own.</source>
            <translation>
                <numerusform>%n письмо выделено в отдельную заявку.</numerusform>
                <numerusform>%n письма выделены в отдельную заявку.</numerusform>
                <numerusform>%n писем выделено в отдельную заявку.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) moved to #{code}.</source>
            <translation>
                <numerusform>%n письмо перенесено в #{code}.</numerusform>
                <numerusform>%n письма перенесены в #{code}.</numerusform>
                <numerusform>%n писем перенесено в #{code}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
                <numerusform>и ещё %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) not on the server yet</source>
            <translation>
                <numerusform>%n изменение ещё не на сервере</numerusform>
                <numerusform>%n изменения ещё не на сервере</numerusform>
                <numerusform>%n изменений ещё не на сервере</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n image(s) from {domain} blocked.</source>
            <translation>
                <numerusform>Заблокирована %n картинка с {domain}.</numerusform>
                <numerusform>Заблокированы %n картинки с {domain}.</numerusform>
                <numerusform>Заблокированы %n картинок с {domain}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the last {days} days it would have reached %n person(s).</source>
            <translation>
                <numerusform>За последние {days} дней его получил бы %n человек.</numerusform>
                <numerusform>За последние {days} дней его получили бы %n человека.</numerusform>
                <numerusform>За последние {days} дней его получили бы %n человек.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) would have got none.</source>
            <translation>
                <numerusform>%n письмо осталось бы без него.</numerusform>
                <numerusform>%n письма остались бы без него.</numerusform>
                <numerusform>%n писем остались бы без него.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditAccountDialog</name>
        <message>
            <source>Settings of {account}</source>
            <translation>Настройки: {account}</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>без изменений</translation>
        </message>
        <message>
            <source>Address of the inbox</source>
            <translation>Адрес ящика</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>Имя по&amp;льзователя</translation>
        </message>
        <message>
            <source>With another server or user, letters that are here are found again there; what is not there stays here.</source>
            <translation>С другим сервером или пользователем здешние письма будут найдены там заново; чего там нет, останется здесь.</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Сохранить</translation>
        </message>
    </context>
    <context>
        <name>EditMemberDialog</name>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
    </context>
    <context>
        <name>FileChip</name>
        <message>
            <source>Remove {name}</source>
            <translation>Убрать {name}</translation>
        </message>
    </context>
    <context>
        <name>FileMenu</name>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Сохранить как…</translation>
        </message>
        <message>
            <source>Open a file that can run as a program?</source>
            <translation>Открыть файл, который может работать как программа?</translation>
        </message>
        <message>
            <source>“{name}” can change this computer when it is opened. Open it only if you expected it and know who sent it.</source>
            <translation>«{name}» при открытии может изменить этот компьютер. Открывайте, только если вы ждали этот файл и знаете отправителя.</translation>
        </message>
        <message>
            <source>Open anyway</source>
            <translation>Всё равно открыть</translation>
        </message>
        <message>
            <source>Save attachment</source>
            <translation>Сохранить вложение</translation>
        </message>
        <message>
            <source>The attachment cannot be read</source>
            <translation>Вложение прочесть нельзя</translation>
        </message>
    </context>
    <context>
        <name>FileStrip</name>
        <message>
            <source>{files}: many servers refuse letters of that size</source>
            <translation>{files}: такие большие письма многие серверы не принимают</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Assignee</source>
            <translation>Ответственный</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Метка</translation>
        </message>
        <message>
            <source>Show everybody’s tickets with any tag</source>
            <translation>Показать заявки всех участников с любыми метками</translation>
        </message>
        <message>
            <source>Clear the filters</source>
            <translation>Сбросить фильтры</translation>
        </message>
        <message>
            <source>Everybody’s</source>
            <translation>Все участники</translation>
        </message>
        <message>
            <source>Nobody’s</source>
            <translation>Ничьи</translation>
        </message>
        <message>
            <source>Any tag</source>
            <translation>Любая метка</translation>
        </message>
    </context>
    <context>
        <name>FoldersDialog</name>
        <message>
            <source>Folders</source>
            <translation>Папки</translation>
        </message>
        <message>
            <source>Letters in these folders become part of tickets. A folder that is no longer ticked keeps what was fetched and gets nothing new.</source>
            <translation>Письма из этих папок попадают в заявки. Если снять отметку, полученное останется, но нового из папки не будет.</translation>
        </message>
        <message>
            <source>Sync these folders</source>
            <translation>Получать из этих папок</translation>
        </message>
    </context>
    <context>
        <name>FormatBar</name>
        <message>
            <source>Bold</source>
            <translation>Полужирный</translation>
        </message>
        <message>
            <source>Italic</source>
            <translation>Курсив</translation>
        </message>
        <message>
            <source>List</source>
            <translation>Список</translation>
        </message>
        <message>
            <source>Numbered list</source>
            <translation>Нумерованный список</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>Цитата</translation>
        </message>
        <message>
            <source>Program text</source>
            <translation>Код</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Ссылка…</translation>
        </message>
        <message>
            <source>Attach files…</source>
            <translation>Вложить файлы…</translation>
        </message>
        <message>
            <source>Insert a template…</source>
            <translation>Вставить шаблон…</translation>
        </message>
    </context>
    <context>
        <name>GatePanel</name>
        <message>
            <source>This letter does not leave yet</source>
            <translation>Это письмо ещё не уходит</translation>
        </message>
        <message>
            <source>Before it leaves</source>
            <translation>Прежде чем оно уйдёт</translation>
        </message>
        <message>
            <source>Back to the letter</source>
            <translation>Назад к письму</translation>
        </message>
        <message>
            <source>Send all the same</source>
            <translation>Всё равно отправить</translation>
        </message>
    </context>
    <context>
        <name>GoneDialog</name>
        <message>
            <source>{name} has left</source>
            <translation>{name} больше не с нами</translation>
        </message>
        <message>
            <source>What {name} wrote and did stays as it is. Change the password of the mailbox, so that it can no longer be opened by them. Their tickets go to:</source>
            <translation>Всё, что записано от имени {name}, остаётся как есть. Смените пароль ящика, чтобы его больше нельзя было открыть. Кому перейдут заявки:</translation>
        </message>
        <message>
            <source>Their tickets go to</source>
            <translation>Кому перейдут заявки</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Никому</translation>
        </message>
        <message>
            <source>Leave the tickets with {name}</source>
            <translation>Заявки оставить за участником {name}</translation>
        </message>
        <message>
            <source>Has left</source>
            <translation>Больше не с нами</translation>
        </message>
    </context>
    <context>
        <name>Hindrance</name>
        <message>
            <source>Nobody has this address there; it may be mistyped or given up.</source>
            <translation>Такого адреса там ни у кого нет: возможно, в нём опечатка или им больше не пользуются.</translation>
        </message>
        <message>
            <source>The part after the @ takes no mail; it may be mistyped.</source>
            <translation>По части адреса после @ почта не принимается: возможно, в ней опечатка.</translation>
        </message>
        <message>
            <source>The recipient’s mailbox is full.</source>
            <translation>Ящик получателя переполнен.</translation>
        </message>
        <message>
            <source>The recipient’s mailbox takes no mail any more.</source>
            <translation>Ящик получателя больше не принимает почту.</translation>
        </message>
        <message>
            <source>The letter is too large; send fewer or smaller files, or a link.</source>
            <translation>Письмо слишком большое: отправьте меньше файлов, файлы поменьше или ссылку.</translation>
        </message>
        <message>
            <source>The letter was taken for unwanted mail.</source>
            <translation>Письмо приняли за спам.</translation>
        </message>
        <message>
            <source>The other side could not prove that the letter comes from your domain; whoever looks after it should check its SPF, DKIM and DMARC records.</source>
            <translation>Другая сторона не смогла убедиться, что письмо пришло с вашего домена: тому, кто за него отвечает, стоит проверить записи SPF, DKIM и DMARC.</translation>
        </message>
        <message>
            <source>The server does not let this mailbox send from this address.</source>
            <translation>Сервер не разрешает этому ящику отправлять с этого адреса.</translation>
        </message>
        <message>
            <source>The server does not pass letters on to this address; it may want a log-in.</source>
            <translation>Сервер не пересылает письма на этот адрес: возможно, он требует входа.</translation>
        </message>
        <message>
            <source>The server for sending refused the log-in.</source>
            <translation>Сервер отправки отказал во входе.</translation>
        </message>
        <message>
            <source>Too many letters were sent in a short time; the server wants a pause.</source>
            <translation>За короткое время отправлено слишком много писем: сервер просит паузу.</translation>
        </message>
        <message>
            <source>The server asks to try again later.</source>
            <translation>Сервер просит повторить позже.</translation>
        </message>
        <message>
            <source>The letter has too many recipients for the server.</source>
            <translation>Для сервера у письма слишком много получателей.</translation>
        </message>
        <message>
            <source>The server does not know something that this letter needs.</source>
            <translation>Сервер не умеет чего-то, что нужно этому письму.</translation>
        </message>
    </context>
    <context>
        <name>InboxList</name>
        <message>
            <source>Mailboxes</source>
            <translation>Почтовые ящики</translation>
        </message>
        <message>
            <source>All mailboxes</source>
            <translation>Все ящики</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source>Keyboard</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
    </context>
    <context>
        <name>LinkDialog</name>
        <message>
            <source>Open link</source>
            <translation>Открыть ссылку</translation>
        </message>
        <message>
            <source>Write to an address at</source>
            <translation>Написать на адрес в домене</translation>
        </message>
        <message>
            <source>This link leads to</source>
            <translation>Эта ссылка ведёт на</translation>
        </message>
        <message>
            <source>Careful: the text of this link shows {shown}.</source>
            <translation>Осторожно: в тексте этой ссылки написано {shown}.</translation>
        </message>
        <message>
            <source>It is written with other letters: {name}</source>
            <translation>Записано другими буквами: {name}</translation>
        </message>
        <message>
            <source>The name mixes alphabets, as imitations of known names do.</source>
            <translation>В имени смешаны алфавиты, как в подделках под известные имена.</translation>
        </message>
        <message>
            <source>What stands before the @ is not the site’s name.</source>
            <translation>То, что стоит перед @, — не имя сайта.</translation>
        </message>
        <message>
            <source>The connection is not encrypted.</source>
            <translation>Соединение не шифруется.</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Копировать адрес</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Написать</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Открыть в браузере</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Ссылка</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Адрес</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <translation>&amp;Текст</translation>
        </message>
        <message>
            <source>Links lead to web pages, mail addresses or numbers.</source>
            <translation>Ссылки ведут на страницы, почтовые адреса или номера.</translation>
        </message>
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>Search in all tickets</source>
            <translation>Искать во всех заявках</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>No ticket in this queue holds “{words}”. Subjects, people, texts, file names and codes of tickets are searched. Esc shows the whole queue.</source>
            <translation>Ни в одной заявке этой очереди нет «{words}». Поиск идёт по темам, людям, текстам, именам файлов и кодам заявок. Esc показывает всю очередь.</translation>
        </message>
        <message>
            <source>No tickets yet</source>
            <translation>Заявок пока нет</translation>
        </message>
        <message>
            <source>Nothing matches the filters</source>
            <translation>Под фильтры ничего не подходит</translation>
        </message>
        <message>
            <source>No ticket in this queue has this assignee and tag. Esc clears both.</source>
            <translation>В этой очереди нет заявок с таким ответственным и такой меткой. Esc сбрасывает фильтры.</translation>
        </message>
        <message>
            <source>Everyone has an answer</source>
            <translation>Все получили ответ</translation>
        </message>
        <message>
            <source>A new letter from a contact appears here.</source>
            <translation>Новое письмо от клиента появится здесь.</translation>
        </message>
        <message>
            <source>Nobody owes you an answer</source>
            <translation>Никто не должен вам ответа</translation>
        </message>
        <message>
            <source>Tickets that you have answered wait here for the contact.</source>
            <translation>Здесь отвеченные заявки ждут клиента.</translation>
        </message>
        <message>
            <source>Every letter arrived</source>
            <translation>Все письма дошли</translation>
        </message>
        <message>
            <source>Tickets whose last letter could not be delivered appear here.</source>
            <translation>Здесь появятся заявки, последнее письмо которых не доставлено.</translation>
        </message>
        <message>
            <source>Nothing is snoozed</source>
            <translation>Отложенных заявок нет</translation>
        </message>
        <message>
            <source>Tickets that somebody snoozed stay here until their time has come.</source>
            <translation>Отложенные заявки остаются здесь, пока не придёт их время.</translation>
        </message>
        <message>
            <source>Nothing is closed</source>
            <translation>Закрытых заявок нет</translation>
        </message>
        <message>
            <source>Tickets that somebody closed, and mail from robots that needs no reply, appear here. A new letter of the contact opens a ticket again.</source>
            <translation>Здесь появляются закрытые заявки и письма роботов, которым ответ не нужен. Новое письмо клиента снова откроет заявку.</translation>
        </message>
        <message>
            <source>Nothing is put away</source>
            <translation>Здесь пусто</translation>
        </message>
        <message>
            <source>Tickets whose letters were archived, thrown away or removed from the server appear here. A new letter of the contact brings them back.</source>
            <translation>Здесь заявки, письма которых убраны в архив, в корзину или исчезли с сервера. Новое письмо клиента вернёт заявку.</translation>
        </message>
        <message>
            <source>The first letters appear here as soon as they are fetched.</source>
            <translation>Первые письма появятся здесь, как только будут получены.</translation>
        </message>
    </context>
    <context>
        <name>MailboxDialogs</name>
        <message>
            <source>From this computer are deleted: its letters and tickets ({count} letters in folders), their search words, its settings, and its password in the keyring.</source>
            <translation>С этого компьютера удаляются: письма и заявки ящика (писем в папках: {count}), слова для поиска по ним, настройки и пароль в хранилище.</translation>
        </message>
        <message>
            <source>On the server nothing is changed: every letter stays there as it is.</source>
            <translation>На сервере ничего не меняется: все письма остаются там как есть.</translation>
        </message>
        <message>
            <source>These letters were imported and are on no server: afterwards only the files they came from have them.</source>
            <translation>Эти письма импортированы и ни на каком сервере не лежат: потом они останутся только в исходных файлах.</translation>
        </message>
        <message>
            <source>Changes that the server does not know yet are lost: {count}.</source>
            <translation>Изменения, о которых сервер ещё не знает, пропадут: {count}.</translation>
        </message>
        <message>
            <source>What was written here and has not been sent is lost. Drafts: {drafts}; letters in the outbox: {letters}.</source>
            <translation>То, что написано и не отправлено, пропадёт. Черновиков: {drafts}; писем в исходящих: {letters}.</translation>
        </message>
        <message>
            <source>Remove “{name}” from Postroom?</source>
            <translation>Удалить «{name}» из Postroom?</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>There are no folders yet</source>
            <translation>Папок пока нет</translation>
        </message>
        <message>
            <source>They appear once a mailbox is connected and was reached.</source>
            <translation>Они появятся, когда ящик будет подключён и ответит.</translation>
        </message>
        <message>
            <source>Let the letters of {folder} go here too?</source>
            <translation>Отпустить и здесь письма из {folder}?</translation>
        </message>
        <message>
            <source>They are no longer on the server. If you let them go, their tickets say so and leave the queues; the letters themselves stay readable here.</source>
            <translation>На сервере их больше нет. Если их отпустить, их заявки покинут очереди с пометкой об этом; сами письма здесь можно будет читать и дальше.</translation>
        </message>
        <message>
            <source>Let them go</source>
            <translation>Отпустить</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Сделать это не удалось</translation>
        </message>
        <message>
            <source>“{name}” is connected, its password is not kept</source>
            <translation>Ящик «{name}» подключён, но пароль не сохранён</translation>
        </message>
        <message>
            <source>There is no safe keyring on this computer that takes it, and Postroom never writes passwords into files. It is known until you quit; afterwards start Postroom with the password in the variable {variable}.</source>
            <translation>На этом компьютере нет надёжного хранилища паролей, которое его приняло бы, а в файлы Postroom пароли не записывает. Пароль известен, пока программа открыта; потом запускайте Postroom с паролем в переменной {variable}.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The search gave no answer</source>
            <translation>Поиск не дал ответа</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Сделать это не удалось</translation>
        </message>
        <message>
            <source>This link is not opened</source>
            <translation>Эта ссылка не открывается</translation>
        </message>
        <message>
            <source>It does not lead to a web page or a mail address:
{url}</source>
            <translation>Она не ведёт на веб-страницу или почтовый адрес:
{url}</translation>
        </message>
        <message>
            <source>The source cannot be shown</source>
            <translation>Исходный текст нельзя показать</translation>
        </message>
    </context>
    <context>
        <name>MarkLine</name>
        <message>
            <source>★ Flagged</source>
            <translation>★ С флажком</translation>
        </message>
        <message>
            <source>Not on the server yet</source>
            <translation>Ещё не на сервере</translation>
        </message>
        <message>
            <source>Changes made here are sent as soon as the server answers.</source>
            <translation>Сделанное здесь отправится, как только ответит сервер.</translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message>
            <source>Choose the other ticket</source>
            <translation>Выберите другую заявку</translation>
        </message>
        <message>
            <source>Type a code, a name or part of the subject</source>
            <translation>Введите код, имя или часть темы</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Заявки</translation>
        </message>
        <message>
            <source>No such ticket is among the newest of this mailbox.</source>
            <translation>Среди новых заявок этого ящика такой нет.</translation>
        </message>
        <message>
            <source>Merge tickets</source>
            <translation>Объединить заявки</translation>
        </message>
        <message>
            <source>This ticket &amp;stays:</source>
            <translation>&amp;Остаётся эта заявка:</translation>
        </message>
        <message>
            <source>Letters of the merged ticket</source>
            <translation>Письма объединённой заявки</translation>
        </message>
        <message>
            <source>The other codes lead here from now on, and later answers arrive here too. Undo (Ctrl+Z) takes everything apart again, also much later.</source>
            <translation>Остальные коды теперь ведут сюда, и новые ответы приходят сюда же. Отмена (Ctrl+Z) снова разделит заявки, даже намного позже.</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Объединить</translation>
        </message>
        <message>
            <source>Afterwards: {facts}</source>
            <translation>Получится: {facts}</translation>
        </message>
    </context>
    <context>
        <name>Merging</name>
        <message>
            <source>Merge…</source>
            <translation>Объединить…</translation>
        </message>
        <message>
            <source>This ticket is no more</source>
            <translation>Этой заявки больше нет</translation>
        </message>
        <message>
            <source>Its letters are in another one now.</source>
            <translation>Её письма теперь в другой заявке.</translation>
        </message>
        <message>
            <source>Move here</source>
            <translation>Перенести сюда</translation>
        </message>
    </context>
    <context>
        <name>MoveDialog</name>
        <message>
            <source>Move to folder</source>
            <translation>Переместить в папку</translation>
        </message>
        <message>
            <source>Type part of the folder’s name</source>
            <translation>Введите часть названия папки</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Папки</translation>
        </message>
        <message>
            <source>No folder has this in its name.</source>
            <translation>Нет папки с таким названием.</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Переместить</translation>
        </message>
    </context>
    <context>
        <name>NotePanel</name>
        <message>
            <source>Internal note</source>
            <translation>Внутренняя заметка</translation>
        </message>
        <message>
            <source>Only your team reads this. @ names a colleague.</source>
            <translation>Это читает только ваша команда. @ — упомянуть коллегу.</translation>
        </message>
        <message>
            <source>Save note</source>
            <translation>Сохранить заметку</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Change the note</source>
            <translation>Изменить заметку</translation>
        </message>
        <message>
            <source>Internal note, not sent</source>
            <translation>Внутренняя заметка, не отправляется</translation>
        </message>
    </context>
    <context>
        <name>NothingOpen</name>
        <message>
            <source>E archives them, Delete moves them to Trash, M to a folder. S flags them, U marks them as read or unread. A assigns them, T tags, Z snoozes, C closes them, N writes a note to each, Shift+M makes them one.</source>
            <translation>E — в архив, Delete — в корзину, M — в папку. S ставит флажок, U отмечает прочитанными или непрочитанными. A назначает, T ставит метки, Z откладывает, C закрывает, N пишет заметку к каждой, Shift+M объединяет.</translation>
        </message>
        <message>
            <source>Welcome to Postroom</source>
            <translation>Добро пожаловать в Postroom</translation>
        </message>
        <message>
            <source>Connect the mailbox that your team answers. Connecting sends nothing to anybody and moves nothing. A letter that you read here counts as read on the server too, as with any mail program; the View menu switches that off.</source>
            <translation>Подключите ящик, на письма в который отвечает ваша команда. При подключении никому ничего не отправляется и ничего не перемещается. Письмо, прочитанное здесь, считается прочитанным и на сервере, как в любой почтовой программе; это отключается в меню «Вид».</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Подключить ящик…</translation>
        </message>
        <message>
            <source>In a terminal: {command}</source>
            <translation>В терминале: {command}</translation>
        </message>
        <message>
            <source>Choose a ticket</source>
            <translation>Выберите заявку</translation>
        </message>
        <message>
            <source>J and K walk through the list.</source>
            <translation>J и K перемещают по списку.</translation>
        </message>
    </context>
    <context>
        <name>Outbox</name>
        <message>
            <source>Sending…</source>
            <translation>Отправляется…</translation>
        </message>
        <message>
            <source>Did this arrive?</source>
            <translation>Дошло ли это письмо?</translation>
        </message>
        <message>
            <source>The connection broke while the letter was handed over, and it is not in Sent. It may have arrived. Ask, or look at the server, before it is sent again.</source>
            <translation>Связь прервалась во время передачи письма, и в «Отправленных» его нет. Возможно, оно дошло. Спросите или посмотрите на сервере, прежде чем отправлять снова.</translation>
        </message>
        <message>
            <source>Sent; its copy is on the way to Sent</source>
            <translation>Отправлено; копия ложится в «Отправленные»</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Отправлено</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Отправить сейчас</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Send anyway</source>
            <translation>Всё равно отправить</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Сравнить…</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>Дошло</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить снова</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>The server put it off: {said}</source>
            <translation>Сервер отложил приём: {said}</translation>
        </message>
        <message>
            <source>Next try: {time}.</source>
            <translation>Следующая попытка: {time}.</translation>
        </message>
        <message>
            <source>Not sent yet</source>
            <translation>Ещё не отправлено</translation>
        </message>
        <message>
            <source>Will be sent: {time}</source>
            <translation>Будет отправлено: {time}</translation>
        </message>
        <message>
            <source>Leaves in a few seconds</source>
            <translation>Уйдёт через несколько секунд</translation>
        </message>
        <message>
            <source>Waits for the letter before it</source>
            <translation>Ждёт предыдущего письма</translation>
        </message>
        <message>
            <source>Letters of one ticket leave in the order in which you sent them.</source>
            <translation>Письма одной заявки уходят в том порядке, в каком вы их отправили.</translation>
        </message>
        <message>
            <source>Waits to be filed</source>
            <translation>Ждёт записи</translation>
        </message>
        <message>
            <source>It leaves as soon as the server answers.</source>
            <translation>Уйдёт, как только ответит сервер.</translation>
        </message>
        <message>
            <source>Waits for the network</source>
            <translation>Ждёт связи</translation>
        </message>
        <message>
            <source>Not sent: look first</source>
            <translation>Не отправлено: сначала взгляните</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>The server said: {said}</source>
            <translation>Ответ сервера: {said}</translation>
        </message>
        <message>
            <source>A new letter came since you began to write.</source>
            <translation>С тех пор как вы начали писать, пришло новое письмо.</translation>
        </message>
        <message>
            <source>One of us answered since you began to write.</source>
            <translation>С тех пор как вы начали писать, кто-то из нас ответил.</translation>
        </message>
        <message>
            <source>A teammate’s answer to the same ticket is just leaving.</source>
            <translation>Прямо сейчас уходит ответ коллеги на ту же заявку.</translation>
        </message>
        <message>
            <source>The server does not take these recipients; nobody got it.</source>
            <translation>Сервер не принимает этих получателей; никто ничего не получил.</translation>
        </message>
        <message>
            <source>The letter is larger than the server takes.</source>
            <translation>Письмо больше, чем принимает сервер.</translation>
        </message>
        <message>
            <source>It cannot be made into a letter: {said}</source>
            <translation>Из этого не выходит письма: {said}</translation>
        </message>
        <message>
            <source>This mailbox has no server for sending.</source>
            <translation>У этого ящика нет сервера для отправки.</translation>
        </message>
        <message>
            <source>An acknowledgement, which nobody wrote.</source>
            <translation>Подтверждение получения; его никто не писал.</translation>
        </message>
    </context>
    <context>
        <name>OutboxButton</name>
        <message>
            <source>Letters that have not left, and drafts</source>
            <translation>Письма, которые ещё не ушли, и черновики</translation>
        </message>
    </context>
    <context>
        <name>OutboxDesk</name>
        <message>
            <source>Send it again?</source>
            <translation>Отправить снова?</translation>
        </message>
        <message>
            <source>If it did arrive, the contact gets it twice.</source>
            <translation>Если письмо дошло, человек получит его дважды.</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить снова</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Не получилось</translation>
        </message>
        <message>
            <source>This letter is not in the outbox any more.</source>
            <translation>Этого письма больше нет в исходящих.</translation>
        </message>
    </context>
    <context>
        <name>OutboxDialog</name>
        <message>
            <source>Outbox and drafts</source>
            <translation>Исходящие и черновики</translation>
        </message>
        <message>
            <source>Needs you</source>
            <translation>Ждут вашего решения</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>В пути</translation>
        </message>
        <message>
            <source>Being written</source>
            <translation>Пишутся</translation>
        </message>
        <message>
            <source>Everything you wrote has left.</source>
            <translation>Всё, что вы написали, ушло.</translation>
        </message>
        <message>
            <source>Go to the ticket</source>
            <translation>К заявке</translation>
        </message>
        <message>
            <source>Draft, {time}</source>
            <translation>Черновик, {time}</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Писать дальше</translation>
        </message>
    </context>
    <context>
        <name>PanelMenu</name>
        <message>
            <source>Answer everybody</source>
            <translation>Ответить всем</translation>
        </message>
        <message>
            <source>Change the subject</source>
            <translation>Изменить тему</translation>
        </message>
        <message>
            <source>Plain text only</source>
            <translation>Только простой текст</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Обещать срок…</translation>
        </message>
        <message>
            <source>Signature…</source>
            <translation>Подпись…</translation>
        </message>
        <message>
            <source>Earlier versions…</source>
            <translation>Прежние версии…</translation>
        </message>
        <message>
            <source>Discard the draft</source>
            <translation>Удалить черновик</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Password of {account}</source>
            <translation>Пароль: {account}</translation>
        </message>
        <message>
            <source>The provider of {address} wants you to log in with a web browser. Do there what it asks for; or make an app password and enter it here.</source>
            <translation>Провайдер {address} просит войти через браузер. Сделайте там то, что он просит, или создайте пароль приложения и введите его здесь.</translation>
        </message>
        <message>
            <source>Another password for {user} at {server}:</source>
            <translation>Другой пароль для {user} на {server}:</translation>
        </message>
        <message>
            <source>{server} refused the password of {user}.</source>
            <translation>{server} не принимает пароль пользователя {user}.</translation>
        </message>
        <message>
            <source>Show the link of the server…</source>
            <translation>Показать ссылку сервера…</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>Паро&amp;ль</translation>
        </message>
        <message>
            <source>It is kept in the keyring of this computer, nowhere else.</source>
            <translation>Он хранится только в системном хранилище паролей этого компьютера.</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Введите пароль.</translation>
        </message>
        <message>
            <source>&amp;Log in</source>
            <translation>&amp;Войти</translation>
        </message>
    </context>
    <context>
        <name>PickDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>QueueListView</name>
        <message>
            <source>Queues</source>
            <translation>Очереди</translation>
        </message>
    </context>
    <context>
        <name>QuoteBelow</name>
        <message>
            <source>Send it along</source>
            <translation>Приложить</translation>
        </message>
        <message>
            <source>Quote in the text</source>
            <translation>Цитировать в тексте</translation>
        </message>
        <message>
            <source>Puts what is selected, or all of it, into the text to answer in between.</source>
            <translation>Вставляет выделенное или всё письмо в текст, чтобы отвечать между строк.</translation>
        </message>
        <message>
            <source>The letter that is answered</source>
            <translation>Письмо, на которое вы отвечаете</translation>
        </message>
        <message>
            <source>Passed on: {who}, {time}</source>
            <translation>Пересылается: {who}, {time}</translation>
        </message>
        <message>
            <source>{who} wrote, {time}</source>
            <translation>{who} пишет, {time}</translation>
        </message>
    </context>
    <context>
        <name>Room</name>
        <message>
            <source>The letter could not be begun</source>
            <translation>Не удалось начать письмо</translation>
        </message>
    </context>
    <context>
        <name>SendBar</name>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Will be sent: {time}</source>
            <translation>Будет отправлено: {time}</translation>
        </message>
    </context>
    <context>
        <name>SendButtons</name>
        <message>
            <source>More ways to send</source>
            <translation>Отправить иначе</translation>
        </message>
        <message>
            <source>Send and wait</source>
            <translation>Отправить и ждать</translation>
        </message>
        <message>
            <source>Send later…</source>
            <translation>Отправить позже…</translation>
        </message>
        <message>
            <source>File the talk</source>
            <translation>Записать разговор</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message>
            <source>File and close</source>
            <translation>Записать и закрыть</translation>
        </message>
        <message>
            <source>Send and close</source>
            <translation>Отправить и закрыть</translation>
        </message>
        <message>
            <source>Saved, {time}</source>
            <translation>Сохранено, {time}</translation>
        </message>
        <message>
            <source>Not saved: {why}</source>
            <translation>Не сохранено: {why}</translation>
        </message>
    </context>
    <context>
        <name>ServerFields</name>
        <message>
            <source>TLS (recommended)</source>
            <translation>TLS (рекомендуется)</translation>
        </message>
        <message>
            <source>STARTTLS</source>
            <translation>STARTTLS</translation>
        </message>
        <message>
            <source>None, only for a server on this computer</source>
            <translation>Нет, только для сервера на этом компьютере</translation>
        </message>
        <message>
            <source>&amp;Receiving (IMAP)</source>
            <translation>По&amp;лучение (IMAP)</translation>
        </message>
        <message>
            <source>&amp;Sending (SMTP)</source>
            <translation>Отпра&amp;вка (SMTP)</translation>
        </message>
        <message>
            <source>Se&amp;curity</source>
            <translation>&amp;Защита</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Порт</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Access token from a program</source>
            <translation>Токен доступа от программы</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Введите пароль.</translation>
        </message>
        <message>
            <source>Enter the command that prints an access token.</source>
            <translation>Введите команду, которая печатает токен доступа.</translation>
        </message>
        <message>
            <source>This is no command. Is a quotation mark missing?</source>
            <translation>Это не команда. Не хватает кавычки?</translation>
        </message>
        <message>
            <source>For Microsoft 365 and Google Workspace. Postroom runs it at each log-in, without a shell, and uses the first line that it prints. The command is stored, the token nowhere.</source>
            <translation>Для Microsoft 365 и Google Workspace. Postroom запускает её при каждом входе, без оболочки, и берёт первую строку, которую она напечатает. Команда сохраняется, токен — нигде.</translation>
        </message>
        <message>
            <source>S&amp;ign in with</source>
            <translation>С&amp;пособ входа</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>Паро&amp;ль</translation>
        </message>
        <message>
            <source>Co&amp;mmand</source>
            <translation>Ко&amp;манда</translation>
        </message>
    </context>
    <context>
        <name>SignatureDialog</name>
        <message>
            <source>Signature</source>
            <translation>Подпись</translation>
        </message>
        <message>
            <source>From now on below all my letters from this mailbox</source>
            <translation>Отныне под всеми моими письмами из этого ящика</translation>
        </message>
    </context>
    <context>
        <name>SourceDialog</name>
        <message>
            <source>Source of the letter</source>
            <translation>Исходный текст письма</translation>
        </message>
        <message>
            <source>Only the first two million bytes are shown.</source>
            <translation>Показаны только первые два миллиона байт.</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Сохранить как…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Save letter</source>
            <translation>Сохранить письмо</translation>
        </message>
    </context>
    <context>
        <name>SpellingMenu</name>
        <message>
            <source>Looking for suggestions…</source>
            <translation>Ищем варианты…</translation>
        </message>
        <message>
            <source>No suggestions</source>
            <translation>Вариантов нет</translation>
        </message>
        <message>
            <source>Add to my dictionary</source>
            <translation>Добавить в мой словарь</translation>
        </message>
        <message>
            <source>Add to the team's dictionary</source>
            <translation>Добавить в словарь команды</translation>
        </message>
        <message>
            <source>Remove “{word}” from the dictionary</source>
            <translation>Удалить «{word}» из словаря</translation>
        </message>
        <message>
            <source>Ignore here</source>
            <translation>Пропустить здесь</translation>
        </message>
        <message>
            <source>Language of this paragraph</source>
            <translation>Язык этого абзаца</translation>
        </message>
        <message>
            <source>Find out</source>
            <translation>Определить</translation>
        </message>
    </context>
    <context>
        <name>SplitDialog</name>
        <message>
            <source>Take letters out</source>
            <translation>Вынести письма</translation>
        </message>
        <message>
            <source>Tick the letters that belong elsewhere:</source>
            <translation>Отметьте письма, которым место не здесь:</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Письма</translation>
        </message>
        <message>
            <source>Later answers to these letters follow them. Undo (Ctrl+Z) brings them back.</source>
            <translation>Новые ответы на эти письма последуют за ними. Отмена (Ctrl+Z) вернёт всё назад.</translation>
        </message>
        <message>
            <source>Move to another ticket…</source>
            <translation>Перенести в другую заявку…</translation>
        </message>
        <message>
            <source>Split off</source>
            <translation>Выделить</translation>
        </message>
        <message>
            <source>Nothing leaves {code}.</source>
            <translation>Из {code} ничего не уходит.</translation>
        </message>
        <message>
            <source>All letters leave {code}: choose another ticket for them, or untick some.</source>
            <translation>Из {code} уходят все письма: выберите для них другую заявку или снимите часть отметок.</translation>
        </message>
        <message>
            <source>Leaving: {leaving} (“{subject}”). Staying in {code}: {rest}.</source>
            <translation>Уходят: {leaving} («{subject}»). Остаются в {code}: {rest}.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Paused</source>
            <translation>Приостановлено</translation>
        </message>
        <message>
            <source>Looking for mail…</source>
            <translation>Проверка почты…</translation>
        </message>
        <message>
            <source>{done} of {total} letters</source>
            <translation>{done} из {total} писем</translation>
        </message>
        <message>
            <source>They are sent as soon as the server answers.</source>
            <translation>Они отправятся, как только ответит сервер.</translation>
        </message>
        <message>
            <source>server {server}, local {local}</source>
            <translation>на сервере {server}, здесь {local}</translation>
        </message>
        <message>
            <source>Click for what to do.</source>
            <translation>Нажмите, чтобы узнать, что делать.</translation>
        </message>
    </context>
    <context>
        <name>TagsDialog</name>
        <message>
            <source>Tags</source>
            <translation>Метки</translation>
        </message>
        <message>
            <source>Type a tag; Enter sets or removes it</source>
            <translation>Введите метку; Enter ставит или снимает её</translation>
        </message>
        <message>
            <source>Type the first tag.</source>
            <translation>Введите первую метку.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>New tag “{tag}”</source>
            <translation>Новая метка «{tag}»</translation>
        </message>
    </context>
    <context>
        <name>Team</name>
        <message>
            <source>You</source>
            <translation>Вы</translation>
        </message>
        <message>
            <source>you</source>
            <translation>вы</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Низкий</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Обычный</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Высокий</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Срочно</translation>
        </message>
        <message>
            <source>As the mail says</source>
            <translation>Как следует из писем</translation>
        </message>
        <message>
            <source>(not knowing: {others})</source>
            <translation>(не зная, что {others})</translation>
        </message>
        <message>
            <source>(taken back by {who} at {time})</source>
            <translation>(отменено: {who}, {time})</translation>
        </message>
        <message>
            <source>{who} set the priority: {value}</source>
            <translation>{who}: приоритет «{value}»</translation>
        </message>
        <message>
            <source>{who} noted a promise: {value}</source>
            <translation>{who}: обещан ответ, {value}</translation>
        </message>
        <message>
            <source>{who} took the promise back</source>
            <translation>{who}: обещание снято</translation>
        </message>
        <message>
            <source>{who} added the tag {value}</source>
            <translation>{who}: поставлена метка «{value}»</translation>
        </message>
        <message>
            <source>{who} removed the tag {value}</source>
            <translation>{who}: снята метка «{value}»</translation>
        </message>
        <message>
            <source>{who} wrote a note: “{value}”</source>
            <translation>{who}: заметка «{value}»</translation>
        </message>
        <message>
            <source>{who} changed a note</source>
            <translation>{who}: заметка изменена</translation>
        </message>
        <message>
            <source>{who} deleted a note</source>
            <translation>{who}: заметка удалена</translation>
        </message>
        <message>
            <source>{who} merged this with {value}</source>
            <translation>{who}: объединено с {value}</translation>
        </message>
        <message>
            <source>{who} took {value} apart from this again</source>
            <translation>{who}: снова отделено {value}</translation>
        </message>
        <message>
            <source>{who} moved a letter back to where it came from</source>
            <translation>{who}: письмо возвращено на прежнее место</translation>
        </message>
        <message>
            <source>{who} moved a letter to {value}</source>
            <translation>{who}: письмо перенесено в {value}</translation>
        </message>
        <message>
            <source>{who} split a letter off as {value}</source>
            <translation>{who}: письмо выделено в {value}</translation>
        </message>
        <message>
            <source>{who} did something that a newer Postroom knows: {value}</source>
            <translation>{who}: действие, которое знает только более новый Postroom: {value}</translation>
        </message>
        <message>
            <source>{who} assigned this to nobody</source>
            <translation>{who}: заявка теперь ничья</translation>
        </message>
        <message>
            <source>{who} took this on</source>
            <translation>{who}: заявка взята в работу</translation>
        </message>
        <message>
            <source>{who} assigned this to {value}</source>
            <translation>{who}: назначено, отвечает {value}</translation>
        </message>
        <message>
            <source>{who} set “needs reply”</source>
            <translation>{who}: статус «Ждёт ответа»</translation>
        </message>
        <message>
            <source>{who} set waiting</source>
            <translation>{who}: статус «Ждём клиента»</translation>
        </message>
        <message>
            <source>{who} closed this</source>
            <translation>{who}: заявка закрыта</translation>
        </message>
        <message>
            <source>{who} let the status follow the mail</source>
            <translation>{who}: статус снова следует из писем</translation>
        </message>
        <message>
            <source>{who} snoozed this until {value}</source>
            <translation>{who}: отложено, {value}</translation>
        </message>
        <message>
            <source>{who} snoozed this until {value}, whatever letters come</source>
            <translation>{who}: отложено, {value}, даже если придут письма</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Ответственный</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Метки</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Обещание</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>Отложено</translation>
        </message>
        <message>
            <source>Two people set something at the same time.</source>
            <translation>Двое изменили одно и то же одновременно.</translation>
        </message>
        <message>
            <source>{others}; {last}, which counts.</source>
            <translation>{others}; {last}, и это действует.</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Никто</translation>
        </message>
        <message>
            <source>Snoozed until {time}</source>
            <translation>Отложено: {time}</translation>
        </message>
        <message>
            <source>Nothing is promised</source>
            <translation>Ничего не обещано</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>удалена</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>{who} set “{value}” at {time}</source>
            <translation>{who}: «{value}» ({time})</translation>
        </message>
        <message>
            <source>{who} is answering this ({ago})</source>
            <translation>Сейчас отвечает {who} ({ago})</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>только что</translation>
        </message>
    </context>
    <context>
        <name>TeamDeeds</name>
        <message>
            <source>Note changed.</source>
            <translation>Заметка изменена.</translation>
        </message>
        <message>
            <source>Note deleted.</source>
            <translation>Заметка удалена.</translation>
        </message>
        <message>
            <source>Settled.</source>
            <translation>Решено.</translation>
        </message>
        <message>
            <source>These tickets belong to different mailboxes</source>
            <translation>Эти заявки из разных ящиков</translation>
        </message>
        <message>
            <source>Each mailbox has a team of its own. Choose tickets of one of them.</source>
            <translation>У каждого ящика своя команда. Выберите заявки одного ящика.</translation>
        </message>
    </context>
    <context>
        <name>TeamDialog</name>
        <message>
            <source>Team of {mailbox}</source>
            <translation>Команда ящика {mailbox}</translation>
        </message>
        <message>
            <source>Say who you are…</source>
            <translation>Сказать, кто вы…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>These letters are on no server; there is nobody to share with.</source>
            <translation>Этих писем нет ни на одном сервере, делиться не с кем.</translation>
        </message>
        <message>
            <source>This computer joins as soon as the mailbox is reached.</source>
            <translation>Этот компьютер присоединится, как только будет связь с ящиком.</translation>
        </message>
        <message>
            <source>This computer has not joined the team of this mailbox yet.</source>
            <translation>Этот компьютер ещё не присоединился к команде ящика.</translation>
        </message>
        <message>
            <source>The server lets this account write nothing: you see what others do, and what you do waits here.</source>
            <translation>Сервер не даёт этой учётной записи ничего записывать: вы видите, что делают другие, а ваши изменения ждут здесь.</translation>
        </message>
        <message>
            <source>Whoever opens the mailbox with Postroom belongs to its team; there is no other list. Everything is kept in the mailbox itself.</source>
            <translation>Команда — это все, кто открывает ящик с помощью Postroom; другого списка нет. Всё хранится в самом ящике.</translation>
        </message>
        <message>
            <source>Is back</source>
            <translation>Снова с нами</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Изменить…</translation>
        </message>
        <message>
            <source>Has left…</source>
            <translation>Больше не с нами…</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>этот компьютер</translation>
        </message>
        <message>
            <source>lost; what it writes counts for nobody</source>
            <translation>потерян; то, что он пишет, никем не учитывается</translation>
        </message>
        <message>
            <source>last heard {time}</source>
            <translation>был на связи: {time}</translation>
        </message>
        <message>
            <source>Lost…</source>
            <translation>Потерян…</translation>
        </message>
    </context>
    <context>
        <name>TeamDialogs</name>
        <message>
            <source>This computer is joining the team</source>
            <translation>Этот компьютер присоединяется к команде</translation>
        </message>
        <message>
            <source>That needs the mailbox once. As soon as it was reached, you can do this.</source>
            <translation>Для этого нужна связь с ящиком. Как только она появится, это можно будет сделать.</translation>
        </message>
        <message>
            <source>There is no team yet</source>
            <translation>Команды ещё нет</translation>
        </message>
        <message>
            <source>A team belongs to a mailbox. Connect one first.</source>
            <translation>Команда есть у ящика. Сначала подключите ящик.</translation>
        </message>
        <message>
            <source>Changed for the whole team.</source>
            <translation>Изменено для всей команды.</translation>
        </message>
        <message>
            <source>{name} is back.</source>
            <translation>{name}: снова с нами.</translation>
        </message>
        <message>
            <source>{name} has left.</source>
            <translation>{name}: больше не с нами.</translation>
        </message>
        <message>
            <source>Is the computer “{name}” lost?</source>
            <translation>Компьютер «{name}» потерян?</translation>
        </message>
        <message>
            <source>What it writes from now on counts for nobody. What it wrote before stays. Change the password of the mailbox too: whoever has the computer may still know it.</source>
            <translation>То, что он напишет с этой минуты, никем не учитывается. Написанное раньше остаётся. Смените и пароль ящика: тот, у кого компьютер, может его знать.</translation>
        </message>
        <message>
            <source>It is lost</source>
            <translation>Да, потерян</translation>
        </message>
        <message>
            <source>That computer counts no more.</source>
            <translation>Этот компьютер больше не учитывается.</translation>
        </message>
    </context>
    <context>
        <name>TeamLine</name>
        <message>
            <source>Nobody’s</source>
            <translation>Ничья</translation>
        </message>
        <message>
            <source>Assign (A)</source>
            <translation>Назначить (A)</translation>
        </message>
        <message>
            <source>Tags (T)</source>
            <translation>Метки (T)</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Write an internal note (N)</source>
            <translation>Написать внутреннюю заметку (N)</translation>
        </message>
        <message>
            <source>Snoozed until {time}</source>
            <translation>Отложено: {time}</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>Promised for {time}</source>
            <translation>Обещано было: {time}</translation>
        </message>
        <message>
            <source>Promised by {time}</source>
            <translation>Обещано: {time}</translation>
        </message>
        <message>
            <source>Promise (P)</source>
            <translation>Обещание (P)</translation>
        </message>
        <message>
            <source>Priority: {priority}</source>
            <translation>Приоритет: {priority}</translation>
        </message>
    </context>
    <context>
        <name>TemplatePicker</name>
        <message>
            <source>Find a template by name or text</source>
            <translation>Найти шаблон по названию или тексту</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>There are no templates yet.</source>
            <translation>Шаблонов пока нет.</translation>
        </message>
        <message>
            <source>No template has that.</source>
            <translation>Такого нет ни в одном шаблоне.</translation>
        </message>
        <message>
            <source>What it becomes</source>
            <translation>Что получится</translation>
        </message>
        <message>
            <source>Templates…</source>
            <translation>Шаблоны…</translation>
        </message>
    </context>
    <context>
        <name>TicketListView</name>
        <message>
            <source>Tickets</source>
            <translation>Заявки</translation>
        </message>
    </context>
    <context>
        <name>Triage</name>
        <message>
            <source>There is nothing to undo.</source>
            <translation>Отменять нечего.</translation>
        </message>
        <message>
            <source>Nothing to change.</source>
            <translation>Нечего менять.</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Сделать это не удалось</translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Отменено.</translation>
        </message>
        <message>
            <source>These tickets belong to different mailboxes</source>
            <translation>Эти заявки из разных ящиков</translation>
        </message>
        <message>
            <source>Choose tickets of one mailbox to move them to a folder.</source>
            <translation>Чтобы переместить заявки в папку, выберите заявки одного ящика.</translation>
        </message>
        <message>
            <source>This mailbox has no archive folder</source>
            <translation>В этом ящике нет папки архива</translation>
        </message>
        <message>
            <source>This mailbox has no trash folder</source>
            <translation>В этом ящике нет корзины</translation>
        </message>
        <message>
            <source>No folder of this mailbox is known yet</source>
            <translation>Папки этого ящика ещё неизвестны</translation>
        </message>
        <message>
            <source>Make one in web mail or another mail program, then check for new mail. Letters can also be moved to any other folder (M).</source>
            <translation>Создайте её в веб-почте или другой почтовой программе и проверьте почту. Письма можно также переместить в любую другую папку (M).</translation>
        </message>
        <message>
            <source>Folders appear once the mailbox was reached.</source>
            <translation>Папки появятся, когда удастся связаться с ящиком.</translation>
        </message>
        <message>
            <source>Nothing to archive: no letter of it is in the inbox.</source>
            <translation>Нечего убирать в архив: во входящих нет писем этой заявки.</translation>
        </message>
        <message>
            <source>Nothing to move: no letter of it is elsewhere on the server.</source>
            <translation>Нечего перемещать: других писем этой заявки на сервере нет.</translation>
        </message>
    </context>
    <context>
        <name>UndoBar</name>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
    </context>
    <context>
        <name>Uploads</name>
        <message>
            <source>It became shorter while it was read.</source>
            <translation>Он стал короче, пока его читали.</translation>
        </message>
    </context>
    <context>
        <name>VerifiedDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Asking the servers…</source>
            <translation>Спрашиваем серверы…</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Сохраняется…</translation>
        </message>
        <message>
            <source>That did not work: {error}</source>
            <translation>Не получилось: {error}</translation>
        </message>
        <message>
            <source>&amp;Save anyway</source>
            <translation>&amp;Всё равно сохранить</translation>
        </message>
        <message>
            <source>The server refuses it.</source>
            <translation>Сервер его не принимает.</translation>
        </message>
        <message>
            <source>It gives no access token.</source>
            <translation>Она не даёт токена доступа.</translation>
        </message>
        <message>
            <source>The server refuses its access token.</source>
            <translation>Сервер не принимает её токен доступа.</translation>
        </message>
    </context>
    <context>
        <name>VersionsDialog</name>
        <message>
            <source>Earlier versions</source>
            <translation>Прежние версии</translation>
        </message>
        <message>
            <source>What it said</source>
            <translation>Что там было</translation>
        </message>
        <message>
            <source>{time}, {size} characters</source>
            <translation>{time}, знаков: {size}</translation>
        </message>
        <message>
            <source>No earlier form was kept yet. One is kept each half minute.</source>
            <translation>Прежних версий пока нет. Они сохраняются каждые полминуты.</translation>
        </message>
        <message>
            <source>Go back to this</source>
            <translation>Вернуться к этой</translation>
        </message>
    </context>
    <context>
        <name>WhenDialog</name>
        <message>
            <source>On a date</source>
            <translation>В другой день</translation>
        </message>
        <message>
            <source>Date and time</source>
            <translation>Дата и время</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>Отложить</translation>
        </message>
        <message>
            <source>Come back earlier if the contact writes</source>
            <translation>Вернуть раньше, если клиент напишет</translation>
        </message>
        <message>
            <source>Promised by</source>
            <translation>Обещано к сроку</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Обещано</translation>
        </message>
        <message>
            <source>Nothing is promised</source>
            <translation>Ничего не обещано</translation>
        </message>
        <message>
            <source>Send later</source>
            <translation>Отправить позже</translation>
        </message>
        <message>
            <source>Send then</source>
            <translation>Отправить тогда</translation>
        </message>
    </context>
    <context>
        <name>WhoDialog</name>
        <message>
            <source>Who are you?</source>
            <translation>Кто вы?</translation>
        </message>
        <message>
            <source>Everybody who opens the mailbox “{mailbox}” with Postroom shares its tickets: who answers which, notes, tags and dates. Your colleagues see this name beside what you do. It is kept in the mailbox; customers never see it.</source>
            <translation>У всех, кто открывает ящик «{mailbox}» с помощью Postroom, общие заявки: кто на что отвечает, заметки, метки и сроки. Ваши коллеги увидят это имя рядом с вашими действиями. Оно хранится в ящике; клиенты его не видят.</translation>
        </message>
        <message>
            <source>Somebody else: I am new here</source>
            <translation>Никто из них: я здесь впервые</translation>
        </message>
        <message>
            <source>This c&amp;omputer</source>
            <translation>Этот &amp;компьютер</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не сейчас</translation>
        </message>
        <message>
            <source>That is me</source>
            <translation>Это я</translation>
        </message>
    </context>
    <context>
        <name>_HoursPage</name>
        <message>
            <source>Days</source>
            <translation>Дни</translation>
        </message>
        <message>
            <source>From, to</source>
            <translation>С — до</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Часовой пояс</translation>
        </message>
        <message>
            <source>At most within an hour</source>
            <translation>Не больше за час</translation>
        </message>
        <message>
            <source>The same time twice means around the clock. More letters than this within an hour wait, and a problem tells of it.</source>
            <translation>Одинаковое время значит «круглосуточно». Если за час писем больше, остальные ждут, и об этом будет сообщено.</translation>
        </message>
    </context>
    <context>
        <name>_PreviewPage</name>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Would get one?</source>
            <translation>Получит?</translation>
        </message>
        <message>
            <source>Looking through the last 30 days…</source>
            <translation>Смотрим последние 30 дней…</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>да</translation>
        </message>
        <message>
            <source>no: {reason}</source>
            <translation>нет: {reason}</translation>
        </message>
    </context>
    <context>
        <name>_TextPage</name>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>While we are at work</source>
            <translation>В рабочее время</translation>
        </message>
        <message>
            <source>While nobody is at work (empty: the same)</source>
            <translation>В нерабочее время (пусто: то же самое)</translation>
        </message>
        <message>
            <source>{{ code }} is the ticket’s code, {{ first_name }} may be unknown: write {{ first_name or "…" }}. Without a text, letters in this language get another.</source>
            <translation>{{ code }} — код обращения; {{ first_name }} бывает неизвестно: пишите {{ first_name or "…" }}. Если текста нет, на письма на этом языке отвечает другой.</translation>
        </message>
        <message>
            <source>Text to begin with</source>
            <translation>Текст для начала</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>Next ticket</source>
            <translation>Следующая заявка</translation>
        </message>
        <message>
            <source>Previous ticket</source>
            <translation>Предыдущая заявка</translation>
        </message>
        <message>
            <source>Go to the letters</source>
            <translation>К письмам</translation>
        </message>
        <message>
            <source>Go to the list</source>
            <translation>К списку</translation>
        </message>
        <message>
            <source>Mark as read or unread</source>
            <translation>Пометить прочитанным или непрочитанным</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>В архив</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>В корзину</translation>
        </message>
        <message>
            <source>Move to folder…</source>
            <translation>Переместить в папку…</translation>
        </message>
        <message>
            <source>Flag or remove the flag</source>
            <translation>Поставить или снять флажок</translation>
        </message>
        <message>
            <source>Mark as answered or not</source>
            <translation>Отметить как отвеченное или нет</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Back: leave letters, clear search</source>
            <translation>Назад: выйти из писем, очистить поиск</translation>
        </message>
        <message>
            <source>Check for new mail</source>
            <translation>Проверить почту</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Подключить ящик…</translation>
        </message>
        <message>
            <source>Mailboxes…</source>
            <translation>Почтовые ящики…</translation>
        </message>
        <message>
            <source>Team…</source>
            <translation>Команда…</translation>
        </message>
        <message>
            <source>Folders…</source>
            <translation>Папки…</translation>
        </message>
        <message>
            <source>Larger letters</source>
            <translation>Крупнее</translation>
        </message>
        <message>
            <source>Smaller letters</source>
            <translation>Мельче</translation>
        </message>
        <message>
            <source>Normal size</source>
            <translation>Обычный размер</translation>
        </message>
        <message>
            <source>Show problems</source>
            <translation>Показать проблемы</translation>
        </message>
        <message>
            <source>List of keys</source>
            <translation>Список клавиш</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
        <message>
            <source>Mark letters as read after a look</source>
            <translation>Помечать просмотренные письма прочитанными</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Ответить всем</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переслать</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>Новая заявка</translation>
        </message>
        <message>
            <source>Write down a call</source>
            <translation>Записать звонок</translation>
        </message>
        <message>
            <source>Outbox and drafts</source>
            <translation>Исходящие и черновики</translation>
        </message>
        <message>
            <source>Assign…</source>
            <translation>Назначить…</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Написать заметку</translation>
        </message>
        <message>
            <source>Snooze…</source>
            <translation>Отложить…</translation>
        </message>
        <message>
            <source>Tags…</source>
            <translation>Метки…</translation>
        </message>
        <message>
            <source>Promise…</source>
            <translation>Обещание…</translation>
        </message>
        <message>
            <source>Needs reply</source>
            <translation>Ждёт ответа</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждём клиента</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Закрыта</translation>
        </message>
        <message>
            <source>As the mail says</source>
            <translation>Как следует из писем</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Объединить…</translation>
        </message>
        <message>
            <source>Take letters out…</source>
            <translation>Вынести письма…</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Приоритет</translation>
        </message>
        <message>
            <source>Pause syncing</source>
            <translation>Приостановить синхронизацию</translation>
        </message>
        <message>
            <source>Colours of the system</source>
            <translation>Цвета системы</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлые</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмные</translation>
        </message>
        <message>
            <source>&amp;Mailbox</source>
            <translation>&amp;Почта</translation>
        </message>
        <message>
            <source>&amp;Ticket</source>
            <translation>&amp;Заявка</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Вид</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Справка</translation>
        </message>
        <message>
            <source>Acknowledgements…</source>
            <translation>Подтверждения получения…</translation>
        </message>
        <message>
            <source>Templates…</source>
            <translation>Шаблоны…</translation>
        </message>
    </context>
    <context>
        <name>ask</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Postroom</source>
            <translation>Postroom</translation>
        </message>
    </context>
    <context>
        <name>checks</name>
        <message>
            <source>Enter the user name, often the address.</source>
            <translation>Введите имя пользователя, часто это адрес.</translation>
        </message>
        <message>
            <source>Enter the server’s name.</source>
            <translation>Введите имя сервера.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to 65535.</source>
            <translation>Введите порт от 1 до 65535.</translation>
        </message>
        <message>
            <source>Passwords and letters would cross the network readable to others. Choose TLS or STARTTLS.</source>
            <translation>Пароль и письма шли бы по сети в открытом виде. Выберите TLS или STARTTLS.</translation>
        </message>
        <message>
            <source>Receiving works: logged in at {server}.</source>
            <translation>Получение работает: вход на {server} выполнен.</translation>
        </message>
        <message>
            <source>Sending works: logged in at {server}.</source>
            <translation>Отправка работает: вход на {server} выполнен.</translation>
        </message>
        <message>
            <source>Receiving: {server} refuses the user or the password.</source>
            <translation>Получение: {server} не принимает имя или пароль.</translation>
        </message>
        <message>
            <source>Sending: {server} refuses the user or the password.</source>
            <translation>Отправка: {server} не принимает имя или пароль.</translation>
        </message>
        <message>
            <source>Receiving: {server} does not answer. Is the name right?</source>
            <translation>Получение: {server} не отвечает. Верно ли указано имя?</translation>
        </message>
        <message>
            <source>Sending: {server} does not answer. Is the name right?</source>
            <translation>Отправка: {server} не отвечает. Верно ли указано имя?</translation>
        </message>
        <message>
            <source>Receiving: {server} cannot be used with this security.</source>
            <translation>Получение: с такой защитой {server} использовать нельзя.</translation>
        </message>
        <message>
            <source>Sending: {server} cannot be used with this security.</source>
            <translation>Отправка: с такой защитой {server} использовать нельзя.</translation>
        </message>
        <message>
            <source>Sent letters are in the folder “{folder}”.</source>
            <translation>Отправленные письма лежат в папке «{folder}».</translation>
        </message>
        <message>
            <source>No folder of sent letters was found. It can be chosen under Mailbox, Folders.</source>
            <translation>Папка отправленных писем не найдена. Её можно выбрать в меню «Почта», «Папки».</translation>
        </message>
        <message>
            <source>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords. Where your organisation allows none, sign in with an access token.</source>
            <translation>Google требует пароль приложения вместо вашего: аккаунт Google, «Безопасность», «Двухэтапная аутентификация», «Пароли приложений». Если организация их не разрешает, входите по токену доступа.</translation>
        </message>
        <message>
            <source>Microsoft refuses passwords over IMAP for most mailboxes. Sign in with an access token from a program instead.</source>
            <translation>Microsoft для большинства ящиков не принимает пароли по IMAP. Входите по токену доступа от программы.</translation>
        </message>
        <message>
            <source>Apple wants an app-specific password instead of your own: account.apple.com, Sign-In and Security.</source>
            <translation>Apple требует пароль приложения вместо вашего: account.apple.com, «Вход и безопасность».</translation>
        </message>
        <message>
            <source>Fastmail wants an app password instead of your own: Settings, Privacy &amp; Security.</source>
            <translation>Fastmail требует пароль приложения вместо вашего: Settings, Privacy &amp; Security.</translation>
        </message>
        <message>
            <source>Yandex wants an app password instead of your own, and IMAP switched on in the settings of Yandex Mail under Email clients.</source>
            <translation>Яндекс требует пароль приложения вместо вашего и доступ по IMAP, включённый в настройках Почты, «Почтовые программы».</translation>
        </message>
        <message>
            <source>Mail.ru wants a password for external applications instead of your own: account settings, Security.</source>
            <translation>Mail.ru требует пароль для внешних приложений вместо вашего: настройки аккаунта, «Безопасность».</translation>
        </message>
        <message>
            <source>Ukr.net wants IMAP access switched on in its settings; it then makes a password for mail programs.</source>
            <translation>Ukr.net требует включить доступ по IMAP в настройках; тогда он создаст пароль для почтовых программ.</translation>
        </message>
        <message>
            <source>The program gives no access token.</source>
            <translation>Программа не даёт токена доступа.</translation>
        </message>
        <message>
            <source>Receiving: {server} refuses the user or the access token.</source>
            <translation>Получение: {server} не принимает пользователя или токен доступа.</translation>
        </message>
        <message>
            <source>Sending: {server} refuses the user or the access token.</source>
            <translation>Отправка: {server} не принимает пользователя или токен доступа.</translation>
        </message>
    </context>
    <context>
        <name>format</name>
        <message>
            <source>(no subject)</source>
            <translation>(без темы)</translation>
        </message>
        <message>
            <source>now</source>
            <translation>сейчас</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>вчера</translation>
        </message>
        <message>
            <source>yesterday, {clock}</source>
            <translation>вчера, {clock}</translation>
        </message>
        <message>
            <source>a few seconds left</source>
            <translation>ещё несколько секунд</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>меньше минуты</translation>
        </message>
        <message>
            <source>unknown sender</source>
            <translation>неизвестный отправитель</translation>
        </message>
        <message>
            <source>Needs reply</source>
            <translation>Ждут ответа</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждём клиента</translation>
        </message>
        <message>
            <source>Bounced</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>All tickets</source>
            <translation>Все заявки</translation>
        </message>
        <message>
            <source>Archive and Trash</source>
            <translation>Архив и корзина</translation>
        </message>
        <message>
            <source>Archived</source>
            <translation>В архиве</translation>
        </message>
        <message>
            <source>In Junk</source>
            <translation>В спаме</translation>
        </message>
        <message>
            <source>In Trash</source>
            <translation>В корзине</translation>
        </message>
        <message>
            <source>No longer on the server</source>
            <translation>Больше нет на сервере</translation>
        </message>
        <message>
            <source>Waiting for the contact</source>
            <translation>Ждём клиента</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>Отложено</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Закрыто</translation>
        </message>
    </context>
    <context>
        <name>gate</name>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Spelling was not checked, or not to the end.</source>
            <translation>Орфография не проверена или проверена не до конца.</translation>
        </message>
        <message>
            <source>A new letter came since you began to write.</source>
            <translation>С тех пор как вы начали писать, пришло новое письмо.</translation>
        </message>
        <message>
            <source>One of us answered since you began to write.</source>
            <translation>С тех пор как вы начали писать, кто-то из нас ответил.</translation>
        </message>
        <message>
            <source>{names}: at work on an answer just now.</source>
            <translation>{names}: прямо сейчас пишет ответ.</translation>
        </message>
        <message>
            <source>Nobody is named to whom this goes.</source>
            <translation>Не указано, кому письмо.</translation>
        </message>
        <message>
            <source>This is no mail address: {names}</source>
            <translation>Это не почтовый адрес: {names}</translation>
        </message>
        <message>
            <source>Still to be filled in: {names}</source>
            <translation>Осталось заполнить: {names}</translation>
        </message>
        <message>
            <source>Nothing has been written.</source>
            <translation>Ничего не написано.</translation>
        </message>
        <message>
            <source>It has no subject.</source>
            <translation>Нет темы.</translation>
        </message>
        <message>
            <source>New to this ticket: {names}</source>
            <translation>Ещё не участвует в заявке: {names}</translation>
        </message>
        <message>
            <source>From elsewhere, and new to this ticket: {names}</source>
            <translation>Из другого места и ещё не участвует в заявке: {names}</translation>
        </message>
        <message>
            <source>It goes to {first}, but {second} wrote.</source>
            <translation>Письмо идёт на {first}, а писали с {second}.</translation>
        </message>
        <message>
            <source>You speak of a file, but none is attached.</source>
            <translation>Вы пишете о файле, но он не вложен.</translation>
        </message>
        <message>
            <source>You greet “{first}”, and write to {second}.</source>
            <translation>Вы здороваетесь с «{first}», а пишете {second}.</translation>
        </message>
        <message>
            <source>Perhaps misspelled: {names}</source>
            <translation>Возможно, опечатка: {names}</translation>
        </message>
        <message>
            <source>“{names}” alone may sound like a brush-off.</source>
            <translation>Одно «{names}» может звучать как отписка.</translation>
        </message>
        <message>
            <source>You promise something without saying when, and the ticket stays open.</source>
            <translation>Вы что-то обещаете, не назвав срока, а заявка остаётся открытой.</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Перейти</translation>
        </message>
        <message>
            <source>Write more</source>
            <translation>Дописать</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Убрать</translation>
        </message>
        <message>
            <source>Show both</source>
            <translation>Показать оба</translation>
        </message>
        <message>
            <source>Add somebody</source>
            <translation>Добавить получателя</translation>
        </message>
        <message>
            <source>Write one</source>
            <translation>Написать</translation>
        </message>
        <message>
            <source>Send it there</source>
            <translation>Отправить туда</translation>
        </message>
        <message>
            <source>Attach…</source>
            <translation>Вложить…</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Обещать срок…</translation>
        </message>
    </context>
    <context>
        <name>member</name>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Имя</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Адрес</translation>
        </message>
        <message>
            <source>&amp;Colour</source>
            <translation>&amp;Цвет</translation>
        </message>
        <message>
            <source>A member needs a name.</source>
            <translation>Участнику нужно имя.</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Синий</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Фиолетовый</translation>
        </message>
        <message>
            <source>Rose</source>
            <translation>Розовый</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Коричневый</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Зелёный</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Бирюзовый</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Красный</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Серый</translation>
        </message>
    </context>
    <context>
        <name>people</name>
        <message>
            <source>Somebody new</source>
            <translation>Кто-то новый</translation>
        </message>
        <message>
            <source>{name} (me)</source>
            <translation>{name} (это я)</translation>
        </message>
        <message>
            <source>{name} (has left)</source>
            <translation>{name} (больше не с нами)</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
        <message>
            <source>Show the outbox</source>
            <translation>Показать исходящие</translation>
        </message>
        <message>
            <source>Nobody knows whether a letter of {account} was sent.</source>
            <translation>Неизвестно, ушло ли письмо из ящика {account}.</translation>
        </message>
        <message>
            <source>It is not in Sent. Ask the contact if need be; then say in the outbox that it arrived, or send it again.</source>
            <translation>Среди отправленных его нет. При необходимости спросите собеседника, а затем отметьте в исходящих, что оно дошло, или отправьте его снова.</translation>
        </message>
        <message>
            <source>A letter of {account} was not sent and is held.</source>
            <translation>Письмо из ящика {account} не отправлено и задержано.</translation>
        </message>
        <message>
            <source>Look at it in the outbox: change it, send it all the same, or discard it.</source>
            <translation>Откройте его в исходящих: измените, отправьте всё равно или отмените.</translation>
        </message>
        <message>
            <source>The server did not take a letter of {account} yet.</source>
            <translation>Сервер пока не принял письмо из ящика {account}.</translation>
        </message>
        <message>
            <source>It is tried again by itself, at longer and longer intervals.</source>
            <translation>Попытки повторяются сами, всё реже и реже.</translation>
        </message>
        <message>
            <source>A letter of {account} was sent, and is not in Sent yet.</source>
            <translation>Письмо из ящика {account} отправлено, но его ещё нет среди отправленных.</translation>
        </message>
        <message>
            <source>Its copy is put there as soon as possible; here it is already.</source>
            <translation>Копия появится там, как только будет возможно; здесь она уже есть.</translation>
        </message>
        <message>
            <source>The server for sending of {account} cannot be reached.</source>
            <translation>Сервер отправки ящика {account} недоступен.</translation>
        </message>
        <message>
            <source>What waits is sent by itself as soon as the server answers.</source>
            <translation>То, что ждёт, уйдёт само, как только сервер ответит.</translation>
        </message>
        <message>
            <source>The server for sending of {account} refuses the password.</source>
            <translation>Сервер отправки ящика {account} не принимает пароль.</translation>
        </message>
        <message>
            <source>Enter it again; nothing is sent until then.</source>
            <translation>Введите его ещё раз; до этого ничего не отправляется.</translation>
        </message>
        <message>
            <source>Enter the password…</source>
            <translation>Ввести пароль…</translation>
        </message>
        <message>
            <source>Show the certificate…</source>
            <translation>Показать сертификат…</translation>
        </message>
        <message>
            <source>Settings of the mailbox…</source>
            <translation>Настройки ящика…</translation>
        </message>
        <message>
            <source>Choose folders…</source>
            <translation>Выбрать папки…</translation>
        </message>
        <message>
            <source>Let them go here too…</source>
            <translation>Отпустить и здесь…</translation>
        </message>
        <message>
            <source>Keep them here</source>
            <translation>Оставить здесь</translation>
        </message>
        <message>
            <source>Show the changes…</source>
            <translation>Показать изменения…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Попробовать сейчас</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Fetch them now</source>
            <translation>Загрузить сейчас</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Прочитано</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Копировать подробности</translation>
        </message>
        <message>
            <source>{account} cannot be reached.</source>
            <translation>Нет связи с {account}.</translation>
        </message>
        <message>
            <source>Everything here stays usable, and what you change is sent later. It is tried again by itself.</source>
            <translation>Здесь всё по-прежнему работает, а изменения отправятся позже. Попытка повторится сама.</translation>
        </message>
        <message>
            <source>The server of {account} is busy.</source>
            <translation>Сервер {account} занят.</translation>
        </message>
        <message>
            <source>It is tried again by itself. If it lasts, close other mail programs that use this mailbox.</source>
            <translation>Попытка повторится сама. Если это надолго, закройте другие почтовые программы с этим ящиком.</translation>
        </message>
        <message>
            <source>{account} refuses the password.</source>
            <translation>{account} не принимает пароль.</translation>
        </message>
        <message>
            <source>Enter it again; nothing is tried until then.</source>
            <translation>Введите его снова; до тех пор попыток не будет.</translation>
        </message>
        <message>
            <source>{account} wants you to log in with a web browser.</source>
            <translation>{account} просит войти через браузер.</translation>
        </message>
        <message>
            <source>Do there what it asks for, or make an app password and enter it here.</source>
            <translation>Сделайте там то, что он просит, или создайте пароль приложения и введите его здесь.</translation>
        </message>
        <message>
            <source>The server of {account} cannot prove who it is.</source>
            <translation>Сервер {account} не может доказать, что это он.</translation>
        </message>
        <message>
            <source>In a hotel or on a train, sign in to the network in a browser first. Else ask whoever runs the mail server. No password was sent.</source>
            <translation>В гостинице или поезде сначала войдите в сеть через браузер. Иначе спросите того, кто отвечает за почтовый сервер. Пароль не отправлялся.</translation>
        </message>
        <message>
            <source>The connection of {account} cannot be secured.</source>
            <translation>Соединение {account} нельзя защитить.</translation>
        </message>
        <message>
            <source>Check port and security, or try another network. No password was sent.</source>
            <translation>Проверьте порт и защиту или попробуйте другую сеть. Пароль не отправлялся.</translation>
        </message>
        <message>
            <source>{account} cannot be used as it is set up.</source>
            <translation>{account} нельзя использовать с этими настройками.</translation>
        </message>
        <message>
            <source>Check server, port and security of the mailbox.</source>
            <translation>Проверьте сервер, порт и защиту ящика.</translation>
        </message>
        <message>
            <source>The server of {account} answers strangely.</source>
            <translation>Сервер {account} отвечает странно.</translation>
        </message>
        <message>
            <source>It is tried again; nothing here is changed by it.</source>
            <translation>Попытка повторится; здесь от этого ничего не меняется.</translation>
        </message>
        <message>
            <source>The mailbox {account} is full.</source>
            <translation>Ящик {account} заполнен.</translation>
        </message>
        <message>
            <source>Empty Trash and Junk on the server, or get more space. It is tried again by itself.</source>
            <translation>Очистите корзину и спам на сервере или добавьте места. Попытка повторится сама.</translation>
        </message>
        <message>
            <source>The folder {place} of {account} cannot be opened.</source>
            <translation>Папку {place} ({account}) нельзя открыть.</translation>
        </message>
        <message>
            <source>Does it still exist on the server, and may you read it?</source>
            <translation>Есть ли она ещё на сервере и можно ли вам её читать?</translation>
        </message>
        <message>
            <source>The folder {place} of {account} is no longer there.</source>
            <translation>Папки {place} ящика {account} больше нет.</translation>
        </message>
        <message>
            <source>Its letters stay here. If it was renamed, choose its new name; if it was removed on purpose, untick it.</source>
            <translation>Её письма остаются здесь. Если её переименовали, выберите новое имя; если удалили нарочно, снимите отметку.</translation>
        </message>
        <message>
            <source>The server keeps back letters of {place} ({account}).</source>
            <translation>Сервер не отдаёт письма из {place} ({account}).</translation>
        </message>
        <message>
            <source>It lists them and does not hand them out. They are asked for again each time; if it lasts, whoever runs the server may have to repair the folder.</source>
            <translation>Он перечисляет их, но не отдаёт. Они запрашиваются каждый раз снова; если это надолго, возможно, папку должен починить тот, кто отвечает за сервер.</translation>
        </message>
        <message>
            <source>Many letters of {place} vanished from the server at once.</source>
            <translation>Сразу много писем из {place} исчезло с сервера.</translation>
        </message>
        <message>
            <source>They are kept here. Let them go only if that was on purpose.</source>
            <translation>Здесь они сохранены. Отпускайте их, только если это было нарочно.</translation>
        </message>
        <message>
            <source>Older letters of {place} ({account}) wait.</source>
            <translation>Старые письма из {place} ({account}) ждут.</translation>
        </message>
        <message>
            <source>This network costs by volume, so only new letters are fetched. The rest comes with the next network that does not.</source>
            <translation>В этой сети платят за объём, поэтому загружаются только новые письма. Остальное придёт в сети без такой платы.</translation>
        </message>
        <message>
            <source>The server of {account} wants you to read this:</source>
            <translation>Сервер {account} просит прочесть:</translation>
        </message>
        <message>
            <source>Postroom did not check it. Do not follow links in it that you do not know.</source>
            <translation>Postroom этого не проверял. Не переходите по незнакомым ссылкам.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Диск заполнен.</translation>
        </message>
        <message>
            <source>What is here is safe, and reading goes on. Free some space; then fetching and sending go on by themselves.</source>
            <translation>Всё, что здесь есть, цело, читать можно и дальше. Освободите место, и загрузка с отправкой продолжатся сами.</translation>
        </message>
        <message>
            <source>The disk or the database fails.</source>
            <translation>Отказывает диск или база данных.</translation>
        </message>
        <message>
            <source>What is here is safe. Check the disk and whether its file system may be written; then it goes on by itself.</source>
            <translation>Всё, что здесь есть, цело. Проверьте диск и можно ли на него писать; затем работа продолжится сама.</translation>
        </message>
        <message>
            <source>The server of {account} refused changes made here.</source>
            <translation>Сервер {account} отклонил сделанные здесь изменения.</translation>
        </message>
        <message>
            <source>Postroom shows what the server has.</source>
            <translation>Postroom показывает то, что есть на сервере.</translation>
        </message>
        <message>
            <source>In {account} the server’s later state won over a change.</source>
            <translation>{account}: победило более позднее состояние на сервере.</translation>
        </message>
        <message>
            <source>Syncing is paused.</source>
            <translation>Синхронизация приостановлена.</translation>
        </message>
        <message>
            <source>Nothing is fetched or sent; what you change waits.</source>
            <translation>Ничего не загружается и не отправляется; ваши изменения ждут.</translation>
        </message>
        <message>
            <source>Syncing {account} failed because of a mistake in Postroom.</source>
            <translation>Синхронизация {account} не удалась из-за ошибки в Postroom.</translation>
        </message>
        <message>
            <source>It is tried again. Please report it with the details.</source>
            <translation>Попытка повторится. Пожалуйста, сообщите об этом с подробностями.</translation>
        </message>
        <message>
            <source>New letters to {account} are not acknowledged.</source>
            <translation>Получение новых писем на {account} не подтверждается.</translation>
        </message>
        <message>
            <source>Look at the text under Mailbox, Acknowledgements, and save it again, or switch them off. After an hour it is tried again.</source>
            <translation>Проверьте текст в меню «Почта», «Подтверждения получения», и сохраните его снова или выключите их. Через час будет новая попытка.</translation>
        </message>
        <message>
            <source>Many letters to {account} wait for an acknowledgement.</source>
            <translation>Многие письма на {account} ждут подтверждения.</translation>
        </message>
        <message>
            <source>More came within an hour than you allow. If people wrote them, allow more under Mailbox, Acknowledgements; else switch them off.</source>
            <translation>За час их пришло больше, чем вы разрешили. Если писали люди, разрешите больше в меню «Почта», «Подтверждения получения»; иначе выключите их.</translation>
        </message>
        <message>
            <source>Acknowledgements of {account} wait.</source>
            <translation>Подтверждения {account} ждут.</translation>
        </message>
        <message>
            <source>The team’s folder cannot be reached just now, and without it one might be sent twice. They go on by themselves.</source>
            <translation>Папка команды сейчас недоступна, а без неё одно могло бы уйти дважды. Всё продолжится само.</translation>
        </message>
        <message>
            <source>Somebody writes to {account} ten times an hour or more.</source>
            <translation>Кто-то пишет на {account} по десять раз в час или чаще.</translation>
        </message>
        <message>
            <source>That is how machines write; nothing is said to them by itself.</source>
            <translation>Так пишут программы; автоматически им не отвечают.</translation>
        </message>
        <message>
            <source>The server of {account} refuses the access token.</source>
            <translation>Сервер ящика {account} не принимает токен доступа.</translation>
        </message>
        <message>
            <source>Log in anew with the program that gives it, then try again. Its command stands in the settings of the mailbox.</source>
            <translation>Войдите заново в программе, которая его даёт, и попробуйте ещё раз. Её команда указана в настройках ящика.</translation>
        </message>
        <message>
            <source>There is no access token for {account}.</source>
            <translation>Нет токена доступа для {account}.</translation>
        </message>
        <message>
            <source>The program that is to give one says why. It is asked again by itself.</source>
            <translation>Почему, говорит программа, которая должна его дать. Её спросят снова автоматически.</translation>
        </message>
    </context>
    <context>
        <name>when</name>
        <message>
            <source>Later today</source>
            <translation>Сегодня позже</translation>
        </message>
        <message>
            <source>This evening</source>
            <translation>Сегодня вечером</translation>
        </message>
        <message>
            <source>Tomorrow morning</source>
            <translation>Завтра утром</translation>
        </message>
        <message>
            <source>Next week</source>
            <translation>На следующей неделе</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>Через месяц</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Завтра</translation>
        </message>
        <message>
            <source>On Friday</source>
            <translation>В пятницу</translation>
        </message>
        <message>
            <source>tomorrow {clock}</source>
            <translation>завтра, {clock}</translation>
        </message>
    </context>
    <context>
        <name>TemplatesDialog</name>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Найти</translation>
        </message>
        <message>
            <source>Find a template by name or text</source>
            <translation>Найти шаблон по названию или тексту</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Новый</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Название</translation>
        </message>
        <message>
            <source>&amp;Folder</source>
            <translation>&amp;Папка</translation>
        </message>
        <message>
            <source>&amp;Subject</source>
            <translation>&amp;Тема</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Язык</translation>
        </message>
        <message>
            <source>{names}, and {blank} for what is filled in each time.</source>
            <translation>{names}, а {blank} — то, что каждый раз вписывают.</translation>
        </message>
        <message>
            <source>Earlier texts…</source>
            <translation>Прежние тексты…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Убрать</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Файлы</translation>
        </message>
        <message>
            <source>Bring in a folder of Markdown…</source>
            <translation>Загрузить папку с Markdown…</translation>
        </message>
        <message>
            <source>Write all as Markdown…</source>
            <translation>Записать всё как Markdown…</translation>
        </message>
        <message>
            <source>Bring in some to begin with</source>
            <translation>Загрузить несколько для начала</translation>
        </message>
        <message>
            <source>There are no templates yet. “Files” brings in some to begin with.</source>
            <translation>Шаблонов пока нет. «Файлы» загрузит несколько для начала.</translation>
        </message>
        <message>
            <source>Goes along: {files}</source>
            <translation>Прилагается: {files}</translation>
        </message>
        <message>
            <source>Line {line}: {what}</source>
            <translation>Строка {line}: {what}</translation>
        </message>
        <message>
            <source>It has always said this.</source>
            <translation>Других текстов не было.</translation>
        </message>
        <message>
            <source>Bring in a folder of Markdown</source>
            <translation>Загрузить папку с Markdown</translation>
        </message>
        <message>
            <source>Write all as Markdown</source>
            <translation>Записать всё как Markdown</translation>
        </message>
    </context>
</TS>
