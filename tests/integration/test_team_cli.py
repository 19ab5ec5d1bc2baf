"""The words of the command line about a team, on a real profile: what they do, print and refuse."""

import io
from pathlib import Path

import pytest

from app.domain.events import Assigned, MemberId, MemberIntroduced
from app.domain.streams import Anchor
from app.main import DATABASE
from app.services import journal
from app.store import open_store
from tests.support.journal_rows import joined
from tests.support.terminal import FOUR, ONE, Terminal


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    found = Terminal(tmp_path / "profile", capsys)
    found.add_mailbox("support")
    return found


@pytest.fixture
def ann(terminal: Terminal) -> Terminal:
    """Ann has said that she sits here; a mailbox without a server is a team of its own."""
    words = ("--address", "ann@shop.example", "--colour", "#3366CC", "--computer", "desk")
    assert terminal.json("team", "me", "Ann", *words) == {
        "name": "Ann",
        "computer": "desk",
        "joined": True,
    }
    return terminal


def test_every_field_is_set_read_and_undone(ann: Terminal) -> None:
    before = ann.ticket(ONE)
    done = ann.json("assign", ONE, FOUR.lower(), "me")
    form = {"deed": "assign", "number": 1, "changed": True, "tickets": [ONE, FOUR], "about": []}
    assert done == form
    assert ann.run("assign", ONE, "ann@shop.example") == "It is so already; nothing was changed.\n"
    assert ann.run("status", ONE, "closed") == f"{ONE}: status is closed.\n"
    ann.run("priority", ONE, FOUR, "urgent")
    ann.run("tag", ONE, "#Big  client")
    ann.run("tag", ONE, "old")
    ann.run("tag", ONE, "OLD", "--remove")
    ann.run("promise", ONE, "2099-01-01T12:00Z")
    assert ann.ticket(ONE) == {
        **before,
        "assignee": "Ann",
        "status": "closed",
        "priority": "urgent",
        "tags": ["Big client"],
        "promised": "2099-01-01T12:00:00Z",
    }
    ann.run("snooze", FOUR, "2099-01-01T12:00Z", "--keep")
    assert ann.ticket(FOUR)["snoozed_until"] == "2099-01-01T12:00:00Z"
    assert [row["code"] for row in ann.json("tickets", "--tag", "big CLIENT")["tickets"]] == [ONE]
    assert ann.json("tickets", "--assignee", "ann")["total"] == 2
    assert ann.json("tickets", "--assignee", "nobody")["total"] == 0
    assert "ASSIGNEE" in ann.run("tickets")
    shown = ann.run("show", ONE)
    assert "assigned to Ann, priority urgent, promised by 2099-01-01T12:00:00Z" in shown
    assert "tags: Big client" in shown

    listed = ann.json("undo", "--list")["deeds"]
    assert [deed["deed"] for deed in listed] == [
        "snooze", "promise", "tag", "tag", "tag", "priority", "status", "assign",
    ]  # fmt: skip
    for deed in listed:
        assert ann.json("undo") == {"undone": deed}
    assert ann.ticket(ONE) == before
    ann.run("undo", status=1)
    assert "There is nothing to undo." in ann.errors


