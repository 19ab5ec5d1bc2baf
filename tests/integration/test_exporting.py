"""Tickets as ordinary files: complete, safe to open, safe to repeat."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from app import reports
from app.domain.errors import RejectedError
from app.runtime.importing import import_paths
from app.runtime.writer import StoreWriter
from app.services import commands
from app.services.exporting import ExportReport, all_tickets, export_tickets, slug
from app.services.queries import Queries
from tests.support.inline_reader import InlineReader

_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
    "rkJggg=="
)


def _letter(number: int, subject: str = "Where is my order", html: str = "") -> bytes:
    head = (
        f"From: Olga <olga@acme.example>\r\nTo: support@shop.example\r\nSubject: {subject}\r\n"
        f"Message-ID: <m{number}@acme.example>\r\nDate: Tue, {number} Mar 2026 10:00:00 +0000\r\n"
    )
    if number > 1:
        head += "References: <m1@acme.example>\r\n"
    body = html or f"Text of letter {number} <b>&amp;"
    return (
        head + "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        f"--B\r\nContent-Type: text/{'html' if html else 'plain'}\r\n\r\n{body}\r\n"
        f"--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-ID: <dot>\r\n\r\n{_PIXEL}\r\n--B--\r\n"
    ).encode()


Export = Callable[[], ExportReport]


class Desk:
    """A profile that letters are imported into and exported from."""

    def __init__(self, folder: Path) -> None:
        self.mail = folder / "mail"
        self.mail.mkdir()
        self.out = folder / "out"
        self.database = folder / "profile" / "postroom.db"
        self.writer = StoreWriter(self.database)
        self.writer.start()

    def put(self, *letters: bytes) -> None:
        for letter in letters:
            (self.mail / f"{len(list(self.mail.iterdir()))}.eml").write_bytes(letter)
        import_paths([self.mail], self.writer, InlineReader(), address="support@shop.example")

    def export(self) -> ExportReport:
        queries = Queries.open(self.database)
        try:
            tickets = all_tickets(queries)
            return export_tickets(queries, tickets, self.out, reports.conversation_json)
        finally:
            queries.close()

    def files(self) -> dict[str, bytes]:
        found = sorted(p for p in self.out.rglob("*") if p.is_file())
        return {str(p.relative_to(self.out)): p.read_bytes() for p in found}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.writer.stop()


class _Loads(HTMLParser):
    """What a page would load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "srcset", "background", "data", "poster"} or name.startswith("on"):
                self.found.append(f"{tag} {name}={(value or '')[:30]}")
        if tag in {"script", "iframe", "object", "embed", "link", "form"}:
            self.found.append(tag)


def _loads(page: str) -> list[str]:
    parser = _Loads()
    parser.feed(page)
    return parser.found


def test_each_ticket_is_a_folder_with_its_letters_as_they_came(desk: Desk) -> None:
    desk.put(_letter(1), _letter(2), _letter(9, "Another").replace(b"References", b"X-Ref"))
    assert desk.export() == ExportReport(tickets=2, letters=3)
    files = desk.files()
    (name,) = {f.split("/")[0] for f in files if "where-is-my-order" in f}
    letters = [data for f, data in files.items() if f.startswith(name) and f.endswith(".eml")]
    assert sorted(letters) == sorted([_letter(1), _letter(2)])
    form = json.loads(files[f"{name}/ticket.json"])
    assert name == f"{form['code']}-where-is-my-order"
    assert [letter["message_id"] for letter in form["letters"]] == [
        "m1@acme.example",
        "m2@acme.example",
    ]
    assert {letter["file"] for letter in form["letters"]} == {
        Path(f).name for f in files if f.startswith(name) and f.endswith(".eml")
    }


