"""What stops a letter on the command line and how one goes on; tickets found by their code."""

from pathlib import Path

import pytest

from app.domain.codes import code_of
from app.main import DATABASE
from app.store import open_store
from tests.integration.test_reply_cli import CODE, terminal, text
from tests.integration.test_team_cli import Terminal
from tests.support.writing import WritingDesk, raw_letter

__all__ = ["terminal"]  # a fixture


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
    said = text(tmp_path, "Hello Anna,\n\nyour parcell left on Monday and arrives today.")
    terminal.run("reply", CODE, "--text", said, "--send", status=1)
    assert "Perhaps misspelled: parcell" in terminal.errors
    assert "put it right with “postroom drafts change 1”" in terminal.errors
    assert "drafts send 1 --anyway" in terminal.errors


def test_a_draft_is_changed(terminal: Terminal, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("old")
    new.write_text("new")
    terminal.run("reply", CODE, "--text", text(tmp_path, "Helo"), "--attach", str(old))
    words = ("--text", text(tmp_path), "--cc", "boss@northwind.example", "--attach", str(new))
    assert terminal.run("drafts", "change", CODE, *words, "--detach", "old.txt") == (
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
    terminal.run("reply", CODE, "--text", text(tmp_path))
    arrives(terminal, 2, "References: <q1@northwind.example>")
    terminal.run("drafts", "send", "1", "--anyway", status=1)
    assert "A new letter came" in terminal.errors
    assert f"postroom show {CODE}" in terminal.errors
    assert "postroom drafts send 1 --seen" in terminal.errors
    assert terminal.json("drafts", "send", "1", "--seen") == {"number": 1, "state": "queued"}


@pytest.mark.parametrize("typed", ["{}", "#{}", "[#{}]"])
def test_a_ticket_is_found_by_its_code(terminal: Terminal, typed: str) -> None:
    arrives(terminal, 2)
    found = terminal.json("tickets", typed.format(CODE.lower()))
    assert (found["total"], [row["code"] for row in found["tickets"]]) == (1, [CODE])
    assert terminal.json("tickets", code_of("nobody@x.example"))["total"] == 0


def test_a_ticket_that_was_merged_is_found_by_its_old_code(terminal: Terminal) -> None:
    arrives(terminal, 2)
    other = next(r["code"] for r in terminal.json("tickets")["tickets"] if r["code"] != CODE)
    terminal.run("merge", other, CODE)
    found = terminal.json("tickets", other)
    assert (found["total"], [row["code"] for row in found["tickets"]]) == (1, [CODE])


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
