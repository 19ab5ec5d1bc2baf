"""What stops a letter on the command line and how one goes on; tickets found by their code."""

from pathlib import Path

import pytest

from app.domain.codes import code_of
from app.main import DATABASE
from app.store import open_store
from tests.support.terminal import ASKED, Terminal, asked, text_file
from tests.support.writing import WritingDesk, raw_letter


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return asked(tmp_path / "profile", capsys)


def arrives(terminal: Terminal, number: int, *headers: str) -> None:
    """A letter comes while no command runs; with ``References`` into the first one's ticket."""
    with open_store(terminal.profile / DATABASE) as store:
        desk = WritingDesk(store)
        desk.uid = number
        sender, to = "From: Anna <anna@northwind.example>", "To: support@shop.example"
        name = f"q{number}@northwind.example"
        desk.receive(raw_letter(name, f"Subject: Question {number}", sender, to, *headers))


def test_misspelled_words_are_told_before_a_letter_leaves(
    terminal: Terminal, tmp_path: Path
) -> None:
    said = text_file(tmp_path, "Hello Anna,\n\nyour parcell left on Monday and arrives today.")
    terminal.run("reply", ASKED, "--text", said, "--send", status=1)
    assert "Perhaps misspelled: parcell" in terminal.errors
    assert "put it right with “postroom drafts change 1”" in terminal.errors
    assert "drafts send 1 --anyway" in terminal.errors


