"""Templates as a folder of Markdown: out, through somebody's editor, and in again."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import RejectedError
from app.services import records, template_files, templates
from app.services.templates import TemplateContent, TemplateFile
from app.services.templating import VARIABLES, faults, fill
from tests.support.template_desk import REFUND, TemplateDesk

PAGE = "payments/refunds/refund-is-on-its-way"


class Folder:
    """A folder of templates, and the mailbox that they are for."""

    def __init__(self, desk: TemplateDesk, path: Path) -> None:
        self.desk, self.path = desk, path

    def bring(self, language: str = "en") -> int:
        """Import, as the words and the window do."""
        pages = template_files.pages_in(self.path)
        found = template_files.read_in(pages, self.path, language)
        return int(self.desk.do(template_files.bring_in, self.desk.account, found))

    def write(self) -> list[str]:
        """Export; what lies there then."""
        found = self.desk.all()
        files = {
            file.digest: templates.file_of(self.desk.store, self.desk.account, file)
            for one in found
            for file in one.content.files
        }
        template_files.write_out(found, files, self.path)
        return self.names()

    def names(self) -> list[str]:
        return sorted(
            path.relative_to(self.path).as_posix()
            for path in self.path.rglob("*")
            if path.is_file()
        )

    def put(self, place: str, text: str | bytes) -> None:
        path = self.path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, place: str, old: str, new: str) -> None:
        text = self.read(place)
        assert old in text
        self.put(place, text.replace(old, new))

    def read(self, place: str) -> str:
        return (self.path / place).read_bytes().decode()

    def refused(self, words: str) -> None:
        """Nothing comes in, and somebody is told why."""
        before = self.desk.all()
        with pytest.raises(RejectedError, match=words):
            self.bring()
        assert self.desk.all() == before


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TemplateDesk]:
    made = TemplateDesk(tmp_path / "postroom.db", team=True)
    yield made
    made.store.close()


@pytest.fixture
def folder(desk: TemplateDesk, tmp_path: Path) -> Folder:
    path = tmp_path / "templates"
    path.mkdir()
    return Folder(desk, path)


def _attached(
    desk: TemplateDesk, name: str, data: bytes, kind: str = "application/pdf"
) -> TemplateFile:
    kept = desk.do(templates.keep_file, desk.account, name=name, content_type=kind, data=data)
    assert isinstance(kept, TemplateFile)
    return kept


# --- there and back -------------------------------------------------------------------------------


def test_files_are_called_by_folder_name_and_language(folder: Folder) -> None:
    which = folder.desk.save(REFUND)
    assert folder.write() == [f"{PAGE}.en.md", f"{PAGE}.ru.md"]
    assert folder.read(f"{PAGE}.en.md") == (
        f"---\nkey: {which}\nname: Refund is on its way\nfolder: Payments/Refunds\nlanguage: en\n"
        "---\nHello {{ first_name }},\n\nyour money is back.\n"
    )
    assert folder.read(f"{PAGE}.ru.md") == (
        f"---\nkey: {which}\nlanguage: ru\n---\nЗдравствуйте, {{{{ first_name }}}}!\n"
    )


def test_what_was_edited_changes_the_same_template(folder: Folder) -> None:
    which = folder.desk.save(REFUND)
    other = folder.desk.save(TemplateContent("Other", {"uk": "Так"}))
    folder.write()
    assert folder.bring() == 0
    folder.edit(f"{PAGE}.en.md", "name: Refund is on its way", "name: Money back")
    folder.edit(f"{PAGE}.en.md", "folder: Payments/Refunds", "folder: Money")
    folder.edit(f"{PAGE}.ru.md", "Здравствуйте", "Добрый день")
    assert folder.bring("ru") == 1
    assert sorted(one.id for one in folder.desk.all()) == sorted([which, other])
    content = folder.desk.one(which).content
    assert (content.name, content.folder) == ("Money back", "Money")
    assert content.texts["ru"] == "Добрый день, {{ first_name }}!"
    assert content.texts["en"] == REFUND.texts["en"]


def test_files_may_be_renamed_and_moved(folder: Folder) -> None:
    folder.desk.save(REFUND)
    folder.write()
    (folder.path / "elsewhere").mkdir()
    (folder.path / f"{PAGE}.en.md").rename(folder.path / "elsewhere" / "My file.MD")
    (folder.path / f"{PAGE}.ru.md").rename(folder.path / "2.0.md")
    assert folder.bring() == 0
    assert len(folder.desk.all()) == 1
    assert folder.write() == [f"{PAGE}.en.md", f"{PAGE}.ru.md"]


def test_what_is_missing_stays_and_what_is_empty_goes(folder: Folder) -> None:
    which = folder.desk.save(REFUND)
    folder.write()
    (folder.path / f"{PAGE}.en.md").unlink()
    assert folder.bring() == 0
    folder.edit(f"{PAGE}.ru.md", "Здравствуйте, {{ first_name }}!", "")
    assert folder.bring() == 1
    content = folder.desk.one(which).content
    assert (content.name, list(content.texts)) == ("Refund is on its way", ["en"])
    folder.write()
    assert folder.names() == [f"{PAGE}.en.md"]
    folder.edit(f"{PAGE}.en.md", "Hello {{ first_name }},\n\nyour money is back.", "")
    folder.refused("at least one language")


def test_what_was_removed_comes_back_as_itself(folder: Folder) -> None:
    which = folder.desk.save(REFUND)
    folder.write()
    folder.desk.do(templates.remove, folder.desk.account, which)
    assert folder.bring() == 1
    assert [(one.id, one.content) for one in folder.desk.all()] == [(which, REFUND)]


def test_a_folder_of_somebody_else_makes_templates_once(folder: Folder, tmp_path: Path) -> None:
    folder.desk.save(REFUND)
    folder.write()
    theirs = TemplateDesk(tmp_path / "theirs.db", team=False)
    there = Folder(theirs, folder.path)
    assert there.bring() == 1
    assert [one.content for one in theirs.all()] == [REFUND]
    folder.edit(f"{PAGE}.en.md", "name: Refund is on its way", "name: Money back")
    assert there.bring() == 1
    assert [one.content.name for one in theirs.all()] == ["Money back"]
    theirs.store.close()


def test_what_is_written_again_replaces_its_pages_and_no_others(folder: Folder) -> None:
    which = folder.desk.save(REFUND)
    folder.write()
    (folder.path / f"{PAGE}.ru.md").rename(folder.path / "mine.md")
    folder.put(f"{PAGE}.uk.md", "My own notes.")
    folder.put("money-back.en.md", "---\nname: Something else\n---\nHi")
    shorter = TemplateContent("Money back", {"en": "Here it is.", "ru": "Вот."})
    folder.desk.save(shorter, which)
    assert folder.write() == sorted([
        "money-back-2.en.md", "money-back-2.ru.md", "money-back.en.md", f"{PAGE}.uk.md"
    ])  # fmt: skip
    assert folder.read(f"{PAGE}.uk.md") == "My own notes."
    assert folder.write() == folder.names()


def test_a_page_written_by_hand_gets_its_key(folder: Folder) -> None:
    folder.put("refund.md", "---\nname: Refund\n---\nHello")
    folder.put("refund.ru.md", "---\nname: Возврат\n---\nПривет")
    folder.put("refund.uk.md", "---\nname: Повернення\n---\n")
    assert folder.bring("ru") == 1
    (one,) = folder.desk.all()
    assert one.content == TemplateContent("Возврат", {"en": "Hello", "ru": "Привет"})
    assert folder.bring("ru") == 0
    assert folder.write() == ["возврат.en.md", "возврат.ru.md"]
    assert f"key: {one.id}\n" in folder.read("возврат.en.md")
    assert folder.bring() == 0


def test_a_page_that_names_no_language_is_in_that_of_its_text(folder: Folder) -> None:
    for number, text in enumerate(("Hello", "Добрый день, мы здесь", "Вітаємо, її немає")):
        call = "{{ my_first_name or me }}, {% if company %}{{ first_name }}{% endif %}"
        folder.put(f"{number}.md", f"---\nname: {number}\n---\n{text} {call}")
    assert folder.bring() == 3
    assert [list(one.content.texts) for one in folder.desk.all()] == [["en"], ["ru"], ["uk"]]


def test_folders_of_the_old_form_are_read(folder: Folder) -> None:
    """Each page said everything, and was called by its key."""
    which = folder.desk.save(REFUND)
    head = f"key: {which}\nname: Refund\nfolder: Old\nfiles: a.pdf, b.pdf\n"
    for language, text in REFUND.texts.items():
        folder.put(f"{which}.{language}.md", f"---\n{head}language: {language}\n---\n{text}\n")
    folder.put("files/a.pdf", b"a")
    folder.put("files/b.pdf", b"b")
    assert folder.bring() == 1
    (one,) = folder.desk.all()
    assert (one.id, one.content.name, one.content.folder) == (which, "Refund", "Old")
    assert [file.name for file in one.content.files] == ["a.pdf", "b.pdf"]
    folder.write()
    assert not (folder.path / f"{which}.en.md").exists()
    assert folder.bring() == 0


@pytest.mark.parametrize(
    "form",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: (text + "\n\n").encode(),
    ],
    ids=["CRLF", "BOM", "CR", "empty lines"],
)
def test_what_editors_do_to_files_changes_nothing(folder: Folder, form: object) -> None:
    assert callable(form)
    folder.desk.save(REFUND)
    for name in folder.write():
        folder.put(name, form(folder.read(name)))
    assert folder.bring() == 0


def test_a_text_is_kept_as_it_comes_back(folder: Folder) -> None:
    folder.desk.save(
        TemplateContent(" A  b ", {"en": "\nA\r\n\n---\n\n  B: c\n"}, " x / / y  z ", "a\n b")
    )
    folder.write()
    assert folder.bring() == 0


# --- files that go along --------------------------------------------------------------------------


def test_files_go_along_and_keep_their_names(folder: Folder) -> None:
    names = ["form, new.pdf", "a?b.pdf", "x" * 175 + ".pdf", "Ж" * 170 + ".pdf", "form.pdf"]
    many = tuple(_attached(folder.desk, name, name.encode(), "x/y") for name in names)
    folder.desk.save(TemplateContent("One", {"en": "Attached."}, files=many))
    same_name = _attached(folder.desk, "FORM.pdf", b"another")
    which = folder.desk.save(TemplateContent("Two", {"en": "Attached."}, files=(same_name,)))
    written = folder.write()
    assert "files/2/FORM.pdf" in written
    assert all(len(part.encode()) <= 255 for name in written for part in name.split("/"))
    assert folder.bring() == 0
    folder.desk.do(templates.remove, folder.desk.account, which)
    assert folder.bring() == 1
    assert [file.name for file in folder.desk.one(which).content.files] == ["FORM.pdf"]
    assert folder.write() == written


def test_files_of_another_mailbox_in_the_same_folder_stay(folder: Folder) -> None:
    folder.put("theirs.md", "---\nkey: theirs\nname: Theirs\nfile: form.pdf\n---\nHi")
    folder.put("files/form.pdf", b"theirs")
    file = _attached(folder.desk, "form.pdf", b"ours")
    folder.desk.save(TemplateContent("Ours", {"en": "Attached."}, files=(file,)))
    folder.write()
    assert folder.read("files/form.pdf") == "theirs"
    assert folder.read("files/2/form.pdf") == "ours"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../../etc/passwd", "is no file in the folder"),
        ("/etc/passwd", "is no file in the folder"),
        ("../x.pdf", "is no file in the folder"),
        ("C:x.pdf", "is no file in the folder"),
        (".", "is no file in the folder"),
        ("none.pdf", "files/none.pdf cannot be read"),
        ("folder", "files/folder is no file"),
        ("link.pdf", "files/link.pdf is a link"),
        ("linked/secret", "files/linked is a link"),
        ("fifo", "files/fifo is no file"),
        ("large.pdf", "files/large.pdf is too large"),
    ],
)
def test_only_files_of_the_folder_go_along(
    folder: Folder, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "secret").write_text("A key")
    folder.put("files/folder/x", b"x")
    folder.put("files/large.pdf", b"x" * (templates.LARGEST_FILE + 1))
    (folder.path / "files/link.pdf").symlink_to(tmp_path / "secret")
    (folder.path / "files/linked").symlink_to(tmp_path)
    os.mkfifo(folder.path / "files/fifo")
    folder.put("page.md", f"---\nname: x\nfile: {name}\n---\ntext")
    folder.refused(words)


# --- what cannot be -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"no head", "strange.md does not begin"),
        (b"---\nname: x", "strange.md does not begin"),
        (b"---\nfolder: x\n---\ntext", "strange.md says neither its name nor a key"),
        (b"---\nkey: nobodys\n---\ntext", "strange.md says neither its name nor a key"),
        (b"---\nname: x\nlanguage: ../x\n---\ntext", "strange.md names no language: ../x"),
        (b"---\nname: x\n---\n\n\na\n{{ ().__class__ }}", "strange.md, line 7: A template"),
        (b"---\nname: x\nsubject: {{\n---\ntext", "strange.md, subject"),
        (b"---\nname: x\n---\n\n", "strange.md: A template has a text"),
        (b"---\nname: " + b"x" * 201 + b"\n---\ntext", "strange.md: A template has a name"),
        (
            "---\nname: Ї\n---\nтекст".encode("cp1251"),
            "strange.md cannot be read: save it as UTF-8",
        ),
        ("---\nname: x\n---\ntext".encode("utf-16"), "strange.md cannot be read: save it as UTF-8"),
        (b"x" * 200_000, "strange.md is too large"),
    ],
)
def test_one_strange_page_keeps_all_out(folder: Folder, text: bytes, words: str) -> None:
    folder.desk.save(REFUND)
    folder.write()
    folder.edit(f"{PAGE}.en.md", "back", "gone")
    folder.put("strange.md", text)
    folder.refused(words)


def test_everything_that_is_wrong_is_told_at_once(folder: Folder) -> None:
    for number in range(30):
        folder.put(f"{number:02}.md", f"---\nname: x{number}\n---\n{{{{")
    with pytest.raises(RejectedError) as caught:
        folder.bring()
    told = str(caught.value).splitlines()
    assert len(told) == 21
    assert told[0].startswith("00.md, line 4")
    assert told[-1] == "… and 10 more."


def test_two_pages_of_one_text_are_refused(folder: Folder) -> None:
    folder.desk.save(REFUND)
    folder.write()
    folder.put("copy.md", folder.read(f"{PAGE}.en.md"))
    folder.refused(f"copy.md and {PAGE}.en.md are the same template in the same language")


def test_a_copy_without_its_key_is_a_new_template(folder: Folder) -> None:
    which = folder.desk.save(REFUND)
    folder.write()
    folder.put("copy.md", folder.read(f"{PAGE}.en.md").replace(f"key: {which}\n", ""))
    folder.edit("copy.md", "Refund is", "Parcel is")
    assert folder.bring() == 1
    assert folder.bring() == 0
    assert [one.content.name for one in folder.desk.all()] == [
        "Parcel is on its way", "Refund is on its way"
    ]  # fmt: skip


def test_two_new_pages_of_one_name_are_refused(folder: Folder) -> None:
    folder.put("a.md", "---\nname: Refund\n---\nHello")
    folder.put("b.md", "---\nname: Refund\n---\nGood day")
    folder.refused("a.md and b.md are both “/Refund”")


def test_links_are_not_followed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "page.md").write_text("---\nname: x\n---\ntext")
    folder.put("good.md", "---\nname: good\n---\ntext")
    (folder.path / "linked").symlink_to(tmp_path / "outside")
    folder.refused("linked is a link")
    (folder.path / "linked").unlink()
    (folder.path / "page.md").symlink_to(tmp_path / "outside" / "page.md")
    folder.refused("page.md is a link")


def test_nothing_is_written_through_a_link(folder: Folder, tmp_path: Path) -> None:
    folder.desk.save(REFUND)
    (tmp_path / "outside").mkdir()
    (folder.path / "payments").symlink_to(tmp_path / "outside")
    with pytest.raises(RejectedError, match="payments is a link"):
        folder.write()
    (folder.path / "payments").unlink()
    (tmp_path / "outside" / "page.md").write_text("mine")
    (folder.path / "payments/refunds").mkdir(parents=True)
    (folder.path / f"{PAGE}.en.md").symlink_to(tmp_path / "outside" / "page.md")
    folder.write()
    assert (tmp_path / "outside" / "page.md").read_text() == "mine"
    assert [path.name for path in (tmp_path / "outside").iterdir()] == ["page.md"]


def test_what_is_no_page_is_passed_over(folder: Folder) -> None:
    folder.put("page.md", "---\nname: x\n---\ntext")
    for name in ("._page.md", ".git/page.md", "notes.txt", "README.md", "x/Readme.md"):
        folder.put(name, b"\xff")
    assert folder.bring() == 1


def test_a_folder_without_templates_is_told(folder: Folder) -> None:
    folder.refused("no Markdown")
    with pytest.raises(RejectedError, match="cannot be read"):
        template_files.pages_in(folder.path / "none")


def test_a_whole_disk_is_no_folder_of_templates(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_files, "_MOST", 5)
    for number in range(6):
        folder.put(f"{number}.md", f"---\nname: x{number}\n---\ntext")
    folder.refused("is no folder of templates")


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("CON", ""), ("aux.txt", "nul/COM1"), ("..", "../../.."), ("a/b\\c", "C:\\x"), ("???", "…"),
        ("Ж" * 200, "Ї" * 300), ("x" * 200, "/".join("abcdefgh")), (" . ", "files"),
        ("Ё\u0301\u202e.exe", "\u200f"), ("𝔘" * 200, "ﬃ" * 100), ("a\u2028b", "\t"),
    ],
    ids=range(11),
)  # fmt: skip
def test_names_are_safe_on_every_system(folder: Folder, name: str, inside: str) -> None:
    first = folder.desk.save(TemplateContent(name, {"en": "One", "ru": "Раз"}, inside))
    second = folder.desk.save(TemplateContent(name.swapcase(), {"en": "Two"}, inside.swapcase()))
    written = folder.write()
    assert len({place.casefold() for place in written}) == 3
    for part in (part for place in written for part in place.split("/")):
        assert len(part.encode()) <= 255
        assert part.split(".")[0].upper() not in {"", "CON", "AUX", "NUL", "COM1"}
        assert not set(part) & set('<>:"/\\|?*')
        assert part.isprintable()
        assert part == part.strip(" .")
    assert not list(folder.path.parent.glob("*.md"))
    assert folder.write() == written
    folder.bring()
    texts = {one.id: dict(one.content.texts) for one in folder.desk.all()}
    assert texts == {first: {"en": "One", "ru": "Раз"}, second: {"en": "Two"}}


def test_what_a_teammate_calls_strangely_leaves_the_folder_alone(
    folder: Folder, tmp_path: Path
) -> None:
    desk = folder.desk
    fields = {"name": "x", "text.en": "x"}
    desk.do(records.put, desk.account, "template.../../escaped", fields)
    fields = {"name": "y\nfile: ../../x", "text.../../../y": "y"}
    desk.do(records.put, desk.account, "template.k1", fields)
    assert folder.write() == ["y-file-x.y.md"]
    assert "\nfile:" not in folder.read("y-file-x.y.md")
    assert not list(tmp_path.glob("*.md"))


# --- what Postroom brings along -------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_what_postroom_brings_along_is_whole_in_three_languages(
    desk: TemplateDesk, language: str
) -> None:
    found = template_files.starter(language)
    assert desk.do(template_files.bring_in, desk.account, found) == len(found) >= 8
    assert desk.do(template_files.bring_in, desk.account, found) == 0
    for one in desk.all():
        assert set(one.content.texts) == {"en", "ru", "uk"}
        for text in one.content.texts.values():
            assert faults(text) == ()
            filled = fill(text, dict.fromkeys(VARIABLES, "Anna"))
            assert filled.blanks
            assert "Anna" in filled.html
            nothing = fill(text, {})
            assert "{{" not in nothing.html


def test_what_postroom_brings_along_never_replaces_what_the_team_made_of_it(
    desk: TemplateDesk,
) -> None:
    def bring(language: str) -> int:
        return int(desk.do(template_files.bring_in, desk.account, template_files.starter(language)))

    count = bring("en")
    refund = desk.one("refund")
    ours = TemplateContent("Money", {"en": "Our own words."}, "Ours")
    desk.save(ours, "refund")
    desk.do(templates.remove, desk.account, "solved")
    assert bring("uk") == 1
    assert desk.one("refund").content == ours != refund.content
    assert len(desk.all()) == count
