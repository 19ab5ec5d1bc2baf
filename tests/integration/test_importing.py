"""Files of mail as programs leave them: mbox, Maildir, single letters."""

import os
import tracemalloc
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from app.domain.errors import RejectedError
from app.runtime.importing import ImportReport, import_paths
from app.runtime.readers import Facts
from app.runtime.writer import StoreWriter
from app.services.importing import letters_in
from tests.support.inline_reader import InlineReader

LETTER = b"From: a@x.example\nDate: Tue, 3 Mar 2026 10:00:00 +0200\nSubject: one\n\nbody\n"
MBOX = (
    b"From a@x.example Tue Mar  3 08:00:00 2026\nSubject: one\n\n>From here\n>>From there\n\n"
    b"From - Wed Mar  4 08:00:00 2026\r\nSubject: two\r\n\r\nFrom the start\r\n\r\n"
)


def test_an_mbox_is_split_and_unquoted(tmp_path: Path) -> None:
    path = tmp_path / "old.mbox"
    path.write_bytes(MBOX)
    one, two = letters_in(path)
    assert one.raw == b"Subject: one\n\nFrom here\n>From there\n"
    assert two.raw == b"Subject: two\r\n\r\nFrom the start\r\n"
    assert (one.received, two.received) == (1772524800, 1772611200)


def test_single_letters_take_their_date_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(LETTER)
    [one] = letters_in(path)
    assert (one.raw, one.received) == (LETTER, 1772524800)
    received = b"Received: from x by y;\n\tWed, 4 Mar 2026 08:00:00 +0000 (UTC)\n" + LETTER
    path.write_bytes(received)
    assert [x.received for x in letters_in(path)] == [1772611200]


def test_a_maildir_keeps_flags_and_arrival(tmp_path: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (tmp_path / "Mail" / name).mkdir(parents=True)
    seen = tmp_path / "Mail" / "cur" / "1.x:2,RS"
    seen.write_bytes(LETTER)
    os.utime(seen, (1_700_000_000, 1_700_000_000))
    (tmp_path / "Mail" / "new" / "2.x").write_bytes(LETTER.replace(b"one", b"two"))
    found = {x.raw: x for x in letters_in(tmp_path)}
    assert found[LETTER].flags == {"\\Seen", "\\Answered"}
    assert found[LETTER].received == 1_700_000_000
    assert len(found) == 2


def test_numbers_come_from_the_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(LETTER)
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 no mail")
    numbers = [x.uid for x in letters_in(tmp_path)]
    assert len(numbers) == 2
    assert len(set(numbers)) == 1


def test_what_cannot_be_imported_is_said(tmp_path: Path) -> None:
    with pytest.raises(RejectedError, match="There is no file"):
        list(letters_in(tmp_path / "none"))
    other = tmp_path / "photo.jpg"
    other.write_bytes(b"\xff\xd8\xff")
    with pytest.raises(RejectedError, match="holds no mail"):
        list(letters_in(other))


def test_hostile_dates_do_not_stop_an_import(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"From x Mon Feb 31 99:00:00 2026\nDate: nonsense\nSubject: x\n\ny\n")
    [one] = letters_in(path)
    assert one.received == 0


def test_lines_of_any_length_and_letters_of_any_size_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    long = b"x" * 3_000_000
    inside = b"a" * (1024 * 1024 - 1) + b"\nFrom b@x.example Tue Mar  3 08:00:00 2026"
    path.write_bytes(
        b"From a@x.example Tue Mar  3 08:00:00 2026\nSubject: one\n\n" + long + b"\n\n"
        b"From a@x.example Tue Mar  3 08:00:00 2026\nSubject: two\n\n" + inside + b"\n\n"
        b"From a@x.example Tue Mar  3 08:00:00 2026\n\n\nno header\n"
    )
    assert [x.raw for x in letters_in(path)] == [
        b"Subject: one\n\n" + long + b"\n",
        b"Subject: two\n\n" + inside + b"\n",
        b"\n\nno header\n",
    ]


def test_a_large_mbox_is_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    body = b"0123456789abcdef" * 4 + b"\n"
    with path.open("wb") as file:
        for number in range(400):
            file.write(b"From a@x.example Tue Mar  3 08:00:00 2026\nSubject: %d\n\n" % number)
            file.write(body * 1600 + b"\n")
    tracemalloc.start()
    count = sum(1 for _ in letters_in(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < path.stat().st_size / 20


class _CountingReader(InlineReader):
    read = 0

    def submit(self, letters: Sequence[bytes]) -> "Future[Facts]":
        self.read += len(letters)
        return super().submit(letters)


def test_importing_again_reads_no_letter_again(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "old.mbox").write_bytes(MBOX)
    (tmp_path / "mail" / "one.eml").write_bytes(LETTER)
    reader = _CountingReader()
    writer = StoreWriter(tmp_path / "postroom.db")
    writer.start()
    try:
        first = import_paths([tmp_path / "mail"], writer, reader)
        assert (first, reader.read) == (ImportReport(read=3, new=3), 3)
        (tmp_path / "mail" / "two.eml").write_bytes(LETTER.replace(b"one", b"two"))
        again = import_paths([tmp_path / "mail"], writer, reader)
        assert (again, reader.read) == (ImportReport(read=4, new=1), 4)
    finally:
        writer.stop()
