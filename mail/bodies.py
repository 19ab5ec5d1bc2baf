"""Choose and put together the readable text and the HTML of a letter from its parts."""

import re
from html import escape

from mail.contents import MAX_TEXT, Contents, Segment
from mail.flowed import unflow
from mail.html_to_text import MAX_HTML, MAX_TAGS, html_to_text
from mail.invitation import summary

_PLACEHOLDER = re.compile(
    r"(?i)\b(?:html|mime)\b.{0,80}\b(?:mail|e-mail|message|email|format|view|client|reader|support|"
    r"version|compatible|enabled)|view (?:this|the) (?:e-?mail|message) (?:in|online)|"
    r"(?:браузер|html)[^.]{0,80}(?:письм|сообщен|лист|просм)|nur text|im browser (?:an|öff)"
)
_MAX_PLACEHOLDER = 400


def choose_text(contents: Contents) -> str:
    """Return the whole readable text: plain parts, else HTML as text, in reading order."""
    budget = _Budget()
    pieces = []
    for segment in contents.segments:
        piece = _text_of(segment, budget)
        if piece.strip("\n "):
            pieces.append(piece)
    text = pieces[0] if len(pieces) == 1 else "\n\n".join(piece.strip("\n") for piece in pieces)
    if not text.strip() and contents.calendars:
        part = contents.calendars[0]
        text = summary(contents.data[part.start : part.end], part.encoding, contents.charset)
    if len(text) > MAX_TEXT or budget.spent:
        contents.defects["text-cut"] = None
        text = text[:MAX_TEXT]
    return text.rstrip() + "\n" if text.strip() else ""


class _Budget:
    """What may still be spent on turning HTML into text, over all parts of a letter."""

    def __init__(self) -> None:
        self.characters = MAX_HTML
        self.tags = MAX_TAGS
        self.spent = False

    def convert(self, html: str) -> str:
        tags = html.count("<", 0, self.characters)
        if len(html) > self.characters or tags > self.tags:
            self.spent = True
        text = html_to_text(html[: self.characters], self.tags)
        self.characters = max(self.characters - len(html), 0)
        self.tags = max(self.tags - tags, 0)
        return text


def choose_html(contents: Contents) -> str:
    """Return the HTML of the letter, plain parts between it as preformatted text; maybe ``""``."""
    if not any(segment.html for segment in contents.segments):
        return ""
    if len(contents.segments) == 1:
        return contents.segments[0].html or ""
    pieces = [
        segment.html if segment.html else f"<pre>{escape(_plain_of(segment))}</pre>"
        for segment in contents.segments
        if segment.html or (segment.plain and segment.plain.strip())
    ]
    html = "\n".join(pieces)
    if len(html) > MAX_TEXT:
        contents.defects["text-cut"] = None
        html = html[:MAX_TEXT]
    return html


def _plain_of(segment: Segment) -> str:
    plain = segment.plain or ""
    return unflow(plain, delete_space=segment.delsp) if segment.flowed else plain


def _text_of(segment: Segment, budget: _Budget) -> str:
    plain = _plain_of(segment)
    if not segment.has_html:
        return plain
    if plain.strip() and not (len(plain) < _MAX_PLACEHOLDER and _PLACEHOLDER.search(plain)):
        return plain
    from_html = budget.convert(segment.html or "")
    return from_html if from_html.strip() else plain
