"""Whom a letter greets, and whether that is who it goes to: in three languages, in any shape."""

import pytest

from app.domain.gate import Checked, Doubt, look
from app.domain.gate_names import Greeted, greeted, is_named, is_person
from app.domain.messages import Address
from app.domain.outgoing import DraftKind

MORE = "\n\nAll is well again with the export since this morning."


def is_doubted(text: str, contact: Address) -> bool:
    letter = Checked(
        DraftKind.REPLY,
        to=(contact,),
        cc=(),
        bcc=(),
        subject="s",
        text=text + MORE,
        contact=contact,
        answered_sender=contact.address,
        part_takers=(contact,),
    )
    return Doubt.GREETING in [finding.doubt for finding in look(letter)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Здравствуйте, Иван Петрович!", "Иван Петров"),
        ("Здравствуйте, уважаемый Иван Петрович!", "Петров Иван"),
        ("Уважаемый Иван!", "Ivan Petrov"),
        ("Уважаемая Мария Ивановна,", "Мария Сидорова"),
        ("Уважаемый господин Петров!", "Иван Петров"),
        ("Уважаемая госпожа Петрова!", "Мария Петрова"),
        ("Шановна пані Олено!", "Олена Коваль"),
        ("Шановний пане Петренку!", "Іван Петренко"),
        ("Добрий день, пане Іване!", "Іван Петренко"),
        ("Добрий день, Ігоре!", "Ігор Коваль"),
        ("Добрий день, Павле!", "Павло Коваль"),
        ("Добрий день, Миколо!", "Микола Коваль"),
        ("Добрий день, Маріє!", "Марія Коваль"),
        ("Добрий день, Наталіє!", "Наталія Коваль"),
        ("Добрий день, Наталю!", "Наталя Коваль"),
        ("Добрий день, Надіє!", "Надія К"),
        ("Добрий день, Василю!", "Василь К"),
        ("Добрий день, Олеже!", "Олег К"),
        ("Добрий день, Олегу!", "Олег К"),
        ("Добрий день, Петре!", "Петро К"),
        ("Добрий день, Юрію!", "Юрій К"),
        ("Добрий день, Юрію!", "Yuriy K"),
        ("Добрий день, Андрію Івановичу!", "Андрій Коваль"),
        ("Добрий день, Ольго Іванівно!", "Ольга Коваль"),
        ("Добрий день, Іллє!", "Ілля К"),
        ("Добрий день, Дмитре!", "Дмитро К"),
        ("Добрий день, Сергію Олександровичу!", "Сергій К"),
        ("Добрий день, Олексію!", "Oleksii K"),
        ("Добрий день, Євгене!", "Євген К"),
        ("Добрий день, Євгене!", "Yevhen K"),
        ("Добрий день, Богдане!", "Богдан К"),
        ("Добрий день, Лесю!", "Леся К"),
        ("Добрий день, Катерино!", "Катерина К"),
        ("Добрий день, Катю!", "Катерина К"),
        ("Добрий день, Любове!", "Любов К"),
        ("Добрий день, друже!", "Іван К"),
        ("Здравствуйте, Пётр!", "Петр Иванов"),
        ("Здравствуйте, Петя!", "Петр Иванов"),
        ("Здравствуйте, Лёша!", "Алексей Иванов"),
        ("Привет, Маш!", "Мария Иванова"),
        ("Привет, Саш!", "Александр Иванов"),
        ("Привет, Дим!", "Дмитрий Иванов"),
        ("Привет, Кать!", "Екатерина Иванова"),
        ("Здравствуйте, Женя!", "Евгений И"),
        ("Здравствуйте, Юля!", "Yulia I"),
        ("Здравствуйте, Наташа!", "Наталья И"),
        ("Здравствуйте, Наталия!", "Наталья И"),
        ("Здравствуйте, Софья!", "София И"),
        ("Здравствуйте, Соня!", "София И"),
        ("Здравствуйте, Лида!", "Лидия И"),
        ("Здравствуйте, Костя!", "Константин И"),
        ("Здравствуйте, Гриша!", "Григорий И"),
        ("Здравствуйте, Гена!", "Геннадий И"),
        ("Здравствуйте, Рита!", "Маргарита И"),
        ("Здравствуйте, Вера!", "Vera I"),
        ("Здравствуйте, Тимур!", "Timur I"),
        ("Здравствуйте, Егор!", "Egor I"),
        ("Здравствуйте, Элина!", "Elina I"),
        ("Здравствуйте, Джон!", "John Smith"),
        ("Здравствуйте, Майкл!", "Michael Smith"),
        ("Здравствуйте, Анна-Мария!", "Анна-Мария Иванова"),
        ("Здравствуйте, Анна!", "Анна-Мария Иванова"),
        ("Dear Dr. Smith,", "John Smith"),
        ("Dear Mr Smith,", "John Smith"),
        ("Dear Customer,", "John Smith"),
        ("Dear Client,", "John Smith"),
        ("Dear User,", "John Smith"),
        ("Hi There,", "John Smith"),
        ("Hello Sir or Madam,", "John Smith"),
        ("Dear Sir or Madam,", "John Smith"),
        ("Hello Support Team,", "John Smith"),
        ("Hello Acme Team,", "John Smith"),
        ("Dear Friend,", "John Smith"),
        ("Hi John, thanks for writing!", "John Smith"),
        ("Hi John and Mary,", "John Smith"),
        ("Hello, thank you for your letter", "John Smith"),
        ("Hello, Thank you for your letter", "John Smith"),
        ("Hello. We have fixed it", "John Smith"),
        ("Hello, We have fixed it", "John Smith"),
        ("Hello, I am sorry to hear that", "John Smith"),
        ("Hi, I’ve fixed it.", "John Smith"),
        ("Hello from Zerno,", "John Smith"),
        ("Good morning, Mike!", "Michael Smith"),
        ("Hi Jo,", "Joanna Smith"),
        ("Hi Chris,", "Christopher Smith"),
        ("Hi Tom!", "Thomas Smith"),
        ("Hi Sue,", "Susan Smith"),
        ("Hi Pat,", "Patricia Smith"),
        ("Hi José,", "Jose Garcia"),
        ("Hi Jose,", "José Garcia"),
        ("Hallo Jürgen,", "Juergen M"),
        ("Hello Jürgen,", "Juergen M"),
        ("Hello Jurgen,", "Jürgen M"),
        ("Hello Łukasz,", "Lukasz M"),
        ("Hello Zoë,", "Zoe M"),
        ("Здравствуйте! Спасибо за письмо.", "Анна К"),
        ("Здравствуйте, Спасибо за письмо.", "Анна К"),
        ("Здравствуйте, Благодарим за обращение", "Анна К"),
        ("Здравствуйте, Вы писали нам", "Анна К"),
        ("Здравствуйте, Вам пишет Олег из поддержки", "Анна К"),
        ("Здравствуйте, меня зовут Олег", "Анна К"),
        ("Добрый день, Меня зовут Олег", "Анна К"),
        ("Добрый день, Уважаемый клиент!", "Анна К"),
        ("Добрый день, Уважаемый Клиент!", "Анна К"),
        ("Уважаемый Клиент!", "Анна К"),
        ("Уважаемый пользователь!", "Анна К"),
        ("Шановний клієнте!", "Анна К"),
        ("Шановний Клієнте!", "Анна К"),
        ("Добрий день, Дякуємо за звернення", "Анна К"),
        ("Доброго времени суток, Анна", "Анна К"),
        ("Доброго дня, Ганно!", "Анна К"),
        ("Доброго дня, Ганно!", "Hanna K"),
        ("Вітаю, Анно", "Анна К"),
        ("Hi Oleksandr,", "Саша Коваль"),
        ("Привет, Ваня!", "Иван К"),
        ("Здравствуйте, Ивану!", "Иван К"),
        ("Hello Anna Petrovna,", "Иванова Анна Петровна"),
        ("Доброе утро, Анна!", "Иванова А. П."),
        ("Добрый день, Анна!", "А. П. Иванова"),
        ("Добрый день, Анна!", "ООО «Ромашка»"),
        ("Добрый день, Анна!", "Отдел закупок"),
        ("Hello Anna,", "Sales"),
        ("Hello Anna,", "Acme Ltd."),
        ("Hello Anna,", "Accounting Department"),
        ("Hello Anna,", "A. Kowalska"),
        ("Привіт, Олю!", "Ольга К"),
        ("Привіт, Сашо!", "Олександр К"),
        ("Добрий день, Галино Петрівно!", "Галина К"),
        ("Добрий день, Зоряно!", "Зоряна К"),
        ("Добрий день, Тарасе!", "Тарас К"),
        ("Добрий день, Григоре!", "Григорій К"),
        ("Добрий день, Георгію!", "Георгій К"),
        ("Добрий день, Матвію!", "Матвій К"),
        ("Добрий день, Назаре!", "Назар К"),
        ("Добрий день, Яно!", "Яна К"),
        ("Добрий день, Віко!", "Вікторія К"),
        ("Добрий день, Вікторіє!", "Viktoriia K"),
        ("Добрий день, Христино!", "Khrystyna K"),
        ("Добрий день, Кириле!", "Кирило К"),
        ("Добрий день, Даниле!", "Данило К"),
        ("Добрий день, Михайле!", "Михайло К"),
        ("Добрий день, Лево!", "Лев К"),
        ("Добрий день, Леве!", "Лев К"),
    ],
)
def test_nobody_is_warned_of_the_right_name(text: str, name: str) -> None:
    assert not is_doubted(text, Address(name, "x77@firma.example"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello Peter,", "Anna Kowalska"),
        ("Добрый день, Ольга!", "Анна К"),
        ("Добрый день, Иван!", "Мария К"),
        ("Уважаемый Пётр Иванович!", "Павел Сидоров"),
        ("Добрий день, Олено!", "Оксана К"),
        ("Hi Mark!", "Martin Smith"),
        ("Здравствуйте Мария", "Марина К"),
        ("Привет Оля", "Анна К"),
        ("Анна, добрый день!", "Ольга К"),
        ("Anna,", "Olga K"),
        ("Anna, hello!", "Olga K"),
        ("Ольга, здравствуйте!", "Анна К"),
        ("Hi JOHN,", "Mary Smith"),
        ("Hallo Peter,", "Anna Koval"),
        ("Dear Mr. Smith,", "Anna Koval"),
        ("Уважаемый господин Петров!", "Иван Сидоров"),
        ("Здравствуйте, Петр Петров!", "Иван Сидоров"),
        ("Hello Anna", "Anton P"),
        ("Добрый день, Александр", "Алексей П"),
        ("Hi Daniel", "Daria P"),
        ("Добрий день, Юлю", "Юрій П"),
        ("Добрий день, Ліно", "Олена П"),
        ("Hi Max", "Maria P"),
        ("Hi Ivan", "Inna P"),
        ("Здравствуйте, Инна!", "Анна П"),
        ("Hi Kate", "Karina P"),
        ("Hi Alina", "Elena P"),
        ("Здравствуйте, Дана!", "Дина П"),
        ("Здравствуйте, Алла!", "Алина П"),
        ("Здравствуйте, Нина!", "Анна П"),
    ],
)
def test_the_wrong_name_is_doubted(text: str, name: str) -> None:
    assert is_doubted(text, Address(name, "x77@firma.example"))


