"""Conversations that show what a page must cope with; used by tests and for looking at."""

from app.domain.codes import code_of
from app.domain.grouping import Why, WhyKind
from app.domain.ids import MessageKey, TicketId
from app.domain.messages import Address, Attachment, Automatic, Bounce
from app.domain.tickets import Status
from app.services.read_models import (
    BodyPart,
    Caution,
    Conversation,
    PartKind,
    RelatedTicket,
    TicketRow,
)
from tests.support.fake_services import NOW, letter

OURS = Address("Northwind Support", "support@northwind.example")
OLGA = Address("Ольга Иванова", "olga@ivanova-design.example")


def ticket(number: int, subject: str, letters: int, contact: Address = OLGA) -> TicketRow:
    """A row for a conversation made by hand."""
    return TicketRow(
        id=TicketId(number),
        code=code_of(f"{number}@sample.example"),
        subject=subject,
        contact=contact,
        snippet="",
        updated=NOW - 3600,
        letters=letters,
        has_attachments=False,
        status=Status.OPEN,
        bounced=False,
        unread=False,
    )


def busy(number: int = 1) -> Conversation:
    """A Russian thread with a table, an inline picture, files, quotes and a signature."""
    table = (
        "<p>Добрый день!</p><p>При экспорте отчёта за III квартал файл получается пустым. "
        "Вот что показывает таблица, и снимок экрана ниже:</p>"
        '<table border="1" cellpadding="6"><tr><th>Месяц</th><th>Строк</th></tr>'
        "<tr><td>Июль</td><td>1 204</td></tr><tr><td>Август</td><td>0</td></tr></table>"
        f'<p><img src="postroom-part://letter/{number * 10 + 2}/shot%40x" alt="Снимок" '
        'width="320" height="120"></p>'
        '<p>Подробности: <a href="https://docs.ivanova-design.example/export">в описании</a>, '
        'см. также <a href="https://tracker.evil.example/c?u=1">www.bank.example</a>.</p>'
    )
    letters = (
        letter(
            number * 10,
            sender=OLGA,
            received=NOW - 200_000,
            parts=(BodyPart(PartKind.NEW, "<p>Здравствуйте! Экспорт отчёта не работает.</p>"),),
        ),
        letter(
            number * 10 + 1,
            sender=OURS,
            to=(OLGA,),
            ours=True,
            received=NOW - 100_000,
            parts=(
                BodyPart(
                    PartKind.NEW,
                    "<p>Добрый день, Ольга! Пришлите, пожалуйста, файл и снимок экрана.</p>",
                ),
                BodyPart(PartKind.QUOTED, "<blockquote>Здравствуйте!</blockquote>"),
            ),
            why=Why(WhyKind.ANSWERS, "10@sample.example"),
        ),
        letter(
            number * 10 + 2,
            sender=OLGA,
            to=(OURS,),
            cc=(Address("", "buh@ivanova-design.example"), Address("Пётр", "p@x.example")),
            received=NOW - 3600,
            parts=(
                BodyPart(PartKind.NEW, table),
                BodyPart(PartKind.SIGNATURE, "<p>С уважением,<br>Ольга Иванова</p>"),
                BodyPart(PartKind.QUOTED, "<blockquote>Добрый день, Ольга!</blockquote>"),
            ),
            attachments=(
                Attachment(0, "отчёт за III квартал.xlsx", _SHEET, 48_211, "", inline=False),
                Attachment(1, "shot.png", "image/png", 2_000, "shot@x", inline=True),
                Attachment(2, "договор.pdf", "application/pdf", 1_204_118, "", inline=False),
            ),
            blocked_images=3,
            why=Why(WhyKind.ANSWERS, "11@sample.example"),
        ),
    )
    return Conversation(
        ticket=ticket(number, "Ошибка при экспорте отчёта за квартал в Excel", 3),
        letters=letters,
        related=(),
    )


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def troubled(number: int = 2) -> Conversation:
    """A forged name, a differing Reply-To, damage, a bounce, and a letter nobody can read."""
    forger = Address("ceo@bank.example", "x81@evil.example")
    letters = (
        letter(
            number * 10,
            sender=forger,
            reply_to=(Address("", "cash@other.example"),),
            received=NOW - 90_000,
            warnings=(
                Caution.NAME_SHOWS_OTHER_ADDRESS,
                Caution.REPLY_TO_DIFFERS,
                Caution.DAMAGED,
            ),
            why=Why(WhyKind.HELD_BACK, "ABC1234"),
        ),
        letter(
            number * 10 + 1,
            sender=Address("Mail Delivery System", "mailer-daemon@mx.example"),
            automatic=Automatic.BOUNCE,
            received=NOW - 80_000,
            parts=(BodyPart(PartKind.NEW, "<pre>This is the mail system at host mx.</pre>"),),
            bounce=Bounce(
                "anna@nortwind.example", "5.1.1", "550 5.1.1 No such user here", "m", True
            ),
            why=Why(WhyKind.BOUNCE, "20@sample.example"),
        ),
        letter(
            number * 10 + 2,
            sender=Address("", ""),
            parts=(),
            warnings=(Caution.UNREADABLE,),
            defects=("too-deep",),
            gone=True,
        ),
    )
    return Conversation(
        ticket=ticket(number, "Your account needs attention", 3, forger),
        letters=letters,
        related=(RelatedTicket(TicketId(1), code_of("1@sample.example"), "Earlier request"),),
    )


def long(number: int = 3, letters: int = 40) -> Conversation:
    """Many letters."""
    made = tuple(
        letter(
            number * 1000 + each,
            sender=OURS if each % 2 else OLGA,
            ours=bool(each % 2),
            received=NOW - (letters - each) * 40_000,
            parts=(BodyPart(PartKind.NEW, f"<p>Letter {each}</p>" + "<p>Some text.</p>" * 8),),
        )
        for each in range(letters)
    )
    return Conversation(ticket=ticket(number, "A long story", letters), letters=made, related=())


def key_of(conversation: Conversation, place: int) -> MessageKey:
    """The key of a letter by its place."""
    return conversation.letters[place].key
