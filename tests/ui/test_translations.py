"""Every text has its Russian and Ukrainian, in all plural forms, and the built files are fresh."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui.app import LANGUAGES, install_language
from ui.counted import counted

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent
FORMS = {"en": 2, "ru": 3, "uk": 3}


def messages(language: str) -> list[tuple[str, ElementTree.Element]]:
    tree = ElementTree.parse(FOLDER / f"postroom_{language}.ts")  # noqa: S314 - a file of ours
    return [
        (context.findtext("name", ""), message)
        for context in tree.iter("context")
        for message in context.iter("message")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_placeholders(language: str) -> None:
    found = messages(language)
    assert len(found) > 150
    for context, message in found:
        source = message.findtext("source", "")
        translation = message.find("translation")
        assert translation is not None
        assert "type" not in translation.attrib, (context, source)
        forms = [form.text or "" for form in translation.iter("numerusform")]
        if message.get("numerus"):
            assert len(forms) == FORMS[language], source
        for text in forms or [translation.text or ""]:
            assert text.strip(), (context, source)
            assert re.findall(r"\{\w+\}|%n", text) == re.findall(r"\{\w+\}|%n", source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_source_is_missing(language: str, tmp_path: Path) -> None:
    copy = tmp_path / "fresh.ts"
    sources = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    options = ["-source-language", "en", "-target-language", language, "-locations", "none"]
    run([str(TOOLS / "pyside6-lupdate"), *sources, "-ts", str(copy), *options])
    tree = ElementTree.parse(copy)  # noqa: S314 - made above
    fresh = {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in tree.iter("context")
        for message in context.iter("message")
    }
    assert fresh == {(name, each.findtext("source", "")) for name, each in messages(language)}


def test_no_text_hides_from_the_tool() -> None:
    """What stands within the braces of a formatted string is not found, and never translated."""
    hidden = [
        (path.name, call.lineno)
        for path in (ROOT / "ui").rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and (getattr(call.func, "attr", "") or getattr(call.func, "id", "")) in {"tr", "translate"}
    ]
    assert hidden == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_built_file_is_fresh(language: str, tmp_path: Path) -> None:
    built = tmp_path / "fresh.qm"
    source = FOLDER / f"postroom_{language}.ts"
    run([str(TOOLS / "pyside6-lrelease"), str(source), "-qm", str(built)])
    assert built.read_bytes() == (FOLDER / f"postroom_{language}.qm").read_bytes()


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    installed: list[QTranslator] = []
    yield lambda code: installed.extend(install_language(qapp, QLocale(code)))
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ru_RU", ["1 письмо", "3 письма", "5 писем", "11 писем", "21 письмо"]),
        ("uk_UA", ["1 лист", "3 листи", "5 листів", "11 листів", "21 лист"]),
        ("en_GB", ["1 letter", "3 letters", "5 letters", "11 letters", "21 letters"]),
        ("de_DE", ["1 letter", "3 letters", "5 letters", "11 letters", "21 letters"]),
    ],
)
def test_numbers_ask_for_the_right_form(
    speak: Callable[[str], None], code: str, expected: list[str]
) -> None:
    speak(code)
    assert [counted.letters(count) for count in (1, 3, 5, 11, 21)] == expected


def test_the_interface_speaks_ukrainian(speak: Callable[[str], None]) -> None:
    speak("uk_UA")
    assert QCoreApplication.translate("ListPane", "Search") == "Пошук"