def test_a_draft_is_changed(terminal: Terminal, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("old")
    new.write_text("new")
    terminal.run("reply", ASKED, "--text", text_file(tmp_path, "Helo"), "--attach", str(old))
    words = ("--text", text_file(tmp_path), "--cc", "boss@northwind.example", "--attach", str(new))
    assert terminal.run("drafts", "change", ASKED, *words, "--detach", "old.txt") == (
        "Draft 1 is changed.\n"
    )
    (draft,) = terminal.json("drafts")["drafts"]
    assert [file["name"] for file in draft["files"]] == ["new.txt"]
    assert draft["snippet"].startswith("Hello Anna,")
    assert "Cc: boss@northwind.example" in terminal.run("drafts", "show", "1")
    terminal.run("drafts", "change", "1", "--detach", "old.txt", status=1)
    assert "No file “old.txt” goes along" in terminal.errors


def test_what_came_meanwhile_is_read_before_a_letter_leaves(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.run("reply", ASKED, "--text", text_file(tmp_path))
    arrives(terminal, 2, "References: <q1@northwind.example>")
    terminal.run("drafts", "send", "1", "--anyway", status=1)
    assert "A new letter came" in terminal.errors
    assert f"postroom show {ASKED}" in terminal.errors
    assert "postroom drafts send 1 --seen" in terminal.errors
    assert terminal.json("drafts", "send", "1", "--seen") == {"number": 1, "state": "queued"}


@pytest.mark.parametrize("typed", ["{}", "#{}", "[#{}]"])
def test_a_ticket_is_found_by_its_code(terminal: Terminal, typed: str) -> None:
    arrives(terminal, 2)
    found = terminal.json("tickets", typed.format(ASKED.lower()))
    assert (found["total"], [row["code"] for row in found["tickets"]]) == (1, [ASKED])
    assert terminal.json("tickets", code_of("nobody@x.example"))["total"] == 0


def test_a_ticket_that_was_merged_is_found_by_its_old_code(terminal: Terminal) -> None:
    arrives(terminal, 2)
    other = next(r["code"] for r in terminal.json("tickets")["tickets"] if r["code"] != ASKED)
    terminal.run("merge", other, ASKED)
    found = terminal.json("tickets", other)
    assert (found["total"], [row["code"] for row in found["tickets"]]) == (1, [ASKED])


def test_a_template_is_meant_by_its_name(terminal: Terminal, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Hello {{ first_name }}")
    saved = ("templates", "save", str(page), "--name", "Greeting")
    terminal.run(*saved, "--folder", "First")
    assert "Hello {{ first_name }}" in terminal.run("templates", "show", "greeting")
    assert "Greeting" in terminal.run("templates", "show", "First/Greeting")
    assert terminal.run("templates", "list", "zzz") == ""
    assert terminal.errors == "No template fits “zzz”.\n"
    terminal.run(*saved, "--folder", "Second")
    terminal.run("templates", "remove", "Greeting", status=1)
    assert "Several templates are called “Greeting”" in terminal.errors
    terminal.run("templates", "remove", "Second/Greeting")
    assert len(terminal.run("templates", "list").splitlines()) == 1


def test_a_subject_is_one_line(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("new", "--to", "a@x.example", "--subject", "Hi\r\nBcc: b@x.example")
    assert terminal.json("drafts")["drafts"][0]["subject"] == "Hi Bcc: b@x.example"


# --- templates ------------------------------------------------------------------------------------


def template(terminal: Terminal, tmp_path: Path, text: str, name: str = "Late", **more: str) -> str:
    page = tmp_path / "page.md"
    page.write_text(text)
    options = [word for key, value in more.items() for word in (f"--{key}", value)]
    return terminal.run("templates", "save", str(page), "--name", name, *options).strip()


LATE = (
    'Hello {{ first_name }},\n\n**{{ ask("what is done") }}** since '
    '{{ ask("day of the week") }}.\n\n{{ ask("day to add, or delete this") }}\n\nYours'
)


def test_a_page_of_a_folder_is_no_text(terminal: Terminal, tmp_path: Path) -> None:
    which = template(terminal, tmp_path, "---\n\nHello", language="EN")
    assert terminal.json("templates", "show", which)["texts"] == {"en": "---\n\nHello"}
    terminal.run("templates", "export", str(tmp_path / "out"))
    words = ("templates", "save", str(tmp_path / "out" / "late.en.md"), "--template", which)
    terminal.run(*words, status=1)
    assert "bring in its folder" in terminal.errors


def test_an_answer_begins_with_a_template(terminal: Terminal, tmp_path: Path) -> None:
    template(terminal, tmp_path, LATE)
    words = ("reply", ASKED, "--template", "late", "--fill", "what is=It = sent & <b>paid</b>")
    terminal.run(*words, "--send", "--anyway", status=1)
    assert "Still to be filled in: day of the week; day to add, or delete this" in terminal.errors
    assert 'postroom drafts change 1 --fill "question=answer"' in terminal.errors
    fill = ("--fill", "Day of the week=Monday", "--fill", "day to add=")
    terminal.run("drafts", "change", "1", *fill)
    shown = terminal.run("drafts", "show", "1")
    assert "\n\nHello Anna,\n\nIt = sent & <b>paid</b> since Monday.\n\nYours\n" in shown
    terminal.run("drafts", "send", "1", "--anyway")
    assert terminal.json("outbox")["outbox"][0]["state"] == "queued"
    assert terminal.json("templates", "show", "Late")["uses"] == 1
    assert terminal.run("templates", "list").endswith("Late  (en, used here: 1)\n")


def test_a_template_that_is_only_kept_says_what_is_missing(
    terminal: Terminal, tmp_path: Path
) -> None:
    template(terminal, tmp_path, LATE)
    said = terminal.run("reply", ASKED, "--template", "late", "--fill", "day of=Monday")
    assert said.startswith("Kept as draft 1.")
    assert "Still to be filled in: what is done; day to add, or delete this" in terminal.errors
    assert "[[what is done]] since Monday." in terminal.run("drafts", "show", "1")


def test_a_template_speaks_the_language_of_the_letter(terminal: Terminal, tmp_path: Path) -> None:
    which = template(terminal, tmp_path, "Hello")
    for language, words in (("ru", "Здравствуйте"), ("uk", "Вітаємо")):
        template(terminal, tmp_path, words, template=which, language=language)
    ukrainian = "Де моє замовлення? Дякую, її чекаю."
    with open_store(terminal.profile / DATABASE) as store:
        desk = WritingDesk(store)
        desk.uid = 2
        head = ("Subject: Замовлення", "From: Анна <anna@n.example>", "To: support@shop.example")
        desk.receive(raw_letter("q2@n.example", *head, body=ukrainian))
    code = code_of("q2@n.example")
    terminal.run("reply", code, "--template", which)
    assert "Вітаємо" in terminal.run("drafts", "show", code)
    terminal.run("reply", ASKED, "--template", which)
    assert "Hello" in terminal.run("drafts", "show", ASKED)
    terminal.run("new", "--to", "a@n.example", "--template", which, "--language", "ru")
    assert "Здравствуйте" in terminal.run("drafts", "show", "3")


def test_a_template_brings_its_subject_and_files(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "form.pdf").write_bytes(b"%PDF")
    head = "name: Form\nsubject: Our form\nfile: form.pdf"
    (folder / "form.md").write_text(f"---\n{head}\n---\nHere it is, {{{{ nmae }}}}.")
    terminal.run("templates", "import", str(folder))
    assert "form.md: Nothing is called nmae." in terminal.errors
    terminal.run("new", "--to", "a@x.example", "--template", "Form", "--fill", "{{ nmae }}=Anna")
    (draft,) = terminal.json("drafts")["drafts"]
    assert (draft["subject"], draft["files"]) == ("Our form", [{"name": "form.pdf", "size": 4}])
    assert draft["snippet"] == "Here it is, Anna."


def test_what_cannot_be_filled_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    template(terminal, tmp_path, LATE)
    for words, complaint in (
        (("--template", "none"), "no template “none”"),
        (("--template", "late", "--fill", "day"), "“question=answer”: day"),
        (("--template", "late", "--fill", "day=x"), "There are: what is done; day of the week"),
        (("--template", "late", "--fill", "=x"), "There are: what is done"),
        (("--fill", "day=x"), "There are: none"),
    ):
        terminal.run("reply", ASKED, *words, status=1)
        assert complaint in terminal.errors
    assert terminal.json("drafts")["drafts"] == []
    terminal.run("reply", ASKED, "--template", "late", "--text", text_file(tmp_path), status=2)
    terminal.run("reply", ASKED, "--text", text_file(tmp_path))
    terminal.run("reply", ASKED, "--template", "late", status=1)
    assert "unfinished answer already" in terminal.errors
    assert terminal.json("templates", "show", "late")["uses"] == 0