def test_a_name_may_be_known_from_the_address_alone() -> None:
    assert not is_doubted("Hello Mr. Ivanov,", Address("", "ivanov.p@firma.example"))
    assert not is_doubted("Hello Olga,", Address("A. B.", "olga@firma.example"))
    assert not is_doubted("Dear Mrs. Koval,", Address("Anna", "anna@firma.example"))


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("Hello Anna,", Greeted(("Anna",))),
        ("Dear Mr. Smith", Greeted(("Smith",), by_title=True)),
        ("Hi all,", Greeted()),
        ("Hello!", Greeted()),
        ("Hello, Thank you for your letter", Greeted()),
        ("Здравствуйте, Анна Петровна!", Greeted(("Анна", "Петровна"))),
        ("Добрый день!", Greeted()),
        ("Уважаемые коллеги,", Greeted()),
        ("Доброго дня, Олено!", Greeted(("Олено",))),
        ("Вітаю, пане Андрію", Greeted(("Андрію",), by_title=True)),
        ("Анна, добрый день!", Greeted(("Анна",))),
        ("Anna,", Greeted(("Anna",))),
        ("Anna, it works", Greeted()),
    ],
)
def test_who_is_greeted(line: str, whom: Greeted) -> None:
    assert greeted(f"\n{line}\nAnd more of it.") == whom


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Анно", "Анна Коваль"),
        ("Anna", "Анна"),
        ("Олено", "Olena Shevchenko"),
        ("Сергію", "Serhii"),
        ("Сергей", "Сергій Бондар"),
        ("Саша", "Александр Иванов"),
        ("Дмитре", "Dmytro"),
        ("Володимире", "Volodymyr Z."),
        ("Катя", "ekaterina.p"),
        ("Bob", "Robert Miles"),
        ("Юлія", "Yuliia"),
        ("Михаил", "Mikhail"),
    ],
)
def test_a_name_is_known_in_any_of_its_shapes(word: str, name: str) -> None:
    assert is_named(word, [name])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Мария", "Марина"),
        ("Anna", "Anton"),
        ("Олена", "Оксана"),
        ("Mark", "Maria"),
        ("Pavel", "Petr"),
        ("Александр", "Алексей"),
    ],
)
def test_another_name_is_another_name(word: str, name: str) -> None:
    assert not is_named(word, [name])


