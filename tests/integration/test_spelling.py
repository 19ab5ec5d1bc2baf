"""The process that checks spelling: it answers, dies, starts again and ends with the program."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.doctor import spelling_verdicts
from app.domain.errors import TransientError
from app.domain.spelling import Checked, Paragraph
from app.runtime import children
from app.runtime.spelling import Spelling
from tests.support.waiting import PATIENCE


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile whose own dictionaries are small, so that they load at once."""
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    for name, words in (("en_US", "hello the word"), ("ru_RU", "привет"), ("uk_UA", "привіт")):
        (folder / f"{name}.aff").write_text("SET UTF-8\n", "utf-8")
        listed = words.split()
        (folder / f"{name}.dic").write_text("\n".join([str(len(listed)), *listed, ""]), "utf-8")
    return tmp_path


@pytest.fixture
def spelling(profile: Path) -> Iterator[Spelling]:
    made = Spelling(profile)
    yield made
    made.close()


def check(spelling: Spelling, text: str, **leaning: int) -> Checked:
    return spelling.check(Paragraph(text), leaning).result(PATIENCE)


def child_of(spelling: Spelling) -> int:
    assert spelling._child is not None
    return spelling._child.pid


def test_paragraphs_and_words_are_answered(spelling: Spelling) -> None:
    text = "hello 😀 wrod, привіт привет"
    checked = check(spelling, text)
    assert [slip.word for slip in checked.slips][:1] == ["wrod"]
    assert checked.evidence == {"ru": 1, "uk": 2}
    assert spelling.suggest("wrod", "en").result(PATIENCE) == ("word",)
    assert check(spelling, "hello word").slips == ()


def test_many_requests_wait_for_each_other(spelling: Spelling) -> None:
    futures = [spelling.check(Paragraph(f"hello {'x' * n}zq")) for n in range(3, 60)]
    assert [len(future.result(PATIENCE).slips) for future in futures] == [1] * 57


def test_taught_words_are_known_to_each_new_process(spelling: Spelling) -> None:
    spelling.know(["zerno"], ["Olha Bondar"])
    assert check(spelling, "hello zerno").slips == ()
    os.kill(child_of(spelling), signal.SIGKILL)
    assert check(spelling, "hello zerno Bondar").slips == ()
    spelling.know([])
    assert [slip.word for slip in check(spelling, "hello zerno").slips] == ["zerno"]


def test_a_process_that_dies_is_started_again(spelling: Spelling) -> None:
    for _ in range(2):
        assert check(spelling, "hello").slips == ()
        before = child_of(spelling)
        os.kill(before, signal.SIGKILL)
        assert check(spelling, "hello wrod").slips
        assert child_of(spelling) != before


def test_what_cannot_start_is_tried_thrice_and_then_once_until_it_can(
    spelling: Spelling, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = 0

    def refuse(*_: object) -> None:
        nonlocal starts
        starts += 1
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr(children, "start", refuse)
        for expected in (3, 4, 5):
            with pytest.raises(TransientError):
                check(spelling, "hello")
            assert starts == expected
    assert check(spelling, "hello wrod").slips
    os.kill(child_of(spelling), signal.SIGKILL)
    assert check(spelling, "hello wrod").slips, "more than once again"


def test_a_process_that_was_not_asked_for_a_while_ends(profile: Path) -> None:
    spelling = Spelling(profile, idle_seconds=0.01)
    try:
        check(spelling, "hello")
        first = spelling._child
        assert first is None or first.wait(PATIENCE) is not None
        assert check(spelling, "hello wrod").slips
    finally:
        spelling.close()


def test_dictionaries_that_nobody_can_read_leave_everything_right(tmp_path: Path) -> None:
    folder = tmp_path / "dictionaries"
    folder.mkdir()
    for name in ("en_US", "ru_RU", "uk_UA"):
        (folder / f"{name}.aff").write_bytes(b"\xff\xfeSET nonsense")
        (folder / f"{name}.dic").write_bytes(b"\x00" * 100)
    spelling = Spelling(tmp_path)
    try:
        words = "these are six quite ordinary words of a sentence"
        assert check(spelling, words).slips == ()
    except TransientError:
        pass  # it may also have ended the process; the letter is written all the same
    finally:
        spelling.close()


def test_closing_cancels_what_waits(profile: Path) -> None:
    spelling = Spelling(profile)
    futures = [spelling.check(Paragraph("hello")) for _ in range(50)]
    spelling.close()
    assert all(future.done() for future in futures)
    assert spelling.check(Paragraph("hello")).cancelled()


def test_nothing_runs_before_the_first_question(profile: Path) -> None:
    spelling = Spelling(profile)
    spelling.know(["word"])
    assert spelling._thread is None
    spelling.close()


def test_doctor_names_dictionaries_with_their_licences(profile: Path, tmp_path: Path) -> None:
    (profile / "dictionaries" / "de_DE.aff").write_text("SET UTF-8\n", "utf-8")
    (profile / "dictionaries" / "de_DE.dic").write_text("1\nwort\n", "utf-8")
    (profile / "dictionaries" / "de_DE.license").write_text(
        "Copyright\nThe GPL, version 2\n", "utf-8"
    )
    verdicts = {verdict.subject: verdict for verdict in spelling_verdicts(profile)}
    assert set(verdicts) == {f"spelling: {name}" for name in ("de", "en", "ru", "uk")}
    assert "de_DE (profile): The GPL, version 2" in verdicts["spelling: de"].detail
    assert "en_US (profile): it names no licence" in verdicts["spelling: en"].detail
    assert all(verdict.ok for verdict in verdicts.values())


def test_a_language_without_a_dictionary_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.spelling.find_dictionaries", lambda _: {"en": []})
    verdicts = spelling_verdicts(tmp_path)
    wrong = [verdict for verdict in verdicts if not verdict.ok]
    assert {verdict.subject for verdict in wrong} == {f"spelling: {n}" for n in ("en", "ru", "uk")}
    assert str(tmp_path / "dictionaries") in wrong[0].remedy
