"""The words of the command line about acknowledgements, on a real profile."""

from pathlib import Path

import pytest

from app.domain.accounts import AccountSettings, Endpoint, FolderRole, Security
from app.domain.ports import RemoteFolder
from app.main import DATABASE, system_clock
from app.services.commands import add_account
from app.store import open_store
from tests.support.terminal import Terminal
from tests.support.writing import WritingDesk, raw_letter


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    settings = AccountSettings(
        "shop",
        "help@shop.example",
        Endpoint("127.0.0.1", 1),
        Endpoint("127.0.0.1", 2),
        Security.NONE,
        "shop",
    )
    with open_store(tmp_path / DATABASE) as store, store.transaction() as transaction:
        add_account(store, transaction, settings)
    return Terminal(tmp_path, capsys)


def test_it_is_off_until_it_is_switched_on(terminal: Terminal) -> None:
    assert "Off" in terminal.run("acknowledge", "show")
    assert terminal.json("acknowledge", "on")["on"] is True
    shown = terminal.json("acknowledge", "show")
    assert set(shown["texts"]) == {"en", "ru", "uk"}
    terminal.run("acknowledge", "show")
    assert "while Postroom runs" in terminal.errors
    assert "around the clock (UTC)" in terminal.run("acknowledge", "on")
    assert "within one working day. Look whether that is so" in terminal.errors
    assert terminal.json("acknowledge", "off")["since"] is None
    assert "not acknowledged" in terminal.run("acknowledge", "off")


def test_texts_and_hours_are_set(terminal: Terminal, tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text("Hello, your code is {{ code }}.", "utf-8")
    terminal.run("acknowledge", "text", "en", "--subject", "Got it", "--file", str(text))
    terminal.run(
        *("acknowledge", "hours", "--days", "1-5", "--begins", "9:30", "--ends", "18:00"),
        *("--zone", "Europe/Kyiv", "--rate", "100"),
    )
    shown = terminal.json("acknowledge", "show")
    assert shown["texts"]["en"]["text"] == "Hello, your code is {{ code }}."
    assert shown["hours"] == {
        "days": [1, 2, 3, 4, 5],
        "begins": "09:30",
        "ends": "18:00",
        "zone": "Europe/Kyiv",
    }
    assert shown["rate"] == 100
    assert "Mo Tu We Th Fr, 09:30 to 18:00" in terminal.run("acknowledge", "show")
    terminal.run("acknowledge", "text", "en", "--remove")
    assert terminal.json("acknowledge", "show")["texts"] == {}


def test_what_cannot_be_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text("Dear {{ first_name }},", "utf-8")
    words = ("acknowledge", "text", "en", "--subject", "Got it", "--file", str(text))
    terminal.run(*words, status=1)
    assert "first name" in terminal.errors
    terminal.run("acknowledge", "hours", "--days", "5-1", status=1)
    terminal.run("acknowledge", "hours", "--begins", "25:00", status=1)
    terminal.run("acknowledge", "hours", "--zone", "Mars/Base", status=1)
    terminal.run("acknowledge", "text", "en", "--file", "nowhere.md", status=1)
    terminal.run("acknowledge", "text", "de", status=2)


def test_a_preview_of_nothing(terminal: Terminal) -> None:
    assert "it would have acknowledged 0 of 0 new tickets." in terminal.run(
        "acknowledge", "preview"
    )
    assert terminal.json("acknowledge", "preview", "--days", "7")["days"] == 7


def test_a_preview_says_of_each_letter_what_would_happen(terminal: Terminal) -> None:
    now = system_clock().now()
    head = ("To: help@shop.example", "Subject: Where is it?")
    with open_store(terminal.profile / DATABASE) as store:
        with store.transaction():
            inbox = RemoteFolder("INBOX", FolderRole.INBOX, selectable=True)
            sent = RemoteFolder("Sent", FolderRole.SENT, selectable=True)
            store.folders.put(store.accounts.all()[0].id, [inbox, sent])
        desk = WritingDesk(store)
        for number, more in enumerate(
            (
                ("From: anna@northwind.example",),
                ("From: news@mass.example", "List-Id: <news.mass.example>"),
                ("From: nobody@x.example",),
            )
        ):
            desk.receive(raw_letter(f"q{number}@x.example", *head, *more), received=now)
    told = terminal.run("acknowledge", "preview").splitlines()
    assert sorted(line[18:] for line in told[:-1]) == [
        "anna@northwind.example  Where is it?  (would be acknowledged)",
        "news@mass.example  Where is it?  (not: list or newsletter)",
        "nobody@x.example  Where is it?  (not: nobody reads that address)",
    ]
    assert told[-1] == (
        "In the last 30 days it would have acknowledged 1 of 3 new tickets; the others not: "
        "1 nobody reads that address, 1 list or newsletter."
    )
