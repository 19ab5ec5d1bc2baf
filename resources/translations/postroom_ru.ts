<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
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
            <source>Port</source>
            <translation>Порт</translation>
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
            <source>&amp;Address of the inbox</source>
            <translation>&amp;Адрес ящика</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>Паро&amp;ль</translation>
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
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Enter an address such as support@example.org.</source>
            <translation>Введите адрес, например support@example.org.</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Введите пароль.</translation>
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
            <source>Asking the servers…</source>
            <translation>Спрашиваем серверы…</translation>
        </message>
        <message>
            <source>The server refuses it.</source>
            <translation>Сервер его не принимает.</translation>
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
            <source>That did not work: {error}</source>
            <translation>Не получилось: {error}</translation>
        </message>
        <message>
            <source>C&amp;onnect</source>
            <translation>Подкл&amp;ючить</translation>
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
            <source>Show source</source>
            <translation>Исходный текст</translation>
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
    </context>
    <context>
        <name>ConversationHeader</name>
        <message>
            <source>Not delivered</source>
            <translation>Не доставлено</translation>
        </message>
    </context>
    <context>
        <name>ConversationPane</name>
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
            <source>%n problem(s)</source>
            <translation>
                <numerusform>%n проблема</numerusform>
                <numerusform>%n проблемы</numerusform>
                <numerusform>%n проблем</numerusform>
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
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Sync these folders</source>
            <translation>Получать из этих папок</translation>
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
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>No ticket in this queue holds “{words}”. Subjects, people, texts and file names are searched. Esc shows the whole queue.</source>
            <translation>Ни в одной заявке этой очереди нет «{words}». Поиск идёт по темам, людям, текстам и именам файлов. Esc показывает всю очередь.</translation>
        </message>
        <message>
            <source>No tickets yet</source>
            <translation>Заявок пока нет</translation>
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
            <source>There are no folders yet</source>
            <translation>Папок пока нет</translation>
        </message>
        <message>
            <source>They appear once a mailbox is connected and was reached.</source>
            <translation>Они появятся, когда ящик будет подключён и ответит.</translation>
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
        <name>ProblemList</name>
        <message>
            <source>Let them go here too</source>
            <translation>Убрать их и здесь</translation>
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
        <name>StatusLine</name>
        <message>
            <source>Looking for mail…</source>
            <translation>Проверка почты…</translation>
        </message>
        <message>
            <source>{done} of {total} letters</source>
            <translation>{done} из {total} писем</translation>
        </message>
        <message>
            <source>server {server}, local {local}</source>
            <translation>на сервере {server}, здесь {local}</translation>
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
            <source>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords.</source>
            <translation>Google требует пароль приложения вместо вашего: аккаунт Google, «Безопасность», «Двухэтапная аутентификация», «Пароли приложений».</translation>
        </message>
        <message>
            <source>Microsoft refuses passwords over IMAP for most mailboxes. It works only where your administrator has allowed it.</source>
            <translation>Microsoft для большинства ящиков не принимает пароли по IMAP. Это работает, только если разрешил ваш администратор.</translation>
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
        <name>problems</name>
        <message>
            <source>{account} cannot be reached.</source>
            <translation>Нет связи с {account}.</translation>
        </message>
        <message>
            <source>Everything here stays usable. It is tried again.</source>
            <translation>Здесь всё продолжает работать. Попытка повторится.</translation>
        </message>
        <message>
            <source>{account} refuses the password.</source>
            <translation>{account} не принимает пароль.</translation>
        </message>
        <message>
            <source>Enter it again: postroom account test {account}</source>
            <translation>Введите его снова: postroom account test {account}</translation>
        </message>
        <message>
            <source>{account} cannot be used as it is set up.</source>
            <translation>{account} нельзя использовать с этими настройками.</translation>
        </message>
        <message>
            <source>Check server, port and security of the account.</source>
            <translation>Проверьте сервер, порт и защиту соединения.</translation>
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
            <source>The disk or the database fails.</source>
            <translation>Сбой диска или базы данных.</translation>
        </message>
        <message>
            <source>Free some space or check the disk; then it goes on.</source>
            <translation>Освободите место или проверьте диск; затем работа продолжится.</translation>
        </message>
        <message>
            <source>The folder {place} of {account} cannot be opened.</source>
            <translation>Папку {place} ({account}) нельзя открыть.</translation>
        </message>
        <message>
            <source>Does it still exist on the server, and may you read?</source>
            <translation>Существует ли она на сервере и можно ли её читать?</translation>
        </message>
        <message>
            <source>Many letters of {place} vanished from the server at once.</source>
            <translation>Сразу много писем из {place} исчезло с сервера.</translation>
        </message>
        <message>
            <source>They are kept here. If that was on purpose, accept it.</source>
            <translation>Здесь они сохранены. Если так и задумано, подтвердите.</translation>
        </message>
    </context>
</TS>
