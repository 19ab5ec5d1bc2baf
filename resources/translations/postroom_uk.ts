<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="uk" sourcelanguage="en">
    <context>
        <name>AccountsDialog</name>
        <message>
            <source>Mailboxes</source>
            <translation>Поштові скриньки</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Підключити скриньку…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
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
            <translation>На сервері</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Тут</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Налаштування…</translation>
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
            <translation>Видалити…</translation>
        </message>
        <message>
            <source>No mailbox is connected.</source>
            <translation>Жодної скриньки не підключено.</translation>
        </message>
        <message>
            <source>Imported letters; there is no server.</source>
            <translation>Імпортовані листи; сервера немає.</translation>
        </message>
        <message>
            <source>not encrypted</source>
            <translation>без шифрування</translation>
        </message>
        <message>
            <source>Receiving: {server} ({security}), user {user}</source>
            <translation>Отримання: {server} ({security}), користувач {user}</translation>
        </message>
        <message>
            <source>Sending: {server} ({security})</source>
            <translation>Надсилання: {server} ({security})</translation>
        </message>
        <message>
            <source>Compared with the server: {when}</source>
            <translation>Звірено із сервером: {when}</translation>
        </message>
        <message>
            <source>Not yet compared with the server since the start.</source>
            <translation>Після запуску ще не звірено із сервером.</translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>Усе гаразд.</translation>
        </message>
        <message>
            <source>{folder} (not synced)</source>
            <translation>{folder} (не синхронізується)</translation>
        </message>
        <message>
            <source>Signs in with an access token from a program</source>
            <translation>Входить за токеном доступу від програми</translation>
        </message>
    </context>
    <context>
        <name>Acknowledgement</name>
        <message>
            <source>There is nothing to acknowledge yet</source>
            <translation>Поки що нема чого підтверджувати</translation>
        </message>
        <message>
            <source>Connect a mailbox first.</source>
            <translation>Спершу підключіть поштову скриньку.</translation>
        </message>
        <message>
            <source>New letters are acknowledged from now on.</source>
            <translation>Відтепер отримання нових листів підтверджується.</translation>
        </message>
        <message>
            <source>New letters are not acknowledged.</source>
            <translation>Отримання нових листів не підтверджується.</translation>
        </message>
        <message>
            <source>it was off</source>
            <translation>було вимкнено</translation>
        </message>
        <message>
            <source>not in the inbox</source>
            <translation>не у вхідних</translation>
        </message>
        <message>
            <source>from ourselves</source>
            <translation>від нас самих</translation>
        </message>
        <message>
            <source>nobody to write to</source>
            <translation>нікому писати</translation>
        </message>
        <message>
            <source>a letter that came back</source>
            <translation>лист, що повернувся</translation>
        </message>
        <message>
            <source>written by a machine</source>
            <translation>написала програма</translation>
        </message>
        <message>
            <source>list or newsletter</source>
            <translation>розсилка</translation>
        </message>
        <message>
            <source>nobody reads that address</source>
            <translation>цю адресу ніхто не читає</translation>
        </message>
        <message>
            <source>not written to us</source>
            <translation>написано не нам</translation>
        </message>
        <message>
            <source>no new ticket</source>
            <translation>звернення не нове</translation>
        </message>
        <message>
            <source>answered already</source>
            <translation>уже є відповідь</translation>
        </message>
        <message>
            <source>acknowledged already</source>
            <translation>уже підтверджено</translation>
        </message>
        <message>
            <source>too old</source>
            <translation>застаре</translation>
        </message>
        <message>
            <source>had one within a day</source>
            <translation>уже отримав за добу</translation>
        </message>
        <message>
            <source>too many from one sender</source>
            <translation>забагато від одного відправника</translation>
        </message>
        <message>
            <source>too many within an hour</source>
            <translation>забагато за годину</translation>
        </message>
        <message>
            <source>English</source>
            <translation>Англійська</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Російська</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Українська</translation>
        </message>
    </context>
    <context>
        <name>AcknowledgementDialog</name>
        <message>
            <source>Acknowledgements of {mailbox}</source>
            <translation>Підтвердження отримання: {mailbox}</translation>
        </message>
        <message>
            <source>Acknowledge the first letter of each new ticket</source>
            <translation>Підтверджувати отримання першого листа кожного нового звернення</translation>
        </message>
        <message>
            <source>Once for the whole team, at most one a day for each person; never to machines, lists, or ourselves. It is sent while Postroom runs on at least one computer of the team; letters that waited for more than two days are left to you. A ticket still needs a reply afterwards.</source>
            <translation>Один раз від усієї команди, кожній людині не частіше разу на день; ніколи — програмам, розсилкам і самим собі. Надсилається, доки Postroom працює хоча б на одному комп’ютері команди; листи, що чекали понад два дні, лишаються вам. Звернення й після цього чекає на відповідь.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Години роботи</translation>
        </message>
        <message>
            <source>Whom it reaches</source>
            <translation>Хто отримає</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Зберегти</translation>
        </message>
    </context>
    <context>
        <name>AssignDialog</name>
        <message>
            <source>Assign to</source>
            <translation>Призначити</translation>
        </message>
        <message>
            <source>Type part of a name</source>
            <translation>Введіть частину імені</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Учасники</translation>
        </message>
        <message>
            <source>Nobody has this in their name.</source>
            <translation>Такого імені ні в кого немає.</translation>
        </message>
        <message>
            <source>Assign</source>
            <translation>Призначити</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Нікому</translation>
        </message>
    </context>
    <context>
        <name>Baggage</name>
        <message>
            <source>“{name}” is a folder. Pack it into one file first.</source>
            <translation>«{name}» — тека. Спершу запакуйте її в один файл.</translation>
        </message>
        <message>
            <source>“{name}” is no file.</source>
            <translation>«{name}» — не файл.</translation>
        </message>
        <message>
            <source>Picture.png</source>
            <translation>Зображення.png</translation>
        </message>
        <message>
            <source>Attach files</source>
            <translation>Вкласти файли</translation>
        </message>
        <message>
            <source>“{name}” was not attached: {why}</source>
            <translation>Файл «{name}» не вкладено: {why}</translation>
        </message>
    </context>
    <context>
        <name>CertificateDialog</name>
        <message>
            <source>Certificate of {account}</source>
            <translation>Сертифікат: {account}</translation>
        </message>
        <message>
            <source>Nothing was sent to {server}, because it does not prove to be the server that is meant. Either its certificate was not renewed properly, or somebody on the way answers in its place: a hotel’s log-in page, a virus scanner, an attacker.</source>
            <translation>На {server} нічого не надіслано: він не довів, що це потрібний сервер. Або його сертифікат не оновили як слід, або замість нього відповідає хтось дорогою: сторінка входу готелю, антивірус, зловмисник.</translation>
        </message>
        <message>
            <source>Fetching the certificate…</source>
            <translation>Сертифікат завантажується…</translation>
        </message>
        <message>
            <source>Ask whoever runs the mail server, by telephone or another way than this mailbox, whether the fingerprint of now is theirs. Once the server shows a valid certificate, Postroom goes on by itself.</source>
            <translation>Запитайте того, хто відповідає за поштовий сервер, — телефоном чи інакше, але не через цю скриньку, — чи його це нинішній відбиток. Щойно сервер покаже дійсний сертифікат, Postroom продовжить сам.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копіювати</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>Made for</source>
            <translation>Для кого</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>Ким видано</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Дійсний</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>з {first} до {last}</translation>
        </message>
        <message>
            <source>Fingerprint now</source>
            <translation>Відбиток зараз</translation>
        </message>
        <message>
            <source>Fingerprint on {day}</source>
            <translation>Відбиток {day}</translation>
        </message>
        <message>
            <source>Which certificate the server had before is not known here.</source>
            <translation>Який сертифікат був у сервера раніше, тут невідомо.</translation>
        </message>
        <message>
            <source>It is the same certificate as before; it may have expired.</source>
            <translation>Це той самий сертифікат, що й раніше; можливо, він прострочений.</translation>
        </message>
        <message>
            <source>It is another certificate than before.</source>
            <translation>Це не той сертифікат, що був раніше.</translation>
        </message>
        <message>
            <source>The certificate cannot be fetched now: {error}</source>
            <translation>Зараз сертифікат отримати не можна: {error}</translation>
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
            <translation>Переміщено з {folder} до {target}</translation>
        </message>
        <message>
            <source>Marked as read</source>
            <translation>Позначено як прочитане</translation>
        </message>
        <message>
            <source>Marked as unread</source>
            <translation>Позначено як непрочитане</translation>
        </message>
        <message>
            <source>Flagged</source>
            <translation>Поставлено прапорець</translation>
        </message>
        <message>
            <source>Flag removed</source>
            <translation>Знято прапорець</translation>
        </message>
        <message>
            <source>Marked as answered</source>
            <translation>Позначено як із відповіддю</translation>
        </message>
        <message>
            <source>Marked as not answered</source>
            <translation>Позначено як без відповіді</translation>
        </message>
        <message>
            <source>The server refused: {said}</source>
            <translation>Сервер відмовив: {said}</translation>
        </message>
        <message>
            <source>Meanwhile something else happened on the server; that counts.</source>
            <translation>Тим часом на сервері сталося інше; діє саме це.</translation>
        </message>
    </context>
    <context>
        <name>ChangesDialog</name>
        <message>
            <source>Changes in {account}</source>
            <translation>Зміни: {account}</translation>
        </message>
        <message>
            <source>These changes were made here and are not so on the server. Postroom shows what the server has; no letter is lost.</source>
            <translation>Ці зміни зроблено тут, а на сервері інакше. Postroom показує те, що є на сервері; жодного листа не втрачено.</translation>
        </message>
        <message>
            <source>Every change made here is on the server.</source>
            <translation>Усе, що зроблено тут, є й на сервері.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <source>Leave it as the server has it</source>
            <translation>Залишити як на сервері</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторити</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Remove {who}</source>
            <translation>Прибрати {who}</translation>
        </message>
        <message>
            <source>This is no complete mail address.</source>
            <translation>Це не повна поштова адреса.</translation>
        </message>
        <message>
            <source>Nobody of this domain takes part in the ticket yet.</source>
            <translation>Ніхто з цим доменом ще не бере участі у зверненні.</translation>
        </message>
        <message>
            <source>Takes no part in the ticket yet.</source>
            <translation>Ще не бере участі у зверненні.</translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>What came meanwhile, and your letter</source>
            <translation>Що надійшло тим часом, і ваш лист</translation>
        </message>
        <message>
            <source>Came since you began</source>
            <translation>Надійшло, поки ви писали</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Нічого нового.</translation>
        </message>
        <message>
            <source>Your letter, not sent</source>
            <translation>Ваш лист, не надіслано</translation>
        </message>
    </context>
    <context>
        <name>ComposeEdit</name>
        <message>
            <source>Text of the letter</source>
            <translation>Текст листа</translation>
        </message>
    </context>
    <context>
        <name>ComposerDesk</name>
        <message>
            <source>The draft was discarded.</source>
            <translation>Чернетку видалено.</translation>
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
            <translation>Копія</translation>
        </message>
        <message>
            <source>Bcc</source>
            <translation>Прихована</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Sender only</source>
            <translation>Лише відправнику</translation>
        </message>
        <message>
            <source>Takes everybody out but the one who wrote the letter.</source>
            <translation>Прибирає всіх, крім того, хто написав листа.</translation>
        </message>
        <message>
            <source>Cc, Bcc</source>
            <translation>Копії</translation>
        </message>
        <message>
            <source>In a window of its own</source>
            <translation>В окремому вікні</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ще</translation>
        </message>
        <message>
            <source>Put it away; the draft is kept (Esc)</source>
            <translation>Прибрати; чернетка збережеться (Esc)</translation>
        </message>
        <message>
            <source>Put it away; the draft is kept</source>
            <translation>Прибрати; чернетка збережеться</translation>
        </message>
        <message>
            <source>Below the ticket</source>
            <translation>Під зверненням</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Відповідь</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Відповідь усім</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Пересилання</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>Нове звернення</translation>
        </message>
        <message>
            <source>Talk by telephone, sent to nobody</source>
            <translation>Дзвінок, нікому не надсилається</translation>
        </message>
        <message>
            <source>Automatic letter</source>
            <translation>Автоматичний лист</translation>
        </message>
    </context>
    <context>
        <name>ComposerNotices</name>
        <message>
            <source>Try again</source>
            <translation>Спробувати знову</translation>
        </message>
        <message>
            <source>Spelling is not checked just now.</source>
            <translation>Правопис зараз не перевіряється.</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Прочитано</translation>
        </message>
        <message>
            <source>Promise nothing</source>
            <translation>Не обіцяти</translation>
        </message>
        <message>
            <source>{who} is answering this ({age}).</source>
            <translation>{who} відповідає на це ({age}).</translation>
        </message>
        <message>
            <source>With this letter you promise news by {time}.</source>
            <translation>Цим листом ви обіцяєте новини: {time}.</translation>
        </message>
    </context>
    <context>
        <name>ComposerPanel</name>
        <message>
            <source>It is sent as soon as its files are taken in.</source>
            <translation>Лист піде, щойно завантажаться файли.</translation>
        </message>
        <message>
            <source>One of the recipients is no complete mail address.</source>
            <translation>Один з отримувачів — не повна поштова адреса.</translation>
        </message>
        <message>
            <source>Nobody is named to whom this goes.</source>
            <translation>Не вказано, кому лист.</translation>
        </message>
        <message>
            <source>Still to be filled in: {what}</source>
            <translation>Залишилося заповнити: {what}</translation>
        </message>
    </context>
    <context>
        <name>ConflictBar</name>
        <message>
            <source>Keep “{value}”</source>
            <translation>Залишити «{value}»</translation>
        </message>
        <message>
            <source>Take “{value}”</source>
            <translation>Узяти «{value}»</translation>
        </message>
    </context>
    <context>
        <name>ConnectDialog</name>
        <message>
            <source>Connect a mailbox</source>
            <translation>Підключення поштової скриньки</translation>
        </message>
        <message>
            <source>&amp;Test</source>
            <translation>&amp;Перевірити</translation>
        </message>
        <message>
            <source>As the address says</source>
            <translation>За адресою</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Інша</translation>
        </message>
        <message>
            <source>&amp;Address of the inbox</source>
            <translation>&amp;Адреса скриньки</translation>
        </message>
        <message>
            <source>Mail ser&amp;vice</source>
            <translation>Поштова слу&amp;жба</translation>
        </message>
        <message>
            <source>&amp;Name in Postroom</source>
            <translation>&amp;Назва в Postroom</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>Ім’я &amp;користувача</translation>
        </message>
        <message>
            <source>Enter an address such as support@example.org.</source>
            <translation>Введіть адресу, наприклад support@example.org.</translation>
        </message>
        <message>
            <source>Enter a name without spaces.</source>
            <translation>Введіть назву без пробілів.</translation>
        </message>
        <message>
            <source>A mailbox with this name is connected already.</source>
            <translation>Скриньку з такою назвою вже підключено.</translation>
        </message>
        <message>
            <source>C&amp;onnect anyway</source>
            <translation>Усе одно під&amp;ключити</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Підключаємо…</translation>
        </message>
        <message>
            <source>C&amp;onnect</source>
            <translation>Під&amp;ключити</translation>
        </message>
    </context>
    <context>
        <name>ComposerWindow</name>
        <message>
            <source>New letter</source>
            <translation>Новий лист</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>This letter refers to ticket {code}, but its sender takes no part in it.</source>
            <translation>Цей лист посилається на звернення {code}, але його відправник у ньому не бере участі.</translation>
        </message>
        <message>
            <source>Fold or unfold this letter</source>
            <translation>Згорнути або розгорнути лист</translation>
        </message>
        <message>
            <source>Why is this letter here?</source>
            <translation>Чому цей лист тут?</translation>
        </message>
        <message>
            <source>Formatted</source>
            <translation>З оформленням</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>Лише текст</translation>
        </message>
        <message>
            <source>Move elsewhere…</source>
            <translation>Перенести…</translation>
        </message>
        <message>
            <source>Show source</source>
            <translation>Вихідний текст</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Відповісти</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Відповісти всім</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переслати</translation>
        </message>
        <message>
            <source>To:</source>
            <translation>Кому:</translation>
        </message>
        <message>
            <source>Copy:</source>
            <translation>Копія:</translation>
        </message>
        <message>
            <source>Bcc:</source>
            <translation>Прихована копія:</translation>
        </message>
        <message>
            <source>Loading them would tell the sender that you read this letter.</source>
            <translation>Їх завантаження повідомить відправнику, що ви прочитали лист.</translation>
        </message>
        <message>
            <source>Show once</source>
            <translation>Показати один раз</translation>
        </message>
        <message>
            <source>Always for this sender</source>
            <translation>Завжди від цього відправника</translation>
        </message>
        <message>
            <source>calls itself “{name}”</source>
            <translation>називає себе «{name}»</translation>
        </message>
        <message>
            <source>This letter is no longer on the server. It is kept on this computer.</source>
            <translation>Цього листа більше немає на сервері. Його збережено на цьому комп’ютері.</translation>
        </message>
        <message>
            <source>This letter has no text.</source>
            <translation>У цьому листі немає тексту.</translation>
        </message>
        <message>
            <source>edited</source>
            <translation>змінено</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>Внутрішня нотатка</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Змінити</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Видалити</translation>
        </message>
        <message>
            <source>It answers a letter ({evidence}) that {who} brought here by hand ({time}).</source>
            <translation>Він відповідає на лист ({evidence}), який сюди вручну перенесено учасником {who} ({time}).</translation>
        </message>
        <message>
            <source>{who} brought it here by hand ({time}). Before:</source>
            <translation>Перенесено сюди вручну: {who} ({time}). До цього:</translation>
        </message>
        <message>
            <source>(not on the server yet)</source>
            <translation>(ще не на сервері)</translation>
        </message>
        <message>
            <source>({who} set something else at {time}; that counts)</source>
            <translation>({who}, {time}: обрано інше, воно й діє)</translation>
        </message>
        <message>
            <source>Delivery report</source>
            <translation>Звіт про доставку</translation>
        </message>
        <message>
            <source>Automatic reply</source>
            <translation>Автовідповідь</translation>
        </message>
        <message>
            <source>Mailing list</source>
            <translation>Розсилка</translation>
        </message>
        <message>
            <source>The sender’s name shows another address. This letter really says it is from {address}.</source>
            <translation>В імені відправника вказано іншу адресу. Насправді в листі стоїть адреса {address}.</translation>
        </message>
        <message>
            <source>An answer would go to {reply_to}, not to the sender’s domain.</source>
            <translation>Відповідь піде на {reply_to}, а не в домен відправника.</translation>
        </message>
        <message>
            <source>The sender’s address cannot be read.</source>
            <translation>Адресу відправника прочитати не вдалося.</translation>
        </message>
        <message>
            <source>This letter is damaged. What could be read is shown; the source is complete.</source>
            <translation>Лист пошкоджено. Показано те, що вдалося прочитати; вихідний текст збережено повністю.</translation>
        </message>
        <message>
            <source>This letter cannot be read. Nothing is lost: its source is kept exactly as the server gave it.</source>
            <translation>Лист прочитати не вдалося. Нічого не втрачено: вихідний текст збережено саме таким, яким його віддав сервер.</translation>
        </message>
        <message>
            <source>It begins this ticket.</source>
            <translation>З нього починається це звернення.</translation>
        </message>
        <message>
            <source>It answers a letter of this ticket ({evidence}).</source>
            <translation>Це відповідь на лист цього звернення ({evidence}).</translation>
        </message>
        <message>
            <source>It and another letter here answer the same letter, which is not in this mailbox ({evidence}).</source>
            <translation>Він та інший лист тут відповідають на той самий лист, якого немає в цій скриньці ({evidence}).</translation>
        </message>
        <message>
            <source>Probably: it names no earlier letter, but the same correspondent wrote with the same subject within seven days ({evidence}).</source>
            <translation>Імовірно: він не посилається на попередні листи, але той самий співрозмовник писав із тією ж темою протягом семи днів ({evidence}).</translation>
        </message>
        <message>
            <source>Probably: it names no earlier letter, but its subject quotes this ticket’s code ({evidence}).</source>
            <translation>Імовірно: він не посилається на попередні листи, але в темі стоїть код цього звернення ({evidence}).</translation>
        </message>
        <message>
            <source>It carries the same Message-ID as a letter of this ticket, with other content ({evidence}).</source>
            <translation>Він має той самий Message-ID, що й лист цього звернення, але інший вміст ({evidence}).</translation>
        </message>
        <message>
            <source>It reports that a letter of this ticket could not be delivered ({evidence}).</source>
            <translation>Він повідомляє, що лист цього звернення не доставлено ({evidence}).</translation>
        </message>
        <message>
            <source>It refers to another ticket ({evidence}), but its sender takes no part in that one. So it got a ticket of its own.</source>
            <translation>Він посилається на інше звернення ({evidence}), але його відправник у ньому не бере участі. Тому для нього створено окреме звернення.</translation>
        </message>
        <message>
            <source>Delivery is delayed; the server keeps trying.</source>
            <translation>Доставка затримується; сервер продовжує спроби.</translation>
        </message>
        <message>
            <source>Your letter did not reach this address:</source>
            <translation>Ваш лист не дійшов до цієї адреси:</translation>
        </message>
        <message>
            <source>Your letter was not delivered.</source>
            <translation>Ваш лист не доставлено.</translation>
        </message>
        <message>
            <source>There is no such address.</source>
            <translation>Такої адреси немає.</translation>
        </message>
        <message>
            <source>The address or its domain was not accepted.</source>
            <translation>Адресу або її домен не прийнято.</translation>
        </message>
        <message>
            <source>The mailbox is switched off.</source>
            <translation>Поштову скриньку вимкнено.</translation>
        </message>
        <message>
            <source>The mailbox is full.</source>
            <translation>Поштова скринька переповнена.</translation>
        </message>
        <message>
            <source>The letter is too large for this mailbox.</source>
            <translation>Лист завеликий для цієї скриньки.</translation>
        </message>
        <message>
            <source>The letter is too large for the server.</source>
            <translation>Лист завеликий для сервера.</translation>
        </message>
        <message>
            <source>The receiving server could not be reached.</source>
            <translation>Сервер отримувача недоступний.</translation>
        </message>
        <message>
            <source>The receiving server refused the letter by its rules.</source>
            <translation>Сервер отримувача відхилив лист за своїми правилами.</translation>
        </message>
        <message>
            <source>The receiving server gave no reason we know.</source>
            <translation>Сервер отримувача не назвав відомої нам причини.</translation>
        </message>
        <message>
            <source>Quoted text</source>
            <translation>Цитата</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Підпис</translation>
        </message>
        <message>
            <source>Closes the ticket once it has left</source>
            <translation>Коли піде, звернення закриється</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Чернетка</translation>
        </message>
        <message>
            <source>Nothing was written yet.</source>
            <translation>Поки нічого не написано.</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Писати далі</translation>
        </message>
    </context>
    <context>
        <name>ConversationPane</name>
        <message>
            <source>Show</source>
            <translation>Показати</translation>
        </message>
        <message>
            <source>This conversation has changed.</source>
            <translation>Це листування змінилося.</translation>
        </message>
        <message>
            <source>This ticket cannot be shown</source>
            <translation>Це звернення не можна показати</translation>
        </message>
        <message>
            <source>Its letters are kept. What went wrong: {error}</source>
            <translation>Його листи збережено. Що сталося: {error}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Читання…</translation>
        </message>
    </context>
    <context>
        <name>ConversationWebView</name>
        <message>
            <source>Copy</source>
            <translation>Копіювати</translation>
        </message>
        <message>
            <source>Copy link address</source>
            <translation>Копіювати адресу посилання</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Виділити все</translation>
        </message>
    </context>
    <context>
        <name>Counted</name>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n хв</numerusform>
                <numerusform>%n хв</numerusform>
                <numerusform>%n хв</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n min left</source>
            <translation>
                <numerusform>ще близько %n хвилини</numerusform>
                <numerusform>ще близько %n хвилин</numerusform>
                <numerusform>ще близько %n хвилин</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n h left</source>
            <translation>
                <numerusform>ще близько %n години</numerusform>
                <numerusform>ще близько %n годин</numerusform>
                <numerusform>ще близько %n годин</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n s ago</source>
            <translation>
                <numerusform>%n с тому</numerusform>
                <numerusform>%n с тому</numerusform>
                <numerusform>%n с тому</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n хв тому</numerusform>
                <numerusform>%n хв тому</numerusform>
                <numerusform>%n хв тому</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier change(s)</source>
            <translation>
                <numerusform>ще %n зміна раніше</numerusform>
                <numerusform>ще %n зміни раніше</numerusform>
                <numerusform>ще %n змін раніше</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sending in %n s</source>
            <translation>
                <numerusform>Надсилання через %n с</numerusform>
                <numerusform>Надсилання через %n с</numerusform>
                <numerusform>Надсилання через %n с</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>і ще %n</numerusform>
                <numerusform>і ще %n</numerusform>
                <numerusform>і ще %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) not sent</source>
            <translation>
                <numerusform>%n лист не пішов</numerusform>
                <numerusform>%n листи не пішли</numerusform>
                <numerusform>%n листів не пішло</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%n чернетка</numerusform>
                <numerusform>%n чернетки</numerusform>
                <numerusform>%n чернеток</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Outbox: %n letter(s)</source>
            <translation>
                <numerusform>Вихідні: %n лист</numerusform>
                <numerusform>Вихідні: %n листи</numerusform>
                <numerusform>Вихідні: %n листів</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n файл</numerusform>
                <numerusform>%n файли</numerusform>
                <numerusform>%n файлів</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s)</source>
            <translation>
                <numerusform>%n лист</numerusform>
                <numerusform>%n листи</numerusform>
                <numerusform>%n листів</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new letter(s) in this conversation.</source>
            <translation>
                <numerusform>%n новий лист у цьому листуванні.</numerusform>
                <numerusform>%n нові листи в цьому листуванні.</numerusform>
                <numerusform>%n нових листів у цьому листуванні.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n звернення</numerusform>
                <numerusform>%n звернення</numerusform>
                <numerusform>%n звернень</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) chosen</source>
            <translation>
                <numerusform>Вибрано %n звернення</numerusform>
                <numerusform>Вибрано %n звернення</numerusform>
                <numerusform>Вибрано %n звернень</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) archived.</source>
            <translation>
                <numerusform>%n звернення прибрано в архів.</numerusform>
                <numerusform>%n звернення прибрано в архів.</numerusform>
                <numerusform>%n звернень прибрано в архів.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) moved to Trash.</source>
            <translation>
                <numerusform>%n звернення переміщено в кошик.</numerusform>
                <numerusform>%n звернення переміщено в кошик.</numerusform>
                <numerusform>%n звернень переміщено в кошик.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) moved to {folder}.</source>
            <translation>
                <numerusform>%n звернення переміщено до папки {folder}.</numerusform>
                <numerusform>%n звернення переміщено до папки {folder}.</numerusform>
                <numerusform>%n звернень переміщено до папки {folder}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as read.</source>
            <translation>
                <numerusform>%n звернення позначено як прочитане.</numerusform>
                <numerusform>%n звернення позначено як прочитані.</numerusform>
                <numerusform>%n звернень позначено як прочитані.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as unread.</source>
            <translation>
                <numerusform>%n звернення позначено як непрочитане.</numerusform>
                <numerusform>%n звернення позначено як непрочитані.</numerusform>
                <numerusform>%n звернень позначено як непрочитані.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) flagged.</source>
            <translation>
                <numerusform>%n звернення позначено прапорцем.</numerusform>
                <numerusform>%n звернення позначено прапорцем.</numerusform>
                <numerusform>%n звернень позначено прапорцем.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Flag removed from %n ticket(s).</source>
            <translation>
                <numerusform>Прапорець знято з %n звернення.</numerusform>
                <numerusform>Прапорець знято з %n звернень.</numerusform>
                <numerusform>Прапорець знято з %n звернень.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as answered.</source>
            <translation>
                <numerusform>%n звернення позначено як із відповіддю.</numerusform>
                <numerusform>%n звернення позначено як із відповіддю.</numerusform>
                <numerusform>%n звернень позначено як із відповіддю.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as not answered.</source>
            <translation>
                <numerusform>%n звернення позначено як без відповіді.</numerusform>
                <numerusform>%n звернення позначено як без відповіді.</numerusform>
                <numerusform>%n звернень позначено як без відповіді.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned to {name}.</source>
            <translation>
                <numerusform>%n звернення призначено: {name}.</numerusform>
                <numerusform>%n звернення призначено: {name}.</numerusform>
                <numerusform>%n звернень призначено: {name}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned to nobody.</source>
            <translation>
                <numerusform>%n звернення тепер нічиє.</numerusform>
                <numerusform>%n звернення тепер нічиї.</numerusform>
                <numerusform>%n звернень тепер нічиї.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) set to “{status}”.</source>
            <translation>
                <numerusform>%n звернення: статус «{status}».</numerusform>
                <numerusform>%n звернення: статус «{status}».</numerusform>
                <numerusform>%n звернень: статус «{status}».</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) snoozed until {time}.</source>
            <translation>
                <numerusform>%n звернення відкладено: {time}.</numerusform>
                <numerusform>%n звернення відкладено: {time}.</numerusform>
                <numerusform>%n звернень відкладено: {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Priority of %n ticket(s): {priority}.</source>
            <translation>
                <numerusform>Пріоритет %n звернення: {priority}.</numerusform>
                <numerusform>Пріоритет %n звернень: {priority}.</numerusform>
                <numerusform>Пріоритет %n звернень: {priority}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promise noted for %n ticket(s): {time}.</source>
            <translation>
                <numerusform>Обіцянку записано для %n звернення: {time}.</numerusform>
                <numerusform>Обіцянку записано для %n звернень: {time}.</numerusform>
                <numerusform>Обіцянку записано для %n звернень: {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promise taken back for %n ticket(s).</source>
            <translation>
                <numerusform>Обіцянку знято з %n звернення.</numerusform>
                <numerusform>Обіцянку знято з %n звернень.</numerusform>
                <numerusform>Обіцянку знято з %n звернень.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags of %n ticket(s) changed.</source>
            <translation>
                <numerusform>Мітки змінено в %n зверненні.</numerusform>
                <numerusform>Мітки змінено в %n зверненнях.</numerusform>
                <numerusform>Мітки змінено в %n зверненнях.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Note added to %n ticket(s).</source>
            <translation>
                <numerusform>Нотатку додано до %n звернення.</numerusform>
                <numerusform>Нотатку додано до %n звернень.</numerusform>
                <numerusform>Нотатку додано до %n звернень.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tickets are one now: #{code}.</source>
            <translation>
                <numerusform>%n звернення об’єднано: #{code}.</numerusform>
                <numerusform>%n звернення об’єднано: #{code}.</numerusform>
                <numerusform>%n звернень об’єднано: #{code}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) split off as a ticket of their own.</source>
            <translation>
                <numerusform>%n лист виділено в окреме звернення.</numerusform>
                <numerusform>%n листи виділено в окреме звернення.</numerusform>
                <numerusform>%n листів виділено в окреме звернення.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) moved to #{code}.</source>
            <translation>
                <numerusform>%n лист перенесено до #{code}.</numerusform>
                <numerusform>%n листи перенесено до #{code}.</numerusform>
                <numerusform>%n листів перенесено до #{code}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>і ще %n</numerusform>
                <numerusform>і ще %n</numerusform>
                <numerusform>і ще %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) not on the server yet</source>
            <translation>
                <numerusform>%n зміна ще не на сервері</numerusform>
                <numerusform>%n зміни ще не на сервері</numerusform>
                <numerusform>%n змін ще не на сервері</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n image(s) from {domain} blocked.</source>
            <translation>
                <numerusform>Заблоковано %n зображення з {domain}.</numerusform>
                <numerusform>Заблоковано %n зображення з {domain}.</numerusform>
                <numerusform>Заблоковано %n зображень із {domain}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the last {days} days it would have reached %n person(s).</source>
            <translation>
                <numerusform>За останні {days} днів його отримала б %n людина.</numerusform>
                <numerusform>За останні {days} днів його отримали б %n людини.</numerusform>
                <numerusform>За останні {days} днів його отримали б %n людей.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) would have got none.</source>
            <translation>
                <numerusform>%n лист лишився б без нього.</numerusform>
                <numerusform>%n листи лишилися б без нього.</numerusform>
                <numerusform>%n листів лишилися б без нього.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditAccountDialog</name>
        <message>
            <source>Settings of {account}</source>
            <translation>Налаштування: {account}</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>без змін</translation>
        </message>
        <message>
            <source>Address of the inbox</source>
            <translation>Адреса скриньки</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>Ім’я &amp;користувача</translation>
        </message>
        <message>
            <source>With another server or user, letters that are here are found again there; what is not there stays here.</source>
            <translation>З іншим сервером чи користувачем тутешні листи буде знайдено там наново; чого там немає, лишиться тут.</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Зберегти</translation>
        </message>
    </context>
    <context>
        <name>EditMemberDialog</name>
        <message>
            <source>Save</source>
            <translation>Зберегти</translation>
        </message>
    </context>
    <context>
        <name>FileChip</name>
        <message>
            <source>Remove {name}</source>
            <translation>Прибрати {name}</translation>
        </message>
    </context>
    <context>
        <name>FileMenu</name>
        <message>
            <source>Open</source>
            <translation>Відкрити</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Зберегти як…</translation>
        </message>
        <message>
            <source>Open a file that can run as a program?</source>
            <translation>Відкрити файл, який може працювати як програма?</translation>
        </message>
        <message>
            <source>“{name}” can change this computer when it is opened. Open it only if you expected it and know who sent it.</source>
            <translation>«{name}» під час відкриття може змінити цей комп’ютер. Відкривайте, лише якщо ви чекали на цей файл і знаєте відправника.</translation>
        </message>
        <message>
            <source>Open anyway</source>
            <translation>Усе одно відкрити</translation>
        </message>
        <message>
            <source>Save attachment</source>
            <translation>Зберегти вкладення</translation>
        </message>
        <message>
            <source>The attachment cannot be read</source>
            <translation>Вкладення прочитати не вдалося</translation>
        </message>
    </context>
    <context>
        <name>FileStrip</name>
        <message>
            <source>{files}: many servers refuse letters of that size</source>
            <translation>{files}: такі великі листи багато серверів не приймають</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Assignee</source>
            <translation>Відповідальний</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Мітка</translation>
        </message>
        <message>
            <source>Show everybody’s tickets with any tag</source>
            <translation>Показати звернення всіх учасників з будь-якими мітками</translation>
        </message>
        <message>
            <source>Clear the filters</source>
            <translation>Скинути фільтри</translation>
        </message>
        <message>
            <source>Everybody’s</source>
            <translation>Усі учасники</translation>
        </message>
        <message>
            <source>Nobody’s</source>
            <translation>Нічиї</translation>
        </message>
        <message>
            <source>Any tag</source>
            <translation>Будь-яка мітка</translation>
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
            <translation>Листи з цих папок потрапляють до заявок. Якщо зняти позначку, отримане залишиться, але нового з папки не буде.</translation>
        </message>
        <message>
            <source>Sync these folders</source>
            <translation>Отримувати з цих папок</translation>
        </message>
    </context>
    <context>
        <name>FormatBar</name>
        <message>
            <source>Bold</source>
            <translation>Напівжирний</translation>
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
            <translation>Нумерований список</translation>
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
            <translation>Посилання…</translation>
        </message>
        <message>
            <source>Attach files…</source>
            <translation>Вкласти файли…</translation>
        </message>
        <message>
            <source>Insert a template…</source>
            <translation>Вставити шаблон…</translation>
        </message>
    </context>
    <context>
        <name>GatePanel</name>
        <message>
            <source>This letter does not leave yet</source>
            <translation>Цей лист ще не йде</translation>
        </message>
        <message>
            <source>Before it leaves</source>
            <translation>Перш ніж він піде</translation>
        </message>
        <message>
            <source>Back to the letter</source>
            <translation>Назад до листа</translation>
        </message>
        <message>
            <source>Send all the same</source>
            <translation>Усе одно надіслати</translation>
        </message>
    </context>
    <context>
        <name>GoneDialog</name>
        <message>
            <source>{name} has left</source>
            <translation>{name} більше не з нами</translation>
        </message>
        <message>
            <source>What {name} wrote and did stays as it is. Change the password of the mailbox, so that it can no longer be opened by them. Their tickets go to:</source>
            <translation>Усе, що записано від імені {name}, лишається як є. Змініть пароль скриньки, щоб її більше не можна було відкрити. Кому перейдуть звернення:</translation>
        </message>
        <message>
            <source>Their tickets go to</source>
            <translation>Кому перейдуть звернення</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Нікому</translation>
        </message>
        <message>
            <source>Leave the tickets with {name}</source>
            <translation>Звернення залишити за учасником {name}</translation>
        </message>
        <message>
            <source>Has left</source>
            <translation>Більше не з нами</translation>
        </message>
    </context>
    <context>
        <name>Hindrance</name>
        <message>
            <source>Nobody has this address there; it may be mistyped or given up.</source>
            <translation>Такої адреси там ні в кого немає: можливо, у ній помилка або нею більше не користуються.</translation>
        </message>
        <message>
            <source>The part after the @ takes no mail; it may be mistyped.</source>
            <translation>За частиною адреси після @ пошта не приймається: можливо, у ній помилка.</translation>
        </message>
        <message>
            <source>The recipient’s mailbox is full.</source>
            <translation>Скринька одержувача переповнена.</translation>
        </message>
        <message>
            <source>The recipient’s mailbox takes no mail any more.</source>
            <translation>Скринька одержувача більше не приймає пошту.</translation>
        </message>
        <message>
            <source>The letter is too large; send fewer or smaller files, or a link.</source>
            <translation>Лист завеликий: надішліть менше файлів, менші файли або посилання.</translation>
        </message>
        <message>
            <source>The letter was taken for unwanted mail.</source>
            <translation>Лист сприйняли за спам.</translation>
        </message>
        <message>
            <source>The other side could not prove that the letter comes from your domain; whoever looks after it should check its SPF, DKIM and DMARC records.</source>
            <translation>Інша сторона не змогла переконатися, що лист надійшов із вашого домену: тому, хто за нього відповідає, варто перевірити записи SPF, DKIM і DMARC.</translation>
        </message>
        <message>
            <source>The server does not let this mailbox send from this address.</source>
            <translation>Сервер не дозволяє цій скриньці надсилати з цієї адреси.</translation>
        </message>
        <message>
            <source>The server does not pass letters on to this address; it may want a log-in.</source>
            <translation>Сервер не пересилає листи на цю адресу: можливо, він вимагає входу.</translation>
        </message>
        <message>
            <source>The server for sending refused the log-in.</source>
            <translation>Сервер надсилання відмовив у вході.</translation>
        </message>
        <message>
            <source>Too many letters were sent in a short time; the server wants a pause.</source>
            <translation>За короткий час надіслано забагато листів: сервер просить паузу.</translation>
        </message>
        <message>
            <source>The server asks to try again later.</source>
            <translation>Сервер просить повторити пізніше.</translation>
        </message>
        <message>
            <source>The letter has too many recipients for the server.</source>
            <translation>Для сервера в листа забагато одержувачів.</translation>
        </message>
        <message>
            <source>The server does not know something that this letter needs.</source>
            <translation>Сервер не вміє чогось, що потрібно цьому листу.</translation>
        </message>
    </context>
    <context>
        <name>InboxList</name>
        <message>
            <source>Mailboxes</source>
            <translation>Поштові скриньки</translation>
        </message>
        <message>
            <source>All mailboxes</source>
            <translation>Усі скриньки</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source>Keyboard</source>
            <translation>Клавіші</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
    </context>
    <context>
        <name>LinkDialog</name>
        <message>
            <source>Open link</source>
            <translation>Відкрити посилання</translation>
        </message>
        <message>
            <source>Write to an address at</source>
            <translation>Написати на адресу в домені</translation>
        </message>
        <message>
            <source>This link leads to</source>
            <translation>Це посилання веде на</translation>
        </message>
        <message>
            <source>Careful: the text of this link shows {shown}.</source>
            <translation>Обережно: у тексті цього посилання написано {shown}.</translation>
        </message>
        <message>
            <source>It is written with other letters: {name}</source>
            <translation>Записано іншими літерами: {name}</translation>
        </message>
        <message>
            <source>The name mixes alphabets, as imitations of known names do.</source>
            <translation>У назві змішано абетки, як у підробках під відомі назви.</translation>
        </message>
        <message>
            <source>What stands before the @ is not the site’s name.</source>
            <translation>Те, що стоїть перед @, — не назва сайту.</translation>
        </message>
        <message>
            <source>The connection is not encrypted.</source>
            <translation>З’єднання не шифрується.</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Копіювати адресу</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Написати</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Відкрити в браузері</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Посилання</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Адреса</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <translation>&amp;Текст</translation>
        </message>
        <message>
            <source>Links lead to web pages, mail addresses or numbers.</source>
            <translation>Посилання ведуть на сторінки, поштові адреси чи номери.</translation>
        </message>
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>Search in all tickets</source>
            <translation>Шукати в усіх зверненнях</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Пошук</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Нічого не знайдено</translation>
        </message>
        <message>
            <source>No ticket in this queue holds “{words}”. Subjects, people, texts, file names and codes of tickets are searched. Esc shows the whole queue.</source>
            <translation>У жодному зверненні цієї черги немає «{words}». Пошук охоплює теми, людей, тексти, імена файлів і коди звернень. Esc показує всю чергу.</translation>
        </message>
        <message>
            <source>No tickets yet</source>
            <translation>Звернень поки немає</translation>
        </message>
        <message>
            <source>Nothing matches the filters</source>
            <translation>Під фільтри нічого не підходить</translation>
        </message>
        <message>
            <source>No ticket in this queue has this assignee and tag. Esc clears both.</source>
            <translation>У цій черзі немає звернень із таким відповідальним і такою міткою. Esc скидає фільтри.</translation>
        </message>
        <message>
            <source>Everyone has an answer</source>
            <translation>Усі отримали відповідь</translation>
        </message>
        <message>
            <source>A new letter from a contact appears here.</source>
            <translation>Новий лист від клієнта з’явиться тут.</translation>
        </message>
        <message>
            <source>Nobody owes you an answer</source>
            <translation>Ніхто не винен вам відповіді</translation>
        </message>
        <message>
            <source>Tickets that you have answered wait here for the contact.</source>
            <translation>Тут звернення з вашою відповіддю чекають на клієнта.</translation>
        </message>
        <message>
            <source>Every letter arrived</source>
            <translation>Усі листи дійшли</translation>
        </message>
        <message>
            <source>Tickets whose last letter could not be delivered appear here.</source>
            <translation>Тут з’являться звернення, останній лист яких не доставлено.</translation>
        </message>
        <message>
            <source>Nothing is snoozed</source>
            <translation>Відкладених звернень немає</translation>
        </message>
        <message>
            <source>Tickets that somebody snoozed stay here until their time has come.</source>
            <translation>Відкладені звернення лишаються тут, доки не настане їхній час.</translation>
        </message>
        <message>
            <source>Nothing is closed</source>
            <translation>Закритих звернень немає</translation>
        </message>
        <message>
            <source>Tickets that somebody closed, and mail from robots that needs no reply, appear here. A new letter of the contact opens a ticket again.</source>
            <translation>Тут з’являються закриті звернення та листи роботів, які не потребують відповіді. Новий лист клієнта знову відкриє звернення.</translation>
        </message>
        <message>
            <source>Nothing is put away</source>
            <translation>Тут порожньо</translation>
        </message>
        <message>
            <source>Tickets whose letters were archived, thrown away or removed from the server appear here. A new letter of the contact brings them back.</source>
            <translation>Тут звернення, листи яких прибрано в архів, у кошик або які зникли із сервера. Новий лист клієнта поверне звернення.</translation>
        </message>
        <message>
            <source>The first letters appear here as soon as they are fetched.</source>
            <translation>Перші листи з’являться тут, щойно їх буде отримано.</translation>
        </message>
    </context>
    <context>
        <name>MailboxDialogs</name>
        <message>
            <source>From this computer are deleted: its letters and tickets ({count} letters in folders), their search words, its settings, and its password in the keyring.</source>
            <translation>З цього комп’ютера видаляються: листи й звернення скриньки (листів у папках: {count}), слова для пошуку в них, налаштування та пароль у сховищі.</translation>
        </message>
        <message>
            <source>On the server nothing is changed: every letter stays there as it is.</source>
            <translation>На сервері нічого не змінюється: усі листи лишаються там як є.</translation>
        </message>
        <message>
            <source>These letters were imported and are on no server: afterwards only the files they came from have them.</source>
            <translation>Ці листи імпортовано, і на жодному сервері їх немає: потім вони лишаться тільки у вихідних файлах.</translation>
        </message>
        <message>
            <source>Changes that the server does not know yet are lost: {count}.</source>
            <translation>Зміни, про які сервер ще не знає, пропадуть: {count}.</translation>
        </message>
        <message>
            <source>What was written here and has not been sent is lost. Drafts: {drafts}; letters in the outbox: {letters}.</source>
            <translation>Те, що написано й не надіслано, пропаде. Чернеток: {drafts}; листів у вихідних: {letters}.</translation>
        </message>
        <message>
            <source>Remove “{name}” from Postroom?</source>
            <translation>Видалити «{name}» із Postroom?</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Видалити</translation>
        </message>
        <message>
            <source>There are no folders yet</source>
            <translation>Папок поки немає</translation>
        </message>
        <message>
            <source>They appear once a mailbox is connected and was reached.</source>
            <translation>Вони з’являться, коли скриньку буде підключено й вона відповість.</translation>
        </message>
        <message>
            <source>Let the letters of {folder} go here too?</source>
            <translation>Відпустити й тут листи з {folder}?</translation>
        </message>
        <message>
            <source>They are no longer on the server. If you let them go, their tickets say so and leave the queues; the letters themselves stay readable here.</source>
            <translation>На сервері їх більше немає. Якщо їх відпустити, їхні звернення залишать черги з позначкою про це; самі листи тут можна буде читати й далі.</translation>
        </message>
        <message>
            <source>Let them go</source>
            <translation>Відпустити</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Зробити це не вдалося</translation>
        </message>
        <message>
            <source>“{name}” is connected, its password is not kept</source>
            <translation>Скриньку «{name}» підключено, але пароль не збережено</translation>
        </message>
        <message>
            <source>There is no safe keyring on this computer that takes it, and Postroom never writes passwords into files. It is known until you quit; afterwards start Postroom with the password in the variable {variable}.</source>
            <translation>На цьому комп’ютері немає надійного сховища паролів, яке його прийняло б, а у файли Postroom паролі не записує. Пароль відомий, доки програму відкрито; потім запускайте Postroom із паролем у змінній {variable}.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The search gave no answer</source>
            <translation>Пошук не дав відповіді</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Зробити це не вдалося</translation>
        </message>
        <message>
            <source>This link is not opened</source>
            <translation>Це посилання не відкривається</translation>
        </message>
        <message>
            <source>It does not lead to a web page or a mail address:
{url}</source>
            <translation>Воно не веде на вебсторінку чи поштову адресу:
{url}</translation>
        </message>
        <message>
            <source>The source cannot be shown</source>
            <translation>Вихідний текст не можна показати</translation>
        </message>
    </context>
    <context>
        <name>MarkLine</name>
        <message>
            <source>★ Flagged</source>
            <translation>★ З прапорцем</translation>
        </message>
        <message>
            <source>Not on the server yet</source>
            <translation>Ще не на сервері</translation>
        </message>
        <message>
            <source>Changes made here are sent as soon as the server answers.</source>
            <translation>Зроблене тут надішлеться, щойно відповість сервер.</translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message>
            <source>Choose the other ticket</source>
            <translation>Виберіть інше звернення</translation>
        </message>
        <message>
            <source>Type a code, a name or part of the subject</source>
            <translation>Введіть код, ім’я або частину теми</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Звернення</translation>
        </message>
        <message>
            <source>No such ticket is among the newest of this mailbox.</source>
            <translation>Серед нових звернень цієї скриньки такого немає.</translation>
        </message>
        <message>
            <source>Merge tickets</source>
            <translation>Об’єднати звернення</translation>
        </message>
        <message>
            <source>This ticket &amp;stays:</source>
            <translation>&amp;Лишається це звернення:</translation>
        </message>
        <message>
            <source>Letters of the merged ticket</source>
            <translation>Листи об’єднаного звернення</translation>
        </message>
        <message>
            <source>The other codes lead here from now on, and later answers arrive here too. Undo (Ctrl+Z) takes everything apart again, also much later.</source>
            <translation>Решта кодів тепер веде сюди, і нові відповіді надходять сюди ж. Скасування (Ctrl+Z) знову розділить звернення, навіть значно пізніше.</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Об’єднати</translation>
        </message>
        <message>
            <source>Afterwards: {facts}</source>
            <translation>Вийде: {facts}</translation>
        </message>
    </context>
    <context>
        <name>Merging</name>
        <message>
            <source>Merge…</source>
            <translation>Об’єднати…</translation>
        </message>
        <message>
            <source>This ticket is no more</source>
            <translation>Цього звернення більше немає</translation>
        </message>
        <message>
            <source>Its letters are in another one now.</source>
            <translation>Його листи тепер в іншому зверненні.</translation>
        </message>
        <message>
            <source>Move here</source>
            <translation>Перенести сюди</translation>
        </message>
    </context>
    <context>
        <name>MoveDialog</name>
        <message>
            <source>Move to folder</source>
            <translation>Перемістити до папки</translation>
        </message>
        <message>
            <source>Type part of the folder’s name</source>
            <translation>Введіть частину назви папки</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Папки</translation>
        </message>
        <message>
            <source>No folder has this in its name.</source>
            <translation>Немає папки з такою назвою.</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Перемістити</translation>
        </message>
    </context>
    <context>
        <name>NotePanel</name>
        <message>
            <source>Internal note</source>
            <translation>Внутрішня нотатка</translation>
        </message>
        <message>
            <source>Only your team reads this. @ names a colleague.</source>
            <translation>Це читає лише ваша команда. @ — згадати колегу.</translation>
        </message>
        <message>
            <source>Save note</source>
            <translation>Зберегти нотатку</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Change the note</source>
            <translation>Змінити нотатку</translation>
        </message>
        <message>
            <source>Internal note, not sent</source>
            <translation>Внутрішня нотатка, не надсилається</translation>
        </message>
    </context>
    <context>
        <name>NothingOpen</name>
        <message>
            <source>E archives them, Delete moves them to Trash, M to a folder. S flags them, U marks them as read or unread. A assigns them, T tags, Z snoozes, C closes them, N writes a note to each, Shift+M makes them one.</source>
            <translation>E — в архів, Delete — у кошик, M — у теку. S ставить прапорець, U позначає прочитаними чи непрочитаними. A призначає, T ставить мітки, Z відкладає, C закриває, N пише нотатку до кожного, Shift+M об’єднує.</translation>
        </message>
        <message>
            <source>Welcome to Postroom</source>
            <translation>Ласкаво просимо до Postroom</translation>
        </message>
        <message>
            <source>Connect the mailbox that your team answers. Connecting sends nothing to anybody and moves nothing. A letter that you read here counts as read on the server too, as with any mail program; the View menu switches that off.</source>
            <translation>Підключіть скриньку, на листи до якої відповідає ваша команда. Під час підключення нікому нічого не надсилається й нічого не переміщується. Лист, прочитаний тут, вважається прочитаним і на сервері, як у будь-якій поштовій програмі; це вимикається в меню «Вигляд».</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Підключити скриньку…</translation>
        </message>
        <message>
            <source>In a terminal: {command}</source>
            <translation>У терміналі: {command}</translation>
        </message>
        <message>
            <source>Choose a ticket</source>
            <translation>Виберіть звернення</translation>
        </message>
        <message>
            <source>J and K walk through the list.</source>
            <translation>J та K рухають списком.</translation>
        </message>
    </context>
    <context>
        <name>Outbox</name>
        <message>
            <source>Sending…</source>
            <translation>Надсилається…</translation>
        </message>
        <message>
            <source>Did this arrive?</source>
            <translation>Чи дійшов цей лист?</translation>
        </message>
        <message>
            <source>The connection broke while the letter was handed over, and it is not in Sent. It may have arrived. Ask, or look at the server, before it is sent again.</source>
            <translation>Зв’язок перервався під час передавання листа, і в «Надісланих» його немає. Можливо, він дійшов. Запитайте чи гляньте на сервері, перш ніж надсилати знову.</translation>
        </message>
        <message>
            <source>Sent; its copy is on the way to Sent</source>
            <translation>Надіслано; копія лягає в «Надіслані»</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Надіслано</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Надіслати зараз</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Змінити</translation>
        </message>
        <message>
            <source>Send anyway</source>
            <translation>Усе одно надіслати</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Порівняти…</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>Дійшов</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Надіслати знову</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Видалити</translation>
        </message>
        <message>
            <source>The server put it off: {said}</source>
            <translation>Сервер відклав приймання: {said}</translation>
        </message>
        <message>
            <source>Next try: {time}.</source>
            <translation>Наступна спроба: {time}.</translation>
        </message>
        <message>
            <source>Not sent yet</source>
            <translation>Ще не надіслано</translation>
        </message>
        <message>
            <source>Will be sent: {time}</source>
            <translation>Буде надіслано: {time}</translation>
        </message>
        <message>
            <source>Leaves in a few seconds</source>
            <translation>Піде за кілька секунд</translation>
        </message>
        <message>
            <source>Waits for the letter before it</source>
            <translation>Чекає на попередній лист</translation>
        </message>
        <message>
            <source>Letters of one ticket leave in the order in which you sent them.</source>
            <translation>Листи одного звернення йдуть у тому порядку, в якому ви їх надіслали.</translation>
        </message>
        <message>
            <source>Waits to be filed</source>
            <translation>Чекає на запис</translation>
        </message>
        <message>
            <source>It leaves as soon as the server answers.</source>
            <translation>Піде, щойно відповість сервер.</translation>
        </message>
        <message>
            <source>Waits for the network</source>
            <translation>Чекає на зв’язок</translation>
        </message>
        <message>
            <source>Not sent: look first</source>
            <translation>Не надіслано: спершу погляньте</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>The server said: {said}</source>
            <translation>Відповідь сервера: {said}</translation>
        </message>
        <message>
            <source>A new letter came since you began to write.</source>
            <translation>Відтоді, як ви почали писати, надійшов новий лист.</translation>
        </message>
        <message>
            <source>One of us answered since you began to write.</source>
            <translation>Відтоді, як ви почали писати, хтось із нас відповів.</translation>
        </message>
        <message>
            <source>A teammate’s answer to the same ticket is just leaving.</source>
            <translation>Саме зараз іде відповідь колеги на те саме звернення.</translation>
        </message>
        <message>
            <source>The server does not take these recipients; nobody got it.</source>
            <translation>Сервер не приймає цих отримувачів; ніхто нічого не отримав.</translation>
        </message>
        <message>
            <source>The letter is larger than the server takes.</source>
            <translation>Лист більший, ніж приймає сервер.</translation>
        </message>
        <message>
            <source>It cannot be made into a letter: {said}</source>
            <translation>З цього не виходить листа: {said}</translation>
        </message>
        <message>
            <source>This mailbox has no server for sending.</source>
            <translation>У цієї скриньки немає сервера для надсилання.</translation>
        </message>
        <message>
            <source>An acknowledgement, which nobody wrote.</source>
            <translation>Підтвердження отримання; його ніхто не писав.</translation>
        </message>
    </context>
    <context>
        <name>OutboxButton</name>
        <message>
            <source>Letters that have not left, and drafts</source>
            <translation>Листи, що ще не пішли, і чернетки</translation>
        </message>
    </context>
    <context>
        <name>OutboxDesk</name>
        <message>
            <source>Send it again?</source>
            <translation>Надіслати знову?</translation>
        </message>
        <message>
            <source>If it did arrive, the contact gets it twice.</source>
            <translation>Якщо лист дійшов, людина отримає його двічі.</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Надіслати знову</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Не вдалося</translation>
        </message>
        <message>
            <source>This letter is not in the outbox any more.</source>
            <translation>Цього листа вже немає у вихідних.</translation>
        </message>
    </context>
    <context>
        <name>OutboxDialog</name>
        <message>
            <source>Outbox and drafts</source>
            <translation>Вихідні й чернетки</translation>
        </message>
        <message>
            <source>Needs you</source>
            <translation>Чекають на ваше рішення</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>У дорозі</translation>
        </message>
        <message>
            <source>Being written</source>
            <translation>Пишуться</translation>
        </message>
        <message>
            <source>Everything you wrote has left.</source>
            <translation>Усе, що ви написали, пішло.</translation>
        </message>
        <message>
            <source>Go to the ticket</source>
            <translation>До звернення</translation>
        </message>
        <message>
            <source>Draft, {time}</source>
            <translation>Чернетка, {time}</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Писати далі</translation>
        </message>
    </context>
    <context>
        <name>PanelMenu</name>
        <message>
            <source>Answer everybody</source>
            <translation>Відповісти всім</translation>
        </message>
        <message>
            <source>Change the subject</source>
            <translation>Змінити тему</translation>
        </message>
        <message>
            <source>Plain text only</source>
            <translation>Лише простий текст</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Пообіцяти термін…</translation>
        </message>
        <message>
            <source>Signature…</source>
            <translation>Підпис…</translation>
        </message>
        <message>
            <source>Earlier versions…</source>
            <translation>Попередні версії…</translation>
        </message>
        <message>
            <source>Discard the draft</source>
            <translation>Видалити чернетку</translation>
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
            <translation>Провайдер {address} просить увійти через браузер. Зробіть там те, що він просить, або створіть пароль додатка й введіть його тут.</translation>
        </message>
        <message>
            <source>Another password for {user} at {server}:</source>
            <translation>Інший пароль для {user} на {server}:</translation>
        </message>
        <message>
            <source>{server} refused the password of {user}.</source>
            <translation>{server} не приймає пароль користувача {user}.</translation>
        </message>
        <message>
            <source>Show the link of the server…</source>
            <translation>Показати посилання сервера…</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>Паро&amp;ль</translation>
        </message>
        <message>
            <source>It is kept in the keyring of this computer, nowhere else.</source>
            <translation>Він зберігається лише в системному сховищі паролів цього комп’ютера.</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Введіть пароль.</translation>
        </message>
        <message>
            <source>&amp;Log in</source>
            <translation>&amp;Увійти</translation>
        </message>
    </context>
    <context>
        <name>PickDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Скасувати</translation>
        </message>
    </context>
    <context>
        <name>QueueListView</name>
        <message>
            <source>Queues</source>
            <translation>Черги</translation>
        </message>
    </context>
    <context>
        <name>QuoteBelow</name>
        <message>
            <source>Send it along</source>
            <translation>Додати</translation>
        </message>
        <message>
            <source>Quote in the text</source>
            <translation>Цитувати в тексті</translation>
        </message>
        <message>
            <source>Puts what is selected, or all of it, into the text to answer in between.</source>
            <translation>Вставляє виділене або весь лист у текст, щоб відповідати між рядками.</translation>
        </message>
        <message>
            <source>The letter that is answered</source>
            <translation>Лист, на який ви відповідаєте</translation>
        </message>
        <message>
            <source>Passed on: {who}, {time}</source>
            <translation>Пересилається: {who}, {time}</translation>
        </message>
        <message>
            <source>{who} wrote, {time}</source>
            <translation>{who} пише, {time}</translation>
        </message>
    </context>
    <context>
        <name>Room</name>
        <message>
            <source>The letter could not be begun</source>
            <translation>Не вдалося почати лист</translation>
        </message>
    </context>
    <context>
        <name>SendBar</name>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Will be sent: {time}</source>
            <translation>Буде надіслано: {time}</translation>
        </message>
    </context>
    <context>
        <name>SendButtons</name>
        <message>
            <source>More ways to send</source>
            <translation>Надіслати інакше</translation>
        </message>
        <message>
            <source>Send and wait</source>
            <translation>Надіслати й чекати</translation>
        </message>
        <message>
            <source>Send later…</source>
            <translation>Надіслати пізніше…</translation>
        </message>
        <message>
            <source>File the talk</source>
            <translation>Записати розмову</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Надіслати</translation>
        </message>
        <message>
            <source>File and close</source>
            <translation>Записати й закрити</translation>
        </message>
        <message>
            <source>Send and close</source>
            <translation>Надіслати й закрити</translation>
        </message>
        <message>
            <source>Saved, {time}</source>
            <translation>Збережено, {time}</translation>
        </message>
        <message>
            <source>Not saved: {why}</source>
            <translation>Не збережено: {why}</translation>
        </message>
    </context>
    <context>
        <name>ServerFields</name>
        <message>
            <source>TLS (recommended)</source>
            <translation>TLS (рекомендовано)</translation>
        </message>
        <message>
            <source>STARTTLS</source>
            <translation>STARTTLS</translation>
        </message>
        <message>
            <source>None, only for a server on this computer</source>
            <translation>Немає, лише для сервера на цьому комп’ютері</translation>
        </message>
        <message>
            <source>&amp;Receiving (IMAP)</source>
            <translation>&amp;Отримання (IMAP)</translation>
        </message>
        <message>
            <source>&amp;Sending (SMTP)</source>
            <translation>Над&amp;силання (SMTP)</translation>
        </message>
        <message>
            <source>Se&amp;curity</source>
            <translation>&amp;Захист</translation>
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
            <translation>Токен доступу від програми</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Введіть пароль.</translation>
        </message>
        <message>
            <source>Enter the command that prints an access token.</source>
            <translation>Введіть команду, яка друкує токен доступу.</translation>
        </message>
        <message>
            <source>This is no command. Is a quotation mark missing?</source>
            <translation>Це не команда. Бракує лапки?</translation>
        </message>
        <message>
            <source>For Microsoft 365 and Google Workspace. Postroom runs it at each log-in, without a shell, and uses the first line that it prints. The command is stored, the token nowhere.</source>
            <translation>Для Microsoft 365 і Google Workspace. Postroom запускає її під час кожного входу, без оболонки, і бере перший рядок, який вона надрукує. Команда зберігається, токен — ніде.</translation>
        </message>
        <message>
            <source>S&amp;ign in with</source>
            <translation>С&amp;посіб входу</translation>
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
            <translation>Підпис</translation>
        </message>
        <message>
            <source>From now on below all my letters from this mailbox</source>
            <translation>Відтепер під усіма моїми листами з цієї скриньки</translation>
        </message>
    </context>
    <context>
        <name>SourceDialog</name>
        <message>
            <source>Source of the letter</source>
            <translation>Вихідний текст листа</translation>
        </message>
        <message>
            <source>Only the first two million bytes are shown.</source>
            <translation>Показано лише перші два мільйони байтів.</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Зберегти як…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <source>Save letter</source>
            <translation>Зберегти лист</translation>
        </message>
    </context>
    <context>
        <name>SpellingMenu</name>
        <message>
            <source>Looking for suggestions…</source>
            <translation>Шукаємо варіанти…</translation>
        </message>
        <message>
            <source>No suggestions</source>
            <translation>Варіантів немає</translation>
        </message>
        <message>
            <source>Add to my dictionary</source>
            <translation>Додати до мого словника</translation>
        </message>
        <message>
            <source>Add to the team's dictionary</source>
            <translation>Додати до словника команди</translation>
        </message>
        <message>
            <source>Remove “{word}” from the dictionary</source>
            <translation>Вилучити «{word}» зі словника</translation>
        </message>
        <message>
            <source>Ignore here</source>
            <translation>Пропустити тут</translation>
        </message>
        <message>
            <source>Language of this paragraph</source>
            <translation>Мова цього абзацу</translation>
        </message>
        <message>
            <source>Find out</source>
            <translation>Визначити</translation>
        </message>
    </context>
    <context>
        <name>SplitDialog</name>
        <message>
            <source>Take letters out</source>
            <translation>Винести листи</translation>
        </message>
        <message>
            <source>Tick the letters that belong elsewhere:</source>
            <translation>Позначте листи, яким місце не тут:</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Листи</translation>
        </message>
        <message>
            <source>Later answers to these letters follow them. Undo (Ctrl+Z) brings them back.</source>
            <translation>Нові відповіді на ці листи підуть за ними. Скасування (Ctrl+Z) поверне все назад.</translation>
        </message>
        <message>
            <source>Move to another ticket…</source>
            <translation>Перенести в інше звернення…</translation>
        </message>
        <message>
            <source>Split off</source>
            <translation>Виділити</translation>
        </message>
        <message>
            <source>Nothing leaves {code}.</source>
            <translation>З {code} нічого не йде.</translation>
        </message>
        <message>
            <source>All letters leave {code}: choose another ticket for them, or untick some.</source>
            <translation>З {code} ідуть усі листи: виберіть для них інше звернення або зніміть частину позначок.</translation>
        </message>
        <message>
            <source>Leaving: {leaving} (“{subject}”). Staying in {code}: {rest}.</source>
            <translation>Ідуть: {leaving} («{subject}»). Лишаються в {code}: {rest}.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Paused</source>
            <translation>Призупинено</translation>
        </message>
        <message>
            <source>Looking for mail…</source>
            <translation>Перевірка пошти…</translation>
        </message>
        <message>
            <source>{done} of {total} letters</source>
            <translation>{done} із {total} листів</translation>
        </message>
        <message>
            <source>They are sent as soon as the server answers.</source>
            <translation>Вони надішлються, щойно відповість сервер.</translation>
        </message>
        <message>
            <source>server {server}, local {local}</source>
            <translation>на сервері {server}, тут {local}</translation>
        </message>
        <message>
            <source>Click for what to do.</source>
            <translation>Натисніть, щоб дізнатися, що робити.</translation>
        </message>
    </context>
    <context>
        <name>TagsDialog</name>
        <message>
            <source>Tags</source>
            <translation>Мітки</translation>
        </message>
        <message>
            <source>Type a tag; Enter sets or removes it</source>
            <translation>Введіть мітку; Enter ставить або знімає її</translation>
        </message>
        <message>
            <source>Type the first tag.</source>
            <translation>Введіть першу мітку.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Зберегти</translation>
        </message>
        <message>
            <source>New tag “{tag}”</source>
            <translation>Нова мітка «{tag}»</translation>
        </message>
    </context>
    <context>
        <name>Team</name>
        <message>
            <source>You</source>
            <translation>Ви</translation>
        </message>
        <message>
            <source>you</source>
            <translation>ви</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Низький</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Звичайний</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Високий</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Терміново</translation>
        </message>
        <message>
            <source>As the mail says</source>
            <translation>Як випливає з листів</translation>
        </message>
        <message>
            <source>(not knowing: {others})</source>
            <translation>(не знаючи, що {others})</translation>
        </message>
        <message>
            <source>(taken back by {who} at {time})</source>
            <translation>(скасовано: {who}, {time})</translation>
        </message>
        <message>
            <source>{who} set the priority: {value}</source>
            <translation>{who}: пріоритет «{value}»</translation>
        </message>
        <message>
            <source>{who} noted a promise: {value}</source>
            <translation>{who}: обіцяно відповідь, {value}</translation>
        </message>
        <message>
            <source>{who} took the promise back</source>
            <translation>{who}: обіцянку знято</translation>
        </message>
        <message>
            <source>{who} added the tag {value}</source>
            <translation>{who}: поставлено мітку «{value}»</translation>
        </message>
        <message>
            <source>{who} removed the tag {value}</source>
            <translation>{who}: знято мітку «{value}»</translation>
        </message>
        <message>
            <source>{who} wrote a note: “{value}”</source>
            <translation>{who}: нотатка «{value}»</translation>
        </message>
        <message>
            <source>{who} changed a note</source>
            <translation>{who}: нотатку змінено</translation>
        </message>
        <message>
            <source>{who} deleted a note</source>
            <translation>{who}: нотатку видалено</translation>
        </message>
        <message>
            <source>{who} merged this with {value}</source>
            <translation>{who}: об’єднано з {value}</translation>
        </message>
        <message>
            <source>{who} took {value} apart from this again</source>
            <translation>{who}: знову відокремлено {value}</translation>
        </message>
        <message>
            <source>{who} moved a letter back to where it came from</source>
            <translation>{who}: лист повернуто на попереднє місце</translation>
        </message>
        <message>
            <source>{who} moved a letter to {value}</source>
            <translation>{who}: лист перенесено до {value}</translation>
        </message>
        <message>
            <source>{who} split a letter off as {value}</source>
            <translation>{who}: лист виділено в {value}</translation>
        </message>
        <message>
            <source>{who} did something that a newer Postroom knows: {value}</source>
            <translation>{who}: дія, яку знає лише новіший Postroom: {value}</translation>
        </message>
        <message>
            <source>{who} assigned this to nobody</source>
            <translation>{who}: звернення тепер нічиє</translation>
        </message>
        <message>
            <source>{who} took this on</source>
            <translation>{who}: звернення взято в роботу</translation>
        </message>
        <message>
            <source>{who} assigned this to {value}</source>
            <translation>{who}: призначено, відповідає {value}</translation>
        </message>
        <message>
            <source>{who} set “needs reply”</source>
            <translation>{who}: статус «Чекає відповіді»</translation>
        </message>
        <message>
            <source>{who} set waiting</source>
            <translation>{who}: статус «Чекаємо клієнта»</translation>
        </message>
        <message>
            <source>{who} closed this</source>
            <translation>{who}: звернення закрито</translation>
        </message>
        <message>
            <source>{who} let the status follow the mail</source>
            <translation>{who}: статус знову випливає з листів</translation>
        </message>
        <message>
            <source>{who} snoozed this until {value}</source>
            <translation>{who}: відкладено, {value}</translation>
        </message>
        <message>
            <source>{who} snoozed this until {value}, whatever letters come</source>
            <translation>{who}: відкладено, {value}, навіть якщо надійдуть листи</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Відповідальний</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Мітки</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Пріоритет</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Обіцянка</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>Відкладено</translation>
        </message>
        <message>
            <source>Two people set something at the same time.</source>
            <translation>Двоє змінили те саме одночасно.</translation>
        </message>
        <message>
            <source>{others}; {last}, which counts.</source>
            <translation>{others}; {last}, і це діє.</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Ніхто</translation>
        </message>
        <message>
            <source>Snoozed until {time}</source>
            <translation>Відкладено: {time}</translation>
        </message>
        <message>
            <source>Nothing is promised</source>
            <translation>Нічого не обіцяно</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>видалено</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Нотатка</translation>
        </message>
        <message>
            <source>{who} set “{value}” at {time}</source>
            <translation>{who}: «{value}» ({time})</translation>
        </message>
        <message>
            <source>{who} is answering this ({ago})</source>
            <translation>Зараз відповідає {who} ({ago})</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>щойно</translation>
        </message>
    </context>
    <context>
        <name>TeamDeeds</name>
        <message>
            <source>Note changed.</source>
            <translation>Нотатку змінено.</translation>
        </message>
        <message>
            <source>Note deleted.</source>
            <translation>Нотатку видалено.</translation>
        </message>
        <message>
            <source>Settled.</source>
            <translation>Вирішено.</translation>
        </message>
        <message>
            <source>These tickets belong to different mailboxes</source>
            <translation>Ці звернення з різних скриньок</translation>
        </message>
        <message>
            <source>Each mailbox has a team of its own. Choose tickets of one of them.</source>
            <translation>У кожної скриньки своя команда. Виберіть звернення однієї скриньки.</translation>
        </message>
    </context>
    <context>
        <name>TeamDialog</name>
        <message>
            <source>Team of {mailbox}</source>
            <translation>Команда скриньки {mailbox}</translation>
        </message>
        <message>
            <source>Say who you are…</source>
            <translation>Сказати, хто ви…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <source>These letters are on no server; there is nobody to share with.</source>
            <translation>Цих листів немає на жодному сервері, ділитися нема з ким.</translation>
        </message>
        <message>
            <source>This computer joins as soon as the mailbox is reached.</source>
            <translation>Цей комп’ютер приєднається, щойно буде зв’язок зі скринькою.</translation>
        </message>
        <message>
            <source>This computer has not joined the team of this mailbox yet.</source>
            <translation>Цей комп’ютер ще не приєднався до команди скриньки.</translation>
        </message>
        <message>
            <source>The server lets this account write nothing: you see what others do, and what you do waits here.</source>
            <translation>Сервер не дає цьому обліковому запису нічого записувати: ви бачите, що роблять інші, а ваші зміни чекають тут.</translation>
        </message>
        <message>
            <source>Whoever opens the mailbox with Postroom belongs to its team; there is no other list. Everything is kept in the mailbox itself.</source>
            <translation>Команда — це всі, хто відкриває скриньку за допомогою Postroom; іншого списку немає. Усе зберігається в самій скриньці.</translation>
        </message>
        <message>
            <source>Is back</source>
            <translation>Знову з нами</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Змінити…</translation>
        </message>
        <message>
            <source>Has left…</source>
            <translation>Більше не з нами…</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>цей комп’ютер</translation>
        </message>
        <message>
            <source>lost; what it writes counts for nobody</source>
            <translation>втрачений; те, що він пише, ніхто не враховує</translation>
        </message>
        <message>
            <source>last heard {time}</source>
            <translation>був на зв’язку: {time}</translation>
        </message>
        <message>
            <source>Lost…</source>
            <translation>Втрачений…</translation>
        </message>
    </context>
    <context>
        <name>TeamDialogs</name>
        <message>
            <source>This computer is joining the team</source>
            <translation>Цей комп’ютер приєднується до команди</translation>
        </message>
        <message>
            <source>That needs the mailbox once. As soon as it was reached, you can do this.</source>
            <translation>Для цього потрібен зв’язок зі скринькою. Щойно він з’явиться, це можна буде зробити.</translation>
        </message>
        <message>
            <source>There is no team yet</source>
            <translation>Команди ще немає</translation>
        </message>
        <message>
            <source>A team belongs to a mailbox. Connect one first.</source>
            <translation>Команда є у скриньки. Спершу підключіть скриньку.</translation>
        </message>
        <message>
            <source>Changed for the whole team.</source>
            <translation>Змінено для всієї команди.</translation>
        </message>
        <message>
            <source>{name} is back.</source>
            <translation>{name}: знову з нами.</translation>
        </message>
        <message>
            <source>{name} has left.</source>
            <translation>{name}: більше не з нами.</translation>
        </message>
        <message>
            <source>Is the computer “{name}” lost?</source>
            <translation>Комп’ютер «{name}» втрачено?</translation>
        </message>
        <message>
            <source>What it writes from now on counts for nobody. What it wrote before stays. Change the password of the mailbox too: whoever has the computer may still know it.</source>
            <translation>Те, що він напише від цієї хвилини, ніхто не враховує. Написане раніше лишається. Змініть і пароль скриньки: той, у кого комп’ютер, може його знати.</translation>
        </message>
        <message>
            <source>It is lost</source>
            <translation>Так, втрачено</translation>
        </message>
        <message>
            <source>That computer counts no more.</source>
            <translation>Цей комп’ютер більше не враховується.</translation>
        </message>
    </context>
    <context>
        <name>TeamLine</name>
        <message>
            <source>Nobody’s</source>
            <translation>Нічиє</translation>
        </message>
        <message>
            <source>Assign (A)</source>
            <translation>Призначити (A)</translation>
        </message>
        <message>
            <source>Tags (T)</source>
            <translation>Мітки (T)</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Нотатка</translation>
        </message>
        <message>
            <source>Write an internal note (N)</source>
            <translation>Написати внутрішню нотатку (N)</translation>
        </message>
        <message>
            <source>Snoozed until {time}</source>
            <translation>Відкладено: {time}</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>Promised for {time}</source>
            <translation>Обіцяно було: {time}</translation>
        </message>
        <message>
            <source>Promised by {time}</source>
            <translation>Обіцяно: {time}</translation>
        </message>
        <message>
            <source>Promise (P)</source>
            <translation>Обіцянка (P)</translation>
        </message>
        <message>
            <source>Priority: {priority}</source>
            <translation>Пріоритет: {priority}</translation>
        </message>
    </context>
    <context>
        <name>TemplatePicker</name>
        <message>
            <source>Find a template by name or text</source>
            <translation>Знайти шаблон за назвою чи текстом</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблони</translation>
        </message>
        <message>
            <source>There are no templates yet.</source>
            <translation>Шаблонів поки немає.</translation>
        </message>
        <message>
            <source>No template has that.</source>
            <translation>Такого немає в жодному шаблоні.</translation>
        </message>
        <message>
            <source>What it becomes</source>
            <translation>Що вийде</translation>
        </message>
        <message>
            <source>Templates…</source>
            <translation>Шаблони…</translation>
        </message>
    </context>
    <context>
        <name>TicketListView</name>
        <message>
            <source>Tickets</source>
            <translation>Звернення</translation>
        </message>
    </context>
    <context>
        <name>Triage</name>
        <message>
            <source>There is nothing to undo.</source>
            <translation>Скасовувати нічого.</translation>
        </message>
        <message>
            <source>Nothing to change.</source>
            <translation>Нічого змінювати.</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>Зробити це не вдалося</translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Скасовано.</translation>
        </message>
        <message>
            <source>These tickets belong to different mailboxes</source>
            <translation>Ці звернення з різних скриньок</translation>
        </message>
        <message>
            <source>Choose tickets of one mailbox to move them to a folder.</source>
            <translation>Щоб перемістити звернення до папки, виберіть звернення однієї скриньки.</translation>
        </message>
        <message>
            <source>This mailbox has no archive folder</source>
            <translation>У цій скриньці немає папки архіву</translation>
        </message>
        <message>
            <source>This mailbox has no trash folder</source>
            <translation>У цій скриньці немає кошика</translation>
        </message>
        <message>
            <source>No folder of this mailbox is known yet</source>
            <translation>Папки цієї скриньки ще невідомі</translation>
        </message>
        <message>
            <source>Make one in web mail or another mail program, then check for new mail. Letters can also be moved to any other folder (M).</source>
            <translation>Створіть її у вебпошті чи іншій поштовій програмі й перевірте пошту. Листи можна також перемістити до будь-якої іншої папки (M).</translation>
        </message>
        <message>
            <source>Folders appear once the mailbox was reached.</source>
            <translation>Папки з’являться, коли вдасться зв’язатися зі скринькою.</translation>
        </message>
        <message>
            <source>Nothing to archive: no letter of it is in the inbox.</source>
            <translation>Нічого прибирати в архів: у вхідних немає листів цього звернення.</translation>
        </message>
        <message>
            <source>Nothing to move: no letter of it is elsewhere on the server.</source>
            <translation>Нічого переміщувати: інших листів цього звернення на сервері немає.</translation>
        </message>
    </context>
    <context>
        <name>UndoBar</name>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
    </context>
    <context>
        <name>Uploads</name>
        <message>
            <source>It became shorter while it was read.</source>
            <translation>Він став коротшим, поки його читали.</translation>
        </message>
    </context>
    <context>
        <name>VerifiedDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Asking the servers…</source>
            <translation>Питаємо сервери…</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Зберігається…</translation>
        </message>
        <message>
            <source>That did not work: {error}</source>
            <translation>Не вдалося: {error}</translation>
        </message>
        <message>
            <source>&amp;Save anyway</source>
            <translation>&amp;Однаково зберегти</translation>
        </message>
        <message>
            <source>The server refuses it.</source>
            <translation>Сервер його не приймає.</translation>
        </message>
        <message>
            <source>It gives no access token.</source>
            <translation>Вона не дає токена доступу.</translation>
        </message>
        <message>
            <source>The server refuses its access token.</source>
            <translation>Сервер не приймає її токен доступу.</translation>
        </message>
    </context>
    <context>
        <name>VersionsDialog</name>
        <message>
            <source>Earlier versions</source>
            <translation>Попередні версії</translation>
        </message>
        <message>
            <source>What it said</source>
            <translation>Що там було</translation>
        </message>
        <message>
            <source>{time}, {size} characters</source>
            <translation>{time}, знаків: {size}</translation>
        </message>
        <message>
            <source>No earlier form was kept yet. One is kept each half minute.</source>
            <translation>Попередніх версій поки немає. Вони зберігаються кожні пів хвилини.</translation>
        </message>
        <message>
            <source>Go back to this</source>
            <translation>Повернутися до цієї</translation>
        </message>
    </context>
    <context>
        <name>WhenDialog</name>
        <message>
            <source>On a date</source>
            <translation>Іншого дня</translation>
        </message>
        <message>
            <source>Date and time</source>
            <translation>Дата й час</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>Відкласти</translation>
        </message>
        <message>
            <source>Come back earlier if the contact writes</source>
            <translation>Повернути раніше, якщо клієнт напише</translation>
        </message>
        <message>
            <source>Promised by</source>
            <translation>Обіцяно до терміну</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Обіцяно</translation>
        </message>
        <message>
            <source>Nothing is promised</source>
            <translation>Нічого не обіцяно</translation>
        </message>
        <message>
            <source>Send later</source>
            <translation>Надіслати пізніше</translation>
        </message>
        <message>
            <source>Send then</source>
            <translation>Надіслати тоді</translation>
        </message>
    </context>
    <context>
        <name>WhoDialog</name>
        <message>
            <source>Who are you?</source>
            <translation>Хто ви?</translation>
        </message>
        <message>
            <source>Everybody who opens the mailbox “{mailbox}” with Postroom shares its tickets: who answers which, notes, tags and dates. Your colleagues see this name beside what you do. It is kept in the mailbox; customers never see it.</source>
            <translation>У всіх, хто відкриває скриньку «{mailbox}» за допомогою Postroom, спільні звернення: хто на що відповідає, нотатки, мітки й терміни. Ваші колеги бачитимуть це ім’я поруч із вашими діями. Воно зберігається у скриньці; клієнти його не бачать.</translation>
        </message>
        <message>
            <source>Somebody else: I am new here</source>
            <translation>Ніхто з них: я тут уперше</translation>
        </message>
        <message>
            <source>This c&amp;omputer</source>
            <translation>Цей &amp;комп’ютер</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Не зараз</translation>
        </message>
        <message>
            <source>That is me</source>
            <translation>Це я</translation>
        </message>
    </context>
    <context>
        <name>_HoursPage</name>
        <message>
            <source>Days</source>
            <translation>Дні</translation>
        </message>
        <message>
            <source>From, to</source>
            <translation>Від — до</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Часовий пояс</translation>
        </message>
        <message>
            <source>At most within an hour</source>
            <translation>Не більше за годину</translation>
        </message>
        <message>
            <source>The same time twice means around the clock. More letters than this within an hour wait, and a problem tells of it.</source>
            <translation>Однаковий час означає «цілодобово». Якщо за годину листів більше, решта чекає, і про це буде повідомлено.</translation>
        </message>
    </context>
    <context>
        <name>_PreviewPage</name>
        <message>
            <source>When</source>
            <translation>Коли</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Хто</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>Would get one?</source>
            <translation>Отримає?</translation>
        </message>
        <message>
            <source>Looking through the last 30 days…</source>
            <translation>Переглядаємо останні 30 днів…</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>так</translation>
        </message>
        <message>
            <source>no: {reason}</source>
            <translation>ні: {reason}</translation>
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
            <translation>У робочий час</translation>
        </message>
        <message>
            <source>While nobody is at work (empty: the same)</source>
            <translation>У неробочий час (порожньо: те саме)</translation>
        </message>
        <message>
            <source>{{ code }} is the ticket’s code, {{ first_name }} may be unknown: write {{ first_name or "…" }}. Without a text, letters in this language get another.</source>
            <translation>{{ code }} — код звернення; {{ first_name }} буває невідоме: пишіть {{ first_name or "…" }}. Якщо тексту немає, на листи цією мовою відповідає інший.</translation>
        </message>
        <message>
            <source>Text to begin with</source>
            <translation>Текст для початку</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>Next ticket</source>
            <translation>Наступне звернення</translation>
        </message>
        <message>
            <source>Previous ticket</source>
            <translation>Попереднє звернення</translation>
        </message>
        <message>
            <source>Go to the letters</source>
            <translation>До листів</translation>
        </message>
        <message>
            <source>Go to the list</source>
            <translation>До списку</translation>
        </message>
        <message>
            <source>Mark as read or unread</source>
            <translation>Позначити прочитаним або непрочитаним</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>В архів</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>У кошик</translation>
        </message>
        <message>
            <source>Move to folder…</source>
            <translation>Перемістити до папки…</translation>
        </message>
        <message>
            <source>Flag or remove the flag</source>
            <translation>Поставити або зняти прапорець</translation>
        </message>
        <message>
            <source>Mark as answered or not</source>
            <translation>Позначити як із відповіддю чи без</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Скасувати</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Пошук</translation>
        </message>
        <message>
            <source>Back: leave letters, clear search</source>
            <translation>Назад: вийти з листів, очистити пошук</translation>
        </message>
        <message>
            <source>Check for new mail</source>
            <translation>Перевірити пошту</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Підключити скриньку…</translation>
        </message>
        <message>
            <source>Mailboxes…</source>
            <translation>Поштові скриньки…</translation>
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
            <translation>Більше</translation>
        </message>
        <message>
            <source>Smaller letters</source>
            <translation>Менше</translation>
        </message>
        <message>
            <source>Normal size</source>
            <translation>Звичайний розмір</translation>
        </message>
        <message>
            <source>Show problems</source>
            <translation>Показати проблеми</translation>
        </message>
        <message>
            <source>List of keys</source>
            <translation>Список клавіш</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Вийти</translation>
        </message>
        <message>
            <source>Mark letters as read after a look</source>
            <translation>Позначати переглянуті листи прочитаними</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Відповісти</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Відповісти всім</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переслати</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>Нове звернення</translation>
        </message>
        <message>
            <source>Write down a call</source>
            <translation>Записати дзвінок</translation>
        </message>
        <message>
            <source>Outbox and drafts</source>
            <translation>Вихідні й чернетки</translation>
        </message>
        <message>
            <source>Assign…</source>
            <translation>Призначити…</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Написати нотатку</translation>
        </message>
        <message>
            <source>Snooze…</source>
            <translation>Відкласти…</translation>
        </message>
        <message>
            <source>Tags…</source>
            <translation>Мітки…</translation>
        </message>
        <message>
            <source>Promise…</source>
            <translation>Обіцянка…</translation>
        </message>
        <message>
            <source>Needs reply</source>
            <translation>Чекає відповіді</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Чекаємо клієнта</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Закрито</translation>
        </message>
        <message>
            <source>As the mail says</source>
            <translation>Як випливає з листів</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Об’єднати…</translation>
        </message>
        <message>
            <source>Take letters out…</source>
            <translation>Винести листи…</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Пріоритет</translation>
        </message>
        <message>
            <source>Pause syncing</source>
            <translation>Призупинити синхронізацію</translation>
        </message>
        <message>
            <source>Colours of the system</source>
            <translation>Кольори системи</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Світлі</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Темні</translation>
        </message>
        <message>
            <source>&amp;Mailbox</source>
            <translation>&amp;Пошта</translation>
        </message>
        <message>
            <source>&amp;Ticket</source>
            <translation>&amp;Звернення</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Вигляд</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Довідка</translation>
        </message>
        <message>
            <source>Acknowledgements…</source>
            <translation>Підтвердження отримання…</translation>
        </message>
        <message>
            <source>Templates…</source>
            <translation>Шаблони…</translation>
        </message>
    </context>
    <context>
        <name>ask</name>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Скасувати</translation>
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
            <translation>Введіть ім’я користувача, часто це адреса.</translation>
        </message>
        <message>
            <source>Enter the server’s name.</source>
            <translation>Введіть ім’я сервера.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to 65535.</source>
            <translation>Введіть порт від 1 до 65535.</translation>
        </message>
        <message>
            <source>Passwords and letters would cross the network readable to others. Choose TLS or STARTTLS.</source>
            <translation>Пароль і листи йшли б мережею у відкритому вигляді. Виберіть TLS або STARTTLS.</translation>
        </message>
        <message>
            <source>Receiving works: logged in at {server}.</source>
            <translation>Отримання працює: вхід на {server} виконано.</translation>
        </message>
        <message>
            <source>Sending works: logged in at {server}.</source>
            <translation>Надсилання працює: вхід на {server} виконано.</translation>
        </message>
        <message>
            <source>Receiving: {server} refuses the user or the password.</source>
            <translation>Отримання: {server} не приймає ім’я або пароль.</translation>
        </message>
        <message>
            <source>Sending: {server} refuses the user or the password.</source>
            <translation>Надсилання: {server} не приймає ім’я або пароль.</translation>
        </message>
        <message>
            <source>Receiving: {server} does not answer. Is the name right?</source>
            <translation>Отримання: {server} не відповідає. Чи правильно вказано ім’я?</translation>
        </message>
        <message>
            <source>Sending: {server} does not answer. Is the name right?</source>
            <translation>Надсилання: {server} не відповідає. Чи правильно вказано ім’я?</translation>
        </message>
        <message>
            <source>Receiving: {server} cannot be used with this security.</source>
            <translation>Отримання: з таким захистом {server} використати не можна.</translation>
        </message>
        <message>
            <source>Sending: {server} cannot be used with this security.</source>
            <translation>Надсилання: з таким захистом {server} використати не можна.</translation>
        </message>
        <message>
            <source>Sent letters are in the folder “{folder}”.</source>
            <translation>Надіслані листи лежать у папці «{folder}».</translation>
        </message>
        <message>
            <source>No folder of sent letters was found. It can be chosen under Mailbox, Folders.</source>
            <translation>Папку надісланих листів не знайдено. Її можна вибрати в меню «Пошта», «Папки».</translation>
        </message>
        <message>
            <source>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords. Where your organisation allows none, sign in with an access token.</source>
            <translation>Google вимагає пароль додатка замість вашого: обліковий запис Google, «Безпека», «Двохетапна перевірка», «Паролі додатків». Якщо організація їх не дозволяє, входьте за токеном доступу.</translation>
        </message>
        <message>
            <source>Microsoft refuses passwords over IMAP for most mailboxes. Sign in with an access token from a program instead.</source>
            <translation>Microsoft для більшості скриньок не приймає паролі через IMAP. Входьте за токеном доступу від програми.</translation>
        </message>
        <message>
            <source>Apple wants an app-specific password instead of your own: account.apple.com, Sign-In and Security.</source>
            <translation>Apple вимагає пароль програми замість вашого: account.apple.com, «Вхід і безпека».</translation>
        </message>
        <message>
            <source>Fastmail wants an app password instead of your own: Settings, Privacy &amp; Security.</source>
            <translation>Fastmail вимагає пароль програми замість вашого: Settings, Privacy &amp; Security.</translation>
        </message>
        <message>
            <source>Yandex wants an app password instead of your own, and IMAP switched on in the settings of Yandex Mail under Email clients.</source>
            <translation>Яндекс вимагає пароль програми замість вашого й доступ через IMAP, увімкнений у налаштуваннях Пошти, «Поштові програми».</translation>
        </message>
        <message>
            <source>Mail.ru wants a password for external applications instead of your own: account settings, Security.</source>
            <translation>Mail.ru вимагає пароль для зовнішніх програм замість вашого: налаштування облікового запису, «Безпека».</translation>
        </message>
        <message>
            <source>Ukr.net wants IMAP access switched on in its settings; it then makes a password for mail programs.</source>
            <translation>Ukr.net вимагає ввімкнути доступ через IMAP у налаштуваннях; тоді він створить пароль для поштових програм.</translation>
        </message>
        <message>
            <source>The program gives no access token.</source>
            <translation>Програма не дає токена доступу.</translation>
        </message>
        <message>
            <source>Receiving: {server} refuses the user or the access token.</source>
            <translation>Отримання: {server} не приймає користувача або токен доступу.</translation>
        </message>
        <message>
            <source>Sending: {server} refuses the user or the access token.</source>
            <translation>Надсилання: {server} не приймає користувача або токен доступу.</translation>
        </message>
    </context>
    <context>
        <name>format</name>
        <message>
            <source>(no subject)</source>
            <translation>(без теми)</translation>
        </message>
        <message>
            <source>now</source>
            <translation>зараз</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>учора</translation>
        </message>
        <message>
            <source>yesterday, {clock}</source>
            <translation>учора, {clock}</translation>
        </message>
        <message>
            <source>a few seconds left</source>
            <translation>ще кілька секунд</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>менше хвилини</translation>
        </message>
        <message>
            <source>unknown sender</source>
            <translation>невідомий відправник</translation>
        </message>
        <message>
            <source>Needs reply</source>
            <translation>Чекають відповіді</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Чекаємо клієнта</translation>
        </message>
        <message>
            <source>Bounced</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>All tickets</source>
            <translation>Усі звернення</translation>
        </message>
        <message>
            <source>Archive and Trash</source>
            <translation>Архів і кошик</translation>
        </message>
        <message>
            <source>Archived</source>
            <translation>В архіві</translation>
        </message>
        <message>
            <source>In Junk</source>
            <translation>У спамі</translation>
        </message>
        <message>
            <source>In Trash</source>
            <translation>У кошику</translation>
        </message>
        <message>
            <source>No longer on the server</source>
            <translation>Більше немає на сервері</translation>
        </message>
        <message>
            <source>Waiting for the contact</source>
            <translation>Чекаємо клієнта</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>Відкладено</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Закрито</translation>
        </message>
    </context>
    <context>
        <name>gate</name>
        <message>
            <source>Try again</source>
            <translation>Спробувати знову</translation>
        </message>
        <message>
            <source>Spelling was not checked, or not to the end.</source>
            <translation>Правопис не перевірено або перевірено не до кінця.</translation>
        </message>
        <message>
            <source>A new letter came since you began to write.</source>
            <translation>Відтоді, як ви почали писати, надійшов новий лист.</translation>
        </message>
        <message>
            <source>One of us answered since you began to write.</source>
            <translation>Відтоді, як ви почали писати, хтось із нас відповів.</translation>
        </message>
        <message>
            <source>{names}: at work on an answer just now.</source>
            <translation>{names}: саме зараз пише відповідь.</translation>
        </message>
        <message>
            <source>Nobody is named to whom this goes.</source>
            <translation>Не вказано, кому лист.</translation>
        </message>
        <message>
            <source>This is no mail address: {names}</source>
            <translation>Це не поштова адреса: {names}</translation>
        </message>
        <message>
            <source>Still to be filled in: {names}</source>
            <translation>Залишилося заповнити: {names}</translation>
        </message>
        <message>
            <source>Nothing has been written.</source>
            <translation>Нічого не написано.</translation>
        </message>
        <message>
            <source>It has no subject.</source>
            <translation>Немає теми.</translation>
        </message>
        <message>
            <source>New to this ticket: {names}</source>
            <translation>Ще не бере участі у зверненні: {names}</translation>
        </message>
        <message>
            <source>From elsewhere, and new to this ticket: {names}</source>
            <translation>З іншого місця і ще не бере участі у зверненні: {names}</translation>
        </message>
        <message>
            <source>It goes to {first}, but {second} wrote.</source>
            <translation>Лист іде на {first}, а писали з {second}.</translation>
        </message>
        <message>
            <source>You speak of a file, but none is attached.</source>
            <translation>Ви пишете про файл, але його не вкладено.</translation>
        </message>
        <message>
            <source>You greet “{first}”, and write to {second}.</source>
            <translation>Ви вітаєтеся з «{first}», а пишете {second}.</translation>
        </message>
        <message>
            <source>Perhaps misspelled: {names}</source>
            <translation>Можливо, помилка: {names}</translation>
        </message>
        <message>
            <source>“{names}” alone may sound like a brush-off.</source>
            <translation>Саме «{names}» може звучати як відписка.</translation>
        </message>
        <message>
            <source>You promise something without saying when, and the ticket stays open.</source>
            <translation>Ви щось обіцяєте, не назвавши терміну, а звернення лишається відкритим.</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Перейти</translation>
        </message>
        <message>
            <source>Write more</source>
            <translation>Дописати</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Прибрати</translation>
        </message>
        <message>
            <source>Show both</source>
            <translation>Показати обидва</translation>
        </message>
        <message>
            <source>Add somebody</source>
            <translation>Додати отримувача</translation>
        </message>
        <message>
            <source>Write one</source>
            <translation>Написати</translation>
        </message>
        <message>
            <source>Send it there</source>
            <translation>Надіслати туди</translation>
        </message>
        <message>
            <source>Attach…</source>
            <translation>Вкласти…</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Пообіцяти термін…</translation>
        </message>
    </context>
    <context>
        <name>member</name>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Ім’я</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Адреса</translation>
        </message>
        <message>
            <source>&amp;Colour</source>
            <translation>&amp;Колір</translation>
        </message>
        <message>
            <source>A member needs a name.</source>
            <translation>Учаснику потрібне ім’я.</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Синій</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Фіолетовий</translation>
        </message>
        <message>
            <source>Rose</source>
            <translation>Рожевий</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Коричневий</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Зелений</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Бірюзовий</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Червоний</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Сірий</translation>
        </message>
    </context>
    <context>
        <name>people</name>
        <message>
            <source>Somebody new</source>
            <translation>Хтось новий</translation>
        </message>
        <message>
            <source>{name} (me)</source>
            <translation>{name} (це я)</translation>
        </message>
        <message>
            <source>{name} (has left)</source>
            <translation>{name} (більше не з нами)</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
        <message>
            <source>Show the outbox</source>
            <translation>Показати вихідні</translation>
        </message>
        <message>
            <source>Nobody knows whether a letter of {account} was sent.</source>
            <translation>Невідомо, чи пішов лист зі скриньки {account}.</translation>
        </message>
        <message>
            <source>It is not in Sent. Ask the contact if need be; then say in the outbox that it arrived, or send it again.</source>
            <translation>Серед надісланих його немає. За потреби запитайте співрозмовника, а потім позначте у вихідних, що він дійшов, або надішліть його знову.</translation>
        </message>
        <message>
            <source>A letter of {account} was not sent and is held.</source>
            <translation>Лист зі скриньки {account} не надіслано й затримано.</translation>
        </message>
        <message>
            <source>Look at it in the outbox: change it, send it all the same, or discard it.</source>
            <translation>Відкрийте його у вихідних: змініть, надішліть усе одно або скасуйте.</translation>
        </message>
        <message>
            <source>The server did not take a letter of {account} yet.</source>
            <translation>Сервер поки не прийняв лист зі скриньки {account}.</translation>
        </message>
        <message>
            <source>It is tried again by itself, at longer and longer intervals.</source>
            <translation>Спроби повторюються самі, дедалі рідше.</translation>
        </message>
        <message>
            <source>A letter of {account} was sent, and is not in Sent yet.</source>
            <translation>Лист зі скриньки {account} надіслано, але його ще немає серед надісланих.</translation>
        </message>
        <message>
            <source>Its copy is put there as soon as possible; here it is already.</source>
            <translation>Копія з’явиться там, щойно буде можливо; тут вона вже є.</translation>
        </message>
        <message>
            <source>The server for sending of {account} cannot be reached.</source>
            <translation>Сервер надсилання скриньки {account} недоступний.</translation>
        </message>
        <message>
            <source>What waits is sent by itself as soon as the server answers.</source>
            <translation>Те, що чекає, піде само, щойно сервер відповість.</translation>
        </message>
        <message>
            <source>The server for sending of {account} refuses the password.</source>
            <translation>Сервер надсилання скриньки {account} не приймає пароль.</translation>
        </message>
        <message>
            <source>Enter it again; nothing is sent until then.</source>
            <translation>Введіть його ще раз; доти нічого не надсилається.</translation>
        </message>
        <message>
            <source>Enter the password…</source>
            <translation>Ввести пароль…</translation>
        </message>
        <message>
            <source>Show the certificate…</source>
            <translation>Показати сертифікат…</translation>
        </message>
        <message>
            <source>Settings of the mailbox…</source>
            <translation>Налаштування скриньки…</translation>
        </message>
        <message>
            <source>Choose folders…</source>
            <translation>Вибрати папки…</translation>
        </message>
        <message>
            <source>Let them go here too…</source>
            <translation>Відпустити й тут…</translation>
        </message>
        <message>
            <source>Keep them here</source>
            <translation>Залишити тут</translation>
        </message>
        <message>
            <source>Show the changes…</source>
            <translation>Показати зміни…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Спробувати зараз</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Продовжити</translation>
        </message>
        <message>
            <source>Fetch them now</source>
            <translation>Завантажити зараз</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>Прочитано</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Копіювати подробиці</translation>
        </message>
        <message>
            <source>{account} cannot be reached.</source>
            <translation>Немає зв’язку з {account}.</translation>
        </message>
        <message>
            <source>Everything here stays usable, and what you change is sent later. It is tried again by itself.</source>
            <translation>Тут усе й далі працює, а зміни надішлються пізніше. Спроба повториться сама.</translation>
        </message>
        <message>
            <source>The server of {account} is busy.</source>
            <translation>Сервер {account} зайнятий.</translation>
        </message>
        <message>
            <source>It is tried again by itself. If it lasts, close other mail programs that use this mailbox.</source>
            <translation>Спроба повториться сама. Якщо це надовго, закрийте інші поштові програми із цією скринькою.</translation>
        </message>
        <message>
            <source>{account} refuses the password.</source>
            <translation>{account} не приймає пароль.</translation>
        </message>
        <message>
            <source>Enter it again; nothing is tried until then.</source>
            <translation>Введіть його знову; доти спроб не буде.</translation>
        </message>
        <message>
            <source>{account} wants you to log in with a web browser.</source>
            <translation>{account} просить увійти через браузер.</translation>
        </message>
        <message>
            <source>Do there what it asks for, or make an app password and enter it here.</source>
            <translation>Зробіть там те, що він просить, або створіть пароль додатка й введіть його тут.</translation>
        </message>
        <message>
            <source>The server of {account} cannot prove who it is.</source>
            <translation>Сервер {account} не може довести, що це він.</translation>
        </message>
        <message>
            <source>In a hotel or on a train, sign in to the network in a browser first. Else ask whoever runs the mail server. No password was sent.</source>
            <translation>У готелі чи потязі спершу ввійдіть у мережу через браузер. Інакше запитайте того, хто відповідає за поштовий сервер. Пароль не надсилався.</translation>
        </message>
        <message>
            <source>The connection of {account} cannot be secured.</source>
            <translation>З’єднання {account} не можна захистити.</translation>
        </message>
        <message>
            <source>Check port and security, or try another network. No password was sent.</source>
            <translation>Перевірте порт і захист або спробуйте іншу мережу. Пароль не надсилався.</translation>
        </message>
        <message>
            <source>{account} cannot be used as it is set up.</source>
            <translation>{account} не можна використати з цими налаштуваннями.</translation>
        </message>
        <message>
            <source>Check server, port and security of the mailbox.</source>
            <translation>Перевірте сервер, порт і захист скриньки.</translation>
        </message>
        <message>
            <source>The server of {account} answers strangely.</source>
            <translation>Сервер {account} відповідає дивно.</translation>
        </message>
        <message>
            <source>It is tried again; nothing here is changed by it.</source>
            <translation>Спроба повториться; тут від цього нічого не змінюється.</translation>
        </message>
        <message>
            <source>The mailbox {account} is full.</source>
            <translation>Скриньку {account} заповнено.</translation>
        </message>
        <message>
            <source>Empty Trash and Junk on the server, or get more space. It is tried again by itself.</source>
            <translation>Очистьте кошик і спам на сервері або додайте місця. Спроба повториться сама.</translation>
        </message>
        <message>
            <source>The folder {place} of {account} cannot be opened.</source>
            <translation>Папку {place} ({account}) не можна відкрити.</translation>
        </message>
        <message>
            <source>Does it still exist on the server, and may you read it?</source>
            <translation>Чи є вона ще на сервері та чи можна вам її читати?</translation>
        </message>
        <message>
            <source>The folder {place} of {account} is no longer there.</source>
            <translation>Папки {place} скриньки {account} більше немає.</translation>
        </message>
        <message>
            <source>Its letters stay here. If it was renamed, choose its new name; if it was removed on purpose, untick it.</source>
            <translation>Її листи лишаються тут. Якщо її перейменували, виберіть нову назву; якщо видалили навмисно, зніміть позначку.</translation>
        </message>
        <message>
            <source>The server keeps back letters of {place} ({account}).</source>
            <translation>Сервер не віддає листи з {place} ({account}).</translation>
        </message>
        <message>
            <source>It lists them and does not hand them out. They are asked for again each time; if it lasts, whoever runs the server may have to repair the folder.</source>
            <translation>Він перелічує їх, але не віддає. Вони запитуються щоразу знову; якщо це надовго, можливо, папку має полагодити той, хто відповідає за сервер.</translation>
        </message>
        <message>
            <source>Many letters of {place} vanished from the server at once.</source>
            <translation>Одразу багато листів із {place} зникло із сервера.</translation>
        </message>
        <message>
            <source>They are kept here. Let them go only if that was on purpose.</source>
            <translation>Тут їх збережено. Відпускайте їх, лише якщо це було навмисно.</translation>
        </message>
        <message>
            <source>Older letters of {place} ({account}) wait.</source>
            <translation>Старі листи з {place} ({account}) чекають.</translation>
        </message>
        <message>
            <source>This network costs by volume, so only new letters are fetched. The rest comes with the next network that does not.</source>
            <translation>У цій мережі платять за обсяг, тому завантажуються лише нові листи. Решта прийде в мережі без такої плати.</translation>
        </message>
        <message>
            <source>The server of {account} wants you to read this:</source>
            <translation>Сервер {account} просить прочитати:</translation>
        </message>
        <message>
            <source>Postroom did not check it. Do not follow links in it that you do not know.</source>
            <translation>Postroom цього не перевіряв. Не переходьте за незнайомими посиланнями.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>Диск заповнено.</translation>
        </message>
        <message>
            <source>What is here is safe, and reading goes on. Free some space; then fetching and sending go on by themselves.</source>
            <translation>Усе, що тут є, ціле, читати можна й далі. Звільніть місце, і завантаження з надсиланням продовжаться самі.</translation>
        </message>
        <message>
            <source>The disk or the database fails.</source>
            <translation>Відмовляє диск або база даних.</translation>
        </message>
        <message>
            <source>What is here is safe. Check the disk and whether its file system may be written; then it goes on by itself.</source>
            <translation>Усе, що тут є, ціле. Перевірте диск і чи можна на нього писати; потім робота продовжиться сама.</translation>
        </message>
        <message>
            <source>The server of {account} refused changes made here.</source>
            <translation>Сервер {account} відхилив зроблені тут зміни.</translation>
        </message>
        <message>
            <source>Postroom shows what the server has.</source>
            <translation>Postroom показує те, що є на сервері.</translation>
        </message>
        <message>
            <source>In {account} the server’s later state won over a change.</source>
            <translation>{account}: переміг пізніший стан на сервері.</translation>
        </message>
        <message>
            <source>Syncing is paused.</source>
            <translation>Синхронізацію призупинено.</translation>
        </message>
        <message>
            <source>Nothing is fetched or sent; what you change waits.</source>
            <translation>Нічого не завантажується й не надсилається; ваші зміни чекають.</translation>
        </message>
        <message>
            <source>Syncing {account} failed because of a mistake in Postroom.</source>
            <translation>Синхронізація {account} не вдалася через помилку в Postroom.</translation>
        </message>
        <message>
            <source>It is tried again. Please report it with the details.</source>
            <translation>Спроба повториться. Будь ласка, повідомте про це з подробицями.</translation>
        </message>
        <message>
            <source>New letters to {account} are not acknowledged.</source>
            <translation>Отримання нових листів на {account} не підтверджується.</translation>
        </message>
        <message>
            <source>Look at the text under Mailbox, Acknowledgements, and save it again, or switch them off. After an hour it is tried again.</source>
            <translation>Перевірте текст у меню «Пошта», «Підтвердження отримання», і збережіть його знову або вимкніть їх. За годину буде нова спроба.</translation>
        </message>
        <message>
            <source>Many letters to {account} wait for an acknowledgement.</source>
            <translation>Багато листів на {account} чекають на підтвердження.</translation>
        </message>
        <message>
            <source>More came within an hour than you allow. If people wrote them, allow more under Mailbox, Acknowledgements; else switch them off.</source>
            <translation>За годину їх надійшло більше, ніж ви дозволили. Якщо писали люди, дозвольте більше в меню «Пошта», «Підтвердження отримання»; інакше вимкніть їх.</translation>
        </message>
        <message>
            <source>Acknowledgements of {account} wait.</source>
            <translation>Підтвердження {account} чекають.</translation>
        </message>
        <message>
            <source>The team’s folder cannot be reached just now, and without it one might be sent twice. They go on by themselves.</source>
            <translation>Тека команди зараз недоступна, а без неї одне могло б піти двічі. Усе продовжиться само.</translation>
        </message>
        <message>
            <source>Somebody writes to {account} ten times an hour or more.</source>
            <translation>Хтось пише на {account} десять разів на годину або частіше.</translation>
        </message>
        <message>
            <source>That is how machines write; nothing is said to them by itself.</source>
            <translation>Так пишуть програми; автоматично їм не відповідають.</translation>
        </message>
        <message>
            <source>The server of {account} refuses the access token.</source>
            <translation>Сервер скриньки {account} не приймає токен доступу.</translation>
        </message>
        <message>
            <source>Log in anew with the program that gives it, then try again. Its command stands in the settings of the mailbox.</source>
            <translation>Увійдіть заново в програмі, яка його дає, і спробуйте ще раз. Її команду вказано в налаштуваннях скриньки.</translation>
        </message>
        <message>
            <source>There is no access token for {account}.</source>
            <translation>Немає токена доступу для {account}.</translation>
        </message>
        <message>
            <source>The program that is to give one says why. It is asked again by itself.</source>
            <translation>Чому, каже програма, яка має його дати. Її запитають знову автоматично.</translation>
        </message>
    </context>
    <context>
        <name>when</name>
        <message>
            <source>Later today</source>
            <translation>Сьогодні пізніше</translation>
        </message>
        <message>
            <source>This evening</source>
            <translation>Сьогодні ввечері</translation>
        </message>
        <message>
            <source>Tomorrow morning</source>
            <translation>Завтра вранці</translation>
        </message>
        <message>
            <source>Next week</source>
            <translation>Наступного тижня</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>Через місяць</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сьогодні</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Завтра</translation>
        </message>
        <message>
            <source>On Friday</source>
            <translation>У п’ятницю</translation>
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
            <translation>Шаблони</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Знайти</translation>
        </message>
        <message>
            <source>Find a template by name or text</source>
            <translation>Знайти шаблон за назвою або текстом</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Новий</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Назва</translation>
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
            <translation>&amp;Мова</translation>
        </message>
        <message>
            <source>{names}, and {blank} for what is filled in each time.</source>
            <translation>{names}, а {blank} — те, що щоразу вписують.</translation>
        </message>
        <message>
            <source>Earlier texts…</source>
            <translation>Попередні тексти…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Прибрати</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Зберегти</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрити</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Файли</translation>
        </message>
        <message>
            <source>Bring in a folder of Markdown…</source>
            <translation>Завантажити папку з Markdown…</translation>
        </message>
        <message>
            <source>Write all as Markdown…</source>
            <translation>Записати все як Markdown…</translation>
        </message>
        <message>
            <source>Bring in some to begin with</source>
            <translation>Завантажити кілька для початку</translation>
        </message>
        <message>
            <source>There are no templates yet. “Files” brings in some to begin with.</source>
            <translation>Шаблонів поки немає. «Файли» завантажить кілька для початку.</translation>
        </message>
        <message>
            <source>Goes along: {files}</source>
            <translation>Додається: {files}</translation>
        </message>
        <message>
            <source>Line {line}: {what}</source>
            <translation>Рядок {line}: {what}</translation>
        </message>
        <message>
            <source>It has always said this.</source>
            <translation>Інших текстів не було.</translation>
        </message>
        <message>
            <source>Bring in a folder of Markdown</source>
            <translation>Завантажити папку з Markdown</translation>
        </message>
        <message>
            <source>Write all as Markdown</source>
            <translation>Записати все як Markdown</translation>
        </message>
    </context>
</TS>
