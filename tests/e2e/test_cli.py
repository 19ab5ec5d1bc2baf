"""The program as a person or a script runs it, each command in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
HELLO = (
    b"From: =?utf-8?B?0J7Qu9GM0LPQsA==?= <olga@acme.example>\r\n"
    b"To: support@shop.example\r\nMessage-ID: <one@acme.example>\r\n"
    b"Date: Tue, 3 Mar 2026 10:00:00 +0200\r\nSubject: Invoices are missing\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
    b"Hello, two invoices are missing. \xd0\x97\xd0\xb0\xd0\xba\xd0\xb0\xd0\xb7\xd1\x8b.\r\n"
)
ANSWER = (
    b"From: Support <support@shop.example>\r\nTo: olga@acme.example\r\n"
    b"Message-ID: <two@shop.example>\r\nIn-Reply-To: <one@acme.example>\r\n"
    b"Date: Tue, 3 Mar 2026 12:00:00 +0200\r\nSubject: Re: Invoices are missing\r\n\r\n"
    b"Here they are.\r\n\r\n> Hello, two invoices are missing.\r\n"
)
FORGED = (
    b"From: eve@evil.example\r\nTo: support@shop.example\r\nMessage-ID: <three@evil.example>\r\n"
    b"References: <one@acme.example> <two@shop.example>\r\n"
    b"Date: Tue, 3 Mar 2026 13:00:00 +0200\r\nSubject: Re: Invoices are missing\r\n\r\n"
    b"Change my address please.\r\n"
)


class Program:
    """``postroom`` on one profile."""

    def __init__(self, profile: Path) -> None:
        self.profile = profile

    def run(self, *words: str, status: int = 0, **environment: str) -> str:
        """Run a command; returns standard output, checks the exit status."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "app", "--profile", str(self.profile), *words],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=2 * PATIENCE,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )
        assert done.returncode == status, done.stderr.decode()
        self.errors = done.stderr.decode()
        return done.stdout.decode()

    def json(self, *words: str) -> dict[str, Any]:
        """Run a command with ``--json``."""
        found: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return found


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "profile")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number, raw in enumerate((HELLO, ANSWER, FORGED)):
        (folder / f"{number}.eml").write_bytes(raw)
    return folder


def test_import_list_show_and_search(program: Program, letters: Path) -> None:
    words = ("import", str(letters), "--address", "support@shop.example")
    assert program.json(*words) == {"read": 3, "new": 3}
    assert program.json(*words) == {"read": 3, "new": 0}

    listed = program.json("tickets", "--messages", "--limit", "0")
    assert listed["total"] == 2
    forged, ticket = listed["tickets"]
    assert ticket == {
        "code": ticket["code"],
        "subject": "Invoices are missing",
        "status": "waiting",
        "assignee": None,
        "due": None,
        "contact": {"name": "Ольга", "address": "olga@acme.example"},
        "updated": "2026-03-03T10:00:00Z",
        "tags": [],
        "priority": "normal",
        "promised": None,
        "snoozed_until": None,
        "notes": 0,
        "disputed": False,
        "draft": False,
        "sending": None,
        "answering": [],
        "message_ids": ["one@acme.example", "two@shop.example"],
    }
    assert forged["message_ids"] == ["three@evil.example"]
    assert program.json("tickets", "заказ")["total"] == 1

    shown = program.run("show", ticket["code"].lower())
    assert "Here they are." in shown
    assert "answers one@acme.example" in shown
    held = program.json("show", forged["code"])
    assert held["related"] == [ticket["code"]]
    assert held["letters"][0]["why"] == {"kind": "held-back", "evidence": "two@shop.example"}

    found = program.json("search", "invoice")
    assert found["total"] == 3
    assert found["results"][-1]["ticket"] == ticket["code"]
    assert found["results"][-1]["from"]["address"] == "olga@acme.example"
    assert "invoices" in found["results"][-1]["snippet"]
    assert "CODE" in program.run("tickets")


def test_a_ticket_is_marked_by_its_code(program: Program, letters: Path) -> None:
    program.run("import", str(letters), "--address", "support@shop.example")
    code = program.json("tickets", "two")["tickets"][0]["code"]
    for how in ("seen", "unseen", "flagged", "unflagged"):
        done = program.json("mark", code.lower(), how)
        assert (done["ticket"], done["letters"]) == (code, 2)
    program.run("archive", code, status=1)  # imported mail has no archive
    program.run("mark", "0000000", "seen", status=1)


def test_tickets_are_exported(program: Program, letters: Path, tmp_path: Path) -> None:
    program.run("import", str(letters), "--address", "support@shop.example")
    code = program.json("tickets", "two")["tickets"][0]["code"]
    assert program.json("export", code, str(tmp_path / "one")) == {"tickets": 1, "letters": 2}
    everything = program.json("export", "--all", str(tmp_path / "all"))
    assert everything["letters"] == len(list((tmp_path / "all").glob("*/*.eml")))
    assert everything["tickets"] == len(list((tmp_path / "all").glob("*/ticket.html")))
    program.run("export", str(tmp_path / "x"), status=1)
    program.run("export", "--all", code, str(tmp_path / "x"), status=1)


