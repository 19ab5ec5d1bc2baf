"""Templates are the team's: kept, changed, taken away and brought back, with files and history."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import RejectedError
from app.services import members, records, team_commands, templates, undo
from app.services.template_values import first_name, values_of
from app.services.templates import TemplateContent
from app.services.templating import VARIABLES
from tests.support.journal import NOON
from tests.support.journal_rows import joined
from tests.support.template_desk import REFUND, TemplateDesk
from tests.support.writing import writing_desk


@pytest.fixture(params=[True, False], ids=["team", "alone"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[TemplateDesk]:
    made = TemplateDesk(tmp_path / "postroom.db", team=request.param)
    yield made
    made.store.close()


@pytest.fixture
def member(tmp_path: Path) -> Iterator[TemplateDesk]:
    made = TemplateDesk(tmp_path / "postroom.db", team=True)
    yield made
    made.store.close()


def test_what_is_kept_is_had_again(desk: TemplateDesk) -> None:
    which = desk.save(REFUND)
    assert desk.one(which).content == REFUND
    assert [one.id for one in desk.all()] == [which]


def test_a_changed_template_loses_what_it_no_longer_says(desk: TemplateDesk) -> None:
    which = desk.save(REFUND)
    shorter = TemplateContent("Refund", {"en": "Your money is back."})
    desk.save(shorter, which)
    assert desk.one(which).content == shorter


def test_removed_templates_are_gone_from_the_list(desk: TemplateDesk) -> None:
    which = desk.save(REFUND)
    desk.do(templates.remove, desk.account, which)
    assert desk.all() == []
    assert templates.template(desk.store, desk.account, which) is None
    with pytest.raises(RejectedError):
        desk.do(templates.remove, desk.account, which)


def test_saving_and_removing_can_be_undone(member: TemplateDesk) -> None:
    which, first = member.do(templates.save, member.account, REFUND)
    shorter = TemplateContent("Refund", {"en": "Back."})
    _, second = member.do(templates.save, member.account, shorter, template=which)
    removed = member.do(templates.remove, member.account, which)
    for done, then in ((removed, shorter), (second, REFUND)):
        member.do(undo.take_back, done)
        assert member.one(which).content == then
    member.do(undo.take_back, first)
    assert member.all() == []


def test_earlier_texts_are_told_newest_first(member: TemplateDesk) -> None:
    which = member.save(REFUND)
    shorter = TemplateContent("Refund", {"en": "Back."})
    member.save(shorter, which)
    told = templates.versions(member.store, member.account, which)
    assert [version.content for version in told] == [shorter, REFUND]
    assert [version.member.name for version in told if version.member] == ["Alice"] * 2
    assert told[0].at > told[1].at


@pytest.mark.parametrize(
    "content",
    [
        TemplateContent("", {"en": "x"}),
        TemplateContent("x" * 201, {"en": "x"}),
        TemplateContent("x", {}),
        TemplateContent("x", {"en": "  "}),
        TemplateContent("x", {"en": "{{ ().__class__ }}"}),
        TemplateContent("x", {"en": "{% for a in b %}{% endfor %}"}),
        TemplateContent("x", {"en": "x"}, subject="{{"),
    ],
)
def test_what_cannot_be_a_template_is_refused(desk: TemplateDesk, content: TemplateContent) -> None:
    with pytest.raises(RejectedError):
        desk.save(content)
    assert desk.all() == []


def test_files_go_along_whole(desk: TemplateDesk) -> None:
    data = bytes(range(256)) * 500
    file = desk.do(
        templates.keep_file,
        desk.account,
        name="Прайс.pdf",
        content_type="application/pdf",
        data=data,
    )
    which = desk.save(TemplateContent("Price list", {"en": "Attached."}, files=(file,)))
    (again,) = desk.one(which).content.files
    assert (again.name, again.size) == ("Прайс.pdf", len(data))
    assert templates.file_of(desk.store, desk.account, again) == data


def test_a_file_that_has_not_arrived_is_told(desk: TemplateDesk) -> None:
    file = templates.TemplateFile("a.pdf", "application/pdf", 1, "0" * 32)
    with pytest.raises(RejectedError, match="arrived"):
        templates.file_of(desk.store, desk.account, file)


def test_a_file_has_limits(desk: TemplateDesk) -> None:
    data = bytes(templates.LARGEST_FILE + 1)
    with pytest.raises(RejectedError, match="at most 2 MB"):
        desk.do(templates.keep_file, desk.account, name="a", content_type="a/b", data=data)


def test_uses_are_counted_and_come_first(desk: TemplateDesk) -> None:
    first, second = desk.save(REFUND), desk.save(TemplateContent("Another", {"en": "x"}))
    for _ in range(2):
        with desk.store.transaction() as transaction:
            templates.taken(desk.store, transaction, desk.account, first)
    assert {one.id: one.uses for one in desk.all()} == {first: 2, second: 0}
    assert [one.id for one in templates.find(desk.all(), "")] == [first, second]


def _named(desk: TemplateDesk, query: str, language: str = "") -> list[str]:
    return [one.content.name for one in templates.find(desk.all(), query, language)]


def test_finding_takes_names_before_texts_and_letters_in_order(desk: TemplateDesk) -> None:
    desk.save(REFUND)
    desk.save(TemplateContent("Welcome", {"en": "No refund needed."}))
    desk.save(TemplateContent("Возврат денег", {"ru": "Деньги в пути."}))
    assert _named(desk, "refund") == ["Refund is on its way", "Welcome"]
    assert _named(desk, "rfnd") == ["Refund is on its way"]
    assert _named(desk, "way ref") == ["Refund is on its way"]
    assert _named(desk, "ВОЗВР") == ["Возврат денег"]
    assert _named(desk, "payments") == ["Refund is on its way"]
    assert _named(desk, "xyzzy") == []
    assert _named(desk, "", "ru")[:2] == ["Refund is on its way", "Возврат денег"]


def test_what_was_kept_alone_becomes_the_teams(tmp_path: Path) -> None:
    desk = TemplateDesk(tmp_path / "alone.db", team=False)
    which = desk.save(REFUND)
    with desk.store.transaction() as transaction:
        joined(desk.store, transaction, desk.account)
        assert records.get(desk.store, desk.account, f"template.{which}") == {}
        records.share(desk.store, transaction, desk.account, now=desk.now)
    assert desk.one(which).content == REFUND
    assert desk.store.settings.names("record.") == []
    assert len(desk.store.events.unsent(desk.account)) > 1
    desk.store.close()


def test_what_the_team_says_already_stays(tmp_path: Path) -> None:
    desk = TemplateDesk(tmp_path / "alone.db", team=False)
    which = desk.save(REFUND)
    with desk.store.transaction() as transaction:
        joined(desk.store, transaction, desk.account)
        said = {"name": "The team's"}
        records.put(desk.store, transaction, desk.account, f"template.{which}", said, now=desk.now)
        records.share(desk.store, transaction, desk.account, now=desk.now)
    content = desk.one(which).content
    assert content.name == "The team's"
    assert content.texts == REFUND.texts
    desk.store.close()


def test_a_strange_list_of_files_is_none(member: TemplateDesk) -> None:
    which = member.save(REFUND)
    for text in ("{", "3", '[["a"]]', '[[1, "b", 2, "c"]]'):
        member.do(records.put, member.account, f"template.{which}", {"files": text})
        assert member.one(which).content.files == ()


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Анна Коваль", "Анна"),
        ("Shevchenko, Olena", "Olena"),
        ("anna", None),
        ("", None),
        (None, None),
        ("ООО Ромашка", None),
        ("SUPPORT", None),
        ("Jean-Luc Picard", "Jean-Luc"),
        ("4711 GmbH", None),
        ("The Very Long Name Of A Firm", None),
        ("Мар’яна", "Мар’яна"),
    ],
)
def test_how_a_person_is_addressed(name: str | None, first: str | None) -> None:
    assert first_name(name) == first


def test_values_come_from_ticket_and_team() -> None:
    with writing_desk() as desk:
        desk.join("Ann Lee")
        ticket = desk.ticket(desk.ask())
        draft = desk.begin(ticket=ticket)
        desk.do(
            team_commands.set_detail, desk.account, "northwind.example",
            field="name", value="Northwind", now=desk.now,
        )  # fmt: skip
        desk.do(team_commands.promise, [ticket], NOON, now=desk.now)

        def values(language: str) -> dict[str, str | None]:
            return values_of(
                desk.store, desk.account, draft.content, ticket,
                language=language, zone=60, now=desk.now,
            )  # fmt: skip

        found = values("ru")
        assert set(found) == set(VARIABLES)
        assert found["first_name"] == found["name"] == "Anna"
        assert found["company"] == "Northwind"
        assert found["subject"] == "Question 1"
        assert found["code"] == desk.row(ticket).code
        assert (found["me"], found["my_first_name"]) == ("Ann Lee", "Ann")
        assert found["today"] == "21 сентября 2026 года"
        assert values("uk")["today"] == "21 вересня 2026 року"
        assert (found["promise"] or "").startswith("9 ")
        assert values("en")["today"] == "21 September 2026"


def test_who_sits_here_is_known_before_the_first_sync() -> None:
    with writing_desk() as desk:
        draft = desk.begin(ticket=desk.ticket(desk.ask()))
        desk.do(members.introduce_me, desk.account, members.Me("Ann Lee"), now=desk.now)
        assert not desk.store.journal.state(desk.account).introduced
        found = values_of(
            desk.store, desk.account, draft.content, None, language="en", zone=0, now=desk.now
        )
        assert (found["me"], found["my_first_name"]) == ("Ann Lee", "Ann")
