"""What is looked up, and what is left alone."""

import pytest

from search.spelling_words import HOLE, Script, base_of, script_of, sentences, without_prose


def bases(text: str) -> list[str]:
    return [
        part.base for run in sentences(without_prose(text)) for token in run for part in token.parts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example/chekout?x=wrng",
        "www.shpo.example",
        "anna.whte@shop.example",
        "<bob@shop.example>",
        r"C:\Progarms\wrld.log",
        r"\\servr\shaer\file",
        "/usr/lcoal/bni",
        "~/Dowloads/fiel",
        "invoce-2024.pdf",
        "рахунк.docx",
        "shop.example",
        "`git stauts`",
        "```\nfo br\nbaz\n```",
        "--verbsoe",
        "{{ frist_name }}",
        "{% if x %}",
        "⟦ordr number⟧",
        "@tomasz",
        "#A4F1K",
        "[K4N2-X7PQ]",
        "snake_case_nmae",
        "v2.0.5rc1",
        "B2B",
    ],
)
def test_what_is_no_prose_is_no_word(text: str) -> None:
    assert bases(f"see {text}\nplease") == ["see", "please"]


def test_quoted_lines_are_no_prose() -> None:
    assert bases("see\n> a quted line\n  >> and on\nplease > all") == ["see", "please", "all"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doesn’t it's", ["doesn't", "it's"]),
        ("пам’ять зв`язок об'єкт мʼята", ["пам'ять", "зв'язок", "об'єкт", "м'ята"]),
        ("'quoted' ‘so’", ["quoted", "so"]),
        ("будь-який e-mail", ["будь", "який", "e", "mail"]),
        ("за́мок до\u00adставка", ["замок", "доставка"]),
        ("и\u0306од е\u0308лка", ["йод", "ёлка"]),
        ("2-й 5GB 10-дневный", ["й", "дневный"]),
        ("SMS’ки iPhone’а", ["SMS", "iPhone"]),
        ("и/или and/or", ["и", "или", "and", "or"]),
        ("Really?No, 3.5 percent", ["Really", "No", "percent"]),
    ],
)
def test_words_are_cut_as_dictionaries_have_them(text: str, expected: list[str]) -> None:
    assert bases(text) == expected


def test_places_are_those_of_the_text() -> None:
    text = "Він 😀 ска\u0301зав: «пам’ять» a@b.example, x_y."
    for run in sentences(without_prose(text)):
        for token in run:
            assert text[token.whole.start : token.whole.end] == token.whole.text
    assert len(without_prose(text)) == len(text)


def test_what_the_caller_leaves_out_is_no_prose() -> None:
    assert without_prose("one two three", [(4, 7)]) == f"one {HOLE * 3} three"


def test_sentences_end_where_they_do() -> None:
    runs = sentences("Mr. Smith came. He saw J. Doe! «Так?» Ні… І все\nДалі")
    assert [run[0].whole.text for run in runs] == ["Mr", "He", "Так", "Ні", "І", "Далі"]
    assert all(run[0].whole.first for run in runs)
    assert not any(token.whole.first for run in runs for token in run[1:])


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("word", Script.LATIN),
        ("façade", Script.LATIN),
        ("слово", Script.CYRILLIC),
        ("cлово", Script.BOTH),
        ("λόγος", Script.OTHER),
        ("123", Script.OTHER),
        ("wordλ", Script.OTHER),
    ],
)
def test_alphabets(word: str, script: Script) -> None:
    assert script_of(word) is script


def test_a_base_is_its_own_base() -> None:
    for word in ("doesn’t", "за́мок", "ёлка", "e\u0301tude"):
        assert base_of(base_of(word)) == base_of(word)