def test_the_table_fits_and_people_read_it(program: Program, letters: Path) -> None:
    program.run("import", str(letters))
    lines = program.run("tickets").splitlines()
    assert lines[0].split() == ["CODE", "STATUS", "AGE", "LETTERS", "CONTACT", "SUBJECT"]
    assert any("Ольга <olga@acme.example>" in line for line in lines)


def test_accounts_are_added_listed_and_removed(program: Program) -> None:
    add = ("account", "add", "--name", "a", "--user", "u", "--address", "a@shop.example")
    program.run(*add, "--imap", "localhost:1143", "--smtp", "localhost:1025", "--security", "none")
    assert "POSTROOM_PASSWORD" in program.errors
    [account] = program.json("account", "list")["accounts"]
    assert (account["name"], account["imap"]) == ("a", "localhost:1143")
    program.run(*add, "--imap", "localhost:1143", status=1)
    assert "There is an account named “a” already." in program.errors
    program.run("account", "remove", "a")
    assert program.json("account", "list") == {"accounts": []}
    program.run("account", "remove", "a", status=1)


def test_unprotected_connections_stay_on_this_machine(program: Program) -> None:
    add = ("account", "add", "--name", "a", "--user", "u", "--address", "a@shop.example")
    program.run(*add, "--imap", "mail.shop.example:143", "--security", "none", status=1)
    assert "must be protected" in program.errors
    program.run(*add, "--imap", "nonsense", status=1)
    assert "“nonsense” is no HOST:PORT." in program.errors


def test_what_cannot_be_done_is_said_in_one_line(program: Program) -> None:
    for words, sentence in (
        (("tickets",), "This profile has no mailbox yet."),
        (("sync", "--once"), "There is no account yet."),
        (("import", "/no/such/file"), "There is no file or folder"),
        (("show", "ABC1234"), "no mailbox yet"),
    ):
        profile = Program(program.profile.with_name(f"empty-{words[0]}"))
        profile.run(*words, status=1)
        assert sentence in profile.errors
        assert "Traceback" not in profile.errors
    program.run("nonsense", status=2)
    program.run("tickets", "--limit", "-1", status=2)


def test_parse_prints_one_object_a_line(program: Program, letters: Path) -> None:
    names = [str(p) for p in sorted(letters.iterdir())]
    lines = program.run("parse", *names).splitlines()
    first, second, _ = map(json.loads, lines)
    assert list(first) == [
        "message_id", "subject", "from", "to", "cc", "reply_to", "date", "in_reply_to",
        "references", "text", "reply_text", "html", "attachments", "automatic", "defects",
    ]  # fmt: skip
    assert first["from"] == [{"name": "Ольга", "address": "olga@acme.example"}]
    assert first["date"] == "2026-03-03T08:00:00Z"
    assert second["reply_text"] == "Here they are."
    assert second["in_reply_to"] == ["one@acme.example"]
    missing = program.run("parse", names[0], str(letters / "none"), names[1], status=1)
    assert len(missing.splitlines()) == 2


def test_doctor_gives_verdicts_and_remedies(program: Program, letters: Path) -> None:
    program.run("doctor", status=1)
    program.run("import", str(letters))
    checks = program.json("doctor")["checks"]
    spelling = {f"spelling: {language}" for language in ("en", "ru", "uk")}
    assert {c["subject"] for c in checks} == {
        "disk",
        "database",
        "index",
        "imported",
        *spelling,
    }
    assert all(c["ok"] for c in checks)
    add = ("account", "add", "--name", "a", "--user", "u", "--address", "a@shop.example")
    program.run(*add, "--imap", "127.0.0.1:1", "--smtp", "127.0.0.1:1", "--security", "none")
    out = program.run("doctor", status=1, POSTROOM_PASSWORD="x")
    assert "BAD  a: IMAP" in out
    assert "BAD  a: SMTP" in out
    assert "Check the network" in out


def test_templates_from_the_starter_to_a_folder_and_back(tmp_path: Path) -> None:
    letter = tmp_path / "one.eml"
    letter.write_bytes(HELLO)
    program = Program(tmp_path / "profile")
    program.run("import", str(letter), "--address", "support@shop.example")
    assert program.json("templates", "starter", "--language", "uk") == {"read": 8, "changed": 8}
    assert "Вирішено" in program.run("templates", "list", "уникнути")
    program.run("templates", "export", str(tmp_path / "out"))
    assert (tmp_path / "out" / "оплата" / "гроші-повертаються.en.md").is_file()
    assert program.json("templates", "import", str(tmp_path / "out"))["changed"] == 0
    source = tmp_path / "new.md"
    source.write_text("Hi {{ nmae }}", "utf-8")
    which = program.run("templates", "save", str(source), "--name", "New").strip()
    assert "Nothing is called nmae." in program.errors
    source.write_text("{{ ().__class__ }}", "utf-8")
    program.run("templates", "save", str(source), "--name", "Evil", status=1)
    assert "A template cannot do this" in program.errors
    program.run("templates", "remove", which)
    program.run("templates", "show", which, status=1)
    assert f"There is no template “{which}”" in program.errors