def test_the_page_is_readable_and_loads_nothing(desk: Desk) -> None:
    hostile = (
        "<p onclick='x()'>Hello <b>there</b></p><script>alert(1)</script>"
        "<img src='https://tracker.example/x.png'><img src='cid:dot'>"
        "<link rel=stylesheet href='https://evil.example/x.css'>"
    )
    desk.put(_letter(1, "<script>alert('subject')</script>", html=hostile), _letter(2))
    desk.writer.run(lambda s, tx: commands.allow_remote_images(s, tx, "olga@acme.example"))
    desk.export()
    (page,) = (data.decode() for name, data in desk.files().items() if name.endswith(".html"))
    assert _loads(page) == [f"img src=data:image/png;base64,{_PIXEL[:8]}"]
    assert "tracker.example" not in page
    assert "Hello" in page
    assert "Text of letter 2 &lt;b&gt;&amp;amp;" in page
    assert "default-src 'none'" in page
    assert "postroom-part" not in page


def test_doing_it_again_changes_nothing_and_then_only_what_is_new(desk: Desk) -> None:
    desk.put(_letter(1), _letter(2))
    desk.export()
    before = desk.files()
    times = {p: p.stat().st_mtime_ns for p in desk.out.rglob("*.*")}
    desk.export()
    assert desk.files() == before
    assert {p: p.stat().st_mtime_ns for p in desk.out.rglob("*.*")} == times
    desk.put(_letter(3))
    desk.export()
    after = desk.files()
    assert set(before) < set(after)
    assert len(after) == len(before) + 1


def test_a_letter_that_left_the_ticket_does_not_stay_in_its_folder(desk: Desk) -> None:
    desk.put(_letter(1))
    desk.export()
    (form,) = desk.out.glob("*/ticket.json")
    listing = json.loads(form.read_bytes())
    listing["export"]["files"].append("20250101T000000Z-00000000.eml")
    form.write_text(json.dumps(listing))
    left = form.with_name("20250101T000000Z-00000000.eml")
    left.write_bytes(b"Subject: elsewhere now\r\n\r\n")
    desk.export()
    assert not left.exists()


def test_what_others_put_there_is_never_touched(desk: Desk, tmp_path: Path) -> None:
    desk.put(_letter(1))
    desk.export()
    (form,) = desk.out.glob("*/ticket.json")
    page = form.with_name("ticket.html")
    code = json.loads(form.read_bytes())["code"]
    form.write_text('{"mine": true}')
    page.write_text("my notes")
    secret = tmp_path / "secret"
    secret.write_text("keep")
    (desk.out / f"{code}-link").symlink_to(secret)
    desk.export()
    assert form.read_text() == '{"mine": true}'
    assert page.read_text() == "my notes"
    assert secret.read_text() == "keep"
    others = [p for p in desk.out.glob("*/ticket.json") if p != form]
    assert [json.loads(p.read_bytes())["code"] for p in others] == [code]


def test_a_foreign_file_inside_our_folder_stays(desk: Desk) -> None:
    desk.put(_letter(1))
    desk.export()
    (form,) = desk.out.glob("*/ticket.json")
    listing = json.loads(form.read_bytes())
    listing["export"]["files"] = ["ticket.json", "../../secret", "/etc/hostname"]
    form.write_text(json.dumps(listing))
    form.with_name("ticket.html").write_text("my notes")
    (form.with_name("notes.txt")).write_text("mine")
    desk.export()
    assert form.with_name("ticket.html").read_text() == "my notes"
    assert form.with_name("notes.txt").read_text() == "mine"
    assert form.with_name("ticket-2.html").exists()


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("Где мой заказ?", "где-мой-заказ"),
        ("a\x00b\u202egpj.exe", "a-b-gpj-exe"),
        ('CON: <"|?*\\', "con"),
        ("trailing dots... ", "trailing-dots"),
        ("x" * 100, "x" * 40),
        ("✉", ""),
    ],
)
def test_names_are_safe_everywhere(subject: str, expected: str) -> None:
    assert slug(subject) == expected


def test_a_folder_that_cannot_be_written_to_is_said(desk: Desk) -> None:
    desk.put(_letter(1))
    desk.out.write_text("a file is in the way")
    with pytest.raises(RejectedError, match="cannot be written to"):
        desk.export()
