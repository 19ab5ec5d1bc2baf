"""The two texts of a letter, plain and HTML: what was written, the signature, the quote below."""

from collections.abc import Iterator, Mapping

from app.domain.outgoing import Letter, QuotedLetter
from mail.cleantext import body_text
from mail.compose_html import (
    answered_html,
    blocks_html,
    forwarded_html,
    leveled,
    page,
    quoted_html,
    signature_html,
    text_html,
)
from mail.compose_quote import attribution, forward_block
from mail.compose_text import SIGNATURE_MARK, flowed
from mail.html_to_text import html_to_text
from mail.rich import PlainLine, plain_lines
from mail.rich_read import read

_MOST_QUOTED = 1_000_000
"""Characters; nobody reads more, and mail servers do not take much more."""


def plain_body(letter: Letter) -> str:
    """Return the plain part, ``format=flowed``, with LF line ends."""
    names = {file.content_id: file.name for file in letter.files if file.content_id}
    lines = plain_lines(read(letter.body), names=names)
    signature = signature_lines(letter.signature)
    if signature:
        lines += [*_gap(lines), PlainLine(0, SIGNATURE_MARK, fixed=True)]
        lines += [PlainLine(0, line, fixed=True) for line in signature]
    if letter.quoted is not None:
        lines += [*_gap(lines), *_quoted_lines(letter, letter.quoted)]
    return flowed(lines)


def html_body(letter: Letter, pictures: Mapping[str, str]) -> str:
    """Return the HTML part; ``pictures`` as in `mail.compose_html.blocks_html`."""
    lines = signature_lines(letter.signature)
    return page(
        blocks_html(read(letter.body), pictures),
        signature_html(lines) if lines else "",
        _below_html(letter, letter.quoted, pictures) if letter.quoted is not None else "",
    )


def signature_lines(signature: str) -> list[str]:
    """Return the lines of a signature without a mark of its own."""
    lines = [line.rstrip() for line in body_text(signature).strip("\n").split("\n")]
    if lines and lines[0] == "--":
        del lines[0]
    return lines if any(lines) else []


def _gap(lines: list[PlainLine]) -> list[PlainLine]:
    return [PlainLine(0, "")] if lines else []


def _quoted_lines(letter: Letter, quoted: QuotedLetter) -> Iterator[PlainLine]:
    text = _text_of(quoted)
    if letter.forwarded:
        for line in forward_block(quoted, letter.language, letter.zone):
            yield PlainLine(0, line)
        yield PlainLine(0, "")
    else:
        yield PlainLine(0, attribution(quoted, letter.language, letter.zone))
    for depth, line in leveled(text) if text else ():
        yield PlainLine(depth + (not letter.forwarded), line.replace("\xa0", " "))


def _below_html(letter: Letter, quoted: QuotedLetter, pictures: Mapping[str, str]) -> str:
    html = quoted.html if len(quoted.html) <= 2 * _MOST_QUOTED else ""
    inside = quoted_html(html, pictures) if html else text_html(_text_of(quoted))
    if letter.forwarded:
        return forwarded_html(forward_block(quoted, letter.language, letter.zone), inside)
    return answered_html(attribution(quoted, letter.language, letter.zone), inside)


def _text_of(quoted: QuotedLetter) -> str:
    text = quoted.text or (html_to_text(quoted.html) if quoted.html else "")
    text = body_text(text).strip("\n").expandtabs(8)
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}\n[…]"
