"""Dictionaries are found where people and systems keep them, and a broken one hurts nobody."""

from pathlib import Path

import pytest

from search.dictionaries import Language, find_dictionaries, package_folders
from search.spelling import Speller
from search.spelling_vocabulary import read_vocabulary


def dictionary(
    folder: Path, name: str, *words: str, charset: str = "UTF-8", affix: str = ""
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.aff").write_text(f"SET {charset}\n{affix}", charset)
    text = "\n".join([str(len(words)), *words, ""])
    (folder / f"{name}.dic").write_text(text, charset)
    return folder


def test_packages_have_the_three_languages_with_their_licences() -> None:
    found = find_dictionaries(folders=package_folders())
    assert set(found) == {"en", "ru", "uk"}
    assert {one.name for one in found["en"]} == {"en_US", "en_GB"}
    licensed = [one for all_ in found.values() for one in all_ if one.licence]
    assert {one.language for one in licensed} == {"en", "ru", "uk"}


def test_a_persons_own_dictionaries_add_and_replace(tmp_path: Path) -> None:
    own = dictionary(tmp_path / "own", "de_DE", "straße", "wort")
    dictionary(own, "ru_RU", "кофе")
    system = dictionary(tmp_path / "system", "ru_RU", "чай")
    dictionary(system, "uk_UA", "чай")
    found = find_dictionaries(own, [("system", system)])
    assert {name: [one.source for one in all_] for name, all_ in found.items()} == {
        "de": ["profile"],
        "ru": ["profile"],
        "uk": ["system"],
    }
    russian = Language("ru", found["ru"])
    assert russian.right("кофе")
    assert not russian.right("чай")


def test_the_system_comes_before_packages(tmp_path: Path) -> None:
    one = dictionary(tmp_path / "one", "en_US", "colour")
    two = dictionary(tmp_path / "two", "en_US", "color")
    dictionary(two, "en_GB", "lorry")
    found = find_dictionaries(None, [("system", one), ("package", two)])
    english = Language("en", found["en"])
    assert english.right("colour")
    assert english.right("lorry")
    assert not english.right("color")


def test_words_of_an_old_charset(tmp_path: Path) -> None:
    old = dictionary(tmp_path, "ru_RU", "ёлка", "дом", charset="KOI8-R")
    russian = Language("ru", find_dictionaries(None, [("x", old)])["ru"])
    assert russian.right("дом")
    assert not russian.right("дім")
    assert not russian.right("house😀")
    assert russian.guesses("дім") is not None


def test_yo_may_be_written_as_ye_and_the_other_way_round(tmp_path: Path) -> None:
    folder = dictionary(tmp_path, "ru_RU", "елка")
    assert Language("ru", find_dictionaries(None, [("x", folder)])["ru"]).right("ёлка")


def test_words_that_must_not_be_suggested_are_read(tmp_path: Path) -> None:
    folder = dictionary(tmp_path, "en_US", "rude/!A", "fine/A", affix="NOSUGGEST !\n")
    english = Language("en", find_dictionaries(None, [("x", folder)])["en"])
    assert english.taboo("Rude")
    assert not english.taboo("fine")


@pytest.mark.parametrize("rest", [b"", b"\xff\xfe\x00garbage\n\n\n", b"999999999\nword"])
def test_a_broken_dictionary_hurts_nobody(tmp_path: Path, rest: bytes) -> None:
    (tmp_path / "ru_RU.aff").write_bytes(b"SET UTF-8\nPFX A Y 99\n")
    (tmp_path / "ru_RU.dic").write_bytes(rest)
    Language("ru", find_dictionaries(None, [("x", tmp_path)])["ru"]).right("слово")


def test_half_a_dictionary_is_none(tmp_path: Path) -> None:
    (tmp_path / "ru_RU.aff").write_text("SET UTF-8\n")
    assert find_dictionaries(tmp_path, [("x", tmp_path)]) == {}


def test_without_any_dictionary_nothing_is_wrong() -> None:
    speller = Speller({})
    assert speller.suggest("wrng", "en") == []


def test_a_vocabulary_has_words_examples_and_phrases() -> None:
    text = "# words\nlogin/cabin inbox  # two\n\ncould of = could have\n"
    vocabulary = read_vocabulary(text)
    assert vocabulary.words == (("login", "cabin"), ("inbox", ""))
    assert vocabulary.phrases == (("could of", "could have"),)


def test_words_are_inflected_like_their_example(tmp_path: Path) -> None:
    russian = Language("ru", find_dictionaries(folders=package_folders())["ru"])
    assert not russian.right("чмокодромом")
    russian.add([("чмокодром", "аэродром")])
    assert russian.right("чмокодромом")
