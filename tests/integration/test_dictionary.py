"""Words that people teach: their own and the team's, undone like everything else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import RejectedError
from app.services import undo
from app.services.dictionary import add_word, forget_word, remove_word, spelling_words
from tests.support.member_desk import MemberDesk

NAME = "Олена Petrenko"


@pytest.fixture(params=[True, False], ids=["team", "alone"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MemberDesk]:
    made = MemberDesk(tmp_path / "postroom.db", team=request.param, name=NAME)
    yield made
    made.store.close()


def test_words_of_the_team_and_of_a_person_are_kept_apart(desk: MemberDesk) -> None:
    desk.do(add_word, None, "Zerno")
    desk.do(add_word, desk.account, " Постклад ")
    desk.do(add_word, desk.account, "аэратор")
    known = spelling_words(desk.store)
    assert known.mine == ("Zerno",)
    assert known.team == ("аэратор", "Постклад")


def test_forms_that_differ_in_case_are_one_word(desk: MemberDesk) -> None:
    for word in ("zerno", "Zerno", "ZERNO"):
        desk.do(add_word, None, word)
        desk.do(add_word, desk.account, word)
    known = spelling_words(desk.store)
    assert known.mine == known.team == ("ZERNO",)
    desk.do(remove_word, None, "zerno")
    desk.do(remove_word, desk.account, "zerno")
    known = spelling_words(desk.store)
    assert known.mine == known.team == ()


def test_a_word_is_forgotten_wherever_it_was_added(desk: MemberDesk) -> None:
    for place in (None, desk.account):
        desk.do(add_word, place, "Zerno")
        desk.do(add_word, place, "other")
    done = desk.do(forget_word, "zerno")
    assert len(done) == 2
    known = spelling_words(desk.store)
    assert known.mine == known.team == ("other",)
    assert desk.do(forget_word, "zerno") == []
    for _ in done:
        desk.do(undo.undo_last)
    known = spelling_words(desk.store)
    assert known.mine == known.team == ("other", "Zerno")


def test_a_persons_words_are_undone_one_by_one(desk: MemberDesk) -> None:
    first = desk.do(add_word, None, "first")
    desk.do(add_word, None, "second")
    again = desk.do(add_word, None, "second")
    assert again.back == ()
    desk.do(undo.take_back, first)
    assert spelling_words(desk.store).mine == ("second",)
    desk.do(undo.undo_last)
    assert spelling_words(desk.store).mine == ()
    desk.do(add_word, None, "third")
    desk.do(remove_word, None, "Third")
    desk.do(undo.undo_last)
    assert spelling_words(desk.store).mine == ("third",)


def test_the_teams_words_are_undone(tmp_path: Path) -> None:
    desk = MemberDesk(tmp_path / "postroom.db", team=True, name=NAME)
    desk.do(add_word, desk.account, "Zerno")
    desk.do(undo.undo_last)
    assert spelling_words(desk.store).team == ()
    desk.store.close()


def test_members_are_known_by_name(tmp_path: Path) -> None:
    desk = MemberDesk(tmp_path / "postroom.db", team=True, name=NAME)
    assert spelling_words(desk.store).names == (NAME,)
    desk.store.close()


def test_what_is_no_word_is_refused(desk: MemberDesk) -> None:
    for word in ("", "  ", "two words", "123", "a" * 61, "bad\x00word", "a\nb"):
        for account in (None, desk.account):
            with pytest.raises(RejectedError):
                desk.do(add_word, account, word)
    known = spelling_words(desk.store)
    assert known.mine == known.team == ()
