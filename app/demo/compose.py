"""Writes one sample letter as RFC 5322 source, the way its mail program would have."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from hashlib import blake2b
from html import escape
from typing import Any

from app.demo.attachments import File, make_file
from app.demo.pictures import draw
from app.demo.script import Person

_IMAGE = "[[img]]"
_HTML_CLIENTS = {"gmail", "outlook", "yandex", "mailru", "apple"}
_USER_AGENTS = {
    "outlook": ("X-Mailer", "Microsoft Outlook 16.0"),
    "apple": ("X-Mailer", "Apple Mail (2.3774.600.62)"),
    "iphone": ("X-Mailer", "iPhone Mail (21F90)"),
    "thunderbird": ("User-Agent", "Mozilla Thunderbird"),
    "yandex": ("X-Mailer", "Yamail [ http://yandex.ru ] 5.0"),
    "mailru": ("X-Mailer", "Mail.Ru Mailer 1.0"),
    "plain": ("X-Mailer", "The Bat! (v4.2.36)"),
}
_TYPEWRITER = str.maketrans({"—": "-", "–": "-", "«": '"', "»": '"', "№": "N", "’": "'"})
"""What programs made for one code page put for signs that it lacks."""
_POLICY = SMTP.clone(max_line_length=78)


@dataclass(slots=True)
class Outline:
    """Everything that is decided about a letter before it is written."""

    message_id: str
    sender: Person
    to: list[Person]
    cc: list[Person]
    subject: str
    date: datetime
    lang: str
    client: str
    text: str
    """New text with signature; may hold one ``[[img]]``."""
    table: Sequence[Sequence[str]] = ()
    quoted_text: str = ""
    quoted_html: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    attach: Sequence[Mapping[str, Any]] = ()
    inline: Mapping[str, Any] | None = None
    html: bool = True
    """False forbids an HTML part."""
    charset: str = "utf-8"
    raw_headers: bool = False


def plain_body(outline: Outline) -> str:
    """Return the whole plain text: new text, table and quoted history."""
    picture = outline.inline
    mark = f"[image: {picture['name']}]" if picture and outline.client == "gmail" else ""
    text = outline.text.replace(_IMAGE, mark)
    if outline.table:
        text = _beside_signature(text, _text_table(outline.table))
    if outline.client in {"plain", "thunderbird"}:
        text = _wrapped(text, soft=outline.client == "thunderbird" and outline.charset == "utf-8")
    return f"{text}\n\n{outline.quoted_text}".strip("\n") if outline.quoted_text else text


def html_body(outline: Outline) -> str:
    """Return the inside of the HTML body: new text, table, picture and quoted history."""
    new = "".join(_html_blocks(outline))
    return f"{new}{outline.quoted_html}"


def write_letter(outline: Outline) -> bytes:
    """Return the letter's source with CRLF line ends; the same bytes for the same outline."""
    message = EmailMessage(policy=_POLICY)
    _write_body(message, outline)
    for spec in outline.attach:
        if spec["kind"] == "letter":
            message.add_attachment(_inner_letter(spec))
        else:
            _attach(message, make_file(spec, outline.date))
    _fix_boundaries(message, outline.message_id)
    return _headers(outline) + message.as_bytes()


def _headers(outline: Outline) -> bytes:
    """Return the header block up to the MIME fields, folded, ready to stand before them."""
    values = {
        "Date": format_datetime(outline.date),
        "From": _people([outline.sender], outline.charset, "From"),
        "To": _people(outline.to, "utf-8", "To"),
        "Cc": _people(outline.cc, "utf-8", "Cc"),
        "Subject": _unstructured(outline.subject, outline.charset, "Subject"),
        "Message-ID": f"<{outline.message_id}>",
        "In-Reply-To": f"<{outline.in_reply_to}>" if outline.in_reply_to else "",
        "References": "\r\n ".join(f"<{ref}>" for ref in outline.references),
    }
    if outline.raw_headers:
        values["From"] = f"{outline.sender.name} <{outline.sender.address}>"
        values["Subject"] = outline.subject
    if agent := _USER_AGENTS.get(outline.client):
        values[agent[0]] = agent[1]
    values.update(outline.headers)
    block = "".join(
        f"{name}: {value}\r\n" for name, value in values.items() if value or name == "Subject"
    )
    return block.encode(outline.charset if outline.raw_headers else "ascii")


def _unstructured(text: str, charset: str, name: str) -> str:
    """Encode and fold one header's text (RFC 2047)."""
    header = Header(text, "us-ascii" if text.isascii() else charset, header_name=name)
    return header.encode(linesep="\r\n")


def _people(people: Sequence[Person], charset: str, name: str) -> str:
    return ",\r\n ".join(
        formataddr((p.name, p.address))
        if p.name.isascii()
        else f"{_unstructured(p.name, charset, name)} <{p.address}>"
        for p in people
    )


def _write_body(message: EmailMessage, outline: Outline) -> None:
    text = plain_body(outline)
    if not text and outline.attach:
        return  # a scanner's letter: nothing but the attachment
    wants_html = outline.client in _HTML_CLIENTS or bool(outline.inline or outline.table)
    page = _page(outline) if outline.html and wants_html else ""
    if outline.client == "yandex":
        message.set_content(page, subtype="html", cte="base64")
    elif outline.charset != "utf-8":
        text = (
            text.translate(_TYPEWRITER).encode(outline.charset, "replace").decode(outline.charset)
        )
        message.set_content(text, charset=outline.charset, cte="8bit")
    else:
        cte = _transfer_encoding(outline)
        flowed = {"format": "flowed"} if outline.client == "thunderbird" else {}
        message.set_content(text, cte=cte, params=flowed)
        if page:
            message.add_alternative(page, subtype="html", cte=cte)
    if outline.inline and page:
        _add_picture(message, outline)