@pytest.mark.parametrize("name", ["Anna", "Анна Коваль", "А. П. Иванова", "O’Neil", "J. Smith"])
def test_people_can_be_compared(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name", ["", "A.", "Sales", "ООО «Ромашка»", "Acme Ltd.", "Отдел закупок", "x@y.example", "7"]
)
def test_firms_and_desks_cannot(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("text", "to", "wrong"),
    [
        ("Hi Bob,", Address("Robert Miles", "rm@d.example"), False),
        ("Hi Bob,", Address("", "rm@d.example"), False),
        ("Hi Anna,", Address("Robert Miles", "rm@d.example"), True),
    ],
)
def test_what_is_passed_on_greets_who_gets_it(text: str, to: Address, *, wrong: bool) -> None:
    anna = Address("Anna Koval", "anna@c.example")
    letter = Checked(DraftKind.FORWARD, (to,), (), (), "s", text + MORE, contact=anna)
    assert (Doubt.GREETING in [finding.doubt for finding in look(letter)]) is wrong


def test_an_address_without_a_name_may_be_anybodys() -> None:
    anna, office = Address("Anna", "anna@c.example"), Address("", "office@c.example")
    letter = Checked(DraftKind.REPLY, (office,), (), (), "s", "Hi Bob," + MORE, contact=anna)
    assert Doubt.GREETING not in [finding.doubt for finding in look(letter)]
