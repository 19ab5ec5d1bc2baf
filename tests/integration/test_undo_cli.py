"""What can be taken back says what it is about, also where nobody has joined a team."""

import json
from pathlib import Path

import pytest

from app.main import DATABASE
from app.services import dictionary, records
from app.store import open_store
from tests.support.clock import FakeClock
from tests.support.journal_rows import joined
from tests.support.terminal import ONE, Terminal


@pytest.fixture(params=[True, False], ids=["team", "alone"])
def terminal(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    made = Terminal(tmp_path / "profile", capsys)
    made.add_mailbox("shop")
    if request.param:
        join(made)
    return made


def join(terminal: Terminal) -> None:
    with open_store(terminal.profile / DATABASE) as store, store.transaction() as transaction:
        account = store.accounts.all()[0].id
        joined(store, transaction, account)
        records.share(store, transaction, account, now=0)


def save(terminal: Terminal, text: str, *words: str) -> str:
    page = terminal.profile.parent / "page.md"
    page.write_text(text)
    return terminal.run("templates", "save", str(page), *words).strip()


def test_every_deed_says_what_it_is_about(terminal: Terminal) -> None:
    terminal.run("assign", ONE, "nobody")
    terminal.run("priority", ONE, "high")
    terminal.run("contact", "Anna@x.example", "phone", "1")
    terminal.run("contact", "x.example", "name", "Ex")
    which = save(terminal, "Hi", "--name", "Refund")
    save(terminal, "Hello", "--template", which, "--name", "Money back")
    terminal.run("templates", "remove", which)
    with open_store(terminal.profile / DATABASE) as store, store.transaction() as transaction:
        account = store.accounts.all()[0].id
        dictionary.add_word(store, transaction, account, "Postroom", now=0)
        dictionary.add_word(store, transaction, None, "Northwind", now=0)
    terminal.run("acknowledge", "hours", "--days", "1-5")
    terminal.run("new", "--to", "a@x.example", "--subject", "Your order")
    terminal.run("drafts", "discard", "1")
    assert terminal.run("undo", "--list").splitlines() == [
        "draft discarded: Your order.",
        "changed: acknowledgements.",
        "dictionary changed: Northwind.",
        "changed: Postroom.",
        "changed: template “Money back”.",
        "changed: template “Money back”.",
        "changed: template “Refund”.",
        "company changed: x.example.",
        "contact changed: anna@x.example.",
        f"priority set: {ONE}.",
    ]
    assert terminal.json("undo", "--list")["deeds"][-2]["about"] == ["anna@x.example"]


def test_words_are_added_listed_and_removed(terminal: Terminal) -> None:
    terminal.run("dictionary", "add", "Northwind")
    terminal.run("dictionary", "add", "помолка", "--team")
    assert terminal.run("dictionary", "list").splitlines() == ["Northwind", "помолка  (team)"]
    assert terminal.json("dictionary", "add", "Northwind") == {"changed": False}
    terminal.run("dictionary", "remove", "ПОМОЛКА")
    assert terminal.json("dictionary", "list") == {"mine": ["Northwind"], "team": []}
    terminal.run("undo")
    assert terminal.json("dictionary", "list") == {"mine": ["Northwind"], "team": ["помолка"]}
    assert terminal.json("dictionary", "remove", "nothing") == {"changed": False}
    terminal.run("dictionary", "add", "two words", status=1)
    assert "single word" in terminal.errors


def test_a_template_is_changed_removed_and_brought_back(terminal: Terminal) -> None:
    def shown() -> dict[str, str]:
        found = json.loads(terminal.run("templates", "list", "--json"))
        return {one["name"]: one["texts"]["en"] for one in found}

    terminal.run("priority", ONE, "high")
    which = save(terminal, "Hi", "--name", "Refund")
    save(terminal, "Hello", "--template", which)
    terminal.run("templates", "remove", which)
    assert shown() == {}
    assert terminal.run("undo") == "Undone: changed: template “Refund”.\n"
    assert shown() == {"Refund": "Hello"}
    terminal.run("undo")
    assert shown() == {"Refund": "Hi"}
    terminal.run("undo")
    assert shown() == {}
    assert terminal.ticket(ONE)["priority"] == "high"
    terminal.run("undo")
    assert terminal.ticket(ONE)["priority"] == "normal"


def test_a_template_shows_all_that_it_ever_said(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    monkeypatch.setattr("app.team_verbs.system_clock", lambda: clock)
    which = save(terminal, "Hi", "--name", "Refund", "--folder", "Payments", "--subject", "Money")
    clock.advance(60)
    save(terminal, "Hello", "--template", which)
    assert terminal.run("templates", "show", "refund") == (
        f"{which}\nname: Refund\nfolder: Payments\nsubject: Money\n\n--- en\nHello\n\n"
    )
    told = terminal.run("templates", "show", which, "--history")
    if not told:  # alone
        assert "Earlier texts are kept once" in terminal.errors
        return
    assert told.index("--- en\nHello\n") < told.index("--- en\nHi\n")
    versions = terminal.json("templates", "show", which, "--history")["versions"]
    assert [version["texts"]["en"] for version in versions] == ["Hello", "Hi"]


def test_what_was_said_alone_can_be_taken_back_in_the_team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(tmp_path / "profile", capsys)
    terminal.add_mailbox("shop")
    which = save(terminal, "Hi", "--name", "Refund")
    save(terminal, "Hello", "--template", which, "--folder", "Payments")
    join(terminal)
    with open_store(terminal.profile / DATABASE) as store, store.transaction() as transaction:
        account = store.accounts.all()[0].id
        fields = {"folder": "Money"}  # somebody says something else meanwhile
        records.put_quietly(store, transaction, account, f"template.{which}", fields, now=1)
    terminal.run("undo")
    found = terminal.json("templates", "show", which)
    assert (found["texts"]["en"], found["folder"]) == ("Hi", "Money")


def test_a_file_that_goes_along_is_no_deed_of_its_own(terminal: Terminal, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "form.pdf").write_bytes(b"%PDF")
    (folder / "form.md").write_text("---\nname: Form\nfile: form.pdf\n---\nHere it is.")
    terminal.run("templates", "import", str(folder))
    assert terminal.run("undo", "--list") == "changed: template “Form”.\n"
