"""The sample's attachments are files that programs open."""

import csv
import io
import re
import struct
import zlib
from datetime import UTC, datetime

import pytest
from tnefparse import TNEF

from app.demo.attachments import make_file
from app.demo.pictures import draw
from app.demo.script import load_tickets
from app.demo.tnef import encode_tnef

WRITTEN = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)


def specs() -> list[dict[str, object]]:
    letters = [letter for ticket in load_tickets() for letter in ticket.letters]
    found = [dict(spec) for letter in letters for spec in letter.attach]
    return [spec for spec in found if spec["kind"] != "letter"]


def test_every_described_attachment_can_be_made() -> None:
    files = [make_file(spec, WRITTEN) for spec in specs()]
    assert len(files) >= 25
    assert all(file.content and file.name for file in files)


def test_pdf_has_a_true_table_of_offsets() -> None:
    file = make_file(
        {"kind": "pdf", "name": "a.pdf", "title": "Title (1)", "lines": ["a\\b"]}, WRITTEN
    )
    content = file.content
    start = int(content.rpartition(b"startxref\n")[2].split()[0])
    assert content[start : start + 4] == b"xref"
    offsets = [int(line) for line in re.findall(rb"(\d{10}) 00000 n", content)]
    for number, offset in enumerate(offsets, 1):
        assert content[offset:].startswith(b"%d 0 obj" % number)
    length = int(re.findall(rb"/Length (\d+)", content)[0])
    stream = content.partition(b"stream\n")[2].partition(b"\nendstream")[0]
    assert len(stream) == length
    assert rb"Title \(1\)" in stream
    assert rb"a\\b" in stream


def test_cyrillic_csv_opens_in_spreadsheets() -> None:
    rows = [["дата", "сума"], ["01", "5; 6"]]
    content = make_file({"kind": "csv", "name": "a.csv", "rows": rows}, WRITTEN).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")) == rows


@pytest.mark.parametrize(("weekday", "date"), [(1, "20261110"), (2, "20261104"), (0, "20261109")])
def test_invitation_is_for_the_next_such_weekday(weekday: int, date: str) -> None:
    spec = {
        "kind": "ics",
        "name": "i.ics",
        "summary": "Training, Leeds",
        "place": "Bar",
        "weekday": weekday,
        "hour": 9,
        "hours": 7,
        "organizer": "a@b.example",
    }
    text = make_file(spec, WRITTEN).content.decode()  # written on a Tuesday
    assert f"DTSTART:{date}T090000Z\r\n" in text
    assert f"DTEND:{date}T160000Z\r\n" in text
    assert "SUMMARY:Training\\, Leeds\r\n" in text
    assert text.endswith("END:VCALENDAR\r\n")


def test_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        make_file({"kind": "exe", "name": "x"}, WRITTEN)


def test_tnef_is_read_by_others() -> None:
    files = [("invoice.pdf", b"%PDF-1.4 content"), ("Рахунок № 5.csv", b"a,b\r\n")]
    read = TNEF(encode_tnef("Papers", files))
    assert [(a.long_filename(), bytes(a.data)) for a in read.attachments] == files


def test_every_picture_is_a_true_png() -> None:
    letters = [letter for ticket in load_tickets() for letter in ticket.letters]
    inline = [letter.inline for letter in letters if letter.inline]
    pictures = [spec for spec in [*specs(), *inline] if "picture" in spec]
    assert len(pictures) >= 10
    for spec in pictures:
        png = draw(spec)
        width, height = struct.unpack(">II", png[16:24])
        data = png.partition(b"IDAT")[2]
        pixels = zlib.decompressobj().decompress(data)
        assert len(pixels) == height * (1 + 3 * width)
        assert 40 <= width <= 900
        assert len(set(pixels)) > 3, "an empty picture"


def test_signs_that_the_font_lacks_are_left_out() -> None:
    spec = {"picture": "receipt", "lines": ["A", "ж"]}
    assert draw(spec) == draw({"picture": "receipt", "lines": ["A", " "]})
