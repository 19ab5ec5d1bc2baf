"""What the gate before sending finds, and what it keeps quiet about."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.gate import HARD, Checked, Doubt, look
from app.domain.gate_words import names_a_date, speaks_of_files, speaks_of_later
from app.domain.messages import Address
from app.domain.outgoing import DraftKind
from app.domain.tickets import Status

ANNA = Address("Анна Коваль", "anna@firma.example")
US = Address("Zerno", "support@zerno.example")
GOOD = "Добрый день, Анна!\n\nМы починили выгрузку, она снова работает. Проверьте, пожалуйста."
PLAIN = Checked(
    DraftKind.REPLY,
    to=(ANNA,),
    cc=(),
    bcc=(),
    subject="Re: Выгрузка",
    text=GOOD,
    contact=ANNA,
    answered_sender=ANNA.address,
    part_takers=(ANNA, US),
    ours=frozenset({US.address}),
)


def doubts(letter: Checked) -> list[Doubt]:
    return [finding.doubt for finding in look(letter)]


def test_a_good_letter_leaves_at_once() -> None:
    assert look(PLAIN) == ()


def test_news_and_answers_stop_a_letter_before_all_else() -> None:
    found = look(replace(PLAIN, news=True, answered=True, answering=("Martin",), text="ок"))
    assert [f.doubt for f in found] == [
        Doubt.NEW_LETTER,
        Doubt.ANSWERED,
        Doubt.BEING_ANSWERED,
        Doubt.BRUSH_OFF,
    ]
    assert [f.hard for f in found] == [True, True, False, False]
    assert found[2].names == ("Martin",)


def test_strangers_are_told_by_domain() -> None:
    colleague = Address("", "boss@firma.example")
    other = Address("", "x@elsewhere.example")
    found = look(replace(PLAIN, cc=(colleague,), bcc=(other,)))
    assert [(f.doubt, f.names) for f in found] == [
        (Doubt.STRANGER, ("boss@firma.example",)),
        (Doubt.OTHER_DOMAIN, ("x@elsewhere.example",)),
    ]


def test_one_of_us_is_no_stranger() -> None:
    assert doubts(replace(PLAIN, cc=(Address("", "SUPPORT@zerno.example"),))) == []


def test_a_new_letter_knows_no_strangers() -> None:
    assert doubts(replace(PLAIN, kind=DraftKind.NEW, part_takers=(), answered_sender="")) == []


def test_an_answer_that_goes_elsewhere_is_told() -> None:
    away = Address("", "other@firma.example")
    letter = replace(PLAIN, to=(away,), part_takers=(ANNA, US, away))
    assert [(f.doubt, f.names) for f in look(letter)] == [
        (Doubt.REPLY_TO, ("other@firma.example", "anna@firma.example"))
    ]


def test_where_the_contact_asked_for_answers_is_no_stranger_but_told() -> None:
    away = Address("", "desk@elsewhere.example")
    letter = replace(PLAIN, to=(away,), answered_reply_to=(away.address,))
    assert [(f.doubt, f.names) for f in look(letter)] == [
        (Doubt.REPLY_TO, ("desk@elsewhere.example", "anna@firma.example"))
    ]


def test_a_form_that_writes_as_us_asks_for_its_customer() -> None:
    letter = replace(PLAIN, answered_sender=US.address, answered_reply_to=(ANNA.address,))
    assert doubts(letter) == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("ваня@пример.рф", "ваня@xn--e1afmkfd.xn--p1ai"),
        ("vanya@xn--e1afmkfd.xn--p1ai", "Vanya@ПРИМЕР.рф"),
        ("anna+shop@firma.example", "Anna@firma.example"),
        ("anna@firma.example", "anna+orders@FIRMA.example"),
    ],
)
def test_one_mailbox_is_known_however_it_is_written(written: str, typed: str) -> None:
    contact = Address("Анна", written)
    letter = replace(
        PLAIN,
        to=(Address("", typed),),
        contact=contact,
        answered_sender=written,
        part_takers=(contact, US),
    )
    assert doubts(letter) == []
    assert doubts(replace(letter, answered_reply_to=(typed.lower(),))) == []


def test_a_domain_is_one_in_both_of_its_forms() -> None:
    vanya, masha = Address("", "vanya@пример.рф"), Address("", "masha@xn--e1afmkfd.xn--p1ai")
    letter = replace(PLAIN, cc=(masha,), part_takers=(ANNA, US, vanya))
    assert [(f.doubt, f.names) for f in look(letter)] == [(Doubt.STRANGER, (masha.address,))]


def test_nobody_wonders_that_a_machines_letter_is_answered_elsewhere() -> None:
    asked = replace(
        PLAIN, answered_sender="no-reply@forms.example", answered_reply_to=(ANNA.address,)
    )
    assert doubts(asked) == []
    assert doubts(replace(asked, answered_sender="WordPress@zerno.example")) == []
    assert doubts(replace(asked, answered_sender="desk@forms.example")) == [Doubt.REPLY_TO]


def test_what_is_below_a_domain_belongs_to_it_and_not_the_other_way_round() -> None:
    below = Address("", "x@mail.firma.example")
    assert [f.doubt for f in look(replace(PLAIN, cc=(below,)))] == [Doubt.STRANGER]
    shared = Address("", "boss@shop.firma.example")
    letter = replace(PLAIN, contact=shared, part_takers=(shared, US), to=(shared,))
    letter = replace(letter, answered_sender=shared.address, cc=(ANNA,))
    assert Doubt.OTHER_DOMAIN in doubts(letter)


def test_nobody_and_nothing() -> None:
    assert doubts(replace(PLAIN, to=(), text="  \n", subject=" ")) == [
        Doubt.NO_RECIPIENT,
        Doubt.EMPTY,
        Doubt.NO_SUBJECT,
    ]


def test_what_nobody_looked_through_is_said() -> None:
    found = look(replace(PLAIN, slips=("превет",), unchecked=True))
    assert [f.doubt for f in found] == [Doubt.SPELLING, Doubt.UNCHECKED]
    assert not found[1].hard


def test_blanks_and_slips_are_counted() -> None:
    found = look(replace(PLAIN, blanks=("номер заказа",), slips=("превет", "превет", "заказ")))
    assert [(f.doubt, f.names, f.count) for f in found] == [
        (Doubt.BLANK, ("номер заказа",), 1),
        (Doubt.SPELLING, ("превет", "заказ"), 3),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Please find attached the invoice.",
        "I've attached a screenshot.",
        "The invoice is attached.",
        "See the attachment for details.",
        "Прикрепляю счёт.",
        "Счёт во вложении.",
        "Я приложила инструкцию к письму.",
        "Прикріпив рахунок.",
        "Рахунок у вкладенні.",
        "Долучаю інструкцію.",
    ],
)
def test_a_promised_file_is_missed(text: str) -> None:
    assert speaks_of_files(text)
    assert Doubt.ATTACHMENT in doubts(replace(PLAIN, text=f"{GOOD}\n{text}"))
    assert Doubt.ATTACHMENT not in doubts(replace(PLAIN, text=f"{GOOD}\n{text}", files=1))


@pytest.mark.parametrize(
    "text",
    [
        "I've attached a screenshot.",
        "Please see the attached picture.",
        "Прикрепляю снимок экрана.",
        "Скріншот у вкладенні.",
    ],
)
def test_a_pasted_picture_is_what_was_promised_if_it_is_called_so(text: str) -> None:
    said = replace(PLAIN, text=f"{GOOD}\n{text}")
    assert Doubt.ATTACHMENT in doubts(said)
    assert Doubt.ATTACHMENT not in doubts(replace(said, pictures=1))
    logo = replace(PLAIN, text=f"{GOOD}\nPlease find attached the manual.", pictures=1)
    assert Doubt.ATTACHMENT in doubts(logo)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the file you attached.",
        "Could you please attach a screenshot?",
        "The invoice is not attached to your letter.",
        "We stay attached to our principles.",
        "Пожалуйста, прикрепите снимок экрана.",
        "Файл, который вы прикрепили, пустой.",
        "Если вы приложите снимок, мы посмотрим сегодня.",
        "Файл, який ви прикріпили, порожній.",
        "Будь ласка, прикріпіть знімок.",
        "Это важное приложение для телефона.",
    ],
)
def test_the_readers_files_are_not_ours(text: str) -> None:
    assert not speaks_of_files(text)


def test_the_wrong_name_is_told_with_the_right_one() -> None:
    found = look(replace(PLAIN, text=GOOD.replace("Анна", "Ольга")))
    assert [(f.doubt, f.names) for f in found] == [(Doubt.GREETING, ("Ольга", "Анна Коваль"))]


def test_a_reader_without_a_name_is_greeted_as_one_likes() -> None:
    nameless = Address("", "info@firma.example")
    letter = replace(PLAIN, to=(nameless,), contact=nameless, answered_sender=nameless.address)
    assert doubts(replace(letter, part_takers=(nameless, US))) == []


def test_the_greeted_may_be_in_copy() -> None:
    olga = Address("Ольга", "olga@firma.example")
    letter = replace(PLAIN, cc=(olga,), part_takers=(ANNA, US, olga))
    assert doubts(replace(letter, text=GOOD.replace("Анна", "Ольга"))) == []


def test_a_promise_wants_a_date_while_the_ticket_stays_open() -> None:
    vague = "Добрый день, Анна!\n\nМы проверим и сообщим вам."
    assert doubts(replace(PLAIN, text=vague)) == [Doubt.NO_DATE]
    assert doubts(replace(PLAIN, text=vague, then=Status.CLOSED)) == []
    assert doubts(replace(PLAIN, text=vague, promise=1_800_000_000)) == []
    assert doubts(replace(PLAIN, text=vague + " Ответим до пятницы.")) == []
    assert doubts(replace(PLAIN, then=Status.OPEN)) == [Doubt.NO_DATE]


@pytest.mark.parametrize(
    "text",
    [
        "by Tuesday", "within 2 working days", "tomorrow", "on 3 March", "12.05", "at 14:30",
        "до пятницы", "в течение двух дней", "завтра", "к концу недели", "через час", "5 мая",
        "до п'ятниці", "протягом двох днів", "наступного тижня", "за годину", "12 травня",
    ],
)  # fmt: skip
def test_dates_are_seen(text: str) -> None:
    assert names_a_date(f"We shall answer {text}.")


@pytest.mark.parametrize(
    "text",
    ["We'll look into it.", "Мы разберёмся.", "Ми перевіримо це.", "I will get back to you."],
)
def test_promises_are_seen(text: str) -> None:
    assert speaks_of_later(text)
    assert not names_a_date(text)


def test_a_talk_that_was_written_down_needs_no_reader() -> None:
    call = replace(PLAIN, kind=DraftKind.CALL, to=(), text="Anna rang about the export.")
    assert doubts(call) == []
    assert doubts(replace(call, text="")) == [Doubt.EMPTY]


def test_a_letter_may_be_passed_on_without_a_word() -> None:
    assert doubts(replace(PLAIN, kind=DraftKind.FORWARD, text="")) == []


_WORDS = st.text(max_size=200)


@given(_WORDS, st.lists(st.builds(Address, _WORDS, _WORDS), max_size=3), _WORDS)
def test_anything_can_be_looked_at(text: str, people: list[Address], subject: str) -> None:
    letter = replace(PLAIN, text=text, to=tuple(people), subject=subject)
    found = look(letter)
    assert [f.hard for f in found] == sorted((f.hard for f in found), reverse=True)
    assert all(f.hard is (f.doubt in HARD) for f in found)