def test_notes_are_written_changed_and_deleted(
    ann: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ask @Ann about it\n"))
    ann.run("note", ONE, "-")
    (note,) = ann.json("show", ONE)["internal_notes"]
    assert (note["member"], note["text"], note["edited"]) == ("Ann", "ask @Ann about it", False)
    assert "── internal note by Ann" in ann.run("show", ONE)
    ann.run("note", ONE, "asked", "--edit", note["id"])
    (note,) = ann.json("show", ONE)["internal_notes"]
    assert (note["text"], note["edited"]) == ("asked", True)
    ann.run("note", ONE, "--delete", note["id"])
    assert ann.json("show", ONE)["internal_notes"] == []
    ann.run("note", ONE, "--delete", note["id"], status=1)
    assert "This note is no more." in ann.errors
    for gone in (["x", "--edit", "--KrJeXBbCW-z8NS.K"], ["--delete", "-KrJeXBbCW-z8NS.K"]):
        ann.run("note", ONE, *gone, status=1)
        assert "This note is no more." in ann.errors
    for words in (("note", ONE), ("note", ONE, " "), ("note", ONE, "x", "--delete", note["id"])):
        ann.run(*words, status=1)


def test_tickets_are_merged_split_and_taken_apart(ann: Terminal) -> None:
    assert ann.run("merge", FOUR, ONE) == f"{ONE}: merged with {FOUR}.\n"
    assert ann.json("tickets")["total"] == 1
    shown = ann.json("show", FOUR)
    assert (shown["code"], shown["merged"], len(shown["letters"])) == (ONE, [FOUR], 5)
    assert "brought here by Ann" in ann.run("show", ONE)
    ann.run("unmerge", ONE, FOUR)
    assert ann.json("tickets")["total"] == 2
    ann.run("unmerge", ONE, status=1)
    assert "Nothing was merged" in ann.errors
    done = ann.json("split", ONE, "<m3@x.example>")
    new, old = done["tickets"]
    assert old == ONE
    assert ann.json("show", new)["message_ids"] == ["m3@x.example"]
    ann.run("split", new, "m3@x.example", "--into", FOUR)
    assert "m3@x.example" in ann.json("show", FOUR)["message_ids"]
    for words, sentence in (
        (("split", ONE, "none@x.example"), "has no letter <none@x.example>"),
        (("split", ONE, "m1@x.example", "m2@x.example"), "but not all"),
        (("unmerge", ONE, "!"), "no ticket code"),
    ):
        ann.run(*words, status=1)
        assert sentence in ann.errors


def test_the_timeline_tells_who_did_what(ann: Terminal) -> None:
    assert ann.json("timeline", ONE) == {"ticket": ONE, "timeline": []}
    ann.run("assign", ONE, "Ann")
    ann.run("status", ONE, "closed")
    ann.run("undo")
    assigned, closed = ann.json("timeline", ONE)["timeline"]
    assert (assigned["member"], assigned["kind"], assigned["value"]) == ("Ann", "assigned", "Ann")
    assert (assigned["undone"], closed["undone"]["member"]) == (None, "Ann")
    lines = ann.run("timeline", ONE).splitlines()
    assert "Ann assigned it to Ann" in lines[0]
    assert "Ann set closed (undone by Ann" in lines[1]


def test_conflicts_name_both_words_and_are_settled_by_saying_it_again(ann: Terminal) -> None:
    ann.run("assign", ONE, "me")
    with open_store(ann.profile / DATABASE) as store, store.transaction() as transaction:
        account = store.accounts.all()[0].id
        unaware = Assigned(Anchor("m1@x.example"), MemberId("bob"))
        bob = MemberIntroduced(MemberId("bob"), "Bob")
        journal.write(store, transaction, account, [bob, unaware], now=4_000_000_000)
    (conflict,) = ann.json("conflicts")["conflicts"]
    assert (conflict["ticket"], conflict["field"]) == (ONE, "assignee")
    assert conflict["in_place"]["value"] == "Bob"
    assert [said["value"] for said in conflict["replaced"]] == ["Ann"]
    assert ann.json("conflicts", ONE)["conflicts"] == [conflict]
    assert "assignee: “Bob” by Ann (" in ann.run("conflicts")
    ann.run("assign", ONE, "bob")
    assert ann.json("conflicts") == {"conflicts": []}
    assert ann.ticket(ONE)["assignee"] == "Bob"


def test_the_team_is_shown_and_changed(ann: Terminal) -> None:
    team = ann.json("team")
    (member,) = team["members"]
    assert (member["name"], member["colour"], member["gone"]) == ("Ann", "#3366cc", False)
    assert (team["me"]["id"], team["journal"], team["unsent"]) == (member["id"], "off", 0)
    (device,) = team["devices"]
    assert (device["name"], device["me"], device["revoked"]) == ("desk", True, False)
    assert "Ann <ann@shop.example> (me)\n  desk" in ann.run("team")
    ann.run("team", "rename", "me", "--name", "Ann Lee")
    ann.run("assign", ONE, "ann l")
    ann.run("team", "gone", "Ann Lee")
    assert ann.json("team")["members"][0]["gone"]
    assert ann.ticket(ONE)["assignee"] is None
    ann.run("undo")
    assert ann.ticket(ONE)["assignee"] == "Ann Lee"
    ann.run("team", "revoke", "desk", status=1)
    assert "computer in front of you" in ann.errors
    ann.run("team", "revoke", "tablet", status=1)
    ann.run("team", "rename", "me", status=1)
    ann.run("team", "me", "Ann", "--colour", "blue", status=1)
    assert "A colour is written like #3366cc." in ann.errors
    assert ann.json("team", "me", "Ann Lee", "--computer", "tower")["joined"]
    assert [each["name"] for each in ann.json("team")["devices"]] == ["tower"]


def test_what_is_known_of_people_and_companies(ann: Terminal) -> None:
    ann.run("contact", "Cy@gmail.com", "tier", "gold")
    ann.run("contact", "acme.example", "tier", "tin")
    assert ann.json("contact", "cy@gmail.com") == {
        "who": "cy@gmail.com",
        "fields": {"tier": "gold"},
    }
    assert ann.run("contact", "acme.example", "tier") == "tier: tin\n"
    ann.run("contact", "cy@gmail.com", "tier", "")
    assert ann.json("contact", "cy@gmail.com")["fields"] == {}


def test_what_cannot_be_done_is_said_and_changes_nothing(terminal: Terminal) -> None:
    terminal.run("assign", ONE, "me", status=1)
    assert "postroom team me NAME" in terminal.errors
    terminal.run("team", "me", "Ann")
    for words, sentence in (
        (("assign", "AAAAAAA", "me"), "There is no ticket “AAAAAAA”."),
        (("assign", ONE, "AAAAAAA", "me"), "There is no ticket “AAAAAAA”."),
        (("assign", ONE, "bob"), "No member is called “bob”. The team: Ann."),
        (("snooze", ONE, "soon"), "“soon” is no time."),
        (("snooze", ONE, "2020-01-01"), "has passed"),
        (("tag", ONE, "#"), "A tag needs a name."),
        (("tag", ONE, "x" * 2000), "too long"),
        (("team", "--account", "other"), "There is no account named “other”."),
        (("timeline", "AAAAAAA"), "There is no ticket"),
    ):
        terminal.run(*words, status=1)
        assert sentence in terminal.errors
        assert "Traceback" not in terminal.errors
    assert terminal.ticket(ONE)["assignee"] is None
    assert terminal.json("undo", "--list") == {"deeds": []}
    for wrong in (("status", ONE, "done"), ("assign", ONE), ("priority", ONE, "high", "--nope")):
        terminal.run(*wrong, status=2)


def test_of_several_mailboxes_one_is_named(terminal: Terminal) -> None:
    terminal.add_mailbox("sales")
    terminal.run("team", status=1)
    assert "--account: support, sales" in terminal.errors
    terminal.run("team", "me", "Ann", "--account", "sales")
    terminal.run("tag", ONE, "x", "--account", "sales")
    tagged = terminal.json("tickets", "--account", "sales", "--tag", "x")
    assert [row["code"] for row in tagged["tickets"]] == [ONE]
    assert terminal.json("tickets", "--account", "support", "--tag", "x")["total"] == 0
    assert terminal.json("timeline", ONE, "--account", "support")["timeline"] == []


def test_whoever_works_alone_need_not_say_who_they_are(terminal: Terminal) -> None:
    terminal.run("tag", ONE, "x")
    terminal.run("status", ONE, "closed")
    assert (terminal.ticket(ONE)["tags"], terminal.ticket(ONE)["status"]) == (["x"], "closed")
    assert terminal.json("team")["unsent"] == 0
    terminal.run("undo")
    assert terminal.ticket(ONE)["status"] == "open"


def test_a_mailbox_with_a_server_is_joined_by_the_next_sync(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal(tmp_path / "profile", capsys)
    terminal.add_mailbox("support", server=True)
    assert terminal.json("team")["journal"] == "not-joined"
    assert "The next sync tells the team." in terminal.run("team", "me", "Ann")
    assert terminal.json("team")["journal"] == "not-joined"
    with open_store(terminal.profile / DATABASE) as store, store.transaction() as transaction:
        joined(store, transaction, store.accounts.all()[0].id)
    terminal.run("team", "me", "Ann")
    terminal.run("tag", ONE, "x")
    team = terminal.json("team")
    assert (team["journal"], team["unsent"]) == ("joined", 4)
    assert "(not sent yet)" in terminal.run("timeline", ONE)


def test_nothing_of_a_removed_mailbox_is_left_to_undo(ann: Terminal) -> None:
    ann.add_mailbox("sales", server=True)
    ann.run("team", "me", "Ann Lee", "--account", "sales")
    ann.run("tag", ONE, "private", "--account", "support")
    ann.run("account", "remove", "support")
    ann.run("account", "remove", "sales")
    assert ann.json("undo", "--list") == {"deeds": []}
    with open_store(ann.profile / DATABASE) as store:
        assert store.check() == []
    files = [path.read_bytes() for path in ann.profile.iterdir() if path.is_file()]
    assert not any(word in data for data in files for word in (b"private", b"Ann Lee"))


def test_marks_and_moves_of_letters_are_undone_too(ann: Terminal) -> None:
    assert ann.json("mark", ONE, "flagged") == {"ticket": ONE, "letters": 3, "changed": True}
    assert ann.run("mark", ONE, "flagged") == "It is so already; nothing was changed.\n"
    flags = [set(letter["flags"]) for letter in ann.json("show", ONE)["letters"]]
    assert flags == [{"\\Flagged"}] * 3
    assert ann.json("undo")["undone"]["deed"] == "flag"
    assert all(letter["flags"] == [] for letter in ann.json("show", ONE)["letters"])
