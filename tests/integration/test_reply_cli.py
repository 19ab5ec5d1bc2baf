"""Writing and sending from the command line, on a real profile."""

import io
from pathlib import Path

import pytest

from app.domain.outgoing import DraftId, HeldFor, Sending
from app.main import DATABASE
from app.services import outbox
from app.store import open_store
from tests.support.terminal import ASKED, Terminal, asked, text_file
from tests.support.writing import NOON, WritingDesk


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return asked(tmp_path / "profile", capsys)


def between(terminal: Terminal, state: Sending, draft: int = 1) -> None:
    """What happens to a letter while no command runs."""
    with open_store(terminal.profile / DATABASE) as store, store.transaction() as transaction:
        number = DraftId(draft)
        outbox.handing(store, transaction, number, now=NOON)
        if state is Sending.HELD:
            outbox.hold(store, transaction, number, HeldFor.REFUSED, now=NOON, said="550 No.")


def test_an_answer_is_written_kept_sent_and_taken_back(terminal: Terminal, tmp_path: Path) -> None:
    picture = tmp_path / "Рисунок.png"
    picture.write_bytes(b"\x89PNG" * 400_000)
    said = terminal.run(
        "reply", ASKED, "--all", "--text", text_file(tmp_path), "--attach", str(picture)
    )
    assert said == "Kept as draft 1. Send it with: postroom drafts send 1\n"
    (draft,) = terminal.json("drafts")["drafts"]
    assert [one["address"] for one in draft["to"]] == [
        "anna@northwind.example",
        "boss@northwind.example",
    ]
    assert (draft["ticket"], draft["subject"]) == (ASKED, "Re: Question 1")
    assert draft["files"] == [{"name": "Рисунок.png", "size": 1_600_000}]
    assert "it left on Monday" in terminal.run("drafts", "show", ASKED)
    assert "Question 1" in terminal.run("drafts")
    assert "unfinished, draft 1: Hello Anna" in terminal.run("show", ASKED)
    assert terminal.json("drafts", "send", "1") == {"number": 1, "state": "queued"}
    assert "in the outbox, 1 (queued): Hello Anna" in terminal.run("show", ASKED)
    assert terminal.json("show", ASKED)["outbox"] == [{"number": 1, "state": "queued"}]
    assert terminal.run("drafts") == ""
    (letter,) = terminal.json("outbox")["outbox"]
    assert (letter["state"], letter["ticket"], letter["held"]) == ("queued", ASKED, None)
    assert "queued" in terminal.run("outbox")
    assert terminal.ticket(ASKED)["sending"] == "queued"
    assert terminal.run("outbox", "edit", ASKED) == "It is a draft again: postroom drafts\n"
    assert terminal.run("drafts", "send", "1").startswith("In the outbox. It leaves with")
    terminal.run("outbox", "cancel", "1")
    assert terminal.run("outbox") == ""
    assert terminal.run("drafts") == ""
    assert "draft discarded" in terminal.run("undo")
    assert terminal.json("drafts")["drafts"][0]["number"] == 1


def test_a_new_letter_with_everything(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Dear Anna,\nyour order is here since today.\n"))
    words = ["new", "--to", "Anna <anna@northwind.example>", "--subject", "Your order"]
    words += ["--bcc", "me@shop.example", "--text", "-", "--plain", "--then", "closed"]
    said = terminal.run(*words, "--send", "--at", "2d", "--promise", "3d")
    assert said.startswith("In the outbox, not before ")
    (letter,) = terminal.json("outbox")["outbox"]
    assert letter["ticket"] is None
    assert "not before" in terminal.run("outbox")
    with open_store(terminal.profile / DATABASE) as store:
        row = store.drafts.get(DraftId(1))
    assert row is not None
    assert row.draft.content.plain_only
    assert row.draft.content.promise is not None
    assert row.draft.content.bcc[0].address == "me@shop.example"


def test_what_is_doubtful_is_told_and_does_not_leave_unasked(
    terminal: Terminal, tmp_path: Path
) -> None:
    said = text_file(tmp_path, "Hello Anna, see the attached file.")
    terminal.run("reply", ASKED, "--text", said, "--send", status=1)
    assert "no file" in terminal.errors or "none is attached" in terminal.errors
    assert "Draft 1 is kept" in terminal.errors
    assert terminal.run("drafts", "send", "1", "--anyway").startswith("In the outbox")
    terminal.run("new", "--text", said, "--send", "--anyway", status=1)
    assert "Nobody is named" in terminal.errors
    assert terminal.json("drafts")["drafts"][0]["number"] == 2
    assert "Put away" in terminal.run("drafts", "discard", "2")


def test_what_is_held_or_unsure_is_decided_by_a_person(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("reply", ASKED, "--text", text_file(tmp_path), "--send")
    between(terminal, Sending.HELD)
    assert "held: refused (550 No.)" in terminal.run("outbox")
    assert terminal.json("outbox", "retry", "1") == {"number": 1, "state": "queued"}
    between(terminal, Sending.UNSURE)
    terminal.run("outbox", "edit", "1", status=1)
    assert "may have arrived" in terminal.errors
    assert "arrived” or “again" in terminal.run("outbox")
    terminal.run("outbox", "again", "1")
    assert terminal.json("outbox")["outbox"][0]["state"] == "queued"


def test_what_makes_no_sense_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    said = text_file(tmp_path)
    for words, complaint in (
        (("reply", "0000000", "--text", said), "no ticket"),
        (("reply", ASKED, "--text", str(tmp_path / "none")), "cannot be read"),
        (("reply", ASKED, "--attach", str(tmp_path / "none")), "cannot be read"),
        (("reply", ASKED, "--text", said, "--at", "2d"), "--send as well"),
        (("drafts", "send", "9"), "no such letter"),
        (("outbox", "edit", ASKED), "no such letter"),
    ):
        terminal.run(*words, status=1)
        assert complaint in terminal.errors
    terminal.run("reply", ASKED, "--text", said)
    terminal.run("reply", ASKED, "--text", text_file(tmp_path, "Something else"), status=1)
    assert "unfinished answer already" in terminal.errors
    terminal.run("reply", ASKED, "--forward", "--to", "boss@x.example")
    terminal.run("drafts", "send", ASKED, status=1)
    assert "Several" in terminal.errors
    terminal.run("account", "remove", "support", status=1)
    assert "drafts: 2" in terminal.errors


def test_what_shall_follow_follows_also_for_whoever_works_alone(
    terminal: Terminal, tmp_path: Path
) -> None:
    words = [
        "reply",
        ASKED,
        "--text",
        text_file(tmp_path),
        "--then",
        "closed",
        "--promise",
        "2030-05-01",
    ]
    terminal.run(*words, "--send")
    assert terminal.json("show", ASKED)["status"] == "open"
    with open_store(terminal.profile / DATABASE) as store:
        WritingDesk(store).hand_over(DraftId(1))
    found = terminal.json("show", ASKED)
    assert (found["status"], found["promised"][:10]) == ("closed", "2030-05-01")


def test_a_talk_is_written_down(terminal: Terminal, tmp_path: Path) -> None:
    said = text_file(tmp_path, "She called: the parcel came at last, all is well.")
    assert "In the outbox" in terminal.run("reply", ASKED, "--call", "--text", said, "--send")
