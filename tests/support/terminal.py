"""The command line on a profile of its own, in this process."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.domain.accounts import AccountSettings, Endpoint, Security
from app.domain.codes import code_of
from app.main import DATABASE
from app.store import open_store
from tests.support.letters import letter
from tests.support.receiving import add_mailbox, deliver, incoming
from tests.support.writing import WritingDesk

ONE, FOUR = code_of("m1@x.example"), code_of("m4@x.example")
"""The tickets of `Terminal.add_mailbox`."""
ASKED = code_of("q1@northwind.example")
"""That of `asked`."""


class Terminal:
    """``postroom`` on one profile, in this process."""

    def __init__(self, profile: Path, output: pytest.CaptureFixture[str]) -> None:
        self.profile, self._output = profile, output
        self.errors = ""

    def run(self, *words: str, status: int = 0) -> str:
        """Run a command; what it printed."""
        try:
            found = main(["--profile", str(self.profile), *words])
        except SystemExit as end:  # argparse
            found = int(end.code or 0)
        printed = self._output.readouterr()
        self.errors = printed.err
        assert found == status, printed.err
        return printed.out

    def json(self, *words: str) -> dict[str, Any]:
        """Run a command; its answer."""
        found: dict[str, Any] = json.loads(self.run(*words, "--json"))
        return found

    def ticket(self, code: str) -> dict[str, Any]:
        """A ticket as lists show it."""
        rows: list[dict[str, Any]] = self.json("tickets")["tickets"]
        return next(row for row in rows if row["code"] == code)

    def add_mailbox(self, name: str, *, server: bool = False) -> None:
        """An account with two conversations: 1 ← 2 ← 3 and 4 ← 5."""
        imap = Endpoint("127.0.0.1", 143) if server else None
        address = "support@shop.example"
        settings = AccountSettings(name, address, imap, None, Security.NONE, "u")
        self.profile.mkdir(exist_ok=True)
        with open_store(self.profile / DATABASE) as store:
            inbox, sent = add_mailbox(store, settings)
            answer = letter(2, ours=True, references=("m1@x.example",))
            deliver(store, inbox, [incoming(letter(1)), incoming(letter(4, sender="cy@gmail.com"))])
            deliver(store, sent, [incoming(answer)])
            third = letter(3, references=("m1@x.example", "m2@x.example"))
            fifth = letter(5, sender="cy@gmail.com", references=("m4@x.example",))
            deliver(store, inbox, [incoming(third), incoming(fifth)])


def asked(profile: Path, output: pytest.CaptureFixture[str]) -> Terminal:
    """A mailbox from which letters can be sent, with one question."""
    profile.mkdir()
    with open_store(profile / DATABASE) as store:
        WritingDesk(store).ask(1, "Cc: boss@northwind.example")
    return Terminal(profile, output)


def text_file(
    folder: Path, words: str = "Hello Anna,\n\nit left on Monday and arrives today."
) -> str:
    """A file with what an answer says."""
    path = folder / "answer.txt"
    path.write_text(words, encoding="utf-8")
    return str(path)
