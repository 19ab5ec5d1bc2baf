"""Makes the sample letters' attachments from their descriptions: PDF, CSV, ICS, PNG, TNEF."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.demo.pictures import draw
from app.demo.tnef import encode_tnef


@dataclass(frozen=True, slots=True)
class File:
    """A finished attachment."""

    name: str
    content_type: str
    content: bytes


def make_file(spec: Mapping[str, Any], written: datetime) -> File:
    """Make one attachment of a letter written at that moment. Raises `KeyError`."""
    kind, name = spec["kind"], spec["name"]
    match kind:
        case "pdf":
            return File(name, "application/pdf", _pdf(spec["title"], spec["lines"]))
        case "csv":
            return File(name, "text/csv", _csv(spec["rows"]))
        case "picture":
            return File(name, "image/png", draw(spec))
        case "ics":
            return File(name, "text/calendar", _invitation(spec, written))
        case "tnef":
            inner = [make_file(entry, written) for entry in spec["files"]]
            content = encode_tnef("", [(file.name, file.content) for file in inner])
            return File(name, "application/ms-tnef", content)
    raise KeyError(kind)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    latin = all(cell.isascii() for row in rows for cell in row)
    csv.writer(out, delimiter="," if latin else ";").writerows(rows)
    # Spreadsheets take Cyrillic for a code page unless a byte order mark says otherwise.
    return out.getvalue().encode("ascii" if latin else "utf-8-sig")


def _pdf(title: str, lines: Sequence[str]) -> bytes:
    """Return a one-page PDF 1.4 in Helvetica and Courier; the text must be ASCII."""
    drawn = [f"BT /F1 20 Tf 60 770 Td ({_escaped(title)}) Tj ET"]
    drawn += [
        f"BT /F2 12 Tf 60 {730 - 20 * index} Td ({_escaped(line)}) Tj ET"
        for index, line in enumerate(lines)
    ]
    stream = "\n".join(drawn).encode("ascii")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _invitation(spec: Mapping[str, Any], written: datetime) -> bytes:
    """Return an iCalendar request (RFC 5545, 5546) for the next such weekday (0 is Monday)."""
    day = written + timedelta(days=1 + (spec["weekday"] - written.weekday() - 1) % 7)
    start = datetime(day.year, day.month, day.day, spec["hour"], tzinfo=UTC)
    stamp = "%Y%m%dT%H%M%SZ"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sample//Calendar//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{start:%Y%m%d}-{spec['organizer']}",
        f"DTSTAMP:{written.astimezone(UTC):{stamp}}",
        f"DTSTART:{start:{stamp}}",
        f"DTEND:{start + timedelta(hours=spec['hours']):{stamp}}",
        f"SUMMARY:{_ics_text(spec['summary'])}",
        f"LOCATION:{_ics_text(spec['place'])}",
        f"ORGANIZER:mailto:{spec['organizer']}",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:support@zerno.example",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(line + "\r\n" for line in lines).encode("utf-8")


def _ics_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
