"""Attachments leave the database only as private copies, and programs are known."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.ids import MessageKey
from tests.support.fake_services import FakeMailbox, FakeQueries
from tests.support.sample_conversations import busy
from ui.files import Files, is_program
from ui.tasks import Tasks


@pytest.fixture
def files(qtbot: QtBot) -> Iterator[Files]:
    mailbox = FakeMailbox(size=2)
    mailbox.conversations[busy(1).ticket.id] = busy(1)
    mailbox.files[MessageKey(12), 0] = b"sheet"
    tasks = Tasks(lambda: FakeQueries(mailbox), workers=1)
    made = Files(tasks)
    yield made
    made.close()
    tasks.stop()


def test_a_copy_is_private_keeps_its_name_and_goes_with_the_window(
    qtbot: QtBot, files: Files
) -> None:
    paths, errors = list[Path](), list[Exception]()
    for _ in range(2):  # the second time replaces the first
        files.copy(MessageKey(12), 0, paths.append, errors.append)
    qtbot.waitUntil(lambda: len(paths) == 2)
    assert not errors
    assert paths[0] == paths[1]
    assert paths[0].name == "отчёт за III квартал.xlsx"
    assert paths[0].read_bytes() == b"sheet"
    assert stat.S_IMODE(paths[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(paths[0].parent.stat().st_mode) == 0o700
    files.close()
    assert not paths[0].exists()


def test_a_missing_attachment_is_an_error_not_a_crash(qtbot: QtBot, files: Files) -> None:
    errors: list[Exception] = []
    files.copy(MessageKey(12), 9, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))


def test_saving_writes_where_the_person_said(qtbot: QtBot, files: Files, tmp_path: Path) -> None:
    saved, errors = list[Path](), list[Exception]()
    files.save(MessageKey(12), 0, tmp_path / "out.xlsx", saved.append, errors.append)
    qtbot.waitUntil(lambda: bool(saved or errors))
    assert (tmp_path / "out.xlsx").read_bytes() == b"sheet"
    files.save(MessageKey(12), 0, tmp_path / "no" / "out.xlsx", saved.append, errors.append)
    qtbot.waitUntil(lambda: bool(errors))


@pytest.mark.parametrize(
    ("name", "kind", "program"),
    [
        ("invoice.pdf.exe", "application/pdf", True),
        ("INVOICE.EXE", "application/octet-stream", True),
        ("run.sh", "text/plain", True),
        ("page.html", "text/html", True),
        ("macro.xlsm", "application/x", True),
        ("trailing.exe. ", "application/x", True),
        ("harmless.txt", "application/x-msdownload", True),
        ("sheet.xlsx", "application/x", False),
        ("photo.jpeg", "image/jpeg", False),
        ("no ending", "application/octet-stream", False),
    ],
)
def test_programs_are_recognised(name: str, kind: str, program: bool) -> None:
    assert is_program(name, kind) is program
