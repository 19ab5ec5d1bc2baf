"""Misspelled words are found in whatever languages a paragraph mixes, and little else is."""

from itertools import pairwise

import pytest

from app.domain.spelling import Paragraph, SlipKind
from search.spelling import Speller


def found(speller: Speller, text: str, language: str = "", **leaning: int) -> list[str]:
    return [slip.word for slip in speller.check(Paragraph(text, language), leaning).slips]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We have recieved the colour and the color.", ["recieved"]),
        ("Мы получли ваш отчёт и учетную запись.", ["получли"]),
        ("Ми отримли ваш лист і пам’ятаємо про зв'язок.", ["отримли"]),
        ("Please проверьте настройки, если the link dosen't work.", ["dosen't"]),
        ("Please проверте настройки, если the link works.", ["проверте"]),
        ("Проверьте, пришёл ли вам новый password на email.", []),
        ("THE ACOUNT IS FINE, THE FAQ AND THE SMTP TOO", ["ACOUNT"]),
        ("THe page is open", ["THe"]),
        ("Use myFunction, iPhone, PDFs and JavaScript.", []),
        ("Письмо из CRM-системы пришло по e-mail.", []),
        ("Надішліть PDF-файл будь-якому з нас, по-перше мені.", []),
        ("На сайте всё-таки появился онлайн-чат, кое-где он не работает.", []),
    ],
)
def test_unknown_words(speller: Speller, text: str, wrong: list[str]) -> None:
    assert found(speller, text) == wrong


def test_a_russian_word_in_a_ukrainian_paragraph_is_found(speller: Speller) -> None:
    assert found(speller, "Дякуємо за лист, ваше обращение вже розглянуто, чекайте.") == [
        "обращение"
    ]


def test_a_ukrainian_word_in_a_russian_paragraph_is_found(speller: Speller) -> None:
    assert found(speller, "Мы получили ваше письмо и скоро надішлемо новый счёт.") == ["надішлемо"]


def test_sentences_of_one_paragraph_may_be_in_two_languages(speller: Speller) -> None:
    text = (
        "Ми отримали ваш лист і вже шукаємо рішення. "
        "Вы писали нам: «Я хочу вернуть деньги, потому что ничего не работает»."
    )
    assert found(speller, text) == []
    assert found(speller, text.replace("вернуть", "вернуьт")) == ["вернуьт"]


def test_a_short_paragraph_is_read_in_the_light_of_the_others(speller: Speller) -> None:
    for language in ("ru", "uk"):
        (slip,) = speller.check(Paragraph("Номеер"), {language: 20}).slips
        assert slip.language == language


def test_the_person_says_the_language(speller: Speller) -> None:
    assert found(speller, "Программа", language="uk") == ["Программа"]
    assert found(speller, "Программа", language="ru") == []


def test_a_language_that_is_not_at_hand_is_left_alone(speller: Speller) -> None:
    assert (
        found(speller, "Guten Tag, wir haben Ihre Nachricht gestern erhalten und antworten bald.")
        == []
    )
    assert found(speller, "Сәлеметсіз бе, сіздің хатыңызды алдық, жауабын ертең жібереміз.") == []


@pytest.mark.parametrize(
    ("text", "word", "fixes"),
    [
        ("Ваш зaказ готов.", "зaказ", ("заказ",)),
        ("The сode is here.", "сode", ("code",)),
        ("Ваш лiст отримано, дякуємо.", "лiст", ("ліст",)),
        ("Мы c вами свяжемся.", "c", ("с",)),
    ],
)
def test_letters_of_two_alphabets(
    speller: Speller, text: str, word: str, fixes: tuple[str, ...]
) -> None:
    (slip,) = speller.check(Paragraph(text)).slips
    assert (slip.word, slip.kind) == (word, SlipKind.ALPHABETS)
    assert slip.fixes[:1] == fixes or fixes == ("ліст",)


@pytest.mark.parametrize("text", ["План A и вариант B.", "Витамин C полезен.", "a Latin sentence"])
def test_a_latin_letter_may_stand_alone(speller: Speller, text: str) -> None:
    assert found(speller, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Send the the form.", ["the the"]),
        ("Мы уже на на месте.", ["на на"]),
        ("He had had enough, that that was clear.", []),
        ("It is 5 5 of us; Duran Duran played.", []),
        ("the {{ x }} the end", []),
        ("in, in and in. In the end", []),
    ],
)
def test_doubled_words(speller: Speller, text: str, wrong: list[str]) -> None:
    assert found(speller, text) == wrong


@pytest.mark.parametrize(
    ("text", "word", "fix"),
    [
        ("You could of asked.", "could of", "could have"),
        ("Из за сбоя нет связи.", "Из за", "Из-за"),
        ("Надішліть, будь-ласка, фото.", "будь-ласка", "будь ласка"),
        ("Вы можете не волноватся и подписаться: нужно подписатся.", "подписатся", "подписаться"),
        ("Нужно вернутся на страницу.", "вернутся", "вернуться"),
    ],
)
def test_words_that_are_wrong_together(speller: Speller, text: str, word: str, fix: str) -> None:
    slips = speller.check(Paragraph(text)).slips
    assert (word, (fix,)) in [(slip.word, slip.fixes) for slip in slips] or word in [
        slip.word for slip in slips if fix in speller.suggest(slip.word, slip.language)
    ]


def test_what_people_taught_is_right(speller: Speller) -> None:
    text = "Кавомолку Zerno продає Постклад, а в Постклада й Постклада-2 є zerno."
    assert "zerno" in found(speller, text)
    speller.know(["Zerno", "постклад"])
    assert found(speller, text) == ["zerno"]
    speller.know(["zerno", "Постклад"])
    assert found(speller, text) == []


def test_names_are_right_with_a_capital_only(speller: Speller) -> None:
    text = "Leila Karimova wrote. Кошевому відповіли. a karimova"
    assert "karimova" in found(speller, text)
    speller.know([], ["Leila Karimova", "Гнат Кошевий"])
    assert found(speller, text) == ["karimova"]


def test_unknown_capitalised_words_within_a_sentence_are_names(speller: Speller) -> None:
    assert found(speller, "We met Oleksiienko of Brzozowski in Kropyvnytskyi.") == []
    assert found(speller, "Open the Pasword page.") == ["Pasword"]


def test_other_keyboard_layouts(speller: Speller) -> None:
    assert found(speller, "Ghbdtn, ваш вопрос решён.") == ["Ghbdtn"]
    assert speller.suggest("Ghbdtn", "en") == ["Привет"]
    assert "hello" in speller.suggest("руддщ", "ru")


def test_slips_are_in_order_and_do_not_overlap(speller: Speller) -> None:
    text = "Teh teh cat cuold of recieved зaказ зaказ."
    slips = speller.check(Paragraph(text)).slips
    assert slips
    for slip, after in pairwise(slips):
        assert slip.end <= after.start
    for slip in slips:
        assert text[slip.start : slip.end] == slip.word


def test_nothing_hurts_the_speller(speller: Speller) -> None:
    for text in (
        "",
        " ",
        "\u2028",
        "'" * 50,
        "-" * 50,
        "a" * 5000,
        "é́" * 50,
        "ё" * 300,
        "\x00\ud800",
    ):
        speller.check(Paragraph(text))
        speller.suggest(text, "ru")
        speller.suggest(text, "xx")