def _transfer_encoding(outline: Outline) -> str:
    if outline.client in {"thunderbird", "plain"}:
        return "8bit"
    if outline.client == "iphone" or outline.lang == "en":
        return "quoted-printable"
    return "base64"


def _add_picture(message: EmailMessage, outline: Outline) -> None:
    assert outline.inline is not None  # noqa: S101 - the caller asked
    page = message.get_body(("html",))
    if isinstance(page, EmailMessage):
        page.add_related(
            draw(outline.inline),
            maintype="image",
            subtype="png",
            cid=f"<{_content_id(outline)}>",
            filename=outline.inline["name"],
            disposition="inline",
        )


def _content_id(outline: Outline) -> str:
    return f"img.{_digest(outline.message_id)}@{outline.sender.address.partition('@')[2]}"


def _attach(message: EmailMessage, file: File) -> None:
    kind, _, subtype = file.content_type.partition("/")
    params = {"method": "REQUEST"} if subtype == "calendar" else {}
    message.add_attachment(
        file.content, maintype=kind, subtype=subtype, filename=file.name, params=params
    )


def _inner_letter(spec: Mapping[str, Any]) -> EmailMessage:
    """A whole letter inside another (message/rfc822)."""
    inner = EmailMessage(policy=_POLICY)
    for name in ("date", "from", "to", "subject"):
        inner[name.title()] = spec[name]
    inner["Message-ID"] = f"<{_digest(spec['subject'] + spec['text'])}@forwarded.example>"
    inner.set_content(spec["text"], cte="quoted-printable")
    return inner


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """Give every multipart a boundary of its own that does not change from run to run."""
    for index, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            part.set_boundary(f"=_{_digest(f'{seed}/{index}')}")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8"), digest_size=10).hexdigest()


# --- text -------------------------------------------------------------------------------------


def _wrapped(text: str, *, soft: bool) -> str:
    """Break long paragraphs at 72 columns; softly (RFC 3676) when another program may rejoin."""
    out = []
    for line in text.split("\n"):
        pieces = textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) or [""]
        if "  " in line.strip():  # a table row: its columns matter more than its width
            pieces = [line]
        out.append((" \n" if soft else "\n").join(pieces))
    return "\n".join(out)


def _text_table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("   ".join(cells).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def _beside_signature(text: str, block: str) -> str:
    """Put a block after the text but above the signature."""
    body, mark, signature = text.partition("\n\n-- \n")
    return f"{body}\n\n{block}{mark}{signature}"


# --- HTML -------------------------------------------------------------------------------------


def _page(outline: Outline) -> str:
    style = ""
    if outline.client == "outlook":
        style = (
            "<style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt;"
            'font-family:"Calibri",sans-serif;} --></style>'
        )
    return (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f"{style}</head><body>\n{html_body(outline)}\n</body></html>\n"
    )


def _html_blocks(outline: Outline) -> Iterator[str]:
    body, mark, signature = outline.text.partition("\n\n-- \n")
    yield from (_paragraph(text, outline) for text in re.split(r"\n\s*\n", body))
    if outline.table:
        yield _html_table(outline.table)
    if outline.inline and _IMAGE not in body:
        yield _paragraph(_IMAGE, outline)
    if mark:
        lines = "<br>".join(escape(line, quote=False) for line in signature.split("\n"))
        match outline.client:
            case "gmail":
                yield f'<div dir="ltr" class="gmail_signature">-- <br>{lines}</div>'
            case "outlook":
                yield f'<p class="MsoNormal">&nbsp;</p><p class="MsoNormal">{lines}</p>'
            case _:
                yield f'<div class="moz-signature">-- <br>{lines}</div>'


def _paragraph(text: str, outline: Outline) -> str:
    inner = "<br>\n".join(escape(line, quote=False) for line in text.split("\n"))
    if outline.inline:
        name = escape(str(outline.inline["name"]))
        image = f'<img src="cid:{_content_id(outline)}" alt="{name}" style="max-width:100%">'
        inner = inner.replace(_IMAGE, image)
    match outline.client:
        case "outlook":
            return f'<p class="MsoNormal">{inner}</p>\n<p class="MsoNormal">&nbsp;</p>\n'
        case "gmail":
            return f'<div dir="ltr">{inner}</div>\n<div><br></div>\n'
        case "yandex" | "apple" | "iphone":
            return f"<div>{inner}</div>\n<div>&nbsp;</div>\n"
    return f"<p>{inner}</p>\n"


def _html_table(rows: Sequence[Sequence[str]]) -> str:
    cell = "border:1px solid #c9ccd4;padding:5px 10px"
    lines = []
    for index, row in enumerate(rows):
        tag = "th" if index == 0 else "td"
        bold = ";font-weight:bold" if index == len(rows) - 1 else ""
        lines.append(
            "<tr>"
            + "".join(
                f'<{tag} style="{cell};text-align:{"right" if column else "left"}{bold}">'
                f"{escape(value, quote=False)}</{tag}>"
                for column, value in enumerate(row)
            )
            + "</tr>"
        )
    inside = "\n".join(lines)
    return f'<table style="border-collapse:collapse" cellspacing="0">\n{inside}\n</table>\n<br>\n'
